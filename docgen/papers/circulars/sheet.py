"""A clerk's sheet for a circular: names held against the ledger, numbers within their bounds, each mistake with its cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation

from docgen.figures.summary import Figures
from docgen.forms.form import Row
from docgen.ledger.nearest import nearest
from docgen.ledger.reading.heading import is_share
from docgen.ledger.reading.text import half_width, squeeze
from docgen.numerals import plain
from docgen.problem import ERROR, REMINDER, DocgenError, Problem

_REMARK = re.compile(r"序号|编号|备注|说明|名次|排名|位次|等次|等级|评委签名|.*签字.*")
_WORKED_OUT = re.compile(r"(?:去掉|去除|减去|其中)?(?:一个)?(?:最高|最低)分?|(?:平均|最后|最终|综合|实际|有效|加权|合计|总评|项目|评委)*(?:得分|总分|均分|成绩|分数|分值|平均分|平均|合计|总计|总评)")


def gives_nothing(heading: str) -> bool:
    """Whether a column of a sheet gives nothing: what docgen works out itself (平均分, 去掉最高分), shares (投资完成率), remarks."""
    return bool(_REMARK.fullmatch(heading) or _WORKED_OUT.fullmatch(heading) or is_share(heading))


def number_in(row: Row, heading: str, most: Decimal, problems: list[Problem]) -> Decimal | None:
    """The number under a heading, from 0 to ``most``; None (and a problem) where there is none."""
    text = half_width(squeeze(row.others.get(heading, ""))).removesuffix("分")
    if not text:
        problems.append(row.problem(f"“{heading}”没有打分", heading))
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        problems.append(row.problem(f"“{heading}”应为数字，现为“{text}”", heading))
        return None
    if not (number.is_finite() and 0 <= number <= most):
        problems.append(row.problem(f"“{heading}”应在 0 至 {plain(most)} 之间，现为 {text}", heading))
        return None
    return number


def units_of(figures: Figures) -> tuple[str, ...]:
    """The units that owe a report or sent one."""
    return tuple(dict.fromkeys((*figures.expected, *figures.reported)))


_OFFICES = re.compile(r"(?:党工委|党委)?[、和]?(?:管委会|街道|人民政府|政府|办事处|办)?")


def spelled(name: str, units: Iterable[str]) -> str:
    """The unit as the ledger has it that a sheet gives by its office (曹镇乡人民政府, 马庄街道办 …); else the name as it is."""
    units = tuple(units)
    meant = [unit for unit in units if name.startswith(unit) and _OFFICES.fullmatch(name[len(unit) :])]
    return name if name in units or len(meant) != 1 else meant[0]


def tell_twice(rows: Sequence[Row], key: str, problems: list[Problem]) -> None:
    """A problem for each name that stands in the sheet more than once."""
    seen: dict[str, Row] = {}
    for row in rows:
        name = row.text(key)
        if name in seen:
            problems.append(row.problem(f"“{name}”列了两次（前一处在第{seen[name].number}行）", key))
        seen.setdefault(name, row)


def unknown(row: Row, key: str, name: str, what: str, known: Iterable[str], level: str = ERROR) -> Problem:
    """What is said of a name that the ledger does not have, with the nearest."""
    near = nearest(name, list(known))
    return row.problem(f"台账里没有“{name}”这个{what}" + (f"，是否为“{'”“'.join(near)}”？" if near else "，请核对名称"), key, level)


def refuse(problems: Sequence[Problem], what: str) -> tuple[Problem, ...]:
    """The reminders among ``problems``; raises DocgenError where there is anything worse."""
    if any(problem.level != REMINDER for problem in problems):
        raise DocgenError(f"{what}有误，未生成通报", tuple(problems))
    return tuple(problems)
