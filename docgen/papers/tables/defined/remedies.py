"""What is being done about a project's problem: the ledger's own columns for it, else what the unit last answered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from docgen.ledger.reading.heading import plain_header
from docgen.ledger.report import Report
from docgen.matters.matter import Matter, Reply

_WORDS = {
    "cause": ("问题原因", "原因", "原因分析", "产生原因", "主要原因", "滞后原因"),
    "remedy": ("解决措施", "措施", "整改措施", "解决办法", "解决方案", "工作措施", "推进措施", "下步措施", "下一步措施", "下步打算", "下一步打算", "下步工作"),
    "remedy_by": ("解决时限", "时限", "整改时限", "解决时间", "拟解决时间", "计划解决时间", "整改期限", "完成时限"),
}
_KEYS = {plain_header(word): key for key, words in _WORDS.items() for word in words}


def remedies(report: Report, answers: Mapping[str, Reply]) -> dict[str, str]:
    """Cause, measures and deadline by key, empty where nobody says; ``answers`` are the units' by project."""
    told = dict.fromkeys(_WORDS, "")
    for heading, text in report.extra:
        key = _KEYS.get(plain_header(heading.rpartition("/")[2]))
        if key and not told[key]:
            told[key] = text
    if answer := answers.get(report.name):
        told["remedy"] = told["remedy"] or answer.measures
        told["remedy_by"] = told["remedy_by"] or answer.deadline
    return told


def answers_of(matters: Iterable[Matter]) -> dict[str, Reply]:
    """The last answer about each project whose matter is not settled."""
    found: dict[str, Reply] = {}
    for matter in matters:
        if matter.replies and not matter.settled and (reply := matter.replies[-1].reply):
            found[matter.project] = reply
    return found
