"""Which format a file has: told by its content, its name lies too often."""

from __future__ import annotations

import re
from enum import Enum

from docgen.ledger.reading.findings import refusal

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_BIFF = re.compile(rb"\A\x09[\x00\x02\x04\x08][\x04-\x10]\x00")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
SAVE_AS = "请用 Excel 或 WPS 打开，另存为 .xlsx 后再导入"


class Kind(Enum):
    """What the content is, whatever the name says."""

    XLSX = "Excel 工作簿"
    XLSB = "二进制工作簿（.xlsb）"
    XLS = "旧格式工作簿（.xls、.et）"
    ODS = "开放文档表格（.ods）"
    DOCX = "Word 文档（.docx）"
    DOC = "旧格式文档（.doc、.wps）"
    RTF = "RTF 文档"
    ODT = "开放文档文稿（.odt）"
    XML_SHEET = "XML 表格"
    XML_DOCUMENT = "XML 文档"
    HTML = "网页"
    TEXT = "文本"
    ZIP = "压缩包"


def kind_of(file: str, content: bytes) -> Kind:
    """The format of ``content``; raise DocgenError for what holds no table that could be read.

    A package is only known as such here (ZIP); ``kind_of_package`` tells which.
    """
    if not content:
        raise refusal(file, "文件是空的（0 字节）：请向报送单位重新索取")
    if content.startswith(OLE):
        return _compound(file, content)
    if content.startswith(b"PK"):
        return Kind.ZIP
    if _OLD_BIFF.match(content):
        return Kind.XLS
    if content.startswith(b"{\\rtf"):
        return Kind.RTF
    head = content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for start, what in ((b"%pdf", " PDF"), (b"\x89png", "图片"), (b"\xff\xd8\xff", "图片"), (b"gif8", "图片"), (b"bm", "图片")):
        if head.startswith(start) and (start != b"bm" or b"\0" in head):
            raise refusal(file, f"不是 Excel 工作簿（内容是{what}）：请向报送单位索取可编辑的表格（.xlsx）")
    for start, what in ((b"rar!", "RAR"), (b"7z\xbc\xaf", "7z"), (b"\x1f\x8b", "gz")):
        if head.startswith(start):
            raise refusal(file, f"是 {what} 压缩包：请先解压，再导入里面的表格")
    if head.startswith(b"mime-version") or b"\ncontent-type: multipart/related" in head:
        raise refusal(file, f"是单个文件网页（.mht）：{SAVE_AS}")
    return _markup(head)


def kind_of_package(file: str, names) -> Kind:
    """Which kind of package has these parts; raise DocgenError for a zip that is none."""
    for part, kind in (
        ("xl/workbook.xml", Kind.XLSX),
        ("xl/workbook.bin", Kind.XLSB),
        ("word/document.xml", Kind.DOCX),
    ):
        if part in names:
            return kind
    if "content.xml" in names:
        kinds = {b"spreadsheet": Kind.ODS, b"text": Kind.ODT}
        mime = names.read("mimetype") if "mimetype" in names else b""
        for word, kind in kinds.items():
            if word in mime.rpartition(b".")[2]:
                return kind
    if "ppt/presentation.xml" in names:
        raise refusal(file, "不是 Excel 工作簿（内容是演示文稿）：请把表格复制到 Excel 中再导入")
    raise refusal(file, f"是压缩包，里面没有工作簿的内容：请先解压，再导入里面的表格；原是工作簿的，{SAVE_AS}")


def _compound(file: str, content: bytes) -> Kind:
    """A document may hold another inside: what the file is shows in the root folder of the compound."""
    names = _root_streams(file, content)
    if "encryptedpackage" in names:
        raise encrypted(file)
    if names & {"workbook", "book"}:
        return Kind.XLS
    if "worddocument" in names:
        return Kind.DOC
    if "powerpoint document" in names:
        raise refusal(file, "不是 Excel 工作簿（内容是演示文稿）：请把表格复制到 Excel 中再导入")
    raise refusal(file, f"是旧格式文件，里面找不到表格：{SAVE_AS}")


def _root_streams(file: str, content: bytes) -> set[str]:
    import io

    from xlrd.compdoc import CompDoc

    try:
        folders = CompDoc(content, logfile=io.StringIO()).dirlist
        return {folders[place].name.lower() for place in folders[0].children}
    except Exception:  # xlrd trusts what it reads: a damaged file makes it stumble in any way
        if _ENCRYPTED in content:
            raise encrypted(file) from None
        raise refusal(file, f"旧格式文件已损坏，无法读取：{SAVE_AS}") from None


def encrypted(file: str):
    return refusal(file, "文件加了打开密码，无法读取：请在 Excel 或 WPS 中取消密码后再导入")


def _markup(head: bytes) -> Kind:
    text = head.replace(b"\0", b"")
    if text.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = text[2:]
    if text.startswith(b"<?xml") or text.startswith((b"<workbook", b"<ss:workbook")):
        if b"urn:schemas-microsoft-com:office:spreadsheet" in text:
            return Kind.XML_SHEET
        if b"schemas.microsoft.com/office/word" in text:
            return Kind.XML_DOCUMENT
    if re.match(rb"<(?:!doctype html|html|head|meta|table|body|style|div|\?xml[^>]*\?>\s*<(?:!doctype html|html))", text):
        return Kind.HTML
    return Kind.TEXT
