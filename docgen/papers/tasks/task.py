"""One task: what is to be done, by which units, by when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

_LONGEST = 60
"""Characters of a task's name in the register of matters; what is longer is named by its first sentence."""


@dataclass(frozen=True)
class Task:
    """One task, of a project or of none. ``units`` answer for it, each by itself; ``helpers`` only help.

    ``basis`` and ``demand`` are empty where the table says none; ``signer`` is who signs for it.
    """

    what: str
    units: tuple[str, ...]
    deadline: date
    project: str = ""
    helpers: tuple[str, ...] = ()
    person: str = ""
    leader: str = ""
    basis: str = ""
    demand: str = ""
    signer: str = ""

    @property
    def name(self) -> str:
        """How the register of matters calls it."""
        said = named(self.what)
        return said if not self.project or said.startswith(self.project) else f"{self.project}：{said}"


def named(text: str) -> str:
    """A task or decision in short: its words without the last stop, the first sentence of what is long."""
    text = "".join(text.split()).rstrip("。；;，,")
    if len(text) <= _LONGEST:
        return text
    cuts = [at for at in (text.find(mark) for mark in "。；;，,") if 4 <= at < _LONGEST]
    return text[: max(cuts)] if cuts else text[: _LONGEST - 1] + "…"


def by_unit(tasks: Iterable[Task]) -> dict[str, list[Task]]:
    """The tasks that each unit answers for, in the order given."""
    found: dict[str, list[Task]] = {}
    for task in tasks:
        for unit in task.units:
            found.setdefault(unit, []).append(task)
    return found
