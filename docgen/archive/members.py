"""The members of a zip archive as they really lie there, told before anything is inflated."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass, field

NOT_ZIP = "不是压缩包"
OLD_FORMAT = "旧格式"
ENCRYPTED_FILE = "整份文件已加密"

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_END = struct.Struct("<4sHHHHLLH")
_LOCAL = struct.Struct("<4sHHHHHLLLHH")
_STORED, _DEFLATED = 0, 8
_ENCRYPTED = 0x1 | 0x40 | 0x2000
_OUTSIDE = re.compile(r"(^|/)\.\.?(/|$)|^/|^[A-Za-z]:|[\x00-\x1f]|//")
UNREADABLE = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError, KeyError,
)
"""What zipfile raises for a damaged archive: RuntimeError for an encrypted member, NotImplementedError for an unknown
compression, the rest for bytes that are something else."""


class Dishonest(Exception):
    """An archive that is not what it says; ``reason`` tells it in Chinese, for a sentence about the file."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Limits:
    """Bytes of the file, bytes of all members unpacked, members; how many times its size a file may unpack to once it
    is more than ``free`` bytes unpacked. Office files deflate to a tenth, long tables to a fiftieth."""

    file: int = 64 * 2**20
    unpacked: int = 128 * 2**20
    members: int = 10_000
    ratio: int = 100
    free: int = 16 * 2**20


@dataclass(frozen=True)
class Member:
    """A member as it lies in the archive: ``crc`` and ``size`` are those of its content, ``method`` 0 or 8 (deflated)."""

    name: str
    method: int
    crc: int
    size: int
    compressed: bytes = field(repr=False)
    date_time: tuple[int, int, int, int, int, int]

    def content(self) -> bytes:
        """What the member holds, never longer than ``size``. Raises Dishonest or zlib.error where it is something else."""
        data = self.compressed
        if self.method == _DEFLATED:
            inflate = zlib.decompressobj(-15)
            data = inflate.decompress(self.compressed, self.size + 1)
            if not inflate.eof:
                raise Dishonest("内容不完整")
        if len(data) != self.size or zlib.crc32(data) != self.crc:
            raise Dishonest("内容与目录所记不符")
        return data


def members_of(data: bytes, limits: Limits) -> list[Member]:
    """The members of an archive in the order of its directory. Raises Dishonest with the reason."""
    if data.startswith(_OLE):
        raise Dishonest(ENCRYPTED_FILE if "EncryptedPackage".encode("utf-16-le") in data else OLD_FORMAT)
    if not data.startswith(b"PK\3\4"):
        raise Dishonest(NOT_ZIP)
    _check_directory(data, limits)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos, end = archive.infolist(), archive.start_dir
    except UNREADABLE:
        raise Dishonest("文件不完整或已损坏，无法解开") from None
    _check(infos, len(data), limits)
    return _placed(data, infos, end)


def _check_directory(data: bytes, limits: Limits) -> None:
    """A directory is read whole into memory: its length is looked at first."""
    at = data.rfind(b"PK\5\6")
    if at < 0 or len(data) - at < _END.size:
        raise Dishonest("文件不完整或已损坏，无法解开")
    count, size = _END.unpack_from(data, at)[4:6]
    if count > limits.members or size > limits.members * 400:
        raise Dishonest(f"其中的部件超过 {limits.members} 个，像是压缩炸弹")


def _check(infos: list[zipfile.ZipInfo], packed: int, limits: Limits) -> None:
    if len(infos) > limits.members:
        raise Dishonest(f"其中的部件超过 {limits.members} 个，像是压缩炸弹")
    unpacked = sum(info.file_size for info in infos)
    if unpacked > limits.unpacked or (unpacked > limits.free and unpacked > packed * limits.ratio):
        raise Dishonest(f"解开后有 {unpacked // 2**20} MB，是文件的 {unpacked // max(packed, 1)} 倍，像是压缩炸弹")
    seen: set[str] = set()
    for info in infos:
        name = info.orig_filename.replace("\\", "/")
        if _OUTSIDE.search(name) or not name:
            raise Dishonest(f"其中有名称不正常的部件（{_shown(name)}），会落到文件之外")
        if name.lower() in seen:
            raise Dishonest(f"其中有重名的部件（{_shown(name)}），内容以哪个为准无法断定")
        seen.add(name.lower())
        if info.flag_bits & _ENCRYPTED:
            raise Dishonest("其中的部件设有密码，无法读取")
        if info.compress_type not in (_STORED, _DEFLATED):
            raise Dishonest(f"其中的 {_shown(name)} 用了不支持的压缩方式")


def _placed(data: bytes, infos: list[zipfile.ZipInfo], end: int) -> list[Member]:
    """Members must lie one behind the other: one that lies within another unpacks the same bytes many times."""
    found: dict[int, Member] = {}
    free = 0
    for number, info in sorted(enumerate(infos), key=lambda entry: entry[1].header_offset):
        at = info.header_offset
        if at < free or at + _LOCAL.size > end:
            raise Dishonest("其中的部件互相重叠，像是压缩炸弹")
        signature, *_, name, extra = _LOCAL.unpack_from(data, at)
        begin = at + _LOCAL.size + name + extra
        free = begin + info.compress_size
        if signature != b"PK\3\4" or free > end:
            raise Dishonest("文件不完整或已损坏，无法解开")
        name = info.orig_filename.replace("\\", "/")
        if info.compress_type == _STORED and info.compress_size != info.file_size:
            raise Dishonest(f"其中的 {_shown(name)} 大小与目录所记不符")
        found[number] = Member(name, info.compress_type, info.CRC, info.file_size, data[begin:free], info.date_time)
    return [found[number] for number in range(len(infos))]


def _shown(name: str) -> str:
    """A name that may hold anything, safe to print."""
    return "".join(char if char.isprintable() else "□" for char in name[:60])
