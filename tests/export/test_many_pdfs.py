"""Many PDFs from few starts of LibreOffice: each as it would be alone, and none that fails takes others along."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import openpyxl
import pypdfium2
from hypothesis import given
from hypothesis import strategies as st

from docgen.export import settled
from docgen.export.pdf import convert, to_pdf
from docgen.settings import Pdf, Run, Settings
from tests.export import slow
from tests.export.test_pdf import FANDOL, gone, paper
from tests.support import pdf as ruler

SETTINGS = Settings()
LETTERS = [paper(**{font: f"第{number}号督办函，请于4月{number}日前回复。" for font in list(FANDOL)[: 1 + number % 5]}) for number in range(1, 15)]


def book(words: str) -> bytes:
    made = openpyxl.Workbook()
    made.active["A1"] = words
    return slow.saved(made)


def written(folder: Path, **documents: bytes) -> list[Path]:
    """The documents as files: NAME_SUFFIX=content."""
    paths = [folder / name.replace("_", ".") for name in documents]
    for path, content in zip(paths, documents.values(), strict=True):
        path.write_bytes(content)
    return paths


def office_processes(owner: int) -> list[int]:
    """The LibreOffices that descend from the process ``owner``."""
    parents, names = {}, {}
    for place in Path("/proc").iterdir():
        if place.name.isdigit():
            try:
                head, tail = (place / "stat").read_text(errors="replace").rsplit(")", 1)
            except (FileNotFoundError, ProcessLookupError):
                continue
            names[int(place.name)], parents[int(place.name)] = head.split("(", 1)[1], int(tail.split()[1])
    found = []
    for number, name in names.items():
        above = number
        while above in parents and above != owner:
            above = parents[above]
        if above == owner and name.startswith("soffice.bin"):
            found.append(number)
    return found


def test_in_whatever_order_and_number_the_same_documents_give_the_same_bytes():
    forth = [result.pdf for result in convert(LETTERS, Settings(run=Run(workers=2)))]
    back = [result.pdf for result in convert(LETTERS[::-1], Settings(run=Run(workers=1)))]
    assert forth == back[::-1] and len(set(forth)) == len(LETTERS)
    assert forth[7] == to_pdf(LETTERS[7], SETTINGS)
    assert all(settled.made_here(pdf) for pdf in forth)
    for number, pdf in enumerate(forth, 1):
        assert f"第{number}号督办函" in ruler.text(pdf)


def test_fonts_that_are_uncounted_are_whole_and_their_pdf_too():
    [made] = convert(LETTERS[3:4], SETTINGS)
    assert b"/UniqueID" not in made.pdf
    document = pypdfium2.PdfDocument(made.pdf)
    pictures = document[0].render(scale=2).to_numpy()
    document.close()
    assert (pictures < 128).any()
    fonts = subprocess.run(["pdffonts", "-"], input=made.pdf, capture_output=True, check=True)
    assert fonts.stderr == b"" and fonts.stdout.count(b"Type 1") == 5
    # every row of the table points at its object
    rows = made.pdf[made.pdf.rfind(b"\nxref\n") :].splitlines()[3:]
    offsets = [int(row[:10]) for row in rows if row.endswith(b"n ")]
    assert all(made.pdf[at:].startswith(b"%d 0 obj" % number) for number, at in enumerate(offsets, 1))


@given(st.binary(max_size=3000))
def test_what_is_encrypted_for_a_font_is_read_again(text: bytes):
    assert settled._decrypted(settled._encrypted(text)) == text


def test_a_document_that_takes_hours_is_stopped_and_the_others_come_out(tmp_path):
    before, endless, after = written(tmp_path, 排名表_xlsx=book("排名"), 清单表_xlsx=slow.endless(), 反馈表_xlsx=book("反馈"))
    results = list(convert([before, endless, after], Settings(pdf=Pdf(seconds=10))))
    assert ["排名" in ruler.text(results[0].pdf), results[1].pdf, "反馈" in ruler.text(results[2].pdf)] == [True, None, True]
    assert str(results[1].problem).startswith(f"{endless}：转换超过 10 秒")


def test_what_libreoffice_cannot_read_is_named_and_the_others_come_out(tmp_path):
    first, torn, worse, last = written(
        tmp_path, 甲_docx=LETTERS[0], 乙_docx=slow.torn(LETTERS[1]), 丙_docx=slow.torn(LETTERS[2]), 丁_docx=LETTERS[3]
    )
    results = list(convert([first, torn, worse, last], SETTINGS))
    assert [result.pdf is not None for result in results] == [True, False, False, True]
    for path, result in zip((torn, worse), results[1:3], strict=True):
        assert str(result.problem).startswith(f"{path}：LibreOffice 未能转换（")


def test_a_document_that_takes_too_much_memory_is_stopped_and_the_others_come_out(tmp_path):
    documents = written(tmp_path, 甲_docx=LETTERS[0], 图_docx=slow.greedy(), 乙_docx=LETTERS[1])
    results = list(convert(documents, Settings(pdf=Pdf(memory=600))))
    assert [result.pdf is not None for result in results] == [True, False, True]
    assert "图.docx：转换占用内存超过 600 MB" in str(results[1].problem)


def test_a_libreoffice_that_is_killed_midway_is_started_again_and_every_paper_comes_out():
    killed = []

    def kill_once(done: int, _all: int) -> None:
        if done == 3:
            for number in office_processes(os.getpid()):
                killed.append(number)
                os.kill(number, signal.SIGKILL)

    results = list(convert(LETTERS[:8], Settings(run=Run(workers=1)), kill_once))
    assert killed
    for number, result in enumerate(results, 1):
        assert f"第{number}号督办函" in ruler.text(result.pdf)


def test_progress_is_told_by_paper_and_what_cannot_be_converted_counts_too(tmp_path):
    told = []
    documents = [tmp_path / "无此文件.docx", *LETTERS[:2]]
    list(convert(documents, SETTINGS, lambda done, total: told.append((done, total))))
    assert told == [(2, 3), (3, 3)]


def test_libreoffice_ends_with_a_docgen_that_is_killed_outright(tmp_path):
    [endless] = written(tmp_path, 清单表_xlsx=slow.endless())
    command = [sys.executable, "-m", "docgen", "--workspace", str(tmp_path), "pdf", str(endless)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        deadline = time.monotonic() + 60
        while not (offices := office_processes(process.pid)) and time.monotonic() < deadline:
            time.sleep(0.05)
        process.kill()
    deadline = time.monotonic() + 10
    while not all(gone(str(number)) for number in offices) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert offices and all(gone(str(number)) for number in offices)
