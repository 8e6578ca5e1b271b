"""Which of the standard's typefaces an embedded or named font may stand for.

A paper asks for 仿宋_GB2312 and is printed with whatever is there: one font can be several typefaces' stand-in,
so the question is never "which is it" but "may it be this one".
"""

from __future__ import annotations

import re
from functools import lru_cache

FANGSONG, KAITI, HEITI, XIAOBIAOSONG, SONGTI = "仿宋", "楷体", "黑体", "小标宋", "宋体"

_NAMES: tuple[tuple[str, str], ...] = (
    (XIAOBIAOSONG, r"小标宋|xbs|xiaobiaosong|fzxbs|大标宋"),
    (FANGSONG, r"仿宋|fang|simfang|fzfs"),
    (KAITI, r"楷|kai|fzkt"),
    (HEITI, r"黑|hei|fzht|sans\s?cjk|sanscjk|yahei|雅黑|wenquanyi|wqy|droidsansfallback|等线|dengxian|pingfang"),
    (SONGTI, r"宋|song|simsun|nsimsun|fzss|serif\s?cjk|serifcjk|mingliu|明体|明體"),
)
_PATTERNS = tuple((face, re.compile(pattern, re.IGNORECASE)) for face, pattern in _NAMES)

_STAND_INS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"fandolsong-?bold|serif\s?cjk.*(bold|black)|song.*(bold|black)", (XIAOBIAOSONG, SONGTI)),
    (r"noto\s?serif\s?cjk|source\s?han\s?serif|思源宋体", (SONGTI, FANGSONG, KAITI)),
)
"""A serif font that covers Chinese stands in for the brush faces where nothing nearer is there."""


@lru_cache(maxsize=512)
def faces(font: str) -> frozenset[str]:
    """The typefaces that ``font`` may be; empty for a Latin font or one that nobody knows."""
    for pattern, found in _STAND_INS:
        if re.search(pattern, font, re.IGNORECASE):
            return frozenset(found)
    for face, pattern in _PATTERNS:
        if pattern.search(font):
            return frozenset({face})
    return frozenset()


def may_be(font: str, face: str) -> bool:
    """Whether text in ``font`` may count as ``face``. A font that nobody knows counts as none."""
    return face in faces(font)


def name_of(font: str) -> str:
    """The font as a person reads it: its typeface with its own name."""
    found = faces(font)
    return f"{'/'.join(sorted(found))}（{font}）" if found and font not in found else font
