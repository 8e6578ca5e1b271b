"""How wide a cell's text is and how many lines it takes, before any program has set it.

Widths are in em, the width of one Chinese character. A Latin character is taken a little wider than the half em
that Chinese fonts give it, because a stand-in font may be wider.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

LATIN, CAPITAL, SIGN, GAP = 0.55, 0.85, 0.4, 0.25
_WESTERN = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
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
    western = chinese = False
    for token in found:
        first, last = token[0], token[-1]
        parted = (western and "\u4e00" <= first <= "\u9fff") or (chinese and first in _WESTERN)
        yield _token_width(token) + (GAP if parted else 0.0)
        western, chinese = last in _WESTERN, "\u4e00" <= last <= "\u9fff"


def width(text: str) -> float:
    """Width in em of text set in one line."""
    return sum(map(_width, text))


# most tokens are one Chinese character, and the same ones come again
_token_width = lru_cache(maxsize=65536)(width)


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
