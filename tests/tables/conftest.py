"""The facts of the sample offices' periods, read from the real ledgers."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.figures.loading import figures_for
from docgen.ledger.importing import import_files
from docgen.ledger.period import Period
from docgen.ledger.store import Ledger
from docgen.papers.tables import TABLES, Facts
from docgen.settings import load
from tests.support.office import DATA, ROOT


@pytest.fixture(scope="session")
def march(sample_office: Path) -> Facts:
    """湛河区, March 2021: five of six units have reported."""
    settings = load(sample_office)
    with Ledger.open(settings.database_url) as ledger:
        return Facts(figures_for(ledger, Period.parse("2021-03"), settings), "湛河区")


@pytest.fixture(scope="session")
def town(tmp_path_factory) -> Facts:
    """陈宅镇, the list of March 2020."""
    return _of_one_file(tmp_path_factory, "chenzhai-2020-03.xlsx", "2020-03", "陈宅镇")


@pytest.fixture(scope="session")
def county(tmp_path_factory) -> Facts:
    """栾川县, the targets of 2018."""
    return _of_one_file(tmp_path_factory, "luanchuan-2018.xlsx", "2018", "栾川县")


@pytest.fixture(scope="session")
def every_table(march: Facts, town: Facts, county: Facts) -> dict:
    """Each kind of table that ledgers fill, from the one that has its records; others are filled by the paper that they go with."""
    others = {"清单表": town, **dict.fromkeys(("目标任务分解一览表", "节点计划表", "攻坚任务清单"), county)}
    made = {name: kind.build(others.get(name, march)) for name, kind in TABLES.items()}
    return {name: table for name, table in made.items() if table.rows}


@pytest.fixture(scope="session")
def templates() -> Path:
    return ROOT / "templates" / "tables"


def _of_one_file(tmp_path_factory, file: str, period: str, region: str) -> Facts:
    folder = tmp_path_factory.mktemp(region)
    settings = load(folder)
    with Ledger.open(settings.database_url) as ledger:
        import_files(ledger, [DATA / file], Period.parse(period))
        return Facts(figures_for(ledger, Period.parse(period), settings), region)
