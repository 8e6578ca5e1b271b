"""Document numbers in narrow columns: 〔2020〕 on one line, 51号 on the next, never 号 alone on a third."""

from __future__ import annotations

import re

from docgen.layout.tables.heights import Rooms
from docgen.layout.tables.lattice import Lattice
from docgen.layout.tables.measure import width

_NUMBER = re.compile(r"(〔\d{4}〕)(\d+号)")


def break_document_numbers(lattice: Lattice, rooms: Rooms) -> None:
    """Break behind 〕 where the year and the number do not fit on one line; programs themselves never break there."""
    for row in lattice.rows[lattice.head :]:
        for cell in row.cells:
            if "〕" in cell.text:
                room = rooms.of(cell)
                cell.say([_broken(word, room) for word in cell.words])


def _broken(word: str, room: float) -> str:
    return _NUMBER.sub(lambda found: found[0] if width(found[0]) <= room else f"{found[1]}\n{found[2]}", word)
