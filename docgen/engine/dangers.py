"""What a template must not bring along: programs, and whatever Word or LibreOffice would fetch on opening it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from docgen.engine.xml import parse

if TYPE_CHECKING:
    from docgen.engine.package import Package

_WORDS = {
    "attachedTemplate": ("附加了另一份模板", "请在 Word 的“开发工具—文档模板”中改回 Normal 再保存"),
    "image": ("图片是链接的，不在文件里", "请把图片直接插入文件"),
    "oleObject": ("链接了别的文件（对象）", "请删去这个对象，或改为嵌入"),
    "package": ("链接了别的文件（对象）", "请删去这个对象，或改为嵌入"),
    "subDocument": ("链接了子文档", "请把子文档的内容复制进来"),
    "frame": ("是框架网页，内容在别处", "请另存为普通的 Word 文档"),
    "aFChunk": ("嵌有另一份文档或网页（altChunk）", "请在 Word 中打开并另存，使其成为正文"),
    "mailMergeSource": ("接着邮件合并的数据源", "请在“邮件—开始邮件合并”中选“普通 Word 文档”"),
    "mailMergeHeaderSource": ("接着邮件合并的数据源", "请在“邮件—开始邮件合并”中选“普通 Word 文档”"),
    "externalLinkPath": ("引用了别的工作簿", "请在“数据—编辑链接”中断开链接"),
    "linkedStyle": ("链接了别处的样式", "请另存为普通的 Word 文档"),
}
_ELSEWHERE = re.compile(r"^(?:[a-z][a-z0-9+.-]+:|\\\\|//)", re.IGNORECASE)
_MACROS = re.compile(r"macroEnabled|vbaProject|vbaData|macrosheet|activeX|keyMapCustomizations", re.IGNORECASE)
_FIELDS = re.compile(rb"<w:instrText[ >]|<w:fldSimple ")
_FETCHES = re.compile(r"^\s*(INCLUDEPICTURE|INCLUDETEXT|INCLUDE|IMPORT|DDEAUTO|DDE|LINK|DATABASE|RD)\b", re.IGNORECASE)
_DRAWN = re.compile(rb"""<v:(?:imagedata|fill|stroke|image)\b[^>]*?\s(?:src|o:href|href)\s*=\s*["'](?!["'])""")
_FORMULAS = re.compile(rb"<f[ >][^<]*(?:WEBSERVICE\s*\(|IMAGE\s*\(|RTD\s*\(|\|&apos;|\|')|<ddeLink[ >]", re.IGNORECASE)
_MAIN = {"officeDocument"}
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def main_part(package: Package) -> str | None:
    """The document or workbook that the package is; None where it has none."""
    for kind, target, outside in _related(package, "_rels/.rels"):
        if kind in _MAIN and not outside and target in package:
            return target
    return None


def dangers(package: Package) -> tuple[str, ...]:
    """Each reason why the template is not to be used, with what to do; empty for an honest one.

    Raises DocgenError where a part cannot be read.
    """
    return tuple(dict.fromkeys([*_programs(package), *_fetched(package), *_in_parts(package)]))


def _programs(package: Package) -> Iterator[str]:
    types = {
        element.get("PartName") or f"*.{element.get('Extension')}": element.get("ContentType", "")
        for element in _elements(package, "[Content_Types].xml")
    }
    named = [name for name in package.names if _MACROS.search(name)]
    if named or any(_MACROS.search(type_) for type_ in types.values()):
        where = f"（{named[0]}）" if named else ""
        yield f"带有宏或控件{where}：请另存为不带宏的 .docx 或 .xlsx，并删去控件"


def _fetched(package: Package) -> Iterator[str]:
    for name in package.names:
        if not name.lower().endswith(".rels"):
            continue
        for kind, target, outside in _related(package, name):
            if kind == "hyperlink" and outside:
                continue
            if outside or kind == "aFChunk":
                said, remedy = _WORDS.get(kind, (f"引用了文件之外的内容（{kind}）", "请删去这一引用"))
                yield f"{said}（{target[:80]}）：{remedy}"
            elif target.startswith(".."):
                yield f"{name} 指向文件之外（{target[:80]}）：请在 Word 或 WPS 中另存一份再用"


def _in_parts(package: Package) -> Iterator[str]:
    for name in package.names:
        if not name.lower().endswith((".xml", ".vml")):
            continue
        data = package.read(name)
        if _FIELDS.search(data):
            for field in _instructions(package, name):
                if found := _FETCHES.match(field):
                    yield f"{name} 中有会读取外部内容的域（{found[1].upper()}）：请选中它，按 Ctrl+Shift+F9 变为文字或图片"
        if _DRAWN.search(data):
            yield f"{name} 中的图形引用了文件之外的图片：请把图片直接插入文件"
        if _FORMULAS.search(data):
            yield f"{name} 中有会读取外部内容的公式或 DDE 链接：请删去"


def _instructions(package: Package, name: str) -> Iterator[str]:
    """The field instructions of a part: Word cuts one into as many runs as it likes."""
    from lxml import etree

    try:
        root = parse(package.read(name))
    except etree.XMLSyntaxError:
        return
    open_: list[list[str]] = []
    for element in root.iter(f"{_W}fldChar", f"{_W}instrText", f"{_W}fldSimple"):
        if element.tag == f"{_W}fldSimple":
            yield element.get(f"{_W}instr", "")
        elif element.tag == f"{_W}instrText":
            if open_:
                open_[-1].append(element.text or "")
            else:
                yield element.text or ""
        elif element.get(f"{_W}fldCharType") == "begin":
            open_.append([])
        elif element.get(f"{_W}fldCharType") == "end" and open_:
            yield "".join(open_.pop())
    for field in open_:
        yield "".join(field)


def _related(package: Package, rels: str) -> Iterator[tuple[str, str, bool]]:
    """The relationships of a ``.rels`` member: the type's last word, the target, whether it lies outside the package."""
    folder = posixpath.dirname(posixpath.dirname(rels))
    for element in _elements(package, rels):
        kind, target = element.get("Type", "").rsplit("/", 1)[-1], element.get("Target", "").strip()
        if element.get("TargetMode", "").strip().lower() == "external" or _ELSEWHERE.match(target):
            yield kind, target, True
        elif target.startswith("/"):
            yield kind, posixpath.normpath(target.lstrip("/")), False
        else:
            yield kind, posixpath.normpath(posixpath.join(folder, target.replace("\\", "/"))), False


def _elements(package: Package, name: str) -> list[Any]:
    from lxml import etree

    from docgen.engine.package import refused

    if name not in package:
        return []
    try:
        return [element for element in parse(package.read(name)) if isinstance(element.tag, str)]
    except etree.XMLSyntaxError:
        raise refused(package.file, f"其中的 {name} 已损坏：请在 Word、WPS 或 Excel 中打开原文件另存一份再用") from None
