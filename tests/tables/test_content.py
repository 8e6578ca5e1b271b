"""What the attachment tables say: the records of the ledgers and the figures of the truth files."""

from decimal import Decimal

import pytest

from docgen.ledger.report import Approval, Report
from docgen.papers.tables import TABLES, Facts, kind
from docgen.papers.tables.words import approval as approval_words
from docgen.papers.tables.words import name as spread
from docgen.problem import DocgenError
from tests.tables import truth

COLUMNS = {
    "清单表": 9,
    "前期项目谋划表": 14,
    "新建（竣工）项目情况表": 16,
    "在建项目进展情况表": 22,
    "目标任务分解一览表": 14,
    "排名表": 7,
    "滞后项目清单": 9,
    "报送情况表": 7,
    "督办事项清单": 9,
    "反馈表": 7,
    "未开工项目清单": 10,
    "问题清单": 9,
    "责任清单": 9,
    "节点计划表": 10,
    "攻坚任务清单": 8,
    "手续办理摸底表": 11,
    "评分表": 11,
    "报送时效表": 7,
    "名次变化表": 8,
}


def test_there_is_every_table_with_its_columns(every_table):
    assert {name: len(table.columns) for name, table in every_table.items()} == COLUMNS


def test_every_row_has_a_value_for_every_column(every_table):
    for table in every_table.values():
        keys = {column.key for column in table.columns}
        assert table.rows, table.name
        assert all(keys <= set(row) for row in table.rows), table.name
        assert table.total is None or keys <= set(table.total), table.name


def test_building_projects_have_the_figures_of_the_truth_files(every_table):
    expected = truth.building()
    rows = every_table["在建项目进展情况表"].rows
    assert {row["name"] for row in rows} == set(expected)
    for row in rows:
        told = expected[row["name"]]
        assert row["total_investment"] == told["total"]
        assert row["month_investment"] == told["month"]
        assert row["year_investment"] == told["year"]
        assert row["cumulative_investment"] == told["cumulative"]
        assert row["annual_plan"] == told["plan"]
        assert row["leaders"].replace("\u3000", "") == told["leader"]


def test_the_total_row_adds_up_to_the_truth_files(every_table):
    total = every_table["在建项目进展情况表"].total
    told = truth.building().values()
    assert total["name"] == f"合计（{len(told)}项）"
    assert total["year_investment"] == sum(row["year"] for row in told)
    assert total["annual_plan"] == sum(row["plan"] for row in told)


def test_an_approval_shows_its_state_and_below_it_its_document_number(every_table):
    rows = {row["name"]: row for row in every_table["在建项目进展情况表"].rows}
    row = rows["曹镇乡社区卫生服务中心改造项目"]
    assert row["land"] == "已办结\n平国土〔2020〕28号"
    assert row["filing"] == "未办理"
    assert row["environment"] == "已办结"


def test_planning_and_new_projects_are_those_of_the_truth_files(every_table):
    units = truth.units("2021-03").values()
    planning = {row["name"]: row["total_investment"] for row in every_table["前期项目谋划表"].rows}
    assert planning == {row["name"]: row["total"] for unit in units for row in unit["planning"]}
    new = {row["name"]: row["annual_plan"] for row in every_table["新建（竣工）项目情况表"].rows}
    assert new == {row["name"]: row["goal"] for unit in units for row in unit["new"]}


def test_the_list_numbers_categories_and_keeps_the_order_of_the_truth_file(every_table):
    told = truth.file("chenzhai-2020-03.truth.json")["projects"]
    rows = every_table["清单表"].rows
    assert [row["name"] for row in rows] == [project["name"] for project in told]
    categories = list(dict.fromkeys(project["category"] for project in told))
    assert [row["number"] for row in rows] == [categories.index(project["category"]) + 1 for project in told]
    assert [row["units"].split("\n") for row in rows] == [project["units"] for project in told]


def test_leaders_stand_one_below_the_other_with_their_roles(every_table):
    rows = {row["name"]: row for row in every_table["清单表"].rows}
    assert rows["石壁湖村精品村工程建设管理"]["leaders"] == "周广威（工程建设）\n倪卓君（业态培育）"


def test_names_of_two_characters_are_spread_to_three(every_table):
    rows = {row["name"]: row for row in every_table["清单表"].rows}
    assert rows["重点镇属资源盘查清理"]["leaders"] == "杨　洋"
    assert spread("周广威") == "周广威"
    assert spread("Li") == "Li"


def test_targets_are_printed_in_wan_and_add_up(every_table):
    table, told = every_table["目标任务分解一览表"], truth.file("luanchuan-2018.truth.json")
    assert [(row["name"], row["total_investment"], row["annual_plan"]) for row in table.rows] == [
        (project["name"], project["total_wan"], project["plan_wan"]) for project in told["projects"]
    ]
    assert table.total["total_investment"] == told["total_yi"] * 10000
    assert table.rows[0]["first"] == "完成前期手续"
    assert table.rows[0]["units"] == "县发改委\n王主任"


def test_the_ranking_follows_the_completion_rates_of_the_truth_files(every_table):
    rates = {
        unit: sum(row["year"] for row in told["building"]) / sum(row["plan"] for row in told["building"])
        for unit, told in truth.units("2021-03").items()
    }
    rows = every_table["排名表"].rows
    assert [row["unit"] for row in rows[:-1]] == sorted(rates, key=rates.get, reverse=True)
    assert [row["rank"] for row in rows[:-1]] == [1, 2, 3, 4, 5]
    for row in rows[:-1]:
        assert row["completion_rate"] == pytest.approx(rates[row["unit"]])
        assert row["gap"] == pytest.approx((rates[row["unit"]] - Decimal("0.25")) * 100)


def test_a_unit_that_did_not_report_stands_last_without_a_rank(every_table):
    table = every_table["排名表"]
    assert (table.rows[-1]["unit"], table.rows[-1]["rank"]) == ("北渡街道", "未报送")
    assert table.rows[-1]["completion_rate"] == "—"
    assert table.note == "注：北渡街道未报送，不参加排名。"


def test_the_filing_table_counts_the_projects_of_each_form(every_table):
    table = every_table["报送情况表"]
    rows = {row["unit"]: row for row in table.rows}
    assert rows["北渡街道"]["state"] == "未报送"
    for unit, told in truth.units("2021-03").items():
        row = rows[unit]
        assert (row["planning"], row["beginning"], row["building"]) == (
            len(told["planning"]),
            len(told["new"]),
            len(told["building"]),
        )
    assert table.total["projects"] == sum(row["projects"] for row in table.rows if row["projects"] != "—")


def test_lagging_projects_have_rate_and_gap_of_the_truth_files(every_table):
    rows = every_table["滞后项目清单"].rows
    expected = truth.building()
    assert rows
    for row in rows:
        told = expected[row["name"]]
        rate = told["year"] / told["plan"]
        assert row["completion_rate"] == pytest.approx(rate)
        if row["behind"] != "—":
            assert row["behind"] == pytest.approx((Decimal("0.25") - rate) * 100)
        assert row["level"] in ("黄色", "红色")


def test_a_letters_tables_hold_its_own_projects_only(march: Facts):
    mine = march.figures.lagging_of("曹镇乡")
    facts = Facts(march.figures, march.region, unit="曹镇乡政府", matters=mine)
    matters, feedback = TABLES["督办事项清单"].build(facts), TABLES["反馈表"].build(facts)
    names = [item.report.name for item in mine]
    assert [row["name"] for row in matters.rows] == names
    assert [row["name"] for row in feedback.rows] == names
    assert feedback.as_of == "填报单位（盖章）：曹镇乡政府"
    assert all(row[key] == "" for row in feedback.rows for key in ("measures", "deadline", "person", "progress"))


def test_titles_carry_region_and_period(every_table):
    assert every_table["清单表"].title == "陈宅镇2020年度重点项目清单表"
    assert every_table["在建项目进展情况表"].title == "湛河区2021年在建项目进展情况表"
    assert every_table["排名表"].title == "湛河区2021年3月份重点项目投资完成情况排名表"
    assert every_table["目标任务分解一览表"].title == "栾川县2018年重点项目目标任务分解一览表"


def test_a_year_in_a_header_is_the_periods(every_table):
    heads = {column.key: column.header for column in every_table["在建项目进展情况表"].columns}
    assert heads["annual_plan"] == ("2021年计划完成投资",)
    assert heads["land"] == ("联审联批手续", "用地审批手续")


def test_an_unknown_table_is_answered_with_the_nearest_name():
    with pytest.raises(DocgenError, match="没有“在建项目进展表”这张表，是否为“在建项目进展情况表”"):
        kind("在建项目进展表")


@pytest.mark.parametrize(
    ("approval", "shown"),
    [
        (Approval("环评", "已办结", "", "已批复"), "已批复"),
        (Approval("环评", "已办结", "平环〔2020〕3号", "已办结，文号：平环〔2020〕3号"), "已办结\n平环〔2020〕3号"),
        (Approval("环评", "已办结", "平环〔2020〕3号", "已批复（平环〔2020〕3号）"), "已批复\n平环〔2020〕3号"),
        (Approval("环评", "正在办理"), "正在办理"),
    ],
)
def test_an_approval_is_shown_as_the_unit_wrote_it(approval, shown):
    assert approval_words(Report("某项目", "某乡", approvals=(approval,)), "环评") == shown
