"""A paper and its annexes in one document: each annex a section of its own, the imprint behind the last (7.3.7)."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from functools import partial

from docx.document import Document
from docx.oxml.ns import qn
from lxml import etree

from docgen.layout.evenpage import begin_page, is_landscape
from docgen.layout.finish import anchor_paragraph
from docgen.layout.imprint import find_imprint
from docgen.layout.tables.apart import change_rows, take_rows
from docgen.layout.tables.bookmarks import number_bookmarks


def compose(paper: Document, annexes: Sequence[Document]) -> None:
    """Append the annexes to ``paper``: pages and footers as they have them, styles by name, imprint last.

    An annex's style that differs from the paper's of the same name comes along under a name of its own.
    """
    if not annexes:
        return
    body = paper.element.body
    tail = _cut_tail(paper)
    final = body.sectPr
    sections = [deepcopy(final)]
    footers: dict[tuple[str, bytes], str] = {}
    for number, annex in enumerate(annexes, 1):
        _end_section(paper, sections[-1])
        renamed = _bring_styles(paper, annex, number)
        if renamed:
            change_rows(annex, partial(_restyle, renamed=renamed))
        take_rows(paper, annex)
        content = [deepcopy(child) for child in annex.element.body if child.tag != qn("w:sectPr")]
        for child in content:
            _restyle(child, renamed)
            final.addprevious(child)
        sections.append(_bring_section(paper, annex, footers, renamed))
    body.replace(final, sections[-1])
    if tail and is_landscape(sections[-1]):
        begin_page(paper, sections[0])
    last = body[-2]
    if tail and last.tag == qn("w:tbl"):
        body.sectPr.addprevious(anchor_paragraph(paper))
    for element in tail:
        body.sectPr.addprevious(element)
    if not tail and last.tag == qn("w:tbl"):
        body.sectPr.addprevious(anchor_paragraph(paper))
    number_bookmarks(body)


def _cut_tail(paper: Document) -> list:
    """Take the imprint and the paragraph that it hangs on out of the text."""
    imprint = find_imprint(paper)
    body = paper.element.body
    if imprint is None:
        return []
    anchor = imprint.getnext()
    if anchor is None or anchor.tag != qn("w:p"):
        anchor = anchor_paragraph(paper)
    else:
        body.remove(anchor)
    body.remove(imprint)
    return [imprint, anchor]


def _end_section(paper: Document, section) -> None:
    """Close the section at the end of the text so far: its properties go into its last paragraph."""
    last = paper.element.body.sectPr.getprevious()
    if last.tag != qn("w:p") or last.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None:
        last = anchor_paragraph(paper)
        paper.element.body.sectPr.addprevious(last)
    last.get_or_add_pPr().append(section)


def _bring_section(paper: Document, annex: Document, footers: dict[tuple[str, bytes], str], renamed: dict[str, str]):
    """The annex's section with its footers copied into the paper; equal footers are copied once."""
    section = deepcopy(annex.element.body.sectPr)
    for reference in section.findall(qn("w:footerReference")) + section.findall(qn("w:headerReference")):
        kind = reference.tag
        part = annex.part.related_parts[reference.get(qn("r:id"))]
        element = deepcopy(part.element)
        _restyle(element, renamed)
        key = (kind, etree.tostring(element, method="c14n"))
        if key not in footers:
            is_footer = kind == qn("w:footerReference")
            new, footers[key] = paper.part.add_footer_part() if is_footer else paper.part.add_header_part()
            for child in list(new.element):
                new.element.remove(child)
            for child in element:
                new.element.append(child)
        reference.set(qn("r:id"), footers[key])
    return section


def _bring_styles(paper: Document, annex: Document, number: int) -> dict[str, str]:
    """Copy the annex's styles that the paper lacks or has otherwise; answer old id → new id."""
    own = {style.get(qn("w:styleId")): style for style in paper.styles.element.findall(qn("w:style"))}
    renamed: dict[str, str] = {}
    for style in annex.styles.element.findall(qn("w:style")):
        key = style.get(qn("w:styleId"))
        if key in own and etree.tostring(own[key], method="c14n") == etree.tostring(style, method="c14n"):
            continue
        if style.get(qn("w:default")) == "1" and key in own:
            continue
        copy = deepcopy(style)
        if key in own:
            renamed[key] = f"{key}Annex{number}"
            copy.set(qn("w:styleId"), renamed[key])
            name = copy.find(qn("w:name"))
            name.set(qn("w:val"), f"{name.get(qn('w:val'))}（附件{number}）")
        paper.styles.element.append(copy)
    return renamed


def _restyle(element, renamed: dict[str, str]) -> None:
    if not renamed:
        return
    for tag in ("w:pStyle", "w:rStyle", "w:tblStyle"):
        for style in element.iter(qn(tag)):
            style.set(qn("w:val"), renamed.get(style.get(qn("w:val")), style.get(qn("w:val"))))
