"""A project's own plan by months or quarters (月度计划), where its milestones or columns give it in amounts."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from docgen.figures.benchmark import HALVES_IN_A_YEAR, Course
from docgen.ledger.period import Period
from docgen.ledger.report import Report

_QUARTER = re.compile(r"第?([一二三四1-4])季度")
_MONTHS = re.compile(r"(?<![\d年])(\d{1,2})(?:月份?)?(?:[-—–~～至到](\d{1,2}))?月")
_HALF_YEAR = re.compile(r"([上下])半年")
_AMOUNT = re.compile(r"(?:投资|计划|完成)[^\d，。；;]{0,6}(\d+(?:\.\d+)?)(亿|万)元?|(\d+(?:\.\d+)?)(亿|万)?元?")
_PLANNED = re.compile(r"计划|目标|任务|拟完成|预计完成")
_DONE = re.compile(r"实际|已完成|完成率|完成情况")
_NUMBERS = {"一": 1, "二": 2, "三": 3, "四": 4}
_PER_UNIT = {"亿": Decimal(10000), "万": Decimal(1), "": Decimal(1)}

Span = tuple[int, int, Decimal]
"""First and last half month, and the amount planned in between."""


def owed_by(report: Report, period: Period, course: Course) -> Fraction:
    """The share of its plan that the project owes at the period's end: by its own plan where the office measures by
    these and it has one that adds up to its annual plan, else by the office's course."""
    if course.own_plans and (own := own_course(report)):
        return own.share(period)
    return course.share(period)


def own_course(report: Report) -> Course | None:
    """The course that the project's own amounts lay down; None without any, or when they do not add up to its plan."""
    spans = planned_spans(report)
    if not spans or not report.annual_plan or not _adds_up(spans, report.annual_plan):
        return None
    marks, done, plan = [], Fraction(0), Fraction(report.annual_plan)
    running = _is_running(spans)
    for _, last, amount in spans:
        done = Fraction(amount) if running else done + Fraction(amount)
        marks.append((last, done / plan))
    return Course(tuple(marks))


def contradicts(report: Report) -> bool:
    """Whether the project plans its year in amounts that are not its annual plan."""
    return bool(planned_spans(report)) and bool(report.annual_plan) and own_course(report) is None


def planned_spans(report: Report) -> tuple[Span, ...]:
    """The amounts (万元) that the project plans by month, quarter or half year, in order of time; none when a part of its
    plan is words only."""
    nodes = [(node.when, node.what) for node in report.milestones]
    columns = [(path, text) for path, text in report.extra if _PLANNED.search(path) and not _DONE.search(path)]
    for source in (nodes, columns):
        spans = [_span(when, what) for when, what in source]
        known = sorted(span for span in spans if span)
        if known and (source is columns or len(known) == len(spans)):
            return tuple(sorted(known, key=lambda span: (span[1], span[0])))
    return ()


def _span(when: str, what: str) -> Span | None:
    halves, amount = _halves(when), _amount(when, what)
    return None if halves is None or amount is None else (*halves, amount)


def _halves(when: str) -> tuple[int, int] | None:
    when = re.sub(r"\s", "", when)
    if found := _QUARTER.search(when):
        quarter = _NUMBERS.get(found[1]) or int(found[1])
        return 6 * quarter - 5, 6 * quarter
    if found := _HALF_YEAR.search(when):
        return (1, 12) if found[1] == "上" else (13, 24)
    if (found := _MONTHS.search(when)) and 1 <= int(found[1]) <= int(found[2] or found[1]) <= 12:
        return 2 * int(found[1]) - 1, 2 * int(found[2] or found[1])
    return None


def _amount(when: str, what: str) -> Decimal | None:
    """万元; a bare number counts in the unit that its heading names, else in 万元."""
    text = re.sub(r"[\s,，]", "", what)
    whole = re.fullmatch(_AMOUNT, text)
    found = whole if whole else re.search(_AMOUNT.pattern.split("|(")[0], text)
    if not found:
        return None
    number = found[1] or found[3]
    unit = found[2] or (found[4] if whole else "") or ("亿" if "亿元" in when else "")
    return Decimal(number) * _PER_UNIT[unit or ""]


def _is_running(spans: tuple[Span, ...]) -> bool:
    """Whether the amounts count from January each time (1—3月, 1—6月 …)."""
    return len(spans) > 1 and all(first == 1 for first, _, _ in spans)


def _adds_up(spans: tuple[Span, ...], plan: Decimal) -> bool:
    if _is_running(spans):
        amounts = [amount for _, _, amount in spans]
        return spans[-1][1] == HALVES_IN_A_YEAR and amounts == sorted(amounts) and amounts[-1] == plan
    tiled = all(before[1] + 1 == after[0] for before, after in zip(spans, spans[1:], strict=False))
    return tiled and spans[0][0] == 1 and spans[-1][1] == HALVES_IN_A_YEAR and sum(amount for _, _, amount in spans) == plan
