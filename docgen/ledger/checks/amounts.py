"""How exactly amounts are given, so that rounding is no alarm, and how a message names them."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from docgen.ledger.reading.money import IN_WAN, shortest
from docgen.ledger.reading.submission import Submission
from docgen.ledger.reading.synonyms import CHINESE, MONEY
from docgen.ledger.report import Report

FINEST = Decimal("0.01")
"""万元; no ledger prints more than two decimals on purpose."""


class Amounts:
    """The amounts of one submission: the unit that each column is written in and its smallest step, both told by column."""

    def __init__(self, submission: Submission) -> None:
        self._units = submission.money_units
        values: dict[tuple[str, str], list[Decimal]] = {}
        for report in submission.reports:
            for field in MONEY:
                if amount := getattr(report, field):
                    values.setdefault((report.source.sheet, field), []).append(amount)
        self._steps = {place: _step(found, self._unit(*place)) for place, found in values.items()}

    def slack(self, report: Report, *fields: str) -> Decimal:
        """万元 by which sums over these fields' cells may differ from rounding alone: half a step for each."""
        return sum((self._steps.get((report.source.sheet, field), FINEST) / 2 for field in fields), Decimal(0))

    def named(self, report: Report, field: str, amount: Decimal) -> str:
        """An amount as the column shows it: 1.26 亿元（12600 万元）, 1500 万元."""
        unit = self._unit(report.source.sheet, field)
        plain = f"{shortest(amount):f} 万元"
        return plain if unit == "万元" else f"{shortest(amount / IN_WAN[unit]):f} {unit}（{plain}）"

    def cell(self, report: Report, field: str) -> str:
        """总投资 1.26 亿元（12600 万元）: what stands in a report's cell."""
        return f"{CHINESE[field]} {self.named(report, field, getattr(report, field))}"

    def _unit(self, sheet: str, field: str) -> str:
        return self._units.get(sheet, {}).get(field, "万元")


def _step(amounts: Iterable[Decimal], unit: str) -> Decimal:
    """The last digit that a column gives: whole numbers of 万元 at most, tenths of larger units."""
    coarsest = max(Decimal(1), IN_WAN.get(unit, Decimal(1)) / 10)
    finest = min((Decimal(1).scaleb(amount.normalize().as_tuple().exponent) for amount in amounts), default=coarsest)
    return min(max(finest, FINEST), coarsest)
