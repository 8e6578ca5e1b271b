"""The workbook template that the README shows does what it says there."""

import re

from tests.engine.sheet.books import filled, opened, table, template
from tests.support.office import ROOT


def shown() -> dict[str, str]:
    """The cells of the template in the README."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    lines = re.search(r"^\| 行 \| A .*\n\|[-|]+\n((?:\|.*\n)+)", text, re.MULTILINE)[1].splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return {f"{letter}{row[0]}": text for row in rows for letter, text in zip("ABCD", row[1:], strict=True) if text}


def test_each_unit_is_headed_and_summed_up():
    def edit(sheet):
        sheet.delete_rows(1, 9)
        for cell, text in shown().items():
            sheet[cell] = text

    rows = [
        {"unit": unit, "name": name, "annual_plan": plan, "year_investment": done}
        for unit, name, plan, done in (("曹镇乡", "甲", 100, 20), ("曹镇乡", "乙", 200, None), ("北渡街道", "丙", 50, 50))
    ]
    assert table(opened(filled(template(edit), rows, total={"year_investment": 70}))) == [
        ["重点项目进展", None, None, None],
        ["序号", "项目", "年度计划", "年度完成"],
        ["1. 曹镇乡（2项）", None, None, None],
        [1, "甲", 100, 20],
        [2, "乙", 200, None],
        ["小计", None, 300, "=SUBTOTAL(9,D4:D5)"],
        ["2. 北渡街道（1项）", None, None, None],
        [3, "丙", 50, 50],
        ["小计", None, 50, "=SUBTOTAL(9,D8:D8)"],
        ["合计", None, "=SUBTOTAL(9,C4:C8)", 70],
    ]
