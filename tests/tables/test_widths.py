"""Widths, runs and headings as rules that hold for any text."""

from hypothesis import given
from hypothesis import strategies as st

from docgen.layout.tables.heads import rows
from docgen.layout.tables.measure import lines, widest_token
from docgen.layout.tables.runs import runs
from docgen.layout.tables.widths import Content, fit

cells = st.one_of(
    st.integers(0, 10**9).map(str),
    st.text("工程进展顺利，。（2021）年.", max_size=60),
    st.sampled_from(["", "曹镇乡", "已办结\n平国土〔2020〕28号", "13800006811"]),
)
columns = st.integers(1, 22).flatmap(
    lambda count: st.integers(0, 12).flatmap(
        lambda rows: st.lists(
            st.builds(Content, st.sampled_from(["序号", "项目名称", "年度计划投资"]), st.lists(cells, min_size=rows, max_size=rows)),
            min_size=count,
            max_size=count,
        )
    )
)
SIZES = (12, 10.5, 9, 7.5, 7, 6.5, 5.5)


@given(columns, st.sampled_from([8844, 12756]))
def test_widths_add_up_to_the_room_and_none_is_nothing(columns, room):
    found = fit(columns, room, 57, SIZES)
    assert sum(found.widths) == room
    assert min(found.widths) > 57
    assert found.size in SIZES


@given(columns, st.sampled_from([8844, 12756]))
def test_no_number_is_torn_where_there_is_room_for_all(columns, room):
    needed = sum(max([2.2, *(widest_token(text) + 0.2 for text in (column.head, *column.cells))]) for column in columns)
    found = fit(columns, room, 57, SIZES)
    if needed * SIZES[-1] * 20 + 57 * len(columns) <= room:
        for column, width in zip(columns, found.widths, strict=True):
            widest = max(map(widest_token, column.cells), default=0)
            assert widest * found.size * 20 + 57 <= width + 1


def test_few_short_columns_keep_the_largest_size():
    found = fit([Content("名次", ["1", "2"]), Content("单位", ["曹镇乡", "马庄街道"])], 8844, 114, SIZES)
    assert found.size == 12


def test_a_column_to_be_filled_in_keeps_the_templates_width():
    found = fit([Content("项目名称", ["曹镇乡智慧停车场项目"]), Content("整改措施", [""], 4000)], 8844, 114, SIZES)
    assert found.widths[1] >= 4000


def test_long_texts_get_the_room_that_short_ones_do_not_need():
    short, long = fit([Content("单位", ["曹镇乡"] * 9), Content("进展", ["正在开展征地拆迁和管线迁改工作，" * 4] * 9)], 8844, 114, SIZES).widths
    assert long > 4 * short


@given(st.text("工程2021年，。（1）", max_size=40), st.floats(1, 30), st.floats(0, 30))
def test_a_wider_column_never_takes_more_lines_for_text_that_can_be_broken(text, room, more):
    narrow = max(room, widest_token(text))
    assert lines(text, narrow + more) <= lines(text, narrow)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2)), max_size=30))
def test_runs_join_equal_neighbours_within_the_run_at_their_left(pairs):
    left, right = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    found = runs({"left": left, "right": right})
    for first, last in found["left"]:
        assert len(set(left[first : last + 1])) == 1
        assert first == 0 or left[first - 1] != left[first]
        assert last + 1 == len(left) or left[last + 1] != left[last]
    for first, last in found["right"]:
        assert len(set(zip(left[first : last + 1], right[first : last + 1], strict=True))) == 1


def test_blanks_are_not_joined():
    assert runs({"category": ["", "", "工业", "工业"]}) == {"category": [(2, 3)]}


def test_headings_break_between_words():
    assert rows("年度计划投资", 4.5) == ["年度计划", "投资"]
    assert rows("项目单位联系人及电话", 7) == ["项目单位", "联系人及电话"]
    assert rows("序号", 4) == ["序号"]
    assert rows("竣工时间", 2.2) == ["竣工", "时间"]
    assert rows("计划竣工时间", 3.2) == ["计划", "竣工", "时间"]
    assert rows("占地面积", 3.2) == ["占地", "面积"]
    assert rows("未开工原因", 3.5) == ["未开工", "原因"]


@given(st.text("年度计划完成投资（必须填写）项目单位及2021年", min_size=1, max_size=30), st.floats(1, 12))
def test_a_broken_heading_says_the_same(text, room):
    assert "".join(rows(text, room)) == text


def test_columns_to_be_filled_in_do_not_squeeze_the_names_beside_them():
    blanks = [Content("建设内容", [""] * 8, 900) for _ in range(12)]
    found = fit([Content("项目名称", ["曹镇乡装备制造产业园标准化厂房建设项目"] * 8), *blanks], 12756, 57, SIZES)
    assert found.widths[0] > 1.3 * found.widths[1]
    assert min(found.widths[1:]) > 0.6 * 900


def test_a_year_in_a_heading_is_never_torn():
    columns = [Content("2021年计划完成投资", ["31515"]), *(Content("建设内容及规模", ["正在开展征地拆迁工作，"], 0) for _ in range(17))]
    found = fit(columns, 12756, 57, SIZES)
    assert any(row.startswith("2021") for row in rows("2021年计划完成投资", (found.widths[0] - 57) / found.size / 20))
    for room in (2.3, 2.6, 3.0, 3.4, 5.0):
        assert "2021" in "|".join(rows("2021年计划完成投资", room))


def test_short_headings_of_registers_break_between_their_words():
    assert [rows(text, 3) for text in ("整改进展", "督办事项", "迟报天数")] == [["整改", "进展"], ["督办", "事项"], ["迟报", "天数"]]
