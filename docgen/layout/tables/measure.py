"""How wide a cell's text is and how many lines it takes, before any program has set it.

Widths are in em, the width of one Chinese character. A Latin character is taken a little wider than the half em
that Chinese fonts give it, because a stand-in font may be wider.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

LATIN, CAPITAL, SIGN, GAP = 0.55, 0.85, 0.4, 0.25
_GAP = re.compile(r"[\u4e00-\u9fff][0-9A-Za-z]|[0-9A-Za-z][\u4e00-\u9fff]")
_TOKEN = re.compile(
    r"(?<=〕)\d+号|[（《〈“‘〔【(\[]*(?:[\x21-\x7e]+|[^\s])[、，。；：！？）》〉”’〕】%％·…—)\]]*|[ \u3000]", re.ASCII
)
"""What a line cannot break. A document number may be broken before 〔 and, where the column is narrow, behind 〕."""


@lru_cache(maxsize=65536)
def tokens(text: str) -> tuple[tuple[float, ...], ...]:
    """The widths of what a line cannot break, for each line that the text itself begins."""
    return tuple(tuple(_widths(_TOKEN.findall(line))) for line in text.split("\n"))


def _widths(found: list[str]) -> Iterator[float]:
    """The tokens' widths, each with the gap that programs leave between Chinese and digits or letters before it."""
    before = ""
    for token in found:
        yield width(token) + (GAP if _GAP.fullmatch(before[-1:] + token[:1]) else 0.0)
        before = token


def width(text: str) -> float:
    """Width in em of text set in one line."""
    return sum(map(_width, text))


def _width(char: str) -> float:
    if char >= "\u0300":
        return 1.0
    if char in ".,:;-'()[]| ":
        return SIGN
    return CAPITAL if char.isupper() or char in "%+mw&@" else LATIN


def widest_line(text: str) -> float:
    """The width that the text takes without any turned-over line."""
    return max((sum(line) for line in tokens(text)), default=0.0)


def widest_token(text: str) -> float:
    """The narrowest column in which no number and no Latin word is torn."""
    return max((token for line in tokens(text) for token in line), default=0.0)


@lru_cache(maxsize=262144)
def lines(text: str, room: float) -> int:
    """How many lines the text takes in a column of ``room`` em; a token wider than that is torn."""
    return sum(packed(line, room) for line in tokens(text))


def packed(widths: tuple[float, ...], room: float) -> int:
    """How many lines the parts of one line take, filled one after another; at least one."""
    count, used = 1, 0.0
    for token in widths:
        if used and used + token > room + 1e-6:
            count += 1
            used = 0.0
        if token > room > 0:
            count += int(token / room)
            token %= room
        used += token
    return count
