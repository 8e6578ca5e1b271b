"""The office: who it is, where its files lie, who reports to it and when, its calendar."""

from __future__ import annotations

import os
from dataclasses import dataclass, field

from docgen.settings.bounds import within

DICTIONARY = "词典.toml"

MONEY_UNITS = ("", "元", "千元", "万元", "百万元", "千万元", "亿元")
"""What ``[reporting] money_unit`` may say; empty: nobody has said, so a table must."""


@dataclass(frozen=True)
class Office:
    """Who issues. ``code`` and ``letter_code`` are 机关代字; ``mark`` is the issuer mark of the 文件 format.

    ``imprint_even``: whether the imprint stands on an even page, for double-sided printing. ``clerk``: who keeps the ledger.
    """

    name: str = "××区人民政府办公室"
    mark: str = "××区人民政府办公室文件"
    letter_mark: str = "××区人民政府办公室"
    region: str = "××区"
    whole: str = "全区"
    code: str = "×政办"
    letter_code: str = "×政督函"
    issued_by: str = "××区人民政府办公室"
    addressees: tuple[str, ...] = ("各乡镇人民政府", "各街道办事处", "区人民政府各部门")
    copies: tuple[str, ...] = ()
    note: str = ""
    seal: bool = True
    imprint_even: bool = False
    contact_office: str = ""
    contact_person: str = ""
    contact_phone: str = ""
    clerk: str = ""


@dataclass(frozen=True)
class Paths:
    """Folders, and the office's own dictionary of column names, relative to the workspace."""

    templates: str = "templates"
    outputs: str = "outputs"
    dictionary: str = DICTIONARY


@dataclass(frozen=True)
class Database:
    """Any SQLAlchemy URL; a relative SQLite path is relative to the workspace."""

    url: str = "sqlite:///data/docgen.db"


@dataclass(frozen=True)
class Reporting:
    """``day``: the day of the month by which units report; ``units``: all that owe a report, in ranking order.

    Without ``units``, every unit that reported earlier in the same year owes one. ``money_unit`` counts where a table
    names no unit of money; empty means that such a table is refused. ``days`` are further report days (``13=半月进展``).
    """

    day: int = within(1, 31, 25)
    days: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    money_unit: str = field(default="", metadata={"choices": MONEY_UNITS})


@dataclass(frozen=True)
class Calendar:
    """Days that the calendar library does not know, as ISO dates: holidays and worked weekends; regular ``meetings``."""

    holidays: tuple[str, ...] = ()
    workdays: tuple[str, ...] = ()
    meetings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Pdf:
    """``seconds``: the time limit for one document; ``memory`` (MB): the most that LibreOffice may take;
    ``soffice``: the program, found by itself when empty."""

    seconds: int = 120
    memory: int = within(256, 1_000_000, 2048)
    soffice: str = ""

    @property
    def memory_bytes(self) -> int:
        """``memory`` in bytes."""
        return self.memory * 1_048_576


@dataclass(frozen=True)
class Run:
    """How docgen runs: with how many ``workers`` it lays papers out and prints them at once; 0: one a core."""

    workers: int = within(0, 64, 0)

    @property
    def at_once(self) -> int:
        """How many processes may work at once: those that the settings name, else the cores this process may use."""
        if self.workers:
            return self.workers
        return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
