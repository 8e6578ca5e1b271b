"""Whether pages can be measured at all: their size, which way their text stands, whether it is text."""

from __future__ import annotations

from collections.abc import Sequence

from docgen.problem import DocgenError
from docgen.proof.leaf import Leaf

_LEAST, _MOST = 50.0, 2000.0
"""Sides in mm between which a sheet of paper lies."""

_UNREADABLE = 0.3
"""From this share of characters without a meaning on the words cannot be made out."""


def refuse_illegible(name: str, leaves: Sequence[Leaf]) -> None:
    """Raise DocgenError, with what to do next, for pages of no paper's size, lying text, glyphs without a meaning."""
    for leaf in leaves:
        if not _LEAST <= min(leaf.width, leaf.height) <= max(leaf.width, leaf.height) <= _MOST:
            raise DocgenError(
                f"{name}：第{leaf.number}页大小为 {leaf.width:.0f}×{leaf.height:.0f} 毫米，不是一张纸，无从核验，请重新生成 PDF"
            )
    chars = [char for leaf in leaves for char in leaf.chars if not char.text.isspace()]
    if sum(_meaningless(char.text) for char in chars) > _UNREADABLE * len(chars):
        raise DocgenError(
            f"{name}：PDF 里的字只有字形，没有文字对照，读不出写的是什么，请核验原来的 docx，或用 Word、WPS 另存一份 PDF"
        )
    if chars and not any(char.upright for char in chars):
        raise DocgenError(f"{name}：文字是横倒或颠倒的，请在 PDF 阅读器中把页面转正、另存后再核验")


def _meaningless(text: str) -> bool:
    """What a font without a table of meanings yields: the glyph's number, a private or a control character."""
    return text.startswith("(cid:") or all(char < " " or "\ue000" <= char <= "\uf8ff" or char == "\ufffd" for char in text)
