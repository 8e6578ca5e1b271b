"""Headings of columns, broken between words into rows of like length: 年度计划 / 投资, never 年度计划投 / 资."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from docgen.layout.tables.measure import packed, width

_WORDS = re.compile(
    r"\d{4}年|[A-Za-z0-9.]+|年度|本月|累计|计划|完成|投资|项目|单位|联系人|责任人|服务员|指挥长|百分点|法人代表|业主"
    r"|审批|核准|备案|手续|用地|环评|年限|类别|科室|县级|情况|名称|时限|措施|时序|进度"
    r"|整改|进展|督办|事项|迟报|天数|开竣工|(?:[拟新应]|(?<!尚)未)?(?:竣工|开工)|原因|时间|日期|面积|占地"
)
_CLOSING = "）、，。"
_GLUED_FORWARD = "（与及和的第"


def rows(text: str, room: float) -> list[str]:
    """The rows of a heading in ``room`` em: as few as greedy filling takes, then as even as so many rows allow."""
    found = [part for piece in pieces(text) for part in _parted(piece, room)]
    widths = tuple(width(piece) for piece in found)
    if sum(widths) <= room or max(widths) > room:
        return [text]
    fewest = packed(widths, room)
    low, high = max(widths), room
    while high - low > 0.1:
        middle = (low + high) / 2
        low, high = (low, middle) if packed(widths, middle) <= fewest else (middle, high)
    return _filled(found, widths, high)


@lru_cache(maxsize=4096)
def pieces(text: str) -> tuple[str, ...]:
    """The parts of a heading that stay on one row."""
    stops = {len(text)}
    position = 0
    for phrase in _parser().parse(text):
        position += len(phrase)
        stops.add(position)
    for word in _WORDS.finditer(text):
        stops -= set(range(word.start() + 1, word.end()))
        stops |= {word.start(), word.end()}
    bounds = sorted(stops - {0})
    found: list[str] = []
    start, held = 0, ""
    for stop in bounds:
        piece, start = held + text[start:stop], stop
        held = ""
        if len(piece) == 1 and piece in _GLUED_FORWARD and stop < len(text):
            held = piece
        elif found and (piece[0] in _CLOSING or len(piece) == 1 and len(found[-1]) < 4):
            found[-1] += piece
        else:
            found.append(piece)
    return tuple(found)


def _parted(piece: str, room: float) -> list[str]:
    """A piece wider than the column in parts: the small word before it first, else two halves."""
    if width(piece) <= room or len(piece) < 2:
        return [piece]
    number = re.match(r"[0-9.]+(?=[^0-9.])", piece)
    cut = number.end() if number else 1 if piece[0] in _GLUED_FORWARD[1:] else len(piece) // 2
    if piece[cut] in _CLOSING and cut + 1 < len(piece):
        cut += 1
    return [*_parted(piece[:cut], room), *_parted(piece[cut:], room)]


def _filled(found: list[str], widths: tuple[float, ...], room: float) -> list[str]:
    filled, used = [""], 0.0
    for piece, wide in zip(found, widths, strict=True):
        if filled[-1] and used + wide > room + 1e-6:
            filled.append("")
            used = 0.0
        filled[-1] += piece
        used += wide
    return filled


@cache
def _parser():
    from budoux import load_default_simplified_chinese_parser

    return load_default_simplified_chinese_parser()
