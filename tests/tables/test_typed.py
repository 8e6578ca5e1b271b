"""表格.toml as a clerk's Chinese keyboard types it: conditions and orders; what is mistaken is told."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from docgen.papers.tables import TABLES
from docgen.papers.tables.defined.formula import formula
from docgen.papers.tables.defined.reading import read_definitions
from docgen.problem import DocgenError


def read(tmp_path: Path, lines: str):
    path = tmp_path / "表格.toml"
    path.write_text(f'[[表]]\n名称 = "甲表"\n栏 = ["序号", "项目名称", "总投资"]\n{lines}\n', encoding="utf-8")
    [table] = read_definitions(path, taken=TABLES)
    return table


@pytest.mark.parametrize(
    "text",
    [
        "总投资≥3000 且 阶段＝“在建”",
        "总投资 ＞＝ 3000 并且 阶段 ＝ ‘在建’",
        "（总投资 > 3000 或者 阶段='新建'）且（阶段='在建' 或 阶段='竣工'）",
        "总投资>3000且阶段=='在建'",
        "总投资 >= 3000 and 阶段 == '在建'",
        "总投资 ÷ 2 > 1500 且 阶段 ≠ “竣工”",
    ],
)
def test_conditions_with_the_signs_of_a_chinese_keyboard_hold_as_meant(text: str):
    assert formula(text).holds({"总投资": Decimal(5000), "阶段": "在建"})
    assert not formula(text).holds({"总投资": Decimal(100), "阶段": "竣工"})


def test_what_stands_in_quotes_and_names_stays_as_it_is():
    assert formula("备注 == '甲＝乙，且'").holds({"备注": "甲＝乙，且"})
    assert formula("业主单位或筹办单位 == '甲'").names == {"业主单位或筹办单位"}
    assert formula("总投资|round(0, method='floor')").names == {"总投资"}


@pytest.mark.parametrize("words, falling", [("从高到低", True), ("由多到少", True), ("从大至小", True), ("从低到高", False), ("", False)])
def test_orders_as_people_call_them(tmp_path, words, falling):
    assert read(tmp_path, f'排序 = ["总投资 {words}"]').order[0].falling == falling


def test_yes_in_quotes_is_told_as_it_was_typed_with_what_to_change(tmp_path):
    with pytest.raises(DocgenError) as caught:
        read(tmp_path, '合计 = "是"')
    assert "不加引号" in str(caught.value.problems[0]) and '现为 "是"' in str(caught.value.problems[0])


def test_a_title_whose_braces_do_not_match_is_told(tmp_path):
    with pytest.raises(DocgenError) as caught:
        read(tmp_path, '标题 = "{地区表"')
    assert "甲表 标题" in str(caught.value.problems[0]) and "花括号" in str(caught.value.problems[0])
