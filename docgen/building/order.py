"""What a person asked for when a file was made: enough to make the same file again."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

CIRCULAR, LETTER, NOTICE, TABLE = "circular", "letter", "notice", "table"
"""The kinds of orders, named as the commands are."""

DOCX, XLSX = "docx", "xlsx"


@dataclass(frozen=True)
class Order:
    """One file of one period.

    ``name`` is the unit of a letter, the name of a table, or the kind of a circular that is not the monthly one; ``project`` the one project that a letter is about.
    ``step`` is the ladder's where it is not 督办; ``talk_…`` what an invitation to a talk says (the time as ISO).
    ``file`` is the sheet that a person handed in for it, seen from the workspace.
    ``issued`` is an ISO date, empty where the settings date the paper; ``number`` is None where it stays blank.
    """

    kind: str
    name: str = ""
    project: str = ""
    suffix: str = DOCX
    issued: str = ""
    number: int | None = None
    as_of: str = ""
    note: str = ""
    paper: str = "A4"
    step: str = ""
    talk_time: str = ""
    talk_place: str = ""
    talk_called: str = ""
    talk_bring: str = ""
    file: str = ""

    def to_plain(self) -> dict[str, Any]:
        """What differs from a plain order, as JSON holds it."""
        plain = asdict(Order(self.kind))
        return {"kind": self.kind} | {name: value for name, value in asdict(self).items() if value != plain[name]}

    @classmethod
    def from_plain(cls, values: dict[str, Any]) -> Order:
        return cls(**values)
