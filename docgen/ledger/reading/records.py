"""From the rows of one table to reports."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from docgen.ledger.reading import text
from docgen.ledger.reading.cells import fill, fill_words
from docgen.ledger.reading.children import Part, joined, part_name, with_children
from docgen.ledger.reading.dictionary import Dictionary
from docgen.ledger.reading.findings import Findings
from docgen.ledger.reading.forms import TASKS, stage_named, stage_of, tells_stages
from docgen.ledger.reading.money import money, shortest
from docgen.ledger.reading.recognition import heading_row
from docgen.ledger.reading.rows import Kind, Row, body_rows
from docgen.ledger.reading.sheet import cell_name
from docgen.ledger.reading.suspicion import suspect_amounts
from docgen.ledger.reading.synonyms import CHINESE, MONEY
from docgen.ledger.reading.table import Progress, Table
from docgen.ledger.reading.text import half_width, squeeze
from docgen.ledger.reading.totals import Stated, differences
from docgen.ledger.report import Report, Source

_FLOWING = ("category", "system")
"""Fields whose blank cells repeat the cell above, as offices leave them blank instead of merging."""

_STAGE_GROUP = re.compile(
    r"(?:市级|县级|区级|省级)?(?:重点|重大)?(?:前期|谋划|储备|预备|筹建|拟建|在建|续建|新建|新开工|计划新开工|竣工|建成投产)(?:重点|重大|建设)*(?:项目|工程|类)?"
)
_SHOWN = 5


@dataclass(frozen=True)
class Records:
    """The reports of a table in order, and what each of its rows was taken for."""

    reports: list[Report]
    rows: list[Row]


def read_records(table: Table, unit: str, year: int | None, findings: Findings, file: str, dictionary: Dictionary) -> Records:
    """Every project of the table. What is wrong goes into ``findings`` with its cell; reading goes on, so that all of
    it is told at once. ``year`` completes a start that names only a month.
    """
    progress = Progress(table, findings, unit, year, file)
    rows, doubtful = with_children(
        list(body_rows(table.sheet, table.header, table.end, dictionary)), _names(progress), _amounts(progress)
    )
    progress.stages = _tells_stages(progress, rows)
    _take_all(progress, rows)
    _check_totals(progress)
    suspect_amounts(progress)
    _tell_doubtful(progress, doubtful)
    _tell_hidden(progress)
    _refuse_unmarked(progress)
    return Records(progress.reports, rows)


def _names(progress: Progress) -> Callable[[Row], str]:
    name = progress.table.header.column("name")
    assert name is not None
    return lambda row: text.name(progress.sheet.own(row.number, name.number))


def _amounts(progress: Progress):
    columns = [column for column in progress.columns if column.field in MONEY]

    def amounts(row: Row):
        return {
            column.field: money(progress.sheet.own(row.number, column.number), progress.table.unit_of(column) or "万元").amount
            for column in columns
        }

    return amounts


def _tells_stages(progress: Progress, rows: list[Row]) -> bool:
    column = progress.table.header.column("stage")
    if column is None:
        return False
    texts = [squeeze(progress.sheet.value(row.number, column.number)) for row in rows if row.kind is Kind.PROJECT]
    return tells_stages([typed for typed in texts if typed])


def _take_all(progress: Progress, rows: list[Row]) -> None:
    parts: list[Part] = []
    for row in [*rows, Row(-1, Kind.TOTAL)]:
        if parts and row.kind not in (Kind.CHILD, Kind.CONTINUED, Kind.BLANK, Kind.HEADER):
            _join(progress, parts)
            parts = []
        if row.kind is Kind.CHILD:
            parts.append(Part(row.number, _report(progress.aside(), row)))
        elif row.number >= 0:
            _take(progress, row)


def _take(progress: Progress, row: Row) -> None:
    name = progress.table.header.column("name")
    assert name is not None
    if row.kind is Kind.PROJECT:
        progress.reports.append(_report(progress, row))
        progress.numbered.append(row.numbered)
    elif row.kind is Kind.CONTINUED and progress.reports:
        _continue(progress, row)
    elif row.kind is Kind.NAMELESS:
        progress.error(row.number, name, "这一行有内容而没有项目名称：请补填项目名称；如是合计行，请写明“合计”")
    elif row.kind in (Kind.TOTAL, Kind.GROUP):
        if row.kind is Kind.GROUP:
            progress.groups = {level: title for level, title in progress.groups.items() if level < row.level}
            progress.groups[row.level] = row.text
            progress.flow.clear()
        progress.stated.append(Stated(len(progress.reports), row, _amounts(progress)(row)))


def _report(progress: Progress, row: Row) -> Report:
    values: dict[str, Any] = {"extra": []}
    for column in progress.columns:
        if column.field != "serial":
            fill(progress, values, row.number, column)
    for field in _FLOWING:
        if values.get(field):
            progress.flow[field] = values[field]
        elif field in progress.flow and field in progress.table.header.fields:
            values[field] = progress.flow[field]
    form = progress.table.form
    group_stage = _from_groups(progress, values)
    values["stage"] = values.get("stage") or group_stage or stage_of(form, values.get("progress", ""))
    listed = {key: tuple(value) if isinstance(value, list) else value for key, value in values.items()}
    source = Source(progress.file, progress.sheet.name, row.number + 1, progress.letters)
    return Report(**listed, unit=progress.unit, form=form.name, source=source)


def _from_groups(progress: Progress, values: dict[str, Any]) -> str:
    """A group's title stands for the column that the table lacks: the system in 一览表, else the category; or it names
    a stage (在建项目), which is answered."""
    stage, titles = "", []
    for _, title in sorted(progress.groups.items()):
        if _STAGE_GROUP.fullmatch(title):
            stage = stage_named(title)
        else:
            titles.append(title)
    if not titles and stage and not progress.table.form.stage:
        return stage
    titles = titles or list(progress.groups.values())
    if titles and progress.table.form.name == TASKS:
        values["system"] = values.get("system") or titles[0]
        if titles[-1] != titles[0]:
            values["category"] = values.get("category") or titles[-1]
    elif titles:
        values["category"] = values.get("category") or titles[-1]
    return stage


def _continue(progress: Progress, row: Row) -> None:
    """A further row of a project whose name is merged downwards: its words and people join those above."""
    before = progress.reports[-1]
    more: dict[str, Any] = {"extra": []}
    for column in progress.columns:
        value = progress.sheet.own(row.number, column.number)
        if value is None or column.field in ("serial", "name"):
            continue
        if column.field in MONEY:
            progress.error(row.number, column, f"项目名称合并了几行而{column.label}分行填写：请把金额合在一格，或把项目分开写名称")
        else:
            fill_words(progress, more, row.number, column, value)
    changed: dict[str, Any] = {}
    for field, value in more.items():
        old = getattr(before, field)
        if field == "stage":
            changed[field] = old or value
        elif isinstance(value, str) and value:
            changed[field] = f"{old}\n{value}" if old else value
        elif isinstance(value, tuple | list) and value:
            changed[field] = (*old, *(item for item in value if item not in old))
        elif field == "start" and old is None:
            changed[field] = value
    progress.reports[-1] = replace(before, **changed)


def _join(progress: Progress, parts: list[Part]) -> None:
    if not progress.reports:
        return
    project, told = joined(progress.reports[-1], parts)
    progress.reports[-1] = project
    name = progress.table.header.column("name")
    assert name is not None
    names = "、".join(f"“{part_name(part.report.name)}”（第 {part.row + 1} 行）" for part in parts)
    told = ["文字并入该项目，金额不重复计算", *told]
    progress.remind(parts[0].row, name, f"{names}是“{project.name}”的子项：{'；'.join(told)}。如是单独的项目，请编上序号")


def _tell_doubtful(progress: Progress, doubtful: list[Row]) -> None:
    name = progress.table.header.column("name")
    assert name is not None
    for row in doubtful:
        progress.remind(row.number, name, "没有序号，按单独的项目读入：如是上面项目的子项，请在名称前写“其中：”")


def _tell_hidden(progress: Progress) -> None:
    hidden = [report for report in progress.reports if report.source.row - 1 in progress.sheet.hidden_rows]
    if hidden:
        name = progress.table.header.column("name")
        assert name is not None
        shown = "、".join(report.name for report in hidden[:_SHOWN]) + ("等" if len(hidden) > _SHOWN else "")
        progress.remind(
            hidden[0].source.row - 1, name,
            f"{shown} {len(hidden)} 个项目所在的行是隐藏的（多为筛选所致），照常读入：不报送的请删去这些行",
        )  # fmt: skip


def _refuse_unmarked(progress: Progress) -> None:
    """An amount without a unit could be 万元 or 元: a person must say which."""
    columns = [column for _, column in sorted(progress.unmarked.items())]
    if columns:
        labels = "、".join(column.label for column in columns)
        progress.error(
            heading_row(progress.sheet, progress.table.header, columns[0]), columns[0],
            f"{labels}没有写明金额单位：请在表头上方写“单位：万元”（或在栏目名称后写“（万元）”）；"
            "确知是万元的，可加 --money-unit 万元 导入，或在 docgen.toml 的 [reporting] 中写 money_unit = \"万元\"",
        )  # fmt: skip


def _check_totals(progress: Progress) -> None:
    columns = {column.field: column for column in progress.columns if column.field in MONEY}
    units = {field: progress.table.unit_of(column) or "万元" for field, column in columns.items()}
    projects = [{field: getattr(report, field) for field in columns} for report in progress.reports]
    for found in differences(projects, progress.numbered, progress.stated, units):
        label = f"“{half_width(found.row.text)}”" + ("" if found.row.kind is Kind.TOTAL else "的合计")
        if found.field:
            gap = shortest(abs(found.stated - found.summed))
            message = (
                f"{label}中{CHINESE[found.field]}写的是 {shortest(found.stated):f} 万元，"
                f"各项目相加为 {shortest(found.summed):f} 万元，相差 {gap:f} 万元：已按各项目读入，请核对"
            )
            progress.remind(found.row.number, columns[found.field], message)
        else:
            message = f"{label}写明 {found.stated} 项，读到 {found.summed} 项：请核对是否有漏行"
            progress.findings.remind(message, progress.sheet.name, cell_name(found.row.number, 0))
