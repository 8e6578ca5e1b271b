"""What ``docgen figures --by … --indicator …`` asks for, and the tables that answer it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from docgen.cli.columns import aligned

if TYPE_CHECKING:
    from docgen.figures.indicators.breakdown import Table
    from docgen.figures.summary import Figures

_LIST = re.compile(r"[,，、;；\s]+")


def asked(figures: Figures, by: Sequence[str], names: Sequence[str]) -> Table:
    """The table of the indicators called ``names`` (the usual ones without any) by the groupings called ``by``.

    Raises DocgenError for a name that is none, with the nearest.
    """
    from docgen.figures.indicators.breakdown import table
    from docgen.figures.indicators.catalogue import INDICATORS, USUAL, indicator
    from docgen.figures.indicators.groupings import grouping

    groupings = {found.key: found for text in by for word in _words(text) for found in [grouping(word)]}
    found = {one.key: one for text in names for word in _words(text) for one in [indicator(word)]}
    return table(figures, tuple(found.values()) or tuple(INDICATORS[key] for key in USUAL), tuple(groupings.values()))


def lines(table: Table) -> Iterator[str]:
    """The table for a terminal: the whole, each grouping, and the sentences below."""
    from docgen.figures.indicators.printing import heading, printed
    from docgen.figures.indicators.tabling import rows

    yield f"{table.figures.period.label}重点项目指标（金额单位：万元）"
    if not table.breakdowns:
        header = ("指标", "数值", "计算方法")
        body = [(heading(each), printed(table.whole.values[each.key], each), each.formula) for each in table.indicators]
        yield from aligned(header, body, right=(1,))
    for breakdown in table.breakdowns:
        header, *body = rows(table, breakdown)
        yield ""
        yield from aligned(header, body, right=range(1, len(header)))
    if table.notes:
        yield ""
        yield from (f"注：{note}" for note in table.notes)


def _words(text: str) -> list[str]:
    return [word for word in _LIST.split(text) if word]
