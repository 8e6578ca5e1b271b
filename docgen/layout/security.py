"""份号, 密级, 紧急程度 above a mark that stands higher than they reach (10.2; briefings): in a box of their own.

A 命令's mark starts 20 mm below the top of the type area, three lines take 30.7: in the text they would push it down.
A text box at the type area's upper left corner leaves the mark where it belongs; a line that reaches down beside the
mark keeps the mark narrow enough to stand clear of it.
"""

from __future__ import annotations

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph

from docgen.layout import standard as gb
from docgen.layout import styles as st
from docgen.layout.title import width

SECURITY = (st.COPY_NUMBER, st.SECRECY, st.URGENCY)
_PLACES = {st.ORDER_MARK: gb.ORDER_MARK_BELOW_TYPE_AREA, st.BRIEFING_MARK: gb.BRIEFING_MARK_BELOW}
_INK_ENDS = 2.0
"""Millimetres of a line below the foot of its characters."""
_CLEAR = 1.0
"""Characters between a line and the mark beside it."""


def box_security(document: Document) -> dict[str, float]:
    """Move the lines above a high mark into a box; answer the room in mm that each such mark then has, by style name."""
    lines = [p for p in document.paragraphs if p.style.name in SECURITY]
    mark = next((p for p in document.paragraphs if p.style.name in _PLACES), None)
    if mark is None or not lines:
        return {}
    place = _PLACES[mark.style.name]
    beside = [p for row, p in enumerate(lines, 1) if row * gb.mm(gb.LINE) - _INK_ENDS > place]
    if not beside:
        return {}
    taken = 2 * (max(width(p.text) for p in beside) + _CLEAR) * gb.ONE_CHARACTER
    _move(lines, mark)
    return {mark.style.name: gb.TYPE_WIDTH - taken}


def _move(lines: list[Paragraph], mark: Paragraph) -> None:
    wide = gb.emu((max(width(p.text) for p in lines) + 1) * gb.ONE_CHARACTER)
    # a little higher than its lines: the compensated pitch makes them 13 twips higher each
    high = gb.emu(len(lines) * gb.mm(gb.COMPENSATED_LINE) + 1)
    run = parse_xml(_BOX.format(ns=nsdecls("w", "wp", "a"), wide=wide, high=high))
    content = run.find(f".//{qn('w:txbxContent')}")
    for line in lines:
        content.append(line._p)
    mark._p.append(run)


_BOX = (
    '<w:r {ns} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
    '<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
    '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2" behindDoc="0" '
    'locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
    '<wp:positionH relativeFrom="margin"><wp:posOffset>0</wp:posOffset></wp:positionH>'
    '<wp:positionV relativeFrom="margin"><wp:posOffset>0</wp:posOffset></wp:positionV>'
    '<wp:extent cx="{wide}" cy="{high}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
    '<wp:docPr id="800" name="份号密级"/><wp:cNvGraphicFramePr/>'
    '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
    '<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr>'
    "<wps:txbx><w:txbxContent/></wps:txbx>"
    '<wps:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="t"><a:noAutofit/></wps:bodyPr>'
    "</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice></mc:AlternateContent></w:r>"
)
