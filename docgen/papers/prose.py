"""Filters that turn figures into the words of a sentence; the sentence itself is the template's."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from docgen import numerals
from docgen.figures.ranking import Standing

_LEAST_IN_YI = 1000
"""万元 from which a sum is told in 亿元."""


def against(gap: Decimal, benchmark: Decimal) -> str:
    """A gap in percentage points set against the time benchmark: 低于时序进度（25.0%）2.9个百分点."""
    named = f"时序进度（{numerals.percent(benchmark)}）"
    if numerals.rounded(abs(gap), 1) == 0:
        return f"与{named}基本持平"
    return f"{'高于' if gap > 0 else '低于'}{named}{numerals.points(gap)}个百分点"


def amount(value: Decimal | None) -> str:
    """Money with its unit: 12.5亿元, below a thousand 万元 480.5万元, which 0.0亿元 would hide."""
    return f"{numerals.wan(value)}万元" if value is not None and abs(value) < _LEAST_IN_YI else f"{numerals.yi(value)}亿元"


def compared(change: Decimal, before: str) -> str:
    """A change given as a fraction, against ``before``: 比2月份增长12.3%, 与2月份持平."""
    if numerals.rounded(abs(change), 3) == 0:
        return f"与{before}持平"
    return f"比{before}{'增长' if change > 0 else '下降'}{numerals.percent(abs(change))}"


def standings(places: Iterable[Standing]) -> str:
    """Units with what they are ranked by: 曹镇乡（27.2%）、北渡街道（26.0%）."""
    return "、".join(f"{place.unit}（{place.words or numerals.percent(place.completion_rate)}）" for place in places)


def counted(count: int) -> str:
    """A count before a measure word: 两位, 三位."""
    return "两" if count == 2 else numerals.chinese(count)


def months(count: int) -> str:
    """两个月 rather than 2个月, as prose has it."""
    return f"{counted(count)}个月"


FILTERS: dict[str, Callable[..., Any]] = {
    "plain": numerals.plain,
    "wan": numerals.wan,
    "yi": numerals.yi,
    "amount": amount,
    "percent": numerals.percent,
    "points": numerals.points,
    "score": numerals.score,
    "chinese": numerals.chinese,
    "counted": counted,
    "listed": numerals.listed,
    "against": against,
    "compared": compared,
    "standings": standings,
    "months": months,
}
