"""A unit's reports of a period as they stood after an earlier step (撤销): a step of its own, nothing deleted."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from docgen.ledger.change import Change, compare
from docgen.ledger.period import Period
from docgen.ledger.projects import same_projects
from docgen.ledger.rows import copied, current_rows, report_of
from docgen.ledger.schema import UNDONE, ImportRow, ProjectRow, ReportRow
from docgen.ledger.writing import Step, supersede, write_step
from docgen.problem import DocgenError


def go_back(session: Session, unit: str, period: Period, to: int | None, step: Step) -> tuple[int, Change]:
    """Let a unit's reports of a period be again what they were after the step numbered ``to``, 0 for before the first.

    Without ``to``, what they were before the last step that was not itself undone. Answers the step gone back to.
    Raises DocgenError when there is no such step, or none left to undo.
    """
    query = select(ImportRow).where(ImportRow.unit == unit, ImportRow.period == str(period)).order_by(ImportRow.id)
    steps = session.scalars(query).all()
    if not steps:
        raise DocgenError(f"{unit}没有{period.label}的导入和修改记录：运行 docgen status {period} --imports 查看各单位的记录")
    if to is None:
        to = _before_the_last(steps)
    elif to and to not in {row.id for row in steps}:
        numbers = "、".join(str(row.id) for row in steps)
        raise DocgenError(f"{unit}{period.label}没有第 {to} 步：可退回到 {numbers}，或 0（尚未报送时）")
    if to is None:
        raise DocgenError(f"{unit}{period.label}已退回到尚未报送时，没有可再撤销的了：用 --to 指明退回到哪一步")
    same = same_projects(session)
    rows = current_rows(session, unit, period)
    wanted = _as_after(session, unit, period, to)
    restored = [row for row in wanted if row.superseded_by]
    standing = {row.id for row in wanted} - {row.id for row in restored}
    replaced = [row for row in rows if row.id not in standing]
    if not restored and not replaced:
        raise DocgenError(f"{unit}{period.label}现在就是第 {to} 步之后的样子，没有可撤销的")
    before = tuple(report_of(row, unit, same) for row in rows)
    added, removed, fields = compare(before, tuple(report_of(row, unit, same) for row in wanted))
    forms = tuple(dict.fromkeys(row.form for row in (*rows, *wanted)))
    taken = write_step(session, unit, period, step, forms, to)
    supersede(session, replaced, taken)
    session.add_all(ReportRow(import_id=taken.id, **copied(row)) for row in restored)
    return to, Change(unit, period, "", forms, len(wanted), added=added, removed=removed, fields=fields)


def _before_the_last(steps: Sequence[ImportRow]) -> int | None:
    """The step before the last that stands; a step back stands for the step that it went back to."""
    by_number = {row.id: row for row in steps}
    number = steps[-1].id
    while number and by_number[number].kind == UNDONE:
        number = by_number[number].goes_back_to
    earlier = [0, *(row.id for row in steps if row.id < number)]
    return earlier[-1] if number else None


def _as_after(session: Session, unit: str, period: Period, number: int) -> list[ReportRow]:
    """The rows that counted once the step of this number was taken."""
    query = (
        select(ReportRow)
        .join(ProjectRow, ReportRow.project_id == ProjectRow.id)
        .where(
            ProjectRow.unit == unit,
            ReportRow.period == str(period),
            ReportRow.import_id <= number,
            or_(ReportRow.superseded_by == 0, ReportRow.superseded_by > number),
        )
        .order_by(ReportRow.seat, ReportRow.id)
    )
    return list(session.scalars(query))
