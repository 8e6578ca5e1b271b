"""Charts in the circular: what they show is what the text says; Word can edit them; the paper stays right to the millimetre."""

import io
import json
import re
import shutil
from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from lxml import etree
from openpyxl import load_workbook

from docgen.layout.charts.book import workbook_of
from docgen.layout.charts.native import chart_xml, number_format
from docgen.layout.charts.picture import picture_of
from docgen.papers.insets import BARS, DASHED_LINE, ChartInset, ChartSeries
from tests.support.office import docgen
from tests.support.ooxml import errors

NAME = "关于2021年3月份重点项目建设情况的通报.docx"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def _with(sample_office: Path, folder: Path, charts: str) -> Path:
    office = Path(shutil.copytree(sample_office, folder / charts))
    settings = office / "docgen.toml"
    settings.write_text(re.sub(r'(?m)^charts = .*', f'charts = "{charts}"', settings.read_text(encoding="utf-8")), encoding="utf-8")
    done = docgen(office, "circular", "--period", "2021-03", "--number", "9")
    assert done.returncode == 0, done.stderr
    return office


@pytest.fixture(scope="module")
def native(sample_office, tmp_path_factory) -> Path:
    return _with(sample_office, tmp_path_factory.mktemp("charts"), "原生")


@pytest.fixture(scope="module")
def pictured(sample_office, tmp_path_factory) -> Path:
    return _with(sample_office, tmp_path_factory.mktemp("charts"), "图片")


def _paper(office: Path) -> Path:
    return office / "outputs" / "2021-03" / NAME


def _series(data: bytes) -> dict[str, list[str]]:
    """Each series of a chart's part: its name and its values as they stand there."""
    root = etree.fromstring(data)
    return {
        series.find(f"{C}tx//{C}v").text: [point.find(f"{C}v").text for point in series.find(f"{C}val").iter(f"{C}pt")]
        for series in root.iter(f"{C}ser")
    }


def test_the_charts_show_the_figures_of_the_text_and_no_others(native):
    text = "\n".join(paragraph.text for paragraph in Document(_paper(native)).paragraphs)
    with ZipFile(_paper(native)) as package:
        path, units = (_series(package.read(f"word/charts/chart{number}.xml")) for number in (1, 2))
    rate = re.search(r"投资完成率([\d.]+)%，", text)[1]
    assert path["投资完成率"][-1] == rate and len(path["投资完成率"]) == 3
    assert path["时序进度"] == ["8.3", "16.7", "25.0", "33.3", "41.7", "50.0", "58.3", "66.7", "75.0", "83.3", "91.7", "100.0"]
    ranked = json.loads(docgen(native, "figures", "--period", "2021-03", "--json").stdout)["ranking"]
    printed = [re.search(rf"{standing['unit']}（([\d.]+)%）", text) for standing in ranked]
    assert all(printed) and units["投资完成率"] == [found[1] for found in printed]
    assert set(units["时序进度"]) == {"25.0"}


def test_the_text_names_them_and_each_has_its_caption(native):
    text = [paragraph.text for paragraph in Document(_paper(native)).paragraphs]
    assert "图1　2021年各月时序进度与投资完成率" in text and "图2　2021年3月份各单位投资完成率与时序进度" in text
    assert any("见图1" in line for line in text) and any("见图2" in line for line in text)


def test_their_data_is_a_workbook_that_word_opens(native):
    with ZipFile(_paper(native)) as package:
        [name] = [name for name in package.namelist() if name.endswith("Worksheet2.xlsx")]
        sheet = load_workbook(io.BytesIO(package.read(name))).active
        shown = _series(package.read("word/charts/chart2.xml"))
        assert "externalData" in package.read("word/charts/chart2.xml").decode()
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][1:] == tuple(shown)
    assert [f"{row[1]:.1f}" for row in rows[1:]] == shown["投资完成率"]
    assert sheet["B2"].number_format == '0.0"%"'
    assert errors(_paper(native)) == []


@pytest.mark.parametrize("kind", ["native", "pictured"])
def test_a_circular_with_charts_meets_every_clause(kind, request):
    done = docgen(request.getfixturevalue(kind), "verify", _paper(request.getfixturevalue(kind)), "--json")
    found = json.loads(done.stdout)
    assert [finding for finding in found if finding["verdict"] == "fail"] == []


def test_as_pictures_they_are_as_wide_as_the_text(pictured):
    document = Document(_paper(pictured))
    assert [round(shape.width.mm) for shape in document.inline_shapes] == [156, 156]
    with ZipFile(_paper(pictured)) as package:
        assert not any("chart" in name for name in package.namelist())


def test_what_a_person_wrote_stays_when_a_circular_with_charts_is_made_again(native, tmp_path):
    office = Path(shutil.copytree(native, tmp_path / "office"))
    shutil.rmtree(office / "outputs")
    assert docgen(office, "build", "--period", "2021-03").returncode == 0
    path = _paper(office)
    document = Document(path)
    next(p for p in document.paragraphs if "通报如下" in p.text).add_run("（已经会议审定）")
    document.save(path)
    settings = office / "docgen.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace('"首席服务员"', '"挂点领导"'), encoding="utf-8")
    docgen(office, "build", "--period", "2021-03")
    text = "\n".join(paragraph.text for paragraph in Document(path).paragraphs)
    assert "（已经会议审定）" in text and "挂点领导" in text
    with ZipFile(path) as package:
        assert sum(name.startswith("word/charts/chart") for name in package.namelist()) == 2


def test_words_of_units_never_become_formulas_or_markup():
    chart = ChartInset("图1", ("=1+1", "<甲>&乙"), (ChartSeries("@完成率", (Decimal("1.5"), None), BARS),))
    sheet = load_workbook(io.BytesIO(workbook_of(chart))).active
    assert [(sheet[cell].value, sheet[cell].data_type) for cell in ("A2", "B1")] == [("=1+1", "s"), ("@完成率", "s")]
    assert sheet["B3"].value is None
    root = etree.fromstring(chart_xml(chart).encode())
    assert [found.text for found in root.iter(f"{C}v")] == ["@完成率", "=1+1", "<甲>&乙", "1.5"]
    assert number_format(chart) == '0.0"%"'


def _many(count: int, name: str = "第{}街道", top: int = 98) -> ChartInset:
    done = tuple(Decimal(f"{top - number}.5") for number in range(count))
    owed = ChartSeries("时序进度", (Decimal(25),) * count, DASHED_LINE, labelled=False)
    return ChartInset("图1", tuple(name.format(number) for number in range(count)), (ChartSeries("投资完成率", done), owed))


@pytest.mark.parametrize("count, turned", [(6, False), (15, True), (30, True)])
def test_values_of_many_units_stand_upright_so_that_none_lies_over_another(count, turned):
    root = etree.fromstring(chart_xml(_many(count)).encode())
    A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
    labels = root.find(f".//{C}barChart/{C}ser/{C}dLbls/{C}txPr/{A}bodyPr")
    assert (labels.get("rot") == "-5400000") == turned
    assert int(root.find(f".//{C}valAx/{C}scaling/{C}max").get("val")) >= (130 if turned else 100)


def test_every_unit_is_named_and_long_names_leave_the_bars_their_room():
    short, long = _many(15), _many(15, "平顶山高新技术产业开发区管委会{}处")
    assert etree.fromstring(chart_xml(long).encode()).find(f".//{C}catAx/{C}tickLblSkip").get("val") == "1"
    assert long.height > short.height


def test_a_picture_of_many_units_is_drawn_without_a_warning(recwarn):
    import matplotlib.image

    pixels = matplotlib.image.imread(io.BytesIO(picture_of(_many(30))))
    assert pixels.shape[0] == pytest.approx(_many(30).height / 25.4 * 300, abs=2)
    assert not [warning for warning in recwarn if "Glyph" in str(warning.message)]
