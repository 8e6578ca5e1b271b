"""The office's own fonts in attachment tables, for Word and for Excel, and in annexes that stand alone."""

from pathlib import Path

import openpyxl
import pytest
from docx import Document
from docx.oxml.ns import qn

from tests.support.office import docgen
from tests.support.ooxml import errors

USUAL = {"方正小标宋简体", "仿宋_GB2312", "黑体"}
OWN = {"方正小标宋_GBK", "仿宋", "方正黑体_GBK"}


@pytest.fixture
def office(own_office: Path) -> Path:
    """An office whose computers have other fonts."""
    settings = own_office / "docgen.toml"
    text = settings.read_text(encoding="utf-8")
    for old, new in (("方正小标宋简体", "方正小标宋_GBK"), ("仿宋_GB2312", "仿宋"), ('hei = "黑体"', 'hei = "方正黑体_GBK"')):
        assert old in text
        text = text.replace(old, new)
    settings.write_text(text, encoding="utf-8")
    return own_office


def named_in(file: Path) -> set[str]:
    """The fonts that a Word document names anywhere."""
    document = Document(file)
    parts = (document.styles.element, document.element)
    return {names.get(qn("w:eastAsia")) for part in parts for names in part.iter(qn("w:rFonts"))}


def test_a_table_for_word_and_for_excel_names_them(office: Path):
    done = docgen(office, "table", "排名表", "--period", "2021-03")
    assert done.returncode == 0, done.stderr
    folder = office / "outputs" / "2021-03"
    document = named_in(folder / "排名表.docx")
    assert document & OWN == OWN and not document & USUAL
    sheet = openpyxl.load_workbook(folder / "排名表.xlsx").active
    shown = {cell.font.name for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert shown == OWN
    assert errors(folder / "排名表.docx", folder / "排名表.xlsx") == []


def test_an_annex_that_is_not_bound_names_them(office: Path):
    draft = office / "文稿.md"
    draft.write_text(
        "---\ntitle: 关于排名的通知\ndate: 2021-04-08\nannexes:\n  - {title: 排名表, table: 排名表, bound: false}\n---\n见附件。\n",
        encoding="utf-8",
    )
    done = docgen(office, "notice", draft, "--period", "2021-03")
    assert done.returncode in (0, 1), done.stderr
    assert not named_in(office / "outputs" / "2021-04" / "排名表.docx") & USUAL
