"""The time benchmark (时序进度): how much of the year's plan is owed by now, and the one way from exact to Decimal."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from docgen.ledger.period import Period

HALVES_IN_A_YEAR = 24


@dataclass(frozen=True)
class Course:
    """How the year's plan is to be fulfilled: the share of it owed at the end of a half month (1–24), rising to 1.

    Between the ``marks`` (half month, share) the course runs straight, from 0 at New Year to 1 at the year's end; without
    marks it is linear (months elapsed / 12). ``own_plans``: whether a project that plans its months or quarters in
    amounts is measured by these instead (:mod:`docgen.figures.ownplan`).
    """

    marks: tuple[tuple[int, Fraction], ...] = ()
    own_plans: bool = False

    def share(self, period: Period) -> Fraction:
        """What is owed at the period's end, exact; a half month counts half a month."""
        return _share(self.marks, period.last_half)


LINEAR = Course()


@lru_cache(maxsize=1024)
def _share(marks: tuple[tuple[int, Fraction], ...], half: int) -> Fraction:
    """Asked for every project, and the same for most."""
    before = (0, Fraction(0))
    for mark in (*marks, (HALVES_IN_A_YEAR, Fraction(1))):
        if half <= mark[0]:
            return before[1] + (mark[1] - before[1]) * Fraction(half - before[0], mark[0] - before[0])
        before = mark
    raise AssertionError("a year has 24 half months")


def benchmark(period: Period, course: Course = LINEAR) -> Decimal:
    """时序进度 as a fraction: 2021-03 → 0.25 where the course is linear."""
    return as_decimal(course.share(period))


def as_decimal(value: Fraction) -> Decimal:
    """The Decimal nearest to an exact value.

    Rates and gaps are worked out as fractions and divided here once: two divisions with a subtraction
    between them could carry a gap of exactly 10 points over the threshold of 10.
    """
    return Decimal(value.numerator) / Decimal(value.denominator)
