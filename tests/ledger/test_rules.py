"""Rules that hold for every text an office may type."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from docgen.ledger.reading import text
from docgen.ledger.reading.heading import plain_header
from docgen.ledger.reading.money import IN_WAN, LEAST, MOST, money
from docgen.ledger.reading.people import people, units
from docgen.ledger.reading.sheet import column_letters, column_number

amounts = st.decimals(min_value=0, max_value=10**8, places=4)
units_of_money = st.sampled_from(list(IN_WAN))
spaces = st.text(" \n\t\u3000\xa0", max_size=3)
chinese = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=12)


@given(amounts, units_of_money, spaces)
def test_money_is_exact_whatever_the_separators_the_unit_and_the_spaces(amount, unit, space):
    wanted = amount * IN_WAN[unit]
    assume(not wanted or LEAST <= wanted < MOST)
    assert money(f"{space}{amount:,f}{space}{unit}").amount == wanted
    assert money(f"{amount:f}{space}", unit).amount == wanted
    assert money(f"{amount:f}", unit).reminder == ""


@given(amounts)
def test_an_approximate_amount_is_taken_and_told(amount):
    for typed in (f"约{amount:f}", f"{amount:f}左右", f"约 {amount:f}万元"):
        read = money(typed)
        assert read.amount == amount and read.reminder and not read.error


@given(st.integers(0, 10**8), st.integers(0, 4))
def test_a_float_counts_as_the_number_that_the_sheet_shows(digits, places):
    shown = Decimal(digits).scaleb(-places)
    assume(shown * 10000 < MOST)
    assert money(float(shown), "亿元").amount == shown * 10000


@given(amounts.filter(bool))
def test_negative_money_is_always_an_error(amount):
    assert money(f"-{amount:f}").error and money(-float(amount)).error


@given(st.text())
def test_any_text_is_an_amount_or_blank_or_an_error_with_a_message(typed):
    read = money(typed)
    assert not (read.amount is not None and read.error)
    assert read.amount is None or read.amount >= 0


@given(st.text())
def test_a_name_holds_no_white_space_and_stays_itself(typed):
    name = text.name(typed)
    assert not any(character.isspace() for character in name)
    assert text.name(name) == name


@given(chinese, spaces, st.integers(0, 12))
def test_white_space_inside_a_name_does_not_matter(name, space, place):
    assert text.name(name[:place] + space + name[place:]) == name


@given(st.text())
def test_tidy_text_stays_itself(typed):
    assert text.tidy(text.tidy(typed)) == text.tidy(typed)


@given(chinese, spaces, st.sampled_from(["", "（万元）", "(亿元)", "（必须填写详细，不能留空格）"]))
def test_spaces_units_and_remarks_do_not_change_what_a_header_means(word, space, remark):
    assert plain_header(word[:1] + space + word[1:] + remark) == plain_header(word)


@given(st.lists(st.tuples(st.sampled_from("周李王张杨"), st.sampled_from("明洋超玮伟")), min_size=1, max_size=4, unique=True))
def test_names_of_two_characters_with_a_gap_are_one_name(pairs):
    typed = "\n".join(f"{first}  {second}" for first, second in pairs)
    assert [person.name for person in people(typed)] == [first + second for first, second in pairs]
    assert units(typed)[0] == tuple(first + second for first, second in pairs)


@given(st.integers(0, 16383))
def test_columns_are_named_as_excel_names_them(number):
    assert column_number(column_letters(number)) == number


@pytest.mark.parametrize(("number", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (22, "W"), (16383, "XFD")])
def test_some_columns(number, letters):
    assert column_letters(number) == letters
