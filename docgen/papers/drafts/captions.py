"""Lines of a draft that name what stands beside them: a table's title and unit above it, its note below, a picture's caption."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from docgen.papers.drafts.draft import Block
from docgen.papers.drafts.word import CENTRED
from docgen.papers.insets import PictureInset, TableInset

_UNIT = re.compile(r"[（(]?\s*(单位[：:]\s*[^\s，。；：]{1,12}?)\s*[）)]?")
_NO_TITLE = r"(?!附\s*件\s*[\d一二三四五六七八九十]*[：:]?$|\d{4}\s*年.*日$|[（(][^（）()]*[）)]$)"
"""A paper's own lines that may stand above a table: 附件1, its date, its note."""
_TITLE = re.compile(_NO_TITLE + r"(?:附?表\s*[\d一二三四五六七八九十]*\s*)?[^。；：！？，,:;]{2,40}")
_CAPTION = re.compile(r"图\s*[\d一二三四五六七八九十]+[^。；：！？]{0,40}")
_NOTE = re.compile(r"(?:注|备注|说明|数据来源)[：:].+")


def captioned(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with such lines taken into the insets that they name."""
    made: list[Block] = []
    for block in blocks:
        if isinstance(block.inset, TableInset):
            made.append(_titled(block, made))
        elif made and _is_line(block) and isinstance(made[-1].inset, TableInset) and _NOTE.fullmatch(_bare(block)) and not made[-1].inset.note:
            made[-1] = replace(made[-1], inset=replace(made[-1].inset, note=_bare(block)))
        elif made and _is_line(block) and isinstance(made[-1].inset, PictureInset) and not made[-1].inset.caption and _names_picture(block):
            made[-1] = replace(made[-1], text=_bare(block), inset=replace(made[-1].inset, caption=_bare(block)))
        else:
            made.append(block)
    return made


def _titled(block: Block, above: list[Block]) -> Block:
    """A table with its unit and its title, which are taken from ``above``."""
    table = block.inset
    assert isinstance(table, TableInset)
    if above and not table.unit and _is_line(above[-1]) and (unit := _UNIT.fullmatch(_bare(above[-1]))):
        table = replace(table, unit=unit[1])
        above.pop()
    if above and not table.title and _is_line(above[-1]) and _TITLE.fullmatch(_bare(above[-1])):
        table = replace(table, title=_bare(above.pop()))
    return replace(block, text=table.title or block.text, inset=table)


def _names_picture(block: Block) -> bool:
    return bool(_CAPTION.fullmatch(_bare(block))) or (block.text.startswith(CENTRED) and bool(_TITLE.fullmatch(_bare(block))))


def _is_line(block: Block) -> bool:
    return not block.level and not block.item and block.inset is None


def _bare(block: Block) -> str:
    return block.text.replace(CENTRED, "").strip()
