"""Lays a rendered table out: column widths from the text, a size that fits, rows kept whole."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.table import CT_Tbl

from docgen.layout import standard as gb
from docgen.layout.tables.bookmarks import mark_cells
from docgen.layout.tables.casting import Caster
from docgen.layout.tables.groups import head_groups
from docgen.layout.tables.heads import rows
from docgen.layout.tables.heights import Rooms, line_height, margins, rule, set_heights
from docgen.layout.tables.identity import NO_SOURCES, Sources, take_marks
from docgen.layout.tables.lattice import Lattice
from docgen.layout.tables.merging import join_equal
from docgen.layout.tables.numbers import break_document_numbers
from docgen.layout.tables.pages import show_again
from docgen.layout.tables.widths import Content, Fit, fit

SIZES = (gb.SIZE_SMALL_4, gb.SIZE_5, gb.SIZE_SMALL_5, gb.SIZE_6, 7, 6.5, 5.5)
"""小四 to 六号 and a little less; the two smallest are for tables that would else be cut."""


LEAST = gb.twips(8)
"""The least height of a row in twips, where the template does not say."""


@dataclass(frozen=True)
class Settled:
    """A table whose widths, sizes and lines are settled, its pages not yet.

    ``caster`` writes its rows, ``heights`` are theirs in twips, ``groups`` the rows that head others.
    """

    caster: Caster
    rooms: Rooms
    heights: list[float]
    groups: Collection[int]

    def turn_pages(self, above: float, height: float) -> float:
        """Fill pages of ``height`` twips, ``above`` of which is taken on the first, and show joined cells again on each.

        Answers how far down its last page the table reaches, in twips.
        """
        lattice = self.caster.lattice
        if self.groups or any(cell.continues and cell.row >= lattice.head for cell in lattice.cells):
            return show_again(lattice, self.rooms, self.heights, above, height, self.groups)
        return above + sum(self.heights)


@dataclass(frozen=True)
class LaidOut:
    """A table whose rows are settled: what writes them, and how far down its last page they reach, in twips."""

    caster: Caster
    end: float


def lay_out(lattice: Lattice, table: CT_Tbl, width: int, height: int, above: float = 0, known: Sources = NO_SOURCES, own_size: float = 0) -> LaidOut:
    """Fit a ``table``, whose rows are the lattice's, into a type area of ``width`` × ``height`` twips, ``above`` of which is taken on its first page.

    ``known`` tells which records its rows show; their cells are bookmarked. Joins what is marked to be joined, and
    shows it again on every page; w:tblW, w:tblGrid and every w:tcW agree, for WPS reads the grid and Word the cells;
    the layout is fixed. ``own_size``: see :func:`settle`.
    """
    origins = take_marks(lattice, known)
    settled = settle(lattice, table, width, height, own_size)
    end = settled.turn_pages(above, height)
    mark_cells(lattice, origins)
    return LaidOut(settled.caster, end)


def settle(lattice: Lattice, table: CT_Tbl, width: int, height: int, own_size: float = 0) -> Settled:
    """Join what is marked to be joined, then widths, sizes, lines and heights of rows.

    ``own_size`` in points: the table keeps its widths, its headings and the sizes of its characters, the usual one of
    which this is; 0 for a table that is fitted.
    """
    join_equal(lattice)
    groups = head_groups(lattice)
    padding, gap = margins(table, "left", "right"), margins(table, "top", "bottom") + rule(table)
    if own_size:
        size = max((cell.mould.size for cell in lattice.cells if cell.mould.size), default=own_size)
        rooms = Rooms(Fit(size, tuple(widths_of(table, lattice.columns))), padding, gap)
        heights = set_heights(lattice, rooms, height)
        return Settled(Caster(lattice, 0, line_height(size), heights), rooms, heights, groups)
    heads, texts = lattice.column_texts()
    columns = [Content(*each) for each in zip(heads, texts, widths_of(table, lattice.columns), strict=True)]
    found = fit(columns, width, padding, [size for size in SIZES if size <= _size(lattice)] or SIZES[-1:])
    _set_widths(lattice, table, found.widths, width)
    rooms = Rooms(found, padding, gap)
    _break_heads(lattice, rooms)
    break_document_numbers(lattice, rooms)
    for row in lattice.rows:
        if not row.mould.least:
            row.least = LEAST
    heights = set_heights(lattice, rooms, height)
    return Settled(Caster(lattice, found.size, line_height(found.size), heights), rooms, heights, groups)


def keeps_its_widths(lattice: Lattice, table: CT_Tbl, styles: Collection[str]) -> bool:
    """Whether an office has fixed the widths of a table's columns, in other styles than ``styles``, docgen's own."""
    layout = table.find(f"{qn('w:tblPr')}/{qn('w:tblLayout')}")
    if layout is None or layout.get(qn("w:type")) != "fixed" or not all(widths_of(table, lattice.columns)):
        return False
    return not any(f'w:pStyle w:val="{style}"' in cell.mould.xml for row in lattice.rows[:3] for cell in row.cells for style in styles)


def widths_of(table: CT_Tbl, columns: int) -> list[int]:
    """The widths in twips that a table gives its columns; 0 where it does not say."""
    grid = table.find(qn("w:tblGrid"))
    widths = [int(column.get(qn("w:w")) or 0) for column in grid] if grid is not None else []
    return (widths + [0] * columns)[:columns]


def _size(lattice: Lattice) -> float:
    """The size that the template asks for, in points; the largest when it does not say."""
    moulds = {cell.mould for row in lattice.rows[lattice.head :] for cell in row.cells}
    return max((mould.size for mould in moulds if mould.size), default=SIZES[0])


def _set_widths(lattice: Lattice, table: CT_Tbl, widths: tuple[int, ...], total: int) -> None:
    old = table.find(qn("w:tblGrid"))
    new = OxmlElement("w:tblGrid")
    for width in widths:
        column = OxmlElement("w:gridCol")
        column.set(qn("w:w"), str(width))
        new.append(column)
    table.replace(old, new) if old is not None else table.insert(1, new)
    properties = table.tblPr
    _property(properties, "w:tblW", {"w:w": str(total), "w:type": "dxa"})
    _property(properties, "w:tblLayout", {"w:type": "fixed"})
    for cell in lattice.cells:
        cell.width = sum(widths[cell.column : cell.column + cell.span])


def _break_heads(lattice: Lattice, rooms: Rooms) -> None:
    """Break the headings between words, unless a person has broken them."""
    for row in lattice.rows[: lattice.head]:
        for cell in row.cells:
            if cell.mould.texts == 1 and "\n" not in cell.text:
                cell.say(["\n".join(rows(cell.text.strip(), rooms.of(cell)))])


def _property(properties, name: str, values: dict[str, str]) -> None:
    found = properties.find(qn(name))
    if found is None:
        found = OxmlElement(name)
        properties.append(found)
    for key, value in values.items():
        found.set(qn(key), value)
