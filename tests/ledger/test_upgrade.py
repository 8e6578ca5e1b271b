"""A ledger of version 0.2 opens as it is: upgraded in place, nothing lost, nothing read anew."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from docgen.ledger.importing import import_files
from docgen.ledger.period import Period
from docgen.ledger.store import Ledger
from docgen.problem import DocgenError
from tests.ledger.workbooks import MARCH
from tests.support.office import DATA

NEW_TABLES = ("names", "decisions", "closings")
NEW_COLUMNS = {"imports": ("who", "kind", "told", "goes_back_to", "reopened", "forms", "note"), "reports": ("name",)}


def as_of_0_2(file: Path) -> Path:
    """Make of a ledger one as version 0.2 wrote it: the same records, without what came later."""
    with closing(sqlite3.connect(file)) as database, database:
        for table in NEW_TABLES:
            database.execute(f"DROP TABLE {table}")
        for table, columns in NEW_COLUMNS.items():
            for column in columns:
                database.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
    return file


@pytest.fixture
def old(tmp_path) -> tuple[Path, dict[Period, tuple]]:
    """A ledger of version 0.2 that holds the sample months, and what its records were."""
    file = tmp_path / "docgen.db"
    with Ledger.open(f"sqlite:///{file}") as ledger:
        import_files(ledger, [DATA / "zhanhe"])
        records = {period: ledger.reports(period) for period in ledger.periods()}
    return as_of_0_2(file), records


def test_every_record_and_every_mark_is_as_it_was(old):
    file, records = old
    with Ledger.open(f"sqlite:///{file}") as ledger:
        for period, reports in records.items():
            assert ledger.reports(period) == reports
            assert [report.ref for report in ledger.reports(period)] == [report.ref for report in reports]


def test_a_copy_is_kept_beside_it_once(old):
    file, _ = old
    before = file.read_bytes()
    for _ in range(2):
        Ledger.open(f"sqlite:///{file}").close()
    [copy] = file.parent.glob("docgen.db.bak*")
    with closing(sqlite3.connect(copy)) as kept, closing(sqlite3.connect(":memory:")) as was:
        was.deserialize(before)
        assert list(kept.iterdump()) == list(was.iterdump())


def test_what_came_before_counts_as_imported_and_goes_on_as_ever(old):
    file, _ = old
    with Ledger.open(f"sqlite:///{file}") as ledger:
        assert {(step.kind, step.who, step.note) for step in ledger.imports(MARCH)} == {("导入", "", "")}
        again = import_files(ledger, [DATA / "zhanhe" / "2021-03"], MARCH)
        assert all(change.unchanged for change in again.changes)
        assert ledger.closed(MARCH) is None


def test_projects_keep_their_identity(old):
    file, records = old
    with Ledger.open(f"sqlite:///{file}") as ledger:
        for period, reports in records.items():
            assert {r.name: r.project for r in ledger.reports(period)} == {r.name: r.project for r in reports}


def test_two_programs_that_open_it_at_once_upgrade_it_once(old):
    file, records = old

    def count(_: int) -> int:
        with Ledger.open(f"sqlite:///{file}") as ledger:
            return len(ledger.reports(MARCH))

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(count, range(4))) == {len(records[MARCH])}
    assert len(list(file.parent.glob("docgen.db.bak*"))) == 1


def test_a_database_of_something_else_is_refused_untouched(tmp_path):
    file = tmp_path / "other.db"
    with closing(sqlite3.connect(file)) as database, database:
        database.execute("CREATE TABLE reports (id INTEGER PRIMARY KEY, title TEXT)")
    before = file.read_bytes()
    with pytest.raises(DocgenError, match="不是 docgen 的台账"):
        Ledger.open(f"sqlite:///{file}")
    assert file.read_bytes() == before
    assert not list(tmp_path.glob("*.bak*"))


def test_an_upgrade_that_cannot_be_copied_first_does_not_happen(old):
    """The name leaves no room for the copy's."""
    file = old[0].rename(old[0].with_name("台" * 75 + ".db"))
    before = file.read_bytes()
    with pytest.raises(DocgenError, match="打不开"):
        Ledger.open(f"sqlite:///{file}")
    assert file.read_bytes() == before
