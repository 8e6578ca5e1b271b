"""One field of one record from the text that a person typed, read just as an import reads it.

A field is named by its path: a field of :class:`Report`, or ``approvals/用地审批手续``, ``milestones/一季度``,
``extra/栏目名``; and by the paths of cells that show two fields (``units_and_person``, ``contact_and_phone`` …).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from docgen.characters import clean, unprintable
from docgen.ledger.reading import people, text
from docgen.ledger.reading.approval import approval
from docgen.ledger.reading.money import money
from docgen.ledger.reading.start import start
from docgen.ledger.reading.synonyms import CHINESE, MONEY
from docgen.ledger.reading.unprintable import told
from docgen.ledger.reading.workbook import Value
from docgen.ledger.report import STAGES, Approval, Milestone, Report
from docgen.problem import DocgenError

PARTED = {"approvals": "procedure", "milestones": "when"}
"""Fields that hold several things by name → what names them; ``extra`` holds pairs."""

_SHORT = frozenset({"category", "industry", "system", "years", "site", "owner_person", "responsible_person", "phone"})
_LONG = frozenset({"content", "progress", "problems", "builder", "signing", "demolition", "procedures", "remark", "owner"})
_NO_PROBLEMS = frozenset({"无", "暂无", "没有", "无问题", "暂无问题", "无困难", "无。", "暂无。"})
_NUMBER_BELOW = re.compile(r"\s*\n\s*(?=[^\n]*[〔\[(（【]\d{4}[〕\])）】]\s*第?[-\d]+号)")
_BETWEEN = re.compile(r"[\s，,；;、]*(?:文号)?[：:\s]*$")
_YEAR_APART = re.compile(r"(〔\d{4}〕)\s+(?=第?\d)")

TOUCHED: dict[str, tuple[str, ...]] = {
    "units_and_person": ("units", "responsible_person"),
    "owner_and_person": ("owner", "owner_person"),
    "contact_and_phone": ("contact", "phone"),
    "category_or_system": ("category",),
    "units_or_unit": ("units",),
}
"""Paths that are no field themselves → the fields that an edit there changes."""

_CALLED = {
    "units_and_person": "责任单位及责任人", "owner_and_person": "业主单位及法人代表", "contact_and_phone": "联系人及电话",
    "category_or_system": "项目类别", "units_or_unit": "责任单位",
}  # fmt: skip


@dataclass(frozen=True)
class Read:
    """The record with the field as typed; ``reminder`` where a person should look (约7200 is no exact figure)."""

    report: Report
    reminder: str = ""


def read_field(report: Report, path: str, value: Value, unit: str = "万元", year: int | None = None) -> Report:
    """The record with the field at ``path`` read from a cell's text or number.

    ``unit`` counts where an amount names none; ``year`` completes 6月底. Blank empties the field.
    Raises DocgenError saying what the field wants.
    """
    return read(report, path, value, unit, year).report


def read(report: Report, path: str, value: Value, unit: str = "万元", year: int | None = None) -> Read:
    """:func:`read_field` with what a person should look at."""
    if isinstance(value, str) and (codes := unprintable(value)):
        done = read(report, clean(path), clean(value), unit, year)
        return replace(done, reminder="；".join(filter(None, (told(codes), done.reminder))))
    field, slash, part = path.partition("/")
    if field in MONEY:
        amount = money(value, unit)
        if amount.error:
            raise DocgenError(amount.error)
        return Read(replace(report, **{field: amount.amount}), amount.reminder)
    if slash:
        return Read(_with_part(report, field, part, value))
    if field == "start":
        return Read(replace(report, start=start(value, year)))
    if field not in _READERS:
        raise DocgenError(_REFUSED.get(field) or f"没有“{path}”这个栏目")
    return Read(replace(report, **_READERS[field](report, value)))


def value_of(report: Report, path: str) -> tuple[Any, ...]:
    """What a record says at ``path``, to compare two records by."""
    field, slash, part = path.partition("/")
    if not slash:
        return tuple(getattr(report, name) for name in TOUCHED.get(field, (field,)))
    if field == "extra":
        return tuple(words for label, words in report.extra if label == part)
    return tuple(item for item in getattr(report, field) if getattr(item, PARTED[field]) == part)


def called(path: str) -> str:
    """How a person calls the field at ``path``: 形象进度, 用地审批手续, 一季度."""
    return path.partition("/")[2] or _CALLED.get(path) or CHINESE.get(path, path)


def _short(value: Value) -> str:
    words = text.squeeze(value)
    return "" if text.is_blank(words) else words


def _problems(value: Value) -> str:
    words = text.tidy(value)
    return "" if words in _NO_PROBLEMS else words


def _units(report: Report, value: Value) -> dict[str, Any]:
    names, person = people.units(value)
    return {"units": names, "responsible_person": report.responsible_person or person}


def _units_and_person(report: Report, value: Value) -> dict[str, Any]:
    lines, units = _lines(value), len(report.units)
    if units and len(lines) == units + bool(report.responsible_person):
        # as the table set them: a unit a line, the person below
        return {"units": tuple(dict.fromkeys(lines[:units])), "responsible_person": "".join(lines[units:])}
    names, person = people.units_with_person(value)
    return {"units": names, "responsible_person": person}


def _owner_and_person(report: Report, value: Value) -> dict[str, Any]:
    lines = _lines(value)
    if report.owner and report.owner_person and len(lines) == 2:
        return {"owner": lines[0], "owner_person": lines[1]}
    names, person = people.units_with_person(value)
    return {"owner": "、".join(names), "owner_person": person}


def _lines(value: Value) -> list[str]:
    """The lines of a cell, none where one of them holds several words."""
    words = [text.words(line) for line in text.raw(value).splitlines()]
    lines = [line[0] for line in words if line and not text.is_blank(line[0])]
    return lines if all(len(line) < 2 for line in words) else []


def _contact(report: Report, value: Value) -> dict[str, Any]:
    contact, phone = people.contact(value)
    return {"contact": contact, "phone": phone or report.phone}


def _stage(_: Report, value: Value) -> dict[str, Any]:
    stage = text.squeeze(value)
    if stage not in STAGES:
        raise DocgenError(f"阶段应为{'、'.join(STAGES)}之一，现为“{stage}”")
    return {"stage": stage}


_READERS: dict[str, Callable[[Report, Value], dict[str, Any]]] = {
    **{field: lambda _, value, field=field: {field: _short(value)} for field in _SHORT},
    **{field: lambda _, value, field=field: {field: text.tidy(value)} for field in _LONG},
    "problems": lambda _, value: {"problems": _problems(value)},
    "leaders": lambda _, value: {"leaders": people.people(value)},
    "units": _units,
    "units_or_unit": _units,
    "category_or_system": lambda _, value: {"category": _short(value)},
    "units_and_person": _units_and_person,
    "owner_and_person": _owner_and_person,
    "contact": _contact,
    "contact_and_phone": lambda _, value: dict(zip(("contact", "phone"), people.contact(value), strict=True)),
    "stage": _stage,
}  # fmt: skip

_REFUSED = {
    "name": "项目名称不在这里改：同一项目改了名称，请由单位按新名称重新报送，导入后用 docgen rename 认作同一项目",
    "unit": "报送单位不能改：请由应报送的单位重新报送",
    "form": "所在的表不能改：请由单位按应填的表重新报送",
    "serial": "序号由程序编排，不能改",
    "approvals": "请写明是哪一项手续，如 approvals/环评",
    "milestones": "请写明是哪一个节点，如 milestones/一季度",
    "extra": "请写明是哪一栏，如 extra/栏目名",
}


def _with_part(report: Report, field: str, part: str, value: Value) -> Report:
    """The record with one procedure, node or further column read anew; blank takes it out."""
    if field == "extra":
        return _with_extra(report, part, text.tidy(value))
    if field not in PARTED or not part:
        raise DocgenError(f"没有“{field}/{part}”这个栏目")
    items = getattr(report, field)
    names = [getattr(item, PARTED[field]) for item in items]
    old = items[names.index(part)] if part in names else None
    new = _approval(part, value, old) if field == "approvals" else _milestone(part, value)
    if part not in names:
        return replace(report, **{field: (*items, new) if new else items})
    at = names.index(part)
    others = tuple(item for item, name in zip(items[at + 1 :], names[at + 1 :], strict=True) if name != part)
    return replace(report, **{field: (*items[:at], *([new] if new else []), *others)})


def _approval(procedure: str, value: Value, old: Approval | None) -> Approval | None:
    """A table shows the document number on a line below the state; a unit writes both in one line, with words between."""
    before = old.raw.split(old.number, 1)[0] if old and old.number and old.number in old.raw else ""
    between = _BETWEEN.search(before)
    words = _YEAR_APART.sub(r"\1", text.raw(value).strip())
    return approval(procedure, _NUMBER_BELOW.sub(between[0] if between and between[0] else "，文号：", words))


def _milestone(when: str, value: Value) -> Milestone | None:
    what = text.tidy(value)
    return Milestone(when, what) if what else None


def _with_extra(report: Report, label: str, words: str) -> Report:
    pairs = [pair for pair in report.extra if pair[0] != label]
    if words:
        at = next((place for place, pair in enumerate(report.extra) if pair[0] == label), len(pairs))
        pairs.insert(at, (label, words))
    return replace(report, extra=tuple(pairs))
