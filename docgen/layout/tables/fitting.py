"""Lays a rendered table out: column widths from the text, a size that fits, rows kept whole."""

from __future__ import annotations

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.table import CT_Tbl

from docgen.layout import standard as gb
from docgen.layout.tables.bookmarks import mark_cells
from docgen.layout.tables.grid import Grid
from docgen.layout.tables.groups import head_groups
from docgen.layout.tables.heads import rows
from docgen.layout.tables.heights import Rooms, margins, rule, set_heights, set_lines
from docgen.layout.tables.identity import NO_SOURCES, Sources, take_marks
from docgen.layout.tables.merging import join_equal
from docgen.layout.tables.numbers import break_document_numbers
from docgen.layout.tables.pages import show_again
from docgen.layout.tables.widths import Content, fit

SIZES = (gb.SIZE_SMALL_4, gb.SIZE_5, gb.SIZE_SMALL_5, gb.SIZE_6, 7, 6.5, 5.5)
"""小四 to 六号 and a little less; the two smallest are for tables that would else be cut."""

def lay_out(table: CT_Tbl, width: int, height: int, above: float = 0, known: Sources = NO_SOURCES) -> float:
    """Fit a table into a type area of ``width`` × ``height`` twips, ``above`` of which is taken on its first page.

    ``known`` tells which records its rows show; their cells are bookmarked.
    Answers how far down its last page the table reaches, in twips. Joins what is marked to be joined, and shows it
    again on every page; w:tblW, w:tblGrid and every w:tcW agree, for WPS reads the grid and Word the
    cells; the layout is fixed.
    """
    grid = Grid(table)
    origins = take_marks(grid, known)
    join_equal(grid)
    groups = head_groups(grid)
    if groups:
        grid = Grid(table)
    end = _settle(grid, width, height, above, groups)
    mark_cells(grid, origins)
    return end


def _settle(grid: Grid, width: int, height: int, above: float, groups: set[int]) -> float:
    """Widths, sizes, lines, heights and pages; answers how far down its last page the table reaches, in twips."""
    table = grid.table
    heads, texts = grid.column_texts()
    padding = margins(table, "left", "right")
    columns = [Content(*each) for each in zip(heads, texts, grid.widths(), strict=True)]
    found = fit(columns, width, padding, [size for size in SIZES if size <= _size(grid)] or SIZES[-1:])
    _set_widths(grid, found.widths, width)
    rooms = Rooms(found, padding, margins(table, "top", "bottom") + rule(table))
    _break_heads(grid, rooms)
    _set_size(grid, found.size)
    set_lines(grid, found.size)
    break_document_numbers(grid, rooms)
    heights = set_heights(grid, rooms, height)
    if groups or any(cell.continues and cell.row >= grid.head for cell in grid.cells):
        return show_again(grid, rooms, heights, above, height, groups)
    return above + sum(heights)


def _size(grid: Grid) -> float:
    """The size that the template asks for, in points; the largest when it does not say."""
    sizes = [
        int(size.get(qn("w:val"))) / 2
        for cell in grid.cells
        if cell.row >= grid.head
        for size in cell.element.iter(qn("w:sz"))
    ]
    return max(sizes, default=SIZES[0])


def _set_widths(grid: Grid, widths: tuple[int, ...], total: int) -> None:
    table = grid.table
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
    for cell in grid.cells:
        cell.element.width = sum(widths[cell.column : cell.column + cell.span]) * 635


def _break_heads(grid: Grid, rooms: Rooms) -> None:
    """Break the headings between words, unless a person has broken them."""
    for cell in grid.cells:
        texts = list(cell.element.iter(qn("w:t")))
        if cell.row >= grid.head or len(texts) != 1 or "\n" in cell.text:
            continue
        run = texts[0].getparent()
        first, *others = rows(cell.text.strip(), rooms.of(cell))
        texts[0].text = first
        for row in others:
            run.append(OxmlElement("w:br"))
            text = OxmlElement("w:t")
            text.text = row
            run.append(text)
        cell.refresh()


def _property(properties, name: str, values: dict[str, str]) -> None:
    found = properties.find(qn(name))
    if found is None:
        found = OxmlElement(name)
        properties.append(found)
    for key, value in values.items():
        found.set(qn(key), value)


def _set_size(grid: Grid, size: float) -> None:
    """Set every run of the table in one size; an empty cell's paragraph mark too, for it makes the row's height."""
    half_points = str(round(size * 2))
    for cell in grid.cells:
        for paragraph in cell.element.iter(qn("w:p")):
            for properties in (_mark_of(paragraph), *(run.get_or_add_rPr() for run in paragraph.iter(qn("w:r")))):
                _size_of(properties, half_points)


def _mark_of(paragraph):
    """The properties of a paragraph's mark, made where they are missing."""
    properties = paragraph.get_or_add_pPr()
    mark = properties.find(qn("w:rPr"))
    if mark is None:
        mark = OxmlElement("w:rPr")
        following = [child for child in properties if child.tag in (qn("w:sectPr"), qn("w:pPrChange"))]
        properties.insert(len(properties) - len(following), mark)
    return mark


def _size_of(properties, half_points: str) -> None:
    for old in [child for child in properties if child.tag in _SIZES]:
        properties.remove(old)
    at = next((place for place, child in enumerate(properties) if child.tag in _AFTER_SIZES), len(properties))
    for tag in reversed(_SIZES):
        element = properties.makeelement(tag)
        element.set(_VALUE, half_points)
        properties.insert(at, element)


_VALUE, _SIZES = qn("w:val"), (qn("w:sz"), qn("w:szCs"))
_AFTER_SIZES = frozenset(
    qn(f"w:{name}")
    for name in (
        "highlight", "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang",
        "eastAsianLayout", "specVanish", "oMath", "rPrChange",
    )
)  # fmt: skip
"""What the schema wants behind the sizes."""
