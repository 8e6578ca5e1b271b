"""Minutes from a workbook that a clerk fills in: a sheet that says when, where and who, a sheet of what was decided."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docgen.forms.form import NAMES, Field, Row
from docgen.forms.head import head_of
from docgen.forms.reading import day_of, read_tables
from docgen.papers.dates import spoken
from docgen.papers.drafts.draft import MINUTES, Block, Draft
from docgen.papers.drafts.front import fields
from docgen.papers.drafts.head import in_form, names_of
from docgen.problem import REMINDER, DocgenError, Problem
from docgen.settings import Settings

if TYPE_CHECKING:
    from docgen.ledger.reading.sheet import Sheet, Value

WRONG = "纪要有误，未生成，也没有登记督办事项"
_SHEET = "会议"
_KEYS = {
    "title": ("会议名称", "名称", "标题", "会议"), "met": ("时间", "会议时间", "日期"), "place": ("地点", "会议地点"), "chair": ("主持人", "主持", "会议主持", "会议主持人"),
    "topic": ("议题", "会议议题", "内容"), "present": ("出席", "出席人员", "参加人员", "参加", "参会人员", "参会", "与会人员"), "absent": ("请假", "请假人员"),
    "attending": ("列席", "列席人员"), "number": ("编号", "文号"), "date": ("成文日期", "印发日期"), "copies": ("抄送", "印送"),
}  # fmt: skip
"""What the first sheet may say: a label, what it is beside it."""
_UNPRINTED = frozenset((
    "记录人", "记录", "记录员", "会议记录", "会议记录人", "整理", "整理人", "签发", "签发人", "审核", "审核人", "核稿", "校对", "联系人", "联系电话",
    "会议类型", "会议形式", "应到人数", "实到人数", "参会人数", "缺席", "缺席人员", "备注",
))  # fmt: skip
"""What clerks write there besides and minutes do not print (10.3): told apart from what stands beside a label."""
_OFFICE = re.compile(r"(?:[局办委科院所站处部厅会社镇乡县村]|政府|街道|社区|[新园发]区|中心|公司|集团)$")
_HALF = re.compile("上午|下午|晚上")
_NUMBER = re.compile(r"(?:\d+[.、．]|[（(]?[一二三四五六七八九十\d]+[）)]|[一二三四五六七八九十]+、)\s*")
_PARTED = re.compile(r"[、，,；;\n]+(?![^（(]*[）)])")

_FIELDS = (
    Field("what", ("议定事项", "事项", "决定事项", "议定内容"), required=True, filled=True),
    Field("units", ("责任单位", "牵头单位", "承办单位"), NAMES, required=True, filled=True),
    Field("deadline", ("完成时限", "办理时限", "办结时限", "时限", "完成时间"), required=True, filled=True),
    Field("topic", ("议题", "类别")),
    Field("helpers", ("配合单位", "协办单位"), NAMES),
)


def draft_of_workbook(path: Path, settings: Settings, overrides: Mapping[str, Any] | None = None) -> tuple[Draft, date]:
    """The draft of the minutes and the day of the meeting; ``overrides`` win over what the workbook says.

    ``reminders`` tell what the sheet 会议 says and minutes do not print.
    Raises DocgenError with sheet and cell where the sheet 会议 is not there, or names no meeting or day.
    """
    from docgen.ledger.reading.text import raw
    from docgen.ledger.reading.workbook import read_workbook

    sheet = next((each for each in read_workbook(path, path.name, settings.pdf).sheets if each.name.strip() == _SHEET), None)
    if sheet is None:
        raise DocgenError(WRONG, (Problem(f"没有“{_SHEET}”这张表：左边一栏写会议名称、时间、地点、主持人、出席等，右边写内容", path.name),))
    cells, places, reminders = _labelled(sheet, path.name)
    said = {key: "".join(raw(cell).strip() for cell in values) for key, values in cells.items()}
    missing = [words[0] for key, words in _KEYS.items() if key in ("title", "met") and not said.get(key)]
    if missing:
        raise DocgenError(WRONG, tuple(Problem(f"“{word}”没有填写", path.name, _SHEET) for word in missing))
    met, dated = (next(filter(None, map(day_of, cells.get(key, ()))), None) for key in ("met", "date"))
    if met is None:
        raise DocgenError(WRONG, (Problem(f"时间应写明年月日，如 2021年4月7日，现为“{said['met']}”", path.name, _SHEET, places["met"]),))
    rows, more = _decisions(path, settings)
    title = said["title"]
    draft = Draft(
        title=title if title.endswith("纪要") else f"{title}纪要",
        format=MINUTES,
        number=in_form(said.get("number", "")),
        date=dated or met,
        present=_names(cells.get("present", ())),
        absent=_names(cells.get("absent", ())),
        attending=_names(cells.get("attending", ())),
        copies=_names(cells.get("copies", ())),
        blocks=(Block(0, _opening(title.removesuffix("纪要"), said, met)), *_blocks(rows)),
        reminders=(*reminders, *more),
    )
    return replace(draft, **_given(overrides or {}, path.name)), met


def _given(overrides: Mapping[str, Any], file: str) -> dict[str, Any]:
    problems: list[Problem] = []
    values = fields(overrides, file, problems)
    if problems:
        raise DocgenError(WRONG, tuple(problems))
    return values


def _labelled(sheet: Sheet, file: str) -> tuple[dict[str, list[Value]], dict[str, str], list[Problem]]:
    """What each label says, cell by cell, where it says it, and reminders of what minutes do not print."""
    from docgen.ledger.reading.sheet import column_letters

    known = {word: key for key, words in _KEYS.items() for word in words}
    said: dict[str, list[Value]] = {}
    places: dict[str, str] = {}
    left_out: list[Problem] = []
    table = head_of(sheet, _FIELDS)
    key = ""
    for row in range(table.top if table else sheet.height):
        for label, at, values in _pairs(sheet, row, known):
            if label and label not in known and values:
                more = f"；纪要可写{'、'.join(words[0] for words in _KEYS.values())}" if label not in _UNPRINTED else ""
                left_out.append(Problem(f"“{label}”一项纪要中不印，没有采用{more}", file, sheet.name, f"{column_letters(at)}{row + 1}", REMINDER))
            # a row without a label goes on with what the one above it says
            key = known.get(label, "") if label else key
            if key and values:
                said.setdefault(key, []).extend(values)
                places.setdefault(key, f"{column_letters(at + 1)}{row + 1}")
    return said, places, left_out


def _pairs(sheet: Sheet, row: int, known: Collection[str]) -> Iterator[tuple[str, int, list[Value]]]:
    """The labels of a row, each with its column (from 0) and the cells beside it; the first is empty where column A is."""
    from docgen.ledger.reading.text import raw, squeeze

    label, place, values = "", 0, []
    for at in range(sheet.width):
        cell = sheet.own(row, at)
        text = squeeze(cell).replace(":", "：")
        word, colon, rest = text.partition("：")
        is_label = word in known or word in _UNPRINTED
        if not text:
            continue
        if colon and rest and is_label:
            yield label, place, values
            label, place, values = word, at, [re.split("[:：]", raw(cell), maxsplit=1)[1].strip()]
        elif at == 0 or is_label and not rest and (values or label not in known):
            yield label, place, values
            label, place, values = text.rstrip("："), at, []
        else:
            values.append(cell)
    yield label, place, values


def _decisions(path: Path, settings: Settings) -> tuple[tuple[Row, ...], tuple[Problem, ...]]:
    tables, reminders = read_tables(path, _FIELDS, settings, "议定事项表")
    return tuple(row for rows in tables.values() for row in rows), reminders


def _opening(name: str, said: Mapping[str, str], met: date) -> str:
    """2021年4月7日上午，区长李玮在区政府第一会议室主持召开……会议，研究……。现纪要如下："""
    chair, place = (said.get(key, "") for key in ("chair", "place"))
    held = "".join(filter(None, (chair, f"在{place}" if place else "", "主持" if chair else "", "召开")))
    topics = (_NUMBER.sub("", line.strip()).rstrip("。；;").removeprefix("研究") for line in said.get("topic", "").splitlines())
    topic = "、".join(filter(None, topics))
    about = f"，研究{topic}" if topic else ""
    half = _HALF.search(said["met"])
    return f"{spoken(met)}{half[0] if half else ''}，{held}{name}{about}。现纪要如下："


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
    made, count = [], 0
    for block in blocks:
        count = count + 1 if block.item else 0
        made.append(replace(block, number=1) if block.item and count == 1 else block)
    return made


def _spoken(text: str) -> str:
    day = day_of(text)
    return spoken(day) if day and re.fullmatch(r"[\d\s:./-]+", text) else text


def _names(cells: Sequence[Value]) -> tuple[str, ...]:
    """The names of all cells; a blank parts them where nothing else does and it is not a person behind an office (区发改委 王建军)."""
    from docgen.ledger.reading.text import raw

    found: list[str] = []
    for cell in cells:
        parts = [part for part in _PARTED.split(raw(cell)) if part.strip()]
        parted = len(parts) > 1 or any(map(_OFFICE.search, raw(cell).split()))
        found += ("".join(part.split()) for part in parts) if parted else names_of(raw(cell))
    return tuple(found)
