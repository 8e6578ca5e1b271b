"""A Word template gone through part by part: every finding, in the order in which a person comes to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from docgen.engine.lint.blocks import paired
from docgen.engine.lint.finding import Finding
from docgen.engine.lint.reading import Walk, asked_whether_there
from docgen.engine.lint.scope import Names
from docgen.engine.lint.standing import check_cell, check_pair, check_rows, check_tag
from docgen.engine.lint.syntax import Reading, read
from docgen.engine.lint.tags import Stray, Tag, strays_in, tags_in
from docgen.engine.lint.text import DELETED, RUN, PartText, Stream
from docgen.engine.lint.writing import written
from docgen.problem import ERROR, REMINDER


class PartLint:
    """The findings of one part; each text of a part that Jinja reads in one go."""

    def __init__(self, part: PartText, env: Any, names: Names, own: Mapping[str, Callable[..., Any]]) -> None:
        self._part, self._env, self._names, self._own = part, env, names, own
        self._found: list[Finding] = []
        self._told: set[tuple[Any, ...]] = set()

    def findings(self) -> list[Finding]:
        by_stream = [(stream, list(tags_in(stream))) for stream in self._part.streams]
        tags = sorted((tag for _, found in by_stream for tag in found), key=lambda tag: tag.order)
        readings = [read(tag, self._env) for tag in tags]
        for path in asked_whether_there(readings):
            self._names.tolerate(path)
        for reading in readings:
            self._check_alone(reading)
        check_rows(tags, self._tell)
        cells: set[tuple[str, int]] = set()
        walk = Walk(self._env, self._names, self._own, self._tell_reading)
        for step in paired(readings, self._tell_reading):
            check_pair(step, self._tell)
            check_cell(step.reading, walk.looping, cells, self._tell)
            walk.take(step)
        for stream, found in by_stream:
            for stray in strays_in(stream, found):
                self._tell_stray(stream, stray)
        return sorted(self._found, key=lambda finding: (finding.index, finding.start))

    def _check_alone(self, reading: Reading) -> None:
        tag = reading.tag
        check_tag(tag, self._tell)
        for code, message, level in written(tag):
            self._tell(tag, code, message, level)
        mended = all(code == "quotes" and level == REMINDER for code, _, level in written(tag))
        if reading.fault and (not tag.flaws or mended):
            self._tell(tag, "syntax", reading.fault, ERROR)
        if tag.stream.kind == DELETED:
            self._tell(tag, "deleted", "这个标记在修订中已删除，但仍会起作用，请接受修订", REMINDER)

    def _tell_reading(self, reading: Reading, code: str, message: str) -> None:
        self._tell(reading.tag, code, message, ERROR)

    def _tell(self, tag: Tag, code: str, message: str, level: str) -> None:
        self._add(tag.stream, tag.start, tag.end, tag.source, code, message, level)

    def _tell_stray(self, stream: Stream, stray: Stray) -> None:
        written = stream.text[stray.start : stray.end]
        if not stray.name:
            self._add(stream, stray.start, stray.end, written, "stray", f"多了 {written}，前面没有与它对应的开头", ERROR)
        elif self._names.given is not None and stray.name.split(".")[0] in self._names.given:
            told = f"花括号要写两个：{{{{ {stray.name} }}}}"
            self._add(stream, stray.start, stray.end, written, "single", told, ERROR)

    def _add(self, stream: Stream, start: int, end: int, source: str, code: str, message: str, level: str) -> None:
        piece = stream.at(start)
        key = (id(stream), start, code, message)
        if key in self._told:
            return
        self._told.add(key)
        begin = self._within(stream, piece.paragraph, start) if stream.kind == RUN else 0
        length = end - start if stream.kind == RUN else 0
        place = self._part.place(piece.paragraph)
        self._found.append(Finding(code, message, place, source, piece.paragraph, begin, begin + length, level=level))

    @staticmethod
    def _within(stream: Stream, paragraph: int, start: int) -> int:
        """The place of a character among the characters of its paragraph's runs."""
        before = 0
        for piece in stream.pieces:
            if piece.start > start:
                break
            if piece.paragraph == paragraph:
                before += min(len(piece.text), start - piece.start)
        return before
