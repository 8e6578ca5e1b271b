"""Every figure of the sample circulars, and of the tables annexed, against the independent oracle, to the last digit."""

from __future__ import annotations

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


_NUMBER = re.compile(r"\d+(?:\.\d+)?(?:%|亿元|万元|个百分点|个|项)?")
_NO_FIGURE = re.compile(r"〔\d{4}〕|\d{4}年(?:度)?(?:\d{1,2}月)?(?:\d{1,2}日|份|底)?|\d{1,2}月(?:\d{1,2}日|份|底)")


def made(office: Path, settings: str, ledger: str, period: str):
    """The circular that an office makes of a ledger of its own, under its own settings."""
    office.mkdir()
    (office / "docgen.toml").write_text((DATA / settings).read_text(encoding="utf-8"), encoding="utf-8")
    assert docgen(office, "import", DATA / ledger, "--period", period).returncode == 0
    done = docgen(office, "circular", "--period", period)
    assert done.returncode == 0, done.stderr
    [file] = (office / "outputs" / period).glob("关于*通报.docx")
    return Document(str(file))


def every_figure(document, names: list[str]) -> list[str]:
    """Every number of the whole text with its unit, in order: only dates, the document number and the digits within
    ``names`` are left out."""
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    for name in names:
        text = text.replace(name, "")
    return _NUMBER.findall(_NO_FIGURE.sub("", text))


@pytest.fixture(scope="module")
def county(tmp_path_factory):
    return made(tmp_path_factory.mktemp("county") / "office", "栾川县.toml", "luanchuan-2018.xlsx", "2018")


class TestTheCountyOf2018:
    """Plans only, by system."""

    def test_every_figure(self, county):
        assert every_figure(county, []) == oracle.county()

    def test_each_system_stands_before_its_figures(self, county):
        text = "".join(paragraph.text for paragraph in county.paragraphs)
        for system, members in oracle.divided(oracle.told("luanchuan-2018"), "system"):
            plan = oracle.amount(oracle.added(members, "plan_wan"))
            assert f"{system}{len(members)}个，年度计划投资{plan}万元" in text

    def test_the_money_of_the_annexed_table(self, county):
        expected, projects = [], oracle.told("luanchuan-2018")
        for _, members in oracle.divided(projects, "system"):
            expected += [money(members), *([oracle.amount(p["total_wan"]), oracle.amount(p["plan_wan"])] for p in members)]
        listed = [row[5:7] for row in table(county, "序号 体系")[1:]]
        assert listed == [*expected, money(projects)]


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    return made(tmp_path_factory.mktemp("town") / "office", "陈宅镇.toml", "chenzhai-2020-03.xlsx", "2020-03")


class TestTheTownOf2020:
    """A list without money, by category."""

    def test_every_figure(self, town):
        names = [name for name, _ in oracle.divided(oracle.told("chenzhai-2020-03"), "category")]
        text = "".join(paragraph.text for paragraph in town.paragraphs)
        assert "，".join(f"{name}{count}" for name, count in zip(names, oracle.town()[1:], strict=False)) in text
        # names bring digits of their own: 基础设施类（1）
        assert every_figure(town, names) == oracle.town()

    def test_the_annexed_list_has_every_project(self, town):
        listed = [oracle.plain(row[2]) for row in table(town, "序号 项目类别")]
        assert listed == [oracle.plain(project["name"]) for project in oracle.told("chenzhai-2020-03")]


def money(projects: list[dict]) -> list[str]:
    return [oracle.amount(oracle.added(projects, key)) for key in ("total_wan", "plan_wan")]
