"""A template's package (.docx, .xlsx), checked before anything of it is used.

What it declares is compared with what lies there before a byte is inflated; then every XML part is read once, within
limits. A template that carries programs, or would have something fetched, is refused with the reason.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from docgen.archive.members import ENCRYPTED_FILE, NOT_ZIP, OLD_FORMAT, Dishonest, Limits, Member, members_of
from docgen.engine.plainxml import ENTITIES, plain_utf8
from docgen.problem import DocgenError, Problem, reason

__all__ = ["Member", "Package", "open_package"]

LIMITS = Limits()
_XML_LIMIT = 16 * 2**20
_TAGS_LIMIT = 400_000
"""Bytes of one XML part unpacked, and its tags: a tree takes some 300 bytes for each."""

_SAVE_AGAIN = "请在 Word、WPS 或 Excel 中打开原文件，另存为新的 .docx（或 .xlsx）再用"
_WAYS = {
    NOT_ZIP: "不是有效的 Word 文档（.docx）或工作簿（.xlsx）：请换回原来的模板",
    OLD_FORMAT: "是旧格式（.doc、.xls、.wps、.et）的文件：请在 Word、WPS 或 Excel 中另存为 .docx 或 .xlsx 再用",
    ENCRYPTED_FILE: "设有打开密码，无法读取：请去掉密码另存一份再用",
}


@dataclass(frozen=True)
class Package:
    """A package whose members are what its directory says: no bomb, no macro, no entity, nothing to be fetched.

    ``names`` are in the archive's order, folders left out; ``digest`` is the SHA-256 of the file's bytes in hex.
    """

    file: str
    digest: str
    names: tuple[str, ...]
    _members: Mapping[str, Member] = field(repr=False)
    _texts: dict[str, bytes] = field(repr=False, compare=False)

    def __contains__(self, name: object) -> bool:
        return name in self._members

    def member(self, name: str) -> Member:
        """A member as it lies in the archive, compressed. Raises KeyError where there is none."""
        return self._members[name]

    def read(self, name: str) -> bytes:
        """A member's content, XML in UTF-8. Raises KeyError where there is none, DocgenError where it is damaged."""
        if name in self._texts:
            return self._texts[name]
        data = self._inflated(self._members[name])
        if not is_xml(name):
            return data
        self._texts[name] = data = self._plain(name, data)
        return data

    def _inflated(self, member: Member) -> bytes:
        if is_xml(member.name) and member.size > _XML_LIMIT:
            raise refused(self.file, f"其中的 {member.name} 超过 {_XML_LIMIT // 2**20} MB，过大：请删去无关的内容")
        try:
            return member.content()
        except (Dishonest, zlib.error):
            raise refused(self.file, f"其中的 {member.name} 已损坏，或大小与目录所记不符：{_SAVE_AGAIN}") from None

    def _plain(self, name: str, data: bytes) -> bytes:
        try:
            plain = plain_utf8(data)
        except Dishonest as why:
            if why.reason == ENTITIES:
                raise refused(self.file, f"其中的 {name} 含有不允许的 XML 声明（DTD 或实体）：{_SAVE_AGAIN}") from None
            raise refused(self.file, f"其中的 {name} 已损坏或编码无法识别：{_SAVE_AGAIN}") from None
        if plain.count(b"<") > _TAGS_LIMIT:
            raise refused(self.file, f"其中的 {name} 过大：请删去无关的内容")
        return plain


def open_package(source: Path | bytes, file: str = "") -> Package:
    """The package of a template; ``file`` names it in messages where ``source`` is bytes.

    Raises DocgenError, with the file and what to do, for what is no package, is encrypted or damaged, unpacks beyond
    the limits, has members of one name or outside the package, macros, entities, or anything that would be fetched.
    """
    from docgen.engine.dangers import dangers, main_part

    file = file or (str(source) if isinstance(source, Path) else "")
    data = _bytes(source, file)
    try:
        members = members_of(data, LIMITS)
    except Dishonest as why:
        raise refused(file, _WAYS.get(why.reason, f"{why.reason}：{_SAVE_AGAIN}")) from None
    named = {member.name: member for member in members if not member.name.endswith("/")}
    package = Package(file, sha256(data).hexdigest(), tuple(named), named, {})
    if "[Content_Types].xml" not in named or main_part(package) is None:
        raise refused(
            file, f"缺少正文部分（document.xml 或 workbook.xml），不是有效的 Word 文档或工作簿：{_SAVE_AGAIN}"
        )
    found = dangers(package)
    if found:
        raise refused(file, *found)
    suffix, kind = Path(file).suffix.lower(), "xlsx" if str(main_part(package)).startswith("xl/") else "docx"
    if isinstance(source, Path) and suffix in (".docx", ".xlsx") and suffix != f".{kind}":
        really = "工作簿（.xlsx）" if kind == "xlsx" else "Word 文档（.docx）"
        raise refused(file, f"扩展名是 {suffix}，内容却是{really}：请换成正确的文件，或改正扩展名")
    return package


def damaged(file: str, name: str) -> DocgenError:
    """That a part of a template cannot be read as XML."""
    return refused(file, f"其中的 {name} 已损坏：{_SAVE_AGAIN}")


def not_words(file: str) -> DocgenError:
    """That a document's main part has no body as Word writes it."""
    return refused(file, f"正文的写法不是 Word 文档的，无法识别：{_SAVE_AGAIN}")


def is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels", ".vml"))


def refused(file: str, *reasons: str) -> DocgenError:
    """Why a template is not used: each reason says what to do."""
    name = f"模板 {Path(file).name} " if file else "模板"
    return DocgenError(f"{name}不予使用：{reasons[0]}", tuple(Problem(text, file=file) for text in reasons))


def _bytes(source: Path | bytes, file: str) -> bytes:
    if isinstance(source, bytes):
        size, data = len(source), source
    else:
        try:
            size = source.stat().st_size
            data = source.read_bytes() if size <= LIMITS.file else b""
        except OSError as error:
            raise DocgenError(f"无法读取模板 {file}：{reason(error)}") from None
    if size > LIMITS.file:
        raise refused(file, f"文件超过 {LIMITS.file // 2**20} MB，过大：请压缩其中的图片，或删去无关的内容")
    return data
