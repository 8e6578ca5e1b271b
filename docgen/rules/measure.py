"""What a rule can measure (指标): in what it is counted, which way is worse, and the words that tell of it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

POINTS, RATIO, MONTHS, DAYS = "百分点", "比例", "月", "天"
"""How a figure is compared with its thresholds."""

BEHIND, BELOW, MONTH_BELOW, MONTH_BEHIND = "behind", "below", "month_below", "month_behind"
IDLE, NOT_STARTED, NOT_REALLY = "idle", "not_started", "not_really_started"
NODE, PROCEDURE, FILING = "node", "procedure", "filing"

FALLEN_BEHIND = (BEHIND, BELOW, MONTH_BELOW, MONTH_BEHIND)
"""Measures of investment that has not kept up."""


@dataclass(frozen=True)
class Measure:
    """One metric in one comparison.

    ``key`` names it in code and JSON, ``metric`` and ``compare`` in the settings. Thresholds are percentage points,
    percent, months or days by ``compare`` and keep within ``least`` and ``most``; ``falling``: less is worse.
    ``strict``: only what is beyond the threshold counts, not what is at it. ``title`` names the rule where the office
    does not; ``words`` is its sentence, with ``names`` for the figures; ``summary`` ends “N个项目…” in a circular.
    """

    key: str
    metric: str
    compare: str
    least: int
    most: int
    title: str
    words: str
    summary: str
    names: tuple[str, ...]
    falling: bool = False
    strict: bool = False

    def reaches(self, measured: Decimal, threshold: Decimal) -> bool:
        """Whether a figure reaches a threshold: beyond it, or at it where the measure is not strict."""
        if measured == threshold:
            return not self.strict
        return (measured < threshold) == self.falling


_YEAR = ("完成率", "时序进度", "计划", "完成")
_MONTH = ("本月完成", "月度任务")

MEASURES = (
    Measure(
        BEHIND, "年度进度", POINTS, 0, 100, "投资进度滞后",
        "年度投资完成率{完成率}，落后时序进度{差距}个百分点", "年度投资完成率落后时序进度{标准}个百分点以上", (*_YEAR, "差距"), strict=True,
    ),
    Measure(
        BELOW, "年度进度", RATIO, 1, 100, "投资进度滞后",
        "年度投资完成率{完成率}，仅为时序进度（{时序进度}）的{比例}", "年度投资完成率不足时序进度的{标准}%", (*_YEAR, "比例"),
        falling=True, strict=True,
    ),
    Measure(
        MONTH_BELOW, "月度任务", RATIO, 1, 100, "月度任务未完成",
        "本月完成投资{本月完成}万元，为月度任务{月度任务}万元的{比例}", "本月完成投资不足月度任务的{标准}%", (*_MONTH, "比例"),
        falling=True, strict=True,
    ),
    Measure(
        MONTH_BEHIND, "月度任务", POINTS, 0, 100, "月度任务未完成",
        "本月完成投资{本月完成}万元，比月度任务{月度任务}万元少{差距}个百分点", "本月完成投资比月度任务少{标准}个百分点以上",
        (*_MONTH, "差距"), strict=True,
    ),
    Measure(
        NOT_STARTED, "逾期未开工", MONTHS, 0, 120, "逾期未开工",
        "计划{计划开工}开工，截至{截至}尚未开工", "计划开工时间已过，至今尚未开工", ("计划开工", "截至", "月数"),
    ),
    Measure(
        NOT_REALLY, "未实质性开工", MONTHS, 1, 120, "未实质性开工",
        "{开工日期}集中开工，截至{截至}已满{月数}个月，尚未实质性开工", "集中开工满{标准}个月尚未实质性开工",
        ("开工日期", "截至", "月数"),
    ),
    Measure(
        IDLE, "连续无投资", MONTHS, 1, 120, "连续无投资",
        "连续{月数}个月无投资", "连续{标准}个月以上没有完成投资", ("月数",),
    ),
    Measure(
        NODE, "节点逾期", DAYS, 1, 3650, "节点逾期",
        "“{节点}”应于{期限}前完成，逾期{天数}天", "未按期完成节点任务，逾期{标准}天以上", ("节点", "期限", "天数"),
    ),
    Measure(
        PROCEDURE, "手续逾期", DAYS, 1, 3650, "手续逾期未办结",
        "{手续}应于{期限}前办结，逾期{天数}天", "手续未按期办结，逾期{标准}天以上", ("手续", "期限", "天数"),
    ),
    Measure(
        FILING, "报送", DAYS, 1, 3650, "未按时报送",
        "应于{期限}前报送，实际于{报送日}报送，迟报{天数}天", "迟报{标准}天以上", ("期限", "报送日", "天数"),
    ),
)  # fmt: skip

BY_KEY = {measure.key: measure for measure in MEASURES}

COMMON_NAMES = ("标准", "级别")
"""What the words of every rule may name besides."""

DATED = (NOT_REALLY, NODE, PROCEDURE)
"""Measures that may take their days from the settings."""
