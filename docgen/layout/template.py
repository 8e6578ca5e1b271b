"""Filling a docxtpl template: in Jinja's sandbox, strictly, with errors that name the template and the place."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from docx.document import Document

from docgen.problem import DocgenError, Problem


def render(
    path: Path,
    context: Mapping[str, Any],
    filters: Mapping[str, Callable[..., Any]] | None = None,
    prepare: Callable[[Any], None] | None = None,
) -> Document:
    """The document that ``path`` becomes in ``context``; ``filters`` are added to the sandbox's own.

    ``prepare`` is shown the sandbox before it is used, as by who wants to watch what is printed.
    Raises DocgenError for a file that is no docx and for a broken tag or unknown name, with the text around it.
    """
    from docxtpl import DocxTemplate
    from jinja2 import TemplateError

    from docgen.layout.tables.tags import BrokenTag, environment, said

    sandbox = environment(markup=True)
    sandbox.filters.update(filters or {})
    if prepare:
        prepare(sandbox)
    template = _open(DocxTemplate, path)
    try:
        template.render({**context, "level": Levels()}, sandbox)
    except (TemplateError, BrokenTag, TypeError, ValueError, ArithmeticError, AttributeError, LookupError) as error:
        raise DocgenError(
            f"模板 {path.name} 有误，未生成公文",
            (Problem(f"{said(error)}{_around(error)}；请在 Word 或 WPS 中改正，或用 docgen templates build 重建模板", file=str(path)),),
        ) from None
    _drop_empty_tables(template.docx)
    return template.docx


class Levels:
    """Counts headings: ``level(1)`` is 一 二 …, ``level(3)`` 1 2 …, ``level(5)`` the 一 of 一是…; a heading starts the levels below it anew."""

    def __init__(self) -> None:
        self._counts = [0, 0, 0, 0, 0]

    def __call__(self, depth: int) -> str:
        from docgen.numerals import chinese

        if depth not in (1, 2, 3, 4, 5):
            raise ValueError(f"level({depth})：层次只有 1 至 5（5 用于一是、二是）")
        self._counts[depth - 1] += 1
        self._counts[depth:] = [0] * (5 - depth)
        count = self._counts[depth - 1]
        return chinese(count) if depth in (1, 2, 5) else str(count)


def _drop_empty_tables(document: Document) -> None:
    """A table all of whose rows fell away would be no valid table."""
    from docx.oxml.ns import qn

    for table in list(document.element.body.iter(qn("w:tbl"))):
        if table.find(qn("w:tr")) is None:
            table.getparent().remove(table)


def _open(kind: Any, path: Path) -> Any:
    from zipfile import BadZipFile

    from docx.opc.exceptions import PackageNotFoundError
    from lxml.etree import XMLSyntaxError

    try:
        template = kind(path)
        template.init_docx()
        return template
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError, XMLSyntaxError):
        raise DocgenError(f"模板 {path} 不是有效的 Word 文档（.docx）：请换回原来的模板，或用 docgen templates build 重建") from None


def _around(error: Exception) -> str:
    """The words of the template near the error, when docxtpl tells them."""
    lines = [re.sub(r"\s+", " ", line).strip() for line in getattr(error, "docx_context", ())]
    words = [line for line in lines if line]
    return f"，位置在“{'／'.join(words)[:120]}”附近" if words else ""
