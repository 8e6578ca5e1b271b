"""Who lags as programs read it: ``docgen lagging --json``."""

from __future__ import annotations

from typing import Any

from docgen.figures.lag.hit import Exempted, Hit, Lagging, LateUnit
from docgen.figures.lag.judging import Judgement


def lagging_json(judgement: Judgement) -> list[dict[str, Any]]:
    """A project each that lags, then the units that reported late (``name`` null), then those exempt from every rule
    that they meet (``level`` null). ``exempt`` holds the rules that do not count, with the reason.

    ``measured`` and ``threshold`` are percentage points, percent, months or days by what the rule measures, unrounded.
    """
    excused: dict[tuple, list[Exempted]] = {}
    for item in judgement.exempted:
        excused.setdefault(_subject(item), []).append(item)
    told = [_entry(item.report.name, item, excused.pop(_of_project(item), [])) for item in judgement.lagging]
    told += [_entry(None, unit, excused.pop((unit.unit, None), [])) for unit in judgement.late_units]
    for items in excused.values():
        told.append({"name": items[0].name or None, "unit": items[0].unit, "level": None, "rules": [], "exempt": [*map(_exempt, items)]})
    return told


def _entry(name: str | None, item: Lagging | LateUnit, exempt: list[Exempted]) -> dict[str, Any]:
    entry = {
        "name": name,
        "unit": item.report.unit if isinstance(item, Lagging) else item.unit,
        "level": item.level,
        "rules": [_rule(hit) for hit in item.hits],
    }
    if item.consequence:
        entry["consequence"] = item.consequence
    if item.note:
        entry["note"] = item.note
    if exempt:
        entry["exempt"] = [*map(_exempt, exempt)]
    return entry


def _rule(hit: Hit) -> dict[str, Any]:
    told = {"rule": hit.rule, "level": hit.level, "measured": hit.measured, "threshold": hit.threshold, "words": hit.words}
    if hit.rule != hit.key:
        told["metric"] = hit.key
    if hit.raised:
        told["raised_from"] = hit.raised
    if hit.consequence:
        told["consequence"] = hit.consequence
    return told


def _exempt(item: Exempted) -> dict[str, Any]:
    return {**_rule(item.hit), "reason": item.reason, "until": item.until or None}


def _subject(item: Exempted) -> tuple:
    return item.unit, item.report and id(item.report)


def _of_project(item: Lagging) -> tuple:
    return item.report.unit, id(item.report)
