"""The state of one approval procedure (联审联批手续) as it is typed."""

from __future__ import annotations

import re
from functools import lru_cache

from docgen.ledger.reading.text import half_width, squeeze, tidy
from docgen.ledger.reading.workbook import Value
from docgen.ledger.report import DONE, NOT_DONE, PENDING, Approval

_NUMBER = re.compile(r"[一-龥A-Za-z]*[〔\[(【]\d{4}[〕\])】]第?[-\d]+号")
_NUMBER_LEAD = re.compile(r"^.*(?:文号|证号|批文)")
_NOT_DONE = re.compile(r"^(?:还未|尚未|暂未|未)(?:办|取得|批|备案|完成|启动|开展|报)|^未办|^没有|^否$|^×$|^无$")
_PENDING = re.compile(r"^(?:正在|在办|办理中|正办|待批|待办|审批中|已报|已上报|已申报|已受理|报批中|编制中)")
_DONE = re.compile(
    r"^(?:已经?)?(?:办结|办理完毕|办理完成|办完|批复|备案|核准|审批|取得|完成|通过|办理|办)(?:[,，。；;（(:：、]|$)|^[√是]$|^已(?:批复|备案|核准|取得|办)"
)


@lru_cache(4096, typed=True)
def approval(procedure: str, value: Value) -> Approval | None:
    """Read a cell under ``procedure``; None when blank. What no known word begins stays as written.

    >>> approval("用地审批手续", "已办结，文号：平国土〔2020〕28号").number
    '平国土〔2020〕28号'
    """
    text = tidy(value)
    if not text:
        return None
    number = _document_number(text)
    plain = squeeze(text)
    if _NOT_DONE.search(plain):
        state = NOT_DONE
    elif _PENDING.search(plain):
        state = PENDING
    elif _DONE.search(plain) or number:
        state = DONE
    else:
        state = text
    return Approval(procedure, state, number, text)


def _document_number(text: str) -> str:
    found = _NUMBER.search(squeeze(text)) or _NUMBER.search(half_width(squeeze(text)))
    if not found:
        return ""
    number = _NUMBER_LEAD.sub("", found[0])
    return re.sub(r"[\[(【](\d{4})[\])】]", r"〔\1〕", number)
