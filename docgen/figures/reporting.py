"""Who has reported and who has not (报送情况)."""

from __future__ import annotations

from collections.abc import Iterable


def expected_units(owed: Iterable[str], earlier: Iterable[str]) -> tuple[str, ...]:
    """Units that owe a report: those of the settings (``owed``) or, without any, all that reported earlier this year."""
    return tuple(dict.fromkeys(owed)) or tuple(dict.fromkeys(earlier))


def unreported(expected: Iterable[str], reported: Iterable[str]) -> tuple[str, ...]:
    """Expected units that have not reported, in the order of ``expected``."""
    there = set(reported)
    return tuple(unit for unit in dict.fromkeys(expected) if unit not in there)
