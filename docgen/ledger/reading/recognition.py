"""Which tables a sheet holds: header, title, form, money unit; what is missing or doubtful is told."""

from __future__ import annotations

from dataclasses import dataclass

from docgen.ledger.period import Period
from docgen.ledger.reading.dated import settle
from docgen.ledger.reading.dictionary import STANDARD, Dictionary
from docgen.ledger.reading.findings import Findings
from docgen.ledger.reading.forms import FORMS, GENERAL, choose_form, has
from docgen.ledger.reading.headers import Column, Header, find_headers
from docgen.ledger.reading.heading import plain_header
from docgen.ledger.reading.money import foreign, sheet_unit, unit_line
from docgen.ledger.reading.proposals import proposed
from docgen.ledger.reading.sheet import Sheet, cell_name, column_letters
from docgen.ledger.reading.synonyms import FIELDS, MONEY, called
from docgen.ledger.reading.table import Table
from docgen.ledger.reading.text import squeeze

_TITLE_ROWS = 6
"""How many rows a title between two tables of one sheet may have."""


@dataclass(frozen=True)
class Habits:
    """What an office has told docgen of its units' tables: its dictionary, and the money unit of tables that name none."""

    dictionary: Dictionary = STANDARD
    money_unit: str = ""


PLAIN = Habits()
"""Nothing told: the standard dictionary, and no unit of money but what a table writes."""


def tables_in(sheet: Sheet, period: Period | None, habits: Habits, findings: Findings) -> list[Table]:
    """The tables of a visible sheet from the top, without those that are of no known form or lack a column."""
    headers = find_headers(sheet, habits.dictionary)
    further = [_title_start(sheet, above, header) for above, header in zip(headers, headers[1:], strict=False)]
    found: list[Table] = []
    for header, start, end in zip(headers, [0, *further], [*further, sheet.height], strict=False):
        if table := _table(sheet, header, start, end, period, habits, findings, found[-1] if found else None):
            found.append(table)
    return found


def _table(
    sheet: Sheet, header: Header, start: int, end: int, period: Period | None, habits: Habits, findings: Findings, above: Table | None
) -> Table | None:
    settled = settle(header, period)
    header = settled.header
    for column in settled.stale:
        assert period is not None
        message = f"栏目“{column.label}”不是{period.label}的，仍按{called(column.field)}读入：请核对表头"
        findings.remind(message, sheet.name, _place(sheet, header, column))
    for taken, left in settled.rivals:
        message = (
            f"栏目“{left.label}”和“{taken.label}”（{column_letters(taken.number)} 列）都像{called(taken.field)}："
            f"按“{taken.label}”读入，“{left.label}”按其他栏目保存，请核对"
        )
        findings.remind(message, sheet.name, _place(sheet, header, left))
    title = _title(sheet, start, header)
    choice = choose_form(title, header.fields)
    if choice is None:
        labels = "、".join(column.label for column in header.columns)
        known = "、".join(form.name for form in FORMS)
        findings.error(f"看不出是哪一种表（栏目有：{labels}）：请在表格标题中写明是{known}中的哪一种", sheet.name)
        return None
    _tell_columns(sheet, header, habits.dictionary, choice.missing, findings)
    for field in choice.missing:
        findings.error(_missing(choice.form.name, field, sheet, header, habits.dictionary), sheet.name, cell_name(header.top, header.columns[0].number))
    likely = {near[1] for column in header.columns if (near := proposal(column, header, habits.dictionary))}
    for field in choice.form.wanted:
        if not has(header.fields, field) and field not in likely:
            findings.remind(f"{choice.form.name}没有“{called(field)}”一栏，按未填报读入", sheet.name, cell_name(header.top, header.columns[0].number))
    if choice.form.name == GENERAL:
        findings.remind(_general(header), sheet.name, cell_name(header.top, header.columns[0].number))
    unit, unit_from = _money_unit(sheet, start, header, end, habits, above)
    return Table(sheet, header, end, title, choice, unit, unit_from)


def _place(sheet: Sheet, header: Header, column: Column) -> str:
    return cell_name(heading_row(sheet, header, column), column.number)


def heading_row(sheet: Sheet, header: Header, column: Column) -> int:
    """The row (from 0) in which a column's own heading, the lowest, was typed."""
    for row in range(header.bottom, header.top, -1):
        if sheet.value(row, column.number) is not None:
            return sheet.area(row, column.number)[0]
    return header.top


def _title_start(sheet: Sheet, above: Header, header: Header) -> int:
    """The first row of what stands over a further table: lines of one or two texts, and blank rows."""
    row = header.top
    while row - 1 > above.bottom and header.top - row < _TITLE_ROWS:
        typed = [value for value in sheet.rows[row - 1] if value is not None]
        if len(typed) > 2 or not all(isinstance(value, str) for value in typed):
            break
        row -= 1
    return row


def _title(sheet: Sheet, start: int, header: Header) -> str:
    """The title above the header: of the lines there, the longest that speaks of projects, else the sheet's name."""
    lines = [
        squeeze(value)
        for row in range(start, header.top)
        for column in range(sheet.width)
        if isinstance(value := sheet.own(row, column), str)
    ]
    titles = [line for line in lines if ("项目" in line or "表" in line) and not line.startswith(("填报", "报送", "单位"))]
    return max(titles, key=len, default=squeeze(sheet.name))


def _money_unit(sheet: Sheet, start: int, header: Header, end: int, habits: Habits, above: Table | None) -> tuple[str, str]:
    """The money unit for columns that name none, and where it stands; both empty when nobody says."""
    over = ((row, sheet_unit) for row in range(start, header.top))
    beside = ((row, unit_line) for row in range(header.top, header.bottom + 1))
    below = ((row, unit_line) for row in range(max(header.bottom + 1, end - _TITLE_ROWS), end))
    for row, unit_in in (*over, *beside, *below):
        for column, value in enumerate(sheet.rows[row]):
            if isinstance(value, str) and (unit := unit_in(value)):
                return unit, f"{cell_name(row, column)}“{squeeze(value)}”"
    if above and above.money_unit:
        return above.money_unit, above.unit_from
    return habits.money_unit, "命令或设置指明" if habits.money_unit else ""


def _tell_columns(sheet: Sheet, header: Header, dictionary: Dictionary, missing: tuple[str, ...], findings: Findings) -> None:
    """Columns that nobody can be sure of: nearly a known word, a foreign currency, the name twice."""
    name = header.column("name")
    assert name is not None
    for column in header.columns:
        place = _place(sheet, header, column)
        if column.field in MONEY and (currency := next(filter(None, map(foreign, column.path)), "")):
            findings.error(f"栏目“{column.label}”的单位是{currency}：请折算成人民币，写明万元或亿元", sheet.name, place)
        elif column.why == "项目名称已有一栏" and plain_header(column.path[-1]) == plain_header(name.path[-1]):
            findings.error(
                f"“{column.label}”一栏出现了两次（{column_letters(name.number)}、{column_letters(column.number)} 列）："
                "并排的两张表请改为上下排列", sheet.name, place,
            )  # fmt: skip
        elif (near := proposal(column, header, dictionary)) and near[1] not in missing:
            word, field = near
            findings.remind(
                f"栏目“{column.label}”没有认出，是否为“{word}”？现按其他栏目保存；"
                f"确认的话，请改写表头，或在词典中写 {called(field)} = [\"{column.path[-1]}\"]",
                sheet.name, place,
            )  # fmt: skip


def proposal(column: Column, header: Header, dictionary: Dictionary) -> tuple[str, str] | None:
    """The known word and field that an unrecognised column may have meant and that the table does not have yet."""
    if column.field or column.why:
        return None
    near = proposed(column.path[-1], dictionary)
    return near if near and near[1] not in header.fields else None


def _missing(form: str, field: str, sheet: Sheet, header: Header, dictionary: Dictionary) -> str:
    unknown = [column for column in header.columns if not column.field and not column.why]
    near = next((column for column in unknown if proposed(column.path[-1], dictionary, frozenset({field}))), None)
    if near:
        return (
            f"{form}缺少“{called(field)}”一栏，栏目“{near.label}”（{_place(sheet, header, near)}）可能就是："
            f"确认的话，请改写表头，或在词典中写 {called(field)} = [\"{near.path[-1]}\"]"
        )
    others = [word for word in FIELDS[field] if word != called(field) and not word.startswith("年内")]
    return f"{form}缺少“{called(field)}”一栏：请补上这一栏（也可写作{'、'.join(others[:3])}；本单位的其他叫法请写进词典）"


def _general(header: Header) -> str:
    lacking = [called(field) for field in ("total_investment", "annual_plan", "year_investment") if field not in header.fields]
    if not lacking:
        return f"与五种表都不全合，按“{GENERAL}”读入"
    effects = "完成率、排名和滞后判断不含这些项目" if lacking != ["总投资"] else "合计中的总投资不含这些项目"
    return f"与五种表都不全合，按“{GENERAL}”读入；没有{'、'.join(lacking)}，{effects}"
