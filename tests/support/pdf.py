"""A rendered paper under the proof room's ruler: characters, rules and ink in mm from the page's top left corner."""

from __future__ import annotations

from docgen.proof.ink import Ink
from docgen.proof.leaf import MM, Box, Char, Rule
from docgen.proof.leaf import Leaf as Page
from docgen.proof.opening import read as pages

__all__ = ["MM", "Box", "Char", "Page", "Rule", "ink_box", "pages", "red", "text"]

red = "red"
"""For ``ink_box``: only the red of an issuer mark or a red rule counts."""


def text(pdf: bytes) -> str:
    """The text of all pages without spaces."""
    return "".join(page.text for page in pages(pdf))


def ink_box(pdf: bytes, page: int, x0: float, y0: float, x1: float, y1: float, ink: str = "") -> Box | None:
    """The smallest box (mm) around the ink within a rectangle (mm) of ``page`` (from 1); None when it is blank."""
    with Ink(pdf) as paper:
        return (paper.red_box if ink == red else paper.box)(page, x0, y0, x1, y1)
