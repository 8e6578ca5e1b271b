"""The office's own course of the year (本单位的进度路径), read from ``[benchmark]`` of its settings."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from docgen.figures.benchmark import HALVES_IN_A_YEAR, Course
from docgen.problem import DocgenError
from docgen.settings import Settings

_MARK = re.compile(r"(\d{1,2})月(?:份|底|末)?([上下]半月)?\s*[=＝:：]\s*(\d+(?:\.\d+)?)\s*[%％]?")


def course_of(settings: Settings) -> Course:
    """The course that the settings lay down, linear by default.

    Raises DocgenError, naming file, section and key, for a mark that cannot be read, months out of order, a share that
    falls, and a course that does not reach 100 % in December.
    """
    place = f"{settings.place} [benchmark] path"
    marks: list[tuple[int, Fraction]] = []
    for text in settings.benchmark.path:
        mark = _mark(place, text)
        if marks and mark[0] <= marks[-1][0]:
            raise DocgenError(f"{place}：“{text}”的月份不在前一项之后，请从小到大各写一次")
        if marks and mark[1] < marks[-1][1]:
            raise DocgenError(f"{place}：“{text}”比前一项低，进度只能持平或上升")
        marks.append(mark)
    if marks and marks[-1] != (HALVES_IN_A_YEAR, Fraction(1)):
        raise DocgenError(f"{place}：到12月应为 100%，现在止于“{settings.benchmark.path[-1]}”，请以“12月=100”结尾")
    return Course(tuple(marks), settings.benchmark.project_plans)


def _mark(place: str, text: str) -> tuple[int, Fraction]:
    found = _MARK.fullmatch(text.strip())
    if not found or not 1 <= int(found[1]) <= 12:
        raise DocgenError(f"{place}：“{text}”无法识别，请写成“6月=40”（到6月底应完成年度计划的40%），半月写“6月上半月=35”")
    share = Fraction(Decimal(found[3])) / 100
    if share > 1:
        raise DocgenError(f"{place}：“{text}”超过了 100%")
    return 2 * int(found[1]) - ("上半月" == found[2]), share
