"""``docgen import --explain``: every column and row accounted for, without importing, also of files that are refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from docgen.ledger.period import Period
from docgen.ledger.reading.explain import Explanation, explain
from docgen.ledger.reading.recognition import Habits
from docgen.ledger.reading.titles import proposed_period
from tests.ledger.workbooks import BUILDING, MARCH, TITLE, UNIT_LINE, building, project, write
from tests.support.office import DATA, docgen

OLD = sorted((DATA / "旧格式").glob("*.xls"))


def column(told: Explanation, letters: str):
    return next(item for table in told.tables for item in table.columns if item.column == letters)


def test_every_column_tells_what_it_became_and_why(tmp_path):
    header = [{"总投资": "总投资（亿元）", "行业领域": "所属板块", "形象进度": "形像进度"}.get(word, word) for word in BUILDING]
    told = explain(building(tmp_path / "a.xlsx", project("甲项目"), header=header), None, MARCH, "曹镇乡")
    assert (column(told, "B").field, column(told, "B").why) == ("项目名称", "词典：项目名称")
    assert (column(told, "D").field, column(told, "D").unit, column(told, "D").unit_from) == ("总投资", "亿元", "栏目名称")
    assert (column(told, "G").unit, column(told, "G").unit_from) == ("万元", "H2“单位：万元”")
    assert (column(told, "C").field, column(told, "C").proposal) == ("其他栏目", "")
    assert (column(told, "I").field, column(told, "I").proposal) == ("其他栏目", "形象进度")
    assert not told.refused and told.projects == 1


def test_the_rows_are_told_by_kind(tmp_path):
    path = building(
        tmp_path / "a.xlsx", ("合计（2项）", "", "", 2000), ("一、交通",), project("甲项目"), ("", "其中：一期"), BUILDING,
        project("乙项目", number=2), ("填表人：张三",),
    )  # fmt: skip
    (table,) = explain(path, None, MARCH, "曹镇乡").tables
    assert {row.kind: row.rows for row in table.rows} == {
        "项目": (6, 9), "子项（并入上面的项目）": (7,), "合计、小计": (4,), "分组标题": (5,), "说明、签名": (10,), "重复的表头": (8,),
    }  # fmt: skip
    assert table.header == (3, 3)


def test_the_offices_word_and_the_period_are_told_as_reasons(tmp_path):
    from docgen.ledger.reading.dictionary import load_dictionary

    (tmp_path / "词典.toml").write_text('年度完成投资 = ["开年完成额"]', encoding="utf-8")
    header = [*("开年完成额" if word == "年度完成投资" else word for word in BUILDING), "2020年计划完成投资"]
    path = building(tmp_path / "a.xlsx", project("甲项目"), header=header)
    told = explain(path, None, MARCH, "曹镇乡", habits=Habits(load_dictionary(tmp_path / "词典.toml")))
    assert column(told, "G").why == "本单位词典（词典.toml）：开年完成额"
    assert column(told, "H").why.endswith("（写明的是本期）")
    assert column(told, "J").why == "另有一栏更合本期"


def test_a_refused_file_shows_how_far_it_got(tmp_path):
    told = explain(building(tmp_path / "a.xlsx", project("甲项目", total="多"), above=(TITLE,)), None, MARCH, "曹镇乡")
    assert told.refused and len(told.tables[0].columns) == len(BUILDING)
    assert {problem.cell for problem in told.problems} == {"E2", "D3"}
    (tmp_path / "b.xlsx").write_bytes(b"")
    assert explain(tmp_path / "b.xlsx", None, MARCH).problems[0].level == "错误"


def test_without_a_period_the_titles_is_proposed_not_taken(tmp_path):
    path = building(tmp_path / "a.xlsx", project("甲项目"), above=(("湛河区在建项目进展情况表（截至2021年3月底）",), UNIT_LINE))
    told = explain(path, None, None, "曹镇乡")
    assert told.refused and told.period == ""
    assert "--period 2021-03" in told.problems[-1].message


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("截至2021年3月底项目进展表", "2021-03"), ("2021年一季度项目进展表", "2021-Q1"), ("2021年1-3月项目进展表", "2021-03"),
        ("二〇二一年三月份项目表", "2021-03"), ("2021年3月上半月项目表", "2021-03-1"), ("2021年第三季度项目表", "2021-Q3"),
        ("三月份项目进展表", None), ("2021年项目进展表", None), ("项目进展表", None),
    ],
)  # fmt: skip
def test_periods_that_titles_speak_of(title, period):
    assert proposed_period(title) == (period and Period.parse(period))


@pytest.mark.parametrize("path", OLD, ids=lambda path: path.stem)
def test_an_old_workbook_leaves_no_column_unexplained(path: Path):
    told = explain(path, None, Period.parse("2010-07"))
    assert told.tables and all(item.field and item.why for table in told.tables for item in table.columns)


def test_the_command_shows_it_and_touches_no_ledger(tmp_path):
    workspace = tmp_path / "office"
    workspace.mkdir()
    path = building(tmp_path / "曹镇乡.xlsx", project("甲项目"))
    done = docgen(workspace, "import", path, "--period", "2021-03", "--explain")
    assert done.returncode == 0
    for words in ("可以导入，1 个项目", "表头：第 3 行", "在建项目进展情况表", "万元（H2“单位：万元”）", "词典：年度完成投资", "项目 1 行（第 4 行）"):
        assert words in done.stdout
    assert not list(workspace.rglob("*.db"))
    told = json.loads(docgen(workspace, "import", path, "--period", "2021-03", "--explain", "--json").stdout)
    assert told[0]["tables"][0]["columns"][1] == {
        "column": "B", "heading": "项目名称", "field": "项目名称", "why": "词典：项目名称", "unit": "", "unit_from": "", "proposal": "",
    }  # fmt: skip


def test_the_command_and_the_settings_name_the_unit_and_the_dictionary(tmp_path):
    header = ["开年完成额" if word == "年度完成投资" else word for word in BUILDING]
    path = building(tmp_path / "曹镇乡.xlsx", project("甲项目"), above=(TITLE,), header=header)
    office = tmp_path / "office"
    office.mkdir()
    refused = docgen(office, "import", path, "--period", "2021-03")
    assert refused.returncode == 2 and "--money-unit" in refused.stderr and "年度完成投资" in refused.stderr
    (office / "词典.toml").write_text("年度完成投资 = [“开年完成额”]", encoding="utf-8")
    assert docgen(office, "import", path, "--period", "2021-03", "--money-unit", "万元").returncode == 0
    (office / "docgen.toml").write_text('[reporting]\nmoney_unit = "万元"\n[paths]\ndictionary = "别处.toml"\n', encoding="utf-8")
    assert "别处.toml" in docgen(office, "import", path, "--period", "2021-03").stderr
    (office / "docgen.toml").write_text('[reporting]\nmoney_unit = "万元"\n', encoding="utf-8")
    assert docgen(office, "import", path, "--period", "2021-03").returncode == 0


def test_unknown_columns_come_out_again(tmp_path):
    office = tmp_path / "office"
    office.mkdir()
    path = write(tmp_path / "曹镇乡.xlsx", [TITLE, UNIT_LINE, (*BUILDING, "施工栋数"), (*project("甲项目"), "3栋")])
    assert docgen(office, "import", path, "--period", "2021-03").returncode == 0
    (record,) = json.loads(docgen(office, "records", "--period", "2021-03", "--json").stdout)
    assert record["extra"] == {"施工栋数": "3栋"}
