"""A workbook template gone through cell by cell: each cell is a text of its own; ``row`` is known in the row of tags."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import nodes

from docgen.engine.lint.blocks import paired
from docgen.engine.lint.finding import Finding
from docgen.engine.lint.reading import Walk, asked_whether_there
from docgen.engine.lint.scope import Loop, Names
from docgen.engine.lint.shapes import UNKNOWN, Shape, elements
from docgen.engine.lint.syntax import Reading, read
from docgen.engine.lint.tags import Tag, strays_in, tags_in
from docgen.engine.lint.text import ATTRIBUTE, Piece, Stream
from docgen.engine.lint.writing import written
from docgen.engine.package import Package
from docgen.engine.places import Place
from docgen.problem import ERROR

_PART = "xl/worksheets"
ROW, GROUP = "row", "group"


@dataclass(frozen=True)
class Cell:
    """A cell with its sheet's name and reference (B4)."""

    sheet: str
    reference: str
    text: str


def check_workbook(
    package: Package,
    env: Any,
    given: Mapping[str, Shape] | None,
    own: Mapping[str, Callable[..., Any]],
    elsewhere: Mapping[str, str],
) -> Iterator[Finding]:
    """The findings of all sheets, cell by cell."""
    env.filters.setdefault("merge", str)
    inside = None if given is None else {**given, **_of_records(given)}
    recorded = False
    for cell in cells_of(package):
        lint = _CellLint(cell, env, Names(inside, elsewhere), own)
        yield from lint.findings()
        recorded = recorded or lint.asks(ROW)
    if not recorded and given is not None and "rows" in given:
        message = "没有数据行：要有一行用 {{ row.名称 }} 写各栏的内容"
        first = next(iter(_book(package).sheets), ("", ""))[0]
        yield Finding("rows", message, Place(_PART), sheet=first, cell="A1")


def _of_records(given: Mapping[str, Shape]) -> dict[str, Shape]:
    """What a row of tags knows beside the template's names: the record, its group, the loop."""
    from docgen.engine.groups import Group

    row = elements(given.get("rows", UNKNOWN))
    group = Shape((Group("文字", 1, 1, row.known),)) if row.known else UNKNOWN
    return {ROW: row, GROUP: Shape(()) if not group.known else group, "loop": Shape((Loop(),))}


def cells_of(package: Package) -> Iterator[Cell]:
    """The cells whose words have braces, sheet by sheet, row by row."""
    from docgen.engine.sheet.lines import MAIN, plain_text
    from docgen.engine.xml import parse

    book = _book(package)
    shared = book.texts()
    for title, part in book.sheets:
        for cell in parse(package.read(part)).iter(f"{MAIN}c"):
            text = ""
            if cell.get("t") == "s":
                number = cell.findtext(f"{MAIN}v") or ""
                text = shared[int(number)] if number.isdigit() and int(number) < len(shared) else ""
            elif cell.get("t") in ("inlineStr", "str"):
                inline = cell.find(f"{MAIN}is")
                text = plain_text(inline) if inline is not None else cell.findtext(f"{MAIN}v") or ""
            if any(sign in text for sign in "{｛}｝"):
                yield Cell(title, cell.get("r", ""), text)


def _book(package: Package) -> Any:
    from docgen.engine.sheet.book import Book

    return Book(package.read, package.names)


class _CellLint:
    def __init__(self, cell: Cell, env: Any, names: Names, own: Mapping[str, Callable[..., Any]]) -> None:
        self._cell, self._env, self._names, self._own = cell, env, names, own
        self._found: list[Finding] = []
        self._asked: set[str] = set()

    def asks(self, name: str) -> bool:
        """Whether the cell's tags use a name."""
        return name in self._asked

    def findings(self) -> list[Finding]:
        stream = Stream(ATTRIBUTE, self._cell.text)
        stream.add(Piece(0, self._cell.text, 0, None, ()))
        tags = list(tags_in(stream, word=False))
        readings = [read(tag, self._env) for tag in tags]
        for path in asked_whether_there(readings):
            self._names.tolerate(path)
        for reading in readings:
            if reading.nodes is not None:
                self._asked |= {name.name for name in reading.nodes.find_all(nodes.Name)}
            flaws = list(written(reading.tag))
            for code, message, level in flaws:
                self._add(reading.tag, code, message, level)
            if reading.fault and not flaws:
                self._add(reading.tag, "syntax", reading.fault)
        walk = Walk(self._env, self._names, self._own, self._tell)
        for step in paired(readings, self._tell):
            walk.take(step)
        for stray in strays_in(stream, tags):
            source = self._cell.text[stray.start : stray.end]
            if not stray.name:
                self._put("stray", f"多了 {source}，前面没有与它对应的开头", source, stray.start, stray.end)
            elif self._names.given is not None and stray.name.split(".")[0] in self._names.given:
                self._put("single", f"花括号要写两个：{{{{ {stray.name} }}}}", source, stray.start, stray.end)
        return sorted(self._found, key=lambda finding: finding.start)

    def _tell(self, reading: Reading, code: str, message: str) -> None:
        self._add(reading.tag, code, message)

    def _add(self, tag: Tag, code: str, message: str, level: str = ERROR) -> None:
        self._put(code, message, tag.source, tag.start, tag.end, level)

    def _put(self, code: str, message: str, source: str, start: int, end: int, level: str = ERROR) -> None:
        cell = self._cell
        place = Place(_PART, text=cell.text)
        found = Finding(code, message, place, source, 0, start, end, cell.sheet, cell.reference, level)
        if found not in self._found:
            self._found.append(found)
