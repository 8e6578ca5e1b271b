"""What the truth files say, summed and ordered here once more, without docgen."""

from __future__ import annotations

import json
from decimal import Decimal

from tests.support.office import DATA


def file(name: str) -> dict:
    return json.loads((DATA / name).read_text(encoding="utf-8"), parse_float=Decimal, parse_int=Decimal)


def units(month: str) -> dict[str, dict]:
    """Each unit's truth of a month."""
    paths = sorted((DATA / "zhanhe" / month).glob("*.truth.json"))
    return {path.name.removesuffix(".truth.json"): file(f"zhanhe/{month}/{path.name}") for path in paths}


def building(month: str = "2021-03") -> dict[str, dict]:
    """Every project under construction by name."""
    return {row["name"]: row for unit in units(month).values() for row in unit["building"]}
