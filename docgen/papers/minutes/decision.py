"""The decisions of minutes, found in their text: in brackets behind what is to be done, or row by row in a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from docgen.forms.deadline import deadline_of
from docgen.papers.drafts.draft import Block
from docgen.papers.insets import TableInset
from docgen.papers.tasks.task import named
from docgen.problem import ERROR, REMINDER, DocgenError, Problem
from docgen.settings import Calendar

WRONG = "纪要有误，未生成，也没有登记督办事项"
_UNIT_WORDS = ("责任单位", "牵头单位", "承办单位", "主办单位", "责任部门", "牵头部门", "责任科室")
_DEADLINE_WORDS = ("完成时限", "办理时限", "办结时限", "时限", "完成时间", "期限", "完成期限")
_WHAT_WORDS = ("议定事项", "事项", "决定事项", "工作事项", "任务", "议定内容", "工作任务")
_OTHER_WORDS = ("配合单位", "协办单位", "参与单位", "责任人", "责任领导", "牵头领导", "联系人", "分管领导")
_LABEL = re.compile(rf"(?P<label>{'|'.join(sorted((*_UNIT_WORDS, *_DEADLINE_WORDS, *_OTHER_WORDS), key=len, reverse=True))})\s*[:：]\s*(?P<value>[^；;。，,（）()]+)")
_LEADS = re.compile(r"(?:由)?(?P<unit>[^，,；;。（）()]+?)(?:牵头|负责|承办)(?:办理|落实)?(?:[，,；;](?P<helpers>[^，,；;。]+?)配合)?[，,；;]\s*(?P<deadline>[^，,；;。（）()]+?)(?:前)?(?:完成|办结|落实)(?:到位)?")
_TAIL = re.compile(r"[（(](?P<said>[^（）()]*)[）)][。；;]?\s*$")
_NAMES = re.compile(r"[、,，;；\s]+")
_DECIDED = re.compile(r"议定|决定|研究确定|部署|明确以下|要求如下")


@dataclass(frozen=True)
class Decision:
    """One thing decided: what, which units do it, by when; ``place`` is where the minutes say it."""

    what: str
    units: tuple[str, ...]
    deadline: date
    place: str = ""

    @property
    def name(self) -> str:
        """How the register of matters calls it."""
        return named(self.what)


def decisions_of(blocks: Sequence[Block], met: date, file: str, days: Calendar) -> tuple[tuple[Decision, ...], tuple[Problem, ...]]:
    """What the minutes of a meeting on ``met`` decide, and what a person should look at.

    Raises DocgenError, with the places, for a decision that lacks its unit or its deadline, whose day cannot be read
    or lies before the meeting, or that is there twice.
    """
    problems: list[Problem] = []
    found: list[Decision] = []
    deciding = False
    for at, block in enumerate(blocks):
        if isinstance(block.inset, TableInset):
            found += _tabled(block.inset, block.place, met, file, days, problems)
            continue
        if block.level and not block.item:
            deciding = bool(_DECIDED.search(block.text)) or deciding and block.level > 1
        tail = _TAIL.search(block.text)
        said = _said(tail["said"]) if tail else _said_below(block.text)
        if said:
            what = block.text[: tail.start()] if tail else block.text[: _LABEL.search(block.text).start()]
            what = what or next((before.text for before in reversed(blocks[:at]) if before.text), "")
            found += _decision(what, said, block.place, met, file, days, problems)
        elif deciding and _asks(blocks, at):
            words = block.text.strip()[:20]
            problems.append(Problem(f"“{words}”没有写明责任单位和完成时限：请在句末写上（责任单位：…；完成时限：…）", file, cell=block.place))
    problems += _twice(found, file)
    if not found and not problems:
        problems.append(Problem("没有找到议定事项，没有登记督办事项：议定的每一项在句末写上（责任单位：…；完成时限：…），或列成表", file, level=REMINDER))
    if any(problem.level == ERROR for problem in problems):
        raise DocgenError(WRONG, tuple(problems))
    return tuple(found), tuple(problems)


def _said(text: str) -> dict[str, str]:
    """Unit and deadline as a bracket says them, empty where it only says one; nothing where it says neither."""
    labels = {found["label"]: found["value"].strip() for found in _LABEL.finditer(text)}
    unit = next((labels[word] for word in _UNIT_WORDS if word in labels), "")
    deadline = next((labels[word] for word in _DEADLINE_WORDS if word in labels), "")
    if not (unit or deadline) and (found := _LEADS.fullmatch(text.strip())):
        return {"units": found["unit"], "deadline": found["deadline"]}
    return {"units": unit, "deadline": deadline} if unit or deadline else {}


def _said_below(text: str) -> dict[str, str]:
    """The same without brackets, at the end of a paragraph: 责任单位：… 完成时限：…"""
    found = _LABEL.search(text)
    return _said(text[found.start() :]) if found else {}


def _asks(blocks: Sequence[Block], at: int) -> bool:
    """Whether a block below the heading of decisions is one: an item or a paragraph that no others stand under."""
    block = blocks[at]
    if not block.text or block.level and _DECIDED.search(block.text) and not block.item:
        return False
    below = blocks[at + 1] if at + 1 < len(blocks) else None
    if block.level and not block.item:
        return below is None or bool(below.level and not below.item and below.level <= block.level)
    if block.text.endswith(("：", ":")) or below is not None and below.text.startswith(_UNIT_WORDS):
        return False
    return bool(block.item) or below is None or not below.item


def _decision(
    what: str, said: dict[str, str], place: str, met: date, file: str, days: Calendar, problems: list[Problem]
) -> Iterator[Decision]:
    what = re.sub(r"^(?:[（(]?[一二三四五六七八九十\d]+[）)]?[、.．]?)\s*", "", what.strip()).rstrip("。；;，,") or what.strip()
    units = tuple(filter(None, (_plain(unit) for unit in _NAMES.split(said["units"]))))
    if not units:
        problems.append(Problem(f"“{what[:20]}”没有写明责任单位", file, cell=place))
    if not said["deadline"]:
        problems.append(Problem(f"“{what[:20]}”没有写明完成时限", file, cell=place))
        return
    day = deadline_of(said["deadline"], met, days)
    if day is None:
        problems.append(Problem(f"完成时限“{said['deadline']}”看不出是哪一天：请写成 4月20日、4月底、10个工作日内", file, cell=place))
    elif day <= met:
        problems.append(Problem(f"完成时限“{said['deadline']}”不晚于会议日期 {met}：请核对", file, cell=place))
    elif units:
        yield Decision(what, units, day, place)


def _plain(unit: str) -> str:
    return re.sub(r"^由|(?:牵头|负责|等)$", "", unit.strip())


def _tabled(
    inset: TableInset, place: str, met: date, file: str, days: Calendar, problems: list[Problem]
) -> Iterator[Decision]:
    """The decisions of a table whose header names what, unit and deadline; none of any other table."""
    heads = ["".join(cell.text.split()) for cell in inset.rows[0]]
    columns = {
        key: next((at for at, head in enumerate(heads) if head in words), None)
        for key, words in (("what", _WHAT_WORDS), ("units", _UNIT_WORDS), ("deadline", _DEADLINE_WORDS))
    }
    if columns["what"] is None or columns["units"] is None and columns["deadline"] is None:
        return
    for number, row in enumerate(inset.rows[1:], 1):
        texts = {key: row[at].text.strip() if at is not None and at < len(row) else "" for key, at in columns.items()}
        where = f"{place}的表第{number}行" if place else f"表第{number}行"
        if texts["what"]:
            yield from _decision(texts["what"], texts, where, met, file, days, problems)


def _twice(found: Sequence[Decision], file: str) -> Iterator[Problem]:
    seen: set[tuple[str, str]] = set()
    for decision in found:
        for unit in decision.units:
            if (unit, decision.name) in seen:
                yield Problem(f"“{decision.name}”对{unit}列了两次：请删去一处", file, cell=decision.place)
            seen.add((unit, decision.name))
