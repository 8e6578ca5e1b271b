"""Months without investment (连续无投资), counted on from period to period."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from docgen.figures.lag.project import Project, project_of
from docgen.figures.starts import is_finished
from docgen.ledger.period import Period
from docgen.ledger.report import Report

Resting = dict[Project, Decimal]
"""For each project that reports 0: the months up to a period's end that do so without a break."""


def months_without_investment(
    period: Period, reports: Iterable[Report], history: Mapping[Period, Iterable[Report]]
) -> Resting:
    """For each project at rest: the months up to the period's end that report 0 without a break.

    A missing report or a blank ends the run: what happened there is not known.
    """
    reports, counted = tuple(reports), Resting()
    for earlier in run_before(period, history):
        counted = counted_on(counted, earlier, history[earlier])
    counted = counted_on(counted, period, reports)
    unfinished = {project_of(report) for report in reports if not is_finished(report)}
    return {project: months for project, months in counted.items() if project in unfinished}


def counted_on(before: Mapping[Project, Decimal], period: Period, reports: Iterable[Report]) -> Resting:
    """The months at rest after ``period``, from those after the period before it."""
    length = Decimal(period.halves) / 2
    return {
        project: before.get(project, Decimal(0)) + length
        for project in {project_of(report) for report in reports if report.month_investment == 0}
    }


def run_before(period: Period, history: Mapping[Period, Iterable[Report]]) -> Iterator[Period]:
    """The periods of ``history`` that lead up to ``period`` without a break, the earliest first."""
    run, earlier = [], period.previous
    while earlier in history:
        run.append(earlier)
        earlier = earlier.previous
    return reversed(run)
