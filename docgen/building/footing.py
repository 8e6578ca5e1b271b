"""What a file rests on: its words, templates, settings and records, as digests that tell whether anything changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from docgen import __version__
from docgen.building.order import CIRCULAR, LETTER, NOTICE, TABLE, Order
from docgen.building.work import Work
from docgen.figures.summary import Figures
from docgen.layout.saying import sayings, templates_of
from docgen.ledger.period import Period
from docgen.ledger.record import FIELDS, to_plain
from docgen.ledger.report import Report
from docgen.papers.cases import NOTHING, Past
from docgen.papers.paper import Paper
from docgen.settings import Settings

_EVERYWHERE = ("office", "circular", "layout", "fonts", "calendar")
SECTIONS = {
    CIRCULAR: (*_EVERYWHERE, "reporting", "lag", "benchmark", "ranking"),
    LETTER: (*_EVERYWHERE, "reporting", "lag", "benchmark", "letter"),
    NOTICE: (*_EVERYWHERE, "notice"),
    TABLE: ("office", "reporting", "lag", "benchmark", "ranking", "fonts"),
}
"""The sections of the settings that a kind of order takes anything from."""

_OF_CIRCULARS = {"督查通报": "inspection", "观摩通报": "viewing", "集中开工通报": "groundbreaking", "考核通报": "assessment"}

_SAID = tuple(name for name in FIELDS if name != "source")
_SHORT = 12


@dataclass(frozen=True)
class Footing:
    """What one file rests on.

    ``content`` is the digest of all that it says and of the settings of its looks; ``templates`` are digests by name;
    ``settings`` the values of the sections that matter; ``records`` say for each record (unit, form and name) its place
    in the ledger and its digest; ``periods`` are digests of the earlier periods; ``file`` is the settings file.
    """

    content: str
    templates: Mapping[str, str]
    settings: Mapping[str, Mapping[str, Any]]
    records: Mapping[str, str]
    periods: Mapping[str, str]
    version: str = __version__
    file: str = ""


@dataclass(frozen=True)
class Ground:
    """One period's figures, the digests of its records (each computed once for all files), the digests of the
    earlier periods that the figures rest on, and what the ladder looks back on."""

    figures: Figures
    periods: Mapping[str, str]
    digests: Mapping[int, str]
    past: Past = NOTHING


def ground_of(settings: Settings, period: str) -> Ground:
    """The ground of the period written ``period`` (2021-03), from the ledger that the settings name."""
    from docgen.figures.loading import figures_and_history
    from docgen.ledger.store import Ledger

    with Ledger.open(settings.database_url) as ledger:
        figures, history = figures_and_history(ledger, Period.parse(period), settings)
    periods = {str(earlier): _of_all(reports) for earlier, reports in sorted(history.items())}
    digests = {id(report): _of_report(report) for report in figures.reports}
    return Ground(figures, periods, digests, _past(figures, history, settings))


def _past(figures: Figures, history: Mapping[Period, tuple[Report, ...]], settings: Settings) -> Past:
    from docgen.figures.course import course_of
    from docgen.figures.lag import level_courses
    from docgen.figures.lag.standings import periods_lagging
    from docgen.matters.store import Matters

    with Matters.open(settings.database_url) as register:
        matters = register.all()
    courses = level_courses(figures.period, figures.reports, history, settings.lag, course_of(settings))
    return Past(matters, {project: periods_lagging(stood) for project, stood in courses.items()})


def footing_of(work: Work, ground: Ground, settings: Settings) -> Footing:
    """What ``work`` rests on now. Raises DocgenError for a template that is broken or missing."""
    suffix = work.order.suffix
    told = hashlib.sha256(repr((work.day, _looks(work, settings))).encode())
    for words in sayings(work.content, suffix, settings):
        told.update(words.encode() + b"\0")
    used = templates_of(work.content, suffix, settings)
    return Footing(
        content=told.hexdigest(),
        templates={name: _file_digest(path, path.stat().st_mtime_ns) for name, path in used.items()},
        settings={name: _plain(getattr(settings, name)) for name in sections_of(work.order)},
        records=_records(work.reports, ground.digests),
        periods=dict(ground.periods),
        file=settings.file,
    )


def sections_of(order: Order) -> tuple[str, ...]:
    """The sections of the settings that an order takes anything from."""
    own = _OF_CIRCULARS.get(order.name) if order.kind == CIRCULAR else None
    return (*SECTIONS[order.kind], own) if own else SECTIONS[order.kind]


def key_of(report: Report) -> str:
    """How a record is known again when the ledger was read in anew."""
    return "\t".join((report.unit, report.form, report.name))


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _looks(work: Work, settings: Settings) -> tuple[Any, ...]:
    if isinstance(work.content, Paper):
        return settings.fonts, settings.layout, settings.office.seal, settings.office.imprint_even
    return (settings.fonts,)


def _plain(section: Any) -> dict[str, Any]:
    """A section's values as JSON holds them."""
    return {name: _plain_value(value) for name, value in asdict(section).items()}


def _plain_value(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain_value(each) for name, each in value.items()}
    if isinstance(value, tuple):
        return [_plain_value(each) for each in value]
    return value if isinstance(value, bool | int) else str(value)


def _records(reports: Iterable[Report], digests: Mapping[int, str]) -> dict[str, str]:
    """Each record's place in the ledger and its digest; equal keys are numbered on."""
    found: dict[str, str] = {}
    for report in reports:
        key, number = key_of(report), 1
        while key in found:
            number += 1
            key = f"{key_of(report)}\t{number}"
        found[key] = f"{report.ref} {digests[id(report)]}"
    return found


def _of_report(report: Report) -> str:
    values = to_plain(report)
    return digest(repr([values[name] for name in _SAID]).encode())[:_SHORT]


def _of_all(reports: Iterable[Report]) -> str:
    return digest(repr(sorted(map(_of_report, reports))).encode())[:_SHORT]


@cache
def _file_digest(path: Path, _: int) -> str:
    """The digest of a template; read again when it was written again."""
    return digest(path.read_bytes())
