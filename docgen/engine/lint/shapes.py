"""What a name stands for, learnt from samples: attributes, members, elements; unknown wherever the samples are silent.

A template may be filled with other values than the samples, so only what no value of the kind can have is wrong: an
empty list says nothing of its elements, None nothing of what might stand there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import chain, islice
from typing import Any

_MOST = 60
"""Samples kept of one shape, and elements looked at of one list."""

_SCALARS = (str, bool, int, float, Decimal, date)


@dataclass(frozen=True)
class Shape:
    """Values that an expression may have; none where nothing is known of it."""

    samples: tuple[Any, ...] = ()

    @property
    def known(self) -> tuple[Any, ...]:
        """The samples that tell something."""
        return tuple(value for value in self.samples if value is not None and value != "")

    @property
    def is_text(self) -> bool:
        return bool(self.known) and all(isinstance(value, str) for value in self.known)

    @property
    def is_single(self) -> bool:
        """Whether all that is known are single values, through which no loop can go."""
        return bool(self.known) and all(isinstance(value, _SCALARS) for value in self.known)

    @property
    def is_list(self) -> bool:
        return bool(self.known) and all(_is_list(value) for value in self.known)


UNKNOWN = Shape()


def shape(values: Iterable[Any]) -> Shape:
    return Shape(tuple(islice(values, _MOST)))


def union(*shapes: Shape) -> Shape:
    """What one of several may be; unknown where one of them is."""
    if any(not each.samples for each in shapes):
        return UNKNOWN
    return shape(chain.from_iterable(each.samples for each in shapes))


class NoSuch(Exception):
    """No value of a shape has such a member; ``known`` are the members that there are."""

    def __init__(self, known: Iterable[str] = ()) -> None:
        super().__init__()
        self.known = sorted(known)


def member(owner: Shape, name: str | int) -> Shape:
    """What ``owner.name`` or ``owner[name]`` stands for. Raises NoSuch where no sample has it and none could."""
    if not owner.known:
        return UNKNOWN
    found: list[Any] = []
    could = False
    for value in owner.known:
        told, has = _member(value, name)
        if has:
            found.extend(told)
        could = could or has is None
    if found:
        return shape(found)
    if could:
        return UNKNOWN
    raise NoSuch(set(chain.from_iterable(map(names_of, owner.known))))


def _member(value: Any, name: str | int) -> tuple[tuple[Any, ...], bool | None]:
    """The member's value in a sample, and whether there is one; None where that depends on the data."""
    try:
        if isinstance(name, str) and hasattr(value, name):
            return (getattr(value, name),), True
        if isinstance(value, Mapping):
            if name in value:
                return (value[name],), True
            return (), None if is_open(value) else False
        if isinstance(name, int) and _is_list(value):
            return (tuple(islice(value, _MOST)) or (None,)), True
        if isinstance(name, str) and hasattr(value, "__getitem__") and not isinstance(value, (*_SCALARS, list, tuple)):
            return _item(value, name)
        return (), False
    except Exception:  # a property that cannot be reckoned for this sample says nothing
        return (None,), True


def _item(value: Any, name: str) -> tuple[tuple[Any, ...], bool]:
    """What an object that is asked like a mapping answers, as a group of records does."""
    try:
        return (value[name],), True
    except Exception:
        return (), False


def elements(owner: Shape) -> Shape:
    """What a loop over the shape goes through."""
    if not owner.is_list:
        return UNKNOWN
    return shape(chain.from_iterable(islice(value, _MOST) for value in owner.known))


def entries(owner: Shape) -> Shape:
    """What stands under a key or number that is reckoned: a mapping's values, a list's elements."""
    if not owner.is_list:
        return UNKNOWN
    return shape(chain.from_iterable(islice(value.values() if isinstance(value, Mapping) else value, _MOST) for value in owner.known))


def pairs(owner: Shape) -> Shape:
    """What a loop over a mapping's ``items`` goes through."""
    return shape(chain.from_iterable(islice(value.items(), _MOST) for value in owner.known if isinstance(value, Mapping)))


def names_of(value: Any) -> list[str]:
    """The members of a value that a template may ask for, methods of plain values left out."""
    if isinstance(value, Mapping):
        return [key for key in value if isinstance(key, str)]
    if isinstance(value, _SCALARS) or _is_list(value) and not hasattr(value, "_fields"):
        return []
    return [name for name in dir(value) if not name.startswith("_")]


def is_open(value: Mapping[Any, Any]) -> bool:
    """Whether a mapping's keys come from the data (units, stages), so that another may be there next month."""
    return not value or not all(isinstance(key, str) and key.isascii() and key.isidentifier() for key in value)


def words_for(owner: Shape) -> str:
    """What a shape is, in a word: 一段文字, 一个数, 一列."""
    [first, *_] = owner.known or [None]
    if isinstance(first, bool):
        return "是或否"
    if isinstance(first, str):
        return "一段文字"
    if isinstance(first, int | float | Decimal):
        return "一个数"
    if isinstance(first, date):
        return "一个日期"
    if _is_list(first):
        return "一列"
    return "一组"


def _is_list(value: Any) -> bool:
    return isinstance(value, list | tuple | Set | Mapping) or (
        hasattr(value, "__iter__") and hasattr(value, "__len__") and not isinstance(value, str | bytes)
    )
