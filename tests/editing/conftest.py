"""An office whose ledger has the records of every table, and its tables as they are before anyone edits them."""

from __future__ import annotations

import shutil
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import pytest

from docgen.cli import cli
from docgen.cli.console import run
from docgen.figures.loading import figures_for
from docgen.ledger.importing import import_files
from docgen.ledger.period import Period
from docgen.ledger.report import Report
from docgen.ledger.store import Ledger
from docgen.papers.table import Table
from docgen.papers.tables import TABLES, Facts
from docgen.settings import load
from tests.support.office import DATA

LEDGERS = {"清单表": ("2020-03", "chenzhai-2020-03.xlsx"), "目标任务分解一览表": ("2018", "luanchuan-2018.xlsx")}
WITH_RECORDS = ("清单表", "前期项目谋划表", "新建（竣工）项目情况表", "在建项目进展情况表", "目标任务分解一览表", "滞后项目清单", "督办事项清单")  # fmt: skip


@dataclass(frozen=True)
class Office:
    """A workspace to write to."""

    workspace: Path

    def run(self, *words: str | Path, code: int = 0) -> str:
        """Run a command in this process; answer what it said, on both streams."""
        said = StringIO()
        with pytest.MonkeyPatch.context() as typed, redirect_stdout(said), redirect_stderr(said):
            typed.setattr(sys, "argv", ["docgen", "--workspace", str(self.workspace), *map(str, words)])
            answered = run(cli)
        assert answered == code, said.getvalue()
        return said.getvalue()

    def ledger(self) -> Ledger:
        return Ledger.open(load(self.workspace).database_url)

    def reports(self, period: str) -> tuple[Report, ...]:
        with self.ledger() as ledger:
            return ledger.reports(Period.parse(period))

    def steps(self, period: str):
        """What changed a period, file by file and edit by edit."""
        with self.ledger() as ledger:
            return ledger.imports(Period.parse(period))

    def table(self, name: str) -> Table:
        """A table as the ledger has it now."""
        period, settings = Period.parse(period_of(name)), load(self.workspace)
        with self.ledger() as ledger:
            return TABLES[name].build(Facts(figures_for(ledger, period, settings), settings.office.region))

    def file(self, name: str, suffix: str) -> Path:
        return self.workspace / "outputs" / period_of(name) / f"{name}.{suffix}"


def period_of(name: str) -> str:
    return LEDGERS.get(name, ("2021-03",))[0]


@pytest.fixture(scope="session")
def made(sample_office: Path, tmp_path_factory) -> Office:
    """The office with every table made. Read it, do not write to it."""
    office = Office(Path(shutil.copytree(sample_office, tmp_path_factory.mktemp("editing") / "office")))
    with office.ledger() as ledger:
        for period, file in LEDGERS.values():
            import_files(ledger, [DATA / file], Period.parse(period))
    for name in WITH_RECORDS:
        office.run("table", name, "--period", period_of(name))
    return office


@pytest.fixture
def office(made: Office, tmp_path: Path) -> Office:
    """A copy of the office for one test to write to."""
    return Office(Path(shutil.copytree(made.workspace, tmp_path / "office")))
