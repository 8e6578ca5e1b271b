"""What circulars of other kinds than the monthly one go by: inspection, viewing, joint groundbreaking, assessment."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from docgen.settings.bounds import within


@dataclass(frozen=True)
class Inspection:
    """督查: ``working_days`` are given to put things right. A unit is criticised by ``red`` red projects on, or as it did
    not report, or left a matter without a reply beyond its day; ``praise`` so many units at most are praised."""

    working_days: int = within(1, 90, 10)
    red: int = within(1, 100, 2)
    praise: int = within(0, 20, 2)


@dataclass(frozen=True)
class Viewing:
    """观摩: of a project's marks the ``drop`` highest and as many lowest are left out, the rest is averaged; with ``items``
    (``投入强度=40``, points that sum to 100) the columns are items and are added up instead.

    The first ``experience`` speak of how they did it, the last ``statement`` of what they will do; the first ``praise`` are
    praised, the last ``criticise`` below ``criticise_below`` points are criticised.
    """

    drop: int = within(0, 5, 1)
    items: tuple[str, ...] = ()
    experience: int = within(0, 20, 1)
    statement: int = within(0, 20, 1)
    praise: int = within(0, 20, 3)
    criticise: int = within(0, 20, 1)
    criticise_below: Decimal = within(0, 100, Decimal(80))


@dataclass(frozen=True)
class Groundbreaking:
    """集中开工: work must really have begun within so many ``months``."""

    months: int = within(1, 24, 2)


@dataclass(frozen=True)
class Assessment:
    """考核: ``items`` with their points, which sum to 100: indicators, or items whose points people give in the file;
    ``deductions`` for each case; ``grades`` with the points from which they are given, the best first."""

    items: tuple[str, ...] = ("投资完成率=40", "开工率（应开工）=20", "手续办结率=20", "工作落实=20")
    deductions: tuple[str, ...] = ("红色项目=1", "未报送=5")
    grades: tuple[str, ...] = ("优秀=90", "良好=80", "合格=60", "不合格=0")
