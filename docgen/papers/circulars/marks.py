"""评分表: the marks that judges gave, read from a sheet with a column a judge (or an item)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from docgen.figures.summary import Figures
from docgen.figures.viewing import Marks, Scored, scored
from docgen.figures.weights import whole_weights
from docgen.forms.form import NAME, Field, Row
from docgen.ledger.reading.dictionary import STANDARD
from docgen.ledger.reading.heading import plain_header
from docgen.numerals import plain
from docgen.papers.answering import answering, is_own
from docgen.papers.circulars.sheet import gives_nothing, number_in, refuse, spelled, tell_twice, units_of, unknown
from docgen.problem import REMINDER, DocgenError, Problem
from docgen.settings import Settings

WHAT = "评分表"
FIELDS = (
    Field("name", ("观摩项目", "项目名称", "项目", "名称", "观摩单位", "单位名称", "单位"), NAME, required=True, filled=True),
    Field("unit", ("责任单位", "所属单位", "单位名称", "单位"), NAME),
    Field("series", ("组别", "分组"), NAME),
)
_MOST = Decimal(100)


@dataclass(frozen=True)
class Viewed:
    """What was viewed and how it was scored, by series; ``judges`` are the columns, ``of_units`` tells that no projects
    were scored but units; ``added`` that the columns are items."""

    series: dict[str, tuple[Scored, ...]]
    judges: tuple[str, ...]
    of_units: bool
    added: bool

    @property
    def all(self) -> tuple[Scored, ...]:
        return tuple(each for members in self.series.values() for each in members)


def viewed(rows: Sequence[Row], figures: Figures, settings: Settings) -> tuple[Viewed, tuple[Problem, ...]]:
    """The scores of a sheet, and reminders. Raises DocgenError with the cell of each mark that is missing or wrong."""
    items = settings.viewing.items and whole_weights(f"{settings.place} [viewing] items", settings.viewing.items, "投入强度=40")
    problems: list[Problem] = []
    if not rows:
        raise DocgenError(f"{WHAT}里没有评分：请每个项目（单位）写一行")
    judges = tuple(items) if items else _judges(rows)
    items = items or _items(rows[0], judges, problems)
    _tell_columns(rows[0], judges, bool(items), settings, problems)
    tell_twice(rows, "name", problems)
    given = [_marks(row, judges, items or {}, figures, settings, problems) for row in rows] if judges else []
    reminders = refuse(problems, WHAT)
    units = set(units_of(figures))
    made = scored(given, settings.viewing.drop, added=bool(items))
    return Viewed(made, judges, all(each.name in units for each in given), bool(items)), reminders


def _judges(rows: Sequence[Row]) -> tuple[str, ...]:
    """The columns of marks: none is what docgen works out, or what a ledger tells (建设内容, 总投资) and holds no marks."""
    return tuple(heading for heading in rows[0].others if not gives_nothing(heading) and not _is_told(heading, rows))


def _items(row: Row, judges: Sequence[str], problems: list[Problem]) -> dict[str, Decimal]:
    """The items whose headings tell what they are worth (投资规模（20分）): no judges, their marks are added."""
    items = {heading: row.full[heading] for heading in judges if heading in row.full}
    if items and (len(items) < len(judges) or sum(items.values()) != _MOST):
        told = "、".join(f"{item}（{plain(full)}分）" for item, full in items.items())
        problems.append(row.problem(f"按项打分的，各项满分合计应为100分，现有{told}：请改栏目名称，或在设置 [viewing] items 写明各项满分"))
    return items


def _is_told(heading: str, rows: Sequence[Row]) -> bool:
    return bool(STANDARD.field_of(plain_header(heading))) and any(number_in(row, heading, _MOST, []) is None for row in rows)


def _tell_columns(row: Row, judges: Sequence[str], of_items: bool, settings: Settings, problems: list[Problem]) -> None:
    drop = settings.viewing.drop
    if of_items:
        problems += [row.problem(f"没有“{judge}”一栏：设置 [viewing] items 列有这一项") for judge in judges if judge not in row.others]
    elif not judges:
        problems.append(row.problem("没有评委打分的栏目：请每名评委一栏，写在单位、项目之后"))
    elif len(judges) <= 2 * drop:
        problems.append(
            row.problem(f"只有{len(judges)}名评委，去掉{drop}个最高分和{drop}个最低分后没有分数了：请核对评分表，或改设置 [viewing] drop")
        )


def _marks(row: Row, judges: Sequence[str], items: dict[str, Decimal], figures: Figures, settings: Settings, problems: list[Problem]) -> Marks:
    units, listed = units_of(figures), {report.name: report for report in figures.reports}
    name, unit = spelled(row.text("name"), units), spelled(row.text("unit"), units)
    if name in listed:
        unit = unit or answering(listed[name], is_own(figures, settings.office.region))
        if unit not in (listed[name].unit, *listed[name].units, answering(listed[name], own=True)):
            problems.append(row.problem(f"“{name}”在台账中由{listed[name].unit}报送，此处写的是“{unit}”，请核对", "unit", REMINDER))
    elif name not in units:
        problems.append(unknown(row, "name", name, "项目或单位", (*listed, *units), REMINDER))
        if not unit:
            problems.append(row.problem(f"“{name}”没有写责任单位，无法确定由谁发言", "unit"))
    marks = [(judge, number_in(row, judge, items.get(judge, _MOST), problems)) for judge in judges if judge in row.others]
    return Marks(name, unit, tuple((judge, mark) for judge, mark in marks if mark is not None), row.text("series"))
