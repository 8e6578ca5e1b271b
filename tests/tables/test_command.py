"""``docgen table`` as a clerk calls it."""

from pathlib import Path

import openpyxl
from docx import Document

from docgen.papers.tables import TABLES
from tests.support.office import DATA, docgen
from tests.support.ooxml import errors


def test_it_writes_both_formats_and_prints_their_paths(own_office: Path):
    done = docgen(own_office, "table", "排名表", "--period", "2021-03")
    assert done.returncode == 0, done.stderr
    paths = [Path(line) for line in done.stdout.splitlines()]
    assert [path.name for path in paths] == ["排名表.docx", "排名表.xlsx"]
    assert Document(paths[0]).tables[0].rows[1].cells[1].text == "高阳路街道"
    assert openpyxl.load_workbook(paths[1]).active["B4"].value == "高阳路街道"


def test_word_and_excel_show_the_same_words(own_office: Path):
    docgen(own_office, "table", "在建项目进展情况表", "--period", "2021-03")
    folder = own_office / "outputs" / "2021-03"
    lines = Document(folder / "在建项目进展情况表.docx").tables[0].rows
    sheet = openpyxl.load_workbook(folder / "在建项目进展情况表.xlsx").active
    for number, line in enumerate(lines[2:], 5):
        shown = [sheet.cell(number, column).value for column in range(1, 23)]
        # Word breaks a document number between lines where its column is narrow
        assert [cell.text.replace("〕\n", "〕") for cell in line.cells] == ["" if value is None else str(value) for value in shown]


def test_the_list_names_every_table_and_help_tells_of_the_list(tmp_path: Path):
    words = docgen(tmp_path, "table", "--list").stdout
    assert [name for name in TABLES if f"{name}　" not in words] == []
    assert "docgen table --list" in docgen(tmp_path, "table", "--help").stdout


def test_one_format_alone_and_a_pdf_of_it(own_office: Path):
    done = docgen(own_office, "table", "报送情况表", "--period", "2021-03", "--format", "docx", "--pdf")
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in (own_office / "outputs" / "2021-03").iterdir()) == ["报送情况表.docx", "报送情况表.pdf"]


def test_running_again_changes_no_byte(own_office: Path):
    def content() -> dict[str, bytes]:
        done = docgen(own_office, "table", "滞后项目清单", "--period", "2021-03")
        assert done.returncode == 0
        return {path.name: path.read_bytes() for path in (own_office / "outputs" / "2021-03").iterdir()}

    assert content() == content()


def test_every_table_passes_the_open_xml_sdk(own_office: Path):
    assert docgen(own_office, "import", DATA / "chenzhai-2020-03.xlsx", "--period", "2020-03").returncode in (0, 1)
    assert docgen(own_office, "import", DATA / "luanchuan-2018.xlsx", "--period", "2018").returncode in (0, 1)
    periods = {"清单表": "2020-03", "目标任务分解一览表": "2018"}
    monthly = [name for name, kind in TABLES.items() if kind.monthly]
    for name in monthly:
        done = docgen(own_office, "table", name, "--period", periods.get(name, "2021-03"))
        assert done.returncode == 0, done.stderr
    files = sorted((own_office / "outputs").glob("20*/*"))
    assert len(files) == 2 * len(monthly)
    assert errors(*files) == []


def test_the_built_templates_pass_the_open_xml_sdk(templates: Path):
    # the same two builders make all of them
    names = [name for name, kind in TABLES.items() if kind.monthly or name == "手续办理摸底表"]
    assert errors(*(templates / f"{name}{suffix}" for name in names for suffix in (".docx", ".xlsx"))) == []


def test_the_workspaces_own_template_is_used(own_office: Path, templates: Path):
    own = own_office / "templates" / "tables"
    own.mkdir(parents=True)
    book = openpyxl.load_workbook(templates / "排名表.xlsx")
    book.active["B3"] = "乡镇（街道）"
    book.save(own / "排名表.xlsx")
    docgen(own_office, "table", "排名表", "--period", "2021-03", "--format", "xlsx")
    assert openpyxl.load_workbook(own_office / "outputs" / "2021-03" / "排名表.xlsx").active["B3"].value == "乡镇（街道）"


def test_a_broken_template_is_named_and_nothing_is_written(own_office: Path, templates: Path):
    own = own_office / "templates" / "tables"
    own.mkdir(parents=True)
    book = openpyxl.load_workbook(templates / "排名表.xlsx")
    book.active["B4"] = "{{ row.unti }}"
    book.save(own / "排名表.xlsx")
    done = docgen(own_office, "table", "排名表", "--period", "2021-03", "--format", "xlsx")
    assert done.returncode == 2
    assert "排名表.xlsx 排名表 B4" in done.stderr
    assert "是否为“unit”" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (own_office / "outputs" / "2021-03").exists()


def test_a_wrong_name_is_answered_with_the_nearest(own_office: Path):
    done = docgen(own_office, "table", "排名", "--period", "2021-03")
    assert done.returncode == 2
    assert "没有“排名”这张表，是否为“排名表”" in done.stderr


def test_a_table_without_a_row_is_not_written(own_office: Path):
    done = docgen(own_office, "table", "目标任务分解一览表", "--period", "2021-03")
    assert done.returncode == 1
    assert "2021年3月份没有应列入目标任务分解一览表的项目" in done.stderr
    assert not (own_office / "outputs" / "2021-03").exists()


def test_a_table_that_a_sheet_tells_of_names_the_paper_that_it_comes_with(sample_office):
    done = docgen(sample_office, "table", "考核得分表", "--period", "2021-03")
    assert done.returncode == 1
    assert "考核得分表随公文生成，是它的附件：请运行 docgen circular --kind 考核通报 --file 考核打分表.xlsx --period 2021-03" in done.stderr
