"""What the papers say beyond the records, the ladder of supervision, the series of numbers."""

from __future__ import annotations

from dataclasses import dataclass, field

from docgen.settings.bounds import within

NATIVE_CHARTS, PICTURE_CHARTS, NO_CHARTS = "原生", "图片", "不附"
"""Charts in a circular: of Word's own, as pictures, none."""


@dataclass(frozen=True)
class Circular:
    """``basis`` opens the circular; ``issue_day`` of the following month dates it, moved to a working day;
    ``plan_day`` of that month ends the time for corrective plans; ``named`` units and projects are named at either end;
    ``charts``: whether the text has charts, and of which kind; ``leader_title`` is what the office calls the leaders who help projects on (首席服务员, 挂点领导)."""

    basis: str = "重点项目建设推进机制有关要求"
    issue_day: int = within(1, 31, 6)
    plan_day: int = within(1, 31, 15)
    named: int = 3
    leader_title: str = ""
    charts: str = field(default=NO_CHARTS, metadata={"choices": (NATIVE_CHARTS, PICTURE_CHARTS, NO_CHARTS)})


@dataclass(frozen=True)
class Letter:
    """``reply_working_days``: how long a unit has to reply; ``basis``: the document that the letter rests on;
    ``full_names``: how units that the ledger calls otherwise are addressed, as ``曹镇乡政府=曹镇乡人民政府``."""

    basis: str = "重点项目建设推进机制有关要求"
    reply_working_days: int = 5
    full_names: tuple[str, ...] = ()


REMIND, SUPERVISE, SUPERVISE_AGAIN, TALK, CRITICISE = "提醒", "督办", "再次督办", "约谈", "通报批评"
STEPS = (REMIND, SUPERVISE, SUPERVISE_AGAIN, TALK, CRITICISE)
"""The steps of the ladder, the mildest first."""


@dataclass(frozen=True)
class Ladder:
    """What follows on what (督办阶梯). ``steps`` are those that the office uses, ``yellow`` and ``red`` where a level
    begins; ``repeats`` periods running, or an overdue reply, raise by one. ``soon_days`` working days before its deadline
    a matter counts as soon due. ``talk_…``: what an invitation to a talk (约谈) says where the command does not."""

    steps: tuple[str, ...] = field(default=STEPS, metadata={"choices": STEPS})
    yellow: str = field(default=SUPERVISE, metadata={"choices": STEPS})
    red: str = field(default=SUPERVISE, metadata={"choices": STEPS})
    repeats: int = within(2, 24, 2)
    soon_days: int = within(1, 60, 3)
    talk_place: str = ""
    talk_host: str = ""
    talk_called: str = "主要负责同志、分管负责同志"
    talk_bring: tuple[str, ...] = ("项目进展和存在问题的书面说明", "整改措施、完成时限和责任人")


@dataclass(frozen=True)
class Notice:
    """The mechanism's own calendar, as the notice announces it."""

    from_day: str = ""
    supervisor: str = "督查室"


@dataclass(frozen=True)
class Adjustment:
    """Projects in and out (调入调出): ``approvals`` are the steps that must be there, in their order; ``basis`` the rule."""

    basis: str = "重点项目管理有关规定"
    approvals: tuple[str, ...] = ("责任单位申请", "行业主管部门审核", "发改部门审定", "政府批准")


@dataclass(frozen=True)
class Briefing:
    """The office's briefing (简报): ``series`` is its name, ``compiled_by`` who compiles it, ``total`` whether its count over all
    years (总第…期) stands beside the number; ``reports_to`` (报), ``sends_to`` (送), ``distributes`` (发), ``printed`` copies."""

    series: str = ""
    compiled_by: str = ""
    total: bool = False
    reports_to: tuple[str, ...] = ()
    sends_to: tuple[str, ...] = ()
    distributes: tuple[str, ...] = ()
    printed: int = within(0, 100_000, 0)


@dataclass(frozen=True)
class Register:
    """``series``: 机关代字 beside the two of the office; ``used``: the last numbers given before there was a register."""

    series: tuple[str, ...] = ()
    used: tuple[str, ...] = ()


@dataclass(frozen=True)
class Publishing:
    """What of a public paper the website must not show (个人信息): ``hide`` are words of table headings, and of labels before a
    colon, whose contents are left out; telephone, identity numbers and mail addresses always are. ``keep`` may be shown."""

    hide: tuple[str, ...] = ("联系人", "电话", "手机", "责任人", "负责人", "身份证")
    keep: tuple[str, ...] = ()
