"""Where an issued paper stands, and the file made ready beside it that anybody may bring there.

The number is given at the moment when the database commits it. By then the finished paper lies beside the draft,
on the disk, under a name that its digest makes; bringing it to its place is one renaming that any process can do
and do again. So whoever is killed, and wherever, the next one to open the register finishes the work.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path

from docgen.export.files import write_beside, write_file
from docgen.problem import DocgenError, reason
from docgen.settings import Settings

_READY = ".发文"
_DIGITS = 16


def place_of(path: Path, settings: Settings) -> str:
    """How the register names a file: seen from the workspace, a whole path for one that is outside."""
    whole, home = path.resolve(), settings.workspace.resolve()
    return whole.relative_to(home).as_posix() if whole.is_relative_to(home) else whole.as_posix()


def path_of(place: str, settings: Settings) -> Path:
    return settings.workspace.resolve() / place


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def content_of(path: Path) -> bytes | None:
    """What the file holds; None when it is not there or cannot be read."""
    try:
        return path.read_bytes()
    except OSError:
        return None


def read_paper(path: Path) -> bytes:
    """The paper to be issued; raise DocgenError when it cannot be read, or be written because it is open in Word."""
    if path.suffix.lower() != ".docx":
        raise DocgenError(f"{path} 不是 Word 文档（.docx），不能编号：请给出公文的 .docx 文件")
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise DocgenError(f"找不到 {path}：请检查路径") from None
    except OSError as error:
        raise DocgenError(f"{path} 读不出来（{reason(error)}）：请检查文件和权限后再试") from None
    refuse_if_open(path)
    return content


def refuse_if_open(path: Path) -> None:
    """Word, WPS and LibreOffice leave a sign beside a file that they have open; Windows refuses to have it written."""
    signs = (f"~${path.name}", f"~${path.name[1:]}", f"~${path.name[2:]}", f".~lock.{path.name}#", f".~{path.name}")
    if found := next((sign for sign in signs if (path.parent / sign).exists()), None):
        raise DocgenError(f"{path} 正在 Word 或 WPS 中打开，没有编号：请保存并关闭后再试；确已关闭的，请删去同一文件夹中的 {found}")
    try:
        with path.open("r+b"):
            pass
    except OSError:
        raise DocgenError(f"{path} 不能写入，没有编号：文件可能正在 Word 或 WPS 中打开，或为只读，请关闭文件、检查权限后再试") from None


def make_ready(path: Path, content: bytes) -> None:
    """Put the finished paper beside its draft, on the disk."""
    write_file(_ready(path, digest(content)), content)


def bring(path: Path, former: str, sha256: str) -> bool:
    """Bring the paper that was made ready to its place; answer whether it stands there now.

    ``former`` is the draft's digest: what a person wrote there since gives up its name and is kept.
    """
    ready = _ready(path, sha256)
    content = content_of(ready)
    if content is not None and digest(content) == sha256:
        write_beside(path, content, lambda there: digest(there) == former)
    there = content_of(path)
    if there is None or digest(there) != sha256:
        return False
    discard_ready(path)
    return True


def discard_ready(path: Path) -> None:
    """Take away what was made ready for this paper, by former attempts at it too."""
    for left in _left_ready(path):
        with suppress(OSError):
            left.unlink()


def _ready(path: Path, sha256: str) -> Path:
    return path.with_name(f"{_stem(path)}-{sha256[:_DIGITS]}{_READY}")


def _left_ready(path: Path) -> list[Path]:
    begin = f"{_stem(path)}-"
    try:
        return [found for found in path.parent.iterdir() if found.name.startswith(begin) and found.name.endswith(_READY)]
    except OSError:
        return []


def _stem(path: Path) -> str:
    """Short whatever the paper is called: a name has at most 255 bytes."""
    return f".{digest(path.name.encode())[:_DIGITS]}"
