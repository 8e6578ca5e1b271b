"""Expressions as live formulas of a workbook whose sheet 记录 holds the records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from docgen.tracing.expression import Cell, Change, Count, Expression, Gap, Given, Group, Rank, Ratio, Sum, parts

RECORDS, UNITS, FIGURES, GUIDE = "记录", "单位", "数", "说明"


@dataclass(frozen=True)
class Sheets:
    """Where things stand: the letter of each field's column in 记录 (``period`` among them), the row of each record by
    period and identity, the letter of the column that lists a group's members, the last rows."""

    columns: Mapping[str, str]
    rows: Mapping[int, int]
    members: Mapping[int, str]
    last: int
    last_unit: int

    def whole(self, letter: str) -> str:
        return f"{RECORDS}!${letter}$2:${letter}${self.last}"

    def units(self, letter: str) -> str:
        return f"{UNITS}!${letter}$2:${letter}${max(self.last_unit, 2)}"


def formula(expression: Expression, sheets: Sheets) -> str:
    """The formula without its ``=``; unrounded."""
    match expression:
        case Sum():
            return f"SUMIFS({sheets.whole(sheets.columns[expression.field])},{_criteria(expression.group, sheets)})"
        case Count():
            return f"COUNTIFS({_criteria(expression.group, sheets)})"
        case Cell():
            return f"{RECORDS}!${sheets.columns[expression.field]}${sheets.rows[id(expression.group.reports[0])]}"
        case Given():
            if expression.formula:
                return expression.formula.replace("{state}", sheets.units("B").split("!", 1)[1])
            return _plain(expression)
        case Ratio():
            top, bottom = (formula(part, sheets) for part in parts(expression))
            return f"{top}/{bottom}"
        case Gap():
            rate, against = formula(expression.rate, sheets), formula(expression.against, sheets)
            return f"(({against})-({rate}))*100" if expression.behind else f"(({rate})-({against}))*100"
        case Change():
            now, before = formula(expression.now, sheets), formula(expression.before, sheets)
            return f"{now}/{before}-1"
        case Rank():
            return f"INDEX({sheets.units('F')},MATCH({quoted(expression.unit)},{sheets.units('A')},0))"
    raise TypeError(expression)


def _plain(expression: Given) -> str:
    value = expression.value
    if value is None:
        return '""'
    return str(value.numerator) if value.denominator == 1 else f"{value.numerator}/{value.denominator}"


def _criteria(group: Group, sheets: Sheets) -> str:
    """What finds the records of a group: its period with its fields, or the column that lists its members."""
    period = f"{sheets.whole(sheets.columns['period'])},{quoted(str(group.period), exact=True)}"
    if group.criteria is None:
        return f"{sheets.whole(sheets.members[id(group)])},1"
    return ",".join([period, *(f"{sheets.whole(sheets.columns[field])},{quoted(value, exact=True)}" for field, value in group.criteria)])


def quoted(text: str, *, exact: bool = False) -> str:
    """A text in a formula; ``exact``: as a criterion that it must equal, with no wildcards."""
    if exact:
        text = "=" + text.replace("~", "~~").replace("*", "~*").replace("?", "~?")
    return '"' + text.replace('"', '""') + '"'
