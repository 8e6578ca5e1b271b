"""The office's settings, read from ``docgen.toml`` in the workspace."""

from __future__ import annotations

import re
import tomllib
from dataclasses import MISSING, dataclass, field, fields, replace
from decimal import Decimal
from math import isfinite
from pathlib import Path
from typing import Any, get_type_hints

from docgen.problem import DocgenError, reason
from docgen.rules.exemption import Exemption
from docgen.rules.measure import BEHIND, BY_KEY, IDLE, NOT_STARTED
from docgen.rules.reading import check_exempted_rules, read_exemptions, read_persistence, read_rules
from docgen.rules.rule import Rule

FILE = "docgen.toml"
DICTIONARY = "词典.toml"

MONEY_UNITS = ("", "元", "千元", "万元", "百万元", "千万元", "亿元")
"""What ``[reporting] money_unit`` may say; empty: nobody has said, so a table must."""


def _within(least: int, most: int, default: Any) -> Any:
    """A number of the settings with the bounds that it must keep to."""
    return field(default=default, metadata={"bounds": (least, most)})


@dataclass(frozen=True)
class Office:
    """Who issues. ``code`` and ``letter_code`` are 机关代字; ``mark`` is the issuer mark of the 文件 format.

    ``imprint_even``: whether the imprint stands on an even page, for double-sided printing. ``clerk``: who keeps the ledger.
    """

    name: str = "××区人民政府办公室"
    mark: str = "××区人民政府办公室文件"
    letter_mark: str = "××区人民政府办公室"
    region: str = "××区"
    whole: str = "全区"
    code: str = "×政办"
    letter_code: str = "×政督函"
    issued_by: str = "××区人民政府办公室"
    addressees: tuple[str, ...] = ("各乡镇人民政府", "各街道办事处", "区人民政府各部门")
    copies: tuple[str, ...] = ()
    note: str = ""
    seal: bool = True
    imprint_even: bool = False
    contact_office: str = ""
    contact_person: str = ""
    contact_phone: str = ""
    clerk: str = ""


@dataclass(frozen=True)
class Paths:
    """Folders, and the office's own dictionary of column names, relative to the workspace."""

    templates: str = "templates"
    outputs: str = "outputs"
    dictionary: str = DICTIONARY


@dataclass(frozen=True)
class Database:
    """Any SQLAlchemy URL; a relative SQLite path is relative to the workspace."""

    url: str = "sqlite:///data/docgen.db"


@dataclass(frozen=True)
class Reporting:
    """``day``: the day of the month by which units report; ``units``: all that owe a report, in ranking order.

    Without ``units``, every unit that reported earlier in the same year owes one. ``money_unit`` counts where a table
    names no unit of money; empty means that such a table is refused. ``days`` are further report days (``13=半月进展``).
    """

    day: int = _within(1, 31, 25)
    days: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    money_unit: str = field(default="", metadata={"choices": MONEY_UNITS})


@dataclass(frozen=True)
class Lag:
    """When a project lags: points behind the time benchmark, months without investment.

    ``rules`` of the office's own replace these three entries. A project that lags ``raise_after`` periods in a row
    counts one level higher (0: never). ``exemptions`` say who is exempt from which rules, when and why.
    """

    yellow: Decimal = _within(0, 100, Decimal(10))
    red: Decimal = _within(0, 100, Decimal(30))
    idle_months: int = _within(1, 120, 2)
    raise_after: int = 0
    rules: tuple[Rule, ...] = ()
    exemptions: tuple[Exemption, ...] = ()

    @property
    def rule_names(self) -> tuple[str, ...]:
        """What the rules in force are called."""
        return tuple(rule.name for rule in self.rules) or tuple(BY_KEY[key].title for key in (BEHIND, IDLE, NOT_STARTED))


@dataclass(frozen=True)
class Benchmark:
    """How much of the year's plan is owed by when: ``path`` marks it as ``6月=40`` (percent), straight between the marks;
    empty: months elapsed of twelve. ``project_plans``: projects that plan months or quarters in amounts are measured by these."""

    path: tuple[str, ...] = ()
    project_plans: bool = False


@dataclass(frozen=True)
class Ranking:
    """How units are ranked: ``by`` an indicator, or by ``score`` as ``投资完成率=0.7`` (weights that sum to 1).

    ``series`` are ranked apart, each as ``乡镇=*乡、*镇`` (units or patterns); empty: one series of all. ``exempt`` units or
    projects are left out, as ``北渡街道=原因``; ``marks`` are scores that people gave, as ``2021-Q1 观摩评分 曹镇乡=92.5``.
    """

    by: str = "投资完成率"
    score: tuple[str, ...] = ()
    series: tuple[str, ...] = ()
    exempt: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Circular:
    """``basis`` opens the circular; ``issue_day`` of the following month dates it, moved to a working day;
    ``plan_day`` of that month ends the time for corrective plans; ``named`` units and projects are named at either end;
    ``leader_title`` is what the office calls the leaders who help projects on (首席服务员, 挂点领导)."""

    basis: str = "重点项目建设推进机制有关要求"
    issue_day: int = _within(1, 31, 6)
    plan_day: int = _within(1, 31, 15)
    named: int = 3
    leader_title: str = ""


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
    repeats: int = _within(2, 24, 2)
    soon_days: int = _within(1, 60, 3)
    talk_place: str = ""
    talk_host: str = ""
    talk_called: str = "主要负责同志、分管负责同志"
    talk_bring: tuple[str, ...] = ("项目进展和存在问题的书面说明", "整改措施、完成时限和责任人")


@dataclass(frozen=True)
class Notice:
    """The mechanism's own calendar, as the notice announces it."""

    from_day: str = ""
    supervisor: str = "督查室"


DEFAULT_PITCH, COMPENSATED_PITCH = "默认", "补偿"
STANDARD_LEVELS = ("一、", "（一）", "1.", "（1）")


@dataclass(frozen=True)
class Register:
    """``series``: 机关代字 beside the two of the office; ``used``: the last numbers given before there was a register."""

    series: tuple[str, ...] = ()
    used: tuple[str, ...] = ()


@dataclass(frozen=True)
class Layout:
    """``line_pitch``: 默认 (22 equal lines in the type area) or 补偿 (the first line's characters begin at its top).

    ``levels``: the marks of a draft's headings from the first level down.
    """

    line_pitch: str = field(default=DEFAULT_PITCH, metadata={"choices": (DEFAULT_PITCH, COMPENSATED_PITCH)})
    levels: tuple[str, ...] = field(default=STANDARD_LEVELS, metadata={"choices": (*STANDARD_LEVELS, "一是")})


@dataclass(frozen=True)
class Fonts:
    """The fonts that the office has; the papers name these."""

    title: str = "方正小标宋简体"
    body: str = "仿宋_GB2312"
    kai: str = "楷体_GB2312"
    hei: str = "黑体"
    digits: str = "宋体"


@dataclass(frozen=True)
class Calendar:
    """Days that the calendar library does not know, as ISO dates: holidays and worked weekends; regular ``meetings``."""

    holidays: tuple[str, ...] = ()
    workdays: tuple[str, ...] = ()
    meetings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Pdf:
    """``seconds``: the time limit for one document; ``soffice``: the program, found by itself when empty."""

    seconds: int = 120
    soffice: str = ""


@dataclass(frozen=True)
class Settings:
    """All settings of one workspace; ``workspace`` is its folder, ``found`` whether it has a docgen.toml.

    ``file`` is the settings file where it is not the workspace's own, seen from the workspace.
    """

    workspace: Path = Path()
    found: bool = False
    file: str = ""
    office: Office = field(default_factory=Office)
    paths: Paths = field(default_factory=Paths)
    database: Database = field(default_factory=Database)
    reporting: Reporting = field(default_factory=Reporting)
    lag: Lag = field(default_factory=Lag)
    benchmark: Benchmark = field(default_factory=Benchmark)
    ranking: Ranking = field(default_factory=Ranking)
    circular: Circular = field(default_factory=Circular)
    letter: Letter = field(default_factory=Letter)
    ladder: Ladder = field(default_factory=Ladder)
    notice: Notice = field(default_factory=Notice)
    register: Register = field(default_factory=Register)
    layout: Layout = field(default_factory=Layout)
    fonts: Fonts = field(default_factory=Fonts)
    calendar: Calendar = field(default_factory=Calendar)
    pdf: Pdf = field(default_factory=Pdf)

    @property
    def database_url(self) -> str:
        """The URL with a relative SQLite path resolved against the workspace."""
        prefix = "sqlite:///"
        url = self.database.url
        if url.startswith(prefix) and url != prefix and not url.endswith(":memory:"):
            return prefix + str((self.workspace / url.removeprefix(prefix)).resolve())
        return url

    @property
    def place(self) -> str:
        """How a message names the settings file."""
        return str(self.workspace / (self.file or FILE))

    @property
    def outputs(self) -> Path:
        return self.workspace / self.paths.outputs


def load(workspace: Path, file: Path | None = None) -> Settings:
    """Read the workspace's settings (or another ``file``'s); defaults where the workspace has none.

    Raises DocgenError naming the file, section and key that is wrong.
    """
    path = file or workspace / FILE
    if not path.exists() and file is None:
        return Settings(workspace=workspace)
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except tomllib.TOMLDecodeError as error:
        raise DocgenError(f"{path}：设置文件不是有效的 TOML，{_where(error)}写法不对：请对照样例改正") from None
    except UnicodeDecodeError:
        raise DocgenError(f"{path}：设置文件不是有效的 TOML：请在记事本中另存，编码选 UTF-8") from None
    except FileNotFoundError:
        raise DocgenError(f"没有“{path}”这个设置文件：请检查 --settings 后面的路径") from None
    except OSError as error:
        raise DocgenError(f"{path}：设置文件无法读取（{reason(error)}）") from None
    settings = Settings(workspace=workspace, found=True, file=_seen_from(workspace, path))
    sections = {f.name: f for f in fields(Settings) if f.default is MISSING}
    for name, table in data.items():
        if name not in sections or not isinstance(table, dict):
            raise DocgenError(f"{path}：没有“{name}”这一节{_nearest(name, sections)}")
        settings = replace(settings, **{name: _section(path, name, getattr(settings, name), table)})
    if settings.lag.yellow > settings.lag.red:
        raise DocgenError(f"{path} [lag]：yellow（{settings.lag.yellow}）应不大于 red（{settings.lag.red}），否则没有项目会是黄色")
    check_exempted_rules(str(path), settings.lag.exemptions, settings.lag.rule_names)
    _check_ladder(path, settings.ladder)
    return settings


def _check_ladder(path: Path, ladder: Ladder) -> None:
    """Refuse steps in the wrong order, and a level that begins at a step which the ladder lacks."""
    places = [STEPS.index(step) for step in ladder.steps]
    if places != sorted(places) or not places:
        raise DocgenError(f"{path} [ladder] steps：应由轻到重写，依次为{'、'.join(STEPS)}，可略去其中几级")
    for key, step in (("yellow", ladder.yellow), ("red", ladder.red)):
        if step not in ladder.steps:
            raise DocgenError(f"{path} [ladder] {key}：“{step}”不在 steps 之中，可用的有：{'、'.join(ladder.steps)}")
    if STEPS.index(ladder.yellow) > STEPS.index(ladder.red):
        raise DocgenError(f"{path} [ladder]：yellow（{ladder.yellow}）不应重于 red（{ladder.red}）")


def _seen_from(workspace: Path, path: Path) -> str:
    """How the workspace names another settings file than its own; empty for its own."""
    place, home = path.resolve(), workspace.resolve()
    if place == home / FILE:
        return ""
    return (place.relative_to(home) if place.is_relative_to(home) else place).as_posix()


_READERS = {("lag", "raise_after"): read_persistence, ("lag", "rules"): read_rules, ("lag", "exemptions"): read_exemptions}
"""Entries with a form of their own."""


def _section(path: Path, name: str, default: Any, table: dict[str, Any]) -> Any:
    hints = get_type_hints(type(default))
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key not in hints:
            raise DocgenError(f"{path} [{name}]：没有“{key}”这一项{_nearest(key, hints)}")
        place = f"{path} [{name}] {key}"
        if read := _READERS.get((name, key)):
            values[key] = read(place, value)
            continue
        values[key] = _value(place, hints[key], value)
        _keep_to_bounds(place, default, key, values[key])
    return replace(default, **values)


def _keep_to_bounds(place: str, section: Any, key: str, value: Any) -> None:
    limits = next(each for each in fields(section) if each.name == key).metadata
    bounds, choices = limits.get("bounds"), limits.get("choices")
    if choices and isinstance(value, tuple):
        if not set(value) <= set(choices) or len(set(value)) < len(value):
            raise DocgenError(f"{place}：应从“{'”“'.join(choices)}”中选，不重复，现为“{'”“'.join(value)}”")
    elif choices and value not in choices:
        raise DocgenError(f"{place}：应为{'、'.join(choice or '空（“”）' for choice in choices)}之一，现为“{value}”")
    if bounds and not bounds[0] <= value <= bounds[1]:
        raise DocgenError(f"{place}：应在 {bounds[0]} 至 {bounds[1]} 之间，现为 {value}")


def _value(place: str, wanted: Any, value: Any) -> Any:
    if wanted is bool and isinstance(value, bool):
        return value
    if wanted is str and isinstance(value, str):
        return value
    if wanted is int and isinstance(value, int) and not isinstance(value, bool) and value > 0:
        return value
    if wanted is Decimal and isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value):
        return Decimal(str(value))
    if wanted == tuple[str, ...] and isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    words = {bool: "true 或 false", str: "加引号的文字", int: "正整数", Decimal: "数字"}
    raise DocgenError(f"{place}：应为{words.get(wanted, '加引号的文字组成的列表')}，现为 {value!r}")


def _where(error: tomllib.TOMLDecodeError) -> str:
    found = re.search(r"line (\d+), column (\d+)", str(error))
    return f"第 {found[1]} 行第 {found[2]} 列" if found else "末尾"


def _nearest(word: str, known: Any) -> str:
    from difflib import get_close_matches

    near = get_close_matches(word, list(known), 1)
    return f"，是否为“{near[0]}”" if near else f"；可用的有：{'、'.join(known)}"
