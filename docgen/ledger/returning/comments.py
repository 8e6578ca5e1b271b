"""Comments at the cells of a return copy: what to do there, in a box of a fitting size.

A comment is told twice in a workbook: its text in the comments part, its box in a VML drawing.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from unicodedata import east_asian_width

from lxml import etree

from docgen.ledger.returning import place
from docgen.ledger.returning.worksheet import Worksheet

AUTHOR = "docgen"
HEADING = "【docgen 核对】"
"""Begins what docgen adds to a cell's comment; all behind it is taken off when the workbook comes back."""

_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_WIDTH, _LINE, _CHARACTERS, _MARGIN = 300, 17, 46, 12
"""Pixels of a box's width and of a line; half-width characters to a line; pixels beside the text."""

_VML = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel">'
    '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout></xml>'
)
_SHAPE_TYPE = (
    '<v:shapetype xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE = (
    '<v:shape xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel" id="_x0000_s{id}" type="#_x0000_t202" '
    "style='position:absolute;visibility:hidden;width:{width}pt;height:{height}pt;z-index:{z}' fillcolor=\"#ffffe1\" o:insetmode=\"auto\">"
    '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
    "<v:textbox style='mso-direction-alt:auto'><div style='text-align:left'></div></v:textbox>"
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>'
    "<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_OWN_SHAPE = re.compile(rb"<v:shape\b(?:(?!</v:shape>).)*?</v:shape>", re.DOTALL)
_SHAPE_ID = re.compile(rb"_x0000_s(\d+)")


class Comments:
    """The comments of one worksheet."""

    def __init__(self, sheet: Worksheet) -> None:
        self._sheet, self._package = sheet, sheet.package
        self._ns = self._package.main
        self._part = self._package.related(sheet.part, "comments")

    def add(self, texts: Mapping[tuple[int, int], str]) -> None:
        """A comment at each cell; one that is there already keeps its text and gets docgen's behind it."""
        if not texts:
            return
        root = self._root()
        author = self._author(root)
        entries = root.find(self._tag("commentList"))
        assert entries is not None
        there = {entry.get("ref"): entry for entry in entries}
        boxes: dict[tuple[int, int], str] = {}
        for (row, column), text in texts.items():
            entry = there.get(place.name(row, column))
            if entry is None:
                entry = etree.SubElement(entries, self._tag("comment"), ref=place.name(row, column), authorId=author)
                etree.SubElement(entry, self._tag("text"))
            holder = entry.find(self._tag("text"))
            assert holder is not None
            before = _plain(holder)
            self._append(holder, text, bool(before.strip()))
            boxes[row, column] = _plain(holder)
        entries[:] = sorted(entries, key=lambda entry: place.parse(entry.get("ref", "A1")) or (0, 0))
        self._draw(boxes)

    def clear(self) -> None:
        """Take off what docgen wrote into a former return copy."""
        if not self._part:
            return
        entries = self._root().find(self._tag("commentList"))
        gone: set[tuple[int, int]] = set()
        for entry in list(entries) if entries is not None else ():
            holder = entry.find(self._tag("text"))
            text = _plain(holder) if holder is not None else ""
            if HEADING not in text or entries is None or holder is None:
                continue
            kept = text.partition(HEADING)[0].rstrip()
            if kept:
                holder[:] = []
                self._append(holder, kept, False, heading=False)
            else:
                entries.remove(entry)
                if cell := place.parse(entry.get("ref", "")):
                    gone.add(cell)
        self._rub_out(gone)

    def _root(self) -> etree._Element:
        if not self._part:
            self._part = self._package.free("xl/comments{}.xml")
            root = etree.Element(self._tag("comments"), nsmap={None: self._ns})
            etree.SubElement(root, self._tag("authors"))
            etree.SubElement(root, self._tag("commentList"))
            self._package.add(self._part, root, _TYPE)
            self._package.relate(self._sheet.part, "comments", self._part)
        return self._package.tree(self._part)

    def _author(self, root: etree._Element) -> str:
        authors = root.find(self._tag("authors"))
        assert authors is not None
        names = [author.text or "" for author in authors]
        if AUTHOR not in names:
            etree.SubElement(authors, self._tag("author")).text = AUTHOR
            names.append(AUTHOR)
        return str(names.index(AUTHOR))

    def _append(self, holder: etree._Element, text: str, behind: bool, heading: bool = True) -> None:
        """Runs at the end of a text; a text without runs is made one first, so that nothing of it changes."""
        plain = holder.find(self._tag("t"))
        if plain is not None:
            holder.remove(plain)
            self._run(holder, plain.text or "", False)
        if heading:
            self._run(holder, f"{chr(10) if behind else ''}{HEADING}\n", True)
        self._run(holder, text, False)

    def _run(self, holder: etree._Element, text: str, bold: bool) -> None:
        run = etree.Element(self._tag("r"))
        look = etree.SubElement(run, self._tag("rPr"))
        if bold:
            etree.SubElement(look, self._tag("b"))
        etree.SubElement(look, self._tag("sz"), val="9")
        etree.SubElement(look, self._tag("color"), indexed="81")
        etree.SubElement(look, self._tag("rFont"), val="宋体")
        etree.SubElement(look, self._tag("charset"), val="134")
        words = etree.SubElement(run, self._tag("t"))
        words.text = text
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        runs = [n for n, child in enumerate(holder) if child.tag == self._tag("r")]
        holder.insert(runs[-1] + 1 if runs else 0, run)

    def _draw(self, boxes: Mapping[tuple[int, int], str]) -> None:
        part = self._sheet.legacy_drawing()
        if part in self._package and b"</xml>" not in self._package.bytes(part):
            self._package.put(part, _VML.encode())  # nothing can be drawn into what Excel itself would throw away
        if not part or part not in self._package:
            part = self._package.free("xl/drawings/vmlDrawing{}.vml")
            self._package.put(part, _VML.encode())
            self._package.default("vml", _VML_TYPE)
            self._sheet.set_legacy_drawing(self._package.relate(self._sheet.part, "vmlDrawing", part))
        self._rub_out(set(boxes))
        drawing = self._package.bytes(part)
        number = max((int(found) for found in _SHAPE_ID.findall(drawing)), default=1024)
        columns, rows = self._sheet.column_pixels(), self._sheet.row_pixels()
        shapes = [] if b'id="_x0000_t202"' in drawing else [_SHAPE_TYPE]
        for place_, ((row, column), text) in enumerate(sorted(boxes.items()), 1):
            height = _height(text)
            shapes.append(
                _SHAPE.format(
                    id=number + place_, z=place_, row=row - 1, column=column - 1, width=_WIDTH * 3 // 4, height=height * 3 // 4,
                    anchor=_anchor(row, column, height, columns, rows),
                )
            )  # fmt: skip
        end = drawing.rindex(b"</xml>")
        self._package.put(part, drawing[:end] + "".join(shapes).encode() + drawing[end:])

    def _rub_out(self, cells: set[tuple[int, int]]) -> None:
        """Remove the boxes of some cells' comments: those of comments gone, and those to be drawn anew in another size."""
        part = self._sheet.legacy_drawing()
        if not cells or not part or part not in self._package:
            return

        def kept(found: re.Match[bytes]) -> bytes:
            at = [re.search(rb"<x:%s>\s*(\d+)\s*</x:%s>" % (tag, tag), found[0]) for tag in (b"Row", b"Column")]
            if b'ObjectType="Note"' not in found[0] or not all(at):
                return found[0]
            row, column = (int(number[1]) + 1 for number in at if number)
            return b"" if (row, column) in cells else found[0]

        self._package.put(part, _OWN_SHAPE.sub(kept, self._package.bytes(part)))

    def _tag(self, name: str) -> str:
        return f"{{{self._ns}}}{name}"


def _plain(holder: etree._Element) -> str:
    return "".join(element.text or "" for element in holder.iter() if etree.QName(element).localname == "t")


def _height(text: str) -> int:
    """Pixels that a text needs in a box of the usual width."""
    widths = (sum(2 if east_asian_width(char) in "WFA" else 1 for char in line) for line in text.split("\n"))
    return sum(max(1, math.ceil(width / _CHARACTERS)) for width in widths) * _LINE + _MARGIN


def _anchor(row: int, column: int, height: int, columns: Mapping[int, int], rows: Mapping[int, int]) -> str:
    """The box's corners, as columns and rows from 0 with pixels into them: to the right of the cell, a little above."""
    right, over = _along(column + 1, 15 + _WIDTH, columns)
    bottom, below = _along(row, 4 + height, rows)
    return f"{column}, 15, {row - 1}, 4, {right - 1}, {over}, {bottom - 1}, {below}"


def _along(first: int, pixels: int, sizes: Mapping[int, int]) -> tuple[int, int]:
    """The column or row (from 1) in which so many pixels from the start of ``first`` end, and how far into it."""
    number = first
    while pixels > (size := sizes.get(number, sizes[0])) and number < first + 1000:
        pixels -= size
        number += 1
    return number, pixels
