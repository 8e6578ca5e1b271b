"""The Word shapes: every program fills the same template in its own syntax, and must say the same."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks import npm
from benchmarks.racing import Competitor, Failed, Outcome, Runner, race
from benchmarks.shapes.texts import difference, paragraphs

DOCGEN, BARE = "docgen", "裸写极限"
SYNTAX = {
    DOCGEN: "jinja", "docxtpl": "jinja", "Carbone": "carbone", "docxtemplater": "mustache", "easy-template-x": "mustache",
    "python-docx": "marked", BARE: "marked",
}  # fmt: skip
"""The competitors, and what their templates are written in."""
_PYTHON = {DOCGEN: "docgen", "docxtpl": "docxtpl", "python-docx": "python_docx", BARE: "bare"}
_NODE = {"Carbone": "carbone", "docxtemplater": "docxtemplater", "easy-template-x": "easy-template-x"}


@dataclass(frozen=True)
class Shape:
    """A piece of work: ``template(syntax)`` the ``.docx``, ``contexts`` what is filled in, a document each."""

    template: Callable[[str], bytes]
    contexts: Sequence[dict[str, Any]]


def compare(shape: Shape, folder: Path, rounds: int, names: Sequence[str] = tuple(SYNTAX)) -> dict[str, Outcome]:
    """The outcome of each of ``names`` by its name; who makes another text than docgen gets a ``problem``."""
    there, outcomes = {}, {}
    for name in names:
        try:
            there[name] = competitor(name, shape, folder)
        except Failed as problem:
            outcomes[name] = Outcome(name, problem=str(problem))
    texts: dict[str, list[list[str]]] = {}
    for name, one in there.items():
        try:
            texts[name] = _said(one, folder / name, len(shape.contexts))
        except (Failed, OSError, ValueError, KeyError) as problem:
            outcomes[name] = Outcome(name, problem=str(problem))
    outcomes |= race([there[name] for name in texts], rounds)
    reference = texts.get(DOCGEN) or next(iter(texts.values()), [])
    for name, said in texts.items():
        unlike = next((why for one, other in zip(reference, said, strict=True) if (why := difference(one, other))), "")
        if unlike:
            outcomes[name].problem = unlike
    return {name: outcomes[name] for name in names}


def competitor(name: str, shape: Shape, folder: Path) -> Competitor:
    """The command of one competitor; its template and contexts are written into ``folder``. Raises Failed."""
    syntax = SYNTAX[name]
    template, contexts = folder / f"{syntax}.docx", folder / "contexts.json"
    if not template.exists():
        template.write_bytes(shape.template(syntax))
    if not contexts.exists():
        contexts.write_text(json.dumps(shape.contexts, ensure_ascii=False), encoding="utf-8")
    if name in _PYTHON:
        return Competitor(name, (sys.executable, "-m", "benchmarks.worker", _PYTHON[name], str(template), str(contexts)))
    node, packages = npm.installed()
    driver = str(npm.NODE / "driver.cjs")
    return Competitor(name, (node, driver, _NODE[name], str(template), str(contexts), str(packages)))


def _said(one: Competitor, folder: Path, count: int) -> list[list[str]]:
    """The texts of the documents that a competitor makes, in a process of its own: keeping them is not measured."""
    folder.mkdir()
    runner = Runner(one)
    try:
        runner.ask(f"keep {folder}")
    finally:
        runner.end()
    return [paragraphs((folder / f"{number}.docx").read_bytes()) for number in range(count)]
