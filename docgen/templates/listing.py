"""What a template of a kind may use: every name with what it is and a value from the sample papers."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from docgen.engine.lint.shapes import Shape, elements, is_open, member, words_for
from docgen.numerals import plain
from docgen.templates.checking import names_of
from docgen.templates.kinds import Kind
from docgen.templates.samples import Samples, filters_of

_DEPTH = 4
_CANDIDATES = (Decimal("0.2534"), 12, ["甲", "乙"], "文字")
_LONGEST = 40
_MOST_WITHIN = 60


@dataclass(frozen=True)
class Name:
    """A name as a template writes it (``figures.totals.projects``): what it is in a word, a sample value as text."""

    name: str
    holds: str
    sample: str

    def as_json(self) -> dict[str, str]:
        return {"name": self.name, "holds": self.holds, "sample": self.sample}


def names(kind: Kind, suffix: str, samples: Samples) -> list[Name]:
    """The names of a kind, each followed by what can be asked of it."""
    found: list[Name] = []
    for name, values in names_of(kind, suffix, samples).items():
        found += _told(name, Shape(values), 1, ())
    return found


def filters(kind: Kind, suffix: str, samples: Samples) -> list[Name]:
    """The filters of docgen's own, each with what it makes of a sample value."""
    given = [value for values in names_of(kind, suffix, samples).values() for value in values[:1]]
    lists = [getattr(value, each) for value in given for each in _members(value) if is_dataclass(value)]
    candidates = (*_CANDIDATES, *(each for each in (*given, *lists) if isinstance(each, list | tuple) and each))
    return [_filter(name, function, candidates) for name, function in filters_of(kind, suffix).items()]


def _told(name: str, shape: Shape, depth: int, above: tuple[type, ...]) -> Iterator[Name]:
    yield Name(name, _holds(shape), _sample(shape))
    first = shape.known[0] if shape.known else None
    if depth >= _DEPTH or first is None or callable(first) or type(first) in above:
        return
    if shape.is_list and not isinstance(first, Mapping):
        inside = elements(shape)
        if inside.known and _members(inside.known[0]):
            yield from _within("row" if name == "rows" else f"{name}[0]", inside, depth + 1, (*above, type(first)))
        return
    if isinstance(first, Mapping) and first and is_open(first):
        inside = Shape(tuple(value for each in shape.known for value in each.values()))
        if inside.known and _members(inside.known[0]):
            yield from _within(f'{name}["{next(iter(first))}"]', inside, depth + 1, (*above, type(first)))
        return
    yield from _within(name, shape, depth, above)


def _within(name: str, shape: Shape, depth: int, above: tuple[type, ...]) -> Iterator[Name]:
    first = shape.known[0]
    members = list(dict.fromkeys(each for value in shape.known[:3] for each in _members(value)))
    for each in members[:_MOST_WITHIN]:
        yield from _told(f"{name}.{each}", member(shape, each), depth + 1, (*above, type(first)))


def _members(value: Any) -> list[str]:
    """What a template can ask of a value by name, in the order in which it was written down."""
    if isinstance(value, Mapping):
        return [] if is_open(value) else list(value)
    if isinstance(value, str | int | float | Decimal | date):
        return []
    if is_dataclass(value):
        return [each.name for each in fields(value) if not each.name.startswith("_")] + _properties(value)
    if hasattr(value, "_fields"):
        return list(value._fields)
    if type(value).__module__.startswith("docgen.") and not callable(value):
        return _properties(value)
    return []


def _properties(value: Any) -> list[str]:
    kinds = [each for kind in type(value).__mro__ for each in vars(kind).items()]
    return [name for name, each in kinds if not name.startswith("_") and (isinstance(each, property) or hasattr(each, "func"))]


def _holds(shape: Shape) -> str:
    known = shape.known
    if not known:
        return "文字" if "" in shape.samples else "列表" if [] in shape.samples else "样例中为空"
    first = known[0]
    if callable(first):
        return "要带括号"
    if isinstance(first, date):
        return "日期"
    named = {"一段文字": "文字", "一个数": "数", "一列": "列表"}
    words = words_for(Shape((first,)))
    if isinstance(first, Mapping):
        return "一组（按名取）" if is_open(first) else "一组"
    return named.get(words, words)


def _sample(shape: Shape) -> str:
    if not shape.known:
        return ""
    return shown(next((value for value in shape.known if value not in ([], (), {})), shape.known[0]))


def shown(value: Any) -> str:
    """A value in some characters, as a person would read it."""
    text = _written(value, 0)
    return f"{text[:_LONGEST]}…" if len(text) > _LONGEST else text


def _written(value: Any, depth: int) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Decimal):
        return plain(value)
    if value is None:
        return "空"
    if isinstance(value, str | int | float | date):
        return " ".join(str(value).split())
    if callable(value):
        return _signature(value)
    if isinstance(value, Mapping):
        return "、".join(f"{_written(key, depth + 1)}" for key in list(value)[:8])
    if is_dataclass(value):
        named = getattr(value, "label", None) or getattr(value, "name", None)
        return str(named) if isinstance(named, str) else ""
    try:
        items = list(value)
    except TypeError:
        return ""
    inside = "、".join(filter(None, (_written(each, depth + 1) for each in items[:6]))) if depth < 2 else ""
    return inside or f"{len(items)} 项"


def _signature(function: Any) -> str:
    try:
        names_ = [name for name in inspect.signature(function).parameters if name != "self"]
    except (TypeError, ValueError):
        return "(…)"
    return f"({'、'.join(names_)})"


def _filter(name: str, function: Any, candidates: tuple[Any, ...]) -> Name:
    """A filter on the first value that it takes."""
    more = _more(function)
    wanted = next(iter(_annotations(function)), "")
    for value in sorted(candidates, key=lambda value: type(value).__name__ != wanted):
        try:
            made = function(value, *more)
        except Exception:  # it takes values of another kind
            continue
        if isinstance(made, str) and made:
            given = f"（{'，'.join(map(shown, more))}）" if more else ""
            return Name(f"|{name}", "过滤器", f"{shown(value)}　|{name}{given} → {shown(made)}")
    return Name(f"|{name}", "过滤器", "")


def _more(function: Any) -> tuple[Any, ...]:
    """Values for what a filter asks for beside the value itself."""
    by_kind = {"Decimal": Decimal("0.25"), "str": "上月", "int": 1}
    try:
        parameters = list(inspect.signature(function).parameters.values())[1:]
    except (TypeError, ValueError):
        return ()
    wanted = [each for each in parameters if each.default is each.empty and each.kind == each.POSITIONAL_OR_KEYWORD]
    return tuple(by_kind.get(_plain(each.annotation), "上月") for each in wanted)


def _annotations(function: Any) -> list[str]:
    try:
        return [_plain(each.annotation) for each in inspect.signature(function).parameters.values()]
    except (TypeError, ValueError):
        return []


def _plain(annotation: Any) -> str:
    return str(annotation).rpartition(".")[2].removesuffix("'>").removeprefix("<class '")
