"""docs/lag.md: each of its examples, as it stands there, catches exactly the projects that it is meant for."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

import pytest

from docgen.figures.lag import Filings, judge
from docgen.ledger.period import Period
from docgen.ledger.report import DONE, NOT_STARTED, PENDING, Approval, Milestone, Report, Start
from docgen.settings import Lag, load
from tests.support.office import ROOT

MARCH, FEBRUARY, JANUARY = map(Period.parse, ("2021-03", "2021-02", "2021-01"))
EXAMPLES = dict(
    re.findall(r"^### (.+?)\n(?:(?!^#).)*?```toml\n(.*?)```", (ROOT / "docs" / "lag.md").read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
)


def project(name: str, year=25, month=5, plan=100, stage="在建", unit="曹镇乡", **other) -> Report:
    """A project with a plan of 100 万元 that keeps up with March unless told otherwise."""
    year, month, plan = (None if value is None else Decimal(str(value)) for value in (year, month, plan))
    return Report(name, unit, stage=stage, annual_plan=plan, year_investment=year, month_investment=month, **other)


@dataclass(frozen=True)
class Case:
    """A small ledger, and for each project that the example is to catch its level and its words."""

    reports: list[Report]
    caught: dict[str, tuple[str, str]]
    history: dict[Period, list[Report]] = field(default_factory=dict)
    filings: Filings | None = None
    exempt: dict[str, str] = field(default_factory=dict)


def start(year: int, month: int) -> Start:
    return Start(f"{year}年{month}月", date(year, month, 1), NOT_STARTED, "month")


RESTING = project("停工项目", month=0)
CASES = {
    "与简写相同的三条": Case(
        [project("甲", 14), project("乙", 15), RESTING, project("丙", start=start(2021, 2)), project("丁", start=start(2021, 4))],
        {
            "甲": ("yellow", "年度投资完成率14.0%，落后时序进度11.0个百分点"),
            "停工项目": ("yellow", "连续2个月无投资"),
            "丙": ("yellow", "计划2021年2月开工，截至2021年3月31日尚未开工"),
        },
        {FEBRUARY: [RESTING]},
    ),
    "落后时序进度多少个百分点": Case(
        [project("甲", 15), project("乙", "14.97"), project("丙", 14), project("丁", None), project("戊", 500, plan=1000000)],
        {
            "乙": ("yellow", "年度投资完成率14.97%，落后时序进度10.03个百分点"),
            "丙": ("yellow", "年度投资完成率14.0%，落后时序进度11.0个百分点"),
            "戊": ("yellow", "年度投资完成率0.1%，落后时序进度25.0个百分点"),
        },
    ),
    "不到时序进度的八成、六成": Case(
        [project("甲", 20), project("乙", "19.99"), project("丙", 15), project("丁", "14.9"), project("戊", 0), project("己", plan=None)],
        {
            "乙": ("yellow", "年度投资完成率19.99%，仅为时序进度（25.00%）的79.96%"),
            "丙": ("yellow", "年度投资完成率15.0%，仅为时序进度（25.0%）的60.0%"),
            "丁": ("red", "年度投资完成率14.9%，仅为时序进度（25.0%）的59.6%"),
            "戊": ("red", "年度投资完成率0%，仅为时序进度（25.0%）的0%"),
        },
    ),
    "月度任务不到八成、六成": Case(
        [
            project("甲", month=8, plan=120),
            project("乙", month=7, plan=120),
            project("丙", month=5, plan=120),
            project("丁", month=None),
            project("停了", month=0, plan=120),
            project("自有计划", month=10, plan=120, extra=tuple((f"{n}月计划投资", "20" if n == 3 else "5") for n in range(1, 13))),
        ],
        {
            "乙": ("watch", "本月完成投资7万元，为月度任务10万元的70.0%"),
            "丙": ("yellow", "本月完成投资5万元，为月度任务10万元的50.0%"),
            "停了": ("yellow", "本月没有完成投资，月度任务为10万元"),
            "自有计划": ("yellow", "本月完成投资10万元，为月度任务20万元的50.0%"),
        },
    ),
    "应开工未开工": Case(
        [
            project("当月", start=start(2021, 3)),
            project("三个月", start=start(2020, 12)),
            project("未到", start=start(2021, 4)),
            project("没有说", years="2020-2021"),
        ],
        {
            "当月": ("yellow", "计划2021年3月开工，截至2021年3月31日尚未开工"),
            "三个月": ("red", "计划2020年12月开工，截至2021年3月31日尚未开工"),
        },
    ),
    "集中开工后迟迟没有实质性开工": Case(
        [
            project("甲", progress="已集中开工，尚未实质性开工"),
            project("新能源项目", progress="未实质性开工"),
            project("干起来的", progress="主体施工"),
            project("分文未投", year=None, month=None, cumulative_investment=Decimal(0)),
            project("后一批", progress="尚未实质性施工", extra=(("集中开工时间", "2021年2月28日"),)),
        ],
        {
            "甲": ("yellow", "2021年1月18日集中开工，截至2021年3月31日已满2个月，尚未实质性开工"),
            "新能源项目": ("red", "2020年10月28日集中开工，截至2021年3月31日已满5个月，尚未实质性开工"),
            "分文未投": ("yellow", "2021年1月18日集中开工，截至2021年3月31日已满2个月，尚未实质性开工"),
        },
    ),
    "连续几个月没有投资": Case(
        [project("一个月", month=0), project("两个月", month=0), project("三个月", month=0), project("空着", month=None)],
        {"两个月": ("yellow", "连续2个月无投资"), "三个月": ("orange", "连续3个月无投资")},
        {
            FEBRUARY: [project("一个月"), project("两个月", month=0), project("三个月", month=0), project("空着", month=0)],
            JANUARY: [project("两个月", month=None), project("三个月", month=0)],
        },
    ),
    "节点逾期": Case(
        [
            project("没封顶", progress="主体正在施工"),
            project("封了顶", progress="主体已封顶"),
            project("没有提", progress="正在装修"),
            project("一月的", milestones=(Milestone("1月底", "完成场地平整"),), progress="场地平整完成60%"),
            project("一季度的", milestones=(Milestone("一季度", "完成前期手续"),), progress="前期手续正在办理"),
            project("完成情况", milestones=(Milestone("1月", "场地平整"),), extra=(("1月完成情况", "未完成"),)),
        ],
        {
            "没封顶": ("yellow", "“主体封顶”应于2021年2月28日前完成，逾期31天"),
            "一月的": ("yellow", "“完成场地平整”应于2021年1月31日前完成，逾期59天"),
            "完成情况": ("yellow", "“场地平整”应于2021年1月31日前完成，逾期59天"),
        },
    ),
    "手续到期没有办结": Case(
        [
            project("甲", approvals=(Approval("环评审批手续", PENDING), Approval("用地审批手续", PENDING))),
            project("三项", approvals=tuple(Approval(name, PENDING) for name in ("环评审批手续", "区域环评手续", "用地规划手续"))),
            project("乙", approvals=(Approval("环评审批手续", DONE), Approval("用地规划手续", "未办理"))),
            project("丙", approvals=(Approval("用地审批手续", PENDING),), milestones=(Milestone("2月底", "办结用地审批手续"),)),
            project("丁", approvals=(Approval("建设规划手续", "不涉及"),)),
        ],
        {
            "甲": ("yellow", "环评审批手续应于2021年3月15日前办结，逾期16天"),
            "三项": (
                "red",
                "环评审批手续、区域环评手续应于2021年3月15日前办结，逾期16天；用地规划手续应于2021年1月31日前办结，逾期59天",
            ),
            "乙": ("red", "用地规划手续应于2021年1月31日前办结，逾期59天"),
            "丙": ("red", "用地审批手续应于2021年2月28日前办结，逾期31天"),
        },
    ),
    "迟报、漏报": Case(
        [project("甲"), project("乙", unit="马庄街道"), project("丙", unit="北渡街道")],
        {
            "马庄街道": ("yellow", "应于2021年3月25日前报送，实际于2021年3月28日报送，迟报3天"),
            "北渡街道": ("red", "应于2021年3月25日前报送，实际于2021年4月2日报送，迟报8天"),
            "高阳路街道": ("red", "应于2021年3月25日前报送，至今未报送"),
        },
        filings=Filings(
            ("曹镇乡", "马庄街道", "北渡街道", "高阳路街道"),
            {MARCH: {"曹镇乡": date(2021, 3, 25), "马庄街道": date(2021, 3, 28), "北渡街道": date(2021, 4, 2)}},
        ),
    ),
    "连续两期黄色升一级": Case(
        [project("两期", 10), project("一期", 10), project("隔期", 10)],
        {
            "两期": ("red", "年度投资完成率10.0%，落后时序进度15.0个百分点，连续2个月达到黄色标准，升为红色"),
            "一期": ("yellow", "年度投资完成率10.0%，落后时序进度15.0个百分点"),
            "隔期": ("yellow", "年度投资完成率10.0%，落后时序进度15.0个百分点"),
        },
        {
            FEBRUARY: [project("两期", 5), project("一期", 16), project("隔期", 16)],
            JANUARY: [project("两期", 9), project("一期", 9), project("隔期", -5)],
        },
    ),
    "不论哪条规则，连续两期黄色升一级": Case(
        [project("换了规则", 10), project("头一期", 10)],
        {
            "换了规则": ("red", "年度投资完成率10.0%，落后时序进度15.0个百分点；连续2个月达到黄色标准，升为红色"),
            "头一期": ("yellow", "年度投资完成率10.0%，落后时序进度15.0个百分点"),
        },
        {FEBRUARY: [project("换了规则", 16, month=0), project("头一期", 16)]},
    ),
    "连续两个月不达标才算": Case(
        [project("两个月", month=3, plan=120), project("一个月", month=3, plan=120)],
        {"两个月": ("yellow", "本月完成投资3万元，为月度任务10万元的30.0%，已连续2个月")},
        {FEBRUARY: [project("两个月", month=5, plan=120), project("一个月", month=6, plan=120)]},
    ),
    "各等级的措施": Case(
        [project("甲", 19), project("乙", 14), project("丙", 4), project("丁", 20)],
        {
            "甲": ("watch", "计划100万元，完成19万元（19.0%），欠6.0个百分点，列关注"),
            "乙": ("yellow", "计划100万元，完成14万元（14.0%），欠11.0个百分点，列黄色"),
            "丙": ("orange", "计划100万元，完成4万元（4.0%），欠21.0个百分点，列橙色"),
        },
    ),
    "在建和新建用不同的标准": Case(
        [project("在建的", 10), project("新建的", 10, stage="新建"), project("新建慢的", 4, stage="新建")],
        {
            "在建的": ("yellow", "年度投资完成率10.0%，落后时序进度15.0个百分点"),
            "新建慢的": ("yellow", "年度投资完成率4.0%，落后时序进度21.0个百分点"),
        },
    ),
    "因不可抗力豁免": Case(
        [project("滨河路项目", 10), project("没有豁免的", 10), project("停工项目", month=0, unit="马庄街道")],
        {"没有豁免的": ("yellow", "年度投资完成率10.0%，落后时序进度15.0个百分点")},
        {FEBRUARY: [project("停工项目", month=0, unit="马庄街道")]},
        exempt={"滨河路项目": "不可抗力：汛期停工", "停工项目": "区政府同意春节期间停工"},
    ),
}


def rules(tmp_path, text: str) -> Lag:
    (tmp_path / "docgen.toml").write_text(text, encoding="utf-8")
    return load(tmp_path).lag


def test_every_example_of_the_page_is_tried():
    assert set(EXAMPLES) == set(CASES) and len(EXAMPLES) == 16


@pytest.mark.parametrize("title", CASES)
def test_an_example_catches_exactly_whom_it_is_meant_for(title, tmp_path):
    case = CASES[title]
    found = judge(MARCH, case.reports, case.history, rules(tmp_path, EXAMPLES[title]), filings=case.filings)
    caught = {item.report.name: (item.level, item.reason) for item in found.lagging}
    caught |= {item.unit: (item.level, item.reason) for item in found.late_units}
    assert caught == case.caught
    assert {item.name: item.reason for item in found.exempted} == case.exempt


def test_the_example_of_the_plain_form_catches_what_the_plain_settings_catch(tmp_path):
    case = CASES["与简写相同的三条"]
    spelt_out = judge(MARCH, case.reports, case.history, rules(tmp_path, EXAMPLES["与简写相同的三条"]))
    plain = judge(MARCH, case.reports, case.history, Lag())
    assert [(i.report, i.level, i.reason) for i in spelt_out.lagging] == [(i.report, i.level, i.reason) for i in plain.lagging]


def test_consequences_are_told_with_the_level(tmp_path):
    case = CASES["各等级的措施"]
    found = judge(MARCH, case.reports, {}, rules(tmp_path, EXAMPLES["各等级的措施"]))
    assert [item.standing for item in found.lagging] == ["橙色（约谈）", "黄色（督办）", "关注（提醒）"]
