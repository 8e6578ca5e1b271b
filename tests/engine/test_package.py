"""A template's package is refused with the reason before anything of it is used."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
from pathlib import Path
from random import Random

import pytest

from docgen.engine.compiled import compile_template
from docgen.engine.lint import check
from docgen.engine.package import open_package
from docgen.problem import DocgenError
from tests.engine.conformance.word import Package as PlainPackage
from tests.engine.conformance.word import p
from tests.engine.packages import document, docx, packed, paragraphs, parts, relationships
from tests.support.office import ROOT

VBA = '<Override PartName="/word/vbaProject.bin" ContentType="application/vnd.ms-office.vbaProject"/>'
BILLION = '<!DOCTYPE d [<!ENTITY a "哈哈哈哈"><!ENTITY b "&a;&a;&a;&a;">]>'


def refusal(data: bytes) -> str:
    with pytest.raises(DocgenError) as caught:
        open_package(data, "通知.docx")
    assert all(problem.file == "通知.docx" and "：请" in problem.message for problem in caught.value.problems)
    return str(caught.value)


def with_rels(*found: tuple[str, str, bool], name: str = "word/_rels/document.xml.rels", kind: str = "docx") -> bytes:
    return packed({**parts("{{ x }}", kind=kind), name: relationships(*found)})


def field(*instructions: str) -> bytes:
    runs = "".join(f'<w:r><w:instrText xml:space="preserve">{text}</w:instrText></w:r>' for text in instructions)
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    return docx(body=f"<w:p>{begin}{runs}{end}</w:p>")


class TestBombs:
    def test_zeros_without_end(self):
        assert "压缩炸弹" in refusal(docx("甲", **{"word/media/a.bin": bytes(100 * 2**20)}))

    def test_more_than_any_template_unpacks_to(self):
        noise = bytes(range(256)) * 2**12
        assert "压缩炸弹" in refusal(packed({**parts("甲"), **{f"word/media/{n}.bin": noise * 2 for n in range(70)}}, zipfile.ZIP_DEFLATED))

    def test_a_bomb_within_a_package_is_not_unpacked(self):
        inner = packed({"a": bytes(50 * 2**20)})
        package = open_package(docx("甲", **{"word/embeddings/a.zip": inner}))
        assert package.read("word/embeddings/a.zip") == inner

    def test_members_that_share_their_bytes(self):
        assert "重叠" in refusal(overlapping())

    @pytest.mark.parametrize("declared", [1, 10**6])
    def test_another_size_than_the_directory_says(self, declared: int):
        assert "大小与目录所记不符" in refusal(resized(docx("甲" * 1000), b"word/document.xml", declared))

    def test_ten_thousand_and_one_members(self):
        assert "部件超过 10000 个" in refusal(packed({**parts("甲"), **{f"a/{n}": b"" for n in range(9_998)}}))

    def test_a_part_larger_than_any_template(self):
        assert "过大" in refusal(docx(Random(6).randbytes(9 * 2**20).hex()))

    def test_more_elements_than_any_template(self):
        assert "过大" in refusal(docx(body="<w:p/>" * 500_000))


class TestMembers:
    @pytest.mark.parametrize("name", ["../a.xml", "word/../../a.xml", "/a.xml", "C:/a.xml", "..\\a.xml", "word\\..\\..\\a.xml", "word//a.xml"])
    def test_outside_the_package(self, name: str):
        assert "名称不正常" in refusal(packed({**parts("甲"), name: "<a/>"}))

    @pytest.mark.parametrize("name", ["word/document.xml", "WORD/Document.xml", "word\\document.xml"])
    def test_of_one_name(self, name: str):
        out = io.BytesIO(docx("甲"))
        with warnings.catch_warnings(), zipfile.ZipFile(out, "a") as package:
            warnings.simplefilter("ignore")
            package.writestr(zipfile.ZipInfo(name), document(paragraphs("乙")))
        assert "重名" in refusal(out.getvalue())

    def test_folders_are_no_members(self):
        assert "word/" not in open_package(packed({"word/": b"", **parts("甲")})).names


class TestWhatIsNoPackage:
    def test_text(self):
        assert "不是有效的 Word 文档" in refusal("模板".encode())

    def test_nothing(self):
        assert "不是有效的 Word 文档" in refusal(b"")

    def test_cut_off(self):
        data = docx("甲" * 1000)
        for length in (len(data) // 2, len(data) - 30, 40):
            assert "不完整或已损坏" in refusal(data[:length])

    def test_damaged_in_the_middle(self):
        data = bytearray(docx("甲乙丙丁" * 1000))
        at = data.find(b"word/document.xml") + 60
        data[at : at + 8] = bytes(8)
        assert "损坏" in refusal(bytes(data))

    def test_another_archive_before_it(self):
        assert "不是有效的 Word 文档" in refusal(b"MZ\x90\0" * 10 + docx("甲"))

    def test_a_zip_of_something_else(self):
        assert "缺少正文" in refusal(packed({"a.txt": "甲"}))

    def test_a_package_without_its_document(self):
        assert "缺少正文" in refusal(packed({name: text for name, text in parts("甲").items() if name != "word/document.xml"}))

    def test_an_encrypted_file(self):
        ole = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(2000) + "EncryptedPackage".encode("utf-16-le") + bytes(2000)
        assert "打开密码" in refusal(ole)

    def test_an_old_document(self):
        assert "旧格式" in refusal(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(4000))

    def test_encrypted_members(self):
        data = bytearray(docx("甲"))
        at = data.find(b"PK\1\2")
        data[at + 8] |= 1
        assert "设有密码" in refusal(bytes(data))

    def test_a_file_that_is_not_there(self, tmp_path: Path):
        with pytest.raises(DocgenError, match="文件或文件夹不存在"):
            open_package(tmp_path / "没有.docx")

    def test_a_folder(self, tmp_path: Path):
        with pytest.raises(DocgenError, match="文件夹"):
            open_package(tmp_path)


class TestMacros:
    def test_in_a_document(self):
        assert "宏" in refusal(packed({**parts("甲", types=VBA), "word/vbaProject.bin": b"\xd0\xcf"}))

    def test_of_another_name(self):
        renamed = VBA.replace("vbaProject.bin", "theme.bin")
        assert "宏" in refusal(packed({**parts("甲", types=renamed), "word/theme.bin": b"\xd0\xcf"}))

    def test_a_macro_document_by_its_type(self):
        assert "宏" in refusal(packed(parts("甲", kind="docm")))

    def test_controls(self):
        assert "控件" in refusal(docx("甲", **{"word/activeX/activeX1.xml": "<a/>"}))

    def test_macro_sheets(self):
        assert "宏" in refusal(packed({**parts(kind="xlsx"), "xl/macrosheets/sheet1.xml": "<a/>"}))


class TestWhatWouldBeFetched:
    @pytest.mark.parametrize(
        ("kind", "target", "word"),
        [
            ("attachedTemplate", "file:///C:\\a.dotm", "附加了另一份模板"),
            ("image", "http://example.com/a.png", "图片是链接的"),
            ("oleObject", "file:///C:/a.xlsx", "链接了别的文件"),
            ("frame", "http://example.com/", "框架网页"),
            ("aFChunk", "http://example.com/a.html", "altChunk"),
            ("subDocument", "b.docx", "子文档"),
            ("mailMergeSource", "file:///C:/a.xlsx", "邮件合并"),
            ("video", "http://example.com/a.mp4", "文件之外的内容（video）"),
        ],
    )
    def test_is_refused(self, kind: str, target: str, word: str):
        assert word in refusal(with_rels((kind, target, True)))

    def test_is_refused_where_it_hides_that_it_lies_outside(self):
        assert "图片是链接的" in refusal(with_rels(("image", "http://example.com/a.png", False)))
        assert "图片是链接的" in refusal(with_rels(("image", "\\\\server\\a.png", False)))

    def test_another_document_within(self):
        assert "altChunk" in refusal(packed({**parts("甲"), "word/_rels/document.xml.rels": relationships(("aFChunk", "a.html", False)), "word/a.html": "<img src='http://a'/>"}))

    def test_is_refused_in_headers_too(self):
        assert "图片是链接的" in refusal(with_rels(("image", "http://a/b.png", True), name="word/_rels/header1.xml.rels"))

    def test_every_reason_is_told(self):
        data = with_rels(("image", "http://a/b.png", True), ("oleObject", "file:///c", True))
        with pytest.raises(DocgenError) as caught:
            open_package(data)
        assert len(caught.value.problems) == 2

    def test_another_workbook(self):
        rels = {"xl/externalLinks/_rels/externalLink1.xml.rels": relationships(("externalLinkPath", "file:///C:/a.xlsx", True))}
        assert "引用了别的工作簿" in refusal(packed({**parts(kind="xlsx"), **rels}))

    def test_outside_the_package(self):
        assert "指向文件之外" in refusal(with_rels(("image", "../../../a.png", False)))

    @pytest.mark.parametrize(
        "instructions",
        [('INCLUDEPICTURE "http://a/b.png"',), (" INCLUDE", 'TEXT "C:\\\\a.docx"'), ("DDEAUTO c:\\\\a.exe",), ("LINK Excel.Sheet.12 a",)],
    )
    def test_fields(self, instructions: tuple[str, ...]):
        assert "域" in refusal(field(*instructions))

    def test_a_simple_field(self):
        assert "域（INCLUDETEXT）" in refusal(docx(body='<w:p><w:fldSimple w:instr=" INCLUDETEXT a.docx "/></w:p>'))

    def test_formulas(self):
        sheet = '<worksheet><sheetData><row><c><f>WEBSERVICE("http://a")</f></c></row></sheetData></worksheet>'
        assert "公式" in refusal(packed({**parts(kind="xlsx"), "xl/worksheets/sheet1.xml": sheet}))

    def test_page_numbers_and_links_are_no_harm(self):
        assert open_package(field(" PAGE \\* MERGEFORMAT ")).names
        assert open_package(with_rels(("hyperlink", "https://www.gov.cn/", True))).names


class TestEntities:
    def test_in_the_document(self):
        assert "DTD 或实体" in refusal(docx(**{"word/document.xml": document(paragraphs("甲"), BILLION)}))

    def test_in_the_styles(self):
        assert "DTD 或实体" in refusal(docx("甲", **{"word/styles.xml": f"<?xml version='1.0'?>{BILLION}<a>&b;</a>"}))

    def test_in_another_encoding(self):
        text = f"<?xml version='1.0' encoding='UTF-16'?>{BILLION}<a>&b;</a>"
        assert "DTD 或实体" in refusal(docx("甲", **{"word/styles.xml": text.encode("utf-16")}))

    def test_in_an_encoding_that_hides_it(self):
        assert "编码无法识别" in refusal(docx("甲", **{"word/styles.xml": b"<?xml version='1.0' encoding='UTF-7'?>+ADw-a/>"}))

    def test_from_outside(self):
        text = '<?xml version="1.0"?><!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'
        assert "DTD 或实体" in refusal(docx("甲", **{"word/settings.xml": text}))


class TestHonestPackages:
    @pytest.mark.parametrize("path", sorted((ROOT / "templates").rglob("*.*x")), ids=lambda path: path.name)
    def test_docgens_own_are_read_whole(self, path: Path):
        package = open_package(path)
        with zipfile.ZipFile(path) as archive:
            assert package.names == tuple(archive.namelist())
            for name in package.names:
                assert package.read(name) == archive.read(name)
                assert package.member(name).content() == archive.read(name)

    def test_the_digest_is_of_the_file(self):
        from hashlib import sha256

        data = docx("甲")
        assert open_package(data).digest == sha256(data).hexdigest()

    def test_what_is_xml_is_given_in_utf_8(self):
        text = "<?xml version='1.0' encoding='UTF-16'?><a>甲</a>"
        assert "<a>甲</a>".encode() in open_package(docx("甲", **{"word/a.xml": text.encode("utf-16")})).read("word/a.xml")


def overlapping() -> bytes:
    """Every entry of the directory points to the first member."""
    data = bytearray(packed({**parts("甲"), **{f"word/{n:02}": b"0" * 1000 for n in range(9)}}))
    first = None
    at = data.find(b"PK\1\2")
    while at >= 0:
        name = bytes(data[at + 46 : at + 46 + struct.unpack_from("<H", data, at + 28)[0]])
        if name.startswith(b"word/0"):
            first = first or struct.unpack_from("<L", data, at + 42)[0]
            struct.pack_into("<L", data, at + 42, first)
        at = data.find(b"PK\1\2", at + 1)
    return bytes(data)


def resized(data: bytes, member: bytes, size: int) -> bytes:
    """The directory tells another unpacked size of a member."""
    changed = bytearray(data)
    at = data.rfind(member) - 46
    assert data[at : at + 4] == b"PK\1\2"
    struct.pack_into("<L", changed, at + 24, size)
    return bytes(changed)


class TestPartsThatAreNone:
    """What opens as a package and has no words in it is told by every way to it, not met as an error of the program."""

    @pytest.mark.parametrize(("part", "content", "words"), [
        ("word/document.xml", b"<w:document", "word/document.xml 已损坏"),
        ("word/document.xml", b"", "word/document.xml 已损坏"),
        ("word/document.xml", b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>', "正文的写法不是 Word 文档的"),
        ("word/document.xml", b'<x:document xmlns:x="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><x:body/></x:document>', "正文的写法不是 Word 文档的"),
        ("docProps/core.xml", b"<cp", "docProps/core.xml 已损坏"),
    ])
    def test_a_damaged_part_is_told(self, part: str, content: bytes, words: str) -> None:
        whole = PlainPackage(body=p("{{ unit }}"), properties={"dc:title": "{{ unit }}"}).bytes()
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(whole)) as read, zipfile.ZipFile(out, "w") as write:
            for name in read.namelist():
                write.writestr(name, content if name == part else read.read(name))
        for way in (compile_template, check):
            with pytest.raises(DocgenError, match=words):
                way(out.getvalue())

    def test_a_workbook_by_the_name_of_a_document_is_told(self, tmp_path: Path) -> None:
        from openpyxl import Workbook

        path = tmp_path / "月通报.docx"
        Workbook().save(path)
        for way in (compile_template, check):
            with pytest.raises(DocgenError, match="扩展名是 .docx，内容却是工作簿"):
                way(path)
