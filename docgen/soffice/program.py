"""Where LibreOffice is on this machine."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from docgen.problem import DocgenError
from docgen.settings import Pdf

NO_PDF = "PDF 未生成（docx 不受影响）"
SAVE_AS_PDF = "在 Word 或 WPS 中另存为 PDF"


def find(pdf: Pdf, undone: str = NO_PDF, instead: str = SAVE_AS_PDF) -> str:
    """The LibreOffice program: the settings' own, the one on PATH, or where it is usually installed.

    Raises DocgenError telling what is ``undone`` without it, how to get it, and what a person may do ``instead``.
    """
    if pdf.soffice:
        found = shutil.which(pdf.soffice)
        if not found:
            raise DocgenError(f"设置 [pdf] soffice 所指的 {pdf.soffice} 不存在或不能运行，{undone}：请改正后再试，也可{instead}")
        return found
    for name in ("soffice", "libreoffice"):
        if found := shutil.which(name):
            return found
    for place in _usual_places():
        if place.is_file():
            return str(place)
    raise DocgenError(
        f"没有找到 LibreOffice，{undone}：请安装 LibreOffice"
        "（Debian、统信、麒麟：apt-get install libreoffice-writer libreoffice-calc；Windows、macOS：从 libreoffice.org 下载），"
        f"或在设置 [pdf] soffice 中写明程序的位置，也可{instead}"
    )


def _usual_places() -> Iterator[Path]:
    if sys.platform == "win32":
        for variable in ("ProgramFiles", "ProgramFiles(x86)", "ProgramW6432"):
            if base := os.environ.get(variable):
                yield Path(base) / "LibreOffice" / "program" / "soffice.exe"
    elif sys.platform == "darwin":
        yield Path("/Applications/LibreOffice.app/Contents/MacOS/soffice")
        yield Path.home() / "Applications/LibreOffice.app/Contents/MacOS/soffice"
    else:
        yield Path("/usr/lib/libreoffice/program/soffice")
        yield from sorted(Path("/opt").glob("libreoffice*/program/soffice"), reverse=True)
