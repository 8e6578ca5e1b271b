"""An office whose papers of March 2021 are all made, and a clerk's hand in them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.building.hand import PERIOD, command


@pytest.fixture(scope="session")
def built_once(sample_office: Path, tmp_path_factory) -> Path:
    """The sample office after ``circular --number 9`` and ``build``. Read it, do not write to it."""
    office = Path(shutil.copytree(sample_office, tmp_path_factory.mktemp("built") / "office"))
    assert command(office, "circular", "--period", PERIOD, "--number", "9")[0] == 0
    assert command(office, "build", "--period", PERIOD)[0] == 0
    return office


@pytest.fixture
def built(built_once: Path, tmp_path: Path) -> Path:
    """A copy of it for one test to write to."""
    return Path(shutil.copytree(built_once, tmp_path / "office"))
