"""What a paper should say now, each of its numbers knowing what it is made of: the templates filled once more."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from docx.oxml.ns import qn

from docgen.building.merging.reading import paragraphs, text_of
from docgen.layout.crowding import move_addressees
from docgen.layout.tables.grid import Grid
from docgen.layout.tables.identity import told_by
from docgen.layout.tables.tags import GROUP, MARK
from docgen.layout.tables.texts import words
from docgen.layout.template import render
from docgen.papers.paper import Paper
from docgen.papers.prose import FILTERS
from docgen.papers.table import Table
from docgen.resources import NOTICES, TABLES, template_path
from docgen.settings import Settings
from docgen.tracing.origin import Watch, Words, read_marks

_SPACE = re.compile(r"[\s\u200b\u200e\u200f\u2028\ufeff]+")


@dataclass(frozen=True)
class ExpectedCell:
    """A cell: its text without white space, the row of the table's content (None: a total) and the key that it shows.

    ``key`` is empty where the template's own words stand, ``continues`` where a joined cell runs on from above.
    """

    text: str
    index: int | None = None
    key: str = ""


@dataclass(frozen=True)
class ExpectedTable:
    """A table of the paper: what it is made from, and its rows as they are printed."""

    table: Table
    rows: tuple[tuple[ExpectedCell, ...], ...]
    label: str = ""

    @property
    def name(self) -> str:
        return f"{self.label}（{self.table.name}）" if self.label else self.table.name

    def heading(self, key: str) -> str:
        """The heading of a column."""
        column = next((column for column in self.table.columns if column.key == key), None)
        return " ".join(column.header) if column else key


@dataclass(frozen=True)
class Expected:
    """A paper's text by paragraphs and its tables; white space of any kind is left out."""

    texts: tuple[Words, ...]
    tables: tuple[ExpectedTable, ...]


def expect(content: Paper | Table, settings: Settings) -> Expected:
    """Fill the templates of a paper or a table. Raises DocgenError for a broken template."""
    if isinstance(content, Table):
        return Expected((), (_table(content, settings),))
    tables = [annex for annex in content.annexes if isinstance(annex, Table)]
    titles = content.annex_titles
    labels = ["附件" if len(titles) == 1 else f"附件{titles.index(t.title) + 1}" if t.title in titles else "" for t in tables]
    return Expected(
        tuple(_texts(content, settings)),
        tuple(_table(table, settings, label) for table, label in zip(tables, labels, strict=True)),
    )


def _texts(paper: Paper, settings: Settings) -> Iterator[Words]:
    watch = Watch()
    context = watch.context(move_addressees(paper.context, paper.kind))
    document = render(template_path(settings, NOTICES, f"{paper.kind}.docx"), context, FILTERS, watch.prepare)
    for element in paragraphs(document.element.body):
        told = unspaced(read_marks(text_of(element), watch.mentions))
        if told.text:
            yield told


def unspaced(told: Words) -> Words:
    """The words without white space, which Word, WPS and LibreOffice keep each in its own way."""
    gaps = [found.span() for found in _SPACE.finditer(told.text)]
    if not gaps:
        return told

    def moved(at: int) -> int:
        return at - sum(min(end, at) - begin for begin, end in gaps if begin < at)

    spans = tuple((moved(begin), moved(end), mention) for begin, end, mention in told.spans)
    return Words(_SPACE.sub("", told.text), spans)


def _table(table: Table, settings: Settings, label: str = "") -> ExpectedTable:
    document = render(template_path(settings, TABLES, f"{table.name}.docx"), {**words(table), "number": label})
    rows: dict[tuple[int, int], list[ExpectedCell]] = {}
    for place, element in enumerate(document.element.body.iter(qn("w:tbl"))):
        for cell in Grid(element).cells:
            rows.setdefault((place, cell.row), []).append(_cell(cell.text))
    return ExpectedTable(table, tuple(map(tuple, rows.values())), label)


def _cell(marked: str) -> ExpectedCell:
    plain = marked.replace(MARK, "").replace(GROUP, "")
    told = told_by(plain)
    text, index, key = told or (plain, None, "")
    return ExpectedCell(_SPACE.sub("", text), index, key)


def key_of(cells: Iterable[str]) -> str:
    """A row as one text, to be weighed against others."""
    return "\t".join(cells)
