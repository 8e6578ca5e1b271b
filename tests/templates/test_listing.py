"""Every name that is listed can be written into a template, with the value that is shown."""

from __future__ import annotations

import pytest

from docgen.engine.sandbox import environment
from docgen.layout.tables.tags import printed
from docgen.papers.prose import FILTERS
from docgen.templates.kinds import kind_named
from docgen.templates.listing import filters, names


def rendered(contexts, text: str) -> list[str]:
    sandbox = environment(filters=FILTERS, finalize=printed)
    made = []
    for context in contexts:
        try:
            made.append(sandbox.from_string(text).render(context))
        except Exception as error:
            made.append(f"！{error}")
    return made


@pytest.mark.parametrize("kind", ["月通报", "督办函", "约谈通知", "通知", "纪要"])
def test_each_name_renders_with_its_sample(kind, samples):
    contexts = samples.contexts(kind_named(kind))
    listed = names(kind_named(kind), ".docx", samples)
    assert {"title", "office.name", "date"} <= {each.name for each in listed}
    for each in listed:
        if each.holds == "要带括号":
            continue  # no value by itself
        asked = f"{each.name} is defined" if each.holds == "一组" else each.name  # what has entries is not printed itself
        values = rendered(contexts, f"{{{{ {asked} }}}}")
        assert any(not value.startswith("！") for value in values), each.name
        if each.holds in ("文字", "数") and each.sample and not each.sample.endswith("…") and "[" not in each.name:
            assert any(" ".join(value.split()) == each.sample for value in values), each.name


def test_a_tables_columns_are_listed_as_a_row_asks_for_them(samples):
    listed = {each.name: each.sample for each in names(kind_named("排名表"), ".docx", samples)}
    assert listed["row.unit"] == "高阳路街道"
    assert listed["row.completion_rate"] == "18.0%"
    numbers = {each.name: each for each in names(kind_named("排名表"), ".xlsx", samples)}
    assert numbers["row.completion_rate"].holds == "数"


def test_filters_are_shown_at_work(samples):
    shown = {each.name: each.sample for each in filters(kind_named("月通报"), ".docx", samples)}
    assert shown["|percent"].endswith("→ 25.3%")
    assert shown["|chinese"].endswith("→ 十二")
    assert "高阳路街道（18.0%）" in shown["|standings"]
