"""Amounts that are out of all proportion: most likely typed in another unit than their column's."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from statistics import median

from docgen.ledger.reading.headers import Column
from docgen.ledger.reading.money import shortest
from docgen.ledger.reading.synonyms import CHINESE, MONEY
from docgen.ledger.reading.table import Progress

_FEWEST = 4
"""Fewer amounts in a column say nothing of what is usual in it."""

_OUT_OF_PROPORTION = 1000
"""元 typed for 万元 is 10,000 times too much; its project may be ten times smaller than its neighbours."""

_OF_SIZE = frozenset({"total_investment", "annual_plan"})
"""Fields in which a very small amount is as odd as a very large one; what was completed may be little."""

_VAST = Decimal(10_000_000)
"""万元: no single project of a county comes to 1000 亿元."""


def suspect_amounts(progress: Progress) -> None:
    """Remind of each amount that is a thousand times its column's median, or a thousandth; or vast by itself."""
    for column in progress.columns:
        if column.field in MONEY:
            for row, message in _suspects(progress, column):
                progress.remind(row, column, message)


def _suspects(progress: Progress, column: Column) -> Iterator[tuple[int, str]]:
    amounts = [(report.source.row - 1, amount) for report in progress.reports if (amount := getattr(report, column.field))]
    usual = median(amount for _, amount in amounts) if len(amounts) >= _FEWEST else None
    for row, amount in amounts:
        shown = f"{CHINESE[column.field]} {shortest(amount):f} 万元"
        if usual and amount >= usual * _OUT_OF_PROPORTION:
            yield row, f"{shown}，是本栏一般项目的 {int(amount / usual)} 倍：请核对是否把元写进了万元栏"
        elif usual and column.field in _OF_SIZE and amount * _OUT_OF_PROPORTION <= usual:
            yield row, f"{shown}，不到本栏一般项目的千分之一：请核对是否把亿元写进了万元栏"
        elif amount >= _VAST:
            yield row, f"{shown}，合 {shortest(amount / 10000):f} 亿元：请核对金额单位"
