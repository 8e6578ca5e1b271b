"""Papers from a table of tasks: 交办单 opens matters that live on; what is wrong is told with its cell."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook, load_workbook

from docgen.matters.matter import DRAFTED, OVERDUE, SENT, state_of
from docgen.matters.store import Matters
from docgen.problem import DocgenError
from docgen.settings import load
from tests.building.hand import command
from tests.support.office import DATA, ROOT, printed_together
from tests.support.pdf import pages

SAMPLE = DATA / "任务样例.xlsx"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    shutil.copy(ROOT / "docgen.toml", tmp_path)
    return tmp_path


def letter(office: Path, kind: str, file: Path = SAMPLE, *options: str):
    return command(office, "letter", "--kind", kind, "--from", file, "--date", "2021-04-06", *options)


def words(path: Path) -> str:
    document = Document(str(path))
    return "".join(p.text for p in document.paragraphs) + "".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)


def matters(office: Path):
    with Matters.open(load(office).database_url) as register:
        return register.all()


def test_each_unit_gets_a_sheet_whose_items_are_matters_from_draft_to_overdue(office):
    letter(office, "交办单")
    letter(office, "交办单")
    assert len(matters(office)) == 5 and {state_of(each, date(2021, 4, 7)) for each in matters(office)} == {DRAFTED}
    paper = office / "outputs/2021-04/交办单（曹镇乡政府）.docx"
    assert "完成用地报批" in words(paper) and "4月20日" in words(paper) and "签收人" in words(paper)
    command(office, "issue", paper)
    first = next(each for each in matters(office) if "用地报批" in each.project)
    assert state_of(first, date(2021, 4, 7)) == SENT and first.last.number == "平湛政督函〔2021〕1号"
    assert state_of(first, date(2021, 4, 21)) == OVERDUE


def test_a_letter_of_commitment_has_the_tasks_and_lines_to_sign(office):
    letter(office, "任务书", SAMPLE, "--unit", "马庄街道办")
    [paper] = (office / "outputs").rglob("*.docx")
    assert all(each in words(paper) for each in ("完成施工图审查", "办结施工许可", "下达单位（盖章）", "签领人（签字）"))


def test_the_list_of_all_tasks_comes_with_a_notice_to_its_units(office):
    letter(office, "攻坚任务清单")
    [paper] = (office / "outputs").rglob("*.docx")
    assert "曹镇乡政府2项、马庄街道办2项、北渡街道办1项" in words(paper) and "签领人" in words(paper)


@pytest.mark.parametrize(
    "cell, value, told, place",
    [
        ("F3", "2021-04-06", "不晚于成文日期", "F3"),
        ("F3", "尽快", "看不出是哪一天", "F3"),
        ("F3", None, "没有填写", "F3"),
        ("G3", None, "没有填写", "G3"),
        ("C4", "完成用地报批，取得建设用地批准手续", "列了两次", "C4"),
    ],
)
def test_what_is_missing_or_wrong_is_told_with_its_cell_and_nothing_is_made(office, cell, value, told, place):
    book = load_workbook(SAMPLE)
    book.active[cell] = value
    book.save(office / "任务.xlsx")
    with pytest.raises(DocgenError) as error:
        letter(office, "交办单", office / "任务.xlsx")
    assert [problem.cell for problem in error.value.problems if told in problem.message] == [place]
    assert not list(office.rglob("*.docx")) and not matters(office)


def test_a_task_that_units_share_is_counted_for_each_and_said_so(office):
    letter(office, "攻坚任务清单")
    [paper] = (office / "outputs").rglob("*.docx")
    assert "曹镇乡政府2项、马庄街道办2项、北渡街道办1项（1项由几个单位共同负责，分别计入）" in words(paper)


def test_the_tasks_of_one_unit_need_no_division(office):
    letter(office, "攻坚任务清单", SAMPLE, "--unit", "曹镇乡政府")
    [paper] = (office / "outputs").rglob("*.docx")
    assert "均由曹镇乡政府负责。" in words(paper)


def test_the_list_and_the_letter_of_commitment_name_leaders_and_demands_of_the_sheet(office):
    letter(office, "攻坚任务清单")
    letter(office, "任务书", SAMPLE, "--unit", "曹镇乡政府")
    for paper in (office / "outputs").rglob("*.docx"):
        tables = [[["".join(cell.text.split()) for cell in row.cells] for row in table.rows] for table in Document(str(paper)).tables]
        [rows] = [rows for rows in tables if "攻坚任务" in rows[0]]
        assert rows[1][rows[0].index("牵头领导")] == "李玮"
        assert rows[1][rows[0].index("攻坚任务")] == "完成用地报批，取得建设用地批准手续（逐件列出缺项材料，三个工作日内补齐）"


@pytest.fixture(scope="module")
def sheets(tmp_path_factory):
    """交办单 of one project of a long name with one, five and twelve tasks, printed, and the 任务书 of the unit with five."""
    place = tmp_path_factory.mktemp("sheets")
    shutil.copy(ROOT / "docgen.toml", place)
    for count in (1, 5, 12):
        book = Workbook()
        book.active.append(["项目名称", "攻坚任务", "责任单位", "完成时限"])
        for number in range(count):
            unit, due = f"第{'一五十'[count // 5]}街道办", "4月30日" if count != 5 else "2022年10月30日"
            book.active.append(["马庄街道仓储配送基地二期项目", f"完成第{number + 1}项手续，逐件核对材料，补齐缺项", unit, due])
        book.save(place / f"任务{count}.xlsx")
        letter(place, "交办单", place / f"任务{count}.xlsx")
    letter(place, "任务书", place / "任务5.xlsx")
    papers = {count: next((place / "outputs").rglob(f"*第{unit}街道办*.docx")).read_bytes() for count, unit in ((1, "一"), (5, "五"), (12, "十"))}
    papers["任务书"] = next((place / "outputs").rglob("任务书*.docx")).read_bytes()
    return {count: [page.text for page in pages(pdf)] for count, pdf in zip(papers, printed_together(list(papers.values())), strict=True)}


def test_a_sheet_keeps_to_one_page_or_its_sign_off_stands_with_the_form(sheets):
    assert len(sheets[1]) == 1 and len(sheets[5]) == len(sheets[12]) == 2
    assert all("办理结果" in last and "2021年4月6日" in last for *_, last in (sheets[1], sheets[5], sheets[12]))


def test_both_sides_sign_on_one_page_with_the_end_of_the_text(sheets):
    [page] = [page for page in sheets["任务书"] if "（盖章）" in page]
    assert all(words in page for words in ("一式两份", "下达单位（盖章）", "签订日期"))
