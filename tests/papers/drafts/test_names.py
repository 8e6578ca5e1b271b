"""Front matter in an office's own words: 主送 is ``addressees``, and a Chinese keyboard's colon is a colon."""

from __future__ import annotations

from pathlib import Path
from typing import get_type_hints

import pytest

from docgen.papers.drafts.draft import Draft
from docgen.papers.drafts.front import _ANNEX_KEYS, _NOT_KEYS
from docgen.papers.drafts.keys import ANNEX_NAMES, NAMES
from docgen.papers.drafts.reading import read_draft
from docgen.problem import DocgenError
from docgen.settings import Settings
from tests.support.office import docgen

CHINESE = """---
标题：关于报送重点项目有关情况的请示
文种： 请示
发文机关：[湛河区发展和改革委员会、湛河区住房和城乡建设局]
发文字号: 平湛发改〔2021〕3号
主送：[区政府]
成文日期：2021年4月8日
签发人：张三、李四
紧急程度：特急
附件：
  - 名称：资金明细表
    文件：明细.md
    装订：否
  - 责任分工表
附注：联系人：王五
抄送：[区财政局]
---
# 基本情况

项目已经开工。
"""
ENGLISH = """---
title: 关于报送重点项目有关情况的请示
kind: 请示
issuers: [湛河区发展和改革委员会、湛河区住房和城乡建设局]
number: 平湛发改〔2021〕3号
addressees: [区政府]
date: 2021-04-08
signers: [张三, 李四]
urgency: 特急
annexes:
  - {title: 资金明细表, file: 明细.md, bound: false}
  - 责任分工表
note: 联系人：王五
copies: [区财政局]
---
# 基本情况

项目已经开工。
"""


def read(folder: Path, text: str) -> Draft:
    file = folder / "请示.md"
    file.write_text(text, encoding="utf-8")
    return read_draft(file, {}, Settings())


def test_an_offices_words_say_the_same_as_the_fields_own_names(tmp_path: Path):
    assert read(tmp_path, CHINESE) == read(tmp_path, ENGLISH)


def test_issuers_and_signers_may_stand_in_one_line(tmp_path: Path):
    draft = read(tmp_path, CHINESE.replace("[湛河区发展和改革委员会、湛河区住房和城乡建设局]", "区发改委，区住建局"))
    assert draft.issuers == ("区发改委", "区住建局") and draft.signers == ("张三", "李四")


def test_every_entry_has_an_offices_word_and_none_means_two():
    assert set(NAMES) == {name for name in get_type_hints(Draft) if name not in _NOT_KEYS}
    assert set(ANNEX_NAMES) == set(_ANNEX_KEYS)
    for names in (NAMES, ANNEX_NAMES):
        words = [word for each in names.values() for word in each]
        assert len(words) == len(set(words))


def test_a_text_that_begins_like_an_entry_stays_as_it_is(tmp_path: Path):
    draft = read(tmp_path, CHINESE.replace("附注：联系人：王五", "附注：\n  附件：已另送"))
    assert "附件：已另送" not in draft.title and draft.annexes


@pytest.mark.parametrize(
    ("line", "words"),
    [("主送机关: [区委]", "“主送机关”与另一项是一个意思"), ("主送单: [区委]", "是否为“主送单位”"), ("天气: 晴", "addressees（主送）")],
)
def test_what_is_twice_or_unknown_is_told(tmp_path: Path, line: str, words: str):
    with pytest.raises(DocgenError) as told:
        read(tmp_path, CHINESE.replace("抄送：[区财政局]", line))
    assert words in str(told.value.problems[0])


def test_set_takes_them_too(own_office: Path):
    draft = own_office / "请示.md"
    draft.write_text(CHINESE.replace("文件：明细.md\n    装订：否", "装订：否"), encoding="utf-8")
    done = docgen(own_office, "notice", draft, "--set", "附注=此件依申请公开", "--set", "抄送=区财政局、区审计局")
    assert done.returncode in (0, 1), done.stderr


@pytest.mark.parametrize(
    "front",
    [
        "标题:关于报送材料的通知\n日期:2021-04-08\n主送:[甲局]\n发文字号:栾政[2021]第08号\n附件:1.清单；2.要求\n签发人:张三 李四\n",
        "标题 ：关于报送材料的通知\n日期 ：二〇二一年四月八日\n主送：［甲局］\n文号：栾政（2021）8号\n附件：\n  - 1. 清单\n  - 2. 要求.xlsx\n签发人：张　三、李四\n",
        "标题：关于报送材料的通知\n日期：2021年4月8日\n主送：甲局：\n抄送：\n印发日期：\n文号：栾政【2021】8号\n附件：[清单, 要求]\n签发人：[张三, 李四]\n",
    ],
)
def test_however_a_clerk_types_them_the_entries_are_the_same(tmp_path: Path, front: str):
    draft = read(tmp_path, f"---\n{front}---\n请报送。\n")
    assert (draft.title, str(draft.date), draft.addressees) == ("关于报送材料的通知", "2021-04-08", ("甲局",))
    assert (draft.number, draft.signers) == ("栾政〔2021〕8号", ("张三", "李四"))
    assert [annex.title for annex in draft.annexes] == ["清单", "要求"]


@pytest.mark.parametrize("line", ["———", "-----", "\n---"])
def test_the_lines_around_the_entries_may_be_dashes_of_any_kind(tmp_path: Path, line: str):
    draft = read(tmp_path, f"{line}\n标题：关于报送材料的通知\n日期：2021-04-08\n{line.strip()}\n请报送。\n")
    assert draft.title == "关于报送材料的通知" and [block.text for block in draft.blocks] == ["请报送。"]


def test_a_value_that_yaml_cannot_have_is_told_with_its_line_and_what_to_do(tmp_path: Path):
    with pytest.raises(DocgenError) as told:
        read(tmp_path, "\n---\n标题：关于报送材料的通知\n附注：[张三\n---\n请报送。\n")
    assert told.value.problems[0].cell == "第4行" and "用引号括起来" in str(told.value.problems[0])


def test_an_offices_word_that_is_no_entry_is_told_by_its_name(tmp_path: Path):
    with pytest.raises(DocgenError) as told:
        read(tmp_path, "---\n标题：关于报送材料的通知\n抄报：县委\n---\n请报送。\n")
    assert "没有“抄报”这一项" in str(told.value.problems[0])


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig"])
def test_a_draft_in_any_encoding_of_notepad_is_read(tmp_path: Path, encoding: str):
    file = tmp_path / "稿.md"
    file.write_bytes("---\n标题：关于报送材料的通知\n---\n请报送。\n".encode(encoding))
    assert read_draft(file).title == "关于报送材料的通知"


def test_the_colons_and_commas_of_an_annex_may_be_those_of_a_chinese_keyboard(tmp_path: Path):
    draft = read(tmp_path, "---\n标题：关于报送材料的通知\n附件：\n  - {名称：清单，文件：清单.xlsx，装订：否}\n  - {名称:名单,名单:名单.txt}\n---\n请报送。\n")
    assert [(annex.title, annex.table, annex.bound) for annex in draft.annexes] == [("清单", "file:清单.xlsx", False), ("名单", "roster:名单.txt", True)]


@pytest.mark.parametrize("value", ["*此件公开发布", "@各单位", "%以上的请说明", "&甲乙", "!注意", "`代号`", "联系人: 张三 电话: 123", "用于 #3 机组", "它's: 单引号"])
def test_a_value_that_begins_with_a_sign_or_holds_a_colon_is_taken_as_it_is_written(tmp_path, value):
    path = tmp_path / "稿.md"
    path.write_text(f"---\n标题：关于报送材料的通知\n附注：{value}\n抄送：\n- *甲单位\n- 乙单位\n附件：\n- 名称: 清单\n---\n请报送。", encoding="utf-8")
    draft = read_draft(path)
    assert draft.note == value and draft.copies == ("*甲单位", "乙单位") and draft.annexes[0].title == "清单"
