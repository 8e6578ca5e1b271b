"""What must not be public is taken out however offices write it: lists of names and numbers, labels without a colon, forms."""

from __future__ import annotations

import pytest

from docgen.publishing.publication import Cell, Paragraph, Part, Publication, Sheet
from docgen.publishing.withholding import Public, withhold
from docgen.settings import Publishing


def public(*elements, **settings) -> Public:
    return withhold(Publication("题", (Part("题", elements),)), Publishing(**settings))


def said(text: str, **settings) -> str:
    return public(Paragraph(text), **settings).publication.parts[0].elements[0].text


def shown(rows: list[list[Cell | str]], head: int = 0) -> str:
    """All that a table's cells say; a cell that is joined from above is left out of its row as None."""
    cells = tuple(tuple(cell if isinstance(cell, Cell) else Cell(cell) for cell in row if cell is not None) for row in rows)
    places = []
    for row in rows:
        at, of_row = 0, []
        for cell in row:
            if cell is not None:
                of_row.append(at)
            at += cell.columns if isinstance(cell, Cell) else 1
        places.append(tuple(of_row))
    [sheet] = public(Sheet(cells, tuple(places), head)).publication.parts[0].elements
    return " ".join(cell.text for row in sheet.rows for cell in row)


class TestInAText:
    @pytest.mark.parametrize(
        "text, out",
        [
            ("责任人：赵六一、孙七八。", "责任人：（略）、（略）。"),
            ("联系人：张三丰（办公室）、李四海，电话：5550101", "联系人：（略）（办公室）、（略），电话：（略）"),
            ("联系人：张三丰、电话：5550101", "联系人：（略）、电话：（略）"),
            ("联系人张三峰，联系电话5550101。", "联系人（略），联系电话（略）。"),
            ("联系人 李四海 电话 5550102", "联系人 （略） 电话 （略）"),
            ("负责人为吴十一，", "负责人为（略），"),
            ("项目负责人（郑十二）负责落实。", "项目负责人（（略））负责落实。"),
            ("电话：5550103、5550104、5550105", "电话：（略）、（略）、（略）"),
            ("电话：13812345678、5550104/5550107", "电话：（略）、（略）/（略）"),
            ("联系电话（传真）：5550108", "联系电话（传真）：（略）"),
            ("身份证410402 19800101 123X，旧证410402800101123。", "身份证（略），旧证（略）。"),
            ("请拨+86-375-1234560", "请拨（略）"),
        ],
    )
    def test_every_name_and_number_goes(self, text, out):
        assert said(text) == out

    @pytest.mark.parametrize(
        "text",
        [
            "明确责任人、责任单位和时限。", "责任人任务清单见附件。", "各负责人高度重视，亲自部署。", "项目负责人马上到位，限期整改。",
            "落实责任人方案，", "监督电话12345", "项目代码2103-410402-04-01-123456", "电话3次、会议12次",
        ],
    )  # fmt: skip
    def test_what_is_no_person_stays(self, text):
        assert said(text) == text

    def test_of_several_names_those_stay_that_may_be_shown(self):
        assert said("责任人：赵六一、孙七八。", keep=("孙七八",)) == "责任人：（略）、孙七八。"


class TestInATable:
    def test_a_heading_of_two_rows_that_nobody_marked(self):
        text = shown([
            [Cell("序号", 1, 2), Cell("责任", 3, 1)],
            [None, "单位", "责任人", "联系电话"],
            ["1", "某街道", "张三风", "5550111"],
        ])  # fmt: skip
        assert "某街道" in text and "张三风" not in text and "5550111" not in text

    def test_a_form_with_its_labels_on_the_left(self):
        text = shown([["单位", "某街道", "联系人", "李四好"], ["项目", "甲", "电话", "5550222"], ["负责人", "王五行", "整改情况", "已完成"]])
        assert not any(found in text for found in ("李四好", "5550222", "王五行"))
        assert all(found in text for found in ("联系人", "电话", "整改情况", "已完成", "某街道"))

    def test_local_numbers_under_a_heading_that_means_them(self):
        assert "5550110" not in shown([["项目", "联系方式"], ["甲", "5550110"]], head=1)

    def test_a_cell_joined_across_two_columns_that_are_hidden(self):
        assert "李四海" not in shown([["项目", "联系人", "电话"], ["甲", Cell("李四海 5550101", 2)]], head=1)

    def test_the_headings_themselves_and_other_columns_stay(self):
        text = shown([["项目", "责任人", "工作内容"], ["甲", "张三风", "更换责任人"], ["乙", "", "已完成"]], head=1)
        assert text.split() == ["项目", "责任人", "工作内容", "甲", "（略）", "更换责任人", "乙", "已完成"]
