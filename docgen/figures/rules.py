"""The office's rules of ranking, read from ``[ranking]`` of its settings and refused where they cannot hold."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from fnmatch import fnmatchcase
from fractions import Fraction

from docgen.figures.indicators.catalogue import INDICATORS, MARK, Indicator, Value, indicator
from docgen.figures.indicators.printing import printed
from docgen.figures.scoring import NAME, Score
from docgen.ledger.nearest import nearest
from docgen.ledger.period import Period
from docgen.problem import DocgenError
from docgen.settings import Ranking, Settings

_LIST = re.compile(r"[、，,;；]\s*")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_MOST = 100

MARKED = Indicator("score", NAME, MARK, "", lambda group: None)
"""The score as an indicator, for printing."""


@dataclass(frozen=True)
class SeriesRule:
    """Units that are ranked among themselves: by name or by pattern (``*街道``)."""

    name: str
    patterns: tuple[str, ...]

    def takes(self, unit: str) -> bool:
        return any(fnmatchcase(unit, pattern) for pattern in self.patterns)


@dataclass(frozen=True)
class Rules:
    """By what units are ranked (an indicator, or a ``score``), in which series, and who is exempt for which reason.

    ``set_by_office``: whether the settings say anything else than the default, one series by the completion rate.
    """

    by: Indicator = INDICATORS["completion_rate"]
    score: Score | None = None
    series: tuple[SeriesRule, ...] = ()
    exempt: dict[str, str] = field(default_factory=dict)
    place: str = ""
    set_by_office: bool = False

    @property
    def name(self) -> str:
        """What the ranking goes by, in words."""
        return NAME if self.score else self.by.name

    def printed(self, value: Value) -> str:
        """What a unit was ranked by, as printed: 27.2%, 92.5分, 3个."""
        return printed(value, MARKED if self.score else self.by, named=True)

    def series_of(self, unit: str) -> str | None:
        """The series that takes ``unit``; None when none does. Raises DocgenError when two do."""
        if not self.series:
            return ""
        found = [rule.name for rule in self.series if rule.takes(unit)]
        if len(found) > 1:
            raise DocgenError(f"{self.place} series：“{unit}”同时属于“{'”“'.join(found)}”，一个单位只能在一组里排名，请改写其中一组")
        return found[0] if found else None


def rules_of(settings: Settings) -> Rules:
    """The rules that the settings lay down.

    Raises DocgenError, naming file, section and key, for an unknown indicator (with the nearest), weights that do not sum
    to 1, a series without units or named twice, an exemption without a reason, a mark out of 0–100.
    """
    place, said = f"{settings.place} [ranking]", settings.ranking
    given = _marks(f"{place} marks", said.marks)
    return Rules(
        by=_indicator(f"{place} by", said.by, given),
        score=_score(f"{place} score", said.score, given),
        series=_series(f"{place} series", said.series),
        exempt=_exempt(f"{place} exempt", said.exempt),
        place=place,
        set_by_office=said != Ranking(),
    )


def check_exempt(rules: Rules, names: Iterable[str]) -> None:
    """Raise DocgenError for an exemption of which the ledger knows no unit and no project (``names``)."""
    known = set(names)
    for name in rules.exempt:
        if name not in known:
            near = nearest(name, known)
            advice = f"，是否为“{'”“'.join(near)}”？" if near else "，请核对名称"
            raise DocgenError(f"{rules.place} exempt：台账里没有叫“{name}”的单位或项目{advice}")


def _indicator(place: str, name: str, given: dict[str, Indicator]) -> Indicator:
    return given.get(name.strip()) or indicator(name, place, given)


def _score(place: str, terms: tuple[str, ...], given: dict[str, Indicator]) -> Score | None:
    if not terms:
        return None
    found: dict[str, tuple[Indicator, Fraction]] = {}
    for term in terms:
        name, number = _pair(place, term, "投资完成率=0.7")
        if not re.fullmatch(_NUMBER, number) or not Fraction(number):
            raise DocgenError(f"{place}：“{term}”的权重应为大于 0 的数，如 0.7")
        wanted = _indicator(place, name, given)
        if wanted.key in found:
            raise DocgenError(f"{place}：“{name}”写了两次，请合为一项")
        found[wanted.key] = (wanted, Fraction(number))
    total = sum(weight for _, weight in found.values())
    if total != 1:
        raise DocgenError(f"{place}：权重之和应为 1，现为 {' + '.join(_pair(place, t, '')[1] for t in terms)} = {_decimal(total)}，请改正")
    return Score(tuple(found.values()))


def _series(place: str, series: tuple[str, ...]) -> tuple[SeriesRule, ...]:
    rules: dict[str, SeriesRule] = {}
    for text in series:
        name, units = _pair(place, text, "街道=*街道")
        if name in rules:
            raise DocgenError(f"{place}：“{name}”这一组写了两次，请合为一项")
        rules[name] = SeriesRule(name, tuple(unit for unit in _LIST.split(units) if unit))
    return tuple(rules.values())


def _exempt(place: str, exempt: tuple[str, ...]) -> dict[str, str]:
    return dict(_pair(place, text, "北渡街道=汛情影响") for text in exempt)


def _marks(place: str, marks: tuple[str, ...]) -> dict[str, Indicator]:
    """Indicators by name, each with the marks that people gave: a mark of a period for a unit."""
    told: dict[str, dict[tuple[str, str], Decimal]] = {}
    for text in marks:
        words, number = _pair(place, text, "2021-Q1 观摩评分 曹镇乡=92.5")
        parts = words.split()
        if len(parts) != 3 or not re.fullmatch(_NUMBER, number):
            raise DocgenError(f"{place}：“{text}”无法识别，请写成“2021-Q1 观摩评分 曹镇乡=92.5”")
        if Decimal(number) > _MOST:
            raise DocgenError(f"{place}：“{text}”超过 100 分，请按百分制写")
        try:
            period = str(Period.parse(parts[0]))
        except DocgenError as error:
            raise DocgenError(f"{place}：“{text}”：{error}") from None
        own = told.setdefault(parts[1], {})
        if (period, parts[2]) in own:
            raise DocgenError(f"{place}：“{words}”写了两次，请删去一处")
        own[period, parts[2]] = Decimal(number)
    return {name: _given(name, own) for name, own in told.items()}


def _given(name: str, own: dict[tuple[str, str], Decimal]) -> Indicator:
    return Indicator(f"mark:{name}", name, MARK, "人工评定，百分制", lambda g: own.get((str(g.period), g.name)), f"没有给出{name}")


def _pair(place: str, text: str, example: str) -> tuple[str, str]:
    name, sign, value = text.replace("＝", "=").partition("=")
    if not sign or not name.strip() or not value.strip():
        raise DocgenError(f"{place}：“{text}”应在等号两边各写一项，如 {example}")
    return name.strip(), value.strip()


def _decimal(value: Fraction) -> str:
    from docgen.numerals import plain

    return plain(Decimal(value.numerator) / Decimal(value.denominator))
