"""docgen briefing: an issue of several items, numbered in its own series by docgen issue."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from docx import Document

from docgen.problem import DocgenError
from docgen.registry.number import Number
from tests.building.hand import command
from tests.support.office import DATA, ROOT

SECOND = "---\ntitle: 北渡街道提前完成清表\n---\n北渡街道提前8天完成清表。\n# 主要做法\n分片包干。\n"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    shutil.copy(ROOT / "docgen.toml", tmp_path)
    (tmp_path / "动态.md").write_text(SECOND, encoding="utf-8")
    return tmp_path


def lines(path: Path) -> list[str]:
    return [p.text for p in Document(str(path)).paragraphs if p.text]


def made(office: Path, day: str, *files: Path) -> Path:
    command(office, "briefing", *files, "--date", day)
    return next((office / "outputs").rglob(f"*{day}*.docx"))


def test_has_contents_note_and_items_each_counting_its_headings_anew(office):
    text = lines(made(office, "2021-04-06", DATA / "简报样例.md", office / "动态.md"))
    assert text[:2] == ["湛河区重点项目工作简报", "第　期（总第　期）"]
    assert text[3:6] == ["本期目录", "曹镇乡把协调会开到工地上", "北渡街道提前完成清表"]
    assert text[6].startswith("【编者按】曹镇乡")
    assert "二、每项有时限" in text and "一、主要做法" in text


def test_issues_are_counted_by_the_year_and_over_all_years(office):
    toml = office / "docgen.toml"
    text = toml.read_text(encoding="utf-8")
    used = 'used = ["平湛政办〔2021〕8号"'
    assert used in text
    toml.write_text(text.replace(used, f'{used}, "湛河区重点项目工作简报2020年第24期（总第40期）"'), encoding="utf-8")
    heads = []
    for day in ("2021-04-06", "2021-04-20", "2022-01-10"):
        paper = made(office, day, office / "动态.md")
        command(office, "issue", paper)
        heads.append(lines(paper)[1])
    assert heads == ["第1期（总第41期）", "第2期（总第42期）", "第1期（总第43期）"]


def test_the_same_item_twice_is_refused(office):
    with pytest.raises(DocgenError) as error:
        command(office, "briefing", office / "动态.md", office / "动态.md", "--date", "2021-04-06")
    assert "有两篇" in str(error.value.problems)


@pytest.mark.parametrize("text", ["湛河区重点项目工作简报2021年第3期", "湛河区人民政府令第5号", "平湛政办〔2021〕9号"])
def test_a_number_is_read_as_it_is_written(text):
    assert str(Number.parse(text)) == text


def test_an_issue_measures_right_before_it_is_counted_an_item_at_the_top_of_a_page_too(office):
    paper = made(office, "2021-04-06", DATA / "简报样例.md", office / "动态.md")
    code, told, _ = command(office, "verify", paper)
    assert code == 0, told


def test_progress_names_who_did_not_report_and_gives_small_sums_in_ten_thousands(own_office):
    command(own_office, "briefing", "--progress", "--period", "2021-03", "--date", "2021-04-09")
    [line] = [line for line in lines(next((own_office / "outputs").rglob("*简报*.docx"))) if line.startswith("截至3月底")]
    assert "全区共有重点项目88个（北渡街道未报送，没有计入），总投资220.5亿元" in line


def test_progress_of_a_small_ledger_has_no_sum_of_nought_and_ranks_nobody(office):
    toml = office / "docgen.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace('units = ["曹镇乡", ', "units = []  # "), encoding="utf-8")
    rows = ["湛河区2021年3月重点项目进展情况表", "单位：万元", "项目名称,总投资,2021年计划投资,本月完成投资,年度完成投资,责任单位", "某路,900,600,40,186.6,某局"]
    (office / "台账.csv").write_text("\n".join(rows), encoding="utf-8")
    assert command(office, "import", office / "台账.csv", "--period", "2021-03", "--unit", "湛河区")[0] in (0, 1)
    command(office, "briefing", "--progress", "--period", "2021-03", "--date", "2021-04-09")
    text = "".join(lines(next((office / "outputs").rglob("*简报*.docx"))))
    assert "总投资900万元，年度计划投资600万元。3月份完成投资40万元，1—3月累计完成投资186.6万元" in text and "排名" not in text
