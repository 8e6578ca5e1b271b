"""A draft's file, whatever its kind: told by content and name, checked, ready to be read by pandoc."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from docgen.papers.drafts import opendocument, pandoc, web
from docgen.papers.drafts.front import WRONG
from docgen.papers.drafts.inlines import Inlines, Told
from docgen.papers.drafts.pictures import Finder, beside, nowhere, within
from docgen.papers.drafts.places import Paragraphs, Places
from docgen.problem import REMINDER, DocgenError, Problem
from docgen.settings import Settings

_TEXT, _MARKDOWN, _HTML, _RTF = "text", "markdown", "html", "rtf"
_KINDS = {
    ".md": _MARKDOWN, ".markdown": _MARKDOWN, ".txt": _TEXT, ".html": _HTML, ".htm": _HTML, ".rtf": _RTF,
    ".docx": "package", ".odt": "package", ".doc": "old", ".wps": "old",
}  # fmt: skip
_TEXT_LIMIT, _PACKAGE_LIMIT = 8 * 2**20, 64 * 2**20


@dataclass(frozen=True)
class Source:
    """A draft's file. ``kind`` is pandoc's name of it, ``text`` for plain text; ``text`` its words where it is a text file.

    ``exact``: its headings are as deep as they say. ``breaks``: a line's end begins a paragraph.
    """

    file: str
    kind: str
    content: bytes = b""
    text: str = ""
    find: Finder = nowhere
    paragraphs: tuple[str, ...] = ()
    reminders: tuple[Problem, ...] = ()
    places: Places = field(default_factory=Paragraphs)

    @property
    def is_text(self) -> bool:
        return self.kind in (_TEXT, _MARKDOWN)

    @property
    def is_page(self) -> bool:
        return self.kind == _HTML

    @property
    def exact(self) -> bool:
        return self.is_text

    @property
    def breaks(self) -> bool:
        return self.is_text

    @property
    def title_advice(self) -> str:
        if self.is_text:
            return "在开头的两行 --- 之间写上 标题: 关于……的通知"
        return "把标题设为居中或“标题”样式，也可加 --set 标题=关于……的通知"

    def tree(self, body: str = "") -> pandoc.Tree:
        """pandoc's tree of it; ``body`` is the text of a text file below its front matter."""
        tree = pandoc.parse(body.encode() if self.is_text else self.content, self.kind, self.file)
        return tree if not self.is_page else {**tree, "blocks": list(web.without_title(tree["blocks"]))}

    def title(self, tree: pandoc.Tree) -> str:
        """The title that the file gives itself: its own property, or the only first heading of a page of the web."""
        found = tree["meta"].get("title")
        if found is None or self.is_text:
            return ""
        elements = found["c"] if found["t"] == "MetaInlines" else []
        lines = Inlines(Told(), True, lambda blocks: "").lines(elements, "")
        return "".join(line.text for line in lines)

    def left_out(self, tree: pandoc.Tree) -> Iterator[str]:
        """The paragraphs of a Word document that are not in the tree."""
        whole = re.sub(r"\s", "", "".join(_strings(tree))) if self.paragraphs else ""
        for text in dict.fromkeys(self.paragraphs):
            if text not in whole:
                yield text


def source_of(path: Path, settings: Settings) -> Source:
    """The draft at ``path``. Raises DocgenError for one that is not there, is too large or of no kind that can be read."""
    kind = _KINDS.get(path.suffix.lower())
    if kind is None:
        raise DocgenError(f"{path} 不是文稿：可用 Markdown（.md）、Word（.docx）、.odt、.html、.txt、.rtf，旧的 .doc、.wps 要有 LibreOffice")
    try:
        if path.stat().st_size > (_TEXT_LIMIT if kind in (_TEXT, _MARKDOWN, _HTML) else _PACKAGE_LIMIT):
            raise DocgenError(f"{path} 过大，无法读取：请检查是不是文稿，图片过大的请先压缩")
        content = path.read_bytes()
    except FileNotFoundError:
        raise DocgenError(f"找不到文稿 {path}：请检查路径") from None
    except OSError as error:
        from docgen.problem import reason

        raise DocgenError(f"文稿 {path} 无法读取：{reason(error)}") from None
    if kind in (_TEXT, _MARKDOWN):
        return _text_source(path, kind, content)
    if content.startswith(b"PK"):
        return _package(path.name, content)
    if kind == _HTML:
        return Source(path.name, _HTML, web.ready(content), find=beside(path.parent))
    if content.startswith(b"{\\rtf"):
        return Source(path.name, _RTF, content)
    return _old(path.name, content, settings)


def _text_source(path: Path, kind: str, content: bytes) -> Source:
    reminders: tuple[Problem, ...] = ()
    wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = content.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = content.decode("gb18030")
        except UnicodeDecodeError:
            raise DocgenError(f"{path} 不是 UTF-8 编码的文字：请用记事本另存为 UTF-8 后再试") from None
        reminders = (Problem("按 GB 18030 编码读入，请核对有无乱码", path.name, level=REMINDER),)
    return Source(path.name, kind, text=text.replace("\r\n", "\n").replace("\r", "\n"), find=beside(path.parent), reminders=reminders)


def _package(file: str, content: bytes) -> Source:
    """A .docx or .odt, its package checked."""
    try:
        return _opened(file, content)
    except DocgenError as error:
        if not error.problems:
            raise
        raise DocgenError(WRONG, error.problems) from None


def _opened(file: str, content: bytes) -> Source:
    from docgen.ledger.reading.formats.kinds import Kind, kind_of_package
    from docgen.ledger.reading.package import opened
    from docgen.papers.drafts.word import MOST_PARAGRAPHS, prepare

    with opened(file, content) as package:
        kind = kind_of_package(file, package)
        if kind == Kind.DOCX:
            for name in ("word/document.xml", "word/styles.xml", "word/numbering.xml", "word/footnotes.xml", "word/endnotes.xml"):
                if name in package:
                    package.xml(name)
            ready = prepare(package, content)
            if len(ready.paragraphs) > MOST_PARAGRAPHS:
                raise DocgenError(f"{file} 超过 {MOST_PARAGRAPHS} 段，不像是一份文稿：请只留要排的文字")
            return Source(file, "docx", ready.content, find=_parts(content, "word/"), paragraphs=ready.paragraphs)
        if kind == Kind.ODT:
            for name in ("content.xml", "styles.xml"):
                if name in package:
                    package.xml(name)
            return Source(file, "odt", opendocument.prepare(package, content), find=_parts(content, ""))
    raise DocgenError(f"{file} 不是文稿（内容是{kind.value}）：请把文字另存为 .docx 后再试")


def _old(file: str, content: bytes, settings: Settings) -> Source:
    """A .doc or .wps, through LibreOffice."""
    from docgen.ledger.reading.formats.converted import modern
    from docgen.ledger.reading.formats.kinds import Kind, kind_of

    try:
        kind = kind_of(file, content)
    except DocgenError as error:
        raise DocgenError(WRONG, error.problems) from None
    if kind not in (Kind.DOC, Kind.XML_DOCUMENT):
        raise DocgenError(f"{file} 不是文稿（内容是{kind.value}）：请用 Word 或 WPS 另存为 .docx 后再试")
    try:
        return _package(file, modern(file, content, kind, settings.pdf))
    except DocgenError as error:
        raise DocgenError(WRONG if error.problems else str(error), error.problems) from None


def _parts(content: bytes, folder: str) -> Finder:
    """Finds the pictures of a package of which all sizes were checked."""
    import io
    import zipfile

    def read(target: str) -> bytes | None:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = {name.replace("\\", "/"): name for name in package.namelist()}
            found = names.get(folder + target.removeprefix("/")) or names.get(target.removeprefix("/")) or names.get(target.removeprefix("./"))
            return package.read(found) if found else None

    return within(read)


def _strings(node: Any) -> Iterator[str]:
    """All words of a tree, in their order."""
    stack = [node]
    while stack:
        here = stack.pop()
        if isinstance(here, dict):
            if here.get("t") == "Str":
                yield here["c"]
            elif here.get("t") in ("Code", "CodeBlock", "Math"):
                yield here["c"][1]
            else:
                stack.extend(reversed(list(here.values())))
        elif isinstance(here, list):
            stack.extend(reversed(here))
