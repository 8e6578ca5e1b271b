"""Figures as they are printed. Rounding happens here and nowhere else: once, half up.

Undefined values (None) print as 「—」.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

UNDEFINED = "—"
_CHINESE_DIGITS = "〇一二三四五六七八九"


def rounded(value: Decimal, places: int) -> Decimal:
    """Round half up to ``places`` decimals."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def plain(value: Decimal | int | None) -> str:
    """The number as it stands, without trailing zeros: 2089.50 → 2089.5."""
    if value is None:
        return UNDEFINED
    text = f"{Decimal(value):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def wan(value: Decimal | None, places: int = 1) -> str:
    """Money in 万元, at most ``places`` decimals: 2089.55 → 2089.6, 300 → 300."""
    return UNDEFINED if value is None else plain(rounded(value, places))


def yi(value: Decimal | None, places: int = 1) -> str:
    """Money of 万元 printed in 亿元, always ``places`` decimals: 1234567 → 123.5."""
    return UNDEFINED if value is None else f"{rounded(value / 10000, places):f}"


def percent(value: Decimal | None, places: int = 1) -> str:
    """A fraction as a percentage: 0.4778 → 47.8%."""
    return UNDEFINED if value is None else f"{rounded(value * 100, places):f}%"


def points(value: Decimal | None, places: int = 1) -> str:
    """The size of a gap in 个百分点, without sign: -2.89 → 2.9."""
    return UNDEFINED if value is None else f"{rounded(abs(value), places):f}"


def chinese(number: int) -> str:
    """1–99 in Chinese: 12 → 十二."""
    tens, ones = divmod(number, 10)
    head = "" if not tens else ("十" if tens == 1 else _CHINESE_DIGITS[tens] + "十")
    return head + (_CHINESE_DIGITS[ones] if ones or not tens else "")


def listed(names: Iterable[str], mark: str = "、") -> str:
    """Names joined as a Chinese list: 甲、乙、丙."""
    return mark.join(names)
