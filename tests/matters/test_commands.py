"""Matters as supervision staff keep them: by hand, from letters, from forms that come back; what is refused."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook

from tests.support import ooxml
from tests.support.office import ROOT, docgen

LETTER = ("letter", "--period", "2021-03", "--all")
FIRST, SECOND = "曹镇乡标准化厂房项目", "曹镇乡高标准农田改造项目"


@pytest.fixture(scope="module")
def sent_office(sample_office: Path, tmp_path_factory) -> Path:
    """An office whose letter to one unit (five projects) was sent on 6 April; the reply is due on 13 April."""
    office = Path(shutil.copytree(sample_office, tmp_path_factory.mktemp("sent") / "office"))
    assert docgen(office, *LETTER).returncode == 0
    done = docgen(office, "matter", "sent", FIRST, "--number", "平湛政督函〔2021〕5号", "--date", "2021-04-06")
    assert done.returncode == 0 and done.stdout.count("督办函已发") == 5
    return office


@pytest.fixture
def office(sent_office: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sent_office, tmp_path / "office"))


def register(office: Path, day: str = "2021-12-31") -> list[dict]:
    return json.loads(docgen(office, "matters", "--json", "--date", day).stdout)


def one(office: Path, name: str, day: str = "2021-12-31") -> dict:
    return json.loads(docgen(office, "matter", "show", name, "--json", "--date", day).stdout)


def test_drafted_letters_open_a_matter_for_each_project_and_the_same_again_opens_none(own_office: Path):
    docgen(own_office, *LETTER)
    once = register(own_office)
    docgen(own_office, *LETTER)
    assert register(own_office) == once
    assert len(once) == len(json.loads(docgen(own_office, "lagging", "--period", "2021-03", "--json").stdout))
    assert {each["state"] for each in once} == {"拟稿"}
    assert docgen(own_office, "matter", "show", FIRST).stdout.count("拟稿") == 2


def test_drafts_change_no_circular(own_office: Path):
    circular = ("circular", "--period", "2021-03")
    path = Path(docgen(own_office, *circular).stdout.strip())
    before = path.read_bytes()
    docgen(own_office, *LETTER)
    docgen(own_office, *circular)
    assert path.read_bytes() == before and "督办事项办理情况" not in "".join(p.text for p in Document(path).paragraphs)


def test_the_list_shows_what_is_overdue_first_and_what_is_soon_due(office: Path):
    soon = docgen(office, "matters", "--date", "2021-04-12", "--unit", "曹镇乡政府")
    assert soon.returncode == 0 and "1 个工作日（临近）" in soon.stdout and "逾期 0 件，临近期限 5 件" in soon.stdout
    late = docgen(office, "matters", "--date", "2021-04-14")
    assert late.returncode == 1 and "逾期" in late.stdout.splitlines()[1] and "逾期 5 件" in late.stdout
    assert len(json.loads(docgen(office, "matters", "--state", "逾期", "--date", "2021-04-14", "--json").stdout)) == 5


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("reply", FIRST, "--text", "已办", "--date", "2021-04-05"), "早于督办函发出的日期 2021-04-06"),
        (("reply", "曹镇乡标准厂房项目", "--text", "已办"), f"是否为“{FIRST}”"),
        (("reply", "99", "--text", "已办"), "没有督办事项 99"),
        (("reply", FIRST), "--text"),
        (("reply", "马庄街道高标准农田二期项目", "--text", "已办"), "函还没有发出，不能回复"),
        (("extend", FIRST, "--to", "2021-04-10", "--reason", "原因", "--date", "2021-04-07"), "现在的期限是 2021-04-13"),
        (("extend", FIRST, "--to", "2021-04-20", "--reason", "原因", "--date", "2021-04-21"), "不晚于办理的日期"),
        (("extend", FIRST, "--to", "2021-04-20", "--reason", " ", "--date", "2021-04-07"), "写明原因"),
        (("settle", FIRST, "--note", "办结", "--date", "2021-04-01"), "早于督办函发出的日期"),
        (("matter", "sent", FIRST, "--date", "2021-04-07"), "没有待发的文稿"),
        (("matter", "sent", "马庄街道高标准农田二期项目", "--date", "2021-04-01"), "早于督办函的成文日期"),
        (("matter", "add", "甲", "--unit", "乙", "--basis", "丙", "--deadline", "2021-04-01", "--date", "2021-04-02"), "不晚于立项日期"),
        (("matter", "add", "甲", "--unit", "乙", "--basis", "丙"), "选用一个"),
        (("letter", "--period", "2021-03", "--all", "--date", "2021-04-07", "--place", "会议室"), "没有应当约谈的项目"),
        (("reply", FIRST, "--file", "没有.docx"), "没有.docx"),
    ],
)
def test_what_does_not_fit_is_refused_and_the_register_stays_as_it_was(office: Path, words, complaint: str):
    before = register(office)
    done = docgen(office, *words)
    assert done.returncode == 2 and complaint in done.stderr, done.stderr
    assert "Traceback" not in done.stderr and register(office) == before


def test_nothing_is_added_to_a_settled_matter(office: Path):
    assert docgen(office, "settle", FIRST, "--note", "已办结", "--date", "2021-04-12").returncode == 0
    before = register(office)
    for words in (("reply", FIRST, "--text", "又"), ("extend", FIRST, "--to", "2022-01-01", "--reason", "因"), ("settle", FIRST, "--note", "又")):
        done = docgen(office, *words)
        assert done.returncode == 2 and "已于 2021-04-12 销号" in done.stderr
    assert register(office) == before


def test_an_extension_asked_too_late_is_kept_and_told(office: Path):
    done = docgen(office, "extend", FIRST, "--to", "2021-04-30", "--reason", "雨季", "--date", "2021-04-15")
    assert done.returncode == 1 and "期限已过才提出延期" in done.stderr
    matter = one(office, FIRST, "2021-04-16")
    assert (matter["state"], matter["deadline"]) == ("延期", "2021-04-30") and matter["steps"][-1]["late"]


def form(path: Path, *rows: tuple[str, ...]) -> Path:
    """A 反馈表 as a unit types it into Excel: a title, the header in another order, rows, a note."""
    book = Workbook()
    sheet = book.active
    sheet.append(["反馈表"])
    sheet.append(["序号", "项目名称", "督办事项", "目前进展", "整改措施", "责任人", "完成时限"])
    for number, (name, progress, measures) in enumerate(rows, 1):
        sheet.append([number, name, "进度滞后", progress, measures, "王明", "6月底"] if measures else [number, name])
    book.save(path)
    return path


def test_one_form_answers_every_project_that_it_fills_in(office: Path, tmp_path: Path):
    file = form(tmp_path / "反馈.xlsx", (FIRST, "主体封顶", "增加班组"), (SECOND, "", ""))
    done = docgen(office, "reply", "--file", file, "--date", "2021-04-12")
    assert done.returncode == 1 and f"“{SECOND}”一行没有填" in done.stderr
    [reply] = [step["reply"] for step in one(office, FIRST)["steps"] if step["step"] == "回复"]
    assert (reply["measures"], reply["progress"], reply["person"], reply["deadline"]) == ("增加班组", "主体封顶", "王明", "6月底")
    assert one(office, SECOND, "2021-04-12")["state"] == "已发"


def test_a_form_with_an_unknown_project_or_of_another_kind_changes_nothing(office: Path, tmp_path: Path):
    before = register(office)
    unknown = form(tmp_path / "反馈.xlsx", (FIRST, "封顶", "增加班组"), ("没有的项目", "开工", "抓紧"))
    other = ROOT / "data" / "chenzhai-2020-03.xlsx"
    for file, complaint in ((unknown, "没有“没有的项目”的督办事项"), (other, "里没有反馈表")):
        done = docgen(office, "reply", "--file", file, "--date", "2021-04-12")
        assert done.returncode == 2 and complaint in done.stderr
    assert register(office) == before


def test_a_scan_is_kept_by_name_and_digest(office: Path, tmp_path: Path):
    scan = tmp_path / "复函.pdf"
    scan.write_bytes(b"%PDF-1.4 scan")
    assert docgen(office, "reply", FIRST, "--file", scan, "--text", "见复函", "--date", "2021-04-12").returncode == 0
    reply = one(office, FIRST)["steps"][-1]["reply"]
    assert reply["file"] == "复函.pdf" and reply["text"] == "见复函" and len(reply["sha256"]) == 64


def test_a_decision_of_minutes_overdue_gets_a_letter_of_its_own(office: Path):
    name = "安置房项目土地报批"
    basis = "区政府第12次常务会议纪要"
    added = docgen(
        office, "matter", "add", name, "--unit", "曹镇乡政府", "--basis", basis, "--days", "5", "--demand", "完成土地报批", "--date", "2021-04-06"
    )
    assert added.returncode == 0 and "期限 2021-04-13" in added.stdout
    early = docgen(office, "letter", "--period", "2021-03", "--project", name, "--date", "2021-04-12")
    assert early.returncode == 2
    done = docgen(office, "letter", "--period", "2021-03", "--project", name, "--date", "2021-04-15")
    assert done.returncode == 0, done.stderr
    path = Path(done.stdout.strip())
    text = "".join(paragraph.text for paragraph in Document(path).paragraphs)
    assert f"根据{basis}" in text and "要求于2021年4月13日前办结回复，至今逾期2天" in text and "尚未落实的要求：完成土地报批" in text
    assert ooxml.errors(path) == []
    assert one(office, name)["paper"] == "督办函"


def test_the_clock_never_dates_a_paper(office: Path):
    """Drafts of the same date are the same bytes, whenever they are made."""
    words = ("letter", "--period", "2021-03", "--project", FIRST, "--date", "2021-04-20")
    path = Path(docgen(office, *words).stdout.strip())
    before = path.read_bytes()
    time.sleep(1.1)
    docgen(office, *words)
    assert path.read_bytes() == before and path.name.startswith("再次督办函")


def test_killed_at_any_moment_a_step_is_there_whole_or_not_at_all(office: Path):
    before = len(one(office, FIRST)["steps"])
    command = [sys.executable, "-m", "docgen", "--workspace", str(office), "reply", FIRST, "--text", "已办", "--date", "2021-04-12"]
    for delay in (0.2, 0.45, 0.6, 0.75, 0.9):
        program = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(delay)
        program.kill()
        program.wait()
    steps = one(office, FIRST)["steps"]
    assert before <= len(steps) <= before + 5
    assert all(step["reply"]["text"] == "已办" for step in steps[before:])
    assert docgen(office, "receive", SECOND, "--date", "2021-04-07").returncode == 0
