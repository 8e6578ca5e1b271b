"""Wording rules that a pattern can find: what is wrong, what it should be.

The reference's list of text rules. Rules of punctuation are GB/T 15834, of numerals GB/T 15835; what GB/T 9704 itself
says carries its clause.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from docgen.proof.clauses import DERIVED, PRACTICE, STATED, Clause
from docgen.proof.wording.stretches import ADDRESSEES, ANNEX, BODY, NOTE, SIGN_OFF, TITLE

_ALL = (TITLE, ADDRESSEES, BODY, NOTE, SIGN_OFF, ANNEX)
_TEXT = (BODY, ANNEX)
_FULL = str.maketrans({",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）", ".": "。"})
_HAN = r"\u3400-\u9fff"


@dataclass(frozen=True)
class Pattern:
    """A fault that ``wrong`` finds in stretches of ``roles``; ``right`` says what the matched words should be."""

    clause: Clause
    wrong: re.Pattern[str]
    right: Callable[[re.Match[str]], str]
    roles: tuple[str, ...] = _ALL


def _year_brackets(found: re.Match[str]) -> str:
    return f"〔{found['year']}〕{found['rest'].removeprefix('第')}"


def _whole_date(found: re.Match[str]) -> str:
    year, month, day = found["y"], int(found["m"]), found["d"]
    return f"{year}年{month}月" + (f"{int(day)}日" if day else "")


PATTERNS: tuple[Pattern, ...] = (
    Pattern(
        Clause("7.2.5", "文中发文字号的括号", "年份用六角括号〔〕", DERIVED),
        re.compile(r"[\[［（(【](?P<year>(?:19|20)\d{2})[\]］）)】](?P<rest>(?:第)?\d+号)"), _year_brackets,
    ),
    Pattern(
        Clause("7.2.5", "文中发文字号的序号", "不加“第”，不编虚位", DERIVED),
        re.compile(r"〔(?P<year>(?:19|20)\d{2})〕(?:第0*|0+)(?P<n>\d+)号"),
        lambda m: f"〔{m['year']}〕{m['n']}号",
    ),
    Pattern(
        Clause("7.3.3", "三级标题的标点", "数字后用下脚点，如 1."),
        re.compile(r"^(?P<n>\d{1,2})、"), lambda m: f"{m['n']}.", _TEXT,
    ),
    Pattern(
        Clause("7.3.3", "带括号的序号后的标点", "（一）（1）之后不加标点"),
        re.compile(r"^(?P<n>[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)])[、，.．]"),
        lambda m: m["n"].replace("(", "（").replace(")", "）"), _TEXT,
    ),
    Pattern(
        Clause("GB/T 15834", "“第一”之后的标点", "用逗号，如“第一，”", PRACTICE),
        re.compile(r"(?:^|(?<=[。；：]))(?P<n>第[一二三四五六七八九十]|首先|其次|再次)、(?!第|[一二三四五六七八九十])"),
        lambda m: f"{m['n']}，", _TEXT,
    ),
    Pattern(
        Clause("GB/T 15834", "汉字之间的半角标点", "全角标点", PRACTICE),
        re.compile(rf"(?<=[{_HAN}”》）〕])[,;:?!()]|[,;:?!()](?=[{_HAN}“《（])|(?<=[{_HAN}])\.(?=[{_HAN}]|$)"),
        lambda m: m[0].translate(_FULL),
    ),
    Pattern(
        Clause("GB/T 15834", "汉字之间的直引号", "弯引号“ ”", PRACTICE),
        re.compile(rf"(?<=[{_HAN}，。、：；（])[\"＂]|[\"＂](?=[{_HAN}])"), lambda m: "“ 或 ”",
    ),
    Pattern(
        Clause("GB/T 15834", "重复的标点", "同一标点不连用", PRACTICE),
        re.compile(r"([，。、；：])\1+|[，、；：]。|。[，、；：]"), lambda m: m[0][-1] if m[0][-1] == "。" else m[0][0],
    ),
    Pattern(
        Clause("7.3.5.4", "文中日期的虚位", "月、日不编虚位", PRACTICE),
        re.compile(r"(?P<y>(?:19|20)\d{2})年(?:(?P<m>0\d)月(?:(?P<d>\d{1,2})日)?|(?P<m2>\d{1,2})月(?P<d2>0\d)日)"),
        lambda m: f"{m['y']}年{int(m['m'] or m['m2'])}月" + (f"{int(m['d'] or m['d2'])}日" if m["d"] or m["d2"] else ""), _TEXT,
    ),
    Pattern(
        Clause("GB/T 15835", "用点或短横写的日期", "年、月、日三字写全", PRACTICE),
        re.compile(r"(?<![\d.])(?P<y>(?:19|20)\d{2})[.\-/](?P<m>0?[1-9]|1[0-2])[.\-/](?P<d>[0-3]?\d)(?![\d.])"),
        _whole_date, _TEXT,
    ),
    Pattern(
        Clause("GB/T 15835", "年份写全", "四位年份", PRACTICE),
        re.compile(r"(?<![\d近约满第每前后前过])(?P<y>[012]\d)年(?P<m>\d{1,2})月"), lambda m: f"20{m['y']}年{m['m']}月", _TEXT,
    ),
    Pattern(
        Clause("GB/T 15835", "年份之间的连接号", "一字线，如 2020—2021年", PRACTICE),
        re.compile(r"(?<![\d\-])(?P<a>(?:19|20)\d{2})年?[-–~～－](?P<b>(?:19|20)\d{2})(?![\d\-])"),
        lambda m: f"{m['a']}—{m['b']}", (TITLE, *_TEXT),
    ),
    Pattern(
        Clause("GB/T 15835", "全角数字", "半角阿拉伯数字", PRACTICE),
        re.compile(r"[０-９]+"), lambda m: m[0].translate(str.maketrans("０１２３４５６７８９", "0123456789")),
    ),
    Pattern(
        Clause("公文用语", "两个比率之差的单位", "个百分点", PRACTICE),
        re.compile(
            r"(?:落后|滞后|低于|高于|快于|慢于|超过|超|领先)(?:于)?(?:同期|全年|年度)?(?:时序|序时|时间|均衡|计划|目标)?进度(?:（[^）]*）)?"
            r"(?P<n>\d+(?:\.\d+)?)[%％]"
            r"|(?:完成率|开工率|增速|增幅|占比|比重|比率|合格率)[^，。；、]{0,14}(?:提高|提升|上升|下降|降低|回落|增加|减少|扩大|缩小|高出?|低)了?"
            r"(?P<n2>\d+(?:\.\d+)?)[%％](?!以)"
        ),
        lambda m: f"{m['n'] or m['n2']}个百分点", _TEXT,
    ),
    Pattern(
        Clause("公文用语", "金额的单位", "一个数只用一个单位（万元或亿元）", PRACTICE),
        re.compile(r"(?P<a>\d+(?:\.\d+)?)亿(?P<b>\d+(?:\.\d+)?)万元?|\d+(?:\.\d+)?亿万元"), lambda m: "全用亿元或全用万元", _TEXT,
    ),
    Pattern(
        Clause("公文用语", "引用公文的次序", "先引标题，后引发文字号", PRACTICE),
        re.compile(r"〔\d{4}〕\d+号[）)]?《[^》]*》"), lambda m: "《标题》（发文字号）", _TEXT,
    ),
    Pattern(
        Clause("公文用语", "引用公文的书名号", "公文标题加书名号《》", PRACTICE),
        re.compile(r"(?<!《)关于[^《》，。；（）]{4,50}的(?:通知|意见|通报|决定|方案|办法|批复|函)(?=[（(][^）)]{2,16}〔\d{4}〕)"),
        lambda m: f"《{m[0]}》", _TEXT,
    ),
)
"""Every rule, in the order in which it is reported."""

HEADING_STOP = Clause("公文用语", "单独成行的标题末尾的标点", "不加句号", PRACTICE)
ISSUER_STOP = Clause("公文用语", "署名末尾的标点", "不加标点", PRACTICE)
TITLE_STOP = Clause("公文用语", "公文标题末尾的标点", "不加标点", PRACTICE)
SEQUENCE = Clause("7.3.3", "结构层次序数连续", "依次编号，不跳号、不重号", DERIVED)
REFERRED = Clause("7.3.4", "文中提到的附件", "附件说明中都有", DERIVED)
ONE_ADDRESSEE = Clause("公文用语", "上行文的主送机关", "只写一个上级机关，不写个人", PRACTICE)
UNPRINTABLE = Clause("公文用语", "缺字", "每个字都能显示", STATED)
TAGS = Clause("文件", "遗留的模板标记", "没有 {{ }}、{% %} 等标记", PRACTICE)
