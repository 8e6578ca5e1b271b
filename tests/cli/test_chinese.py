"""No English of click's reaches a user: not in the help, not when something was typed wrong."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from docgen.cli import GROUPS, cli
from docgen.cli.chinese import WORDS
from docgen.cli.columns import width
from docgen.cli.console import run

COMMANDS = [(), *((name,) for names in GROUPS.values() for name in names), ("templates", "build")]
ENGLISH = re.compile(r"Usage|Options|Commands|OPTIONS|ARGS|Show this|required|default|x[<>]=|\b(?:TEXT|INTEGER|PATH|FILE|DIRECTORY)\b")

MISTAKES_OF_A_PROGRAMMER = re.compile(
    r"^(Could not determine name|No options defined|Arguments take exactly|Name '|Boolean option|Unknown (standard stream|color))"
)


@pytest.fixture
def docgen(tmp_path, monkeypatch, capsys):
    """Run a docgen command in an empty workspace: exit code, stdout, stderr."""

    def call(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["docgen", "--workspace", str(tmp_path), *words])
        code = run(cli)
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_help_is_all_chinese(docgen, command):
    code, out, _ = docgen(*command, "--help")
    assert code == 0 and ENGLISH.findall(out) == []


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_what_options_do_stands_in_one_column(docgen, command):
    _, out, _ = docgen(*command, "--help")
    options = out[out.index("\n选项:\n") + 5 :].split("\n\n")[0]
    rows = re.findall(r"^  (-\S.*?  +)(?=\S)", options, re.MULTILINE)
    assert len(rows) > 0 and len({width(row) for row in rows}) == 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("letter", "--period", "2021-03", "--number", "abc"), "--number：“abc”不是整数"),
        (("letter", "--period", "2021-03", "--number", "0"), "--number：0 不在范围之内，应不小于 1"),
        (("table", "排名表", "--period", "2021-03", "--format", "pdf"), "--format 只能是 docx、xlsx 之一"),
        (("letter", "--period"), "--period 后面没有写内容"),
        (("status", "--period", "2021-03", "extra"), "多写了 extra"),
        (("status", "--period", "2021-03", "--json=1"), "--json 后面不能带内容"),
        (("status",), "缺少报告期，如 2021-03；运行 docgen status --help 查看用法"),
        (("records",), "缺少 --period；运行 docgen records --help 查看用法"),
        (("import",), "缺少工作簿或文件夹"),
        (("templates", "bild"), "没有“bild”这个命令"),
        (("status", "--perod", "2021-03"), "没有 --perod 这个选项，是否为 --period？"),
        ((), "没有写要运行哪个命令"),
        (("--settings", "无.toml", "status", "--period", "2021-03"), "没有“无.toml”这个设置文件"),
    ],
)
def test_what_was_typed_wrong_is_told_in_chinese(docgen, words, told):
    code, out, err = docgen(*words)
    assert (code, out) == (2, "")
    assert told in err
    assert not re.search(r"[A-Za-z]+ [A-Za-z]+ [A-Za-z]+", err.replace("docgen", "").replace("--help", ""))


def messages(module: Path) -> Iterator[str]:
    """What a module of click says; of a pair for one and for several, the one for several."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "ngettext"):
            word = node.args[1 if node.func.id == "ngettext" else 0]
            if isinstance(word, ast.Constant):
                yield word.value


@pytest.mark.parametrize("module", ["core", "decorators", "exceptions", "formatting", "parser", "types"])
def test_every_word_of_the_click_that_is_installed_has_its_chinese(module):
    said = {word for word in messages(Path(click.__file__).with_name(f"{module}.py")) if not MISTAKES_OF_A_PROGRAMMER.match(word)}
    assert said and said - set(WORDS) == set()


@pytest.mark.parametrize("word", WORDS)
def test_a_translation_leaves_out_nothing_but_what_it_says_otherwise(word):
    def places(text: str) -> set[str]:
        return set(re.findall(r"{(\w+)", text))

    assert places(WORDS[word]) <= places(word)
