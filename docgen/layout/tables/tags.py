"""The tags of a table template (``{{ row.name }}``): their sandbox, their filters, their errors."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from jinja2 import meta

from docgen.characters import clean
from docgen.engine.groups import grouped, total
from docgen.engine.sandbox import TROUBLES, BrokenTag, Sandbox, Unknown, said
from docgen.engine.sandbox import environment as sandboxed
from docgen.layout.tables.identity import Told
from docgen.numerals import plain

__all__ = [
    "FILTERS", "GROUP", "MARK", "BrokenTag", "Merged", "clean", "environment", "has_tag", "names_in", "printed", "reader", "said",
]  # fmt: skip

MARK = "\ue000"
"""A private-use character behind the text of a cell that joins equal cells below it."""
GROUP = "\ue001"
"""A private-use character behind the name of a group, in the row that heads its rows."""

_SINGLE = re.compile(r"\s*\{\{-?((?:(?!\{\{|\}\}).)*?)-?\}\}\s*", re.DOTALL)


@dataclass(frozen=True)
class Merged:
    """A value of a cell that joins equal cells below it."""

    value: Any

    def __str__(self) -> str:
        return f"{printed(self.value)}{MARK}"


FILTERS: dict[str, Callable[..., Any]] = {"merge": Merged, "grouped": grouped, "total": total}
"""The filters for tables, in every Word template."""


def environment(*, markup: bool = False) -> Sandbox:
    """The sandbox in which templates of tables run; ``markup`` escapes values for XML.

    Filters: ``merge`` joins equal cells downwards.
    """
    return sandboxed(filters={"merge": Merged}, finalize=printed, autoescape=markup)


def names_in(env: Sandbox, text: str) -> set[str]:
    """The names that a cell's tags use (``row``, ``total``, ``title``); empty for plain words."""
    if not has_tag(text):
        return set()
    try:
        return meta.find_undeclared_variables(env.parse(text))
    except TROUBLES as error:
        raise BrokenTag(said(error)) from None


def has_tag(text: object) -> bool:
    return isinstance(text, str) and ("{{" in text or "{%" in text)


def reader(env: Sandbox, text: str) -> Callable[[dict[str, Any]], Any]:
    """What a cell's text becomes in a context, read once and evaluated often.

    A cell that is one expression gives its value, number or text; any other gives text. Both raise BrokenTag.
    """
    try:
        if single := _SINGLE.fullmatch(text):
            expression = env.compile_expression(single[1].strip(), undefined_to_none=False)
            return _guarded(lambda context: _known(expression(**context)))
        words = env.from_string(text)
        return _guarded(lambda context: words.render(**context))
    except TROUBLES as error:
        raise BrokenTag(said(error)) from None


def _guarded(evaluate: Callable[[dict[str, Any]], Any]) -> Callable[[dict[str, Any]], Any]:
    def guarded(context: dict[str, Any]) -> Any:
        try:
            return evaluate(context)
        except TROUBLES as error:
            raise BrokenTag(said(error)) from None

    return guarded


def _known(value: Any) -> Any:
    if isinstance(value.value if isinstance(value, Merged) else value, Unknown):
        str(value)
    return value


def printed(value: Any) -> Any:
    """What a template prints for a value: nothing for None, figures in docgen's own way."""
    if value is None:
        return ""
    if isinstance(value, Told):
        return value.marked
    return plain(value) if isinstance(value, Decimal) else value
