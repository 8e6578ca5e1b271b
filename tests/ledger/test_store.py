"""What the ledger keeps, replaces and tells."""

from __future__ import annotations

import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.ledger.importing import import_files, natural
from docgen.ledger.period import Period
from docgen.ledger.report import STAGES, Approval, Milestone, Person, Report, Source, Start
from docgen.ledger.store import Ledger
from docgen.problem import DocgenError
from tests.ledger.workbooks import BUILDING, MARCH, TITLE, UNIT_LINE, building, project, read, write

DATA = Path(__file__).parents[2] / "data"
FEBRUARY = Period.parse("2021-02")


@pytest.fixture
def ledger(tmp_path):
    with Ledger.open(f"sqlite:///{tmp_path / 'new' / 'docgen.db'}") as opened:
        yield opened


def names(ledger: Ledger, period: Period = MARCH) -> list[str]:
    return [report.name for report in ledger.reports(period)]


def test_the_folder_of_the_database_is_made(ledger, tmp_path):
    assert (tmp_path / "new" / "docgen.db").exists()
    assert ledger.periods() == ()


def test_every_field_comes_back_as_it_was_read(ledger):
    submissions = {path: read(path, unit=None) for path in (DATA / "zhanhe" / "2021-03").glob("*.xlsx")}
    import_files(ledger, [DATA / "zhanhe" / "2021-03"], MARCH)
    kept = ledger.reports(MARCH)
    assert len(kept) == 88
    for submission in submissions.values():
        own = {(report.form, report.name): report for report in kept if report.unit == submission.unit}
        assert own == {(report.form, report.name): report for report in submission.reports}


texts = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=8)
amounts = st.none() | st.decimals(min_value=0, max_value=10**9, places=6)
reports = st.builds(
    Report,
    name=texts.filter(bool),
    unit=st.just("曹镇乡"),
    form=st.just("在建项目进展情况表"),
    stage=st.sampled_from(STAGES),
    total_investment=amounts,
    year_investment=amounts,
    progress=texts,
    leaders=st.lists(st.builds(Person, texts, texts), max_size=2).map(tuple),
    units=st.lists(texts, max_size=2).map(tuple),
    approvals=st.lists(st.builds(Approval, texts, texts, texts, texts), max_size=2).map(tuple),
    milestones=st.lists(st.builds(Milestone, texts, texts), max_size=2).map(tuple),
    start=st.none() | st.builds(Start, texts, st.none() | st.dates(min_value=date(1990, 1, 1)), texts, texts),
    extra=st.lists(st.tuples(texts, texts), max_size=2).map(tuple),
    source=st.builds(Source, texts, texts, st.integers(1, 10**6)),
)


@given(st.lists(reports, max_size=4, unique_by=lambda report: report.name))
def test_any_reports_come_back_equal_and_in_order(given_reports):
    with Ledger.open("sqlite://") as ledger:
        ledger.replace("曹镇乡", MARCH, "a.xlsx", "0" * 64, given_reports)
        assert ledger.reports(MARCH) == tuple(given_reports)


def test_periods_and_units_of_three_months(ledger):
    import_files(ledger, [DATA / "zhanhe"])
    assert [str(period) for period in ledger.periods()] == ["2021-01", "2021-02", "2021-03"]
    assert "北渡街道" in ledger.units(FEBRUARY)
    assert "北渡街道" not in ledger.units(MARCH)
    assert len(ledger.units(MARCH)) == 5


def test_reports_stand_by_unit_in_order_of_first_import_then_form_sheet_and_row(ledger, tmp_path):
    import_files(ledger, [building(tmp_path / "乙镇.xlsx", project("乙一"), project("乙二", number=2))], MARCH)
    import_files(ledger, [building(tmp_path / "甲镇.xlsx", project("甲一"))], MARCH)
    import_files(ledger, [building(tmp_path / "乙镇.xlsx", project("乙三"), project("乙一", number=2))], MARCH)
    assert names(ledger) == ["乙三", "乙一", "甲一"]


def test_the_same_file_again_changes_nothing(ledger):
    first = import_files(ledger, [DATA / "zhanhe" / "2021-03"], MARCH)
    before = ledger.reports(MARCH), ledger.imports(MARCH)
    second = import_files(ledger, [DATA / "zhanhe" / "2021-03"], MARCH)
    assert all(change.first for change in first.changes)
    assert all(change.unchanged for change in second.changes)
    assert (ledger.reports(MARCH), ledger.imports(MARCH)) == before


def test_a_corrected_file_replaces_the_units_report_and_says_what_changed(ledger, tmp_path):
    path = tmp_path / "曹镇乡.xlsx"
    import_files(ledger, [building(path, project("甲项目"), project("乙项目", number=2))], MARCH)
    (change,) = import_files(ledger, [building(path, project("甲项目", year=35.5), project("丙项目", number=2))], MARCH).changes
    assert (change.added, change.removed) == (("丙项目",), ("乙项目",))
    assert [(f.name, f.field, f.old, f.new) for f in change.fields] == [("甲项目", "year_investment", "30", "35.5")]
    assert names(ledger) == ["甲项目", "丙项目"]


def test_the_former_import_is_kept_with_its_hash(ledger, tmp_path):
    path = tmp_path / "曹镇乡.xlsx"
    import_files(ledger, [building(path, project("甲项目"))], MARCH)
    import_files(ledger, [building(path, project("甲项目", year=35))], MARCH)
    former, now = ledger.imports(MARCH)
    assert (former.current, now.current) == (False, True)
    assert former.sha256 != now.sha256 and len(former.sha256) == 64
    assert former.projects == 1 and former.at <= now.at


def test_going_back_to_the_former_file_is_a_correction_too(ledger, tmp_path):
    old = building(tmp_path / "old" / "曹镇乡.xlsx", project("甲项目"))
    new = building(tmp_path / "new" / "曹镇乡.xlsx", project("甲项目", year=35))
    for path in (old, new, old):
        import_files(ledger, [path], MARCH)
    assert ledger.find(MARCH, "甲项目").year_investment == 30


def test_a_correction_leaves_other_periods_units_and_forms_alone(ledger, tmp_path):
    source = DATA / "zhanhe" / "2021-03" / "曹镇乡.xlsx"
    import_files(ledger, [source, source.with_name("马庄街道.xlsx")], MARCH)
    import_files(ledger, [source], FEBRUARY)
    import_files(ledger, [building(tmp_path / "曹镇乡.xlsx", project("甲项目"))], MARCH)
    now = [report for report in ledger.reports(MARCH) if report.unit == "曹镇乡"]
    assert [r.name for r in now if r.form == "在建项目进展情况表"] == ["甲项目"]
    assert len([r for r in now if r.form != "在建项目进展情况表"]) == 6
    assert len(ledger.reports(FEBRUARY)) == 18
    assert len([r for r in ledger.reports(MARCH) if r.unit == "马庄街道"]) == 18


def test_a_form_sent_empty_empties_it(ledger, tmp_path):
    planning = [("前期项目谋划表",), ("单位：万元",), ("序号", "项目名称", "总投资", "签约情况")]
    rows = [TITLE, UNIT_LINE, BUILDING, project("甲项目")]
    path = tmp_path / "曹镇乡.xlsx"
    import_files(ledger, [write(path, rows, [*planning, (1, "乙项目", 100, "洽谈")])], MARCH)
    (change,) = import_files(ledger, [write(path, rows, planning)], MARCH).changes
    assert change.removed == ("乙项目",)
    assert names(ledger) == ["甲项目"]


def test_a_bad_file_leaves_the_ledger_as_it_was(ledger, tmp_path):
    path = tmp_path / "曹镇乡.xlsx"
    import_files(ledger, [building(path, project("甲项目"))], MARCH)
    before = ledger.reports(MARCH), ledger.imports(MARCH)
    result = import_files(ledger, [building(path, project("甲项目", year=35), project("乙项目", total="多", number=2))], MARCH)
    assert [refused.name for refused in result.refused] == ["曹镇乡.xlsx"]
    assert (ledger.reports(MARCH), ledger.imports(MARCH)) == before


def test_a_failure_of_the_database_in_the_middle_leaves_the_ledger_as_it_was(ledger):
    first = (Report(name="甲项目", unit="曹镇乡", form="清单表"),)
    ledger.replace("曹镇乡", MARCH, "a.xlsx", "0" * 64, first)
    before = ledger.reports(MARCH), ledger.imports(MARCH)
    twice = (Report(name="乙项目", unit="曹镇乡", form="清单表"),) * 2
    with pytest.raises(DocgenError, match="没有改动台账"):
        ledger.replace("曹镇乡", MARCH, "b.xlsx", "1" * 64, twice)
    assert (ledger.reports(MARCH), ledger.imports(MARCH)) == before


def test_good_files_of_a_folder_go_in_beside_bad_ones(ledger, tmp_path):
    building(tmp_path / "报送" / "曹镇乡.xlsx", project("甲项目"))
    building(tmp_path / "报送" / "下级" / "马庄街道.xlsx", project("乙项目"))
    (tmp_path / "报送" / "北渡街道.xlsx").write_bytes(b"")
    (tmp_path / "报送" / "~$曹镇乡.xlsx").write_bytes(b"lock")
    (tmp_path / "报送" / ".隐藏.xlsx").write_bytes(b"x")
    (tmp_path / "报送" / "说明.txt").write_bytes(b"x")
    result = import_files(ledger, [tmp_path / "报送"], MARCH)
    assert sorted(names(ledger)) == ["乙项目", "甲项目"]
    assert [path.name for path in result.refused] == ["北渡街道.xlsx"]
    assert [problem.file for problem in result.problems] == ["北渡街道.xlsx"]


def test_three_forms_in_three_files_of_a_units_folder_add_up(ledger, tmp_path):
    folder = tmp_path / "2021-03" / "曹镇乡"
    building(folder / "附件3.xlsx", project("甲项目"))
    planning = [("湛河区2021年前期项目谋划表",), ("单位：万元",), ("序号", "项目名称", "总投资", "签约情况"), (1, "乙项目", 100, "洽谈")]
    write(folder / "附件1.xlsx", planning)
    import_files(ledger, [tmp_path / "2021-03"])
    assert [(report.unit, report.name) for report in ledger.reports(MARCH)] == [("曹镇乡", "乙项目"), ("曹镇乡", "甲项目")]


def test_the_second_file_of_one_run_for_the_same_form_is_refused(ledger, tmp_path):
    building(tmp_path / "x" / "曹镇乡.xlsx", project("甲项目"))
    building(tmp_path / "x" / "曹镇乡（更正）.xlsx", project("乙项目"))
    result = import_files(ledger, [tmp_path / "x"], MARCH)
    assert names(ledger) == ["甲项目"]
    [problem] = result.problems
    assert (problem.file, problem.level) == ("曹镇乡（更正）.xlsx", "错误")
    assert "曹镇乡.xlsx" in problem.message and "在建项目进展情况表" in problem.message


def test_a_correction_in_a_later_run_still_replaces(ledger, tmp_path):
    import_files(ledger, [building(tmp_path / "曹镇乡.xlsx", project("甲项目"))], MARCH)
    result = import_files(ledger, [building(tmp_path / "曹镇乡（更正）.xlsx", project("乙项目"))], MARCH)
    assert (names(ledger), result.refused) == (["乙项目"], ())


@pytest.mark.parametrize(
    ("path", "period"),
    [
        ("2021-03/曹镇乡.xlsx", "2021-03"),
        ("曹镇乡2021年3月.xlsx", "2021-03"),
        ("2021-02/曹镇乡2021年3月.xlsx", "2021-03"),
        ("2021年3月上半月/曹镇乡.xlsx", "2021-03-1"),
        ("曹镇乡2021年第一季度.xlsx", "2021-Q1"),
        ("曹镇乡202103.xlsx", "2021-03"),
        ("曹镇乡-2021.xlsx", "2021"),
    ],
)
def test_the_period_is_taken_from_the_path(ledger, tmp_path, path, period):
    import_files(ledger, [building(tmp_path / path, project("甲项目"))])
    assert [str(found) for found in ledger.periods()] == [period]


def test_a_path_without_a_period_asks_for_one(ledger, tmp_path):
    result = import_files(ledger, [building(tmp_path / "曹镇乡.xlsx", project("甲项目"))])
    assert "--period" in result.problems[0].message
    assert ledger.periods() == ()


def test_a_month_that_the_folder_contradicts_is_refused(ledger, tmp_path):
    file = building(tmp_path / "2021-02" / "曹镇乡.xlsx", project("甲项目"))
    for folder in (tmp_path, tmp_path / "2021-02"):
        [problem] = import_files(ledger, [folder], MARCH).problems
        assert "文件夹“2021-02”写的是2021年2月份" in problem.message and "单独给出这个文件" in problem.message
    assert ledger.periods() == ()
    assert import_files(ledger, [file], MARCH).problems == ()
    assert names(ledger) == ["甲项目"]


def test_a_month_that_the_files_name_contradicts_is_refused(ledger, tmp_path):
    file = building(tmp_path / "曹镇乡2021年2月.xlsx", project("甲项目"))
    [problem] = import_files(ledger, [file], MARCH).problems
    assert "文件名写的是2021年2月份" in problem.message and "--period 2021-03" in problem.message
    assert ledger.periods() == ()


@pytest.mark.parametrize(
    ("path", "period"),
    [("2021/曹镇乡.xlsx", "2021-03"), ("2021-Q1/曹镇乡.xlsx", "2021-02"), ("2021-03/曹镇乡.xlsx", "2021-Q1")],
)
def test_a_longer_periods_folder_or_its_last_months_is_no_contradiction(ledger, tmp_path, path, period):
    building(tmp_path / path, project("甲项目"))
    assert import_files(ledger, [tmp_path], Period.parse(period)).refused == ()


@pytest.mark.parametrize(("path", "period"), [("2020-03", "2021-03"), ("2021-01", "2021-Q1"), ("2021-03-1", "2021-03")])
def test_another_year_or_an_earlier_part_is_a_contradiction(ledger, tmp_path, path, period):
    building(tmp_path / path / "曹镇乡.xlsx", project("甲项目"))
    assert len(import_files(ledger, [tmp_path], Period.parse(period)).refused) == 1


def test_progress_is_told_after_each_file(ledger):
    told = []
    import_files(ledger, [DATA / "zhanhe" / "2021-03"], MARCH, on_progress=lambda done, every, path: told.append((done, every)))
    assert told == [(1, 5), (2, 5), (3, 5), (4, 5), (5, 5)]


def test_a_project_is_found_whatever_the_spaces_and_brackets(ledger, tmp_path):
    import_files(ledger, [building(tmp_path / "曹镇乡.xlsx", project("智慧停车场（二期）"))], MARCH)
    assert ledger.find(MARCH, "智慧停车场 (二期)").name == "智慧停车场（二期）"


def test_a_name_that_is_not_there_suggests_the_nearest(ledger):
    import_files(ledger, [DATA / "zhanhe" / "2021-03" / "曹镇乡.xlsx"])
    with pytest.raises(DocgenError, match="是否为“曹镇乡标准化厂房项目”"):
        ledger.find(MARCH, "曹镇乡标准厂房项目")


def test_a_name_that_two_units_have_asks_which(ledger, tmp_path):
    for unit in ("曹镇乡", "马庄街道"):
        import_files(ledger, [building(tmp_path / f"{unit}.xlsx", project("道路项目"))], MARCH)
    with pytest.raises(DocgenError, match="曹镇乡、马庄街道"):
        ledger.find(MARCH, "道路项目")
    assert ledger.find(MARCH, "道路项目", "马庄街道").unit == "马庄街道"


def test_money_is_kept_as_its_exact_text(ledger, tmp_path):
    import sqlite3

    ledger.replace("甲镇", MARCH, "a.xlsx", "0" * 64, [Report(name="甲", unit="甲镇", total_investment=Decimal("0.10000000001"))])
    with sqlite3.connect(tmp_path / "new" / "docgen.db") as database:
        assert database.execute("select total_investment from reports").fetchone() == ("0.10000000001",)


def test_a_file_that_is_no_ledger_cannot_be_opened(tmp_path):
    (tmp_path / "docgen.db").write_bytes(b"not a database" * 100)
    with pytest.raises(DocgenError, match="打不开"):
        Ledger.open(f"sqlite:///{tmp_path / 'docgen.db'}")


def test_an_address_that_is_none_says_how_to_write_one(tmp_path):
    with pytest.raises(DocgenError, match="sqlite:///data/docgen.db"):
        Ledger.open("data/docgen.db")


@pytest.mark.parametrize(
    "url",
    [
        "u:geheim@host/db",
        "postgresql://u:geheim@host:54x/db",
        "postgresql://u:p@geheim@host/db",
        "postgresql://u:ge:geheim@x:y@host/db",
        "postgresql://u:geheim@host/db",
        "postgresql://host/db?user=u&password=geheim",
        "nosuch://u:geheim@host/db",
        "mysql+pymysql://u:geheim@host/db",
    ],
)
def test_a_password_is_never_repeated(url):
    with pytest.raises(DocgenError) as error:
        Ledger.open(url)
    assert "geheim" not in str(error.value)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("dm://u:p@host/db", ["“dm”没有安装", "postgresql"]),
        ("mssql+pymssql://u:p@host/db", ["驱动 pymssql 没有安装", "pip install pymssql"]),
        ("mysql+mysqldb://u:p@host/db", ["驱动 MySQLdb 没有安装", "pip install mysqlclient"]),
    ],
)
def test_a_missing_driver_is_named_with_what_to_install(url, words):
    with pytest.raises(DocgenError) as error:
        Ledger.open(url)
    assert all(word in str(error.value) for word in words), str(error.value)


@pytest.mark.parametrize("name", ["文件夹", "不是数据库"])
def test_why_a_database_cannot_be_opened_is_said_in_chinese(tmp_path, name):
    (tmp_path / "文件夹").mkdir()
    (tmp_path / "不是数据库").write_bytes(b"no ledger at all" * 50)
    with pytest.raises(DocgenError, match="打不开（文件.*）") as error:
        Ledger.open(f"sqlite:///{tmp_path / name}")
    assert "database" not in str(error.value).replace("[database]", "").replace(str(tmp_path), "")


def test_a_path_that_is_not_there(ledger, tmp_path):
    with pytest.raises(DocgenError, match="没有"):
        import_files(ledger, [tmp_path / "无.xlsx"], MARCH)


def test_annexes_come_in_natural_order():
    assert sorted(["附件10.xlsx", "附件2.xlsx", "附件1.xlsx"], key=natural) == ["附件1.xlsx", "附件2.xlsx", "附件10.xlsx"]


def test_two_programs_at_once_do_not_mix_their_reports(tmp_path):
    from concurrent.futures import ThreadPoolExecutor

    url = f"sqlite:///{tmp_path / 'docgen.db'}"
    Ledger.open(url).close()

    def send(number: int) -> None:
        with Ledger.open(url) as ledger:
            rows = [Report(name=f"项目{number}-{n}", unit="甲镇", form="清单表") for n in range(30)]
            ledger.replace("甲镇", MARCH, f"{number}.xlsx", f"{number:064}", rows)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(send, range(4)))
    with Ledger.open(url) as ledger:
        kept = ledger.reports(MARCH)
        assert len(kept) == 30
        assert len({report.name.split("-")[0] for report in kept}) == 1
        assert len(ledger.imports(MARCH)) == 4


def test_a_copy_of_the_ledger_is_a_ledger(ledger, tmp_path):
    import_files(ledger, [DATA / "zhanhe" / "2021-03" / "曹镇乡.xlsx"])
    before = ledger.reports(MARCH)
    ledger.close()
    copy = shutil.copy(tmp_path / "new" / "docgen.db", tmp_path / "copy.db")
    with Ledger.open(f"sqlite:///{copy}") as other:
        assert other.reports(MARCH) == before
