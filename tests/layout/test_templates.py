"""Templates are real Word files: built once, then an office's own."""

import shutil
import zipfile
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest
from docx import Document

from docgen.export.signature import is_untouched
from docgen.layout.build import build_all
from docgen.layout.document import sign, to_bytes
from tests.support import ooxml
from tests.support.office import ROOT, docgen

CIRCULAR = "关于2021年3月份重点项目建设情况的通报.docx"


@pytest.fixture
def own_templates(own_office: Path) -> Path:
    shutil.copytree(ROOT / "templates", own_office / "templates")
    return own_office / "templates"


def edit(path: Path, change) -> None:
    document = Document(path)
    change(document)
    document.save(path)


def test_the_committed_templates_are_what_the_standards_module_builds(tmp_path: Path):
    built = build_all(tmp_path)
    committed = {path.relative_to(ROOT / "templates") for path in (ROOT / "templates").rglob("*.*") if path.suffix in (".docx", ".xlsx")}
    assert {path.relative_to(tmp_path) for path in built} == committed
    for path in built:
        assert path.read_bytes() == (ROOT / "templates" / path.relative_to(tmp_path)).read_bytes(), path.name


def test_every_template_is_a_valid_office_file():
    files = [path for path in (ROOT / "templates").rglob("*.*") if path.suffix in (".docx", ".xlsx")]
    assert len(files) >= 20
    assert ooxml.errors(*files) == []


def test_a_paragraph_added_in_word_and_a_changed_sentence_come_out_in_every_paper(own_office: Path, own_templates: Path):
    def change(document):
        demand = next(p for p in document.paragraphs if "做到不漏报" in p.text)
        demand.insert_paragraph_before("各单位要确定一名联络员。", style=demand.style)
        heading = next(p for p in document.paragraphs if p.text.endswith("下步要求"))
        heading.runs[-1].text = heading.runs[-1].text.replace("下步要求", "工作要求")

    edit(own_templates / "notices" / "月通报.docx", change)
    assert docgen(own_office, "circular", "--period", "2021-03").returncode == 0
    text = [p.text for p in Document(own_office / "outputs" / "2021-03" / CIRCULAR).paragraphs]
    assert "各单位要确定一名联络员。" in text
    assert "三、工作要求" in text


def test_a_table_templates_changed_heading_comes_out_in_the_circulars_annex(own_office: Path, own_templates: Path):
    def change(document):
        cell = next(c for row in document.tables[0].rows for c in row.cells if c.text == "名次")
        cell.paragraphs[0].runs[0].text = "位次"

    edit(own_templates / "tables" / "排名表.docx", change)
    assert docgen(own_office, "circular", "--period", "2021-03").returncode == 0
    document = Document(own_office / "outputs" / "2021-03" / CIRCULAR)
    assert any(cell.text == "位次" for table in document.tables for cell in table.rows[0].cells)


def test_a_style_changed_in_word_is_kept(own_office: Path, own_templates: Path):
    from docx.shared import Pt

    def change(document):
        document.styles["公文正文"].font.size = Pt(15)

    edit(own_templates / "notices" / "月通报.docx", change)
    assert docgen(own_office, "circular", "--period", "2021-03").returncode == 0
    paper = Document(own_office / "outputs" / "2021-03" / CIRCULAR)
    assert paper.styles["公文正文"].font.size == Pt(15)


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        ("{{ figures.totals.projcts }}", "projcts"),
        ("{{ nobody }}", "nobody"),
        ("{% if figures %}没有结束", "{% if figures %}没有结束"),
        ("{{ period.label|nosuch }}", "nosuch"),
        ("{{ ''.__class__.__mro__ }}", "__"),
    ],
)
def test_a_broken_tag_is_told_with_the_template_and_nothing_is_written(
    own_office: Path, own_templates: Path, broken: str, told: str
):
    def change(document):
        next(p for p in document.paragraphs if "总投资" in p.text).insert_paragraph_before(broken)

    edit(own_templates / "notices" / "月通报.docx", change)
    done = docgen(own_office, "circular", "--period", "2021-03")
    assert done.returncode == 2
    assert "月通报.docx" in done.stderr and told in done.stderr and "Traceback" not in done.stderr
    assert not (own_office / "outputs" / "2021-03").exists()


def test_a_template_that_is_no_word_file_is_refused(own_office: Path, own_templates: Path):
    (own_templates / "notices" / "督办函.docx").write_text("不是文档", encoding="utf-8")
    done = docgen(own_office, "letter", "--period", "2021-03", "--all")
    assert done.returncode == 2
    assert "督办函.docx" in done.stderr and "不是有效的 Word 文档" in done.stderr


def test_building_again_replaces_untouched_templates_and_keeps_edited_ones(own_office: Path, own_templates: Path):
    edited = own_templates / "notices" / "通知.docx"
    edit(edited, lambda document: document.add_paragraph("本机关自用"))
    assert not is_untouched(edited.read_bytes())
    done = docgen(own_office, "templates", "build")
    assert done.returncode == 1
    kept = [path.name for path in own_templates.rglob("*（人工修改*")]
    assert kept == ["通知（人工修改1）.docx"]
    assert is_untouched(edited.read_bytes())


def test_templates_hold_no_theme_fonts_that_would_win_over_the_named_ones():
    for path in (ROOT / "templates").rglob("*.docx"):
        with zipfile.ZipFile(path) as package:
            for name in package.namelist():
                if name.startswith("word/") and name.endswith(".xml") and "theme/" not in name:
                    assert b"Theme=" not in package.read(name), f"{path.name} {name}"


def test_a_template_knows_its_mark_and_a_paper_its_maker_whatever_was_imported(own_office: Path):
    import docxtpl.subdoc  # noqa: F401  brings docxcompose, which changes a prefix of python-docx

    document = Document()
    sign(document)
    assert is_untouched(to_bytes(document))
    assert docgen(own_office, "circular", "--period", "2021-03").returncode == 0
    with zipfile.ZipFile(own_office / "outputs" / "2021-03" / CIRCULAR) as package:
        properties = fromstring(package.read("docProps/core.xml"))
    assert [each.text for each in properties if each.tag.endswith("}lastModifiedBy")] == ["docgen"]
    assert len({each.tag for each in properties}) == len(properties) and not any("custom-properties" in each.tag for each in properties)
