"""A quarter, half year or year made of its months' reports, a month of its half months' (汇总报告期)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from docgen.ledger.period import Period
from docgen.ledger.report import Report

_HALF_MONTH, _MONTH, _QUARTER, _HALF_YEAR, _YEAR = 1, 2, 6, 12, 24
_SHORTER = {_MONTH: (_HALF_MONTH,)}
_SHORTER_THAN_A_YEAR = (_MONTH, _QUARTER, _HALF_YEAR)

_EACH = {_HALF_MONTH: "上、下半月", _MONTH: "各月", _QUARTER: "各季度", _HALF_YEAR: "上、下半年"}
"""What the parts are called where they make up the whole period."""

Reports = tuple[Report, ...]


@dataclass(frozen=True)
class Composed:
    """The reports of a period that nobody reported as such.

    ``period`` ends with the last ``part`` that was reported, so that progress is held against the time that it tells of;
    ``missing`` are the parts that nobody reported, before it or after; ``broken`` are projects whose investment of the
    period is not known because one of their reports is missing or blank. ``last`` are the last part's own reports, each at
    the place of the one in ``reports`` that it became.
    """

    period: Period
    reports: Reports
    parts: tuple[Period, ...]
    missing: tuple[Period, ...]
    broken: Reports
    last: Reports

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader must know of how the figures came about, in whole sentences."""
        return tuple(self._told(self.missing))

    @property
    def in_paper(self) -> tuple[str, ...]:
        """The notes of a paper about ``period``: what of the period asked for lies beyond it is no matter of the paper's."""
        return tuple(self._told([part for part in self.missing if part.last_half <= self.period.last_half]))

    def _told(self, missing: Sequence[Period]) -> Iterator[str]:
        runs = _runs(self.parts)
        whole = runs == [self.period] and len({part.halves for part in self.parts}) == 1
        parts = _EACH.get(self.parts[0].halves, "各期") if whole else "、".join(run.label for run in runs)
        yield f"{self.period.label}的数由{parts}的报送汇总，本期完成投资为各期之和，年度、累计数取最后一期。"
        if missing:
            yield f"缺{'、'.join(run.label for run in _runs(missing))}的报送，以上数字到{self.parts[-1].label}为止。"
        if self.broken:
            units = dict.fromkeys(report.unit for report in self.broken)
            yield f"{len(self.broken)}个项目（{'、'.join(units)}）有的月份没有报送或没有填写，其本期完成投资无法计算，未计入合计。"


def composable(known: Iterable[Period]) -> tuple[Period, ...]:
    """The months, quarters, half years and years that nobody reported as such and of which there are parts, the shorter first."""
    known = frozenset(known)
    found = set()
    for part in known:
        for halves in (_MONTH, _QUARTER, _HALF_YEAR, _YEAR):
            last = -(-part.last_half // halves) * halves
            if part.halves < halves and part.first_half > last - halves:
                found.add(Period(part.year, last, last - halves + 1))
    return tuple(sorted(found - known, key=lambda period: (period.halves, period)))


def compose(period: Period, known: Iterable[Period], reports_of: Callable[[Period], Sequence[Report]]) -> Composed | None:
    """``period`` from the periods of the ledger that make it up; None when it holds none of them.

    This period's investment is the sum over the parts, where a project is in all of them; all else is what the last
    part says. A project that the last part no longer has is not of the period, as in any single report.
    """
    known = frozenset(known)
    whole, there = _parts(period, known)
    if not there:
        return None
    told = {part: _reports_of(part, known, reports_of) for part in there}
    last = there[-1]
    needed = tuple(part for part in whole if part.last_half <= last.last_half)
    amounts = [_by_project(told[part]) if part in told else {} for part in needed]
    reports = tuple(replace(report, month_investment=_sum(report, amounts), ref="") for report in told[last])
    return Composed(
        period=Period(period.year, last.last_half, period.first_half),
        reports=reports,
        parts=there,
        missing=tuple(part for part in whole if part not in told),
        broken=tuple(
            before
            for before, now in zip(told[last], reports, strict=True)
            if before.month_investment is not None and now.month_investment is None
        ),
        last=told[last],
    )


def _runs(parts: Iterable[Period]) -> list[Period]:
    """Parts that follow one another joined: 4月份 to 12月份 → 4—12月份."""
    runs: list[Period] = []
    for part in parts:
        if runs and runs[-1].last_half + 1 == part.first_half:
            runs[-1] = Period(part.year, part.last_half, runs[-1].first_half)
        else:
            runs.append(part)
    return runs


def _parts(period: Period, known: frozenset[Period]) -> tuple[tuple[Period, ...], tuple[Period, ...]]:
    """The parts of ``period`` in the shortest measure that the ledger knows any of, months first; and those it knows."""
    for halves in _SHORTER.get(period.halves, _SHORTER_THAN_A_YEAR):
        if halves >= period.halves or period.halves % halves or (period.first_half - 1) % halves:
            continue
        starts = range(period.first_half, period.last_half + 1, halves)
        whole = tuple(Period(period.year, first + halves - 1, first) for first in starts)
        there = tuple(part for part in whole if part in known or (halves == _MONTH and _parts(part, known)[1]))
        if there:
            return whole, there
    return (), ()


def _reports_of(part: Period, known: frozenset[Period], reports_of: Callable[[Period], Sequence[Report]]) -> Reports:
    if part in known:
        return tuple(reports_of(part))
    composed = compose(part, known, reports_of)
    return composed.reports if composed else ()


def _by_project(reports: Sequence[Report]) -> Mapping[tuple, Decimal | None]:
    """What each project invested; of two tables that both name it, the one that tells."""
    amounts: dict[tuple, Decimal | None] = {}
    for report in reports:
        key = _key(report)
        amounts[key] = report.month_investment if amounts.get(key) is None else amounts[key]
    return amounts


def _sum(report: Report, parts: Sequence[Mapping[tuple, Decimal | None]]) -> Decimal | None:
    amounts = [part.get(_key(report)) for part in parts]
    return None if report.month_investment is None or None in amounts else sum(amounts, Decimal(0))


def _key(report: Report) -> tuple:
    return report.unit, report.project or report.name
