"""Puts a person's words into docgen's own paragraphs and runs, so that the looks stay the template's."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from docx.oxml.ns import qn
from docx.text.run import Run

from docgen.building.merging.edits import ADDED, REMOVED, Edit
from docgen.building.merging.reading import key, paragraphs, text_of

if TYPE_CHECKING:
    from docx.document import Document

_NOT_PLAIN = tuple(map(qn, ("w:drawing", "w:pict", "w:fldChar", "w:fldSimple", "w:hyperlink", "w:sdt")))
_PROPERTIES = qn("w:pPr")
_SECTION = qn("w:sectPr")


def can_take(document: Document, edits: Sequence[Edit]) -> list[bool]:
    """For each edit, whether the paragraph that it goes into holds nothing but text."""
    lines = lines_of(document)
    return [edit.kind == ADDED or next(lines[edit.at].iter(*_NOT_PLAIN), None) is None for edit in edits]


def revise(document: Document, edits: Sequence[Edit]) -> None:
    """Carry out edits that fit; their places count the paragraphs of ``document`` that say anything."""
    lines = lines_of(document)
    last: dict[int, Any] = {}
    for edit in edits:
        if edit.kind == ADDED:
            last[edit.at] = _add(document, lines, edit, last.get(edit.at))
        elif edit.kind != REMOVED:
            _rewrite(document, lines[edit.at], edit.was, edit.hand)
    for edit in edits:
        if edit.kind == REMOVED:
            _remove(lines[edit.at])


def lines_of(document: Document) -> list[Any]:
    """The paragraphs that say anything, in their order."""
    return [element for element in paragraphs(document.element.body) if key(text_of(element))]


def _rewrite(document: Document, paragraph: Any, was: str, hand: str) -> None:
    """Change a paragraph from ``was`` to ``hand``, characters that stay in the runs where they are.

    White space counts only within what the person wrote: docgen's own is set anew.
    """
    runs = [Run(run, document._body) for run in paragraph.findall(qn("w:r"))]
    letters: list[tuple[str, int]] = []
    space = ""
    for number, run in enumerate(runs):
        for character in text_of(run._r):
            space += character
            if key(character):
                letters.append((space, number))
                space = ""
    texts = [""] * len(runs)
    told, spots = key(hand), [place for place, character in enumerate(hand) if key(character)]
    for kind, a1, a2, b1, b2 in SequenceMatcher(None, key(was), told, autojunk=False).get_opcodes():
        if kind == "equal":
            for text, number in letters[a1:a2]:
                texts[number] += text
        elif b2 > b1:
            owner = letters[a1 if kind == "replace" else max(a1 - 1, 0)][1]
            texts[owner] += _clean(hand[spots[b1] : spots[b2 - 1] + 1], was)
    if runs:
        texts[-1] += space
    for run, text in zip(runs, texts):
        if text:
            run.text = text
        elif key(text_of(run._r)):
            paragraph.remove(run._r)


def _clean(written: str, was: str) -> str:
    """Line ends and tabs that were the layout's are not the person's words."""
    return "".join(written.split()) if "\n" in was else written.replace("\t", "") if "\t" in was else written


def _add(document: Document, lines: Sequence[Any], edit: Edit, last: Any) -> Any:
    """A new paragraph behind the one at ``edit.at``, or behind the ``last`` that was added there."""
    anchor = last if last is not None else lines[max(edit.at, 0)]
    made = deepcopy(_model(document, lines, edit))
    properties = made.find(_PROPERTIES)
    if properties is not None and properties.find(_SECTION) is not None:
        properties.remove(properties.find(_SECTION))
    first = next((run for run in made.findall(qn("w:r")) if text_of(run)), None)
    for child in list(made):
        if child is not first and child is not properties:
            made.remove(child)
    if first is None:
        first = made.add_r()
    Run(first, document._body).text = edit.hand
    if edit.at < 0 and last is None:
        anchor.addprevious(made)
        return made
    anchor.addnext(made)
    _pass_section_on(anchor, made)
    return made


def _model(document: Document, lines: Sequence[Any], edit: Edit) -> Any:
    """A paragraph to take the looks from: the nearest of the person's style that is plain text, else the neighbour."""
    names = {style.style_id: style.name for style in document.styles}

    def style(line: Any) -> str:
        return names.get(line.style, "")

    at = max(edit.at, 0)
    alike = [n for n, line in enumerate(lines) if style(line) == edit.style and next(line.iter(*_NOT_PLAIN), None) is None]
    return lines[min(alike, key=lambda n: abs(n - at))] if alike else lines[at]


def _remove(paragraph: Any) -> None:
    above = paragraph.getprevious()
    if above is not None and above.tag == qn("w:p"):
        _pass_section_on(paragraph, above)
    properties = paragraph.find(_PROPERTIES)
    if properties is not None and properties.find(_SECTION) is not None:
        for run in paragraph.findall(qn("w:r")):
            paragraph.remove(run)
        return
    paragraph.getparent().remove(paragraph)


def _pass_section_on(giver: Any, taker: Any) -> None:
    """Let a section end with ``taker`` instead of ``giver``, where it ended with it."""
    properties = giver.find(_PROPERTIES)
    section = None if properties is None else properties.find(_SECTION)
    if section is not None and taker.find(f"{_PROPERTIES}/{_SECTION}") is None:
        taker.get_or_add_pPr().append(section)
