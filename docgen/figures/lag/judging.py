"""Every project of a period judged by the rules in force: who lags, who is exempt, which units reported late."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from docgen.figures.benchmark import LINEAR, Course
from docgen.figures.lag.defaults import looks_at_several, rules_of, title_of
from docgen.figures.lag.filings import Filings, due_day
from docgen.figures.lag.hit import Exempted, Hit, Lagging, LateUnit
from docgen.figures.lag.measuring import Measured, Moment, measured, spoken
from docgen.figures.lag.persistence import Memory, Run, Standing, Steps, level_of
from docgen.figures.lag.project import project_of
from docgen.figures.lag.resting import Resting, counted_on, run_before
from docgen.figures.lag.wording import in_a_row, raised, words
from docgen.ledger.period import Period
from docgen.ledger.report import Report
from docgen.rules.exemption import Exemption
from docgen.rules.levels import LEVELS, RANKS, RED, YELLOW
from docgen.rules.measure import FILING
from docgen.rules.rule import Rule
from docgen.settings import Lag


@dataclass(frozen=True)
class Judgement:
    """``lagging``: the gravest level first, then in the order of units, then the furthest behind first. ``exempted`` are
    the rules that are met but do not count; ``unused`` the exemptions that are in force and name no project there is."""

    period: Period
    lagging: tuple[Lagging, ...] = ()
    exempted: tuple[Exempted, ...] = ()
    late_units: tuple[LateUnit, ...] = ()
    unused: tuple[Exemption, ...] = ()


def judge(
    period: Period,
    reports: Sequence[Report],
    history: Mapping[Period, Iterable[Report]],
    lag: Lag,
    unit_order: Iterable[str] = (),
    course: Course = LINEAR,
    filings: Filings | None = None,
) -> Judgement:
    """Judge ``period``.

    ``history`` holds the reports of earlier periods of the same length; units missing from ``unit_order``
    follow in the order of ``reports``. ``course`` is what completion is measured by; without ``filings`` nobody is late.
    """
    judged = judgements(period, reports, history, lag, course, filings, None if looks_at_several(lag) else 1)
    *_, last = judged
    units = {unit: n for n, unit in enumerate(dict.fromkeys((*unit_order, *(report.unit for report in reports))))}
    rules = rules_of(lag)
    return replace(last, lagging=tuple(sorted(last.lagging, key=lambda item: _gravity(item, units, rules))))


def judgements(
    period: Period,
    reports: Sequence[Report],
    history: Mapping[Period, Iterable[Report]],
    lag: Lag,
    course: Course = LINEAR,
    filings: Filings | None = None,
    periods: int | None = None,
) -> Iterator[Judgement]:
    """The last ``periods`` judged, ``period`` itself last (None: all that lead up to it without a break).

    One walk through the records, the earliest first: what lasts is remembered from period to period. The projects of a
    judgement are in the order of their reports.
    """
    run = list(run_before(period, history))
    skipped = 0 if periods is None else max(len(run) - periods + 1, 0)
    bench, resting, memory = _Bench(lag, course, filings), Resting(), Memory()
    for n, (each, its) in enumerate((*((each, tuple(history[each])) for each in run), (period, tuple(reports)))):
        resting = counted_on(resting, each, its)
        if n >= skipped:
            judgement, memory = bench.judge(Moment(each, resting, course), its, memory)
            yield judgement


@dataclass
class _Bench:
    """The rules of an office, applied to one period after another."""

    lag: Lag
    course: Course
    filings: Filings | None
    rules: tuple[Rule, ...] = field(init=False)
    steps: Steps = field(init=False)

    def __post_init__(self) -> None:
        self.rules = rules_of(self.lag)
        self.steps = Steps(self.rules)

    def judge(self, moment: Moment, reports: tuple[Report, ...], before: Memory) -> tuple[Judgement, Memory]:
        now, found, exempted = Memory(), [], []
        for report in reports:
            pairs = ((rule, self._met(report, rule, moment)) for rule in self.rules if _holds(rule, report))
            hits = self._counted(report.unit, report, pairs, moment, before, now, exempted)
            if hits:
                level, note = self._level(project_of(report), hits, moment, before, now)
                found.append(Lagging(report, level, hits, note))
        late = tuple(self._late_units(moment, reports, before, now, exempted))
        unused = tuple(self._unused(moment, reports))
        return Judgement(moment.period, tuple(found), tuple(exempted), late, unused), now

    def _met(self, report: Report, rule: Rule, moment: Moment) -> Hit | None:
        """The rule as met by this period alone."""
        met = [(one, pair) for one in measured(report, rule, moment) if (pair := rule.met(one.value))]
        if not met:
            return None
        told = "；".join(words(rule, one, *pair) for one, pair in met)
        gravest, (level, threshold) = max(met, key=lambda pair: -pair[0].value if rule.measure.falling else pair[0].value)
        return _hit(rule, level, gravest.value, threshold, told)

    def _counted(
        self,
        unit: str,
        report: Report | None,
        pairs: Iterable[tuple[Rule, Hit | None]],
        moment: Moment,
        before: Memory,
        now: Memory,
        exempted: list[Exempted],
    ) -> tuple[Hit, ...]:
        """The hits that count: not exempt, met for long enough, raised where they have lasted."""
        subject, hits = project_of(report) if report else (unit, ""), []
        for rule, hit in pairs:
            if hit is None:
                continue
            if excuse := self._exemption(unit, report, rule, moment):
                exempted.append(Exempted(unit, report, hit, excuse.reason, spoken(excuse.last) if excuse.last else ""))
                continue
            key = (subject, rule.name)
            run, standing = self.steps.persisting(before.rules.get(key, Run()), RANKS[hit.level], rule)
            if key not in now.rules or now.rules[key].met[-1] < run.met[-1]:
                now.rules[key] = run
            if standing:
                hits.append(_persisting(rule, hit, moment.period, standing))
        return tuple(hits)

    def _level(self, subject: tuple, hits: tuple[Hit, ...], moment: Moment, before: Memory, now: Memory) -> tuple[str, str]:
        """The level of a project, and in words why it is above that of its hits."""
        ranks = (*before.levels.get(subject, ()), max(RANKS[hit.level] for hit in hits))
        if subject not in now.levels or now.levels[subject][-1] < ranks[-1]:
            now.levels[subject] = ranks
        standing = self.steps.raised(ranks, self.lag.raise_after)
        if standing.rank == standing.before:
            return level_of(standing.rank), ""
        return level_of(standing.rank), raised(moment.period, standing.run, level_of(standing.before), level_of(standing.rank))

    def _late_units(
        self, moment: Moment, reports: tuple[Report, ...], before: Memory, now: Memory, exempted: list[Exempted]
    ) -> Iterator[LateUnit]:
        rules = [rule for rule in self.rules if rule.key == FILING]
        if not rules or self.filings is None:
            return
        arrived = self.filings.arrived.get(moment.period, {})
        there = {*arrived, *(report.unit for report in reports)}
        for unit in dict.fromkeys((*self.filings.expected, *arrived)):
            pairs = [
                (rule, _filed(rule, due_day(moment.period, rule.report_days or self.filings.days), arrived.get(unit), unit in there))
                for rule in rules
                if not rule.units or unit in rule.units
            ]
            if hits := self._counted(unit, None, pairs, moment, before, now, exempted):
                level, note = self._level((unit, ""), hits, moment, before, now)
                yield LateUnit(unit, level, hits, note)

    def _exemption(self, unit: str, report: Report | None, rule: Rule, moment: Moment) -> Exemption | None:
        units = dict.fromkeys((unit, *(report.units if report else ())))
        project, title, end = report.name if report else "", title_of(rule), moment.period.end
        return next(
            (each for each in self.lag.exemptions if any(each.covers(one, project, title, end) for one in units)), None
        )

    def _unused(self, moment: Moment, reports: tuple[Report, ...]) -> Iterator[Exemption]:
        """Exemptions in force that name a project which nobody reports: most likely a misspelt name."""
        names = {report.name for report in reports}
        for each in self.lag.exemptions:
            in_force = (each.first is None or each.first <= moment.period.end) and (each.last is None or moment.period.end <= each.last)
            if in_force and each.project and each.project not in names:
                yield each


def levels(found: Iterable[Lagging]) -> dict[str, int]:
    """How many projects lag at each level: {"red": 2, "yellow": 5}; other levels only where there are any."""
    counts = dict.fromkeys(LEVELS, 0)
    for item in found:
        counts[item.level] += 1
    return {level: count for level, count in counts.items() if count or level in (RED, YELLOW)}


def _holds(rule: Rule, report: Report) -> bool:
    """Whether a rule is about a project."""
    return (
        rule.key != FILING
        and (not rule.stages or report.stage in rule.stages)
        and (not rule.categories or report.category in rule.categories)
        and (not rule.industries or report.industry in rule.industries)
        and (not rule.projects or report.name in rule.projects)
        and (not rule.units or report.unit in rule.units or not set(rule.units).isdisjoint(report.units))
    )


def _filed(rule: Rule, due: date, day: date | None, there: bool) -> Hit | None:
    """A report that came after its day, or never."""
    if not there:
        level = rule.missing or rule.thresholds[-1][0]
        return _hit(rule, level, None, dict(rule.thresholds).get(level, Decimal(0)), f"应于{spoken(due)}前报送，至今未报送")
    if day is None or day <= due:
        return None
    late = Measured(Decimal((day - due).days), {"期限": spoken(due), "报送日": spoken(day), "天数": str((day - due).days)})
    if not (pair := rule.met(late.value)):
        return None
    return _hit(rule, pair[0], late.value, pair[1], words(rule, late, *pair))


def _hit(rule: Rule, level: str, value: Decimal | None, threshold: Decimal, told: str) -> Hit:
    return Hit(rule.name, level, value, threshold, told, rule.key, title_of(rule), consequence=dict(rule.consequences).get(level, ""))


def _persisting(rule: Rule, hit: Hit, period: Period, standing: Standing) -> Hit:
    """The hit at the level that its persistence gives it, with words for that."""
    level, before, told = level_of(standing.rank), level_of(standing.before), hit.words
    if level != before:
        told = f"{told}，{raised(period, standing.run, before, level)}"
    elif rule.for_periods > 1:
        told = f"{told}，已{in_a_row(period, standing.lasted)}"
    return replace(
        hit,
        level=level,
        threshold=dict(rule.thresholds).get(before, hit.threshold),
        words=told,
        consequence=dict(rule.consequences).get(level, ""),
        raised=before if level != before else "",
    )


def _gravity(item: Lagging, units: Mapping[str, int], rules: tuple[Rule, ...]) -> tuple:
    measured_by = {hit.rule: hit.measured for hit in item.hits}
    far = (_distance(rule, measured_by.get(rule.name)) for rule in rules)
    return -RANKS[item.level], units[item.report.unit], *far


def _distance(rule: Rule, value: Decimal | None) -> Decimal:
    """The worse, the smaller; the greatest where the rule is not met."""
    if value is None:
        return Decimal(1)
    return value - rule.measure.most - 1 if rule.measure.falling else -value
