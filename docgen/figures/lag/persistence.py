"""What went on for several periods: a rule that counts only then, a level that is raised for it (连续升级)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from docgen.rules.levels import RANKS, RED, YELLOW
from docgen.rules.rule import Rule

_LEVELS = {rank: level for level, rank in RANKS.items()}


@dataclass(frozen=True)
class Run:
    """The ranks of one project by one rule, period by period without a break, the last one last.

    ``met`` as measured, ``counted`` those that count; 0 where a period was met but did not yet count.
    """

    met: tuple[int, ...] = ()
    counted: tuple[int, ...] = ()


@dataclass(frozen=True)
class Standing:
    """A rank after persistence; ``run`` periods in a row at ``before`` or above, which is the rank itself unless raised;
    the rule was met for ``lasted`` periods in a row."""

    rank: int
    before: int
    run: int
    lasted: int = 1


@dataclass
class Memory:
    """The runs up to a period: ``rules`` by project and rule, ``levels`` by project. Built anew for each period."""

    rules: dict[tuple, Run] = field(default_factory=dict)
    levels: dict[tuple, tuple[int, ...]] = field(default_factory=dict)


class Steps:
    """The levels that an office uses, to step up from one to the next."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        used = {YELLOW, RED} | {level for rule in rules for level, _ in rule.thresholds} | {rule.missing for rule in rules if rule.missing}
        self._ranks = sorted(RANKS[level] for level in used)

    def above(self, rank: int) -> int:
        return next((higher for higher in self._ranks if higher > rank), rank)

    def persisting(self, before: Run, rank: int, rule: Rule) -> tuple[Run, Standing | None]:
        """The run with ``rank`` of this period, and where the rule stands; None while it was not met for long enough."""
        met = (*before.met, rank)
        lasted = len(met) >= rule.for_periods
        counted = (*before.counted, min(met[-rule.for_periods:]) if lasted else 0)
        now = Run(met, counted)
        return now, replace(self.raised(counted, rule.raise_after), lasted=len(met)) if lasted else None

    def raised(self, ranks: tuple[int, ...], after: int) -> Standing:
        """The last of ``ranks``, one level higher when it lasted ``after`` periods (0: never)."""
        rank, run = ranks[-1], 0
        for earlier in reversed(ranks):
            if earlier < rank:
                break
            run += 1
        return Standing(self.above(rank) if after and run >= after else rank, rank, run)


def level_of(rank: int) -> str:
    return _LEVELS[rank]
