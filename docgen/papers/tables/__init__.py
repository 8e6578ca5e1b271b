"""The attachment tables (附件表) by name: what each says, built from one period's figures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from docgen.ledger.marks import mark_of
from docgen.papers.table import REF, Column, Table
from docgen.papers.tables import (
    adjusting,
    beginning,
    building,
    filings,
    laggards,
    planning,
    project_list,
    standings,
    supervision,
    targets,
)
from docgen.papers.tables.facts import Facts
from docgen.papers.tables.record import PATHS
from docgen.problem import DocgenError

__all__ = ["TABLES", "Facts", "Kind", "kind"]


@dataclass(frozen=True)
class Kind:
    """One kind of table. ``columns`` takes the year, or the tag that stands for it in a template.

    ``totals``: whether its last row sums up; ``by_hand``: whether its rows are filled in by hand.
    """

    name: str
    columns: Callable[[int | str], tuple[Column, ...]]
    content: Callable[[Facts], Table]
    landscape: bool = False
    totals: bool = False
    by_hand: bool = False

    def build(self, facts: Facts) -> Table:
        """The table of one period, ready to be laid out."""
        table = self.content(facts)
        records = {report.ref: report for report in facts.reports if report.ref}
        refs = tuple(str(row.get(REF, "")) for row in table.rows)
        return replace(
            table,
            rows=tuple({key: value for key, value in row.items() if key != REF} for row in table.rows),
            landscape=self.landscape,
            year=facts.period.year,
            fields=self.fields,
            refs=refs,
            marks=tuple(mark_of(records[ref], facts.period) if ref in records else "" for ref in refs),
        )

    @property
    def fields(self) -> dict[str, str]:
        """Which keys of a record's row show which field (path) of the record; none where rows are filled in by hand."""
        if self.by_hand:
            return {}
        return {**PATHS, **{column.key: column.field for column in self.columns("") if column.field}}


TABLES: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind(project_list.NAME_OF_TABLE, project_list.columns, project_list.build),
        Kind(planning.NAME_OF_TABLE, planning.columns, planning.build, landscape=True),
        Kind(beginning.NAME_OF_TABLE, beginning.columns, beginning.build, landscape=True),
        Kind(building.NAME_OF_TABLE, building.columns, building.build, landscape=True, totals=True),
        Kind(targets.NAME_OF_TABLE, targets.columns, targets.build, landscape=True, totals=True),
        Kind(standings.NAME_OF_TABLE, standings.columns, standings.build, totals=True),
        Kind(laggards.NAME_OF_TABLE, laggards.columns, laggards.build),
        Kind(filings.NAME_OF_TABLE, filings.columns, filings.build, totals=True),
        Kind(adjusting.LEAVING, adjusting.leaving_columns, adjusting.leaving, totals=True),
        Kind(adjusting.ENTERING, adjusting.entering_columns, adjusting.entering, totals=True),
        Kind(supervision.MATTERS, supervision.matter_columns, supervision.matters),
        Kind(supervision.FEEDBACK, supervision.feedback_columns, supervision.feedback, landscape=True, by_hand=True),
    )
}
"""Every attachment table, in the order shown."""


def kind(name: str) -> Kind:
    """The kind of table called ``name``; raises DocgenError with the nearest name."""
    if name in TABLES:
        return TABLES[name]
    from difflib import get_close_matches

    near = next(iter(get_close_matches(name, TABLES, 1, 0.4)), "") or next((t for t in TABLES if name and name in t), "")
    advice = f"，是否为“{near}”？" if near else "。"
    raise DocgenError(f"没有“{name}”这张表{advice}可用的有：{'、'.join(TABLES)}")
