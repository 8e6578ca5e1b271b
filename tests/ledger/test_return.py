"""Return copies of workbooks: the unit's own file, untouched but for marks, a list before it, and readable again."""

from __future__ import annotations

import io
import random
import shutil
import zipfile
from pathlib import Path

import openpyxl
import pytest
from lxml import etree
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from PIL import Image as Picture

from docgen.ledger.period import Period
from docgen.ledger.reading.submission import read_submission
from docgen.ledger.returning.copies import return_copy
from docgen.ledger.returning.packing import is_untouched
from docgen.ledger.returning.styles import RED, YELLOW
from docgen.problem import ERROR, REMINDER, DocgenError, Problem
from tests.ledger.workbooks import BUILDING, TITLE, UNIT_LINE, building, project, write
from tests.support import ooxml, pdf
from tests.support.office import docgen, printed

QUOTED = "O'Neil 的 表"
MARCH = "2021年3月份"


@pytest.fixture(scope="module")
def rich(tmp_path_factory) -> Path:
    """A unit's workbook with all that a careless program loses: chart, picture, lists, rules, names, comments."""
    path = tmp_path_factory.mktemp("rich") / "曹镇乡.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = QUOTED
    for row in (TITLE, UNIT_LINE, BUILDING, project("甲路"), project("乙水厂", number=2), project("丙大桥", number=3)):
        sheet.append([value if value != "" else None for value in row])
    sheet.merge_cells("A1:I1")
    sheet.merge_cells("C4:C6")
    sheet["D4"].font, sheet["D4"].number_format = Font(bold=True, color="FF0000FF"), "#,##0.00"
    sheet["D4"].fill = PatternFill("solid", fgColor="FFCCFFCC")
    sheet["E4"].alignment = Alignment(horizontal="right")
    sheet["K4"] = "=SUM(D4:D6)"
    sheet["D4"].comment = Comment("张三：已与财政核对", "张三")
    sheet["B5"].comment = Comment("李四：名称待定", "李四")
    sheet.column_dimensions["G"].hidden = True
    sheet.freeze_panes = "C4"
    sheet.add_data_validation(choice := DataValidation("list", formula1='"工业,农业"'))
    choice.add("C4:C6")
    sheet.conditional_formatting.add("D4:D6", CellIsRule("greaterThan", ["500"], fill=PatternFill("solid", bgColor="FFFFFF00")))
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=4, min_row=4, max_row=6))
    sheet.add_chart(chart, "M2")
    dot = io.BytesIO()
    Picture.new("RGB", (8, 8), "red").save(dot, "PNG")
    sheet.add_image(Image(dot), "M20")
    other = book.create_sheet("说明")
    other["A1"] = "填报说明"
    book.defined_names["总投资"] = DefinedName("总投资", attr_text=f"'{QUOTED.replace(chr(39), chr(39) * 2)}'!$D$4:$D$6")
    other.defined_names["说明处"] = DefinedName("说明处", attr_text="说明!$A$1")
    sheet.print_title_rows = "1:3"
    book.active = 1
    book.save(path)
    return path


PROBLEMS = (
    Problem("总投资“约1000”不是确数，按 1000 万元读入", "曹镇乡.xlsx", QUOTED, "D4", REMINDER),
    Problem("本月完成投资 10 万元，大于年度完成投资 3 万元：请核对两格", "曹镇乡.xlsx", QUOTED, "E5", REMINDER),
    Problem("应为金额，现为文字“待定”：请只填数字，没有的填“/”", "曹镇乡.xlsx", QUOTED, "D4", ERROR),
    Problem("行业领域不认识：请改正", "曹镇乡.xlsx", QUOTED, "C6", REMINDER),
    Problem("这里空着：请补填", "曹镇乡.xlsx", QUOTED, "AA9", REMINDER),
    Problem("在建项目进展情况表少了“丁公园”：漏报的请补报", "曹镇乡.xlsx", QUOTED, "", REMINDER),
)


@pytest.fixture(scope="module")
def returned(rich, tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("returned") / "曹镇乡（退回）.xlsx"
    path.write_bytes(return_copy(rich, rich.name, MARCH, PROBLEMS).content)
    return path


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {entry.filename: archive.read(entry) for entry in archive.infolist()}


def faults(path: Path) -> set[str]:
    """What the validator finds wrong, without the file's name."""
    return {line.partition(" ")[2] for line in ooxml.errors(path)}


def colour(cell) -> str:
    return cell.fill.fgColor.rgb if cell.fill.fill_type else ""


def look(cell) -> tuple:
    return cell.value, cell.number_format, *map(repr, (cell.font, cell.fill, cell.border, cell.alignment))


class TestMarks:
    def test_each_problem_cell_is_coloured_by_its_worst_problem(self, returned):
        sheet = openpyxl.load_workbook(returned)[QUOTED]
        assert (colour(sheet["D4"]), colour(sheet["E5"]), colour(sheet["AA9"])) == (RED, YELLOW, YELLOW)

    def test_a_joined_cell_is_marked_where_it_shows(self, returned):
        sheet = openpyxl.load_workbook(returned)[QUOTED]
        assert colour(sheet["C4"]) == YELLOW and "行业领域" in sheet["C4"].comment.text

    def test_a_marked_cell_keeps_the_rest_of_its_look(self, returned):
        cell = openpyxl.load_workbook(returned)[QUOTED]["D4"]
        assert (cell.font.bold, cell.font.color.rgb, cell.number_format, cell.value) == (True, "FF0000FF", "#,##0.00", 1000)

    def test_no_other_cell_changes_its_look(self, rich, returned):
        before, after = openpyxl.load_workbook(rich)[QUOTED], openpyxl.load_workbook(returned)[QUOTED]
        marked = {"D4", "E5", "C4", "AA9"}
        for row in before.iter_rows():
            for cell in row:
                if cell.coordinate not in marked:
                    assert look(cell) == look(after[cell.coordinate])

    def test_the_comment_says_what_to_do_with_the_number_on_the_list(self, returned):
        comment = openpyxl.load_workbook(returned)[QUOTED]["E5"].comment
        assert comment.author == "docgen"
        assert comment.text.endswith("3. 提醒：本月完成投资 10 万元，大于年度完成投资 3 万元：请核对两格")

    def test_a_persons_comment_is_kept_and_added_to(self, returned):
        sheet = openpyxl.load_workbook(returned)[QUOTED]
        assert sheet["D4"].comment.text.startswith("张三：已与财政核对\n")
        assert "请只填数字" in sheet["D4"].comment.text and "不是确数" in sheet["D4"].comment.text
        assert (sheet["B5"].comment.text, sheet["B5"].comment.author) == ("李四：名称待定", "李四")

    def test_a_long_comment_has_a_larger_box(self, rich, tmp_path):
        def rows_covered(message: str) -> int:
            copy = return_copy(rich, rich.name, MARCH, (Problem(message, rich.name, QUOTED, "E5"),)).content
            (tmp_path / "a.xlsx").write_bytes(copy)
            drawing = next(content for name, content in parts(tmp_path / "a.xlsx").items() if name.endswith(".vml") and b">4</x:Row>" in content)
            shape = next(text for text in drawing.decode().split("<v:shape ") if "<x:Row>4</x:Row>" in text and "<x:Column>4<" in text)
            numbers = [int(number) for number in shape.partition("<x:Anchor>")[2].partition("<")[0].split(",")]
            return numbers[6] - numbers[2]

        assert rows_covered("请核对" * 100) > rows_covered("请核对") > 0


class TestChecklist:
    def test_it_is_the_first_sheet_and_the_one_that_opens(self, returned):
        book = openpyxl.load_workbook(returned)
        assert book.sheetnames == ["核对清单", QUOTED, "说明"]
        assert book.active.title == "核对清单"
        assert [bool(sheet.sheet_view.tabSelected) for sheet in book] == [True, False, False]

    def test_it_says_what_whose_and_what_to_do(self, returned):
        sheet = openpyxl.load_workbook(returned)["核对清单"]
        assert sheet["A2"].value == "docgen 核对　曹镇乡.xlsx　2021年3月份　错误 1 处、提醒 5 处"
        assert "必须改正" in sheet["A3"].value and "直接保存本文件报回" in sheet["A3"].value

    def test_errors_come_first_with_the_project_and_what_stands_there(self, returned):
        rows = list(openpyxl.load_workbook(returned)["核对清单"].iter_rows(min_row=4, values_only=True))
        assert rows[0] == ("序号", "级别", "位置", "项目", "现填内容", "发现的问题", "请这样办")
        assert rows[1] == ("1", "错误", f"{QUOTED} D4", "甲路", "1000", "应为金额，现为文字“待定”", "请只填数字，没有的填“/”")
        assert rows[5][4] == "（空）" and len(rows) == 7

    def test_a_click_goes_to_the_cell_also_in_a_sheet_with_a_quote_in_its_name(self, returned):
        sheet = openpyxl.load_workbook(returned)["核对清单"]
        assert sheet["C5"].hyperlink.location == "'O''Neil 的 表'!D4"

    def test_a_problem_without_a_cell_stands_on_the_list_only(self, returned):
        book = openpyxl.load_workbook(returned)
        assert book["核对清单"]["C10"].value == QUOTED and "丁公园" in book["核对清单"]["F10"].value
        assert all("丁公园" not in cell.comment.text for row in book[QUOTED].iter_rows() for cell in row if cell.comment)

    def test_it_prints_on_a4_and_the_workbook_opens_in_libreoffice(self, returned):
        page = pdf.pages(printed(returned))[0]
        assert (round(page.width), round(page.height)) == (297, 210)
        assert "核对清单" in page.text and "丁公园" in page.text.replace("\n", "")

    def test_a_workbook_that_has_such_a_sheet_of_its_own_keeps_it(self, tmp_path):
        path = write(tmp_path / "a.xlsx", (("核对清单",), ("本单位自查",)), names=("核对清单",))
        (tmp_path / "b.xlsx").write_bytes(return_copy(path, path.name, "", (Problem("请改", path.name, "核对清单", "A2"),)).content)
        assert openpyxl.load_workbook(tmp_path / "b.xlsx").sheetnames == ["核对清单2", "核对清单"]


class TestUntouched:
    def test_the_validator_finds_nothing_that_was_not_there_before(self, rich, returned):
        assert faults(returned) <= faults(rich)

    def test_charts_pictures_and_drawings_stay_byte_for_byte(self, rich, returned):
        before, after = parts(rich), parts(returned)
        kept = [name for name in before if name.startswith(("xl/charts/", "xl/media/", "xl/theme/")) or "drawings/drawing" in name]
        assert len(kept) >= 4
        assert all(before[name] == after[name] for name in kept)

    def test_lists_rules_joined_cells_formulas_and_panes_stay(self, rich, returned):
        def told(path: Path) -> list[bytes]:
            root = etree.fromstring(next(c for n, c in parts(path).items() if n == "xl/worksheets/sheet1.xml"))
            names = ("dataValidations", "conditionalFormatting", "mergeCells", "cols", "pageSetup", "drawing")
            return [etree.tostring(found) for name in names for found in root.iter(f"{{*}}{name}")] + [
                etree.tostring(found) for name in ("f", "pane") for found in root.iter(f"{{*}}{name}")
            ]

        assert len(told(rich)) >= 6 and told(returned) == told(rich)

    def test_names_still_mean_their_own_sheets(self, returned):
        book = openpyxl.load_workbook(returned)
        assert book.defined_names["总投资"].attr_text == "'O''Neil 的 表'!$D$4:$D$6"
        assert list(book["说明"].defined_names) == ["说明处"] and not book[QUOTED].defined_names
        assert book[QUOTED].print_title_rows == "$1:$3" and book["说明"].print_title_rows is None

    def test_a_workbook_with_macros_keeps_them_and_its_kind(self, rich, tmp_path):
        path, content = tmp_path / "曹镇乡.xlsm", parts(rich)
        types = content["[Content_Types].xml"].replace(b"openxmlformats-officedocument.spreadsheetml.sheet.main", b"ms-excel.sheet.macroEnabled.main")
        content["[Content_Types].xml"] = types.replace(b"</Types>", b'<Override PartName="/xl/vbaProject.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>')
        content["xl/_rels/workbook.xml.rels"] = content["xl/_rels/workbook.xml.rels"].replace(
            b"</Relationships>", b'<Relationship Id="vba" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="vbaProject.bin"/></Relationships>'
        )  # fmt: skip
        content["xl/vbaProject.bin"] = b"\xd0\xcf\x11\xe0macro"
        with zipfile.ZipFile(path, "w") as archive:
            for name, part in content.items():
                archive.writestr(name, part)
        copy = return_copy(path, path.name, MARCH, PROBLEMS)
        (tmp_path / "b.xlsm").write_bytes(copy.content)
        assert copy.suffix == ".xlsm"
        assert parts(tmp_path / "b.xlsm")["xl/vbaProject.bin"] == content["xl/vbaProject.bin"]
        assert ooxml.errors(tmp_path / "b.xlsm") == [line.replace("曹镇乡", "b") for line in ooxml.errors(path)]

    def test_the_same_file_and_problems_give_the_same_bytes(self, rich, returned):
        assert return_copy(rich, rich.name, MARCH, PROBLEMS).content == returned.read_bytes()

    def test_docgen_knows_its_own_untouched_copy(self, returned, tmp_path):
        assert is_untouched(returned.read_bytes())
        openpyxl.load_workbook(returned).save(tmp_path / "edited.xlsx")
        assert not is_untouched((tmp_path / "edited.xlsx").read_bytes())


class TestComingBack:
    @pytest.fixture
    def copy(self, tmp_path) -> Path:
        path = building(tmp_path / "曹镇乡.xlsx", project("甲路", month=40, year=30), project("乙水厂", "约1000", number=2))
        found = read_submission(path, Period.parse("2021-03"))
        assert found.reminders
        (tmp_path / "曹镇乡（退回）.xlsx").write_bytes(return_copy(path, path.name, MARCH, found.reminders).content)
        return tmp_path / "曹镇乡（退回）.xlsx"

    def test_a_return_copy_is_read_like_the_file_and_its_list_passed_over(self, copy):
        before, after = (read_submission(path, Period.parse("2021-03")) for path in (copy.with_name("曹镇乡.xlsx"), copy))
        assert after.unit == "曹镇乡"
        assert [(r.name, r.total_investment) for r in after.reports] == [(r.name, r.total_investment) for r in before.reports]
        assert [(p.message, p.cell) for p in after.reminders] == [(p.message, p.cell) for p in before.reminders]

    def test_it_is_read_also_after_excel_saved_it(self, copy):
        openpyxl.load_workbook(copy).save(copy)
        assert len(read_submission(copy, Period.parse("2021-03")).reports) == 2

    def test_a_second_return_takes_the_former_marks_off(self, copy, tmp_path):
        book = openpyxl.load_workbook(copy)
        book["附件1"]["D5"] = 1000
        book.save(copy)
        again = return_copy(copy, copy.name, MARCH, (Problem("请核对", copy.name, "附件1", "E4", REMINDER),))
        (tmp_path / "again.xlsx").write_bytes(again.content)
        book = openpyxl.load_workbook(tmp_path / "again.xlsx")
        sheet = book["附件1"]
        assert book.sheetnames == ["核对清单", "附件1"]
        assert (colour(sheet["D5"]), sheet["D5"].comment) == ("", None)
        assert colour(sheet["E4"]) == YELLOW and sheet["E4"].comment.text.count("docgen") == 1
        assert faults(tmp_path / "again.xlsx") <= faults(copy)


class TestOtherFormats:
    def test_an_old_workbook_comes_back_as_xlsx_and_says_so(self, old_book, tmp_path):
        copy = return_copy(old_book, old_book.name, MARCH, (Problem("请改正", old_book.name, "在建", "D4"),))
        (tmp_path / "a.xlsx").write_bytes(copy.content)
        book = openpyxl.load_workbook(tmp_path / "a.xlsx")
        assert copy.suffix == ".xlsx" and "退回件已转为 .xlsx" in book["核对清单"]["A3"].value
        assert colour(book["在建"]["D4"]) == RED and "A1:K1" in map(str, book["在建"].merged_cells.ranges)
        assert ooxml.errors(tmp_path / "a.xlsx") == []

    def test_a_text_table_comes_back_as_a_workbook_whose_texts_stay_texts(self, tmp_path):
        path = tmp_path / "曹镇乡.csv"
        path.write_bytes("序号,项目名称,总投资\n1,=cmd|甲路,abc\n".encode("gb18030"))
        copy = return_copy(path, path.name, "", (Problem("应为金额，现为“abc”：请只填数字", path.name, "表1", "C2"),))
        (tmp_path / "a.xlsx").write_bytes(copy.content)
        book = openpyxl.load_workbook(tmp_path / "a.xlsx")
        assert (book["表1"]["B2"].value, book["表1"]["B2"].data_type) == ("=cmd|甲路", "s")
        assert colour(book["表1"]["C2"]) == RED and "只保留了各格的内容" in book["核对清单"]["A3"].value
        assert ooxml.errors(tmp_path / "a.xlsx") == []


class TestSpoilt:
    def test_whatever_is_broken_inside_is_told_and_never_thrown(self, rich, tmp_path):
        draw = random.Random(4)
        outcomes = set()
        for number in range(120):
            content = parts(rich)
            name = draw.choice([name for name in content if name.endswith((".xml", ".rels", ".vml"))])
            spoilt = bytearray(content[name])
            for _ in range(draw.randint(1, 6)):
                place = draw.randrange(len(spoilt))
                spoilt[place : place + draw.randint(0, 12)] = bytes(draw.randrange(32, 127) for _ in range(draw.randint(0, 12)))
            content[name] = bytes(spoilt)
            path = tmp_path / f"{number}.xlsx"
            with zipfile.ZipFile(path, "w") as archive:
                for part, data in content.items():
                    archive.writestr(part, data)
            try:
                return_copy(path, path.name, MARCH, PROBLEMS)
                outcomes.add("marked")
            except DocgenError as error:
                assert str(error)
                outcomes.add("told")
        assert outcomes == {"marked", "told"}


class TestCommand:
    @pytest.fixture
    def office(self, tmp_path) -> Path:
        (workspace := tmp_path / "office").mkdir()
        building(tmp_path / "报送" / "曹镇乡.xlsx", project("甲路", "待评审"))
        building(tmp_path / "报送" / "北渡街道.xlsx", project("乙水厂", month=40, year=30))
        building(tmp_path / "报送" / "马庄街道.xlsx", project("丙大桥"))
        (tmp_path / "报送" / "高阳路街道.xlsx").write_bytes(b"PK\x03\x04broken")
        return workspace

    def run(self, office: Path, *words: str | Path):
        return docgen(office, "import", office.parent / "报送", "--period", "2021-03", "--return", office.parent / "退回", *words)

    def test_files_with_a_problem_get_a_copy_and_the_others_none(self, office):
        done = self.run(office)
        assert done.returncode == 1
        assert sorted(path.name for path in (office.parent / "退回").iterdir()) == ["北渡街道（退回）.xlsx", "曹镇乡（退回）.xlsx"]
        assert "退回件 2 份；另有 1 个文件没有问题，不用退回" in done.stdout
        assert "高阳路街道.xlsx 做不成退回件" in done.stderr

    def test_a_refused_file_is_told_all_that_is_odd_in_one_go(self, office):
        building(office.parent / "报送" / "曹镇乡.xlsx", project("甲路", "待评审"), project("丁公园", month=40, year=30, number=2))
        self.run(office)
        sheet = openpyxl.load_workbook(office.parent / "退回" / "曹镇乡（退回）.xlsx")["核对清单"]
        assert [(row[1].value, row[2].value) for row in sheet.iter_rows(min_row=5)] == [("错误", "附件1 D4"), ("提醒", "附件1 E5")]

    def test_a_copy_that_a_person_edited_is_kept(self, office):
        self.run(office)
        copy = office.parent / "退回" / "曹镇乡（退回）.xlsx"
        first = copy.read_bytes()
        openpyxl.load_workbook(copy).save(copy)
        done = self.run(office)
        kept = copy.with_name("曹镇乡（退回）（人工修改1）.xlsx")
        assert kept.exists() and not is_untouched(kept.read_bytes()) and copy.read_bytes() == first
        assert "曾经人工修改" in done.stderr
        self.run(office)
        assert len(list(copy.parent.iterdir())) == 3

    def test_a_file_to_import_is_never_written_over(self, office):
        self.run(office)
        copies = office.parent / "退回"
        before = (copies / "曹镇乡（退回）.xlsx").read_bytes()
        done = docgen(office, "import", copies / "曹镇乡（退回）.xlsx", "--period", "2021-03", "--return", copies)
        assert done.returncode == 2 and (copies / "曹镇乡（退回）.xlsx").read_bytes() == before
        assert (copies / "曹镇乡（退回2）.xlsx").exists()

    def test_copies_do_not_go_among_the_files_to_import(self, office):
        folder = office.parent / "报送"
        done = docgen(office, "import", folder, "--period", "2021-03", "--return", folder / "退回")
        assert done.returncode == 2 and "下次导入会把它们一起读入" in done.stderr and not (folder / "退回").exists()

    def test_folders_stay_folders(self, office):
        shutil.rmtree(office.parent / "报送")
        building(office.parent / "报送" / "乡镇" / "曹镇乡.xlsx", project("甲路", month=40, year=30))
        self.run(office)
        assert (office.parent / "退回" / "乡镇" / "曹镇乡（退回）.xlsx").exists()

    def test_a_file_that_only_the_office_can_settle_is_not_sent_back(self, office):
        building(office.parent / "报送" / "补报" / "曹镇乡.xlsx", project("甲路"))
        building(office.parent / "报送" / "曹镇乡.xlsx", project("甲路"))
        done = self.run(office, "--check")
        assert "同为曹镇乡" in done.stderr
        assert [path.name for path in (office.parent / "退回").iterdir()] == ["北渡街道（退回）.xlsx"]

    def test_a_program_is_told_the_paths(self, office):
        import json

        told = json.loads(self.run(office, "--json").stdout)["returned"]
        assert {item["file"]: bool(item["path"]) for item in told} == {"曹镇乡.xlsx": True, "北渡街道.xlsx": True, "高阳路街道.xlsx": False}
