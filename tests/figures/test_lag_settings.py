"""Rules and exemptions that cannot be are refused with file, place and the way out; whatever is odd, in words."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.problem import DocgenError
from docgen.rules.levels import LEVELS
from docgen.rules.measure import MEASURES
from docgen.rules.reading import KEYS, read_exemptions, read_rules
from docgen.settings import load
from tests.support.office import docgen

RULE = '[[lag.rules]]\nmetric = "年度进度"\nyellow = 10\n'
EXEMPT = '[[lag.exemptions]]\nproject = "甲"\nreason = "不可抗力"\n'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[[lag.rules]]\nmetric = "月度进度"\nyellow = 10\n', ["[[lag.rules]] 第1条 metric", "没有“月度进度”这个指标", "是否为“年度进度”"]),
        ("[[lag.rules]]\nyellow = 10\n", ["第1条", "缺 metric", "节点逾期"]),
        ('[[lag.rules]]\nmetric = "年度进度"\ncompare = "比率"\nyellow = 80\n', ["compare", "只能按百分点、比例比较", "比率"]),
        ('[[lag.rules]]\nmetric = "节点逾期"\ncompare = "比例"\nyellow = 80\n', ["compare", "“节点逾期”只能按天比较"]),
        ('[[lag.rules]]\nmetric = "年度进度"\n', ["一个等级的标准也没有写", "yellow"]),
        (RULE + "red = 10\n", ["第1条（投资进度滞后）", "yellow（10）应小于 red（10）", "黄色"]),
        ('[[lag.rules]]\nmetric = "年度进度"\ncompare = "比例"\nyellow = 60\nred = 80\n', ["yellow（60）应大于 red（80）"]),
        ('[[lag.rules]]\nmetric = "年度进度"\ncompare = "比例"\nyellow = 0.8\n', ["yellow", "80% 写成 80", "现为 0.8"]),
        (RULE + "purple = 30\n", ["没有“purple”这一项", "等级只有 watch、yellow、orange、red"]),
        (RULE + "yelow = 30\n", ["没有“yelow”这一项", "是否为“yellow”"]),
        ('[[lag.rules]]\nmetric = "年度进度"\nyellow = "十"\n', ["yellow", "应为数字", "“十”"]),
        ('[[lag.rules]]\nmetric = "年度进度"\nyellow = nan\n', ["yellow", "应为数字"]),
        ('[[lag.rules]]\nmetric = "年度进度"\nyellow = -5\n', ["yellow", "应在 0 至 100 之间", "-5"]),
        ('[[lag.rules]]\nmetric = "连续无投资"\nyellow = 1.5\n', ["yellow", "月数应为整数"]),
        (RULE + "raise_after = -2\n", ["raise_after", "2 至 24", "不用则写 0", "-2"]),
        (RULE + "for_periods = 0\n", ["for_periods", "1 至 24"]),
        (RULE + 'consequences = { purple = "督办" }\n', ["consequences", "没有“purple”这个等级"]),
        (RULE + 'consequences = { yellow = "督促" }\n', ["consequences yellow", "没有“督促”这种措施", "督办"]),
        (RULE + 'consequences = { yellow = "约谈", red = "提醒" }\n', ["consequences", "yellow（约谈）比 red（提醒）还重"]),
        (RULE + 'words = "落后{差据}个百分点"\n', ["words", "没有“{差据}”这个数", "是否为“差距”"]),
        (RULE + 'words = "落后{差距个百分点"\n', ["words", "花括号不成对"]),
        (RULE + 'stages = ["续建"]\n', ["stages", "没有“续建”这个阶段"]),
        (RULE + 'date = "2021-03-31"\n', ["date", "“年度进度”用不上这一项"]),
        (RULE + 'missing = "red"\n', ["missing", "用不上这一项"]),
        ('[[lag.rules]]\nmetric = "手续逾期"\nyellow = 1\ndate = "2021-02-30"\n', ["date", "“2021-02-30”不是日期", "2021-03-31"]),
        ('[[lag.rules]]\nmetric = "手续逾期"\nyellow = 1\ndates = { "环评" = "3月底" }\n', ["dates 环评", "“3月底”不是日期"]),
        ('[[lag.rules]]\nmetric = "节点逾期"\nyellow = 1\nsilence = "算"\n', ["silence", "应为“不计”或“算未完成”"]),
        ('[[lag.rules]]\nmetric = "报送"\nyellow = 1\ndays = [28, 13]\n', ["days", "从小到大的日子"]),
        ('[[lag.rules]]\nmetric = "报送"\nyellow = 1\nmissing = "黑色"\n', ["missing", "没有“黑色”这个等级"]),
        (RULE + RULE, ["第2条", "“投资进度滞后”已用作另一条规则的名称"]),
        ("[lag]\nrules = 5\n", ["[lag] rules", "以 [[lag.rules]] 开头"]),
        ("[lag]\nraise_after = -1\n", ["[lag] raise_after", "不用则写 0"]),
        ('[[lag.exemptions]]\nproject = "甲"\n', ["[[lag.exemptions]] 第1条 reason", "豁免须写明原因"]),
        ('[[lag.exemptions]]\nproject = "甲"\nreason = "  "\n', ["reason", "豁免须写明原因"]),
        ('[[lag.exemptions]]\nreason = "不可抗力"\n', ["第1条", "project", "unit"]),
        (EXEMPT + 'from = "2021-13"\n', ["from", "“2021-13”不是日期", "2021-03（月）"]),
        (EXEMPT + 'from = "2021-05"\nto = "2021-04"\n', ["from（2021-05）晚于 to（2021-04）"]),
        (EXEMPT + 'rules = ["投资滞后"]\n', ["第1条 rules", "没有“投资滞后”这条规则", "是否为“投资进度滞后”"]),
        (EXEMPT + 'rule = "投资滞后"\n', ["没有“rule”这一项", "是否为“rules”"]),
    ],
)
def test_what_is_no_rule_is_refused_with_its_place(tmp_path, text, words):
    (tmp_path / "docgen.toml").write_text(text, encoding="utf-8")
    with pytest.raises(DocgenError) as error:
        load(tmp_path)
    assert all(word in str(error.value) for word in (str(tmp_path / "docgen.toml"), *words)), str(error.value)


def test_a_command_stops_at_a_wrong_rule_without_a_traceback(tmp_path):
    (tmp_path / "docgen.toml").write_text('[[lag.rules]]\nmetric = "进度"\n', encoding="utf-8")
    done = docgen(tmp_path, "lagging", "--period", "2021-03")
    assert done.returncode == 2 and "没有“进度”这个指标" in done.stderr and "Traceback" not in done.stderr


def test_days_may_be_written_as_dates_of_the_file(tmp_path):
    (tmp_path / "docgen.toml").write_text(
        '[[lag.rules]]\nmetric = "手续逾期"\nyellow = 1\ndate = 2021-02-28\n' + EXEMPT + "from = 2021-02-01\n", encoding="utf-8"
    )
    lag = load(tmp_path).lag
    assert lag.rules[0].day.isoformat() == "2021-02-28"
    assert lag.exemptions[0].first.isoformat() == "2021-02-01"


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.key)
def test_every_metric_can_be_written_and_its_words_name_only_figures_it_has(measure):
    (rule,) = read_rules("", [{"metric": measure.metric, "compare": measure.compare, "yellow": 50, "words": measure.words}])
    assert rule.key == measure.key


anything = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 200) | st.floats() | st.text(max_size=6) | st.dates() | st.datetimes(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*LEVELS, "甲", "{"]), inner, max_size=3),
    max_leaves=5,
)
metrics = st.sampled_from([measure.metric for measure in MEASURES])


@given(st.dictionaries(st.sampled_from([*KEYS, "别的"]), anything, max_size=4), metrics, st.integers(0, 60))
def test_whatever_a_rule_says_it_is_read_or_refused_in_words(table, metric, yellow):
    try:
        (rule,) = read_rules("设置 [lag] rules", [{"metric": metric, "yellow": yellow, **table}])
    except DocgenError as error:
        assert "[[lag.rules]] 第1条" in str(error)
    else:
        assert rule.thresholds or rule.missing


@given(st.dictionaries(st.sampled_from(["project", "unit", "rules", "from", "to", "reason", "别的"]), anything, max_size=5))
def test_whatever_an_exemption_says_it_is_read_or_refused_in_words(table):
    try:
        (exemption,) = read_exemptions("设置 [lag] exemptions", [table])
    except DocgenError as error:
        assert "[[lag.exemptions]] 第1条" in str(error)
    else:
        assert exemption.reason and (exemption.project or exemption.unit)


def test_the_rules_of_the_sample_settings_can_be_taken_as_they_stand(tmp_path):
    text = (load.__globals__["Path"](__file__).parents[2] / "docgen.toml").read_text(encoding="utf-8")
    commented = [line.removeprefix("# ") for line in text.split("# [[lag.rules]]")[1].split("[benchmark]")[0].splitlines()]
    taken = "[[lag.rules]]\n" + "\n".join(line for line in commented if "=" in line or line.startswith("[["))
    assert tomllib.loads(taken)
    (tmp_path / "docgen.toml").write_text(taken, encoding="utf-8")
    assert load(tmp_path).lag.rule_names == ("月度任务未完成",)
