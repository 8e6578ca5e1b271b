"""The insets of one paper on their way: named in its words before it is rendered, set in their places afterwards."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from docgen.layout.insets.charts import set_chart
from docgen.layout.insets.emphasis import emphasise
from docgen.layout.insets.pictures import set_picture
from docgen.layout.insets.tables import part_from_text, set_table
from docgen.layout.insets.tails import tailed
from docgen.layout.reckoning import filled_above
from docgen.layout.tables.above import paragraph_height
from docgen.layout.tables.apart import rows_apart, stub_of
from docgen.layout.tables.fitting import Settled
from docgen.layout.tables.render import type_area
from docgen.papers.insets import END, INSET, ChartInset, Inset, PictureInset, TableInset, place_of

_PLACE = re.compile(f"{INSET}([^{END}]*){END}")
_WAYS: dict[type, Callable[[Document, Paragraph, Any], None]] = {PictureInset: set_picture, ChartInset: set_chart}
"""How each kind of inset but a table is put before the paragraph that stands for it."""


@dataclass
class Insets:
    """The insets of a paper and its annexes, by the names that stand for them in the words.

    ``tails``: the bracket that says who does it is set in 楷体.
    """

    tails: bool = True
    _named: dict[str, Inset] = field(default_factory=dict)
    _tables: list[tuple[Any, Settled, int, tuple[int, int]]] = field(default_factory=list)

    def context(self, values: Mapping[str, object]) -> dict[str, object]:
        """What a template may use, with ``inset(name)`` for the values' own ``insets``, its ``body`` of blocks and those of its ``items`` prepared."""
        given = values.get("insets")
        names = {name: self._name(inset) for name, inset in given.items()} if isinstance(given, Mapping) else {}
        prepared: dict[str, object] = {"body": self.blocks(values["body"])} if isinstance(values.get("body"), list | tuple) else {}
        if isinstance(items := values.get("items"), list):
            prepared["items"] = [{**item, "body": self.blocks(item["body"])} if "body" in item else item for item in items]
        return {**values, **prepared, "inset": _Placing(names)}

    def blocks(self, blocks: Iterable[Mapping[str, object]]) -> list[dict[str, object]]:
        """A draft's blocks as a template's loop takes them: the sign of an inset in place of its words."""
        return [self._block(block) for block in blocks]

    def settle(self, document: Document) -> None:
        """Put every inset in its place and set what is emphasised, in the paper and its annexes."""
        areas = [type_area(section) for section in document.sections]
        at = 0
        for element in list(document.element.body.iterchildren(qn("w:p"))):
            found = _PLACE.search("".join(text.text or "" for text in element.iter(qn("w:t"))))
            if found and found[1] in self._named:
                self._set(document, element, self._named[found[1]], at, areas[at])
            if element.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None:
                at += 1
        for table, *_ in self._tables:
            part_from_text(document, table)
        emphasise(document)

    def turn_pages(self, document: Document, pitch: int, wider: float) -> None:
        """Show joined cells of the tables again where a page begins; see ``Inline.turn_pages``."""
        for table, settled, section, (width, height) in self._tables:
            above = _filled_in_annex(document, table, width) % height if section else filled_above(document, table, pitch, wider)
            settled.turn_pages(above, height)

    def _name(self, inset: Inset) -> str:
        name = str(len(self._named))
        self._named[name] = inset
        return place_of(name)

    def _block(self, block: Mapping[str, object]) -> dict[str, object]:
        inset = block.get("inset")
        if inset is None:
            plain = {"number": 0, **block, "inset": ""}
            return tailed(plain) if self.tails else plain
        sign = self._name(inset)  # type: ignore[arg-type]
        return {**block, "level": 0, "number": 0, "text": sign, "head": sign, "rest": "", "inset": ""}

    def _set(self, document: Document, element: Any, inset: Inset, section: int, area: tuple[int, int]) -> None:
        """Put an inset into the section of that number, whose type area is ``area`` twips wide and high."""
        place = Paragraph(element, document._body)
        if not isinstance(inset, TableInset):
            _WAYS[type(inset)](document, place, inset)
        elif settled := set_table(document, place, inset, area):
            table = next(element.itersiblings(qn("w:tbl"), preceding=True))
            self._tables.append((table, settled, section, area))
        if element.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is None:
            element.getparent().remove(element)
        else:
            for run in element.findall(qn("w:r")):
                element.remove(run)


class _Placing:
    """``inset(name)`` in a template: the sign of the paper's inset of that name."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names

    def __call__(self, name: str) -> str:
        if name not in self._names:
            raise ValueError(f"inset(\"{name}\")：没有这个图表，可用的有{'、'.join(self._names) or '（无）'}")
        return self._names[name]


def _filled_in_annex(document: Document, table: Any, width: int) -> float:
    """How far down from its section's start the text above a table of an annex reaches, in twips."""
    used = 0.0
    for element in table.itersiblings(qn("w:p"), qn("w:tbl"), preceding=True):
        if element.tag == qn("w:tbl"):
            caster = rows_apart(document).get(stub_of(element))
            used += sum(caster.heights) if caster else 0
        elif element.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None:
            return used
        else:
            used += paragraph_height(Paragraph(element, document._body), width)
    return used
