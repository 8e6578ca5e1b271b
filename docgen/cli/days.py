"""Dates on the command line."""

from __future__ import annotations

from datetime import date, datetime

import click


class Day(click.ParamType):
    """A date written 2021-04-06."""

    name = "日期"

    def convert(self, value, param, ctx):
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"“{value}”不是日期，请写成 2021-04-06 的样子", param, ctx)


class Moment(click.ParamType):
    """A time written 2021-05-10 15:00."""

    name = "时间"

    def convert(self, value, param, ctx):
        if isinstance(value, datetime):
            return value
        try:
            return datetime.strptime(value.strip().replace("T", " "), "%Y-%m-%d %H:%M")
        except ValueError:
            self.fail(f"“{value}”不是时间，请写成 \"2021-05-10 15:00\" 的样子", param, ctx)


as_of_option = click.option("--date", "day", type=Day(), metavar="日期", help="截至哪一天，如 2021-04-20；默认今天。")
step_date_option = click.option("--date", "day", type=Day(), metavar="日期", help="哪一天办理的，如 2021-04-12；默认今天。")


def today() -> date:
    """The day on the clock, where the command names none; papers are never dated by it."""
    return date.today()
