"""The projects of a joint groundbreaking: from the ledger's column 集中开工日期, or from a sheet of the clerk's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from docgen.figures.begun import Broken
from docgen.figures.lag.groundbreaking import real_start, recorded_groundbreaking, says_not_really_started
from docgen.figures.summary import Figures
from docgen.forms.form import DAY, MONEY, NAME, Field, Row
from docgen.ledger.report import Report
from docgen.papers.circulars.sheet import refuse, spelled, tell_twice, units_of, unknown
from docgen.problem import REMINDER, DocgenError, Problem

WHAT = "集中开工项目表"
_YES = re.compile(r"是|已|(?:是，?)?已?(?:经|全面|实质性?)*(?:开工|动工|在建)|[√✓✔☑YyVv]|yes", re.IGNORECASE)
_NO = re.compile(r"(?:否|未|尚未|没|不|无|待|[×✗✘xXNn]).*", re.DOTALL)
FIELDS = (
    Field("name", ("项目名称", "名称"), NAME, required=True, filled=True),
    Field("batch", ("集中开工日期", "集中开工时间", "开工仪式日期", "批次日期"), DAY, required=True, filled=True),
    Field("unit", ("责任单位", "单位"), NAME),
    Field("began", ("实质性开工日期", "实质性开工时间", "实际开工日期", "实际开工时间"), DAY, spoken=True),
    Field("really", ("是否实质性开工", "是否已实质性开工", "是否实质开工", "是否开工", "是否已开工")),
    Field("total_investment", ("总投资",), MONEY),
    Field("progress", ("目前进展", "进展情况", "形象进度")),
    Field("cause", ("未实质性开工原因", "未开工原因", "原因", "存在问题")),
)


def from_ledger(figures: Figures) -> tuple[Broken, ...]:
    """The projects whose records name the day of their groundbreaking. Raises DocgenError where none does."""
    year = figures.period.year
    found = [
        _recorded(report, day)
        for report in figures.reports
        if (day := recorded_groundbreaking(report, year)) and day <= figures.period.end
    ]
    if not found:
        raise DocgenError(
            f"{figures.period.label}的台账里没有集中开工的项目：请在台账中加“集中开工日期”一栏，或用 --file 给出{WHAT}（项目名称、集中开工日期、"
            "实质性开工日期）"
        )
    return tuple(found)


def from_sheet(rows: Sequence[Row], figures: Figures) -> tuple[tuple[Broken, ...], tuple[Problem, ...]]:
    """The projects of a sheet, completed from the ledger, and reminders. Raises DocgenError with each cell that is wrong."""
    problems: list[Problem] = []
    listed = {report.name: report for report in figures.reports}
    tell_twice(rows, "name", problems)
    found = [_given(row, listed, figures, problems) for row in rows]
    return tuple(each for each in found if each), refuse(problems, WHAT)


def _recorded(report: Report, batch: date) -> Broken:
    began = real_start(report, batch.year)
    really = began is not None or not says_not_really_started(report)
    return Broken(
        report.name, report.unit, batch, really, began, report.total_investment, report.progress, report.problems, report.ref
    )


def _given(row: Row, listed: dict[str, Report], figures: Figures, problems: list[Problem]) -> Broken | None:
    end = figures.period.end
    name, batch, began, cause = row.text("name"), row.day("batch"), row.day("began"), row.text("cause")
    report = listed.get(name)
    if report is None:
        problems.append(unknown(row, "name", name, "项目", listed, REMINDER))
    if batch is None:
        return None
    if batch > end:
        problems.append(row.problem(f"集中开工日期（{batch}）在报告期最后一天（{end}）之后，请核对，或换一个报告期", "batch"))
    if began and began > end:
        problems.append(row.problem(f"实质性开工日期（{began}）在报告期最后一天（{end}）之后：尚未开工的请留空", "began"))
    if not (unit := spelled(row.text("unit"), units_of(figures)) or (report.unit if report else "")):
        problems.append(row.problem(f"“{name}”没有写责任单位，台账里也没有", "unit"))
    known = _recorded(report, batch) if report else Broken(name, unit, batch, False)
    told = _told(row, began, problems)
    really = known.really if told is None else told
    began = began or (known.began if really and (told or "began" not in row.columns) else None)
    if told and began is None:
        problems.append(row.problem(f"“{name}”写明已实质性开工，没有写日期，是否按期无从判断", "began", REMINDER))
    if told and report and report.cumulative_investment == 0:
        problems.append(row.problem(f"“{name}”写明已实质性开工，台账中累计完成投资为 0，请核对", "began", REMINDER))
    if told is False and cause == "" and report is None:
        problems.append(row.problem(f"“{name}”没有实质性开工，也没有写原因", "cause", REMINDER))
    return replace(
        known,
        unit=unit,
        really=really,
        began=began,
        total_investment=known.total_investment if row.amount("total_investment") is None else row.amount("total_investment"),
        progress=row.text("progress") or known.progress,
        cause=cause or known.cause,
    )


def _told(row: Row, began: date | None, problems: list[Problem]) -> bool | None:
    """Whether the sheet says that a project has really begun: by a day, by 是 or 否, by words in a day's place; None where it says nothing."""
    key, said = ("really", row.text("really")) if row.text("really") else ("began", row.text("began"))
    if said and not (_YES.fullmatch(said) or _NO.fullmatch(said)):
        wanted = "“是否实质性开工”应为“是”或“否”" if key == "really" else "“实质性开工日期”应为日期，如 2021-04-08，没有开工的写“未开工”或留空"
        problems.append(row.problem(f"{wanted}，现为“{said}”", key))
    if said and _NO.fullmatch(said) and began:
        problems.append(row.problem(f"写了“{said}”，又写了实质性开工日期 {began}：请核对，留下对的一处", key))
    if said:
        return bool(_YES.fullmatch(said))
    return True if began else False if "began" in row.columns else None
