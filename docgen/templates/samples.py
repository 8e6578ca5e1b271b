"""What templates are tried on: papers and tables of every kind, made from the sample ledgers that come with docgen.

The values are those of real papers, so that a name that a paper gains is known here at once. Several papers of a kind
are made, from ledgers of different forms, because each leaves other values empty.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docgen.papers.paper import IssuedText, Paper, TextAnnex
from docgen.papers.table import Table
from docgen.resources import root
from docgen.settings import Settings, load
from docgen.templates.kinds import ANNEX, ISSUED, Kind

if TYPE_CHECKING:
    from docgen.figures.summary import Figures
    from docgen.matters.matter import Matter
    from docgen.papers.tables import Facts

_DISTRICT, _TOWN, _COUNTY = "", "data/陈宅镇.toml", "data/栾川县.toml"
_LEDGERS = (
    (("data/zhanhe/2021-01", "2021-01"), ("data/zhanhe/2021-02", "2021-02"), ("data/zhanhe/2021-03", "2021-03")),
    (("data/chenzhai-2020-03.xlsx", "2020-03"),),
    (("data/luanchuan-2018.xlsx", "2018"),),
)
_LAST = ("2021-03", "2020-03", "2018")
_OFFICES = (_DISTRICT, _TOWN, _COUNTY)
_SHEETS = {"督查通报": "督查问题样例.xlsx", "观摩通报": "评分样例.xlsx", "集中开工通报": "集中开工样例.csv", "考核通报": "考核打分样例.xlsx"}
_TASKS = "任务样例.xlsx"
_MOST = 3
"""Papers of one kind that are laid out to try a template."""


@dataclass(frozen=True)
class Sample:
    """A paper or table, with the day that dates it."""

    content: Paper | Table | TextAnnex | IssuedText
    day: date


@cache
def samples() -> Samples:
    """The samples, which are the same for all who ask."""
    return Samples()


class Samples:
    """The samples of every kind, each made when it is first asked for."""

    def of(self, kind: Kind) -> list[Sample]:
        """Some papers or tables of a kind, those that say most first."""
        if kind.is_table:
            return list(self._tables(kind))
        if kind.name == ANNEX:
            return [Sample(annex, paper.day) for paper in self._drafts for annex in _texts(paper.content)]
        if kind.name == ISSUED:
            return [Sample(paper.content.issued, paper.day) for paper in self._drafts if getattr(paper.content, "issued", None)]
        made = [sample for sample in self._papers if sample.content.kind == kind.name]
        return made[:_MOST]

    def contexts(self, kind: Kind, suffix: str = ".docx") -> list[Mapping[str, Any]]:
        """What templates of a kind are given, for each sample."""
        return [context_of(sample.content, suffix) for sample in self.of(kind)]

    @cached_property
    def _figures(self) -> list[tuple[Figures, Settings]]:
        """The last period of each sample ledger, with the settings of its office."""
        from docgen.figures.loading import figures_for
        from docgen.ledger.importing import import_files
        from docgen.ledger.period import Period
        from docgen.ledger.store import Ledger

        found = []
        with tempfile.TemporaryDirectory(prefix="docgen-", ignore_cleanup_errors=True) as folder:
            for number, (files, last, office) in enumerate(zip(_LEDGERS, _LAST, _OFFICES, strict=True)):
                settings = load(root(), root() / office) if office else load(root())
                with Ledger.open(f"sqlite:///{Path(folder) / f'{number}.db'}") as ledger:
                    for path, period in files:
                        import_files(ledger, [root() / path], Period.parse(period))
                    found.append((figures_for(ledger, Period.parse(last), settings), settings))
        return found

    @cached_property
    def _papers(self) -> list[Sample]:
        return [*self._circulars(), *self._other_circulars(), *self._letters(), *self._notices(), *self._tasks(), *self._adjustments(), *self._drafts]

    def _circulars(self) -> Iterator[Sample]:
        from docgen.papers.circular import circular

        matters = self._matters
        for figures, settings in self._figures:
            yield Sample(circular(figures, settings, matters=matters if settings is self._figures[0][1] else ()), _day(figures))

    def _other_circulars(self) -> Iterator[Sample]:
        """A circular of each other kind, from its sample sheet."""
        from docgen.forms.reading import read_tables
        from docgen.papers.circulars.kinds import CIRCULARS

        figures, settings = self._figures[0]
        day = _day(figures) + timedelta(days=6)
        for kind in CIRCULARS.values():
            tables, _ = read_tables(root() / "data" / _SHEETS[kind.name], kind.fields, settings, kind.sheet)
            rows = tuple(row for rows in tables.values() for row in rows)
            yield Sample(kind.make(figures, settings, day, None, rows, self._matters), day)

    def _letters(self) -> Iterator[Sample]:
        """Letters and what goes before and after them; the longest of each first."""
        from docgen.papers.escalation import PAPERS, handed_over
        from docgen.papers.letter import letters

        figures, settings = self._figures[0]
        day = _day(figures)
        for paper in sorted(letters(figures, settings), key=lambda paper: -len(paper.opens)):
            yield Sample(paper, day)
        for due in sorted(_due(figures, tuple(PAPERS)), key=lambda due: -len(due.cases)):
            yield Sample(PAPERS[due.step](figures, settings, due, day, None), day)
        yield Sample(handed_over(figures, settings, _handed_over(figures), day, None), day)

    def _notices(self) -> Iterator[Sample]:
        from docgen.papers.notice import LIST, notice

        for figures, settings in self._figures:
            if any(report.form == LIST for report in figures.reports):
                yield Sample(notice(figures, settings), _day(figures))

    def _tasks(self) -> Iterator[Sample]:
        """The papers of the sample table of tasks, the unit with most of them first."""
        from docgen.forms.reading import read_tables
        from docgen.papers.tasks.announcing import announcement
        from docgen.papers.tasks.commitment import commitment
        from docgen.papers.tasks.handing import handing_over
        from docgen.papers.tasks.reading import FIELDS, tasks_of
        from docgen.papers.tasks.task import by_unit

        figures, settings = self._figures[0]
        day = _day(figures) + timedelta(days=6)
        tables, _ = read_tables(root() / "data" / _TASKS, FIELDS, settings, "任务表")
        tasks, _ = tasks_of([row for rows in tables.values() for row in rows], day)
        yield Sample(announcement(tasks, settings, day), day)
        for unit, own in sorted(by_unit(tasks).items(), key=lambda item: -len(item[1])):
            yield Sample(commitment(unit, own, settings, day), day)
            yield Sample(handing_over(unit, own, settings, day), day)

    def _adjustments(self) -> Iterator[Sample]:
        """A project of the ledger leaves, another takes its place, with every approval."""
        from docgen.papers.adjustment.adjustment import Adjustment, Consent, Entering, Leaving, sum_of
        from docgen.papers.adjustment.notice import adjustment_notice

        figures, settings = self._figures[0]
        day = _day(figures)
        consents = tuple(Consent(step, day, f"{day} 〔2021〕1号") for step in settings.adjustment.approvals)
        gone = max(figures.reports, key=lambda report: report.total_investment or 0)
        new = Entering("污水处理厂扩建", gone.unit, "日处理2万吨", Decimal(30000), Decimal(9000), "已具备开工条件", consents, (gone.name,))
        before = sum_of((report.total_investment, report.annual_plan) for report in figures.reports)
        adjusted = Adjustment((Leaving(gone, "用地未落实", consents, (new.name,)),), (new,), before)
        yield Sample(adjustment_notice(figures, adjusted, settings, day), day)

    @cached_property
    def _drafts(self) -> list[Sample]:
        from docgen.papers.drafts.draft import FORMATS
        from docgen.papers.drafts.official import official, text_annex

        settings = load(root())
        draft = _draft()
        annexes = [text_annex(annex, settings.layout.levels) for annex in draft.annexes]
        papers = [official(replace(draft, format=each), settings, draft.date, annexes) for each in FORMATS]
        issued = IssuedText("集中开工活动办法", annexes[0].blocks, (annexes[0].title, "报名表"))
        return [Sample(replace(paper, issued=issued) if not number else paper, draft.date) for number, paper in enumerate(papers)]

    def _tables(self, kind: Kind) -> Iterator[Sample]:
        """The tables of a kind that have rows, the longest first."""
        from docgen.papers.tables import TABLES
        from docgen.papers.tables.supervision import MATTERS

        name, content = kind.name, kind.table or TABLES[kind.name]
        made = [Sample(content.build(self._facts(*found)), found[0].period.end) for found in self._figures]
        if name == MATTERS or not any(sample.content.rows for sample in made):
            made += [
                Sample(annex, sample.day)
                for sample in self._papers
                for annex in getattr(sample.content, "annexes", ())
                if isinstance(annex, Table) and annex.name == name
            ]
        longest = sorted(made, key=lambda sample: -len(sample.content.rows))
        yield from [sample for sample in longest if sample.content.rows] or longest[:1]

    def _facts(self, figures: Figures, settings: Settings) -> Facts:
        from docgen.papers.tables import Facts

        register = self._matters if settings is self._figures[0][1] else ()
        return Facts(
            figures, settings.office.region, register=register, report_day=settings.reporting.day, arrived=figures.arrived
        )

    @cached_property
    def _matters(self) -> tuple[Matter, ...]:
        """Matters of the month before, sent, some of them answered."""
        from docgen.matters.matter import DRAFT, RECEIVE, REPLY, SEND, Matter, Reply, Step
        from docgen.papers.letter import letters

        figures, settings = self._figures[0]
        entries = [entry for paper in letters(figures, settings) for entry in paper.opens]
        matters = []
        for number, entry in enumerate(entries, 1):
            day = entry.letter.day - timedelta(days=30)
            letter = replace(entry.letter, day=day, deadline=day + timedelta(days=10))
            steps = [Step(DRAFT, day, letter=letter), Step(SEND, day, letter=letter), Step(RECEIVE, day)]
            if number % 2:
                steps.append(Step(REPLY, day + timedelta(days=5), reply=Reply("已整改")))
            matters.append(Matter(number, entry.unit, entry.project, identity=entry.identity, steps=tuple(steps)))
        return tuple(matters)


def context_of(content: Paper | Table | TextAnnex | IssuedText, suffix: str = ".docx") -> dict[str, Any]:
    """What the template of a paper or table is given; a workbook's records are the table's own values."""
    from docgen.layout.crowding import move_addressees
    from docgen.layout.template import Levels

    if isinstance(content, Table):
        from docgen.layout.tables.texts import words

        given = {**words(content), "number": "附件1"}
        if suffix == ".xlsx":
            own = {"rows": [dict(row) for row, _ in content.lines()], "total": None if content.total is None else dict(content.total)}
            del given["number"]
            return given | own
        return given | {"level": Levels()}
    if isinstance(content, TextAnnex):
        return {"label": "附件1", "title": content.title, "body": content.blocks, "level": Levels()}
    if isinstance(content, IssuedText):
        return {"title": content.title, "body": content.blocks, "annexes": list(content.annexes), "level": Levels()}
    return {"inset": str, **move_addressees(content.context, content.kind), "level": Levels()}


def filters_of(kind: Kind | None, suffix: str = ".docx") -> dict[str, Callable[..., Any]]:
    """The filters that templates of a kind may use beside Jinja's own; all there are where the kind is not known."""
    from docgen.layout.tables.tags import FILTERS as tabular
    from docgen.papers.prose import FILTERS as prose

    if suffix == ".xlsx":
        return {"merge": tabular["merge"]}
    return dict(tabular) if kind is not None and kind.is_table else {**tabular, **prose}


def _day(figures: Figures) -> date:
    return figures.period.end


def _texts(content: Any) -> list[TextAnnex]:
    return [annex for annex in getattr(content, "annexes", ()) if isinstance(annex, TextAnnex)]


def _due(figures: Figures, steps: tuple[str, ...]) -> Iterator[Any]:
    """What is due to each unit at each step of the ladder, after a letter that went before."""
    from docgen.matters.ladder import Decision
    from docgen.matters.matter import Letter
    from docgen.papers.cases import Case, Due
    from docgen.settings import REMIND, SUPERVISE

    day = _day(figures)
    former = Letter(
        SUPERVISE, "关于加快推进项目建设的督办函", day - timedelta(days=30), day - timedelta(days=20), str(figures.period.previous),
        "平湛政督函〔2021〕2号", "黄色", demands=("按时回复",),
    )  # fmt: skip
    for unit, items in figures.lagging_by_unit.items():
        for step in steps:
            decision = Decision(step) if step == REMIND else Decision(step, "逾期未回复", letters=(former,), overdue=True)
            yield Due(unit, step, tuple(Case(unit, item.report.name, item, decision) for item in items))


def _handed_over(figures: Figures) -> Any:
    """A matter of minutes whose day has passed, without a lagging project."""
    from docgen.matters.ladder import Decision
    from docgen.matters.matter import OPEN, Matter, Step
    from docgen.papers.cases import Case, Due
    from docgen.settings import SUPERVISE

    day = _day(figures)
    opened = Step(OPEN, day - timedelta(days=40), deadline=day - timedelta(days=10))
    matter = Matter(1, "曹镇乡", "农村道路亮化", "区政府第12次常务会议纪要", demands=("完成亮化",), steps=(opened,))
    decision = Decision(SUPERVISE, "要求办结的日期已过", matter, overdue=True)
    return Due(matter.unit, SUPERVISE, (Case(matter.unit, matter.project, None, decision),))


def _draft() -> Any:
    """A draft that says everything that any format can say."""
    from docgen.papers.drafts.draft import Annex, Block, Draft

    text = (Block(0, "现将有关事项通知如下："), Block(1, "总体要求。坚持项目为王。"), Block(2, "明确责任"), Block(0, "各单位要抓好落实。"))
    return Draft(
        title="关于开展重点项目集中开工活动的通知",
        number="平湛政办〔2021〕10号",
        issuers=("湛河区人民政府办公室", "湛河区财政局"),
        addressees=("曹镇乡人民政府", "各街道办事处"),
        date=date(2021, 4, 12),
        annexes=(Annex("报名要求", text),),
        note="此件公开发布",
        copies=("区委办公室", "区人大常委会办公室"),
        issued_by="湛河区人民政府办公室",
        issued_on=date(2021, 4, 13),
        signers=("杨洋", "李建国", "王立"),
        secrecy="机密★1年",
        urgency="特急",
        copy_number="000001",
        office="区长",
        signed_by="杨洋",
        present=("杨洋", "李建国"),
        absent=("王立",),
        attending=("赵明",),
        series="督查简报",
        issue=3,
        compiled_by="区政府督查室",
        reports_to=("区委书记",),
        sends_to=("区政府领导",),
        distributes=("各街道办事处",),
        printed=50,
        blocks=text,
    )
