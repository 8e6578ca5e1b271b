"""Tables as offices really type them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from tests.ledger.workbooks import BUILDING, TITLE, UNIT_LINE, building, project, read, write

LIST_HEADER = ("序号", "项目类别", "项目名称", "建设内容", "牵头领导", "责任科室", "开工时间", "进展情况", "存在问题")


def names(submission) -> list[str]:
    return [report.name for report in submission.reports]


def reminders(submission) -> list[tuple[str, str]]:
    return [(problem.cell, problem.message) for problem in submission.reminders]


# --- headers -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "year_column", ["年度完成投资", "年初累计完成投资（万元）", "1-3月实际完成投资", "2021年1—3月完成投资额", "本年\n累计完成  投资", "今年完成投资"]
)
def test_the_years_investment_under_the_words_of_different_offices(tmp_path, year_column):
    header = [year_column if word == "年度完成投资" else word for word in BUILDING]
    submission = read(building(tmp_path / "a.xlsx", project("甲项目", year=30.5), header=header))
    assert submission.reports[0].year_investment == Decimal("30.5")


@pytest.mark.parametrize("plan_column", ["2021年投资目标", "2021年计划完成投资", "年度计划投资（万元）", "2022年度投资计划", "全年计划投资"])
def test_the_years_plan_under_the_words_of_different_offices(tmp_path, plan_column):
    header = [plan_column if word == "2021年计划完成投资" else word for word in BUILDING]
    assert read(building(tmp_path / "a.xlsx", project("甲项目", plan=800), header=header)).reports[0].annual_plan == 800


def test_what_was_completed_before_this_year_is_not_taken_for_the_cumulative_investment(tmp_path):
    header = (*BUILDING, "截至2020年底累计完成投资")
    report = read(building(tmp_path / "a.xlsx", (*project("甲项目", since=50), 20), header=header)).reports[0]
    assert report.cumulative_investment == 50
    assert report.extra == (("截至2020年底累计完成投资", "20"),)


@pytest.mark.parametrize("word", ["挂点领导", "包保领导", "首席服务员", "牵头领导", "县级责任领导（指挥长）"])
def test_leaders_under_the_words_of_different_offices(tmp_path, word):
    path = building(tmp_path / "a.xlsx", (*project("甲项目"), "李 玮"), header=(*BUILDING, word))
    assert [person.name for person in read(path).reports[0].leaders] == ["李玮"]


def test_two_columns_of_leaders_keep_who_is_which(tmp_path):
    path = building(tmp_path / "a.xlsx", (*project("甲项目"), "张三", "李四"), header=(*BUILDING, "挂点领导", "首席服务员"))
    assert [(p.name, p.role) for p in read(path).reports[0].leaders] == [("张三", "挂点领导"), ("李四", "首席服务员")]


def test_two_header_rows_without_merged_cells(tmp_path):
    header = (*BUILDING, "联审联批手续", "", "备注")
    below = ("",) * len(BUILDING) + ("用地审批手续", "环评审批手续")
    path = building(tmp_path / "a.xlsx", below, (*project("甲项目"), "未办", "已办结", "省重点"), header=header)
    report = read(path).reports[0]
    assert [(a.procedure, a.state) for a in report.approvals] == [("用地审批手续", "未办理"), ("环评审批手续", "已办结")]
    assert report.remark == "省重点"


def test_three_header_rows_and_groups_of_money(tmp_path):
    path = write(
        tmp_path / "a.xlsx",
        [
            TITLE, UNIT_LINE,
            ("序号", "项目名称", "总投资", "投资完成情况", "", "", "", "形象进度"),
            ("", "", "", "2021年投资", "", "本月完成投资", "累计完成投资"),
            ("", "", "", "计划", "完成"),
            (1, "甲项目", 1000, 100, 30, 10, 50, "主体施工"),
        ],
        merge=["A3:A5", "B3:B5", "C3:C5", "D3:G3", "D4:E4", "F4:F5", "G4:G5", "H3:H5"],
    )  # fmt: skip
    report = read(path).reports[0]
    assert (report.annual_plan, report.year_investment, report.month_investment, report.cumulative_investment) == (100, 30, 10, 50)
    assert report.progress == "主体施工"


def test_a_group_header_above_the_row_of_the_project_name(tmp_path):
    path = write(
        tmp_path / "a.xlsx",
        [
            TITLE, UNIT_LINE,
            ("", "", "", "投资情况"),
            ("序号", "项目名称", "形象进度", "总投资", "年度完成投资", "年度计划投资", "本月完成投资", "累计完成投资"),
            (1, "甲项目", "主体施工", 1000, 30, 100, 10, 50),
        ],
        merge=["D3:H3"],
    )  # fmt: skip
    assert read(path).reports[0].total_investment == 1000


def test_columns_that_no_field_takes_are_kept_and_empty_header_cells_are_passed_over(tmp_path):
    path = building(tmp_path / "a.xlsx", (*project("甲项目"), "", "3栋"), header=(*BUILDING, "", "施工栋数"))
    assert read(path).reports[0].extra == (("施工栋数", "3栋"),)


def test_of_two_years_in_the_header_the_periods_counts(tmp_path):
    header = (*BUILDING, "2020年计划完成投资", "2020年完成投资", "2月完成投资")
    report = read(building(tmp_path / "a.xlsx", (*project("甲项目"), 77, 88, 99), header=header)).reports[0]
    assert (report.annual_plan, report.year_investment, report.month_investment) == (100, 30, 10)
    assert dict(report.extra) == {"2020年计划完成投资": "77", "2020年完成投资": "88", "2月完成投资": "99"}


def test_a_header_left_over_from_another_month_is_told(tmp_path):
    header = ["1-2月完成投资" if word == "年度完成投资" else word for word in BUILDING]
    submission = read(building(tmp_path / "a.xlsx", project("甲项目"), header=header))
    assert submission.reports[0].year_investment == 30
    assert [cell for cell, _ in reminders(submission)] == ["G3"]


def test_a_person_under_the_owners_group_is_the_owners(tmp_path):
    header = (*BUILDING, "项目业主单位", "", "责任人")
    below = ("",) * len(BUILDING) + ("业主名称", "负责人")
    path = building(tmp_path / "a.xlsx", below, (*project("甲项目"), "某公司", "刘总", "李主任"), header=header)
    report = read(path).reports[0]
    assert (report.owner, report.owner_person, report.responsible_person) == ("某公司", "刘总", "李主任")


# --- rows ----------------------------------------------------------------------------------------


def test_totals_groups_parts_and_notes_are_no_projects(tmp_path):
    path = building(
        tmp_path / "a.xlsx",
        ("合计（2项）", "", "", 2000),
        ("其中：在建2项", "", "", 2000),
        ("一、交通1项", "", "", 1000),
        project("甲项目"),
        ("二、水利（1项）", "", "", 1000),
        project("乙项目", number=2),
        ("备注：按月报送。",),
        ("填表人：张三", "", "审核人：李四"),
        ("2021年3月25日",),
    )
    submission = read(path)
    assert names(submission) == ["甲项目", "乙项目"]
    assert [report.category for report in submission.reports] == ["交通", "水利"]
    assert not submission.reminders


def test_a_total_that_stands_in_the_name_column(tmp_path):
    path = building(tmp_path / "a.xlsx", project("甲项目"), ("", "合 计", "", 1000))
    assert names(read(path)) == ["甲项目"]


def test_a_total_with_the_number_of_projects_in_the_next_cell(tmp_path):
    path = building(tmp_path / "a.xlsx", ("合计", "1个", "", 1000), ("一", "工业", "", 1000, 10), project("甲项目"))
    submission = read(path)
    assert [(report.name, report.category) for report in submission.reports] == [("甲项目", "工业")]
    assert not submission.reminders


def test_projects_numbered_in_chinese_are_projects(tmp_path):
    path = building(tmp_path / "a.xlsx", project("甲项目", number="一"), project("乙项目", number="二"))
    assert names(read(path)) == ["甲项目", "乙项目"]


def test_children_without_number_are_projects(tmp_path):
    path = building(tmp_path / "a.xlsx", project("甲项目"), project("甲项目一期", number=""))
    assert names(read(path)) == ["甲项目", "甲项目一期"]


def test_marks_before_names_and_after_numbers_do_not_count(tmp_path):
    path = building(tmp_path / "a.xlsx", project("★ 甲项目", number="1●"), project("乙\n项 目（二期）", number="2"))
    assert names(read(path)) == ["甲项目", "乙项目（二期）"]


def test_numbered_rows_left_empty_are_passed_over(tmp_path):
    path = building(tmp_path / "a.xlsx", project("甲项目"), (2,), (3,))
    assert names(read(path)) == ["甲项目"]


def test_a_category_flows_down_merged_or_not_and_across_a_repeated_header(tmp_path):
    path = write(
        tmp_path / "a.xlsx",
        [
            ("陈宅镇2020年度重点项目清单表",), ("3月30日",), LIST_HEADER,
            (1, "工业", "甲项目", "", "周雪野", "经发办", "2020.04"),
            ("", "", "乙项目", "", "周雪野", "经发办", "2020.04"),
            LIST_HEADER,
            ("", "", "丙项目", "", "周雪野", "经发办", "2020.04"),
            (2, "农业", "丁项目", "", "周雪野", "农  办", "2020.04"),
            ("", "", "戊项目", "", "周雪野", "农  办", "2020.04"),
        ],
        merge=["B4:B5"],
    )  # fmt: skip
    submission = read(path, unit=None)
    assert [(r.name, r.category) for r in submission.reports] == [
        ("甲项目", "工业"), ("乙项目", "工业"), ("丙项目", "工业"), ("丁项目", "农业"), ("戊项目", "农业"),
    ]  # fmt: skip


def test_a_header_of_two_rows_repeated_in_the_middle_is_passed_over(tmp_path):
    header = (*BUILDING, "联审联批手续", "")
    below = ("",) * len(BUILDING) + ("用地审批手续", "环评审批手续")
    path = building(
        tmp_path / "a.xlsx",
        below, (*project("甲项目"), "未办", "已办结"), header, below, (*project("乙项目", number=2), "未办", "已办结"),
        header=header,
    )  # fmt: skip
    assert names(read(path)) == ["甲项目", "乙项目"]


def test_a_project_whose_name_is_merged_over_rows_gathers_their_words(tmp_path):
    path = write(
        tmp_path / "a.xlsx",
        [
            ("陈宅镇2020年度重点项目清单表",), ("",), LIST_HEADER,
            (1, "工业", "甲项目", "厂房", "周广威", "村镇办", "2020.04", "一期完工"),
            ("", "", "", "", "倪卓君", "农办", "", "二期招标"),
        ],
        merge=["C4:C5"],
    )  # fmt: skip
    (report,) = read(path).reports
    assert [person.name for person in report.leaders] == ["周广威", "倪卓君"]
    assert report.units == ("村镇办", "农办")
    assert report.progress == "一期完工\n二期招标"


# --- totals --------------------------------------------------------------------------------------


def test_a_total_that_differs_from_the_sum_is_told_with_its_cell(tmp_path):
    path = building(tmp_path / "a.xlsx", project("甲项目"), project("乙项目", number=2), ("合计", "", "", 2100, 20))
    ((cell, message),) = reminders(read(path))
    assert cell == "D6"
    assert "2100" in message and "2000" in message and "100" in message


def test_a_groups_total_is_compared_with_its_own_projects(tmp_path):
    path = building(
        tmp_path / "a.xlsx",
        ("一、交通", "", "", 1000), project("甲项目"), ("二、水利", "", "", 900), project("乙项目", number=2),
    )  # fmt: skip
    assert [cell for cell, _ in reminders(read(path))] == ["D6"]


def test_a_total_as_a_formula_without_a_stored_result_is_not_computed(tmp_path):
    path = building(tmp_path / "a.xlsx", project("甲项目"), ("合计", "", "", "=SUM(D4:D4)"))
    submission = read(path)
    assert names(submission) == ["甲项目"]
    assert not submission.reminders


def test_a_count_in_the_total_that_differs_is_told(tmp_path):
    path = building(tmp_path / "a.xlsx", ("合计（3项）", "", "", 1000), project("甲项目"))
    ((cell, message),) = reminders(read(path))
    assert cell == "A4" and "3 项" in message and "1 项" in message


def test_subtotals_after_their_projects_agree(tmp_path):
    path = building(
        tmp_path / "a.xlsx",
        project("甲项目"), ("小计", "", "", 1000), project("乙项目", number=2), ("小计", "", "", 1000), ("合计", "", "", 2000),
    )  # fmt: skip
    assert not read(path).reminders


# --- money ---------------------------------------------------------------------------------------


def test_the_unit_of_money_is_the_cells_then_the_headers_then_the_sheets(tmp_path):
    header = ["总投资（亿元）" if word == "总投资" else word for word in BUILDING]
    path = building(tmp_path / "a.xlsx", project("甲项目", total=2.63, month="0.5亿元", year=30), header=header)
    report = read(path).reports[0]
    assert (report.total_investment, report.month_investment, report.year_investment) == (26300, 5000, 30)


def test_blank_marks_are_not_reported_which_is_not_zero(tmp_path):
    path = building(tmp_path / "a.xlsx", project("甲项目", total="/", month="—", since="", year=0, plan="待定"))
    report = read(path).reports[0]
    assert (report.total_investment, report.month_investment, report.cumulative_investment, report.annual_plan) == (None,) * 4
    assert report.year_investment == 0


def test_an_uncertain_amount_is_taken_with_a_reminder_at_its_cell(tmp_path):
    submission = read(building(tmp_path / "a.xlsx", project("甲项目", total="约7200")))
    assert submission.reports[0].total_investment == 7200
    assert [cell for cell, _ in reminders(submission)] == ["D4"]


def test_noise_of_binary_fractions_does_not_reach_the_ledger(tmp_path):
    report = read(building(tmp_path / "a.xlsx", project("甲项目", total=0.1 + 0.2))).reports[0]
    assert report.total_investment == Decimal("0.3")


# --- starts --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "raw", "when", "state"),
    [
        ("2020.04", "2020.04", date(2020, 4, 1), ""),
        (2020.1, "2020.10", date(2020, 10, 1), ""),
        (2020.04, "2020.04", date(2020, 4, 1), ""),
        ("2020年4月", "2020年4月", date(2020, 4, 1), ""),
        ("2020年11月15日", "2020年11月15日", date(2020, 11, 15), ""),
        (datetime(2020, 4, 1), "2020-04-01", date(2020, 4, 1), ""),
        (43922, "2020-04-01", date(2020, 4, 1), ""),
        ("6月底", "6月底", date(2020, 6, 1), ""),
        ("2020年二季度", "2020年二季度", date(2020, 6, 1), ""),
        ("2020年", "2020年", date(2020, 1, 1), ""),
        ("已开工", "已开工", None, "已开工"),
        ("2020.03已开工", "2020.03已开工", date(2020, 3, 1), "已开工"),
        ("尚未开工", "尚未开工", None, "未开工"),
        ("待定", "待定", None, "待定"),
    ],
)  # fmt: skip
def test_starts_as_they_are_typed(tmp_path, typed, raw, when, state):
    rows = [("陈宅镇2020年度重点项目清单表",), (), LIST_HEADER, (1, "工业", "甲项目", "", "周雪野", "经发办", typed)]
    start = read(write(tmp_path / "a.xlsx", rows)).reports[0].start
    assert (start.raw, start.date, start.state) == (raw, when, state)


# --- people --------------------------------------------------------------------------------------


def test_a_person_beside_the_unit_becomes_the_person_responsible(tmp_path):
    path = building(tmp_path / "a.xlsx", (*project("甲项目"), "县发改委        王主任"), header=(*BUILDING, "责任单位"))
    report = read(path).reports[0]
    assert (report.units, report.responsible_person) == (("县发改委",), "王主任")


@pytest.mark.parametrize(
    ("typed", "contact", "phone"),
    [
        ("王经理13800001949", "王经理", "13800001949"),
        ("王经理 13800001949", "王经理", "13800001949"),
        ("李 玮\n0375-2345678", "李玮", "0375-2345678"),
        (13800001949, "", "13800001949"),
        ("王经理", "王经理", ""),
    ],
)
def test_a_contact_with_a_phone_after_the_name(tmp_path, typed, contact, phone):
    path = building(tmp_path / "a.xlsx", (*project("甲项目"), typed), header=(*BUILDING, "项目单位联系人及电话"))
    report = read(path).reports[0]
    assert (report.contact, report.phone) == (contact, phone)


# --- stages --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("progress", "stage"), [("已竣工", "竣工"), ("项目完工并投产", "竣工"), ("预计年底竣工", "新建"), ("主体已完工，正在装修", "新建")]
)
def test_a_new_project_whose_progress_says_so_is_finished(tmp_path, progress, stage):
    header = ("序号", "项目名称", "建设单位", "总投资", "2021年投资目标", "项目进展情况")
    rows = [("湛河区2021年新建（竣工）项目情况表",), ("单位：万元",), header, (1, "甲项目", "某公司", 1000, 500, progress)]
    assert read(write(tmp_path / "a.xlsx", rows)).reports[0].stage == stage


# --- sheets and units ----------------------------------------------------------------------------


def test_hidden_sheets_are_passed_over_with_a_reminder_and_empty_ones_silently(tmp_path):
    rows = [TITLE, UNIT_LINE, BUILDING, project("甲项目")]
    other = [TITLE, UNIT_LINE, BUILDING, project("乙项目")]
    submission = read(write(tmp_path / "a.xlsx", rows, other, [], hidden=[1], names=["在建", "旧表", "Sheet3"]))
    assert names(submission) == ["甲项目"]
    assert [(problem.sheet, problem.level) for problem in submission.reminders] == [("旧表", "提醒")]


def test_an_explanation_beside_the_table_is_passed_over_with_a_reminder(tmp_path):
    rows = [TITLE, UNIT_LINE, BUILDING, project("甲项目")]
    submission = read(write(tmp_path / "a.xlsx", [("请于每月25日前报送。",)], rows, names=["填表说明", "在建"]))
    assert names(submission) == ["甲项目"]
    assert [problem.sheet for problem in submission.reminders] == ["填表说明"]


@pytest.mark.parametrize(
    "file", ["曹镇乡.xlsx", "2021年3月曹镇乡报表.xlsx", "曹镇乡2021-03.xlsx", "附件3 曹镇乡在建项目进展情况表（3月）.xlsx", "曹镇乡_2021-03_更正.xlsx"]
)
def test_the_unit_is_found_in_the_files_name(tmp_path, file):
    assert read(building(tmp_path / file, project("甲项目")), unit=None).unit == "曹镇乡"


@pytest.mark.parametrize(
    "line, unit",
    [
        ("填报单位：高新区（国家级）", "高新区（国家级）"), ("填报单位：高新区(国家级)管委会（盖章）", "高新区（国家级）管委会"),
        ("填报单位：（曹镇乡）", "曹镇乡"), ("填报单位：曹镇乡（公章）    2021年3月25日", "曹镇乡"),
    ],
)  # fmt: skip
def test_a_reporter_whose_name_has_brackets_keeps_them_whole(tmp_path, line, unit):
    above = (TITLE, (line, "", "", "", "单位：万元"))
    assert read(building(tmp_path / "a.xlsx", project("甲项目"), above=above), unit=None).unit == unit


@pytest.mark.parametrize("line", ["填报单位：曹镇乡", "报送单位（盖章）：曹镇乡      2021年3月25日", "填报单位：曹 镇 乡"])
def test_the_unit_written_in_the_sheet_comes_before_the_files_name(tmp_path, line):
    path = building(tmp_path / "马庄街道.xlsx", project("甲项目"), above=(TITLE, (line, "", "", "", "单位：万元")))
    assert read(path, unit=None).unit == "曹镇乡"


def test_without_a_unit_in_cell_or_file_the_titles_place_counts(tmp_path):
    assert read(building(tmp_path / "在建项目进展情况表.xlsx", project("甲项目")), unit=None).unit == "湛河区"


def test_the_given_unit_counts_before_all(tmp_path):
    assert read(building(tmp_path / "马庄街道.xlsx", project("甲项目")), unit="曹镇乡").unit == "曹镇乡"
