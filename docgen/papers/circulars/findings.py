"""What an inspection found: the lagging projects of the ledger, matters beyond their day, what was seen on the spot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from docgen.figures.lag import Lagging
from docgen.figures.summary import Figures
from docgen.forms.form import DEADLINE, NAME, Field, Row
from docgen.ledger.report import Report
from docgen.matters.matter import OVERDUE, Matter, state_of
from docgen.papers import dates
from docgen.papers.answering import answering
from docgen.papers.cases import ANSWER, demands_of
from docgen.papers.circulars.sheet import refuse, spelled, units_of, unknown
from docgen.problem import REMINDER, Problem

WHAT = "督查问题表"
FIELDS = (
    Field("problem", ("存在问题", "存在的问题", "问题", "督查发现问题", "发现问题", "发现的问题", "主要问题", "问题描述", "具体问题", "问题内容"), required=True, filled=True),
    Field("unit", ("责任单位", "整改单位", "被督查单位", "单位"), NAME),
    Field("project", ("项目名称", "项目"), NAME),
    Field("demand", ("整改要求", "整改措施", "整改意见", "整改建议", "要求")),
    Field("deadline", ("整改时限", "整改期限", "整改完成时限", "整改时间", "完成时限", "完成时间", "时限"), DEADLINE),
    Field("person", ("责任人", "整改责任人")),
)
ANSWER_NOW = "立即书面回复办理情况"
PUT_RIGHT = "查明原因，限期整改到位"


@dataclass(frozen=True)
class Finding:
    """One thing to be put right by ``deadline`` (as printed). ``ref`` is the project's record where it is in the ledger."""

    unit: str
    project: str
    problem: str
    demand: str
    deadline: str
    person: str = ""
    ref: str = ""

    @property
    def in_words(self) -> str:
        """The problem as it follows upon a name: its lines in one, a number kept apart from the name."""
        words = "".join(self.problem.split("\n"))
        return f"：{words}" if words[:1].isdigit() else words


@dataclass(frozen=True)
class Found:
    """All findings unit by unit, and which come from the spot (``seen``); ``overdue`` names a unit for each
    matter that it left without a reply beyond its day."""

    findings: tuple[Finding, ...]
    seen: tuple[Finding, ...]
    overdue: tuple[str, ...]


def find(
    figures: Figures, matters: Iterable[Matter], rows: Sequence[Row], day: date, deadline: date, own: bool = False
) -> tuple[Found, tuple[Problem, ...]]:
    """What is to be put right by ``deadline`` as it stands on ``day``, and reminders.

    Raises DocgenError with the cell of a finding without a unit, or whose day has passed.
    """
    spoken = dates.spoken_within(deadline, figures.period.year)
    listed = {report.name: report for report in figures.reports}
    problems: list[Problem] = []
    seen = [_seen(row, listed, figures, day, spoken, own, problems) for row in rows]
    reminders = refuse(problems, WHAT)
    lagging = [_lagging(item, spoken, own) for item in figures.lagging if not item.is_watched]
    overdue = [matter for matter in matters if state_of(matter, dates.before(day)) == OVERDUE]
    late = [_late(matter, listed, spoken, own) for matter in overdue]
    found = [*lagging, *late, *seen]
    order = list(dict.fromkeys((*units_of(figures), *(each.unit for each in found))))
    findings = tuple(each for unit in order for each in found if each.unit == unit)
    return Found(findings, tuple(seen), tuple(each.unit for each in late)), reminders


def _lagging(item: Lagging, deadline: str, own: bool) -> Finding:
    report = item.report
    demands = "；".join(words for words in demands_of(item) if words != ANSWER)
    return Finding(answering(report, own), report.name, item.reason, demands, deadline, report.responsible_person, report.ref)


def _late(matter: Matter, listed: dict[str, Report], deadline: str, own: bool) -> Finding:
    report = listed.get(matter.project)
    problem = f"督办事项应于{dates.spoken(matter.deadline)}前回复，逾期未回复" if matter.deadline else "督办事项逾期未回复"
    # letters go to the responsible unit, by another name than that of the unit that reports
    unit, person, ref = (answering(report, own), report.responsible_person, report.ref) if report else (matter.unit, "", "")
    return Finding(unit, matter.project, problem, ANSWER_NOW, deadline, person, ref)


def _seen(
    row: Row, listed: dict[str, Report], figures: Figures, day: date, deadline: str, own: bool, problems: list[Problem]
) -> Finding:
    project, unit, until = row.text("project"), row.text("unit"), row.day("deadline")
    report = listed.get(project)
    if project and report is None:
        problems.append(unknown(row, "project", project, "项目", listed, REMINDER))
    unit = spelled(unit, units_of(figures)) or (answering(report, own) if report else "")
    if not unit:
        problems.append(row.problem("没有写责任单位，无法确定由谁整改", "unit"))
    elif unit not in units_of(figures) and not (report and unit in (answering(report, own), *report.units)):
        problems.append(unknown(row, "unit", unit, "单位", units_of(figures), REMINDER))
    if until and until <= day:
        problems.append(row.problem(f"整改时限（{until}）不晚于成文日期（{day}）", "deadline"))
    return Finding(
        unit,
        project,
        row.text("problem").rstrip("。；;"),
        row.text("demand").rstrip("。；;") or PUT_RIGHT,
        dates.spoken_within(until, figures.period.year) if until else row.text("deadline") or deadline,
        row.text("person") or (report.responsible_person if report else ""),
        report.ref if report else "",
    )
