"""Single records corrected, and periods closed: what goes in, what is refused, what is kept."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from decimal import Decimal

import pytest

from docgen.ledger.importing import import_files
from docgen.ledger.period import Period
from docgen.ledger.report import Report
from docgen.ledger.store import Ledger
from docgen.problem import DocgenError
from tests.ledger.workbooks import MARCH, building, project

FEBRUARY = Period.parse("2021-02")


@pytest.fixture
def url(tmp_path) -> str:
    return f"sqlite:///{tmp_path / 'docgen.db'}"


@pytest.fixture
def ledger(url, tmp_path):
    """Two projects of one unit, one of another, in March."""
    with Ledger.open(url) as opened:
        import_files(opened, [building(tmp_path / "曹镇乡.xlsx", project("甲项目"), project("乙项目", number=2))], MARCH)
        import_files(opened, [building(tmp_path / "马庄街道.xlsx", project("丙项目"))], MARCH)
        yield opened


def at(ledger: Ledger, name: str) -> Report:
    return ledger.find(MARCH, name)


def spent(report: Report, amount: str) -> Report:
    return replace(report, year_investment=Decimal(amount))


def test_a_record_corrected_counts_from_now_on_and_the_former_is_kept(ledger):
    was = at(ledger, "甲项目")
    change = ledger.amend(MARCH, {was.ref: spent(was, "35.5")}, "张三", note="单位来电更正")
    now = at(ledger, "甲项目")
    assert now.year_investment == Decimal("35.5") and now.project == was.project and now.ref != was.ref
    assert [(f.name, f.field, f.old, f.new, f.difference) for f in change.fields] == [
        ("甲项目", "year_investment", "30", "35.5", Decimal("5.5"))
    ]
    assert ledger.report_at(was.ref) == was and ledger.report_at(was.ref).ref == was.ref
    assert ledger.current_of(was.ref).ref == now.ref == ledger.current_of(now.ref).ref


def test_who_when_how_and_why_are_kept(ledger):
    was = at(ledger, "甲项目")
    ledger.amend(MARCH, {was.ref: spent(was, "35")}, "张三", "回填", "附件1.docx", "核对后更正", sha256="a" * 64)
    step = ledger.imports(MARCH)[-1]
    assert (step.unit, step.who, step.kind, step.file, step.note, step.sha256) == (
        "曹镇乡", "张三", "回填", "附件1.docx", "核对后更正", "a" * 64,
    )  # fmt: skip
    assert step.at.tzinfo is not None and step.projects == 1 and step.current


def test_other_records_keep_their_rows_and_their_order(ledger):
    before = ledger.reports(MARCH)
    was = at(ledger, "甲项目")
    ledger.amend(MARCH, {was.ref: spent(was, "35")})
    after = ledger.reports(MARCH)
    assert [report.name for report in after] == [report.name for report in before]
    assert [report.ref for report in after][1:] == [report.ref for report in before][1:]


def test_records_of_two_units_go_in_together_each_with_its_units_step(ledger):
    one, other = at(ledger, "甲项目"), at(ledger, "丙项目")
    change = ledger.amend(MARCH, {one.ref: spent(one, "31"), other.ref: spent(other, "32")}, "张三")
    assert change.unit == "曹镇乡、马庄街道" and len(change.fields) == 2
    assert [step.unit for step in ledger.imports(MARCH)[-2:]] == ["曹镇乡", "马庄街道"]


def test_nothing_new_is_no_step(ledger):
    was, steps = at(ledger, "甲项目"), ledger.imports(MARCH)
    assert ledger.amend(MARCH, {was.ref: was}).unchanged
    assert ledger.imports(MARCH) == steps and at(ledger, "甲项目").ref == was.ref


def test_a_record_that_another_changed_meanwhile_is_refused_and_nothing_else_goes_in(ledger):
    was, other = at(ledger, "甲项目"), at(ledger, "乙项目")
    ledger.amend(MARCH, {was.ref: spent(was, "35")})
    before = ledger.reports(MARCH), ledger.imports(MARCH)
    with pytest.raises(DocgenError, match="已被别人改动，没有写入：甲项目"):
        ledger.amend(MARCH, {other.ref: spent(other, "31"), was.ref: spent(was, "36")})
    assert (ledger.reports(MARCH), ledger.imports(MARCH)) == before


@pytest.mark.parametrize("ref", ["", "1", "1-abcdef", "x-000000", "99999-000000", "9" * 30 + "-000000", "1-ABCDEF"])
def test_a_mark_of_another_ledger_is_none_here(ledger, ref):
    assert ledger.report_at(ref) is None and ledger.current_of(ref) is None
    with pytest.raises(DocgenError, match="不出自本台账"):
        ledger.amend(MARCH, {ref: at(ledger, "甲项目")})


def test_a_mark_of_another_month_is_refused(ledger):
    was = at(ledger, "甲项目")
    with pytest.raises(DocgenError, match="不出自本台账的2021年2月份"):
        ledger.amend(FEBRUARY, {was.ref: spent(was, "35")})


def test_a_record_gone_from_the_ledger_has_no_current(ledger, tmp_path):
    was = at(ledger, "乙项目")
    import_files(ledger, [building(tmp_path / "曹镇乡.xlsx", project("甲项目"))], MARCH)
    assert ledger.report_at(was.ref) == was and ledger.current_of(was.ref) is None


def test_the_unit_and_the_form_of_a_record_cannot_be_amended(ledger):
    was = at(ledger, "甲项目")
    for changed in (replace(was, unit="马庄街道"), replace(was, form="清单表")):
        with pytest.raises(DocgenError, match="不能改"):
            ledger.amend(MARCH, {was.ref: changed})


def test_a_corrected_name_stays_the_same_project_next_month_too(ledger, tmp_path):
    was = at(ledger, "甲项目")
    ledger.amend(MARCH, {was.ref: replace(was, name="滨河公园项目")})
    april = Period.parse("2021-04")
    import_files(ledger, [building(tmp_path / "曹镇乡.xlsx", project("滨河公园项目"))], april)
    assert at(ledger, "滨河公园项目").project == was.project == ledger.find(april, "滨河公园项目").project
    assert ledger.report_at(was.ref).name == "甲项目"


def test_a_name_that_another_project_of_the_table_has_is_refused(ledger):
    was, other = at(ledger, "甲项目"), at(ledger, "乙项目")
    with pytest.raises(DocgenError, match="已有“乙项目”"):
        ledger.amend(MARCH, {was.ref: replace(was, name="乙项目")})
    ledger.amend(MARCH, {was.ref: replace(was, name="乙项目"), other.ref: replace(other, name="甲项目")})
    assert [report.project for report in ledger.reports(MARCH)][:2] == [was.project, other.project]


def test_the_file_read_in_again_does_not_undo_a_correction(ledger, tmp_path):
    was = at(ledger, "甲项目")
    ledger.amend(MARCH, {was.ref: spent(was, "35.5")})
    [change] = import_files(ledger, [tmp_path / "曹镇乡.xlsx"], MARCH).changes
    assert change.unchanged and at(ledger, "甲项目").year_investment == Decimal("35.5")


def test_a_new_file_replaces_a_correction_and_names_it(ledger, tmp_path):
    was = at(ledger, "甲项目")
    ledger.amend(MARCH, {was.ref: spent(was, "35.5")})
    path = building(tmp_path / "曹镇乡.xlsx", project("甲项目", plan=120), project("乙项目", number=2, year=31))
    [change] = import_files(ledger, [path], MARCH).changes
    assert [(c.name, c.field, c.old, c.new) for c in change.overwritten] == [("甲项目", "year_investment", "35.5", "30")]
    assert len(change.fields) == 3


def test_of_four_who_correct_the_same_record_at_once_one_prevails(ledger, url):
    was = at(ledger, "甲项目")

    def correct(number: int) -> bool:
        with Ledger.open(url) as own:
            try:
                own.amend(MARCH, {was.ref: spent(was, f"4{number}")}, f"第{number}人")
            except DocgenError:
                return False
            return True

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(correct, range(4))) == 1
    assert len([step for step in ledger.imports(MARCH) if step.kind == "修改"]) == 1


class TestClosing:
    def test_a_closed_period_reads_as_ever(self, ledger):
        before = ledger.reports(MARCH)
        closing = ledger.close_period(MARCH, "张三", "通报第9号已印发")
        assert ledger.closed(MARCH) == closing and (closing.who, closing.note) == ("张三", "通报第9号已印发")
        assert ledger.reports(MARCH) == before and ledger.closed(FEBRUARY) is None

    def test_what_comes_later_is_refused_and_told_how_it_goes_in(self, ledger, tmp_path):
        ledger.close_period(MARCH, "张三")
        before, was = ledger.reports(MARCH), at(ledger, "甲项目")
        with pytest.raises(DocgenError, match="张三于 .* 封存.*--reopen"):
            ledger.amend(MARCH, {was.ref: spent(was, "35")})
        result = import_files(ledger, [building(tmp_path / "曹镇乡.xlsx", project("丁项目"))], MARCH)
        assert "--reopen" in result.problems[0].message and not result.changes
        assert ledger.reports(MARCH) == before

    def test_the_same_file_again_is_no_correction(self, ledger, tmp_path):
        ledger.close_period(MARCH)
        assert all(change.unchanged for change in import_files(ledger, [tmp_path / "曹镇乡.xlsx"], MARCH).changes)

    def test_a_correction_let_in_is_recorded_and_the_period_stays_closed(self, ledger):
        ledger.close_period(MARCH, "张三")
        was = at(ledger, "甲项目")
        ledger.amend(MARCH, {was.ref: spent(was, "35")}, "李四", note="审计更正", reopen=True)
        step = ledger.imports(MARCH)[-1]
        assert (step.who, step.note, step.reopened) == ("李四", "审计更正", True)
        assert ledger.closed(MARCH).who == "张三"
        with pytest.raises(DocgenError, match="封存"):
            ledger.replace("曹镇乡", MARCH, "b.xlsx", "1" * 64, [])
        assert ledger.replace("曹镇乡", MARCH, "b.xlsx", "1" * 64, [], (was.form,), "李四", reopen=True).removed

    def test_an_open_period_has_nothing_reopened(self, ledger):
        was = at(ledger, "甲项目")
        ledger.amend(MARCH, {was.ref: spent(was, "35")}, reopen=True)
        assert not any(step.reopened for step in ledger.imports(MARCH))

    def test_opening_again_is_recorded_and_neither_is_done_twice(self, ledger):
        ledger.close_period(MARCH, "张三")
        with pytest.raises(DocgenError, match="不必再封"):
            ledger.close_period(MARCH)
        ledger.reopen_period(MARCH, "李四", "误封")
        with pytest.raises(DocgenError, match="没有封存"):
            ledger.reopen_period(MARCH)
        ledger.close_period(MARCH, "王五")
        assert [(one.closed, one.who, one.note) for one in ledger.closings(MARCH)] == [
            (True, "张三", ""), (False, "李四", "误封"), (True, "王五", ""),
        ]  # fmt: skip


def test_a_whole_month_corrected_takes_time_that_grows_with_its_records(url):
    from time import process_time

    def seconds(count: int) -> float:
        period = Period.parse(f"2021-{count // 500:02}")
        with Ledger.open(url) as opened:
            opened.replace("大镇", period, "a.xlsx", f"{count:064}", [Report(f"第{n}号", "大镇", "清单表") for n in range(count)])
            changed = {report.ref: replace(report, name=f"{report.name}路") for report in opened.reports(period)}
            begun = process_time()
            opened.amend(period, changed)
            return process_time() - begun

    assert seconds(2000) < 12 * seconds(500)
