"""What the rules find: a rule that is met (Hit), who meets any, who is exempt."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from docgen.ledger.report import Report
from docgen.rules.levels import CONSEQUENCES, LEVELS, RANKS, WATCH


@dataclass(frozen=True)
class Hit:
    """One rule that a project (or a unit, by its reporting) meets.

    ``rule`` is the rule's name in JSON (behind, idle, not_started for the built-in ones, else as the settings name it),
    ``key`` what it measures, ``title`` what papers call it. ``measured`` and ``threshold`` are percentage points,
    percent, months or days, unrounded; ``measured`` is None for a report never sent. ``words`` says why in Chinese,
    with the figures, as part of a sentence; ``raised`` the level before it was raised for its persistence, else empty.
    """

    rule: str
    level: str
    measured: Decimal | None
    threshold: Decimal
    words: str
    key: str = ""
    title: str = ""
    raised: str = ""
    consequence: str = ""


class _Judged:
    """What its hits and its level say of whom they were found for."""

    level: str
    hits: tuple[Hit, ...]
    note: str

    @property
    def reason(self) -> str:
        """All the reasons in one sentence part."""
        return "；".join((*(hit.words for hit in self.hits), *filter(None, [self.note])))

    @property
    def consequence(self) -> str:
        """The gravest consequence that its rules name (提醒, 督办, 约谈, 通报批评); empty when they name none."""
        named = {hit.consequence for hit in self.hits}
        return next((each for each in reversed(CONSEQUENCES) if each in named), "")

    @property
    def standing(self) -> str:
        """The level in words with the consequence: 红色（约谈）."""
        return f"{LEVELS[self.level]}（{self.consequence}）" if self.consequence else LEVELS[self.level]


@dataclass(frozen=True)
class Lagging(_Judged):
    """A project that lags, the level (the gravest of its hits', or one above for its persistence) and the hits.

    ``note`` says in words why the level is above that of every hit, else it is empty.
    """

    report: Report
    level: str
    hits: tuple[Hit, ...]
    note: str = ""

    @property
    def is_watched(self) -> bool:
        """Whether it is only watched (关注): no consequence follows, no letter is owed."""
        return self.level == WATCH and not self.consequence

    def hit(self, key: str) -> Hit | None:
        """The gravest hit by what it measures (``behind``), if there is one."""
        return _gravest([hit for hit in self.hits if (hit.key or hit.rule) == key])


@dataclass(frozen=True)
class LateUnit(_Judged):
    """A unit that reported late or not at all, by the rules of its reporting."""

    unit: str
    level: str
    hits: tuple[Hit, ...]
    note: str = ""


@dataclass(frozen=True)
class Exempted:
    """A rule that a project (``report`` None: a unit by its reporting) meets but is exempt from, and why."""

    unit: str
    report: Report | None
    hit: Hit
    reason: str
    until: str = ""

    @property
    def name(self) -> str:
        """The project's name; empty for a unit's reporting."""
        return self.report.name if self.report else ""


def _gravest(hits: list[Hit]) -> Hit | None:
    return max(hits, key=lambda hit: (RANKS[hit.level], hit.measured or 0), default=None)
