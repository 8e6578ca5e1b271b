"""A zip package (.xlsx, .docx, .ods) as it really is: its size known before it is unpacked, its XML without entities."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager

from docgen.archive.members import UNREADABLE
from docgen.ledger.reading.findings import refusal
from docgen.problem import DocgenError

FILE_LIMIT = 64 * 2**20
UNPACKED_LIMIT = 256 * 2**20
PARTS_LIMIT = 10_000
NODES_LIMIT = 4_000_000
"""Bytes of the file, bytes of its parts unpacked, number of parts, tags of a part that is read as a tree."""

_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)["'][^>]*\?>""")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_ENCODINGS = {b"gb2312": "gb18030", b"gbk": "gb18030", b"gb18030": "gb18030", b"utf-16": "utf-16"}
_END_OF_ROOT = re.compile(rb"<([\w.-]+:)?([\w.-]+)")


class Package:
    """The parts of a package by name. What is read is never longer than the package's directory says."""

    def __init__(self, file: str, archive: zipfile.ZipFile) -> None:
        self._file, self._archive = file, archive
        parts = archive.infolist()
        if len(parts) > PARTS_LIMIT or sum(part.file_size for part in parts) > UNPACKED_LIMIT:
            raise refusal(
                file, f"解开后超过 {UNPACKED_LIMIT // 2**20} MB，像是压缩炸弹，不予读取：请向报送单位核实这个文件"
            )
        self._names = {part.filename.replace("\\", "/").lower(): part for part in parts}

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._names

    def read(self, name: str) -> bytes:
        return self._archive.read(self._names[name.lower()])

    def xml(self, name: str) -> bytes:
        """An XML part in UTF-8, whole, without DTD or entities; raise DocgenError for any other."""
        return honest_xml(self._file, name, self.read(name))

    def root(self, name: str):
        """The root element (lxml) of an XML part."""
        return xml_root(self._file, name, self.xml(name))


@contextmanager
def opened(file: str, content: bytes) -> Iterator[Package]:
    """The package that ``content`` is; DocgenError when it, or anything read from it, is damaged."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield Package(file, archive)
    except DocgenError:
        raise
    except UNREADABLE:
        raise refusal(file, "文件已损坏，无法解开：请向报送单位重新索取") from None


def honest_xml(file: str, name: str, data: bytes) -> bytes:
    """``data`` as UTF-8; raise DocgenError when it declares entities, is cut off or in an encoding not known here."""
    data = _utf8(file, name, data)
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise refusal(file, f"{name} 中含有不允许的 XML 声明（DTD 或实体），不予读取：请用 Excel 或 WPS 另存一份再导入")
    root = _END_OF_ROOT.search(data)
    if root is None or not _is_whole(data, root):
        raise damaged_part(file, name)
    return data


def xml_root(file: str, name: str, data: bytes):
    """The root element (lxml) of honest XML; DocgenError when it is not well-formed."""
    from lxml import etree

    if data.count(b"<") > NODES_LIMIT:
        raise refusal(file, f"{name} 过大，无法读取：请删去无关的内容再导入")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise damaged_part(file, name) from None


def damaged_part(file: str, name: str) -> DocgenError:
    return refusal(file, f"{name} 已损坏，无法读取：请向报送单位重新索取")


def _is_whole(data: bytes, root: re.Match[bytes]) -> bool:
    """Whether the root element is closed: a part cut off would else be read as if it ended there."""
    end = re.escape(root[1] or b"") + re.escape(root[2])
    return bool(re.search(rb"</" + end + rb"\s*>\s*\Z", data[-4096:])) or data[root.start() :].rstrip().endswith(b"/>")


def _utf8(file: str, name: str, data: bytes) -> bytes:
    """Readers beside this one take UTF-8 for granted: what they get is what was looked at here."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        declared = b"utf-16"
    else:
        found = _DECLARED.match(data[:300].removeprefix(b"\xef\xbb\xbf"))
        declared = found[1].lower() if found else b"utf-8"
    if declared in (b"utf-8", b"utf8", b"us-ascii", b"ascii"):
        if b"\0" in data:
            raise damaged_part(file, name)
        return data
    try:
        text = data.decode(_ENCODINGS[declared])
    except (KeyError, UnicodeError):
        raise refusal(file, f"{name} 的编码无法识别：请用 Excel 或 WPS 另存一份再导入") from None
    return _DECLARATION.sub("", text, count=1).lstrip("\ufeff").encode()
