"""Reads the tables that a file defines (表格.toml): every mistake is told with its table and column, all at once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from docgen.ledger.nearest import nearest
from docgen.ledger.reading.dictionary import STANDARD, Dictionary
from docgen.ledger.report import STAGES
from docgen.papers.table import INTEGER, MONEY, NAME, PERCENT, POINTS, SIGNED, TEXT, Column
from docgen.papers.tables.defined.definition import (
    BLANK,
    FORMULA,
    MATTERS,
    NODES,
    PROCEDURES,
    PROJECTS,
    Definition,
    Order,
    Show,
)
from docgen.papers.tables.defined.formula import Wrong, formula
from docgen.papers.tables.defined.sieve import OPEN, OVERDUE, WORDS
from docgen.papers.tables.defined.vocabulary import TICKS, Known, find, known_of, nearest_words
from docgen.problem import DocgenError, Problem, reason
from docgen.settings.spelling import as_toml

HOLDS = {"文字": TEXT, "短语": NAME, "整数": INTEGER, "金额": MONEY, "百分比": PERCENT, "百分点": POINTS, "增减": SIGNED}
"""What a column may be said to hold (内容)."""

_TABLE = {"名称": str, "标题": str, "横排": bool, "行": str, "只列": list, "阶段": list, "来源表": list, "条件": str, "排序": list,
          "分组": str, "分组小计": bool, "合计": bool, "单位": str, "截止": str, "注": str, "手填": bool, "每期": bool, "栏": list}  # fmt: skip
_COLUMN = {"栏目": str, "取": str, "算": str, "内容": str, "合并": bool, "宽": int, "求和": bool}
_KINDS = {str: "加引号的文字", bool: "true 或 false（是、否），不加引号", list: "方括号中的列表", int: "整数"}
_ROWS = (PROJECTS, NODES, PROCEDURES, MATTERS)
_PLACES = {"地区", "报告期", "年", "名称", "截止日"}
_PLACE = re.compile(r"\{([^{}]*)\}")
_FALLING = re.compile(r"^(.*?)[\s　]*[（(]?(?:(降序|倒序|[从由](?:大[到至]小|高[到至]低|多[到至]少|长[到至]短|晚[到至]早))|升序|[从由](?:小[到至]大|低[到至]高|少[到至]多|短[到至]长|早[到至]晚))[）)]?$")
_UNSAFE = re.compile(r'[\\/:*?"<>|]')


def read_definitions(path: Path, dictionary: Dictionary = STANDARD, taken: Iterable[str] = ()) -> tuple[Definition, ...]:
    """The tables of the file; ``taken`` are names that no table of it may bear.

    Raises DocgenError with every mistake, each with its table and column.
    """
    entries = _entries(path)
    problems: list[Problem] = []
    known = [*taken]
    found = []
    for number, entry in enumerate(entries, 1):
        reader = _Reader(path.name, number, dictionary, problems)
        if (definition := reader.table(entry, known)) is not None:
            found.append(definition)
            known.append(definition.name)
    if problems:
        raise DocgenError(f"{path.name} 有误，其中的表不能用", tuple(problems))
    return tuple(found)


def _entries(path: Path) -> list[Mapping[str, Any]]:
    try:
        data = tomllib.loads(as_toml(path.read_text(encoding="utf-8-sig")))
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        where = f"第 {found[1]} 行" if found else "末尾"
        raise DocgenError(f"{path}：{where}写法不对：每张表以 [[表]] 开头，每项写成 名称 = \"问题清单\"，栏写成 栏 = [\"序号\", \"项目名称\"]") from None
    except UnicodeDecodeError:
        raise DocgenError(f"{path}：不是 UTF-8 编码：请在记事本中另存，编码选 UTF-8") from None
    except OSError as error:
        raise DocgenError(f"{path}：无法读取（{reason(error)}）") from None
    wrong = [name for name in data if name != "表"]
    tables = data.get("表", [])
    if wrong or not isinstance(tables, list) or not all(isinstance(each, dict) for each in tables):
        advice = f"“{wrong[0]}”应写在 [[表]] 之下" if wrong else "“表”要用两层方括号"
        raise DocgenError(f"{path}：每张表以 [[表]] 开头，{advice}")
    return tables


@dataclass
class _Reader:
    """Reads one table; what is wrong with it goes to ``problems``."""

    file: str
    number: int
    dictionary: Dictionary
    problems: list[Problem]
    name: str = ""
    rows: str = PROJECTS
    _keys: set[str] = field(default_factory=set)

    def wrong(self, message: str, place: str = "") -> None:
        self.problems.append(Problem(message, self.file, self.name or f"第{self.number}张表", place))

    def table(self, entry: Mapping[str, Any], taken: list[str]) -> Definition | None:
        """The table that an entry defines; None where it is wrong."""
        before = len(self.problems)
        entry = self._checked(entry, _TABLE, "")
        self._named(entry, taken)
        self._of_what(entry)
        shows = tuple(filter(None, (self._column(number, each) for number, each in enumerate(entry.get("栏", ()), 1))))
        if not entry.get("栏"):
            self.wrong("没有栏目：请写 栏 = [\"序号\", \"项目名称\", …]", "栏")
        for key in ("标题", "截止", "注"):
            self._placed(entry.get(key, ""), key, _PLACES)
        made = Definition(
            self.name,
            self.rows,
            shows,
            title=entry.get("标题", ""),
            landscape=entry.get("横排", len(shows) > 9),
            only=self._words(entry, "只列", (*WORDS, *self._own_words())),
            stages=self._words(entry, "阶段", STAGES),
            forms=self._words(entry, "来源表", ()),
            condition=self._condition(entry),
            order=tuple(filter(None, (self._order(each) for each in entry.get("排序", ())))),
            group=self._key(entry.get("分组", ""), "分组"),
            subtotals=entry.get("分组小计", False),
            total=entry.get("合计", False),
            unit=entry.get("单位", "单位：万元" if any(show.column.holds == MONEY for show in shows) else ""),
            as_of=entry.get("截止", ""),
            note=entry.get("注", ""),
            by_hand=entry.get("手填", False),
            monthly=entry.get("每期", False),
            file=self.file,
        )
        return made if len(self.problems) == before else None

    def _named(self, entry: Mapping[str, Any], taken: list[str]) -> None:
        name = "".join(entry.get("名称", "").split())
        if not name:
            self.wrong("没有名称：请写 名称 = \"问题清单\"", "名称")
        elif _UNSAFE.search(name):
            self.wrong(f"名称“{name}”中有不能作文件名的符号：请换掉 \\ / : * ? \" < > |", "名称")
        elif name in taken:
            self.wrong(f"已有“{name}”这张表：请换一个名称", "名称")
        self.name = name

    def _of_what(self, entry: Mapping[str, Any]) -> None:
        from docgen.figures.indicators.groupings import GROUPINGS

        known = (*_ROWS, *(each.name for each in GROUPINGS.values()))
        rows = entry.get("行", PROJECTS)
        if rows not in known:
            self.wrong(f"行不能是“{rows}”{_near(rows, known)}", "行")
            return
        self.rows = rows
        if rows not in (PROJECTS, NODES, PROCEDURES):
            for key in ("阶段", "来源表"):
                if entry.get(key):
                    self.wrong(f"行为“{rows}”的表不能按{key}选：请删去这一项", key)

    def _own_words(self) -> tuple[str, ...]:
        return (OPEN, OVERDUE) if self.rows in (NODES, PROCEDURES, MATTERS) else ()

    def _column(self, number: int, entry: Any) -> Show | None:
        if isinstance(entry, str):
            entry = {"栏目": entry}
        if not isinstance(entry, dict):
            self.wrong("应为加引号的栏目名称，或 { 栏目 = \"…\", 取 = \"…\" }", f"第{number}栏")
            return None
        heading = str(entry.get("栏目") or "").strip()
        place = f"第{number}栏“{heading}”" if heading else f"第{number}栏"
        entry = self._checked(entry, _COLUMN, place)
        if not heading:
            self.wrong("没有栏目名称：请写 栏目 = \"…\"", place)
            return None
        self._placed(heading, place, {"年"})
        header = tuple(part.strip() for part in heading.split("/") if part.strip())
        known = self._known(entry, header, place)
        return None if known is None else self._show(number, entry, header, known, place)

    def _known(self, entry: Mapping[str, Any], header: tuple[str, ...], place: str) -> Known | None:
        """What the column shows: as 取 or 算 say, else as its heading says."""
        if "算" in entry:
            if "取" in entry:
                self.wrong("取和算只能写一项", place)
            self._formula(entry["算"], place)
            return Known(FORMULA, ("算",), NAME)
        word = entry.get("取") or header[-1].replace("{年}", "")
        if found := find(word, self.rows, self.dictionary):
            return found
        if "取" in entry:
            self.wrong(f"行为“{self.rows}”的表没有“{word}”可取{nearest_words(word, self.rows)}；台账里的其他栏目写成 其他/栏目名称", place)
        else:
            advice = nearest_words(word, self.rows)
            self.wrong(f"看不出这一栏取什么{advice}；请加 取 = \"…\"，由人填写的栏写 取 = \"空白\"", place)
        return None

    def _show(self, number: int, entry: Mapping[str, Any], header: tuple[str, ...], known: Known, place: str) -> Show:
        said = entry.get("内容", "")
        if said and said not in HOLDS:
            self.wrong(f"内容应为{'、'.join(HOLDS)}之一，现为“{said}”", place)
        ticks = known.holds == TICKS
        holds = HOLDS.get(said) or (NAME if ticks else known.holds)
        plain = known.key not in (FORMULA, BLANK) and "/" not in known.key and ":" not in known.key and known.key not in self._keys
        key = known.key if plain else f"column_{number}"
        self._keys.add(key)
        width = entry.get("宽", 0)
        if not 0 <= width <= 60:
            self.wrong(f"宽是大约几个字，应在 1 至 60 之间，现为 {width}", place)
        column = Column(key, header, holds, entry.get("合并", False), known.field, width)
        return Show(column, known.key, entry.get("算", ""), entry.get("求和", ticks or holds == MONEY and known.key != FORMULA), place)

    def _formula(self, text: str, place: str) -> None:
        try:
            names = formula(text).names
        except Wrong as error:
            self.wrong(f"算式“{text}”有误：{error}", place)
            return
        words = {word for each in known_of(self.rows).values() for word in (*each.words, each.key)}
        for name in sorted(names - words):
            self.wrong(f"算式中没有“{name}”可用{nearest_words(name, self.rows)}", place)

    def _condition(self, entry: Mapping[str, Any]) -> str:
        if text := entry.get("条件", ""):
            self._formula(text, "条件")
        return text

    def _key(self, word: str, place: str) -> str:
        if not word:
            return ""
        if found := find(word, self.rows, self.dictionary):
            return found.key
        self.wrong(f"没有“{word}”可用{nearest_words(word, self.rows)}", place)
        return ""

    def _order(self, entry: Any) -> Order | None:
        if not isinstance(entry, str):
            self.wrong("应为加引号的文字，如 \"责任单位\"、\"总投资 从大到小\"", "排序")
            return None
        found = _FALLING.match(entry)
        key = self._key(found[1] if found else entry, "排序")
        return Order(key, bool(found and found[2])) if key else None

    def _words(self, entry: Mapping[str, Any], key: str, known: tuple[str, ...]) -> tuple[str, ...]:
        words = entry.get(key, [])
        for word in words:
            if not isinstance(word, str):
                self.wrong("应为加引号的文字组成的列表", key)
            elif known and word not in known:
                self.wrong(f"没有“{word}”{_near(word, known)}", key)
        return tuple(str(word) for word in words)

    def _placed(self, text: str, place: str, known: set[str]) -> None:
        if set(_PLACE.sub("", text)) & set("{}"):
            self.wrong(f"“{text}”的花括号没有成对：请写成 {{报告期}} 这样", place)
        for word in _PLACE.findall(text):
            if word not in known:
                told = "、".join("{" + each + "}" for each in sorted(known))
                self.wrong(f"没有“{{{word}}}”可填，可用的有：{told}", place)

    def _checked(self, entry: Mapping[str, Any], known: Mapping[str, type], place: str) -> dict[str, Any]:
        """The entries of the right kind; the others are told."""
        right = {}
        for key, value in entry.items():
            wanted = known.get(key)
            if wanted is None:
                self.wrong(f"没有“{key}”这一项{_near(key, known)}", place or key)
            elif not isinstance(value, wanted) or isinstance(value, bool) != (wanted is bool):
                if wanted is list and isinstance(value, str):
                    right[key] = [value]
                else:
                    self.wrong(f"{key}应为{_KINDS[wanted]}，现为 {_typed(value)}", place or key)
            else:
                right[key] = value
        return right


def _typed(value: Any) -> str:
    """A value of the file as it stands there."""
    return f'"{value}"' if isinstance(value, str) else {True: "true", False: "false"}.get(value, "") if isinstance(value, bool) else str(value)


def _near(word: str, known: Iterable[str]) -> str:
    near = nearest(word, known, 1)
    return f"，是否为“{near[0]}”" if near else f"；可用的有：{'、'.join(known)}"
