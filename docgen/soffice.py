"""LibreOffice as a guest: found, run without a window, with a time limit, and never left running."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from docgen.problem import DocgenError, reason
from docgen.settings import Pdf

_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>zh-CN</value></prop></item>
<item oor:path="/org.openoffice.Office.Linguistic/General"><prop oor:name="DefaultLocale_CJK" oor:op="fuse"><value>zh-CN</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
"""No macros, and no links followed: a document from outside must not reach for anything. Chinese line breaking
where a document does not name its language, whatever the machine's own."""


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


def run(program: str, arguments: Sequence[str], folder: Path, environment: dict[str, str], seconds: int) -> Outcome:
    """Run LibreOffice with a profile of its own in ``folder`` until it ends or ``seconds`` are over.

    Whatever happens, neither it nor a child of it is left running. Runs in one folder share its profile.
    """
    profile = folder / "profile"
    if not profile.exists():
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
    command = [*_guard(seconds), program, "--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck"]
    command += [f"-env:UserInstallation={profile.as_uri()}", *arguments]
    # TZ makes the dates in a PDF equally long everywhere
    variables = {**os.environ, **environment, "TZ": "UTC", "SAL_USE_VCLPLUGIN": "svp"}
    words = folder / "words.txt"
    with words.open("wb") as out, _ending_on_signals(), _own_group(program, command, variables, out) as process:
        try:
            process.wait(timeout=seconds)
            overran = False
        except subprocess.TimeoutExpired:
            overran = True
    said = words.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    return Outcome(overran, said[-1] if said else "")


@dataclass(frozen=True)
class Outcome:
    """How a run ended: whether it was stopped, and the last line it said."""

    overran: bool
    last_words: str


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


def _guard(seconds: int) -> list[str]:
    """Even if docgen itself is killed outright, ``timeout`` ends the group where the system has it."""
    if os.name == "posix" and (timeout := shutil.which("timeout")):
        return [timeout, "--signal=KILL", str(seconds + 30)]
    return []


@contextmanager
def _own_group(program: str, command: list[str], variables: dict[str, str], out) -> Iterator[subprocess.Popen]:
    own = {"creationflags": 0x00000200} if os.name == "nt" else {"start_new_session": True}
    try:
        process = subprocess.Popen(
            command, env=variables, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT, **own
        )
    except OSError as error:
        raise DocgenError(f"LibreOffice（{program}）无法启动：{reason(error)}") from None
    try:
        yield process
    finally:
        _end_group(process)


def _end_group(process: subprocess.Popen) -> None:
    """End the process and all that it started, also what outlived it."""
    if os.name == "nt":
        if process.poll() is None:
            subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)
    else:
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            pass  # nothing of the group is left
    process.wait()


@contextmanager
def _ending_on_signals() -> Iterator[None]:
    """A polite request to end must pass through ``finally``, or LibreOffice would stay behind."""
    import threading

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    names = [name for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    former = {name: signal.signal(getattr(signal, name), _leave) for name in names}
    try:
        yield
    finally:
        for name, handler in former.items():
            signal.signal(getattr(signal, name), handler)


def _leave(number: int, _frame: object) -> None:
    raise SystemExit(128 + number)
