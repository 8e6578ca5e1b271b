"""The operators of a template: those that can make much out of little are reckoned before they are done."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from docgen.engine.budget import Budget, check_nesting, too_much

_MOST_EXPONENT = 1_000
_SPECIFIED = re.compile(r"%(?:\([^)]*\))?[-+ #0]*(\*|\d*)(?:\.(\*|\d*))?[a-zA-Z%]")
_DIGITS = re.compile(r"\d+")


def _added(budget: Budget, left: Any, right: Any) -> Any:
    if isinstance(left, str) and isinstance(right, str):
        budget.text(len(left) + len(right))
    elif isinstance(left, list | tuple) and isinstance(right, list | tuple):
        budget.kept(left)
        budget.kept(right)
        if isinstance(left, tuple):
            check_nesting(left + tuple(right))
    return operator.add(left, right)


def _multiplied(budget: Budget, left: Any, right: Any) -> Any:
    for many, times in ((left, right), (right, left)):
        if isinstance(many, str | bytes | list | tuple) and isinstance(times, int):
            count = len(many) * max(times, 0)
            if isinstance(many, str | bytes):
                budget.text(count)
            else:
                if count > budget.limits.range:
                    raise too_much("标记产生的列表")
                budget.elements(count)
                budget.spend(sum(len(one) for one in many if isinstance(one, str)) * max(times, 0))
                if isinstance(many, tuple):
                    check_nesting(many * max(times, 0))
            return operator.mul(left, right)
    if _bits(left) + _bits(right) > budget.limits.bits:
        raise too_much("标记计算的数")
    return operator.mul(left, right)


def _raised(budget: Budget, left: Any, right: Any) -> Any:
    if not isinstance(left, float) and not isinstance(right, float):
        if isinstance(right, int | Decimal) and (abs(right) > _MOST_EXPONENT or _bits(left) * abs(right) > budget.limits.bits):
            raise too_much("标记计算的数")
    return operator.pow(left, right)


def _remainder(budget: Budget, left: Any, right: Any) -> Any:
    if isinstance(left, str):
        check_printf(budget, left, right)
    return operator.mod(left, right)


def as_written(left: Any, right: Any) -> tuple[Any, Any]:
    """Two operands; of money (Decimal) and a fraction such as 0.3 the fraction as the decimal that is written."""
    if isinstance(left, Decimal) and isinstance(right, float):
        return left, Decimal(repr(right))
    if isinstance(left, float) and isinstance(right, Decimal):
        return Decimal(repr(left)), right
    return left, right


def check_printf(budget: Budget, pattern: str, values: Any) -> None:
    """Count what ``pattern % values`` makes; raise Exceeded where it is too long."""
    found = _SPECIFIED.findall(pattern)
    widths = 0
    for width, precision in found:
        if "*" in (width, precision):
            raise too_much("标记产生的文字")
        widths += int((width or "0")[:9]) + int((precision or "0")[:9])
    several = values.values() if isinstance(values, dict) else values if isinstance(values, tuple) else (values,)
    longest = max((length_of(budget, value) for value in several), default=0)
    budget.text(len(pattern) + widths + len(found) * longest)


def check_spec(budget_left: int, spec: str) -> int:
    """The width that a format specification asks for; raise Exceeded where it is more than ``budget_left``."""
    width = sum(int(digits[:9]) for digits in _DIGITS.findall(spec))
    if width > budget_left:
        raise too_much("标记产生的文字")
    return width


def length_of(budget: Budget, value: Any) -> int:
    """Characters of a value in print, at least where it is long."""
    if isinstance(value, str):
        return len(value)
    if isinstance(value, list | tuple | dict | set | frozenset):
        from docgen.engine.budget import weight

        return 8 * weight(value, budget.limits.text)
    return 32 + _bits(value) // 3


def _bits(value: Any) -> int:
    numerator = getattr(value, "numerator", 0)
    denominator = getattr(value, "denominator", 0)
    if not isinstance(numerator, int) or not isinstance(denominator, int):
        return 0
    return max(numerator.bit_length(), denominator.bit_length())


OPERATORS: dict[str, Callable[[Budget, Any, Any], Any]] = {
    "+": _added,
    "-": lambda budget, left, right: operator.sub(left, right),
    "/": lambda budget, left, right: operator.truediv(left, right),
    "//": lambda budget, left, right: operator.floordiv(left, right),
    "*": _multiplied,
    "**": _raised,
    "%": _remainder,
}
