"""One worksheet of a return copy: its cells' styles, its joined areas, the size of its rows and columns."""

from __future__ import annotations

from bisect import bisect, bisect_left, bisect_right, insort
from collections.abc import Iterable, Mapping

from lxml import etree

from docgen.ledger.returning import place
from docgen.ledger.returning.package import Package
from docgen.ledger.returning.styles import Styles

_AFTER_LEGACY = ("legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst")
_COLUMN_PIXELS, _ROW_PIXELS = 64, 20


class Worksheet:
    """A worksheet part. Rows and columns count from 1."""

    def __init__(self, package: Package, part: str) -> None:
        self.package, self.part = package, part
        self.root = package.tree(part)
        self._ns = package.main

    def shown(self, cells: Iterable[tuple[int, int]]) -> dict[tuple[int, int], tuple[int, int]]:
        """For each cell the one that shows it: of a joined area the one at its top left."""
        found = {cell: cell for cell in cells}
        rows = sorted({row for row, _ in found})
        columns: dict[int, list[int]] = {}
        for row, column in found:
            columns.setdefault(row, []).append(column)
        for joined in self._all("mergeCell"):
            top, left, bottom, right = place.area(joined.get("ref", "A1"))
            for row in rows[bisect_left(rows, top) : bisect_right(rows, bottom)]:
                for column in columns[row]:
                    if left <= column <= right:
                        found[row, column] = top, left
        return found

    def mark(self, levels: Mapping[tuple[int, int], str], styles: Styles) -> None:
        """Colour cells by level, those too that hold nothing yet."""
        by_row: dict[int, dict[int, str]] = {}
        for (row, column), level in levels.items():
            by_row.setdefault(row, {})[column] = level
        rows = self._rows(by_row)
        for number, columns in by_row.items():
            row = rows[number]
            cells = self._cells(row, number, columns)
            for column, level in columns.items():
                cell = cells[column]
                cell.set("s", str(styles.marked(int(cell.get("s", "0")), level)))

    def clear(self, styles: Styles) -> None:
        """Take a former return copy's colours off the cells."""
        for cell in self.root.iter(f"{{{self._ns}}}c"):
            if (style := cell.get("s")) and (cleared := styles.cleared(int(style))) != int(style):
                cell.set("s", str(cleared))

    def legacy_drawing(self) -> str:
        """The VML part that comments are drawn in; empty when the sheet has none."""
        found = self.root.find(f"{{{self._ns}}}legacyDrawing")
        if found is None:
            return ""
        wanted = found.get(f"{{{self.package.rel}}}id")
        return next((part for identity, _, part in self.package.relations(self.part) if identity == wanted), "")

    def set_legacy_drawing(self, identity: str) -> None:
        element = etree.Element(f"{{{self._ns}}}legacyDrawing", {f"{{{self.package.rel}}}id": identity}, nsmap={"r": self.package.rel})
        after = {f"{{{self._ns}}}{tag}" for tag in _AFTER_LEGACY}
        where = next((n for n, child in enumerate(self.root) if child.tag in after), len(self.root))
        self.root.insert(where, element)

    def column_pixels(self) -> dict[int, int]:
        """Widths of the columns that have one of their own, by number; 0 for hidden ones, key 0 for all others."""
        format_ = self.root.find(f"{{{self._ns}}}sheetFormatPr")
        default = format_.get("defaultColWidth") if format_ is not None else None
        widths = {0: int(float(default) * 7) if default else _COLUMN_PIXELS}
        for cols in self._all("col"):
            pixels = 0 if cols.get("hidden") in ("1", "true") else int(float(cols.get("width", "9.14")) * 7)
            for column in range(int(cols.get("min", "1")), min(int(cols.get("max", "1")), 1024) + 1):
                widths[column] = pixels
        return widths

    def row_pixels(self) -> dict[int, int]:
        """Heights of the rows that have one of their own; 0 for hidden ones, key 0 for all others."""
        format_ = self.root.find(f"{{{self._ns}}}sheetFormatPr")
        default = format_.get("defaultRowHeight") if format_ is not None else None
        heights = {0: int(float(default) * 4 / 3) if default else _ROW_PIXELS}
        for row in self._all("row"):
            if row.get("hidden") in ("1", "true"):
                heights[int(row.get("r", "0"))] = 0
            elif row.get("ht") and row.get("r"):
                heights[int(row.get("r", "0"))] = int(float(row.get("ht", "15")) * 4 / 3)
        return heights

    def _all(self, tag: str) -> Iterable[etree._Element]:
        return self.root.iter(f"{{{self._ns}}}{tag}")

    def _rows(self, wanted: Iterable[int]) -> dict[int, etree._Element]:
        """The wanted rows, those that are missing added in their place."""
        data = self.root.find(f"{{{self._ns}}}sheetData")
        assert data is not None  # the schema demands it, and the workbook was read
        there: dict[int, etree._Element] = {}
        number = 0
        for row in data:
            number = int(row.get("r", number + 1))
            there[number] = row
        order = sorted(there)
        for missing in sorted(set(wanted) - there.keys()):
            row = etree.Element(f"{{{self._ns}}}row", r=str(missing))
            behind = bisect(order, missing)
            if behind < len(order):
                there[order[behind]].addprevious(row)
            else:
                data.append(row)
            there[missing] = row
            insort(order, missing)
        return there

    def _cells(self, row: etree._Element, row_number: int, wanted: Iterable[int]) -> dict[int, etree._Element]:
        there: dict[int, etree._Element] = {}
        number = 0
        for cell in row:
            if cell.tag != f"{{{self._ns}}}c":
                continue
            reference = place.parse(cell.get("r", ""))
            number = reference[1] if reference else number + 1
            there[number] = cell
        for missing in sorted(set(wanted) - there.keys()):
            cell = etree.Element(f"{{{self._ns}}}c", r=place.name(row_number, missing))
            if style := self._style_of_blank(row, missing):
                cell.set("s", style)
            behind = [n for n in there if n > missing]
            if behind:
                there[min(behind)].addprevious(cell)
            else:
                row.insert(len(there), cell)
            row.attrib.pop("spans", None)
            there[missing] = cell
        return there

    def _style_of_blank(self, row: etree._Element, column: int) -> str:
        """What a cell that is not there looks like: its row's style, else its column's."""
        if row.get("customFormat") in ("1", "true") and row.get("s"):
            return row.get("s", "")
        for cols in self._all("col"):
            if int(cols.get("min", "0")) <= column <= int(cols.get("max", "0")):
                return cols.get("style", "")
        return ""
