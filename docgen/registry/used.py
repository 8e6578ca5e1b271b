"""The numbers that were given before there was a register, as the settings tell ([register] used)."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.problem import DocgenError
from docgen.registry.number import Number
from docgen.settings import Settings


def used_before(settings: Settings, series: str, year: int) -> int:
    """The last number of this series and year that was used; 0 where none was. Raises DocgenError for what is no number."""
    return max((one.number for one in _used(settings) if (one.series, one.year) == (series, year)), default=0)


def total_before(settings: Settings, series: str) -> int:
    """How many numbers of the series were used over all years: what is told (总第20期), else the last ones of each year."""
    mine = [one for one in _used(settings) if one.series == series]
    told = [one.total for one in mine if one.total]
    return max(told) if told else sum(one.number for one in mine)


def _used(settings: Settings) -> Iterator[Number]:
    for text in settings.register.used:
        try:
            yield Number.parse(text)
        except DocgenError as error:
            raise DocgenError(f"docgen.toml [register] used：{error}") from None
