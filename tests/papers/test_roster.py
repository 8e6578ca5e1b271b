"""A name list as an annex: who is in it, in which columns it stands on the page, and what is refused."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest
from docx import Document
from openpyxl import Workbook

from docgen.papers.rosters.reading import read_lines, read_rows
from docgen.papers.rosters.roster import Said, check
from tests.support.office import docgen, printed
from tests.support.ooxml import errors

LIST = """\
组      长：周  明 县委副书记、县政府县长
常务副组长：吴建国 县委常委、县政府常务副县长
副  组  长：郑海清 县政府副县长
李光裕 县政府党组成员、青龙山风景名胜区
（青龙山国家森林公园）党工委书记
成      员：孟海 县政府办主任
阿依古丽·买买提 县商务局局长
欧阳振华 县重推办负责人

领导小组下设办公室，办公室设在县发改委，负责日常调度。

# 资金筹措组
组长：孟海 县政府办主任
负责协调项目推进中的资金问题。
"""

DRAFT = """\
---
title: 关于成立“项目建设提速年”活动推进领导小组的通知
date: 2020-03-17
annexes:
  - {title: “项目建设提速年”活动推进领导小组名单, roster: NAME}
---
决定成立领导小组，名单附后。
"""


class TestReading:
    def test_lines_as_an_office_types_them(self):
        roster = read_lines(LIST)
        assert [(each.role, each.name, each.office) for each in roster.members] == [
            ("组长", "周明", "县委副书记、县政府县长"),
            ("常务副组长", "吴建国", "县委常委、县政府常务副县长"),
            ("副组长", "郑海清", "县政府副县长"),
            ("副组长", "李光裕", "县政府党组成员、青龙山风景名胜区（青龙山国家森林公园）党工委书记"),
            ("成员", "孟海", "县政府办主任"),
            ("成员", "阿依古丽·买买提", "县商务局局长"),
            ("成员", "欧阳振华", "县重推办负责人"),
            ("组长", "孟海", "县政府办主任"),
        ]
        said = [entry for entry in roster.entries if isinstance(entry, Said)]
        assert [entry.level for entry in said] == [0, 1, 0]
        assert check(roster, "") == (), "who heads a sub-group stands in the list above too"

    def test_a_table(self):
        rows = [["领导小组名单", "", ""], ["角色", "姓名", "职务"], ["组长", "周 明", "县长"], ["成员", "孟海", "主任"], ["", "吴 军", "局长"]]
        assert [(each.role, each.name) for each in read_rows(rows).members] == [("组长", "周明"), ("成员", "孟海"), ("成员", "吴军")]

    def test_yaml(self):
        roster = read_lines("- 组长: 周明 县长\n- 成员: [孟海 主任, 吴军 局长]\n- 分组: 资金组\n- 组长: 吴军 局长\n")
        assert [each.name for each in roster.members] == ["周明", "孟海", "吴军", "吴军"]

    @pytest.mark.parametrize(
        "text, words, place",
        [
            ("组长：周明 县长\n成员：孟海 主任\n周明 县长\n", "“周明”在名单中列了两次（前一处在第1行）", "第3行"),
            ("组长：周明 县长\n成员：\n", "“成员”后面没有姓名", "第2行"),
            ("成立领导小组。\n", "名单里没有人", ""),
            ("组长：周明\n", "没有写明职务", "第1行"),
        ],
    )
    def test_what_is_wrong_is_told_with_its_line(self, text, words, place):
        [problem] = check(read_lines(text), "名单.txt")
        assert words in problem.message and problem.cell == place

    def test_the_same_person_in_another_office_is_asked_about(self):
        [problem] = check(read_lines("组长：周明 县长\n成员：周明 局长\n"), "")
        assert "重名的请在姓名后加括号区别" in problem.message
        assert check(read_lines("组长：周明 县长\n成员：周明（女） 局长\n"), "") == ()


@pytest.fixture(scope="module")
def paper(sample_office: Path, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("roster")
    (folder / "名单.txt").write_text(LIST, encoding="utf-8")
    (folder / "文稿.md").write_text(DRAFT.replace("NAME", "名单.txt"), encoding="utf-8")
    (folder / "docgen.toml").write_bytes((sample_office / "docgen.toml").read_bytes())
    done = docgen(folder, "notice", folder / "文稿.md")
    assert done.returncode == 0, done.stderr
    return next((folder / "outputs").rglob("*.docx"))


@pytest.fixture(scope="module")
def page(paper) -> list[dict]:
    with pdfplumber.open(BytesIO(printed(paper))) as pdf:
        return pdf.pages[1].extract_text_lines(return_chars=True)


class TestOnThePage:
    @staticmethod
    def starts(page, *words: str) -> set[int]:
        """Where each of the words begins, in whole points from the left."""
        found = set()
        for word in words:
            line = next(line for line in page if word in "".join(char["text"] for char in line["chars"]))
            text = "".join(char["text"] for char in line["chars"])
            found.add(round(line["chars"][text.index(word)]["x0"]))
        return found

    def test_offices_start_under_each_other_turned_over_ones_too(self, page):
        assert len(self.starts(page, "县委副书记", "县委常委", "县政府副县长", "县政府党组", "县政府办主任", "县重推办")) == 1

    def test_names_start_under_each_other(self, page):
        assert len(self.starts(page, "吴建国", "郑海清", "李光裕", "孟", "欧阳振华")) == 1

    def test_roles_are_as_wide_as_the_longest(self, page):
        ends = {round(char["x1"]) for line in page for char in line["chars"] if char["text"] == "："}
        assert max(ends) - min(ends) <= 1

    def test_nothing_reaches_out_of_the_type_area(self, page):
        left, right = 28 / 25.4 * 72, (28 + 156) / 25.4 * 72
        assert all(line["x0"] >= left - 1 and line["x1"] <= right + 1 for line in page)

    def test_the_words_stay_whole_for_who_searches_them(self, paper):
        words = [paragraph.text for paragraph in Document(str(paper)).paragraphs]
        assert "组长：周\u3000明\t县委副书记、县政府县长" in words

    def test_the_file_is_valid(self, paper):
        assert errors(paper) == []

    def test_measures_as_the_standard_says(self, paper):
        done = docgen(paper.parents[2], "verify", paper, "--json")
        assert done.returncode in (0, 1), done.stdout


def test_a_person_listed_twice_makes_no_paper(sample_office, tmp_path):
    book = Workbook()
    for row in (["角色", "姓名", "职务"], ["组长", "周明", "县长"], ["成员", "周 明", "县长"]):
        book.active.append(row)
    book.save(tmp_path / "名单.xlsx")
    (tmp_path / "文稿.md").write_text(DRAFT.replace("NAME", "名单.xlsx"), encoding="utf-8")
    (tmp_path / "docgen.toml").write_bytes((sample_office / "docgen.toml").read_bytes())
    done = docgen(tmp_path, "notice", tmp_path / "文稿.md")
    assert done.returncode == 2 and "“周明”在名单中列了两次（前一处在第2行）" in done.stderr and "第3行" in done.stderr
    assert not list(tmp_path.rglob("*通知.docx"))
