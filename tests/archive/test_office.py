"""Whatever command is handed a Word document from outside, it looks before it unpacks."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.archive.office import open_word
from docgen.problem import DocgenError
from tests.engine.packages import docx
from tests.support.office import docgen

COMMANDS = [
    ("export",), ("trace",), ("verify",), ("pull",), ("notice",), ("minutes",), ("issue",),
]  # fmt: skip


@pytest.fixture(scope="module")
def bomb(tmp_path_factory) -> Path:
    """A document whose picture unpacks to 400 MB."""
    file = tmp_path_factory.mktemp("bomb") / "公文.docx"
    file.write_bytes(docx("甲", **{"word/media/a.png": bytes(400 * 2**20)}))
    assert file.stat().st_size < 2**20
    return file


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_no_command_unpacks_a_bomb(sample_office: Path, bomb: Path, command: tuple[str, ...]):
    done = docgen(sample_office, *command, bomb)
    assert done.returncode == 2, done.stdout
    assert "公文.docx" in done.stderr and "内部出错" not in done.stderr and "Traceback" not in done.stderr
    assert any(word in done.stderr for word in ("压缩炸弹", "过大", "不能编号")), done.stderr


def test_a_name_list_that_is_a_bomb_is_refused(own_office: Path, bomb: Path):
    draft = own_office / "通知.md"
    draft.write_text("---\n标题: 关于成立领导小组的通知\n成文日期: 2021年4月6日\n附件: [{名称: 领导小组名单, 名单: 公文.docx}]\n---\n现将名单通知如下。\n", encoding="utf-8")
    (own_office / "公文.docx").write_bytes(bomb.read_bytes())
    done = docgen(own_office, "notice", draft)
    assert done.returncode == 2 and "压缩炸弹" in done.stderr, done.stderr


@pytest.mark.parametrize(
    "data, words",
    [
        (b"abc", "不是有效的 Word 文档"),
        (docx("甲")[:600], "不完整"),
        (docx("甲", **{"word/document.xml": "<w:document"}), "不完整"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "旧格式"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"), "密码"),
    ],
)
def test_what_is_no_document_is_told_with_what_to_do(data: bytes, words: str):
    with pytest.raises(DocgenError, match=words) as told:
        open_word("甲.docx", data)
    assert "甲.docx" in str(told.value) and "请" in str(told.value)
