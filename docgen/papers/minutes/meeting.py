"""Minutes from a workbook that a clerk fills in: a sheet that says when, where and who, a sheet of what was decided."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from docgen.forms.form import NAMES, Field, Row
from docgen.forms.reading import day_of, read_tables
from docgen.papers.dates import spoken
from docgen.papers.drafts.draft import MINUTES, Block, Draft
from docgen.problem import DocgenError, Problem
from docgen.settings import Settings

WRONG = "纪要有误，未生成，也没有登记督办事项"
_SHEET = "会议"
_KEYS = {
    "title": ("会议名称", "名称", "标题", "会议"), "met": ("时间", "会议时间", "日期"), "place": ("地点", "会议地点"), "chair": ("主持人", "主持", "会议主持", "会议主持人"),
    "topic": ("议题", "会议议题", "内容"), "present": ("出席", "出席人员", "参加人员", "参加", "参会人员", "参会", "与会人员"), "absent": ("请假", "请假人员"),
    "attending": ("列席", "列席人员"), "number": ("编号", "文号"), "date": ("成文日期", "印发日期"), "copies": ("抄送", "印送"),
}  # fmt: skip
"""What the first sheet may say, one a row: the label at the left, what it is beside it."""

_FIELDS = (
    Field("what", ("议定事项", "事项", "决定事项", "议定内容"), required=True, filled=True),
    Field("units", ("责任单位", "牵头单位", "承办单位"), NAMES, required=True, filled=True),
    Field("deadline", ("完成时限", "办理时限", "办结时限", "时限", "完成时间"), required=True, filled=True),
    Field("topic", ("议题", "类别")),
    Field("helpers", ("配合单位", "协办单位"), NAMES),
)


def draft_of_workbook(path: Path, settings: Settings) -> tuple[Draft, date]:
    """The draft of the minutes and the day of the meeting.

    Raises DocgenError with sheet and cell where the sheet 会议 is not there, names no meeting or day, or says what is not known.
    """
    from docgen.ledger.reading.workbook import read_workbook

    sheet = next((each for each in read_workbook(path, path.name, settings.pdf).sheets if each.name.strip() == _SHEET), None)
    if sheet is None:
        raise DocgenError(WRONG, (Problem(f"没有“{_SHEET}”这张表：左边一栏写会议名称、时间、地点、主持人、出席等，右边写内容", path.name),))
    said, places = _labelled(sheet, path.name)
    missing = [words[0] for key, words in _KEYS.items() if key in ("title", "met") and not said.get(key)]
    if missing:
        raise DocgenError(WRONG, tuple(Problem(f"“{word}”没有填写", path.name, _SHEET) for word in missing))
    met, dated = day_of(said["met"]), day_of(said["date"]) if said.get("date") else None
    if met is None:
        raise DocgenError(WRONG, (Problem(f"时间应写明年月日，如 2021年4月7日，现为“{said['met']}”", path.name, _SHEET, places["met"]),))
    rows = _decisions(path, settings)
    title = str(said["title"]).strip()
    draft = Draft(
        title=title if title.endswith("纪要") else f"{title}纪要",
        format=MINUTES,
        number=str(said.get("number") or "").strip(),
        date=dated or met,
        present=_names(said.get("present")),
        absent=_names(said.get("absent")),
        attending=_names(said.get("attending")),
        copies=_names(said.get("copies")),
        blocks=(Block(0, _opening(title.removesuffix("纪要"), said, met)), *_blocks(rows)),
    )
    return draft, met


def _labelled(sheet: Any, file: str) -> tuple[dict[str, object], dict[str, str]]:
    """What each label says, and its cell."""
    from docgen.ledger.reading.sheet import column_letters
    from docgen.ledger.reading.text import squeeze

    known = {word: key for key, words in _KEYS.items() for word in words}
    said: dict[str, object] = {}
    places: dict[str, str] = {}
    for row in range(sheet.height):
        label = squeeze(sheet.own(row, 0)).rstrip("：:")
        value = next((sheet.own(row, at) for at in range(1, sheet.width) if squeeze(sheet.own(row, at))), "")
        if not label or not squeeze(value):
            continue
        if label not in known:
            raise DocgenError(WRONG, (Problem(f"不认得“{label}”一项；可写{'、'.join(words[0] for words in _KEYS.values())}", file, sheet.name, f"A{row + 1}"),))
        said[known[label]] = value
        places[known[label]] = f"{column_letters(1)}{row + 1}"
    return said, places


def _decisions(path: Path, settings: Settings) -> tuple[Row, ...]:
    tables, _ = read_tables(path, _FIELDS, settings, "议定事项表")
    return tuple(row for rows in tables.values() for row in rows)


def _opening(name: str, said: dict[str, object], met: date) -> str:
    """2021年4月7日，区长李玮在区政府第一会议室主持召开……会议，研究……。现纪要如下："""
    chair, place = (str(said.get(key) or "").strip() for key in ("chair", "place"))
    held = "".join(filter(None, (chair, f"在{place}" if place else "", "主持" if chair else "", "召开")))
    topic = str(said.get("topic") or "").strip().rstrip("。；").removeprefix("研究")
    about = f"，研究{topic}" if topic else ""
    return f"{spoken(met)}，{held}{name}{about}。现纪要如下："


def _blocks(rows: Sequence[Row]) -> list[Block]:
    """The decisions below 议定事项, under the topics where the table has any."""
    blocks, topic = [Block(1, "议定事项")], ""
    depth = 2 if any(row.text("topic") for row in rows) else 0
    for row in rows:
        if depth and row.text("topic") and row.text("topic") != topic:
            topic = row.text("topic")
            blocks.append(Block(depth, topic))
        helped = f"；配合单位：{'、'.join(row.names('helpers'))}" if row.names("helpers") else ""
        tail = f"（责任单位：{'、'.join(row.names('units'))}{helped}；完成时限：{_spoken(row.text('deadline'))}）"
        place = f"工作表“{row.sheet}”第{row.number}行"
        blocks.append(Block(0, f"{row.text('what').rstrip('。；')}{tail}。", item=1, number=0, place=place))
    return _numbered(blocks)


def _numbered(blocks: list[Block]) -> list[Block]:
    """Items counted anew below each heading."""
    from dataclasses import replace

    made, count = [], 0
    for block in blocks:
        count = count + 1 if block.item else 0
        made.append(replace(block, number=1) if block.item and count == 1 else block)
    return made


def _spoken(text: str) -> str:
    day = day_of(text)
    return spoken(day) if day and re.fullmatch(r"[\d\s:./-]+", text) else text


def _names(value: object) -> tuple[str, ...]:
    return tuple(filter(None, ("".join(part.split()) for part in re.split(r"[、，,；;\n]+", str(value or "")))))
