"""Files that cannot be verified: one clear message each, exit 2, never a traceback."""

import zipfile
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docgen.problem import DocgenError
from docgen.proof.source import Source, take
from docgen.proof.verify import verify
from docgen.settings import Settings
from tests.support.office import DATA, docgen, printed


def refused(workspace: Path, file: Path) -> str:
    """What verify says when it refuses ``file``."""
    done = docgen(workspace, "verify", file)
    assert done.returncode == 2 and not done.stdout, done.stdout
    assert done.stderr.startswith("错误：") and "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) == 1
    return done.stderr


class TestRefused:
    def test_a_file_that_is_not_there(self, tmp_path: Path):
        assert "文件不存在" in refused(tmp_path, tmp_path / "没有.docx")

    def test_a_folder(self, tmp_path: Path):
        assert "是一个文件夹" in refused(tmp_path, tmp_path)

    def test_an_empty_file(self, tmp_path: Path):
        (tmp_path / "空.docx").write_bytes(b"")
        assert "空文件" in refused(tmp_path, tmp_path / "空.docx")

    def test_something_else_called_docx(self, tmp_path: Path):
        (tmp_path / "照片.docx").write_bytes(b"\x89PNG\r\n\x1a\n" + b"0" * 200)
        assert "不是 docx 或 PDF" in refused(tmp_path, tmp_path / "照片.docx")

    def test_a_workbook(self, tmp_path: Path):
        assert "是工作簿" in refused(tmp_path, DATA / "chenzhai-2020-03.xlsx")

    def test_a_document_of_former_days_or_with_a_password(self, tmp_path: Path):
        ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
        (tmp_path / "旧.doc").write_bytes(ole)
        assert "另存为 .docx" in refused(tmp_path, tmp_path / "旧.doc")
        (tmp_path / "密.docx").write_bytes(ole + "EncryptedPackage".encode("utf-16-le"))
        assert "取消密码" in refused(tmp_path, tmp_path / "密.docx")

    def test_a_document_cut_off(self, tmp_path: Path, papers):
        whole = papers["letter"].read_bytes()
        (tmp_path / "断.docx").write_bytes(whole[: len(whole) // 2])
        assert "损坏" in refused(tmp_path, tmp_path / "断.docx")

    def test_a_document_without_its_text(self, tmp_path: Path):
        with zipfile.ZipFile(tmp_path / "缺.docx", "w") as package:
            package.writestr("word/document.xml", "<w:document")
            package.writestr("[Content_Types].xml", "")
        assert "不完整" in refused(tmp_path, tmp_path / "缺.docx")

    def test_a_document_without_words(self, tmp_path: Path):
        Document().save(tmp_path / "白.docx")
        assert "没有文字" in refused(tmp_path, tmp_path / "白.docx")

    def test_a_broken_pdf(self, tmp_path: Path):
        (tmp_path / "坏.pdf").write_bytes(b"%PDF-1.7\nnothing of the kind")
        assert "PDF 已损坏" in refused(tmp_path, tmp_path / "坏.pdf")

    def test_a_pdf_whose_page_cannot_be_opened(self, tmp_path: Path, papers):
        whole = printed(papers["reply"])
        (tmp_path / "页坏.pdf").write_bytes(whole.replace(b"\n1 0 obj\n<</Type/Page/", b"\n\0 0 obj\n<</Type/Page/"))
        assert "PDF 已损坏" in refused(tmp_path, tmp_path / "页坏.pdf")

    def test_a_pdf_whose_list_of_places_is_broken(self, tmp_path: Path, papers):
        whole = printed(papers["reply"])
        place = b"%010d 00000 n" % (whole.index(b"\n1 0 obj\n<</Type/Page/") + 1)
        assert place in whole
        (tmp_path / "表坏.pdf").write_bytes(whole.replace(place, b"(" + place[1:]))
        assert "PDF 已损坏" in refused(tmp_path, tmp_path / "表坏.pdf")

    def test_a_pdf_without_text(self, tmp_path: Path):
        document = pypdfium2.PdfDocument.new()
        document.new_page(595, 842)
        document.save(tmp_path / "扫描.pdf")
        assert "没有文字" in refused(tmp_path, tmp_path / "扫描.pdf")

    def test_a_docx_where_libreoffice_is_missing(self, tmp_path: Path, papers):
        (tmp_path / "docgen.toml").write_text('[pdf]\nsoffice = "no-such-office"\n', encoding="utf-8")
        assert "no-such-office" in refused(tmp_path, papers["letter"])


class TestDamage:
    @given(data=st.data())
    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    def test_a_pdf_damaged_anywhere_is_measured_or_refused(self, data, papers, tmp_path_factory):
        pdf = bytearray(printed(papers["reply"]))
        for _ in range(data.draw(st.integers(1, 30))):
            pdf[data.draw(st.integers(0, len(pdf) - 1))] = data.draw(st.integers(0, 255))
        file = tmp_path_factory.mktemp("damage") / "damaged.pdf"
        file.write_bytes(pdf)
        try:
            verdict = verify(take(file, Settings()))
        except DocgenError as error:
            assert "请" in str(error)
        else:
            assert verdict.findings


class TestForeignDocuments:
    """Documents that docgen did not make are measured too."""

    def test_a_plain_english_document(self):
        document = Document()
        document.add_heading("Hello", 0)
        document.add_paragraph("plain text " * 60)
        assert {"5.1", "5.2.2", "7.5"} <= wrong(document)

    def test_one_letter(self):
        document = Document()
        document.add_paragraph("x")
        assert "5.1" in wrong(document)

    def test_a_notice_typed_in_word_as_many_type_it(self):
        document = Document()
        document.add_paragraph("关于召开2021年重点项目推进会的通知").alignment = 1
        document.add_paragraph("各乡镇人民政府：")
        for _ in range(20):
            document.add_paragraph("\u3000\u3000为加快推进重点项目建设,经研究，决定召开推进会。现将有关事项通知如下。")
        document.add_paragraph("附件:1、参会名单。")
        document.add_paragraph("区政府办公室").alignment = 2
        document.add_paragraph("2021年04月06日").alignment = 2
        assert {"5.2.1", "5.2.3", "7.3.1", "7.3.4", "7.3.5.4", "GB/T 15834"} <= wrong(document)

    @pytest.mark.parametrize("rows", [1, 200])
    def test_nothing_but_a_table(self, rows: int):
        document = Document()
        table = document.add_table(rows, 3)
        table.style = "Table Grid"
        for row in table.rows:
            row.cells[0].text = "项目"
        assert "5.1" in wrong(document)


def wrong(document) -> set[str]:
    """The clauses that fail in a document made on the spot."""
    out = BytesIO()
    document.save(out)
    verdict = verify(Source("foreign.docx", printed(out.getvalue()), out.getvalue()))
    return {one.clause.number for one in verdict.failing}
