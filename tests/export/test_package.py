"""The same records give the same bytes on any day."""

from __future__ import annotations

import zipfile
from datetime import date
from io import BytesIO

import pytest
from docx import Document
from openpyxl import load_workbook

from docgen.export.package import normalise
from docgen.problem import DocgenError
from tests.support.office import DATA

WORKBOOK = (DATA / "chenzhai-2020-03.xlsx").read_bytes()
ISSUED = date(2021, 4, 6)


def packed_again(data: bytes, year: int, backwards: bool) -> bytes:
    """The same parts as another program would pack them, in another order and another year."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as new:
        for name in sorted(old.namelist(), reverse=backwards):
            new.writestr(zipfile.ZipInfo(name, (year, 5, 6, 7, 8, 10)), old.read(name))
    return out.getvalue()


def test_packing_order_and_clock_leave_no_trace():
    assert normalise(packed_again(WORKBOOK, 2021, False), ISSUED) == normalise(packed_again(WORKBOOK, 2026, True), ISSUED)


def test_normalising_twice_changes_nothing():
    once = normalise(WORKBOOK, ISSUED)
    assert normalise(once, ISSUED) == once


def test_the_cells_are_all_still_there():
    old, new = (load_workbook(BytesIO(data)) for data in (WORKBOOK, normalise(WORKBOOK, ISSUED)))
    for sheet in old:
        assert [[c.value for c in row] for row in sheet] == [[c.value for c in row] for row in new[sheet.title]]


def test_a_document_is_dated_as_issued():
    out = BytesIO()
    Document().save(out)
    properties = Document(BytesIO(normalise(out.getvalue(), ISSUED))).core_properties
    assert (properties.created.date(), properties.modified.date()) == (ISSUED, ISSUED)


def test_what_is_not_a_package_is_refused_in_words():
    with pytest.raises(DocgenError, match="不是有效的"):
        normalise(b"not a package", ISSUED)
