"""An office with lag rules of its own: what the clerk is told, and what circular, letters and lists say by them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from tests.support.office import docgen

RULES = """
[[lag.rules]]
metric = "年度进度"
yellow = 10
red = 30
raise_after = 2
consequences = { yellow = "督办", red = "约谈" }

[[lag.rules]]
metric = "月度任务"
watch = 80
yellow = 60

[[lag.rules]]
name = "用地规划限期"
metric = "手续逾期"
yellow = 1
dates = { "用地规划" = "2021-02-15" }

[[lag.rules]]
metric = "报送"
yellow = 1
missing = "red"

[[lag.exemptions]]
unit = "高阳路街道"
rules = ["用地规划限期"]
to = "2021-06"
reason = "手续由区级统一办理"

[[lag.exemptions]]
project = "马庄街道高标准农田"
reason = "不可抗力"
"""


@pytest.fixture(scope="module")
def office(sample_office: Path, tmp_path_factory) -> Path:
    workspace = Path(shutil.copytree(sample_office, tmp_path_factory.mktemp("rules") / "office"))
    settings = workspace / "docgen.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("\n[benchmark]", RULES + "\n[benchmark]", 1), encoding="utf-8")
    done = docgen(workspace, "circular", "--period", "2021-03")
    assert done.returncode in (0, 1), done.stderr
    return workspace


@pytest.fixture(scope="module")
def listed(office: Path) -> list[dict]:
    return json.loads(docgen(office, "lagging", "--period", "2021-03", "--json").stdout)


@pytest.fixture(scope="module")
def circular(office: Path) -> str:
    (paper,) = (office / "outputs" / "2021-03").glob("关于*通报.docx")
    return "\n".join(paragraph.text for paragraph in Document(str(paper)).paragraphs)


def met(listed: list[dict], rule: str) -> list[str]:
    return [entry["name"] for entry in listed for hit in entry["rules"] if hit["rule"] == rule and entry["name"]]


def test_every_hit_is_beyond_its_threshold_and_says_the_figures(listed):
    for hit in (hit for entry in listed for hit in entry["rules"]):
        if hit["measured"] is None:
            assert "至今未报送" in hit["words"]
        elif hit["metric"] == "month_below":
            assert hit["measured"] < hit["threshold"] and ("%" in hit["words"] or "没有完成投资" in hit["words"])
        elif hit["metric"] == "behind":
            assert hit["measured"] > hit["threshold"] and "个百分点" in hit["words"]
        else:
            assert hit["measured"] >= hit["threshold"] and "天" in hit["words"]


def test_the_unit_that_did_not_report_is_at_the_level_of_the_rule(listed):
    (entry,) = [entry for entry in listed if entry["unit"] == "北渡街道"]
    assert (entry["name"], entry["level"], entry["rules"][0]["measured"]) == (None, "red", None)


def test_exemptions_have_a_section_of_their_own_and_a_misspelt_one_is_told(office, listed):
    out = docgen(office, "lagging", "--period", "2021-03").stdout
    section = out.split("触发规则但予以豁免的")[1]
    exempt = [rule for entry in listed for rule in entry.get("exempt", [])]
    assert section.startswith(f" {len(exempt)} 项") and exempt
    assert all(rule["reason"] == "手续由区级统一办理" and rule["until"] == "2021年6月30日" for rule in exempt)
    assert section.count("手续由区级统一办理（至2021年6月30日）") == len(exempt)
    assert "豁免了“马庄街道高标准农田”，而2021年3月份没有这个项目，是否为“马庄街道高标准农田" in out
    assert not [name for name in met(listed, "用地规划限期") if name.startswith("高阳路街道")]


def test_the_circular_counts_by_the_rules(circular, listed):
    projects = [entry for entry in listed if entry["name"] and entry["level"]]
    assert f"共有{len(projects)}个项目滞后，占" in circular
    for level, words in (("red", "红色预警"), ("yellow", "黄色预警"), ("watch", "关注")):
        if count := sum(entry["level"] == level for entry in projects):
            assert f"{words}{count}个" in circular
    assert f"{len(met(listed, '月度任务未完成'))}个项目本月完成投资不足月度任务的80%" in circular
    assert f"{len(met(listed, '用地规划限期'))}个项目手续未按期办结" in circular
    assert "曹镇乡迟报" in circular and "北渡街道未报送" in circular


def test_the_circular_says_what_follows_for_whom(circular, listed):
    assert any(entry.get("consequence") == "约谈" for entry in listed)
    (sentence,) = [part for part in circular.split("。") if part.endswith("予以约谈") or "予以约谈；" in part]
    assert "曹镇乡政府" in sentence and "的责任单位" not in sentence


def test_the_list_has_levels_consequences_and_reasons(office, listed):
    done = docgen(office, "table", "滞后项目清单", "--period", "2021-03", "--format", "xlsx")
    assert done.returncode == 0, done.stderr
    (book,) = (office / "outputs" / "2021-03").glob("*滞后项目清单*.xlsx")
    rows = {row[1]: row for row in load_workbook(book).active.iter_rows(values_only=True) if isinstance(row[0], int)}
    levels = {"red": "红色", "yellow": "黄色", "watch": "关注"}
    for entry in (entry for entry in listed if entry["name"] and entry["level"]):
        row = rows[entry["name"]]
        assert row[7].split("\n") == [levels[entry["level"]], *filter(None, [entry.get("consequence")])]
        assert row[8] == "；".join(hit["words"] for hit in entry["rules"])


def test_a_letter_gives_every_reason_and_asks_for_the_procedures(office):
    assert docgen(office, "letter", "--period", "2021-03", "--all").returncode in (0, 1)
    letters = list((office / "outputs" / "2021-03").glob("督办函（*.docx"))
    texts = ["\n".join(paragraph.text for paragraph in Document(str(letter)).paragraphs) for letter in letters]
    late = [text for text in texts if "用地规划手续应于2021年2月15日前办结，逾期44天" in text]
    assert late and all("限期办结手续。对" in text and "用地规划限期" in text for text in late)


def test_a_talk_that_the_rules_call_for_at_once_claims_no_letters_before_it(office):
    assert docgen(office, "letter", "--period", "2021-03", "--all").returncode in (0, 1)
    talks = list((office / "outputs" / "2021-03").glob("约谈通知（*.docx"))
    texts = ["\n".join(paragraph.text for paragraph in Document(str(talk)).paragraphs) for talk in talks]
    assert texts and all("推进严重滞后，决定约谈" in text and "多次督办" not in text for text in texts)


def test_a_report_taken_back_was_never_sent(office, tmp_path):
    workspace = Path(shutil.copytree(office, tmp_path / "office"))
    done = docgen(workspace, "undo", "--period", "2021-03", "--unit", "曹镇乡")
    assert done.returncode == 0, done.stderr
    listed = json.loads(docgen(workspace, "lagging", "--period", "2021-03", "--json").stdout)
    (entry,) = [entry for entry in listed if entry["unit"] == "曹镇乡"]
    assert (entry["name"], entry["rules"][0]["measured"]) == (None, None)


def test_papers_made_by_own_rules_are_left_alone_when_nothing_changed(office):
    assert docgen(office, "build", "--period", "2021-03").returncode in (0, 1)
    again = docgen(office, "build", "--period", "2021-03", "--dry-run").stdout
    assert "没有改动" in again and "重新生成" not in again
