"""Finding matters: by number or by name, for a project of the ledger, of a period, unit or state."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from docgen.ledger.nearest import key, nearest
from docgen.matters.matter import Matter, state_of
from docgen.problem import DocgenError

NO_MATTER = "没有督办事项 {}：运行 docgen matters 查看全部事项"


def find(matters: Sequence[Matter], wanted: str, unit: str | None = None) -> Matter:
    """The matter called ``wanted``: its number, or its project's name; an open one before those that are settled.

    Raises DocgenError naming the nearest names, or the numbers when several fit.
    """
    matters = [matter for matter in matters if unit in (None, matter.unit)]
    if wanted.isdecimal():
        found = next((matter for matter in matters if matter.number == int(wanted)), None)
        if found is None:
            raise DocgenError(NO_MATTER.format(wanted))
        return found
    same = [matter for matter in matters if key(matter.project) == key(wanted)]
    still = [matter for matter in same if not matter.settled] or same[-1:]
    if len(still) > 1:
        which = "、".join(f"{matter.number}（{matter.unit}）" for matter in still)
        raise DocgenError(f"“{wanted}”有 {len(still)} 件督办事项：{which}，请写明编号")
    if not still:
        near = nearest(wanted, [matter.project for matter in matters])
        hint = f"是否为{'、'.join(f'“{name}”' for name in near)}？" if near else "运行 docgen matters 查看全部事项"
        raise DocgenError(f"没有“{wanted}”的督办事项，{hint}")
    return still[0]


class Index:
    """Matters by unit and project, by the ledger's identity where it is known, else by name."""

    def __init__(self, matters: Iterable[Matter]) -> None:
        self._named: dict[tuple[str, str], Matter] = {}
        self._known: dict[tuple[str, int], Matter] = {}
        for matter in sorted(matters, key=lambda matter: (matter.settled is None, matter.number)):
            self._named[matter.unit, key(matter.project)] = matter
            if matter.identity:
                self._known[matter.unit, matter.identity] = matter

    def latest(self, unit: str, project: str, identity: int = 0) -> Matter | None:
        """The matter about a unit's project that is open, else the last that was settled."""
        return self._known.get((unit, identity)) or self._named.get((unit, key(project)))

    def open(self, unit: str, project: str, identity: int = 0) -> Matter | None:
        """The matter about a unit's project that is not settled, if there is one."""
        found = self.latest(unit, project, identity)
        return None if found is None or found.settled else found


def chosen(
    matters: Iterable[Matter], day: date, period: str = "", unit: str = "", state: str = ""
) -> tuple[Matter, ...]:
    """The matters of a period (any of whose letters is about it), unit and state as of ``day``."""
    return tuple(
        matter
        for matter in matters
        if (not period or any(step.letter and step.letter.period == period for step in matter.steps))
        and (not unit or matter.unit == unit)
        and (not state or state_of(matter, day) == state)
    )
