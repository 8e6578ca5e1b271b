"""The names that the entries of a draft's front matter go by: each field's own, and what an office calls it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

NAMES: Mapping[str, tuple[str, ...]] = {
    "title": ("标题", "公文标题"),
    "format": ("格式", "公文格式"),
    "kind": ("文种",),
    "issuers": ("发文机关", "发文单位"),
    "number": ("发文字号", "文号", "令号", "编号"),
    "addressees": ("主送", "主送机关", "主送单位"),
    "date": ("成文日期", "日期"),
    "annexes": ("附件",),
    "note": ("附注",),
    "copies": ("抄送", "抄送机关", "抄送单位"),
    "issued_by": ("印发机关", "印发单位"),
    "issued_on": ("印发日期",),
    "signers": ("签发人",),
    "secrecy": ("密级", "密级和保密期限"),
    "urgency": ("紧急程度",),
    "copy_number": ("份号",),
    "sign_off": ("落款", "用印"),
    "seals": ("印章", "印章图片"),
    "office": ("签名章职务",),
    "signed_by": ("签名章姓名",),
    "present": ("出席", "出席人员"),
    "absent": ("请假", "请假人员"),
    "attending": ("列席", "列席人员"),
    "series": ("简报名称",),
    "issue": ("期号", "期数"),
    "total": ("总期数", "总期号"),
    "compiled_by": ("编印单位", "编发单位"),
    "editor_note": ("按语", "编者按"),
    "reports_to": ("报",),
    "sends_to": ("送",),
    "distributes": ("发",),
    "printed": ("份数", "印数"),
    "levels": ("层次序号", "标题序号"),
    "caption": ("题注",),
    "issues": ("印发", "印发文件"),
}
"""A draft's field → what offices call it (the standard's names of the elements, 7 and 10), the usual one first."""

ANNEX_NAMES: Mapping[str, tuple[str, ...]] = {
    "title": ("名称", "标题"),
    "file": ("文件",),
    "roster": ("名单",),
    "table": ("表", "台账表"),
    "bound": ("装订",),
    "paper": ("纸张",),
    "as_of": ("截止日期", "截至"),
    "note": ("注", "表注"),
}
"""The same for an entry of ``annexes``."""

_FIELDS = {name: field for field, names in NAMES.items() for name in names}
_ANNEX_FIELDS = {name: field for field, names in ANNEX_NAMES.items() for name in names}
_KNOWN = "|".join(map(re.escape, sorted((*NAMES, *ANNEX_NAMES, *_FIELDS, *_ANNEX_FIELDS), key=len, reverse=True)))
_COLON = re.compile(rf"^(\s*(?:-\s*)?(?:{_KNOWN}))[ \t\u3000]*[：:][ \t\u3000]*|^([\u4e00-\u9fff]{{1,10}})[ \t]*：[ \t]*", re.MULTILINE)
_BRACED = re.compile(r"\{[^{}\n]*\}")
_WITHIN = re.compile(rf"([{{,，])\s*({'|'.join(map(re.escape, sorted((*ANNEX_NAMES, *_ANNEX_FIELDS), key=len, reverse=True)))})\s*[：:]\s*")
_ENTRY = re.compile(rf"^(\s*(?:-\s*)?(?:{_KNOWN}): |\s*-[ \t]+)([^\s\"'\[{{|>:].*?)[ \t]*$", re.MULTILINE)
_MEANT_AS_WORDS = re.compile(r"[@`*&%!]|.*\s#\d")
"""Values that YAML refuses, or cuts off at a sign of its own (3 #楼), though an office means them as they are."""
_WIDE_LIST = re.compile(r"^([^：:\n]+: )［(.*)］[ \t]*$", re.MULTILINE)


def field_named(name: str) -> str:
    """The field that an entry means: 主送机关 → ``addressees``; a name that is no office's word stays as it is."""
    return _FIELDS.get(name.strip(), name)


def annex_field_named(name: str) -> str:
    """The same for an entry of ``annexes``: 文件 → ``file``."""
    return _ANNEX_FIELDS.get(name.strip(), name)


def shown(field: str) -> str:
    """A field as messages name it, with the office's word: ``addressees（主送）``."""
    return f"{field}（{NAMES[field][0]}）" if field in NAMES else field


def annex_shown(field: str) -> str:
    """The same for an entry of ``annexes``: ``paper（纸张）``."""
    return f"{field}（{ANNEX_NAMES[field][0]}）"


def plain_signs(text: str) -> str:
    """YAML with the signs that it wants: a colon and a blank behind a name however it was typed, [] for ［］, quotes round words."""
    text = _BRACED.sub(lambda braced: _WITHIN.sub(lambda found: f"{found[1].replace('，', ',')} {found[2]}: ", braced[0]), text)
    colons = _COLON.sub(lambda found: f"{found[1] or found[2]}: ", text)
    return _ENTRY.sub(_quoted, _WIDE_LIST.sub(lambda found: f"{found[1]}[{found[2].replace('，', ', ')}]", colons))


def _quoted(found: re.Match[str]) -> str:
    """An entry with its value in quotes, where it would else not be taken as it is written."""
    begin, value = found[1], found[2]
    if not _MEANT_AS_WORDS.match(value) and not (": " in value and not begin.lstrip().startswith("- ")):
        return found[0]
    return begin + "'" + value.replace("'", "''") + "'"


def english(front: Mapping[Any, Any]) -> tuple[dict[str, Any], list[str]]:
    """The entries by their fields, and the names of those that are given twice (标题 and ``title``)."""
    found: dict[str, Any] = {}
    twice = []
    for name, value in front.items():
        field = field_named(str(name))
        if field in found:
            twice.append(str(name))
        found[field] = value
    return found, twice
