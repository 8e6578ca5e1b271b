"""Money as it is typed, to exact Decimal in 万元."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from decimal import Decimal

from docgen.ledger.reading.text import half_width, number_text, squeeze
from docgen.ledger.reading.workbook import Value

IN_WAN = {
    "元": Decimal("0.0001"),
    "千元": Decimal("0.1"),
    "万元": Decimal(1),
    "百万元": Decimal(100),
    "千万元": Decimal(1000),
    "亿元": Decimal(10000),
}
"""What one of each unit is in 万元."""

MOST, LEAST = Decimal(10) ** 13, Decimal("0.00000001")
"""万元: more than any country has, and the last place that a cell in 元 may show; beyond them a number is no money."""

_UNIT = re.compile(r"(亿|千万|百万|万|千)?(?<![单美欧港日公])元|(?<=[(\[【])[亿万](?=[)\]】])")
_UNIT_LINE = re.compile(r"单位(?:[:为是]|均?为)?[^,，;；]*?(?:亿|千万|百万|万|千)?(?<![单美欧港日公])元(?![一-龥])")
_YUAN = re.compile(r"(?:亿|千万|百万|万|千)?(?<![单美欧港日公])元")
_TITLE_UNIT = re.compile(r"[(\[【]((?:亿|千万|百万|万|千)?元)[)\]】]$")
_FOREIGN = re.compile(r"美元|欧元|港[元币]|日元|英镑|澳元|外币|外资额")
_NUMBER = re.compile(
    r"(?P<about>大约|约为|约|近|预计|暂估|估算|暂定|超过|超|逾|不少于|不低于|不超过|[~≈≥≤><])?(?:人民币|[¥$])?"
    r"(?P<number>[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|[-+]?\.\d+|\(\d[\d,]*(?:\.\d+)?\))"
    r"(?P<unit>亿元?|千万元?|百万元?|万元?|千元|元)?(?P<odd>余|多|左右|以上|上下)?(?P<unit2>亿元|万元|元)?"
    r"(?P<remark>\([^()]*[^\d()][^()]*\))?"
)
_NOTHING = {"", "/", "\\", "-", "--", "---", "—", "——", "–", "―", "_", "无", "暂无", "没有", "未定", "待定", "暂未确定", "不详"}


@dataclass(frozen=True)
class Money:
    """What a cell says: ``amount`` in 万元 or None when blank; ``reminder`` or ``error`` when a person should look.

    ``own_unit``: the cell itself names its unit.
    """

    amount: Decimal | None = None
    reminder: str = ""
    error: str = ""
    own_unit: bool = False


def money_unit(text: str) -> str:
    """The money unit named in a header: 总投资（亿元） → 亿元, （万） → 万元; empty when none."""
    found = _UNIT.search(half_width(squeeze(text)))
    if not found:
        return ""
    return found[0] if found[0].endswith("元") else found[0] + "元"


def unit_line(text: str) -> str:
    """The money unit in a 单位 line: 单位：万元 → 万元; empty when it names none or several."""
    plain = half_width(squeeze(text))
    named = set(_YUAN.findall(plain)) if _UNIT_LINE.search(plain) else set()
    return named.pop() if len(named) == 1 else ""


def sheet_unit(text: str) -> str:
    """The money unit in a 单位 line or at the end of a title (……表（万元）); empty when none is there."""
    found = _TITLE_UNIT.search(half_width(squeeze(text)))
    return unit_line(text) or (found[1] if found else "")


def foreign(text: str) -> str:
    """The foreign currency that a text names (美元), else an empty text."""
    found = _FOREIGN.search(half_width(squeeze(text)))
    return found[0] if found else ""


def money(value: Value, unit: str = "万元") -> Money:
    """Read one cell; ``unit`` counts where the cell names none itself.

    A float is taken by its shortest text of at most 15 digits, as Excel shows it, so 2.63 亿元 is exactly 26300.
    """
    if value is None:
        return Money()
    if isinstance(value, bool | date | time | timedelta):
        kind = "日期或时间" if not isinstance(value, bool) else "逻辑值"
        return Money(error=f"应为金额，现为{kind}“{value}”：请把单元格格式改为“常规”，填写数字")
    if isinstance(value, int | float):
        return _amount(Decimal(number_text(value)), unit, "", str(value))
    text = half_width(squeeze(value))
    if text.lower() in _NOTHING:
        return Money()
    if text.startswith("#"):
        return Money(error=f"公式出错（{text}）：请在 Excel 或 WPS 中改正公式后再报")
    found = _NUMBER.fullmatch(text)
    if not found:
        return Money(error=_no_amount(text, squeeze(value)))
    number = found["number"].replace(",", "")
    if number.startswith("("):
        number = "-" + number.strip("()")
    named = found["unit"] or found["unit2"] or ""
    unit = (named if named.endswith("元") else named + "元") if named else unit
    vague = found["about"] or found["odd"] or found["remark"]
    reminder = f"“{squeeze(value)}”不是确数" if found["about"] or found["odd"] else f"“{squeeze(value)}”带有文字"
    read = _amount(Decimal(number), unit, reminder if vague else "", squeeze(value))
    return replace(read, own_unit=bool(named))


def _no_amount(text: str, shown: str) -> str:
    if re.fullmatch(r"[-+]?[\d.,]+[%‰]", text):
        return f"应为金额，现为百分数“{shown}”：请填写金额"
    if re.fullmatch(r"[\d.,]+(?:亿?万?元)?[-~—–至到][\d.,]+(?:亿?万?元)?", text):
        return f"应为一个金额，现为一段“{shown}”：请填写一个数"
    if _FOREIGN.search(text):
        return f"是外币“{shown}”：请折算成人民币，填写数字"
    if re.fullmatch(r"[oO〇零]+", text):
        return f"写的是“{shown}”，不是数字：没有完成的请填数字 0，没有的填“/”"
    return f"应为金额，现为文字“{shown}”：请只填数字，没有的填“/”"


def _amount(number: Decimal, unit: str, reminder: str, shown: str) -> Money:
    if not number.is_finite():
        return Money(error=f"应为金额，现为 {shown}：请填写数字")
    if number < 0:
        return Money(error=f"金额不能是负数（现为 {shown}）：请核对后改正")
    amount = shortest(number * IN_WAN[unit])
    if amount >= MOST:
        return Money(error=f"金额过大（现为 {shown[:20]}{'…' if len(shown) > 20 else ''}）：请核对数字，是否把电话、账号填进了金额")
    if 0 < amount < LEAST:
        return Money(error=f"金额过小（现为 {shown[:20]}），像是公式算出的零头：请改成实际金额或 0")
    return Money(amount, f"{reminder}，按 {amount:f} 万元读入" if reminder else "")


def shortest(amount: Decimal) -> Decimal:
    """The same amount without trailing zeros or exponent: 26300.00 → 26300."""
    text = f"{amount:f}"
    return Decimal(text.rstrip("0").rstrip(".") if "." in text else text)
