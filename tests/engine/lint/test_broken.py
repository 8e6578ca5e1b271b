"""Every error of a broken template is found, at its place, and none is invented."""

from __future__ import annotations

import pytest

from docgen.engine.lint import check
from tests.engine.lint.broken import BROKEN, ELSEWHERE, FILTERS, NAMES, Broken


@pytest.mark.parametrize("case", BROKEN, ids=[case.name for case in BROKEN])
def test_every_error_is_found_at_its_place(case: Broken):
    found = [(finding.where, finding.message) for finding in check(case.content, NAMES, FILTERS, ELSEWHERE)]
    assert len(found) == len(case.found), found
    for (where, message), (place, words) in zip(sorted(found), sorted(case.found), strict=True):
        assert (where, True) == (place, words in message), message
