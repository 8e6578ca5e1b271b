"""Indicators as papers and tables print them, each rounded once."""

from __future__ import annotations

from docgen.figures.indicators.catalogue import CHANGE, COUNT, MARK, MONEY, POINTS, Indicator, Value
from docgen.numerals import UNDEFINED, Number, percent, rounded, wan

_NAMED = (COUNT, MONEY, POINTS, MARK)


def printed(value: Value, indicator: Indicator, named: bool = False) -> str:
    """The value as it stands in a table: 2089.6, 47.8%, +2.9, —; ``named``: with its unit, as prose has it (92.5分)."""
    if value is None:
        return UNDEFINED
    return _figure(value, indicator) + (indicator.unit if named and indicator.unit in _NAMED else "")


def _figure(value: Number, indicator: Indicator) -> str:
    if indicator.unit == COUNT:
        return str(value)
    if indicator.unit == MONEY:
        return wan(value)
    if indicator.unit == POINTS:
        return signed(value)
    if indicator.unit == CHANGE:
        return f"{signed(value * 100)}%"
    return f"{rounded(value, 1):f}" if indicator.unit == MARK else percent(value)


def signed(value: Number) -> str:
    """A difference with its sign: +2.9, -9.3, 0.0."""
    near = rounded(value, 1)
    return f"{near:+f}" if near else "0.0"


def arrow(change: int | None) -> str:
    """A change of rank: ↑2, ↓1, →; — where there was no rank before."""
    if change is None:
        return UNDEFINED
    return f"{'↑' if change > 0 else '↓'}{abs(change)}" if change else "→"


def heading(indicator: Indicator) -> str:
    """The indicator's name with the unit that its figures do not show."""
    return f"{indicator.name}（{indicator.unit}）" if indicator.unit == POINTS else indicator.name
