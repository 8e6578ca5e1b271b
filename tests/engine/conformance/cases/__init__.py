"""Templates for every tag and feature of docxtpl's dialect, with what they are filled with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


def _nothing(template: Any) -> None:
    """No picture is exchanged."""


@dataclass(frozen=True)
class Case:
    """A template and its filling. ``context`` and ``before`` are given the template, as docxtpl's objects ask for it."""

    name: str
    template: bytes
    context: Callable[[Any], Mapping[str, Any]]
    before: Callable[[Any], None] = _nothing
    """What is called on the template before it is rendered, as ``replace_pic``."""


def case(name: str, template: bytes, /, **context: Any) -> Case:
    """A case whose filling needs no template."""
    return Case(name, template, lambda template: context)
