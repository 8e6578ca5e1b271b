"""Papers that docgen did not make: what a paragraph is, told by its words and its place."""

from __future__ import annotations

import re
from collections.abc import Sequence

from docgen.layout import styles as st

_MARKS = (
    (re.compile(r"[一二三四五六七八九十]{1,3}、"), st.LEVELS[0]),
    (re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]"), st.LEVELS[1]),
    (re.compile(r"\d{1,2}[.．、](?!\d)"), st.LEVELS[2]),
    (re.compile(r"[（(]\d{1,2}[）)]"), st.LEVELS[3]),
)
_NUMBER = re.compile(r"\S*〔\d{4}〕\s*\d*\s*号")
_DATE = re.compile(r"\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日")
_LABEL = re.compile(r"附\s*件\s*\d*\s*[:：]?")
_NOTE = re.compile(r"[（(]此件.+[）)]")
_KIND = re.compile(r"(决议|决定|命令|公报|公告|通告|意见|通知|通报|报告|请示|批复|议案|函|纪要|方案|办法|细则|规划)$")
_SECRET = re.compile(r"(绝密|机密|秘密)(★|$)")
_LONGEST_HEADING, _LONGEST_SIGNATURE = 60, 30


def role_of(texts: Sequence[str]) -> list[str]:
    """The style that each paragraph would have in docgen's papers; empty texts are no paragraphs."""
    styles = [""] * len(texts)
    filled = [at for at, text in enumerate(texts) if text]
    title = _title(texts, filled)
    date = next((at for at in filled if at not in title and _DATE.fullmatch(texts[at])), None)
    for place, at in enumerate(filled):
        before = texts[filled[place - 1]] if place else ""
        behind = filled[place + 1] if place + 1 < len(filled) else None
        styles[at] = _style(texts[at], at, title, date, before, behind, filled[place - 1] if place else None)
    return styles


def _title(texts: Sequence[str], filled: list[int]) -> list[int]:
    """The lines of the title: from behind the number (or the top) to the line that ends in the paper's kind."""
    start = next((place + 1 for place, at in enumerate(filled[:8]) if _NUMBER.fullmatch(texts[at])), 0)
    for end in range(start, min(start + 4, len(filled))):
        joined = "".join(texts[at] for at in filled[start : end + 1])
        if _KIND.search("".join(joined.split())):
            return filled[start : end + 1]
    return filled[start : start + 1]


def _style(text: str, at: int, title: list[int], date: int | None, before: str, behind: int | None, above: int | None) -> str:
    """One paragraph's style; ``before`` is the text above it, ``above`` and ``behind`` the paragraphs around it."""
    if at in title:
        return st.TITLE
    if _SECRET.match(text):
        return st.SECRECY
    if title and at < title[0]:
        return st.NUMBER if _NUMBER.fullmatch(text) else st.MARK
    if title and above == title[-1] and text.endswith(("：", ":")):
        return st.ADDRESSEES
    if at == date:
        return st.DATE
    if date is not None and behind == date and len(text) <= _LONGEST_SIGNATURE and not text.endswith("。"):
        return st.ISSUER
    if _NOTE.fullmatch(text):
        return st.NOTE
    ended = date is None or at > date
    if _LABEL.fullmatch(text) and ended:
        return st.ANNEX_LABEL
    if _LABEL.fullmatch(before) and ended:
        return st.ANNEX_TITLE
    for mark, style in _MARKS:
        if mark.match(text):
            return style if len(text) <= _LONGEST_HEADING or "。" in text else st.BODY
    return st.BODY
