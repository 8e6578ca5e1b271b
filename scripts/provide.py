"""Provides what PDFs need, LibreOffice and Chinese fonts, as far as the machine and the user's rights allow.

Says plainly what is left out and why. With ``--required`` (the tests) a missing part is a failure.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from docgen import soffice
from docgen.export.fonts import font_folders, user_fonts
from docgen.problem import DocgenError
from docgen.settings import Pdf

OFFICE = ("libreoffice-writer", "libreoffice-calc")
FALLBACK = "fonts-noto-cjk"
FANDOL_PACKAGE = "texlive-lang-chinese"
FANDOL = (
    "FandolSong-Bold.otf",
    "FandolSong-Regular.otf",
    "FandolFang-Regular.otf",
    "FandolKai-Regular.otf",
    "FandolHei-Regular.otf",
)
ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
QUIET = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}


def main(required: bool) -> int:
    lacking = []
    if not has_office() and not (may_install() and install(*OFFICE, "fontconfig") and has_office()):
        lacking.append(f"没有 LibreOffice，{reason()}，PDF 从略；docx 和 xlsx 照常生成")
    elif not has_fandol() and not (fetch_fandol() and has_fandol()):
        lacking.append("没有取得 Fandol 字体，PDF 中的公文字体改由其他中文字体代替")
    if has_office() and not has_fallback() and not (may_install() and install(FALLBACK) and has_fallback()):
        lacking.append(f"没有 Noto CJK 字体（{FALLBACK}），{reason()}，PDF 中的生僻字可能缺失")
    for words in lacking:
        print(f"说明：{words}。", file=sys.stderr)
    if lacking and required:
        print("测试需要 LibreOffice 和上述字体：请以 root 运行 make test，或先行安装"
              f"（apt-get install {' '.join(OFFICE)} {FALLBACK}）。", file=sys.stderr)
        return 1
    return 0


def has_office() -> bool:
    try:
        return bool(soffice.find(Pdf()))
    except DocgenError:
        return False


def has_fandol() -> bool:
    return any(all((folder / name).is_file() for name in FANDOL) for folder in font_folders())


def has_fallback() -> bool:
    if not shutil.which("fc-list"):
        return sys.platform in ("win32", "darwin")
    families = subprocess.run(["fc-list", ":", "family"], capture_output=True, text=True, check=False).stdout
    return "Noto Serif CJK SC" in families


def may_install() -> bool:
    return ROOT and shutil.which("apt-get") is not None


def reason() -> str:
    if not shutil.which("apt-get"):
        return "本机没有 apt，请自行安装"
    return "安装未成功" if ROOT else "当前不是 root，不能安装"


def install(*packages: str) -> bool:
    print(f"正在安装 {'、'.join(packages)}，约需几分钟……", flush=True)
    update()
    command = ["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages]
    done = subprocess.run(command, env=QUIET, capture_output=True, text=True, errors="replace", check=False)
    if done.returncode:
        print("\n".join(done.stderr.strip().splitlines()[-3:]), file=sys.stderr)
    return done.returncode == 0


def update() -> None:
    subprocess.run(["apt-get", "update", "-q"], env=QUIET, capture_output=True, check=False)


def fetch_fandol() -> bool:
    """Take the five fonts out of Debian's package; TeX Live itself is not installed."""
    if not shutil.which("apt-get") or not shutil.which("dpkg-deb"):
        return False
    print("正在下载 Fandol 字体……", flush=True)
    with tempfile.TemporaryDirectory(prefix="docgen-") as name:
        folder = Path(name)
        if not download(folder) and ROOT:
            update()
            download(folder)
        try:
            return any(unpack(package) for package in folder.glob("*.deb"))
        except (OSError, tarfile.TarError) as error:
            print(f"说明：字体未能存入 {user_fonts()}（{error}）。", file=sys.stderr)
            return False


def download(folder: Path) -> bool:
    command = ["apt-get", "download", "-q", FANDOL_PACKAGE]
    return subprocess.run(command, cwd=folder, env=QUIET, capture_output=True, check=False).returncode == 0


def unpack(package: Path) -> bool:
    target = user_fonts()
    target.mkdir(parents=True, exist_ok=True)
    with subprocess.Popen(["dpkg-deb", "--fsys-tarfile", str(package)], stdout=subprocess.PIPE) as process:
        with tarfile.open(fileobj=process.stdout, mode="r|") as files:
            for entry in files:
                name = Path(entry.name).name
                if name in FANDOL and entry.isfile():
                    (target / name).write_bytes(files.extractfile(entry).read())
    return process.returncode == 0


if __name__ == "__main__":
    sys.exit(main("--required" in sys.argv[1:]))
