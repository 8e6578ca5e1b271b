"""Which project a name means: the same next month, though brackets, spaces or a closing 建设项目 changed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from docgen.ledger.nearest import key

_BRACKETS = str.maketrans("[{【〔〈「『]}】〕〉」』", "(" * 7 + ")" * 7)
_QUOTES = re.compile("[\"'“”‘’《》·]")
_SUFFIX = re.compile(r"(?:建设|工程|项目)+(?=$|\([^()]*\)$)")
_NUMERAL = "0-9A-Za-z一二三四五六七八九十百"
_BRACKET = re.compile(rf"(?<![{_NUMERAL}])[()]|[()](?![{_NUMERAL}])")
_LEAST = 2


def root(name: str) -> str:
    """What of a name stays when a unit writes it in another way: no brackets, quotes, closing 建设, 工程 or 项目.

    Numbers, phases and directions stay; a bracket between two numerals stays too, for 1（2） is not 12.
    """
    plain = _QUOTES.sub("", key(name).translate(_BRACKETS))
    short = _SUFFIX.sub("", _BRACKET.sub("", _SUFFIX.sub("", plain)))
    return short if len(short) >= _LEAST else plain


def matched(names: Iterable[str], known: Mapping[str, int], own: Mapping[int, str], same: Mapping[int, int]) -> dict[str, int]:
    """The project of each of one table's ``names`` that is known: as written, else by key, else by root.

    ``known`` gives the unit's names and their projects, ``own`` the name under which each was first reported,
    ``same`` the project that one is the same as. A likeness counts only where one name is like one project: two names of a
    table stay two projects.
    """
    found = _as_written(list(dict.fromkeys(names)), known, own)
    for likeness in (key, root):
        _by_likeness(likeness, names, known, same, found)
    return found


def _as_written(names: list[str], known: Mapping[str, int], own: Mapping[int, str]) -> dict[str, int]:
    found: dict[str, int] = {}
    taken: set[int] = set()
    for name in sorted((name for name in names if name in known), key=lambda name: own.get(known[name]) != name):
        if known[name] not in taken:
            taken.add(known[name])
            found[name] = known[name]
    return found


def _by_likeness(
    likeness: Callable[[str], str], names: Iterable[str], known: Mapping[str, int], same: Mapping[int, int], found: dict[str, int]
) -> None:
    open_names: dict[str, list[str]] = {}
    for name in dict.fromkeys(names):
        if name not in found:
            open_names.setdefault(likeness(name), []).append(name)
    if not open_names:
        return
    taken = {same.get(project, project) for project in found.values()}
    candidates: dict[str, dict[int, int]] = {}
    for name, project in known.items():
        if (like := likeness(name)) in open_names and (one := same.get(project, project)) not in taken:
            candidates.setdefault(like, {})[one] = project
    for like, alike in open_names.items():
        if len(alike) == 1 and len(projects := candidates.get(like, {})) == 1:
            found[alike[0]] = next(iter(projects.values()))
