"""Text as it stands in a cell, made tidy."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from docgen.ledger.reading.workbook import Value

_SPACE = re.compile(r"[\s\u200b\ufeff]+")
_WIDE = r"[\u2e80-\u9fff\uf900-\ufaff\u3000-\u303f\uff00-\uffef]"
_SPACE_BESIDE_WIDE = re.compile(rf"(?<={_WIDE})[^\S\n]+|[^\S\n]+(?={_WIDE})")
_PARAGRAPH_END = tuple("。；;：:！？!?")
_PARAGRAPH_START = re.compile(r"\d+[.、．)）]|[（(][一二三四五六七八九十\d]+[)）]|[一二三四五六七八九十]+、|[①-⑳]")
_MARKS = "★☆●○◆◇▲△■□※*"
_BLANKS = {"", "/", "\\", "-", "--", "—", "——", "－", "–", "―"}


@lru_cache(maxsize=4096)
def number_text(value: float | int) -> str:
    """A number as Excel shows it, 15 digits: 2021.0 → 2021, 13800001949.0 → 13800001949."""
    return f"{Decimal(format(value, '.15g')):f}"


def raw(value: Value) -> str:
    """The cell's value as text, nothing removed."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float):
        return number_text(value)
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)


def squeeze(value: Value) -> str:
    """All white space removed: names of projects, people and units hold none."""
    text = raw(value)
    return text if text.isalnum() else _SPACE.sub("", text)  # letters and digits only: most cells, and no space


def tidy(value: Value) -> str:
    """Running text: layout spaces and line breaks removed, breaks between paragraphs kept; a lone / or — is blank."""
    lines = [_SPACE_BESIDE_WIDE.sub("", " ".join(line.split())) for line in raw(value).splitlines()]
    text = ""
    for line in filter(None, lines):
        if not text:
            text = line
        elif text.endswith(_PARAGRAPH_END) or _PARAGRAPH_START.match(line):
            text += "\n" + line
        elif text[-1].isascii() and line[0].isascii():
            text += " " + line
        else:
            text += line
    return "" if is_blank(text) else text


def is_blank(text: str) -> bool:
    """Whether a text stands for nothing: empty, / or a dash."""
    return squeeze(text) in _BLANKS


def name(value: Value) -> str:
    """A project's name: no white space, no mark in front (★name)."""
    return squeeze(value).lstrip(_MARKS)


def half_width(text: str) -> str:
    """Full-width digits, letters and brackets as their half-width forms."""
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


def words(text: str) -> list[str]:
    """A line's words, parted by spaces; single characters with a gap are one word: 杨  洋 → 杨洋, 农  办 → 农办."""
    pending = ""
    joined: list[str] = []
    for word in text.split():
        if len(word) == 1 and not pending:
            pending = word
        else:
            joined.append(pending + word)
            pending = ""
    if pending and joined:
        joined[-1] += pending
    elif pending:
        joined.append(pending)
    return joined
