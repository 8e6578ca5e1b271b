"""The kinds of paper: each one's template, the format it has (clauses 9 and 10), what stands in it."""

from __future__ import annotations

from dataclasses import dataclass

OFFICE = "文件格式"
LETTER = "信函格式"
MINUTES = "纪要格式"
ORDER = "命令格式"
BRIEFING = "简报"
"""The formats: 7 to 9, 10.1, 10.3, 10.2, and the briefing, which practice has and the standard has not."""


@dataclass(frozen=True)
class Kind:
    """One kind of paper: its template's name, its format, where its words come from.

    ``wording`` names the text of papers made from records; a draft brings its own words, block by block.
    """

    name: str
    format: str = OFFICE
    wording: bool = False
    addressed: bool = True
    titled: bool = True
    signed: bool = True


KINDS = (
    Kind("月通报", wording=True),
    Kind("督查通报", wording=True),
    Kind("观摩通报", wording=True),
    Kind("集中开工通报", wording=True),
    Kind("考核通报", wording=True),
    Kind("提醒函", LETTER, wording=True),
    Kind("督办函", LETTER, wording=True),
    Kind("再次督办函", LETTER, wording=True),
    Kind("约谈通知", LETTER, wording=True),
    Kind("交办督办函", LETTER, wording=True),
    Kind("通知", wording=True),
    Kind("调整通知", wording=True),
    Kind("交办单", LETTER, wording=True),
    Kind("任务书", wording=True, addressed=False, signed=False),
    Kind("任务清单通知", wording=True),
    Kind("公文"),
    Kind("信函", LETTER),
    Kind("纪要", MINUTES, addressed=False, signed=False),
    Kind("命令", ORDER, addressed=False, titled=False),
    Kind("简报", BRIEFING, addressed=False, signed=False),
)

LETTERS = frozenset(kind.name for kind in KINDS if kind.format == LETTER)
"""The kinds in the letter format."""
