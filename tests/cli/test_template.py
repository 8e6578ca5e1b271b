"""``docgen template`` as an office uses it."""

from __future__ import annotations

import json
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from docgen.cli import cli
from docgen.cli.console import run
from tests.support.office import ROOT
from tests.templates.edited import put, with_paragraphs


@dataclass(frozen=True)
class Done:
    """What a command answered."""

    returncode: int
    stdout: str
    stderr: str


@pytest.fixture
def docgen(monkeypatch, capsys):
    """Commands within this process: the sample papers are made once for all of them."""

    def call(workspace: Path, *words: str | Path) -> Done:
        monkeypatch.setattr(sys, "argv", ["docgen", "--workspace", str(workspace), *map(str, words)])
        code = run(cli)
        said = capsys.readouterr()
        return Done(code, said.out, said.err)

    return call


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A workspace with templates of its own."""
    workspace = tmp_path / "office"
    shutil.copytree(ROOT / "templates", workspace / "templates")
    shutil.copy(ROOT / "docgen.toml", workspace)
    return workspace


def test_a_broken_template_is_told_place_by_place(docgen, office: Path, tmp_path: Path):
    file = put(tmp_path, "新稿.docx", with_paragraphs("月通报", "{{ titel }}", "｛｛ date ｝｝"))
    done = docgen(office, "template", "check", file, "--kind", "月通报", "--mark", tmp_path / "批注.docx")
    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        "错误　正文第1段：没有“titel”这个名称，是否为“title”（{{ titel }}）",
        "错误　正文第2段：“｛｛”写得不对：花括号和百分号要用半角（英文状态下输入）（｛｛ date ｝｝）",
        str(tmp_path / "批注.docx"),
    ]
    assert "共 2 处：错误 2，提醒 0" in done.stderr
    assert (tmp_path / "批注.docx").is_file()


def test_a_program_reads_what_is_wrong(docgen, office: Path, tmp_path: Path):
    file = put(tmp_path, "月通报.docx", with_paragraphs("月通报", "{{ titel }}"))
    done = docgen(office, "template", "check", file, "--json")
    told = json.loads(done.stdout)
    assert (done.returncode, told["kind"], told["errors"]) == (1, "月通报", 1)
    [finding] = told["findings"]
    assert finding["part"] == "word/document.xml" and finding["paragraph"] == 1 and finding["table"] == 0
    assert finding["code"] == "name" and finding["tag"] == "{{ titel }}" and finding["text"] == "{{ titel }}"


def test_a_template_without_fault_is_said_to_be_so(docgen, office: Path):
    done = docgen(office, "template", "check", ROOT / "templates" / "tables" / "排名表.xlsx")
    assert (done.returncode, done.stdout) == (0, "")
    assert "没有发现问题" in done.stderr


def test_a_file_of_no_known_kind_is_checked_but_for_names(docgen, office: Path, tmp_path: Path):
    file = put(tmp_path, "稿.docx", with_paragraphs("公文", "{{ 随便 }}{% if %}"))
    done = docgen(office, "template", "check", file)
    assert done.returncode == 1
    assert "随便" not in done.stdout.splitlines()[0].split("（")[0]
    assert "名称没有核对" in done.stderr


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [("甲.docx", b"abc", "不是有效的 Word 文档"), ("甲.doc", b"abc", "模板是 .docx 或 .xlsx 文件"), ("无.docx", None, "无法读取")],
)
def test_what_is_no_template_is_refused(docgen, office: Path, tmp_path: Path, name: str, content: bytes | None, said: str):
    file = tmp_path / name
    if content is not None:
        file.write_bytes(content)
    done = docgen(office, "template", "check", file)
    assert done.returncode == 2
    assert said in done.stderr


def test_a_marked_copy_never_takes_the_templates_place(docgen, office: Path, tmp_path: Path):
    file = put(tmp_path, "月通报.docx", with_paragraphs("月通报", "{{ titel }}"))
    done = docgen(office, "template", "check", file, "--mark", file)
    assert done.returncode == 2 and "请另取一个文件名" in done.stderr


def test_a_broken_template_is_not_put_in_place(docgen, office: Path, tmp_path: Path):
    own = office / "templates" / "notices" / "督办函.docx"
    before = own.read_bytes()
    file = put(tmp_path, "新稿.docx", with_paragraphs("督办函", "{{ titel }}"))
    done = docgen(office, "template", "add", file, "--as", "督办函.docx")
    assert done.returncode == 2
    assert "正文第1段：没有“titel”这个名称" in done.stderr and "没有放入工作区" in done.stderr
    file.write_bytes(with_paragraphs("督办函", "{{ 1 / (matters|length - matters|length) }}"))
    done = docgen(office, "template", "add", file, "--as", "督办函.docx")
    assert done.returncode == 2
    assert "试做时出错" in done.stderr and "无法计算" in done.stderr
    assert own.read_bytes() == before


def test_a_good_one_is_put_in_place_and_the_edited_former_kept(docgen, office: Path, tmp_path: Path):
    place = office / "templates" / "notices"
    first = put(tmp_path, "通知.docx", with_paragraphs("通知", "甲"))
    done = docgen(office, "template", "add", first)
    assert (done.returncode, done.stdout.strip()) == (0, str(place / "通知.docx"))
    assert (place / "通知.docx").read_bytes() == first.read_bytes()
    second = put(tmp_path, "通知.docx", with_paragraphs("通知", "乙"))
    done = docgen(office, "template", "add", second)
    assert done.returncode == 1
    assert (place / "通知.docx").read_bytes() == second.read_bytes()
    assert (place / "通知（人工修改1）.docx").read_bytes() != second.read_bytes()


def test_a_template_put_there_by_hand_tells_its_error_when_it_is_used(docgen, office: Path):
    own = office / "templates" / "notices" / "公文.docx"
    before = own.read_bytes()
    own.write_bytes(with_paragraphs("公文", "{{ titel }}"))
    draft = office / "文稿.md"
    draft.write_text("---\ntitle: 关于开会的通知\ndate: 2021-04-06\n---\n甲。\n", encoding="utf-8")
    done = docgen(office, "notice", draft)
    own.write_bytes(before)
    assert done.returncode == 2
    assert "正文第1段" in done.stderr and "docgen template check" in done.stderr


def test_the_names_of_a_kind_are_listed(docgen, office: Path):
    done = docgen(office, "template", "names", "月通报", "--json")
    told = json.loads(done.stdout)
    listed = {each["name"]: each for each in told["names"]}
    assert listed["figures.totals.projects"] == {"name": "figures.totals.projects", "holds": "数", "sample": "88"}
    assert {each["name"] for each in told["filters"]} >= {"|percent", "|wan"}


def test_an_unknown_kind_names_the_nearest(docgen, office: Path):
    done = docgen(office, "template", "names", "督办涵")
    assert done.returncode == 2 and "是否为“督办函”" in done.stderr


def test_the_former_name_of_the_command_still_builds(docgen, office: Path, tmp_path: Path):
    done = docgen(office, "templates", "build", "--into", tmp_path / "新模板")
    assert done.returncode == 0
    assert (tmp_path / "新模板" / "notices" / "月通报.docx").is_file()
    assert "templates " not in docgen(office, "--help").stdout
