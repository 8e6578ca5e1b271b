"""The sheet that a person hands in for a circular (评分表, 打分表 …): where an order keeps its place, and its rows."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from docgen.building.order import Order
from docgen.forms.form import Row
from docgen.papers.circulars.kinds import CIRCULARS
from docgen.problem import DocgenError, Problem
from docgen.settings import Settings


def place_of(file: Path, settings: Settings) -> str:
    """How an order names a file: seen from the workspace where it lies within, so that both may be moved together."""
    whole, home = file.resolve(), settings.workspace.resolve()
    return (whole.relative_to(home) if whole.is_relative_to(home) else whole).as_posix()


def rows_of(order: Order, settings: Settings, day: date) -> tuple[tuple[Row, ...], tuple[Problem, ...]]:
    """The rows of the order's sheet, none without one, and reminders; ``day`` is the paper's, which dates without a year are seen from.

    Raises DocgenError with each cell that cannot be read, and where the circular needs a sheet and the order names none.
    """
    from docgen.forms.reading import read_tables

    kind = CIRCULARS[order.name]
    if not order.file:
        if kind.needs_sheet:
            heads = "、".join(field.words[0] for field in kind.fields if field.required)
            raise DocgenError(f"{kind.name}要有{kind.sheet}：请用 --file 给出（Excel、WPS、CSV 或 Word 表格，第一行是栏目名，有“{heads}”等栏）")
        return (), ()
    path = settings.workspace / order.file
    if not path.is_file():
        raise DocgenError(f"找不到{kind.sheet} {path}：请检查 --file，或重新运行 docgen circular --kind {kind.name} --file 文件")
    tables, problems = read_tables(path, kind.fields, settings, kind.sheet, day)
    found = tuple(row for rows in tables.values() for row in rows)
    if not found:
        instead = "" if kind.needs_sheet else "；没有要写的，请去掉 --file"
        raise DocgenError(f"{kind.sheet}有误，未生成公文", (Problem(f"表头之下没有内容：请逐行填写{instead}", path.name),))
    return found, problems
