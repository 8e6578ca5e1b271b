"""The attachment tables (附件表) by name: what each says, built from one period's figures."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from docgen.papers.tables import (
    adjusting,
    assessment,
    beginning,
    building,
    filings,
    groundbreaking,
    laggards,
    planning,
    project_list,
    rectification,
    standings,
    supervision,
    targets,
    viewing,
)
from docgen.papers.tables.defined.making import kind_of
from docgen.papers.tables.defined.reading import read_definitions
from docgen.papers.tables.facts import Facts
from docgen.papers.tables.kind import SHIPPED, Kind
from docgen.problem import DocgenError
from docgen.settings import Settings

__all__ = ["OWN_FILE", "SHIPPED", "TABLES", "Facts", "Kind", "kind", "tables_of"]

OWN_FILE = "表格.toml"
"""The file in a workspace in which an office defines tables of its own."""

_MADE = (
    Kind(project_list.NAME_OF_TABLE, project_list.columns, project_list.build),
    Kind(planning.NAME_OF_TABLE, planning.columns, planning.build, landscape=True),
    Kind(beginning.NAME_OF_TABLE, beginning.columns, beginning.build, landscape=True),
    Kind(building.NAME_OF_TABLE, building.columns, building.build, landscape=True, totals=True),
    Kind(targets.NAME_OF_TABLE, targets.columns, targets.build, landscape=True, totals=True),
    Kind(standings.NAME_OF_TABLE, standings.columns, standings.build, totals=True),
    Kind(laggards.NAME_OF_TABLE, laggards.columns, laggards.build),
    Kind(filings.NAME_OF_TABLE, filings.columns, filings.build, totals=True),
    Kind(adjusting.LEAVING, adjusting.leaving_columns, adjusting.leaving, totals=True, monthly=False),
    Kind(adjusting.ENTERING, adjusting.entering_columns, adjusting.entering, totals=True, monthly=False),
    Kind(viewing.NAME_OF_TABLE, viewing.columns, viewing.build, landscape=True, monthly=False),
    Kind(groundbreaking.ALL, groundbreaking.all_columns, groundbreaking.everything, monthly=False),
    Kind(groundbreaking.NOT_BEGUN, groundbreaking.not_begun_columns, groundbreaking.not_begun, landscape=True, monthly=False),
    Kind(assessment.NAME_OF_TABLE, assessment.columns, assessment.build, monthly=False),
    Kind(rectification.NAME_OF_TABLE, rectification.columns, rectification.build, landscape=True, monthly=False),
    Kind(supervision.MATTERS, supervision.matter_columns, supervision.matters),
    Kind(supervision.FEEDBACK, supervision.feedback_columns, supervision.feedback, landscape=True, by_hand=True),
)


def _shipped() -> dict[str, Kind]:
    from dataclasses import replace

    definitions = read_definitions(Path(__file__).parent / "defined" / "shipped.toml", taken=[kind.name for kind in _MADE])
    return {kind.name: kind for kind in (*_MADE, *(replace(kind_of(each), source=SHIPPED) for each in definitions))}


TABLES: dict[str, Kind] = _shipped()
"""Every attachment table that comes with docgen, in the order shown."""


def tables_of(settings: Settings) -> Mapping[str, Kind]:
    """Every attachment table of a workspace: docgen's, then those that its 表格.toml defines.

    Raises DocgenError with each mistake of that file.
    """
    path = settings.workspace / OWN_FILE
    try:
        stamp = path.stat()
    except OSError:
        return TABLES
    return _with_own(path, settings.workspace / _dictionary(), (stamp.st_mtime_ns, stamp.st_size))


@lru_cache(maxsize=8)
def _with_own(path: Path, dictionary: Path, _: tuple[int, int]) -> Mapping[str, Kind]:
    from docgen.ledger.reading.dictionary import load_dictionary

    own = read_definitions(path, load_dictionary(dictionary), TABLES)
    return {**TABLES, **{each.name: kind_of(each) for each in own}}


def _dictionary() -> str:
    from docgen.settings.office import DICTIONARY

    return DICTIONARY


def kind(name: str, settings: Settings | None = None) -> Kind:
    """The kind of table called ``name``, of the workspace where there is one; raises DocgenError with the nearest name."""
    known = TABLES if settings is None else tables_of(settings)
    if name in known:
        return known[name]
    from difflib import get_close_matches

    near = next(iter(get_close_matches(name, known, 1, 0.4)), "") or next((t for t in known if name and name in t), "")
    advice = f"，是否为“{near}”？" if near else "。"
    raise DocgenError(f"没有“{name}”这张表{advice}可用的有：{'、'.join(known)}")
