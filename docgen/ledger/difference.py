"""Two states of the ledger side by side: projects in, out and renamed, fields from old to new."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from docgen.ledger.change import FieldChange, field_changes, paired
from docgen.ledger.report import Report


@dataclass(frozen=True)
class Renaming:
    """A project that has another name than before."""

    old: str
    new: str


@dataclass(frozen=True)
class Difference:
    """What differs for one unit; ``changes`` without the names, which ``renamed`` tells."""

    unit: str
    added: tuple[Report, ...]
    removed: tuple[Report, ...]
    renamed: tuple[Renaming, ...]
    changes: tuple[FieldChange, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.renamed or self.changes)


def differences(
    before: Iterable[Report], after: Iterable[Report], wanted: Callable[[FieldChange], bool] = lambda change: True
) -> tuple[Difference, ...]:
    """What differs, by unit in the order of ``after``; units and projects without a difference are left out.

    ``wanted`` chooses among the fields changed. A project is in or out when no record of it is on the other side.
    """
    pairing = paired(before, after)
    kept = {(report.unit, report.project) for pair in pairing.both for report in pair if report.project}
    units: dict[str, tuple[list[Report], list[Report], dict[Renaming, None], list[FieldChange]]] = {}

    def of(report: Report) -> tuple[list[Report], list[Report], dict[Renaming, None], list[FieldChange]]:
        return units.setdefault(report.unit, ([], [], {}, []))

    for then, now in pairing.both:
        _, _, renamed, changes = of(now)
        if then.name != now.name:
            renamed[Renaming(then.name, now.name)] = None
        told = (change for change in field_changes(then, now) if change.field != "name" and change.old != change.new)
        changes.extend(filter(wanted, told))
    for place, reports in ((0, pairing.new), (1, pairing.gone)):
        for report in reports:
            if (report.unit, report.project) not in kept:
                of(report)[place].append(report)
    found = (
        Difference(unit, tuple(added), tuple(removed), tuple(renamed), tuple(changes))
        for unit, (added, removed, renamed, changes) in units.items()
    )
    return tuple(difference for difference in found if difference)
