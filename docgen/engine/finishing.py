"""What docxtpl does to a rendered part as a whole, done on the text as it passes.

Line breaks, tabs, paragraphs and pages within values become elements; drawings are numbered; a table that lost all its
rows loses its grid; a bookmark that a loop repeated stays once. A look for one character or word in a chunk costs next to nothing, so only chunks that need it are
touched. Chunks are cut behind the end of a paragraph: none of these things goes beyond it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from docgen.engine.budget import too_much
from docgen.engine.shape import same_effect
from docgen.engine.showing import NeedsTree, mending

_END = "</w:p>"
_BREAKS = ("\n", "\t", "\a", "\f")
_BREAK = re.compile("[\n\t\a\f]")
_DRAWING = re.compile(r'(<wp:docPr\b[^>]*?\bid=")[^"]*(")')
_BOOKMARK = re.compile(r'<w:bookmark((?:Start|End)\b[^>]*?\bw:id="[^"]*")[^>]*>')
_FIRST_DRAWING = 1001
_LONGEST = 16_000_000
"""Characters of XML of one paragraph."""
_ROWLESS = "</w:tblGrid></w:tbl>"
_EMPTY_GRID = re.compile(r"<w:tblGrid>(?:(?!<w:tblGrid>).)*?</w:tblGrid></w:tbl>", re.DOTALL)


def finished(chunks: Iterable[str], *, body: bool, bookmarks: bool = True) -> Iterator[str]:
    """The finished text of a part; what only docxtpl's treatment of the body does is left out without ``body``.

    With ``bookmarks``, one that a loop repeats stays once, as Word would keep it: a file with two is not valid.
    """
    drawings = _FIRST_DRAWING
    seen: set[str] = set()

    def once(bookmark: re.Match[str]) -> str:
        if bookmark[1] in seen:
            return ""
        seen.add(bookmark[1])
        return bookmark[0]

    def numbered(drawing: re.Match[str]) -> str:
        nonlocal drawings
        drawings += 1
        return f"{drawing[1]}{drawings - 1}{drawing[2]}"

    for text in _between_paragraphs(chunks):
        if any(sign in text for sign in _BREAKS):
            text = _broken(text)
        if bookmarks and "<w:bookmark" in text:
            text = _BOOKMARK.sub(once, text)
        if body:
            if "<wp:docPr" in text:
                text = _DRAWING.sub(numbered, text)
            if _ROWLESS in text:
                text = _EMPTY_GRID.sub("<w:tblGrid/></w:tbl>", text)
        yield text


def _between_paragraphs(chunks: Iterable[str]) -> Iterator[str]:
    """The same text, each piece but the last ending where a paragraph does. Raises Exceeded for an endless paragraph."""
    held: list[str] = []
    length = 0
    for chunk in chunks:
        length += len(chunk)
        if length > _LONGEST:
            raise too_much("一个段落的文字")
        at = chunk.rfind(_END)
        if at < 0:
            held.append(chunk)  # an end torn between two chunks is found with the next one, or the last
            continue
        held.append(chunk[: at + len(_END)])
        yield "".join(held)
        held = [chunk[at + len(_END) :]]
        length = len(held[0])
    yield "".join(held)


def _broken(text: str) -> str:
    """With elements for line breaks and the like, each paragraph as docxtpl does it.

    Raises NeedsTree where a break parts more than a run of the paragraph (a link, a control, rich text written without
    ``r``): the pieces do not close what they open.
    """
    from docxtpl import DocxTemplate

    done: list[str] = []
    at = 0
    while found := _BREAK.search(text, at):
        behind = text.rfind(_END, at, found.start())
        begin = at if behind < 0 else behind + len(_END)
        end = text.find(_END, found.start())
        end = len(text) if end < 0 else end + len(_END)
        done.append(text[at:begin])
        whole = text[begin:end]
        parted = _without_signs(DocxTemplate.resolve_listing(None, whole))
        if ("\a" in whole or "\f" in whole) and not mending.get() and not same_effect(whole, parted):
            raise NeedsTree
        done.append(parted)
        at = end
    done.append(text[at:])
    return "".join(done)


def _without_signs(text: str) -> str:
    """Signs that stood in no text: XML cannot hold them."""
    return text.replace("\a", "").replace("\f", "") if "\a" in text or "\f" in text else text
