"""The first thing a clerk sees: help in Chinese, by stage, at once; a slip of the pen gets a suggestion."""

from __future__ import annotations

import re
import subprocess
import sys
import time

import pytest

from docgen.cli import GROUPS
from tests.support.office import docgen


def seconds(*words: str) -> float:
    began = time.perf_counter()
    subprocess.run([sys.executable, *words], capture_output=True, check=True)
    return time.perf_counter() - began


def test_help_starts_in_at_most_three_times_what_click_takes():
    runs = [(seconds("-m", "docgen", "--help"), seconds("-c", "import click")) for _ in range(9)]
    assert min(ours for ours, _ in runs) <= 3 * min(theirs for _, theirs in runs)


def test_help_names_every_command_by_stage_and_the_months_five_first(tmp_path):
    help = docgen(tmp_path, "--help").stdout
    positions = [help.index(word) for title, names in GROUPS.items() for word in (f"\n{title}:", *(f"\n  {name} " for name in names))]
    assert positions == sorted(positions) and list(GROUPS)[0] == "每月五步"


@pytest.mark.parametrize("command", [name for names in GROUPS.values() for name in names])
def test_every_command_explains_itself_in_chinese(tmp_path, command):
    done = docgen(tmp_path, command, "--help")
    assert done.returncode == 0, done.stderr
    assert re.search("[一-鿿]{4}", done.stdout)


@pytest.mark.parametrize(("words", "title"), [((), "每月五步"), (("templates",), "build")])
def test_a_group_without_a_command_shows_its_help(tmp_path, words, title):
    done = docgen(tmp_path, *words) if words else alone()
    assert (done.returncode, done.stderr) == (0, "") and title in done.stdout and "错误" not in done.stdout


def alone() -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "docgen"], capture_output=True, text=True, encoding="utf-8")


def test_a_slip_of_the_pen_gets_a_suggestion(tmp_path):
    done = docgen(tmp_path, "circulr")
    assert done.returncode == 2 and "是否为“circular”" in done.stderr


def test_a_workspace_that_is_not_there_is_named_with_the_next_step(tmp_path):
    done = docgen(tmp_path / "无此处", "figures", "--period", "2021-03")
    assert done.returncode == 2 and "docgen init" in done.stderr
