"""Values that have entries and no words of their own: printed, they would show Python's name and brackets for them."""

from __future__ import annotations

from dataclasses import is_dataclass
from typing import Any


def is_record(value: Any) -> bool:
    """Whether a value is a dataclass that does not say how it is printed."""
    return is_dataclass(value) and type(value).__str__ is object.__str__ and not hasattr(value, "__html__")
