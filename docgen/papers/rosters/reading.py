"""Reading a name list: lines as an office types them, YAML, or a table with the columns 角色、姓名、职务（、分组）."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from docgen.papers.rosters.roster import Entry, Member, Roster, Said, name_of
from docgen.problem import DocgenError, Problem

_ROLE = re.compile(r"(?P<role>[\u4e00-\u9fff][\u4e00-\u9fff\s\u3000]{0,11}?)\s*[:：]\s*(?P<rest>.*)")
_ROLES = re.compile(r"(组长|主任|总指挥|指挥长|成员|副组长|召集人|委员|秘书长|组员|联络员|顾问|政委)$")
_PERSON = re.compile(r"(?P<name>[\u4e00-\u9fff·]{2,12}(?:[（(][\u4e00-\u9fff]{1,6}[）)])?|[\u4e00-\u9fff][\s\u3000]+[\u4e00-\u9fff])(?:[\s\u3000]+(?P<office>\S.*))?")
_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}(?:[（(][\u4e00-\u9fff]{1,6}[）)])?|[\u4e00-\u9fff][\s\u3000]+[\u4e00-\u9fff]|[\u4e00-\u9fff]+(?:·[\u4e00-\u9fff]+)+")
_HEADING = re.compile(r"(#{1,4})\s*(.+)")
_HEADS = {
    "role": ("角色", "小组职务", "组内职务", "职责分工", "任职"),
    "name": ("姓名", "人员", "名单"),
    "office": ("职务", "现任职务", "单位及职务", "单位职务", "工作单位及职务"),
    "group": ("分组", "小组", "工作组", "组别"),
}


def read_lines(text: str, file: str = "") -> Roster:
    """The list that lines hold.

    ``组长：陈敏　县委副书记`` begins a role, ``李玮　副县长`` goes on with it, ``# 资金筹措组`` heads a sub-group; any
    other line is a paragraph, but for one right below a person that ends in no full stop: his office goes on there.
    """
    if text.lstrip("\ufeff \n").startswith(("- ", "---", "members:", "成员:")):
        return _from_yaml(text, file)
    entries: list[Entry] = []
    role = ""
    above: Member | None = None
    for number, line in enumerate(text.lstrip("\ufeff").splitlines(), 1):
        place = f"第{number}行"
        if not line.strip():
            above = None
            continue
        if found := _HEADING.fullmatch(line.strip()):
            entries.append(Said(found[2].strip(), len(found[1])))
            role = ""
        elif member := member_of(line.strip(), role, place):
            role = member.role
            entries.append(member)
        elif above and "。" not in line:
            entries[-1] = Member(above.role, above.name, above.office + line.strip(), above.place)
        else:
            entries.append(Said(line.strip()))
            role = ""
        above = entries[-1] if isinstance(entries[-1], Member) else None
    return Roster(tuple(entries))


def read_rows(rows: Sequence[Sequence[str]], file: str = "", sheet: str = "") -> Roster:
    """The list that a table holds; the row with the word 姓名 heads it, an empty role goes on with the one above.

    Raises DocgenError for a table without 姓名 or 角色.
    """
    heads = [_columns(row) for row in rows]
    top = next((number for number, columns in enumerate(heads) if "name" in columns), None)
    if top is None:
        raise DocgenError("名单有误，未生成公文", (Problem("没有“姓名”一栏：名单的表应有角色、姓名、职务三栏", file, sheet),))
    columns = heads[top]
    if "role" not in columns:
        raise DocgenError("名单有误，未生成公文", (Problem("没有“角色”一栏（组长、副组长、成员等）", file, sheet, f"第{top + 1}行"),))
    entries: list[Entry] = []
    role = group = ""
    for number, row in enumerate(rows[top + 1 :], top + 2):
        values = {key: "".join(str(row[column] or "").split("\n")).strip() for key, column in columns.items() if column < len(row)}
        if not any(values.values()):
            continue
        if (named := values.get("group", "")) and named != group:
            group, role = named, ""
            entries.append(Said(named, 1))
        role = name_of(values.get("role", "")) or role
        entries.append(Member(role, name_of(values.get("name", "")), values.get("office", ""), f"第{number}行"))
    return Roster(tuple(entries))


def _columns(row: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for column, cell in enumerate(row):
        word = "".join(str(cell or "").split())
        for key, words in _HEADS.items():
            if word in words and key not in found:
                found[key] = column
    return found


def member_of(line: str, role: str, place: str) -> Member | None:
    """The person of a line, where ``role`` is being listed; None where it is a paragraph."""
    found = _ROLE.fullmatch(line)
    if found and _ROLES.search(name_of(found["role"])):
        person = _PERSON.fullmatch(found["rest"])
        if person or not found["rest"]:
            return Member(name_of(found["role"]), name_of(person["name"]) if person else "", _office(person), place)
        return None
    if role and (person := _person(line, role)):
        return Member(role, name_of(person["name"]), _office(person), place)
    return None


def _person(line: str, role: str) -> re.Match[str] | None:
    """A line that is a name and an office, where members are being listed."""
    found = _PERSON.fullmatch(line.strip())
    return found if role and found and _NAME.fullmatch(found["name"]) and "。" not in line else None


def _office(person: re.Match[str] | None) -> str:
    return re.sub(r"[\s\u3000]+", " ", person["office"]).strip() if person and person["office"] else ""


def _from_yaml(text: str, file: str) -> Roster:
    import yaml

    try:
        data = yaml.load(text, Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        line = getattr(getattr(error, "problem_mark", None), "line", 0) + 1
        raise DocgenError("名单有误，未生成公文", (Problem("YAML 写法有误：每个角色一行，如“- 组长: 陈敏 县委副书记”", file, cell=f"第{line}行"),)) from None
    items = data.get("members", data.get("成员")) if isinstance(data, dict) else data
    return Roster(tuple(_yaml_entries(items, file)))


def _yaml_entries(items: Any, file: str) -> Iterator[Entry]:
    if not isinstance(items, list):
        raise DocgenError("名单有误，未生成公文", (Problem("应为列表，每项写“- 组长: 陈敏 县委副书记”", file),))
    for number, item in enumerate(items, 1):
        if isinstance(item, str):
            yield Said(item)
            continue
        if not isinstance(item, dict):
            raise DocgenError("名单有误，未生成公文", (Problem("每项应写“角色: 姓名 职务”", file, cell=f"第{number}项"),))
        for role, people in item.items():
            if role in ("分组", "小组"):
                yield Said(str(people), 1)
                continue
            for person in people if isinstance(people, list) else [people]:
                found = _PERSON.fullmatch(str(person).strip())
                yield Member(name_of(role), name_of(found["name"]) if found else "", _office(found), f"第{number}项")
