"""Rows flow from the records into the file: neither the text nor the rows are ever held as a whole."""

from __future__ import annotations

import io
import time
import tracemalloc
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from docx import Document
from docxtpl import RichText
from markupsafe import Markup

from docgen.engine.compiled import CompiledTemplate, compile_template
from docgen.engine.writing import Writer, packed


def _table(*cells: str, note: str = "") -> CompiledTemplate:
    document = Document()
    table = document.add_table(3, len(cells))
    table.cell(0, 0).text, table.cell(2, 0).text = "{%tr for x in rows %}", "{%tr endfor %}"
    for cell, text in zip(table.rows[1].cells, cells, strict=True):
        cell.text = text
    document.add_paragraph(note)
    out = io.BytesIO()
    document.save(out)
    return compile_template(out.getvalue())


def _rows(count: int, told: list[int] | None = None) -> Iterator[dict[str, Any]]:
    for number in range(count):
        if told is not None:
            told.append(number)
        yield {"number": number, "name": f"第{number}个项目"}


class _Sink(io.RawIOBase):
    """Takes what is written and forgets it; knows how far the records were when something came."""

    def __init__(self, told: list[int]) -> None:
        self.largest, self.reached, self._told = 0, [], told

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return 0

    def write(self, data: Any) -> int:
        self.largest = max(self.largest, len(data))
        self.reached.append(len(self._told))
        return len(data)


def test_what_is_rendered_is_written_while_records_still_come() -> None:
    told: list[int] = []
    sink = _Sink(told)
    _table("{{ x.number }}", "{{ x.name }}").write({"rows": _rows(20_000, told)}, sink)
    assert sink.largest < 200_000
    assert len({reached // 2_000 for reached in sink.reached}) >= 9


def test_memory_does_not_grow_with_the_rows() -> None:
    template = _table("{{ loop.index }}", "{{ x.name }}")
    peaks = []
    for count in (500, 500, 10_000):
        tracemalloc.start()
        template.write({"rows": _rows(count)}, _Sink([]))
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[2] < peaks[1] + 500_000


def test_time_grows_with_the_rows_and_no_faster() -> None:
    template = _table("{{ x.number }}", "{{ x.name }}")

    def seconds(count: int) -> float:
        began = time.process_time()
        template.write({"rows": _rows(count)}, _Sink([]))
        return time.process_time() - began

    assert min(seconds(16_000) for _ in range(3)) < 8 * min(seconds(4_000) for _ in range(3))


def test_a_target_that_cannot_seek_gets_the_same_file() -> None:
    class Pipe(io.RawIOBase):
        def __init__(self) -> None:
            self.got = b""

        def write(self, data: Any) -> int:
            self.got += bytes(data)
            return len(data)

    pipe, template = Pipe(), _table("{{ x.number }}", "{{ x.name }}")
    template.write({"rows": list(_rows(9))}, pipe)
    assert pipe.got == template.render({"rows": list(_rows(9))})


def test_a_value_that_must_be_mended_is_mended_wherever_it_comes() -> None:
    """XML of an office's own that does not close what it opens: the file is begun anew and repaired."""
    template = _table("{{ x.number }}", "{{ x.name }}", note="{{ last }}")
    rows = [*_rows(3_000)]
    torn = Document(io.BytesIO(template.render({"rows": rows, "last": Markup("完<w:br>")})))
    assert len(torn.tables[0].rows) == 3_000
    assert torn.paragraphs[-1].text.startswith("完")


def test_a_document_begun_anew_stands_where_the_target_stood() -> None:
    target = io.BytesIO(b"before")
    target.seek(6)
    template = _table("{{ x }}", "b", note="{{ last }}")
    template.write({"rows": ["甲"] * 5_000, "last": Markup("<w:br>")}, target)
    assert target.getvalue().startswith(b"beforePK")
    assert len(Document(io.BytesIO(target.getvalue()[6:])).tables[0].rows) == 5_000


def test_a_table_that_loses_all_its_rows_has_no_columns() -> None:
    made = Document(io.BytesIO(_table("{{ x }}", "b").render({"rows": []})))
    assert [len(table._tbl.tblGrid) for table in made.tables] == [0]


def test_long_values_and_rich_text_pass_whole() -> None:
    long, rich = "长" * 300_000, RichText("粗", bold=True)
    made = Document(io.BytesIO(_table("{{ x }}", "{{r rich }}").render({"rows": [long, "短"], "rich": rich})))
    assert [[len(cell.text) for cell in row.cells] for row in made.tables[0].rows] == [[300_000, 1], [1, 1]]


@pytest.mark.parametrize("name", ["word/document.xml", "图/表.xml"])
def test_members_are_read_as_they_were_written(name: str) -> None:
    out = io.BytesIO()
    writer = Writer(out)
    writer.copy(packed("甲.bin", b"\0" * 9_999))
    writer.stream(name, iter(["一", "", "二" * 70_000]))
    writer.close()
    with zipfile.ZipFile(out) as package:
        assert package.testzip() is None
        assert package.read(name).decode() == "一" + "二" * 70_000
        assert package.read("甲.bin") == b"\0" * 9_999
