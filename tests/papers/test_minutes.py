"""docgen minutes: what a meeting decided becomes matters, once; what lacks unit or deadline is told with its place."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from docgen.forms.deadline import deadline_of
from docgen.matters.store import Matters
from docgen.papers.minutes.meeting import draft_of_workbook
from docgen.problem import DocgenError
from docgen.settings import Calendar, load
from tests.building.hand import command
from tests.support.office import DATA, ROOT

SAMPLE = (DATA / "纪要样例.md").read_text(encoding="utf-8")


@pytest.fixture
def office(tmp_path: Path) -> Path:
    shutil.copy(ROOT / "docgen.toml", tmp_path)
    return tmp_path


def matters(office: Path):
    with Matters.open(load(office).database_url) as register:
        return register.all()


def draft(office: Path, text: str) -> Path:
    file = office / "纪要.md"
    file.write_text(text, encoding="utf-8")
    return file


def test_decisions_in_brackets_sentences_and_tables_become_matters_once(office):
    for _ in range(2):
        command(office, "minutes", draft(office, SAMPLE))
    found = {(each.unit, each.project): each for each in matters(office)}
    assert len(found) == len(matters(office)) == 6
    assert found["曹镇乡政府", "完成曹镇乡标准化厂房项目用地报批"].deadline == date(2021, 4, 20)
    assert found["高阳路街道办", "打通高阳路街道项目施工便道"].deadline == date(2021, 5, 31)
    assert {each.basis for each in found.values()} == {"《重点项目推进专题会议纪要》（2021年4月7日）"}


def test_the_number_comes_into_the_basis_and_opens_nothing_anew(office):
    command(office, "minutes", draft(office, SAMPLE))
    command(office, "minutes", draft(office, SAMPLE), "--set", "number=〔2021〕3号")
    assert {each.basis for each in matters(office)} == {"《重点项目推进专题会议纪要》（2021年4月7日，〔2021〕3号）"}
    assert len(matters(office)) == 6


def test_a_deadline_changed_afterwards_is_told_and_left(office):
    command(office, "minutes", draft(office, SAMPLE))
    code, _, told = command(office, "minutes", draft(office, SAMPLE.replace("完成时限：4月20日", "完成时限：4月23日")))
    assert code == 1 and "docgen extend 1 --to 2021-04-23" in told
    assert matters(office)[0].deadline == date(2021, 4, 20)


def test_the_paper_tells_who_was_there(office):
    command(office, "minutes", DATA / "纪要样例.xlsx")
    text = [p.text for p in Document(str(next((office / "outputs").rglob("*.docx")))).paragraphs]
    assert "出席：李　玮　王建军　赵　磊" in text
    assert any(line.startswith("2021年4月7日，区长李玮在区政府第一会议室主持召开") for line in text)


def meeting(office: Path, *rows: tuple[object, ...]) -> Path:
    """The sample's workbook with its meeting told by ``rows``."""
    book = load_workbook(DATA / "纪要样例.xlsx")
    del book["会议"]
    sheet = book.create_sheet("会议", 0)
    for row in rows:
        sheet.append(row)
    file = office / "纪要.xlsx"
    book.save(file)
    return file


NAMED = (("会议名称", "区政府第12次重点项目推进会议"), ("时间", "2021年4月7日"))


def test_what_minutes_do_not_print_is_told_and_the_rest_is_taken(office):
    code, _, told = command(office, "minutes", meeting(office, *NAMED, ("记录人", "周敏"), ("会议主题词", "项目")))
    assert code == 1 and "A3" in told and "“记录人”一项纪要中不印" in told and "“会议主题词”一项纪要中不印，没有采用；纪要可写会议名称" in told
    assert len(matters(office)) == 4


@pytest.mark.parametrize(
    "rows",
    [
        [("出席", "李玮、王建军、赵磊")],
        [("出席", "李 玮、王建军、赵 磊")],
        [("出席：", "李玮", "王建军", "赵磊")],
        [("出席", "李玮"), (None, "王建军、赵磊")],
        [("出席", "李玮　王建军　赵磊")],
        [("出席", "李　玮　王建军　赵　磊")],
        [("出席：李玮、王建军、赵磊",)],
        [("会议地点", "一楼会议室", "出席人员", "李玮、王建军、赵磊")],
        [("主持人", "李玮", "记录人", "周敏"), ("出席", "李玮、王建军、赵磊")],
        [(6, "出席", "李玮、王建军、赵磊")],
    ],
)  # fmt: skip
def test_who_was_there_is_read_however_the_sheet_is_laid_out(office, rows):
    draft, met = draft_of_workbook(meeting(office, *NAMED, *rows), load(office))
    assert draft.present == ("李玮", "王建军", "赵磊") and met == date(2021, 4, 7)


def test_offices_held_stay_with_the_person(office):
    draft, _ = draft_of_workbook(meeting(office, *NAMED, ("出席", "王建军（区委常委、副区长）、赵磊"), ("列席", "区发改委 刘洋\n区财政局 孙晓东"), (None, "曹镇乡　王小明")), load(office))
    assert draft.present == ("王建军（区委常委、副区长）", "赵磊") and draft.attending == ("区发改委刘洋", "区财政局孙晓东", "曹镇乡王小明")


def test_the_opening_tells_the_half_of_the_day_and_topics_of_several_lines(office):
    rows = (("会议名称", "推进会议"), ("会议时间", "2021年4月7日上午9:00"), ("主持人", "李玮"), ("议题", "1.用地保障；\n2.要素保障。"))
    draft, _ = draft_of_workbook(meeting(office, *rows), load(office))
    assert draft.blocks[0].text == "2021年4月7日上午，李玮主持召开推进会议，研究用地保障、要素保障。现纪要如下："


def test_the_number_may_be_given_with_a_workbook_too(office):
    command(office, "minutes", DATA / "纪要样例.xlsx", "--set", "number=〔2021〕3号")
    assert {"〔2021〕3号" in each.basis for each in matters(office)} == {True}


def test_meeting_and_decisions_may_stand_in_one_sheet(office):
    book = load_workbook(DATA / "纪要样例.xlsx")
    sheet, rows = book["会议"], list(book["议定事项"].values)
    for row in rows:
        sheet.append(row)
    del book["议定事项"]
    book.save(office / "纪要.xlsx")
    code, _, told = command(office, "minutes", office / "纪要.xlsx")
    assert (code, len(matters(office))) == (0, 4), told


def test_decisions_that_are_headings_keep_their_stop(office):
    text = """# 会议纪要

2021年4月7日，召开推进会议。

## 议定事项

### 完成用地报批（责任单位：曹镇乡政府；完成时限：4月20日）。

### 打通便道。由街道负责（责任单位：高阳路街道办；完成时限：5月底）。

## 有关要求。

各单位要抓好落实。
"""
    command(office, "minutes", draft(office, text))
    lines = [p.text for p in Document(str(next((office / "outputs").rglob("*.docx")))).paragraphs]
    assert any(line.endswith("完成时限：4月20日）。") for line in lines) and any(line.endswith("完成时限：5月底）。") for line in lines)
    assert any(line.endswith("有关要求") for line in lines)


@pytest.mark.parametrize(
    "was, now, words",
    [
        ("（责任单位：曹镇乡政府；完成时限：4月20日）", "", "没有写明责任单位和完成时限"),
        ("责任单位：曹镇乡政府；", "", "没有写明责任单位"),
        ("；完成时限：4月20日", "", "没有写明完成时限"),
        ("4月20日", "长期坚持", "看不出是哪一天"),
        ("4月20日", "2021年4月7日", "不晚于会议日期"),
    ],
)
def test_what_lacks_unit_or_deadline_is_told_with_its_line_and_nothing_is_made(office, was, now, words):
    with pytest.raises(DocgenError) as error:
        command(office, "minutes", draft(office, SAMPLE.replace(was, now, 1)))
    assert [problem.cell for problem in error.value.problems if words in problem.message] == ["第14行"]
    assert not matters(office) and not list(office.rglob("*.docx"))


@given(st.dates(date(2000, 1, 1), date(2090, 12, 30)), st.dates(date(2000, 1, 1), date(2090, 12, 31)))
def test_a_day_without_a_year_is_the_next_one_unless_it_has_just_passed(met, day):
    found = deadline_of(f"{day.month}月{day.day}日前", met, Calendar())
    if found is not None:
        assert (found.month, found.day) == (day.month, day.day)
        assert found.year == met.year if (met - found.replace(year=met.year)).days < 183 else found.year == met.year + 1
    assert deadline_of(f"{day.year}年{day.month}月{day.day}日", met, Calendar()) == day
