"""Jinja's own filters, tests and globals, within bounds; those whose answer depends on chance are left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache, wraps
from typing import Any

from jinja2.defaults import DEFAULT_FILTERS, DEFAULT_TESTS
from jinja2.filters import make_attrgetter
from jinja2.runtime import Undefined
from jinja2.utils import _PassArg, pass_context
from markupsafe import Markup, escape

from docgen.engine.budget import Budget, Limits, too_much
from docgen.engine.methods import check_joined, check_replaced, check_width
from docgen.engine.operators import check_printf

_BY_CHANCE = ("random",)
_AS_THEY_ARE = frozenset("abs attr count d default first float int last length items min max".split())
_ORDERING = frozenset({"sort", "unique", "min", "max", "groupby", "dictsort"})
_COMPARING = ("==", "!=", ">", ">=", "<", "<=", "eq", "equalto", "ne", "gt", "greaterthan", "ge", "lt", "lessthan", "le", "in")
_CONTAINERS = (list, tuple, dict, set, frozenset)
_SLOW = {"wordwrap": 20_000, "striptags": 20_000, "urlize": 2_000, "xmlattr": 20_000}
"""Filters whose work grows with the square of a text's length, and how long a text each may have."""
_NO_LONGER = frozenset("capitalize e escape lower safe string title trim upper".split())
_SHORT = 200
"""Characters of a text that is not reckoned: nothing much comes of it, and lists reckon what they keep."""
_BY_CHARACTER = frozenset("capitalize center list lower replace reverse title truncate upper wordwrap".split())
"""Filters that go by the characters of a text: of one that is escaped they must not see the entities."""
_PLAIN = (str, int, float, bool, Decimal, Fraction, type(None), Undefined)


@lru_cache(maxsize=1)
def _filters() -> dict[str, Callable[..., Any]]:
    kept = {name: way for name, way in DEFAULT_FILTERS.items() if name not in _BY_CHANCE}
    return {name: way if name in _AS_THEY_ARE - _ORDERING else _bounded(name, way) for name, way in kept.items()}


def bounded_filters() -> dict[str, Callable[..., Any]]:
    return dict(_filters())


@lru_cache(maxsize=1)
def _tests() -> dict[str, Callable[..., Any]]:
    return {name: _comparing(way) if name in _COMPARING else way for name, way in DEFAULT_TESTS.items()}


def bounded_tests() -> dict[str, Callable[..., Any]]:
    return dict(_tests())


def bounded_globals(limits: Limits) -> dict[str, Callable[..., Any]]:
    def within(*args: int) -> range:
        numbers = range(*args)
        if len(numbers) > limits.range:
            raise too_much(f"range 的个数（最多 {limits.range}）")
        return numbers

    return {"range": within}


def reckoned(budget: Budget, made: Any) -> Any:
    """Count what was made."""
    if isinstance(made, str):
        budget.text(len(made))
    elif isinstance(made, _CONTAINERS):
        budget.kept(made)
    return made


def _bounded(name: str, way: Callable[..., Any]) -> Callable[..., Any]:
    check = _CHECKS.get(name)
    called = _called(way)
    if name in _BY_CHARACTER:
        called = _on_words(called)
    if name in _NO_LONGER:
        return _quick(way, _slowly(name, check, called))
    return pass_context(wraps(way)(_slowly(name, check, called)))


def _quick(way: Callable[..., Any], slowly: Callable[..., Any]) -> Callable[..., Any]:
    """A filter that makes of a text one of its length."""

    @pass_context
    @wraps(way)
    def quick(context: Any, value: Any, *args: Any, **kwargs: Any) -> Any:
        if type(value) is str and len(value) <= _SHORT:
            return way(value, *args, **kwargs)
        return slowly(context, value, *args, **kwargs)

    return quick


def _slowly(name: str, check: Callable[..., Any] | None, called: Callable[..., Any]) -> Callable[..., Any]:
    def bounded(context: Any, value: Any, *args: Any, **kwargs: Any) -> Any:
        if check is None and type(value) is str and len(value) <= _SHORT:
            made = called(context, value, *args, **kwargs)
            return made if type(made) is str and len(made) <= _SHORT else reckoned(context.budget, made)
        budget = context.budget
        budget.tick()
        value = _taken(budget, name, value)
        if check:
            value = check(budget, context, value, *args, **kwargs)
        return reckoned(budget, called(context, value, *args, **kwargs))

    return bounded


def _on_words(called: Callable[..., Any]) -> Callable[..., Any]:
    """The filter on the words of a text that is escaped already (``|e``, a block of text), escaped again behind it."""

    def on_words(context: Any, value: Any, *args: Any, **kwargs: Any) -> Any:
        if type(value) is not Markup or "&" not in value or "<" in value:
            return called(context, value, *args, **kwargs)
        made = called(context, value.unescape(), *args, **kwargs)
        return escape(made) if isinstance(made, str) else made

    return on_words


def _called(way: Callable[..., Any]) -> Callable[..., Any]:
    """A filter of Jinja's, given what it asks for beside the value."""
    takes = _PassArg.from_obj(way)
    if takes is _PassArg.context:
        return way
    if takes is _PassArg.eval_context:
        return lambda context, *args, **kwargs: way(context.eval_ctx, *args, **kwargs)
    if takes is _PassArg.environment:
        return lambda context, *args, **kwargs: way(context.environment, *args, **kwargs)
    return lambda _, *args, **kwargs: way(*args, **kwargs)


def _taken(budget: Budget, name: str, value: Any) -> Any:
    """The value that a filter gets: what has no length is walked by steps."""
    if isinstance(value, str):
        if len(value) > _SLOW.get(name, len(value)):
            raise too_much("标记处理的文字")
    elif isinstance(value, _PLAIN):
        pass
    elif isinstance(value, _CONTAINERS):
        if name in _IN_PRINT:
            budget.weigh(value)
        else:
            budget.worked(len(value))
    elif hasattr(value, "__next__"):
        return budget.few(value)
    return value


_IN_PRINT = frozenset(
    "capitalize center e escape forceescape format indent lower pprint replace safe string striptags title tojson trim"
    " truncate upper urlencode urlize wordcount wordwrap xmlattr".split()
)
"""Filters that print what they get."""


def _comparing(way: Callable[..., Any]) -> Callable[..., Any]:
    @pass_context
    @wraps(way)
    def comparing(context: Any, value: Any, *args: Any) -> Any:
        if isinstance(value, _CONTAINERS):
            context.budget.weigh(value)
        return way(value, *args)

    return comparing


def _center(budget: Budget, context: Any, value: Any, width: Any = 80) -> Any:
    check_width(budget, width)
    return value


def _indent(budget: Budget, context: Any, value: Any, width: Any = 4, *args: Any, **kwargs: Any) -> Any:
    text = str(value)
    wide = len(width) if isinstance(width, str) else width
    if isinstance(wide, int):
        budget.text(len(text) + (text.count("\n") + 2) * max(wide, 0))
    return value


def _wordwrap(budget: Budget, context: Any, value: Any, width: int = 79, *args: Any, **kwargs: Any) -> Any:
    wrap = kwargs.get("wrapstring") or (args[1] if len(args) > 1 else None) or "\n"
    text = str(value)
    if isinstance(width, int) and width > 0:
        budget.text(len(text) + (len(text) // width + len(text.split()) + 2) * len(str(wrap)))
    return value


def _replace(budget: Budget, context: Any, value: Any, old: Any = "", new: Any = "", count: Any = None) -> Any:
    check_replaced(budget, str(value), old, new, count)
    return value


def _counted(budget: Budget, context: Any, value: Any, count: Any = 0, *args: Any, **kwargs: Any) -> Any:
    if isinstance(count, int) and count > budget.limits.width:
        raise too_much("标记中的份数")
    return value


def _format(budget: Budget, context: Any, value: Any, *args: Any, **kwargs: Any) -> Any:
    check_printf(budget, str(value), kwargs or args)
    return value


def _round(budget: Budget, context: Any, value: Any, precision: Any = 0, *args: Any, **kwargs: Any) -> Any:
    if isinstance(precision, int) and abs(precision) > 30:
        raise too_much("标记中的小数位数")
    return value


def _sum(budget: Budget, context: Any, value: Any, attribute: Any = None, start: Any = 0) -> Any:
    if not isinstance(start, int | float | Decimal | Fraction):
        raise too_much("标记产生的列表")
    return value


def _join(budget: Budget, context: Any, value: Any, d: Any = "", attribute: Any = None) -> Any:
    values = value if isinstance(value, list | tuple | str) else list(value)
    asked = values if attribute is None else map(make_attrgetter(context.environment, attribute), values)
    check_joined(budget, d, list(asked))
    return values


def _tojson(budget: Budget, context: Any, value: Any, indent: Any = None) -> Any:
    if isinstance(indent, int) and indent > 16:
        raise too_much("标记中的缩进")
    return value


def _ordered(budget: Budget, context: Any, value: Any, *args: Any, **kwargs: Any) -> Any:
    """Values within values are compared one by one."""
    if isinstance(value, Mapping | Undefined | str):
        return value
    values = list(value)
    attribute = kwargs.get("attribute")
    keys = values if attribute is None else list(map(make_attrgetter(context.environment, attribute), values))
    for key in keys:
        if isinstance(key, list | tuple):
            budget.weigh(key)
    return values


_CHECKS: dict[str, Callable[..., Any]] = {
    "center": _center,
    "indent": _indent,
    "wordwrap": _wordwrap,
    "replace": _replace,
    "batch": _counted,
    "slice": _counted,
    "format": _format,
    "round": _round,
    "sum": _sum,
    "join": _join,
    "tojson": _tojson,
    **dict.fromkeys(sorted(_ORDERING - {"dictsort"}), _ordered),
}
