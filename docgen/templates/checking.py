"""A template looked over against the names of its kind."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from docgen.engine.lint import Finding, check
from docgen.engine.package import Package
from docgen.templates.kinds import Kind, kinds
from docgen.templates.samples import Samples, filters_of


def check_template(source: Path | Package, kind: Kind | None, suffix: str, samples: Samples) -> tuple[Finding, ...]:
    """What is wrong in a template of a kind; where the kind is not known, names are not looked at.

    Raises DocgenError for what is no template, or an unsafe one.
    """
    if kind is None:
        return check(source, None, filters_of(None, suffix))
    given = names_of(kind, suffix, samples)
    return check(source, given or None, filters_of(kind, suffix), _elsewhere(given, samples))


def names_of(kind: Kind, suffix: str, samples: Samples) -> dict[str, tuple[Any, ...]]:
    """The names that templates of a kind may use, each with its values in the sample papers."""
    contexts = samples.contexts(kind, suffix)
    return {name: tuple(context[name] for context in contexts if name in context) for name in _all(contexts)}


def _elsewhere(given: Mapping[str, Any], samples: Samples) -> dict[str, str]:
    """Names that only templates of other kinds have, with the kinds that have them."""
    homes: dict[str, list[str]] = {}
    for kind in kinds().values():
        for name in _all(samples.contexts(kind)):
            if name not in given:
                homes.setdefault(name, []).append(kind.name)
    return {name: "、".join(found[:3]) + ("等" if len(found) > 3 else "") for name, found in homes.items()}


def _all(contexts: list[Mapping[str, Any]]) -> list[str]:
    return list(dict.fromkeys(name for context in contexts for name in context))
