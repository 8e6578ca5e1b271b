"""A kind of attachment table (附件表): its columns, and what makes its rows of one period's facts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from docgen.ledger.marks import mark_of
from docgen.papers.table import REF, Column, Table
from docgen.papers.tables.facts import Facts
from docgen.papers.tables.record import PATHS

SHIPPED = "随 docgen 提供"


@dataclass(frozen=True)
class Kind:
    """One kind of table. ``columns`` takes the year, or the tag that stands for it in a template.

    ``totals``: whether its last row sums up; ``by_hand``: whether its rows are filled in by hand; ``monthly``: whether
    every period owes it (docgen build), or only who asks for it gets it. ``source`` is the file that defines it; ``paths`` are
    the fields that keys show where it is not the field of their name; ``known_again``: whether edits in it can be read back,
    for a record has one row.
    """

    name: str
    columns: Callable[[int | str], tuple[Column, ...]]
    content: Callable[[Facts], Table]
    landscape: bool = False
    totals: bool = False
    by_hand: bool = False
    monthly: bool = True
    source: str = SHIPPED
    paths: Mapping[str, str] = field(default_factory=dict)
    known_again: bool = True

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
        """Which keys of a record's row show which field (path) of the record; none where none can be read back."""
        if self.by_hand or not self.known_again:
            return {}
        return {**PATHS, **self.paths, **{column.key: column.field for column in self.columns("") if column.field}}
