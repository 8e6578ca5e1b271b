"""``docgen import --explain``: how files are read, shown without importing them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from docgen.cli.console import CANNOT, DONE, LOOK, echo_json, show_problems

if TYPE_CHECKING:
    from docgen.ledger.period import Period
    from docgen.ledger.reading.explain import ColumnTold, Explanation, RowsTold, TableTold
    from docgen.ledger.reading.recognition import Habits
    from docgen.settings import Settings


def habits_of(settings: Settings, money_unit: str | None) -> Habits:
    """The office's dictionary and money unit; the command's unit counts before the settings'.

    Raises DocgenError when the dictionary that the settings name is not there or is wrong.
    """
    from docgen.ledger.reading.dictionary import load_dictionary
    from docgen.ledger.reading.recognition import Habits
    from docgen.problem import DocgenError
    from docgen.settings import DICTIONARY

    path = settings.workspace / settings.paths.dictionary
    if settings.paths.dictionary != DICTIONARY and not path.is_file():
        raise DocgenError(f"没有 {path} 这个词典：请检查 docgen.toml 的 [paths] dictionary")
    return Habits(load_dictionary(path), money_unit or settings.reporting.money_unit)


def explain_files(
    files: Iterable[Path], settings: Settings, period: Period | None, unit: str | None, habits: Habits, as_json: bool
) -> int:
    """Show how each file is read; the ledger is neither opened nor changed."""
    from docgen.ledger.importing import workbooks_in
    from docgen.ledger.reading.explain import explain
    from docgen.problem import DocgenError

    found = workbooks_in(files)
    if not found:
        raise DocgenError("给出的文件夹里没有工作簿：请检查路径")
    told = [explain(path, root, period, unit, settings.pdf, habits) for path, root in found]
    if as_json:
        echo_json([asdict(item) for item in told])
    else:
        for item in told:
            _show(item)
    refused = sum(item.refused for item in told)
    return CANNOT if refused == len(told) else LOOK if refused else DONE


def _show(told: Explanation) -> None:
    errors = sum(problem.level == "错误" for problem in told.problems)
    outcome = f"有 {errors} 处错误，不能导入" if told.refused else f"可以导入，{told.projects} 个项目"
    click.echo(f"{told.file}　{outcome}")
    if told.period_from or told.unit:
        period = f"{told.period or '不明'}（{told.period_from}）" if told.period_from else told.period
        unit = f"{told.unit}（{told.unit_from}）" if told.unit else "不明"
        click.echo(f"  报告期：{period}　报送单位：{unit}")
    for table in told.tables:
        _show_table(table)
    show_problems(told.problems)


def _show_table(table: TableTold) -> None:
    from docgen.cli.columns import aligned

    first, last = table.header
    rows = f"第 {first} 行" if first == last else f"第 {first}—{last} 行"
    click.echo(f"  工作表“{table.sheet}”　标题：{table.title}　表头：{rows}")
    click.echo(f"    读作：{table.form}（{table.why}）")
    unit = f"{table.money_unit}（{table.money_unit_from}）" if table.money_unit else "表上没有写明"
    click.echo(f"    金额单位：{unit}")
    header = ("列", "栏目", "读作", "金额单位", "依据")
    for line in aligned(header, [_column(column) for column in table.columns]):
        click.echo(f"    {line}")
    click.echo(f"    各行：{'；'.join(map(_rows, table.rows)) or '表头下面没有内容'}")


def _column(column: ColumnTold) -> tuple[str, str, str, str, str]:
    unit = f"{column.unit}（{column.unit_from}）" if column.unit else ""
    why = f"{column.why}，是否为“{column.proposal}”？" if column.proposal else column.why
    return column.column, column.heading, column.field, unit, why


def _rows(rows: RowsTold) -> str:
    where = f"（第 {'、'.join(map(str, rows.rows))} 行）" if rows.rows else ""
    return f"{rows.kind} {rows.count} 行{where}"
