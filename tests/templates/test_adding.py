"""A template gets into a workspace only when papers can be made with it."""

from __future__ import annotations

import pytest

from docgen.problem import DocgenError
from docgen.settings import load
from docgen.templates.adding import try_template
from docgen.templates.kinds import kind_named
from tests.templates.edited import NOTICES, TABLES, with_paragraphs


def test_sample_papers_are_laid_out_with_it(samples, tmp_path):
    settings = load(tmp_path)
    tried = try_template(with_paragraphs("督办函", "共{{ matters|length }}件"), kind_named("督办函"), ".docx", settings, samples)
    assert tried > 0
    assert list(tmp_path.iterdir()) == []


def test_what_only_shows_when_it_is_filled_is_told(samples, tmp_path):
    content = with_paragraphs("督办函", "{{ 1 / (matters|length - matters|length) }}")
    with pytest.raises(DocgenError) as refused:
        try_template(content, kind_named("督办函"), ".docx", load(tmp_path), samples)
    [problem] = refused.value.problems
    assert "正文第1段" in str(problem) and "无法计算" in problem.message


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_tables_are_tried_too(samples, tmp_path, suffix):
    content = (TABLES / f"排名表{suffix}").read_bytes()
    assert try_template(content, kind_named("排名表"), suffix, load(tmp_path), samples) == 3


@pytest.mark.parametrize("kind", ["附件", "印发", "调整通知", "约谈通知", "交办督办函"])
def test_docgens_own_pass(samples, tmp_path, kind):
    content = (NOTICES / f"{kind}.docx").read_bytes()
    assert try_template(content, kind_named(kind), ".docx", load(tmp_path), samples) >= 1
