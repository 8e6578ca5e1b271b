"""A workbook template read once, compiled once, filled as often as one likes."""

from __future__ import annotations

import io
import posixpath
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import deepcopy
from pathlib import Path
from threading import Lock
from typing import Any, BinaryIO

from jinja2 import Environment

from docgen.engine.package import open_package
from docgen.engine.sheet import around
from docgen.engine.sheet.book import CONTENT, Book, without_chain, without_tags
from docgen.engine.sheet.filling import Extras, Filling
from docgen.engine.sheet.lines import has_tag, read_sheet
from docgen.engine.sheet.moving import Moves
from docgen.engine.sheet.pattern import BadCell, Pattern, pattern_of
from docgen.engine.sheet.styles import Clones, Styles
from docgen.engine.writing import Writer, in_chunks, packed
from docgen.problem import DocgenError, Problem

_MOST = 64
_OLE = b"\xd0\xcf"
_DECLARED = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
NOTHING = Extras()
ADVICE = "请改正该模板"

Said = Callable[[Exception], str]
"""What is wrong with a tag, in Chinese."""

_kept: OrderedDict[Any, CompiledBook] = OrderedDict()
_lock = Lock()


def compile_book(
    source: Path | bytes, environment: Callable[[], Environment], said: Said, file: str = "", advice: str = ADVICE
) -> CompiledBook:
    """The template that an ``.xlsx`` is; compiled ones are kept by content and ``environment``.

    ``environment`` makes the sandbox, ``said`` words its errors, ``advice`` ends each message.
    Raises DocgenError for what is no workbook, with file, sheet and cell for a broken tag.
    """
    from hashlib import sha256

    data = source if isinstance(source, bytes) else source.read_bytes()
    file = file or ("" if isinstance(source, bytes) else str(source))
    key = (sha256(data).digest(), environment, said, file, advice)
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    made = CompiledBook(data, environment(), said, file, advice)
    with _lock:
        _kept[key] = made
        while len(_kept) > _MOST:
            _kept.popitem(last=False)
    return made


class CompiledBook:
    """Holds nothing that a filling changes: safe among threads."""

    def __init__(self, data: bytes, env: Environment, said: Said, file: str, advice: str) -> None:
        from lxml.etree import XMLSyntaxError

        self.file, self._said, self._advice = file, said, advice
        env.filters["merge"] = _itself
        try:
            if not data.startswith((b"PK", _OLE)):
                raise ValueError(file)
            self._package = package = open_package(data, file)
            read = package.read
            self._book = Book(read, package.names)
            self._styles = Styles(read(self._book.styles) if self._book.styles else None)
            texts = self._book.texts()
            sheets = [read_sheet(title, part, read(part), texts, self._styles) for title, part in self._book.sheets]
        except (KeyError, ValueError, TypeError, StopIteration, XMLSyntaxError):
            raise DocgenError(f"{file}：模板不是有效的 xlsx 工作簿，{advice}") from None
        try:
            self.patterns: tuple[Pattern, ...] = tuple(pattern_of(sheet, env) for sheet in sheets)
        except BadCell as bad:
            raise self._error(bad) from None
        self._strings = without_tags(read(self._book.strings), has_tag) if self._book.strings else b""

    @property
    def names(self) -> frozenset[str]:
        """What the template asks of a context beside the records."""
        return frozenset(name for pattern in self.patterns for name in pattern.names)

    @property
    def shows_records(self) -> bool:
        return any(pattern.data for pattern in self.patterns)

    def render(self, context: Mapping[str, Any], rows: Iterable[Any], extras: Extras = NOTHING, **edited: Any) -> bytes:
        """The ``.xlsx`` of a context and its records."""
        target = io.BytesIO()
        self.write(context, rows, target, extras, **edited)
        return target.getvalue()

    def write(
        self,
        context: Mapping[str, Any],
        rows: Iterable[Any],
        target: BinaryIO,
        extras: Extras = NOTHING,
        edit: Mapping[str, Callable[[bytes], bytes]] | None = None,
    ) -> None:
        """Write the ``.xlsx`` of a context, streamed: memory does not grow with the rows, which may come from a generator.

        ``edit`` changes parts by name (``docProps/core.xml``) after the template's own. The same input gives the same bytes.
        Raises DocgenError with file, sheet and cell for a tag that cannot be evaluated.
        """
        try:
            self._write(context, rows, target, extras, edit or {})
        except BadCell as bad:
            raise self._error(bad) from None

    def _write(self, context: Mapping[str, Any], rows: Iterable[Any], target: BinaryIO, extras: Extras, edit: Any) -> None:
        clones = Clones(len(self._styles.looks))
        filled = [pattern for pattern in self.patterns if pattern.tagged or "!" in _formulas(pattern)]
        showing = [pattern for pattern in filled if pattern.data]
        if not hasattr(rows, "__len__") and (len(showing) > 1 or any(pattern.reckons or len(pattern.block) > 1 for pattern in filled)):
            rows = list(rows)
        fillings = {
            pattern.sheet.part: Filling(pattern, context, clones, extras, self._book.since_1904) for pattern in filled
        }
        for filling in fillings.values():
            filling.count(rows)
        moves = {each.pattern.sheet.title: each.moves for each in fillings.values() if each.moves}
        late = {self._book.styles, self._book.main, self._book.strings, self._book.chain}
        writer = Writer(target)
        for name in self._package.names:
            if name in fillings:
                writer.stream(name, in_chunks(self._sheet(fillings[name], rows, moves)))
            elif name not in late and name not in edit and not (self._book.chain and name in self._chained):
                writer.copy(self._package.member(name))
        for name, content in self._changed(clones, moves, bool(showing)).items():
            writer.copy(packed(name, edit[name](content) if name in edit else content))
        for name in edit:
            if name in self._package and name not in late:
                writer.copy(packed(name, edit[name](self._package.read(name))))
        writer.close()

    @property
    def _chained(self) -> tuple[str, ...]:
        folder, base = posixpath.split(self._book.main)
        return CONTENT, posixpath.join(folder, "_rels", f"{base}.rels")

    def _changed(self, clones: Clones, moves: dict[str, Moves], moved: bool) -> dict[str, bytes]:
        """The parts that are written when all rows are known."""
        book = self._book
        changed = {}
        if book.styles:
            changed[book.styles] = clones.added(self._package.read(book.styles))
        if book.strings:
            changed[book.strings] = self._strings
        reckons = any(pattern.reckons for pattern in self.patterns)
        changed[book.main] = book.moved(moves, reckons) if moved else self._package.read(book.main)
        if book.chain:
            changed.update((name, without_chain(self._package.read(name), book.chain)) for name in self._chained)
        return changed

    def _sheet(self, filling: Filling, rows: Iterable[Any], moves: dict[str, Moves]) -> Iterator[str]:
        pattern, rest = filling.pattern, deepcopy(filling.pattern.sheet.rest)
        if filling.extras.dress and pattern.data:
            filling.extras.dress(rest)
        if filling.memo:
            around.hide_column(rest, pattern.sheet.width + 1)
        around.set_dimension(rest, *filling.used())
        yield _DECLARED + around.head_and_tail(rest)[0] + "<sheetData>"
        yield from filling.rows(rows, moves)
        yield "</sheetData>"
        moves[pattern.sheet.title] = filling.moves  # type: ignore[assignment]
        around.move_all(rest, pattern.sheet.title, moves)
        yield from around.joined(rest, filling.areas)

    def _error(self, bad: BadCell) -> DocgenError:
        cell = f"{bad.column}{bad.row}"
        words = self._said(bad.error)
        problem = Problem(words, self.file, bad.sheet, cell)
        return DocgenError(f"{self.file} {bad.sheet} {cell}：{words}。{self._advice}", (problem,))


def _formulas(pattern: Pattern) -> str:
    return "".join(spot.text for ruled in pattern.lines for spot in ruled.line.spots if spot.kind == "formula")


def _itself(value: Any) -> Any:
    """``|merge`` is read from the template, not from the value."""
    return value
