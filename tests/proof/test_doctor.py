"""``docgen doctor``: what is here, what stands in for what, what is missing and what to do."""

import json
import os
from pathlib import Path

import pytest

from tests.support.office import DATA, docgen


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A new office as ``docgen init`` makes it."""
    folder = tmp_path / "office"
    assert docgen(tmp_path, "init", folder).returncode == 0
    return folder


def checks(folder: Path, *words: str) -> tuple[int, dict[str, dict[str, str]]]:
    """The exit code, and each check by its name."""
    done = docgen(folder, *words, "doctor", "--json")
    return done.returncode, {one["name"]: one for one in json.loads(done.stdout)}


class TestReady:
    def test_a_new_office_has_all_it_needs(self, office: Path):
        code, found = checks(office)
        assert code == 0
        assert not [one for one in found.values() if one["state"] == "缺少"]

    def test_it_tells_libreoffice_and_the_libraries(self, office: Path):
        found = checks(office)[1]
        assert "LibreOffice" in found["LibreOffice"]["found"] and os.sep in found["LibreOffice"]["found"]
        assert {"Python", "python-docx", "sqlalchemy"} <= set(found)

    def test_it_tells_what_stands_in_for_each_official_font(self, office: Path):
        found = checks(office)[1]
        for name in ("方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体"):
            assert found[name]["state"] == "正常" or "代用" in found[name]["found"]

    def test_looking_changes_nothing(self, office: Path):
        before = sorted(office.rglob("*"))
        checks(office)
        assert sorted(office.rglob("*")) == before

    def test_the_table_says_that_all_is_there(self, office: Path):
        done = docgen(office, "doctor")
        assert done.returncode == 0 and "需要的都齐了" in done.stdout


class TestWorkspace:
    def test_templates_as_they_came_and_edited_ones_are_told_apart(self, office: Path):
        assert "未改动" in checks(office)[1]["模板"]["found"] and "改过" not in checks(office)[1]["模板"]["found"]
        from docx import Document

        file = office / "templates" / "notices" / "督办函.docx"
        document = Document(file)
        document.paragraphs[-1].insert_paragraph_before("另：请抓紧。")
        document.save(file)
        assert "本单位改过1个（督办函.docx）" in checks(office)[1]["模板"]["found"]

    def test_a_template_that_does_not_open_is_missing(self, office: Path):
        (office / "templates" / "notices" / "通知.docx").write_bytes(b"not a document")
        code, found = checks(office)
        assert code == 1 and found["模板"]["state"] == "缺少" and "通知.docx" in found["模板"]["found"]

    def test_the_ledger_tells_its_latest_period(self, office: Path):
        ledger = DATA / "chenzhai-2020-03.xlsx"
        assert docgen(office, "import", ledger, "--period", "2020-03").returncode in (0, 1)
        assert "2020年3月" in checks(office)[1]["台账数据库"]["found"]

    def test_a_database_that_is_none_is_missing(self, office: Path):
        (office / "data" / "docgen.db").write_bytes(b"no database " * 100)
        code, found = checks(office)
        assert code == 1 and found["台账数据库"]["state"] == "缺少"

    def test_a_folder_that_is_no_office_is_told_to_become_one(self, tmp_path: Path):
        code, found = checks(tmp_path)
        assert code == 1 and "docgen init" in found["设置"]["advice"]
        assert not list(tmp_path.iterdir())

    def test_broken_settings_are_told_and_the_rest_is_still_looked_at(self, office: Path):
        (office / "docgen.toml").write_text("[office\n", encoding="utf-8")
        code, found = checks(office)
        assert code == 1 and found["设置"]["state"] == "缺少" and "LibreOffice" in found

    def test_libreoffice_that_is_not_there(self, office: Path):
        settings = office / "docgen.toml"
        settings.write_text('[pdf]\nsoffice = "no-such-office"\n', encoding="utf-8")
        code, found = checks(office)
        assert code == 1 and found["LibreOffice"]["state"] == "缺少" and found["LibreOffice"]["advice"]
