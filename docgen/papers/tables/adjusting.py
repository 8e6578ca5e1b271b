"""调出项目清单 and 调入项目清单: the two lists of an adjustment, each project with its reason, approvals and counterpart."""

from __future__ import annotations

from docgen.papers.adjustment.adjustment import Consent
from docgen.papers.table import INTEGER, MONEY, NAME, Column, Table
from docgen.papers.tables.facts import Facts

LEAVING, ENTERING = "调出项目清单", "调入项目清单"


def leaving_columns(year: int | str) -> tuple[Column, ...]:
    """Eight columns."""
    return (
        Column("number", ("序号",), INTEGER),
        Column("name", ("项目名称",)),
        Column("unit", ("责任单位",), NAME),
        Column("total_investment", ("总投资",), MONEY),
        Column("annual_plan", ("年度计划投资",), MONEY),
        Column("reason", ("调出原因",)),
        Column("consents", ("审批情况",)),
        Column("counterpart", ("替补项目",)),
    )


def entering_columns(year: int | str) -> tuple[Column, ...]:
    """Nine columns."""
    return (
        Column("number", ("序号",), INTEGER),
        Column("name", ("项目名称",)),
        Column("unit", ("责任单位",), NAME),
        Column("content", ("建设内容",)),
        Column("total_investment", ("总投资",), MONEY),
        Column("annual_plan", ("年度计划投资",), MONEY),
        Column("reason", ("调入原因",)),
        Column("consents", ("审批情况",)),
        Column("counterpart", ("顶替项目",)),
    )


def leaving(facts: Facts) -> Table:
    """The projects that leave; none without an adjustment."""
    found = facts.adjustment
    rows = [
        {
            "number": number,
            "name": each.report.name,
            "unit": "、".join(each.report.units) or each.report.unit,
            "total_investment": each.report.total_investment,
            "annual_plan": each.report.annual_plan,
            "reason": each.reason,
            "consents": _told(each.consents),
            "counterpart": "、".join(each.replaced_by),
        }
        for number, each in enumerate(found.leaving if found else (), 1)
    ]
    total = {"name": "合计", "total_investment": found.out.total_investment, "annual_plan": found.out.annual_plan} if found else None
    return _table(facts, LEAVING, leaving_columns, rows, total)


def entering(facts: Facts) -> Table:
    """The projects that enter; none without an adjustment."""
    found = facts.adjustment
    rows = [
        {
            "number": number,
            "name": each.name,
            "unit": each.unit,
            "content": each.content,
            "total_investment": each.total_investment,
            "annual_plan": each.annual_plan,
            "reason": each.reason,
            "consents": _told(each.consents),
            "counterpart": "、".join(each.replaces),
        }
        for number, each in enumerate(found.entering if found else (), 1)
    ]
    total = {"name": "合计", "total_investment": found.into.total_investment, "annual_plan": found.into.annual_plan} if found else None
    return _table(facts, ENTERING, entering_columns, rows, total)


def _table(facts: Facts, name: str, columns, rows: list[dict], total: dict | None) -> Table:
    keys = [column.key for column in columns(facts.period.year)]
    return Table(
        name=name,
        title=f"{facts.region}{facts.period.year}年度重点项目{name}",
        columns=columns(facts.period.year),
        rows=tuple(rows),
        unit="单位：万元",
        as_of=facts.as_of,
        note=facts.note,
        total=dict.fromkeys(keys, "") | total if total else None,
    )


def _told(consents: tuple[Consent, ...]) -> str:
    return "；".join(f"{consent.step}（{consent.dated}）" for consent in consents)
