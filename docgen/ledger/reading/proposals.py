"""What a heading that no dictionary knows was probably meant to be: proposed to a person, never taken."""

from __future__ import annotations

import re

from docgen.ledger.reading.dictionary import Dictionary
from docgen.ledger.reading.heading import is_share, plain_header
from docgen.ledger.reading.synonyms import MONEY
from docgen.ledger.reading.text import half_width, squeeze

_SHORTEST = 3
"""Words of two characters are too short to be told from others by their likeness."""

_APART = ("完成", "开工", "[竣完]工", "电话|手机", "领导", "单位|部门|科室|企业", "时间|日期", "[投出]资")
"""Words that differ in one of these mean different things, however alike they look: 月计划投资 and 年计划投资."""

_OTHER = re.compile(
    r"以前年度|历年|去年|上年|往年|上一年|至年度?底|到年度?底|年末|结转|其中|力争|节点|排名|名次|是否|"
    r"资金|贷款|债券|土地|面积|亩|产值|税收|就业|个数|项目数|联络|邮箱|传真|[竣完]工时间"
)
"""Columns that offices add beside the known ones; nothing like them is proposed."""

_TIME = re.compile(r"[年月旬周季半]")
_PLANNED = re.compile(r"拟|预计|计划|目标|任务|估算|概算")
_PART_OF_THE_YEAR = re.compile(r"\d月|季度|半年")
_DONE = frozenset({"month_investment", "year_investment", "cumulative_investment", "progress"})
"""What has come about: a column that plans is none of these."""

_CLASSES = tuple(map(re.compile, _APART))


def proposed(label: str, dictionary: Dictionary, wanted: frozenset[str] = frozenset()) -> tuple[str, str] | None:
    """The known word nearest to a heading, and its field; None when nothing is near.

    ``wanted`` limits the answer to these fields. Near is: the same characters in another order, or one different
    in a word of at least three, two in a word of at least six.
    """
    plain = plain_header(label)
    if len(plain) < _SHORTEST or _OTHER.search(plain) or plans_part_of_the_year(label):
        return None
    share, plans = is_share(label), _PLANNED.search(plain) is not None
    best = (0.0, "", "")
    for word, field in dictionary.words.items():
        if (not wanted or field in wanted) and not (share and field in MONEY) and not (plans and field in _DONE):
            best = max(best, (_likeness(plain, word), word, field))
    return (best[1], best[2]) if best[0] else None


def plans_part_of_the_year(label: str) -> bool:
    """Whether the heading is of a project's own plan by months, quarters or half years (1月计划投资), which is read as such."""
    words = half_width(squeeze(label))
    return bool(_PLANNED.search(words) and _PART_OF_THE_YEAR.search(words))


def _likeness(typed: str, known: str) -> float:
    from rapidfuzz.distance import OSA

    if len(known) < _SHORTEST or abs(len(typed) - len(known)) > 2:
        return 0.0
    allowed = 2 if min(len(typed), len(known)) >= 6 else 1
    steps = OSA.distance(typed, known, score_cutoff=allowed)
    if steps > allowed and sorted(typed) != sorted(known):
        return 0.0
    if _says_otherwise(typed, known):
        return 0.0
    doubt = 0.1 if bool(_PLANNED.search(typed)) != bool(_PLANNED.search(known)) else 0.0
    return 1 - min(steps, allowed) / len(known) - doubt


def _says_otherwise(typed: str, known: str) -> bool:
    """Whether each of the two has a telling part that the other lacks (月 | 年, 开工 | 竣工)."""
    of_typed, of_known = ({n for n, part in enumerate(_CLASSES) if part.search(word)} for word in (typed, known))
    if of_typed - of_known and of_known - of_typed:
        return True
    times = [set(_TIME.findall(word)) for word in (typed, known)]
    return bool(times[0] and times[0] != times[1])
