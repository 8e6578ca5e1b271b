"""Awkward workbooks, each habit alone and every pair that goes together: nothing wrong is ever taken silently."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from docgen.ledger.period import Period
from docgen.ledger.reading.submission import Submission, read_submission
from docgen.ledger.report import Report
from docgen.problem import ERROR, DocgenError, Problem
from tests.corpus.base import plain
from tests.corpus.book import Book, Written, write
from tests.corpus.habits import ANY, HABITS, Habit

MARCH = Period.parse("2021-03")


def test_there_are_enough_habits():
    assert len({habit.name for habit in HABITS}) == len(HABITS) >= 60


def test_the_plain_workbook_is_read_without_a_word(tmp_path):
    book = plain()
    submission, problems = read(book, write(book), tmp_path)
    assert not problems
    check(book, submission, write(book), problems)


@pytest.mark.parametrize("habit", HABITS, ids=lambda habit: habit.name)
def test_a_habit_alone_is_read_right_and_only_what_is_odd_is_told(habit: Habit, tmp_path: Path):
    book = plain()
    habit.apply(book)
    written = write(book)
    submission, problems = read(book, written, tmp_path)
    judge(book, submission, written, problems)
    wanted = {written.cell(row, key) for row, key in book.told}
    assert {problem.cell for problem in problems if problem.cell} <= wanted, [str(problem) for problem in problems]


@pytest.mark.parametrize("first", range(len(HABITS)), ids=lambda first: HABITS[first].name)
def test_no_pair_of_habits_lets_a_wrong_value_in_silently(first: int, tmp_path: Path):
    for one, other in combinations(HABITS[first:], 2):
        if one is not HABITS[first] or one.slots & other.slots:
            continue
        book = plain()
        one.apply(book)
        other.apply(book)
        written = write(book)
        submission, problems = read(book, written, tmp_path)
        try:
            judge(book, submission, written, problems)
        except AssertionError as error:
            raise AssertionError(f"{one.name} + {other.name}：{error}") from None


def read(book: Book, written: Written, folder: Path) -> tuple[Submission | None, tuple[Problem, ...]]:
    path = folder / "曹镇乡.xlsx"
    path.write_bytes(written.content)
    try:
        submission = read_submission(path, MARCH, "曹镇乡")
    except DocgenError as error:
        return None, error.problems
    return submission, submission.reminders


def judge(book: Book, submission: Submission | None, written: Written, problems: tuple[Problem, ...]) -> None:
    cells = {problem.cell for problem in problems}
    wanted = [written.cell(row, key) for row, key in book.told]
    said = [str(problem) for problem in problems]
    if book.refused:
        assert submission is None, f"应当不予导入，却导入了（{said}）"
        assert any(problem.level == ERROR and problem.cell in wanted for problem in problems), (wanted, said)
        return
    assert submission is not None, f"应当导入，却没有导入（{said}）"
    assert set(wanted) <= cells, f"应当提示 {set(wanted) - cells}（{said}）"
    check(book, submission, written, problems)


def check(book: Book, submission: Submission | None, written: Written, problems: tuple[Problem, ...]) -> None:
    """Every project is there, once, in its order, and every value that differs from the truth is told of at its cell."""
    assert submission is not None
    cells = {problem.cell for problem in problems}
    projects = book.projects
    assert [report.name for report in submission.reports] == [row.truth["name"] for row in projects]
    for report, row in zip(submission.reports, projects, strict=True):
        for field, truth in row.truth.items():
            value = said(report, field)
            if truth is ANY or value == truth or (field == "extra" and value.items() >= truth.items()):
                continue
            cell = written.cell(row, field) if (id(row), field) in written.cells else ""
            header = written.cell(None, field) if cell else ""
            assert cell and {cell, header} & cells, f"{report.name} {field}（{cell}）读成 {value!r}，应为 {truth!r}，没有提示"


def said(report: Report, field: str) -> Any:
    """A field of the record in the plain form in which the truth is written."""
    value = getattr(report, field)
    if field == "leaders":
        return [(person.name, person.role) for person in value]
    if field == "approvals":
        return {item.procedure: item.state for item in value}
    if field == "extra":
        return dict(value)
    if field == "start":
        return value and (value.date or value.state or None)
    return value
