"""docgen.toml: the sample explains every key; what is wrong in it is named with its place."""

from __future__ import annotations

import tomllib
from dataclasses import MISSING, fields

import pytest

from docgen.problem import DocgenError
from docgen.settings import Settings, load
from tests.support.office import DATA, ROOT, docgen

SECTIONS = {field.name: field.default_factory for field in fields(Settings) if field.default is MISSING}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[offise]\nname = "甲"\n', ["没有“offise”这一节", "是否为“office”"]),
        ('[office]\nnames = "甲"\n', ["[office]", "没有“names”这一项", "是否为“name”"]),
        ("[office]\nname = 5\n", ["[office] name", "应为加引号的文字", "现为 5"]),
        ('[office]\nseal = "是"\n', ["[office] seal", "应为true 或 false"]),
        ('[office]\ncopies = "区委办公室"\n', ["[office] copies", "加引号的文字组成的列表"]),
        ('[lag]\nyellow = "十"\n', ["[lag] yellow", "应为数字"]),
        ("[reporting]\nday = 0\n", ["[reporting] day", "应为正整数"]),
        ("[pdf]\nseconds = -1\n", ["[pdf] seconds", "应为正整数"]),
        ('[office\nname = "甲"\n', ["第 1 行“[office”写法不对"]),
        ('[office]\nname = “甲"\n', ["第 2 行", "前后都要加英文引号"]),
        ('[office]\nname = "甲"\nname = "乙"\n', ["第 3 行“name = \"乙\"”", "前面已经写过一次，请删去一处"]),
        ("[lag]\nyellow = 10\n[lag]\nraise_after = 2\n", ["第 3 行“[lag]”", "这一节前面已经有了，请把下面各项写到那一节里"]),
        ('[office]\ncopies = ["甲"\nname = "乙"\n', ["第 3 行", "前一项的方括号没有写完"]),
        ("[office]\ncopies = [", ["末尾", "缺引号或方括号"]),
        ('[paths]\noutputs = "D:\\公文"\n', ["第 2 行", "路径里的 \\ 请写成 /"]),
        ('[paths]\noutputs = "D:\\new"\n', ["[paths] outputs", "路径里的 \\ 请写成 /"]),
        ("[lag]\nyellow = 40\nred = 30\n", ["[lag]", "yellow（40）应不大于 red（30）"]),
        ("[lag]\nyellow = 31\n", ["[lag]", "yellow（31）应不大于 red（30）"]),
        ("[lag]\nred = -1\n", ["[lag] red", "应在 0 至 100 之间，现为 -1"]),
        ("[lag]\nred = inf\n", ["[lag] red", "应为数字"]),
        ("[lag]\nidle_months = 0\n", ["[lag] idle_months", "应为正整数，现为 0"]),
        ("[reporting]\nday = 45\n", ["[reporting] day", "应在 1 至 31 之间，现为 45"]),
        ("[circular]\nissue_day = 40\n", ["[circular] issue_day", "应在 1 至 31 之间，现为 40"]),
        ("[circular]\nplan_day = 32\n", ["[circular] plan_day", "应在 1 至 31 之间，现为 32"]),
        ('name = "甲"\n', ["没有“name”这一节"]),
    ],
)
def test_a_wrong_setting_is_named_with_file_section_and_key(tmp_path, text, words):
    (tmp_path / "docgen.toml").write_text(text, encoding="utf-8")
    with pytest.raises(DocgenError) as error:
        load(tmp_path)
    assert all(word in str(error.value) for word in (str(tmp_path / "docgen.toml"), *words)), str(error.value)


def test_a_settings_file_that_is_not_text_is_refused_in_words(tmp_path):
    (tmp_path / "docgen.toml").write_bytes("名称 = 甲".encode("gbk"))
    with pytest.raises(DocgenError, match="不是 UTF-8 编码：请在记事本中另存"):
        load(tmp_path)


def test_settings_may_be_typed_with_the_signs_of_a_chinese_keyboard(tmp_path):
    typed = "[office]\r\nname ＝ “甲区政府办”\r\nregion = 甲区\r\nseal = 否\r\ncopies = 【“区委办公室”，“区政协办公室”】# 注：用“”\r\n"
    (tmp_path / "docgen.toml").write_bytes(b"\xef\xbb\xbf" + typed.encode())
    office = load(tmp_path).office
    assert (office.name, office.region, office.seal) == ("甲区政府办", "甲区", False)
    assert office.copies == ("区委办公室", "区政协办公室")


def test_a_command_stops_at_a_wrong_setting_without_a_traceback(tmp_path):
    (tmp_path / "docgen.toml").write_text("[pdf]\nsecond = 5\n", encoding="utf-8")
    done = docgen(tmp_path, "pdf", "甲.docx")
    assert done.returncode == 2 and "是否为“seconds”" in done.stderr and "Traceback" not in done.stderr


def test_a_settings_file_that_is_asked_for_must_be_there(tmp_path):
    done = docgen(tmp_path, "--settings", tmp_path / "无.toml", "pdf", "甲.docx")
    assert done.returncode == 2 and "没有" in done.stderr and "无.toml" in done.stderr


def test_a_settings_file_is_looked_for_here_and_then_in_the_workspace(tmp_path, monkeypatch):
    office, here = tmp_path / "office", tmp_path / "here"
    for folder, day in ((office, 45), (here, 46)):
        (folder / "data").mkdir(parents=True)
        (folder / "data" / "陈宅镇.toml").write_text(f"[reporting]\nday = {day}\n", encoding="utf-8")
    monkeypatch.chdir(here)
    assert "现为 46" in docgen(office, "--settings", "data/陈宅镇.toml", "status", "--period", "2021-03").stderr
    monkeypatch.chdir(tmp_path)
    assert "现为 45" in docgen(office, "--settings", "data/陈宅镇.toml", "status", "--period", "2021-03").stderr


@pytest.mark.parametrize(("section", "key", "value"), [("lag", "yellow", 0), ("lag", "red", 100), ("reporting", "day", 31), ("lag", "red", 10)])
def test_a_setting_at_its_bound_is_taken(tmp_path, section, key, value):
    (tmp_path / "docgen.toml").write_text(f"[{section}]\n{key} = {value}\n", encoding="utf-8")
    assert getattr(getattr(load(tmp_path), section), key) == value


@pytest.mark.parametrize("section", SECTIONS)
def test_the_sample_explains_every_key(section):
    sample = tomllib.loads((ROOT / "docgen.toml").read_text(encoding="utf-8"))
    text = (ROOT / "docgen.toml").read_text(encoding="utf-8")
    tables = {name for name in ("rules", "exemptions") if f"# [[{section}.{name}]]\n" in text}
    assert set(sample[section]) | tables == {field.name for field in fields(SECTIONS[section])}


@pytest.mark.parametrize(
    ("file", "office", "whole"),
    [
        (ROOT / "docgen.toml", "湛河区人民政府办公室", "全区"),
        (DATA / "陈宅镇.toml", "陈宅镇党政办公室", "全镇"),
        (DATA / "栾川县.toml", "栾川县人民政府办公室", "全县"),
    ],
)
def test_the_sample_offices_can_be_read(tmp_path, file, office, whole):
    found = load(tmp_path, file).office
    assert (found.name, found.mark, found.whole) == (office, f"{office}文件", whole)
