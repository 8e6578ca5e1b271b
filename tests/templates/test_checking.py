"""Templates are held against the names that their kind really has."""

from __future__ import annotations

import pytest

from docgen.engine.package import open_package
from docgen.templates.checking import check_template
from docgen.templates.kinds import kind_named, kind_of, kinds
from tests.support.office import ROOT
from tests.templates.edited import with_cells, with_paragraphs

SHIPPED = sorted(path for path in (ROOT / "templates").glob("*/*") if path.suffix in (".docx", ".xlsx"))


def told(samples, content: bytes, kind: str, suffix: str = ".docx") -> list[tuple[str, str]]:
    found = check_template(open_package(content), kind_named(kind), suffix, samples)
    return [(finding.where, finding.message) for finding in found]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_nothing_is_wrong_with_docgens_own(path, samples):
    kind = kind_of(path)
    assert kind is not None
    assert check_template(path, kind, path.suffix, samples) == ()


@pytest.mark.parametrize("name", kinds())
def test_every_kind_has_samples(name, samples):
    assert samples.contexts(kind_named(name)), f"{name} 没有样例：请在 docgen/templates/samples.py 中补上"


def test_a_name_is_found_along_its_chain(samples):
    content = with_paragraphs("月通报", "共{{ figures.totals.project }}个，{% for part in stages %}{{ part.totals.annual_plann }}{% endfor %}")
    assert told(samples, content, "月通报") == [
        ("正文第1段", "“figures.totals”没有“project”这一项，是否为“projects”"),
        ("正文第1段", "“part.totals”没有“annual_plann”这一项，是否为“annual_plan”"),
    ]


def test_a_name_of_another_kind_is_told_as_such(samples):
    assert told(samples, with_paragraphs("通知", "{{ completion.gap }}"), "通知") == [("正文第1段", "“completion”是月通报才有的名称，这里没有")]


def test_what_only_other_months_have_is_not_called_wrong(samples):
    """Keys that come from the data, values that are empty in the samples, elements of empty lists."""
    content = with_paragraphs(
        "月通报",
        "{{ figures.by_unit['荆山街道'].projects }}{% for each in figures.notes %}{{ each.anything }}{% endfor %}",
        "{% if 自定义 is defined %}{{ 自定义 }}{% endif %}{{ security[0] }}{{ loop_count|default('无') }}",
    )
    assert told(samples, content, "月通报") == []


def test_a_workbooks_cells_are_told_by_sheet_and_cell(samples):
    content = with_cells("排名表", B4="{{ row.untt }}", C4="{{ row.rank", D4="{{ row.rank|“x” }}", E4="{{ group.sum('gap') }}{{ title }}")
    assert told(samples, content, "排名表", ".xlsx") == [
        ("排名表 B4", "“row”没有“untt”这一项，是否为“unit”"),
        ("排名表 C4", "标记没有写完，缺少 }}"),
        ("排名表 D4", "标记里的中文引号要改为英文引号（半角）"),
    ]


def test_a_workbook_without_a_row_of_tags_is_told(samples):
    blank = with_cells("排名表", **{f"{letter}4": "甲" for letter in "ABCDEFGH"})
    assert [where for where, message in told(samples, blank, "排名表", ".xlsx") if "没有数据行" in message] == ["排名表 A1"]


def test_a_files_name_tells_its_kind(tmp_path):
    assert kind_of(tmp_path / "月通报（2021版）.docx") == kind_named("月通报")
    assert kind_of(tmp_path / "再次督办函.docx") == kind_named("再次督办函")
    assert kind_of(tmp_path / "模板.docx") is None
