"""One running LibreOffice: a process group with a profile and a folder of its own, ended whatever happens."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from docgen.problem import DocgenError, reason

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

_GUARD = Path(__file__).with_name("guard.py")
_PROC = Path("/proc")


PROFILE = "profile"


class Office:
    """LibreOffice at work on ``arguments``, with its profile and what it says in ``folder``.

    One at a time in a folder; later ones find the profile there. As a context it ends itself with all that it
    started, and the guard at the head of its group ends it when docgen is killed outright.
    """

    def __init__(self, program: str, arguments: Sequence[str], folder: Path, environment: dict[str, str]) -> None:
        profile = folder / PROFILE
        if not profile.exists():
            (profile / "user").mkdir(parents=True)
            (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
        command = [sys.executable, "-I", "-S", str(_GUARD), program, "--headless", "--norestore", "--nologo"]
        command += ["--nodefault", "--nolockcheck", f"-env:UserInstallation={profile.as_uri()}", *arguments]
        # TZ makes the dates in a PDF equally long everywhere
        variables = {**os.environ, **environment, "TZ": "UTC", "SAL_USE_VCLPLUGIN": "svp"}
        own = {"creationflags": 0x00000200} if os.name == "nt" else {"start_new_session": True}
        self._words = folder / "words.txt"
        try:
            with self._words.open("wb") as out:
                self._process = subprocess.Popen(
                    command, env=variables, stdin=subprocess.PIPE, stdout=out, stderr=subprocess.STDOUT, **own
                )
        except OSError as error:
            raise DocgenError(f"LibreOffice（{program}）无法启动：{reason(error)}") from None

    def __enter__(self) -> Office:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    @property
    def ended(self) -> bool:
        """Whether it has come to its end by itself."""
        return self._process.poll() is not None

    def wait(self, seconds: float) -> bool:
        """Whether it ends within ``seconds``."""
        try:
            self._process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            return False
        return True

    def words(self) -> list[str]:
        """The lines it has said so far."""
        return self._words.read_text(encoding="utf-8", errors="replace").strip().splitlines()

    def memory(self) -> int:
        """Bytes of memory that the whole group has in use; 0 where the system has no /proc to tell."""
        if not _PROC.is_dir():
            return 0
        return sum(_resident(place) for place in _PROC.iterdir() if place.name.isdigit() and _group(place) == self._process.pid)

    def end(self) -> None:
        """End the process and all that it started, also what outlived it."""
        if os.name == "nt":
            if self._process.poll() is None:
                subprocess.run(["taskkill", "/F", "/T", "/PID", str(self._process.pid)], capture_output=True, check=False)
        else:
            try:
                os.killpg(self._process.pid, signal.SIGKILL)
            except (ProcessLookupError, PermissionError):
                pass  # nothing of the group is left
        self._process.stdin.close()
        self._process.wait()


@contextmanager
def ending_on_signals() -> Iterator[None]:
    """A polite request to end must pass through ``finally``, or LibreOffice would stay behind for a moment."""
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


def _group(place: Path) -> int:
    """The process group of a process in /proc; 0 when it is gone."""
    try:
        # the name in brackets may hold anything
        return int((place / "stat").read_text(errors="replace").rsplit(")", 1)[1].split()[2])
    except (OSError, IndexError, ValueError):
        return 0


def _resident(place: Path) -> int:
    try:
        return int((place / "statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError, ValueError):
        return 0
