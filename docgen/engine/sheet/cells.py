"""A value as the XML of a cell: a number stays a number, text stays text, whatever it begins with.

Text stands in the cell itself (``inlineStr``): a table of shared strings would have to be kept until the last row is known.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from docgen.characters import clean
from docgen.engine.sheet.lines import FIXED, FORMULA, Spot
from docgen.engine.sheet.styles import DAY, MOMENT, QUOTED, TIME, Clones

LONGEST = 32_767
"""The most characters that a cell holds in Excel."""

_END = "</t></is></c>"
_ODD = re.compile("[&<>\x00-\x1f\ud800-\udfff\ue000-\uf8ff\ufffe\uffff]|_x[0-9A-Fa-f]{4}_|^[=+@\\s-]|\\s$")
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_FORMULA_MARKS = ("=", "+", "-", "@", "\t")
_DIGITS = frozenset("0123456789")
_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)


class TooLong(ValueError):
    """A text that no cell holds."""


class CellWriter:
    """Writes values into the spots of one line; ``clones`` gives the styles that a value asks for beside its spot's own."""

    def __init__(self, spots: Sequence[Spot], clones: Clones, since_1904: bool = False) -> None:
        self._spots, self._clones = spots, clones
        self._epoch = _EPOCH_1904 if since_1904 else _EPOCH
        self._forms = [
            (
                f'<c r="{spot.letter}',
                f'"{_style(spot.style)} t="inlineStr"><is><t>',
                f'"{_style(spot.style)}><v>',
                f'"{_style(spot.style)}/>',
            )
            for spot in spots
        ]

    def cells(self, row: str, values: Sequence[Any]) -> str:
        """The cells of row ``row``, one for each spot; raise TooLong for a text that does not fit."""
        told = []
        tell = told.append
        place = 0
        for (begin, text, number, blank), value in zip(self._forms, values, strict=True):
            kind = value.__class__
            if kind is str and value:
                if value.isalnum() and len(value) <= LONGEST:
                    tell(f"{begin}{row}{text}{value}{_END}")
                elif _ODD.search(value) is None and len(value) <= LONGEST:
                    tell(f"{begin}{row}{text}{value}{_END}")
                else:
                    tell(self._text(place, row, value))
            elif kind is Decimal or kind is int or kind is float:
                digits = str(value)
                if digits.endswith("0") and "." in digits and "E" not in digits and "e" not in digits:
                    digits = digits.rstrip("0").rstrip(".")  # 2014602.0 of a record is 2014602 to whoever reads the cell
                tell(f"{begin}{row}{number}{digits}</v></c>" if digits[-1] in _DIGITS else f"{begin}{row}{blank}")
            elif value is None or value == "":
                tell(f"{begin}{row}{blank}")
            else:
                tell(self._other(place, row, value))
            place += 1
        return "".join(told)

    def _other(self, place: int, row: str, value: Any) -> str:
        spot = self._spots[place]
        if isinstance(value, bool):
            return f'<c r="{spot.letter}{row}"{_style(spot.style)} t="b"><v>{int(value)}</v></c>'
        if isinstance(value, datetime | date | time | timedelta):
            kind, serial = dated(value, self._epoch)
            style = spot.style if spot.looks.dated else self._clones.of(spot.style, kind)
            return f'<c r="{spot.letter}{row}"{_style(style)}><v>{serial!r}</v></c>'
        if isinstance(value, int | float | Decimal):
            # a kind of number of its own: what Decimal and float make of it is a number as well
            return f'<c r="{spot.letter}{row}"{_style(spot.style)}><v>{float(value)!r}</v></c>'
        return self._text(place, row, str(value))

    def _text(self, place: int, row: str, value: str) -> str:
        spot = self._spots[place]
        text = clean(value)
        if not text:
            return f"<c r=\"{spot.letter}{row}{self._forms[place][-1]}"
        if len(text) > LONGEST:
            raise TooLong(f"文字有 {len(text)} 字，超过 Excel 一格所能容纳的 {LONGEST} 字，请删减后再做")
        # a record is never a formula, whatever it begins with
        style = self._clones.of(spot.style, QUOTED) if text.startswith(_FORMULA_MARKS) else spot.style
        return f'<c r="{spot.letter}{row}"{_style(style)} t="inlineStr"><is>{text_element(text)}</is></c>'


def text_element(text: str) -> str:
    """Clean text as a ``t`` element that keeps its blanks at both ends, and ``_x0041_`` as it is."""
    told = _ESCAPE.sub("_x005F_", text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<t>{told}</t>" if text == text.strip() and "\n" not in text else f'<t xml:space="preserve">{told}</t>'


def dated(value: date | time | timedelta, epoch: datetime = _EPOCH) -> tuple[str, float]:
    """A day or a time as Excel counts it: how it is shown, the days since ``epoch``."""
    if isinstance(value, timedelta):
        return TIME, value / timedelta(days=1)
    if isinstance(value, time):
        return TIME, timedelta(hours=value.hour, minutes=value.minute, seconds=value.second) / timedelta(days=1)
    if isinstance(value, datetime):
        return MOMENT, (value.replace(tzinfo=None) - epoch) / timedelta(days=1)
    return DAY, (datetime(value.year, value.month, value.day) - epoch).days


def fixed_cell(spot: Spot, row: str, formula: str = "") -> str:
    """A cell that no tag fills, at its new row: what it held, or its formula without the result it had."""
    begin = f'<c r="{spot.letter}{row}"{_style(spot.style)}'
    if spot.kind == FORMULA:
        kind = f' t="array" ref="{spot.letter}{row}"' if spot.type == "array" else ""
        told = formula.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        return f"{begin}><f{kind}>{told}</f></c>"
    if spot.kind == FIXED:
        kind = f' t="{spot.type}"' if spot.type else ""
        return f"{begin}{kind}>{spot.inner}</c>"
    return f"{begin}/>"


def _style(number: int) -> str:
    return f' s="{number}"' if number else ""
