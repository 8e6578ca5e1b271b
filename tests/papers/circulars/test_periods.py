"""The circular of each length of period: how it is called, what it is compared with, for when the next report is asked."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from openpyxl import Workbook

from docgen.ledger.period import Period
from docgen.papers import dates
from docgen.settings import Reporting, Settings
from tests.building.hand import command
from tests.papers.circulars.conftest import made, text_of
from tests.support.office import ROOT

HEADS = ("序号", "项目名称", "行业领域", "总投资（万元）", "本月完成投资（万元）", "累计完成投资（万元）", "年度完成投资（万元）", "2021年计划完成投资（万元）", "形象进度", "责任单位")
UNITS = ("曹镇乡", "高阳路街道")


def workbook(folder: Path, unit: str, month: int, year: int) -> Path:
    book = Workbook()
    sheet = book.active
    sheet.append(["在建项目进展情况表"])
    sheet.append(HEADS)
    for number in (1, 2):
        sheet.append([number, f"{unit}{'甲乙'[number - 1]}项目", "工业", 9000, month, 1000 + year, year, 2400, "主体施工", unit])
    file = folder / f"{unit}.xlsx"
    book.save(file)
    return file


@pytest.fixture(scope="module")
def office(tmp_path_factory) -> Path:
    """Two units that report every half month of March 2021, and by quarters and halves of that year besides."""
    place = tmp_path_factory.mktemp("periods")
    shutil.copy(ROOT / "docgen.toml", place)
    told = {
        "2021-02-2": (100, 400), "2021-03-1": (120, 520), "2021-03-2": (90, 610), "2021-Q2": (600, 1210), "2021-Q3": (660, 1870),
        "2020": (2000, 2000), "2021": (2300, 2300),
    }  # fmt: skip
    for period, (month, year) in told.items():
        files = [workbook(place, unit, month, year) for unit in UNITS]
        code, _, said = command(place, "import", *files, "--period", period)
        assert code in (0, 1), said
    return place


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (
            "2021-03-1",
            ("现将2021年3月上半月全区重点项目建设情况通报如下", "截至3月15日", "3月上半月完成投资480万元，今年以来累计完成投资0.2亿元",
             "3月上半月完成投资比2月下半月增长20.0%", "于3月31日前报送3月下半月进展情况", "2021年3月22日"),
        ),
        ("2021-03-2", ("截至3月底", "1—3月累计完成投资", "比3月上半月下降25.0%", "于4月15日前报送4月上半月进展情况", "2021年4月6日")),
        ("2021-Q3", ("2021年第三季度", "截至9月底", "1—9月累计完成投资", "第三季度完成投资比第二季度增长10.0%", "于12月25日前报送第四季度进展情况")),
        ("2021", ("关于2021年重点项目建设情况的通报", "全年完成投资0.9亿元，投资完成率95.8%", "全年完成投资比2020年全年增长15.0%", "2022年12月25日前报送2022年全年进展情况")),
        ("2021-03", ("2021年3月份的数由上、下半月的报送汇总", "3月份完成投资", "于4月15日前报送4月上半月进展情况")),
    ],
)  # fmt: skip
def test_a_period_is_called_by_its_name_and_compared_with_the_one_before_of_its_length(office, period, words):
    text = text_of(made(office, period=period))
    missing = [word for word in words if word not in text]
    assert not missing, text


class TestMadeOfMonths:
    def test_a_quarter_asks_for_the_month_that_was_not_sent_and_for_the_next(self, sample_office, tmp_path):
        place = Path(shutil.copytree(sample_office, tmp_path / "office"))
        text = text_of(made(place, period="2021-Q1"))
        assert "2021年第一季度的数由各月的报送汇总" in text and "缺" not in text
        assert "北渡街道未报送3月份重点项目进展情况" in text and "前补报3月份进展情况" in text
        assert "于4月25日前报送4月份进展情况" in text

    def test_a_period_that_has_not_ended_is_said_to_be_shortened(self, sample_office, tmp_path):
        place = Path(shutil.copytree(sample_office, tmp_path / "office"))
        _, said, told = command(place, "circular", "--period", "2021-H1")
        assert "第一季度" in said and "2021年上半年的报送只到3月份，以下按2021年第一季度生成" in told


def test_half_months_are_reported_on_the_days_that_the_settings_name():
    settings = Settings(reporting=Reporting(days=("13=半月进展", "28=半月进展")))
    assert str(dates.next_report_date(Period.parse("2021-03-1"), settings)) == "2021-03-28"
    assert str(dates.next_report_date(Period.parse("2021-03-2"), settings)) == "2021-04-13"
