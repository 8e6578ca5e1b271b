"""Who does it: the bracket at a paragraph's end (（县工信局牵头，各乡镇负责）), set in 楷体, its first name whole."""

from __future__ import annotations

import re

from docgen.papers.insets import Run, signed

_TAIL = re.compile(r"（(?:[^（）]|（[^（）]*）){0,200}?(?:牵头|负责|配合|参与|落实|主办|协办)(?:单位[^（）]*)?）(?=[。；]?$)|（(?:责任|牵头|配合)单位：[^（）]{1,200}）(?=[。；]?$)")


def tailed(block: dict[str, object]) -> dict[str, object]:
    """The block with its tail in 楷体; a heading in 黑体 or 楷体 keeps its font to its first full stop."""
    names = ("text", "rest") if block.get("level") in (1, 2) else ("text", "rest", "head")
    return {**block, **{name: _set(str(block[name])) for name in names if block.get(name)}}


def _set(text: str) -> str:
    found = _TAIL.search(text)
    if not found:
        return text
    return text[: found.start()] + signed([Run(found[0], kai=True)]) + text[found.end() :]
