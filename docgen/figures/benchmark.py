"""The time benchmark (时序进度): the share of the year that has passed, and the one way from exact to Decimal."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from docgen.ledger.period import Period

HALVES_IN_A_YEAR = 24


def elapsed(period: Period) -> Fraction:
    """The share of the year passed at the period's end, exact; a half month counts half a month."""
    return Fraction(period.last_half, HALVES_IN_A_YEAR)


def benchmark(period: Period) -> Decimal:
    """时序进度 as a fraction of the year: 2021-03 → 0.25."""
    return as_decimal(elapsed(period))


def as_decimal(value: Fraction) -> Decimal:
    """The Decimal nearest to an exact value.

    Rates and gaps are worked out as fractions and divided here once: two divisions with a subtraction
    between them could carry a gap of exactly 10 points over the threshold of 10.
    """
    return Decimal(value.numerator) / Decimal(value.denominator)
