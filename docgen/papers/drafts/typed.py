"""Marks of levels that a draft has typed before its headings: 一、 （一） 1. （1）, in their variants."""

from __future__ import annotations

import re

_FULL = str.maketrans("０１２３４５６７８９．（）", "0123456789.()", "")
_CHINESE = "一二三四五六七八九十"
_ENCLOSED = {chr(0x3220 + n): f"（{_CHINESE[n]}）" for n in range(10)} | {chr(0x2474 + n): f"({n + 1})" for n in range(20)}
"""㈠ and ⑴ as one character."""
_MARKS = (
    ("一、", re.compile(rf"(?P<number>[{_CHINESE}]{{1,3}})[、.]\s*")),
    ("（一）", re.compile(rf"[(（]\s*(?P<number>[{_CHINESE}]{{1,3}})\s*[)）]\s*[、.]?\s*")),
    ("1.", re.compile(r"(?P<number>\d{1,2})(?:\s*[.、．](?![\d])|\s*,(?=[^\d]))\s*")),
    ("（1）", re.compile(r"[(（]\s*(?P<number>\d{1,2})\s*[)）]\s*[、.]?\s*")),
)
_SERIES = re.compile(rf"(?:{'|'.join(f'{one}、{two}' for one, two in zip(_CHINESE, _CHINESE[1:], strict=False))})(?:、|季度|月|级|类|期|批|产|线|标段|等奖)")


def typed_mark(text: str) -> tuple[str, int, int]:
    """The mark (of draft.MARKS) that a paragraph begins with, its number, how many characters it takes; ``("", 0, 0)`` for none.

    A mark alone, with nothing behind it, is none; nor is the beginning of a decimal or a date, nor that of a sentence about
    一、二季度.
    """
    if _SERIES.match(text) and "。" in text:
        return "", 0, 0
    first = text[:1]
    spelt = _ENCLOSED.get(first)
    looked = (spelt + text[1:] if spelt else text)[:16].translate(_FULL)
    for mark, pattern in _MARKS:
        found = pattern.match(looked)
        if found and (number := _value(found["number"])):
            length = found.end() - (len(spelt) - 1 if spelt else 0)
            return (mark, number, length) if text[length:].strip() else ("", 0, 0)
    return "", 0, 0


def _value(digits: str) -> int:
    """1–99; 0 for what is no number (十十)."""
    if digits.isdigit():
        return int(digits)
    tens, ten, ones = digits.partition("十")
    if any(len(part) > 1 or part not in _CHINESE for part in (tens, ones)):
        return 0
    if not ten:
        return _CHINESE.index(tens) + 1
    return (_CHINESE.index(tens) + 1 if tens else 1) * 10 + (_CHINESE.index(ones) + 1 if ones else 0)
