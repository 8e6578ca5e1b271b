"""Sheets in which no table of projects was found: why, and what to do about it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from docgen.ledger.reading.dictionary import Dictionary
from docgen.ledger.reading.findings import Findings
from docgen.ledger.reading.headers import known_words
from docgen.ledger.reading.heading import plain_header
from docgen.ledger.reading.proposals import proposed
from docgen.ledger.reading.sheet import Sheet, cell_name
from docgen.ledger.reading.text import squeeze

_COUNTS = re.compile(r"项目(?:个数|数量?|总数)|个数")
_CARD_ROWS = 12


def tell_tableless(sheets: Iterable[Sheet], found: bool, dictionary: Dictionary, findings: Findings) -> None:
    """A cover, an explanation or a summary beside a table is passed over with a reminder; what looks like a table of
    projects is an error, and so is everything when the workbook has no table at all (``found``)."""
    for sheet in sheets:
        row, words = known_words(sheet, dictionary)
        if found and is_summary(sheet):
            findings.remind("这是按类汇总的表，没有逐个项目，没有读入：合计由 docgen 另算", sheet.name)
        elif found and len(words) < 2:
            findings.remind("没有认出表头，这个工作表没有读入：如是报表，请补全表头后重新导入", sheet.name)
        elif is_card(sheet, dictionary):
            findings.error(
                "这是一个项目一张的卡片（“项目名称”旁边是填写处），docgen 读的是一行一个项目的表："
                "请把各项目列成一张表，栏目写在第一行", sheet.name, _name_cell(sheet, dictionary),
            )  # fmt: skip
        else:
            findings.error(_unrecognised(sheet, row, words, dictionary), sheet.name)


def is_summary(sheet: Sheet) -> bool:
    """Whether the sheet counts projects by class (项目个数) instead of naming them."""
    texts = [squeeze(value) for row in sheet.rows[:_CARD_ROWS] for value in row if isinstance(value, str)]
    return any(_COUNTS.search(text) and len(text) <= 12 for text in texts) and not any("项目名称" in text for text in texts)


def is_card(sheet: Sheet, dictionary: Dictionary) -> bool:
    """Whether the words of a header stand one below the other, each with its place to fill in beside it."""
    downwards = [
        squeeze(row[0]) for row in sheet.rows[:_CARD_ROWS] if row and isinstance(row[0], str) and dictionary.field_of(plain_header(row[0]))
    ]
    return bool(_name_cell(sheet, dictionary)) and len(set(downwards)) >= 3


def _name_cell(sheet: Sheet, dictionary: Dictionary) -> str:
    for row, values in enumerate(sheet.rows[:_CARD_ROWS]):
        for column, value in enumerate(values):
            if isinstance(value, str) and dictionary.field_of(plain_header(value)) == "name":
                return cell_name(row, column)
    return ""


def _unrecognised(sheet: Sheet, row: int, words: list[str], dictionary: Dictionary) -> str:
    seen = f"第 {row + 1} 行只认出{'、'.join(words)}" if words else "没有认出任何栏目名称"
    near = next(
        (
            (cell_name(row, column), squeeze(value), found[0])
            for column, value in enumerate(sheet.rows[row] if words else ())
            if isinstance(value, str) and not dictionary.field_of(plain_header(value)) and (found := proposed(value, dictionary, frozenset({"name"})))
        ),
        None,
    )
    probably = ""
    if near:
        cell, typed, word = near
        probably = f"；{cell}“{typed}”可能是“{word}”，确认的话请改写，或在词典中写 项目名称 = [\"{typed}\"]"
    return (
        f"找不到表头：{seen}{probably}。表头须有“项目名称”，并至少有总投资、建设内容、牵头领导、责任单位等另外两栏；"
        "请补全表头，与报表无关的工作表请删除或隐藏（评分表、调整表、任务表等不用导入，由 docgen circular、adjust、letter 直接读）"
    )
