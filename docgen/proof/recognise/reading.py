"""Puts the recognised elements together: from a PDF's pages to a Paper."""

from __future__ import annotations

import re
from collections.abc import Sequence

from docgen.proof.ink import Ink
from docgen.proof.leaf import Leaf
from docgen.proof.line import Line, lines_of, tables_of
from docgen.proof.recognise.annexes import LABEL, find_annexes
from docgen.proof.recognise.area import find_area
from docgen.proof.recognise.blocks import split_addressees, split_caption, split_end, split_title
from docgen.proof.recognise.captions import without_captions
from docgen.proof.recognise.foldouts import find_foldouts
from docgen.proof.recognise.folios import folio_of
from docgen.proof.recognise.head import ISSUE, find_head
from docgen.proof.recognise.imprint import find_imprint
from docgen.proof.recognise.paper import (
    ANNEX,
    BRIEFING,
    LETTER,
    MINUTES,
    OFFICE,
    ORDER,
    PLAIN,
    Area,
    End,
    Head,
    Imprint,
    Paper,
)

_ITEM_TITLE = 18.0
"""Points above which a line within a briefing is an item's title."""

_BRIEF = re.compile(r"简报|快报|专报|动态|信息$|通讯|督查通报$")


def recognise(leaves: Sequence[Leaf], ink: Ink) -> Paper:
    """The elements of the paper printed on ``leaves``, of which there is at least one."""
    folios = tuple(folio for leaf in leaves if (folio := folio_of(leaf)))
    printed = {folio.page: folio for folio in folios}
    tables = {leaf.number: tables_of(leaf) for leaf in leaves}
    lines = {leaf.number: _without(lines_of(leaf, tables[leaf.number]), printed.get(leaf.number)) for leaf in leaves}
    imprint = find_imprint(leaves, lines, tables)
    texts = {page: _without_imprint(found, imprint, page) for page, found in lines.items()}
    area, known = find_area(leaves, texts)
    head = find_head(leaves[0], texts[1], ink)
    kind = _kind(head, texts[1], bool(tables[1]))
    main, pages = _main(texts, head, area)
    counted = split_title(main, area) if kind not in (ORDER,) else 0
    title, main = main[:counted], main[counted:]
    main = main[split_caption(main, area) :] if title else main
    addressed = split_addressees(main, area) if title and kind not in (MINUTES, BRIEFING, ORDER) else 0
    body, end = split_end(main[addressed:], area) if kind != ANNEX else ((), End())
    body = without_captions(body, leaves, tables, area)
    if kind == BRIEFING:
        # a briefing's items have titles of their own within the text
        body = tuple(line for line in body if line.size <= _ITEM_TITLE)
    annexes = find_annexes(texts, pages) if pages else []
    return Paper(
        kind, tuple(leaves), area, head, tuple(title), tuple(main[:addressed]), body, end, tuple(annexes),
        imprint, folios, tables, texts, known, find_foldouts(leaves, texts, tables),
    )


def _kind(head: Head, lines: Sequence[Line], has_table: bool) -> str:
    if head.upper and head.lower:
        return LETTER
    if head.mark:
        words = head.mark.text
        if "纪要" in words:
            return MINUTES
        if words.endswith("令") or words.endswith("命令"):
            return ORDER
        if _BRIEF.search(words) and (head.number is None or ISSUE.match(head.number.text)):
            return BRIEFING
        return OFFICE
    alone = has_table and len(lines) <= 6
    return ANNEX if alone or (lines and LABEL.match(lines[0].text)) else PLAIN


def _main(texts: dict[int, list[Line]], head: Head, area: Area) -> tuple[list[Line], list[int]]:
    """The lines of the main part after the head, and the pages of the annexes."""
    below = head.bottom + 0.5 if head.mark else 0.0
    main: list[Line] = []
    pages = sorted(texts)
    for page in pages:
        for line in texts[page]:
            if LABEL.match(line.text) and line.size > 11 and (page > 1 or not head.mark):
                return main, pages[pages.index(page) :]
            if (page > 1 or line.base > below) and not (page == 1 and head.mark and line.red):
                main.append(line)
    return main, []


def _without(lines: list[Line], folio) -> list[Line]:
    """The lines without the page number and without what stands in the margins around the paper's text."""
    if folio is None or folio.turned:
        return lines
    return [line for line in lines if not (abs(line.box.middle - folio.box.middle) < 1.5 and line.text in folio.text)]


def _without_imprint(lines: list[Line], imprint: Imprint | None, page: int) -> list[Line]:
    if imprint is None or imprint.page != page:
        return lines
    own = {id(line) for line in imprint.lines}
    return [line for line in lines if id(line) not in own]

