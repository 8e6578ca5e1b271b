"""Figures as they are printed. Rounding happens here and nowhere else: once, half up.

Undefined values (None) print as 「—」.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

UNDEFINED = "—"
_CHINESE_DIGITS = "〇一二三四五六七八九"


Number = Decimal | Fraction | int


def rounded(value: Number, places: int) -> Decimal:
    """Round half up to ``places`` decimals; a fraction exactly, without a division in between."""
    if isinstance(value, Fraction):
        size = (abs(value) * 10**places + Fraction(1, 2)).__floor__()
        return Decimal(f"{size if value >= 0 else -size}e-{places}")
    return Decimal(value).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def plain(value: Decimal | int | None) -> str:
    """The number as it stands, without trailing zeros: 2089.50 → 2089.5."""
    if value is None:
        return UNDEFINED
    text = f"{Decimal(value):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def wan(value: Number | None, places: int = 1) -> str:
    """Money in 万元, at most ``places`` decimals: 2089.55 → 2089.6, 300 → 300."""
    return UNDEFINED if value is None else plain(rounded(value, places))


def yi(value: Number | None, places: int = 1) -> str:
    """Money of 万元 printed in 亿元, always ``places`` decimals: 1234567 → 123.5."""
    return UNDEFINED if value is None else f"{rounded(Fraction(value) / 10000, places):f}"


def percent(value: Number | None, places: int = 1) -> str:
    """A fraction as a percentage: 0.4778 → 47.8%."""
    return UNDEFINED if value is None else f"{rounded(value * 100, places):f}%"


def points(value: Number | None, places: int = 1) -> str:
    """The size of a gap in 个百分点, without sign: -2.89 → 2.9."""
    return UNDEFINED if value is None else f"{rounded(abs(value), places):f}"


def score(value: Number | None, places: int = 2) -> str:
    """Points that were given, always ``places`` decimals: 92.5 → 92.50."""
    return UNDEFINED if value is None else f"{rounded(value, places):f}"


def shares(parts: Sequence[Number | None], places: int = 1) -> tuple[Decimal | None, ...]:
    """What each part is of all of them in percent, rounded so that the shares add up to exactly 100 (最大余额法).

    Each is cut to ``places`` decimals; the last places that are then missing go to the parts that lost most, of equal
    ones to the first. None has no share; without anything to share out nothing has. Raises ValueError for a negative part.
    """
    known = [Fraction(part) for part in parts if part is not None]
    if any(part < 0 for part in known):
        raise ValueError("a part of a whole is not negative")
    whole, unit = sum(known), 10**places
    if not whole:
        return (None,) * len(parts)
    exact = [None if part is None else Fraction(part) / whole * 100 * unit for part in parts]
    cut = [None if value is None else value.__floor__() for value in exact]
    missing = 100 * unit - sum(value for value in cut if value is not None)
    losses = sorted((n for n, value in enumerate(exact) if value is not None), key=lambda n: cut[n] - exact[n])
    raised = set(losses[:missing])
    return tuple(None if value is None else Decimal(value + (n in raised)).scaleb(-places) for n, value in enumerate(cut))


def chinese(number: int) -> str:
    """A whole number below 10,000 in Chinese: 12 → 十二, 105 → 一百零五."""
    if not 0 <= number < 10_000:
        return str(number)
    text, gap = "", False
    for place, unit in enumerate(("千", "百", "十", "")):
        digit = number // 10 ** (3 - place) % 10
        if digit:
            text += ("〇" if gap and text else "") + _CHINESE_DIGITS[digit] + unit
            gap = False
        else:
            gap = bool(text)
    text = text.replace("〇", "零").removeprefix("一") if 10 <= number < 20 else text.replace("〇", "零")
    return text or "零"


def listed(names: Iterable[str], mark: str = "、") -> str:
    """Names joined as a Chinese list: 甲、乙、丙."""
    return mark.join(names)
