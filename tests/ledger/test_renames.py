"""A likely rename is asked, never assumed; a person's word is kept, and can be taken back."""

from __future__ import annotations

from decimal import Decimal

import pytest

from docgen.ledger.importing import import_files
from docgen.ledger.period import Period
from docgen.ledger.renames import likely_renames
from docgen.ledger.report import Report
from docgen.ledger.store import Ledger
from docgen.problem import DocgenError
from tests.ledger.workbooks import building, project

FEBRUARY, MARCH = Period.parse("2021-02"), Period.parse("2021-03")


def record(name: str, number: int = 0, **fields) -> Report:
    return Report(name=name, unit=fields.pop("unit", "曹镇乡"), form="清单表", project=number, **fields)


def asked(before: list[Report], after: list[Report], apart=frozenset()) -> list[tuple[str, str]]:
    return [(rename.old.name, rename.new.name) for rename in likely_renames(before, after, apart)]


def test_a_name_nearly_the_same_is_asked_about():
    before, after = [record("湛河北岸道路改扩建项目", 1)], [record("湛河北岸道路扩建改造项目", 2)]
    [rename] = likely_renames(before, after)
    assert (rename.old.project, rename.new.project, rename.why) == (1, 2, "名称相近")


def test_a_name_quite_different_is_asked_about_where_the_figures_go_on():
    old = record("智慧停车场改造项目", 1, cumulative_investment=Decimal("11590.7"))
    new = record("停车场智慧化提升工程", 2, month_investment=Decimal("2271.4"), cumulative_investment=Decimal("13862.1"))
    [rename] = likely_renames([old], [new])
    assert "累计完成投资前后衔接" in rename.why


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (record("滨河公园项目", 1), record("中心小学迁建项目", 2)),
        (record("滨河公园一期项目", 1), record("滨河公园二期项目", 2)),
        (record("南环路东段", 1), record("南环路西段", 2)),
        (record("滨河公园项目", 1, unit="马庄街道"), record("滨河公园改造项目", 2)),
    ],
)
def test_another_project_is_not_asked_about(old, new):
    assert likely_renames([old], [new]) == ()


def test_a_project_still_reported_was_not_renamed():
    assert asked([record("滨河公园项目", 1)], [record("滨河公园项目", 1), record("滨河公园改造项目", 2)]) == []


def test_each_is_asked_about_once_with_the_likeliest():
    before = [record("湛河北岸道路改扩建项目", 1), record("湛河南岸绿化提升项目", 2)]
    after = [record("湛河北岸道路扩建项目", 3), record("湛河南岸绿化项目提升工程", 4)]
    assert sorted(asked(before, after)) == [
        ("湛河北岸道路改扩建项目", "湛河北岸道路扩建项目"), ("湛河南岸绿化提升项目", "湛河南岸绿化项目提升工程"),
    ]  # fmt: skip


def test_what_a_person_called_different_is_not_asked_again():
    before, after = [record("湛河北岸道路改扩建项目", 1)], [record("湛河北岸道路扩建改造项目", 2)]
    assert asked(before, after, {(1, 2)}) == []


def test_a_whole_list_replaced_by_another_takes_time_that_grows_with_it():
    from time import process_time

    def seconds(count: int) -> float:
        before = [record(f"{n:04}号地块道路项目", n + 1, total_investment=Decimal(n % 7)) for n in range(count)]
        after = [record(f"{n:04}号地块管网项目", n + 5001, total_investment=Decimal(n % 5)) for n in range(count)]
        begun = process_time()
        likely_renames(before, after)
        return process_time() - begun

    assert seconds(3000) < 20 * min(seconds(600) for _ in range(3))


class TestDecisions:
    OLD, NEW = "智慧停车场改造项目", "停车场智慧化改造工程"

    @pytest.fixture
    def ledger(self, tmp_path):
        with Ledger.open(f"sqlite:///{tmp_path / 'docgen.db'}") as opened:
            for period, name in ((FEBRUARY, self.OLD), (MARCH, self.NEW)):
                rows = [project(name), project("道路项目" if period == FEBRUARY else "道路工程", number=2)]
                import_files(opened, [building(tmp_path / str(period) / "曹镇乡.xlsx", *rows)], period)
            yield opened

    def identities(self, ledger: Ledger) -> tuple[int, int]:
        return ledger.find(FEBRUARY, self.OLD).project, ledger.find(MARCH, self.NEW).project

    def test_until_a_person_says_so_they_are_two(self, ledger):
        old, new = self.identities(ledger)
        assert old != new

    def test_confirmed_they_are_one_in_all_periods_under_the_names_they_had(self, ledger):
        refs = [report.ref for period in (FEBRUARY, MARCH) for report in ledger.reports(period)]
        ledger.decide(MARCH, "曹镇乡", self.OLD, self.NEW, who="张三", note="已电话核实")
        old, new = self.identities(ledger)
        assert old == new
        assert [report.ref for period in (FEBRUARY, MARCH) for report in ledger.reports(period)] == refs
        [word] = ledger.history(self.NEW).decisions
        assert (word.old, word.new, word.same, word.who, word.note) == (self.OLD, self.NEW, True, "张三", "已电话核实")

    def test_taken_back_they_are_two_again_and_stay_so(self, ledger):
        ledger.decide(MARCH, "曹镇乡", self.OLD, self.NEW)
        ledger.decide(MARCH, "曹镇乡", self.OLD, self.NEW, same=False)
        old, new = self.identities(ledger)
        assert old != new and (min(old, new), max(old, new)) in ledger.apart()

    def test_next_month_either_name_goes_on(self, ledger, tmp_path):
        ledger.decide(MARCH, "曹镇乡", self.OLD, self.NEW)
        for month, name in ((4, self.NEW), (5, self.OLD), (6, "停车场智慧化改造项目")):
            period = Period.parse(f"2021-{month:02}")
            import_files(ledger, [building(tmp_path / "曹镇乡.xlsx", project(name))], period)
            assert ledger.find(period, name).project == self.identities(ledger)[0]

    def test_a_ref_made_before_still_leads_to_the_record(self, ledger):
        was = ledger.find(MARCH, self.NEW)
        ledger.decide(MARCH, "曹镇乡", self.OLD, self.NEW)
        assert ledger.current_of(was.ref).ref == was.ref

    def test_names_that_were_taken_for_one_project_can_be_parted(self, ledger):
        assert ledger.find(FEBRUARY, "道路项目").project == ledger.find(MARCH, "道路工程").project
        ledger.decide(MARCH, "曹镇乡", "道路项目", "道路工程", same=False)
        assert ledger.find(FEBRUARY, "道路项目").project != ledger.find(MARCH, "道路工程").project
        ledger.decide(MARCH, "曹镇乡", "道路项目", "道路工程")
        assert ledger.find(FEBRUARY, "道路项目").project == ledger.find(MARCH, "道路工程").project

    def test_two_that_stand_side_by_side_are_not_one(self, ledger):
        with pytest.raises(DocgenError, match="同在2021年3月份的在建项目进展情况表里"):
            ledger.decide(MARCH, "曹镇乡", "道路工程", self.NEW)

    def test_said_twice_or_of_a_name_unknown_is_refused(self, ledger):
        ledger.decide(MARCH, "曹镇乡", self.OLD, self.NEW)
        with pytest.raises(DocgenError, match="已是同一项目"):
            ledger.decide(MARCH, "曹镇乡", self.OLD, self.NEW)
        with pytest.raises(DocgenError, match=f"没有报送过“智慧停车场改造二期”，是否为“{self.OLD}”"):
            ledger.decide(MARCH, "曹镇乡", "智慧停车场改造二期", self.NEW)
        with pytest.raises(DocgenError, match="没有报送过"):
            ledger.decide(MARCH, "马庄街道", self.OLD, self.NEW)

    def test_a_project_joined_by_way_of_a_third_name_says_so(self, ledger, tmp_path):
        april = Period.parse("2021-04")
        import_files(ledger, [building(tmp_path / "曹镇乡.xlsx", project("立体车库"))], april)
        ledger.decide(MARCH, "曹镇乡", self.OLD, self.NEW)
        ledger.decide(april, "曹镇乡", self.NEW, "立体车库")
        with pytest.raises(DocgenError, match="经由别的名称"):
            ledger.decide(april, "曹镇乡", self.OLD, "立体车库", same=False)
        assert ledger.find(april, "立体车库").project == self.identities(ledger)[0]
        assert not ledger.apart()

    def test_months_without_investment_are_counted_through_a_rename(self, ledger, tmp_path):
        from docgen.figures.lag import months_without_investment

        for period, name in ((FEBRUARY, self.OLD), (MARCH, self.NEW)):
            import_files(ledger, [building(tmp_path / "曹镇乡.xlsx", project(name, month=0))], period)

        def months() -> list[Decimal]:
            return list(months_without_investment(MARCH, ledger.reports(MARCH), {FEBRUARY: ledger.reports(FEBRUARY)}).values())

        assert months() == [1]
        ledger.decide(MARCH, "曹镇乡", self.OLD, self.NEW)
        assert months() == [2]
