"""Rules and exemptions read from the tables of the settings; what cannot be is refused with its place."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise
from math import isfinite
from typing import Any

from docgen.problem import DocgenError
from docgen.rules.exemption import Exemption
from docgen.rules.levels import CONSEQUENCES, LEVELS, RANKS
from docgen.rules.measure import COMMON_NAMES, DATED, DAYS, FILING, MEASURES, MONTHS, NODE, RATIO, Measure
from docgen.rules.rule import Rule

RULES, EXEMPTIONS = "[[lag.rules]]", "[[lag.exemptions]]"
MOST_PERIODS = 24
STAGES = ("前期", "新建", "在建", "竣工")
SCOPES = ("stages", "units", "categories", "industries", "projects")
KEYS = (
    "name", "metric", "compare", *reversed(LEVELS), *SCOPES,
    "for_periods", "raise_after", "consequences", "words", "dates", "date", "silence", "days", "missing",
)  # fmt: skip
EXEMPTION_KEYS = ("project", "unit", "rules", "from", "to", "reason")
_SILENCE = {"不计": False, "算未完成": True}
_NAME = re.compile(r"\{([^{}]*)\}")
_MONTH = re.compile(r"(\d{4})-(\d{2})")


def read_rules(place: str, value: Any) -> tuple[Rule, ...]:
    """The rules of ``[[lag.rules]]``. Raises DocgenError naming file, rule and key for anything that is no rule."""
    rules: dict[str, Rule] = {}
    for number, table in _tables(place, RULES, value):
        rule = _rule(number, table)
        if rule.name in rules:
            raise DocgenError(f"{number} name：“{rule.name}”已用作另一条规则的名称，请给每条规则各取一个名称")
        rules[rule.name] = rule
    return tuple(rules.values())


def read_exemptions(place: str, value: Any) -> tuple[Exemption, ...]:
    """The exemptions of ``[[lag.exemptions]]``; each needs a reason and a project or a unit."""
    return tuple(_exemption(number, table) for number, table in _tables(place, EXEMPTIONS, value))


def check_exempted_rules(place: str, exemptions: Iterable[Exemption], rules: Iterable[str]) -> None:
    """Raise DocgenError for an exemption from a rule that there is not."""
    known = tuple(rules)
    for number, exemption in enumerate(exemptions, 1):
        for name in exemption.rules:
            if name not in known:
                raise DocgenError(f"{place} {EXEMPTIONS} 第{number}条 rules：没有“{name}”这条规则{_nearest(name, known)}")


def read_consequences(place: str, value: Any) -> tuple[tuple[str, str], ...]:
    """What follows from each level, the mildest level first; a graver level has no milder consequence."""
    if not isinstance(value, dict):
        raise DocgenError(f'{place}：应写成 {{ yellow = "提醒", red = "督办" }} 的样子，现为 {value!r}')
    for level, consequence in value.items():
        _level(place, level)
        if consequence not in CONSEQUENCES:
            raise DocgenError(f"{place} {level}：没有“{consequence}”这种措施{_nearest(str(consequence), CONSEQUENCES)}")
    pairs = tuple(sorted(value.items(), key=lambda pair: RANKS[pair[0]]))
    for (mild, lesser), (grave, greater) in pairwise(pairs):
        if CONSEQUENCES.index(lesser) > CONSEQUENCES.index(greater):
            raise DocgenError(f"{place}：{mild}（{lesser}）比 {grave}（{greater}）还重，请按提醒、督办、约谈、通报批评由轻到重写")
    return pairs


def read_persistence(place: str, value: Any) -> int:
    """How many periods in a row; 0 turns it off."""
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= MOST_PERIODS or value == 1:
        raise DocgenError(f"{place}：应为 2 至 {MOST_PERIODS} 的整数（连续几期升一级），不用则写 0，现为 {_shown(value)}")
    return value


def _rule(place: str, table: Mapping[str, Any]) -> Rule:
    for key in table:
        if key not in KEYS:
            raise DocgenError(f"{place}：没有“{key}”这一项{_nearest(key, KEYS)}（等级只有 {'、'.join(reversed(LEVELS))}）")
    measure = _measure(place, table)
    name = _text(f"{place} name", table.get("name", measure.title)) or measure.title
    place = f"{place}（{name}）"
    rule = Rule(
        name=name,
        key=measure.key,
        thresholds=_thresholds(place, table, measure),
        **{scope: _texts(f"{place} {scope}", table.get(scope, [])) for scope in SCOPES},
        for_periods=_for_periods(f"{place} for_periods", table.get("for_periods", 1)),
        raise_after=read_persistence(f"{place} raise_after", table.get("raise_after", 0)),
        words=_words(f"{place} words", table.get("words", ""), measure),
        consequences=read_consequences(f"{place} consequences", table.get("consequences", {})),
        dates=_dates(f"{place} dates", table.get("dates", {})),
        day=_day(f"{place} date", table["date"]) if "date" in table else None,
        silence=_silence(f"{place} silence", table.get("silence", "不计")),
        report_days=_report_days(f"{place} days", table.get("days", [])),
        missing=_level(f"{place} missing", table["missing"]) if "missing" in table else "",
    )
    _fits(place, table, rule)
    return rule


def _fits(place: str, table: Mapping[str, Any], rule: Rule) -> None:
    """Refuse what the rule's metric has no use for: it would be taken for something that it does not do."""
    useless = [key for key in ("dates", "date") if rule.key not in DATED]
    useless += ["date"] if rule.key == NODE else ["silence"]
    useless += ["stages", "categories", "industries", "projects"] if rule.key == FILING else ["days", "missing"]
    for key in useless:
        if key in table:
            raise DocgenError(f"{place} {key}：指标“{rule.measure.metric}”用不上这一项，请删去")
    for stage in rule.stages:
        if stage not in STAGES:
            raise DocgenError(f"{place} stages：没有“{stage}”这个阶段{_nearest(stage, STAGES)}")


def _measure(place: str, table: Mapping[str, Any]) -> Measure:
    metrics = tuple(dict.fromkeys(measure.metric for measure in MEASURES))
    if "metric" not in table:
        raise DocgenError(f"{place}：缺 metric（指标），可用的有：{'、'.join(metrics)}")
    metric = _text(f"{place} metric", table["metric"])
    if metric not in metrics:
        raise DocgenError(f"{place} metric：没有“{metric}”这个指标{_nearest(metric, metrics)}")
    ways = {measure.compare: measure for measure in MEASURES if measure.metric == metric}
    compare = table.get("compare", next(iter(ways)))
    if not isinstance(compare, str) or compare not in ways:
        raise DocgenError(f"{place} compare：“{metric}”只能按{'、'.join(ways)}比较，现为 {_shown(compare)}")
    return ways[compare]


def _thresholds(place: str, table: Mapping[str, Any], measure: Measure) -> tuple[tuple[str, Decimal], ...]:
    """The thresholds from the mildest level to the gravest, each harder to reach than the one before."""
    found = [(level, _threshold(f"{place} {level}", table[level], measure)) for level in reversed(LEVELS) if level in table]
    if not found and "missing" not in table:
        raise DocgenError(f"{place}：一个等级的标准也没有写，请写 yellow = 数字 等（{'、'.join(reversed(LEVELS))}）")
    for (mild, lesser), (grave, greater) in pairwise(found):
        if not (lesser > greater if measure.falling else lesser < greater):
            wanted = "大于" if measure.falling else "小于"
            raise DocgenError(f"{place}：{mild}（{lesser}）应{wanted} {grave}（{greater}），否则没有项目会是{LEVELS[mild]}")
    return tuple(found)


def _threshold(place: str, value: Any, measure: Measure) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        raise DocgenError(f"{place}：应为数字，现为 {_shown(value)}")
    number = Decimal(str(value))
    if measure.compare in (MONTHS, DAYS) and number % 1:
        raise DocgenError(f"{place}：{'月数' if measure.compare == MONTHS else '天数'}应为整数，现为 {value}")
    if not measure.least <= number <= measure.most:
        hint = "（80% 写成 80）" if measure.compare == RATIO else ""
        raise DocgenError(f"{place}：应在 {measure.least} 至 {measure.most} 之间{hint}，现为 {value}")
    return number


def _words(place: str, value: Any, measure: Measure) -> str:
    text = _text(place, value)
    known = (*measure.names, *COMMON_NAMES)
    for name in _NAME.findall(text):
        if name not in known:
            raise DocgenError(f"{place}：没有“{{{name}}}”这个数{_nearest(name, known)}")
    if "{" in (rest := _NAME.sub("", text)) or "}" in rest:
        raise DocgenError(f"{place}：花括号不成对，数写成 {{{known[0]}}} 的样子")
    return text


def _exemption(place: str, table: Mapping[str, Any]) -> Exemption:
    for key in table:
        if key not in EXEMPTION_KEYS:
            raise DocgenError(f"{place}：没有“{key}”这一项{_nearest(key, EXEMPTION_KEYS)}")
    project, unit = _text(f"{place} project", table.get("project", "")), _text(f"{place} unit", table.get("unit", ""))
    if not project and not unit:
        raise DocgenError(f"{place}：请写明豁免哪个项目（project）或哪个单位（unit）")
    reason = _text(f"{place} reason", table.get("reason", ""))
    if not reason:
        raise DocgenError(f'{place} reason：豁免须写明原因，如 reason = "不可抗力：汛期停工"')
    first = _first_day(f"{place} from", table["from"]) if "from" in table else None
    last = _last_day(f"{place} to", table["to"]) if "to" in table else None
    if first and last and first > last:
        raise DocgenError(f"{place}：from（{table['from']}）晚于 to（{table['to']}）")
    return Exemption(reason, project, unit, _texts(f"{place} rules", table.get("rules", [])), first, last)


def _first_day(place: str, value: Any) -> date:
    month = _month(value)
    return date(*month, 1) if month else _day(place, value, months=True)


def _last_day(place: str, value: Any) -> date:
    month = _month(value)
    return date(*month, calendar.monthrange(*month)[1]) if month else _day(place, value, months=True)


def _month(value: Any) -> tuple[int, int] | None:
    found = _MONTH.fullmatch(value) if isinstance(value, str) else None
    return (int(found[1]), int(found[2])) if found and 1 <= int(found[2]) <= 12 and int(found[1]) else None


def _day(place: str, value: Any, months: bool = False) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        day = date.fromisoformat(value)
    except (TypeError, ValueError):
        day = None
    if day is None or day.isoformat() != value:
        example = "2021-03（月）或 2021-03-31（日）" if months else "2021-03-31"
        raise DocgenError(f"{place}：{_shown(value)}不是日期，请写成 {example} 的样子")
    return day


def _dates(place: str, value: Any) -> tuple[tuple[str, date], ...]:
    if not isinstance(value, dict):
        raise DocgenError(f'{place}：应写成 {{ "名称" = "2021-03-31" }} 的样子，现为 {_shown(value)}')
    return tuple((name, _day(f"{place} {name}", day)) for name, day in value.items())


def _silence(place: str, value: Any) -> bool:
    if not isinstance(value, str) or value not in _SILENCE:
        raise DocgenError(f"{place}：应为“{'”或“'.join(_SILENCE)}”，现为 {_shown(value)}")
    return _SILENCE[value]


def _report_days(place: str, value: Any) -> tuple[int, ...]:
    good = isinstance(value, list) and all(isinstance(day, int) and not isinstance(day, bool) and 1 <= day <= 31 for day in value)
    if not good or sorted(set(value)) != value:
        raise DocgenError(f"{place}：应为从小到大的日子（1 至 31），如 [13, 28]，现为 {_shown(value)}")
    return tuple(value)


def _for_periods(place: str, value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= MOST_PERIODS:
        raise DocgenError(f"{place}：应为 1 至 {MOST_PERIODS} 的整数（连续几期触发才算），现为 {_shown(value)}")
    return value


def _level(place: str, value: Any) -> str:
    if not isinstance(value, str) or value not in RANKS:
        raise DocgenError(f"{place}：没有“{value}”这个等级{_nearest(str(value), tuple(reversed(LEVELS)))}")
    return value


def _tables(place: str, heading: str, value: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The tables, each with its place: the file, the heading and its number."""
    if not isinstance(value, list) or not all(isinstance(table, dict) for table in value):
        raise DocgenError(f"{place}：应写成以 {heading} 开头的一段，每条一段，现为 {_shown(value)}")
    file = place.removesuffix(f" [lag] {heading.strip('[]').partition('.')[2]}")
    for number, table in enumerate(value, 1):
        yield f"{file} {heading} 第{number}条", table


def _text(place: str, value: Any) -> str:
    if not isinstance(value, str):
        raise DocgenError(f"{place}：应为加引号的文字，现为 {_shown(value)}")
    return value.strip()


def _texts(place: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
        raise DocgenError(f"{place}：应为加引号的文字组成的列表，现为 {_shown(value)}")
    return tuple(value)


def _shown(value: Any) -> str:
    return f"“{value}”" if isinstance(value, str | date) else repr(value)


def _nearest(word: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    known = list(known)
    near = get_close_matches(word, known, 1, 0.5)
    return f"，是否为“{near[0]}”" if near else f"；可用的有：{'、'.join(known)}"
