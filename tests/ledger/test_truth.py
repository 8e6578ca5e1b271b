"""The sample ledgers are read exactly as their truth files say."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from docgen.ledger.period import Period
from docgen.ledger.reading.reporter import period_of
from docgen.ledger.reading.submission import read_submission

DATA = Path(__file__).parents[2] / "data"
ZHANHE = sorted((DATA / "zhanhe").rglob("*.xlsx"))


def truth_of(path: Path) -> dict:
    return json.loads(path.with_name(f"{path.stem}.truth.json").read_text(encoding="utf-8"), parse_float=Decimal)


def of_form(submission, form: str) -> list:
    return [report for report in submission.reports if report.form == form]


def test_there_are_seventeen_workbooks_of_three_months():
    assert len(ZHANHE) == 17


@pytest.mark.parametrize("path", ZHANHE, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_units_three_tables_hold_what_the_truth_says(path: Path):
    truth = truth_of(path)
    period = period_of(path)
    submission = read_submission(path, period)

    assert str(period) == truth["month"]
    assert submission.unit == truth["unit"]
    assert [
        {
            "name": report.name,
            "total": report.total_investment,
            "month": report.month_investment,
            "cumulative": report.cumulative_investment,
            "year": report.year_investment,
            "plan": report.annual_plan,
            "leader": "".join(person.name for person in report.leaders),
        }
        for report in of_form(submission, "在建项目进展情况表")
    ] == truth["building"]
    assert [
        {"name": report.name, "total": report.total_investment}
        for report in of_form(submission, "前期项目谋划表")
    ] == truth["planning"]
    assert [
        {"name": report.name, "total": report.total_investment, "goal": report.annual_plan}
        for report in of_form(submission, "新建（竣工）项目情况表")
    ] == truth["new"]
    assert len(submission.reports) == sum(len(truth[part]) for part in ("building", "planning", "new"))
    assert {report.stage for report in submission.reports} <= {"前期", "新建", "在建"}


def test_the_towns_list_holds_what_the_truth_says():
    path = DATA / "chenzhai-2020-03.xlsx"
    truth = truth_of(path)
    submission = read_submission(path, Period.parse("2020-03"))

    assert submission.unit == "陈宅镇"
    assert [
        {
            "name": report.name,
            "category": report.category,
            "leaders": [person.name for person in report.leaders],
            "units": list(report.units),
            "start": report.start.raw if report.start else None,
            "problem": report.problems or None,
        }
        for report in submission.reports
    ] == truth["projects"]
    assert len(submission.reports) == truth["count"] == 16


def test_each_leader_of_the_towns_list_has_the_role_on_the_line_below():
    submission = read_submission(DATA / "chenzhai-2020-03.xlsx", Period.parse("2020-03"))
    shared = next(report for report in submission.reports if len(report.leaders) == 2)
    assert [(person.name, person.role) for person in shared.leaders] == [("周广威", "工程建设"), ("倪卓君", "业态培育")]


def test_the_countys_tasks_are_exact_in_wan_though_typed_in_yi():
    path = DATA / "luanchuan-2018.xlsx"
    truth = truth_of(path)
    submission = read_submission(path, Period.parse("2018"))

    assert submission.unit == "栾川县"
    assert [
        {
            "name": report.name,
            "system": report.system,
            "total_wan": report.total_investment,
            "plan_wan": report.annual_plan,
        }
        for report in submission.reports
    ] == truth["projects"]
    assert len(submission.reports) == truth["count"] == 99
    assert sum(report.total_investment for report in submission.reports) == truth["total_yi"] * 10000
    assert sum(report.annual_plan for report in submission.reports) == truth["plan_yi"] * 10000
    assert not submission.reminders, "the stated totals agree with the sums"


def test_the_countys_tasks_tell_unit_person_owner_and_nodes():
    submission = read_submission(DATA / "luanchuan-2018.xlsx", Period.parse("2018"))
    first = submission.reports[0]
    assert (first.units, first.responsible_person) == (("县发改委",), "王主任")
    assert (first.owner, first.owner_person) == ("某公司", "刘总")
    assert [(node.when, node.what) for node in first.milestones] == [
        ("一季度", "完成前期手续"), ("二季度", "开工建设"), ("三季度", "主体施工"), ("四季度", "完成年度投资"),
    ]  # fmt: skip
    assert {person.name for report in submission.reports for person in report.leaders} == {"陈晓东", "李明", "张国强"}


def test_approvals_contact_and_source_of_a_project_under_construction():
    submission = read_submission(DATA / "zhanhe" / "2021-03" / "曹镇乡.xlsx", Period.parse("2021-03"))
    report = of_form(submission, "在建项目进展情况表")[0]
    assert [(item.procedure, item.state, item.number) for item in report.approvals] == [
        ("用地审批手续", "已办结", "平国土〔2020〕28号"),
        ("审批核准备案手续", "未办理", ""),
        ("用地规划手续", "未办理", ""),
        ("建设规划手续", "未办理", ""),
        ("环评审批手续", "已办结", ""),
    ]
    assert (report.contact, report.phone) == ("王经理", "13800006811")
    assert (report.source.file, report.source.sheet, report.source.row) == ("曹镇乡.xlsx", "附件3", 6)
    assert report.extra == ()
