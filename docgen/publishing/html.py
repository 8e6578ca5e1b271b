"""The paper as one HTML page that needs nothing else: no scripts, nothing fetched; tables that a screen reader can follow."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path

from docgen.publishing.publication import Cell, Heading, Paragraph, Picture, Publication, Sheet

_TEMPLATE = "page.html.j2"


def as_html(publication: Publication) -> str:
    """The page. What portals show of a paper (标题, 发文机关, 发文字号, 成文日期) stands above it, those that are known."""
    from jinja2 import Environment, FileSystemLoader

    loader = FileSystemLoader(Path(__file__).parent)
    environment = Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    facts = (("发文机关", publication.issuer), ("发文字号", publication.number), ("成文日期", publication.date))
    return environment.get_template(_TEMPLATE).render(
        publication=publication,
        facts=[fact for fact in facts if fact[1]],
        kind=_kind,
        pieces=_pieces,
        lines=str.splitlines,
        source=_source,
        scope=_scope,
    )


def _kind(element: object) -> str:
    return {Paragraph: "paragraph", Heading: "heading", Sheet: "table", Picture: "picture"}[type(element)]


def _pieces(paragraph: Paragraph) -> list[tuple[bool, list[str]]]:
    """The paragraph's text as stretches: whether bold, and its lines."""
    pieces, done = [], 0
    for begin, end in paragraph.bold:
        pieces += [(False, paragraph.text[done:begin]), (True, paragraph.text[begin:end])]
        done = end
    pieces.append((False, paragraph.text[done:]))
    return [(bold, text.replace("\t", "\u3000").split("\n")) for bold, text in pieces if text]


def _source(picture: Picture) -> str:
    return f"data:{picture.media};base64,{b64encode(picture.data).decode()}"


def _scope(sheet: Sheet, row: int, cell: Cell) -> str:
    """What a cell heads: columns in the head rows, nothing below."""
    if row >= sheet.head:
        return ""
    return "colgroup" if cell.columns > 1 else "col"
