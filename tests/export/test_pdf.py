"""Documents to PDF: the same bytes on any day, free stand-ins for licensed fonts, LibreOffice never left running."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt

from docgen.export.fonts import FACES, stand_ins_here
from docgen.export.package import normalise
from docgen.export.pdf import convert, to_pdf
from docgen.export.settled import made_here
from docgen.problem import DocgenError
from docgen.settings import Pdf, Settings
from tests.support import pdf as ruler
from tests.support.office import DATA, docgen, printed

SETTINGS = Settings()
FANDOL = {
    "方正小标宋简体": "FandolSong-Bold",
    "仿宋_GB2312": "FandolFang-Regular",
    "楷体_GB2312": "FandolKai-Regular",
    "黑体": "FandolHei-Regular",
    "宋体": "FandolSong-Regular",
}


def paper(**texts: str) -> bytes:
    """A document of one paragraph a font: FONT="text"."""
    document = Document()
    for font, words in texts.items():
        run = document.add_paragraph().add_run(words)
        run.font.size = Pt(16)
        slots = run._r.get_or_add_rPr().get_or_add_rFonts()
        for slot in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
            slots.set(qn(slot), font)
    out = BytesIO()
    document.save(out)
    return normalise(out.getvalue(), date(2021, 4, 6))


def in_all_fonts(words: str) -> bytes:
    return paper(**dict.fromkeys(FANDOL, words))


def row_of(font: str, words: str) -> list[ruler.Char]:
    """The characters of ``words`` set in ``font``, from left to right."""
    [page] = ruler.pages(printed(in_all_fonts(words)))
    bases = [base for base, _ in page.rows()]
    base = bases[list(FANDOL).index(font)]
    return sorted((char for char in page.chars if abs(char.base - base) < 1), key=lambda char: char.x0)


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "督办函（曹镇乡政府）.docx"
    path.write_bytes(paper(仿宋_GB2312="请于2021年4月13日前书面回复。"))
    return path


@pytest.fixture
def stuck(tmp_path: Path) -> Path:
    """A program that never ends and starts another that never ends; both leave their numbers in ``pids``."""
    program = tmp_path / "stuck"
    program.write_text(f"#!/bin/sh\nsleep 600 &\necho $$ $! > '{tmp_path}/pids.new'\n"
                       f"mv '{tmp_path}/pids.new' '{tmp_path}/pids'\nwait\n", encoding="utf-8")
    program.chmod(0o755)
    return program


def still_running(pids: Path) -> list[int]:
    """The processes of ``stuck`` that are alive half a second after the end."""
    time.sleep(0.5)
    return [int(pid) for pid in pids.read_text().split() if Path(f"/proc/{pid}/stat").exists() and not gone(pid)]


def gone(pid: str) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
    except (FileNotFoundError, ProcessLookupError):
        return True


def test_the_same_document_gives_the_same_bytes_later_and_in_company(letter):
    alone = to_pdf(letter, SETTINGS)
    time.sleep(1.1)  # the clock in a PDF counts seconds
    other = paper(黑体="一、总体进展")
    second = list(convert([other, letter, letter.read_bytes()], SETTINGS))
    assert [result.pdf for result in second[1:]] == [alone, alone]
    assert second[0].pdf != alone and made_here(alone)


def test_a_pdf_says_what_the_document_says_and_is_dated_like_it(letter):
    import pypdfium2

    made = printed(letter)
    assert ruler.text(made) == "请于2021年4月13日前书面回复。"
    document = pypdfium2.PdfDocument(made)
    assert document.get_metadata_value("CreationDate").startswith("D:20210406")
    document.close()


def test_a_pdf_that_anyone_touched_is_not_docgens_own(letter):
    made = printed(letter)
    assert made_here(made)
    assert not made_here(made + b"\n%signature") and not made_here(made.replace(b"endobj", b"endobJ", 1))


@pytest.mark.parametrize("font", FANDOL)
def test_a_missing_font_has_its_own_stand_in_and_the_report_names_it(font):
    fonts = {char.font.split("+")[-1] for char in row_of(font, "重点项目“通报”—〔2021〕8号")}
    stood_in = {item.wanted: item.used for item in stand_ins_here()}
    if font in stood_in:
        assert fonts == {FANDOL[font]} and stood_in[font] in FANDOL[font].replace("-", " ")
    else:
        assert not any("Fandol" in name for name in fonts)


def test_every_font_of_the_papers_has_a_stand_in():
    assert {face.names[0] for face in FACES} == set(FANDOL)


@pytest.mark.parametrize("font", FANDOL)
def test_a_rare_character_is_never_a_hole(font):
    names = "王㛃、李𠅤、张囍、刘䶮"
    chars = row_of(font, names)
    assert "".join(char.text for char in chars) == names
    made = printed(in_all_fonts(names))
    for char in chars:
        ink = ruler.ink_box(made, 1, char.x0, char.top, char.x1, char.bottom)
        assert ink and ink.x1 - ink.x0 > 0.5
    assert not {char.font.split("+")[-1] for char in chars if char.text in "㛃𠅤"} & {"DejaVuSans", "OpenSymbol"}


def test_a_document_that_fails_does_not_stop_the_others(letter, tmp_path):
    broken, note = tmp_path / "坏.docx", tmp_path / "说明.txt"
    broken.write_bytes(b"not a document")
    note.write_text("甲", encoding="utf-8")
    results = list(convert([broken, note, tmp_path / "无此文件.docx", letter], SETTINGS))
    assert [result.pdf is not None for result in results] == [False, False, False, True]
    messages = [str(result.problem) for result in results[:3]]
    assert [words.split("：")[0] for words in messages] == [str(broken), str(note), str(tmp_path / "无此文件.docx")]
    assert "不是有效的 .docx" in messages[0] and "只能转换" in messages[1] and "不存在" in messages[2]


def test_a_workbook_becomes_a_pdf_too():
    made = ruler.text(printed(DATA / "chenzhai-2020-03.xlsx"))
    assert "项目名称" in made and "建设内容" in made


def test_nothing_appears_beside_the_document(letter):
    to_pdf(letter, SETTINGS)
    assert list(letter.parent.iterdir()) == [letter]


def test_a_conversion_that_takes_too_long_is_stopped_with_all_it_started(letter, stuck):
    began = time.monotonic()
    with pytest.raises(DocgenError, match="超过 1 秒.*seconds.*docx 不受影响"):
        to_pdf(letter, Settings(pdf=Pdf(seconds=1, soffice=str(stuck))))
    assert time.monotonic() - began < 10
    assert still_running(stuck.with_name("pids")) == []


@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT", "SIGHUP"])
def test_ending_docgen_ends_libreoffice(letter, stuck, name):
    (letter.parent / "docgen.toml").write_text(f'[pdf]\nsoffice = "{stuck}"\n', encoding="utf-8")
    command = [sys.executable, "-m", "docgen", "--workspace", str(letter.parent), "pdf", str(letter)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        deadline = time.monotonic() + 60
        while not stuck.with_name("pids").exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        os.kill(process.pid, getattr(signal, name))
        _, words = process.communicate(timeout=60)
    assert process.returncode != 0 and b"Traceback" not in words
    assert still_running(stuck.with_name("pids")) == []


def test_without_libreoffice_the_message_says_how_to_get_it(letter, tmp_path):
    (tmp_path / "docgen.toml").write_text('[pdf]\nsoffice = "/nowhere/soffice"\n', encoding="utf-8")
    done = docgen(tmp_path, "pdf", letter)
    assert done.returncode == 2 and "[pdf] soffice" in done.stderr and "docx 不受影响" in done.stderr
    assert "Traceback" not in done.stderr and not letter.with_suffix(".pdf").exists()


def test_a_libreoffice_that_breaks_off_is_told_in_words(letter, tmp_path):
    program = tmp_path / "broken"
    program.write_text("#!/bin/sh\necho no space left\nexit 1\n", encoding="utf-8")
    program.chmod(0o755)
    with pytest.raises(DocgenError, match="未能转换（no space left）"):
        to_pdf(letter, Settings(pdf=Pdf(soffice=str(program))))


def test_a_signed_scan_of_the_same_name_is_kept(letter, tmp_path):
    scan = letter.with_suffix(".pdf")
    scan.write_bytes(b"%PDF-1.4 a signed scan")
    done = docgen(tmp_path, "pdf", letter)
    kept = scan.with_name("督办函（曹镇乡政府）（人工修改1）.pdf")
    assert done.returncode == 1 and str(kept) in done.stderr and kept.read_bytes() == b"%PDF-1.4 a signed scan"
    letter.write_bytes(paper(仿宋_GB2312="请于2021年4月20日前书面回复。"))
    again = docgen(tmp_path, "pdf", letter)
    assert again.returncode == 0 and "4月20日" in ruler.text(scan.read_bytes())
