"""Titles break by sense (7.3.1)."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from docgen.layout.title import break_title, width

ROOM = 20.1


@pytest.mark.parametrize(
    ("title", "rows"),
    [
        ("关于2021年3月份重点项目建设情况的通报", ["关于2021年3月份重点项目建设情况的通报"]),
        (
            "湛河区人民政府办公室关于健全完善重点项目建设推进机制的通知",
            ["湛河区人民政府办公室", "关于健全完善重点项目建设推进机制的通知"],
        ),
        ("湛河区2021年3月份重点项目投资完成情况排名表", ["湛河区2021年3月份", "重点项目投资完成情况排名表"]),
    ],
)
def test_rows_end_where_the_sense_does(title: str, rows: list[str]):
    assert break_title(title, ROOM) == rows


@pytest.mark.parametrize(
    "title",
    [
        "中共栾川县委栾川县人民政府关于进一步加强重点项目建设推动经济社会高质量发展的实施意见",
        "关于加快推进曹镇乡社区卫生服务中心改造项目等12个滞后项目建设的督办函",
        "关于2021年上半年全市各县（市、区）重点项目建设推进情况和下半年工作安排的通报",
    ],
)
def test_no_row_parts_a_number_a_name_of_a_paper_or_a_word_that_belongs_to_its_neighbour(title: str):
    rows = break_title(title, ROOM)
    assert "".join(rows) == title
    assert all(width(row) <= ROOM for row in rows)
    for before, after in zip(rows, rows[1:]):
        assert not (before[-1].isdigit() and (after[0].isdigit() or after[0] in "年月日个"))
        assert before.count("《") == before.count("》")
        assert after[0] not in "的、，。》）”" and before[-1] not in "《（“"


def test_a_book_title_is_parted_rather_than_the_kind_left_alone():
    rows = break_title("弋阳县人民政府办公室关于印发《弋阳县“项目建设提速年”活动方案》的通知", ROOM)
    assert rows == ["弋阳县人民政府办公室关于印发《弋阳县", "“项目建设提速年”活动方案》的通知"]


def test_a_book_title_wider_than_a_row_is_parted_between_its_words():
    rows = break_title("湛河区人民政府办公室关于印发《湛河区2021年重点项目建设“百日攻坚”行动方案》的通知", ROOM)
    assert rows == ["湛河区人民政府办公室", "关于印发《湛河区2021年重点项目建设", "“百日攻坚”行动方案》的通知"]


def test_three_rows_never_stand_like_an_hourglass():
    rows = break_title("中共栾川县委栾川县人民政府关于进一步加强重点项目建设推动经济社会高质量发展的实施意见", ROOM)
    first, second, third = map(width, rows)
    assert not (second < first and second < third)


@given(some.text(alphabet="关于湛河区重点项目建设2021年3月份的通报《》（）、，推进机制", min_size=1, max_size=120))
def test_nothing_is_lost_and_nothing_is_too_wide_whatever_the_title(title: str):
    rows = break_title(title, ROOM)
    assert "".join(rows) == title
    assert all(width(row) <= ROOM + 1 for row in rows)


def test_issuers_that_a_title_parts_with_blanks_are_never_broken_and_stay_apart():
    rows = break_title("栾川县发展和改革委员会 栾川县自然资源和规划局　栾川县财政局关于联合开展重点项目建设要素保障专项行动的通知", ROOM)
    names = "　".join(rows).split("关于")[0]
    assert names.split() == ["栾川县发展和改革委员会", "栾川县自然资源和规划局", "栾川县财政局"]
    assert not any(row != row.strip() for row in rows)
    assert break_title("甲县财政局　甲县审计局关于 报表的通知", ROOM) == ["甲县财政局　甲县审计局关于报表的通知"]


PLACES = ("九里山街道", "轻工路街道", "马庄街道", "曹镇乡")
WORKS = ("冷链物流园", "农产品批发市场", "新材料生产线", "装备制造产业园", "高标准农田", "污水管网提升", "标准化厂房", "老旧小区改造", "智慧停车场")


@pytest.mark.parametrize("work", WORKS)
def test_a_letter_on_one_project_does_not_part_the_words_of_its_name(work: str):
    words = ("冷链", "物流园", "农产品", "批发市场", "新材料", "生产线", "装备", "制造", "产业园", "农田", "污水", "标准化", "厂房", "老旧小区", "停车场", "街道")
    for place in PLACES:
        for stage in ("扩建", "二期", "改造"):
            title = f"关于加快推进{place}{work}{stage}项目建设的督办函"
            rows = break_title(title, ROOM)
            assert "".join(rows) == title
            assert all(title.count(word) == sum(row.count(word) for row in rows) for word in (*words, stage)), rows


@pytest.mark.parametrize("name", ["湛河区住房和城乡建设局", "栾川县自然资源和规划局", "湛河区发展和改革委员会", "平顶山市湛河区重点项目建设指挥部"])
def test_an_issuer_before_its_subject_is_never_broken(name: str):
    rows = break_title(f"{name}关于开展重点项目建设要素保障专项行动有关事项的通知", ROOM)
    assert any(name in row for row in rows)
