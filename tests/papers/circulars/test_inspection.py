"""督查通报: what was found by unit, from the ledger, the matters and the spot; what is to be put right by when."""

from __future__ import annotations

import json

import pytest
from openpyxl import load_workbook

from docgen.problem import DocgenError
from tests.building.hand import command
from tests.papers.circulars.conftest import SHEETS, made, rows_of, text_of

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
