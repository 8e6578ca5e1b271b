"""Names with points, as the settings write them (投资完成率=40)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from docgen.problem import DocgenError

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
WHOLE = 100


def weights(place: str, terms: Iterable[str], example: str) -> dict[str, Decimal]:
    """Each name with its number, in their order; ``place`` (file, section and key) opens what is said.

    Raises DocgenError for what is no such pair, and for a name written twice.
    """
    found: dict[str, Decimal] = {}
    for term in terms:
        name, sign, number = (part.strip() for part in term.replace("＝", "=").partition("="))
        if not sign or not name or not _NUMBER.fullmatch(number):
            raise DocgenError(f"{place}：“{term}”无法识别，请写成“{example}”")
        if name in found:
            raise DocgenError(f"{place}：“{name}”写了两次，请删去一处")
        found[name] = Decimal(number)
    return found


def whole_weights(place: str, terms: Iterable[str], example: str) -> dict[str, Decimal]:
    """As :func:`weights`, where the numbers must sum to 100."""
    found = weights(place, terms, example)
    if (total := sum(found.values())) != WHOLE:
        raise DocgenError(f"{place}：各项分值合计应为 {WHOLE}，现为 {' + '.join(map(str, found.values()))} = {total}，请改正")
    return found
