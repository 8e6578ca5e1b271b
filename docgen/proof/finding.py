"""What was found for a clause: verdict, measured value, place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from docgen.proof.clauses import Clause
from docgen.proof.leaf import Box

PASS, FAIL, SKIP = "pass", "fail", "skip"


@dataclass(frozen=True)
class Span:
    """A measured distance to draw: from one point to another of a page, in mm."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True)
class Finding:
    """One clause's outcome. ``page`` counts from 1 (0: no place); ``note`` says why it was skipped, or what to do.

    ``others`` are further places of the same fault, as (page, box).
    """

    clause: Clause
    verdict: str
    measured: str = ""
    page: int = 0
    where: Box | None = None
    note: str = ""
    span: Span | None = None
    others: tuple[tuple[int, Box], ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The finding with the names of ``docgen verify --json``; lengths in mm, to a tenth."""
        box = self.where
        return {
            "clause": self.clause.number,
            "what": self.clause.what,
            "verdict": self.verdict,
            "measured": self.measured,
            "required": self.clause.required,
            "strength": self.clause.strength,
            "page": self.page or None,
            "where": [round(side, 1) for side in (box.x0, box.top, box.x1, box.bottom)] if box else None,
            "note": self.note,
        }


@dataclass(frozen=True)
class Case:
    """One instance of a clause that applies many times: a value or a verdict, what to show, where."""

    page: int
    where: Box | None
    value: float | None = None
    holds: bool = True
    shown: str = ""
    span: Span | None = None


def length(
    clause: Clause, value: float, page: int, where: Box | None = None, note: str = "", span: Span | None = None
) -> Finding:
    """A measured length in mm against its bounds."""
    verdict = PASS if clause.holds(value) else FAIL
    return Finding(clause, verdict, mm(value), page, where, note, span)


def judged(clause: Clause, holds: bool, measured: str, page: int = 0, where: Box | None = None, note: str = "") -> Finding:
    """Something that is right or wrong."""
    return Finding(clause, PASS if holds else FAIL, measured, page, where, note)


def skipped(clause: Clause, reason: str) -> Finding:
    """A clause that does not apply, or that cannot be measured here, with the reason."""
    return Finding(clause, SKIP, note=reason)


def worst(clause: Clause, cases: Iterable[Case], reason: str) -> Finding:
    """One finding for a length measured many times: the one farthest from right; skipped when there is none."""
    found = list(cases)
    if not found:
        return skipped(clause, reason)
    case = max(found, key=lambda one: _beyond(clause, one.value or 0.0))
    bad = [one for one in found if not clause.holds(one.value or 0.0)]
    note = f"共{len(found)}处，不符{len(bad)}处（{pages(one.page for one in bad)}）" if bad else f"共{len(found)}处"
    others = tuple((one.page, one.where) for one in bad if one is not case and one.where)
    return Finding(clause, FAIL if bad else PASS, mm(case.value or 0.0), case.page, case.where, note, case.span, others)


def every(clause: Clause, cases: Iterable[Case], reason: str) -> Finding:
    """One finding for what must hold everywhere: the first place where it does not; skipped when there is none."""
    found = list(cases)
    if not found:
        return skipped(clause, reason)
    bad = [one for one in found if not one.holds]
    if not bad:
        return Finding(clause, PASS, found[0].shown, found[0].page, found[0].where, f"共{len(found)}处")
    note = f"共{len(found)}处，不符{len(bad)}处（{pages(one.page for one in bad)}）"
    others = tuple((one.page, one.where) for one in bad[1:] if one.where)
    return Finding(clause, FAIL, bad[0].shown, bad[0].page, bad[0].where, note, None, others)


def mm(value: float) -> str:
    """A length as a person reads it."""
    return f"{value + 0.0:.1f} 毫米" if abs(value) >= 0.05 else "0.0 毫米"


def pages(numbers: Iterable[int]) -> str:
    """第1、3—5页: the pages once each, runs drawn together."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    said = "、".join(str(a) if a == b else f"{a}—{b}" for a, b in runs)
    return f"第{said}页"


def _beyond(clause: Clause, value: float) -> float:
    """How far outside the bounds, or (negative) how near to them."""
    low = clause.low - value if clause.low is not None else float("-inf")
    high = value - clause.high if clause.high is not None else float("-inf")
    return max(low, high)
