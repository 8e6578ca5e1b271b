"""The bounds that an entry of the settings must keep to."""

from __future__ import annotations

from dataclasses import field
from typing import Any


def within(least: int, most: int, default: Any) -> Any:
    """A number of the settings with the bounds that it must keep to."""
    return field(default=default, metadata={"bounds": (least, most)})
