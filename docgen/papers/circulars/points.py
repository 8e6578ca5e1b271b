"""考核打分表: the points that people give, and those added or taken off, read from a sheet with a row a unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from docgen.figures.assessing import Assessed, Change, Item, Result, graded, measured, total_of
from docgen.figures.indicators.catalogue import indicator
from docgen.figures.indicators.group import Group
from docgen.figures.lag import RED, YELLOW
from docgen.figures.summary import Figures
from docgen.figures.weights import weights, whole_weights
from docgen.forms.form import NAME, NUMBER, Field, Row
from docgen.ledger.nearest import nearest
from docgen.ledger.report import Report
from docgen.numerals import plain
from docgen.papers.answering import answerers, is_own
from docgen.papers.circulars.sheet import gives_nothing, number_in, refuse, spelled, units_of, unknown
from docgen.papers.lagging import late
from docgen.problem import DocgenError, Problem
from docgen.settings import Settings

WHAT = "考核打分表"
FIELDS = (
    Field("unit", ("单位", "单位名称", "责任单位", "考核单位", "被考核单位", "考核对象", "考评单位"), NAME, required=True, filled=True),
    Field("added", ("加分", "加分项", "加分值"), NUMBER),
    Field("taken", ("扣分", "扣分项", "扣分值", "减分"), NUMBER),
    Field("why", ("加减分原因", "加扣分原因", "加分原因", "扣分原因", "原因", "事由")),
)
RED_ONES, YELLOW_ONES, MISSING, LATE = "红色项目", "黄色项目", "未报送", "迟报"
_REASONS = (RED_ONES, YELLOW_ONES, MISSING, LATE)


@dataclass(frozen=True)
class Rules:
    """The settings read: items, what is taken off for each case, the grades."""

    items: tuple[Item, ...]
    deductions: Mapping[str, Decimal]
    grades: Mapping[str, Decimal]

    @property
    def by_hand(self) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.indicator is None)


def rules_of(settings: Settings) -> Rules:
    """What ``[assessment]`` lays down; raises DocgenError, naming the entry, for what cannot hold."""
    place, said = f"{settings.place} [assessment]", settings.assessment
    items = whole_weights(f"{place} items", said.items, "投资完成率=40")
    deductions = weights(f"{place} deductions", said.deductions, "红色项目=1")
    if wrong := next((name for name in deductions if name not in _REASONS), ""):
        raise DocgenError(f"{place} deductions：没有“{wrong}”这种扣分情形，可用的有：{'、'.join(_REASONS)}")
    grades = weights(f"{place} grades", said.grades, "优秀=90")
    if not grades or list(grades.values()) != sorted(grades.values(), reverse=True):
        raise DocgenError(f"{place} grades：应从高到低写各等次的分数线，如 [\"优秀=90\", \"良好=80\", \"合格=60\", \"不合格=0\"]")
    return Rules(tuple(_item(name, points) for name, points in items.items()), deductions, grades)


def _item(name: str, points: Decimal) -> Item:
    try:
        return Item(name, points, indicator(name))
    except DocgenError:
        return Item(name, points)


def assessed(rows: Sequence[Row], figures: Figures, settings: Settings) -> tuple[tuple[Assessed, ...], tuple[Problem, ...]]:
    """Every unit's assessment, the best first, and reminders.

    Raises DocgenError with each cell that is missing or wrong, and where items need a sheet and there is none.
    """
    rules, problems = rules_of(settings), []
    own = is_own(figures, settings.office.region)
    found = dict.fromkeys(unit for report in figures.reports for unit in answerers(report, own)) if own else units_of(figures)
    units = [unit for unit in found if unit not in figures.rules.exempt]
    if not units:
        raise DocgenError(f"{figures.period.label}没有应考核的单位：请核对设置 [reporting] units 和 [ranking] exempt")
    given = _given(rows, rules, units, problems, settings)
    reminders = refuse(problems, WHAT)
    members: dict[str, list[Report]] = {}
    for report in figures.reports:
        for unit in answerers(report, own):
            members.setdefault(unit, []).append(report)
    groups = {unit: Group(unit, tuple(mine), figures.period, figures.course) for unit, mine in members.items()}
    shares = {item.name: measured(item, {unit: groups[unit] for unit in units if unit in groups}) for item in rules.items if item.indicator}
    made = []
    for unit in units:
        results = tuple(_result(item, unit, shares, given.get(unit)) for item in rules.items)
        changes = (*_deductions(unit, rules, figures, own), *_changes(given.get(unit)))
        total = total_of(results, changes)
        made.append(Assessed(unit, results, changes, total, graded(total, rules.grades), 0))
    return _ranked(made), reminders


def _given(rows: Sequence[Row], rules: Rules, units: Sequence[str], problems: list[Problem], settings: Settings) -> dict[str, Row]:
    """The rows by unit, told what is wrong with them."""
    wanted = [item.name for item in rules.by_hand]
    if not rows:
        if wanted:
            raise DocgenError(
                f"{'、'.join(f'“{name}”' for name in wanted)}不是台账能算出的指标，须由人评定：请用 --file 给出{WHAT}（单位一栏，各项各一栏），"
                f"或改设置 [assessment] items"
            )
        return {}
    for name in wanted:
        if name not in rows[0].others:
            near = nearest(name, [heading for heading in rows[0].others if not gives_nothing(heading)], 1)
            problems.append(Problem(f"没有“{name}”一栏" + (f"，是否为“{near[0]}”？" if near else ""), rows[0].file, rows[0].sheet))
    found = {}
    for row in rows:
        unit = spelled(row.text("unit"), units)
        if unit in found:
            problems.append(row.problem(f"“{unit}”列了两次（前一处在第{found[unit].number}行）", "unit"))
        if unit not in units:
            problems.append(unknown(row, "unit", unit, "应考核的单位", units))
        for item in rules.by_hand:
            if item.name in row.others:
                number_in(row, item.name, item.points, problems)
        for key in ("added", "taken"):
            if row.amount(key) and not row.text("why"):
                problems.append(row.problem("加分、扣分要写明原因（加减分原因一栏）", key))
            if (row.amount(key) or 0) < 0:
                problems.append(row.problem("加分、扣分都写正数", key))
        found[unit] = row
    if wanted and (lacking := [unit for unit in units if unit not in found]):
        problems.append(Problem(f"没有给{'、'.join(lacking)}打分", rows[0].file, rows[0].sheet))
    return found


def _result(item: Item, unit: str, shares: Mapping[str, Mapping[str, Result]], row: Row | None) -> Result:
    if item.indicator:
        # who owed a report and sent none has earned nothing, which is not the same as an item that does not apply
        return shares[item.name].get(unit) or Result(item, Decimal(0), reason="未报送")
    points = number_in(row, item.name, item.points, []) or Decimal(0)
    return Result(item, points, "人工评定")


def _deductions(unit: str, rules: Rules, figures: Figures, own: bool) -> list[Change]:
    lagging = [item for item in figures.lagging if unit in answerers(item.report, own)]
    days = {each.unit: each.days for each in late(figures.late_units)}
    cases = {
        RED_ONES: sum(item.level == RED for item in lagging),
        YELLOW_ONES: sum(item.level == YELLOW for item in lagging),
        MISSING: int(unit in figures.unreported),
        LATE: int(unit in days),
    }
    words = {
        RED_ONES: f"红色预警项目{cases[RED_ONES]}个",
        YELLOW_ONES: f"黄色预警项目{cases[YELLOW_ONES]}个",
        MISSING: f"未报送{figures.period.label}进展",
        LATE: f"迟报{plain(days.get(unit))}天",
    }
    return [Change(-each * cases[name], words[name]) for name, each in rules.deductions.items() if cases[name] and each]


def _changes(row: Row | None) -> list[Change]:
    if row is None:
        return []
    signed = ((row.amount("added"), 1), (row.amount("taken"), -1))
    return [Change(amount * sign, row.text("why")) for amount, sign in signed if amount]


def _ranked(made: Sequence[Assessed]) -> tuple[Assessed, ...]:
    from dataclasses import replace

    ordered = sorted(made, key=lambda each: -each.total)
    found: list[Assessed] = []
    for place, each in enumerate(ordered, 1):
        tied = found and found[-1].total == each.total
        found.append(replace(each, rank=found[-1].rank if tied else place))
    return tuple(found)
