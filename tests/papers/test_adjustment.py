"""docgen adjust: projects leave and enter the list only with every approval there, and nothing is replaced by less."""

from __future__ import annotations

import re
import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from docgen.forms.form import Row
from docgen.ledger.report import Report
from docgen.papers.adjustment.checking import check
from docgen.problem import DocgenError
from tests.building.hand import command
from tests.support.office import DATA

SAMPLE = DATA / "调整样例.xlsx"
STEPS = ("责任单位申请", "行业主管部门审核", "区发改委审定", "区政府批准")


@pytest.fixture(scope="module")
def office(sample_office: Path, tmp_path_factory) -> Path:
    return Path(shutil.copytree(sample_office, tmp_path_factory.mktemp("adjustment") / "office"))


def adjust(office: Path, file: Path, *options: str) -> tuple[int, str, str]:
    return command(office, "adjust", file, "--period", "2021-03", *options)


def changed(folder: Path, sheet: str, cell: str, value: object) -> Path:
    """The sample with one cell written otherwise."""
    book = load_workbook(SAMPLE)
    book[sheet][cell] = value
    file = folder / "调整.xlsx"
    book.save(file)
    return file


@pytest.fixture(scope="module")
def paper(office):
    assert adjust(office, SAMPLE, "--number", "12")[0] == 0
    return Document(str(next((office / "outputs" / "2021-03").glob("关于调整*.docx"))))


class TestTheNotice:
    def test_tells_the_sums_before_and_after(self, paper):
        text = "".join(p.text for p in paper.paragraphs)
        before = re.search(r"调整前，重点项目(\d+)个，总投资([\d.]+)万元，年度计划投资([\d.]+)万元", text).groups()
        after = re.search(r"调整后，重点项目(\d+)个，总投资([\d.]+)万元，年度计划投资([\d.]+)万元", text).groups()
        assert [Decimal(b) - Decimal(a) for a, b in zip(before, after, strict=True)] == [-1, 21000 - 5050, 5200 - 1942]
        assert before[0] == "88"

    def test_has_both_lists_with_reasons_approvals_and_counterparts(self, paper):
        leaving, entering = ["\n".join(cell.text for row in table.rows for cell in row.cells) for table in paper.tables[:2]]
        for words in ("投资主体退出，尚未重新招商", "区发改委审定（2021年3月18日平湛发改〔2021〕21号）", "马庄街道冷链配送中心项目"):
            assert words in re.sub(r"\s", "", leaving)
        assert "轻工路街道商业综合体扩建项目" in re.sub(r"\s", "", entering)

    def test_can_be_looked_at_before(self, office):
        code, said, _ = adjust(office, SAMPLE, "--check")
        assert code == 0 and "调出 2 个，调入 1 个" in said


@pytest.mark.parametrize(
    "written, told",
    [
        ("3月18日 平湛发改〔2021〕21号", "2021年3月18日平湛发改〔2021〕21号"), ("平湛发改〔2021〕21号（３月18日）", "平湛发改〔2021〕21号（2021年3月18日）"),
        ("2021.3.18", "2021年3月18日"), ("同意，3月18号", "同意，2021年3月18日"),
    ],
)  # fmt: skip
def test_an_approval_without_its_year_is_seen_from_the_papers_date(office, tmp_path, written, told):
    adjust(office, changed(tmp_path, "调出", "G3", written))
    leaving = Document(str(next((office / "outputs" / "2021-03").glob("关于调整*.docx")))).tables[0]
    assert f"区发改委审定（{told}）" in re.sub(r"\s", "", "".join(cell.text for row in leaving.rows for cell in row.cells))


@pytest.mark.parametrize(
    "sheet, cell, value, words, place",
    [
        ("调出", "G3", None, "“区发改委审定”没有填写，审批不齐", "G3"),
        ("调出", "H4", "已同意", "应写明日期", "H4"),
        ("调入", "I3", "2021-03-30", "早于“行业主管部门审核”（2021-03-30）", "J3"),
        ("调出", "H4", "2021-04-25 区政府第12次常务会议", "（2021-04-25）晚于成文日期 2021-04-06：请核对，或用 --date 另定成文日期", "H4"),
        ("调出", "F2", "主管部门意见", "没有“行业主管部门审核”一栏", ""),
        ("调出", "B3", "马庄街道仓储配送基地2期项目", "是否为“马庄街道仓储配送基地二期项目”", "B3"),
        ("调出", "B4", "马庄街道仓储配送基地二期项目", "列了两次（前一处在第3行）", "B4"),
        ("调出", "D3", "某某项目", "替补项目“某某项目”不在调入表中", "D3"),
        ("调出", "C3", None, "“调出原因”没有填写", "C3"),
        ("调入", "E3", 5000, "总投资（5000万元）小于", "D3"),
        ("调入", "F3", 1900, "年度计划投资（1900万元）小于", "D3"),
        ("调入", "F3", 30000, "超过总投资", "F3"),
        ("调入", "E3", "两亿", "应为金额", "E3"),
        ("调入", "B3", "曹镇乡标准化厂房项目", "已经是台账中的重点项目", "B3"),
    ],
)
def test_what_is_missing_or_wrong_is_told_with_its_cell_and_no_paper_is_made(office, tmp_path, sheet, cell, value, words, place):
    shutil.rmtree(office / "outputs", ignore_errors=True)
    with pytest.raises(DocgenError) as error:
        adjust(office, changed(tmp_path, sheet, cell, value))
    found = [problem for problem in error.value.problems if words in problem.message]
    assert found and found[0].cell == place and found[0].sheet in ("调出", "调入")
    assert not list((office / "outputs").rglob("*.docx"))


@given(out=st.lists(st.integers(1, 9000), min_size=1, max_size=5), into=st.lists(st.integers(1, 9000), min_size=1, max_size=5))
def test_an_adjustment_passes_exactly_when_what_enters_is_not_smaller(out, into):
    approved = dict.fromkeys(STEPS, "2021-03-02")
    names = tuple(f"新{i}" for i in range(len(into)))
    reports = [Report(f"旧{i}", "甲乡", total_investment=Decimal(total), annual_plan=Decimal(1)) for i, total in enumerate(out)]
    leaving = [Row({"name": r.name, "reason": "调整", "replaced_by": names}, "f", "调出", i, approved) for i, r in enumerate(reports)]
    values = [{"name": n, "reason": "成熟", "total_investment": Decimal(t), "annual_plan": Decimal(min(t, 9))} for n, t in zip(names, into, strict=True)]
    entering = [Row(value, "f", "调入", i, approved) for i, value in enumerate(values)]
    enough = sum(into) >= sum(out) and sum(min(t, 9) for t in into) >= len(out)
    try:
        adjustment, _ = check(leaving, entering, reports, STEPS, date(2021, 4, 6))
    except DocgenError:
        assert not enough
    else:
        assert enough
        assert adjustment.after.total_investment == sum(into)
        assert adjustment.after.projects == len(into)
