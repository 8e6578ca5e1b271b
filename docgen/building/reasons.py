"""Why a file is made again: what differs between what it rested on and what it would rest on now, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from docgen.building.footing import Footing, key_of
from docgen.building.order import TABLE
from docgen.building.work import Work
from docgen.ledger.change import FieldChange, field_changes, in_words
from docgen.ledger.report import Report
from docgen.papers.paper import Paper
from docgen.papers.table import Table

_SHORT = 12
"""Values up to so many characters are shown, from the former to the new."""

_NAMED = 50
"""Beyond so many changed records the fields are not looked up any more."""

_IN_PROSE = frozenset({
    "stage", "industry", "units", "problems", "approvals", "start", "years", "total_investment", "annual_plan",
    "month_investment", "year_investment",
})  # fmt: skip
"""What the text of a paper says of records, beyond what its annexes show."""

_IN_TABLES_OF_TABLE = {"office": ("region",)}
"""Of some sections an attachment table takes but these entries."""

Former = Callable[[str], Report | None]


def reasons(was: Footing, now: Footing, work: Work, former: Former) -> list[str]:
    """Why the file of ``work`` must be made again; empty when it need not. ``former`` finds a record as it stood."""
    found = [f"模板 {name.partition('/')[2]} 已修改" for name, digest in now.templates.items() if was.templates.get(name, digest) != digest]
    if was.content != now.content:
        found += _settings(was, now, work)
        found += _records(was.records, now.records, work, former)
        if earlier := [period for period in now.periods | was.periods if was.periods.get(period) != now.periods.get(period)]:
            found.append(f"以前的报告期有改动：{'、'.join(sorted(earlier))}")
    if was.version != now.version:
        found.append(f"docgen 已升级（{was.version} → {now.version}）")
    if was.content != now.content and not found:
        found.append(f"所用的 {work.order.file} 有改动" if work.order.file else "内容有改动")
    return found


def is_edit_of_content(was: Footing, now: Footing) -> bool:
    """Whether records, templates or settings changed, not docgen alone."""
    return was.content != now.content or was.templates != now.templates


def _settings(was: Footing, now: Footing, work: Work) -> Iterator[str]:
    for section, values in now.settings.items():
        former = was.settings.get(section, {})
        taken = _IN_TABLES_OF_TABLE.get(section, tuple(values)) if work.order.kind == TABLE else tuple(values)
        if changed := [name for name in taken if former.get(name) != values.get(name)]:
            yield f"设置 [{section}] 已修改：{'、'.join(changed)}"


def _records(was: Mapping[str, str], now: Mapping[str, str], work: Work, former: Former) -> Iterator[str]:
    reports = {key_of(report): report for report in work.reports}
    shown, named = _shown(work.content), 0
    for key in [*now, *(key for key in was if key not in now)]:
        unit, _, name = key.split("\t")[:3]
        before, after = was.get(key), now.get(key)
        if before is None or after is None:
            yield f"台账有改动：{unit} {name}{'列入本件' if before is None else '不再列入本件'}"
        elif before.split()[-1] != after.split()[-1]:
            named += 1
            then, report = former(before.split()[0]) if named <= _NAMED else None, reports.get(key)
            yield f"台账有改动：{unit} {name}{_fields(then, report, shown)}"


def _fields(then: Report | None, now: Report | None, shown: frozenset[str]) -> str:
    if then is None or now is None:
        return ""
    changes = list(field_changes(then, now))
    told = [change for change in changes if change.field.partition("/")[0] in shown] or changes
    return f"的{'、'.join(map(_change, told))}" if told else ""


def _change(change: FieldChange) -> str:
    words = in_words(change.field)
    if max(len(change.old), len(change.new)) > _SHORT:
        return words
    return f"{words}（{change.old or '空'} → {change.new or '空'}）"


def _shown(content: Paper | Table) -> frozenset[str]:
    """The fields of records that a file shows."""
    tables = [content] if isinstance(content, Table) else [annex for annex in content.annexes if isinstance(annex, Table)]
    columns = {table.fields.get(column.key, column.key).partition("/")[0] for table in tables for column in table.columns}
    return frozenset(columns) | (_IN_PROSE if isinstance(content, Paper) else frozenset())
