"""``docgen trace --xlsx``: records, units and figures in a workbook that reckons every figure anew, in sight."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import TYPE_CHECKING, Any

from docgen.export.package import normalise
from docgen.figures.totals import is_measured
from docgen.ledger.period import Period
from docgen.ledger.report import Report
from docgen.tracing.comparing import Figure
from docgen.tracing.expression import MONEY, Expression, Gap, Group, Rank, Sum, behind, groups, parts
from docgen.tracing.formulas import FIGURES, GUIDE, RECORDS, UNITS, Sheets, formula
from docgen.tracing.ground import MEASURED
from docgen.tracing.trace import Trace, cells_of, printed_value

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_FIELDS = {
    "period": "报告期", "unit": "报送单位", "name": "项目名称", "stage": "阶段", "industry": "行业", "category": "类别",
    "system": "体系", **MONEY, "measured": "计完成率", "file": "文件", "sheet": "工作表", "row": "行", "amended": "改动",
}  # fmt: skip
_WIDTHS = {"项目名称": 34, "文件": 24, "改动": 40, "位置": 44, "公式": 60, "出处": 60, "单位": 18}
_TOLERANCE = "0.000001"


def as_workbook(found: Trace) -> bytes:
    """The workbook; the same trace gives the same bytes."""
    from openpyxl import Workbook

    book = Workbook()
    figures = [figure for figure in found.figures if figure.expression is not None]
    sheet = book.active
    sheet.title = FIGURES
    records, units = book.create_sheet(RECORDS), book.create_sheet(UNITS)
    sheets = _write_records(records, _records(found, figures), _listed(figures), found)
    _write_units(units, found, sheets)
    _write_figures(sheet, figures, sheets)
    _write_guide(book.create_sheet(GUIDE), found)
    for each in book.worksheets:
        _dress(each)
    book.properties.title = f"{found.known.work.content.title}（数据追溯）"
    out = BytesIO()
    book.save(out)
    return normalise(out.getvalue(), found.known.work.day)


def _records(found: Trace, figures: Iterable[Figure]) -> list[tuple[Period, Report]]:
    """The period's records, then those of other periods that a figure rests on."""
    ground = found.known.ground
    records = {id(report): (ground.period, report) for report in ground.figures.reports}
    for figure in figures:
        if not isinstance(figure.expression, Rank):
            records |= {id(report): (period, report) for period, report in behind(figure.expression)}
    return list(records.values())


def _all_parts(made: Expression) -> Iterable[Expression]:
    yield made
    for part in parts(made):
        yield from _all_parts(part)


def _listed(figures: Iterable[Figure]) -> list[Group]:
    """The groups that only a list of their members finds, each once."""
    found: dict[int, Group] = {}
    for figure in figures:
        if isinstance(figure.expression, Rank):
            continue
        for group in groups(figure.expression):
            if group.criteria is None and len(group.reports) != 1 or group.criteria is None and _summed(figure.expression, group):
                found[id(group)] = group
    return list(found.values())


def _summed(made: Expression, group: Group) -> bool:
    return any(getattr(part, "group", None) is group and (isinstance(part, Sum) or part.label == "项目数") for part in _all_parts(made))


def _write_records(sheet: Worksheet, records: list[tuple[Period, Report]], listed: list[Group], found: Trace) -> Sheets:
    from openpyxl.utils import get_column_letter

    columns = {field: get_column_letter(number) for number, field in enumerate(_FIELDS, 1)}
    members = {id(group): get_column_letter(len(_FIELDS) + number) for number, group in enumerate(listed, 1)}
    _put(sheet, 1, [*_FIELDS.values(), *(group.name for group in listed)])
    inside = [{id(report) for report in group.reports} for group in listed]
    rows = {}
    for number, (period, report) in enumerate(records, 2):
        rows[id(report)] = number
        _put(sheet, number, [*_record(period, report, found), *(1 if id(report) in those else None for those in inside)])
    return Sheets(columns, rows, members, len(records) + 1, len(_units(found)) + 1)


def _record(period: Period, report: Report, found: Trace) -> list[Any]:
    said = (
        f"{step.step.at:%Y-%m-%d %H:%M} {step.step.who}{step.step.kind}："
        + "，".join(f"{MONEY.get(c.field, c.field)} {c.old or '空'}→{c.new or '空'}" for c in step.changes)
        for step in found.amended.get(report.ref, ())
    )
    return [
        str(period), report.unit, report.name, report.stage, report.industry, report.category, report.system,
        *(getattr(report, field) for field in MONEY), MEASURED[1] if is_measured(report) else "否",
        report.source.file, report.source.sheet, report.source.row or None, "；".join(said),
    ]  # fmt: skip


def _units(found: Trace) -> tuple[str, ...]:
    figures = found.known.ground.figures
    return tuple(dict.fromkeys((*figures.expected, *figures.reported)))


def _write_units(sheet: Worksheet, found: Trace, sheets: Sheets) -> None:
    _put(sheet, 1, ["单位", "报送", "年度计划投资", "年度完成投资", "投资完成率", "名次", "比较用"])
    ground = found.known.ground
    reported = set(ground.figures.reported)
    for row, unit in enumerate(_units(found), 2):
        _put(sheet, row, [unit, "已报送" if unit in reported else "未报送"])
        totals = ground.figures.by_unit.get(unit)
        group = totals and ground.group_of(totals)
        if totals is None or group is None:
            continue
        sheet.cell(row, 3).value = "=" + formula(ground.plan(totals, group), sheets)
        sheet.cell(row, 4).value = "=" + formula(Sum("year_investment", ground.measured(group)), sheets)
        sheet.cell(row, 5).value = f'=IF(C{row}>0,D{row}/C{row},"")'
        sheet.cell(row, 6).value = f'=IF(C{row}>0,SUMPRODUCT(({sheets.units("G").split("!")[1]}>G{row})*1)+1,"")'
        sheet.cell(row, 7).value = f"=IF(C{row}>0,ROUND(D{row}/C{row},12),-1)"


def _write_figures(sheet: Worksheet, figures: Iterable[Figure], sheets: Sheets) -> None:
    _put(sheet, 1, ["序号", "位置", "印出的数", "数值", "重算（取整后）", "核对", "重算（未取整）", "公式", "出处"])
    for row, figure in enumerate(figures, 2):
        made = figure.expression
        assert made is not None
        value = printed_value(figure.found)
        _put(sheet, row, [row - 1, figure.place.said, figure.found, value, None, None, None, made.words, cells_of(made)])
        if value is None or made.value is None:
            continue
        sheet.cell(row, 7).value = "=" + formula(made, sheets)
        sheet.cell(row, 5).value = "=" + _rounded(figure, made, f"G{row}")
        sheet.cell(row, 6).value = f'=IF(ABS(D{row}-E{row})<{_TOLERANCE},"一致","不一致")'


def _rounded(figure: Figure, made: Expression, cell: str) -> str:
    """The value as the paper prints it: in percent, in 亿元, without a sign where words tell it."""
    text = figure.expected or figure.found
    decimals = len(text.rstrip("%％亿元万").partition(".")[2])
    if "%" in text:
        cell = f"{cell}*100"
    elif text.endswith("亿元"):
        cell = f"{cell}/10000"
    signless = not text.startswith(("+", "-")) and (isinstance(made, Gap) or "比" in made.label)
    return f"ROUND({f'ABS({cell})' if signless else cell},{decimals})"


def _write_guide(sheet: Worksheet, found: Trace) -> None:
    lines = (
        f"本工作簿追溯《{found.known.work.content.title}》（{found.name}，{found.known.period.label}）中的每个数。",
        f"“{FIGURES}”：每行一个数。“重算”两栏是活的公式，直接引用“{RECORDS}”“{UNITS}”；“核对”比较印出的数和重算的数。",
        f"“{RECORDS}”：台账中的记录，金额单位为万元，末尾各栏标 1 的是该栏所指的项目；改动一格，有关的数随之重算。",
        f"“{UNITS}”：各单位的计划、完成、完成率和名次。",
        "率、差都用未取整的数计算，最后取整一次（四舍五入）。",
    )
    for row, line in enumerate(lines, 1):
        _put(sheet, row, [line])


def _put(sheet: Worksheet, row: int, values: Iterable[Any]) -> None:
    """Words stay words: nothing that a ledger says becomes a formula."""
    for column, value in enumerate(values, 1):
        if value is not None:
            cell = sheet.cell(row, column, value)
            if isinstance(value, str):
                cell.data_type = "s"


def _dress(sheet: Worksheet) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    if sheet.title == GUIDE:
        sheet.column_dimensions["A"].width = 110
        return
    sheet.freeze_panes = "A2"
    for number, cell in enumerate(sheet[1], 1):
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="center")
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTHS.get(str(cell.value), 14)
    sheet.auto_filter.ref = sheet.dimensions
