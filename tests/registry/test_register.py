"""docgen register and docgen void: what was issued, what was voided, and whether the files are still what was issued."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from docgen.problem import DocgenError
from tests.building.hand import PERIOD, command
from tests.registry.conftest import CIRCULAR, retold, words_of
from tests.support.ooxml import errors


@pytest.fixture
def issued(office: Path, many) -> list[Path]:
    papers = many(4)
    assert command(office, "issue", *papers, "--who", "张三")[0] == 0
    return papers


def entries(office: Path, *options: str) -> list[dict]:
    return json.loads(command(office, "register", "--json", *options)[1])


def test_a_file_changed_or_gone_since_is_told_and_asks_for_a_look(office: Path, issued: list[Path]):
    assert command(office, "register")[0] == 0
    issued[1].unlink()
    shutil.copy(retold(issued[2], office / "改.docx", "现就你单位", "现对你单位"), issued[2])
    assert [entry["state"] for entry in entries(office)] == ["一致", "不在了", "改动过", "一致"]
    code, out, err = command(office, "register")
    assert code == 1 and "改动过" in out and "平湛政督函〔2021〕2号" in err


def test_a_voided_number_is_kept_with_its_reason_and_never_given_again(office: Path, issued: list[Path]):
    code, _, err = command(office, "void", "平湛政督函[2021]4号", "--reason", "=数据有误", "--who", "李四")
    assert code == 0 and "重新" in err
    last = entries(office)[-1]
    assert (last["state"], last["reason"], last["voided_by"]) == ("已作废", "=数据有误", "李四")
    with pytest.raises(DocgenError, match="不必再作废"):
        command(office, "void", "平湛政督函〔2021〕4号", "--reason", "又一次")
    command(office, "issue", issued[3])
    assert "平湛政督函〔2021〕5号" in words_of(issued[3])
    assert [entry["number"][-3:] for entry in entries(office)] == ["〕1号", "〕2号", "〕3号", "〕4号", "〕5号"]


def test_a_number_never_given_cannot_be_voided_nor_one_without_reason(office: Path, issued: list[Path]):
    with pytest.raises(DocgenError, match="已编到 4 号"):
        command(office, "void", "平湛政督函〔2021〕9号", "--reason", "错")
    with pytest.raises(DocgenError, match="原因"):
        command(office, "void", "平湛政督函〔2021〕1号", "--reason", " ")
    with pytest.raises(DocgenError, match="不是发文字号"):
        command(office, "void", "九号", "--reason", "错")
    assert {entry["state"] for entry in entries(office)} == {"一致"}


def test_a_paper_whose_number_was_voided_is_made_and_issued_again(office: Path):
    command(office, "issue", office / CIRCULAR)
    command(office, "void", "平湛政办〔2021〕9号", "--reason", "附件有误")
    code, _, _ = command(office, "circular", "--period", PERIOD)
    assert code == 1, "the voided paper was kept under another name, which is told"
    assert "平湛政办〔2021〕　号" in words_of(office / CIRCULAR)
    command(office, "issue", office / CIRCULAR)
    assert [entry["number"] for entry in entries(office)] == ["平湛政办〔2021〕9号", "平湛政办〔2021〕10号"]


def test_is_asked_by_year_and_series(office: Path, issued: list[Path]):
    command(office, "issue", office / CIRCULAR)
    assert len(entries(office)) == 5
    assert [entry["number"] for entry in entries(office, "--series", "平湛政办")] == ["平湛政办〔2021〕9号"]
    assert entries(office, "--year", "2020") == []


def test_is_exported_to_a_workbook_in_which_no_text_is_a_formula(office: Path, issued: list[Path], tmp_path: Path):
    command(office, "void", "平湛政督函〔2021〕2号", "--reason", "=1+1", "--who", "@李四")
    file = tmp_path / "发文登记簿.xlsx"
    command(office, "register", "--xlsx", file)
    sheet = load_workbook(file).active
    rows = list(sheet.iter_rows(min_row=4, values_only=True))
    assert [row[0] for row in rows] == [f"平湛政督函〔2021〕{number}号" for number in range(1, 5)]
    assert "=1+1" in rows[1][7] and rows[1][4] == "已作废"
    assert not [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert errors(file) == []


def test_an_export_takes_the_place_of_the_former_one_unless_a_person_edited_that(office: Path, issued: list[Path], tmp_path: Path):
    file = tmp_path / "发文登记簿.xlsx"
    command(office, "register", "--xlsx", file)
    command(office, "issue", office / CIRCULAR)
    assert command(office, "register", "--xlsx", file)[0] == 0
    assert [path.name for path in tmp_path.glob("*.xlsx")] == [file.name]
    book = load_workbook(file)
    book.active["J5"] = "已送档案室"
    book.save(file)
    assert command(office, "register", "--xlsx", file)[0] == 1
    assert (tmp_path / "发文登记簿（人工修改1）.xlsx").exists()


def test_the_ledger_and_the_register_share_a_database_whichever_came_first(tmp_path: Path):
    from docgen.ledger.database import connect
    from docgen.ledger.store import Ledger
    from docgen.registry.schema import REGISTRY

    url = f"sqlite:///{tmp_path / 'docgen.db'}"
    connect(url, REGISTRY).dispose()
    with Ledger.open(url) as ledger:
        assert ledger.periods() == ()
    connect(url, REGISTRY).dispose()
    assert [path.name for path in tmp_path.iterdir()] == ["docgen.db"], "nothing was older, so nothing was copied"
