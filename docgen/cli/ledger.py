"""Commands that look into the ledger: records, status."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from docgen.cli.console import DONE, echo_json, json_option, period_option, settings_of
from docgen.cli.periods import chosen, either_period

if TYPE_CHECKING:
    from datetime import date

    from docgen.ledger.closing import Closing
    from docgen.ledger.filing import Filing
    from docgen.ledger.imports import Import
    from docgen.ledger.period import Period
    from docgen.ledger.report import Report


@click.command("records", short_help="列出台账中的项目")
@period_option
@json_option
@click.pass_context
def records(ctx: click.Context, period: str, as_json: bool) -> int:
    """列出台账中一个报告期的全部项目。

    \b
    例：docgen records --period 2021-03
    """
    from docgen.ledger.period import Period
    from docgen.ledger.record import as_json as plain
    from docgen.ledger.store import Ledger

    when = Period.parse(period)
    with Ledger.open(settings_of(ctx).database_url) as ledger:
        reports = ledger.reports(when)
    if as_json:
        echo_json([plain(report) for report in reports])
    elif reports:
        _show_table(_record_rows(reports))
        click.echo(f"{when.label}共 {len(reports)} 个项目，金额单位：万元")
    else:
        click.echo(f"{when.label}的台账是空的：请先运行 docgen import 导入这一期的工作簿")
    return DONE


@click.command("status", short_help="查看各单位报送情况")
@either_period
@click.option("--imports", "listed", is_flag=True, help="逐次列出导入、修改：步号、时间、经办人、文件及其校验值、是否现行。")
@json_option
@click.pass_context
def status(ctx: click.Context, named: str | None, period: str | None, listed: bool, as_json: bool) -> int:
    """查看一个报告期各单位的报送情况，以及该期是否已封存。

    应报送的单位取自 docgen.toml 的 [reporting] units；没有写时，为当年此前报送过的单位。
    首次导入晚于报送日（[reporting] day）的列为迟报；过了次月才导入的不作判断。

    \b
    例：docgen status 2021-03
        docgen status 2021-03 --imports
    """
    from docgen.figures.reporting import expected_units
    from docgen.ledger.closing import words
    from docgen.ledger.filing import due_date, filings
    from docgen.ledger.store import Ledger

    when = chosen(named, period)
    reporting = (settings := settings_of(ctx)).reporting
    with Ledger.open(settings.database_url) as ledger:
        if listed:
            _show_imports(when, ledger.imports(when), as_json)
            return DONE
        earlier = (past for past in ledger.periods() if past.year == when.year and past.last_half < when.last_half)
        owing = expected_units(reporting.units, (unit for past in earlier for unit in ledger.units(past)))
        found = filings(ledger, when, owing, reporting.day)
        closing = ledger.closed(when)
    due = due_date(when, reporting.day)
    if as_json:
        echo_json(_status_json(when, due, found, closing))
    elif found:
        _show_table([["单位", "报送情况", "项目数", "导入时间", "经办人", "提醒", "表"], *map(_status_row, found)])
        click.echo(_status_summary(when, due, found))
    else:
        click.echo(f"{when.label}还没有单位报送，当年此前也没有：请先运行 docgen import，或在 docgen.toml 的 [reporting] units 写明应报送的单位")
    if closing and not as_json:
        click.echo(f"{when.label}已由{words(closing)}封存" + (f"：{closing.note}" if closing.note else ""))
    return DONE


def _status_json(when: Period, due: date | None, found: tuple[Filing, ...], closing: Closing | None) -> dict[str, Any]:
    from dataclasses import asdict

    units = [asdict(filing) | {"at": filing.at and filing.at.isoformat(timespec="seconds")} for filing in found]
    missing = [filing.unit for filing in found if not filing.reported]
    return {
        "period": str(when),
        "due": due and due.isoformat(),
        "reported": len(found) - len(missing),
        "unreported": missing,
        "closed": closing
        and {"who": closing.who, "at": closing.at.isoformat(timespec="seconds"), "note": closing.note},
        "units": units,
    }


def _status_row(filing: Filing) -> list[str]:
    if not filing.reported:
        return [filing.unit, "未报送", *["—"] * 5]
    state = f"迟报 {filing.days_late} 天" if filing.days_late else "已报送"
    told = f"{filing.problems} 处" if filing.problems else "—"
    forms = "、".join(filing.forms)
    return [filing.unit, state, str(filing.projects), f"{filing.at:%Y-%m-%d %H:%M}", filing.who or "—", told, forms]


def _status_summary(when: Period, due: date | None, found: tuple[Filing, ...]) -> str:
    missing = [filing.unit for filing in found if not filing.reported]
    late = [filing.unit for filing in found if filing.days_late]
    told = f"{when.label}已报送 {len(found) - len(missing)} 个单位"
    if late:
        told += f"，其中超过报送日（{due}）的 {len(late)} 个：{'、'.join(late)}"
    return told + (f"，未报送 {len(missing)} 个：{'、'.join(missing)}" if missing else "，没有未报送的单位")


def _show_imports(when: Period, steps: tuple[Import, ...], as_json: bool) -> None:
    from dataclasses import asdict

    if as_json:
        echo_json([asdict(step) | {"at": step.at.isoformat(timespec="seconds")} for step in steps])
    elif steps:
        _show_table([["步号", "时间", "经办人", "方式", "单位", "项目数", "提醒", "状态", "文件", "校验值", "说明"], *map(_import_row, steps)])
    else:
        click.echo(f"{when.label}还没有导入过：请先运行 docgen import 导入这一期的工作簿")


def _import_row(step: Import) -> list[str]:
    kind = f"{step.kind}（封存后）" if step.reopened else step.kind
    told = f"退回到第 {step.goes_back_to} 步" if step.goes_back_to else "退回到尚未报送时" if step.kind == "撤销" else ""
    note = "；".join(filter(None, (told, step.note)))
    state = "现行" if step.current else "已被替换"
    return [
        str(step.number), f"{step.at:%Y-%m-%d %H:%M}", step.who or "—", kind, step.unit, str(step.projects),
        str(step.problems), state, step.file or "—", step.sha256[:12] or "—", note,
    ]  # fmt: skip


def _record_rows(reports: tuple[Report, ...]) -> list[list[str]]:
    """Only columns that some project fills."""
    from docgen.ledger.change import shown

    columns = [
        ("单位", "unit"), ("项目名称", "name"), ("阶段", "stage"), ("类别", "category"), ("体系", "system"),
        ("行业", "industry"), ("总投资", "total_investment"), ("年度计划", "annual_plan"),
        ("本月完成", "month_investment"), ("年度完成", "year_investment"), ("累计完成", "cumulative_investment"),
        ("开工", "start"), ("领导", "leaders"), ("责任单位", "units"),
    ]  # fmt: skip
    filled = [(title, field) for title, field in columns if any(getattr(r, field) not in (None, "", ()) for r in reports)]
    rows = [[shown(getattr(report, field)) for _, field in filled] for report in reports]
    return [[title for title, _ in filled], *rows]


def _show_table(rows: list[list[str]]) -> None:
    from docgen.cli.columns import table

    for line in table(rows):
        click.echo(line)
