"""A table on A3: the page is as high as the A4 pages that it is bound with, its other half is folded in.

It is bound at the same edge as a portrait A4 page and not turned: so it has that page's margins, its type area is
wider by the width of an A4 page, and its number stands upright below the type area as on any page (7.5).
"""

from __future__ import annotations

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.table import CT_Tbl
from docx.section import Section

from docgen.layout import standard as gb
from docgen.layout.page import number_pages

A3_WIDTH = 2 * gb.PAPER_WIDTH
"""ISO 216: A3 is two A4 pages side by side, 420 mm."""


def fold_out(section: Section) -> None:
    """Give a section A3 paper, a type area of 366 × 225 mm and page numbers for it."""
    properties = section._sectPr
    for tag in ("w:pgSz", "w:pgMar", "w:footerReference"):
        for found in properties.findall(qn(tag)):
            properties.remove(found)
    wide, high = gb.twips(A3_WIDTH), gb.twips(gb.PAPER_HEIGHT)
    left = wide - gb.twips(gb.PAPER_WIDTH + gb.TYPE_WIDTH) - gb.twips(gb.RIGHT)
    bottom = high - gb.twips(gb.TYPE_HEIGHT) - gb.twips(gb.TOP)
    at = next((place for place, child in enumerate(properties) if child.tag not in _BEFORE), len(properties))
    for xml in (
        f'<w:pgMar {nsdecls("w")} w:top="{gb.twips(gb.TOP)}" w:right="{gb.twips(gb.RIGHT)}" w:bottom="{bottom}" '
        f'w:left="{left}" w:header="851" w:footer="{gb.FOOTER_DISTANCE}" w:gutter="0"/>',
        f'<w:pgSz {nsdecls("w")} w:w="{wide}" w:h="{high}" w:orient="landscape"/>',
    ):
        properties.insert(at, parse_xml(xml))
    number_pages(section)


def widen(table: CT_Tbl) -> None:
    """Give the cells the margins for which A4 has no room."""
    for side in ("left", "right"):
        margin = table.find(f"{qn('w:tblPr')}/{qn('w:tblCellMar')}/{qn('w:' + side)}")
        if margin is not None:
            margin.set(qn("w:w"), str(max(int(margin.get(qn("w:w"))), _MARGIN)))


_MARGIN = gb.twips(0.8)
_BEFORE = {qn(f"w:{name}") for name in ("headerReference", "footerReference", "footnotePr", "endnotePr", "type")}
"""What the schema wants before the paper's size."""
