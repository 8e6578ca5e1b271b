"""File names made from titles and units."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.export.names import safe_name

ANY_TEXT = st.text(st.characters(), max_size=400)


@pytest.mark.parametrize(
    "title", ["督办函（曹镇乡政府）", "关于2021年3月份重点项目建设情况的通报", "“一城两带”项目清单—3月《附表》", "杨　洋"]
)
def test_a_title_in_chinese_punctuation_is_its_own_name(title):
    assert safe_name(title, ".docx") == f"{title}.docx"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('甲/乙:丙*"?"', "甲／乙：丙＊＂？＂"),
        ("  两端的空格和点. . ", "两端的空格和点"),
        ("换\n行\t制表", "换 行 制表"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("COM¹", "_COM¹"),
        ("", "未命名"),
        ("...", "未命名"),
        ("\u202e倒\u200b写\ufeff", "倒写"),
    ],
)
def test_what_windows_refuses_is_replaced(text, name):
    assert safe_name(text) == name


@given(ANY_TEXT)
def test_every_text_gives_a_name_that_windows_and_linux_take(text):
    name = safe_name(text, ".docx")
    assert name.endswith(".docx") and not set(name) & set('<>:"/\\|?*')
    assert all(unicodedata.category(char) not in ("Cc", "Cf", "Cs") for char in name)
    assert len(name) <= 120 and len(name.encode("utf-8")) <= 255
    assert not name.startswith((".", " "))


@given(ANY_TEXT)
def test_a_safe_name_stays_as_it_is(text):
    assert safe_name(safe_name(text)) == safe_name(text)


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=60))
def test_a_file_of_that_name_can_be_made(tmp_path_factory, text):
    path = tmp_path_factory.getbasetemp() / safe_name(text, ".tmp")
    path.write_text("甲", encoding="utf-8")
    assert path.is_file()
    path.unlink()


def test_two_long_titles_that_differ_at_the_end_keep_two_files():
    one, two = (safe_name("湛河区" * 60 + end, ".docx") for end in ("甲", "乙"))
    assert one != two and one[:60] == two[:60]
