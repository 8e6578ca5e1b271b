"""A group of reports with all that its indicators are taken of: sums, starts, the periods it is compared with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from docgen.figures.approvals import Procedure, procedures
from docgen.figures.benchmark import LINEAR, Course
from docgen.figures.readiness import Readiness, demolition, signing
from docgen.figures.starts import Starts, is_newly_started, starts
from docgen.figures.totals import Totals, rate_of, totals_of
from docgen.ledger.period import Period
from docgen.ledger.report import Report


@dataclass(frozen=True)
class Group:
    """The reports of one part in one period; ``before`` and ``year_ago`` are the same part's in the period before and in
    the same period of last year (empty: none reported), ``whole`` is what the part is one of.
    """

    name: str
    reports: tuple[Report, ...]
    period: Period
    course: Course = LINEAR
    before: tuple[Report, ...] = ()
    year_ago: tuple[Report, ...] = ()
    whole: Group | None = None

    @cached_property
    def totals(self) -> Totals:
        return totals_of(self.reports, self.period, self.course)

    @cached_property
    def starts(self) -> Starts:
        return starts(self.reports, self.period)

    @cached_property
    def new_starts(self) -> Starts:
        """The starts of those that are to start this year (新开工)."""
        return starts((report for report in self.reports if is_newly_started(report, self.period)), self.period)

    @cached_property
    def procedures(self) -> tuple[Procedure, ...]:
        return procedures(self.reports)

    @cached_property
    def signing(self) -> Readiness:
        return signing(self.reports)

    @cached_property
    def demolition(self) -> Readiness:
        return demolition(self.reports)

    def growth(self, field: str, earlier: Sequence[Report]) -> Fraction | None:
        """The change of a sum against ``earlier`` as a fraction, over the units that report it in both; None if unknown."""
        then = {report.unit for report in earlier if getattr(report, field) is not None}
        both = then & {report.unit for report in self.reports if getattr(report, field) is not None}
        now = _added(self.reports, field, both)
        rate = rate_of(now, _added(earlier, field, both))
        return None if rate is None else rate - 1

    def share(self, field: str) -> Fraction | None:
        """The part's share of the whole's sum; of the whole itself 1."""
        return rate_of(getattr(self.totals, field), getattr((self.whole or self).totals, field))


def _added(reports: Sequence[Report], field: str, units: set[str]):
    values = [getattr(report, field) for report in reports if report.unit in units and getattr(report, field) is not None]
    return sum(values) if values else None
