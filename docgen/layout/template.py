"""Filling a paper's template: by the engine, with docgen's own printing of figures, into a document to be laid out."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from docx.document import Document

from docgen.problem import DocgenError, Problem

_ADVICE = "请在 Word 或 WPS 中改正，用 docgen template check 可一次查出全部错处，或用 docgen template build 重建模板"


def render(
    path: Path,
    context: Mapping[str, Any],
    filters: Mapping[str, Callable[..., Any]] | None = None,
    prepare: Callable[[Any], None] | None = None,
    cut: Callable[[str], str] | None = None,
) -> Document:
    """The document that ``path`` becomes in ``context``; ``filters`` are added to the sandbox's own.

    ``prepare`` is shown the sandbox before it is used, as by who wants to watch what is printed. ``cut`` may take
    something out of the rendered XML of the body before a tree is made of it.
    Raises DocgenError for a file that is no docx and for a broken tag or unknown name, with its place.
    """
    from docx import Document as opened

    from docgen.engine.compiled import compile_template
    from docgen.layout.tables.tags import FILTERS, printed

    known = {**FILTERS, **(filters or {})}
    try:
        template = compile_template(path, known, prepare, printed)
    except DocgenError as error:
        raise _told(error, _all_errors(path, known) or error.problems) from None
    try:
        rendered = template.render({"inset": str, **context, "level": Levels()})
    except DocgenError as error:
        raise _told(error, error.problems) from None
    document = opened(io.BytesIO(_without(rendered, template.main, cut) if cut else rendered))
    _drop_empty_tables(document)
    return document


def _told(error: DocgenError, problems: Iterable[Problem]) -> DocgenError:
    return DocgenError(str(error), tuple(_advised(problem) for problem in problems))


def _all_errors(path: Path, filters: Mapping[str, Callable[..., Any]]) -> list[Problem]:
    """Every broken tag at once; the first one alone would be told otherwise. Nothing for what cannot even be opened."""
    from docgen.engine.lint import check
    from docgen.problem import ERROR

    try:
        found = check(path, filters=filters)
    except DocgenError:
        return []
    return [finding.as_problem(str(path)) for finding in found if finding.level == ERROR]


def _advised(problem: Problem) -> Problem:
    """With what can be done about it, unless the problem says so itself."""
    return problem if "：请" in problem.message else replace(problem, message=f"{problem.message}；{_ADVICE}")


def _without(rendered: bytes, main: str, cut: Callable[[str], str]) -> bytes:
    """The package with less in its body; it is read at once, so that nothing is compressed."""
    made = io.BytesIO()
    with ZipFile(io.BytesIO(rendered)) as package, ZipFile(made, "w") as less:
        for name in package.namelist():
            data = package.read(name)
            less.writestr(name, cut(data.decode("utf-8")).encode("utf-8") if name == main else data)
    return made.getvalue()


class Levels:
    """Counts headings: ``level(1)`` is 一 二 …, ``level(3)`` 1 2 …, ``level(5)`` the 一 of 一是…; a heading starts the levels below it anew.

    ``level(3, 1)`` counts from that number on: a list of its own begins. ``level(0)`` says nothing and starts all anew.
    """

    def __init__(self) -> None:
        self._counts = [0, 0, 0, 0, 0]

    def __call__(self, depth: int, number: int = 0) -> str:
        from docgen.numerals import chinese

        if depth == 0:
            self._counts = [0, 0, 0, 0, 0]
            return ""
        if depth not in (1, 2, 3, 4, 5):
            raise ValueError(f"level({depth})：层次只有 1 至 5（5 用于一是、二是）")
        self._counts[depth - 1] = number or self._counts[depth - 1] + 1
        self._counts[depth:] = [0] * (5 - depth)
        count = self._counts[depth - 1]
        return chinese(count) if depth in (1, 2, 5) else str(count)


def _drop_empty_tables(document: Document) -> None:
    """A table all of whose rows fell away would be no valid table."""
    from docx.oxml.ns import qn

    for table in list(document.element.body.iter(qn("w:tbl"))):
        if table.find(qn("w:tr")) is None:
            table.getparent().remove(table)
