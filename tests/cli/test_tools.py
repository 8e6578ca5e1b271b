"""A new office, PDFs on demand, the official templates: the tools as a clerk calls them."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from docx import Document as open_docx

from docgen.problem import DocgenError
from docgen.resources import NOTICES, TABLES, template_path
from docgen.settings import load
from tests.support import pdf as ruler
from tests.support.office import ROOT, docgen

WORKBOOKS = {path.relative_to(ROOT) for path in (ROOT / "data").rglob("*.xlsx")}


@pytest.fixture(scope="module")
def new_office(tmp_path_factory) -> Path:
    workspace = tmp_path_factory.mktemp("new") / "区政府办"
    done = docgen(ROOT, "init", workspace)
    assert done.returncode == 0, done.stderr
    return workspace


@pytest.fixture
def office(new_office, tmp_path) -> Path:
    return Path(shutil.copytree(new_office, tmp_path / "office"))


def test_a_new_office_has_settings_templates_and_sample_ledgers(new_office):
    assert load(new_office).office.name == "湛河区人民政府办公室"
    assert {path.relative_to(new_office) for path in (new_office / "data").rglob("*.xlsx")} == WORKBOOKS
    assert len(WORKBOOKS) >= 19
    for name in ("月通报.docx", "督办函.docx", "通知.docx"):
        assert (new_office / "templates" / NOTICES / name).is_file()
    for folder in (NOTICES, TABLES):
        ours = sorted(path.name for path in (ROOT / "templates" / folder).glob("*.??[cs]x"))
        assert sorted(path.name for path in (new_office / "templates" / folder).iterdir()) == ours


def test_a_new_office_can_work_at_once(new_office):
    done = docgen(new_office, "import", new_office / "data" / "zhanhe" / "2021-03", "--period", "2021-03")
    assert done.returncode in (0, 1), done.stderr


def test_a_second_time_says_in_one_line_that_all_is_there(office):
    done = docgen(office, "init", office)
    told = [line for line in done.stderr.splitlines() if "未动" in line]
    files = sum(path.is_file() and path.suffix != ".db" for path in office.rglob("*"))
    assert (done.returncode, done.stdout) == (0, "") and told == [f"已有 {files} 个文件，一律未动"]


def test_what_is_there_already_is_left_and_what_differs_is_named(office):
    settings, template = office / "docgen.toml", office / "templates" / NOTICES / "通知.docx"
    settings.write_text('[office]\nname = "本单位"\n', encoding="utf-8")
    template.unlink()
    done = docgen(office, "init", office)
    first, second, _ = done.stderr.splitlines()
    assert done.returncode == 1 and first.endswith("其中与随附的不同的有：") and second.strip() == str(settings)
    assert load(office).office.name == "本单位" and done.stdout.split() == [str(template)]


def test_an_office_is_not_made_in_a_file(tmp_path):
    (tmp_path / "甲").write_text("乙", encoding="utf-8")
    done = docgen(tmp_path, "init", tmp_path / "甲")
    assert done.returncode == 2 and "是一个文件" in done.stderr


def test_the_offices_own_template_comes_first(office):
    own = office / "templates" / NOTICES / "通知.docx"
    assert template_path(load(office), NOTICES, "通知.docx") == own
    own.unlink()
    assert template_path(load(office), NOTICES, "通知.docx") == ROOT / "templates" / NOTICES / "通知.docx"
    with pytest.raises(DocgenError, match="找不到模板.*无此模板.docx.*template build"):
        template_path(load(office), NOTICES, "无此模板.docx")


def test_rebuilding_the_templates_gives_those_that_come_along(tmp_path):
    done = docgen(ROOT, "templates", "build", "--into", tmp_path)
    assert done.returncode == 0, done.stderr
    for path in sorted((ROOT / "templates").rglob("*.??[cs]x")):
        assert (tmp_path / path.relative_to(ROOT / "templates")).read_bytes() == path.read_bytes(), path.name


@pytest.mark.parametrize(("folder", "name"), [(NOTICES, "通知.docx"), (TABLES, "清单表.docx")])
def test_rebuilding_keeps_an_edited_document_template(office, folder, name):
    edited = office / "templates" / folder / name
    document = open_docx(edited)
    document.add_paragraph("本单位另加一段。")
    document.save(edited)
    _is_kept(office, edited)


def test_rebuilding_keeps_an_edited_workbook_template(office):
    edited = office / "templates" / TABLES / "清单表.xlsx"
    book = openpyxl.load_workbook(edited)
    book.active["A2"] = "内部资料　单位：万元"
    book.save(edited)
    _is_kept(office, edited)


def test_rebuilding_keeps_what_is_no_template_at_all(office):
    edited = office / "templates" / TABLES / "清单表.xlsx"
    edited.write_bytes(b"no workbook")
    _is_kept(office, edited)


def _is_kept(office: Path, edited: Path) -> None:
    content = edited.read_bytes()
    done = docgen(office, "templates", "build")
    kept = edited.with_name(f"{edited.stem}（人工修改1）{edited.suffix}")
    assert done.returncode == 1 and done.stderr.count("人工修改") == done.stderr.count(str(kept)) + 1 == 2
    assert kept.read_bytes() == content and edited.read_bytes() != content


def test_an_older_template_of_docgens_own_is_simply_replaced(office):
    """As if another version had written these: other content, its own mark."""
    from docgen.layout.document import sign, to_bytes
    from docgen.layout.sheets.saving import signed

    document, book = open_docx(), openpyxl.Workbook()
    document.add_paragraph("旧版通知")
    sign(document)
    book.active["A1"] = "旧版清单表"
    older = {office / "templates" / NOTICES / "通知.docx": to_bytes(document), office / "templates" / TABLES / "清单表.xlsx": signed(book, date(2012, 7, 1))}
    for path, content in older.items():
        path.write_bytes(content)
    done = docgen(office, "templates", "build")
    assert (done.returncode, done.stderr) == (0, "")
    for path, content in older.items():
        assert path.read_bytes() != content and not list(path.parent.glob("*人工修改*"))


def test_a_templates_mark_does_not_pass_on_to_what_is_made_from_it(own_office):
    shutil.copytree(ROOT / "templates", own_office / "templates")
    assert docgen(own_office, "table", "排名表", "--period", "2021-03", "--format", "xlsx").returncode == 0
    template = openpyxl.load_workbook(own_office / "templates" / TABLES / "排名表.xlsx")
    made = openpyxl.load_workbook(own_office / "outputs" / "2021-03" / "排名表.xlsx")
    assert template.properties.category and not made.properties.category


def test_overwriting_the_templates_must_be_asked_for(office):
    edited = office / "templates" / NOTICES / "通知.docx"
    edited.write_bytes(b"no longer wanted")
    assert docgen(office, "templates", "build", "--overwrite").returncode == 0
    assert edited.read_bytes() != b"no longer wanted" and not list(edited.parent.glob("*人工修改*"))


def test_a_folder_of_papers_becomes_pdfs_beside_them_with_progress(office):
    folder = office / "outputs" / "2021-03"
    folder.mkdir(parents=True)
    for name in ("通知.docx", "督办函.docx"):
        shutil.copy(office / "templates" / NOTICES / name, folder)
    (folder / "~$通知.docx").write_bytes(b"Word's own")
    done = docgen(office, "pdf", folder)
    assert done.returncode == 0, done.stderr
    assert "1/2" in done.stderr and "2/2" in done.stderr
    assert done.stdout.split() == [str(folder / "督办函.pdf"), str(folder / "通知.pdf")]
    assert ruler.pages((folder / "通知.pdf").read_bytes())[0].width == pytest.approx(210, abs=0.5)


def test_an_empty_folder_has_nothing_to_convert(office):
    done = docgen(office, "pdf", office / "outputs")
    assert done.returncode == 2 and "没有 docx 文件" in done.stderr


def test_a_document_that_is_not_there_is_told_without_pretending_to_convert(office):
    done = docgen(office, "pdf", office / "无.docx")
    assert (done.returncode, done.stdout) == (2, "")
    assert "文件不存在" in done.stderr and "正在转换" not in done.stderr


def test_what_cannot_be_converted_is_told_first_and_the_rest_is_converted(office):
    good = Path(shutil.copy(office / "templates" / NOTICES / "通知.docx", office))
    (office / "坏.docx").write_bytes(b"no document")
    done = docgen(office, "pdf", office / "无.docx", office / "docgen.toml", office / "坏.docx", good)
    assert done.returncode == 1 and done.stdout.split() == [str(good.with_suffix(".pdf"))]
    *told, progress = [line for line in done.stderr.splitlines() if "错误" in line or "正在" in line]
    assert progress == "正在转换 PDF 1/1"
    for line, words in zip(told, ("文件不存在", "不能转换 .toml 文件", "不是有效的 .docx 文件"), strict=True):
        assert words in line
