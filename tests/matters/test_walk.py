"""A matter walked from lag to letter, overdue, second letter, talk, reply and settled, over the sample ledgers."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from docx import Document

from tests.support import ooxml
from tests.support.office import docgen, printed
from tests.support.pdf import text as printed_text

PROJECT = "曹镇乡标准化厂房项目"
UNIT = "曹镇乡政府"


def words(path: Path) -> str:
    return "\n".join(paragraph.text for paragraph in Document(path).paragraphs)


def ran(office: Path, *arguments: str | Path, code: int = 0) -> str:
    done = docgen(office, *arguments)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


def matter(office: Path, day: str, project: str = PROJECT) -> dict:
    return json.loads(docgen(office, "matter", "show", project, "--date", day, "--json").stdout)


@pytest.fixture(scope="module")
def walked(sample_office: Path, tmp_path_factory) -> tuple[Path, dict[str, Path], dict[str, str]]:
    """The office after the whole way: its workspace, the papers, what the commands said."""
    office = Path(shutil.copytree(sample_office, tmp_path_factory.mktemp("walk") / "office"))
    papers = {
        kind: office / "outputs" / "2021-03" / f"{kind}（{UNIT}，{PROJECT}）.docx" for kind in ("督办函", "再次督办函", "约谈通知")
    }
    about = ("letter", "--period", "2021-03", "--project", PROJECT)
    said = {}
    ran(office, *about)
    said["督办函"] = ran(office, "issue", papers["督办函"], "--date", "2021-04-06", code=0)
    ran(office, "receive", PROJECT, "--date", "2021-04-07")
    said["early"] = ran(office, *about, "--date", "2021-04-12")
    said["再次督办函"] = ran(office, *about, "--date", "2021-04-20")
    ran(office, "issue", papers["再次督办函"])
    talk = ("--time", "2021-05-10 15:00", "--place", "区政府第二会议室")
    said["约谈通知"] = ran(office, *about, "--date", "2021-04-29", *talk)
    ran(office, "issue", papers["约谈通知"])
    form = office / "反馈表.docx"
    shutil.copy(papers["约谈通知"], form)
    document = Document(form)
    table = next(table for table in document.tables if "整改措施" in table.rows[0].cells[3].text)
    for column, text in enumerate(("增加施工班组", "6月底", "王明", "已完成基础施工"), 3):
        table.rows[1].cells[column].text = text
    document.save(form)
    said["reply"] = ran(office, "reply", "--file", form, "--date", "2021-05-12")
    said["settle"] = ran(office, "settle", PROJECT, "--note", "已赶上时序进度", "--date", "2021-05-18")
    return office, papers, said


@pytest.mark.parametrize(
    ("day", "state"),
    [
        ("2021-04-05", "拟稿"),
        ("2021-04-06", "已发"),
        ("2021-04-07", "已签收"),
        ("2021-04-13", "已签收"),
        ("2021-04-14", "逾期"),
        ("2021-04-20", "已发"),
        ("2021-04-28", "逾期"),
        ("2021-04-29", "已发"),
        ("2021-05-12", "已回复"),
        ("2021-05-18", "销号"),
    ],
)
def test_its_state_can_be_told_of_any_day(walked, day: str, state: str):
    assert matter(walked[0], day)["state"] == state


def test_before_the_deadline_no_second_letter_is_drafted(walked):
    assert "督办函已发出，回复期限 2021-04-13，这次不再发" in walked[2]["early"]


def test_the_second_letter_says_why_and_refers_to_the_first(walked):
    _, papers, said = walked
    why = "督办函（平湛政督函〔2021〕1号）要求于2021年4月13日前回复，至今逾期7天未回复"
    assert f"{why}，出再次督办函" in said["再次督办函"]
    text = words(papers["再次督办函"])
    assert f"2021年4月6日，湛河区人民政府办公室印发《关于加快推进{PROJECT}建设的督办函》（平湛政督函〔2021〕1号）" in text
    assert why in text and "尚未落实的要求：查明原因、制定整改措施；分解剩余投资任务、赶上时序进度；恢复施工和投资" in text
    # Sunday 25 April is worked for the holiday in May: the fifth working day is Monday 26 April
    assert "于2021年4月26日前报" in text and "将约谈有关负责同志" in text


def test_the_talk_names_time_place_who_is_called_and_what_to_bring(walked):
    text = words(walked[1]["约谈通知"])
    assert "时间：2021年5月10日15时" in text
    assert "地点：区政府第二会议室" in text
    assert "约谈对象：曹镇乡人民政府主要负责同志、分管负责同志" in text
    assert "项目进展和存在问题的书面说明；整改措施、完成时限和责任人" in text
    assert "再次督办函（平湛政督函〔2021〕2号）要求于2021年4月26日前回复，至今逾期3天未回复" in text


def test_the_form_that_came_back_is_kept_with_the_reply(walked):
    steps = matter(walked[0], "2021-05-18")["steps"]
    [reply] = [step["reply"] for step in steps if step["step"] == "回复"]
    assert (reply["measures"], reply["deadline"], reply["person"], reply["progress"]) == (
        "增加施工班组", "6月底", "王明", "已完成基础施工"
    )  # fmt: skip
    assert reply["file"] == "反馈表.docx" and len(reply["sha256"]) == 64
    assert [step["step"] for step in steps if step["step"] != "拟稿"] == ["发出", "签收", "发出", "发出", "回复", "销号"]


@pytest.mark.parametrize("kind", ["督办函", "再次督办函", "约谈通知"])
def test_each_paper_is_laid_out_as_the_standard_asks_and_prints_all_that_it_says(walked, kind: str):
    office, papers, _ = walked
    assert ooxml.errors(papers[kind]) == []
    done = docgen(office, "verify", papers[kind], "--json")
    objected = [each for each in json.loads(done.stdout) if each["verdict"] not in ("pass", "skip")]
    assert objected == []
    squeezed = "".join(printed_text(printed(papers[kind])).split())
    for paragraph in words(papers[kind]).splitlines():
        assert "".join(paragraph.split()) in squeezed


def test_the_next_circular_reports_it(walked):
    office = walked[0]
    ran(office, "circular", "--period", "2021-03", "--date", "2021-05-20")
    text = words(office / "outputs" / "2021-03" / "关于2021年3月份重点项目建设情况的通报.docx")
    assert "在办督办事项1件，均为新立。已销号1件，占100.0%；逾期未回复0件，占0.0%。" in text
