"""考核通报: points by item, deductions with reasons, totals that add up, grades; settings and sheets that cannot hold."""

from __future__ import annotations

import json
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from openpyxl import load_workbook

from docgen.problem import DocgenError
from tests.building.hand import command
from tests.papers.circulars.conftest import SHEETS, made, rows_of, text_of
from tests.support.office import DATA

SHEET = SHEETS["考核通报"]


def building(unit: str) -> list[dict]:
    truth = json.loads((DATA / "zhanhe" / "2021-03" / f"{unit}.truth.json").read_text(encoding="utf-8"), parse_float=Decimal)
    return truth["building"]


def test_the_completion_item_is_the_share_of_the_time_benchmark(papers):
    rows = {(row[1], row[4]): row for row in rows_of(papers["考核通报"])[1:]}
    for unit in ("曹镇乡", "马庄街道", "轻工路街道"):
        done, plan = (sum(Fraction(row[key]) for row in building(unit)) for key in ("year", "plan"))
        points = Decimal(float(done / plan / Fraction(1, 4) * 40)).quantize(Decimal("0.01"), ROUND_HALF_UP)
        assert Decimal(rows[unit, "投资完成率"][7]) == points
        assert rows[unit, "投资完成率"][8].startswith("低于时序进度（25.0%）")


def test_the_totals_are_the_sums_of_what_the_sheet_shows(papers):
    units: dict[str, list[list[str]]] = {}
    for row in rows_of(papers["考核通报"])[1:]:
        units.setdefault(row[1], []).append(row)
    assert len(units) == 6
    for rows in units.values():
        assert sum(Decimal(row[7].replace("−", "-").replace("+", "")) for row in rows) == Decimal(rows[0][2])
    totals = [Decimal(rows[0][2]) for rows in units.values()]
    assert totals == sorted(totals, reverse=True)


def test_every_score_is_printed_with_two_decimals_in_table_and_text(papers):
    rows = rows_of(papers["考核通报"])[1:]
    assert all(len(row[2].rpartition(".")[2]) == 2 and f"{row[1]}（{row[2]}分）" in text_of(papers["考核通报"]) for row in rows)
    assert all(len(row[7].rpartition(".")[2]) == 2 for row in rows if row[4] not in ("加分", "扣分"))


def test_grades_and_changes_are_told_with_their_reasons(papers):
    text = text_of(papers["考核通报"])
    assert "良好1个：高阳路街道（82.76分）；合格3个：" in text
    assert "北渡街道未报送进展，由台账计算的各项不得分。" in text
    assert "高阳路街道加2分（观摩评比第一名），轻工路街道扣1分（周例会两次无故缺席），北渡街道扣5分（未报送2021年3月份进展）" in text


@pytest.mark.parametrize(
    ("cell", "value", "words"),
    [
        ("B3", 21, "“工作落实”应在 0 至 20 之间，现为 21"),
        ("B4", None, "“工作落实”没有打分"),
        ("E6", None, "加分、扣分要写明原因"),
        ("A3", "曹镇镇", "是否为“曹镇乡”"),
        ("B2", "工作落实情况", "没有“工作落实”一栏，是否为“工作落实情况”"),
        ("A4", "曹镇乡", "没有给九里山街道打分"),
    ],
)
def test_a_wrong_cell_is_told_and_no_circular_is_made(office, tmp_path, cell, value, words):
    book = load_workbook(SHEET)
    book.active[cell] = value
    file = tmp_path / "打分表.xlsx"
    book.save(file)
    with pytest.raises(DocgenError) as error:
        command(office, "circular", "--period", "2021-03", "--kind", "考核通报", "--file", file)
    assert any(words in problem.message for problem in error.value.problems)


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ('items = ["投资完成率=40", "手续办结率=50"]', "各项分值合计应为 100，现为 40 + 50 = 90"),
        ('items = ["投资完成率"]', "无法识别，请写成“投资完成率=40”"),
        ('deductions = ["蓝色项目=1"]', "没有“蓝色项目”这种扣分情形"),
        ('grades = ["合格=60", "优秀=90"]', "应从高到低写各等次的分数线"),
    ],
)
def test_settings_that_cannot_hold_are_refused_with_their_place(own_office, entry, words):
    file = own_office / "docgen.toml"
    before, rest = file.read_text(encoding="utf-8").split("[assessment]\n")
    file.write_text(f"{before}[assessment]\n{entry}\n[letter]\n{rest.split('[letter]' + chr(10))[1]}", encoding="utf-8")
    with pytest.raises(DocgenError, match="assessment") as error:
        command(own_office, "circular", "--period", "2021-03", "--kind", "考核通报", "--file", SHEET)
    assert words in str(error.value)


def test_indicators_alone_need_no_sheet(own_office):
    file = own_office / "docgen.toml"
    text = file.read_text(encoding="utf-8")
    items = '"投资完成率=40", "开工率（应开工）=20", "手续办结率=20", "工作落实=20"'
    assert items in text
    file.write_text(text.replace(items, '"投资完成率=60", "较时序进度=40"'), encoding="utf-8")
    assert "投资完成率60分、较时序进度40分" in text_of(made(own_office, "--kind", "考核通报"))
