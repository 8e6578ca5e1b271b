"""Tables that an office writes into a paper's own text, laid out by docgen where they ask for it.

A table asks for it by ``|merge`` in a cell or by docgen's styles for tables (表格文字). Its rows stay apart until the
paper's lines are settled, for only then is it known where the pages end on which joined cells are shown again.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn

from docgen.layout.reckoning import filled_above
from docgen.layout.tables.apart import keep_apart, stub_of
from docgen.layout.tables.cutting import cut_tables
from docgen.layout.tables.fitting import Settled, settle
from docgen.layout.tables.lattice import Lattice
from docgen.layout.tables.render import own_size, type_area
from docgen.layout.tables.tags import MARK

_ASKING = (MARK, '<w:pStyle w:val="TableText"/>')


@dataclass
class Inline:
    """The tables of one paper's text on their way: cut out, settled, paged."""

    _lattices: dict[str, Lattice] = field(default_factory=dict)
    _settled: list[tuple[Any, Settled]] = field(default_factory=list)

    def cut(self, xml: str) -> str:
        """The rendered body without the rows of the tables that ask to be laid out."""
        rest, found = cut_tables(xml, lambda xml, start, end: any(xml.find(sign, start, end) >= 0 for sign in _ASKING))
        self._lattices.update(found)
        return rest

    def settle(self, document: Document) -> None:
        """Settle widths, sizes and the heights of rows; the rows are written with the document."""
        width, height = type_area(document.sections[0])
        for table in document.element.body.iterchildren(qn("w:tbl")):
            lattice = self._lattices.get(stub_of(table))
            if lattice is not None:
                settled = settle(lattice, table, width, height, own_size(document, lattice, table))
                keep_apart(document, table, settled.caster)
                self._settled.append((table, settled))

    def turn_pages(self, document: Document, pitch: int, wider: float) -> None:
        """Show joined cells again where a page begins, the paper's lines being ``pitch`` twips high and holding ``wider``
        times as many characters as usual."""
        _, height = type_area(document.sections[0])
        for table, settled in self._settled:
            settled.turn_pages(filled_above(document, table, pitch, wider), height)
