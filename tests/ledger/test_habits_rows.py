"""Parts of projects, groups, hidden rows, projects that stand twice, tables of no known form."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.figures.totals import is_measured
from docgen.ledger.reading.submission import read_submission
from docgen.problem import DocgenError
from tests.ledger.workbooks import BUILDING, MARCH, TITLE, UNIT_LINE, building, project, read, write


def errors(path: Path) -> list:
    with pytest.raises(DocgenError) as caught:
        read_submission(path, MARCH, "曹镇乡")
    return list(caught.value.problems)


def names(submission) -> list[str]:
    return [report.name for report in submission.reports]


def told(submission, cell: str) -> str:
    return "\n".join(problem.message for problem in submission.reminders if problem.cell == cell)


# --- parts ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "name"),
    [("", "其中：一期"), ("其中", "一期"), ("", "（1）一期"), ("（1）", "一期"), ("1.1", "一期"), (1.1, "一期"), ("①", "一期"), ("", "①一期"), ("", "-一期"), ("", "    一期")],
)
def test_a_part_belongs_to_the_project_above_and_its_money_does_not_count(tmp_path, number, name):
    path = building(
        tmp_path / "a.xlsx",
        project("甲项目", total=1000), (number, name, "", 400, 4, 20, 12, 40, "封顶"), project("乙项目", number=2), ("合计", "", "", 2000),
    )  # fmt: skip
    submission = read(path)
    first = submission.reports[0]
    assert names(submission) == ["甲项目", "乙项目"]
    assert (first.total_investment, first.progress) == (1000, "主体施工\n一期：封顶")
    assert "一期：总投资 400 万元" in dict(first.extra)["子项"]
    assert "“一期”（第 5 行）是“甲项目”的子项" in told(submission, "B5")
    assert [problem.cell for problem in submission.reminders] == ["B5"], "the total agrees without the part"


def test_unnumbered_rows_that_come_to_the_amount_above_are_its_parts(tmp_path):
    path = building(
        tmp_path / "a.xlsx",
        project("甲项目", total=1000), ("", "土建", "", 600), ("", "设备", "", 400), project("乙项目", number=2),
    )  # fmt: skip
    assert names(read(path)) == ["甲项目", "乙项目"]


def test_a_row_without_number_whose_name_goes_on_is_a_part(tmp_path):
    path = building(tmp_path / "a.xlsx", project("工业园建设项目"), ("", "工业园一期", "", 400), project("乙项目", number=2))
    assert names(read(path)) == ["工业园建设项目", "乙项目"]


def test_a_row_without_number_that_may_be_a_project_is_read_as_one_and_told(tmp_path):
    path = building(tmp_path / "a.xlsx", project("甲项目"), project("丙项目", number="", total=70), project("乙项目", number=2), project("丁项目", number=3))
    submission = read(path)
    assert names(submission) == ["甲项目", "丙项目", "乙项目", "丁项目"]
    assert "其中：" in told(submission, "B5")


def test_where_no_project_is_numbered_all_are_projects(tmp_path):
    rows = [project(name, number="") for name in ("甲项目", "乙项目", "丙项目")]
    submission = read(building(tmp_path / "a.xlsx", *rows))
    assert len(submission.reports) == 3 and not submission.reminders


def test_a_blank_amount_is_the_sum_of_the_parts_and_told(tmp_path):
    path = building(
        tmp_path / "a.xlsx", project("甲项目", total="", year=30), ("", "其中：一期", "", 600, "", "", 20), ("", "二期", "", 400, "", "", 15), project("乙项目", number=2)
    )
    submission = read(path)
    assert (submission.reports[0].total_investment, submission.reports[0].year_investment) == (1000, 30)
    assert "总投资没有填，按各子项相加 1000 万元读入" in told(submission, "B5")
    assert "多于项目的 30 万元" in told(submission, "B5")


def test_people_and_units_of_parts_join_those_of_the_project(tmp_path):
    header = (*BUILDING, "挂点领导", "责任单位")
    path = building(tmp_path / "a.xlsx", (*project("甲项目"), "张三", "住建局"), ("", "其中：一期", *[""] * 7, "李四", "交通局"), header=header)
    report = read(path).reports[0]
    assert [person.name for person in report.leaders] == ["张三", "李四"] and report.units == ("住建局", "交通局")


def test_what_a_part_tells_of_itself_is_kept(tmp_path):
    path = building(tmp_path / "a.xlsx", (*project("甲项目"), "王主任"), ("", "其中：一期", *[""] * 7, "李主任"), header=(*BUILDING, "责任人"))
    report = read(path).reports[0]
    assert report.responsible_person == "王主任" and dict(report.extra)["子项"] == "一期：责任人 李主任"


def test_part_of_a_total_is_no_part_of_a_project(tmp_path):
    path = building(
        tmp_path / "a.xlsx", ("合计（2项）", "", "", 2000), ("其中：在建（1项）", "", "", 1000), ("预备（1项）", "", "", 1000),
        project("甲项目"), project("乙项目", number=2),
    )  # fmt: skip
    submission = read(path)
    assert names(submission) == ["甲项目", "乙项目"] and not submission.reminders


# --- rows that are no projects ----------------------------------------------------------------------


@pytest.mark.parametrize("row", [("", "", "", 0, 0, 0, 0, 0), ("", "无"), (1, "无", "/", "/"), (2, "/"), ("", "", "", "—")])
def test_rows_that_say_nothing_are_passed_over(tmp_path, row):
    submission = read(building(tmp_path / "a.xlsx", project("甲项目"), row))
    assert names(submission) == ["甲项目"] and not submission.reminders


def test_a_name_that_is_only_a_number_is_told(tmp_path):
    assert "数字" in told(read(building(tmp_path / "a.xlsx", project("12"))), "B4")


@pytest.mark.parametrize(("title", "stage"), [("（一）在建（1项）", "在建"), ("（二）预备重点项目", "前期"), ("三、计划新开工项目", "新建"), ("四、竣工项目", "竣工")])
def test_a_groups_title_tells_the_stage(tmp_path, title, stage):
    assert read(building(tmp_path / "a.xlsx", (title,), project("甲项目"))).reports[0].stage == stage


@pytest.mark.parametrize(
    ("natures", "stages"),
    [
        (["续建", "新开工", "前期工作", "部分竣工", "竣工"], ["在建", "新建", "前期", "在建", "竣工"]),
        (["新建", "改建", "扩建"], ["在建"] * 3),
        (["政府投资", "社会投资"], ["在建"] * 2),
    ],
)
def test_the_nature_of_projects_tells_their_stage_where_it_is_one(tmp_path, natures, stages):
    rows = [(*project(f"第{n}项目", number=n), nature) for n, nature in enumerate(natures, 1)]
    reports = read(building(tmp_path / "a.xlsx", *rows, header=(*BUILDING, "项目性质"))).reports
    assert [report.stage for report in reports] == stages
    assert [dict(report.extra)["项目性质"] for report in reports] == natures


def test_projects_in_hidden_rows_are_read_and_told(tmp_path):
    import openpyxl

    path = building(tmp_path / "a.xlsx", project("甲项目"), project("乙项目", number=2), project("丙项目", number=3))
    book = openpyxl.load_workbook(path)
    book.active.row_dimensions[5].hidden = True
    book.save(path)
    submission = read(path)
    assert len(submission.reports) == 3
    assert "乙项目" in told(submission, "B5") and "隐藏" in told(submission, "B5")


# --- the same project on two sheets -----------------------------------------------------------------


def two_sheets(path: Path, *second, header=BUILDING, title=TITLE) -> Path:
    rows = [TITLE, UNIT_LINE, BUILDING, project("甲项目"), project("乙项目", number=2)]
    return write(path, rows, [title, UNIT_LINE, header, *second], names=["按区域", "按行业"])


def test_the_same_projects_by_region_and_by_trade_count_once_and_are_told(tmp_path):
    submission = read(two_sheets(tmp_path / "a.xlsx", project("乙 项目"), project("甲项目", number=2)))
    assert names(submission) == ["甲项目", "乙项目"]
    (problem,) = submission.reminders
    assert (problem.sheet, problem.cell) == ("按行业", "B4")
    assert "按区域 B5 和 按行业 B4" in problem.message


def test_what_one_sheet_leaves_blank_the_other_fills(tmp_path):
    header = (*BUILDING, "挂点领导")
    submission = read(two_sheets(tmp_path / "a.xlsx", (*project("甲项目", since=""), "李玮"), header=header))
    first = submission.reports[0]
    assert first.cumulative_investment == 50 and [person.name for person in first.leaders] == ["李玮"]


def test_different_figures_for_the_same_project_name_both_cells_and_values(tmp_path):
    (problem,) = errors(two_sheets(tmp_path / "a.xlsx", project("甲项目", year=31)))
    assert (problem.sheet, problem.cell) == ("按行业", "G4")
    assert "31 万元（G4）" in problem.message and "按区域 G4 是 30 万元" in problem.message


def test_a_sheet_of_no_form_adds_to_the_project_of_the_other(tmp_path):
    header = ("序号", "项目名称", "总投资", "建设地点")
    submission = read(two_sheets(tmp_path / "a.xlsx", (1, "甲项目", 1000, "曹镇乡"), header=header, title=("项目情况",)))
    assert len(submission.reports) == 2
    assert (submission.reports[0].site, submission.reports[0].form) == ("曹镇乡", "在建项目进展情况表")


def test_a_summary_by_class_beside_the_table_is_passed_over(tmp_path):
    rows = [TITLE, UNIT_LINE, BUILDING, project("甲项目")]
    summary = [("汇总表",), ("", "项目个数（项）", "总投资（万元）", "年度计划投资（万元）"), ("合计", 1, 1000, 100)]
    submission = read(write(tmp_path / "a.xlsx", rows, summary, names=["明细", "汇总"]))
    assert [(problem.sheet, "汇总" in problem.message) for problem in submission.reminders] == [("汇总", True)]


# --- tables of no known form ------------------------------------------------------------------------


def test_a_sensible_table_of_no_known_form_is_taken_with_what_its_figures_lack(tmp_path):
    rows = [("重大项目包联推进台账",), ("单位：亿元",), ("序号", "项目名称", "总投资", "进展情况", "所属乡镇"), (1, "甲项目", 1.5, "主体施工", "曹镇乡")]
    submission = read(write(tmp_path / "a.xlsx", rows))
    (report,) = submission.reports
    assert (report.form, report.stage, report.total_investment, report.extra) == ("项目台账", "", 15000, (("所属乡镇", "曹镇乡"),))
    assert "年度计划投资、年度完成投资" in submission.reminders[0].message


def test_a_general_table_is_measured_only_where_it_reports_completion(tmp_path):
    rows = [("项目台账",), ("单位：万元",), ("序号", "项目名称", "总投资", "2021年计划投资"), (1, "甲项目", 100, 50)]
    assert not is_measured(read(write(tmp_path / "a.xlsx", rows)).reports[0])


def test_a_list_without_leaders_is_taken_when_its_title_names_no_form(tmp_path):
    rows = [("2021年项目清单汇总",), ("序号", "项目名称", "建设内容", "责任单位"), (1, "甲项目", "厂房", "住建局")]
    assert read(write(tmp_path / "a.xlsx", rows)).reports[0].form == "项目台账"


def test_a_card_for_one_project_says_that_it_is_one(tmp_path):
    rows = [("前期工作台账",), ("项目名称", "甲项目", "业主单位", "某公司", "挂钩领导", "张三"), ("总投资", 5), ("责任单位", "住建局"), ("责任人", "李四")]
    assert "卡片" in errors(write(tmp_path / "a.xlsx", rows))[0].message
