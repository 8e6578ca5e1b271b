"""What a printed value of a paper's text is made of: from the place where a template asked for it to an expression.

A value that is not known here (an office's own template may ask for anything) is still told: the name under which it
was asked for, and its value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from docgen.figures.approvals import Unfinished, has_problem, has_unfinished
from docgen.figures.benchmark import as_decimal
from docgen.figures.lag import BEHIND, LEVELS, Lagging
from docgen.figures.ranking import Standing
from docgen.figures.summary import Figures
from docgen.figures.totals import Totals, is_blank
from docgen.ledger.report import STARTED, Report
from docgen.papers.circular import Approvals, Behind, Problem
from docgen.papers.lagging import Late, Met
from docgen.papers.letter import Matter
from docgen.papers.notice import Starts
from docgen.papers.progress import Supervision
from docgen.papers.tables.project_list import NAME_OF_TABLE as LIST
from docgen.settings import Lag
from docgen.tracing.expression import Cell, Change, Count, Expression, Given, Group, Ratio, Sum
from docgen.tracing.ground import Ground
from docgen.tracing.origin import Mention, Origin

_SETTINGS = {"yellow": "黄色预警线", "red": "红色预警线", "idle_months": "连续无投资的月数"}
_LISTS: dict[str, str] = {
    "lagging": "滞后项目",
    "behind": "落后时序进度的项目",
    "idle": "连续无投资的项目",
    "not_started": "逾期未开工的项目",
}


def explained(mention: Mention, ground: Ground) -> Iterator[Expression]:
    """The expressions of the numbers that a mention prints, in the order of the numbers."""
    for origin in _in_order(mention):
        if isinstance(origin.value, str):
            continue
        members = origin.value if isinstance(origin.value, list | tuple) else ()
        if mention.filter == "standings" and all(isinstance(member, Standing) for member in members):
            yield from (ranked_by(place, ground) for place in members)
        else:
            counted = mention.filter in ("length", "count", "counted", "chinese")
            yield _counted(origin, ground) if counted and members is origin.value else of_origin(origin, ground)


def ranked_by(place: Standing, ground: Ground) -> Expression:
    """What a unit is ranked by: its completion rate, or what the office ranks by instead."""
    group, rules = ground.group_of(place.totals), ground.figures.rules
    if group is not None and not rules.score and rules.by.key == "completion_rate":
        return ground.rate(place.totals, group)
    value = None if place.value is None else Fraction(place.value)
    return Given(rules.name, value, f"设置 [ranking] 所定的“{rules.name}”", group=group)


def _in_order(mention: Mention) -> Sequence[Origin]:
    """``gap|against(benchmark)`` prints the benchmark first."""
    return mention.origins[::-1] if mention.filter == "against" else mention.origins


def of_origin(origin: Origin, ground: Ground) -> Expression:
    """One value: by the kind of the object that it was asked of, else by its name in the template."""
    owner, name = origin.owner, str(origin.name)
    found: Expression | None = None
    if isinstance(origin.value, list | tuple | dict):
        found = _counted(origin, ground)
    elif isinstance(owner, Totals):
        found = ground.totals(owner, name)
    elif isinstance(owner, Figures) and name == "benchmark":
        found = ground.benchmark()
    elif owner is None and name in _BY_NAME:
        found = _BY_NAME[name](origin, ground)
    else:
        found = next((way(owner, name, origin, ground) for kind, way in _BY_OWNER.items() if isinstance(owner, kind)), None)
    return found or _as_it_is(origin)


def _as_it_is(origin: Origin) -> Expression:
    value = origin.value
    number = Fraction(value) if isinstance(value, int | Decimal) else Fraction(len(value)) if hasattr(value, "__len__") else None
    return Given(str(origin.name), number, f"模板所取的 {origin.path}，由程序按本期记录算得")


def _counted(origin: Origin, ground: Ground) -> Expression:
    """How many a list of the figures or the template has."""
    name, value, figures = str(origin.name), origin.value, ground.figures
    members = list(value)
    if isinstance(origin.owner, Met) and (met := _of_met(origin.owner, name, origin, ground)):
        return met
    if members and all(isinstance(member, Lagging) for member in members):
        return Count(_lagging(_LISTS.get(name, "滞后项目"), members, ground))
    if members and all(isinstance(member, Report) for member in members):
        return Count(ground.group("未填报年度完成投资的项目" if name == "blank" else f"项目（{origin.path}）", members))
    if origin.owner is None and name in ("idle", "not_started"):
        return Count(_lagging(_LISTS[name], getattr(figures, name), ground))
    if origin.owner is None and name == "matters":
        named = {matter.name for matter in members if isinstance(matter, Matter)}
        return Count(_lagging("函中督办的项目", [item for item in figures.lagging if item.report.name in named], ground))
    number = Fraction(len(members))
    match name:
        case "reported" if isinstance(origin.owner, Figures):
            return Given("已报送的单位数", number, f"已报送的单位：{'、'.join(members)}", "COUNTIF(单位!{state},\"已报送\")", ground.all)
        case "unreported" if isinstance(origin.owner, Figures):
            return Given("未报送的单位数", number, f"未报送的单位：{'、'.join(members)}")
        case "best" | "last" if all(isinstance(place, Standing) for place in members):
            units = "、".join(place.unit for place in members)
            return Given("点名的单位数", number, f"按投资完成率{'居前' if name == 'best' else '居后'}的单位：{units}（设置 [circular] named）")
    return _as_it_is(origin)


def _lagging(name: str, items: Sequence[Lagging], ground: Ground) -> Group:
    return ground.group(name, (item.report for item in items))


def _scope(ground: Ground) -> Group:
    return ground.measured(ground.all)


def _share(origin: Origin, ground: Ground) -> Expression:
    """Of the measured projects, or of all where the circular takes it so."""
    lagging = Count(_lagging("滞后项目", ground.figures.lagging, ground))
    shares = [Ratio("滞后项目所占比重", lagging, Count(whole)) for whole in (ground.measured(ground.all), ground.all)]
    return next((share for share in shares if share.value and as_decimal(share.value) == origin.value), shares[0])


def _change(origin: Origin | None, ground: Ground) -> Expression | None:
    both = ground.figures.comparison
    if both is None:
        return None
    now, before = ground.group_of(both.now), ground.group_of(both.before)
    return now and before and Change("环比", Sum("month_investment", now), Sum("month_investment", before))


def _zero(origin: Origin | None, ground: Ground) -> Expression:
    none = [item for item in ground.figures.behind if not item.report.year_investment]
    return Count(_lagging("落后时序进度且今年没有完成投资的项目", none, ground))


def _listed(origin: Origin | None, ground: Ground) -> Expression:
    return Count(ground.those(f"列入{LIST}的项目", lambda report: report.form == LIST))


_BY_NAME: dict[str, Callable[[Origin, Ground], Expression | None]] = {
    "change": _change,
    "lagging_share": _share,
    "zero": _zero,
    "projects": _listed,
}
"""Numbers that the papers' templates ask for by a name of their own."""


def _of_lag(owner: Any, name: str, origin: Origin, ground: Ground) -> Expression:
    return Given(_SETTINGS.get(name, name), Fraction(origin.value), f"设置 [lag] {name}：{_SETTINGS.get(name, name)}")


def _of_behind(owner: Behind, name: str, origin: Origin, ground: Ground) -> Expression | None:
    report = next(
        (item.report for item in ground.figures.behind
         if item.report.name == owner.name and item.hit(BEHIND).measured == owner.points), None,
    )  # fmt: skip
    if report is None:
        return None
    return ground.rate_of(report) if name == "rate" else ground.behind(report)


def _of_matter(owner: Matter, name: str, origin: Origin, ground: Ground) -> Expression | None:
    item = next((item for item in ground.figures.lagging if item.report.name == owner.name), None)
    if item is None:
        return None
    one = ground.one(item.report)
    match name:
        case "plan":
            return Cell("annual_plan", one)
        case "done":
            return Cell("year_investment", one)
        case "rate":
            return ground.rate_of(item.report)
        case "behind":
            return ground.behind(item.report)
        case "idle":
            said = f"{one.name}至本期末连续没有完成投资的月数：逐期查本月完成投资为 0"
            return Given("连续无投资的月数", Fraction(origin.value), said, group=one)
    return None


def _of_approvals(owner: Approvals, name: str, origin: Origin, ground: Ground) -> Expression | None:
    if name != "projects":
        return None
    stage = owner.scope.removesuffix("项目") if owner.scope != "报送的项目" else ""
    return Count(ground.those(f"{owner.scope}中手续未全部办结的项目", lambda report: report.stage == stage and has_unfinished(report)))


def _of_unfinished(owner: Unfinished, name: str, origin: Origin, ground: Ground) -> Expression | None:
    stages = "、".join(dict.fromkeys(report.stage for report in owner.projects))
    return Count(ground.group(f"{stages}项目中{owner.procedure}未办结的项目", owner.projects)) if name == "count" else None


def _of_problem(owner: Problem, name: str, origin: Origin, ground: Ground) -> Expression | None:
    same = [r for r in ground.figures.reports if has_problem(r) and r.problems.strip().rstrip("。；;，") == owner.text]
    return Count(ground.group(f"反映“{owner.text}”的项目", same)) if name == "projects" else None


def _of_starts(owner: Starts, name: str, origin: Origin, ground: Ground) -> Expression | None:
    if name != "started":
        return None
    return Count(ground.those("清单中已开工的项目", lambda r: r.form == LIST and r.start and r.start.state == STARTED))


def _of_met(owner: Met, name: str, origin: Origin, ground: Ground) -> Expression | None:
    if name not in ("names", "shown"):
        return None
    return Count(_lagging(f"符合规则“{owner.words}”的项目", [i for i in ground.figures.lagging if i.report.name in owner.names], ground))


def _of_late(owner: Late, name: str, origin: Origin, ground: Ground) -> Expression | None:
    return Given("迟报天数", Fraction(origin.value), f"{owner.unit}报送日晚于截止日的天数") if name == "days" else None


_MATTERS = {
    "total": "在办督办事项", "opened": "上期通报以来新立的督办事项", "carried": "上期结转的督办事项", "settled": "已销号的督办事项",
    "replied": "已回复待销号的督办事项", "overdue": "逾期未回复的督办事项",
}  # fmt: skip


def _of_supervision(owner: Supervision, name: str, origin: Origin, ground: Ground) -> Expression | None:
    part = name.removesuffix("_share")
    if part not in _MATTERS or origin.value is None:
        return None
    told = {key: Given(called, Fraction(getattr(owner, key)), f"督办事项登记中{called}的件数") for key, called in _MATTERS.items()}
    return told[part] if part == name else Ratio(f"{_MATTERS[part]}所占比重", told[part], told["total"])


def _of_figures(owner: Figures, name: str, origin: Origin, ground: Ground) -> Expression | None:
    return Count(ground.those("未填报年度完成投资的项目", is_blank)) if name == "blank" else None


def _of_counts(owner: dict, name: str, origin: Origin, ground: Ground) -> Expression | None:
    """Counts by a name: of levels, of the list's categories, of months of start."""
    above = str(origin.above.name) if origin.above else ""
    if above == "levels":
        level = next((level for level, called in LEVELS.items() if called == name), name)
        return Count(_lagging(f"等级为{name}的项目", [item for item in ground.figures.lagging if item.level == level], ground))
    if above == "categories":
        return Count(ground.those(f"清单中“{name}”类的项目", lambda r: r.form == LIST and r.category == name))
    if above == "planned":
        return Given(f"计划{name}开工的项目数", Fraction(origin.value), f"清单中未开工、计划{name}开工的项目", group=_listed(None, ground).group)
    return None


_BY_OWNER: dict[type, Callable[[Any, str, Origin, Ground], Expression | None]] = {
    Lag: _of_lag,
    Behind: _of_behind,
    Matter: _of_matter,
    Approvals: _of_approvals,
    Unfinished: _of_unfinished,
    Problem: _of_problem,
    Starts: _of_starts,
    Met: _of_met,
    Late: _of_late,
    Supervision: _of_supervision,
    Figures: _of_figures,
    dict: _of_counts,
}
"""How the values of an object are made."""
