"""From the clerk's two tables to an adjustment that may be issued: every approval there and in order, nothing replaced by less."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise

from docgen.forms.form import MONEY, NAME, NAMES, Field, Row
from docgen.forms.reading import day_before, day_of
from docgen.ledger.report import Report
from docgen.numerals import plain
from docgen.papers.adjustment.adjustment import Adjustment, Consent, Entering, Leaving, sum_of
from docgen.problem import REMINDER, DocgenError, Problem

_NAME = Field("name", ("项目名称", "名称", "调出项目", "调入项目"), NAME, required=True, filled=True)
OUT = (
    _NAME,
    Field("reason", ("调出原因", "调出理由"), required=True, filled=True),
    Field("replaced_by", ("替补项目", "替代项目", "调入替补项目"), NAMES, required=True, filled=True),
)
IN = (
    _NAME,
    Field("reason", ("调入原因", "调入理由"), required=True, filled=True),
    Field("unit", ("责任单位", "单位"), NAME),
    Field("content", ("建设内容", "建设内容及规模")),
    Field("total_investment", ("总投资",), MONEY, required=True, filled=True),
    Field("annual_plan", ("年度计划投资", "年度投资计划", "计划投资"), MONEY, required=True, filled=True),
)
"""The columns of the tables 调出 and 调入; the approvals that the settings name are columns too."""


def check(
    leaving: Sequence[Row], entering: Sequence[Row], reports: Sequence[Report], steps: Sequence[str], issued: date
) -> tuple[Adjustment, tuple[Problem, ...]]:
    """The adjustment of ``reports``, and reminders; ``steps`` are the approvals in their order, none later
    than the day on which the notice is ``issued``, from which days without a year are seen.

    Raises DocgenError with each cell where something is missing or wrong: no paper is made that would be withdrawn.
    """
    problems: list[Problem] = []
    listed = {report.name: report for report in reports}
    gone = [made for row in leaving if (made := _leaving(row, listed, steps, issued, problems))]
    replaced = {name: tuple(each.report.name for each in gone if name in each.replaced_by) for each in gone for name in each.replaced_by}
    come = [made for row in entering if (made := _entering(row, listed, replaced, steps, issued, problems))]
    _tell_twice((*leaving,), problems)
    _tell_twice((*entering,), problems)
    _tell_unnamed(leaving, {row.text("name") for row in entering}, problems)
    _tell_smaller(leaving, gone, come, problems)
    if any(problem.level != REMINDER for problem in problems):
        raise DocgenError("调整表有误，未生成通知", tuple(problems))
    before = sum_of((report.total_investment, report.annual_plan) for report in reports)
    return Adjustment(tuple(gone), tuple(come), before), tuple(problems)


def _leaving(row: Row, listed: Mapping[str, Report], steps: Sequence[str], issued: date, problems: list[Problem]) -> Leaving | None:
    name = row.text("name")
    consents = _consents(row, steps, issued, problems)
    if name not in listed:
        problems.append(row.problem(f"“{name}”不在台账的重点项目之中{_nearest(name, listed)}", "name"))
        return None
    return Leaving(listed[name], row.text("reason"), consents, row.names("replaced_by"))


def _entering(
    row: Row, listed: Mapping[str, Report], replaced: Mapping[str, tuple[str, ...]], steps: Sequence[str], issued: date, problems: list[Problem]
) -> Entering | None:
    name = row.text("name")
    if name in listed:
        problems.append(row.problem(f"“{name}”已经是台账中的重点项目，不用调入", "name"))
    if name not in replaced:
        problems.append(row.problem(f"“{name}”没有顶替任何调出项目，请核对调出表的替补项目", "name", REMINDER))
    total, plan = row.amount("total_investment"), row.amount("annual_plan")
    consents = _consents(row, steps, issued, problems)
    if total is None or plan is None:
        return None
    if plan > total:
        problems.append(row.problem(f"年度计划投资（{plain(plan)}万元）超过总投资（{plain(total)}万元）", "annual_plan"))
    return Entering(name, row.text("unit"), row.text("content"), total, plan, row.text("reason"), consents, replaced.get(name, ()))


def _consents(row: Row, steps: Sequence[str], issued: date, problems: list[Problem]) -> tuple[Consent, ...]:
    """The approvals of a row; each must be there with its day, none before the one that it rests on."""
    found = []
    for step in steps:
        if step not in row.others:
            lacking = Problem(f"没有“{step}”一栏，审批不齐：依次应有{'、'.join(steps)}", row.file, row.sheet)
            problems += [lacking] if lacking not in problems else []
        elif not row.others[step]:
            problems.append(row.problem(f"“{step}”没有填写，审批不齐，不能印发", step))
        elif (day := day_of(row.others[step]) or day_before(row.others[step], issued)) is None:
            problems.append(row.problem(f"“{step}”应写明日期（可加文号），如 2021-03-02，现为“{row.others[step]}”", step))
        elif day > issued:
            problems.append(row.problem(f"“{step}”（{day}）晚于成文日期 {issued}：请核对，或用 --date 另定成文日期", step))
        else:
            found.append(Consent(step, day, row.others[step]))
    for former, later in pairwise(found):
        if later.day < former.day:
            problems.append(row.problem(f"“{later.step}”（{later.day}）早于“{former.step}”（{former.day}），审批顺序不对", later.step))
    return tuple(found)


def _tell_twice(rows: Sequence[Row], problems: list[Problem]) -> None:
    seen: dict[str, Row] = {}
    for row in rows:
        name = row.text("name")
        if name in seen:
            problems.append(row.problem(f"“{name}”列了两次（前一处在第{seen[name].number}行）", "name"))
        seen.setdefault(name, row)


def _tell_unnamed(leaving: Sequence[Row], names: Iterable[str], problems: list[Problem]) -> None:
    """A replacement must be one of the projects that enter."""
    known = set(names)
    for row in leaving:
        for name in row.names("replaced_by"):
            if name not in known:
                problems.append(row.problem(f"替补项目“{name}”不在调入表中{_nearest(name, known)}", "replaced_by"))


def _tell_smaller(rows: Sequence[Row], gone: Sequence[Leaving], come: Sequence[Entering], problems: list[Problem]) -> None:
    """What takes a project's place must not be smaller than all that it takes the place of."""
    by_name = {each.name: each for each in come}
    row_of = {row.text("name"): row for row in rows}
    for members in _groups(gone):
        names = {name for each in members for name in each.replaced_by}
        if not names <= set(by_name):
            continue
        out = sum_of((each.report.total_investment, each.report.annual_plan) for each in members)
        into = sum_of((by_name[name].total_investment, by_name[name].annual_plan) for name in names)
        for key, what in (("total_investment", "总投资"), ("annual_plan", "年度计划投资")):
            if getattr(into, key) < getattr(out, key):
                row = row_of[members[0].report.name]
                problems.append(
                    row.problem(
                        f"替补项目的{what}（{plain(getattr(into, key))}万元）小于{'、'.join(each.report.name for each in members)}的"
                        f"{what}（{plain(getattr(out, key))}万元）：请增加替补项目",
                        "replaced_by",
                    )
                )


def _groups(gone: Sequence[Leaving]) -> list[list[Leaving]]:
    """Projects that share a replacement are weighed together."""
    first: dict[str, int] = {}
    groups: dict[int, list[Leaving]] = {}
    for number, each in enumerate(gone):
        home = min((first[name] for name in each.replaced_by if name in first), default=number)
        for name in each.replaced_by:
            if name in first and first[name] != home:
                moved = first[name]
                groups[home] = groups.get(home, []) + groups.pop(moved, [])
                first = {key: home if at == moved else at for key, at in first.items()}
            first[name] = home
        groups.setdefault(home, []).append(each)
    return list(groups.values())


def _nearest(name: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, list(known), 1, 0.5)
    return f"，是否为“{near[0]}”" if near else ""
