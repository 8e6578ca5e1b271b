"""A draft's front matter: YAML between ``---`` lines before the text or in a file beside it, read into a draft's fields."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, get_type_hints

from docgen.papers.drafts.closing import day_of, listed_annexes
from docgen.papers.drafts.draft import FORMATS, MARKS, SIGN_OFFS, Annex, Draft
from docgen.papers.drafts.head import in_form, names_of
from docgen.papers.drafts.keys import NAMES, annex_field_named, annex_shown, english, plain_signs, shown
from docgen.papers.drafts.levels import all_marks, quoted
from docgen.papers.table import A3, A4
from docgen.papers.tables import TABLES
from docgen.problem import DocgenError, Problem

_WORDS = sorted((*NAMES, *(word for words in NAMES.values() for word in words)), key=len, reverse=True)
_FRONT = re.compile(r"\A\ufeff?(?P<above>\s*)(?:-{3,}|[—－–]{2,})[ \t]*\r?\n(?P<yaml>[ \t]*[^\s：:]{1,12}\s*[：:].*?)\r?\n(?:-{3,}|[—－–]{2,})[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_UNFENCED = re.compile(r"\s*(?:(?:-{3,}|[—－–]{2,})\s*\n\s*(?:" + "|".join(_WORDS) + r")|标题|公文标题|title)[ \t\u3000]*[：:]")
_COUNT = re.compile(r"(?:总?第)?([0-9]+)[期份]?")
_DATE = re.compile(r"(\d{4})\s*[-年./]\s*(\d{1,2})\s*[-月./]\s*(\d{1,2})\s*日?")
_ENDS = "。；，：:"
_NO = ("false", "no", "否", "不装订")
_APART = ("issuers", "signers", "seals")
_NOT_KEYS = ("blocks", "reminders", "plan")
_ANNEX_KEYS = ("title", "file", "roster", "table", "bound", "paper", "as_of", "note")


_WRITTEN = "开头的写法有误：每行一个“项: 值”，列表写成 [甲, 乙]；以 [、{、引号等开头而不是列表的，用引号括起来"
WRONG = "文稿有误，未生成公文"


def parted(text: str) -> tuple[str, str, int]:
    """The front matter's YAML, the text after it, and the number of the line on which that begins."""
    found = _FRONT.match(text)
    if not found:
        return "", text, 1
    # as many lines above as there are, so that a fault is told with its own
    return "\n" * found["above"].count("\n") + found["yaml"], text[found.end() :], text[: found.end()].count("\n") + 1


def refuse_unfenced(text: str, file: str) -> None:
    """Raise DocgenError where a text without front matter begins as one: its title would be printed with the word 标题."""
    if _UNFENCED.match(text):
        raise DocgenError(WRONG, (Problem("标题、主送等项要写在两行 --- 之间：请在这几项的上面和下面各写一行 ---", file, cell="第1行"),))


def read_front(text: str, file: str = "") -> dict[str, Any]:
    """The fields that front matter gives, by their own names, with the values as they are written.

    Raises DocgenError for YAML that cannot be read and for an entry that is there twice.
    """
    import yaml

    try:
        # every scalar as it is written: a copy number keeps its zeros, a date its form
        front = yaml.load(plain_signs(text), Loader=yaml.BaseLoader) or {}
    except yaml.YAMLError as error:
        line = getattr(getattr(error, "problem_mark", None), "line", 0) + 2
        raise DocgenError(WRONG, (Problem(_WRITTEN, file, cell=f"第{line}行"),)) from None
    except RecursionError:
        raise DocgenError(WRONG, (Problem("开头的 YAML 嵌套过深：每行一个“键: 值”，列表写成 [甲, 乙]", file, cell="第2行"),)) from None
    if not isinstance(front, dict):
        raise DocgenError(WRONG, (Problem("开头的 --- 之间应为“键: 值”", file, cell="第2行"),))
    found, twice = english(front)
    if twice:
        raise DocgenError(WRONG, tuple(Problem(f"“{name}”与另一项是一个意思，写了两次：请只留一项", file) for name in twice))
    # an entry left empty says nothing
    return {key: value for key, value in found.items() if value not in (None, "")}


def fields(front: Mapping[str, Any], file: str, problems: list[Problem], tables: Collection[str] = TABLES) -> dict[str, Any]:
    """The draft's fields that ``front`` gives; what is wrong goes to ``problems``.

    ``tables`` are the names of the ledger's tables that may be annexed. Raises DocgenError for unknown keys.
    """
    known = [name for name in get_type_hints(Draft) if name not in _NOT_KEYS]
    unknown = [key for key in front if key not in known]
    if unknown:
        raise DocgenError(WRONG, tuple(Problem(f"没有“{key}”这一项{_nearest(str(key), known)}", file) for key in unknown))
    return {key: _value(key, value, file, problems, tables) for key, value in front.items()}


def _value(key: str, value: Any, file: str, problems: list[Problem], tables: Collection[str]) -> Any:
    """A front matter value as the draft's field has it; what is wrong goes to ``problems``."""
    if key == "annexes":
        return tuple(_annex(item, file, problems, tables) for item in listed_annexes(value))
    wanted = str(get_type_hints(Draft)[key])
    if "tuple" in wanted:
        items = tuple(str(item).strip().rstrip(_ENDS) for item in _many(_listed(key, value)))
        if key == "levels" and not all_marks(items):
            problems.append(Problem(f"levels 应从{quoted(MARKS)}中选，不重复，现为{quoted(items)}", file))
        return items
    if "date" in wanted:
        return _date(key, value, file, problems)
    if "int" in wanted:
        count = _COUNT.fullmatch(str(value).strip())
        if count and int(count[1]):
            return int(count[1])
        problems.append(Problem(f"{shown(key)}应为正整数，现为“{value}”", file))
        return None
    text = "" if value is None else str(value).strip()
    if key == "number":
        return in_form(text)
    choices = {"format": FORMATS, "sign_off": SIGN_OFFS}.get(key)
    if choices and text not in choices:
        problems.append(Problem(f"{shown(key)}应为{'、'.join(choices)}之一，现为“{text}”", file))
    return text


def holds_several(key: str) -> bool:
    """Whether an entry of the front matter is a list."""
    return "tuple" in str(get_type_hints(Draft).get(key, ""))


def _listed(key: str, value: Any) -> Any:
    """What is set apart from one another in the layout is so in the draft; other lists are printed as they are written."""
    if key == "signers" and isinstance(value, str):
        return names_of(value)
    if key in _APART and isinstance(value, str):
        return [part.strip() for part in re.split("[、，,；;]", value) if part.strip()]
    return value


def _many(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, list | tuple) else [value]


def _date(key: str, value: Any, file: str, problems: list[Problem]) -> date | None:
    found = _DATE.fullmatch(day_of(str(value)) or str(value).strip())
    try:
        return date(*map(int, found.groups())) if found else _wrong(key, value, file, problems)
    except ValueError:
        return _wrong(key, value, file, problems)


def _wrong(key: str, value: Any, file: str, problems: list[Problem]) -> None:
    problems.append(Problem(f"{shown(key)}应为日期，如 2018-04-08，现为“{value}”", file))


def _annex(item: Any, file: str, problems: list[Problem], tables: Collection[str]) -> Annex:
    """One annex: a name, which may be a table's of the ledger, or the keys that say where it comes from."""
    given = item if isinstance(item, dict) else {"title": item}
    given = {annex_field_named(str(key)): value for key, value in given.items()}
    for key in given:
        if key not in _ANNEX_KEYS:
            problems.append(Problem(f"annexes（附件）中没有“{key}”这一项，可用的有：{'、'.join(map(annex_shown, _ANNEX_KEYS))}", file))
    values = {key: str(given.get(key) or "").strip() for key in _ANNEX_KEYS}
    title = (values["title"] or values["table"]).rstrip("。；，")
    if not title:
        problems.append(Problem("annexes 中有一项没有 title（附件名称）", file))
    table = values["table"] or (values["file"] and f"file:{values['file']}") or (values["roster"] and f"roster:{values['roster']}") or (title if title in tables else "")
    paper = values["paper"].upper() or A4
    if paper not in (A4, A3):
        problems.append(Problem(f"附件“{title}”的 paper 应为 A4 或 A3，现为“{values['paper']}”", file))
    elif paper == A3 and table not in tables:
        problems.append(Problem(f"附件“{title}”不能用 A3：A3 只用于台账中的表（{'、'.join(tables)}）", file))
    for key in ("as_of", "note"):
        if values[key] and table not in tables:
            problems.append(Problem(f"附件“{title}”不能用 {key}：它只用于台账中的表（{'、'.join(tables)}）", file))
    return Annex(title, (), table, values["bound"].lower() not in _NO, paper, values["as_of"], values["note"])


def _nearest(word: str, known: list[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(word, [*known, *(name for field in known for name in NAMES.get(field, ()))], 1)
    return f"，是否为“{near[0]}”" if near else f"；可用的有：{'、'.join(map(shown, known))}"
