"""The sample circulars' figures, reckoned by other means: plain Python over the truth files and, for what these do not
tell (industries, years, procedures, problems), the workbooks' own cells. Nothing here is docgen's."""

from __future__ import annotations

import json
import re
from collections import Counter
from fractions import Fraction
from functools import cache
from math import floor
from pathlib import Path

from openpyxl import load_workbook

DATA = Path(__file__).parents[2] / "data"
MONTHS = ("2021-01", "2021-02", "2021-03")
OWING = ("曹镇乡", "九里山街道", "北渡街道", "轻工路街道", "马庄街道", "高阳路街道")
YELLOW, RED = 10, 30

_SHEETS = {"planning": ("附件1", 5), "new": ("附件2", 6), "building": ("附件3", 6)}
_INDUSTRY, _PLANNING_PROBLEM = 2, 10
_YEARS, _PROGRESS = 4, 10
_OF_BUILDING = {11: "用地审批手续", 12: "审批核准备案手续", 13: "用地规划手续", 14: "建设规划手续", 15: "环评审批手续"}
_OF_NEW = {9: "审批核准备案手续", 10: "环评审批手续", 11: "用地审批手续", 12: "规划手续"}


def tenth(value, places: int = 1) -> str:
    """Half up, once."""
    scaled = floor(abs(Fraction(value)) * 10**places + Fraction(1, 2))
    whole, part = divmod(scaled, 10**places)
    return f"{whole}.{part:0{places}d}" if places else str(whole)


def amount(value) -> str:
    """万元 with at most one decimal."""
    return tenth(value).removesuffix(".0")


@cache
def rows(month: str) -> tuple[dict, ...]:
    """Every project of a month: the truth file's row with what its workbook says beside."""
    found = []
    for file in sorted((DATA / "zhanhe" / month).glob("*.truth.json")):
        truth = json.loads(file.read_text(encoding="utf-8"), parse_float=Fraction, parse_int=Fraction)
        book = load_workbook(file.with_name(file.name.replace(".truth.json", ".xlsx")))
        for group, (sheet, first) in _SHEETS.items():
            cells = {plain(row[1]): row for row in book[sheet].iter_rows(min_row=first, values_only=True) if row[1]}
            for row in truth[group]:
                found.append({**row, "unit": truth["unit"], "group": group, "cells": cells[plain(row["name"])]})
    return tuple(found)


def plain(name: str) -> str:
    return re.sub(r"[\s★●▲*]", "", str(name))


def of(month: str, group: str) -> list[dict]:
    return [row for row in rows(month) if row["group"] == group]


def added(found: list[dict], key: str) -> Fraction:
    return sum((row[key] for row in found), Fraction(0))


def elapsed(month: str) -> Fraction:
    return Fraction(int(month[-2:]), 12)


def units(month: str) -> list[str]:
    return [unit for unit in OWING if any(row["unit"] == unit for row in rows(month))]


def ranking(month: str) -> list[tuple[int, str, Fraction, Fraction, Fraction]]:
    """Rank, unit, plan, done, rate."""
    found = []
    for unit in units(month):
        own = [row for row in of(month, "building") if row["unit"] == unit]
        plan, done = added(own, "plan"), added(own, "year")
        found.append((unit, plan, done, done / plan))
    return [
        (1 + sum(other[3] > rate for other in found), unit, plan, done, rate)
        for unit, plan, done, rate in sorted(found, key=lambda item: -item[3])
    ]


def industries(month: str) -> list[tuple[str, list[dict]]]:
    """在建 projects by industry, the industry with the largest total investment of all its projects first."""
    totals: Counter = Counter()
    for row in rows(month):
        totals[row["cells"][_INDUSTRY]] += row["total"]
    names = sorted(totals, key=lambda name: -totals[name])
    by = {name: [row for row in of(month, "building") if row["cells"][_INDUSTRY] == name] for name in names}
    return [(name, members) for name, members in by.items() if members]


def behind(month: str) -> list[tuple[dict, Fraction]]:
    """Projects more than ten points behind, with their gaps; the furthest first."""
    gaps = [(row, 100 * (elapsed(month) - row["year"] / row["plan"])) for row in of(month, "building")]
    return sorted(((row, gap) for row, gap in gaps if gap > YELLOW), key=lambda pair: -pair[1])


def idle(month: str) -> list[dict]:
    """Projects with no investment in this month and the one before."""
    if month == MONTHS[0]:
        return []
    before = MONTHS[MONTHS.index(month) - 1]
    resting = {(row["unit"], row["name"]) for row in of(before, "building") if row["month"] == 0}
    return [row for row in of(month, "building") if row["month"] == 0 and (row["unit"], row["name"]) in resting]


def overdue(month: str) -> list[dict]:
    """Projects that were to start before this year and say that they have not."""
    return [r for r in of(month, "building") if r["cells"][_PROGRESS] == "尚未开工" and str(r["cells"][_YEARS])[:4] < month[:4]]


def lagging(month: str) -> set[tuple[str, str]]:
    found = [*(row for row, _ in behind(month)), *idle(month), *overdue(month)]
    return {(row["unit"], row["name"]) for row in found}


def unfinished(month: str, group: str) -> tuple[int, list[tuple[str, int]]]:
    """How many projects of a group have an unfinished procedure, and how often each procedure is unfinished."""
    columns = _OF_BUILDING if group == "building" else _OF_NEW
    counts, projects = Counter(), 0
    for row in of(month, group):
        open_ones = [name for at, name in columns.items() if is_open(str(row["cells"][at] or ""))]
        counts.update(open_ones)
        projects += bool(open_ones)
    return projects, counts.most_common()


def is_open(text: str) -> bool:
    return "未" in text or "正在" in text


def problems(month: str) -> list[tuple[str, int]]:
    """Problems that more than one project reports."""
    counts = Counter(row["cells"][_PLANNING_PROBLEM] for row in of(month, "planning") if row["cells"][_PLANNING_PROBLEM])
    return [(text, count) for text, count in counts.most_common(3) if count > 1]


def growth(month: str) -> Fraction | None:
    """Against the month before, over the units that report in both."""
    if month == MONTHS[0]:
        return None
    before = MONTHS[MONTHS.index(month) - 1]
    both = set(units(month)) & set(units(before))
    now, then = (added([r for r in of(m, "building") if r["unit"] in both], "month") for m in (month, before))
    return now / then - 1


def overall(month: str) -> list[str]:
    """The figures of 总体进展 up to the industries, in the order in which they stand."""
    building = of(month, "building")
    rate = added(building, "year") / added(building, "plan")
    found = [f"{len(units(month))}个", f"{len(rows(month))}个", f"{tenth(added(list(rows(month)), 'total') / 10000)}亿元"]
    found += [f"{len(of(month, group))}个" for group in ("planning", "new", "building")]
    found += [f"{tenth(added(building, 'plan') / 10000)}亿元", f"{tenth(added(building, 'month') / 10000)}亿元"]
    found += [] if month == MONTHS[0] else [f"{tenth(added(building, 'year') / 10000)}亿元"]
    found += [f"{tenth(rate * 100)}%", f"{tenth(elapsed(month) * 100)}%", f"{tenth((rate - elapsed(month)) * 100)}个百分点"]
    return found + ([] if growth(month) is None else [f"{tenth(growth(month) * 100)}%"])


def by_industry(month: str) -> list[str]:
    found = []
    for _, members in industries(month):
        plan, done = added(members, "plan"), added(members, "year")
        found += [f"{len(members)}个", f"{amount(plan)}万元", f"{amount(done)}万元", f"{tenth(done / plan * 100)}%"]
    return found


def by_unit(month: str) -> list[str]:
    """The rates of the units named: the first three, and the last three that are behind and not among the first."""
    places = ranking(month)
    ends = [*places[:3], *[place for place in places[-min(3, len(places) // 2) :] if place not in places[:3]]]
    return [f"{tenth(rate * 100)}%" for *_, rate in ends]


def troubles(month: str) -> list[str]:
    building, late, resting = of(month, "building"), behind(month), idle(month)
    found = [f"{len(lagging(month))}个", f"{tenth(Fraction(len(lagging(month)), len(building)) * 100)}%"]
    if late:
        found += [] if len(late) == len(lagging(month)) else [f"{len(late)}个"]
        found += ["10个百分点", f"{sum(row['year'] == 0 for row, _ in late)}个"]
        for row, gap in [pair for pair in late if pair[0]["year"]][:3]:
            found += [f"{tenth(row['year'] / row['plan'] * 100)}%", f"{tenth(gap)}个百分点"]
    found += [f"{len(resting)}个"] if resting else []
    found += [f"{len(overdue(month))}个"] if overdue(month) else []
    for group in ("building", "new"):
        projects, procedures = unfinished(month, group)
        found += [f"{projects}个", *(f"{count}项" for _, count in procedures)] if projects else []
    return found + [f"{count}个" for _, count in problems(month)]


def told(name: str) -> list[dict]:
    """The projects of a ledger that is one workbook: its truth file's rows."""
    text = (DATA / f"{name}.truth.json").read_text(encoding="utf-8")
    return json.loads(text, parse_float=Fraction, parse_int=Fraction)["projects"]


def divided(found: list[dict], key: str) -> list[tuple[str, list[dict]]]:
    """The projects by what a column says, in the order of the ledger."""
    return [(name, [row for row in found if row[key] == name]) for name in dict.fromkeys(row[key] for row in found)]


def county() -> list[str]:
    """Every figure of 栾川县's circular of 2018, in the order in which they stand: a plan, and no completion."""
    projects = told("luanchuan-2018")
    found = [f"{len(projects)}个", *(f"{tenth(added(projects, key) / 10000)}亿元" for key in ("total_wan", "plan_wan"))]
    for _, members in divided(projects, "system"):
        found += [f"{len(members)}个", f"{amount(added(members, 'plan_wan'))}万元"]
    return found


def town() -> list[str]:
    """Every figure of 陈宅镇's circular of 2020-03, in the order in which they stand: no money at all."""
    projects = told("chenzhai-2020-03")
    problems = Counter(project["problem"] for project in projects if project["problem"])
    return [
        f"{len(projects)}个",
        *(f"{len(members)}个" for _, members in divided(projects, "category")),
        *(f"{count}个" for _, count in problems.most_common(3) if count > 1),
    ]
