"""Titles broken by sense (7.3.1): between words, rows in a trapezoid or a diamond, never an hourglass.

BudouX finds where a phrase may end; what must not be parted (a number with its unit, a book title,
的 and what it follows) is glued first; the best of all remaining ways to break is then taken.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import combinations
from unicodedata import east_asian_width

from docgen.layout.standard import AUTO_SPACE

_WORDS = (
    r"〔\d+〕\d*号?|（[^）]{1,12}）|“[^”]{1,12}”"
    r"|\d{4}年(?:度|第?[一二三四\d]季度|\d{1,2}月(?:份|[上下]半月|\d{1,2}日)?)?"
    r"|\d[\d.,]*(?:月份|月|日|号|个|项|[%亿万]元?)?|[A-Za-z]+"
    r"|集中开工项目|实质性开工|基础设施|营商环境|安全生产|国民经济|要素保障|专项行动|领导小组|指挥部|观摩评比|考核情况|督查情况|人民政府|办公室|街道办事处|在建项目|前期项目|新建项目|重点项目|项目建设|高质量|督办函|督办事项"
    r"|冷链|农产品|新材料|新能源|装备制造|(?:物流|产业|工业|科技|创业)园区?|标准化|厂房|停车场|高标准农田|污水|管网|处理厂|生产线|综合体|批发市场|配送|基地|服务中心|中心小学|老旧小区|棚户区|综合治理|街道(?!办)|(?:改扩|扩|新|迁|续|改)建|改造|[一二三四五]期"
    r"|(?:情况|一览|排名|反馈|谋划|清单)表|的(?:通知|通报|意见|函|决定|报告|请示|批复|公告|通告|方案)"
)
_WHOLE = re.compile(f"《[^》]*》|{_WORDS}")
_INNER = re.compile(_WORDS)
"""What stays whole within a book title that is wider than a row."""
_AFTER_BOOK = re.compile(r"(?<=》的)")
_MEETING = re.compile(r"(?<=[\u4e00-\u9fff])(?=[0-9A-Za-z])|(?<=[0-9A-Za-z])(?=[\u4e00-\u9fff])")
_NAME = re.compile(r"[\u4e00-\u9fff]{4,30}")
_ISSUER = re.compile(r"[\u4e00-\u9fff]{2,14}(?:局|委员会|政府|办公室|中心|指挥部|领导小组|厅|公司)")
_NEVER_FIRST = tuple("的和与及、，。；：！？”’）》〕】")
_NEVER_LAST = ("关于", "第", "“", "‘", "（", "《", "〔")
_MOST_ROWS, _LEAST_ROW = 5, 4
_MOST_WAYS = 30_000


def width(text: str) -> float:
    """Width in full characters: a digit or Latin letter counts one half, and a gap parts it from Chinese."""
    plain = sum(1.0 if east_asian_width(char) in "WFA" else 0.5 for char in text)
    return plain + AUTO_SPACE * len(_MEETING.findall(text))


def break_title(text: str, room: float) -> list[str]:
    """The rows of a title, each at most ``room`` characters wide where the words allow it.

    >>> break_title("关于2021年3月份重点项目建设情况的通报", 20)
    ['关于2021年3月份重点项目建设情况的通报']
    """
    names, text = _names(text)
    whole = "　".join(names) + text
    if width(whole) <= room:
        return [whole]
    if names:
        apart = [*(f"{name}　" for name in names[:-1]), names[-1]]
        return _broken(_fitting([*apart, *_pieces(text)], room), whole, room)
    rows = _broken(_fitting(_pieces(text), room), text, room)
    if len(rows[-1]) < _LEAST_ROW and "《" in text:
        # a book's name is rather parted than 通知 left alone below it
        parted = _broken(_fitting(_pieces(text, _INNER), room), text, room)
        return parted if len(parted[-1]) >= _LEAST_ROW else rows
    return rows


def _names(text: str) -> tuple[list[str], str]:
    """The issuers that a title parts from one another with blanks, and the rest without blanks."""
    before, about, behind = text.partition("关于")
    names = before.split()
    if not about or len(names) < 2 or not all(_NAME.fullmatch(name) for name in names):
        return [], "".join(text.split())
    return names, "".join((about + behind).split())


def _broken(pieces: list[str], text: str, room: float) -> list[str]:
    """The pieces in as few rows as they fit into, in the best shape."""
    fewest = -int(-width(text) // room)
    for rows in range(fewest, max(fewest, _MOST_ROWS) + 2):
        best = _best(pieces, rows, room)
        if best:
            return best
    return _even(pieces, room)


def _best(pieces: list[str], rows: int, room: float) -> list[str] | None:
    """The most even shape of so many rows, or None when the words do not fit."""
    ends = range(1, len(pieces))
    ways = _ways(len(ends), rows - 1)
    if ways > _MOST_WAYS:
        return None
    found: tuple[float, list[str]] | None = None
    for cuts in combinations(ends, rows - 1):
        bounds = (0, *cuts, len(pieces))
        lines = ["".join(pieces[a:b]).strip() for a, b in zip(bounds, bounds[1:])]
        widths = [width(line) for line in lines]
        if max(widths) > room:
            continue
        cost = _cost(lines, widths)
        if found is None or cost < found[0]:
            found = (cost, lines)
    return found and found[1]


def _ways(n: int, k: int) -> int:
    from math import comb

    return comb(n, k)


def _cost(lines: list[str], widths: list[float]) -> float:
    mean = sum(widths) / len(widths)
    cost = sum((w - mean) ** 2 for w in widths)
    cost += sum(400 for a, b, c in zip(widths, widths[1:], widths[2:]) if b < a and b < c)
    # equal rows make a rectangle: a clear step of two characters or so reads as a trapezoid
    cost += sum(12 for a, b in zip(widths, widths[1:]) if abs(a - b) < 1)
    # 关于 opens a row well: the issuer then stands on its own
    cost -= sum(120 for line in lines[1:] if line.startswith("关于"))
    cost += sum(60 for line in lines if len(line) < _LEAST_ROW)
    return cost


def _even(pieces: list[str], room: float) -> list[str]:
    """The fewest rows, as even as they can be, for titles too long to weigh every way."""
    reach = [width("".join(pieces[:end])) for end in range(len(pieces) + 1)]
    best: list[tuple[int, float, int]] = [(0, 0.0, 0)]
    for end in range(1, len(pieces) + 1):
        ways = []
        for start in range(end - 1, -1, -1):
            wide = reach[end] - reach[start]
            if wide > room and start < end - 1:
                break
            rows, cost, _ = best[start]
            ways.append((rows + 1, cost + (room - wide) ** 2, start))
        best.append(min(ways))
    cuts = [len(pieces)]
    while cuts[-1]:
        cuts.append(best[cuts[-1]][2])
    return ["".join(pieces[a:b]).strip() for b, a in zip(cuts, cuts[1:])][::-1]


def _fitting(pieces: list[str], room: float) -> list[str]:
    """No piece wider than a row: a longer one is parted between its words, a word longer than a row anywhere."""
    fitted: list[str] = []
    for piece in pieces:
        if width(piece) <= room:
            fitted.append(piece)
            continue
        parts = [part for part in _AFTER_BOOK.split(piece) if part]
        if len(parts) > 1:
            fitted.extend(_fitting(parts, room))
            continue
        for word in _pieces(piece, _INNER):
            while width(word) > room:
                cut = max(1, int(room))
                fitted.append(word[:cut])
                word = word[cut:]
            fitted.append(word)
    return fitted


def _pieces(text: str, whole: re.Pattern[str] | None = None) -> list[str]:
    """The text in parts between which a row may end; what ``whole`` finds is not parted."""
    stops = set()
    position = 0
    for phrase in _parser().parse(text):
        position += len(phrase)
        stops.add(position)
    for found in (whole or _WHOLE).finditer(text):
        stops -= set(range(found.start() + 1, found.end()))
    if "关于" in text[1:]:
        about = text.index("关于", 1)
        stops.add(about)
        if _ISSUER.fullmatch(text[:about]):
            stops -= set(range(1, about))
    pieces, last = [], 0
    for stop in sorted(stops | {len(text)}):
        head, tail = text[last:stop], text[stop:]
        if tail and (tail.startswith(_NEVER_FIRST) or head.endswith(_NEVER_LAST)):
            continue
        pieces.append(head)
        last = stop
    return pieces


@cache
def _parser():
    from budoux import load_default_simplified_chinese_parser

    return load_default_simplified_chinese_parser()
