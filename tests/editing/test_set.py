"""``docgen set``: fields of a record corrected on the command line."""

from __future__ import annotations

from decimal import Decimal

import pytest

from docgen.editing.comparing import printed
from docgen.ledger.editing import read_field, value_of
from docgen.ledger.naming import path_named
from docgen.ledger.period import Period
from docgen.papers.tables import TABLES
from docgen.problem import DocgenError
from tests.editing.conftest import Office

PROJECT, PERIOD = "曹镇乡标准化厂房项目", "2021-03"


def record(office: Office):
    with office.ledger() as ledger:
        return ledger.find(Period.parse(PERIOD), PROJECT)


def test_several_fields_at_once_by_chinese_word_english_name_and_procedure(office: Office):
    before = record(office)
    said = office.run(
        "set", PROJECT, "形象进度=主体封顶", "year_investment=1.2亿元", "2021年计划完成投资＝20000", "环评审批手续=正在办理",
        "--period", PERIOD, "--who", "张三",
    )  # fmt: skip
    now = record(office)
    assert (now.progress, now.year_investment, now.annual_plan) == ("主体封顶", Decimal(12000), Decimal(20000))
    assert next(item.state for item in now.approvals if item.procedure == "环评审批手续") == "正在办理"
    assert f"形象进度：{before.progress} → 主体封顶" in said and f"→ {now.year_investment}" in said
    last = office.steps(PERIOD)[-1]
    assert (last.kind, last.who, last.projects) == ("修改", "张三", 1)


def test_typing_errors_are_answered_with_the_nearest_and_nothing_is_changed(office: Office):
    before = office.reports(PERIOD)
    assert f"是否为“{PROJECT}”" in office.run("set", "曹镇乡标准厂房", "形象进度=无", "--period", PERIOD, code=2)
    said = office.run("set", PROJECT, "形像进度=主体", "总投资=很多", "备注=好", "--period", PERIOD, code=2)
    assert "是否为“形象进度”" in said and "应为金额，现为文字“很多”" in said
    assert "栏目=内容" in office.run("set", PROJECT, "形象进度", "--period", PERIOD, code=2)
    assert office.reports(PERIOD) == before


def test_nothing_behind_the_sign_empties_a_field_and_the_same_again_changes_nothing(office: Office):
    office.run("set", PROJECT, "形象进度=", "--period", PERIOD)
    assert record(office).progress == ""
    steps = len(office.steps(PERIOD))
    assert "与台账相同" in office.run("set", PROJECT, "形象进度=", "--period", PERIOD)
    assert len(office.steps(PERIOD)) == steps


def test_figures_that_no_longer_fit_one_another_or_last_month_are_told_at_once_and_only_once(office: Office):
    said = office.run("set", PROJECT, "年度完成投资=99999", "--period", PERIOD)
    assert f"{PROJECT}：年度完成投资 99999 万元，大于累计完成投资" in said and "2021年2月份" in said
    assert "大于" not in office.run("set", PROJECT, "形象进度=主体封顶", "--period", PERIOD)


def test_an_amount_that_is_not_exact_is_told(office: Office):
    assert "不是确数" in office.run("set", PROJECT, "总投资=约9000", "--period", PERIOD)


@pytest.mark.parametrize(
    ("word", "path"),
    [
        ("总投资（万元）", "total_investment"), ("1-3月实际完成投资", "year_investment"), ("挂点领导", "leaders"),
        ("环评审批手续", "approvals/环评审批手续"), ("联审联批手续/土地", "approvals/土地"), ("时间节点/一季度", "milestones/一季度"),
        ("progress", "progress"), ("责任单位及责任人", "units_and_person"), ("extra/我的栏", "extra/我的栏"),
    ],
)  # fmt: skip
def test_fields_are_known_by_the_words_of_headings(made: Office, word: str, path: str):
    assert path_named(word, record(made)) == path


@pytest.mark.parametrize(("path", "said"), [("name", "docgen rename"), ("unit", "报送单位不能改"), ("approvals", "哪一项手续")])
def test_what_cannot_be_set_is_refused_with_the_reason(made: Office, path: str, said: str):
    with pytest.raises(DocgenError, match=said):
        read_field(record(made), path, "x")


def test_what_a_table_prints_of_a_field_reads_back_as_the_record_has_it(made: Office):
    """So whoever changes one word of a cell changes nothing else of it; over all records of the sample ledgers."""
    paths = {path for kind in TABLES.values() for path in kind.fields.values()} - {"name", "category_or_system", "units_or_unit"}
    read = 0
    for period in ("2018", "2020-03", "2021-01", "2021-02", "2021-03"):
        for report in made.reports(period):
            for path in paths:
                again = read_field(report, path, printed(report, path), year=int(period[:4]))
                assert value_of(again, path) == value_of(report, path), (report.name, path)
                read += 1
    assert read > 10_000
