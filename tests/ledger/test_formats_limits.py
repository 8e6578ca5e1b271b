"""Files that are locked, far too large, oddly written or spoilt: read right or refused, soon, and in words."""

from __future__ import annotations

import io
import re
import time
import zipfile
from pathlib import Path
from random import Random

import pytest
from docx import Document

from docgen.ledger.reading.sheet import GRID_LIMIT
from docgen.problem import DocgenError
from tests.ledger.saving import AUTO, DATA, NOWHERE, assert_alike, book, refused, saved
from tests.ledger.workbooks import write


class TestWithoutLibreOffice:
    def test_what_only_it_reads_says_what_to_do(self, tmp_path):
        message = refused(saved(tmp_path / "a.doc", r"{\rtf1 text}"))
        assert "[pdf] soffice" in message and "没有读入" in message

    def test_what_it_cannot_open_is_told(self, tmp_path):
        path = tmp_path / "a.xlsb"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("xl/workbook.bin", b"\0")
        assert "二进制工作簿" in refused(path, AUTO) and ".xlsx" in refused(path, AUTO)


class TestLocked:
    def test_an_encrypted_open_document(self, tmp_path):
        with zipfile.ZipFile(tmp_path / "a.ods", "w") as archive:
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
            archive.writestr("META-INF/manifest.xml", "<manifest><encryption-data/></manifest>")
            archive.writestr("content.xml", "nothing that can be read")
        assert "密码" in refused(tmp_path / "a.ods")

    def test_a_password_on_an_old_workbook(self, tmp_path, old_book):
        content = bytearray(old_book.read_bytes())
        # the record that comes first within a locked workbook: FILEPASS, in place of one of the same length
        start = content.find(b"\x09\x08\x10\x00\x00\x06\x05\x00") + 20
        content[start : start + 2] = b"\x2f\x00"
        assert "密码" in refused(saved(tmp_path / "b.xls", bytes(content)))


class TestSize:
    def test_a_merged_whole_column_costs_nothing(self, tmp_path):
        rows = "".join(f'<row r="{row}"><c r="A{row}"><v>{row}</v></c></row>' for row in range(1, 5))
        areas = '<mergeCells><mergeCell ref="A2:A1048576"/><mergeCell ref="C1:XFD1048576"/></mergeCells>'
        [sheet] = book(handmade(tmp_path / "a.xlsx", f"<sheetData>{rows}</sheetData>{areas}")).sheets
        assert sheet.areas == dict.fromkeys([(1, 0), (2, 0), (3, 0)], (1, 0, 3, 0))

    def test_a_repeated_value_over_the_whole_sheet_is_refused(self, tmp_path):
        with zipfile.ZipFile(tmp_path / "a.ods", "w") as archive:
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
            archive.writestr("content.xml", ods_with('<t:table-row t:number-rows-repeated="1048576"><t:table-cell '
                'o:value-type="float" o:value="1" t:number-columns-repeated="16384"/></t:table-row>'))  # fmt: skip
        assert "范围过大" in refused(tmp_path / "a.ods")

    def test_a_long_text_shown_in_every_cell_is_refused(self, tmp_path):
        cells = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, 5001))
        path = handmade(tmp_path / "a.xlsx", f"<sheetData>{cells}</sheetData>", "长" * 30_000)
        assert path.stat().st_size < 100_000
        assert "范围过大" in refused(path)

    @pytest.mark.parametrize(
        "cell", ['<c r="XFD1048576"><v>1</v></c>', '<y:c xmlns:y="y" r="XFD1048576"><y:v>1</y:v></y:c>', '<c foo="/>" r="XFD1048576"><v>1</v></c>']
    )
    def test_a_value_far_away_is_refused_however_it_is_written(self, tmp_path, cell):
        rows = f'<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576">{cell}</row></sheetData>'
        assert "范围过大" in refused(handmade(tmp_path / "a.xlsx", rows))

    def test_a_format_far_away_is_no_reason_to_refuse(self, tmp_path):
        rows = '<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>'
        [sheet] = book(handmade(tmp_path / "a.xlsx", rows)).sheets
        assert sheet.rows == [[1.0]]

    def test_many_merged_areas_over_one_another_end_soon(self, tmp_path):
        rows = "".join(f'<row r="{row}"><c r="A{row}"><v>1</v></c><c r="CZ{row}"><v>1</v></c></row>' for row in range(1, 2001))
        areas = "".join(f'<mergeCell ref="A{1 + n % 1000}:CZ2000"/>' for n in range(5000))
        path = handmade(tmp_path / "a.xlsx", f"<sheetData>{rows}</sheetData><mergeCells>{areas}</mergeCells>")
        begun = time.process_time()
        [sheet] = book(path).sheets
        assert time.process_time() - begun < 10 and sheet.area(1999, 103) == (0, 0, 1999, 103)

    def test_a_sheet_at_the_edge_of_what_is_read(self, tmp_path):
        text = "\n".join(["1," * 19 + "1"] * (GRID_LIMIT // 20 + 1))
        assert "范围过大" in refused(saved(tmp_path / "a.csv", text))


class TestOtherWriters:
    """Not every program writes the XML that Excel writes."""

    def changed(self, path: Path, folder: Path, change) -> Path:
        other = folder / path.name
        with zipfile.ZipFile(path) as old, zipfile.ZipFile(other, "w") as new:
            for name in old.namelist():
                data = old.read(name)
                new.writestr(name, change(data) if name == "xl/worksheets/sheet1.xml" else data)
        return other

    def test_with_a_prefix(self, office_book, tmp_path):
        def change(data: bytes) -> bytes:
            return re.sub(rb"<(/?)(?=\w)", rb"<\1x:", data.split(b"?>", 1)[-1]).replace(b"xmlns=", b"xmlns:x=")

        assert_alike(book(self.changed(office_book, tmp_path, change)).sheets, book(office_book).sheets)

    @pytest.mark.parametrize("encoding", ["gb2312", "utf-16"])
    def test_in_another_encoding(self, office_book, tmp_path, encoding):
        def change(data: bytes) -> bytes:
            text = data.decode().split("?>", 1)[-1] if data.startswith(b"<?xml") else data.decode()
            return f"<?xml version='1.0' encoding='{encoding}'?>{text}".encode(encoding, "xmlcharrefreplace")

        assert_alike(book(self.changed(office_book, tmp_path, change)).sheets, book(office_book).sheets)

    def test_with_single_quotes(self, office_book, tmp_path):
        changed = self.changed(office_book, tmp_path, lambda data: data.replace(b'hidden="1"', b"hidden='1'"))
        assert_alike(book(changed).sheets, book(office_book).sheets)

    def test_without_references(self, tmp_path):
        dense = write(tmp_path / "dense.xlsx", [["一", "二"], [1, "=A2"], ["#N/A", 4]])
        (tmp_path / "other").mkdir()

        def change(data: bytes) -> bytes:
            return re.sub(rb'(<row) r="\d+"', rb"\1", re.sub(rb'(<c) r="\w+"', rb"\1", data))

        assert_alike(book(self.changed(dense, tmp_path / "other", change)).sheets, book(dense).sheets)


def handmade(path: Path, sheet: str, text: str = "") -> Path:
    """A workbook with no more in it than a reader needs: the inside of its one sheet, its one shared string."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{relations}"><sheets><sheet name="表" sheetId="1" r:id="r1"/>'
        "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/sharedStrings.xml": f'<sst xmlns="{main}"><si><t>{text}</t></si></sst>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}">{sheet}</worksheet>',
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def ods_with(rows: str) -> str:
    spaces = {"t": "table", "o": "office"}
    names = " ".join(f'xmlns:{key}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for key, name in spaces.items())
    return (
        f"<o:document-content {names}><o:body><o:spreadsheet><t:table t:name='表'>{rows}</t:table>"
        "</o:spreadsheet></o:body></o:document-content>"
    )


@pytest.fixture(scope="module")
def files(office_book, old_book, tmp_path_factory) -> list[bytes]:
    folder = tmp_path_factory.mktemp("spoilt")
    paper = Document()
    table = paper.add_table(3, 3)
    table.cell(0, 0).merge(table.cell(1, 1)).text = "项目名称"
    paper.save(str(folder / "a.docx"))
    with zipfile.ZipFile(folder / "a.ods", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", ods_with('<t:table-row><t:table-cell t:number-columns-spanned="2" '
            'o:value-type="float" o:value="1"/><t:covered-table-cell/></t:table-row>'))  # fmt: skip
    page = "<table><tr><td rowspan=2>甲</td><td colspan=3>乙</td></tr><tr><td>丙</td></tr></table>".encode()
    text = '序号,项目名称\n1,"甲\n项目"\n'.encode()
    real = DATA / "旧格式" / "旬报表.xls"
    written = [path.read_bytes() for path in (office_book, old_book, real, folder / "a.docx", folder / "a.ods")]
    return [*written, page, text]


class TestSpoilt:
    """Spoilt anywhere, a file is read or refused in words, soon; nothing else comes out of it."""

    @pytest.mark.parametrize("seed", range(4))
    def test_spoilt_bytes(self, files, tmp_path, seed):
        chance = Random(seed)
        for _ in range(250):
            self.read(tmp_path, spoilt(chance, chance.choice(files)))

    @pytest.mark.parametrize("seed", range(4))
    def test_spoilt_parts_in_a_sound_package(self, files, tmp_path, seed):
        chance = Random(seed)
        packages = [content for content in files if content.startswith(b"PK")]
        for _ in range(150):
            packed = io.BytesIO()
            with zipfile.ZipFile(io.BytesIO(chance.choice(packages))) as old, zipfile.ZipFile(packed, "w") as new:
                victim = chance.choice(old.namelist())
                for name in old.namelist():
                    data = old.read(name)
                    new.writestr(name, spoilt(chance, data) if name == victim else data)
            self.read(tmp_path, packed.getvalue())

    def read(self, folder: Path, content: bytes) -> None:
        begun = time.process_time()
        try:
            assert book(saved(folder / "a.xlsx", content), NOWHERE).sheets
        except DocgenError as error:
            assert error.problems and all(problem.message for problem in error.problems)
        assert time.process_time() - begun < 10


def spoilt(chance: Random, content: bytes) -> bytes:
    """Some bytes changed, a piece lost or doubled, the end cut off, or a number made absurd."""
    data = bytearray(content)
    place = chance.randrange(len(data) + 1)
    how = chance.randrange(5)
    if how == 0:
        for _ in range(chance.choice((1, 5, 50))):
            data[chance.randrange(len(data))] = chance.randrange(256)
    elif how == 1:
        del data[place:]
    elif how == 2:
        del data[place : place + chance.randrange(2000)]
    elif how == 3:
        data[place:place] = data[chance.randrange(len(data)) :][: chance.randrange(2000)]
    elif numbers := list(re.finditer(rb"\d+", content)):
        found = chance.choice(numbers)
        data[found.start() : found.end()] = chance.choice((b"0", b"-1", b"1048576", b"99999999999", b"1e999", b"x", b""))
    return bytes(data)
