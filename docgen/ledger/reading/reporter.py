"""Which unit a workbook comes from, and which period its path names."""

from __future__ import annotations

import re
from pathlib import Path

from docgen.ledger.period import Period
from docgen.ledger.reading.start import arabic
from docgen.ledger.reading.text import half_width, raw, squeeze
from docgen.ledger.reading.workbook import Sheet
from docgen.problem import DocgenError

_ENDINGS = (
    r"(?:街道办事处|街道办|街道|办事处|人民政府|政府|委员会|管委会|指挥部|开发区|示范区|园区|新区|新城|集团|公司|中心|办公室|农场|林场|"
    r"省|市|县|区|旗|镇|乡|局|委|办|院|站|所|处|科)"
)
_UNIT = re.compile(rf"[一-龥]{{1,20}}{_ENDINGS}")
_NO_UNIT = re.compile(r"(?:全|各|本|我|辖|片|城|景|社|小|山|地|灾|库|厂|校|老旧小)区|全[县市省镇乡]|各[县市省镇乡]|[县市]区|项目办|联审")
_NOISE = re.compile(
    r"附件|附表|重点项目|重大项目|在建项目|新建项目|前期项目|项目|报表|月报|半月报|季报|台账|清单|一览表|情况|进展|统计表|汇总表|"
    r"报送|上报|填报|修改|更正|更新|最新|最终|定稿|终稿|副本|新建|在建|竣工|谋划|重点|建设|年度|上半月|下半月|表|的"
)
_TITLE_UNIT = re.compile(rf"(?:关于)?([一-龥]{{1,20}}?{_ENDINGS})(?=(?:19|20)\d\d|年度|重点|重大|前期|新建|在建|续建|项目|目标|大干|[一二三四五六七八九十]大|\d|台账|旬报|月报|季报)")
_REPORTED_BY = re.compile(r"(?:填报|报送|上报|填表|报告|报表)单位(?:\([^()]*\))?[:](.*)", re.DOTALL)
_AFTER_UNIT = re.compile(r"\s{2,}|\n|\(?盖章|\(?公章|(?:19|20)\d\d年|填报|报送|填表|日期|时间|单位[:]")
_EDGE_ROWS = 12

_PERIODS = (
    re.compile(r"(?<!\d)((?:19|20)\d\d)年(\d{1,2})月份?(上|下)半月"),
    re.compile(r"(?<!\d)((?:19|20)\d\d)[-._](\d{1,2})-([12])(?!\d)"),
    re.compile(r"(?<!\d)((?:19|20)\d\d)(?:年|[-._])(\d{1,2})(?:月份?)?(?!\d)"),
    re.compile(r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])(?!\d)"),
)
_QUARTER = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:年第?|-)(?:[Qq]([1-4])|([一二三四1-4])季度)")
_RANGE = re.compile(r"((?:19|20)\d\d)年0?1月?[-—–~～至到](\d{1,2})月")
_YEAR = re.compile(r"(?:^|[-_ ])((?:19|20)\d\d)$")


def unit_of(path: Path, root: Path | None, sheets: list[tuple[Sheet, str]]) -> tuple[str, str]:
    """The reporting unit and what told it: a 填报单位 cell, else the file's name, else a folder below ``root``, else the
    title's place.

    ``sheets`` are the sheets with their titles. Both empty when nothing tells.
    """
    for sheet, _ in sheets:
        if named := _written(sheet):
            return named, f"{sheet.name}中的填报单位"
    folders = path.parent.relative_to(root).parts if root and path.is_relative_to(root) else ()
    for part in (path.stem, *reversed(folders)):
        if named := _in_name(part):
            return named, f"文件名“{part}”" if part == path.stem else f"文件夹“{part}”"
    return next(((named, f"标题“{title}”") for _, title in sheets if (named := title_unit(title))), ("", ""))


def title_unit(title: str) -> str:
    """The place or office that a title begins with: 陈宅镇2020年度重点项目清单表 → 陈宅镇; empty when none."""
    found = _TITLE_UNIT.match(title)
    return found[1] if found and _is_unit(found[1]) else ""


def _written(sheet: Sheet) -> str:
    edge = [*range(min(_EDGE_ROWS, sheet.height)), *range(max(_EDGE_ROWS, sheet.height - _EDGE_ROWS), sheet.height)]
    for row in edge:
        for column in range(sheet.width):
            value = sheet.own(row, column)
            found = _REPORTED_BY.match(half_width(raw(value)).strip()) if isinstance(value, str) else None
            if found:
                beside = next((v for c in range(column + 1, sheet.width) if (v := sheet.own(row, c)) is not None), None)
                text = found[1].strip() or half_width(raw(beside)).strip()
                return _bracketed(squeeze(_AFTER_UNIT.split(text)[0]).strip("：:"))
    return ""


def _bracketed(unit: str) -> str:
    """A unit's name with brackets as papers print them, without one that is left over: 高新区（国家级）."""
    while unit and unit.count("(") != unit.count(")") and unit[-1] in "()":
        unit = unit[:-1]
    if unit.startswith("(") and unit.endswith(")"):
        unit = unit[1:-1]
    return unit.replace("(", "（").replace(")", "）").strip("：:")


def _in_name(name: str) -> str:
    text = half_width(name)
    for pattern in (*_PERIODS, _QUARTER):
        text = pattern.sub(" ", text)
    pieces = re.split(r"[\s\d\-_.()\[\]+、,，—]+|年|月份?", _NOISE.sub(" ", text))
    return next((piece for piece in pieces if _is_unit(piece)), "")


def _is_unit(text: str) -> bool:
    return len(text) >= 2 and _UNIT.fullmatch(text) is not None and _NO_UNIT.fullmatch(text) is None


def period_of(path: Path) -> Period | None:
    """The period that the file's name or the nearest folder's name gives: 2021-03, 2021年3月, 2021-Q1; None if none."""
    found = period_within(path, Path(path.anchor))
    return found[0] if found else None


def period_within(path: Path, root: Path | None) -> tuple[Period, str] | None:
    """The period named by the file or by a folder from ``root`` down, the nearest first, with the name that tells it.

    Folders above ``root`` do not count, and none does for a file given by itself (``root`` None).
    """
    folders = path.parent.relative_to(root.parent).parts if root and path.is_relative_to(root) else ()
    for name in (path.name, *reversed(folders)):
        if found := _period_in(half_width(path.stem if name == path.name else name)):
            return found, name
    return None


def _period_in(text: str) -> Period | None:
    text = _ranges_ended(arabic(text))
    for pattern in _PERIODS:
        if found := pattern.search(text):
            half = found.groups()[2:] and {"上": "-1", "下": "-2", "1": "-1", "2": "-2"}[found[3]]
            return _parse(f"{found[1]}-{int(found[2]):02}{half or ''}")
    if found := _QUARTER.search(text):
        quarter = found[2] or str("一二三四1234".index(found[3]) % 4 + 1)
        return _parse(f"{found[1]}-Q{quarter}")
    return _parse(found[1]) if (found := _YEAR.search(text)) else None


def _ranges_ended(text: str) -> str:
    """2021年1-3月 is a report as of March: 2021年3月."""
    return _RANGE.sub(r"\1年\2月", text)


def _parse(text: str) -> Period | None:
    try:
        return Period.parse(text)
    except DocgenError:
        return None
