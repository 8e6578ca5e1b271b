"""Where tags stand in the XML: a tag in one piece, a control row alone in its row, both ends of a block side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from docgen.engine.lint.blocks import Step
from docgen.engine.lint.syntax import CELL, Reading
from docgen.engine.lint.tags import COMMENT, Tag
from docgen.engine.lint.text import END, RUN, Piece
from docgen.problem import ERROR, REMINDER

Tell = Callable[[Tag, str, str, str], None]
"""Told a tag, a code, a message in Chinese and its level."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FIRST_WORDS = 20
_UNITS = {"tr": "行", "tc": "单元格", "p": "段落", "r": "文字"}
_HOME = {"tr": "tbl", "tc": "tr"}
_WITHIN = {"tr": ("tbl", "同一张表"), "tc": ("tr", "同一行")}
_CUTTING = {
    "hyperlink": "超链接",
    "ins": "修订（插入）",
    "del": "修订（删除）",
    "moveTo": "修订（移动）",
    "moveFrom": "修订（移动）",
    "sdt": "内容控件",
    "sdtContent": "内容控件",
    "smartTag": "智能标记",
    "fldSimple": "域",
}


def check_tag(tag: Tag, tell: Tell) -> None:
    """Whether a tag stands in one piece and where its prefix may stand."""
    pieces = tag.stream.between(tag.start, tag.end)
    if not pieces:
        return
    if tag.stream.kind == RUN:
        _check_pieces(tag, pieces, tell)
        _check_prefix(tag, pieces[0], tell)


def check_cell(reading: Reading, looping: bool, taken: set[tuple[str, int]], tell: Tell) -> None:
    """Whether one of docxtpl's tags for cells (vm, hm, colspan, cellbg) stands in a cell, once, and where needed in a loop.

    ``taken`` are the words and cells met so far.
    """
    if reading.word not in CELL:
        return
    cell = reading.tag.stream.at(reading.tag.start).nearest("tc")
    if cell is None:
        tell(reading.tag, "misplaced", f"{reading.tag.source} 只能写在表格的单元格里", ERROR)
    elif (reading.word, id(cell)) in taken:
        tell(reading.tag, "crowded", f"一格里只能有一个 {{% {reading.word} %}}：{reading.tag.source} 是多余的", ERROR)
    elif reading.word in ("vm", "hm") and not looping:
        tell(reading.tag, "misplaced", f"{reading.tag.source} 要写在循环里（{{%tr for … %}} 或 {{%tc for … %}} 之间）", ERROR)
    taken.add((reading.word, id(cell)))


def check_pair(step: Step, tell: Tell) -> None:
    """Whether the two ends of a block stand so that what is between them is whole."""
    first, last = step.opened, step.reading
    if first is None or first.tag.stream.kind != RUN or last.tag.stream.kind != RUN or first.tag.dashed or last.tag.dashed:
        return
    one, other = first.tag, last.tag
    if one.prefix != other.prefix:
        if not (_is_run(one) and _is_run(other)):
            wanted = f"{{%{one.prefix} " if one.prefix else "{% "
            tell(other, "mixed", f"{other.source} 与前面的 {one.source} 写法不一，这里也要以 {wanted}开头", ERROR)
        return
    begin, end = one.stream.at(one.start), other.stream.at(other.start)
    if one.prefix in _WITHIN:
        home, words = _WITHIN[one.prefix]
        if begin.nearest(home) is not end.nearest(home) and begin.nearest(home) is not None and end.nearest(home) is not None:
            tell(other, "torn", f"{other.source} 与前面的 {one.source} 不在{words}里", ERROR)
        return
    torn = _torn(begin, end, paragraphs=one.prefix == "p")
    if torn:
        tell(other, "torn", f"{other.source} 与前面的 {one.source} {torn}", ERROR)


def check_rows(tags: Sequence[Tag], tell: Tell) -> None:
    """What stands beside a control tag in its row, cell or paragraph, and will vanish with it."""
    controls: dict[tuple[str, int], Tag] = {}
    crowded: set[tuple[str, int]] = set()
    for tag in tags:
        if tag.prefix in ("tr", "tc", "p") and tag.stream.kind == RUN and (home := _home(tag)) is not None:
            key = (tag.prefix, id(home))
            if key in controls:
                crowded.add(key)
                unit = _UNITS[tag.prefix].replace("段落", "段").replace("单元格", "格")
                message = f"一{unit}里只能有一个 {{%{tag.prefix} … %}}：{tag.source} 要移到另一{unit}，前面已有 {controls[key].source}"
                tell(tag, "crowded", message, ERROR)
            else:
                controls[key] = tag
    for tag, control in _swallowed(tags, controls):
        unit = {"tr": "行", "tc": "单元格", "p": "段"}[control.prefix]
        tell(tag, "swallowed", f"{tag.source} 与 {control.source} 在同一{unit}，生成时会一起去掉，请移到别的{unit}", ERROR)
    for control, words in _words_lost(tags, {key: tag for key, tag in controls.items() if key not in crowded}):
        unit = {"tr": "行", "tc": "单元格", "p": "段"}[control.prefix]
        told = words if len(words) <= _FIRST_WORDS else words[:_FIRST_WORDS] + "…"
        tell(control, "swallowed", f"与 {control.source} 在同一{unit}的“{told}”不会印出，要印的请移到别的{unit}", REMINDER)


def _words_lost(tags: Sequence[Tag], controls: dict[tuple[str, int], Tag]) -> Iterator[tuple[Tag, str]]:
    """The words beside control tags, outside of all tags, which vanish with the row, cell or paragraph."""
    if not controls:
        return
    stream = next(iter(controls.values())).stream
    words: dict[Tag, list[str]] = {}
    taken = sorted((tag.start, tag.end) for tag in tags if tag.stream is stream)
    at = 0
    for start, end in (*taken, (len(stream.text), len(stream.text))):
        for piece in stream.between(at, start) if at < start else ():
            said = piece.text[max(0, at - piece.start) : start - piece.start].replace(END, "").strip()
            homes = ((prefix, id(piece.nearest(prefix))) for prefix in ("tr", "tc", "p"))
            control = next((controls[home] for home in homes if home in controls), None)
            if said and control is not None:
                words.setdefault(control, []).append(said)
        at = max(at, end)
    yield from ((control, "".join(pieces)) for control, pieces in words.items())


def _swallowed(tags: Sequence[Tag], controls: dict[tuple[str, int], Tag]) -> Iterator[tuple[Tag, Tag]]:
    if not controls:
        return
    for tag in tags:
        if tag.kind == COMMENT or tag.stream.kind != RUN:
            continue
        piece = tag.stream.at(tag.start)
        for prefix in ("tr", "tc", "p"):
            control = controls.get((prefix, id(piece.nearest(prefix))))
            if control is not None and control is not tag and tag.prefix != prefix:
                yield tag, control
                break


def _home(tag: Tag) -> Any:
    return tag.stream.at(tag.start).nearest(tag.prefix)


def _is_run(tag: Tag) -> bool:
    """Whether a tag stands in the text of a run or for a whole run, which may be mixed."""
    return tag.prefix in ("", "r")


def _check_prefix(tag: Tag, piece: Piece, tell: Tell) -> None:
    home = _HOME.get(tag.prefix)
    if home and (piece.nearest(home) is None or piece.nearest("tc") is None):
        opening = tag.kind + tag.prefix
        tell(tag, "misplaced", f"{opening} 只能写在表格里，这里要用 {tag.kind}p（整段）或 {tag.kind}（文字）", ERROR)


def _check_pieces(tag: Tag, pieces: list[Piece], tell: Tell) -> None:
    first = pieces[0]
    for piece in pieces[1:]:
        if piece.field != first.field:
            tell(tag, "cut", "标记被域（如页码、目录）切开，请把整个标记重新输入在域的外面", ERROR)
            return
        ours, theirs = _branches(first.chain, piece.chain)
        between = {element.tag.removeprefix(_W) for element in (*ours, *theirs) if isinstance(element.tag, str)}
        if "p" in between:
            where = "几个单元格" if "tc" in between else "几段"
            tell(tag, "split", f"标记分在了{where}里，要写在同一段文字里", ERROR)
            return
        if [element.tag for element in ours] != [element.tag for element in theirs]:
            cutting = next((word for name, word in _CUTTING.items() if name in between), "格式")
            advice = "请先接受或拒绝修订" if "修订" in cutting else "请把整个标记重新输入一遍"
            tell(tag, "cut", f"标记被{cutting}切开，一部分在里面，一部分在外面，{advice}", ERROR)
            return


def _torn(begin: Piece, end: Piece, *, paragraphs: bool) -> str:
    """Why what stands between two places is not whole, in words; empty where it is."""
    ours, theirs = _branches(_above(begin, paragraphs), _above(end, paragraphs))
    names = [[element.tag.removeprefix(_W) for element in chain if isinstance(element.tag, str)] for chain in (ours, theirs)]
    if "tc" in names[0] or "tc" in names[1]:
        return "不在同一个单元格里" if names[0].count("tc") == names[1].count("tc") else "一个在表格里，一个在表格外"
    if names[0] != names[1]:
        cutting = next((word for name, word in _CUTTING.items() if name in names[0] or name in names[1]), "文本框")
        return f"一个在{cutting}里，一个在外面"
    return ""


def _above(piece: Piece, paragraphs: bool) -> tuple[Any, ...]:
    """The elements around a text, or around its paragraph."""
    if not paragraphs:
        return piece.chain
    home = piece.nearest("p")
    return piece.chain[: piece.chain.index(home)] if home is not None else piece.chain


def _branches(one: tuple[Any, ...], other: tuple[Any, ...]) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    """What stands below the innermost element that two places share, on the way to each."""
    shared = 0
    for left, right in zip(one, other, strict=False):
        if left is not right:
            break
        shared += 1
    return one[shared:], other[shared:]


