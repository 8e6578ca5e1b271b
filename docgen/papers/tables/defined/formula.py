"""Formulas of columns and conditions (总投资 / 10000): run in the templates' sandbox over the values of one row."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from docgen.numerals import UNDEFINED
from docgen.papers.table import Cell

_LITERAL = re.compile(r'"[^"]*"|\'[^\']*\'|(?<![\w.])(\d+\.\d+)(?![\w.])')
_BEHIND_VALUE = r"(?<=[0-9\"'”’）)])"
_PIECE = re.compile(
    r'"[^"]*"|\'[^\']*\'|“(?P<double>[^”"]*)”|‘(?P<single>[^’\']*)’|(?P<mark>[＞＜＝＋－×＊÷／（）％，≥≤≠])'
    rf"|(?P<word>{_BEHIND_VALUE}(?:并且|而且|且|或者|或)|(?<![\w.])(?:并且|而且|且|或者|或)(?!\w))"
)
_MARKS = dict(zip("＞＜＝＋－×＊÷／（）％，≥≤≠", (">", "<", "=", "+", "-", "*", "*", "/", "/", "(", ")", "%", ",", ">=", "<=", "!="), strict=True))
_EQUALS = re.compile(r"""("[^"]*"|'[^']*'|[(,]\s*[A-Za-z_]+\s*=(?!=))|(?<![<>!=])=(?!=)""")
"""One =, but for that of an argument's name."""
_NOT_SAID = (None, "", UNDEFINED)


class Wrong(ValueError):
    """A formula that cannot be read or worked out; says why in Chinese."""


@dataclass(frozen=True)
class Formula:
    """A formula read once: the ``names`` of the values that it uses, and what works it out."""

    text: str
    names: frozenset[str]
    evaluate: Callable[..., Any]
    numbers: Mapping[str, Decimal]

    def of(self, values: Mapping[str, Any]) -> Cell:
        """What it comes to for a row's ``values`` (by the names that it uses).

        None where a value that it needs is not reported, — where it would divide by nothing. Raises Wrong else.
        """
        from docgen.engine.sandbox import TROUBLES, said

        given = {name: _exact(values.get(name)) for name in self.names}
        try:
            return _cell(self.evaluate(**given, **self.numbers))
        except TROUBLES as error:
            if isinstance(error, ZeroDivisionError):
                return UNDEFINED
            if any(value in _NOT_SAID for value in given.values()):
                return None
            raise Wrong(said(error)) from None

    def holds(self, values: Mapping[str, Any]) -> bool:
        """Whether it holds as a condition; what rests on something not reported does not."""
        found = self.of(values)
        return bool(found) and found != UNDEFINED


def formula(text: str) -> Formula:
    """Read a formula; raises Wrong saying what is not right with it."""
    from jinja2 import meta

    from docgen.engine.sandbox import TROUBLES, environment, said

    sandbox = environment(autoescape=False)
    numbers: dict[str, Decimal] = {}

    def kept(found: re.Match[str]) -> str:
        if not found[1]:
            return found[0]
        numbers[f"number_{len(numbers)}"] = Decimal(found[1])
        return f"number_{len(numbers) - 1}"

    plain = _LITERAL.sub(kept, _typed(text))
    try:
        names = meta.find_undeclared_variables(sandbox.parse("{{ " + plain + " }}"))
        evaluate = sandbox.compile_expression(plain, undefined_to_none=False)
    except TROUBLES as error:
        raise Wrong(said(error)) from None
    return Formula(text, frozenset(names - numbers.keys()), evaluate, numbers)


def _typed(text: str) -> str:
    """A formula as a clerk types it, with the signs of a Chinese keyboard, 且 and 或, one = where two are meant.

    >>> _typed("总投资≥3000 且 阶段＝“在建”")
    '总投资>=3000  and  阶段=="在建"'
    """
    plain = _PIECE.sub(_put_right, text)
    return _EQUALS.sub(lambda found: found[1] or "==", re.sub(r"([<>!=])[ \u3000]+=", r"\1=", plain))


def _put_right(found: re.Match[str]) -> str:
    if (said := found["double"]) is not None:
        return f'"{said}"'
    if (said := found["single"]) is not None:
        return f"'{said}'"
    if word := found["word"]:
        return " or " if word.startswith("或") else " and "
    return _MARKS.get(found[0], found[0])


def _exact(value: Any) -> Any:
    return Decimal(value.numerator) / value.denominator if isinstance(value, Fraction) else value


def _cell(value: Any) -> Cell:
    if isinstance(value, bool):
        return "是" if value else ""
    if value is None or isinstance(value, str | int | Decimal):
        return value
    raise Wrong(f"算出来的不是文字或数（{type(value).__name__}）")
