"""The kinds of templates: one for each kind of paper, two (docx, xlsx) for each attachment table."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.problem import DocgenError
from docgen.resources import NOTICES, TABLES

if TYPE_CHECKING:
    from docgen.papers import tables
    from docgen.settings import Settings

ANNEX = "附件"
"""The template of an annex of running text."""
ISSUED = "印发"
"""The template of a text that a paper issues."""
WITHIN = (ANNEX, ISSUED)
"""Templates that make a part of a paper; they are tried within one."""


@dataclass(frozen=True)
class Kind:
    """A kind of template by its name (月通报, 排名表); ``folder`` is its place among the templates, ``table`` what fills it."""

    name: str
    folder: str
    table: tables.Kind | None = field(default=None, compare=False, repr=False)

    @property
    def is_table(self) -> bool:
        return self.folder == TABLES

    def file(self, suffix: str = ".docx") -> str:
        """The template's name in the workspace's templates folder: notices/月通报.docx."""
        return f"{self.folder}/{self.name}{suffix}"


def kinds(settings: Settings | None = None) -> dict[str, Kind]:
    """Every kind by name, papers first; with a workspace's settings its own tables too."""
    from docgen.layout.kinds import KINDS
    from docgen.papers.tables import TABLES as shipped
    from docgen.papers.tables import tables_of

    known = shipped if settings is None else tables_of(settings)

    papers = [Kind(kind.name, NOTICES) for kind in KINDS]
    return {kind.name: kind for kind in (*papers, *(Kind(name, NOTICES) for name in WITHIN), *(Kind(name, TABLES, table) for name, table in known.items()))}


def kind_named(name: str, settings: Settings | None = None) -> Kind:
    """The kind of a name, a suffix left out; raises DocgenError with the nearest one."""
    from difflib import get_close_matches

    known, stem = kinds(settings), name.removesuffix(".docx").removesuffix(".xlsx")
    if stem in known:
        return known[stem]
    near = next(iter(get_close_matches(stem, known, 1, 0.4)), "") or next((each for each in known if stem and stem in each), "")
    advice = f"，是否为“{near}”？" if near else "。"
    raise DocgenError(f"没有“{name}”这种模板{advice}可用的有：{'、'.join(known)}")


def kind_of(file: Path, settings: Settings | None = None) -> Kind | None:
    """The kind that a file's name tells: 月通报.docx, also 月通报（2021版）.docx; None where it tells none."""
    known = kinds(settings)
    if file.stem in known:
        return known[file.stem]
    begun = [name for name in known if file.stem.startswith(name) and name not in WITHIN]
    within = [name for name in known if name in file.stem and name not in WITHIN]
    best = max(begun or within, key=len, default="")
    return known.get(best)
