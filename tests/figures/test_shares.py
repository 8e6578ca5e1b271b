"""Rounding: once, half up, exactly; shares of a whole add up to 100.0."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from docgen.numerals import percent, points, rounded, shares

AMOUNTS = st.decimals(0, 10**8, places=4, allow_nan=False, allow_infinity=False)


@given(st.lists(st.none() | AMOUNTS, max_size=30), st.integers(0, 2))
def test_shares_add_up_to_exactly_a_hundred(parts, places):
    found = shares(parts, places)
    whole = sum(part for part in parts if part is not None)
    if not whole:
        assert set(found) <= {None}
        return
    assert sum(share for share in found if share is not None) == 100
    assert [share is None for share in found] == [part is None for part in parts]


@given(st.lists(AMOUNTS, min_size=1, max_size=30))
def test_a_share_is_less_than_one_print_off_its_exact_value(parts):
    whole = sum(map(Fraction, parts))
    if whole:
        for part, share in zip(parts, shares(parts), strict=True):
            assert abs(Fraction(share) - Fraction(part) / whole * 100) < Fraction(1, 10)


@given(st.lists(AMOUNTS, min_size=2, max_size=12))
def test_the_larger_part_never_has_the_smaller_share(parts):
    found = shares(parts)
    if found[0] is not None:
        order = sorted(range(len(parts)), key=lambda n: parts[n])
        assert all(found[a] <= found[b] for a, b in zip(order, order[1:], strict=False) if parts[a] < parts[b])


def test_three_equal_parts_give_the_odd_tenth_to_the_first():
    assert shares([1, 1, 1]) == (Decimal("33.4"), Decimal("33.3"), Decimal("33.3"))


def test_nothing_to_share_out_has_no_shares():
    assert shares([0, 0, None]) == (None, None, None)
    assert shares([]) == ()


def test_a_negative_part_is_no_part_of_a_whole():
    with pytest.raises(ValueError, match="negative"):
        shares([Decimal(5), Decimal(-1)])


@example(Fraction(10**28 + 1), 0)
@given(st.fractions(max_denominator=10**9), st.integers(0, 4))
def test_a_fraction_is_rounded_as_the_decimal_that_it_is(value, places):
    near = rounded(value, places)
    off = abs(Fraction(near) - value) * 10**places
    assert off < Fraction(1, 2) or (off == Fraction(1, 2) and abs(near) > abs(value))


def test_halves_go_up_whatever_holds_them():
    assert percent(Fraction(125, 10000), 1) == percent(Decimal("0.0125"), 1) == "1.3%"
    assert points(Fraction(-25, 100)) == points(Decimal("-0.25")) == "0.3"


def test_the_known_misprints_come_out_right():
    assert percent(Fraction(129, 270)) == "47.8%"
    assert percent(1 - Fraction(1, 128)) == "99.2%"
    assert points(Fraction(9716, 100) - Fraction(10, 12) * 100) == "13.8"
