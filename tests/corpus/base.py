"""The plain workbook that every habit spoils: a town's 在建项目进展情况表 of March 2021."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from tests.corpus.book import Book, Column, Row

_COLUMNS = (
    ("serial", "序号"), ("name", "项目名称"), ("industry", "行业领域"), ("content", "建设内容及规模"), ("years", "建设年限"),
    ("site", "建设地点"), ("total_investment", "总投资"), ("month_investment", "本月完成投资"),
    ("cumulative_investment", "累计完成投资"), ("year_investment", "年度完成投资"), ("progress", "形象进度"),
    ("annual_plan", "年度计划完成投资"), ("leaders", "首席服务员"), ("units", "责任单位"),
    ("responsible_person", "责任人"), ("owner", "项目单位"), ("contact", "项目单位联系人及电话"), ("start", "开工时间"),
)  # fmt: skip

_PROJECTS = (
    ("河滨路北延道路工程", "交通", "长1.8公里，红线宽40米", "2020-2021", "河滨路", 12000, 350, 7800.5, 950, "路基完成"),
    ("北渡粮食物流园项目", "农业", "建设仓储库房4栋", "2019-2021", "北渡村", 8600, 120.25, 5210, 400, "主体封顶"),
    ("轻工路棚户区改造项目（一期）", "民生", "建筑面积12万平方米", "2020-2022", "轻工路", 54583, 1200, 21000, 3600, "3#楼主体施工"),
    ("电子元件产业园项目", "工业", "标准厂房6万平方米", "2020-2022", "产业园", 30000, 0, 9000, 500, "基础施工"),
    ("高阳污水处理厂提标工程", "基础设施", "日处理2万吨", "2020-2021", "高阳路", 4200, 88, 2100, 210, "设备安装"),
)
_PLANS = (4200, 2000, 15000, 12000, 1800)
_PEOPLE = ("赵立新", "钱世平", "孙海波", "李国强", "周明远")
_OWNERS = ("湛滨建设公司", "北渡粮贸公司", "轻工置业公司", "华芯电子公司", "高阳水务公司")


def plain() -> Book:
    """Five projects, everything written as it should be."""
    rows = [_row(number, facts) for number, facts in enumerate(_PROJECTS, 1)]
    return Book(
        above=["湛河区2021年在建项目进展情况表"],
        unit_line="单位：万元",
        columns=[Column(key, (word,)) for key, word in _COLUMNS],
        rows=rows,
    )


def _row(number: int, facts: tuple[Any, ...]) -> Row:
    name, industry, content, years, site, total, month, since, year, progress = facts
    person, owner, phone = _PEOPLE[number - 1], _OWNERS[number - 1], f"1380000{number:04}"
    cells = {
        "serial": number, "name": name, "industry": industry, "content": content, "years": years, "site": site,
        "total_investment": total, "month_investment": month, "cumulative_investment": since, "year_investment": year,
        "progress": progress, "annual_plan": _PLANS[number - 1], "leaders": person, "units": "曹镇乡政府",
        "responsible_person": "王建国", "owner": owner, "contact": f"吴经理 {phone}", "start": "2020年6月",
    }  # fmt: skip
    truth = {
        "name": name, "industry": industry, "content": content, "years": years, "site": site, "progress": progress,
        "total_investment": money(total), "month_investment": money(month), "cumulative_investment": money(since),
        "year_investment": money(year), "annual_plan": money(_PLANS[number - 1]), "leaders": [(person, "")],
        "units": ("曹镇乡政府",), "responsible_person": "王建国", "owner": owner, "contact": "吴经理", "phone": phone,
        "start": date(2020, 6, 1), "approvals": {}, "category": "", "remark": "", "problems": "",
    }  # fmt: skip
    return Row(cells, truth, project=True)


def money(value: Any) -> Decimal | None:
    """The exact amount in 万元 of a number as it is typed."""
    return None if value is None else Decimal(str(value))
