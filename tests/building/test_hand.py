"""What becomes of a person's edits: merged where that is safe, else kept and told, never lost."""

from __future__ import annotations

import shutil
from copy import deepcopy
from pathlib import Path

import openpyxl
from docx import Document
from docx.oxml.ns import qn
from docx.shared import RGBColor

from tests.building.hand import (
    CIRCULAR,
    FACTORY,
    LETTER,
    PERIOD,
    build,
    command,
    contents,
    correct,
    output,
    paragraph,
    replaced,
    restate,
    texts,
)
from tests.editing.writer import through_libreoffice
from tests.support.ooxml import errors

DEMAND = "首席服务员要牵头协调解决办理中的问题。"
ADDED = "对逾期未办结的，由区政府督查室跟踪督办。"


def kept(office: Path) -> list[str]:
    return sorted(path.name for path in (office / "outputs" / PERIOD).glob("*人工修改*"))


class TestNothingElseChanged:
    def test_an_edited_paper_is_left_as_it_is(self, built: Path):
        replaced(output(built, CIRCULAR), (DEMAND, DEMAND + ADDED))
        before = contents(built)
        code, told = build(built)
        assert code == 0 and told[CIRCULAR]["state"] == "保留人工修改"
        assert contents(built) == before

    def test_an_upgrade_of_docgen_alone_leaves_it_too(self, built: Path):
        replaced(output(built, LETTER), ("查明原因，制定措施", "查明原因，挂图作战"))
        for record in (built / "outputs" / ".docgen" / "records").iterdir():
            record.write_text(record.read_text(encoding="utf-8").replace('"version":"', '"version":"0.0.'), encoding="utf-8")
        assert build(built)[1][LETTER]["state"] == "保留人工修改"

    def test_force_puts_the_edit_into_docgens_own_layout(self, built: Path):
        replaced(output(built, LETTER), ("查明原因，制定措施", "查明原因，挂图作战"))
        _, told = build(built, "--force")
        assert told[LETTER]["state"] == "合并生成" and any("挂图作战" in text for text in texts(output(built, LETTER)))


class TestParagraphs:
    def test_an_edit_of_a_paragraph_that_stands_is_merged_and_told(self, built: Path):
        replaced(output(built, CIRCULAR), (DEMAND, DEMAND + ADDED))
        correct(built, "年度完成投资=255.2")
        code, told = build(built)
        assert code == 1 and told[CIRCULAR]["state"] == "合并生成" and kept(built) == []
        assert any("已并入" in note and "由区政府督查室跟踪督办" in note for note in told[CIRCULAR]["notes"])
        made = texts(output(built, CIRCULAR))
        assert any(text.endswith(DEMAND + ADDED) for text in made)
        assert any("曹镇乡（16.5%）" in text for text in made), "the new figures are there as well"

    def test_the_words_stand_in_docgens_own_runs_and_styles(self, built: Path):
        plain = {p.style.name: p for p in Document(str(output(built, LETTER))).paragraphs}
        replaced(output(built, LETTER), ("查明原因，制定措施", "查明原因，挂图作战"))
        correct(built, "年度完成投资=255.2")
        build(built)
        merged = paragraph(Document(str(output(built, LETTER))), "挂图作战")
        assert merged.style.name in plain
        assert [run._r.rPr is None or run._r.rPr.xml for run in merged.runs] == [
            run._r.rPr is None or run._r.rPr.xml for run in plain[merged.style.name].runs[: len(merged.runs)]
        ]
        assert errors(output(built, LETTER)) == []

    def test_added_and_removed_paragraphs_are_merged(self, built: Path):
        path = output(built, CIRCULAR)
        document = Document(str(path))
        last = paragraph(document, "做到不漏报、不错报、不迟报")
        new = deepcopy(last._p)
        last._p.addnext(new)
        document.save(str(path))
        replaced_last = Document(str(path))
        twins = [p for p in replaced_last.paragraphs if "做到不漏报、不错报、不迟报" in p.text]
        twins[1].runs[0].text = "特此通报。"
        for words in ("部分项目存在制约因素", "各单位报送的问题中"):
            gone = paragraph(replaced_last, words)._p
            gone.getparent().remove(gone)
        replaced_last.save(str(path))
        restate(built)
        _, told = build(built)
        made = texts(path)
        place = next(n for n, text in enumerate(made) if "做到不漏报、不错报、不迟报" in text)
        assert made[place + 1] == "特此通报。" and made[place + 2].startswith("附件：1.")
        assert not any("制约因素" in text for text in made)
        assert kept(built) == [] and len(told[CIRCULAR]["edits"]) == 3

    def test_a_paragraph_whose_figures_changed_is_not_merged_both_are_kept_and_all_three_texts_told(self, built: Path):
        path = output(built, CIRCULAR)
        replaced(path, ("居后两位的是", "排在最后两位的是"), (DEMAND, DEMAND + ADDED))
        edited = path.read_bytes()
        correct(built, "年度完成投资=255.2")
        code, told = build(built)
        assert code == 1
        [name] = kept(built)
        assert output(built, name).read_bytes() == edited and told[CIRCULAR]["kept"].endswith(name)
        made = texts(path)
        assert any("居后两位的是曹镇乡（16.5%）" in text for text in made)
        assert any(ADDED in text for text in made), "the edit that fits is merged all the same"
        [unmerged] = [edit for edit in told[CIRCULAR]["edits"] if edit["state"] == "unmerged"]
        assert "居后两位的是曹镇乡（16.3%）" in unmerged["was"]
        assert "排在最后两位的是曹镇乡（16.3%）" in unmerged["hand"]
        assert "居后两位的是曹镇乡（16.5%）" in unmerged["now"]

    def test_the_screen_names_the_kept_file_and_every_place(self, built: Path):
        replaced(output(built, CIRCULAR), ("通报如下", "予以通报"), (DEMAND, DEMAND + ADDED))
        restate(built)
        code, _, told = command(built, "build", "--period", PERIOD)
        assert code == 1 and str(output(built, kept(built)[0])) in told
        assert "没有并入：“根据《湛河区人民政府办公室关于健全完善重…”一段" in told and "已并入：" in told

    def test_a_merged_paper_keeps_its_edits_through_later_builds(self, built: Path):
        replaced(output(built, CIRCULAR), (DEMAND, DEMAND + ADDED), ("平湛政办〔2021〕9号", "平湛政办〔2021〕12号"))
        for number in (18, 19, 20):
            restate(built, number)
            build(built)
            made = texts(output(built, CIRCULAR))
            assert any(f"〕{number}号），现将" in text for text in made)
            assert any(ADDED in text for text in made) and "平湛政办〔2021〕12号" in made
        assert kept(built) == []
        assert build(built)[1][CIRCULAR]["state"] == "保留人工修改"

    def test_what_the_new_version_says_by_itself_is_no_conflict(self, built: Path):
        replaced(output(built, LETTER), ("联系人：张主任", "联系人：李主任"))
        settings = built / "docgen.toml"
        settings.write_text(settings.read_text(encoding="utf-8").replace('"张主任"', '"李主任"'), encoding="utf-8")
        _, told = build(built)
        assert kept(built) == [] and [edit["state"] for edit in told[LETTER]["edits"]] == ["already"]

    def test_the_same_hand_and_the_same_change_give_the_same_bytes(self, built: Path, tmp_path: Path):
        replaced(output(built, CIRCULAR), (DEMAND, DEMAND + ADDED))
        restate(built)
        other = Path(shutil.copytree(built, tmp_path / "other"))
        build(built)
        build(other)
        assert output(built, CIRCULAR).read_bytes() == output(other, CIRCULAR).read_bytes()

    def test_the_single_command_makes_it_anew_and_keeps_the_edited_one(self, built: Path):
        replaced(output(built, CIRCULAR), (DEMAND, DEMAND + ADDED))
        restate(built)
        build(built)
        code, _, told = command(built, "circular", "--period", PERIOD, "--number", "9")
        assert code == 1 and len(kept(built)) == 1 and kept(built)[0] in told
        assert not any(ADDED in text for text in texts(output(built, CIRCULAR)))

    def test_dry_run_foretells_the_merge(self, built: Path):
        replaced(output(built, CIRCULAR), (DEMAND, DEMAND + ADDED))
        restate(built)
        before = contents(built)
        _, told = build(built, "--dry-run")
        assert [edit["state"] for edit in told[CIRCULAR]["edits"]] == ["merged"] and contents(built) == before


class TestBeyondText:
    def edited(self, built: Path, edit, name: str = CIRCULAR) -> tuple[dict, bytes]:
        path = output(built, name)
        document = Document(str(path))
        edit(document)
        document.save(str(path))
        hand = path.read_bytes()
        restate(built)
        code, told = build(built)
        assert code == 1
        return told[name], hand

    def assert_kept(self, built: Path, told: dict, hand: bytes, words: str) -> None:
        [name] = kept(built)
        assert output(built, name).read_bytes() == hand and told["kept"].endswith(name)
        assert any(words in note for note in told["notes"]), told["notes"]

    def test_emphasis_is_kept_and_told(self, built: Path):
        def edit(document):
            paragraph(document, DEMAND).runs[0].font.color.rgb = RGBColor(255, 0, 0)

        self.assert_kept(built, *self.edited(built, edit), "加粗、颜色")

    def test_a_picture_is_kept_and_told(self, built: Path, tmp_path: Path):
        from PIL import Image

        Image.new("RGB", (20, 20), "red").save(tmp_path / "红.png")

        def edit(document):
            paragraph(document, DEMAND).add_run().add_picture(str(tmp_path / "红.png"))

        self.assert_kept(built, *self.edited(built, edit), "图片由 0 张变为 1 张")

    def test_the_imprint_is_kept_and_told(self, built: Path):
        def edit(document):
            [run] = [r for t in document.tables for row in t.rows for c in row.cells for p in c.paragraphs for r in p.runs if "抄送" in r.text]
            run.text = run.text.replace("区委办公室", "区委办公室，区总工会")

        self.assert_kept(built, *self.edited(built, edit), "版记")

    def test_a_comment_is_kept_and_told(self, built: Path):
        def edit(document):
            document.add_comment(paragraph(document, DEMAND).runs, text="请核实", author="主任")

        self.assert_kept(built, *self.edited(built, edit), "批注")

    def test_a_cell_of_an_annex_is_kept_and_told_with_the_command_that_takes_it_back(self, built: Path):
        def edit(document):
            [row] = [r for t in document.tables for r in t.rows if len(r.cells) > 20 and "".join(r.cells[1].text.split()) == FACTORY]
            [text] = [text for text in row._tr.iter(qn("w:t")) if text.text == "主体施工"]
            text.text = "主体封顶"

        told, hand = self.edited(built, edit)
        self.assert_kept(built, told, hand, "“主体施工”改为“主体封顶”")
        assert any(f"docgen pull {told['kept']}" in note for note in told["notes"])

    def test_no_word_file_any_more_is_kept(self, built: Path):
        output(built, CIRCULAR).write_bytes(b"scanned and signed")
        restate(built)
        _, told = build(built)
        assert output(built, kept(built)[0]).read_bytes() == b"scanned and signed"
        assert any("无法读出" in note for note in told[CIRCULAR]["notes"])


class TestSheets:
    SHEET = "在建项目进展情况表.xlsx"

    def edit(self, built: Path, value: str = "主体封顶") -> bytes:
        path = output(built, self.SHEET)
        book = openpyxl.load_workbook(path)
        [row] = [row for row in book.active.iter_rows() if row[1].value == FACTORY]
        next(cell for cell in row if cell.value == "主体施工").value = value
        book.save(path)
        return path.read_bytes()

    def test_an_edited_sheet_is_kept_and_each_cell_told(self, built: Path):
        hand = self.edit(built)
        correct(built, "年度完成投资=255.2")
        code, told = build(built)
        assert code == 1 and [output(built, name).read_bytes() for name in kept(built)] == [hand]
        assert told[self.SHEET]["cells"] == [{"row": FACTORY, "was": "主体施工", "hand": "主体封顶"}]

    def test_an_edit_that_was_pulled_is_in_the_new_sheet_and_no_copy_is_left(self, built: Path):
        self.edit(built)
        assert command(built, "pull", output(built, self.SHEET), "--yes")[0] == 0
        _, told = build(built)
        assert kept(built) == [] and told[self.SHEET]["notes"] == []
        rows = openpyxl.load_workbook(output(built, self.SHEET)).active.iter_rows(values_only=True)
        assert any(FACTORY in row and "主体封顶" in row for row in rows)

    def test_a_coloured_cell_is_kept_and_told(self, built: Path):
        from openpyxl.styles import PatternFill

        path = output(built, self.SHEET)
        book = openpyxl.load_workbook(path)
        book.active["B6"].fill = PatternFill("solid", fgColor="FFFF00")
        book.save(path)
        correct(built, "年度完成投资=255.2")
        _, told = build(built)
        assert len(kept(built)) == 1 and any("颜色" in note for note in told[self.SHEET]["notes"])


def test_papers_that_libreoffice_saved_are_merged_and_those_merely_saved_again_are_docgens_own(built: Path, tmp_path: Path):
    changes = {DEMAND: DEMAND + ADDED, "平湛政办〔2021〕9号": "平湛政办〔2021〕12号"}

    def edit(name: str, document) -> None:
        for element in document.iter():
            for was, now in changes.items():
                if was in (element.text or ""):
                    element.text = element.text.replace(was, now)

    papers = [output(built, CIRCULAR), output(built, LETTER)]
    for paper, saved in zip(papers, through_libreoffice(papers, tmp_path / "bench", edit)):
        shutil.copy(saved, paper)
    correct(built, "年度完成投资=255.2")
    code, told = build(built)
    assert code == 1 and kept(built) == [], told[CIRCULAR]["notes"] + told[LETTER]["notes"]
    made = texts(output(built, CIRCULAR))
    assert "平湛政办〔2021〕12号" in made and any(ADDED in text for text in made)
    assert [edit["state"] for edit in told[CIRCULAR]["edits"]] == ["merged", "merged"]
    assert told[LETTER]["edits"] == [] and told[LETTER]["notes"] == []
    assert errors(*papers) == []
