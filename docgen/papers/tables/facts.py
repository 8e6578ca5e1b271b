"""What the attachment tables are built from: one period's figures and the office's words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from docgen.figures.lag import Lagging
from docgen.figures.summary import Figures
from docgen.ledger.period import Period
from docgen.ledger.report import Report

if TYPE_CHECKING:
    from docgen.matters.matter import Matter
    from docgen.papers.adjustment.adjustment import Adjustment


@dataclass(frozen=True)
class Facts:
    """One period, ready to be tabled.

    ``region`` heads the titles (湛河区). ``as_of`` and ``note`` replace what a table says by itself above and below.
    ``matters`` are the lagging projects of one letter and ``unit`` its addressee; without them the letter's tables
    hold all lagging projects. ``adjustment`` is what the lists of an adjustment tell of,
    ``register`` are the matters in hand (督办事项). ``report_day`` of the month is when reports are owed (0: not known),
    ``subject`` is what the tables of one circular tell of (scores, projects of a batch …). ``arrived`` when each unit's came, as far as it is known.
    """

    figures: Figures
    region: str
    as_of: str = ""
    note: str = ""
    unit: str = ""
    matters: tuple[Lagging, ...] | None = None
    adjustment: Adjustment | None = None
    subject: Any = None
    register: tuple[Matter, ...] = ()
    report_day: int = 0
    arrived: Mapping[str, date | None] = field(default_factory=dict)

    @property
    def period(self) -> Period:
        return self.figures.period

    @property
    def reports(self) -> tuple[Report, ...]:
        return self.figures.reports

    @property
    def lagging(self) -> tuple[Lagging, ...]:
        return self.figures.lagging if self.matters is None else self.matters

    def of_stage(self, *stages: str) -> tuple[Report, ...]:
        return tuple(report for report in self.reports if report.stage in stages)

    def of_form(self, form: str) -> tuple[Report, ...]:
        return tuple(report for report in self.reports if report.form == form)
