"""What a paper says, element by element, without its layout."""

from __future__ import annotations

from dataclasses import dataclass

ADDRESSEES, TEXT, ANNEX_NOTE, SIGNATURE, DATE, NOTE, ATTENDANCE, REMARK = (
    "主送机关", "正文", "附件说明", "署名", "成文日期", "附注", "出席人员", "表的说明",
)  # fmt: skip
"""What a paragraph is in a paper (GB/T 9704—2012, clause 7.3)."""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph: its text, line breaks as ``\\n``; ``role`` is one of the words above, ``bold`` the stretches (from, to) set bold."""

    text: str
    role: str = TEXT
    bold: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Heading:
    """A heading of ``level`` 1–4 as printed, with its number; ``rest`` is the text that runs on behind it."""

    level: int
    text: str
    rest: str = ""


@dataclass(frozen=True)
class Cell:
    """A cell of a table that spans ``columns`` and ``rows``."""

    text: str
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True)
class Sheet:
    """A table: its rows of cells, a cell that reaches down standing in its first row only; ``head`` rows are headings.

    ``places`` has for every row the column (from 0) in which each of its cells begins.
    """

    rows: tuple[tuple[Cell, ...], ...]
    places: tuple[tuple[int, ...], ...]
    head: int

    @property
    def columns(self) -> int:
        """How many columns the table has."""
        ends = (at + cell.columns for row, places in zip(self.rows, self.places, strict=True) for cell, at in zip(row, places, strict=True))
        return max(ends, default=0)


@dataclass(frozen=True)
class Picture:
    """A picture with its media type; what its file tells of camera, place and author is left out."""

    data: bytes
    media: str


Element = Paragraph | Heading | Sheet | Picture


@dataclass(frozen=True)
class Part:
    """The paper itself (no ``label``) or one of its annexes (附件1)."""

    title: str
    elements: tuple[Element, ...]
    label: str = ""


@dataclass(frozen=True)
class Publication:
    """One paper: what portals show of it (``issuer`` as in the sign-off, or the mark's), the paper and its annexes.

    ``restrictions`` are the words on the paper by which it is not for everybody (密级, 份号, 附注).
    ``omitted`` tells what is on the paper and has no place on a page (a formula, an embedded object).
    """

    title: str
    parts: tuple[Part, ...]
    number: str = ""
    issuer: str = ""
    date: str = ""
    addressees: str = ""
    note: str = ""
    restrictions: tuple[str, ...] = ()
    omitted: tuple[str, ...] = ()
