"""One heading's words, reduced to what is the same from office to office and from year to year."""

from __future__ import annotations

import re
from functools import lru_cache

from docgen.ledger.reading.text import half_width, squeeze

_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|〔[^〔〕]*〕|〈[^〈〉]*〉")
_YEAR = re.compile(r"(?:19|20)\d\d(?:年度?|(?!\d))|本年度?|当年度?|今年|全年")
_RANGE = re.compile(r"(?:0?1月?[-—–~～－至到]\d{0,2}月份?|自?年初(?:以来|至今|至本月底?)?(?:累计)?)")
_MONTH = re.compile(r"\d{1,2}月份?|当月")
_MONEY_UNIT = re.compile(r"[:/]?(?:单位:?)?(?:亿|百万|千万|万|千)?元|单位:元")
_SHARE = re.compile(r"%|‰|率|百分比|比例|比重|占(?:年|月|总|计划)")


@lru_cache(8192)
def plain_header(text: str) -> str:
    """A header word without what differs from office to office and year to year.

    >>> plain_header("1-3月实际完成投资（万元）"), plain_header("2021年计划完成投资")
    ('年内完成投资', '年度计划完成投资')
    """
    word = half_width(squeeze(text))
    previous = None
    while previous != word:
        previous, word = word, _BRACKETED.sub("", word)
    word = _MONEY_UNIT.sub("", word)
    word = _RANGE.sub("年内", _YEAR.sub("年度", word))
    word = _MONTH.sub("本月", word)
    for longer, shorter in (("年度年内", "年内"), ("年度本月", "本月"), ("年内累计", "年内"), ("年度度", "年度")):
        word = word.replace(longer, shorter)
    word = word.replace("投资额", "投资").replace("实际完成", "完成").replace("截止", "截至")
    return word.strip("*★☆:：、,，.。·-—")


def is_share(text: str) -> bool:
    """Whether a heading is of percentages or shares (完成率, 占年计划%), which are never money."""
    return _SHARE.search(half_width(squeeze(text))) is not None
