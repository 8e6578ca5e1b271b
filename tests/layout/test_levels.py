"""Heading marks as an office, a draft or a template chooses them (7.3.3)."""

from pathlib import Path

from docx import Document

from tests.support.office import docgen

DRAFT = """---
title: 关于报送重点项目进展的通知
number: 平湛政办〔2021〕8号
date: 2021-04-08
---
现将有关事项通知如下：
# 总体要求
## 工作目标
### 压实责任。各单位要逐项落实。
### 按月报送。各单位要按月报送。
## 工作步骤
### 分步实施。各单位要分步实施。
# 保障措施
## 加强领导
"""


def headings(office: Path, draft: str) -> list[tuple[str, str]]:
    """Style and first words of every paragraph that is marked."""
    path = office / "文稿.md"
    path.write_text(draft, encoding="utf-8")
    done = docgen(office, "notice", str(path))
    assert done.returncode in (0, 1), done.stderr
    made = Document(next(office.glob("outputs/**/关于报送重点项目进展的通知.docx")))
    texts = [(p.style.name, p.text.split("。")[0]) for p in made.paragraphs]
    first = next(i for i, (_, text) in enumerate(texts) if text.startswith("现将"))
    last = next(i for i, (style, _) in enumerate(texts) if style == "发文机关署名")
    return texts[first + 1 : last]


def test_a_draft_has_arabic_second_levels_and_counts_its_measures(own_office: Path):
    found = headings(own_office, DRAFT.replace("date:", "levels: [一、, 1., 一是]\ndate:"))
    assert found == [
        ("一级标题", "一、总体要求"), ("三级标题", "1.工作目标"), ("公文正文", "一是压实责任"), ("公文正文", "二是按月报送"),
        ("三级标题", "2.工作步骤"), ("公文正文", "一是分步实施"), ("一级标题", "二、保障措施"), ("三级标题", "1.加强领导"),
    ]


def test_marks_that_are_not_named_follow_in_the_standards_order(own_office: Path):
    found = headings(own_office, DRAFT.replace("date:", "levels: [一、, 1.]\ndate:"))
    assert ("四级标题", "（1）压实责任") in found and ("四级标题", "（2）按月报送") in found


def test_the_office_sets_it_for_every_draft(own_office: Path):
    path = own_office / "docgen.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('levels = ["一、", "（一）", "1.", "（1）"]', 'levels = ["一、", "1."]'), encoding="utf-8")
    assert ("三级标题", "1.工作目标") in headings(own_office, DRAFT)


def test_an_unknown_mark_and_a_level_without_one_are_told(own_office: Path):
    for levels, said in (("[一、, 甲、]", "levels 应从“一、”"), ("[（1）]", "只够1级")):
        path = own_office / "文稿.md"
        path.write_text(DRAFT.replace("date:", f"levels: {levels}\ndate:"), encoding="utf-8")
        done = docgen(own_office, "notice", str(path))
        assert done.returncode == 2 and said in done.stderr


def test_a_template_may_say_it_for_its_own_papers(own_office: Path):
    assert docgen(own_office, "templates", "build").returncode == 0
    path = own_office / "templates" / "notices" / "公文.docx"
    template = Document(path)
    for paragraph in template.paragraphs:
        if "level(2)" in paragraph.text:
            for run in paragraph.runs:
                run.text = run.text.replace("（{{ level(2) }}）", "{{ level(3) }}.")
    template.save(path)
    assert ("二级标题", "1.工作目标") in headings(own_office, DRAFT)
