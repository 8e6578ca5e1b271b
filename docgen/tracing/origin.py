"""Values that know where they come from, through a template and its filters to the printed text.

A paper's template asks for values by name. While it is filled for tracing, the sandbox hands out numbers and texts that
remember the object and the name under which they were asked for; what is printed of them stands between private-use
characters that say which. The marks are read out of the rendered text and never reach a file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import wraps
from typing import Any

BEGIN, BEHIND, END = "\ue010", "\ue011", "\ue012"
_MARK = re.compile(f"{BEGIN}|{BEHIND}(\\d+){END}")
_COUNTING = ("length", "count")


@dataclass(frozen=True, eq=False)
class Origin:
    """Where a value was asked for: the object (``owner``, None for the template's own names), the ``name`` (a key or an
    index where ``owner`` is a collection) and the origin of the owner itself."""

    owner: Any
    name: str | int
    value: Any
    above: Origin | None = None

    @property
    def path(self) -> str:
        """As a template writes it: ``figures.totals.projects``."""
        if self.above is None:
            return str(self.name)
        return f"{self.above.path}[{self.name}]" if isinstance(self.name, int) else f"{self.above.path}.{self.name}"


@dataclass(frozen=True, eq=False)
class Mention:
    """One printed value: its text, the origins that it was made from, the filter that made it (empty for none)."""

    text: str
    origins: tuple[Origin, ...]
    filter: str = ""


class TracedInt(int):
    origin: Origin
    counted = False


class TracedDecimal(Decimal):
    origin: Origin


class TracedText(str):
    mention: Mention


class Watch:
    """Watches one rendering: ``prepare`` is for the sandbox, ``context`` for the values; ``mentions`` are what was printed."""

    def __init__(self) -> None:
        self.mentions: list[Mention] = []
        self._known: dict[int, Origin] = {}
        self._kept: list[Any] = []

    def context(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """The template's values, each knowing its name."""
        return {name: self._seen(Origin(None, name, value)) for name, value in values.items()}

    def prepare(self, sandbox: Any) -> None:
        """Let the sandbox hand out values that know their origin, and mark what is printed of them."""
        get_attribute, get_item, print_ = sandbox.getattr, sandbox.getitem, sandbox.finalize

        def attribute(owner: Any, name: str) -> Any:
            return self._of(owner, name, get_attribute(owner, name))

        def item(owner: Any, name: Any) -> Any:
            return self._of(owner, name, get_item(owner, name))

        sandbox.getattr, sandbox.getitem = attribute, item
        sandbox.finalize = lambda value: self._printed(value, print_)
        for name, way in list(sandbox.filters.items()):
            if name in _COUNTING or not hasattr(way, "jinja_pass_arg") and way.__module__.startswith("docgen."):
                sandbox.filters[name] = self._watched(name, way)

    def _of(self, owner: Any, name: Any, value: Any) -> Any:
        if callable(value):
            return value
        return self._seen(Origin(owner, name, value, self._known.get(id(owner))))

    def _seen(self, origin: Origin) -> Any:
        value = origin.value
        if value is None or isinstance(value, bool) or callable(value):
            return value
        if isinstance(value, str):
            traced = TracedText(value)
            traced.mention = Mention(value, (origin,))
            return traced
        if isinstance(value, int):
            counted = TracedInt(value)
            counted.origin = origin
            return counted
        if isinstance(value, Decimal):
            exact = TracedDecimal(value)
            exact.origin = origin
            return exact
        self._remember(value, origin)
        return value

    def _remember(self, value: Any, origin: Origin) -> None:
        """A collection's members are asked by a loop, past the sandbox: they are known beforehand."""
        self._known[id(value)] = origin
        self._kept.append(value)
        members: Iterable[tuple[Any, Any]] = ()
        if isinstance(value, list | tuple):
            members = enumerate(value)
        elif isinstance(value, Mapping):
            members = value.items()
        for name, member in members:
            if not isinstance(member, str | int | Decimal | None):
                self._known.setdefault(id(member), Origin(value, name, member, origin))
                self._kept.append(member)

    def origin_of(self, value: Any) -> Origin | None:
        if isinstance(value, TracedInt | TracedDecimal):
            return value.origin
        if isinstance(value, TracedText):
            return value.mention.origins[0] if value.mention.origins else None
        return self._known.get(id(value))

    def _watched(self, name: str, way: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(way)
        def watched(*values: Any, **named: Any) -> Any:
            made = way(*values, **named)
            origins = tuple(origin for value in values if (origin := self.origin_of(value)) is not None)
            if isinstance(made, str) and origins:
                text = TracedText(made)
                text.mention = Mention(made, origins, name)
                return text
            if name in _COUNTING and origins:
                counted = TracedInt(made)
                counted.origin, counted.counted = origins[0], True
                return counted
            return made

        return watched

    def _printed(self, value: Any, print_: Callable[[Any], Any] | None) -> Any:
        shown = print_(value) if print_ else value
        mention = None
        if isinstance(value, TracedText):
            mention = value.mention
        elif isinstance(value, TracedInt | TracedDecimal):
            mention = Mention(str(shown), (value.origin,), "length" if getattr(value, "counted", False) else "")
        if mention is None:
            return shown
        self.mentions.append(mention)
        return f"{BEGIN}{shown}{BEHIND}{len(self.mentions) - 1}{END}"


@dataclass(frozen=True)
class Words:
    """A rendered text without its marks; ``spans`` say which stretch of it (begin, end) is which mention."""

    text: str
    spans: tuple[tuple[int, int, Mention], ...] = field(default=())

    def at(self, begin: int, end: int) -> tuple[int, int, Mention] | None:
        """The innermost span around a stretch."""
        around = [span for span in self.spans if span[0] <= begin and end <= span[1]]
        return min(around, key=lambda span: span[1] - span[0], default=None)


def read_marks(marked: str, mentions: list[Mention]) -> Words:
    """Take the marks out of a text."""
    text, opened, spans, done = "", [], [], 0
    for found in _MARK.finditer(marked):
        text += marked[done : found.start()]
        done = found.end()
        if found[1] is None:
            opened.append(len(text))
        elif opened:
            spans.append((opened.pop(), len(text), mentions[int(found[1])]))
    return Words(text + marked[done:], tuple(spans))
