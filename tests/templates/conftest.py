"""The sample papers, made once for all tests of templates."""

from __future__ import annotations

import pytest

from docgen.templates import samples as made


@pytest.fixture
def samples() -> made.Samples:
    return made.samples()
