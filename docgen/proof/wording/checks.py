"""All wording rules over a paper's text: a finding for each fault, one for each rule that holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from docgen.proof.clauses import Clause
from docgen.proof.finding import FAIL, PASS, Finding, judged, skipped
from docgen.proof.line import joined, lines_of
from docgen.proof.measure.articles import within_articles
from docgen.proof.recognise.paper import BRIEFING, Paper
from docgen.proof.typeface import HEITI, KAITI, may_be
from docgen.proof.wording import patterns as rule
from docgen.proof.wording.stretches import BODY, Stretch, stretches

_HEADING = re.compile(r"^(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）)")
_LEVELS = (
    re.compile(r"^([一二三四五六七八九十]{1,3})、"),
    re.compile(r"^[（(]([一二三四五六七八九十]{1,3})[）)]"),
    re.compile(r"^(\d{1,2})[.．、](?!\d)"),
    re.compile(r"^[（(](\d{1,2})[）)]"),
)
_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")}
_ANNEX = re.compile(r"附件(\d{0,2})(?![\d：:])")
_TAG = re.compile(r"\{[{%#]|[}%#]\}")
_PERSON = re.compile(r"(?:同志|先生|女士|书记|省长|市长|县长|区长|镇长|乡长|局长|主任|主席)：$")


def check_wording(paper: Paper) -> Iterator[Finding]:
    """Every fault with its page, the words around it, what it should be."""
    texts = stretches(paper)
    for one in rule.PATTERNS:
        yield from _pattern(one, texts)
    yield _sequence(texts, items=paper.kind == BRIEFING)
    yield from _stops(paper, texts)
    yield _referred(paper, texts)
    yield _addressee(paper)
    yield _missing(texts)
    yield _tags(paper)


def _pattern(one: rule.Pattern, texts: Sequence[Stretch]) -> Iterator[Finding]:
    """A finding for each place where the pattern is found, or one that says it is nowhere."""
    found = False
    for text in texts:
        if text.role not in one.roles:
            continue
        for match in one.wrong.finditer(text.text):
            found = True
            yield _fault(one.clause, text, match, one.right(match))
    if not found:
        yield Finding(one.clause, PASS, "没有不符之处")


def _fault(clause: Clause, text: Stretch, match: re.Match[str], right: str) -> Finding:
    start, stop = match.span()
    note = f"“{match[0]}”应为“{right}”"
    return Finding(clause, FAIL, text.around(start, stop), text.page(start), text.box(start, stop), note)


def _sequence(texts: Sequence[Stretch], *, items: bool) -> Finding:
    """Numbers of one level follow one another; a level begins again under each higher one, the first with each of the ``items``."""
    counts = [0] * len(_LEVELS)
    seen = False
    bodies = [text for text in texts if text.role == BODY]
    for text, of_article in zip(bodies, within_articles([text.text for text in bodies]), strict=True):
        if of_article:
            continue
        for level, pattern in enumerate(_LEVELS):
            found = pattern.match(text.text)
            if not found:
                continue
            seen = True
            value = _value(found[1])
            if value not in (counts[level] + 1, 1):
                note = f"前一个是{counts[level]}，这里应是{counts[level] + 1}" if counts[level] else "应从头编号"
                return Finding(rule.SEQUENCE, FAIL, text.around(0, found.end()), text.page(0), text.box(0, found.end()), note)
            if value == 1 and counts[level] and level == 0 and not items:
                note = f"前一个是{counts[level]}，这里应是{counts[level] + 1}"
                return Finding(rule.SEQUENCE, FAIL, text.around(0, found.end()), text.page(0), text.box(0, found.end()), note)
            counts[level] = value
            counts[level + 1 :] = [0] * (len(counts) - level - 1)
            break
    return Finding(rule.SEQUENCE, PASS, "连续") if seen else skipped(rule.SEQUENCE, "正文没有编号的层次")


def _value(numeral: str) -> int:
    """一 to 九十九, or digits."""
    if numeral.isdigit():
        return int(numeral)
    if "十" not in numeral:
        return _DIGITS.get(numeral[-1], 0)
    tens, ones = numeral.split("十", 1)
    return _DIGITS.get(tens, 1) * 10 + _DIGITS.get(ones, 0)


def _stops(paper: Paper, texts: Sequence[Stretch]) -> Iterator[Finding]:
    """No stop after a heading on its own line, the title, an issuer."""
    headings = [text for text in texts if text.role == BODY and _is_heading(text)]
    bad = next((text for text in headings if text.text.endswith(("。", "；"))), None)
    if not headings:
        yield skipped(rule.HEADING_STOP, "没有单独成行的标题")
    elif bad:
        end = len(bad.text)
        yield Finding(rule.HEADING_STOP, FAIL, bad.text, bad.page(0), bad.box(end - 1, end), "去掉末尾的标点")
    else:
        yield Finding(rule.HEADING_STOP, PASS, "没有标点", headings[0].page(0))
    title = joined(paper.title)
    if title:
        yield judged(rule.TITLE_STOP, title[-1] not in "。，；：、", f"…{title[-6:]}", 1, paper.title[-1].box)
    else:
        yield skipped(rule.TITLE_STOP, "第1页没有标题")
    issuers = paper.end.issuers
    if issuers:
        stopped = next((line for line in issuers if line.text[-1] in "。，；：、"), None)
        shown = (stopped or issuers[0]).text
        yield judged(rule.ISSUER_STOP, stopped is None, shown, issuers[0].page, (stopped or issuers[0]).box)
    else:
        yield skipped(rule.ISSUER_STOP, "没有发文机关署名")


def _is_heading(text: Stretch) -> bool:
    """A paragraph of one line that is set in a heading's typeface to its end."""
    if len(text.lines) != 1 or not _HEADING.match(text.text):
        return False
    fonts = text.lines[0].fonts()
    return bool(fonts) and all(may_be(font, HEITI) or may_be(font, KAITI) for font in fonts)


def _referred(paper: Paper, texts: Sequence[Stretch]) -> Finding:
    """附件3 in the text must be in the annex note."""
    known = max(len(paper.end.items), len(paper.annexes))
    seen = False
    for text in texts:
        if text.role != BODY:
            continue
        for found in _ANNEX.finditer(text.text):
            seen = True
            number = int(found[1] or 1)
            if number > known:
                note = f"附件说明列了{known}个附件" if known else "没有附件说明"
                start, stop = found.span()
                return Finding(rule.REFERRED, FAIL, text.around(start, stop), text.page(start), text.box(start, stop), note)
    return Finding(rule.REFERRED, PASS, "都有") if seen else skipped(rule.REFERRED, "文中没有提到附件")


def _addressee(paper: Paper) -> Finding:
    if not paper.head.signers or not paper.addressees:
        return skipped(rule.ONE_ADDRESSEE, "不是上行文（没有签发人）")
    text, line = joined(paper.addressees), paper.addressees[0]
    one = not re.search(r"[，、,]", text) and not _PERSON.search(text)
    return judged(rule.ONE_ADDRESSEE, one, text, line.page, line.box)


def _missing(texts: Sequence[Stretch]) -> Finding:
    """A character that the font lacks is printed as a box or not at all; the PDF then has no code for it."""
    for text in texts:
        at = next((i for i, char in enumerate(text.text) if char == "\ufffd" or 0xE000 <= ord(char) <= 0xF8FF), None)
        if at is not None:
            note = "字体里没有这个字，或用了私造的字"
            return Finding(rule.UNPRINTABLE, FAIL, text.around(at, at + 1), text.page(at), text.box(at, at + 1), note)
    return Finding(rule.UNPRINTABLE, PASS, "没有缺字")



def _tags(paper: Paper) -> Finding:
    """Tags that no value has replaced, anywhere on the pages."""
    for leaf in paper.leaves:
        if not any(char.text in "{}" for char in leaf.chars):
            continue
        for line in lines_of(leaf):
            if found := _TAG.search(line.text):
                return Finding(rule.TAGS, FAIL, line.text[:30], leaf.number, line.box, f"模板标记“{found[0]}”没有换成内容")
    return Finding(rule.TAGS, PASS, "没有")
