"""Cell styles of a return copy: a cell's own look with a mark's colour behind it."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from docgen.ledger.returning.package import Package
from docgen.problem import ERROR

RED, YELLOW = "FFFFC9C9", "FFFFF0A6"
"""Fills of cells with a 错误 and of those with only a 提醒; shades that offices hardly use themselves."""

_ORDER = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles", "colors", "extLst")
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_EMPTY = (
    '<styleSheet xmlns="{0}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs></styleSheet>'
)


class Styles:
    """The workbook's styles part, added to and never taken from."""

    def __init__(self, package: Package) -> None:
        self._ns = package.main
        part = package.related(package.workbook, "styles")
        if not part:
            part = package.free("xl/styles{}.xml")
            package.add(part, etree.fromstring(_EMPTY.format(package.main)), _TYPE)
            package.relate(package.workbook, "styles", part)
        self._root = package.tree(part)
        self._marked: dict[tuple[int, str], int] = {}
        self._fills: dict[str, int] = {}

    def marked(self, style: int, level: str) -> int:
        """The style that looks like ``style`` on the colour of a level."""
        if (style, level) not in self._marked:
            self._marked[style, level] = self._clone(style, self._fill(RED if level == ERROR else YELLOW))
        return self._marked[style, level]

    def cleared(self, style: int) -> int:
        """The style without a former mark's colour; the style itself where it bears none."""
        formats = self._group("cellXfs")
        fill = int(formats[style].get("fillId", "0")) if 0 <= style < len(formats) else 0
        fills = self._group("fills")
        if not 0 <= fill < len(fills):
            return style
        colour = fills[fill].find(f".//{{{self._ns}}}fgColor")
        if colour is None or colour.get("rgb") not in (RED, YELLOW):
            return style
        if (style, "") not in self._marked:
            self._marked[style, ""] = self._clone(style, 0)
        return self._marked[style, ""]

    def format(self, font: int, border: int, fill: int, alignment: dict[str, str]) -> int:
        """A cell format made of such parts."""
        xf = etree.Element(
            f"{{{self._ns}}}xf", numFmtId="0", fontId=str(font), fillId=str(fill), borderId=str(border), xfId="0",
            applyFont="1", applyFill="1", applyBorder="1", applyAlignment="1",
        )  # fmt: skip
        etree.SubElement(xf, f"{{{self._ns}}}alignment", alignment)
        return self._append("cellXfs", xf)

    def _clone(self, style: int, fill: int) -> int:
        formats = self._group("cellXfs")
        if 0 <= style < len(formats):
            xf = deepcopy(formats[style])
        else:
            xf = etree.Element(f"{{{self._ns}}}xf", numFmtId="0", fontId="0", fillId="0", borderId="0", xfId="0")
        xf.set("fillId", str(fill))
        xf.set("applyFill", "1")
        return self._append("cellXfs", xf)

    def _fill(self, colour: str) -> int:
        if colour not in self._fills:
            self._fills[colour] = self.solid(colour)
        return self._fills[colour]

    def solid(self, colour: str) -> int:
        fill = etree.Element(f"{{{self._ns}}}fill")
        pattern = etree.SubElement(fill, f"{{{self._ns}}}patternFill", patternType="solid")
        etree.SubElement(pattern, f"{{{self._ns}}}fgColor", rgb=colour)
        etree.SubElement(pattern, f"{{{self._ns}}}bgColor", indexed="64")
        return self._append("fills", fill)

    def font(self, name: str, size: str, bold: bool = False, colour: str = "", underline: bool = False) -> int:
        font = etree.Element(f"{{{self._ns}}}font")
        for tag, value in (("b", bold), ("u", underline)):
            if value:
                etree.SubElement(font, f"{{{self._ns}}}{tag}")
        etree.SubElement(font, f"{{{self._ns}}}sz", val=size)
        if colour:
            etree.SubElement(font, f"{{{self._ns}}}color", rgb=colour)
        etree.SubElement(font, f"{{{self._ns}}}name", val=name)
        return self._append("fonts", font)

    def thin_border(self) -> int:
        border = etree.Element(f"{{{self._ns}}}border")
        for side in ("left", "right", "top", "bottom"):
            etree.SubElement(etree.SubElement(border, f"{{{self._ns}}}{side}", style="thin"), f"{{{self._ns}}}color", rgb="FF7F7F7F")
        etree.SubElement(border, f"{{{self._ns}}}diagonal")
        return self._append("borders", border)

    def _append(self, kind: str, element: etree._Element) -> int:
        group = self._group(kind)
        group.append(element)
        group.set("count", str(len(group)))
        return len(group) - 1

    def _group(self, kind: str) -> etree._Element:
        found = self._root.find(f"{{{self._ns}}}{kind}")
        if found is None:
            found = etree.Element(f"{{{self._ns}}}{kind}")
            before = {f"{{{self._ns}}}{later}" for later in _ORDER[_ORDER.index(kind) + 1 :]}
            place = next((n for n, child in enumerate(self._root) if child.tag in before), len(self._root))
            self._root.insert(place, found)
        return found
