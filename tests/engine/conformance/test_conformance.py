"""The engine gives what docxtpl gives: text, structure, media, part by part."""

from __future__ import annotations

import difflib

import pytest

from tests.engine.conformance.cases import Case, blocks, objects, parts, tables, words
from tests.engine.conformance.compare import parts_of
from tests.engine.conformance.sides import through_docxtpl, through_engine

CASES = (*words.CASES, *blocks.CASES, *tables.CASES, *parts.CASES, *objects.CASES)


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_as_docxtpl_would(case: Case) -> None:
    theirs, ours = parts_of(through_docxtpl(case)), parts_of(through_engine(case))
    assert not list(_differences(theirs, ours))


def _differences(theirs: dict[str, str], ours: dict[str, str]) -> list[str]:
    return [
        line
        for way in sorted(theirs.keys() | ours.keys())
        for line in difflib.unified_diff(theirs.get(way, "").splitlines(), ours.get(way, "").splitlines(), f"docxtpl {way}", f"docgen {way}", "", "", 1, "")
    ]
