"""Joined cells and pages: a category that crosses a page is shown again, whatever the rows hold."""

from dataclasses import replace
from datetime import date
from itertools import cycle, islice

import pytest
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from docgen.layout.document import to_bytes
from docgen.layout.paper import lay_out
from docgen.layout.tables.pages import Run, Stack, paginate
from docgen.layout.tables.render import render_table
from docgen.papers.drafts.draft import Annex, Block, Draft
from docgen.papers.drafts.official import official
from docgen.settings import COMPENSATED_PITCH, Settings
from tests.support.office import printed
from tests.support.pdf import pages

WHEN = date(2020, 3, 31)
SETTINGS = Settings()


def longer(table, count: int, every: int, cut: int, key: str, category: str):
    """The table's own rows again and again up to ``count``, a category to each ``every`` rows, texts cut differently."""
    rows = []
    for at, row in enumerate(islice(cycle(table.rows), count)):
        group = at // every + 1
        content = str(row["content"])[: 3 + at * cut % 40]
        rows.append({**row, "number": group if category else at + 1, key: f"{category}类别{group}", "content": content})
    return replace(table, rows=tuple(rows))


def first_cells(page, head_ends: float, column: tuple[float, float]) -> str:
    """What stands in the first joined cell below the head of a page, within the column's edges in mm."""
    rules = [r.top for r in page.rules if r.horizontal and r.x0 < column[1] - 1 and r.x1 > column[0] + 1 and r.top > head_ends + 1]
    bottom = min(rules)
    chars = [c for c in page.chars if column[0] < c.x0 < column[1] and head_ends < c.base < bottom]
    return "".join(c.text for c in sorted(chars, key=lambda c: (round(c.base, 1), c.x0))).strip()


def shown_first(document: bytes) -> list[str]:
    """For each page, the text of its first category cell, as LibreOffice prints it."""
    found = []
    for page in pages(printed(document)):
        if len(page.rules) < 20:
            continue
        uprights = sorted({round(r.x0, 1) for r in page.rules if not r.horizontal})
        column = next((a, b) for a, b in list(zip(uprights, uprights[1:]))[1:] if b - a > 3)
        across = sorted({round(r.top, 1) for r in page.rules if r.horizontal and r.x0 < column[0] + 1 < r.x1})
        found.append(first_cells(page, across[1], column))
    return found


@pytest.mark.parametrize(("count", "every", "cut"), [(60, 7, 3), (80, 45, 7), (50, 13, 11)])
def test_a_category_that_crosses_a_page_is_shown_again_on_each(every_table, templates, count, every, cut):
    table = longer(every_table["清单表"], count, every, cut, "category", "基础设施")
    found = shown_first(to_bytes(render_table(table, templates / "清单表.docx", "附件"), WHEN))
    assert len(found) > 3
    assert all(text.startswith("基础设施类别") for text in found), found
    numbers = [int(text.removeprefix("基础设施类别")) for text in found]
    assert numbers == sorted(numbers)


def test_a_category_is_shown_again_in_a_paper_of_the_compensated_pitch_too(every_table):
    settings = replace(SETTINGS, layout=replace(SETTINGS.layout, line_pitch=COMPENSATED_PITCH))
    table = replace(longer(every_table["清单表"], 60, 7, 3, "category", "基础设施"), title="项目清单")
    draft = Draft("关于报送项目进展的通知", date=WHEN, annexes=(Annex(table.title),), blocks=(Block(0, "请按期报送。"),))
    found = shown_first(lay_out(official(draft, settings, WHEN, [table]), settings, WHEN))
    assert len(found) > 3
    assert all(text.startswith("基础设施类别") for text in found), found


@pytest.mark.parametrize("items", [150, 400])
def test_a_row_higher_than_half_a_page_or_a_whole_one_keeps_its_text_and_the_category(every_table, templates, items):
    """150 items are most of a page, 400 more than two."""
    table = longer(every_table["清单表"], 14, 7, 3, "category", "基础设施")
    rows = list(table.rows)
    rows[3] = {**rows[3], "content": "".join(f"第{n}项建设内容。" for n in range(1, items))}
    found = pages(printed(to_bytes(render_table(replace(table, rows=tuple(rows)), templates / "清单表.docx"), WHEN)))
    text = ""
    for page in found:
        uprights = sorted({round(r.x0, 1) for r in page.rules if not r.horizontal})
        left, right = max(zip(uprights, uprights[1:]), key=lambda edges: edges[1] - edges[0])
        column = [c for c in page.chars if left < c.x0 < right and c.base < 262]
        said = "".join(c.text for c in sorted(column, key=lambda c: (round(c.base, 1), c.x0)))
        # the head is said again on every page
        text += "".join(said.split()).partition("建设内容")[2]
    assert [n for n in range(1, items) if f"第{n}项建设内容" not in text] == []
    # only where nothing but the high row itself goes on is the category not said anew
    without = [page for page in found[1:] if "基础" not in page.text]
    assert len(without) == (0 if items == 150 else 1)
    assert all("项建设内容" in "".join(page.text.split()) for page in without)


def test_systems_are_shown_on_each_page_of_the_targets(every_table, templates):
    table = replace(every_table["目标任务分解一览表"], subtotals=())
    found = shown_first(to_bytes(render_table(table, templates / "目标任务分解一览表.docx"), WHEN))
    assert len(found) > 10
    assert set(found) <= {row["system"] for row in table.rows}


def test_word_shows_a_category_once_on_every_page(every_table, templates):
    """What is not joined to the cell above starts a run; each run but a page's first has a category of its own."""
    table = longer(every_table["清单表"], 60, 30, 3, "category", "基础设施")
    rows = render_table(table, templates / "清单表.docx").tables[0]._tbl.tr_lst[1:]
    starts = [at for at, row in enumerate(rows) if row.tc_lst[1].vMerge != "continue"]
    assert starts[0] == 0 and 30 in starts and len(starts) > 3
    for column in (0, 1):
        for at in starts:
            text = "".join(node.text for node in rows[at].tc_lst[column].iter(qn("w:t")))
            assert text == str(table.rows[at]["number" if column == 0 else "category"])


def test_a_short_table_is_left_in_one_piece(every_table, templates):
    table = replace(every_table["清单表"], rows=every_table["清单表"].rows[:4])
    document = render_table(table, templates / "清单表.docx")
    assert [row.tc_lst[1].vMerge for row in document.tables[0]._tbl.tr_lst[1:]] == ["restart", *["continue"] * 3]


heights = st.lists(st.floats(454, 4000), min_size=1, max_size=60)


@given(heights, st.floats(0, 6000), st.data())
def test_every_page_is_full_and_none_too_full(heights, used, data):
    room, head = 12756.0, 900.0
    cuts = sorted(data.draw(st.sets(st.integers(1, len(heights)), max_size=6)) | {0, len(heights)})
    runs = [Run(1, a, b - 1, data.draw(st.floats(400, 3000))) for a, b in zip(cuts, cuts[1:]) if b - a > 1]
    stack = Stack(heights, runs=runs)
    paged = paginate(stack, used, room, head)
    assert all(after >= before for before, after in zip(heights, paged.heights, strict=True))
    bounds = [0, *paged.starts, len(heights)]
    for page, (first, last) in enumerate(zip(bounds, bounds[1:])):
        filled = head + (used if page == 0 else 0) + sum(paged.heights[first:last])
        assert filled <= room
        if last < len(heights):
            assert filled + paged.heights[last] > room - 1, "the next page's first row would still stand here"
        for run in runs:
            top, bottom = max(run.top, first), min(run.bottom, last - 1)
            if top < bottom and (run.top < first or run.bottom >= last):
                assert sum(paged.heights[top : bottom + 1]) >= run.height - 1


@given(heights, st.integers(0, 59))
def test_a_row_that_heads_a_group_never_ends_a_page(heights, at):
    glued = {row for row in (at, at + 7) if row < len(heights)}
    paged = paginate(Stack(heights, glued=glued), 0, 12756.0, 900.0)
    assert not {start - 1 for start in paged.starts} & glued
