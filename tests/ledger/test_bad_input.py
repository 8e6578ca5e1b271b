"""Bad input: one clear message with its place, and nothing taken."""

from __future__ import annotations

import io
import shutil
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.problem import DocgenError, Problem
from tests.ledger.workbooks import BUILDING, TITLE, UNIT_LINE, building, project, read, write

SAMPLE = Path(__file__).parents[2] / "data" / "zhanhe" / "2021-03" / "曹镇乡.xlsx"


def refused(path: Path, unit: str | None = "曹镇乡") -> list[Problem]:
    with pytest.raises(DocgenError) as caught:
        read(path, unit)
    assert all(problem.file == path.name and problem.level == "错误" for problem in caught.value.problems)
    return list(caught.value.problems)


def only(path: Path, unit: str | None = "曹镇乡") -> Problem:
    (problem,) = refused(path, unit)
    return problem


def saved(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def repacked(path: Path, part: str, change) -> Path:
    """The workbook with one part of its archive changed, or added."""
    packed = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in {**dict.fromkeys(old.namelist()), part: None}:
            content = old.read(name) if name in old.namelist() else b"<sst/>"
            new.writestr(name, change(content) if name == part else content)
    return saved(path, packed.getvalue())


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "空的"),
        ("见附件。\n请查收\n".encode(), "不是 Excel 工作簿（内容是文本）"),
        (bytes(range(256)), "无法识别"),
        (b"%PDF-1.7 ...", "内容是 PDF"),
        (b"<html><table></table></html>", "内容是网页"),
        (b"PK\x03\x04 broken", "已损坏"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "另存为 .xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "密码"),
    ],
    ids=["empty", "text", "bytes", "pdf", "html", "broken-zip", "old-xls", "encrypted"],
)
def test_what_is_no_workbook_is_told_by_its_content(tmp_path, content, said):
    assert said in only(saved(tmp_path / "a.xlsx", content)).message


def test_a_word_document_without_a_table_is_named_as_one(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w><body/></w>")
    assert "Word" in only(tmp_path / "a.xlsx").message


def test_a_broken_old_workbook_is_asked_to_be_saved_anew(tmp_path):
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le") * 100
    assert "另存为 .xlsx" in only(saved(tmp_path / "2021年3月.xls", content)).message


def test_an_archive_that_unpacks_to_far_too_much_is_not_unpacked(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for _ in range(520):
                part.write(b" " * 2**20)
    assert "压缩炸弹" in only(tmp_path / "a.xlsx").message


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"])
def test_entities_in_the_xml_are_refused(tmp_path, part):
    doctype = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    path = Path(shutil.copy(SAMPLE, tmp_path / "a.xlsx"))
    declared = b"<?xml version='1.0' encoding='UTF-8'?>"
    changed = repacked(path, part, lambda xml: declared + doctype + xml[xml.find(b"?>") + 2 if xml.startswith(b"<?xml") else 0 :])
    assert "DTD" in only(changed).message


def test_a_sheet_cut_off_in_the_middle_is_told(tmp_path):
    path = building(tmp_path / "a.xlsx", project("甲项目"))
    assert "已损坏" in only(repacked(path, "xl/worksheets/sheet1.xml", lambda xml: xml[: len(xml) // 2])).message


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, SAMPLE.stat().st_size - 1), st.integers(0, 255)), min_size=1, max_size=20))
def test_a_file_damaged_anywhere_is_read_or_refused_and_nothing_else(damage):
    content = bytearray(SAMPLE.read_bytes())
    for place, byte in damage:
        content[place] = byte
    with tempfile.TemporaryDirectory() as folder:
        path = saved(Path(folder) / "曹镇乡.xlsx", bytes(content))
        try:
            assert read(path).reports
        except DocgenError as error:
            assert error.problems


def test_a_stray_value_far_away_is_refused_before_it_fills_the_memory(tmp_path):
    import openpyxl

    path = building(tmp_path / "a.xlsx", project("甲项目"))
    book = openpyxl.load_workbook(path)
    book.active.cell(1048576, 16384, "x")
    book.save(path)
    assert only(path).sheet == "附件1"


def test_an_empty_workbook(tmp_path):
    assert "没有内容" in only(write(tmp_path / "a.xlsx", [])).message


def test_a_workbook_whose_only_filled_sheet_is_hidden(tmp_path):
    path = write(tmp_path / "a.xlsx", [], [TITLE, UNIT_LINE, BUILDING, project("甲项目")], hidden=[1])
    assert "取消隐藏" in only(path).message


def test_a_header_that_cannot_be_recognised_says_what_was_found_and_what_is_needed(tmp_path):
    problem = only(write(tmp_path / "a.xlsx", [("名单",), ("姓名", "总投资", "备注"), ("张三", 1, "")]))
    assert problem.sheet == "附件1"
    assert "总投资" in problem.message and "备注" in problem.message and "项目名称" in problem.message


def test_a_table_of_no_known_form_lists_the_forms(tmp_path):
    path = write(tmp_path / "a.xlsx", [("通讯录",), ("项目名称", "备注", "电话"), ("甲项目", "", "13800001949")])
    assert "清单表" in only(path).message


@pytest.mark.parametrize(("column", "word"), [("总投资", "总投资"), ("年度完成投资", "年度完成投资"), ("2021年计划完成投资", "年度计划投资")])
def test_a_missing_required_column_is_named(tmp_path, column, word):
    header = ["其他" if text == column else text for text in BUILDING]
    problem = only(building(tmp_path / "a.xlsx", project("甲项目"), header=header))
    assert f"缺少“{word}”" in problem.message
    assert (problem.sheet, problem.cell) == ("附件1", "A3")


def test_without_a_column_of_project_names_there_is_no_header(tmp_path):
    header = ["内容" if text == "项目名称" else text for text in BUILDING]
    assert "项目名称" in only(building(tmp_path / "a.xlsx", project("甲项目"), header=header)).message


@pytest.mark.parametrize("typed", ["三百万", "见附件", "2021-03", "12万3", "1,23", "-5", -5, "(300)", True, "#REF!"])
def test_what_is_no_money_is_told_with_its_cell(tmp_path, typed):
    problem = only(building(tmp_path / "a.xlsx", project("甲项目", total=typed)))
    assert (problem.sheet, problem.cell) == ("附件1", "D4")
    assert "总投资" in problem.message


def test_money_as_a_formula_without_a_stored_result_asks_to_save_the_file(tmp_path):
    problem = only(building(tmp_path / "a.xlsx", project("甲项目", year="=E4*3")))
    assert problem.cell == "G4" and "公式" in problem.message


def test_all_wrong_cells_are_told_at_once(tmp_path):
    path = building(
        tmp_path / "a.xlsx",
        project("甲项目", total="多"), project("乙项目", number=2, month="少", plan=-1), project("", number=3),
    )  # fmt: skip
    assert [problem.cell for problem in refused(path)] == ["D4", "E5", "H5", "B6"]


def test_the_same_name_twice_in_one_form_names_both_rows(tmp_path):
    problem = only(building(tmp_path / "a.xlsx", project("甲 项目"), project("甲项目", number=2)))
    assert problem.cell == "B5" and "第 4 行" in problem.message


def test_a_table_without_projects(tmp_path):
    assert "没有项目" in only(building(tmp_path / "a.xlsx")).message


def test_a_file_that_does_not_say_whose_it_is(tmp_path):
    path = building(tmp_path / "报表.xlsx", project("甲项目"), above=(("在建项目进展情况表",), UNIT_LINE))
    assert "--unit" in only(path, unit=None).message


def test_amounts_split_under_a_merged_name_are_not_silently_lost(tmp_path):
    rows = [TITLE, UNIT_LINE, BUILDING, project("甲项目"), ("", "", "", 500)]
    assert only(write(tmp_path / "a.xlsx", rows, merge=["B4:B5"])).cell == "D5"
