"""A paper that docgen did not make: its sums, counts, rates and gaps must agree with each other; what is odd but right is left alone."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from docx import Document

from docgen.proof.finding import FAIL, PASS, SKIP
from docgen.proof.recognise.paper import Area, Head, Paper
from docgen.tracing.agreement import COUNTS, GAPS, RATES, ROWS, SUMS, agree
from docgen.tracing.given import read_given
from docgen.tracing.placing import Pages

HEAD = ("序号", "单位", "年度计划投资", "年度完成投资", "完成率")
ROWS_OF_DATA = (
    ("1", "城东乡", "1000", "333.3", "33.3%"),
    ("2", "城西镇", "2,000", "500", "25.0%"),
    ("3", "城南镇", "3000", "1000", "33.3%"),
)
TOTAL = ("", "合计（3项）", "6000", "1833.3", "30.6%")
TEXT = (
    "今年以来，全县年度计划投资1.2亿元，累计完成投资0.4亿元，投资完成率33.3%，高于时序进度（25.0%）8.3个百分点。",
    "对照标准，共有3个项目滞后。滞后项目清单见附件。",
)


def findings(text: Sequence[str] = TEXT, rows: Sequence[Sequence[str]] = ROWS_OF_DATA, total: Sequence[str] = TOTAL, head=HEAD):
    """The verdict of each rule, with what was found where it fails."""
    from io import BytesIO

    document = Document()
    for words in (*text, "附件", "滞后项目清单"):
        document.add_paragraph(words)
    table = document.add_table(0, len(head))
    for row in (head, *rows, *([total] if total else [])):
        for cell, words in zip(table.add_row().cells, row):
            cell.text = words
    out = BytesIO()
    document.save(out)
    found = agree(read_given(out.getvalue()), Pages(Paper("文稿", (), Area(28, 37, 184, 262), Head())))
    return {one.clause.what: (one.verdict, one.measured, one.clause.required) for one in found}


def with_row(number: int, column: int, words: str) -> tuple[tuple[str, ...], ...]:
    rows = [list(row) for row in ROWS_OF_DATA]
    rows[number][column] = words
    return tuple(map(tuple, rows))


def failing(found: dict) -> list[str]:
    return [what for what, (verdict, _, _) in found.items() if verdict == FAIL]


def test_a_paper_that_agrees_is_quiet():
    found = findings()
    assert {what: verdict for what, (verdict, _, _) in found.items()} == {
        rule.what: PASS for rule in (SUMS, ROWS, RATES, COUNTS, GAPS)
    }


def test_a_sum_that_does_not_add_up():
    found = findings(total=("", "合计（3项）", "5999", "1833.3", "30.6%"))
    assert failing(found) == [SUMS.what]
    assert found[SUMS.what][1] == "5999" and found[SUMS.what][2].startswith("6000")


def test_a_count_in_the_total_that_is_not_the_number_of_rows():
    assert failing(findings(total=("", "合计（4项）", "6000", "1833.3", "30.6%"))) == [ROWS.what]


def test_a_rate_of_a_row_not_equal_to_its_parts():
    found = findings(rows=with_row(1, 4, "52.0%"))
    assert failing(found) == [RATES.what] and found[RATES.what][1] == "52.0%" and "25.0%" in found[RATES.what][2]


def test_a_count_of_the_text_that_disagrees_with_the_annex():
    found = findings((TEXT[0], TEXT[1].replace("3个", "5个")))
    assert failing(found) == [COUNTS.what] and found[COUNTS.what][1] == "5" and found[COUNTS.what][2].startswith("3")


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [("完成率33.3%", "完成率43.3%", RATES.what), ("8.3个百分点", "3.8个百分点", GAPS.what), ("高于时序", "低于时序", GAPS.what)],
)
def test_a_rate_or_a_gap_of_the_text_that_cannot_be(old: str, new: str, what: str):
    assert what in failing(findings((TEXT[0].replace(old, new), TEXT[1])))


def test_rounded_amounts_are_given_their_room():
    assert not failing(findings(("年度计划投资0.3亿元，完成投资0.1亿元，完成率29.1%。",)))


def test_columns_that_nobody_adds_up_are_left_alone():
    head = ("序号", "单位", "建设年限", "平均工期", "得分")
    rows = (("1", "甲", "2020", "12", "90"), ("2", "乙", "2021", "14", "95"))
    found = findings((), rows, ("", "合计", "2", "13", "92.5"), head)
    assert not failing(found) and found[SUMS.what][0] == SKIP


def test_a_table_with_parts_of_parts_is_left_alone():
    rows = (*ROWS_OF_DATA[:2], ("", "其中：续建", "500", "100", "20.0%"), ROWS_OF_DATA[2])
    assert not failing(findings((), rows, TOTAL))


def test_rates_of_another_kind_are_left_alone():
    rows = tuple((*row[:4], "100.0%") for row in ROWS_OF_DATA)
    assert not failing(findings((), rows, ("", "合计", "6000", "1833.3", "99.0%")))
