"""import, records and status as a clerk calls them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from docgen.cli import cli
from docgen.cli.console import run
from tests.ledger.workbooks import building, project

DATA = Path(__file__).parents[2] / "data"
MARCH = DATA / "zhanhe" / "2021-03"


@pytest.fixture
def docgen(tmp_path, monkeypatch, capsys):
    """Run a docgen command in a workspace of its own: exit code, stdout, stderr."""
    workspace = tmp_path / "office"
    workspace.mkdir()

    def call(*words: str | Path) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["docgen", "--workspace", str(workspace), *map(str, words)])
        code = run(cli)
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


def test_a_month_of_workbooks_goes_in(docgen):
    code, out, err = docgen("import", MARCH)
    assert code == 0
    assert "读入 5 个文件、88 个项目" in out
    assert "提醒" in err and "九里山街道.xlsx 附件1 G5" in err


def test_import_as_json(docgen):
    code, out, _ = docgen("import", MARCH, "--period", "2021-03", "--json")
    answer = json.loads(out)
    assert code == 0
    assert answer["projects"] == 88
    assert answer["problems"] and all(set(problem) == {"file", "sheet", "cell", "level", "message"} for problem in answer["problems"])
    assert [file["unit"] for file in answer["files"]] == ["九里山街道", "曹镇乡", "轻工路街道", "马庄街道", "高阳路街道"]


def test_import_again_says_that_nothing_changed(docgen):
    docgen("import", MARCH)
    _, before, _ = docgen("records", "--period", "2021-03", "--json")
    code, out, _ = docgen("import", MARCH)
    assert code == 0 and out.count("未作改动") == 5
    assert docgen("records", "--period", "2021-03", "--json")[1] == before


def test_a_correction_is_told_project_by_project(docgen, tmp_path):
    path = tmp_path / "曹镇乡.xlsx"
    docgen("import", building(path, project("甲项目")), "--period", "2021-03")
    code, out, _ = docgen("import", building(path, project("甲项目", year=35.5)), "--period", "2021-03")
    assert code == 0
    assert "改动　甲项目　年度完成投资：30 → 35.5" in out


def test_some_bad_files_give_exit_one_and_the_good_ones_stay(docgen, tmp_path):
    building(tmp_path / "2021-03" / "曹镇乡.xlsx", project("甲项目"))
    building(tmp_path / "2021-03" / "马庄街道.xlsx", project("乙项目", total="多"))
    code, _, err = docgen("import", tmp_path / "2021-03")
    assert code == 1
    assert "马庄街道.xlsx 附件1 D4" in err and "没有导入" in err
    names = [record["name"] for record in json.loads(docgen("records", "--period", "2021-03", "--json")[1])]
    assert names == ["甲项目"]


def test_nothing_taken_gives_exit_two_with_the_cell(docgen, tmp_path):
    path = building(tmp_path / "马庄街道.xlsx", project("乙项目", total="多"))
    code, out, err = docgen("import", path, "--period", "2021-03")
    assert (code, out) == (2, "")
    assert "D4" in err and "Traceback" not in err
    code, out, _ = docgen("import", path, "--period", "2021-03", "--json")
    assert code == 2
    assert json.loads(out)["problems"][0]["cell"] == "D4"
    assert json.loads(docgen("records", "--period", "2021-03", "--json")[1]) == []


def test_three_months_and_three_offices_do_not_all_become_march(docgen):
    code, _, err = docgen("import", DATA, "--period", "2021-03")
    assert code == 1 and "读入 5 个文件、88 个项目；另有" in err
    assert "zhanhe/2021-02/曹镇乡.xlsx" in err and "chenzhai-2020-03.xlsx" in err and "luanchuan-2018.xlsx" in err


def test_a_mistyped_month_leaves_the_good_reports(docgen):
    docgen("import", DATA / "zhanhe" / "2021-02")
    before = docgen("records", "--period", "2021-02", "--json")[1]
    code, _, err = docgen("import", MARCH, "--period", "2021-02")
    assert code == 2 and "去掉 --period" in err
    assert docgen("records", "--period", "2021-02", "--json")[1] == before


@pytest.mark.parametrize("period", ["2021-13", "三月", "2021/3"])
def test_a_month_that_is_none_stops_the_import(docgen, period):
    code, out, err = docgen("import", MARCH, "--period", period)
    assert (code, out) == (2, "")
    assert period in err and "2021-03" in err


def test_a_path_that_is_not_there_stops_the_import(docgen):
    code, _, err = docgen("import", "没有这个.xlsx", "--period", "2021-03")
    assert code == 2 and "没有这个.xlsx" in err


def test_records_as_json_agree_with_the_truth(docgen):
    docgen("import", MARCH / "曹镇乡.xlsx")
    _, out, _ = docgen("records", "--period", "2021-03", "--json")
    records = {record["name"]: record for record in json.loads(out)}
    truth = json.loads((MARCH / "曹镇乡.truth.json").read_text(encoding="utf-8"))
    for project_ in truth["building"]:
        record = records[project_["name"]]
        assert record["total_investment"] == project_["total"]
        assert record["month_investment"] == project_["month"]
        assert record["year_investment"] == project_["year"]
        assert record["cumulative_investment"] == project_["cumulative"]
        assert record["annual_plan"] == project_["plan"]
        assert record["leaders"] == [{"name": project_["leader"], "role": ""}]
        assert record["stage"] == "在建"
    one = records["曹镇乡社区卫生服务中心改造项目"]
    assert one["approvals"]["用地审批手续"] == {"state": "已办结", "number": "平国土〔2020〕28号"}
    assert one["source"] == {"file": "曹镇乡.xlsx", "sheet": "附件3", "row": 6}


def test_records_as_json_give_starts(docgen):
    docgen("import", DATA / "chenzhai-2020-03.xlsx")
    records = json.loads(docgen("records", "--period", "2020-03", "--json")[1])
    assert records[0]["start"] == {"raw": "2020.04", "date": "2020-04-01", "state": ""}
    assert records[4]["start"] == {"raw": "已开工", "date": None, "state": "已开工"}
    assert records[-2]["leaders"][1] == {"name": "倪卓君", "role": "业态培育"}


def test_records_for_a_person_stand_in_columns(docgen):
    from docgen.cli.columns import width

    docgen("import", MARCH / "曹镇乡.xlsx")
    _, out, _ = docgen("records", "--period", "2021-03")
    header, *rows, total = out.splitlines()
    assert "共 18 个项目" in total
    column = width(header[: header.index("阶段")])
    for row in rows:
        place = next(n for n in range(len(row)) if width(row[:n]) == column)
        assert row[place : place + 2] in ("前期", "新建", "在建", "竣工")


def test_status_names_the_unit_that_has_not_reported(docgen):
    docgen("import", DATA / "zhanhe")
    code, out, _ = docgen("status", "--period", "2021-03")
    assert code == 0
    assert "已报送 5 个单位，未报送 1 个：北渡街道" in out
    answer = json.loads(docgen("status", "--period", "2021-03", "--json")[1])
    assert answer["unreported"] == ["北渡街道"]
    assert {row["unit"]: row["projects"] for row in answer["units"]}["曹镇乡"] == 18


def test_status_takes_the_units_of_the_settings(docgen, tmp_path):
    (tmp_path / "office" / "docgen.toml").write_text('[reporting]\nunits = ["曹镇乡", "荆山街道"]\n', encoding="utf-8")
    docgen("import", MARCH / "曹镇乡.xlsx")
    assert json.loads(docgen("status", "--period", "2021-03", "--json")[1])["unreported"] == ["荆山街道"]


def test_three_months_go_in_within_twice_the_time_that_openpyxl_takes_to_open_the_files(docgen):
    from time import process_time

    from openpyxl import load_workbook

    def seconds(work) -> float:
        begun = process_time()
        work()
        return process_time() - begun

    def opened() -> None:
        for file in (DATA / "zhanhe").rglob("*.xlsx"):
            load_workbook(file)

    docgen("status")  # what is imported once
    assert seconds(lambda: docgen("import", DATA / "zhanhe")) < 2 * max(seconds(opened) for _ in range(2))
