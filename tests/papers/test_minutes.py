"""docgen minutes: what a meeting decided becomes matters, once; what lacks unit or deadline is told with its place."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from docgen.forms.deadline import deadline_of
from docgen.matters.store import Matters
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
