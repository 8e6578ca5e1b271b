"""A workspace after an upgrade of docgen: templates that nobody edited follow, edited ones stay."""

import shutil
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from docx import Document

from docgen.layout.document import sign, to_bytes
from docgen.layout.sheets.saving import signed
from docgen.resources import NOTICES, TABLES, template_path
from docgen.settings import load
from tests.support.office import ROOT, docgen

WORD = Path(NOTICES) / "月通报.docx"
SHEET = Path(TABLES) / "排名表.xlsx"
GONE = "{{ figures.former_name }}"


@pytest.fixture
def upgraded(own_office: Path) -> Path:
    """An office with templates, two of which another version built: they use a name that is no more."""
    shutil.copytree(ROOT / "templates", own_office / "templates")
    document = Document()
    document.add_paragraph(GONE)
    sign(document)
    (own_office / "templates" / WORD).write_bytes(to_bytes(document))
    book = openpyxl.Workbook()
    book.active["A1"] = "{{ row.former_name }}"
    (own_office / "templates" / SHEET).write_bytes(signed(book, date(2012, 7, 1)))
    return own_office


def circular(office: Path):
    return docgen(office, "circular", "--period", "2021-03")


def test_papers_are_made_with_this_versions_templates_and_it_is_said_once(upgraded: Path):
    first, second = circular(upgraded), circular(upgraded)
    assert first.returncode == second.returncode == 0, first.stderr
    [told] = [line for line in first.stderr.splitlines() if "模板" in line]
    assert "换了版本" in told and WORD.name in told and SHEET.name in told and "月通报" in told
    assert "模板" not in second.stderr
    for name in (WORD, SHEET):
        assert (upgraded / "templates" / name).read_bytes() == (ROOT / "templates" / name).read_bytes()
    assert not list(upgraded.rglob("*人工修改*"))


def test_a_sheet_is_made_with_this_versions_template(upgraded: Path):
    done = docgen(upgraded, "table", "排名表", "--period", "2021-03", "--format", "xlsx")
    assert done.returncode == 0 and SHEET.name in done.stderr, done.stderr


def test_another_versions_template_is_not_used_even_where_it_cannot_be_replaced(upgraded: Path):
    settings = load(upgraded)
    assert template_path(settings, NOTICES, WORD.name) == ROOT / "templates" / WORD
    assert template_path(settings, TABLES, SHEET.name) == ROOT / "templates" / SHEET
    same = template_path(settings, NOTICES, "通知.docx")
    assert same == settings.workspace / "templates" / NOTICES / "通知.docx"


def test_an_edited_copy_of_another_version_stays_and_a_name_that_is_no_more_is_told(upgraded: Path):
    own = upgraded / "templates" / WORD
    document = Document(str(own))
    document.add_paragraph("本单位另加一段。")
    document.save(str(own))
    edited = own.read_bytes()
    done = circular(upgraded)
    assert done.returncode == 2
    assert "former_name" in done.stderr and WORD.name in done.stderr and "旧版本" in done.stderr
    assert own.read_bytes() == edited and not (upgraded / "outputs").exists()


def test_doctor_tells_which_templates_are_another_versions(upgraded: Path):
    found = docgen(upgraded, "doctor").stdout
    assert "别的版本自带、未改动2个" in found and "自动换成本版的" in found


def test_every_template_that_comes_along_is_known_as_untouched():
    from docgen.export.signature import is_untouched

    shipped = [path for path in (ROOT / "templates").rglob("*") if path.is_file()]
    assert shipped and [path.name for path in shipped if not is_untouched(path.read_bytes())] == []
