"""Whether a paper's figures agree with each other, whoever made it: sums with their rows, counts with the annexes, rates
with their parts. Nothing is known of the records, so only what cannot be right is told; where a table follows no rule
that most of its rows keep, nothing is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from docgen.numerals import plain, rounded
from docgen.proof.clauses import DERIVED, Clause
from docgen.proof.finding import FAIL, PASS, SKIP, Finding
from docgen.tracing.given import Given, GivenTable
from docgen.tracing.placing import Pages
from docgen.tracing.tokens import around, value

SUMS = Clause("文内", "合计等于各行之和", "合计行的数等于其上各行相加", DERIVED)
ROWS = Clause("文内", "项数与表的行数一致", "写明的项数等于表中的行数", DERIVED)
RATES = Clause("文内", "比率等于其分子除以分母", "完成率等于完成数除以计划数", DERIVED)
COUNTS = Clause("文内", "正文的个数与附件一致", "正文写的个数等于所附清单的项数", DERIVED)
GAPS = Clause("文内", "差距等于两率之差", "与时序进度的差距等于两率相减", DERIVED)

_TOTAL = re.compile(r"^(合计|总计|共计)")
_PART = re.compile(r"^(小计|其中|[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）)|小计|（\d+项）$")
_COUNTED = re.compile(r"[（(](\d+)[项个][)）]")
_AMOUNT = re.compile(r"[+\-−]?\d[\d,，]*(\.\d+)?[%％]?")
_NO_SUM = re.compile(r"率|比|名次|排名|序号|百分点|均|年限|时间|电话|日期|编号|得分|进度")
_PLAN, _DONE = re.compile(r"计划|目标|任务"), re.compile(r"完成")
_MOST = Decimal("0.6")
_RATED = re.compile(
    r"计划(?:完成)?投资(?P<plan>\d[\d.]*)(?P<plan_unit>亿元|万元)(?P<between>[^。；]*?)"
    r"完成(?:投资)?(?P<done>\d[\d.]*)(?P<done_unit>亿元|万元)，(?:投资)?完成率(?P<rate>\d[\d.]*)[%％]"
)
_GAP = re.compile(
    r"完成率(?P<rate>\d[\d.]*)[%％]，(?P<side>低于|高于|落后|超过)时序进度（(?P<against>\d[\d.]*)[%％]）(?P<gap>\d[\d.]*)个百分点"
)
_LISTED = re.compile(r"(?:共有|共列入)(?:重点)?(?:项目)?(\d+)[个项]")
_REFERRED = re.compile(r"(?:清单|名单)(?:详?见|（见)附件(\d*)|（见附件(\d*)）")


@dataclass(frozen=True)
class Fault:
    """Something that does not agree: what was found, what it should be, where."""

    found: str
    wanted: str
    said: str
    cells: tuple[str, ...] = ()
    text: str = ""
    begin: int = 0
    end: int = 0


def agree(given: Given, pages: Pages) -> Iterator[Finding]:
    """A finding for each rule: passed, not to be checked, or one for each fault."""
    rules: tuple[tuple[Clause, Callable[[Given], tuple[int, list[Fault]]], str], ...] = (
        (SUMS, _sums, "没有带合计行的表"),
        (ROWS, _rows, "表中没有写明项数"),
        (RATES, _rates, "没有能核对的比率"),
        (COUNTS, _counts, "正文没有提到清单的个数"),
        (GAPS, _gaps, "正文没有同时序进度比较"),
    )
    for clause, check, reason in rules:
        checked, faults = check(given)
        if not checked:
            yield Finding(clause, SKIP, note=reason)
        elif not faults:
            yield Finding(clause, PASS, f"核对{checked}处，都相符")
        for fault in faults:
            place = pages.of_text(fault.text, fault.begin, fault.end) if fault.text else pages.of_cell("", fault.cells, fault.found)
            yield Finding(Clause(clause.number, clause.what, fault.wanted, DERIVED), FAIL, fault.found, *place, fault.said)


@dataclass(frozen=True)
class _Table:
    """A table with its headings by column, its rows of data and its total row (None without)."""

    name: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...] | None

    def column(self, number: int) -> list[Decimal | None]:
        return [_amount(row[number]) for row in self.rows]


def _tables(given: Given) -> Iterator[_Table]:
    for table in given.tables:
        if (read := _read(table)) is not None:
            yield read


def _read(table: GivenTable) -> _Table | None:
    """A table whose rows are as wide as its last heading row."""
    rows = [tuple(text or "" for text in row) for row in table.rows]
    head = table.head or 1
    if len(rows) <= head:
        return None
    body = [row for row in rows[head:] if len(row) == max(map(len, rows[head:]))]
    width = len(body[0])
    heads = _heads(rows[:head], width)
    totals = [row for row in body if any(_TOTAL.search(text) for text in row[:3])]
    data = [row for row in body if row not in totals and not any(_PART.search(text) for text in row[:3])]
    if len(totals) > 1 or any(_PART.search(text) for row in body if row not in totals for text in row[:3]):
        totals = []
    name = next((text for text in reversed(table.above) if text.endswith(("表", "清单", "名单"))), "表")
    return _Table(name, heads, tuple(data), totals[0] if totals else None)


def _heads(rows: Sequence[tuple[str, ...]], width: int) -> tuple[str, ...]:
    full = next((row for row in reversed(rows) if len(row) == width and any(row)), None)
    if full is None:
        return ("",) * width
    above = next((row for row in rows if len(row) == width), full)
    return tuple(low or high for low, high in zip(full, above))


def _amount(text: str) -> Decimal | None:
    return value(text) if _AMOUNT.fullmatch(text) else None


def _places(text: str) -> int:
    return len(text.rstrip("%％").partition(".")[2])


def _sums(given: Given) -> tuple[int, list[Fault]]:
    checked, faults = 0, []
    for table in _tables(given):
        if table.total is None or len(table.rows) < 2:
            continue
        for number, head in enumerate(table.heads):
            total = _amount(table.total[number])
            known = [amount for amount in table.column(number) if amount is not None]
            if total is None or not head or _NO_SUM.search(head) or len(known) < 2 or table.total[number].endswith(("%", "％")):
                continue
            checked += 1
            slack = Decimal(len(known)) / 2 * Decimal(1).scaleb(-max(map(_places, (row[number] for row in table.rows)), default=0))
            exact = all(_places(row[number]) <= _places(table.total[number]) for row in table.rows)
            if abs(sum(known) - total) > (0 if exact else slack):
                wanted = f"{plain(sum(known))}（{head}一栏各行之和）"
                faults.append(Fault(table.total[number], wanted, f"{table.name}合计行，{head}", table.total))
    return checked, faults


def _rows(given: Given) -> tuple[int, list[Fault]]:
    checked, faults = 0, []
    for table in _tables(given):
        told = next((found for text in table.total or () if (found := _COUNTED.search(text))), None)
        if told is None:
            continue
        checked += 1
        if int(told[1]) != len(table.rows):
            faults.append(Fault(f"{told[1]}项", f"{len(table.rows)}项（表中的行数）", f"{table.name}合计行", table.total or ()))
    return checked, faults


def _rates(given: Given) -> tuple[int, list[Fault]]:
    checked, faults = _rates_in_text(given)
    for table in _tables(given):
        number, wrong = _rates_of(table)
        checked += number
        faults += wrong
    return checked, faults


def _rates_in_text(given: Given) -> tuple[int, list[Fault]]:
    checked, faults = 0, []
    for text in given.texts:
        for found in _RATED.finditer(text):
            checked += 1
            low, high = _bounds(found["done"], found["done_unit"], found["plan"], found["plan_unit"])
            rate, half = Decimal(found["rate"]), _half(found["rate"])
            if not low - half <= rate <= high + half:
                begin, end = found.span("rate")
                wanted = f"{plain(rounded((low + high) / 2, 1))}%（{found['done']}{found['done_unit']}÷{found['plan']}{found['plan_unit']}）"
                faults.append(Fault(f"{found['rate']}%", wanted, f"正文“{around(text, begin, end)}”", text=text, begin=begin, end=end))
    return checked, faults


def _bounds(done: str, done_unit: str, plan: str, plan_unit: str) -> tuple[Decimal, Decimal]:
    """Between what the rate must lie, in percent, when both amounts are rounded."""
    over, under = Decimal(done), Decimal(plan)
    if under <= _half(plan):
        return Decimal("-Infinity"), Decimal("Infinity")
    scale = Decimal(100) * (10000 if done_unit == "亿元" else 1) / (10000 if plan_unit == "亿元" else 1)
    return (over - _half(done)) / (under + _half(plan)) * scale, (over + _half(done)) / (under - _half(plan)) * scale


def _half(text: str) -> Decimal:
    return Decimal(5).scaleb(-_places(text) - 1)


def _rates_of(table: _Table) -> tuple[int, list[Fault]]:
    """Rates of a table's rows by the pair of columns, plan and done, that most of its rows keep to."""
    rated = [n for n, head in enumerate(table.heads) if "率" in head]
    plans = [n for n, head in enumerate(table.heads) if _PLAN.search(head) and "率" not in head]
    dones = [n for n, head in enumerate(table.heads) if _DONE.search(head) and not _PLAN.search(head) and "率" not in head]
    rows = [*table.rows, *([table.total] if table.total else [])]
    checked, faults = 0, []
    for rate in rated:
        best: tuple[int, int, list[tuple[tuple[str, ...], str]]] | None = None
        for plan in plans:
            for done in dones:
                outcome = [(row, wanted) for row in rows if (wanted := _rate(row, rate, done, plan)) is not None]
                wrong = [(row, wanted) for row, wanted in outcome if value(wanted) != value(row[rate])]
                if best is None or len(outcome) - len(wrong) > best[0] - len(best[2]):
                    best = len(outcome), plan, wrong
        if best and best[0] and Decimal(best[0] - len(best[2])) / best[0] >= _MOST:
            checked += best[0]
            for row, wanted in best[2]:
                label = next((text for text in row if text and not text[0].isdigit()), row[0])
                faults.append(Fault(row[rate], f"{wanted}（完成数÷计划数）", f"{table.name}，“{label}”，{table.heads[rate]}", row))
    return checked, faults


def _rate(row: tuple[str, ...], rate: int, done: int, plan: int) -> str | None:
    """What the rate of a row should be, to as many decimals as it is printed; None where it cannot be told."""
    parts = _amount(row[rate]), _amount(row[done]), _amount(row[plan])
    if any(part is None for part in parts) or not parts[2]:
        return None
    sign = "%" if row[rate].endswith(("%", "％")) else ""
    scale = 100 if sign or parts[0] > 1 else 1
    return f"{rounded(parts[1] / parts[2] * scale, _places(row[rate]))}{sign}"


def _counts(given: Given) -> tuple[int, list[Fault]]:
    """A count of the text that a list annexed bears out: 共有29个项目滞后 … 清单见附件3."""
    tables = _numbered(given)
    checked, faults = 0, []
    for text in given.texts:
        found = _LISTED.search(text)
        referred = _REFERRED.search(text, found.end()) if found else None
        name = (referred[1] or referred[2] or "") if referred else ""
        table = tables.get(name) if referred else None
        if not found or table is None or not table.name.endswith(("清单", "清单表", "名单")):
            continue
        checked += 1
        if int(found[1]) != len(table.rows):
            begin, end = found.span(1)
            wanted = f"{len(table.rows)}（附件{name}所列的行数）"
            faults.append(Fault(found[1], wanted, f"正文“{around(text, begin, end)}”", text=text, begin=begin, end=end))
    return checked, faults


def _numbered(given: Given) -> dict[str, _Table]:
    """The first table of each annex by its number (empty for the only one)."""
    found: dict[str, _Table] = {}
    for table in given.tables:
        label = next((m[1] for text in reversed(table.above) if (m := re.fullmatch(r"附件(\d*)", text))), None)
        read = _read(table)
        if label is not None and read is not None and read.rows:
            found.setdefault(label, read)
    return found


def _gaps(given: Given) -> tuple[int, list[Fault]]:
    checked, faults = 0, []
    for text in given.texts:
        for found in _GAP.finditer(text):
            checked += 1
            rate, against, gap = (Decimal(found[name]) for name in ("rate", "against", "gap"))
            slack = sum(map(_half, (found["rate"], found["against"], found["gap"])))
            begin, end = found.span("gap")
            said = f"正文“{around(text, begin, end)}”"
            lower = found["side"] in ("低于", "落后")
            if abs(abs(rate - against) - gap) > slack:
                faults.append(Fault(found["gap"], f"{plain(abs(rate - against))}（两率之差）", said, text=text, begin=begin, end=end))
            elif lower != (rate < against) and rate != against:
                begin, end = found.span("side")
                faults.append(Fault(found["side"], "低于" if rate < against else "高于", said, text=text, begin=begin, end=end))
    return checked, faults
