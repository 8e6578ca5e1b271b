"""Figures quoted in a draft: its tags are filled from a period's figures, in the templates' sandbox, before it is read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from types import TracebackType
from typing import Any

from docgen.numerals import plain
from docgen.papers.prose import FILTERS
from docgen.problem import DocgenError, Problem

_TAG = re.compile(r"\{\{|\{%")
_NAME = "文稿"


def has_tags(text: str) -> bool:
    """Whether a draft quotes anything."""
    return _TAG.search(text) is not None


def fill(text: str, context: Mapping[str, Any], file: str = "") -> str:
    """The draft with its tags filled; names and filters are those of the circular's template.

    Raises DocgenError with the line for an unknown name, a broken tag, a figure that is not there.
    """
    from docgen.engine.broken import TROUBLES, said
    from docgen.engine.sandbox import environment

    sandbox = environment(filters=FILTERS, finalize=_printed, autoescape=False)
    sandbox.keep_trailing_newline = True
    try:
        template = sandbox.from_string(text)
    except TROUBLES as error:
        raise _broken(said(error), getattr(error, "lineno", None), file) from None
    try:
        return template.render(dict(context))
    except TROUBLES as error:
        raise _broken(said(error), _line(error.__traceback__), file) from None


def _broken(words: str, line: int | None, file: str) -> DocgenError:
    place = f"第{line}行" if line else ""
    return DocgenError("文稿有误，未生成公文", (Problem(f"{words}；可用的名称见 docgen template names 月通报", file, cell=place),))


def _line(trace: TracebackType | None) -> int | None:
    """The draft's line in a traceback, which Jinja has rewritten to speak of the template."""
    found = None
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            found = trace.tb_lineno
        trace = trace.tb_next
    return found


def _printed(value: Any) -> Any:
    if value is None:
        # a sentence with a hole would have to be withdrawn
        raise ValueError("这个数台账里没有")
    return plain(value) if isinstance(value, Decimal) else value
