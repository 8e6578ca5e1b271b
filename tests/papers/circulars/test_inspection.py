"""督查通报: what was found by unit, from the ledger, the matters and the spot; what is to be put right by when."""

from __future__ import annotations

import json
import re
import shutil

import pytest
from openpyxl import Workbook, load_workbook

from docgen.problem import DocgenError
from tests.building.hand import command
from tests.papers.circulars.conftest import SHEETS, made, rows_of, text_of
from tests.support.office import ROOT

SHEET = SHEETS["督查通报"]


def test_the_findings_are_the_lagging_projects_and_what_was_seen(office, papers):
    lagging = json.loads(command(office, "lagging", "--period", "2021-03", "--json")[1])
    rows = rows_of(papers["督查通报"])[1:]
    assert len(rows) == len(lagging) + 3
    assert f"共梳理需要整改的问题{len(rows)}条，已列入督查整改台账（见附件1）" in text_of(papers["督查通报"])
    by_unit = {unit: sum(item["unit"] == unit for item in lagging) for unit in ("曹镇乡", "轻工路街道")}
    assert f"曹镇乡{by_unit['曹镇乡']}个、轻工路街道{by_unit['轻工路街道']}个" in text_of(papers["督查通报"])


def test_each_finding_has_its_day(papers):
    days = {row[3]: row[5] for row in rows_of(papers["督查通报"])[1:]}
    assert days["现场施工人员不足，二号厂房基础停工半个月"] == "4月16日"
    # ten working days after 6 April
    assert days["扬尘治理措施不到位，渣土未覆盖"] == "4月20日"


def test_who_did_not_report_is_criticised(papers):
    assert "对北渡街道（未报送2021年3月份进展）予以通报批评" in text_of(papers["督查通报"])


def test_a_matter_without_a_reply_is_a_finding_and_a_reason_to_criticise(own_office):
    command(own_office, "letter", "--period", "2021-02", "--all", "--date", "2021-03-08", "--number", "1")
    first = json.loads(command(own_office, "matters", "--json")[1])[0]
    command(own_office, "matter", "sent", str(first["number"]), "--date", "2021-03-08")
    text = text_of(made(own_office, "--kind", "督查通报"))
    late = [m for m in json.loads(command(own_office, "matters", "--json")[1]) if m["state"] == "逾期"]
    assert f"{first['project']}（{first['unit']}，应于" in text
    assert f"逾期未回复{len(late)}件" in text and f"曹镇乡（逾期未回复督办事项{len(late)}件）" in text


@pytest.mark.parametrize(
    ("cell", "value", "words"),
    [("F3", "2021-04-01", "不晚于成文日期（2021-04-06）"), ("D4", None, "“存在问题”没有填写"), ("B4", None, "")],
)
def test_a_wrong_cell_is_told(office, tmp_path, cell, value, words):
    book = load_workbook(SHEET)
    book.active[cell] = value
    file = tmp_path / "督查问题.xlsx"
    book.save(file)
    options = ("circular", "--period", "2021-03", "--kind", "督查通报", "--file", file)
    if not words:  # the unit is known by its project
        assert command(office, *options)[0] == 0
        return
    with pytest.raises(DocgenError) as error:
        command(office, *options)
    assert any(words in problem.message and problem.cell == cell for problem in error.value.problems)


def test_findings_are_told_in_one_sentence_by_the_unit_that_the_ledger_knows(office, tmp_path):
    book = load_workbook(SHEET)
    for cell, value in {"B3": "曹镇乡人民政府", "D3": "1.施工人员不足；\n2.基础停工。", "F3": "立行立改", "G3": "李主任\n13800000000"}.items():
        book.active[cell] = value
    book.save(tmp_path / "督查问题.xlsx")
    code, said, told = command(office, "circular", "--period", "2021-03", "--kind", "督查通报", "--file", tmp_path / "督查问题.xlsx")
    assert "曹镇乡标准化厂房项目：1.施工人员不足；2.基础停工；轻工路街道" in text_of(office / said.strip())
    [row] = [row for row in rows_of(office / said.strip()) if "2.基础停工" in row[3]]
    assert (row[1], row[5]) == ("曹镇乡", "立行立改") and "曹镇乡人民政府" not in told


def test_the_units_add_up_to_the_lagging_projects_where_some_are_only_watched(own_office):
    rules = '[lag]\n[[lag.rules]]\nmetric = "年度进度"\nwatch = 5\nyellow = 15\n'
    settings = own_office / "docgen.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text[: text.index("[lag]")] + rules + text[text.index("[benchmark]") :], encoding="utf-8")
    text = text_of(made(own_office, "--kind", "督查通报"))
    total, parts = re.search(r"(\d+)个项目滞后，占[^，]*，其中([^（]*)（", text).groups()
    assert int(total) == sum(map(int, re.findall(r"(\d+)个", parts)))


@pytest.fixture(scope="module")
def county(tmp_path_factory):
    """An office that keeps one ledger of its own for three units; two projects of one of them lag, the rest keep up."""
    place = tmp_path_factory.mktemp("county")
    shutil.copy(ROOT / "docgen.toml", place)
    settings = place / "docgen.toml"
    lines = settings.read_text(encoding="utf-8").replace('region = "湛河区"', 'region = "青云县"').splitlines()
    settings.write_text("\n".join("units = []" if line.startswith("units =") else line for line in lines), encoding="utf-8")
    book = Workbook()
    head = ["序号", "项目名称", "总投资", "2024年计划投资", "本月完成投资", "年度完成投资", "累计完成投资", "形象进度", "责任单位"]
    rows = [["青云县2024年3月重点项目进展情况表"], ["单位：万元"], head, *(
        [number, name, 9000, 1000, done / 3, done, done, "施工", unit]
        for number, (name, done, unit) in enumerate(
            [("开发区厂房", 30, "县开发区"), ("开发区道路", 60, "县开发区"), ("文化中心", 300, "县文旅局"), ("清溪水厂", 300, "清溪镇")], 1
        )
    )]  # fmt: skip
    for row in rows:
        book.active.append(row)
    book.save(place / "青云县台账.xlsx")
    assert command(place, "import", place / "青云县台账.xlsx", "--period", "2024-03", "--unit", "青云县")[0] in (0, 1)
    return place


def test_in_an_offices_own_ledger_the_responsible_units_are_inspected(county):
    paper = made(county, "--kind", "督查通报", "--date", "2024-04-08", period="2024-03")
    text = text_of(paper)
    assert "本次督查3个单位的重点项目4个" in text and "2个项目滞后，占在建项目的50.0%，均为县开发区的项目（见附件2）" in text
    assert {row[1] for row in rows_of(paper)[1:]} == {"县开发区"} and "表扬" not in text
    assert "（一）部分项目推进滞后" not in text


def test_in_an_offices_own_ledger_units_that_share_a_project_are_each_inspected_once(county, tmp_path):
    place = shutil.copytree(county, tmp_path / "office")
    command(place, "set", "开发区道路", "责任单位=县开发区、清溪镇", "--period", "2024-03")
    text = text_of(made(place, "--kind", "督查通报", "--date", "2024-04-08", period="2024-03"))
    assert "本次督查3个单位的重点项目4个" in text and "其中县开发区1个" in text and "县开发区、清溪镇1个" in text


def test_an_offices_own_ledger_ranks_nobody(county):
    text = text_of(made(county, "--date", "2024-04-08", period="2024-03"))
    assert "排名" not in text and "（一）分单位情况" not in text and "在建项目进展见附件1。" in text
    assert "县开发区要对照附件2逐项查明原因" in text


def test_in_an_offices_own_ledger_who_lags_is_the_responsible_unit_and_a_ranking_of_one_is_told(county):
    _, said, _ = command(county, "lagging", "--period", "2024-03")
    assert said.count("县开发区") == 2 and "青云县" not in said
    code, _, told = command(county, "table", "排名表", "--period", "2024-03", "--format", "docx")
    assert code == 1 and "报送单位只有青云县，排名表只有一行" in told and "docgen figures --period 2024-03 --by 责任单位" in told


def test_in_an_offices_own_ledger_the_responsible_unit_must_begin(county):
    (county / "开工.csv").write_text("项目名称,集中开工日期,实质性开工日期\n开发区厂房,2024-01-08,\n", encoding="utf-8")
    text = text_of(made(county, "--kind", "集中开工通报", "--file", county / "开工.csv", "--date", "2024-04-08", period="2024-03"))
    assert "县开发区负责的开发区厂房集中开工已超过两个月" in text and "县开发区要逐项查明原因" in text


def test_in_an_offices_own_ledger_the_responsible_units_are_assessed(county):
    (county / "考核打分.csv").write_text("单位,工作落实（20分）\n县开发区,12\n县文旅局,18\n清溪镇,19\n", encoding="utf-8")
    options = ("--kind", "考核通报", "--file", county / "考核打分.csv", "--date", "2024-04-08")
    paper = made(county, *options, period="2024-03")
    rows = {(row[1], row[4]): row for row in rows_of(paper)[1:]}
    assert {unit for unit, _ in rows} == {"县开发区", "县文旅局", "清溪镇"}
    # 90 of 2000 万元 by the end of March, when a quarter is due
    assert rows["县开发区", "投资完成率"][7] == "7.20" and rows["清溪镇", "投资完成率"][7] == "40.00"


def test_in_an_offices_own_ledger_the_responsible_unit_speaks(county):
    (county / "评分.csv").write_text("项目名称,评委一,评委二,评委三\n开发区厂房,70,71,72\n文化中心,90,91,92\n", encoding="utf-8")
    text = text_of(made(county, "--kind", "观摩通报", "--file", county / "评分.csv", "--date", "2024-04-08", period="2024-03"))
    assert "县文旅局作经验发言，县开发区作表态发言" in text
