"""Page numbers: what is printed below the type area, or at a landscape page's side."""

from __future__ import annotations

import re
from collections import Counter

from docgen.proof import clauses as gb
from docgen.proof.leaf import Box, Char, Leaf
from docgen.proof.line import lines_of
from docgen.proof.recognise.paper import Folio

_NUMBERISH = re.compile(r"^[—–―─－\-~·•第共页/／\s]*\d{1,4}[—–―─－\-~·•第共页/／\d\s]*$")


def folio_of(leaf: Leaf) -> Folio | None:
    """The page's number, or None. A page that lies down may have it turned at its side or upright at its foot."""
    turned = _turned(leaf)
    if turned:
        return turned
    limit = leaf.height - (gb.PAPER_HEIGHT - gb.BOTTOM) + 1.5 if not leaf.landscape else leaf.height - 30
    for line in reversed(lines_of(leaf)):
        if line.base < limit:
            break
        if _NUMBERISH.match(line.text):
            return _folio(leaf, list(line.chars), line.text, False)
    return None


def _turned(leaf: Leaf) -> Folio | None:
    chars = [char for char in leaf.chars if not char.upright and char.text.strip()]
    if leaf.portrait or not chars:
        return None
    for side in (0.0, leaf.width - 45):
        near = sorted((c for c in chars if side <= c.x0 <= side + 45), key=lambda c: c.top)
        text = "".join(char.text for char in near)
        if near and _NUMBERISH.match(text):
            return _folio(leaf, near, text, True)
    return None


def _folio(leaf: Leaf, chars: list[Char], text: str, turned: bool) -> Folio:
    font = Counter(char.font for char in chars if char.text.isdigit()).most_common(1)[0][0]
    return Folio(leaf.number, text, Box.around(chars), max(round(char.size, 1) for char in chars), font, turned)
