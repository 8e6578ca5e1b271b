"""Files of every format for the tests: written, converted by LibreOffice, read, refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen import soffice
from docgen.ledger.reading.sheet import Sheet
from docgen.ledger.reading.workbook import Workbook, read_workbook
from docgen.problem import DocgenError
from docgen.settings import Pdf

DATA = Path(__file__).parents[2] / "data"
AUTO, NOWHERE = Pdf(), Pdf(soffice="no-such-office")


def book(path: Path, office: Pdf = AUTO) -> Workbook:
    return read_workbook(path, path.name, office)


def refused(path: Path, office: Pdf = NOWHERE) -> str:
    with pytest.raises(DocgenError) as caught:
        book(path, office)
    [problem] = caught.value.problems
    assert problem.file == path.name
    return problem.message


def saved(path: Path, content: bytes | str) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def convert(source: Path, to: str, folder: Path, into: str = "") -> Path:
    folder.mkdir(exist_ok=True)
    arguments = ["--convert-to", into or to, "--outdir", str(folder), str(source)]
    soffice.run(soffice.find(Pdf()), arguments, folder, {}, 120)
    return folder / f"{source.stem}.{to}"


def assert_alike(found: tuple[Sheet, ...], wanted: tuple[Sheet, ...]) -> None:
    assert [sheet.name for sheet in found] == [sheet.name for sheet in wanted]
    for one, other in zip(found, wanted, strict=True):
        assert one.rows == other.rows
        assert one.areas == other.areas
        assert one.formulas == other.formulas
        assert (one.hidden, one.hidden_rows, one.hidden_columns) == (other.hidden, other.hidden_rows, other.hidden_columns)
