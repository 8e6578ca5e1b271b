"""A sheet printed on A3: as high as the pages that it is bound with, its other half folded in."""

from __future__ import annotations

from typing import Any

from docgen.engine.sheet.lines import MAIN
from docgen.layout import standard as gb

_A3 = "8"


def fold_out(sheet: Any) -> None:
    """Print on A3 landscape with the margins of a portrait A4 page, for it is bound at the same edge.

    ``sheet`` is the worksheet's element.
    """
    setup, margins = sheet.find(f"{MAIN}pageSetup"), sheet.find(f"{MAIN}pageMargins")
    if margins is not None:
        for name, edge in (("top", gb.TOP), ("right", gb.RIGHT), ("bottom", gb.BOTTOM), ("left", gb.LEFT)):
            margins.set(name, repr(edge / 25.4))
    if setup is not None:
        setup.set("paperSize", _A3)
        setup.set("orientation", "landscape")
