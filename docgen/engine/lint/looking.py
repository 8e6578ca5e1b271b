"""A template's package looked over, whichever it is: a document part by part, a workbook cell by cell."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from docgen.engine.lint.finding import Finding
from docgen.engine.lint.scope import Names
from docgen.engine.lint.shapes import Shape
from docgen.engine.package import Package, open_package

_STORIES = ("header", "footer", "footnotes")
Filters = Mapping[str, Callable[..., Any]]


def check(
    source: Path | bytes | Package,
    names: Mapping[str, Iterable[Any]] | None = None,
    filters: Filters | None = None,
    elsewhere: Mapping[str, str] | None = None,
) -> tuple[Finding, ...]:
    """Everything that is wrong in a template (``.docx``, ``.xlsx``), by parts, in the order of the text.

    ``names`` are those that it may use, each with samples of its value (None: any name may be there), ``filters`` those
    added to Jinja's own, ``elsewhere`` names that only other templates have, with the words for these. Raises
    DocgenError for what is no template, or an unsafe one.
    """
    package = source if isinstance(source, Package) else open_package(source)
    return check_package(package, names, filters or {}, elsewhere or {})


def check_package(
    package: Package, names: Mapping[str, Iterable[Any]] | None, filters: Filters, elsewhere: Mapping[str, str]
) -> tuple[Finding, ...]:
    """As :func:`check`, of a package that is open."""
    from docgen.engine.compiled import rendered_parts
    from docgen.engine.lint.document import PartLint
    from docgen.engine.lint.text import read_part
    from docgen.engine.lint.workbook import check_workbook

    env = _environment(filters)
    given = None if names is None else {name: Shape(tuple(samples)) for name, samples in names.items()}
    if any(name.startswith("xl/") for name in package.names):
        return tuple(check_workbook(package, env, given, filters, elsewhere))
    rendered_parts(package)
    found: list[Finding] = []
    for part, only in _parts(package):
        found += PartLint(read_part(part, package.read(part), only), env, Names(given, elsewhere), filters).findings()
    return tuple(found) or _found_by_compiling(package, filters)


def _parts(package: Package) -> Iterator[tuple[str, frozenset[str] | None]]:
    """The parts in which tags are filled: the body first, then headers, footers and footnotes, last the properties, of
    which only some are."""
    from docgen.engine.parts import PROPERTIES_FILLED, related

    [main] = [target for kind, target in related(package.read, package.names, "") if kind == "officeDocument"]
    stories = {target for kind, target in related(package.read, package.names, main) if kind in _STORIES}
    yield from ((name, None) for name in (main, *sorted(stories)) if name in package.names)
    for kind, target in related(package.read, package.names, ""):
        if kind == "core" and target in package.names:
            yield target, frozenset(PROPERTIES_FILLED)


def _found_by_compiling(package: Package, filters: Filters) -> tuple[Finding, ...]:
    """What only shows when the whole is compiled; nothing for most templates."""
    from docgen.engine.compiled import compile_template
    from docgen.engine.places import Place
    from docgen.problem import DocgenError

    try:
        compile_template(package, filters)
    except DocgenError as error:
        messages = [problem.message for problem in error.problems] or [str(error)]
        return tuple(Finding("syntax", message, Place("word/document.xml")) for message in messages)
    return ()


def _environment(filters: Filters) -> Any:
    from docgen.engine.sandbox import environment

    return environment(filters=filters)
