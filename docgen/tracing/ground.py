"""One period's records in the groups that figures are taken over."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from docgen.figures.grouping import UNSTATED
from docgen.figures.ownplan import owed_by
from docgen.figures.summary import Figures
from docgen.figures.totals import Totals, is_measured
from docgen.ledger.report import Report
from docgen.papers.table import Table
from docgen.tracing.expression import Cell, Count, Expression, Gap, Given, Group, Ratio, Sum

_WHOLE = "全部项目"
MEASURED = ("measured", "是")
"""The criterion of those that a completion rate is taken over."""


class Ground:
    """The figures of a period with their records: which records stand behind each :class:`Totals`."""

    def __init__(self, figures: Figures) -> None:
        self.figures = figures
        self.period = figures.period
        self.all = Group(_WHOLE, figures.reports, self.period, ())
        self._of_totals: dict[int, tuple[Totals, Group]] = {}
        self._measured: dict[int, Group] = {}
        self._groups: dict[tuple[str, str], Group] = {}
        self._by_ref = {report.ref: report for report in figures.reports if report.ref}
        self._know(figures.totals, self.all)
        ways: tuple[tuple[Mapping[str, Totals], str, str], ...] = (
            (figures.by_stage, "stage", "{}项目"),
            (figures.by_industry, "industry", "行业“{}”的项目"),
            (figures.by_unit, "unit", "{}的项目"),
            (figures.by_system, "system", "体系“{}”的项目"),
            (figures.by_category, "category", "类别“{}”的项目"),
        )
        for totals, field, called in ways:
            for name, of in totals.items():
                self._know(of, self.having(field, name, called.format(name)))
        self._compare()

    def _know(self, totals: Totals, group: Group) -> None:
        self._of_totals.setdefault(id(totals), (totals, group))

    def _compare(self) -> None:
        if (both := self.figures.comparison) is None:
            return
        units = set(both.units)
        before = tuple(report for report in self.figures.history.get(self.period.previous, ()) if report.unit in units)
        self._know(both.now, self.those("两期均报送的单位的项目", lambda report: report.unit in units))
        self._know(both.before, Group(f"两期均报送的单位{self.period.previous.label}的项目", before, self.period.previous))

    def having(self, field: str, value: str, called: str = "") -> Group:
        """The records whose ``field`` says ``value`` (nothing for 未填写)."""
        key = (field, value)
        if key not in self._groups:
            wanted = "" if value == UNSTATED else value
            found = tuple(report for report in self.figures.reports if getattr(report, field) == wanted)
            self._groups[key] = Group(called or value, found, self.period, (key,) if wanted else None)
        return self._groups[key]

    def those(self, name: str, holds: Callable[[Report], object]) -> Group:
        """The records of the period for which ``holds`` is true."""
        return self.group(name, filter(holds, self.figures.reports))

    def group(self, name: str, reports: Iterable[Report]) -> Group:
        """Records of the period under a name; the same name with the same records is the same group."""
        found = tuple(reports)
        known = self._groups.setdefault(("", name), Group(name, found, self.period))
        if [*map(id, known.reports)] == [*map(id, found)]:
            return known
        return Group(name, found, self.period)

    def one(self, report: Report) -> Group:
        return self.group(f"{report.unit}“{report.name}”", (report,))

    def row(self, table: Table, index: int | None) -> Report | None:
        """The record that a row of a table was made from."""
        ref = table.refs[index] if index is not None and index < len(table.refs) else ""
        return self._by_ref.get(ref)

    def group_of(self, totals: Totals) -> Group | None:
        known = self._of_totals.get(id(totals))
        return known[1] if known else None

    def measured(self, group: Group) -> Group:
        """Those of a group that a completion rate is taken over."""
        if id(group) not in self._measured:
            found = tuple(filter(is_measured, group.reports))
            criteria = None if group.criteria is None else (*group.criteria, MEASURED)
            whole = len(found) == len(group.reports)
            self._measured[id(group)] = group if whole else Group(f"计完成率的{group.name}", found, group.period, criteria)
        return self._measured[id(group)]

    def plan(self, totals: Totals, group: Group) -> Expression:
        """年度计划投资: of the measured projects, of all where nothing reports a completion."""
        return Sum("annual_plan", group if totals.year_investment is None else self.measured(group))

    def rate(self, totals: Totals, group: Group) -> Expression:
        return Ratio("投资完成率", Sum("year_investment", self.measured(group)), self.plan(totals, group))

    def benchmark(self, totals: Totals | None = None) -> Expression:
        """时序进度 of the whole period, or as the projects of a group owe it together."""
        course, value = self.figures.course, (totals or self.figures.totals).owed
        if course.share(self.period) != value:
            return Given("时序进度", value, "时序进度：各项目本身的计划进度按年度计划加权")
        if course.marks:
            return Given("时序进度", value, "时序进度：设置 [benchmark] 所定的进度")
        months = f"{self.period.last_half / 2:g}"
        return Given("时序进度", value, f"时序进度 = 已过 {months} 个月 ÷ 12 个月", f"{months}/12")

    def gap(self, totals: Totals, group: Group) -> Expression:
        return Gap("与时序进度相比", self.rate(totals, group), self.benchmark(totals))

    def rate_of(self, report: Report) -> Expression:
        one = self.one(report)
        return Ratio("完成率", Cell("year_investment", one), Cell("annual_plan", one))

    def behind(self, report: Report) -> Expression:
        """落后时序进度 of one project, positive when behind."""
        owed = owed_by(report, self.period, self.figures.course)
        whole = self.benchmark()
        own = whole if owed == whole.value else Given("时序进度", owed, "时序进度：该项目本身的计划进度")
        return Gap("落后", self.rate_of(report), own, behind=True)

    def totals(self, totals: Totals, name: str) -> Expression | None:
        """What a field of a :class:`Totals` is made of; None for one that is not known here."""
        group = self.group_of(totals)
        if group is None:
            return None
        match name:
            case "projects":
                return Count(group)
            case "measured":
                return Count(self.measured(group))
            case "annual_plan":
                return self.plan(totals, group)
            case "measured_investment":
                return Sum("year_investment", self.measured(group))
            case "total_investment" | "month_investment" | "year_investment" | "cumulative_investment":
                return Sum(name, group)
            case "completion_rate":
                return self.rate(totals, group)
            case "benchmark":
                return self.benchmark(totals)
            case "gap":
                return self.gap(totals, group)
        return None
