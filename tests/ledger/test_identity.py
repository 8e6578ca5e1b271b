"""The same project next month, however its unit writes it; different projects stay different."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.ledger.identity import matched, root
from docgen.ledger.importing import import_files
from docgen.ledger.period import Period
from docgen.ledger.report import Report
from docgen.ledger.store import Ledger
from tests.ledger.workbooks import building, project
from tests.support.office import DATA

JANUARY, FEBRUARY, MARCH = (Period.parse(f"2021-0{month}") for month in (1, 2, 3))

ONE_PROJECT = [
    ("智慧停车场（二期）", "智慧停车场(二期)"),
    ("智慧停车场（二期）", "智慧停车场【二期】"),
    ("智慧停车场（二期）项目", "智慧停车场项目（二期）"),
    ("智慧停车场二期", "智慧停车场（二期）工程"),
    ("标准化厂房项目", "标准化厂房建设项目"),
    ("标准化厂房项目", "标准化厂房 工程"),
    ("标准化厂房", "标准化厂房工程建设项目"),
    ("“天网”工程", "天网项目"),
    ("１号桥", "1号桥"),
]
TWO_PROJECTS = [
    ("智慧停车场一期", "智慧停车场二期"),
    ("智慧停车场（1）", "智慧停车场（2）"),
    ("厂房1（2）", "厂房12"),
    ("南环路东段", "南环路西段"),
    ("道路扩建项目", "道路改建项目"),
    ("工程", "项目"),
    ("3号楼", "13号楼"),
]


@pytest.fixture
def ledger():
    with Ledger.open("sqlite://") as opened:
        yield opened


def send(ledger: Ledger, period: Period, *names: str, form: str = "清单表", unit: str = "曹镇乡") -> list[int]:
    """Report projects of these names; their identities."""
    reports = [Report(name=name, unit=unit, form=form) for name in names]
    ledger.replace(unit, period, "a.xlsx", f"{hash((period, names, form)):064x}"[-64:], reports)
    return [report.project for report in ledger.reports(period) if (report.unit, report.form) == (unit, form)]


@pytest.mark.parametrize(("one", "other"), ONE_PROJECT)
def test_another_way_of_writing_is_the_same_project(ledger, one, other):
    assert send(ledger, FEBRUARY, one) == send(ledger, MARCH, other)
    assert [report.name for report in ledger.reports(MARCH)] == [other]
    assert [report.name for report in ledger.reports(FEBRUARY)] == [one]


@pytest.mark.parametrize(("one", "other"), TWO_PROJECTS)
def test_numbers_phases_and_directions_make_different_projects(ledger, one, other):
    assert send(ledger, FEBRUARY, one) != send(ledger, MARCH, other)


@pytest.mark.parametrize(("one", "other"), ONE_PROJECT)
def test_two_of_one_table_stay_two_and_are_told_apart_next_month(ledger, one, other):
    first = send(ledger, FEBRUARY, one, other)
    assert len(set(first)) == 2
    assert send(ledger, MARCH, other, one) == first[::-1]


def test_which_of_two_alike_is_meant_by_a_third_writing_is_not_assumed(ledger):
    known = send(ledger, FEBRUARY, "道路项目", "道路工程")
    [new] = send(ledger, MARCH, "道路建设项目")
    assert new not in known


def test_of_two_alike_the_one_left_over_is_the_one_left_over(ledger):
    first = send(ledger, FEBRUARY, "道路项目", "道路工程")
    assert send(ledger, MARCH, "道路项目", "道路建设工程") == first


def test_a_project_that_moves_to_another_form_is_the_same(ledger):
    assert send(ledger, FEBRUARY, "滨河公园", form="前期项目谋划表") == send(ledger, MARCH, "滨河公园项目", form="在建项目进展情况表")


def test_other_units_projects_are_others(ledger):
    assert send(ledger, MARCH, "道路项目") != send(ledger, MARCH, "道路项目", unit="马庄街道")


def test_a_name_of_later_months_does_not_take_the_first_name_from_its_project(ledger):
    [road] = send(ledger, JANUARY, "道路项目")
    assert send(ledger, FEBRUARY, "道路工程") == [road]
    first, second = send(ledger, MARCH, "道路工程", "道路项目")
    assert second == road != first


def test_a_correction_in_the_same_month_tells_the_name_as_a_change(ledger, tmp_path):
    path = tmp_path / "曹镇乡.xlsx"
    import_files(ledger, [building(path, project("标准化厂房项目"))], MARCH)
    [change] = import_files(ledger, [building(path, project("标准化厂房建设项目"))], MARCH).changes
    assert (change.added, change.removed) == ((), ())
    assert [(field.field, field.old, field.new) for field in change.fields] == [("name", "标准化厂房项目", "标准化厂房建设项目")]


def test_reports_not_yet_taken_in_know_their_projects(ledger):
    [road] = send(ledger, FEBRUARY, "道路项目")
    found = ledger.identified("曹镇乡", [Report(name="道路工程", unit="曹镇乡"), Report(name="桥梁", unit="曹镇乡")])
    assert [report.project for report in found] == [road, 0]
    assert ledger.periods() == (FEBRUARY,)


def test_no_two_projects_of_the_samples_are_taken_for_one(ledger):
    import_files(ledger, [DATA / "zhanhe"])
    names: dict[int, set[str]] = {}
    for period in ledger.periods():
        reports = ledger.reports(period)
        for report in reports:
            names.setdefault(report.project, set()).add(report.name)
        assert len({(report.form, report.project) for report in reports}) == len(reports)
    assert all(len(each) == 1 for each in names.values())


words = st.text(st.sampled_from("道路桥一二12东西（）项目工程建设"), min_size=1, max_size=8)


@given(words)
def test_a_root_is_never_empty_and_has_no_other_root(name):
    assert root(name)
    assert root(name) == root(name.replace("（", "(").replace("）", ")")) == root(f" {name} ")


@given(st.lists(words, max_size=6), st.dictionaries(words, st.integers(1, 4), max_size=6))
def test_no_project_is_given_to_two_names_of_a_table(names, known):
    found = matched(names, known, {}, {})
    assert set(found) <= set(names) and len(set(found.values())) == len(found)
    assert set(found.values()) <= set(known.values())


@settings(max_examples=30)
@given(st.lists(words, max_size=5, unique=True), st.lists(words, max_size=5, unique=True))
def test_any_two_months_go_in_and_come_out_as_written(one, other):
    with Ledger.open("sqlite://") as ledger:
        send(ledger, FEBRUARY, *one)
        identities = send(ledger, MARCH, *other)
        assert [report.name for report in ledger.reports(MARCH)] == other
        assert len(set(identities)) == len(other)
        assert send(ledger, Period.parse("2021-04"), *other) == identities
