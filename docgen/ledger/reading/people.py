"""Who: leaders with their roles, units, unit and person in one cell, a contact with a phone."""

from __future__ import annotations

import re

from docgen.ledger.reading.text import half_width, is_blank, raw, squeeze, words
from docgen.ledger.reading.workbook import Value
from docgen.ledger.report import Person

_BRACKETED_LINE = re.compile(r"[（(]([^（()）]*)[)）]")
_NAME_WITH_ROLE = re.compile(r"([^（()）]+)[（(]([^（()）]*)[)）]")
_SEPARATORS = re.compile(r"[、，,;；/／]|(?<=[一-龥]{2})和(?=[一-龥]{2})")
_UNIT_SEPARATORS = re.compile(r"[、，,;；/／]")
_TITLE = (
    r"(?:书记|主任|科长|局长|处长|所长|站长|部长|镇长|乡长|县长|区长|市长|院长|校长|主席|主管|委员|常委|组长|队长|股长|"
    r"秘书长|会长|经理|总经理|董事长|厂长|老板|总监|总工|工程师|总|工)"
)
_CALLED = re.compile(rf"[一-龥]{{1,2}}副?{_TITLE}")
_OFFICE_HELD = re.compile(
    r"(?:[县区市镇乡]委|县|区|市|镇|乡|街道|党委|党工委|党组|政府|办事处|人大|政协|纪委|常务|副|正|一级|二级|三级|四级|武装部|组织|宣传|统战|"
    rf"政法|、|兼)*(?:{_TITLE}|调研员|主任科员|县长|副县长)"
)
_UNIT_ENDING = re.compile(r"(?:政府|街道|[局办委镇乡科院所站处部厅会社队]|中心|公司|集团|办公室|开发区|园区|新区)$")
_PERSON = re.compile(
    r"[赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻潘葛范彭鲁韦马苗方俞任袁柳唐罗薛雷贺倪汤滕殷毕郝邬安常乐于时"
    r"傅齐康伍余元顾孟黄穆萧尹姚邵汪祁毛狄米贝明臧戴宋庞熊纪舒屈项祝董梁杜阮蓝闵席季麻贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍"
    r"虞万支柯管卢莫房丁邓洪包石崔吉龚程邢裴陆荣翁段侯宓白连宁仇甘武刘景龙叶黎白蒲向古易廖庾曾关文史申冉桂牛燕温庄晏柴瞿阎充慕连习艾鱼"
    r"容古易谭耿聂晁敖冷辛阚简饶沙丰关游肖苏涂成岳欧缪代谷覃][一-龥]{1,2}"
)
_PHONE = re.compile(r"(?<!\d)(?:\+?86[- ]?)?(1\d{10}|1\d{2}[- ]\d{4}[- ]\d{4}|0\d{2,3}[- ]?\d{7,8}|\d{7,13})(?!\d)")
_GOOD_PHONE = re.compile(r"1[3-9]\d{9}|0\d{2,3}-?\d{7,8}|[2-8]\d{6,7}|[48]00\d{7}")
_CONTACT_EDGE = "、，,;；:：/／（()）-—"
_CONTACT_WORDS = re.compile(r"(?:联系)?(?:电话|手机|联系人)[:：]")


def people(value: Value) -> tuple[Person, ...]:
    """Leaders in their order: one or several, each with a role beside, before (role：name) or on the next line."""
    found: list[Person] = []
    for line in raw(value).splitlines():
        line = line.strip()
        if not line or is_blank(line):
            continue
        if alone := _BRACKETED_LINE.fullmatch(squeeze(line)):
            found = _with_role(found, alone[1])
        else:
            found.extend(_people_in_line(line))
    return tuple(found)


def _people_in_line(line: str) -> list[Person]:
    role, mark, rest = half_width(line).partition(":")
    if mark and rest.strip():
        return [Person(person.name, person.role or squeeze(role)) for person in _people_in_line(rest)]
    found = []
    for piece, beside in re.findall(r"([^（()）]+)(?:[（(]([^（()）]*)[)）])?", line):
        names = [word for part in _SEPARATORS.split(piece) for word in words(part)]
        office = "、".join(name for name in names if _OFFICE_HELD.fullmatch(name))
        here = [Person(name, office) for name in names if not _OFFICE_HELD.fullmatch(name)]
        if not here and office:
            here = [Person(office)]
        if beside and here:
            here[-1] = Person(here[-1].name, squeeze(beside))
        found.extend(here)
    return found


def _with_role(found: list[Person], role: str) -> list[Person]:
    """A role on a line of its own belongs to the people above that have none."""
    return [Person(person.name, person.role or role) for person in found]


def units(value: Value) -> tuple[tuple[str, ...], str]:
    """Units of a cell, and the person named among them (县发改委　王主任), else an empty text."""
    names: list[str] = []
    persons: list[str] = []
    for line in raw(value).splitlines():
        for part in _UNIT_SEPARATORS.split(line):
            for word in words(part):
                if is_blank(word):
                    continue
                (persons if names and _is_person_after(names[-1], word) else names).append(word)
    return tuple(dict.fromkeys(names)), "、".join(persons)


def _is_person_after(unit: str, word: str) -> bool:
    """县发改委　王主任, 曹镇乡政府　王建国: called by an office, or by a name beside what ends as units do."""
    if _CALLED.fullmatch(word):
        return True
    return bool(_PERSON.fullmatch(word) and _UNIT_ENDING.search(unit) and not _UNIT_ENDING.search(word))


def units_with_person(value: Value) -> tuple[tuple[str, ...], str]:
    """For a column that holds both: in each line the last word is the person, if there are two or more."""
    names: list[str] = []
    persons: list[str] = []
    for line in filter(None, (line.strip() for line in raw(value).splitlines())):
        if bracketed := _NAME_WITH_ROLE.fullmatch(squeeze(line)):
            names.append(bracketed[1])
            persons.append(bracketed[2])
            continue
        parts = words(re.sub(r"[:：、，,;；]", " ", line))
        if len(parts) > 1:
            names.extend(parts[:-1])
            persons.append(parts[-1])
        elif parts and not is_blank(parts[0]):
            (persons if names and (_CALLED.fullmatch(parts[0]) or len(parts[0]) <= 3) else names).append(parts[0])
    return tuple(dict.fromkeys(names)), "、".join(persons)


def contact(value: Value) -> tuple[str, str]:
    """Name and phone of a contact, with or without a gap between: 王经理13800001949 → 王经理, 13800001949."""
    text = half_width(raw(value))
    phones = [re.sub(r"[- ]", "-" if found.startswith("0") else "", found) for found in _PHONE.findall(text)]
    rest = _CONTACT_WORDS.sub(" ", _PHONE.sub(" ", text))
    names = [word.strip(_CONTACT_EDGE) for line in rest.splitlines() for word in words(line)]
    return "、".join(name for name in names if name and not is_blank(name)), "、".join(phones)


def phone(value: Value) -> tuple[str, str]:
    """Phones of a cell, and a name beside them: a cell with other text than names and phones is kept as it is."""
    name, found = contact(value)
    if found and not re.search(r"[@A-Za-z]", raw(value)):
        return found, name
    lines = [squeeze(line) for line in raw(value).splitlines()]
    text = "、".join(line for line in lines if line)
    return ("" if is_blank(text) else text), ""


def phone_doubt(phones: str) -> str:
    """What is odd about phones, with their number of digits; empty when they may be right."""
    for one in _UNIT_SEPARATORS.split(phones):
        digits = re.sub(r"\D", "", one)
        if 9 <= len(digits) <= 13 and not re.search(r"[^\d\s()+-]", one) and not _GOOD_PHONE.fullmatch(one.replace(" ", "")):
            wanted = "手机号应为 11 位" if digits.startswith("1") else "固定电话应为区号加 7 或 8 位"
            return f"电话“{one}”是 {len(digits)} 位数字，{wanted}：请核对"
    return ""
