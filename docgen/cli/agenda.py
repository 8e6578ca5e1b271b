"""``docgen due``: what is owed these days, and by whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

import click

from docgen.cli.columns import aligned
from docgen.cli.console import DONE, LOOK, echo_json, json_option, settings_of
from docgen.cli.days import Day, today

if TYPE_CHECKING:
    from docgen.agenda import Item
    from docgen.ledger.period import Period
    from docgen.settings import Settings

_WEEKDAYS = "一二三四五六日"


@click.command("due")
@click.option("--date", "day", type=Day(), metavar="日期", help="从哪一天看起，如 2021-04-12；默认今天。")
@click.option("--days", type=click.IntRange(1, 366), default=7, metavar="天数", show_default="7", help="看几天。")
@json_option
@click.pass_context
def due(ctx: click.Context, day: date | None, days: int, as_json: bool) -> int:
    """近几天该办的事，各由谁办：单位报送、会议、督办事项到期、通报印发；逾期未回复的列在最前。有逾期的，退出码为 1。

    \b
    例：docgen due
        docgen due --date 2021-04-12 --days 14
    """
    from docgen.agenda import agenda
    from docgen.cli.matters import register_of

    settings, first = settings_of(ctx), day or today()
    with register_of(settings) as register:
        matters = register.all()
    items = agenda(settings, matters, _owing(settings), first, days)
    if as_json:
        echo_json([_plain(item) for item in items])
    else:
        click.echo("\n".join(_listed(items, first, first + timedelta(days=days - 1))))
    return LOOK if any(item.late for item in items) else DONE


def _owing(settings: Settings):
    """What answers the units that have not reported for a period: those of the settings, else of the same year."""
    from docgen.figures.reporting import expected_units
    from docgen.ledger.store import Ledger

    with Ledger.open(settings.database_url) as ledger:
        known = {period: ledger.units(period) for period in ledger.periods()}

    def owing(period: Period) -> tuple[str, ...]:
        earlier = (unit for other, units in known.items() if other.year == period.year for unit in units)
        there = known.get(period, ())
        return tuple(unit for unit in expected_units(settings.reporting.units, earlier) if unit not in there)

    return owing


def _plain(item: Item) -> dict[str, object]:
    return {
        "date": item.day.isoformat(),
        "kind": item.kind,
        "what": item.what,
        "who": list(item.who),
        "late": item.late,
        "matter": item.matter or None,
        "workday": not item.off,
    }


def _listed(items: Iterable[Item], first: date, last: date) -> Iterator[str]:
    items = list(items)
    if not items:
        yield f"{first} 至 {last}，没有应办的事。"
        return
    rows = [(_day(item), item.kind, f"{item.what}{f'（事项 {item.matter}）' if item.matter else ''}", "、".join(item.who)) for item in items]
    yield from aligned(("日期", "类别", "事项", "由谁办"), rows)


def _day(item: Item) -> str:
    note = "　已逾期" if item.late else "　休息日" if item.off else ""
    return f"{item.day} 周{_WEEKDAYS[item.day.weekday()]}{note}"
