"""Reading a draft: YAML front matter between ``---`` lines, then text with ``#`` levels."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, get_type_hints

from docgen.characters import unprintable
from docgen.papers.drafts.draft import FORMATS, MARKS, SIGN_OFFS, Annex, Block, Draft
from docgen.papers.drafts.levels import all_marks, quoted
from docgen.papers.table import A3, A4
from docgen.papers.tables import TABLES
from docgen.problem import DocgenError, Problem

_FRONT = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_HEADING = re.compile(r"(#{1,6})\s*(.*)")
_DATE = re.compile(r"(\d{4})\s*[-年./]\s*(\d{1,2})\s*[-月./]\s*(\d{1,2})\s*日?")
_NO = ("false", "no", "否")
_NOT_KEYS = ("blocks", "reminders")
_ANNEX_KEYS = ("title", "file", "roster", "table", "bound", "paper")


def read_draft(text: str, file: str = "") -> Draft:
    """The draft that ``text`` holds.

    Raises DocgenError with the line for a key or value that is wrong, a heading level that is skipped, no title.
    """
    _refuse_unprintable(text, file)
    found = _FRONT.match(text)
    front, body, first_line = ({}, text, 1)
    if found:
        front = _front(found[1], file)
        body, first_line = text[found.end() :], text[: found.end()].count("\n") + 1
    problems: list[Problem] = []
    values = {key: _value(key, value, file, problems) for key, value in front.items()}
    blocks = _blocks(body, file, first_line, problems)
    if not values.get("title"):
        problems.append(Problem("缺少标题：请在开头的 --- 之间写上 title: 关于……的通知", file=file))
    if not blocks:
        problems.append(Problem("没有正文：请在第二个 --- 之后写正文", file=file))
    if problems:
        raise DocgenError("文稿有误，未生成公文", tuple(problems))
    return Draft(**values, blocks=blocks)


def read_blocks(text: str, file: str = "") -> tuple[Block, ...]:
    """The blocks of an annex's text, without front matter."""
    _refuse_unprintable(text, file)
    problems: list[Problem] = []
    blocks = _blocks(text, file, 1, problems)
    if problems:
        raise DocgenError("附件有误，未生成公文", tuple(problems))
    return blocks


def _refuse_unprintable(text: str, file: str) -> None:
    """Raise DocgenError with the lines that hold characters no paper can print."""
    if not unprintable(text):
        return
    problems = tuple(
        Problem(f"含有无法印出的字符（{'、'.join(codes)}）：请删去，若是造字请换成通用的字", file, cell=f"第{number}行")
        for number, line in enumerate(text.split("\n"), 1)
        if (codes := unprintable(line))
    )
    raise DocgenError("文稿有误，未生成公文", problems)


def _front(text: str, file: str) -> dict[str, Any]:
    import yaml

    try:
        # every scalar as it is written: a copy number keeps its zeros, a date its form
        front = yaml.load(text, Loader=yaml.BaseLoader) or {}
    except yaml.YAMLError as error:
        line = getattr(getattr(error, "problem_mark", None), "line", 0) + 2
        raise DocgenError("文稿有误，未生成公文", (Problem("开头的 YAML 写法有误：每行一个“键: 值”，列表写成 [甲, 乙]", file, cell=f"第{line}行"),)) from None
    if not isinstance(front, dict):
        raise DocgenError("文稿有误，未生成公文", (Problem("开头的 --- 之间应为“键: 值”", file, cell="第2行"),))
    known = [name for name in get_type_hints(Draft) if name not in _NOT_KEYS]
    unknown = [key for key in front if key not in known]
    if unknown:
        raise DocgenError("文稿有误，未生成公文", tuple(Problem(f"没有“{key}”这一项{_nearest(str(key), known)}", file) for key in unknown))
    return front


def _value(key: str, value: Any, file: str, problems: list[Problem]) -> Any:
    """A front matter value as the draft's field has it; what is wrong goes to ``problems``."""
    if key == "annexes":
        return tuple(_annex(item, file, problems) for item in _many(value))
    wanted = str(get_type_hints(Draft)[key])
    if "tuple" in wanted:
        items = tuple(str(item).strip() for item in _many(value))
        if key == "levels" and not all_marks(items):
            problems.append(Problem(f"levels 应从{quoted(MARKS)}中选，不重复，现为{quoted(items)}", file))
        return items
    if "date" in wanted:
        return _date(key, value, file, problems)
    if "int" in wanted:
        if isinstance(value, str) and value.isascii() and value.isdigit() and int(value):
            return int(value)
        problems.append(Problem(f"{key} 应为正整数，现为“{value}”", file))
        return None
    text = "" if value is None else str(value).strip()
    choices = {"format": FORMATS, "sign_off": SIGN_OFFS}.get(key)
    if choices and text not in choices:
        problems.append(Problem(f"{key} 应为{'、'.join(choices)}之一，现为“{text}”", file))
    return text


def _many(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, list | tuple) else [value]


def _date(key: str, value: Any, file: str, problems: list[Problem]) -> date | None:
    found = _DATE.fullmatch(str(value).strip())
    try:
        return date(*map(int, found.groups())) if found else _wrong(key, value, file, problems)
    except ValueError:
        return _wrong(key, value, file, problems)


def _wrong(key: str, value: Any, file: str, problems: list[Problem]) -> None:
    problems.append(Problem(f"{key} 应为日期，如 2018-04-08，现为“{value}”", file))


def _annex(item: Any, file: str, problems: list[Problem]) -> Annex:
    """One annex: a name, which may be a table's of the ledger, or the keys that say where it comes from."""
    given = item if isinstance(item, dict) else {"title": item}
    for key in given:
        if key not in _ANNEX_KEYS:
            problems.append(Problem(f"annexes 中没有“{key}”这一项，可用 {'、'.join(_ANNEX_KEYS)}", file))
    values = {key: str(given.get(key) or "").strip() for key in _ANNEX_KEYS}
    title = (values["title"] or values["table"]).rstrip("。；，")
    if not title:
        problems.append(Problem("annexes 中有一项没有 title（附件名称）", file))
    table = values["table"] or (values["file"] and f"file:{values['file']}") or (values["roster"] and f"roster:{values['roster']}") or (title if title in TABLES else "")
    paper = values["paper"].upper() or A4
    if paper not in (A4, A3):
        problems.append(Problem(f"附件“{title}”的 paper 应为 A4 或 A3，现为“{values['paper']}”", file))
    elif paper == A3 and table not in TABLES:
        problems.append(Problem(f"附件“{title}”不能用 A3：A3 只用于台账中的表（{'、'.join(TABLES)}）", file))
    return Annex(title, table=table, bound=values["bound"].lower() not in _NO, paper=paper)


def _blocks(text: str, file: str, first_line: int, problems: list[Problem]) -> tuple[Block, ...]:
    blocks: list[Block] = []
    level = 0
    for number, line in enumerate(text.splitlines(), first_line):
        line = line.strip()
        if not line:
            continue
        heading = _HEADING.fullmatch(line)
        if not heading:
            blocks.append(Block(0, line))
            continue
        depth = len(heading[1])
        if depth > 4:
            problems.append(Problem("标题最多四级（#、##、###、####）", file, cell=f"第{number}行"))
        elif depth > level + 1 and not (level == 0 and depth == 3) and not (level == 1 and depth == 3):
            problems.append(Problem(f"标题从{level or '正文'}级跳到{depth}级，中间缺了一级", file, cell=f"第{number}行"))
        level = depth
        blocks.append(Block(depth, heading[2].strip()))
    return tuple(blocks)


def _nearest(word: str, known: list[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(word, known, 1)
    return f"，是否为“{near[0]}”" if near else f"；可用的有：{'、'.join(known)}"
