"""Office documents from outside: opened only when the archive holds what it says."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from docgen.archive.members import ENCRYPTED_FILE, NOT_ZIP, OLD_FORMAT, Dishonest, Limits, members_of
from docgen.problem import DocgenError

if TYPE_CHECKING:
    from docx.document import Document

WORD = "word/document.xml"
"""The part by which a package is a Word document."""

_WAYS = {
    NOT_ZIP: "不是有效的 Word 文档（.docx）：其他格式的文件请在 Word 或 WPS 中另存为 .docx 后再试",
    OLD_FORMAT: "是旧格式（.doc、.wps）的文件：请在 Word 或 WPS 中另存为 .docx 后再试",
    ENCRYPTED_FILE: "设有打开密码，无法读取：请在 Word 或 WPS 中取消密码后再试",
}
_AGAIN = "请在 Word 或 WPS 中打开后另存为新的 .docx，再试一次"


def open_word(name: str, data: bytes) -> Document:
    """The Word document in ``data``; ``name`` tells the file in messages.

    Raises DocgenError, with the reason and what to do, for another kind of file, for one that is encrypted, damaged or
    would unpack beyond all measure.
    """
    try:
        members = members_of(data, Limits())
    except Dishonest as why:
        raise DocgenError(f"{name} {_WAYS.get(why.reason, f'不予读取：{why.reason}，{_AGAIN}')}") from None
    if not any(member.name == WORD for member in members):
        raise DocgenError(f"{name} {_WAYS[NOT_ZIP]}")
    from docx import Document

    try:
        document = Document(BytesIO(data))
        document.element.body.iterchildren()
    except Exception as error:  # python-docx stumbles over a broken part with whatever it meets
        raise DocgenError(f"{name} 的内容不完整（{type(error).__name__}）：{_AGAIN}") from None
    return document
