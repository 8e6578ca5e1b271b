"""Every figure of the sample circulars, and of the tables annexed, against the independent oracle, to the last digit."""

from __future__ import annotations

import json
import re
from fractions import Fraction
from pathlib import Path

import pytest
from docx import Document

from tests.support.office import DATA, docgen

from . import oracle

_FIGURE = re.compile(r"(?<![\d.])\d+(?:\.\d+)?(?:%|亿元|万元|个百分点|个(?!月)|项)")


@pytest.fixture(scope="module")
def circulars(sample_office: Path, tmp_path_factory):
    """The circular of each sample month."""
    import shutil

    office = Path(shutil.copytree(sample_office, tmp_path_factory.mktemp("oracle") / "office"))
    made = {}
    for month in oracle.MONTHS:
        done = docgen(office, "circular", "--period", month)
        assert done.returncode in (0, 1), done.stderr
        [file] = (office / "outputs" / month).glob("关于*通报.docx")
        made[month] = Document(str(file))
    return made


def part(document, start: str, end: str) -> list[str]:
    """The figures with their units between two headings, in their order."""
    texts = [re.sub(r"^[一二三四五六]、|^（[一二三四五六]）", "", paragraph.text) for paragraph in document.paragraphs]
    return _FIGURE.findall("\n".join(texts[texts.index(start) + 1 : texts.index(end)]))


def table(document, first: str) -> list[list[str]]:
    """The rows of the annex whose header begins so, line breaks taken out."""
    for found in document.tables:
        cells = [[re.sub(r"\s", "", cell.text) for cell in row.cells] for row in found.rows]
        if cells[0][:2] == first.split():
            return cells[1:]
    raise AssertionError(first)


@pytest.mark.parametrize("month", oracle.MONTHS)
class TestMonths:
    def test_overall(self, circulars, month):
        assert part(circulars[month], "总体进展", "分行业情况") == oracle.overall(month)

    def test_by_industry(self, circulars, month):
        assert part(circulars[month], "分行业情况", "分单位情况") == oracle.by_industry(month)
        text = "".join(paragraph.text for paragraph in circulars[month].paragraphs)
        for name, members in oracle.industries(month):
            assert f"{name}{len(members)}个" in text

    def test_by_unit(self, circulars, month):
        assert part(circulars[month], "分单位情况", "存在问题") == oracle.by_unit(month)

    def test_troubles(self, circulars, month):
        assert part(circulars[month], "存在问题", "下步要求") == oracle.troubles(month)

    def test_the_projects_named_are_the_right_ones(self, circulars, month):
        text = "".join(paragraph.text for paragraph in circulars[month].paragraphs)
        for row in (*oracle.idle(month), *oracle.overdue(month)):
            assert row["name"] in text

    def test_the_ranking_table(self, circulars, month):
        building = oracle.of(month, "building")
        expected = []
        for rank, unit, plan, done, rate in oracle.ranking(month):
            projects = sum(row["unit"] == unit for row in oracle.rows(month))
            expected.append([str(rank), unit, str(projects), oracle.amount(plan), oracle.amount(done), *rates(rate, month)])
        expected += [["未报送", unit, *"—————"] for unit in oracle.OWING if unit not in oracle.units(month)]
        plan, done = oracle.added(building, "plan"), oracle.added(building, "year")
        whole = ["", "合计", str(len(oracle.rows(month))), oracle.amount(plan), oracle.amount(done), *rates(done / plan, month)]
        assert table(circulars[month], "名次 单位") == [*expected, whole]

    def test_the_list_of_lagging_projects(self, circulars, month):
        listed = lagging_rows(circulars[month])
        assert {row[1] for row in listed} == {name for _, name in oracle.lagging(month)}
        by_name = {row["name"]: row for row in oracle.of(month, "building")}
        for row in listed:
            truth = by_name[row[1]]
            rate = truth["year"] / truth["plan"]
            gap = 100 * (oracle.elapsed(month) - rate)
            assert row[3:7] == [
                oracle.amount(truth["plan"]),
                oracle.amount(truth["year"]),
                f"{oracle.tenth(rate * 100)}%",
                oracle.tenth(gap) if gap > 0 else "—",
            ]
            assert row[7] == ("红色" if gap > oracle.RED else "黄色")


def rates(rate: Fraction, month: str) -> list[str]:
    gap = 100 * (rate - oracle.elapsed(month))
    near = oracle.tenth(gap)
    return [f"{oracle.tenth(rate * 100)}%", near if not near.strip("0.") else f"{'-' if gap < 0 else '+'}{near}"]


def lagging_rows(document) -> list[list[str]]:
    for found in document.tables:
        head = [re.sub(r"\s", "", cell.text) for cell in found.rows[0].cells]
        if head[-1] == "滞后情形":
            return [[re.sub(r"\s", "", cell.text) for cell in row.cells] for row in found.rows[1:]]
    raise AssertionError("滞后项目清单")


def test_the_county_of_2018(own_office: Path):
    """Plans only: 99 projects, 总投资 and 年度计划 in 亿元 as the truth file has them."""
    told = json.loads((DATA / "luanchuan-2018.truth.json").read_text(encoding="utf-8"), parse_float=Fraction, parse_int=Fraction)
    assert docgen(own_office, "import", DATA / "luanchuan-2018.xlsx", "--period", "2018", "--unit", "某县").returncode < 2
    assert docgen(own_office, "circular", "--period", "2018").returncode < 2
    [file] = (own_office / "outputs/2018").glob("关于*通报.docx")
    wan = sum(project["plan_wan"] for project in told["projects"])
    expected = ["1个", f"{len(told['projects'])}个", f"{oracle.tenth(told['total_yi'])}亿元"]
    figures = part(Document(str(file)), "总体进展", "下步要求")
    assert [figure for figure in figures if figure not in ("6个", "5个")][:3] == expected
    assert f"{oracle.tenth(wan / 10000)}亿元" in figures


def test_the_town_of_2020(own_office: Path):
    """A list without money: 16 projects, and the problem that two of them share."""
    told = json.loads((DATA / "chenzhai-2020-03.truth.json").read_text(encoding="utf-8"))["projects"]
    assert docgen(own_office, "import", DATA / "chenzhai-2020-03.xlsx", "--period", "2020-03", "--unit", "陈宅镇").returncode < 2
    assert docgen(own_office, "circular", "--period", "2020-03").returncode < 2
    [file] = (own_office / "outputs/2020-03").glob("关于*通报.docx")
    texts = [project["problem"].rstrip("。") for project in told if project["problem"]]
    shared = [texts.count(text) for text in dict.fromkeys(texts) if texts.count(text) > 1]
    assert part(Document(str(file)), "总体进展", "存在问题")[:2] == ["1个", f"{len(told)}个"]
    assert [f"{count}个" for count in shared] == [f for f in part(Document(str(file)), "存在问题", "下步要求")][-len(shared) :]
