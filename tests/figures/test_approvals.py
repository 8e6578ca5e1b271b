"""Unfinished procedures and reported problems."""

from __future__ import annotations

import pytest

from docgen.figures.approvals import has_problem, has_unfinished, unfinished
from docgen.ledger.report import DONE, NOT_DONE, PENDING, Approval, Report


def project(name="项目", **states) -> Report:
    return Report(name, "曹镇乡", approvals=tuple(Approval(procedure, state) for procedure, state in states.items()))


def test_procedures_are_counted_with_the_projects_concerned():
    one, two = project("甲", 用地=PENDING, 环评=DONE), project("乙", 用地=NOT_DONE, 环评=DONE)
    (land,) = unfinished([one, two, project("丙", 用地=DONE)])
    assert (land.procedure, land.count, land.pending, land.projects) == ("用地", 2, 1, (one, two))


def test_the_procedure_that_concerns_most_projects_stands_first():
    found = unfinished([project(用地=NOT_DONE, 环评审批=NOT_DONE), project(规划=NOT_DONE), project(规划=PENDING)])
    assert [(item.procedure, item.count) for item in found] == [("规划手续", 2), ("用地", 1), ("环评审批", 1)]


def test_one_procedure_under_the_names_of_two_forms_is_counted_together():
    (found,) = unfinished([project("甲", 环评=PENDING), project("乙", 环评审批手续=NOT_DONE)])
    assert (found.procedure, found.count, found.pending) == ("环评审批手续", 2, 1)


@pytest.mark.parametrize("state", ["正在编制", "尚未批复", "待审批", "未取得", "环评报批中"])
def test_words_that_say_unfinished_count(state):
    assert has_unfinished(project(环评=state))


@pytest.mark.parametrize("state", ["", "已备案", "已批复", "已取得", "不涉及", "无需办理", "/"])
def test_words_that_do_not_say_so_do_not(state):
    assert not has_unfinished(project(环评=state))


@pytest.mark.parametrize("words", ["", "无", "暂无", "/", "—", "无。", "没有问题", "暂不存在问题"])
def test_no_problem_in_other_words_is_no_problem(words):
    assert not has_problem(Report("项目", "曹镇乡", problems=words))


@pytest.mark.parametrize("words", ["用地指标尚未落实", "无土地指标", "资金不足"])
def test_a_problem_is_one(words):
    assert has_problem(Report("项目", "曹镇乡", problems=words))
