"""The names that a template may use at a place: those it is given, Jinja's own, those that it sets itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from docgen.engine.lint.shapes import UNKNOWN, Shape


class Loop:
    """What Jinja tells within a loop; a sample by which the names of ``loop`` are known."""

    index = index0 = revindex = revindex0 = length = depth = depth0 = 1
    first = last = True
    previtem = nextitem = None

    def cycle(self, *values: Any) -> Any: ...

    def changed(self, *values: Any) -> bool: ...

    def __call__(self, rows: Any) -> Any: ...


class Names:
    """The names that a template is given, by what they may stand for; None where nobody knows them.

    ``elsewhere`` tells of names that another kind of template has, in words (督办函).
    """

    def __init__(self, given: Mapping[str, Shape] | None, elsewhere: Mapping[str, str] | None = None) -> None:
        self.given, self.elsewhere = given, elsewhere or {}
        self._tolerated: set[str] = set()
        self.gone: dict[str, str] = {}

    def tolerate(self, path: str) -> None:
        """A name that the template itself asks whether it is there (``is defined``)."""
        self._tolerated.add(path)

    def tolerates(self, path: str) -> bool:
        return path in self._tolerated

    @contextmanager
    def tolerating(self, path: str) -> Iterator[None]:
        was = path in self._tolerated
        self._tolerated.add(path)
        try:
            yield
        finally:
            if not was:
                self._tolerated.discard(path)

    def unknown(self, name: str, scope: Scope) -> str:
        """What to say of a name that there is not."""
        if name == "loop":
            return "“loop”只能用在 {% for %} 循环里"
        if name in self.gone:
            return f"“{name}”只在 {self.gone[name]} 的循环里有，这里已在循环之外"
        if name in self.elsewhere:
            return f"“{name}”是{self.elsewhere[name]}才有的名称，这里没有"
        near = nearest(name, scope.own()) or nearest(name, scope.names(), 0.8)
        return f"没有“{name}”这个名称" + (f"，是否为“{near}”" if near else "")


class Scope:
    """Names by the block they were set in, the innermost last."""

    def __init__(self, names: Names, env: Any) -> None:
        self._names = names
        self._layers: list[dict[str, Shape]] = [dict.fromkeys((*env.globals, "self"), UNKNOWN), dict(names.given or {})]

    def push(self, names: Mapping[str, Shape]) -> None:
        self._layers.append(dict(names))

    def pop(self) -> dict[str, Shape]:
        return self._layers.pop() if len(self._layers) > 2 else {}

    def set(self, name: str, shape: Shape) -> None:
        self._layers[-1][name] = shape

    def find(self, name: str) -> Shape | None:
        """What a name stands for; None for one that there is not."""
        for layer in reversed(self._layers):
            if name in layer:
                return layer[name]
        return UNKNOWN if self._names.given is None else None

    def names(self) -> list[str]:
        return [name for layer in self._layers for name in layer]

    def own(self) -> list[str]:
        """The names that are not Jinja's."""
        return [name for layer in self._layers[1:] for name in layer]


def nearest(name: str, known: Iterable[str], least: float = 0.6) -> str:
    """The known name that is most like one; empty where none is at ``least`` so much (0 to 1)."""
    from difflib import get_close_matches

    names = sorted(set(known))
    lower = {each.lower(): each for each in reversed(names)}
    if name.lower() in lower:
        return lower[name.lower()]
    found = get_close_matches(name, names, 1, least)
    if found or least > 0.6:
        return next(iter(found), "")
    inside = [each for each in names if len(name) > 3 and (each.startswith(name) or name.startswith(each) and len(each) > 3)]
    return min(inside, key=len, default="")
