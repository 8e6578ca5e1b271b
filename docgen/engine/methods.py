"""Which methods of plain values a template may call, and what they may make."""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from datetime import date, time, timedelta
from decimal import Decimal
from functools import update_wrapper
from typing import Any

from jinja2.exceptions import SecurityError
from jinja2.sandbox import SandboxedEscapeFormatter, SandboxedFormatter
from markupsafe import Markup

from docgen.engine.budget import Budget, too_much
from docgen.engine.operators import check_spec, length_of

_TEXT = frozenset(
    "upper lower strip lstrip rstrip split rsplit splitlines startswith endswith find rfind index rindex count title"
    " capitalize swapcase partition rpartition removeprefix removesuffix casefold isalnum isalpha isascii isdecimal"
    " isdigit isidentifier islower isnumeric isprintable isspace istitle isupper unescape striptags escape".split()
)
_PADDED = frozenset({"center", "ljust", "rjust", "zfill"})
_ALLOWED: tuple[tuple[tuple[type, ...], frozenset[str]], ...] = (
    ((list, tuple), frozenset({"index", "count", "copy"})),
    ((Mapping, types.MappingProxyType), frozenset({"get", "items", "keys", "values", "copy"})),
    (
        (set, frozenset),
        frozenset({"union", "intersection", "difference", "symmetric_difference", "issubset", "issuperset", "isdisjoint", "copy"}),
    ),
    ((int, float), frozenset({"bit_length", "bit_count", "is_integer", "as_integer_ratio", "conjugate"})),
    (
        (Decimal,),
        frozenset(
            "quantize normalize to_integral_value to_integral to_integral_exact as_tuple adjusted copy_abs copy_negate"
            " compare max min is_finite is_nan is_infinite is_signed is_zero sqrt as_integer_ratio conjugate".split()
        ),
    ),
    (
        (date, time, timedelta),
        frozenset(
            "isoformat strftime weekday isoweekday isocalendar timetuple toordinal date time replace ctime timestamp"
            " total_seconds utcoffset tzname".split()
        ),
    ),
)
_MOST_TAGS, _MOST_STRFTIME = 20_000, 200


def check_call(budget: Budget, called: Any, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> None:
    """Refuse a call that a plain value answers with more than a template needs; others pass.

    Raises SecurityError for a method that no template needs, Exceeded for one that would make too much.
    """
    owner = getattr(called, "__self__", None)
    name = getattr(called, "__name__", "")
    if isinstance(owner, str):
        _check_text(budget, owner, name, (*args, *kwargs.values()))
    elif isinstance(called, types.BuiltinMethodType) and not isinstance(owner, types.ModuleType | None):
        if not any(isinstance(owner, kinds) and name in names for kinds, names in _ALLOWED):
            raise SecurityError(name)
        for value in args:
            if isinstance(value, list | tuple | dict):
                budget.weigh(value)
            elif name == "strftime" and len(str(value)) > _MOST_STRFTIME:
                raise too_much("标记产生的文字")


def _check_text(budget: Budget, owner: str, name: str, args: tuple[Any, ...]) -> None:
    if name in _TEXT:
        if name == "striptags" and len(owner) > _MOST_TAGS:
            raise too_much("标记处理的文字")
    elif name in _PADDED:
        check_width(budget, args[0] if args else 0)
    elif name == "replace":
        check_replaced(budget, owner, *args[:3])
    elif name == "join":
        if args and not isinstance(args[0], list | tuple | dict | str):
            raise SecurityError("join")
        check_joined(budget, owner, list(args[0]) if args else [])
    elif name not in ("format", "format_map"):
        raise SecurityError(name)


def check_width(budget: Budget, width: Any) -> None:
    if isinstance(width, int) and width > budget.limits.width:
        raise too_much("标记中的填充宽度")


def check_replaced(budget: Budget, text: str, old: Any = "", new: Any = "", count: Any = None) -> None:
    """Count what a text becomes when ``new`` takes the place of each ``old``."""
    old, new = str(old), str(new)
    times = text.count(old) if old else len(text) + 1
    if isinstance(count, int) and count >= 0:
        times = min(times, count)
    budget.text(len(text) + times * max(len(new) - len(old), 0))


def check_joined(budget: Budget, between: Any, values: list[Any]) -> None:
    budget.text(sum(length_of(budget, value) for value in values) + len(str(between)) * len(values))


def formatted(sandbox: Any, value: Any) -> Callable[..., str] | None:
    """``str.format`` and ``format_map`` with the sandbox's attributes and bounded widths; None for any other value."""
    if not isinstance(value, types.MethodType | types.BuiltinMethodType) or value.__name__ not in ("format", "format_map"):
        return None
    text = value.__self__
    if not isinstance(text, str):
        return None
    mapped = value.__name__ == "format_map"

    def wrapper(*args: Any, **kwargs: Any) -> str:
        if mapped:
            if kwargs or len(args) != 1:
                raise TypeError("format_map() takes exactly one argument")
            args, kwargs = (), args[0]
        formatter = _Escaping(sandbox, escape=text.escape) if isinstance(text, Markup) else _Plain(sandbox)
        return type(text)(formatter.vformat(text, args, kwargs))

    return update_wrapper(wrapper, value)


class _Bounded:
    """What is formatted in one call may be as long as one text."""

    _left: int | None = None

    def format_field(self, value: Any, format_spec: str) -> str:
        left = self._env.limits.text if self._left is None else self._left
        check_spec(left, format_spec)
        if isinstance(value, list | tuple | dict | set | frozenset):
            from docgen.engine.budget import weight

            weight(value, left)
        text = super().format_field(value, format_spec)
        self._left = left - len(text)
        if self._left < 0:
            raise too_much("标记产生的文字")
        return text

    def convert_field(self, value: Any, conversion: str | None) -> Any:
        if conversion and isinstance(value, list | tuple | dict | set | frozenset):
            from docgen.engine.budget import weight

            weight(value, self._env.limits.text)
        return super().convert_field(value, conversion)


class _Plain(_Bounded, SandboxedFormatter):
    pass


class _Escaping(_Bounded, SandboxedEscapeFormatter):
    pass
