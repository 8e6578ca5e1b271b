"""A paper ready to be laid out: its template, the values that the template's words use, its annexes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from docgen.papers.table import Table


@dataclass(frozen=True)
class Paper:
    """One paper.

    ``kind`` is its template's name (月通报, 督办函, 通知), ``file_name`` the name of the file without suffix,
    ``context`` what the template may use, by name; ``annexes`` the attachment tables in their order.
    """

    kind: str
    title: str
    file_name: str
    context: Mapping[str, object]
    annexes: tuple[Table, ...] = ()
