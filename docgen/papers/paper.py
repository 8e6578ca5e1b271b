"""A paper ready to be laid out: its template, the values that the template's words use, its annexes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from docgen.matters.matter import Entry
from docgen.papers.table import Table
from docgen.problem import Problem


@dataclass(frozen=True)
class TextAnnex:
    """An annex of running text: ``blocks`` are what the template's loop takes (level, head, rest, text)."""

    name: str
    title: str
    blocks: tuple[Mapping[str, object], ...]


@dataclass(frozen=True)
class IssuedText:
    """A text that the paper issues (印发): it follows on a page of its own, with its own title, blocks and annex note."""

    title: str
    blocks: tuple[Mapping[str, object], ...]
    annexes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Paper:
    """One paper.

    ``kind`` is its template's name (月通报, 督办函, 通知), ``file_name`` the name of the file without suffix,
    ``context`` what the template may use, by name; ``annexes`` those bound with it, in their order, each numbered
    by its title's place in :attr:`annex_titles`; ``loose`` those that are not bound with it (7.3.7).
    ``sealed`` is None where the settings decide; ``seals`` are pictures of seals, one an issuer. ``opens`` are the matters that the
    paper opens or carries on; ``reminders`` what a person should look at who makes it.
    """

    kind: str
    title: str
    file_name: str
    context: Mapping[str, object]
    annexes: tuple[Table | TextAnnex, ...] = ()
    loose: tuple[Table | TextAnnex, ...] = ()
    sealed: bool | None = None
    seals: tuple[str, ...] = ()
    opens: tuple[Entry, ...] = ()
    issued: IssuedText | None = None
    reminders: tuple[Problem, ...] = ()

    @property
    def annex_titles(self) -> tuple[str, ...]:
        """The titles in the annex note: the issued text's, where there is one, else the paper's."""
        return self.issued.annexes if self.issued else tuple(map(str, self.context["annexes"]))
