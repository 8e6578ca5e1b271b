"""The sentence that says why a project meets a rule, with the measured figures; rounded here once, for print."""

from __future__ import annotations

import re
from decimal import Decimal

from docgen.figures.lag.measuring import Measured
from docgen.ledger.period import Period
from docgen.numerals import plain, rounded
from docgen.rules.levels import LEVELS
from docgen.rules.rule import Rule

_NAME = re.compile(r"\{([^{}]+)\}")


def words(rule: Rule, found: Measured, level: str, threshold: Decimal) -> str:
    """The rule's sentence: figures to one decimal, or to as many as show that the threshold is passed: 10.03, not 10.0."""
    places = next((n for n in range(1, 5) if rule.measure.reaches(rounded(found.value, n), threshold)), 1)
    facts = found.facts | {"标准": plain(threshold), "级别": LEVELS[level]}

    def printed(name: re.Match[str]) -> str:
        fact = facts.get(name[1], "")
        return fact if isinstance(fact, str) else fact(places)

    return _NAME.sub(printed, rule.words or found.instead or rule.measure.words)


def in_a_row(period: Period, run: int) -> str:
    """How long something has gone on: 连续3个月, 连续3期 where periods are no months."""
    return f"连续{run}个月" if period.halves == 2 else f"连续{run}期"


def raised(period: Period, run: int, before: str, after: str) -> str:
    """Why a level counts higher: 连续2个月为黄色及以上，升为红色."""
    return f"{in_a_row(period, run)}达到{LEVELS[before]}标准，升为{LEVELS[after]}"
