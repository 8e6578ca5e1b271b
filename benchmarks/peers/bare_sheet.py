"""The limit for a sheet: each cell's text put straight into the sheet's XML; the template's other parts stay."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.peers.bare import LEVEL
from benchmarks.shapes.workbooks import NAMES

_SHEET = "xl/worksheets/sheet1.xml"


def fill(template: Path, contexts: Sequence[dict[str, Any]]) -> Iterator[bytes]:
    with zipfile.ZipFile(template) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    xml = parts.pop(_SHEET).decode()
    begin = xml.index('<row r="3"')
    end = xml.index("</row>", begin) + len("</row>")
    places = re.findall(r'<c r="([A-Z]+)3" s="(\d+)"', xml[begin:end])
    for context in contexts:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL) as package:
            for name, content in parts.items():
                package.writestr(name, content)
            with package.open(_SHEET, "w") as sheet:
                sheet.write(xml[:begin].encode())
                for first in range(0, len(context["rows"]), 200):
                    some = enumerate(context["rows"][first : first + 200], first + 3)
                    sheet.write("".join(_row(number, record, places) for number, record in some).encode())
                sheet.write(xml[end:].encode())
        yield out.getvalue()


def _row(number: int, record: dict[str, Any], places: Sequence[tuple[str, str]]) -> str:
    told = []
    for (letter, style), name in zip(places, NAMES, strict=True):
        value = record[name]
        if value.__class__ is str:
            text = value.replace("&", "&amp;").replace("<", "&lt;") if "&" in value or "<" in value else value
            told.append(f'<c r="{letter}{number}" s="{style}" t="inlineStr"><is><t>{text}</t></is></c>')
        elif value is None:
            told.append(f'<c r="{letter}{number}" s="{style}"/>')
        else:
            told.append(f'<c r="{letter}{number}" s="{style}"><v>{value}</v></c>')
    return f'<row r="{number}">{"".join(told)}</row>'
