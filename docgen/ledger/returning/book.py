"""The workbook part of a return copy: its sheets, and one put before them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from docgen.ledger.returning.package import Package

_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_SELECTED = re.compile(rb"\s+tabSelected\s*=\s*([\"'])(?:1|true)\1")
_ORDER = (
    "fileVersion", "fileSharing", "workbookPr", "AlternateContent", "workbookProtection", "bookViews", "sheets",
    "functionGroups", "externalReferences", "definedNames", "calcPr", "oleSize", "customWorkbookViews", "pivotCaches",
    "smartTagPr", "smartTagTypes", "webPublishing", "fileRecoveryPr", "webPublishObjects", "extLst",
)  # fmt: skip


@dataclass(frozen=True)
class SheetEntry:
    """A sheet as the workbook lists it: name, part, whether it is shown."""

    name: str
    part: str
    shown: bool


class Book:
    """The list of sheets, the names defined, the window."""

    def __init__(self, package: Package) -> None:
        self._package, self._ns = package, package.main
        self._root = package.tree(package.workbook)

    def sheets(self) -> Iterator[SheetEntry]:
        parts = {identity: part for identity, _, part in self._package.relations(self._package.workbook)}
        for sheet in self._sheets():
            part = parts.get(sheet.get(f"{{{self._package.rel}}}id"), "")
            yield SheetEntry(sheet.get("name", ""), part, sheet.get("state", "visible") == "visible")

    def free_name(self, wanted: str) -> str:
        taken = {sheet.get("name", "").casefold() for sheet in self._sheets()}
        return next(name for n in range(1, len(taken) + 2) if (name := wanted + (str(n) if n > 1 else "")).casefold() not in taken)

    def put_first(self, name: str, root: etree._Element, title_rows: int) -> None:
        """A new worksheet before all others, on which the workbook opens; its first rows head every printed page."""
        part = self._package.free("xl/worksheets/sheet{}.xml")
        self._package.add(part, root, _SHEET_TYPE)
        sheets = self._sheets()
        number = max((int(sheet.get("sheetId", "0")) for sheet in sheets), default=0) + 1
        entry = etree.Element(f"{{{self._ns}}}sheet", name=name, sheetId=str(number))
        entry.set(f"{{{self._package.rel}}}id", self._package.relate(self._package.workbook, "worksheet", part))
        sheets.insert(0, entry)
        self._shift(0, 1)
        self._repeat_rows(name, title_rows)
        self._open_on_first(part)

    def remove(self, entry: SheetEntry) -> None:
        """A sheet that docgen once put there, with its part and its names."""
        sheets = self._sheets()
        parts = {identity: part for identity, _, part in self._package.relations(self._package.workbook)}
        for place, sheet in enumerate(sheets):
            if parts.get(sheet.get(f"{{{self._package.rel}}}id"), "") == entry.part:
                sheets.remove(sheet)
                self._shift(place, -1)
                self._package.unrelate(self._package.workbook, entry.part)
                self._package.drop(entry.part)
                return

    def _sheets(self) -> etree._Element:
        found = self._root.find(f"{{{self._ns}}}sheets")
        assert found is not None  # a workbook without sheets is refused before
        return found

    def _shift(self, first: int, by: int) -> None:
        """Names that belong to one sheet tell it by its place, which moved for all from ``first`` on."""
        names = self._root.find(f"{{{self._ns}}}definedNames")
        for name in list(names) if names is not None else ():
            local = name.get("localSheetId")
            if local is None or int(local) < first:
                continue
            if by < 0 and int(local) == first and names is not None:
                names.remove(name)
            else:
                name.set("localSheetId", str(int(local) + by))
        if names is not None and not len(names):
            self._root.remove(names)

    def _repeat_rows(self, sheet: str, rows: int) -> None:
        names = self._root.find(f"{{{self._ns}}}definedNames")
        if names is None:
            names = etree.Element(f"{{{self._ns}}}definedNames")
            self._insert(names, "definedNames")
        name = etree.Element(f"{{{self._ns}}}definedName", name="_xlnm.Print_Titles", localSheetId="0")
        name.text = f"{quoted(sheet)}!${rows}:${rows}"
        names.insert(0, name)

    def _open_on_first(self, part: str) -> None:
        """Two sheets selected at once would take every keystroke together: only the first stays selected."""
        for view in self._root.iter(f"{{{self._ns}}}workbookView"):
            view.attrib.pop("firstSheet", None)
            view.attrib.pop("activeTab", None)
        for entry in self.sheets():
            if entry.part == part or entry.part not in self._package:
                continue
            if self._package.opened(entry.part):
                for view in self._package.tree(entry.part).iter(f"{{{self._ns}}}sheetView"):
                    view.attrib.pop("tabSelected", None)
            else:
                self._package.put(entry.part, _SELECTED.sub(b"", self._package.bytes(entry.part)))

    def _insert(self, element: etree._Element, tag: str) -> None:
        later = set(_ORDER[_ORDER.index(tag) + 1 :])
        where = next((n for n, child in enumerate(self._root) if etree.QName(child).localname in later), len(self._root))
        self._root.insert(where, element)


def quoted(sheet: str) -> str:
    """A sheet's name as a reference to it writes it: 'Bob''s'."""
    return "'" + sheet.replace("'", "''") + "'"
