"""Every indicator: its key, its Chinese name, its unit, its formula in words, and how it is taken of a group."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from docgen.figures.indicators.group import Group
from docgen.figures.totals import rate_of
from docgen.ledger.nearest import nearest
from docgen.problem import DocgenError

COUNT, MONEY, RATE, POINTS, CHANGE, MARK = "个", "万元", "%", "个百分点", "增减%", "分"
"""What an indicator is counted in. RATE is a fraction, CHANGE one that may be negative, POINTS percentage points."""

Value = int | Decimal | Fraction | None


@dataclass(frozen=True)
class Indicator:
    """``value`` answers unrounded, None when undefined, and ``undefined`` says in a sentence part why it then is.

    ``formula`` names numerator and denominator. ``high_is_good`` orders rankings.
    """

    key: str
    name: str
    unit: str
    formula: str
    value: Callable[[Group], Value]
    undefined: str = "没有一个项目填报"
    high_is_good: bool = True


def _sum(field: str) -> Callable[[Group], Value]:
    return lambda group: getattr(group.totals, field)


def _part(done: Callable[[Group], int], whole: Callable[[Group], int]) -> Callable[[Group], Value]:
    return lambda group: Fraction(done(group), whole(group)) if whole(group) else None


def _completion(group: Group) -> Value:
    return rate_of(group.totals.measured_investment, group.totals.annual_plan)


def _gap(group: Group) -> Value:
    rate = _completion(group)
    return None if rate is None else (rate - group.totals.owed) * 100


def _pull(group: Group) -> Value:
    """The part's change over the whole's sum of the period before, over the units that reported both."""
    whole = group.whole or group
    both = {r.unit for r in whole.before if r.month_investment is not None} & {
        r.unit for r in whole.reports if r.month_investment is not None
    }
    then = _months(whole.before, both)
    return Fraction(_months(group.reports, both) - _months(group.before, both)) / Fraction(then) * 100 if then else None


def _months(reports: Iterable, units: set[str]) -> Decimal:
    return sum((r.month_investment for r in reports if r.unit in units and r.month_investment is not None), Decimal(0))


_NO_PLAN = "没有年度计划，或没有填报年度完成投资"
_NO_BEFORE = "上期没有报送，或上期为零"
_NO_YEAR_AGO = "上年同期没有报送，或上年同期为零"

_ALL = (
    Indicator("projects", "项目数", COUNT, "报送的项目", _sum("projects")),
    Indicator("total_investment", "总投资", MONEY, "各项目总投资之和", _sum("total_investment")),
    Indicator("annual_plan", "年度计划投资", MONEY, "计算完成率的各项目年度计划投资之和", _sum("annual_plan")),
    Indicator("month_investment", "本期完成投资", MONEY, "各项目本期完成投资之和", _sum("month_investment")),
    Indicator("year_investment", "年度完成投资", MONEY, "各项目年初以来完成投资之和", _sum("year_investment")),
    Indicator("cumulative_investment", "累计完成投资", MONEY, "各项目开工以来完成投资之和", _sum("cumulative_investment")),
    Indicator("completion_rate", "投资完成率", RATE, "年度完成投资÷年度计划投资（只计有年度计划的项目）", _completion, _NO_PLAN),
    Indicator("total_rate", "总投资完成率", RATE, "累计完成投资÷总投资",
              lambda g: rate_of(g.totals.cumulative_investment, g.totals.total_investment), "没有填报总投资或累计完成投资"),
    Indicator("benchmark", "时序进度", RATE, "到本期末应完成的年度计划的份额", lambda g: g.totals.owed),
    Indicator("gap", "较时序进度", POINTS, "投资完成率－时序进度，按未舍入的数相减", _gap, _NO_PLAN),
    Indicator("started", "已开工", COUNT, "写明已开工和在建、竣工的项目", lambda g: g.starts.started),
    Indicator("due", "应开工", COUNT, "已开工的和计划开工时间已到的项目", lambda g: g.starts.due),
    Indicator("overdue", "应开未开", COUNT, "计划开工时间已到而写明未开工的项目", lambda g: g.starts.overdue, high_is_good=False),
    Indicator("not_due", "未到开工期", COUNT, "计划开工时间未到的项目和没有写明的前期项目", lambda g: g.starts.not_due),
    Indicator("untold", "开工不明", COUNT, "没有说明是否开工的项目", lambda g: g.starts.untold, high_is_good=False),
    Indicator("newly", "新开工项目", COUNT, "新建项目和计划本年开工的项目", lambda g: g.new_starts.projects),
    Indicator("start_rate_all", "开工率（全部）", RATE, "已开工÷全部项目",
              _part(lambda g: g.starts.started, lambda g: g.starts.projects), "没有项目"),
    Indicator("start_rate_new", "开工率（新开工）", RATE, "新开工项目中已开工的÷新开工项目",
              _part(lambda g: g.new_starts.started, lambda g: g.new_starts.projects), "没有新开工项目"),
    Indicator("start_rate_due", "开工率（应开工）", RATE, "已开工÷应开工",
              _part(lambda g: g.starts.started, lambda g: g.starts.due), "没有应开工的项目"),
    Indicator("procedures_done", "手续办结", COUNT, "已办结的手续（项）", lambda g: sum(p.done for p in g.procedures)),
    Indicator("procedures_told", "手续应办", COUNT, "需办并写明办理情况的手续（项）", lambda g: sum(p.told for p in g.procedures)),
    Indicator("procedure_rate", "手续办结率", RATE, "手续办结÷手续应办",
              _part(lambda g: sum(p.done for p in g.procedures), lambda g: sum(p.told for p in g.procedures)), "没有写明手续办理情况"),
    Indicator("signed", "已签约", COUNT, "写明已签约的项目", lambda g: g.signing.done),
    Indicator("signing_rate", "签约率", RATE, "已签约÷写明签约情况的项目",
              _part(lambda g: g.signing.done, lambda g: g.signing.told), "没有写明签约情况"),
    Indicator("demolished", "已完成拆迁", COUNT, "写明拆迁已完成的项目", lambda g: g.demolition.done),
    Indicator("demolition_rate", "拆迁完成率", RATE, "已完成拆迁÷需拆迁并写明进展的项目",
              _part(lambda g: g.demolition.done, lambda g: g.demolition.told), "没有需拆迁并写明进展的项目"),
    Indicator("month_on_month", "环比", CHANGE, "本期完成投资÷上期完成投资－1，只计两期都报送的单位",
              lambda g: g.growth("month_investment", g.before), _NO_BEFORE),
    Indicator("year_on_year", "同比", CHANGE, "本期完成投资÷上年同期完成投资－1，只计两期都报送的单位",
              lambda g: g.growth("month_investment", g.year_ago), _NO_YEAR_AGO),
    Indicator("year_on_year_total", "年度完成同比", CHANGE, "年度完成投资÷上年同期年度完成投资－1，只计两期都报送的单位",
              lambda g: g.growth("year_investment", g.year_ago), _NO_YEAR_AGO),
    Indicator("contribution", "投资占比", RATE, "本组年度完成投资÷全部年度完成投资",
              lambda g: g.share("year_investment"), "没有填报年度完成投资"),
    Indicator("plan_share", "计划占比", RATE, "本组年度计划投资÷全部年度计划投资", lambda g: g.share("annual_plan"), "没有年度计划"),
    Indicator("pull", "拉动", POINTS, "本组本期比上期增加的投资÷全部上期完成投资，只计两期都报送的单位", _pull, _NO_BEFORE),
)  # fmt: skip

INDICATORS = {indicator.key: indicator for indicator in _ALL}
"""Every indicator by its key, in the order shown."""

USUAL = ("projects", "total_investment", "annual_plan", "month_investment", "year_investment", "completion_rate", "gap")
"""What is shown when nobody asks for more."""

SHARES = {"contribution": "year_investment", "plan_share": "annual_plan"}
"""Indicators whose parts make up the whole, with the sum that they are shares of."""

_PROCEDURE = "手续办结："


def indicator(name: str, place: str = "", others: Iterable[str] = ()) -> Indicator:
    """The indicator called ``name`` (Chinese name or key), or 手续办结：用地审批手续 for one procedure.

    Raises DocgenError with the nearest names, opening with ``place`` (the settings' file, section and key); ``others`` are
    names that are known there besides.
    """
    wanted = _plain(name)
    for found in _ALL:
        if wanted in (found.key, _plain(found.name)):
            return found
    if wanted.startswith(_plain(_PROCEDURE)):
        return _of_procedure(wanted.removeprefix(_plain(_PROCEDURE)))
    known = [*others, *(each.name for each in _ALL)]
    near = nearest(name, known)
    advice = f"，是否为“{'”“'.join(near)}”？" if near else f"；可用的有：{'、'.join(known)}"
    raise DocgenError(f"{place + '：' if place else ''}没有“{name}”这个指标{advice}")


def _of_procedure(kind: str) -> Indicator:
    def done(group: Group) -> int:
        return sum(item.done for item in group.procedures if item.name == kind)

    def told(group: Group) -> int:
        return sum(item.told for item in group.procedures if item.name == kind)

    return Indicator(
        f"procedure:{kind}", f"{_PROCEDURE}{kind}", RATE, f"{kind}已办结÷需办并写明办理情况", _part(done, told), f"没有写明{kind}的办理情况"
    )


def _plain(name: str) -> str:
    """What of a name matters: brackets and colons of either width, no white space."""
    return "".join(name.split()).translate(str.maketrans("（）：", "():"))
