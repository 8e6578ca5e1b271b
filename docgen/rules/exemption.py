"""Who is exempt (豁免) from which rules, when and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Exemption:
    """A ``project``, a ``unit``, or a project of a unit, exempt for a ``reason`` from all rules or from those named.

    It holds where a period ends between ``first`` and ``last`` (both included; None: open).
    """

    reason: str
    project: str = ""
    unit: str = ""
    rules: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None

    def covers(self, unit: str, project: str, rule: str, end: date) -> bool:
        """Whether it covers a project (empty: the unit's reporting) by a rule in a period that ends on ``end``."""
        return (
            (not self.unit or self.unit == unit)
            and (not self.project or self.project == project)
            and (not self.rules or rule in self.rules)
            and (self.first is None or self.first <= end)
            and (self.last is None or end <= self.last)
        )
