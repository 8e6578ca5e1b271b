"""Workbook templates as an office makes them, and filled ones opened again."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterable, Mapping
from io import BytesIO
from typing import Any

import openpyxl

from docgen.engine.sheet.compiled import compile_book
from docgen.engine.sheet.filling import Extras
from docgen.layout.tables.tags import environment, said

ROWS: tuple[dict[str, Any], ...] = tuple(
    {"category": category, "name": name, "plan": plan, "done": done}
    for category, name, plan, done in (
        ("交通", "北环路改造", 1200, 300),
        ("交通", "高铁站前广场", 800, 500),
        ("工业", "轴承产业园二期", 2500, None),
        ("工业", "智能装备基地", 900, 90),
        ("工业", "新材料中试线", 600, 60),
    )
)


def template(edit: Callable[[Any], None] | None = None) -> bytes:
    """A sheet with a title, a heading, a row of tags and a total; ``edit`` changes it as a person would in Excel."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "进展"
    sheet["A1"] = "{{ title }}"
    for column, heading in enumerate(("类别", "项目", "计划", "完成"), 1):
        sheet.cell(2, column, heading)
    for column, key in enumerate(("category", "name", "plan", "done"), 1):
        sheet.cell(3, column, f"{{{{ row.{key} }}}}")
    sheet["A4"], sheet["C4"] = "合计", "=SUM(C3:C3)"
    if edit:
        edit(sheet)
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def filled(source: bytes, rows: Iterable[Any] = ROWS, extras: Extras | None = None, **context: Any) -> bytes:
    words: Mapping[str, Any] = {"title": "重点项目进展", **context}
    return compile_book(source, environment, said, "进展表.xlsx").render(words, rows, extras or Extras())


def opened(data: bytes) -> Any:
    return openpyxl.load_workbook(BytesIO(data)).active


def table(sheet: Any) -> list[list[Any]]:
    """All values of a sheet, row by row."""
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(BytesIO(data)) as package:
        return package.read(name).decode("utf-8")


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def with_parts(data: bytes, changes: Mapping[str, Callable[[str], str] | str]) -> bytes:
    """A package with some parts changed or added, as by a program that knows more than openpyxl."""
    told = {name: content.decode("utf-8") if name.endswith((".xml", ".rels", ".vml")) else content for name, content in parts(data).items()}
    for name, change in changes.items():
        told[name] = change if isinstance(change, str) else change(told[name])  # type: ignore[arg-type]
    saved = BytesIO()
    with zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in told.items():
            package.writestr(name, content)
    return saved.getvalue()


def formulas(sheet: Any) -> dict[str, str]:
    return {cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row if cell.data_type == "f"}


def inserted(text: str, before: str) -> Callable[[str], str]:
    """Puts XML before the first thing that matches."""
    return lambda xml: re.sub(before, lambda found: text + found[0], xml, count=1)
