"""``docgen trace``: each figure of a paper with its formula, its records and their cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docgen.ledger.amendments import Amendment
from docgen.ledger.period import Period
from docgen.ledger.report import Report
from docgen.ledger.store import Ledger
from docgen.problem import DocgenError, reason
from docgen.settings import Settings
from docgen.tracing.comparing import Compared, Figure, compare
from docgen.tracing.expected import expect
from docgen.tracing.expression import MONEY, Expression, behind, inputs, parts
from docgen.tracing.given import Given, read_given
from docgen.tracing.tokens import value
from docgen.tracing.which import Known, known, refuse_unmakable


@dataclass(frozen=True)
class Trace:
    """A paper recognised, its figures, and what a person changed in the records since their files, by the records' marks."""

    name: str
    known: Known
    compared: Compared
    amended: Mapping[str, tuple[Amendment, ...]]

    @property
    def figures(self) -> tuple[Figure, ...]:
        return self.compared.figures


def trace(path: Path, settings: Settings, period: Period | None = None) -> Trace:
    """Trace the figures of a Word document. Raises DocgenError when it cannot be read or is none of docgen's papers of
    a period that the ledger has."""
    given = _read(path)
    with Ledger.open(settings.database_url) as ledger:
        found = likeliest(given, path, settings, ledger, period)
        if found is None:
            refuse_unmakable(path, settings)
            raise DocgenError(_unknown(path, ledger.periods(), period))
        return Trace(path.name, *found, amended_of(found[0], ledger))


def likeliest(
    given: Given, path: Path | None, settings: Settings, ledger: Ledger, period: Period | None = None
) -> tuple[Known, Compared] | None:
    """What the document is and how it compares: of several that it may be, the one with the fewest differences."""
    best: tuple[Known, Compared] | None = None
    for candidate in known(given, path, settings, ledger.periods(), period):
        compared = compare(given, expect(candidate.work.content, settings), candidate.ground)
        if best is None or _distance(compared) < _distance(best[1]):
            best = candidate, compared
        if not compared.differing:
            break
    return best


def _distance(compared: Compared) -> tuple[int, float]:
    return len(compared.differing), -compared.alike


def amended_of(known: Known, ledger: Ledger) -> dict[str, tuple[Amendment, ...]]:
    periods = {known.period, *known.ground.figures.history}
    return {ref: steps for period in periods for ref, steps in ledger.amendments(period).items()}


def _read(path: Path) -> Given:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise DocgenError(f"{path}：文件不存在，请检查文件名") from None
    except OSError as error:
        raise DocgenError(f"{path}：文件无法读取（{reason(error)}）") from None
    return read_given(data, str(path))


def _unknown(path: Path, there: tuple[Period, ...], period: Period | None) -> str:
    if period and period not in there:
        known_ = "、".join(map(str, there)) or "（没有）"
        return f"台账里没有{period.label}（{period}）的记录，已有的报告期：{known_}"
    return (
        f"{path.name} 认不出是台账中哪一期的通报、督办函、通知或附件表：标题、主送机关改过的，请用 --period 指明报告期，"
        "或在原来的成品文件夹（outputs）里追溯；由文稿、小表排成的公文（纪要、简报、调整通知、任务清单通知、交办单、任务书等）"
        "和不是 docgen 生成的公文无从追溯，请对照文稿、小表，或用 docgen verify 核对文内的数"
    )


def as_json(found: Trace) -> dict[str, Any]:
    """The whole of ``docgen trace --json``: money in 万元, rates as fractions, unrounded."""
    return {
        "file": found.name,
        "kind": found.known.work.order.kind,
        "title": found.known.work.content.title,
        "period": str(found.known.period),
        "figures": [_figure(figure, found) for figure in found.figures],
    }


def _figure(figure: Figure, found: Trace) -> dict[str, Any]:
    place, made = figure.place, figure.expression
    told: dict[str, Any] = {
        "kind": figure.kind,
        "place": {"words": place.words, "table": place.table, "row": place.row, "column": place.column},
        "found": figure.found,
        "expected": figure.expected,
        "agrees": not figure.differs,
    }
    if made is None:
        return told
    return told | {
        "formula": made.words,
        "value": number(made),
        "inputs": [{"label": part.label, "formula": part.words, "value": number(part)} for part in inputs(made)],
        "records": [record(period, report, made, found) for period, report in behind(made)],
    }


def record(period: Period, report: Report, made: Expression, found: Trace) -> dict[str, Any]:
    """A record behind a figure: whose, the cells that the figure takes, who changed it since."""
    source = report.source
    fields = fields_of(made) or ("name",)
    return {
        "period": str(period),
        "unit": report.unit,
        "name": report.name,
        "file": source.file,
        "sheet": source.sheet,
        "row": source.row,
        "cells": {field: source.cell(field) for field in fields if source.cell(field)},
        "values": {field: getattr(report, field) for field in fields},
        "amended": [amendment(step) for step in found.amended.get(report.ref, ())],
    }


def amendment(step: Amendment) -> dict[str, Any]:
    return {
        "who": step.step.who,
        "at": step.step.at.isoformat(timespec="seconds"),
        "kind": step.step.kind,
        "note": step.step.note,
        "changes": [{"field": change.field, "old": change.old, "new": change.new} for change in step.changes],
    }


def fields_of(made: Expression) -> tuple[str, ...]:
    """The fields of the records that a figure takes."""
    fields = (getattr(part, "field", "") for part in inputs(made))
    return tuple(dict.fromkeys(field for field in fields if field in MONEY))


def number(made: Expression) -> int | float | None:
    exact = made.value
    if exact is None:
        return None
    return int(exact) if exact.denominator == 1 else float(exact)


def lines(found: Trace) -> Iterator[str]:
    """The trace as a person reads it in a terminal."""
    differing = len(found.compared.differing)
    told = [figure for figure in found.figures if figure.expression is not None]
    yield f"{found.known.work.content.title}（{found.known.period.label}）：{len(told)} 个数有出处"
    where = None
    for figure in told:
        if figure.place.table != where:
            where = figure.place.table
            yield ""
            yield where or "正文"
        yield from _told(figure, found)
    others = [figure for figure in found.figures if figure.expected is None and figure.kind == "手工加入"]
    if others:
        yield ""
        yield "台账中没有出处的数（手工加入）"
        yield from (f"  {figure.found}　{figure.place.said}" for figure in others)
    yield ""
    yield f"与台账不一致的 {differing} 处。" if differing else "与台账全部一致。"


def _told(figure: Figure, found: Trace) -> Iterator[str]:
    made, place = figure.expression, figure.place
    where = f"{place.row} {place.column}" if place.table else place.words
    mark = f"　✗ 按台账应为 {figure.expected}" if figure.differs else ""
    yield f"  {figure.found or '（缺）'}　{where}{mark}"
    with_numbers = _in_numbers(made)
    yield f"      {made.words}{with_numbers}"
    if cells := cells_of(made):
        yield f"      出自 {cells}"
    wanted = fields_of(made)
    for _, report in behind(made):
        for step in found.amended.get(report.ref, ()):
            changes = [change for change in step.changes if change.field in (wanted or MONEY)]
            if changes:
                said = "，".join(f"{MONEY[change.field]} {change.old or '空'} → {change.new or '空'}" for change in changes if change.field in MONEY)
                yield f"      {report.name}：{step.step.at:%Y-%m-%d %H:%M} {step.step.who or '（未记名）'}{step.step.kind}，{said}"


def _in_numbers(made: Expression) -> str:
    """ = 134258.6 ÷ 856083: a formula of two parts in numbers."""
    below = parts(made)
    if len(below) != 2 or any(number(part) is None for part in below):
        return ""
    return f"（{'，'.join(f'{part.label} {number(part):.10g}' for part in below)}）"


_SHOWN = 4


def cells_of(made: Expression) -> str:
    """The cells in short: file, sheet and the first few of each, how many records there are."""
    fields = fields_of(made) or ("name",)
    places: dict[str, list[str]] = {}
    records = list(behind(made))
    for _, report in records:
        cells = [cell for field in fields if (cell := report.source.cell(field))] or [f"第{report.source.row}行"]
        places.setdefault(f"{report.source.file} {report.source.sheet}".strip(), []).extend(cells)
    said = [f"{place}!{'、'.join(cells[:_SHOWN])}{'…' if len(cells) > _SHOWN else ''}" for place, cells in places.items()]
    return f"{'；'.join(said[:_SHOWN])}{'；…' if len(said) > _SHOWN else ''}（{len(records)} 条记录）" if records else ""


def printed_value(text: str) -> Any:
    """The number that a printed figure says: 15.7% → 15.7, 三 → 3; None for words."""
    chinese = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
    return chinese.get(text, value(text))
