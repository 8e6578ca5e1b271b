"""The figures of a paper at hand beside those that it should have: paragraph by paragraph, then token by token."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from docgen.building.merging.aligning import align
from docgen.tracing.expected import Expected, ExpectedCell, ExpectedTable, key_of
from docgen.tracing.explaining import explained
from docgen.tracing.expression import Expression
from docgen.tracing.expression import Given as Stated
from docgen.tracing.given import Given, GivenTable
from docgen.tracing.ground import Ground
from docgen.tracing.origin import Mention, Words
from docgen.tracing.tabled import is_figure, of_cell
from docgen.tracing.tokens import Token, around, plain, tokens, value

FIGURE, DATE, NUMBER, WRITTEN, FIXED, ADDED = "数", "日期", "文号", "原文", "固定文字", "手工加入"
"""What a number of a text is: a figure; part of a date, of a document number, of a name or words that a record or a
setting holds, of the template's own words; or nothing that docgen put there."""

_DOCUMENT = re.compile(r"〔\d{4}〕\d*号?")
_DATE = re.compile(r"(\d{4}年)?\d{1,2}月(份|底|\d{1,2}日)?|\d{4}年度?|\d{1,2}[—\-－]\d{1,2}月(份)?|第?[一二三四]季度|\d{4}[—\-－]\d{4}年?")
_CHINESE = "零〇一二两三四五六七八九十百千"
_NUMERALS = ("counted", "chinese", "months")
_STATEMENTS = ("against", "compared", "standings", *_NUMERALS)
"""Filters whose words say as much as their numbers: 低于, 下降, a unit's name."""
_REWRITTEN = 4


@dataclass(frozen=True)
class Place:
    """Where a figure stands: in which table (empty: the text), in which row and column, among which words.

    In the text ``begin`` and ``end`` are its place in the ``paragraph`` (from 0, white space left out); in a table ``cells``
    are the words of its row and ``annex`` the label of the annex (附件2).
    """

    words: str
    table: str = ""
    row: str = ""
    column: str = ""
    paragraph: int = 0
    begin: int = 0
    end: int = 0
    annex: str = ""
    cells: tuple[str, ...] = ()

    @property
    def said(self) -> str:
        if not self.table:
            return f"正文“{self.words}”"
        return f"{self.table}，{self.row}，{self.column}" if self.column else f"{self.table}，{self.row}"


@dataclass(frozen=True)
class Figure:
    """One number of a paper: as found, as it should be (None where docgen knows of none), what it is made of.

    ``found`` is empty where it is missing.
    """

    place: Place
    kind: str
    found: str
    expected: str | None
    expression: Expression | None = None

    @property
    def differs(self) -> bool:
        return self.kind == FIGURE and self.expected is not None and plain(self.found) != plain(self.expected)


@dataclass(frozen=True)
class Compared:
    """All numbers of the text and figures of the tables; ``alike`` is the share of the expected paragraphs and rows that
    the paper has in some form."""

    figures: tuple[Figure, ...]
    alike: float

    @property
    def differing(self) -> tuple[Figure, ...]:
        return tuple(figure for figure in self.figures if figure.differs)


def compare(given: Given, expected: Expected, ground: Ground) -> Compared:
    """Set what stands in a document beside what should."""
    figures: list[Figure] = []
    met = wanted = 0
    for there, here in align([words.text for words in expected.texts], given.texts):
        wanted += there is not None
        met += there is not None and here is not None
        if here is not None:
            words = expected.texts[there] if there is not None else None
            figures += _text(given.texts[here], here, words, ground)
    for table, other in _paired(expected.tables, given.tables):
        wanted += 1
        met += other is not None
        if other is not None:
            figures += _table(table, other, ground)
    return Compared(tuple(figures), met / wanted if wanted else 0.0)


def _text(text: str, paragraph: int, words: Words | None, ground: Ground) -> Iterator[Figure]:
    found = tokens(text)
    if words is None:
        yield from (Figure(_place(text, paragraph, one), _kind(text, one, None), one.text, None) for one in found if one.number)
        return
    wanted = tokens(words.text)
    made = _expressions(words, wanted, ground)
    paired: set[int] = set()
    matcher = SequenceMatcher(None, [one.plain for one in wanted], [one.plain for one in found], autojunk=False)
    for how, i1, i2, j1, j2 in matcher.get_opcodes():
        if how == "equal":
            for there, here in zip(range(i1, i2), range(j1, j2)):
                if there in made or found[here].number:
                    paired.add(here)
                    yield _figure(text, paragraph, found[here], wanted[there], words, made.get(there))
        else:
            for one in _changed(text, paragraph, words, wanted[i1:i2], found[j1:j2], i1, made):
                yield one
            paired.update(range(j1, j2))


def _changed(
    text: str, paragraph: int, words: Words, wanted: Sequence[Token], found: Sequence[Token], first: int, made: dict
) -> Iterator[Figure]:
    """What a stretch that differs says of figures: numbers pair in their order, statements by their words."""
    numbers = [(index, one) for index, one in enumerate(wanted, first) if one.number or index in made]
    others = [one for one in found if one.number or one.text in _CHINESE]
    told = False
    for (index, one), other in zip(numbers, others):
        told = True
        yield _figure(text, paragraph, other, one, words, made.get(index))
    for one in others[len(numbers) :]:
        if one.number:
            yield Figure(_place(text, paragraph, one), ADDED, one.text, None)
    if numbers and found and not others and len(wanted) <= _REWRITTEN:
        told = True
        yield _figure(text, paragraph, Token(found[0].begin, "".join(one.text for one in found)), numbers[0][1], words, made.get(numbers[0][0]))
    if not told and found:
        yield from _statement(text, paragraph, words, wanted, found, made)


def _statement(text: str, paragraph: int, words: Words, wanted: Sequence[Token], found: Sequence[Token], made: dict) -> Iterator[Figure]:
    """Words of a statement that differ: 高于 instead of 低于, another unit among the first three."""
    span = next((span for one in wanted if (span := words.at(one.begin, one.end)) and span[2].filter in _STATEMENTS), None)
    if span is None or wanted[0].begin < span[0] or wanted[-1].end > span[1]:
        return
    expression = next((made[index] for index in sorted(made) if made[index] is not None), None)
    expression = made.get(_first_within(made, words, span), expression)
    whole = Token(found[0].begin, "".join(one.text for one in found))
    yield Figure(_place(text, paragraph, whole), FIGURE, whole.text, "".join(one.text for one in wanted), expression)


def _first_within(made: dict, words: Words, span: tuple[int, int, Mention]) -> int:
    wanted = tokens(words.text)
    return next((index for index in made if span[0] <= wanted[index].begin < span[1]), -1)


def _figure(text: str, paragraph: int, found: Token, wanted: Token, words: Words, made: Expression | None) -> Figure:
    kind = FIGURE if made is not None else _kind(words.text, wanted, words.at(wanted.begin, wanted.begin + 1))
    return Figure(_place(text, paragraph, found), kind, found.text, wanted.text, made)


def _place(text: str, paragraph: int, token: Token) -> Place:
    return Place(around(text, token.begin, token.end), paragraph=paragraph, begin=token.begin, end=token.end)


def _kind(text: str, token: Token, span: tuple[int, int, Mention] | None) -> str:
    """What a number is that is no figure."""
    for pattern, kind in ((_DOCUMENT, NUMBER), (_DATE, DATE)):
        if any(found.start() <= token.begin < found.end() for found in pattern.finditer(text)):
            return kind
    return WRITTEN if span else FIXED


def _numbers_a_document(text: str, token: Token) -> bool:
    return any(found.start() <= token.begin < found.end() for found in _DOCUMENT.finditer(text))


def _expressions(words: Words, wanted: Sequence[Token], ground: Ground) -> dict[int, Expression]:
    """The tokens that are figures, with what they are made of."""
    made: dict[int, Expression] = {}
    for begin, end, mention in words.spans:
        expressions = list(explained(mention, ground))
        if not expressions:
            continue
        inside = [index for index, one in enumerate(wanted) if begin <= one.begin < end and _counts(one, mention) and not _numbers_a_document(words.text, one)]
        if mention.filter in ("compared", "standings", "against"):
            inside = [index for index in inside if wanted[index].text.endswith(("%", "％")) or not _dated(words.text, wanted[index])]
        for place, index in enumerate(inside):
            made[index] = expressions[min(place, len(expressions) - 1)]
    return made


def _counts(token: Token, mention: Mention) -> bool:
    return token.number or mention.filter in _NUMERALS and token.text in _CHINESE


def _dated(text: str, token: Token) -> bool:
    return any(found.start() <= token.begin < found.end() for found in _DATE.finditer(text))


def _paired(expected: Sequence[ExpectedTable], given: Sequence[GivenTable]) -> Iterator[tuple[ExpectedTable, GivenTable | None]]:
    """Each table with the one at hand that shares most cells with it."""
    free = list(given)
    words = {id(table): {text for row in table.rows for text in row if text} for table in given}
    for table in expected:
        own = {cell.text for row in table.rows for cell in row if cell.text}
        best = max(free, key=lambda other: _shared(own, words[id(other)]), default=None)
        if best is not None and _shared(own, words[id(best)]) >= 0.3:
            free.remove(best)
            yield table, best
        else:
            yield table, None


def _shared(own: set[str], other: set[str]) -> float:
    return len(own & other) / max(len(own), 1)


def _table(table: ExpectedTable, given: GivenTable, ground: Ground) -> Iterator[Figure]:
    wanted = [key_of(cell.text for cell in row) for row in table.rows]
    found = [key_of(text or "" for text in row) for row in given.rows]
    pairs = align(wanted, found)
    for there, here in pairs:
        if there is not None and here is not None:
            yield from _row(table, there, given.rows[here], ground)
        elif there is not None and any(cell.index is not None for cell in table.rows[there]):
            yield Figure(Place("", table.name, _label(table.rows[there])), FIGURE, "", "有这一行", _missing(table))
        elif here is not None and len(given.rows[here]) > 1 and any(map(str.isdigit, found[here])):
            label = next((text for text in given.rows[here] if text and not text[0].isdigit()), found[here])
            yield Figure(Place("", table.name, label), FIGURE, "多出这一行", "", _missing(table))


def _missing(table: ExpectedTable) -> Expression:
    return Stated("行", None, f"{table.table.name}应有 {len(table.table.rows)} 行")


def _row(table: ExpectedTable, number: int, found: Sequence[str | None], ground: Ground) -> Iterator[Figure]:
    row = table.rows[number]
    if len(row) != len(found):
        return
    label = _label(row)
    for cell, text in zip(row, found):
        total = bool(cell.key) and cell.index is None
        if text is None or not cell.key or not is_figure(table.table, cell.key, cell.text, total):
            if text and cell.key and any(map(str.isdigit, text)) and is_figure(table.table, cell.key, text, total):
                yield _cell(table, label, cell, text, None, found)
            continue
        yield _cell(table, label, cell, text, of_cell(table.table, cell.index, cell.key, ground), found)


def _cell(
    table: ExpectedTable, label: str, cell: ExpectedCell, text: str, made: Expression | None, cells: Sequence[str | None]
) -> Figure:
    others = tuple(other for other in cells if other)
    place = Place(text, table.name, label, table.heading(cell.key), annex=table.label, cells=others)
    same = text == cell.text or _numeric(text) and _numeric(cell.text) and value(text) == value(cell.text)
    return Figure(place, FIGURE, cell.text if same else text, cell.text, made)


def _numeric(text: str) -> bool:
    return re.fullmatch(r"[+\-−]?\d[\d,，]*(\.\d+)?[%％]?", text) is not None


def _label(row: Sequence[ExpectedCell]) -> str:
    """What a row is called: the project or the unit."""
    named = {cell.key: cell.text for cell in row}
    text = named.get("name") or named.get("unit") or next((cell.text for cell in row if cell.text), "")
    return f"“{text}”"
