"""What the import tells beyond single cells: against the same row, last month's report, other units."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.ledger.checks.span import span
from docgen.ledger.importing import ImportResult, import_files
from docgen.ledger.period import Period
from docgen.ledger.store import Ledger
from docgen.problem import REMINDER, Problem
from tests.ledger.workbooks import BUILDING, TITLE, UNIT_LINE, building, project, write
from tests.support.office import DATA, MONTHS, docgen

YEARS = (*BUILDING, "建设年限", "开工时间")
ANY_YEAR = {"header": (*BUILDING[:7], "年度计划完成投资", "形象进度"), "above": (("在建项目进展情况表",), UNIT_LINE)}
"""A table whose headings name no year."""


@pytest.fixture
def ledger(tmp_path):
    with Ledger.open(f"sqlite:///{tmp_path / 'ledger.db'}") as opened:
        yield opened


class Month:
    """Files of one month, imported together."""

    def __init__(self, ledger: Ledger, folder: Path) -> None:
        self.ledger, self.folder = ledger, folder

    def __call__(self, period: str, *rows, unit: str = "曹镇乡", header=BUILDING, **options) -> tuple[Problem, ...]:
        file = building(self.folder / period / f"{unit}.xlsx", *rows, header=header, **options)
        return import_files(self.ledger, [file], Period.parse(period)).problems


@pytest.fixture
def month(ledger, tmp_path) -> Month:
    return Month(ledger, tmp_path)


def told(problems: tuple[Problem, ...], cell: str, *words: str) -> Problem:
    """The one problem at a cell that says all of these words."""
    found = [problem for problem in problems if problem.cell == cell and all(word in problem.message for word in words)]
    assert len(found) == 1, [str(problem) for problem in problems]
    return found[0]


# within a row


def test_this_month_above_this_year_is_told_at_the_month_with_both_values(month):
    problem = told(month("2021-03", project("甲路", month=40, year=30)), "E4", "本月完成投资 40 万元", "年度完成投资 30 万元")
    assert (problem.level, problem.file, problem.sheet) == (REMINDER, "曹镇乡.xlsx", "附件1")


def test_this_year_above_the_sum_since_the_start_is_told(month):
    told(month("2021-03", project("甲路", since=20, year=30)), "G4", "年度完成投资 30 万元", "累计完成投资 20 万元")


def test_more_done_than_the_project_costs_is_told_and_taken(month, ledger):
    problems = month("2021-03", project("甲路", total=100, since=150, year=30))
    told(problems, "F4", "累计完成投资 150 万元", "总投资 100 万元")
    assert ledger.reports(Period.parse("2021-03"))[0].cumulative_investment == 150


def test_an_amount_is_named_as_its_column_shows_it(month):
    header = [word + "（亿元）" if word == "总投资" else word for word in BUILDING]
    problems = month("2021-03", project("甲路", total=1.5, since=20000), header=header)
    told(problems, "F4", "总投资 1.5 亿元（15000 万元）")


def test_a_span_of_years_the_wrong_way_round_is_told(month):
    told(month("2021-03", (*project("甲路"), "2023-2021", ""), header=YEARS), "J4", "2023-2021", "先起后止")


def test_a_start_behind_the_last_year_is_told(month):
    told(month("2021-03", (*project("甲路", year=0, month=0), "2019-2020", "2021.05"), header=YEARS), "K4", "2021.05", "2019-2020")


def test_a_start_in_the_future_that_is_said_to_be_over_is_told(month):
    told(month("2021-03", (*project("甲路"), "2021-2022", "2021年9月已开工"), header=YEARS), "K4", "已开工", "2021年3月份之后")


def test_started_and_nothing_spent_is_told(month):
    told(month("2021-03", (*project("甲路", month=0, since=0, year=0), "2021-2022", "已开工"), header=YEARS), "F4", "已开工", "累计完成投资 0 万元")


@pytest.mark.parametrize("start", ["未开工", "2021.09"])
def test_money_spent_on_what_has_not_begun_is_told(month, start):
    told(month("2021-03", (*project("甲路"), "2021-2022", start), header=YEARS), "G4", start, "年度完成投资 30 万元")


def test_land_bought_in_former_years_is_no_contradiction_to_not_having_begun(month):
    row = (1, "甲路", "工业", 1000, 0, 400, 0, 100, "尚未开工")
    assert month("2021-03", row) == ()


def test_plain_rows_are_not_told_of(month):
    assert month("2021-03", project("甲路"), (*project("乙路", number=2),)) == ()


# against the last report


def test_the_sum_since_the_start_never_falls(month):
    month("2021-02", project("甲路", month=10, since=50, year=20))
    problem = told(month("2021-03", project("甲路", month=10, since=45, year=30)), "F4", "累计完成投资 45 万元", "50 万元")
    assert "2021年2月份（曹镇乡.xlsx 附件1 第 4 行）" in problem.message and "少 5 万元" in problem.message


def test_this_years_figure_never_falls_and_is_told_once(month):
    month("2021-02", project("甲路", month=10, since=50, year=20))
    problems = month("2021-03", project("甲路", month=10, since=60, year=15))
    assert [problem.cell for problem in problems] == ["G4"]
    told(problems, "G4", "年度完成投资 15 万元", "20 万元")


def test_last_months_figure_and_this_month_make_this_years(month):
    month("2021-02", project("甲路", month=10, since=50, year=20))
    told(month("2021-03", project("甲路", month=10, since=65, year=35)), "G4", "应为 30 万元", "多了 5 万元")


def test_after_a_month_left_out_the_figure_may_have_grown_by_more(month):
    month("2021-01", project("甲路", month=20, since=50, year=20))
    assert month("2021-03", project("甲路", month=10, since=65, year=35)) == ()


def test_after_a_month_left_out_the_figure_still_holds_both(month):
    month("2021-01", project("甲路", month=20, since=50, year=20))
    told(month("2021-03", project("甲路", month=10, since=65, year=25)), "G4", "至少应为 30 万元")


def test_a_new_year_begins_at_nothing_but_what_counts_since_the_start_goes_on(month):
    month("2020-12", project("甲路", total=1000, month=10, since=500, year=300, plan=400), **ANY_YEAR)
    problems = month("2021-01", project("甲路", total=1200, month=10, since=490, year=10, plan=100), **ANY_YEAR)
    assert [problem.cell for problem in problems] == ["F4", "D4"]


def test_a_plan_or_a_total_that_changed_in_mid_year_is_told(month):
    month("2021-02", project("甲路", month=10, since=50, year=20))
    problems = month("2021-03", project("甲路", total=1100, month=10, since=60, year=30, plan=90))
    told(problems, "D4", "总投资 1100 万元", "1000 万元")
    told(problems, "H4", "年度计划投资 90 万元", "100 万元")
    assert len(problems) == 2


def test_a_figure_left_blank_that_was_told_last_month_is_asked_for(month):
    month("2021-02", project("甲路", month=10, since=50, year=20))
    told(month("2021-03", project("甲路", month=10, since="/", year=30)), "F4", "累计完成投资空着", "50 万元")


def test_a_project_with_another_name_in_another_way_of_writing_is_still_held_to_its_figures(month):
    month("2021-02", project("甲路（一期）改造工程", month=10, since=50, year=20))
    told(month("2021-03", project("甲路(一期)改造项目", month=10, since=45, year=30)), "F4", "50 万元")


@pytest.mark.parametrize(
    ("month_now", "year_before", "year_now", "unit"),
    [("10.4", "20.4", "31", "万元"), ("10.37", "20.33", "30.7", "万元"), ("0.12", "2.6", "2.7", "亿元")],
)
def test_rounding_is_no_alarm(month, month_now, year_before, year_now, unit):
    above = (TITLE, ("", "", "", "", "", "", "", f"单位：{unit}"))
    month("2021-02", project("甲路", total=90, month=year_before, since=30, year=year_before, plan=50), above=above)
    assert month("2021-03", project("甲路", total=90, month=month_now, since=32, year=year_now, plan=50), above=above) == ()


def test_a_difference_of_hundreds_is_an_alarm_where_the_table_is_in_wan(month):
    month("2021-02", project("甲路", month=100, since=400, year=200, plan=500))
    told(month("2021-03", project("甲路", month=100, since=600, year=400, plan=500)), "G4", "应为 300 万元")


def test_projects_gone_are_named_in_one_line_a_form_with_the_row_they_stood_in(month):
    month("2021-02", project("甲路"), project("乙水厂", number=2), project("丙大桥", number=3))
    problems = month("2021-03", project("甲路", month=0))
    [gone] = problems
    assert (gone.sheet, gone.cell, gone.level) == ("附件1", "", REMINDER)
    assert "“乙水厂”（第 5 行）" in gone.message and "“丙大桥”（第 6 行）" in gone.message and "2 个项目" in gone.message


def test_nothing_is_gone_across_a_new_year(month):
    assert month("2020-12", project("甲路"), project("乙水厂", number=2), **ANY_YEAR) == ()
    assert month("2021-01", project("甲路", month=30), **ANY_YEAR) == ()
    assert len(month("2021-02", project("丁公园", month=30), **ANY_YEAR)) == 1


def test_a_project_that_moved_to_another_file_of_the_unit_is_not_gone(month, ledger, tmp_path):
    month("2021-02", project("甲路"), project("乙水厂", number=2))
    new = ("序号", "项目名称", "行业领域", "建设单位", "总投资", "2021年投资目标", "项目进展情况")
    first = building(tmp_path / "三月" / "曹镇乡在建.xlsx", project("甲路", month=0))
    second = write(tmp_path / "三月" / "曹镇乡新建.xlsx", (("2021年新建（竣工）项目情况表",), UNIT_LINE, new, (1, "乙水厂", "工业", "城投公司", 1000, 100, "竣工")))
    result = import_files(ledger, [first, second], Period.parse("2021-03"), "曹镇乡")
    assert not [problem for problem in result.problems if "少了" in problem.message]


def test_a_renamed_project_is_asked_about_once_and_is_not_gone(month):
    month("2021-02", project("东环路改造", total=4321), project("乙水厂", number=2))
    problems = month("2021-03", project("东环路拓宽改造", total=4321, month=0), project("乙水厂", number=2, month=0))
    [question] = problems
    assert question.cell == "B4" and "“东环路改造”" in question.message and "改了名称" in question.message


# between units


def test_a_project_of_two_units_is_told_once_at_the_later_file_with_both_totals(ledger, tmp_path):
    files = [building(tmp_path / "三月" / f"{unit}.xlsx", project("跨区大桥", total=total)) for unit, total in (("曹镇乡", 1000), ("北渡街道", 1200))]
    result = import_files(ledger, files, Period.parse("2021-03"))
    [problem] = result.problems
    assert (problem.file, problem.cell) == ("北渡街道.xlsx", "B4")
    assert "曹镇乡也报了（曹镇乡.xlsx 附件1 第 4 行）" in problem.message
    assert "总投资 1200 万元" in problem.message and "1000 万元" in problem.message


def test_a_unit_that_is_in_the_ledger_already_counts_as_another(month):
    month("2021-03", project("跨区大桥"))
    told(month("2021-03", project("跨区大桥"), unit="北渡街道"), "B4", "曹镇乡也报了")


def test_a_corrected_file_is_not_held_against_what_it_replaces(month):
    month("2021-03", project("跨区大桥"))
    assert month("2021-03", project("跨区大桥", month=11)) == ()


# months at once, and looking only


def test_three_months_in_one_run_are_checked_as_one_after_the_other(ledger, tmp_path):
    files = [
        building(tmp_path / f"2021-0{number}" / "曹镇乡.xlsx", project("甲路（一期）", month=10, since=50 + 10 * number, year=10 * number))
        for number in (3, 1, 2)
    ]
    building(files[0], project("甲路(一期)", month=10, since=50, year=30))
    result = import_files(ledger, files)
    assert [(file.change.period.month, len(file.problems)) for file in result.files] == [(3, 1), (1, 0), (2, 0)]


def test_looking_only_tells_the_same_and_writes_nothing(month, ledger, tmp_path):
    month("2021-02", project("甲路", month=10, since=50, year=20))
    file = building(tmp_path / "三月" / "曹镇乡.xlsx", project("甲路", month=10, since=45, year=30))
    looked = import_files(ledger, [file], Period.parse("2021-03"), check_only=True)
    assert Period.parse("2021-03") not in ledger.periods()
    taken = import_files(ledger, [file], Period.parse("2021-03"))
    assert looked.problems == taken.problems and _news(looked) == _news(taken)


def test_looking_only_tells_that_a_period_is_closed(month, ledger, tmp_path):
    month("2021-02", project("甲路"))
    ledger.close_period(Period.parse("2021-02"), "张三")
    file = building(tmp_path / "二月" / "曹镇乡.xlsx", project("甲路", month=11))
    looked, taken = (import_files(ledger, [file], Period.parse("2021-02"), check_only=only) for only in (True, False))
    assert looked.refused and looked.problems == taken.problems and "--reopen" in looked.problems[0].message


def _news(result: ImportResult) -> list:
    return [(change.first, change.added, change.removed, change.fields) for change in result.changes]


def test_the_sample_months_are_not_drowned_in_reminders(ledger):
    for name in MONTHS:
        result = import_files(ledger, [DATA / "zhanhe" / name], Period.parse(name))
        building_tables = [problem for problem in result.problems if problem.sheet == "附件3"]
        assert building_tables == []
        assert max(len(file.problems) for file in result.files) <= 6


def test_the_commands_words_for_looking_only(tmp_path, own_office):
    before = docgen(own_office, "records", "--period", "2021-03", "--json").stdout
    done = docgen(own_office, "import", DATA / "zhanhe" / "2021-02" / "曹镇乡.xlsx", "--period", "2021-03", "--unit", "曹镇乡", "--check")
    assert done.returncode == 0 and "台账未改动" in done.stdout
    assert docgen(own_office, "records", "--period", "2021-03", "--json").stdout == before


# rules that hold for all inputs


@given(st.integers(1990, 2060), st.integers(0, 12), st.integers(1990, 2060), st.integers(0, 12), st.sampled_from("-－—~～至"))
def test_a_span_is_read_whole_however_its_months_are_written(first, month_first, last, month_last, dash):
    def written(year: int, number: int) -> str:
        return f"{year}.{number:02}" if number else f"{year}"

    found = span(f"{written(first, month_first)}{dash}{written(last, month_last)}")
    assert found is not None
    assert (found.first.year, found.first.month, found.last.year, found.last.month) == (first, month_first or 1, last, month_last or 12)


@given(st.sampled_from(["2年", "24个月", "一年", "2021年3月", "2021-22", "", "三年（2021起）"]))
def test_what_is_no_span_of_dates_is_left_alone(text):
    assert span(text) is None


@given(st.decimals("0", "9999", places=2), st.decimals("0", "9999", places=2))
def test_exact_sums_are_never_an_alarm(before, now):
    from docgen.ledger.checks.amounts import Amounts
    from docgen.ledger.reading.submission import Submission
    from docgen.ledger.report import Report, Source

    report = Report("甲路", "曹镇乡", month_investment=now, year_investment=before + now, source=Source("a.xlsx", "附件1", 4))
    amounts = Amounts(Submission("a.xlsx", "", "曹镇乡", (), (report,), (), {}))
    assert amounts.slack(report, "month_investment", "year_investment", "year_investment") >= Decimal("0.015")
