"""One thing that was looked at, and how it stands."""

from __future__ import annotations

from dataclasses import asdict, dataclass

OK, NOTE, MISSING = "正常", "提醒", "缺少"
"""In order; it works but somebody should know; something that a user needs is not there."""


@dataclass(frozen=True)
class Check:
    """``group`` gathers checks of a kind, ``name`` is what was looked at, ``found`` what is there, ``advice`` what to do."""

    group: str
    name: str
    state: str
    found: str
    advice: str = ""

    def as_json(self) -> dict[str, str]:
        return asdict(self)
