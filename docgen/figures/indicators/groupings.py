"""Ways of grouping (分组): by industry, unit, leader …; some put a project into several groups at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from docgen.figures.grouping import UNSTATED
from docgen.ledger.nearest import nearest
from docgen.ledger.report import STAGES, Report
from docgen.problem import DocgenError

_PARTED = re.compile(r"[、，,;；/\s]+|和|及")
_LEVEL_COLUMN = re.compile(r"级别|层级|等级|重点类别|重点类型")
_LEVELS = re.compile(r"(国家|省|市|县|区|乡|镇)(?:(?:级|重点|重大|本级)|(?=[省市县区乡镇级]|$))")
_MARKED_COLUMN = re.compile(r"(?:^|/)\s*(?:是否)?(?:列入|为)?(国家|省|市|县|区)级?(?:重点|重大)(?:建设)?(?:项目)?\s*$")
_YES = re.compile(r"[√✓✔☑●○是有1]|已?列入")


@dataclass(frozen=True)
class Grouping:
    """``of`` answers the groups that a report is in, none when it does not say; ``overlaps``: there may be several."""

    key: str
    name: str
    of: Callable[[Report], tuple[str, ...]]
    overlaps: bool = False


def _one(field: str) -> Callable[[Report], tuple[str, ...]]:
    return lambda report: (getattr(report, field),) if getattr(report, field) else ()


def levels_of(report: Report) -> tuple[str, ...]:
    """The levels that claim the project (省, 市, 县…), from a column 级别 or from ticked columns like 省重点."""
    found: list[str] = []
    for path, text in report.extra:
        head = path.rsplit("/", 1)[-1]
        if _LEVEL_COLUMN.search(head):
            found += [name for part in _PARTED.split(text.strip()) for name in _LEVELS.findall(part)]
        elif (marked := _MARKED_COLUMN.search(path)) and _YES.fullmatch(text.strip()):
            found.append(marked[1])
    return tuple(f"{name}级" for name in dict.fromkeys(found))


def _leaders(report: Report) -> tuple[str, ...]:
    return tuple(dict.fromkeys(person.name for person in report.leaders))


GROUPINGS = {
    grouping.key: grouping
    for grouping in (
        Grouping("industry", "行业", _one("industry")),
        Grouping("category", "类别", _one("category")),
        Grouping("system", "体系", _one("system")),
        Grouping("level", "级别", levels_of, overlaps=True),
        Grouping("stage", "阶段", _one("stage")),
        Grouping("unit", "单位", _one("unit")),
        Grouping("leader", "领导", _leaders, overlaps=True),
        Grouping("responsible", "责任单位", lambda report: tuple(dict.fromkeys(report.units)), overlaps=True),
    )
}
"""Every grouping by its key."""

_OTHER_NAMES = {"class": "category", "分类": "category", "项目类别": "category", "行业领域": "industry", "牵头领导": "leader",
                "挂点领导": "leader", "首席服务员": "leader", "报送单位": "unit", "项目级别": "level"}  # fmt: skip


def grouping(name: str) -> Grouping:
    """The grouping called ``name``, in Chinese or by key; raises DocgenError with the nearest."""
    wanted = "".join(name.split())
    wanted = _OTHER_NAMES.get(wanted, wanted)
    for found in GROUPINGS.values():
        if wanted in (found.key, found.name):
            return found
    known = [word for each in GROUPINGS.values() for word in (each.key, each.name)]
    near = nearest(name, known, 1)
    told = "、".join(f"{each.key}（{each.name}）" for each in GROUPINGS.values())
    advice = f"，是否为“{near[0]}”？" if near else "。"
    raise DocgenError(f"没有“{name}”这种分组{advice}可用的有：{told}")


def parted(reports: Iterable[Report], by: Grouping, order: Iterable[str] = ()) -> Mapping[str, tuple[Report, ...]]:
    """Reports by group: in ``order``, then as they appear, those that name none last as 未填写."""
    groups: dict[str, list[Report]] = {name: [] for name in (*order, *(STAGES if by.key == "stage" else ()))}
    rest: list[Report] = []
    for report in reports:
        for name in by.of(report):
            groups.setdefault(name, []).append(report)
        if not by.of(report):
            rest.append(report)
    if rest:
        groups[UNSTATED] = rest
    return {name: tuple(members) for name, members in groups.items() if members}
