"""The blocks of a draft from pandoc's tree: headings, paragraphs, items of lists, tables, pictures, each with its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from docgen.papers.drafts.draft import Block
from docgen.papers.drafts.inlines import Inlines, Line, Told, emphasised
from docgen.papers.drafts.pictures import Finder, NoPicture, picture_inset
from docgen.papers.drafts.places import Places
from docgen.papers.drafts.tables import table_inset
from docgen.papers.drafts.word import CENTRED
from docgen.papers.insets import PictureInset, TableInset
from docgen.problem import Problem

_MOST_NESTED = 3
_CAPTIONS = ("Image Caption", "Caption", "caption", "题注", "Table Caption")


@dataclass
class Blocks:
    """Reads block elements. ``breaks``: a line's end in the source begins a paragraph (Markdown)."""

    file: str
    places: Places
    find: Finder
    breaks: bool = False
    told: Told = field(default_factory=Told)
    problems: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._inlines = Inlines(self.told, self.breaks, self._words)

    def read(self, elements: list[Any]) -> list[Block]:
        """All blocks, headings as deep as the draft has them."""
        return list(self._read(elements, 0))

    def _read(self, elements: list[Any], item: int) -> Iterator[Block]:
        for element in elements:
            kind, content = element["t"], element.get("c")
            if kind in ("Para", "Plain"):
                yield from self._paragraph(content, 0)
            elif kind == "Header":
                yield from self._paragraph(content[2], content[0])
            elif kind == "OrderedList":
                yield from self._list(content[1], item, content[0][0])
            elif kind == "BulletList":
                self.told.tell("项目符号改为数字编号", self.places.next(self._words(content[0])))
                yield from self._list(content, item, 1)
            elif kind == "DefinitionList":
                for term, meanings in content:
                    yield from self._paragraph(term, 0)
                    for meaning in meanings:
                        yield from self._read(meaning, item)
            elif kind == "LineBlock":
                for line in content:
                    yield from self._paragraph(line, 0)
            elif kind == "CodeBlock":
                for line in content[1].splitlines():
                    yield from self._paragraph([{"t": "Str", "c": line.strip()}], 0)
            elif kind in ("BlockQuote", "Div"):
                yield from self._read(content if kind == "BlockQuote" else content[1], item)
            elif kind == "Figure":
                yield from self._figure(content, item)
            elif kind == "Table":
                yield from self._table(content)
            elif kind == "RawBlock" and content[1].strip():
                self.told.tell("有些内容无法辨认，没有印出", self.places.next(content[1]))

    def _paragraph(self, elements: list[Any], level: int) -> Iterator[Block]:
        place = self.places.next(self._inlines_alone(elements))
        lines = self._inlines.lines(elements, place)
        centred = bool(lines) and lines[0].text.startswith(CENTRED)
        for number, line in enumerate(lines):
            place = self.places.within(line.text, place) if number and line.text else place
            if line.text:
                block = Block(level, line.text, emphasised(line), place=place)
                yield replace(block, text=CENTRED + block.text) if number and centred else block
            yield from self._pictures(line, place)

    def _list(self, items: list[Any], item: int, first: int) -> Iterator[Block]:
        depth = min(item + 1, _MOST_NESTED)
        for number, blocks in enumerate(items, first):
            marked = False
            for block in self._read(blocks, depth):
                own = not marked and not block.level and not block.item and block.inset is None
                marked = marked or own
                yield Block(block.level, block.text, block.runs, block.inset, item=depth, number=number, place=block.place) if own else block

    def _table(self, content: list[Any]) -> Iterator[Block]:
        place = self.places.next(self._words_of_table(content))
        table = table_inset(content, self._words, self.told, place)
        if table is not None:
            yield Block(0, table.title or _first_words(table), inset=table, place=place)

    def _figure(self, content: list[Any], item: int) -> Iterator[Block]:
        caption = self._words(content[1][1]).replace("\n", "")
        for block in self._read(content[2], item):
            if block.inset is not None and not isinstance(block.inset, TableInset):
                yield replace(block, text=caption, inset=replace(block.inset, caption=caption))
            else:
                yield block

    def _pictures(self, line: Line, place: str) -> Iterator[Block]:
        for picture in line.pictures:
            attributes: Mapping[str, str] = dict(picture["attributes"][2])
            try:
                inset = picture_inset(picture["target"], "", attributes, self.find)
            except NoPicture as why:
                self.problems.append(Problem(str(why), self.file, cell=place))
            else:
                yield Block(0, "", inset=inset, place=place)

    def _words(self, elements: list[Any]) -> str:
        """Blocks as words alone, a line feed between them; a picture among them cannot be kept."""
        inner = Blocks(self.file, _Still(), self.find, self.breaks, self.told)
        blocks = list(inner._read(elements, 0))
        if any(isinstance(block.inset, PictureInset) for block in blocks) or inner.problems:
            self.told.tell("表格、脚注里的图片没有印出", "")
        if any(isinstance(block.inset, TableInset) for block in blocks):
            self.told.tell("表格里的表格改为文字", "")
        if any(block.runs for block in blocks):
            self.told.tell("表格、脚注里的加粗等没有保留", "")
        words = (_rows(block.inset) if isinstance(block.inset, TableInset) else f"{block.number}.{block.text}" if block.item else block.text for block in blocks)
        return "\n".join(filter(None, words))

    def _words_of_table(self, content: list[Any]) -> str:
        rows = [*content[3][1], *(row for body in content[4] for row in [*body[2], *body[3]])]
        return self._words(rows[0][1][0][4]) if rows and rows[0][1] else ""

    def _inlines_alone(self, elements: list[Any]) -> str:
        lines = Inlines(Told(), True, lambda blocks: "").lines(elements, "")
        return lines[0].text if lines else ""


class _Still:
    """Knows no place: what stands in a cell or a note is told at the table or the note."""

    def next(self, text: str) -> str:
        return ""

    def within(self, text: str, place: str) -> str:
        return ""


def _rows(table: TableInset) -> str:
    """A table as lines of words."""
    return "\n".join("　".join(cell.text for cell in row if cell.text) for row in table.rows)


def _first_words(table: TableInset) -> str:
    return next((cell.text for row in table.rows for cell in row if cell.text), "")
