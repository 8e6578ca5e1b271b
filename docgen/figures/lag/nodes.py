"""Nodes of the year's plan (节点): when each was to be finished, and whether the record says that it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from docgen.figures.lag.days import last_day
from docgen.figures.starts import says_not_started
from docgen.ledger.report import Report

_PART = re.compile(r"[，,；;。、\n]+|并(?=[\u4e00-\u9fff]{2})")
_ACTION = re.compile(
    r"基本|全部|全面|力争|确保|实现|完成|开展|启动|进行|办理|办结|完工|封顶|竣工|投产|投用|建成|交付|验收|开工|达到|具备|条件|建设|工作|施工"
)
_OPEN = re.compile(r"未|尚|正在|正|待|拟|准备|滞后|办理中|施工中|推进中|进行中|编制中|审批中|\d+(?:\.\d+)?[%％]")
_DONE = re.compile(r"已|完成|完毕|办结|结束|封顶|竣工|通过|100[%％]|√")
_RESULT = re.compile(r"完成|进展|实际|落实|状态|情况")


@dataclass(frozen=True)
class Node:
    """A node that is overdue: what it is, by when it was owed, and whether the record says nothing about it."""

    what: str
    by: date
    untold: bool


def overdue(report: Report, dates: tuple[tuple[str, date], ...], end: date) -> Iterator[Node]:
    """The nodes of the record, and those that ``dates`` lay down, owed before ``end`` and not told as finished."""
    nodes = [(node.what, last_day(node.when, end.year), node.when) for node in report.milestones]
    nodes += [(what, by, what) for what, by in dates]
    for what, by, when in nodes:
        if by is None or by >= end:
            continue
        finished = is_finished(what, when, report)
        if not finished:
            yield Node(what, by, finished is None)


def is_finished(what: str, when: str, report: Report) -> bool | None:
    """Whether the record says that a node is finished: by its own words, a column of its own, or the progress.

    None when it says nothing of it. Where several things make up a node, all must be finished.
    """
    for text in (what if re.search(r"已|√", what) else "", *_columns(what, when, report)):
        if (told := _told(text)) is not None:
            return told
    answers = [_by_progress(part, report) for part in _PART.split(what) if part.strip()]
    if False in answers:
        return False
    return True if answers and None not in answers else None


def told_of(what: str, when: str, report: Report) -> str:
    """What columns of the record's own say of how a node stands (一季度完成情况); empty without one."""
    return "；".join(text for text in _columns(what, when, report) if text.strip())


def _columns(what: str, when: str, report: Report) -> Iterator[str]:
    """Columns that tell how the node stands: 一季度完成情况."""
    for header, text in report.extra:
        if (when in header or what in header) and _RESULT.search(header):
            yield text


def _by_progress(part: str, report: Report) -> bool | None:
    """What the progress says of the thing that a part of a node is about; by its action where it names no thing."""
    thing = _ACTION.sub("", part).strip(" （）()")
    if not thing:
        return _by_action(part, report)
    told = [_told(clause) for clause in _PART.split(report.progress) if thing in clause]
    if False in told:
        return False
    return True if True in told else None


def _by_action(part: str, report: Report) -> bool | None:
    if "开工" in part and says_not_started(report):
        return False
    actions = [action for action in _ACTION.findall(part) if action not in ("完成", "实现", "建设", "工作", "施工")]
    told = [_told(clause) for clause in _PART.split(report.progress) if any(action in clause for action in actions)]
    if False in told:
        return False
    return True if True in told else None


def _told(text: str) -> bool | None:
    """Whether words say that something is finished: 正在, 未, 60% speak against it, 已, 完成 for it."""
    plain = text.replace("100%", "√").replace("100％", "√")
    if not plain.strip():
        return None
    if _OPEN.search(plain):
        return False
    return True if _DONE.search(plain) else None
