"""How much one rendering may take: time, and what the template itself makes of texts and lists."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, compress, repeat
from threading import get_ident
from typing import Any

from jinja2.utils import Namespace

from docgen.engine.broken import BrokenTag

ELEMENT = 64
"""Characters that an element of a list is reckoned as."""
_MOST_STEPS, _LONG = 1024, 0.002
_MOST_NESTED = 500_000
_BETWEEN_LOOKS = 200_000


@dataclass(frozen=True)
class Limits:
    """Bounds of one rendering.

    ``seconds`` of processor time and ``made`` characters that the template's own operations may make, each with an
    addition for every row that the context brings; ``output`` characters where a rendering is joined to one text.
    ``text`` characters of one value, ``block`` of one captured block or macro, ``range`` elements of a range, ``width``
    of a padding, ``bits`` of a whole number; ``tags`` of one part of a template.
    """

    seconds: float = 2.0
    seconds_a_row: float = 0.0005
    made: int = 24_000_000
    made_a_row: int = 4_000
    output: int = 48_000_000
    output_a_row: int = 8_000
    text: int = 500_000
    block: int = 4_000_000
    range: int = 100_000
    width: int = 10_000
    bits: int = 10_000
    tags: int = 5_000


LIMITS = Limits()


class Exceeded(BrokenTag):
    """A template that asks for more than any honest one needs."""


def too_much(what: str) -> Exceeded:
    return Exceeded(f"{what}过大，已停止：请检查标记中的重复、填充宽度、循环中的拼接，改写得小一些")


class Budget:
    """What one rendering has left.

    Loops take ``steps`` along (an endless iterator that looks at the clock now and then and raises Exceeded), so that
    counting costs nothing but itertools. The clock is the thread's processor time: a busy machine stops no template.
    """

    def __init__(self, context: Mapping[str, Any], limits: Limits) -> None:
        self.limits = limits
        self.steps = chain.from_iterable(self._bundles())
        self._context, self._rows = context, -1
        self._seconds, self._made = limits.seconds, limits.made
        self._since = 0
        self._given: set[float] = set()
        self._begin()

    def walk(self, items: Iterable[Any]) -> Iterator[Any]:
        """The items, one step each."""
        return compress(items, self.steps)

    def few(self, items: Iterable[Any]) -> Iterator[Any]:
        """The items of what has no length, no more than could be kept in memory."""
        most = (self.limits.made + self.limits.made_a_row * self.rows) // ELEMENT
        return compress(self.walk(items), chain(repeat(True, most), _none_left()))

    def tick(self) -> None:
        next(self.steps)

    def spend(self, amount: int) -> None:
        """Count ``amount`` characters made."""
        self._made -= amount
        if self._made < 0:
            self._made += self._addition(self.limits.made_a_row)
            if self._made < 0:
                raise too_much("标记产生的文字或列表")
        self.worked(amount)

    def worked(self, amount: int) -> None:
        """Count ``amount`` characters or elements looked at: the clock is asked after so many."""
        self._since += amount
        if self._since > _BETWEEN_LOOKS:
            self._since = 0
            self._look()

    def text(self, length: int) -> None:
        """Count a text of ``length`` characters, to be made by one operation."""
        if length > self.limits.text:
            raise too_much("标记产生的文字")
        self.spend(length)

    def elements(self, count: int) -> None:
        """Count a list of ``count`` elements, to be made by one operation."""
        self.spend(count * ELEMENT)

    def kept(self, items: Any) -> None:
        """Count a list with the texts that it keeps."""
        if isinstance(items, tuple):
            check_nesting(items)
        texts = items.values() if isinstance(items, dict) else items
        self.spend((len(items) + 1) * ELEMENT + sum(len(one) for one in texts if isinstance(one, str)))

    def weigh(self, value: Any) -> None:
        """Count what a value would be in print: lists within lists can say in a line what no memory holds."""
        self.worked(weight(value, self.limits.text * 4))

    def buffer(self, pieces: list[str]) -> str:
        """The text of a captured block."""
        length = sum(map(len, pieces))
        if length > self.limits.block:
            raise too_much("标记块产生的文字")
        self.spend(length)
        return "".join(pieces)

    def look(self) -> None:
        """See whether there is time left."""
        self._look()

    def whole(self, pieces: Iterable[str]) -> str:
        """A whole rendering joined."""
        left, kept = self.limits.output, []
        for piece in pieces:
            kept.append(piece)
            left -= len(piece)
            if left < 0:
                left += self._addition(self.limits.output_a_row)
                if left < 0:
                    raise too_much("模板产生的内容")
        return "".join(kept)

    def _begin(self) -> None:
        self._owner, self._start = get_ident(), time.thread_time()

    def _bundles(self) -> Iterator[Iterator[bool]]:
        size, last = 8, 0.0
        while True:
            yield repeat(True, size)
            now = self._look()
            size = min(_MOST_STEPS, size * 2) if now - last < _LONG else 1
            last = now

    def _look(self) -> float:
        """Seconds since the rendering began."""
        if get_ident() != self._owner:  # each thread has a clock of its own
            self._begin()
        gone = time.thread_time() - self._start
        if gone > self._seconds:
            self._seconds += self._addition(self.limits.seconds_a_row)
            if gone > self._seconds:
                raise Exceeded("模板计算过久，已停止：请检查循环是否层层相套、宏是否反复调用")
        return gone

    def _addition(self, each: float) -> Any:
        """What the context's rows add: reckoned only where the plain bounds did not do, and given once for each bound."""
        if each in self._given:
            return 0
        self._given.add(each)
        return self.rows * each

    @property
    def rows(self) -> int:
        if self._rows < 0:
            self._rows = rows_of(self._context)
        return self._rows


def _none_left() -> Iterator[bool]:
    raise too_much("标记产生的列表")
    yield


def rows_of(context: Mapping[str, Any]) -> int:
    """How many things a context brings, two levels deep."""
    count = 0
    for value in list(context.values()):
        if isinstance(value, Mapping):
            count += len(value) + sum(len(inner) for inner in value.values() if isinstance(inner, list | tuple | dict))
        elif isinstance(value, list | tuple):
            count += len(value)
            if len(value) <= 1000:
                for inner in value:
                    if isinstance(inner, Mapping):
                        count += sum(len(entry) for entry in inner.values() if isinstance(entry, list | tuple))
        elif hasattr(value, "__dict__"):
            count += sum(len(inner) for inner in vars(value).values() if isinstance(inner, list | tuple | dict))
    return count


def check_nesting(items: tuple[Any, ...]) -> None:
    """Raise Exceeded for tuples within tuples that would take long to hash, as wherever they are a key."""
    found, waiting = 0, [items]
    while waiting:
        one = waiting.pop()
        found += len(one)
        if found > _MOST_NESTED:
            raise too_much("标记产生的列表")
        waiting.extend(inner for inner in one if isinstance(inner, tuple))


def weight(value: Any, most: int) -> int:
    """Characters and elements in a value, lists within lists each time they are met; raise Exceeded beyond ``most``."""
    found, waiting = 0, [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            found += len(one)
        elif isinstance(one, Mapping):
            found += len(one)
            waiting.extend(one.keys())
            waiting.extend(one.values())
        elif isinstance(one, list | tuple | set | frozenset):
            found += len(one)
            waiting.extend(one)
        elif isinstance(one, Namespace):
            waiting.append(one._Namespace__attrs)
        else:
            found += 1
        if found + len(waiting) > most:
            raise too_much("标记产生的列表")
    return found
