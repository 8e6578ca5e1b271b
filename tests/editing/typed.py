"""What a person types into the cells of a table, and what the record shall say then."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from docgen.editing.comparing import printed
from docgen.ledger.report import DONE, STARTED, Approval, Milestone, Person, Report, Start
from docgen.papers.table import Table

TYPED: dict[str, tuple[str, dict[str, Any]]] = {
    "industry": ("现代物流", {"industry": "现代物流"}),
    "category_or_system": ("城建类（改）", {"category": "城建类（改）"}),
    "system": ("改革创新体系", {"system": "改革创新体系"}),
    "content": ("建设厂房2栋，建筑面积1.2万平方米。", {"content": "建设厂房2栋，建筑面积1.2万平方米。"}),
    "years": ("2020-2022", {"years": "2020-2022"}),
    "site": ("曹镇乡曹东村", {"site": "曹镇乡曹东村"}),
    "total_investment": ("1.25亿元", {"total_investment": Decimal(12500)}),
    "annual_plan": ("6,543.21", {"annual_plan": Decimal("6543.21")}),
    "month_investment": ("321", {"month_investment": Decimal(321)}),
    "year_investment": ("1234.5", {"year_investment": Decimal("1234.5")}),
    "cumulative_investment": ("", {"cumulative_investment": None}),
    "progress": ("主体封顶，正在装修", {"progress": "主体封顶，正在装修"}),
    "problems": ("征地未完成", {"problems": "征地未完成"}),
    "leaders": ("李明\n王建国（施工）", {"leaders": (Person("李明"), Person("王建国", "施工"))}),
    "units": ("城建科、农业科", {"units": ("城建科", "农业科")}),
    "units_or_unit": ("曹镇乡政府、住建局", {"units": ("曹镇乡政府", "住建局")}),
    "units_and_person": ("县教体局\n赵一鸣", {"units": ("县教体局",), "responsible_person": "赵一鸣"}),
    "owner_and_person": ("县城投公司\n钱二平", {"owner": "县城投公司", "owner_person": "钱二平"}),
    "responsible_person": ("孙三", {"responsible_person": "孙三"}),
    "owner": ("湛河区城投公司", {"owner": "湛河区城投公司"}),
    "builder": ("河南某某建设公司", {"builder": "河南某某建设公司"}),
    "contact_and_phone": ("周经理\n13800001234", {"contact": "周经理", "phone": "13800001234"}),
    "start": ("2020年4月已开工", {"start": Start("2020年4月已开工", date(2020, 4, 1), STARTED, "month")}),
    "signing": ("已签约", {"signing": "已签约"}),
    "demolition": ("完成三分之二", {"demolition": "完成三分之二"}),
    "procedures": ("可研已批复", {"procedures": "可研已批复"}),
    "remark": ("列入市重点", {"remark": "列入市重点"}),
}
APPROVED, NUMBER = "已办结\n平湛土〔2021〕99号", "平湛土〔2021〕99号"
NODE = "完成主体工程"


def typed(path: str) -> str:
    """The text that a person types over the field at ``path``."""
    if path.startswith("approvals/"):
        return APPROVED
    return NODE if path.startswith("milestones/") else TYPED[path][0]


def after(report: Report, path: str) -> dict[str, Any]:
    """The fields of ``report`` once the text was read."""
    field, _, part = path.partition("/")
    if field == "approvals":
        new: Any = Approval(part, DONE, NUMBER, f"已办结，文号：{NUMBER}")
        return {field: _with(report.approvals, "procedure", part, new)}
    if field == "milestones":
        return {field: _with(report.milestones, "when", part, Milestone(part, NODE))}
    return TYPED[path][1]


def _with(items: tuple, name: str, part: str, new: Any) -> tuple:
    if all(getattr(item, name) != part for item in items):
        return (*items, new)
    return tuple(new if getattr(item, name) == part else item for item in items)


@dataclass(frozen=True)
class Change:
    """One cell to be changed: the record's row among the table's, its column from 0, and the records that it is for."""

    row: int
    column: int
    path: str
    refs: tuple[str, ...]


def changes(table: Table, skip: tuple[str, ...] = (), shift: int = 0) -> Iterator[Change]:
    """One cell in every column that shows a field, each in another row, where that field says something else so far.

    ``shift`` moves them to other rows; ``skip`` leaves columns out, by path.
    """
    for column, told in enumerate(table.columns):
        path = table.fields.get(told.key, "")
        if not path or path == "name" or path in skip:
            continue
        row = (column * 2 + shift) % len(table.rows)
        refs = [table.refs[row]]
        if told.merge:
            value = table.rows[row][told.key]
            row = next(at for at, each in enumerate(table.rows) if each[told.key] == value)
            refs = [ref for ref, each in zip(table.refs, table.rows, strict=True) if each[told.key] == value]
        yield Change(row, column, path, tuple(refs))


def differences(before: tuple[Report, ...], now: tuple[Report, ...]) -> dict[tuple[int, str], dict[str, Any]]:
    """(project, form) → the fields that differ and their values now."""
    told = {(report.project, report.form): report for report in before}
    assert told.keys() == {(report.project, report.form) for report in now}
    found: dict[tuple[int, str], dict[str, Any]] = {}
    for report in now:
        place = report.project, report.form
        fields = {
            name: value for name, value in vars(report).items() if name not in ("ref", "project") and value != getattr(told[place], name)
        }
        if fields:
            found[place] = fields
    return found


__all__ = ["Change", "after", "changes", "differences", "printed", "typed"]
