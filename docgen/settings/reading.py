"""Reading ``docgen.toml``: every mistake is said with its section and key."""

from __future__ import annotations

import re
import tomllib
from dataclasses import MISSING, fields, replace
from decimal import Decimal
from math import isfinite
from pathlib import Path
from typing import Any, get_type_hints

from docgen.problem import DocgenError, reason
from docgen.rules.reading import check_exempted_rules, read_exemptions, read_persistence, read_rules
from docgen.settings.papers import STEPS, Ladder
from docgen.settings.settings import FILE, Settings
from docgen.settings.spelling import as_toml


def load(workspace: Path, file: Path | None = None) -> Settings:
    """Read the workspace's settings (or another ``file``'s); defaults where the workspace has none.

    Raises DocgenError naming the file, section and key that is wrong.
    """
    path = file or workspace / FILE
    if not path.exists() and file is None:
        return Settings(workspace=workspace)
    try:
        text = path.read_text(encoding="utf-8-sig")
        data = tomllib.loads(as_toml(text))
    except tomllib.TOMLDecodeError as error:
        raise DocgenError(f"{path}：{_miswritten(text, error)}") from None
    except UnicodeDecodeError:
        raise DocgenError(f"{path}：设置文件不是 UTF-8 编码：请在记事本中另存，编码选 UTF-8") from None
    except FileNotFoundError:
        raise DocgenError(f"没有“{path}”这个设置文件：请检查 --settings 后面的路径") from None
    except OSError as error:
        raise DocgenError(f"{path}：设置文件无法读取（{reason(error)}）") from None
    settings = Settings(workspace=workspace, found=True, file=_seen_from(workspace, path))
    sections = {f.name: f for f in fields(Settings) if f.default is MISSING}
    for name, table in data.items():
        if name not in sections or not isinstance(table, dict):
            raise DocgenError(f"{path}：没有“{name}”这一节{_nearest(name, sections)}")
        settings = replace(settings, **{name: _section(path, name, getattr(settings, name), table)})
    if settings.lag.yellow > settings.lag.red:
        raise DocgenError(f"{path} [lag]：yellow（{settings.lag.yellow}）应不大于 red（{settings.lag.red}），否则没有项目会是黄色")
    check_exempted_rules(str(path), settings.lag.exemptions, settings.lag.rule_names)
    _check_ladder(path, settings.ladder)
    return settings


def _check_ladder(path: Path, ladder: Ladder) -> None:
    """Refuse steps in the wrong order, and a level that begins at a step which the ladder lacks."""
    places = [STEPS.index(step) for step in ladder.steps]
    if places != sorted(places) or not places:
        raise DocgenError(f"{path} [ladder] steps：应由轻到重写，依次为{'、'.join(STEPS)}，可略去其中几级")
    for key, step in (("yellow", ladder.yellow), ("red", ladder.red)):
        if step not in ladder.steps:
            raise DocgenError(f"{path} [ladder] {key}：“{step}”不在 steps 之中，可用的有：{'、'.join(ladder.steps)}")
    if STEPS.index(ladder.yellow) > STEPS.index(ladder.red):
        raise DocgenError(f"{path} [ladder]：yellow（{ladder.yellow}）不应重于 red（{ladder.red}）")


def _seen_from(workspace: Path, path: Path) -> str:
    """How the workspace names another settings file than its own; empty for its own."""
    place, home = path.resolve(), workspace.resolve()
    if place == home / FILE:
        return ""
    return (place.relative_to(home) if place.is_relative_to(home) else place).as_posix()


_READERS = {("lag", "raise_after"): read_persistence, ("lag", "rules"): read_rules, ("lag", "exemptions"): read_exemptions}
"""Entries with a form of their own."""


def _section(path: Path, name: str, default: Any, table: dict[str, Any]) -> Any:
    hints = get_type_hints(type(default))
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key not in hints:
            raise DocgenError(f"{path} [{name}]：没有“{key}”这一项{_nearest(key, hints)}")
        place = f"{path} [{name}] {key}"
        if read := _READERS.get((name, key)):
            values[key] = read(place, value)
            continue
        values[key] = _value(place, hints[key], value, _least(default, key))
        _keep_to_bounds(place, default, key, values[key])
    return replace(default, **values)


def _keep_to_bounds(place: str, section: Any, key: str, value: Any) -> None:
    limits = next(each for each in fields(section) if each.name == key).metadata
    bounds, choices = limits.get("bounds"), limits.get("choices")
    if choices and isinstance(value, tuple):
        if not set(value) <= set(choices) or len(set(value)) < len(value):
            raise DocgenError(f"{place}：应从“{'”“'.join(choices)}”中选，不重复，现为“{'”“'.join(value)}”")
    elif choices and value not in choices:
        raise DocgenError(f"{place}：应为{'、'.join(choice or '空（“”）' for choice in choices)}之一，现为“{value}”")
    if bounds and not bounds[0] <= value <= bounds[1]:
        raise DocgenError(f"{place}：应在 {bounds[0]} 至 {bounds[1]} 之间，现为 {value}")


def _least(section: Any, key: str) -> int:
    """The smallest number that an entry may be: 1 where its bounds do not begin with 0."""
    limits = next(each for each in fields(section) if each.name == key).metadata
    return min(1, limits["bounds"][0]) if "bounds" in limits else 1


def _value(place: str, wanted: Any, value: Any, least: int = 1) -> Any:
    if wanted is bool and isinstance(value, bool):
        return value
    if wanted is str and isinstance(value, str):
        if any(character < " " for character in value):
            raise DocgenError(f"{place}：引号里的 \\ 被读成了换行一类的符号：路径里的 \\ 请写成 /")
        return value
    if wanted is int and isinstance(value, int) and not isinstance(value, bool) and value >= least:
        return value
    if wanted is Decimal and isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value):
        return Decimal(str(value))
    if wanted == tuple[str, ...] and isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    words = {bool: "true 或 false", str: "加引号的文字", int: "正整数", Decimal: "数字"}
    raise DocgenError(f"{place}：应为{words.get(wanted, '加引号的文字组成的列表')}，现为 {value!r}")


def _miswritten(text: str, error: tomllib.TOMLDecodeError) -> str:
    """Where the file cannot be read, the line as it is written, and what is probably wrong with it."""
    found = re.search(r"line (\d+), column", str(error))
    if not found:
        return "设置文件末尾写法不对：最后一项缺引号或方括号，请补上"
    line = text.split("\n")[int(found[1]) - 1].strip()
    return f"设置文件第 {found[1]} 行“{line}”写法不对：{_advice(line, str(error))}"


def _advice(line: str, complaint: str) -> str:
    if "Cannot declare" in complaint:
        return "这一节前面已经有了，请把下面各项写到那一节里"
    if "Cannot overwrite" in complaint or "Cannot mutate" in complaint:
        return "前面已经写过一次，请删去一处"
    if "Unclosed array" in complaint:
        return "前一项的方括号没有写完，请补上 ]"
    if "\\" in line:
        return "路径里的 \\ 请写成 /"
    return "文字前后都要加英文引号，如 name = \"湛河区人民政府办公室\"；数字不加；一节以 [office] 这样的一行开头"


def _nearest(word: str, known: Any) -> str:
    from difflib import get_close_matches

    near = get_close_matches(word, list(known), 1)
    return f"，是否为“{near[0]}”" if near else f"；可用的有：{'、'.join(known)}"
