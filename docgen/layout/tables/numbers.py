"""Document numbers in narrow columns: 〔2020〕 on one line, 51号 on the next, never 号 alone on a third."""

from __future__ import annotations

import re
from copy import deepcopy

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from docgen.layout.tables.grid import Grid
from docgen.layout.tables.heights import Rooms
from docgen.layout.tables.measure import width

_NUMBER = re.compile(r"(〔\d{4}〕)(\d+号)")


def break_document_numbers(grid: Grid, rooms: Rooms) -> None:
    """Break behind 〕 where the year and the number do not fit on one line; programs themselves never break there."""
    for cell in grid.cells:
        if cell.row < grid.head or "〕" not in cell.text:
            continue
        room = rooms.of(cell)
        for text in list(cell.element.iter(qn("w:t"))):
            _break(text, room)
        cell.refresh()


def _break(text, room: float) -> None:
    words = _NUMBER.sub(lambda found: found[0] if width(found[0]) <= room else f"{found[1]}\n{found[2]}", text.text or "")
    first, *others = words.split("\n")
    text.text = first
    for other in reversed(others):
        further = deepcopy(text)
        further.text = other
        text.addnext(further)
        text.addnext(OxmlElement("w:br"))
