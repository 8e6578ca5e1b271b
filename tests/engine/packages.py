"""Small packages made by hand, honest ones and others."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN = {
    "docx": ("word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"),
    "docm": ("word/document.xml", "application/vnd.ms-word.document.macroEnabled.main+xml"),
    "xlsx": ("xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"),
}


def paragraphs(*texts: str) -> str:
    return "".join(f'<w:p><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>' for text in texts)


def document(body: str, before: str = "") -> str:
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{before}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'


def relationships(*found: tuple[str, str, bool]) -> str:
    """A ``.rels`` of (last word of the type, target, whether it lies outside)."""
    lines = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{escape(target)}"'
        f"{' TargetMode=' + chr(34) + 'External' + chr(34) if outside else ''}/>"
        for number, (kind, target, outside) in enumerate(found, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'


def parts(*texts: str, kind: str = "docx", body: str = "", types: str = "") -> dict[str, str | bytes]:
    """The members of an honest package with these paragraphs; ``types`` are further content types."""
    main, content = _MAIN[kind]
    return {
        "[Content_Types].xml": (
            f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/{main}" ContentType="{content}"/>{types}</Types>'
        ),
        "_rels/.rels": relationships(("officeDocument", main, False)),
        main: document(body or paragraphs(*texts)) if kind != "xlsx" else "<workbook/>",
    }


def packed(members: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as package:
        for name, content in members.items():
            package.writestr(zipfile.ZipInfo(name), content, method)
    return out.getvalue()


def docx(*texts: str, body: str = "", **others: str | bytes) -> bytes:
    """A document with these paragraphs."""
    return packed({**parts(*texts, body=body), **others})
