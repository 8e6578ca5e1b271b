"""What a column may show, by the words that a heading or a file uses for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from docgen.ledger.nearest import nearest
from docgen.ledger.reading.dictionary import Dictionary
from docgen.ledger.reading.heading import plain_header
from docgen.ledger.reading.synonyms import CHINESE
from docgen.papers.table import INTEGER, MONEY, NAME, PERCENT, POINTS, SIGNED, TEXT
from docgen.papers.tables.defined.definition import BLANK, MATTERS, NODES, PROCEDURES, PROJECTS
from docgen.papers.tables.record import (
    CATEGORY_OR_SYSTEM,
    CONTACT_AND_PHONE,
    MONEY_KEYS,
    OWNER_AND_PERSON,
    PATHS,
    UNITS_AND_PERSON,
    UNITS_OR_UNIT,
)

TICKS = "ticks"
"""A column of ticks: a NAME whose sum is a count."""


@dataclass(frozen=True)
class Known:
    """One value of a row: its key, the words for it, what it holds (``TICKS`` too), the record's field that it shows."""

    key: str
    words: tuple[str, ...]
    holds: str = NAME
    field: str = ""

    @property
    def called(self) -> str:
        return self.words[0]


def _by_key(*known: Known) -> dict[str, Known]:
    return {each.key: each for each in known}


_LONG = ("name", "content", "progress", "problems", "procedures", "remark")
_FIELDS = _by_key(
    *(
        Known(key, (CHINESE[key],), MONEY if key in MONEY_KEYS else TEXT if key in _LONG else NAME, path)
        for key, path in PATHS.items()
        if key not in ("category", "units")
    ),
    Known("category", ("项目类别",), NAME, CATEGORY_OR_SYSTEM),
    Known("units", ("责任单位",), NAME, UNITS_OR_UNIT),
    Known("units_and_person", ("责任单位及责任人",), NAME, UNITS_AND_PERSON),
    Known("owner_and_person", ("业主单位及法人代表",), NAME, OWNER_AND_PERSON),
    Known("contact", ("联系人及电话", "项目单位联系人及电话", "联系方式"), NAME, CONTACT_AND_PHONE),
)
_NUMBER = Known("number", ("序号",), INTEGER)
_BLANK = Known(BLANK, ("空白",), NAME)
_OF_PROJECTS = _by_key(
    _NUMBER,
    _BLANK,
    Known("unit", ("报送单位", "单位"), NAME),
    Known("stage", ("阶段", "项目阶段"), NAME),
    *_FIELDS.values(),
    Known("completion_rate", ("投资完成率", "完成率"), PERCENT),
    Known("gap", ("较时序进度", "与时序进度相比"), SIGNED),
    Known("behind", ("落后", "落后时序进度"), POINTS),
    Known("remaining", ("未完成投资", "剩余投资"), MONEY),
    Known("level", ("预警等级", "等级"), NAME),
    Known("reason", ("滞后情形", "滞后原因"), TEXT),
    Known("cause", ("问题原因",), TEXT),
    Known("remedy", ("解决措施",), TEXT),
    Known("remedy_by", ("解决时限",), NAME),
    Known("start_state", ("是否开工", "开工情况"), NAME),
    Known("planned_start", ("计划开工时间",), NAME),
    Known("start_late", ("超期月数", "开工超期（月）"), INTEGER),
    Known("open_procedures", ("未办结手续",), TEXT),
    Known("done_procedures", ("已办结手续",), TEXT),
)
_OF_NODES = _by_key(
    Known("node", ("节点任务", "任务", "工作任务", "节点"), TEXT),
    Known("node_when", ("时间节点", "完成时限", "计划完成时间"), NAME),
    Known("node_by", ("计划完成日期", "最迟完成日期"), NAME),
    Known("node_told", ("实际完成情况", "实际完成"), NAME),
    Known("node_state", ("完成情况", "是否完成"), NAME),
    Known("node_late", ("超期天数",), INTEGER),
)
_OF_PROCEDURES = _by_key(
    Known("procedure", ("手续", "手续名称", "审批手续"), NAME),
    Known("procedure_state", ("办理情况", "办理状态"), NAME),
    Known("procedure_not_begun", ("未办",), TICKS),
    Known("procedure_pending", ("在办",), TICKS),
    Known("procedure_done", ("办结",), TICKS),
    Known("procedure_not_needed", ("不涉及",), TICKS),
    Known("procedure_number", ("文号", "批复文号"), NAME),
    Known("procedure_by", ("计划办结时间",), NAME),
    Known("procedure_late", ("超期天数",), INTEGER),
    Known("procedure_said", ("办理说明",), TEXT),
)
_OF_MATTERS = _by_key(
    _NUMBER,
    _BLANK,
    Known("name", ("项目名称", "事项", "督办事项"), TEXT),
    Known("unit", ("责任单位", "单位"), NAME),
    Known("matter", ("编号", "事项编号"), INTEGER),
    Known("basis", ("依据", "交办依据"), TEXT),
    Known("reason", ("存在问题", "问题", "滞后情形"), TEXT),
    Known("demands", ("整改要求", "督办要求", "要求"), TEXT),
    Known("level", ("等级", "预警等级"), NAME),
    Known("document", ("督办文号", "文号"), NAME),
    Known("step", ("督办措施", "督办方式"), NAME),
    Known("begun", ("交办时间", "督办时间", "交办日期"), NAME),
    Known("deadline", ("完成时限", "整改时限", "办结时限", "回复时限"), NAME),
    Known("measures", ("整改措施",), TEXT),
    Known("progress", ("整改进展", "目前进展", "进展情况"), TEXT),
    Known("person", ("责任人", "整改责任人"), NAME),
    Known("replied", ("回复时间", "回复日期"), NAME),
    Known("state", ("办理状态", "状态", "整改状态"), NAME),
    Known("settled", ("销号时间", "销号日期"), NAME),
)
_OF_UNITS = _by_key(
    Known("filed", ("报送情况",), NAME),
    Known("due_day", ("应报日期", "应报时间"), NAME),
    Known("arrived", ("报送日期", "报送时间", "实报日期"), NAME),
    Known("late_days", ("迟报天数",), INTEGER),
)
_OF_GROUPS = _by_key(
    _NUMBER,
    _BLANK,
    Known("rank", ("名次", "排名"), INTEGER),
    Known("former_rank", ("上期名次",), INTEGER),
    Known("change", ("名次变化", "名次升降"), NAME),
)
_BY_ROWS = {
    PROJECTS: _OF_PROJECTS,
    NODES: {**_OF_PROJECTS, **_OF_NODES},
    PROCEDURES: {**_OF_PROJECTS, **_OF_PROCEDURES},
    MATTERS: _OF_MATTERS,
}
_PARTED = {"手续": "approvals", "节点": "milestones", "其他": "extra"}
"""What stands before a slash: a procedure's state, a node's task, a column of the ledger that no field takes."""

_PARTED_FROM = {field: word for word, field in _PARTED.items()} | {word: word for word in _PARTED}


def known_of(rows: str) -> Mapping[str, Known]:
    """The values of a row of this kind by key; the name of a group (单位, 类别 …) is the value ``group``."""
    if rows in _BY_ROWS:
        return _BY_ROWS[rows]
    group = Known("group", (rows, "名称", *(("单位", "责任单位") if rows in ("单位", "责任单位") else ())), NAME)
    return {"group": group, **_OF_GROUPS, **(_OF_UNITS if rows == "单位" else {}), **_indicators()}


def find(word: str, rows: str, dictionary: Dictionary) -> Known | None:
    """What ``word`` means in a row of this kind: its own words first, then a heading of the ledger; None if nothing."""
    known = known_of(rows)
    plain = plain_header(word)
    exact = (each for each in known.values() if word == each.key or word in each.words)
    alike = (each for each in known.values() if plain in map(plain_header, each.words))
    if found := next(exact, None) or next(alike, None):
        return found
    before, slash, after = word.partition("/")
    if slash and after and before in _PARTED_FROM and rows in (PROJECTS, NODES, PROCEDURES):
        field = _PARTED.get(before, before)
        return Known(f"{field}/{after}", (after,), TEXT if field == "extra" else NAME, f"{field}/{after}")
    if rows in (PROJECTS, NODES, PROCEDURES):
        field = dictionary.field_of(plain)
        return known.get({"serial": "number"}.get(field, field))
    return _indicator(word)


def nearest_words(word: str, rows: str) -> str:
    """，是否为“…” with the nearest words, else all that there are."""
    words = [each for known in known_of(rows).values() for each in known.words]
    near = nearest(word, words, 2)
    if near:
        return f"，是否为“{'”“'.join(near)}”"
    return f"；可用的有：{'、'.join(_first(known_of(rows).values()))}"


def _first(known: Iterable[Known]) -> list[str]:
    return [each.called for each in known]


def _indicators() -> dict[str, Known]:
    from docgen.figures.indicators.catalogue import INDICATORS

    return {each.key: Known(each.key, (each.name,), _holds(each.unit)) for each in INDICATORS.values()}


def _indicator(word: str) -> Known | None:
    """An indicator that is known by a pattern only: 手续办结：用地审批手续."""
    from docgen.figures.indicators.catalogue import indicator
    from docgen.problem import DocgenError

    try:
        found = indicator(word)
    except DocgenError:
        return None
    return Known(found.key, (found.name,), _holds(found.unit))


def _holds(unit: str) -> str:
    from docgen.figures.indicators.catalogue import CHANGE, COUNT, RATE
    from docgen.figures.indicators.catalogue import MONEY as AMOUNT
    from docgen.figures.indicators.catalogue import POINTS as IN_POINTS

    return {COUNT: INTEGER, AMOUNT: MONEY, RATE: PERCENT, CHANGE: PERCENT, IN_POINTS: SIGNED}.get(unit, POINTS)
