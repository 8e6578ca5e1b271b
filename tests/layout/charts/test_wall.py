"""The wall chart: every project and node is on the sheet, in words that can be selected, in signs that need no colour."""

import io
import json
from datetime import date
from pathlib import Path

import pdfplumber
import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from docgen.figures.loading import figures_of
from docgen.layout.charts import signs
from docgen.layout.charts.sheet import A1, A3, LINE_PITCH, SHEETS, fitted, in_lines, pages, width
from docgen.papers.charts.wall import FINISHED, OVERDUE, PLANNED, UNTOLD, Group, Row, WallChart, wall_chart
from docgen.settings.reading import load
from tests.support.office import DATA, ROOT, docgen
from tests.support.ooxml import errors

COUNTY = ROOT / "data" / "栾川县.toml"
A3_CHART = "栾川县2018年重点项目挂图作战图（A3）"
A1_CHART = "栾川县2018年重点项目挂图作战图（A1）"


@pytest.fixture(scope="module")
def county(tmp_path_factory) -> Path:
    """An office with the county's 99 projects, drawn on A3 and A1."""
    office = tmp_path_factory.mktemp("wall")
    (office / "docgen.toml").write_bytes(COUNTY.read_bytes())
    assert docgen(office, "import", DATA / "luanchuan-2018.xlsx", "--period", "2018").returncode == 0
    done = docgen(office, "chart", "--period", "2018", "--as-of", "2018-06-10", "--format", "pdf,svg")
    assert done.returncode == 0 and "Warning" not in done.stderr, done.stderr
    done = docgen(office, "chart", "--period", "2018", "--as-of", "2018-06-10", "--paper", "A1", "--format", "pdf,docx")
    assert done.returncode == 0 and "Word 的页面" in done.stderr, done.stderr
    return office


def text_of(path: Path) -> str:
    with pdfplumber.open(path) as pdf:
        return "".join(page.extract_text() for page in pdf.pages)


def test_all_99_projects_stand_on_one_a1_sheet_and_on_a_few_a3_ones(county):
    truth = json.loads((DATA / "luanchuan-2018.truth.json").read_text(encoding="utf-8"))["projects"]
    for name, sheets, size in ((A1_CHART, 1, (841, 594)), (A3_CHART, 3, (420, 297))):
        path = county / "outputs" / "2018" / f"{name}.pdf"
        with pdfplumber.open(path) as pdf:
            assert len(pdf.pages) == sheets
            assert [(round(page.width / 72 * 25.4), round(page.height / 72 * 25.4)) for page in pdf.pages] == [size] * sheets
        told = text_of(path)
        for project in truth:
            assert project["name"] in told
        assert told.count("完成前期手续") == told.count("主体施工") == 99
        assert "截至2018年6月10日" in told and "99个项目" in told and UNTOLD in told


def test_its_fonts_are_in_the_pdf_as_text(county):
    from pypdfium2 import PdfDocument

    with pdfplumber.open(county / "outputs" / "2018" / f"{A1_CHART}.pdf") as pdf:
        fonts = {char["fontname"] for char in pdf.pages[0].chars}
    assert all("+" in font for font in fonts), fonts  # a tag before the name: a subset within the file
    assert PdfDocument(county / "outputs" / "2018" / f"{A1_CHART}.pdf")[0].get_textpage().get_text_range().count("项目") >= 99


def test_the_same_ledger_draws_the_same_files(county, tmp_path):
    made = {path: path.read_bytes() for path in (county / "outputs" / "2018").glob("*A3*")}
    assert len(made) == 4  # the PDF, and an SVG a sheet
    for path in made:
        path.unlink()
    done = docgen(county, "chart", "--period", "2018", "--as-of", "2018-06-10", "--format", "pdf,svg", PYTHONHASHSEED="7")
    assert done.returncode == 0, done.stderr
    assert {path: path.read_bytes() for path in made} == made


def test_word_gets_an_a3_page_with_the_whole_sheet_as_a_picture(county):
    path = county / "outputs" / "2018" / f"{A1_CHART}.docx"
    document = Document(path)
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (420, 297)
    [shape] = document.inline_shapes
    assert shape.width.mm <= 410 and shape.height.mm <= 287
    assert shape.width / shape.height == pytest.approx(841 / 594, rel=0.01)
    assert errors(path) == []


@pytest.fixture(scope="module")
def told(tmp_path_factory) -> dict:
    """What the chart says of nodes that are done, late, untold and to come."""
    office = tmp_path_factory.mktemp("nodes")
    book = Workbook()
    sheet = book.active
    sheet.append(["曹镇乡2021年重点项目目标任务分解一览表"])
    sheet.append(["序号", "体系", "项目名称", "建设规模及内容", "建设年限", "总投资（万元）", "年度计划投资（万元）", "时间节点", "", "", "", "一季度完成情况", "形象进度", "责任单位及责任人", "业主单位及法人代表"])
    sheet.append([""] * 7 + ["一季度", "二季度", "三季度", "四季度"])
    sheet.merge_cells("H2:K2")
    for column in "ABCDEFGLMNO":
        sheet.merge_cells(f"{column}2:{column}3")
    for row in (
        ["1", "产业", "厂房项目", "厂房", "2020-2022", 20000, 8000, "完成环评批复", "开工建设", "主体封顶", "完成投资", "已于2月20日完成", "环评已批复", "某局 王某", "某公司 李某"],
        ["2", "产业", "农业项目", "农田", "2021", 20000, 8000, "完成征地", "开工建设", "主体封顶", "完成投资", "正在进行", "征地正在进行", "某局 王某", "某公司 李某"],
        ["3", "市场", "市场项目", "市场", "2021", 20000, 8000, "完成前期", "开工建设", "主体封顶", "竣工", "", "", "某局 王某", "某公司 李某"],
    ):
        sheet.append(row)
    book.save(office / "节点.xlsx")
    assert docgen(office, "import", office / "节点.xlsx", "--period", "2021-04").returncode == 0
    done = docgen(office, "chart", "--period", "2021-04", "--json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    return found | {"text": text_of(Path(found["files"][0]))}


def test_nodes_are_counted_by_how_they_stand(told):
    assert told["nodes"] == {FINISHED: 1, PLANNED: 9, OVERDUE: 1, UNTOLD: 1}
    assert told["as_of"] == "2021-04-30"


def test_the_legend_names_the_signs_that_occur_and_no_others(told):
    assert all(words in told["text"] for words in ("计划完成的节点", "已完成", "实际完成日期", OVERDUE, UNTOLD, "计划竣工"))
    assert "红色" not in told["text"]


def test_building_ends_where_a_column_of_its_own_says_so(tmp_path):
    book = Workbook()
    book.active.append(["2021年3月在建项目进展情况表（单位：万元）"])
    book.active.append(["序号", "项目名称", "总投资", "年度计划投资", "年度完成投资", "开工时间", "计划竣工时间", "形象进度"])
    for number, finish in enumerate(("2021年8月", "2021.10", date(2021, 6, 30), "2022年底", ""), 1):
        book.active.append([number, f"厂房项目{number}", 20000, 8000, 1000, "2020年5月", finish, "主体施工"])
    book.save(tmp_path / "曹镇乡.xlsx")
    assert docgen(tmp_path, "import", tmp_path / "曹镇乡.xlsx", "--period", "2021-03").returncode == 0
    settings = load(tmp_path)
    chart = wall_chart(figures_of(settings, "2021-03"), settings)
    assert [row.finish for row in chart.rows] == [date(2021, 8, 31), date(2021, 10, 31), date(2021, 6, 30), date(2022, 12, 31), None]


def test_nodes_may_have_columns_of_their_own_without_a_group_above_them(tmp_path):
    book = Workbook()
    book.active.append(["2021年3月在建项目进展情况表（单位：万元）"])
    book.active.append(["序号", "项目名称", "总投资", "年度计划投资", "年度完成投资", "形象进度", "第一季度节点", "二季度形象进度目标", "9月底目标任务", "一季度计划投资"])
    book.active.append([1, "厂房项目", 20000, 8000, 1000, "基础已完成", "完成基础", "主体封顶", "设备安装", 2000])
    book.save(tmp_path / "曹镇乡.xlsx")
    assert docgen(tmp_path, "import", tmp_path / "曹镇乡.xlsx", "--period", "2021-03").returncode == 0
    assert docgen(tmp_path, "chart", "--period", "2021-03").returncode == 0
    text = text_of(next((tmp_path / "outputs").rglob("*.pdf")))
    assert "计划完成的节点" in text and "建设起止" not in text, "no project tells when it is built"
    settings = load(tmp_path)
    figures = figures_of(settings, "2021-03")
    assert [report.form for report in figures.reports] == ["在建项目进展情况表"]
    [row] = wall_chart(figures, settings).rows
    assert [(mark.what, mark.by, mark.state) for mark in row.nodes] == [
        ("完成基础", date(2021, 3, 31), FINISHED), ("主体封顶", date(2021, 6, 30), PLANNED), ("设备安装", date(2021, 9, 30), PLANNED),
    ]  # fmt: skip


def test_levels_are_told_apart_without_colour():
    tones = list(signs.LEVELS.values())
    assert len({tone.hatch for tone in tones}) == len({tone.shape for tone in tones}) == len(tones)
    looks = [(sign.shape, sign.fill == "#ffffff") for sign in (*signs.NODES.values(), signs.ACTUAL, signs.START_TOLD, signs.START_PLANNED, signs.FINISH)]
    assert len(set(looks)) == len(looks)


def test_an_unknown_format_and_a_day_of_another_year_are_refused(county):
    done = docgen(county, "chart", "--period", "2018", "--format", "png")
    assert done.returncode == 2 and "可用 pdf、svg、docx" in done.stderr
    done = docgen(county, "chart", "--period", "2018", "--as-of", "2019-01-05")
    assert done.returncode == 2 and "请改为该年的日期" in done.stderr
    done = docgen(county, "chart", "--period", "2018", "--by", "类别")
    assert done.returncode == 2 and "不能按类别分组" in done.stderr


def _chart(sizes: list[int]) -> WallChart:
    rows = iter(range(1, sum(sizes) + 1))
    row = lambda number: Row(number, f"项目{number}", "某局", "", "", "", "", None, None, False, None, (), "")  # noqa: E731
    groups = tuple(Group(f"单位{place}", tuple(row(next(rows)) for _ in range(size))) for place, size in enumerate(sizes))
    return WallChart("图", "办公室", date(2021, 3, 31), "截至2021年3月31日", groups, ())


@given(st.lists(st.integers(1, 60), min_size=1, max_size=12), st.sampled_from(sorted(SHEETS)))
def test_every_row_stands_once_and_no_two_overlap(sizes, name):
    sheet = SHEETS[name]
    made = pages(_chart(sizes), sheet)
    assert [line.row.number for page in made for line in page.lines if line.row] == list(range(1, sum(sizes) + 1))
    for page in made:
        for line, below in zip(page.lines, page.lines[1:], strict=False):
            assert below.top >= line.top + line.height - 1e-9
        assert page.lines[-1].top + page.lines[-1].height <= sheet.height - sheet.margin - sheet.foot + 1e-6
        assert page.lines[-1].row is not None and page.lines[0].row is None
        assert min(line.height for line in page.lines) >= sheet.least - 1e-9


@given(st.text("项目一二abc12（）", max_size=80), st.floats(5, 100))
def test_words_never_run_out_of_their_column(text, room):
    assert width(*fitted(text, 3, room, 1.5)) <= room + 1e-6


@given(st.text("项目一二abc12（）、", max_size=120), st.floats(8, 100), st.floats(3, 9))
def test_a_name_is_whole_where_its_row_has_the_room(text, room, height):
    lines, size = in_lines(text, 3, room, height, 1.6)
    assert all(width(line, size) <= room + 1e-6 for line in lines)
    assert len(lines) == 1 or len(lines) * size * LINE_PITCH <= height + 1e-6
    if width(text, 1.6) < room * 0.5 * int(height / 1.6 / LINE_PITCH):
        assert "".join(lines) == text


def test_a_name_of_sixty_characters_stands_whole_on_either_sheet():
    name = "中国（河南）自由贸易试验区先进装备制造产业园（三期）标准化厂房及配套基础设施建设暨老旧管网改造提升综合项目（2021年续建）"
    for sheet in (A3, A1):
        for height in (sheet.least, sheet.most):
            lines, _ = in_lines(name, min(height * 0.64, 3.6 * sheet.scale), sheet.widths[2] - 2, height * 0.96, 1.6)
            assert "".join(lines) == name and not any(line[0] in "）)" for line in lines)


def test_a_day_lies_between_its_month_lines():
    for sheet in (A1, A3):
        assert sheet.day(date(2021, 12, 31), 2021) == pytest.approx(sheet.width - sheet.margin)
        assert sheet.axis < sheet.day(date(2021, 1, 1), 2021) < sheet.day(date(2021, 3, 31), 2021)


def test_a_character_that_no_font_has_is_told_and_not_lost_in_silence():
    from docgen.layout.charts.typefaces import _files, truetype

    path, index = _files(("黑体",))["黑体"]
    data, missing = truetype(path, index, "项目\U0002b5af")
    assert missing == "\U0002b5af"
    from fontTools.ttLib import TTFont

    font = TTFont(io.BytesIO(data))
    assert "glyf" in font and {ord("项"), ord("目")} <= set(font.getBestCmap())
