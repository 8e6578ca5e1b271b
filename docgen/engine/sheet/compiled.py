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

from docgen.engine.package import open_package
from docgen.engine.sandbox import Sandbox
from docgen.engine.sheet import around
from docgen.engine.sheet.book import CONTENT, Book, without_chain, without_tags
from docgen.engine.sheet.cells import TooLong
from docgen.engine.sheet.filling import Extras, Filling
from docgen.engine.sheet.lines import has_tag, read_sheet
from docgen.engine.sheet.moving import Moves
from docgen.engine.sheet.neighbours import Neighbours
from docgen.engine.sheet.pattern import BadCell, Pattern, pattern_of
from docgen.engine.sheet.rules import move_rules
from docgen.engine.sheet.styles import Clones, Styles
from docgen.engine.writing import Writer, in_chunks, packed
from docgen.problem import DocgenError, Problem

_MOST = 64
_OLE = b"\xd0\xcf"
_FIRST = (CONTENT, "_rels/.rels")
_DECLARED = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
NOTHING = Extras()
ADVICE = "请改正该模板"

Said = Callable[[Exception], str]
"""What is wrong with a tag, in Chinese."""

_kept: OrderedDict[Any, CompiledBook] = OrderedDict()
_lock = Lock()


def compile_book(
    source: Path | bytes, environment: Callable[[], Sandbox], said: Said, file: str = "", advice: str = ADVICE
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

    def __init__(self, data: bytes, env: Sandbox, said: Said, file: str, advice: str) -> None:
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
        self._neighbours = Neighbours(self._book)
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
        """The sheets come before what depends on them: where the rows went, which styles were asked for."""
        clones = Clones(len(self._styles.looks), extras.heading_font)
        fillings, rows = self._fillings(context, rows, clones, extras)
        moves = {each.pattern.sheet.title: each.moves for each in fillings.values() if each.moves}
        writer = Writer(target)
        changed = self._unchained()
        for name in _FIRST:
            self._put(writer, name, changed.get(name), edit.get(name))
        for name, filling in fillings.items():
            writer.stream(name, in_chunks(self._sheet(filling, rows, moves)))
        changed.update(self._changed(clones, moves, fillings))
        for name in self._package.names:
            if name not in fillings and name not in _FIRST:
                self._put(writer, name, changed.get(name), edit.get(name))
        writer.close()

    def _fillings(
        self, context: Mapping[str, Any], rows: Iterable[Any], clones: Clones, extras: Extras
    ) -> tuple[dict[str, Filling], Iterable[Any]]:
        """The sheets to be filled by part, and the records, counted where a sheet has to know beforehand how many there are."""
        filled = [pattern for pattern in self.patterns if pattern.tagged or "!" in _formulas(pattern)]
        several = sum(pattern.data is not None for pattern in filled) > 1
        if not hasattr(rows, "__len__") and (several or any(pattern.reckons or len(pattern.block) > 1 for pattern in filled)):
            rows = list(rows)
        fillings = {}
        for pattern in filled:
            tabled = self._neighbours.tabled(pattern.sheet.title)
            filling = Filling(pattern, context, clones, extras, self._book.since_1904, tabled)
            filling.count(rows)
            fillings[pattern.sheet.part] = filling
        return fillings, rows

    def _put(self, writer: Writer, name: str, content: bytes | None, edit: Callable[[bytes], bytes] | None) -> None:
        """A part as it lies in the template, or changed; the calculation chain is left out."""
        if name == self._book.chain:
            return
        before = self._package.read(name) if content is not None or edit else None
        after = edit(content or before or b"") if edit else content  # type: ignore[arg-type]
        if after is None or after == before:
            writer.copy(self._package.member(name))
        else:
            writer.copy(packed(name, after))

    def _unchained(self) -> dict[str, bytes]:
        """What names the calculation chain, without it."""
        if not self._book.chain:
            return {}
        folder, base = posixpath.split(self._book.main)
        names = (CONTENT, posixpath.join(folder, "_rels", f"{base}.rels"))
        return {name: without_chain(self._package.read(name), self._book.chain) for name in names}

    def _changed(self, clones: Clones, moves: dict[str, Moves], fillings: Mapping[str, Filling]) -> dict[str, bytes]:
        """The parts that are known when all rows are written."""
        book, changed = self._book, {}
        if book.styles:
            changed[book.styles] = clones.added(self._package.read(book.styles))
        if book.strings:
            changed[book.strings] = self._strings
        if self.shows_records:
            changed[book.main] = book.moved(moves, any(pattern.reckons for pattern in self.patterns))
            headings = {each.pattern.sheet.title: each.headings for each in fillings.values()}
            changed.update(self._neighbours.moved(self._package.read, moves, headings))
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
        move_rules(rest, pattern.sheet.title, moves)
        yield from around.joined(rest, filling.areas)

    def _error(self, bad: BadCell) -> DocgenError:
        cell = f"{bad.column}{bad.row}"
        words = str(bad.error) if isinstance(bad.error, TooLong) else self._said(bad.error)
        problem = Problem(words, self.file, bad.sheet, cell)
        return DocgenError(f"{self.file} {bad.sheet} {cell}：{words}。{self._advice}", (problem,))


def _formulas(pattern: Pattern) -> str:
    return "".join(spot.text for ruled in pattern.lines for spot in ruled.line.spots if spot.kind == "formula")


def _itself(value: Any) -> Any:
    """``|merge`` is read from the template, not from the value."""
    return value
