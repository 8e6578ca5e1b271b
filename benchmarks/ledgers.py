"""Ledgers of any size in the three-table forms, as the units of ``data/zhanhe`` send them: ``make(folder, 10_000)``.

Each unit's workbook has 附件1 (前期), 附件2 (新建), 附件3 (在建, 22 columns under two header rows) with the habits of
real ones: numbers as text, 约12000, totals as formulas, telephones behind names with and without a blank. The same
arguments make the same figures; the months of one office go on from each other. ``python benchmarks/ledgers.py DIR 10000``
writes the workbooks and the settings of such an office.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Sequence
from pathlib import Path

MONTHS = ("2021-01", "2021-02", "2021-03")
PROJECTS_OF_A_UNIT = 60

_PLACES = ("曹镇", "九里", "北渡", "轻工", "马庄", "高阳", "姚孟", "荆山", "河滨", "南环", "东工", "沁园", "程庄", "宝石", "柏楼", "汴城", "落凫", "青石", "锦绣", "白鹭")
_KINDS = ("乡", "镇", "街道")
_WHAT = ("冷链物流园", "智慧停车场", "新材料生产线", "商业综合体", "老旧小区改造", "仓储配送基地", "农产品批发市场", "高标准农田", "污水管网提升", "道路改扩建")
_HOW = ("", "一期", "二期", "三期", "扩建", "改造", "升级", "配套设施")
_TRADES = ("农业", "服务业", "基础设施", "生态环保", "社会民生", "工业")
_TOTALS = (1850, 3200, 4200, 8000, 9100.5, 12000, 15750.5, 45000, 103000)
_LEADERS = ("宁建平", "魏新跃", "李焯鸿", "刘玉兴", "马向阳", "张瑞甫", "金武军", "王续强")
_YEARS = ("2021", "2021-2022", "2019－2022", "2020-2021")
_PROGRESS = ("主体施工", "正在进行二层主体施工，地下室防水已完成", "基础开挖，桩基完成六成", "内外装修，室外管网同步实施")
_MISSING = ("用地指标尚未落实", "资金未到位", None)

_PLANNED = ("序号", "项目名称", "行业领域", "建设内容及规模", "建设年限", "建设地点", "总投资", "签约情况", "手续办理进展", "拆迁进展", "存在问题", "责任单位", "项目单位", "项目单位联系人及电话")
_NEW = ("序号", "项目名称", "行业领域", "建设单位", "建设规模和主要内容", "项目实施地点", "总投资", "建设起止年限", "2021年投资目标", "前期进展情况（必须填写详细，不能留空格）", None, None, None, "项目进展情况", "项目单位联系人及电话", "备注")
_NEW_UNDER = (*[None] * 9, "审批、核准、备案", "环评", "土地", "规划", None, None, None)
_BUILDING = ("序号", "项目名称", "行业领域", "建设内容及规模", "建设年限", "建设地点", "总投资", "本月完成投资", "累计完成投资", "年度完成投资", "形象进度", "联审联批手续", None, None, None, None, "2021年计划完成投资", "首席服务员", "责任单位", "责任人", "项目单位", "项目单位联系人及电话")
_BUILDING_UNDER = (*[None] * 11, "用地审批手续", "审批核准备案手续", "用地规划手续", "建设规划手续", "环评审批手续", *[None] * 6)
_SUMMED = (7, 8, 9, 10, 17)


def units(projects: int) -> list[str]:
    """The names of the units that so many projects in construction are shared by."""
    count = max(1, -(-projects // PROJECTS_OF_A_UNIT))
    names = (f"{place}{'' if turn == 0 else '东西南北中新'[turn % 6] * (1 + turn // 6)}{kind}" for turn in range(99) for kind in _KINDS for place in _PLACES)
    return [name for name, _ in zip(names, range(count), strict=False)]


def make(folder: Path, projects: int, months: Sequence[str] = MONTHS[-1:]) -> list[Path]:
    """Write ``folder/MONTH/UNIT.xlsx`` for every month and unit; answer the folders of the months.

    ``projects`` are those in construction (在建); for every six of them there are one planned (前期) and one new (新建).
    """
    names = units(projects)
    made = []
    for month in months:
        place = folder / month
        place.mkdir(parents=True, exist_ok=True)
        made.append(place)
        for index, unit in enumerate(names):
            count = projects * (index + 1) // len(names) - projects * index // len(names)
            _write(place / f"{unit}.xlsx", unit, count, MONTHS.index(month) + 1)
    return made


def settings(projects: int) -> str:
    """The lines of ``docgen.toml`` by which the office knows its units."""
    listed = ", ".join(f'"{unit}"' for unit in units(projects))
    return f'[office]\nregion = "湛河区"\n\n[reporting]\nunits = [{listed}]\n'


def _write(path: Path, unit: str, count: int, month: int) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    some = -(-count // 6)
    _sheet(book.active, "附件1", "前期项目谋划表", (_PLANNED,), [_planned(unit, number) for number in range(1, some + 1)])
    _sheet(book.create_sheet(), "附件2", "新建（竣工）项目情况表", (_NEW, _NEW_UNDER), [_new(unit, number) for number in range(1, some + 1)])
    building = book.create_sheet()
    rows = [_building(unit, number, month) for number in range(1, count + 1)]
    _sheet(building, "附件3", "在建项目进展情况表", (_BUILDING, _BUILDING_UNDER), rows)
    last = building.max_row
    building.cell(last + 1, 1, "合计")
    for column in _SUMMED:
        letter = building.cell(1, column).column_letter
        building.cell(last + 1, column, f"=SUM({letter}6:{letter}{last})")
    book.save(path)


def _sheet(sheet, name: str, title: str, heads: Sequence[tuple], rows: Sequence[list]) -> None:
    """One table below its label, title and unit; what has one header row of two is joined downwards."""
    wide = len(heads[0])
    sheet.title = name
    sheet.append([f"{name[:2]} {name[2:]}"])
    sheet.append([f"湛河区 2021 年{title}"])
    sheet.merge_cells(start_row=2, start_column=1, end_row=2, end_column=wide)
    sheet.append([*[None] * (wide - 2), "单位：万元"])
    for head in heads:
        sheet.append(head)
    if len(heads) > 1:
        for column in range(1, wide + 1):
            if heads[1][column - 1] is None:
                sheet.merge_cells(start_row=4, start_column=column, end_row=5, end_column=column)
        under = [column for column in range(1, wide + 1) if heads[1][column - 1]]
        sheet.merge_cells(start_row=4, start_column=under[0], end_row=4, end_column=under[-1])
    for row in rows:
        sheet.append(row)


def _dice(unit: str, number: int, what: str) -> random.Random:
    """Chances that belong to one project for good, whatever the size of the ledger and the month."""
    return random.Random(f"{unit}{number}{what}")


def _name(unit: str, number: int) -> str:
    turn, what = divmod(number - 1, len(_WHAT))
    round_, how = divmod(turn, len(_HOW))
    return f"{unit}{_WHAT[what]}{_HOW[how]}{f'第{round_ + 1}标段' if round_ else ''}"


def _planned(unit: str, number: int) -> list:
    dice = _dice(unit, number, "前期")
    total = dice.choice(("约12000", "3,500", 2600, "7200"))
    return [
        number, f"{_name(unit, number)}谋划项目", dice.choice(_TRADES), "新建及配套设施", "2022-2023", unit, total,
        dice.choice(("正在洽谈", "已签约")), "正在编制可研", "未启动", dice.choice(_MISSING), f"{unit}办事处", "平顶山某公司",
        f"王经理1380000{dice.randrange(10_000):04}",
    ]  # fmt: skip


def _new(unit: str, number: int) -> list:
    dice = _dice(unit, number, "新建")
    return [
        number, f"{_name(unit, number)}新建项目", dice.choice(_TRADES), "某建设公司", "主体及附属工程", unit, dice.choice(_TOTALS),
        "2021.03-2022.12", 1500, "已备案", "已批复", "已取得", "已批复", "正在平整场地", f"王经理 1380000{dice.randrange(10_000):04}", None,
    ]  # fmt: skip


def _building(unit: str, number: int, month: int) -> list:
    dice = _dice(unit, number, "在建")
    total, plan_share = dice.choice(_TOTALS), dice.uniform(0.2, 0.6)
    plan = round(total * plan_share, 1)
    before, idle = round(total * dice.uniform(0, 0.2), 1), dice.random() < 0.08
    pace = [0.0 if idle else round(plan * dice.uniform(0.04, 0.11), 1) for _ in MONTHS]
    year = round(sum(pace[:month]), 1)
    progress = dice.choice(_PROGRESS) if year else "尚未开工"
    gap = dice.choice(("", " "))
    return [
        number, f"{_name(unit, number)}项目", dice.choice(_TRADES), "新建及配套设施", dice.choice(_YEARS), unit, total,
        pace[month - 1], round(before + year, 1), year, progress, *(_approval(dice) for _ in range(5)), plan,
        dice.choice(_LEADERS), f"{unit}办事处", "李主任", "平顶山某公司", f"王经理{gap}1380000{dice.randrange(10_000):04}",
    ]  # fmt: skip


def _approval(dice: random.Random) -> str:
    state = dice.choice(("未办理", "正在办理", "已办结", ""))
    return state or f"已办结，文号：平国土〔2020〕{dice.randrange(1, 100)}号"


if __name__ == "__main__":
    where, size = Path(sys.argv[1]), int(sys.argv[2])
    for path in make(where / "data", size, MONTHS):
        print(path)
    (where / "docgen.toml").write_text(settings(size), encoding="utf-8")
