"""docgen circular --kind: each kind keeps to the standard, is a valid package, is traced and known to docgen build."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from docgen.problem import DocgenError
from docgen.proof.clauses import STATED
from docgen.proof.source import Source
from docgen.proof.verify import verify
from tests.building.hand import build, command
from tests.papers.circulars.conftest import SHEETS, made, text_of
from tests.support.office import printed_together
from tests.support.ooxml import errors


def test_no_stated_clause_fails_on_any_page(papers):
    contents = {kind: paper.read_bytes() for kind, paper in papers.items()}
    for (kind, data), pdf in zip(contents.items(), printed_together(list(contents.values())), strict=True):
        failing = verify(Source(f"{kind}.docx", pdf, data)).failing
        assert [one.as_json() for one in failing if one.clause.strength == STATED] == [], kind


def test_the_packages_are_valid(papers):
    assert errors(*papers.values()) == []


@pytest.mark.parametrize("kind", SHEETS)
def test_nothing_is_left_open(papers, kind):
    text = text_of(papers[kind])
    assert not any(mark in text for mark in ("{{", "{%", "None", "：。", "，。", "、。", "；。", "。。", "（）", "、、"))
    assert "根据《" in text and "现将" in text


@pytest.mark.parametrize("kind", SHEETS)
def test_every_figure_is_traced_to_what_it_is_made_of(office, papers, kind):
    code, said, _ = command(office, "trace", papers[kind])
    assert code == 0 and "与台账全部一致" in said


def test_made_again_they_are_the_same(office, papers):
    for kind, sheet in SHEETS.items():
        before = papers[kind].read_bytes()
        assert made(office, "--kind", kind, "--file", office / sheet.name).read_bytes() == before


def test_build_remembers_the_sheet_and_sees_it_change(office, papers, tmp_path):
    place = Path(shutil.copytree(office, tmp_path / "office"))
    name = papers["集中开工通报"].name
    assert build(place)[1][name]["state"] == "没有改动"
    sheet = place / SHEETS["集中开工通报"].name
    sheet.write_text(sheet.read_text(encoding="utf-8-sig").replace("施工图审查未通过", "土地没有交付"), encoding="utf-8-sig")
    _, told = build(place, "--dry-run")
    assert told[name]["state"] == "重新生成" and told[name]["reasons"] == ["所用的 集中开工样例.csv 有改动"]
    sheet.unlink()
    code, told = build(place, "--dry-run")
    assert code == 1 and told[name]["state"] == "未能生成" and "找不到集中开工项目表" in told[name]["reasons"][0]


def test_a_monthly_circular_takes_no_sheet(office):
    with pytest.raises(DocgenError, match="不用 --file"):
        command(office, "circular", "--period", "2021-03", "--file", office / "评分样例.xlsx")


@pytest.mark.parametrize(("kind", "words"), [("观摩通报", "观摩通报要有评分表"), ("考核通报", "“工作落实”不是台账能算出的指标"), ("集中开工通报", "没有集中开工的项目")])
def test_what_needs_a_sheet_says_so(office, kind, words):
    with pytest.raises(DocgenError, match=words):
        command(office, "circular", "--period", "2021-03", "--kind", kind)


@pytest.mark.parametrize(
    ("kind", "head"), [("督查通报", "项目名称,存在问题"), ("观摩通报", "项目名称,评委一"), ("集中开工通报", "项目名称,集中开工日期"), ("考核通报", "单位,工作落实")]
)
def test_a_sheet_without_a_row_and_one_that_is_not_there_are_told_as_what_they_are(office, tmp_path, kind, head):
    (tmp_path / "表.csv").write_text(head + "\n", encoding="utf-8")
    (tmp_path / "空.csv").write_bytes(b"")
    said = []
    for name in ("表.csv", "空.csv"):
        with pytest.raises(DocgenError) as error:
            command(office, "circular", "--period", "2021-03", "--kind", kind, "--file", tmp_path / name)
        said.append(str(error.value) + "".join(problem.message for problem in error.value.problems))
    assert "表头之下没有内容" in said[0] and "读不了，未生成公文" in said[1] and "没有导入" not in said[1]
