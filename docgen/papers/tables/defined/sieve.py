"""Which rows a table lists: words that a project must meet (滞后, 未开工, 有问题 …)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from docgen.figures.approvals import has_problem, has_unfinished
from docgen.figures.lag import LEVELS, Lagging
from docgen.figures.lag.groundbreaking import says_not_really_started
from docgen.figures.lag.hit import Exempted
from docgen.figures.starts import planned_start, says_not_started
from docgen.ledger.report import Report
from docgen.matters.matter import Reply
from docgen.papers.tables.defined.remedies import answers_of
from docgen.papers.tables.facts import Facts

OVERDUE, OPEN = "逾期", "未完成"
"""Words that speak of a node, a procedure or a matter, not of a project."""


@dataclass(frozen=True)
class Standing:
    """A period's facts, asked about one project."""

    facts: Facts

    @cached_property
    def lagging(self) -> dict[int, Lagging]:
        return {id(item.report): item for item in self.facts.figures.lagging}

    @cached_property
    def exempted(self) -> dict[int, Exempted]:
        return {id(item.report): item for item in self.facts.figures.exempted if item.report}

    @cached_property
    def answers(self) -> dict[str, Reply]:
        return answers_of(self.facts.register)

    def meets(self, word: str, report: Report) -> bool:
        """Whether the project meets one of ``WORDS``."""
        return WORDS[word](self, report)


def _lags(standing: Standing, report: Report) -> bool:
    return id(report) in standing.lagging


def _at(level: str) -> Callable[[Standing, Report], bool]:
    return lambda standing, report: _lags(standing, report) and standing.lagging[id(report)].level == level


def _due(standing: Standing, report: Report) -> bool:
    planned = planned_start(report)
    return says_not_started(report) and planned is not None and planned.passed(standing.facts.period)


WORDS: dict[str, Callable[[Standing, Report], bool]] = {
    "有问题": lambda _, report: has_problem(report),
    "滞后": _lags,
    **{word: _at(level) for level, word in LEVELS.items()},
    "免于预警": lambda standing, report: id(report) in standing.exempted,
    "未开工": lambda _, report: says_not_started(report),
    "应开未开": _due,
    "未实质开工": lambda _, report: says_not_really_started(report),
    "手续未办结": lambda _, report: has_unfinished(report),
    "本月无投资": lambda _, report: report.month_investment == 0,
    "有节点": lambda _, report: bool(report.milestones),
}
"""Words for what a project must meet to be listed."""
