"""The columns of a name list: roles as wide as the longest, names under names, offices turned over under themselves.

Plain paragraphs with an indent and tab stops, which an office edits like any text: no table, no text boxes.
"""

from __future__ import annotations

from copy import deepcopy

from docx.document import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Twips
from docx.text.paragraph import Paragraph

from docgen.layout import standard as gb
from docgen.layout import styles as st

_COLON = "："
_LEAST_FOR_OFFICE = 12
"""Characters that must be left for an office on a line."""


def set_rosters(document: Document) -> None:
    """Give the members in ``document`` their columns, the same in the whole list and its sub-groups."""
    members = [paragraph for paragraph in document.paragraphs if paragraph.style.name == st.ROSTER]
    if not members:
        return
    parted = [_parted(paragraph.text) for paragraph in members]
    widest = max(len(role) for role, _, _ in parted)
    names = widest + len(_COLON)
    offices = min(names + max(len(name) for _, name, _ in parted) + 1, gb.CHARACTERS - _LEAST_FOR_OFFICE)
    for paragraph, (role, name, office) in zip(members, parted, strict=True):
        form = paragraph.paragraph_format
        form.left_indent = Twips(offices * gb.CHARACTER)
        form.first_line_indent = Twips(-offices * gb.CHARACTER)
        form.tab_stops.clear_all()
        form.tab_stops.add_tab_stop(Twips(names * gb.CHARACTER), WD_TAB_ALIGNMENT.LEFT)
        form.tab_stops.add_tab_stop(Twips(offices * gb.CHARACTER), WD_TAB_ALIGNMENT.LEFT)
        _write(paragraph, role, widest, name, office)
    for (role, _, _), (below, _, _), paragraph in zip(parted, parted[1:], members, strict=False):
        # a role must not be the last line of a page with its people on the next
        paragraph.paragraph_format.keep_with_next = True if role and not below else None


def _parted(text: str) -> tuple[str, str, str]:
    """Role, name and office of a member's line; the role is empty where the one above goes on."""
    first, _, office = text.lstrip("\t").partition("\t")
    role, colon, name = first.partition(_COLON)
    return (role, name, office.replace("\t", "")) if colon else ("", first, office.replace("\t", ""))


def _write(paragraph: Paragraph, role: str, widest: int, name: str, office: str) -> None:
    """The paragraph's runs anew, in the looks of its first one."""
    looks = paragraph.runs[0]._r.rPr if paragraph.runs else None
    for run in paragraph.runs:
        run._r.getparent().remove(run._r)
    if role:
        gap = (widest - len(role)) * gb.CHARACTER / max(len(role) - 1, 1)
        if gap and len(role) > 1:
            _run(paragraph, role[:-1], looks, gb.CHARACTER_SPACING + round(gap))
            _run(paragraph, role[-1], looks)
        else:
            _run(paragraph, role + "\u3000" * (widest - len(role)), looks)
    _run(paragraph, (_COLON if role else "\t") + name + (f"\t{office}" if office else ""), looks)


def _run(paragraph: Paragraph, text: str, looks, spacing: int | None = None) -> None:
    run = paragraph.add_run(text)
    if looks is not None:
        run._r.insert(0, deepcopy(looks))
    if spacing is not None:
        properties = run._r.get_or_add_rPr()
        for old in properties.findall(qn("w:spacing")):
            properties.remove(old)
        element = OxmlElement("w:spacing")
        element.set(qn("w:val"), str(spacing))
        properties.append(element)
