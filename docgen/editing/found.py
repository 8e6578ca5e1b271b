"""What was found in a file that came back: cells that show records' fields, and what a person should hear of the rest."""

from __future__ import annotations

from dataclasses import dataclass

from docgen.ledger.reading.workbook import Value
from docgen.problem import Problem

COMPUTED = "这一格由程序计算或拼成，改了不回填：请改它所依据的项目数据，再重新生成"
FILLED_IN = "这一格生成时是空白，不对应台账的栏目，填写的内容没有回填，只留在这份表里"
EITHER = "这一格由程序计算或拼成，或者是留着填写的，不对应台账的栏目，改了不回填"
SERIAL = "序号"
"""The heading whose column is renumbered whenever rows move, which is no edit."""


@dataclass(frozen=True)
class Place:
    """Where a cell stands: the file, its table (or sheet), the cell as a person finds it."""

    file: str
    table: str
    cell: str

    def problem(self, message: str, level: str) -> Problem:
        return Problem(message, self.file, self.table, self.cell, level)


@dataclass(frozen=True)
class Cell:
    """A cell that shows the field at ``path`` of the records under ``refs`` (several where cells are joined), as it is now."""

    refs: tuple[str, ...]
    path: str
    value: Value
    place: Place


@dataclass(frozen=True)
class Found:
    """The cells of a file that show fields, what was found amiss, and how many of docgen's tables are in it."""

    cells: tuple[Cell, ...] = ()
    problems: tuple[Problem, ...] = ()
    tables: int = 0


def strange_row(texts: list[str]) -> str:
    """What is said of a row that no record stands behind; ``texts`` are what it begins with."""
    return f"手工加入的一行（{'，'.join(texts[:3])[:40]}）没有项目标识，没有回填：新项目请由单位报送后导入"
