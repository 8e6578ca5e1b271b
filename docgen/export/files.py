"""Writing what was made: whole or not at all, and never over a person's work.

Beside the outputs, ``.docgen/`` keeps the digest of every file that docgen wrote, each in a file named after the
path (no suffix: nobody who gathers the ``.docx`` files shall find it). A file whose digest is not there was made or
edited by a person: it gives up its name, never its content. ``.docgen/records/`` keeps how a file came about and
``.docgen/bases/`` the file as docgen alone would have it, under the same name.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePath

from docgen.problem import DocgenError, reason
from docgen.settings import Settings

MARKS = ".docgen"
_RECORDS, _BASES = "records", "bases"
_WAIT_SECONDS = 60
_NAME_BYTES = 255


@dataclass(frozen=True)
class Written:
    """Where a file is now; ``kept``: where a person's edited copy went; ``unchanged``: nothing was written."""

    path: Path
    kept: Path | None = None
    unchanged: bool = False


@dataclass(frozen=True)
class Memory:
    """What docgen remembers of a file it wrote: how it came about (``record``), and the file as docgen alone would
    have it (``base``; None where nobody will ask)."""

    record: bytes
    base: bytes | None = None


@dataclass(frozen=True)
class Found:
    """What stands in a place: its bytes (None when there is no file), whether docgen alone wrote it, its memory."""

    content: bytes | None
    ours: bool
    memory: Memory | None


def write_output(
    settings: Settings,
    relative: Path | str,
    data: bytes,
    memory: Memory | None = None,
    instead_of: bytes | None = None,
) -> Written:
    """Write ``data`` under the outputs folder at ``relative``, as one step, folders made as needed.

    Identical content is left alone. A file that a person made or edited is renamed to
    ``…（人工修改1）`` before the new one takes its name, unless it is just what ``data`` stands ``instead_of``: the
    person's words are in ``data`` then. Where the memory's base is not ``data``, the file stays a person's.
    Raises DocgenError with the path and what to do when the file is open in Word, the folder cannot be written, or
    a folder stands in the way.
    """
    path, mark = _place(settings, relative)
    with _explained(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        mark.parent.mkdir(parents=True, exist_ok=True)
        with _alone(mark.parent / ".lock"):
            return _write_marked(path, mark, data, memory, instead_of)


def remember(settings: Settings, relative: Path | str, record: bytes) -> None:
    """Put ``record`` in the place of the one that is remembered of a file; the file stays as it is."""
    path, mark = _place(settings, relative)
    with _explained(path), _alone(mark.parent / ".lock"):
        _put(_beside(mark, _RECORDS), record)


def look(settings: Settings, relative: Path | str) -> Found:
    """What stands at ``relative`` under the outputs folder, and what is remembered of it."""
    path, mark = _place(settings, relative)
    with _explained(path):
        there, record = _content(path), _read(_beside(mark, _RECORDS))
        memory = None if record is None else Memory(record, _read(_beside(mark, _BASES)))
        return Found(there, there is not None and _digest(there) in _known(mark) and not path.is_symlink(), memory)


def records(settings: Settings) -> Iterator[bytes]:
    """Every record that is remembered, of files that are gone too."""
    folder = settings.outputs / MARKS / _RECORDS
    for place in sorted(folder.iterdir()) if folder.is_dir() else ():
        if not place.name.startswith("."):
            yield place.read_bytes()


def write_beside(path: Path, data: bytes, is_ours: Callable[[bytes], bool]) -> Written:
    """Write ``data`` to ``path``, anywhere; ``is_ours`` tells docgen's own former work by its content.

    The same care as ``write_output``: a file that is not docgen's own is kept under another name.
    """
    with _explained(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        there = _content(path)
        if there == data:
            return Written(path, unchanged=True)
        kept = _step_aside(path) if _taken(path) and (there is None or not is_ours(there)) else None
        _replace(path, data)
        return Written(path, kept)


def write_file(path: Path, data: bytes) -> Path:
    """Write ``data`` to ``path`` whatever stands there, as one step, folders made as needed; answer the path."""
    with _explained(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        if _content(path) != data:
            _replace(path, data)
    return path


def _write_marked(path: Path, mark: Path, data: bytes, memory: Memory | None, instead_of: bytes | None) -> Written:
    own = data if memory is None or memory.base is None else memory.base
    new, known, there = _digest(own), _known(mark), _content(path)
    kept = None
    if there != data:
        ours = there is not None and not path.is_symlink() and (_digest(there) in known or there == instead_of)
        kept = _step_aside(path) if _taken(path) and not ours else None
        # both digests until the file has its name: a crash in between must not make docgen's own file look edited
        _put(mark, "\n".join(sorted(known | {new})).encode())
        _replace(path, data)
    if memory is not None:
        # the record last: it is believed only where the file and the base are those it names
        if memory.base is not None:
            _put(_beside(mark, _BASES), memory.base)
        _put(_beside(mark, _RECORDS), memory.record)
    _put(mark, new.encode())
    return Written(path, kept, unchanged=there == data)


def _place(settings: Settings, relative: Path | str) -> tuple[Path, Path]:
    """The path of an output and of its mark."""
    inside = _inside(relative)
    return settings.outputs / inside, settings.outputs / MARKS / _digest(inside.as_posix().encode())[:32]


def _beside(mark: Path, folder: str) -> Path:
    return mark.parent / folder / mark.name


def _put(path: Path, data: bytes) -> None:
    """Write one of docgen's own notes, unless it says so already."""
    if _read(path) != data:
        path.parent.mkdir(exist_ok=True)
        _replace(path, data)


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _inside(relative: Path | str) -> PurePath:
    pure = PurePath(relative)
    if pure.is_absolute() or pure.drive or ".." in pure.parts or not pure.name or pure.parts[0] == MARKS:
        raise DocgenError(f"“{relative}”不是输出文件夹之内的文件名，未写入")
    return pure


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _known(mark: Path) -> set[str]:
    try:
        return set(mark.read_text(encoding="ascii").split())
    except (FileNotFoundError, UnicodeDecodeError):
        return set()


def _taken(path: Path) -> bool:
    return os.path.lexists(path)


def _content(path: Path) -> bytes | None:
    """The bytes of the file at ``path``; None when there is none or it is a link to nothing."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(mode):
        raise DocgenError(f"{path} 已是一个文件夹，文件无法以此为名：请将该文件夹移走或改名后再试")
    if not stat.S_ISREG(mode):
        raise DocgenError(f"{path} 不是普通文件，无法写入：请将其移走后再试")
    return path.read_bytes()


def _step_aside(path: Path) -> Path:
    """Rename a person's file to the first free 「（人工修改n）」 name."""
    number = 1
    while True:
        tail = f"（人工修改{number}）{path.suffix}"
        stem = path.stem
        while len((stem + tail).encode()) > _NAME_BYTES:
            stem = stem[:-1]
        free = path.with_name(stem + tail)
        if not _taken(free):
            path.rename(free)
            return free
        number += 1


def _replace(path: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=".docgen-", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, 0o666 & ~_umask())
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    # there is no other way to ask; mkstemp's 0600 would hide the paper from colleagues
    mask = os.umask(0)
    os.umask(mask)
    return mask


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    from filelock import FileLock, Timeout

    try:
        with FileLock(lock, timeout=_WAIT_SECONDS):
            yield
    except Timeout:
        raise DocgenError(f"{lock.parent.parent} 正被另一个 docgen 占用，已等待 {_WAIT_SECONDS} 秒：请待其结束后再试") from None


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Turn the system's refusals into one message with the path and the next step."""
    try:
        yield
    except PermissionError:
        if os.path.isfile(path):
            advice = "文件可能正在 Word 或 WPS 中打开，或没有写入权限：请关闭该文件、检查权限后再试"
        else:
            advice = f"没有写入 {path.parent} 的权限：请检查文件夹权限，或换一个文件夹（成品的文件夹由设置 [paths] outputs 指定）"
        raise DocgenError(f"无法写入 {path}：{advice}") from None
    except (FileExistsError, NotADirectoryError):
        raise DocgenError(f"无法写入 {path}：所在路径中有一个同名文件占了文件夹的位置，请将其移走或改名后再试") from None
    except OSError as error:
        raise DocgenError(f"无法写入 {path}：{reason(error)}，{_advice(error)}") from None


def _advice(error: OSError) -> str:
    advice = {
        errno.ENOSPC: "请清理后再试",
        errno.EDQUOT: "请清理后再试",
        errno.EROFS: "请换一个可以写入的文件夹（成品的文件夹由设置 [paths] outputs 指定）",
        errno.ENAMETOOLONG: "请把工作区移到较浅的文件夹后再试",
    }
    return advice.get(error.errno or 0, "请检查文件夹后再试")
