"""A page of the web as pandoc shall read it: in UTF-8, its centred lines with signs; and which of its lines is the title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from docgen.papers.drafts.closing import belongs_below, day_of
from docgen.papers.drafts.draft import Block
from docgen.papers.drafts.head import Tell, bare, reads_as_title
from docgen.papers.drafts.word import CENTRED
from docgen.problem import DocgenError

_CENTRE = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
_BLOCKS = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "div", "center")
_FIRST_HEADING = "title"
_SITE = re.compile(r"\s*[_|—–-]+\s*[^_|—–-]*$")
_MOST_LINES = 16


def ready(content: bytes) -> bytes:
    """The page in UTF-8, with a sign before the text of each centred line outside of tables."""
    text = _decoded(content)
    if not _CENTRE.search(text) and "center" not in text.lower():
        return text.encode()
    from lxml import etree, html

    try:
        root = html.document_fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8"))
    except etree.ParserError:
        return text.encode()
    for element in root.iter(*_BLOCKS):
        if not any(True for _ in element.iterdescendants(*_BLOCKS, "table")) and _is_centred(element) and "".join(element.itertext()).strip():
            element.text = CENTRED + (element.text or "")
    return html.tostring(root, encoding="utf-8")


def _is_centred(element: Any) -> bool:
    for here in (element, *element.iterancestors()):
        if here.tag in ("td", "th", "table"):
            return False
    for here in (element, *element.iterancestors()):
        style = here.get("style") or ""
        if here.tag == "center" or _CENTRE.search(style) or (here.get("align") or "").lower() == "center":
            return True
        if "text-align" in style.lower() or here.get("align"):
            return False
    return False


def without_title(blocks: list[Any]) -> Iterator[Any]:
    """pandoc's blocks without the heading that repeats the page's title, as pandoc itself writes it."""
    for block in blocks:
        if block["t"] == "Header" and _FIRST_HEADING in block["c"][1][1]:
            continue
        yield {**block, "c": [block["c"][0], list(without_title(block["c"][1]))]} if block["t"] == "Div" else block


def entitled(blocks: list[Block], name: str, tell: Tell) -> list[Block]:
    """The blocks of a page called ``name``, with its title first: the line that reads like one, else the page's name.

    A site puts its own name behind the page's, and its ways above the title: those are told and left out.
    """
    if not name:
        return blocks
    plain = _SITE.sub("", name) if reads_as_title(_SITE.sub("", name)) else name
    at = _title_at(blocks, plain)
    if at is None:
        return [Block(0, f"{CENTRED}{plain}", place="标题"), *blocks]
    while at and blocks[at - 1].text.startswith(CENTRED) and blocks[at - 1].inset is None:
        at -= 1
    for block in blocks[:at]:
        tell(f"网页标题之前的“{bare(block)[:20]}”没有印出", block.place)
    return blocks[at:]


def footless(blocks: list[Block], tell: Tell) -> list[Block]:
    """The blocks without the site's own lines (主办：…) below a paper's date, note and list of annexes; they are told."""
    days = [at for at, block in enumerate(blocks) if block.inset is None and day_of(block.text)]
    if not days:
        return blocks
    end = days[-1] + 1
    while end < len(blocks) and belongs_below(blocks[end]):
        end += 1
    foot = blocks[end:]
    if len(foot) > _MOST_LINES or any(block.inset is not None or "。" in block.text for block in foot):
        return blocks
    for block in foot:
        tell(f"落款之后的“{bare(block)[:20]}”没有印出", block.place)
    return blocks[:end]


def _title_at(blocks: Sequence[Block], name: str) -> int | None:
    """Where above the first sentence a line reads like a title: the last one that agrees with the page's name, else the first."""
    lines = []
    for at, block in enumerate(blocks[:_MOST_LINES]):
        if block.inset is not None or "。" in block.text:
            break
        if not block.item and reads_as_title(bare(block)):
            lines.append((at, bare(block)))
    agreed = [at for at, line in lines if line in name or name in line]
    if agreed:
        return agreed[-1]
    return lines[0][0] if lines and not reads_as_title(name) else None


def _decoded(content: bytes) -> str:
    """The page's text in the encoding that it declares."""
    found = re.search(rb"charset\s*=\s*[\"']?([\w-]+)", content[:4096], re.IGNORECASE)
    name = found[1].decode().lower() if found else "utf-8"
    for encoding in ("gb18030" if name.startswith("gb") else "utf-8-sig", "utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise DocgenError("网页的编码无法识别：请用浏览器打开，另存为 UTF-8 编码的网页后再试")
