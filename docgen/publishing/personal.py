"""What of a person stands in a text, as people write it: telephone and identity numbers, mail addresses, names behind a label."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

PHONE, IDENTITY, MAIL = "电话号码", "身份证号", "电子邮箱"
PUT_INSTEAD = "（略）"

Gone = Callable[[str], str]
"""Told what is taken out, answers what stands instead."""

_GAP = r"[\s\-‐-―－—–·•]{0,3}"
_DIGIT = "[0-9]"
_MOBILE = rf"(?:\+?86{_GAP})?1[3-9]" + rf"(?:{_GAP}{_DIGIT})" * 9
_DOTTED = r"1[3-9]\d\.\d{4}\.\d{4}"
_AREA = rf"(?:(?:\+?86{_GAP})?[(（]?0|\+86{_GAP}|86[\-－—])"
_LANDLINE = rf"{_AREA}\d{{2,3}}[)）]?{_GAP}[1-9]\d{{2,3}}{_GAP}\d{{4}}(?:\s*(?:转|-|－|—)\s*\d{{1,6}})?"
_HOTLINE = rf"[48]00{_GAP}\d{{3,4}}{_GAP}\d{{3,4}}"
_PHONE = re.compile(rf"(?<![0-9])(?:{_MOBILE}|{_DOTTED}|{_LANDLINE}|{_HOTLINE})(?![0-9])")

_BRACKET = r"(?:[(（][^()（）\n]{1,12}[)）])?"
_LOCAL = rf"(?:[0-9][0-9\-－—\s]{{4,15}}[0-9]|{PUT_INSTEAD})"
_LOCALS = re.compile(
    rf"(?:电话|手机|传真|热线|座机|总机|联系方式)(?:号码)?{_BRACKET}[:：为是\s]{{0,3}}{_LOCAL}(?:{_BRACKET}[、，,;；/／或和及\s]{{1,2}}{_LOCAL})*"
)
"""A label and the local numbers behind it, some of which may be taken out already."""
_ONE_LOCAL = re.compile(r"[0-9][0-9\-－—\s]{4,15}[0-9]")

_DAY = r"(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])"
_EIGHTEEN = re.compile(r"(?<![0-9])[1-9](?:[ \u3000]?[0-9]){16}[ \u3000]?[0-9Xx](?![0-9A-Za-z])")
_IS_EIGHTEEN = re.compile(rf"[1-9]\d{{5}}(?:19|20)\d{{2}}{_DAY}\d{{3}}[0-9Xx]")
_FIFTEEN = re.compile(rf"(?<![0-9.])[1-9]\d{{5}}\d{{2}}{_DAY}\d{{3}}(?![0-9.])")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑谢罗梁宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟"
    "熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔汤常温康施牛樊葛邢安齐梅庄辛祝左涂谷祁舒耿牟卜詹苗凌费纪靳盛童欧甄曲游阳裴席卫屈鲍霍翁"
    "隋植景薄包司柏宁柯阮桂闵柴华车冉房边"
)
_NO_NAMES = (
    "马上", "高度", "高效", "方可", "方能", "方法", "方案", "方式", "方面", "任务", "任期", "任免", "任何", "于是", "常态", "常年", "安全", "安排",
    "严格", "严肃", "严禁", "包保", "包联", "包抓", "万元", "何时", "何人", "金额", "程序", "司法", "卫生", "华侨", "车辆", "房屋", "许可", "施工", "常驻",
)  # fmt: skip
_PERSON = rf"(?!{'|'.join(_NO_NAMES)})(?:欧阳|司马|上官|诸葛|皇甫|尉迟|[{_SURNAMES}])[ \u3000]?[\u4e00-\u9fff](?:[ \u3000]?[\u4e00-\u9fff])?"
_IS_PERSON = re.compile(_PERSON)
_TITLED = "同志|先生|女士|主任|科长|局长|书记|乡长|镇长|经理|股长|所长|部长|处长|科员"


def numbers_gone(text: str, gone: Gone) -> str:
    """The text without telephone and identity numbers and mail addresses."""
    said = _EIGHTEEN.sub(lambda found: gone(IDENTITY) if _IS_EIGHTEEN.fullmatch(re.sub(r"\s", "", found[0])) else found[0], text)
    for what, pattern in ((IDENTITY, _FIFTEEN), (PHONE, _PHONE), (MAIL, _MAIL)):
        said = pattern.sub(lambda _, what=what: gone(what), said)
    return _LOCALS.sub(lambda found: _ONE_LOCAL.sub(lambda _: gone(PHONE), found[0]), said)


def holds_person(text: str) -> bool:
    """Whether a cell's whole text is persons' names, or has a telephone number's worth of digits."""
    pieces = [piece for piece in re.split(r"[、，,;；/\n]|（[^（）]*）|\([^()]*\)", text) if piece.strip()]
    return bool(re.search(r"[0-9]{5}", text) or PUT_INSTEAD in text) or bool(pieces) and all(_IS_PERSON.fullmatch(piece.strip()) for piece in pieces)


class Labels:
    """The settings' words as labels: 联系人：张三、李四, but also 联系人张三， and 负责人（张三）."""

    def __init__(self, words: Sequence[str], keep: Sequence[str]) -> None:
        self._keep = (*keep, PUT_INSTEAD)
        labels = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
        item = r"[^，。；、（）()\n]+"
        self._behind_colon = re.compile(rf"({labels})([:：]\s*)({item}(?:(?:[(（][^()（）\n]*[)）])?、[^，。；、（）()\n:：]++(?![:：]))*)") if labels else None
        self._item = re.compile(rf"{item}|[(（][^()（）\n]*[)）]|、")
        self._bare = re.compile(rf"({labels})([ \u3000]*[为是系]?[ \u3000]*|[(（])({_PERSON}?)(?=[，。；、,;\s（）()]|$|{_TITLED}|电话|手机|联系)") if labels else None
        around = rf"(?:项目|单位|具体|直接|主要|业务)*(?:{labels})(?:姓名|及电话|及联系电话|及联系方式|号码)?[:：]?"
        self._label = re.compile(around) if labels else None

    def gone(self, text: str, gone: Gone) -> str:
        """The text without what stands behind a label."""
        if not self._behind_colon or not self._bare:
            return text
        text = self._behind_colon.sub(lambda found: found[1] + found[2] + self._items(found[3], found[1], gone), text)
        return self._bare.sub(lambda found: found[0] if self._kept(found[3]) else found[1] + found[2] + gone(found[1]), text)

    def is_label(self, text: str) -> bool:
        """Whether a cell says nothing but a label (项目负责人)."""
        return bool(self._label and self._label.fullmatch("".join(text.split())))

    def _items(self, text: str, label: str, gone: Gone) -> str:
        return "".join(piece if piece[0] in "、（(" or self._kept(piece) else gone(label) for piece in self._item.findall(text))

    def _kept(self, name: str) -> bool:
        return name.strip() in self._keep
