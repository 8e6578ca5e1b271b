"""A table as a file defines it: whose rows, which columns, filters, order, sums."""

from __future__ import annotations

from dataclasses import dataclass

from docgen.papers.table import Column

PROJECTS, NODES, PROCEDURES, MATTERS = "项目", "节点", "手续", "督办事项"
"""What a row may be of beside a group (单位, 类别 …): a project, each node or procedure of one, a matter in hand."""

BLANK, FORMULA = "blank", "formula"
"""Keys of columns that are left to be filled in by hand, or computed from others."""


@dataclass(frozen=True)
class Show:
    """One column: where it stands (``column``) and what it shows: the value under ``key`` of a row, or a ``formula``'s.

    ``summed``: whether sums of it make sense; ``place`` tells where the file says it (第3栏“总投资”).
    """

    column: Column
    key: str
    formula: str = ""
    summed: bool = False
    place: str = ""


@dataclass(frozen=True)
class Order:
    """What rows are sorted by: the value under ``key``, the largest first where it is ``falling``."""

    key: str
    falling: bool = False


@dataclass(frozen=True)
class Definition:
    """One table of a file.

    ``rows`` is what a row is of; ``only`` words that a row must meet, ``stages`` and ``forms`` (table forms) that count,
    ``condition`` a formula that must hold. ``group`` is the key whose values head groups of rows, with their sums where
    ``subtotals``. ``title``, ``as_of`` and ``note`` may hold {地区}, {报告期}, {年}. ``file`` is where it is defined.
    """

    name: str
    rows: str
    shows: tuple[Show, ...]
    title: str = ""
    landscape: bool = False
    only: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    condition: str = ""
    order: tuple[Order, ...] = ()
    group: str = ""
    subtotals: bool = False
    total: bool = False
    unit: str = ""
    as_of: str = ""
    note: str = ""
    by_hand: bool = False
    monthly: bool = False
    file: str = ""
