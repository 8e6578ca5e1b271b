"""The tables of a Word document that docgen made and a person edited: which cell shows which field of which record.

A row is the record that most of its bookmarks name, a column the field that most of its cells' bookmarks name: so a
cell whose own bookmark went with its text is known by its row and column, and what was copied into another row counts
for the row where it stands.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import qn

from docgen.editing.found import COMPUTED, EITHER, SERIAL, Cell, Found, Place, strange_row
from docgen.editing.paths import SHIPPED, Paths
from docgen.layout.tables.bookmarks import Mark, digest_of, mark_of
from docgen.layout.tables.grid import Grid, GridCell
from docgen.ledger.editing import called
from docgen.ledger.reading.findings import refusal
from docgen.ledger.reading.package import opened
from docgen.problem import REMINDER, Problem

_DOCUMENT = "word/document.xml"
_MOST = 2 / 3
"""A column shows a field when more than so many of its bookmarks say so."""
_TITLE_WITHIN = 4
"""So many paragraphs above a table its title is looked for."""


def read_document(file: str, content: bytes, paths: Paths = SHIPPED) -> Found:
    """Read a ``.docx`` whose tables show the fields of ``paths``; raises DocgenError when it is none."""
    with opened(file, content) as package:
        if _DOCUMENT not in package:
            raise refusal(file, "不是 Word 文档：请给出 docgen 生成、编辑后另存的 .docx")
        document = parse_xml(package.xml(_DOCUMENT))
    _accept_changes(document)
    found = [_Table(file, element, paths).read() for element in document.iter(qn("w:tbl"))]
    return Found(
        tuple(cell for each in found for cell in each.cells),
        tuple(problem for each in found for problem in each.problems),
        sum(each.tables for each in found),
    )


def _accept_changes(document: Any) -> None:
    """Where changes are tracked, the document as it is when all are accepted: what was struck out or moved away is gone."""
    for tag in ("w:del", "w:moveFrom"):
        for element in list(document.iter(qn(tag))):
            parent = element.getparent()
            if parent.tag == qn("w:trPr"):
                parent = parent.getparent().getparent()
                element = element.getparent().getparent()
            if element.getparent() is parent:
                parent.remove(element)


class _Table:
    """One ``w:tbl`` seen as records and fields."""

    def __init__(self, file: str, element: Any, paths: Paths) -> None:
        self._paths = paths
        self._file, self._grid, self._title = file, Grid(element), _title(element)
        self._marks = {id(cell): tuple(_marks(cell)) for cell in self._grid.cells}
        marked = [cell.row for cell in self._grid.cells if self._marks[id(cell)]]
        self._head = min(self._grid.head, *marked) if marked else 0
        self._continuing = frozenset((cell.row, cell.column) for cell in self._grid.cells if cell.continues)
        self._headings = _headings(self._grid, self._head)
        self._problems: list[Problem] = []
        self._is_ours = bool(marked)

    def read(self) -> Found:
        if not self._is_ours:
            return Found()
        refs, strange = self._records()
        fields, computed, cells = self._fields(refs), self._computed(refs), []
        for cell in self._grid.cells:
            if cell.row < self._head or cell.continues or cell.row in strange:
                continue
            here = tuple(refs[row] for row in self._covered(cell) if row in refs)
            path = fields.get(cell.column) or self._own_field(cell, here)
            if self._was_parted(cell, path):
                continue
            if here and path and cell.span == 1:
                cells.append(Cell(here, path, cell.text, self._place(cell, path)))
            elif id(cell) in computed:
                self._tell_computed(cell)
        self._tell_strange(strange)
        return Found(tuple(cells), tuple(self._problems), 1)

    def _records(self) -> tuple[dict[int, str], set[int]]:
        """Row → its record, and the rows that someone added; a copied row is one of these, for it has the fewer bookmarks."""
        votes: dict[int, Counter[str]] = defaultdict(Counter)
        codes: dict[tuple[int, str], set[str]] = defaultdict(set)
        marked: set[int] = set()
        for cell in self._grid.cells:
            for mark in self._marks[id(cell)]:
                marked.add(cell.row)
                if mark.ref:
                    votes[cell.row][mark.ref] += 1
                    codes[cell.row, mark.ref].add(mark.code)
        refs: dict[int, str] = {}
        taken: dict[str, set[str]] = defaultdict(set)
        copies: set[int] = set()
        named = {row: counted.most_common(1)[0] for row, counted in votes.items()}
        for row, (ref, _) in sorted(named.items(), key=lambda item: -item[1][1]):
            # a template may give a record several rows: they show different fields
            if taken[ref] & codes[row, ref]:
                copies.add(row)
            else:
                refs[row] = ref
                taken[ref] |= codes[row, ref]
        return refs, set(range(self._head, len(self._grid.rows))) - marked | copies

    def _fields(self, records: Collection[int]) -> dict[int, str]:
        """Column → the field that its cells show, also those that lost their bookmark; none where not all show the same."""
        votes: dict[int, Counter[str]] = defaultdict(Counter)
        mixed = set()
        for cell in self._grid.cells:
            for mark in self._marks[id(cell)] if cell.row in records else ():
                if mark.code and cell.span == 1:
                    votes[cell.column][self._path(mark)] += 1
                else:
                    mixed.add(cell.column)
        most = {column: counted.most_common(1)[0] for column, counted in votes.items() if column not in mixed}
        return {column: path for column, (path, count) in most.items() if count > votes[column].total() * _MOST}

    def _own_field(self, cell: GridCell, refs: tuple[str, ...]) -> str:
        paths = {self._path(mark) for mark in self._marks[id(cell)] if mark.ref in refs}
        return paths.pop() if len(paths) == 1 else ""

    def _path(self, mark: Mark) -> str:
        """The field that a bookmark names; empty for one of another version of docgen."""
        return self._paths.of_code.get(mark.code, "")

    def _was_parted(self, cell: GridCell, path: str) -> bool:
        """Whether a person parted joined cells: the lower ones are blank and were never filled."""
        return path in self._paths.joined and not cell.text.strip() and not self._marks[id(cell)]

    def _covered(self, cell: GridCell) -> Iterator[int]:
        """The rows that a cell covers with those joined to it below."""
        row = cell.row
        yield row
        while (row := row + 1, cell.column) in self._continuing:
            yield row

    def _computed(self, records: Collection[int]) -> set[int]:
        """The cells (by id) that docgen computed: marked so, or without any mark in a row or column where others are."""
        lines: dict[tuple[str, int], list[GridCell]] = defaultdict(list)
        for cell in self._grid.cells:
            if cell.row >= self._head and not cell.continues:
                lines[("column", cell.column) if cell.row in records else ("row", cell.row)].append(cell)
        found: set[int] = set()
        for line in lines.values():
            marked = {id(cell) for cell in line if any(mark.digest for mark in self._marks[id(cell)])}
            if marked:
                found |= marked | {id(cell) for cell in line if not self._marks[id(cell)]}
        return found

    def _tell_computed(self, cell: GridCell) -> None:
        digests = {mark.digest for mark in self._marks[id(cell)] if mark.digest}
        if (digests or cell.text.strip()) and digest_of(cell.text) not in digests and self._headings.get(cell.column) != SERIAL:
            self._problems.append(self._place(cell).problem(COMPUTED if digests else EITHER, REMINDER))

    def _tell_strange(self, rows: set[int]) -> None:
        written: dict[int, list[str]] = defaultdict(list)
        for cell in self._grid.cells:
            if cell.row in rows and not cell.continues and cell.text.strip():
                written[cell.row].append(" ".join(cell.text.split()))
        for row, texts in sorted(written.items()):
            self._problems.append(Problem(strange_row(texts), self._file, self._title, f"第 {row + 1} 行", REMINDER))

    def _place(self, cell: GridCell, path: str = "") -> Place:
        heading = self._headings.get(cell.column) or (called(path) if path else f"第 {cell.column + 1} 列")
        return Place(self._file, self._title, f"第 {cell.row + 1} 行“{heading}”")


def _headings(grid: Grid, head: int) -> dict[int, str]:
    """Column → the lowest heading that is its own."""
    found: dict[int, str] = {}
    for cell in grid.cells:
        if cell.row < head and cell.span == 1 and (words := "".join(cell.text.split())):
            found[cell.column] = words
    return found


def _marks(cell: GridCell) -> Iterator[Mark]:
    for start in cell.element.iter(qn("w:bookmarkStart")):
        if mark := mark_of(start.get(qn("w:name")) or ""):
            yield mark


def _title(table: Any) -> str:
    """The longest of the paragraphs just above a table: its title stands among a label and the line with the unit."""
    above, texts = table.getprevious(), []
    while above is not None and above.tag == qn("w:p") and len(texts) < _TITLE_WITHIN:
        texts.append("".join(text.text or "" for text in above.iter(qn("w:t"))))
        above = above.getprevious()
    return max(texts, key=len, default="").strip()
