"""What a cell of an attachment table is made of."""

from __future__ import annotations

import re
from fractions import Fraction

from docgen.papers.table import INTEGER, MONEY, PERCENT, POINTS, SIGNED, Table
from docgen.papers.tables.filings import NAME_OF_TABLE as FILINGS
from docgen.papers.tables.standings import NAME_OF_TABLE as RANKING
from docgen.tracing import expression as ex
from docgen.tracing.explaining import ranked_by
from docgen.tracing.expression import Cell, Count, Expression, Given, Rank, Sum
from docgen.tracing.ground import Ground

FIGURES = (INTEGER, MONEY, PERCENT, POINTS, SIGNED)
"""What a column holds whose cells are figures."""

ORDINAL = "number"
_TOTAL = re.compile(r"^合计|（\d+项）")
_STAGES = {"planning": ("前期",), "beginning": ("新建", "竣工"), "building": ("在建",)}
_COMPUTED = ("reason", "level")


def is_figure(table: Table, key: str, text: str, total: bool) -> bool:
    """Whether a cell says something that docgen computed or counted, or an amount of a record; not what a unit wrote."""
    holds = {column.key: column.holds for column in table.columns}.get(key, "")
    if holds in FIGURES:
        return any(char.isdigit() for char in text)
    return key in _COMPUTED or total and any(char.isdigit() for char in text)


def of_cell(table: Table, index: int | None, key: str, ground: Ground) -> Expression:
    """The expression of a cell of the row ``index`` (None: the total); a given number where nothing else is known."""
    found = _total(table, key, ground) if index is None else _of_row(table, index, key, ground)
    return found or Given(key, None, "序号" if key == ORDINAL else "由程序按本期记录算得")


def _of_row(table: Table, index: int, key: str, ground: Ground) -> Expression | None:
    if table.name == RANKING:
        return _of_unit(str(table.rows[index]["unit"]), key, ground)
    if table.name == FILINGS:
        return _filed(ground.having("unit", str(table.rows[index]["unit"])), key, ground)
    if table.groups:
        return _of_group(table, index, key, ground)
    report = ground.row(table, index)
    if report is None:
        return None
    if key in ex.MONEY:
        return Cell(key, ground.one(report))
    if key == "completion_rate":
        return ground.rate_of(report)
    if key == "behind":
        return ground.behind(report)
    if key in _COMPUTED:
        item = next((item for item in ground.figures.lagging if item.report is report), None)
        if item:
            said = item.reason if key == "reason" else item.standing
            return Given("滞后情形" if key == "reason" else "等级", None, f"按设置 [lag] 的规则：{said}", group=ground.one(report))
    return None


def _of_unit(unit: str, key: str, ground: Ground) -> Expression | None:
    figures = ground.figures
    totals = figures.by_unit.get(unit)
    if totals is None:
        return None
    if key == "rank":
        return _rank(unit, ground)
    return ground.totals(totals, key)


def _of_group(table: Table, index: int, key: str, ground: Ground) -> Expression | None:
    """A figure of a group of projects: a unit's, an industry's."""
    name, figures = str(table.rows[index].get("group", "")), ground.figures
    if table.groups == "单位":
        return _of_unit(name, key, ground)
    parts = {"行业": figures.by_industry, "类别": figures.by_category, "体系": figures.by_system, "阶段": figures.by_stage}
    totals = parts.get(table.groups, {}).get(name)
    return None if totals is None else ground.totals(totals, key)


def _rank(unit: str, ground: Ground) -> Expression | None:
    """A place in the unit's own series."""
    series = next((s.standings for s in ground.figures.series if any(place.unit == unit for place in s.standings)), ())
    own = next((place for place in series if place.unit == unit), None)
    if own is None:
        return None
    rates = tuple(ranked_by(place, ground) for place in series if place is not own)
    if ground.figures.rules.set_by_office:
        return Given("名次", Fraction(own.rank), f"按设置 [ranking] 的“{ground.figures.rules.name}”排名，相同的并列")
    return Rank(ranked_by(own, ground), rates, unit)


def _filed(group: ex.Group, key: str, ground: Ground) -> Expression | None:
    if key == "projects":
        return Count(group)
    if key not in _STAGES:
        return None
    stages = _STAGES[key]
    whose = "" if group is ground.all else group.name
    name = f"{whose}{'、'.join(stages)}项目"
    return Count(ground.group(name, (report for report in group.reports if report.stage in stages)))


def _total(table: Table, key: str, ground: Ground) -> Expression | None:
    if table.name == RANKING:
        return ground.totals(ground.figures.totals, key)
    if table.name == FILINGS:
        if key == "state":
            return Given("已报送的单位数", Fraction(len(ground.figures.reported)), "已报送的单位", group=ground.all)
        return _filed(ground.all, key, ground)
    if table.groups:
        return ground.totals(ground.figures.totals, key)
    found = (ground.row(table, index) for index in range(len(table.rows)))
    listed = {id(report): report for report in found if report is not None}
    group = ground.group(f"{table.name}所列的项目", listed.values())
    if key in ex.MONEY:
        return Sum(key, group)
    return Count(group) if key == "name" else None
