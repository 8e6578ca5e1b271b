"""What many tests start from: an office's workspace with the sample ledgers of three months read in."""

from __future__ import annotations

import os
import shutil
import signal
import threading
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.support.office import DATA, MONTHS, PRINTED, ROOT, docgen

# how long an example takes says how busy the machine is: the tests run on all its cores
settings.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
# the same examples in every run, so that a failure belongs to a change; HYPOTHESIS=search looks for new ones
settings.register_profile("search", settings.get_profile("busy"), derandomize=False, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS", "busy"))

# a run started in the background ignores the interrupt and would hand that down to the programs that tests interrupt
if threading.current_thread() is threading.main_thread():
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_xdist_auto_num_workers() -> int:
    """One more than the cores: a third of the time is spent waiting for LibreOffice, the validator and time limits."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The file that takes longest begins first: as the last one it would leave all other processes waiting."""
    items.sort(key=lambda item: item.path.name != "test_readme.py")


def pytest_unconfigure(config) -> None:
    """The last of the run's processes takes the printed papers away."""
    if not hasattr(config, "workerinput"):
        run = getattr(config.pluginmanager.getplugin("dsession"), "nodemanager", None)
        shutil.rmtree(PRINTED.with_name(f"docgen-tests-{run.testrunuid}") if run else PRINTED, ignore_errors=True)


@pytest.fixture(scope="session")
def sample_office(tmp_path_factory) -> Path:
    """The sample office's workspace after the 17 workbooks of January to March 2021. Read it, do not write to it."""
    workspace = tmp_path_factory.mktemp("office")
    shutil.copy(ROOT / "docgen.toml", workspace)
    for month in MONTHS:
        done = docgen(workspace, "import", DATA / "zhanhe" / month, "--period", month)
        assert done.returncode in (0, 1), done.stderr
    return workspace


@pytest.fixture
def own_office(sample_office: Path, tmp_path: Path) -> Path:
    """A copy of the sample office's workspace for one test to write to."""
    return Path(shutil.copytree(sample_office, tmp_path / "office"))
