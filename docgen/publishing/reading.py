"""Reading a Word document into the elements of a paper: docgen's styles tell them, elsewhere the words themselves do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from docgen.archive.office import open_word
from docgen.layout import styles as st
from docgen.problem import DocgenError, reason
from docgen.publishing import publication as pub
from docgen.publishing.publication import Element, Heading, Paragraph, Part, Publication
from docgen.publishing.runs import read_runs
from docgen.publishing.tables import read_table
from docgen.publishing.unstyled import role_of

_TITLES = (st.TITLE, st.LETTER_TITLE, st.ANNEX_TITLE)
_NUMBERS = (st.NUMBER, st.UPWARD_NUMBER, st.ORDER_NUMBER, st.LETTER_NUMBER, st.LETTER_SECRECY)
_MARKS = (st.MARK, st.JOINT_MARK, st.MINUTES_MARK, st.ORDER_MARK, st.BRIEFING_MARK, st.LETTER_MARK)
_RESTRICTED = (st.COPY_NUMBER, st.SECRECY, st.LETTER_SECRECY)
_ROLES = {
    st.ADDRESSEES: pub.ADDRESSEES,
    st.ANNEX_ONLY: pub.ANNEX_NOTE,
    st.ANNEX_FIRST: pub.ANNEX_NOTE,
    st.ANNEX_NEXT: pub.ANNEX_NOTE,
    st.ISSUER: pub.SIGNATURE,
    st.JOINT_ISSUERS: pub.SIGNATURE,
    st.SIGNATURE: pub.SIGNATURE,
    st.DATE: pub.DATE,
    st.SIGNED_DATE: pub.DATE,
    st.NOTE: pub.NOTE,
    st.ATTENDANCE: pub.ATTENDANCE,
    st.TABLE_UNIT: pub.REMARK,
    st.TABLE_NOTE: pub.REMARK,
}
_APART = (*_MARKS, *_NUMBERS, *_RESTRICTED, st.URGENCY, st.SIGNERS, st.HEAD_ANCHOR, st.ANCHOR, st.LETTER_URGENCY)
_NUMBER = re.compile(r"[\u4e00-\u9fff]+〔\d{4}〕\s*\d*\s*号|第\s*\d+\s*号")
_SECRET = re.compile(r"(绝密|机密|秘密)(?:★\S*)?")
_HEAD_WORDS = re.compile(r"文件$")
_LEVEL = {name: level for level, name in enumerate(st.LEVELS, 1)} | {st.CHAPTER: 1, st.SECTION: 2}
_NOT_PUBLIC = re.compile(r"不(予)?公开|内部|发至|依申请")


def read_publication(path: Path) -> Publication:
    """The paper in a ``.docx``, whoever saved it last; tracked changes accepted, comments and hidden text left out.

    Raises DocgenError for a file that is no Word document.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise DocgenError(f"找不到 {path}：请检查文件名") from None
    except OSError as error:
        raise DocgenError(f"{path} 无法读取（{reason(error)}）") from None
    return _publication(list(_lines(open_word(str(path), data))))


@dataclass(frozen=True)
class _Line:
    """An element with the name of its paragraph's style; ``omitted`` says what of it has no place on a page."""

    element: Element
    style: str = ""
    omitted: tuple[str, ...] = ()


def _lines(document: Any) -> Iterator[_Line]:
    """The body's elements in their order; what floats (the imprint) is layout, no text."""
    from docx.oxml.ns import qn

    names = {style.get(qn("w:styleId")): style.find(qn("w:name")).get(qn("w:val")) for style in document.styles.element.findall(qn("w:style"))}
    for child in _children(document.element.body):
        if child.tag == qn("w:tbl"):
            if child.find(f"{qn('w:tblPr')}/{qn('w:tblpPr')}") is None:
                yield _Line(read_table(child))
            continue
        style = child.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        runs = read_runs(child, document.part)
        name = names.get(style.get(qn("w:val")), "") if style is not None else ""
        yield _Line(Paragraph(runs.text, bold=runs.bold), name, runs.omitted)
        yield from (_Line(element) for element in (*runs.pictures, *runs.charts))
        yield from (_Line(Paragraph(text), st.SECRECY) for text in runs.boxed if _SECRET.search(text))


def _children(body: Any) -> Iterator[Any]:
    from docx.oxml.ns import qn

    for child in body:
        if child.tag in (qn("w:p"), qn("w:tbl")):
            yield child
        elif (content := child.find(qn("w:sdtContent"))) is not None:
            yield from _children(content)


def _publication(lines: list[_Line]) -> Publication:
    styled = any(line.style in _TITLES for line in lines)
    known = lines if styled else [replace(line, style=style) for line, style in zip(lines, role_of([_text(line) for line in lines]), strict=True)]
    parts, current, label, title = [], [], "", ""
    above = ""
    for line in known:
        above, former = line.style, above
        if line.style == st.ANNEX_LABEL and _text(line):
            parts.append(Part(title, tuple(current), label))
            current, label, title = [], _text(line), ""
        elif line.style in _TITLES and (not title or former in _TITLES):
            title += _text(line).replace("\n", "")
        elif line.style not in _APART and (not isinstance(line.element, Paragraph) or line.element.text.strip()):
            current.append(_element(line))
    parts.append(Part(title, tuple(current), label))
    return _told(parts, known)


def _text(line: _Line) -> str:
    return line.element.text.strip() if isinstance(line.element, Paragraph) else ""


def _element(line: _Line) -> Element:
    if not isinstance(line.element, Paragraph):
        return line.element
    if level := _LEVEL.get(line.style):
        head, stop, rest = line.element.text.partition("。")
        if level <= 2 and rest.strip():
            return Heading(level, head + stop, rest)
        return Heading(level, line.element.text)
    role = _ROLES.get(line.style, pub.TEXT)
    if role == pub.ANNEX_NOTE:
        # the tab only turns a long name over under itself
        return Paragraph(line.element.text.replace("\t", ""), role)
    return replace(line.element, role=role)


def _told(parts: list[Part], lines: list[_Line]) -> Publication:
    """The publication with what its first part and its head say of it."""
    main = parts[0]
    roles = {role: [e.text.strip() for e in main.elements if isinstance(e, Paragraph) and e.role == role] for role in _ROLES.values()}
    heads = [(line.style, _text(line)) for line in lines if _text(line)]
    number = next((found[0] for style, text in heads if style in _NUMBERS and (found := _NUMBER.search(text))), "")
    marks = [_HEAD_WORDS.sub("", text.replace("\n", "")) for style, text in heads if style in _MARKS]
    note = next(iter(roles[pub.NOTE]), "").strip("（）()")
    secret = [text for style, text in heads if style == st.COPY_NUMBER or style in _RESTRICTED and _SECRET.search(text)]
    return Publication(
        title=main.title,
        parts=tuple(parts),
        number=number.replace("\u3000", ""),
        issuer="、".join(text for text in "\t".join(roles[pub.SIGNATURE]).split("\t") if text) or next(iter(marks), ""),
        date=next(iter(roles[pub.DATE]), ""),
        addressees=next(iter(roles[pub.ADDRESSEES]), "").rstrip("：:"),
        note=note,
        restrictions=(*secret, *([f"附注“{note}”"] if _NOT_PUBLIC.search(note) else [])),
        omitted=tuple(dict.fromkeys(word for line in lines for word in line.omitted)),
    )
