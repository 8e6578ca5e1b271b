"""Addressees so many that page 1 would show no body go to the imprint as 主送 (7.3.2)."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil
from typing import Any

from docgen.layout import standard as gb
from docgen.layout.kinds import LETTERS
from docgen.layout.marks import joint_size
from docgen.layout.title import break_title, width


def move_addressees(context: Mapping[str, Any], kind: str = "") -> Mapping[str, Any]:
    """The context with the addressees in the imprint when they would leave page 1 without body text.

    ``kind``: the paper's; a letter has another head, and so another room for them.
    """
    addressees = str(context.get("addressees", ""))
    if not addressees or _lines(addressees) <= _room(context, kind in LETTERS):
        return context
    return {**context, "addressees": "", "main_to": addressees}


def _lines(addressees: str) -> int:
    return ceil((width(addressees) + 1) / (gb.CHARACTERS - 1))


def _room(context: Mapping[str, Any], letter: bool) -> int:
    """Lines that page 1 has for addressees, one line of body text kept free."""
    rows = len(break_title(str(context["title"]), gb.TYPE_WIDTH / (gb.SIZE_2 * 25.4 / 72)))
    lead = 2 * gb.LINE + gb.TITLE_LINE * rows
    if letter:
        security = max(len(context.get("security", ())), 1)
        above = gb.twips(gb.LETTER_MARK_FROM_EDGE + 15 + gb.LETTER_RULE_BELOW_MARK + 7 - gb.TOP) + security * gb.LINE
    else:
        issuers = list(context.get("issuers", ()))
        word = str(context.get("mark_word", ""))
        joint = len(issuers) > 1
        mark = len(issuers) * round(joint_size(issuers, word) * 20 * gb.JOINT_MARK_PITCH) if joint else gb.MARK_LARGEST * 20
        signers = max(len(context.get("signer_rows", ())), 1)
        above = gb.twips(gb.MARK_BELOW_TYPE_AREA + gb.RULE_BELOW_NUMBER) + mark + (2 + signers) * gb.LINE
    left = gb.twips(gb.TYPE_HEIGHT) - above - lead - gb.LINE
    return max(left // gb.LINE - 1, 0)
