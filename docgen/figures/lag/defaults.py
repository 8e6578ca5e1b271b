"""The rules in force: the office's own, else the three of the plain settings yellow, red and idle_months."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from docgen.rules.levels import RED, YELLOW
from docgen.rules.measure import BEHIND, IDLE, NOT_STARTED
from docgen.rules.rule import Rule
from docgen.settings import Lag


def rules_of(lag: Lag) -> tuple[Rule, ...]:
    """The rules of ``lag`` in the order in which a project's reasons are told."""
    if lag.rules:
        return lag.rules
    behind = ((YELLOW, lag.yellow), (RED, lag.red))
    return (
        Rule(BEHIND, BEHIND, behind),
        Rule(IDLE, IDLE, ((YELLOW, Decimal(lag.idle_months)),)),
        Rule(NOT_STARTED, NOT_STARTED, ((YELLOW, Decimal(0)),)),
    )


def title_of(rule: Rule) -> str:
    """What papers call a rule: the built-in ones go by their measure's title."""
    return rule.measure.title if rule.name == rule.key else rule.name


def looked_back(lag: Lag) -> int:
    """How many half months of history the rules ask for."""
    rules = rules_of(lag)
    months = max((int(threshold) + 1 for rule in rules if rule.key == IDLE for _, threshold in rule.thresholds), default=0)
    return 2 * months


def looks_at_several(lag: Lag) -> bool:
    """Whether what a period amounts to depends on how the periods before it were judged."""
    return bool(lag.raise_after) or any(rule.raise_after or rule.for_periods > 1 for rule in rules_of(lag))


def in_plain_form(lag: Lag) -> Lag:
    """The plain settings as the rules in force have them, for words that name them: the mildest thresholds of each kind."""
    kinds: dict[str, list[Decimal]] = {}
    for rule in lag.rules:
        kinds.setdefault(rule.key, []).extend(threshold for _, threshold in rule.thresholds)
    behind, idle = kinds.get(BEHIND, ()), kinds.get(IDLE, ())
    return replace(
        lag,
        yellow=min(behind, default=lag.yellow),
        red=max(behind, default=lag.red),
        idle_months=int(min(idle, default=lag.idle_months)),
    )
