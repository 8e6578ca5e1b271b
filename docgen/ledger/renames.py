"""Likely renames: a project gone since the last report and a new one that resembles it. Asked, never assumed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable
from dataclasses import dataclass
from decimal import Decimal

from docgen.ledger.change import paired
from docgen.ledger.identity import root
from docgen.ledger.report import Report

_ALIKE, _SOMEWHAT, _SLIGHTLY = 0.8, 0.5, 0.25
"""How like two names must be: without any other sign, with one, with two (total, site, owner); a cumulative figure that
goes on counts for two."""

_COMMON = 12
"""A pair of characters in more names than this says nothing about which project is meant."""

_FEW, _SHARE = 3, 4
"""What more than three of a unit's names have, and more than a quarter of them, is its habit and no likeness: 新建, 街道."""

_HELD = 2
"""A total, a site or an owner that more records of one state have than this is no sign."""

_SHELL = frozenset(" ()&;|<>$`*?!#~'")
"""What a shell would take for something else."""

_NUMERALS = re.compile(r"[0-9一二三四五六七八九十百]+|[东西南北]")


@dataclass(frozen=True)
class Rename:
    """A project that may have been renamed: the last record under the old name, the first under the new, the likeness."""

    old: Report
    new: Report
    why: str


def likely_renames(
    before: Iterable[Report], after: Iterable[Report], apart: Container[tuple[int, int]] = frozenset()
) -> tuple[Rename, ...]:
    """The projects of ``before`` that are gone and may be new ones of ``after``, each at most once, the likeliest first.

    ``before`` is what units reported last, ``after`` what they report now, both with their projects in the ledger (0 for
    one that it does not know yet). ``apart`` are pairs of projects, the smaller number first, that a person called different.
    """
    before, after = list(before), list(after)
    pairing, habits = paired(before, after), _Habits(before, after)
    there = {_place(report) for _, report in pairing.both}
    gone = _once(report for report in pairing.gone if _place(report) not in there)
    new = _once(report for report in pairing.new if _place(report) not in there)
    scored = sorted(
        ((score, old, fresh, why) for old, fresh in _candidates(gone, new) for score, why in _likeness(old, fresh, habits)),
        key=lambda found: -found[0],
    )
    found: list[Rename] = []
    taken: set[tuple] = set()
    for _, old, fresh, why in scored:
        pair = min(old.project, fresh.project), max(old.project, fresh.project)
        if pair not in apart and _place(old) not in taken and _place(fresh) not in taken:
            taken |= {_place(old), _place(fresh)}
            found.append(Rename(old, fresh, why))
    return tuple(found)


def question(rename: Rename, period: str) -> str:
    """The commands that answer what the import asked; ``period`` as on the command line."""
    command = f"docgen rename {_word(rename.old.name)} {_word(rename.new.name)} --period {period}"
    return f"“{rename.old.name}”改名为“{rename.new.name}”的，请运行 {command}；是两个项目的，末尾加 --no"


def _word(name: str) -> str:
    """The name as one word of a command line."""
    return f'"{name}"' if set(name) & _SHELL else name


def _candidates(gone: list[Report], new: list[Report]) -> Iterable[tuple[Report, Report]]:
    """Pairs of one unit that share something rare: so the work grows with the records, not with their square."""
    holders: dict[tuple, list[Report]] = {}
    for report in gone:
        for sign in _signs(report, report.cumulative_investment):
            holders.setdefault(sign, []).append(report)
    common = Counter(sign for report in new for sign in _signs(report, _before_this_month(report)))
    seen: set[tuple[int, int]] = set()
    for report in new:
        for sign in _signs(report, _before_this_month(report)):
            if common[sign] > _COMMON or len(holders.get(sign, ())) > _COMMON:
                continue
            for old in holders.get(sign, ()):
                if (id(old), id(report)) not in seen:
                    seen.add((id(old), id(report)))
                    yield old, report


def _signs(report: Report, spent: Decimal | None) -> set[tuple]:
    """What to look a record up by; ``spent`` is its cumulative investment at the end of the former period."""
    signs: set[tuple] = {(report.unit, "name", pair) for pair in _pairs(root(report.name))}
    values = {field: getattr(report, field) for field, _ in _SIGNS} | {"spent": spent}
    return signs | {(report.unit, field, value) for field, value in values.items() if value}


def _before_this_month(report: Report) -> Decimal | None:
    """The cumulative investment at the end of the period before, where the record tells both figures."""
    if report.cumulative_investment is None or report.month_investment is None:
        return None
    return report.cumulative_investment - report.month_investment


class _Habits:
    """What many records of a unit share, which therefore says nothing about two of them."""

    def __init__(self, before: list[Report], after: list[Report]) -> None:
        names = {(report.unit, root(report.name)) for report in (*before, *after)}
        self._names = Counter(unit for unit, _ in names)
        self._pairs = Counter((unit, pair) for unit, name in names for pair in set(_pairs(name)))
        self._states = [
            Counter((report.unit, field, getattr(report, field)) for report in _once(state) for field, _ in _SIGNS)
            for state in (before, after)
        ]

    def own_words(self, report: Report) -> str:
        """The name without the pairs of characters that the unit's names usually have; the whole where nothing is left."""
        name = root(report.name)
        most = max(_FEW, self._names[report.unit] // _SHARE)
        telling = [self._pairs[report.unit, pair] <= most for pair in _pairs(name)]
        words = "".join(char for n, char in enumerate(name) if any(telling[max(0, n - 1) : n + 1]))
        return words or name

    def tells(self, report: Report, field: str) -> bool:
        """Whether a record's value is a sign by which to know it again."""
        place = report.unit, field, getattr(report, field)
        return bool(place[2]) and all(state[place] <= _HELD for state in self._states)


def _likeness(old: Report, new: Report, habits: _Habits) -> Iterable[tuple[float, str]]:
    """How likely the two are one project, with what speaks for it; nothing when they are not."""
    from rapidfuzz import fuzz

    names = min(fuzz.ratio(habits.own_words(old), habits.own_words(new)), fuzz.ratio(root(old.name), root(new.name))) / 100
    signs = [words for field, words in _SIGNS if getattr(old, field) == getattr(new, field) and habits.tells(new, field)]
    goes_on = bool(old.cumulative_investment) and old.cumulative_investment == _before_this_month(new)
    if _NUMERALS.findall(old.name) != _NUMERALS.findall(new.name) and not (old.total_investment and signs[:1] == ["总投资相同"]):
        return
    weight = len(signs) + 2 * goes_on
    if names >= (_ALIKE, _SOMEWHAT, _SLIGHTLY)[min(weight, 2)]:
        alike = ["名称相近"] if names >= _SOMEWHAT else []
        yield names + 0.5 * weight, "、".join(alike + signs + ["累计完成投资前后衔接"] * goes_on)


def _pairs(name: str) -> list[str]:
    return [one + other for one, other in zip(name, name[1:], strict=False)]


_SIGNS = (("total_investment", "总投资相同"), ("site", "建设地点相同"), ("owner", "项目单位相同"))


def _once(reports: Iterable[Report]) -> list[Report]:
    return list({_place(report): report for report in reports}.values())


def _place(report: Report) -> tuple:
    return report.unit, report.project or report.name
