"""docgen export: what the website shows of a paper, and that what it must not show is nowhere in the file."""

from __future__ import annotations

import json
import re
import shutil
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.problem import DocgenError
from docgen.publishing.html import as_html
from docgen.publishing.markdown import as_markdown
from docgen.publishing.pictures import clean_picture
from docgen.publishing.publication import Cell, Heading, Paragraph, Part, Publication, Sheet
from docgen.publishing.publishing import publish
from docgen.publishing.reading import read_publication
from docgen.publishing.text import as_text
from docgen.publishing.withholding import PUT_INSTEAD, withhold
from docgen.settings import Publishing, Settings
from tests.support.office import docgen

VOID = {"meta", "br", "img"}


class Nesting(HTMLParser):
    """Follows a page's tags; every one that is opened must be closed, in its order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict]] = []
        self.words = ""

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open and self.open[-1] == tag, (tag, self.open)
        self.open.pop()

    def handle_data(self, data):
        if not self.open or self.open[-1] != "style":
            self.words += data


def read_page(page: str) -> Nesting:
    parser = Nesting()
    parser.feed(page)
    assert not parser.open
    return parser


@pytest.fixture(scope="module")
def office(sample_office: Path, tmp_path_factory) -> Path:
    office = Path(shutil.copytree(sample_office, tmp_path_factory.mktemp("publishing") / "office"))
    assert docgen(office, "circular", "--period", "2021-03", "--number", "9").returncode in (0, 1)
    return office


@pytest.fixture(scope="module")
def circular(office: Path) -> Path:
    return next((office / "outputs" / "2021-03").glob("*通报.docx"))


@pytest.fixture(scope="module")
def page(circular: Path) -> Nesting:
    [text] = publish(circular, "html", Settings()).files.values()
    return read_page(text)


class TestTheCircularAsAPage:
    def test_shows_the_elements_that_portals_show(self, page):
        assert "发文机关湛河区人民政府办公室" in page.words
        for words in ("平湛政办〔2021〕9号", "2021年4月6日", "曹镇乡人民政府，各街道办事处，区人民政府各部门："):
            assert words in page.words

    def test_has_one_title_and_headings_by_their_levels(self, page):
        names = [tag for tag, _ in page.tags if re.fullmatch(r"h\d", tag)]
        assert names.count("h1") == 1 and names[0] == "h1"
        assert names.count("h2") == 3 + 4, "three parts of the text, four titles of annexes"
        assert names.count("h3") == 11

    def test_has_the_annexes_as_sections_with_their_tables(self, page):
        assert [attrs["aria-label"] for tag, attrs in page.tags if tag == "section"] == ["附件1", "附件2", "附件3", "附件4"]
        assert sum(tag == "table" for tag, _ in page.tags) == 4

    def test_heads_of_tables_are_told_to_screen_readers(self, page):
        heads = [attrs for tag, attrs in page.tags if tag == "th"]
        assert heads and all(attrs["scope"] in ("col", "colgroup") for attrs in heads)
        assert {"scope": "colgroup", "colspan": "5"} in heads, "联审联批手续 heads five columns"

    def test_runs_nothing_and_fetches_nothing(self, page):
        assert not {"script", "link", "iframe", "object"} & {tag for tag, _ in page.tags}
        assert not [attrs for _, attrs in page.tags if any(key.startswith("on") or key in ("src", "href") for key in attrs)]

    def test_says_the_figures_of_the_paper(self, page):
        assert "投资完成率15.7%，低于时序进度（25.0%）9.3个百分点" in page.words

    def test_does_not_say_what_is_layout(self, page):
        assert "湛河区人民政府办公室文件" not in page.words
        assert "抄送" not in page.words


class TestTheCommand:
    def test_writes_the_page_and_lists_what_it_left_out(self, office, circular):
        done = docgen(office, "export", circular)
        assert done.returncode == 1, "a person should see that no note makes the paper public"
        assert "outputs/网站/" in done.stdout.replace("\\", "/")
        assert "附件2“项目单位联系人及电话”：联系人 60 处" in done.stdout
        assert "此件公开发布" in done.stderr

    def test_tells_a_program(self, office, circular):
        told = json.loads(docgen(office, "export", circular, "--to", "txt", "--json").stdout)
        assert [Path(file).suffix for file in told["files"]] == [".txt"]
        assert {"what": "责任人", "place": "附件2“责任人”", "count": 60} in told["withheld"]

    def test_leaves_a_page_that_a_person_edited_under_another_name(self, office, circular):
        docgen(office, "export", circular)
        page = next((office / "outputs" / "网站").glob("*.html"))
        page.write_text(page.read_text(encoding="utf-8").replace("总体进展", "总体情况"), encoding="utf-8")
        done = docgen(office, "export", circular)
        assert "人工修改1" in done.stdout + done.stderr
        assert "总体情况" in next(page.parent.glob("*人工修改1*")).read_text(encoding="utf-8")

    @pytest.mark.parametrize("content, words", [(b"no zip", "不是有效的 Word 文档"), (None, "找不到")])
    def test_says_what_it_cannot_read(self, office, tmp_path, content, words):
        file = tmp_path / "公文.docx"
        if content:
            file.write_bytes(content)
        done = docgen(office, "export", file)
        assert done.returncode == 2 and words in done.stderr and "Traceback" not in done.stderr


class TestMarkdown:
    def test_is_read_as_a_draft_again(self, office, circular, tmp_path):
        files = publish(circular, "md", Settings()).files
        draft = next(text for name, text in files.items() if name.endswith("通报.md"))
        (tmp_path / "文稿.md").write_text(draft, encoding="utf-8")
        done = docgen(office, "notice", tmp_path / "文稿.md")
        assert done.returncode in (0, 1), done.stderr
        made = next((office / "outputs" / "2021-04").glob("*通报.docx"))
        again, first = read_publication(made), read_publication(circular)
        assert [e for e in again.parts[0].elements if isinstance(e, Heading)] == [e for e in first.parts[0].elements if isinstance(e, Heading)]
        assert [e.text for e in again.parts[0].elements if isinstance(e, Paragraph)] == [
            e.text for e in first.parts[0].elements if isinstance(e, Paragraph)
        ]
        assert (again.title, again.number, again.date, again.addressees) == (first.title, first.number, first.date, first.addressees)

    def test_what_would_be_a_mark_stays_a_word(self):
        said = as_markdown(Publication("题", (Part("题", (Paragraph("# 不是标题*也不*是强调"),)),)))[""]
        assert "\\# 不是标题\\*也不\\*是强调" in said


def paper(*paragraphs: str, table: list[list[str]] | None = None) -> bytes:
    """A paper that docgen did not make, as offices send them round."""
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if table:
        made = document.add_table(len(table), len(table[0]))
        for row, texts in zip(made.rows, table, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    data = BytesIO()
    document.save(data)
    return data.getvalue()


FOREIGN = (
    "石桥县人民政府文件", "石政〔2021〕12号", "石桥县人民政府关于做好", "防汛工作的通知", "各乡镇人民政府：", "现将有关事项通知如下：",
    "一、提高认识", "各地要高度重视。", "（一）落实责任。逐级签订责任书。", "石桥县人民政府", "2021年5月8日", "（此件公开发布）",
    "附件", "值班安排表",
)  # fmt: skip


class TestPapersOfOthers:
    @pytest.fixture
    def foreign(self, tmp_path) -> Path:
        file = tmp_path / "别处来的.docx"
        file.write_bytes(paper(*FOREIGN, table=[["姓名", "手机号码", "值班日"], ["王强", "13800138000", "5月9日"]]))
        return file

    def test_are_told_by_their_words(self, foreign):
        read = read_publication(foreign)
        assert read.title == "石桥县人民政府关于做好防汛工作的通知"
        assert (read.number, read.issuer, read.date) == ("石政〔2021〕12号", "石桥县人民政府", "2021年5月8日")
        assert (read.addressees, read.note) == ("各乡镇人民政府", "此件公开发布")
        assert [e for e in read.parts[0].elements if isinstance(e, Heading)] == [Heading(1, "一、提高认识"), Heading(2, "（一）落实责任。", "逐级签订责任书。")]
        assert (read.parts[1].label, read.parts[1].title) == ("附件", "值班安排表")

    def test_lose_their_telephone_numbers(self, foreign):
        published = publish(foreign, "txt", Settings())
        assert "13800138000" not in "".join(published.files.values())
        assert [(each.what, each.count) for each in published.withheld] == [("手机", 1)]

    @pytest.mark.parametrize("number, told", [("石政〔2021〕12号", False), ("石政〔2021〕号", True), ("石政〔2021〕　　号", True)])
    def test_that_have_no_number_yet_are_told(self, tmp_path, number, told):
        file = tmp_path / "未编号.docx"
        file.write_bytes(paper(FOREIGN[0], number, *FOREIGN[2:12]))
        assert any("docgen issue" in problem.message for problem in publish(file, "html", Settings()).problems) == told

    @pytest.mark.parametrize("note", ["（此件不公开）", "（此件发至县处级）", "（此件依申请公开）"])
    def test_are_refused_where_they_are_not_for_everybody(self, tmp_path, note):
        file = tmp_path / "内部.docx"
        file.write_bytes(paper(*FOREIGN[:11], note))
        with pytest.raises(DocgenError, match="不能上网公开"):
            publish(file, "html", Settings())
        assert publish(file, "txt", Settings(), internal=True).withheld == ()

    def test_secret_ones_are_refused(self, tmp_path):
        file = tmp_path / "机密.docx"
        file.write_bytes(paper("机密★1年", *FOREIGN))
        with pytest.raises(DocgenError, match="机密★1年"):
            publish(file, "html", Settings())

    def test_hidden_text_comments_and_deleted_text_are_not_there(self, tmp_path):
        document = Document(BytesIO(paper(*FOREIGN)))
        hidden = document.paragraphs[5].add_run("隐藏的话")
        hidden.font.hidden = True
        document.add_comment(document.paragraphs[5].runs[0], text="批注的话", author="某人")
        file = tmp_path / "有批注.docx"
        document.save(file)
        for to in ("html", "txt", "md"):
            text = "".join(publish(file, to, Settings()).files.values())
            assert "隐藏的话" not in text and "批注的话" not in text and "某人" not in text


digits = st.text("0123456789", min_size=9, max_size=9)
gaps = st.sampled_from(["", "-", " ", "－", "—", "\u3000", "\u200b", "\n"])


@st.composite
def phones(draw) -> str:
    """Telephone numbers as people write them."""
    number = "1" + draw(st.sampled_from("3456789")) + draw(digits)
    gap = draw(gaps)
    written = draw(st.sampled_from([number, gap.join((number[:3], number[3:7], number[7:])), f"+86{gap}{number}"]))
    if draw(st.booleans()):
        written = f"0{number[2:5]}{gap if gap != chr(10) else '-'}{number[0]}{number[4:10]}"
    return written.translate(str.maketrans("0123456789", "０１２３４５６７８９")) if draw(st.booleans()) else written


def unseen(text: str) -> str:
    """The digits of a text, whatever stands between them."""
    return re.sub(r"\D", "", text.translate(str.maketrans("０１２３４５６７８９", "0123456789")))


class TestWhateverIsWithheld:
    @settings(max_examples=200, deadline=None)
    @given(phone=phones(), before=st.text("甲乙（：，联系", max_size=4), behind=st.text("丙丁）。", max_size=3))
    def test_no_telephone_number_is_anywhere_in_the_files(self, phone, before, behind):
        text = f"{before}{phone}{behind}"
        sheet = Sheet(((Cell("项目名称"), Cell("备注")), (Cell(text), Cell(text))), ((0, 1), (0, 1)), 1)
        parts = (Part(f"标题{text}", (Paragraph(text, bold=((0, 2),)), Heading(2, text, text), sheet)), Part(text, (sheet,), "附件"))
        public = withhold(Publication(f"标题{text}", parts, note=text, issuer=text), Publishing()).publication
        for made in (as_html(public), as_text(public), *as_markdown(public).values()):
            assert unseen(phone)[-8:] not in unseen(made)

    @given(amount=st.decimals(0, 10**9, places=2), year=st.integers(1990, 2030))
    def test_amounts_and_years_stay(self, amount, year):
        text = f"{year}年完成投资{amount:.2f}万元，{year}—{year + 3}年"
        assert withhold(Publication("题", (Part("题", (Paragraph(text),)),)), Publishing()).publication.parts[0].elements[0].text == text

    def test_a_label_hides_what_stands_behind_it(self):
        public = withhold(Publication("题", (Part("题", (Paragraph("联系人：张主任，电话：5550100。"),)),)), Publishing())
        assert public.publication.parts[0].elements[0].text == f"联系人：{PUT_INSTEAD}，电话：{PUT_INSTEAD}。"

    def test_a_name_that_stands_elsewhere_too_is_told(self):
        sheet = Sheet(((Cell("单位"), Cell("联系人")), (Cell("某局"), Cell("李春明"))), ((0, 1), (0, 1)), 1)
        public = withhold(Publication("题", (Part("题", (Paragraph("由李春明负责。"), sheet)),)), Publishing())
        assert public.elsewhere == ("李春明",)
        assert not withhold(Publication("题", public.publication.parts), Publishing()).elsewhere

    def test_who_may_be_shown_is_shown(self):
        public = withhold(Publication("题", (Part("题", (Paragraph("责任人：李春明"),)),)), Publishing(keep=("李春明",)))
        assert public.publication.parts[0].elements[0].text == "责任人：李春明"


class TestPictures:
    def test_lose_what_their_files_tell_of_place_and_author(self):
        exif = b"\xff\xe1\x00\x0eExif\x00\x00 secret"
        jpeg = b"\xff\xd8" + b"\xff\xe0\x00\x04JF" + exif[:16] + b"\xff\xda\x00\x02data\xff\xd9behind"
        assert clean_picture(jpeg, "image/jpeg").data == b"\xff\xd8\xff\xe0\x00\x04JF\xff\xda\x00\x02data\xff\xd9"

    def test_that_browsers_cannot_show_are_told(self):
        assert clean_picture(b"\x01\x00\x00\x00 EMF", "image/x-emf") is None


class TestCharts:
    def test_become_the_tables_they_were_drawn_from(self, sample_office, tmp_path):
        office = Path(shutil.copytree(sample_office, tmp_path / "office"))
        own = office / "docgen.toml"
        own.write_text(re.sub(r'(?m)^charts = .*$', 'charts = "原生"', own.read_text(encoding="utf-8")), encoding="utf-8")
        assert docgen(office, "circular", "--period", "2021-03").returncode in (0, 1)
        read = read_publication(next((office / "outputs" / "2021-03").glob("*通报.docx")))
        tables = [element for element in read.parts[0].elements if isinstance(element, Sheet)]
        units = {row[0].text: [cell.text for cell in row[1:]] for row in tables[-1].rows}
        assert units["高阳路街道"][0] == "18.0%" and units[""] == ["投资完成率", "时序进度"]
        assert read.omitted == ()
