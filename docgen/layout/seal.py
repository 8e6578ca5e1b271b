"""A seal (印章) set over a line of the sign-off: a picture behind the text, placed to the millimetre (7.3.5.1)."""

from __future__ import annotations

from pathlib import Path

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm
from docx.text.paragraph import Paragraph

from docgen.layout import standard as gb
from docgen.problem import DocgenError


def stamp(paragraph: Paragraph, picture: Path, centre: float, below: float) -> None:
    """Anchor ``picture`` behind ``paragraph``: ``centre`` mm from the type area's left edge, its middle ``below`` mm
    below the paragraph's top. Raises DocgenError when it is no picture."""
    from docx.image.exceptions import UnrecognizedImageError

    run = paragraph.add_run()
    try:
        inline = run.add_picture(str(picture), width=Mm(gb.SEAL))._inline
    except (UnrecognizedImageError, FileNotFoundError, OSError, KeyError):
        raise DocgenError(f"印章图片 {picture} 无法读取：请换成 PNG 或 JPG 图片，或在设置中去掉") from None
    wide, high = inline.extent.cx, inline.extent.cy
    left = gb.emu(gb.mm(gb.twips(gb.PAPER_WIDTH) - gb.twips(gb.TYPE_WIDTH) - gb.twips(gb.RIGHT)) + centre) - wide // 2
    anchor = parse_xml(
        f'<wp:anchor {nsdecls("wp", "a", "pic", "r")} distT="0" distB="0" distL="0" distR="0" simplePos="0" '
        'relativeHeight="1" behindDoc="1" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="page"><wp:posOffset>{left}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="paragraph"><wp:posOffset>{gb.emu(below) - high // 2}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{wide}" cy="{high}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        '<wp:docPr id="900" name="印章"/><wp:cNvGraphicFramePr/></wp:anchor>'
    )
    anchor.append(inline.find(qn("a:graphic")))
    anchor.find(qn("wp:docPr")).set("id", str(900 + len(paragraph._p.getroottree().findall(f".//{qn('wp:anchor')}"))))
    inline.getparent().replace(inline, anchor)
