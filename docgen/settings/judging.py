"""How projects and units are judged: lag, the benchmark, the ranking."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from docgen.rules.exemption import Exemption
from docgen.rules.measure import BEHIND, BY_KEY, IDLE, NOT_STARTED
from docgen.rules.rule import Rule
from docgen.settings.bounds import within


@dataclass(frozen=True)
class Lag:
    """When a project lags: points behind the time benchmark, months without investment.

    ``rules`` of the office's own replace these three entries. A project that lags ``raise_after`` periods in a row
    counts one level higher (0: never). ``exemptions`` say who is exempt from which rules, when and why.
    """

    yellow: Decimal = within(0, 100, Decimal(10))
    red: Decimal = within(0, 100, Decimal(30))
    idle_months: int = within(1, 120, 2)
    raise_after: int = 0
    rules: tuple[Rule, ...] = ()
    exemptions: tuple[Exemption, ...] = ()

    @property
    def rule_names(self) -> tuple[str, ...]:
        """What the rules in force are called."""
        return tuple(rule.name for rule in self.rules) or tuple(BY_KEY[key].title for key in (BEHIND, IDLE, NOT_STARTED))


@dataclass(frozen=True)
class Benchmark:
    """How much of the year's plan is owed by when: ``path`` marks it as ``6月=40`` (percent), straight between the marks;
    empty: months elapsed of twelve. ``project_plans``: projects that plan months or quarters in amounts are measured by these."""

    path: tuple[str, ...] = ()
    project_plans: bool = False


@dataclass(frozen=True)
class Ranking:
    """How units are ranked: ``by`` an indicator, or by ``score`` as ``投资完成率=0.7`` (weights that sum to 1).

    ``series`` are ranked apart, each as ``乡镇=*乡、*镇`` (units or patterns); empty: one series of all. ``exempt`` units or
    projects are left out, as ``北渡街道=原因``; ``marks`` are scores that people gave, as ``2021-Q1 观摩评分 曹镇乡=92.5``.
    """

    by: str = "投资完成率"
    score: tuple[str, ...] = ()
    series: tuple[str, ...] = ()
    exempt: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
