"""A chart as the table that it was drawn from: a row a category, a column a series, figures as the chart prints them."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from docgen.numerals import percent, plain
from docgen.publishing.publication import Cell, Sheet

_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def read_chart(blob: bytes) -> Sheet | None:
    """The table behind a chart part; None where it holds no categories."""
    from lxml import etree

    root = etree.fromstring(blob, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    series = [(_name(each), _points(each.find(f"{_C}val"))) for each in root.iter(f"{_C}ser")]
    first = next((each.find(f"{_C}cat") for each in root.iter(f"{_C}ser") if each.find(f"{_C}cat") is not None), None)
    categories = _points(first)
    if not categories or not series:
        return None
    rows = [("", *(name for name, _ in series))]
    rows += [(word, *(values.get(at, "—") for _, values in series)) for at, word in categories.items()]
    places = tuple(range(len(series) + 1))
    return Sheet(tuple(tuple(map(Cell, row)) for row in rows), (places,) * len(rows), 1)


def _name(series: Any) -> str:
    found = series.find(f"{_C}tx//{_C}v")
    return found.text or "" if found is not None else ""


def _points(values: Any) -> dict[int, str]:
    """The points that a chart remembers, by their place."""
    if values is None:
        return {}
    code = next((each.text or "" for each in values.iter(f"{_C}formatCode")), "")
    return {int(point.get("idx")): _printed(point.findtext(f"{_C}v") or "", code) for point in values.iter(f"{_C}pt")}


def _printed(value: str, code: str) -> str:
    try:
        number = Decimal(value)
    except InvalidOperation:
        return value
    if '"%"' in code or "\\%" in code:
        # the sign is only written behind what is a percentage already
        return percent(number / 100)
    return percent(number) if "%" in code else plain(number)
