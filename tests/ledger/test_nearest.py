"""A project's name as people remember it: the one they mean comes first."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.ledger.nearest import nearest
from tests.support.office import DATA

MARCH = tuple(
    project["name"]
    for path in sorted((DATA / "zhanhe" / "2021-03").glob("*.truth.json"))
    for projects in json.loads(path.read_text(encoding="utf-8")).values()
    if isinstance(projects, list)
    for project in projects
)


def test_the_sample_month_is_what_names_are_looked_for_in():
    assert len(MARCH) == 88


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("曹镇乡厂房", "曹镇乡标准化厂房项目"),
        ("曹镇乡标准厂房项目", "曹镇乡标准化厂房项目"),
        ("标准化厂房曹镇乡", "曹镇乡标准化厂房项目"),
        ("曹镇乡标准化长房项目", "曹镇乡标准化厂房项目"),
        ("曹镇卫生服务中心", "曹镇乡社区卫生服务中心项目"),
        ("曹镇乡道路扩建谋划项目(1)", "曹镇乡道路改扩建谋划项目（1）"),
        ("曹镇乡商业综合体新建项目3", "曹镇乡商业综合体新建项目（3）"),
        ("曹镇乡标准化厂房（项目）", "曹镇乡标准化厂房项目"),
        ("曹镇乡 智慧停车", "曹镇乡智慧停车场项目"),
    ],
)
def test_the_project_that_is_meant_comes_first(typed, meant):
    assert nearest(typed, MARCH)[0] == meant


@pytest.mark.parametrize("name", MARCH)
def test_a_name_without_its_last_word_or_with_a_wrong_character_is_found(name):
    wrong = name[:2] + "某" + name[3:]
    short = re.sub("(改造|建设|新建)?项目$", "", name)
    assert name in nearest(wrong, MARCH)
    assert name in nearest(short, MARCH)


@pytest.mark.parametrize("name", MARCH)
def test_a_name_whose_halves_are_turned_round_is_found(name):
    assert name in nearest(name[5:] + name[:5], MARCH)


@pytest.mark.parametrize("typed", ["火星移民基地", "完全不同", "", "　"])
def test_a_name_like_none_suggests_none(typed):
    assert nearest(typed, MARCH) == ()


def test_names_far_behind_the_best_are_not_named():
    assert nearest("曹镇乡厂房", MARCH) == ("曹镇乡标准化厂房项目",)


@given(st.lists(st.text(max_size=12), max_size=12), st.text(max_size=12))
def test_what_is_suggested_is_known_and_never_more_than_three(known, typed):
    found = nearest(typed, known)
    assert len(found) == len(set(found)) <= 3 and set(found) <= set(known)
