"""Wording rules as rules: what is wrong is found whatever the words around, what they propose is right."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.proof.wording.patterns import PATTERNS

RULES = {pattern.clause.what: pattern for pattern in PATTERNS}

WRONG = {
    "文中发文字号的括号": "根据湛政办[2021]8号文件",
    "文中发文字号的序号": "根据湛政办〔2021〕第08号文件",
    "三级标题的标点": "1、查明原因",
    "带括号的序号后的标点": "（一）、查明原因",
    "“第一”之后的标点": "第一、查明原因",
    "汉字之间的半角标点": "查明原因,制定措施",
    "汉字之间的直引号": '推进"三个一批"活动',
    "重复的标点": "查明原因。。",
    "文中日期的虚位": "于2021年04月06日前",
    "用点或短横写的日期": "于2021.4.6前",
    "年份写全": "于21年4月前",
    "年份之间的连接号": "建设年限2020-2021年",
    "全角数字": "共有８８个",
    "两个比率之差的单位": "落后时序进度9.3%",
    "金额的单位": "总投资1亿2000万元",
    "引用公文的次序": "（湛政办〔2021〕8号）《关于健全机制的通知》",
    "引用公文的书名号": "按照关于健全机制的通知（湛政办〔2021〕8号）",
}

HOW = {"汉字之间的直引号", "金额的单位", "引用公文的次序"}
"""Rules that propose how to put it, not the very words."""

RIGHT = (
    "根据《关于健全完善重点项目建设推进机制的通知》（平湛政办〔2021〕8号），现将2021年3月份有关情况通报如下：",
    "1.查明原因。投资完成率15.7%，低于时序进度（25.0%）9.3个百分点。",
    "（一）分行业情况。农业18个，年度计划投资257369.5万元，完成率14.0%。",
    "第一，查明原因；第二、三产业项目按2020—2021年计划推进。",
    "联系电话：0371-5550100，邮箱：a.b@c.cn，于2021年4月13日12:30前报送。",
    "3月份完成投资比2月份下降6.6%，占年度计划的48.3%，完成率达到100%以上。",
    "近10年3月份平均完成投资1.2亿元，总投资220.5亿元、3000万元。",
    "“十四五”时期推进“三个一批”活动——总投资85.6亿元……",
)


def test_every_rule_has_an_example():
    assert set(WRONG) == set(RULES)


@pytest.mark.parametrize("what", WRONG)
class TestEachRule:
    def test_it_finds_what_is_wrong(self, what: str):
        assert RULES[what].wrong.search(WRONG[what])

    def test_it_finds_nothing_in_right_sentences(self, what: str):
        assert not [text for text in RIGHT if RULES[what].wrong.search(text)]


@pytest.mark.parametrize("what", sorted(set(WRONG) - HOW))
def test_what_a_rule_proposes_is_right(what: str):
    rule, wrong = RULES[what], WRONG[what]
    once = rule.wrong.sub(rule.right, wrong)
    assert once != wrong and not rule.wrong.search(once)


@given(st.integers(1949, 2099), st.integers(1, 999), st.sampled_from(["[]", "()", "（）", "【】", "［］"]))
def test_any_brackets_but_the_six_cornered_are_found_around_a_year(year: int, number: int, pair: str):
    rule = RULES["文中发文字号的括号"]
    found = rule.wrong.search(f"湛政办{pair[0]}{year}{pair[1]}{number}号")
    assert found and rule.right(found) == f"〔{year}〕{number}号"
    assert not rule.wrong.search(f"湛政办〔{year}〕{number}号")


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_a_date_is_wrong_exactly_when_it_has_a_leading_zero(day):
    rule = RULES["文中日期的虚位"]
    padded, plain = f"{day.year}年{day.month:02}月{day.day:02}日", f"{day.year}年{day.month}月{day.day}日"
    assert bool(rule.wrong.search(padded)) == (padded != plain)
    assert not rule.wrong.search(plain)
    found = rule.wrong.search(padded)
    assert found is None or rule.right(found) == plain


@given(st.decimals(0, 100, places=1))
def test_a_gap_between_rates_is_in_percentage_points(gap):
    rule = RULES["两个比率之差的单位"]
    for words in (f"落后时序进度{gap}", f"完成率比上月提高{gap}"):
        assert rule.wrong.search(f"{words}%") and not rule.wrong.search(f"{words}个百分点")


@given(st.text("建设项目，。、；：（）《》0123456789", max_size=60))
def test_full_width_text_is_never_called_half_width(text: str):
    assert not re.search(RULES["汉字之间的半角标点"].wrong, text)
