"""diff, history, undo, close and status as a clerk calls them: what the ledger remembers and gives back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from docgen.cli import cli
from docgen.cli.console import run
from docgen.ledger.change import field_changes, in_words
from docgen.ledger.period import Period
from docgen.ledger.report import Approval, Milestone, Report
from docgen.ledger.store import Ledger
from tests.ledger.workbooks import building, project
from tests.support.office import DATA

MARCH = "2021-03"


@pytest.fixture
def office(tmp_path) -> Path:
    workspace = tmp_path / "office"
    workspace.mkdir()
    return workspace


@pytest.fixture
def docgen(office, monkeypatch, capsys):
    """Run a docgen command in a workspace of its own: exit code, stdout, stderr."""

    def call(*words: str | Path) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["docgen", "--workspace", str(office), *map(str, words)])
        code = run(cli)
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


@pytest.fixture
def ask(docgen):
    """The answer of a command to --json."""

    def call(*words: str | Path):
        code, out, err = docgen(*words, "--json")
        assert code == 0, err
        return json.loads(out)

    return call


@pytest.fixture
def send(docgen, tmp_path):
    """Import a workbook of 曹镇乡 (or of another unit) with these rows."""

    def call(period: str, *rows: tuple, unit: str = "曹镇乡", more: tuple = ()) -> tuple[int, str, str]:
        return docgen("import", building(tmp_path / f"{unit}.xlsx", *rows), "--period", period, *more)

    return call


def names(ask, period: str = MARCH) -> list[str]:
    return [record["name"] for record in ask("records", "--period", period)]


class TestDiff:
    @pytest.fixture(autouse=True)
    def two_months(self, send):
        send("2021-02", project("甲项目"), project("乙项目", number=2), project("丁项目（一期）", number=3))
        send(MARCH, project("甲项目", month=12.5, year=42.5), project("丙项目", number=2), project("丁工程(一期)", number=3))
        send("2021-02", project("子项目"), unit="马庄街道")

    def test_projects_in_out_and_renamed_and_fields_changed_by_unit(self, ask):
        answer = ask("diff", "2021-02", MARCH)
        own, silent = answer["units"]
        assert (own["unit"], silent["unit"]) == ("曹镇乡", "马庄街道")
        assert [project_["name"] for project_ in own["added"]] == ["丙项目"]
        assert [project_["name"] for project_ in own["removed"]] == ["乙项目"]
        assert own["renamed"] == [{"old": "丁项目（一期）", "new": "丁工程(一期)"}]
        assert own["changed"] == [
            {"name": "甲项目", "field": "month_investment", "old": "10", "new": "12.5", "difference": 2.5},
            {"name": "甲项目", "field": "year_investment", "old": "30", "new": "42.5", "difference": 12.5},
        ]
        assert [project_["name"] for project_ in silent["removed"]] == ["子项目"]

    def test_the_table_tells_the_same_in_words(self, docgen):
        code, out, _ = docgen("diff", "2021-02", MARCH)
        assert code == 0
        lines = [line.split() for line in out.splitlines()]
        assert ["曹镇乡", "改动", "甲项目", "年度完成投资", "30", "42.5", "+12.5"] in lines
        assert ["曹镇乡", "更名", "丁工程(一期)", "项目名称", "丁项目（一期）", "丁工程(一期)"] in lines
        assert ["马庄街道", "未报送", "原有", "1", "个项目"] in lines
        assert out.splitlines()[-1] == "2021年2月份 → 2021年3月份：新增 1 个，减少 2 个，更名 1 个，改动 2 处；金额单位：万元"

    @pytest.mark.parametrize("field", ["年度完成投资", "year_investment", "年度已完成投资"])
    def test_one_field_by_any_of_its_names(self, ask, field):
        [own] = ask("diff", "2021-02", MARCH, "--field", field)["units"]
        assert [change["field"] for change in own["changed"]] == ["year_investment"] and not own["added"]

    def test_one_unit(self, ask):
        assert [unit["unit"] for unit in ask("diff", "2021-02", MARCH, "--unit", "马庄街道")["units"]] == ["马庄街道"]

    def test_the_other_way_round_it_is_the_other_way_round(self, ask):
        [own, other] = ask("diff", MARCH, "2021-02")["units"]
        assert [project_["name"] for project_ in own["removed"]] == ["丙项目"]
        assert [project_["name"] for project_ in other["added"]] == ["子项目"]

    def test_a_month_is_no_different_from_itself(self, docgen):
        code, out, _ = docgen("diff", MARCH, MARCH)
        assert code == 0 and "没有不同" in out

    @pytest.mark.parametrize(
        ("words", "told"),
        [
            (("2021-02",), "--since"),
            (("2021-02", "2021-03", "--since", "2021-01-01"), "--since"),
            (("2021-03", "--since", "昨天"), "应写成 2021-04-02"),
            (("2021-02", "2021-04"), "台账里没有2021年4月份的记录，已有的报告期：2021-02、2021-03"),
            (("2021-02", "2021-03", "--field", "天气"), "没有“天气”这一栏"),
            (("2021-02", "2021-03", "--unit", "曹镇"), "是否为“曹镇乡”"),
        ],
    )
    def test_what_cannot_be_compared_is_told(self, docgen, words, told):
        code, out, err = docgen("diff", *words)
        assert (code, out) == (2, "") and told in err

    def test_what_changed_since_a_moment(self, office, ask, send):
        with Ledger.open(f"sqlite:///{office / 'data' / 'docgen.db'}") as ledger:
            came = ledger.imports(Period.parse(MARCH))[-1].at
        send(MARCH, project("甲项目", month=12.5, year=50), project("丙项目", number=2), project("丁工程(一期)", number=3))
        changed = ask("diff", MARCH, "--since", came.replace(microsecond=0).isoformat())["units"]
        assert {project_["name"] for project_ in changed[0]["added"]} == {"甲项目", "丙项目", "丁工程(一期)"}
        with Ledger.open(f"sqlite:///{office / 'data' / 'docgen.db'}") as ledger:
            second = ledger.imports(Period.parse(MARCH))[-1].at
        [own] = ask("diff", MARCH, "--since", second.isoformat())["units"]
        assert [(change["old"], change["new"]) for change in own["changed"]] == [("42.5", "50")]
        assert ask("diff", MARCH, "--since", "2199-01-01")["units"] == []


def test_parts_of_a_field_are_told_one_by_one():
    def record(state: str, *more: Approval) -> Report:
        parts = (Approval("用地审批手续", state), Approval("环评手续", "已办结"), *more)
        return Report("甲项目", "曹镇乡", approvals=parts, milestones=(Milestone("一季度", state),), extra=(("管理员", state),))

    changes = [*field_changes(record("正在办理"), record("已办结", Approval("施工许可证", "未办理")))]
    assert [(change.field, change.old, change.new) for change in changes] == [
        ("approvals/用地审批手续", "正在办理", "已办结"), ("approvals/施工许可证", "", "未办理"),
        ("milestones/一季度", "正在办理", "已办结"), ("extra/管理员", "正在办理", "已办结"),
    ]  # fmt: skip
    assert [in_words(change.field) for change in changes] == [
        "联审联批手续/用地审批手续", "联审联批手续/施工许可证", "时间节点/一季度", "管理员",
    ]  # fmt: skip


class TestHistory:
    @pytest.fixture(autouse=True)
    def three_steps(self, send):
        send("2021-02", project("标准化厂房项目", month=10, year=20), more=("--who", "张三"))
        send(MARCH, project("标准化厂房项目", month=10, year=30), more=("--who", "张三"))
        send(MARCH, project("标准化厂房工程", month=15, year=35), more=("--who", "李四", "--note", "单位更正"))

    def test_every_period_and_every_step_the_superseded_too(self, ask):
        answer = ask("history", "标准化厂房项目")
        assert (answer["name"], answer["unit"], answer["names"]) == ("标准化厂房工程", "曹镇乡", ["标准化厂房项目", "标准化厂房工程"])
        assert [(record["period"], record["year_investment"]) for record in answer["periods"]] == [("2021-02", 20), (MARCH, 35)]
        steps = answer["steps"]
        assert [(step["who"], step["note"], step["current"]) for step in steps] == [
            ("张三", "", True), ("张三", "", False), ("李四", "单位更正", True),
        ]  # fmt: skip
        assert all((step["file"], step["sheet"], step["row"]) == ("曹镇乡.xlsx", "附件1", 4) for step in steps)
        assert [(change["field"], change["old"], change["new"]) for change in steps[-1]["changed"]] == [
            ("name", "标准化厂房项目", "标准化厂房工程"), ("month_investment", "10", "15"), ("year_investment", "30", "35"),
        ]  # fmt: skip

    def test_for_a_person_it_reads_from_top_to_bottom(self, docgen):
        code, out, _ = docgen("history", "标准化厂房")
        assert code == 0
        assert out.startswith("标准化厂房工程（曹镇乡）　曾用名称：标准化厂房项目\n")
        assert "李四　第 3 步 导入　2021-03 在建项目进展情况表　曹镇乡.xlsx 附件1 第 4 行　现行　单位更正" in out
        assert "    年度完成投资：30 → 35" in out

    def test_a_project_left_out_by_a_correction_is_told_as_gone(self, ask, send):
        send(MARCH, project("另一项目"))
        answer = ask("history", "标准化厂房工程")
        assert [record["period"] for record in answer["periods"]] == ["2021-02"]
        assert answer["steps"][-1]["removed"] and not answer["steps"][-1]["current"]

    def test_an_unknown_name_names_the_nearest(self, docgen):
        code, _, err = docgen("history", "标准厂房")
        assert code == 2 and "是否为“标准化厂房项目”" in err

    def test_a_name_of_two_units_asks_which(self, docgen, ask, send):
        send(MARCH, project("标准化厂房项目", year=99), unit="马庄街道")
        code, _, err = docgen("history", "标准化厂房项目")
        assert code == 2 and "曹镇乡、马庄街道" in err and "--unit" in err
        assert ask("history", "标准化厂房项目", "--unit", "马庄街道")["periods"][0]["year_investment"] == 99


class TestUndo:
    @pytest.fixture(autouse=True)
    def two_files(self, send):
        send(MARCH, project("甲项目"), project("乙项目", number=2))
        send(MARCH, project("丙项目"), unit="马庄街道")
        send(MARCH, project("甲项目", year=35), project("丁项目", number=2))

    def records(self, ask):
        return [record for record in ask("records", "--period", MARCH) if record["unit"] == "曹镇乡"]

    def test_the_last_import_of_a_unit_is_undone_and_nothing_is_deleted(self, docgen, ask):
        code, out, _ = docgen("undo", MARCH, "--unit", "曹镇乡", "--who", "张三", "--note", "报错了")
        assert code == 0 and "退回到第 1 步之后的样子，现有 2 个项目" in out
        assert "年度完成投资：35 → 30" in out
        assert [(record["name"], record["year_investment"]) for record in self.records(ask)] == [("甲项目", 30), ("乙项目", 30)]
        assert names(ask) == ["甲项目", "乙项目", "丙项目"]
        last = ask("status", MARCH, "--imports")[-1]
        assert (last["kind"], last["who"], last["note"], last["goes_back_to"], last["current"]) == ("撤销", "张三", "报错了", 1, True)
        assert len(ask("status", MARCH, "--imports")) == 4

    def test_again_goes_one_step_further_and_then_there_is_no_more(self, docgen, ask):
        for _ in range(2):
            assert docgen("undo", MARCH, "--unit", "曹镇乡")[0] == 0
        assert names(ask) == ["丙项目"]
        code, _, err = docgen("undo", MARCH, "--unit", "曹镇乡")
        assert code == 2 and "没有可再撤销的" in err

    def test_any_step_can_be_gone_back_to(self, docgen, ask):
        before = self.records(ask)
        for to, there in ((1, "乙项目"), (0, None), (3, "丁项目")):
            assert docgen("undo", MARCH, "--unit", "曹镇乡", "--to", to)[0] == 0
            assert (there in names(ask)) == (there is not None)
        assert self.records(ask) == before

    def test_an_import_after_it_is_an_import_like_any(self, docgen, ask, send):
        docgen("undo", MARCH, "--unit", "曹镇乡")
        _, out, _ = send(MARCH, project("甲项目", year=35), project("丁项目", number=2))
        assert "新增　丁项目" in out and "甲项目" in names(ask)

    def test_status_tells_the_file_that_counts_again(self, docgen, ask):
        docgen("undo", MARCH, "--unit", "曹镇乡", "--who", "张三")
        own = next(unit for unit in ask("status", MARCH)["units"] if unit["unit"] == "曹镇乡")
        assert (own["files"], own["who"], own["projects"]) == (["曹镇乡.xlsx"], "张三", 2)

    @pytest.mark.parametrize(
        ("words", "told"),
        [
            (("--unit", "北渡街道"), "没有2021年3月份的导入"),
            (("--unit", "曹镇乡", "--to", "2"), "没有第 2 步"),
            (("--unit", "曹镇乡", "--to", "3"), "现在就是第 3 步之后的样子"),
            ((), "缺少 --unit"),
        ],
    )
    def test_what_cannot_be_undone_is_told(self, docgen, ask, words, told):
        before = ask("status", MARCH, "--imports")
        code, _, err = docgen("undo", MARCH, *words)
        assert code == 2 and told in err
        assert ask("status", MARCH, "--imports") == before


class TestClose:
    @pytest.fixture(autouse=True)
    def a_month(self, send):
        send(MARCH, project("甲项目"))

    def test_a_closed_month_is_told_by_status(self, docgen, ask):
        code, out, _ = docgen("close", MARCH, "--who", "张三", "--note", "通报第9号已印发")
        assert code == 0 and "2021年3月份的台账已封存（张三，" in out
        assert "封存：通报第9号已印发" in docgen("status", MARCH)[1]
        closed = ask("status", MARCH)["closed"]
        assert (closed["who"], closed["note"]) == ("张三", "通报第9号已印发")

    def test_a_correction_needs_reopen_and_a_reason_and_is_recorded(self, docgen, ask, send):
        docgen("close", MARCH)
        code, _, err = send(MARCH, project("甲项目", year=35))
        assert code == 2 and "--reopen" in err and "--note" in err
        code, _, err = send(MARCH, project("甲项目", year=35), more=("--reopen",))
        assert code == 2 and "--note" in err
        assert ask("records", "--period", MARCH)[0]["year_investment"] == 30
        code, _, err = send(MARCH, project("甲项目", year=35), more=("--reopen", "--note", "审计更正", "--who", "李四"))
        assert code == 0, err
        last = ask("status", MARCH, "--imports")[-1]
        assert (last["reopened"], last["who"], last["note"]) == (True, "李四", "审计更正")
        assert ask("status", MARCH)["closed"]
        assert "封存后" in docgen("status", MARCH, "--imports")[1]

    def test_undo_of_a_closed_month_needs_it_too(self, docgen):
        docgen("close", MARCH)
        assert "--reopen" in docgen("undo", MARCH, "--unit", "曹镇乡")[2]
        assert docgen("undo", MARCH, "--unit", "曹镇乡", "--reopen", "--note", "更正")[0] == 0

    def test_opening_again_needs_a_reason(self, docgen, ask):
        docgen("close", MARCH)
        code, _, err = docgen("close", MARCH, "--undo")
        assert code == 2 and "--note" in err
        assert docgen("close", MARCH, "--undo", "--note", "误封")[0] == 0
        assert ask("status", MARCH)["closed"] is None

    def test_a_month_without_records_is_not_closed(self, docgen):
        code, _, err = docgen("close", "2021-04")
        assert code == 2 and "没有2021年4月份的记录" in err


class TestStatus:
    def test_the_period_stands_behind_the_command_or_behind_its_option(self, docgen, send):
        send(MARCH, project("甲项目"))
        assert docgen("status", MARCH) == docgen("status", "--period", MARCH)
        code, _, err = docgen("status", MARCH, "--period", "2021-02")
        assert code == 2 and "多写了 2021-03" in err

    def test_who_imported_is_as_named_or_as_set_or_the_login(self, docgen, ask, send, office, monkeypatch):
        monkeypatch.setenv("LOGNAME", "denglu")
        send(MARCH, project("甲项目"))
        (office / "docgen.toml").write_text('[office]\nclerk = "王五"\n', encoding="utf-8")
        send(MARCH, project("甲项目", year=31))
        send(MARCH, project("甲项目", year=32), more=("--who", "张 三"))
        assert [step["who"] for step in ask("status", MARCH, "--imports")] == ["denglu", "王五", "张三"]
        assert ask("status", MARCH)["units"][0]["who"] == "张三"

    def test_problems_told_at_import_are_counted(self, docgen, ask):
        _, _, err = docgen("import", DATA / "zhanhe" / MARCH / "九里山街道.xlsx")
        [unit] = ask("status", MARCH)["units"]
        assert unit["problems"] == err.count("提醒　九里山街道.xlsx") > 0

    def test_every_file_is_listed_with_its_hash(self, docgen, ask, send):
        send(MARCH, project("甲项目"))
        send(MARCH, project("甲项目", year=31))
        former, now = ask("status", MARCH, "--imports")
        assert (former["current"], now["current"]) == (False, True)
        assert len(former["sha256"]) == 64 and former["sha256"] != now["sha256"]
        _, out, _ = docgen("status", MARCH, "--imports")
        assert "已被替换" in out and now["sha256"][:12] in out


class TestRename:
    OLD, NEW = "智慧停车场改造项目", "停车场智慧化改造工程"

    @pytest.fixture(autouse=True)
    def two_months(self, send):
        send("2021-02", project(self.OLD, since=45.5))

    def test_the_import_asks_and_the_command_that_it_names_answers(self, docgen, ask, send):
        import shlex

        _, _, err = send(MARCH, project(self.NEW, month=10, since=55.5))
        told = next(line for line in err.splitlines() if "docgen rename" in line)
        command = shlex.split(told[told.index("docgen rename") :].split("；")[0])
        code, out, _ = docgen(*command[1:])
        assert code == 0 and "已按同一项目衔接" in out
        [own] = ask("diff", "2021-02", MARCH, "--unit", "曹镇乡")["units"]
        assert own["renamed"] == [{"old": self.OLD, "new": self.NEW}]
        assert "是同一项目" in docgen("history", self.NEW)[1]

    def test_denied_it_is_not_asked_again(self, docgen, send):
        send(MARCH, project(self.NEW, month=10, since=55.5))
        assert docgen("rename", self.OLD, self.NEW, "--period", MARCH, "--no")[0] == 0
        _, _, err = send(MARCH, project(self.NEW, month=10, since=55.5, year=31))
        assert "docgen rename" not in err
