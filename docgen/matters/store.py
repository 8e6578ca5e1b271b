"""The matters in the database: each step one transaction, nothing ever deleted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from docgen.ledger.database import WRITES, connect, explained
from docgen.matters import steps
from docgen.matters.deciding import Decided, Opening, not_alike, of_meeting
from docgen.matters.finding import NO_MATTER, Index
from docgen.matters.matter import DRAFT, OPEN, Entry, Matter, Step
from docgen.matters.rows import matter_of, row_of
from docgen.matters.schema import MATTERS, MatterRow, StepRow
from docgen.problem import DocgenError

Taking = Callable[[Matter], Step]
"""From a matter as it stands to the step that it shall take; raises DocgenError where it may not."""


class Matters:
    """The register of matters. Open it with :meth:`open`; what is refused leaves it as it was."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @classmethod
    def open(cls, url: str) -> Matters:
        """Open the database at ``url``, creating the tables that are missing. Raises DocgenError as ``connect`` does."""
        return cls(connect(url, MATTERS))

    def close(self) -> None:
        self._engine.dispose()

    def __enter__(self) -> Matters:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def all(self) -> tuple[Matter, ...]:
        """Every matter with all its steps, by number."""
        with explained(self._engine), Session(self._engine) as session:
            return _all(session)

    def draft(self, entries: Iterable[Entry], who: str = "") -> tuple[Matter, ...]:
        """Let drafted letters open matters, or go on with those that are open; all of them in one transaction.

        The same draft again changes nothing.
        """
        entries = list(entries)
        with self._writing() as session:
            there = Index(_all(session))
            numbers = [_drafted(session, there, entry, who) for entry in entries]
            session.flush()
            after = {matter.number: matter for matter in _all(session)}
        return tuple(after[number] for number in numbers)

    def add(
        self,
        unit: str,
        project: str,
        day: date,
        deadline: date,
        basis: str = "",
        level: str = "",
        demands: Sequence[str] = (),
        who: str = "",
        note: str = "",
    ) -> Matter:
        """A matter without a letter: decided in minutes, or handed over (交办); it is in force from ``day`` on."""
        if deadline <= day:
            raise DocgenError(f"办理期限 {deadline} 不晚于立项日期 {day}，没有登记：请核对 --deadline 和 --date")
        with self._writing() as session:
            row = _new_row(session, unit, project, 0, basis, level, demands)
            session.add(row_of(row.id, 1, Step(OPEN, day, note=note, deadline=deadline), who))
            session.flush()
            return _one(session, row.id)

    def decide(self, openings: Sequence[Opening], basis: str, day: date, who: str = "") -> Decided:
        """Open the matters of a meeting held on ``day``, each once; all of them in one transaction.

        The same minutes again open only what is new; where the register stands otherwise it is told and left.
        """
        with self._writing() as session:
            there = of_meeting(_all(session), basis)
            known = {(matter.unit, matter.project): matter.number for matter in there}
            for matter in there:
                if len(basis) > len(matter.basis):
                    session.get_one(MatterRow, matter.number).basis = basis
            opened = []
            for opening in openings:
                if (opening.unit, opening.name) in known:
                    continue
                row = _new_row(session, opening.unit, opening.name, 0, basis, "", (opening.demand,))
                session.add(row_of(row.id, 1, Step(OPEN, day, deadline=opening.deadline), who))
                opened.append(row.id)
            session.flush()
            new = tuple(_one(session, number) for number in opened)
        return Decided(new, tuple(there), tuple(not_alike(there, openings)))

    def take(self, number: int, step: Taking, who: str = "") -> Matter:
        """Let a matter take a step; raises DocgenError where it does not fit, or there is no such matter."""
        [matter] = self.take_all({number: step}, who)
        return matter

    def take_all(self, taking: dict[int, Taking], who: str = "") -> tuple[Matter, ...]:
        """Let several matters each take a step, in one transaction: all or none."""
        with self._writing() as session:
            for number, step in taking.items():
                matter = _one(session, number)
                session.add(row_of(number, len(matter.steps) + 1, step(matter), who))
            session.flush()
            return tuple(_one(session, number) for number in taking)

    def send(self, file: str, day: date, number: str = "", who: str = "") -> tuple[Matter, ...]:
        """Tell that the paper at ``file`` (its place in the outputs folder) was issued: its matters become 已发.

        Answers these matters; none when no draft of theirs is that paper.
        """
        with self._writing() as session:
            waiting = [matter for matter in _all(session) if not matter.settled and matter.draft_in(file)]
            for matter in waiting:
                session.add(row_of(matter.number, len(matter.steps) + 1, steps.send(matter, day, number, file), who))
            session.flush()
            return tuple(_one(session, matter.number) for matter in waiting)

    def void(self, number: str, day: date, reason: str, who: str = "") -> tuple[Matter, ...]:
        """Tell that a 发文字号 was voided: the matters of its letter take a step back. Answers these matters."""
        with self._writing() as session:
            sent = [matter for matter in _all(session) if number in {letter.number for letter in matter.letters}]
            for matter in sent:
                session.add(row_of(matter.number, len(matter.steps) + 1, steps.void(matter, day, number, reason), who))
            session.flush()
            return tuple(_one(session, matter.number) for matter in sent)

    @contextmanager
    def _writing(self) -> Iterator[Session]:
        with explained(self._engine), self._engine.connect().execution_options(**{WRITES: True}) as connection:
            with Session(connection) as session, session.begin():
                yield session


def _all(session: Session) -> tuple[Matter, ...]:
    taken: dict[int, list[StepRow]] = defaultdict(list)
    for step in session.scalars(select(StepRow).order_by(StepRow.matter_id, StepRow.place)):
        taken[step.matter_id].append(step)
    return tuple(matter_of(row, taken[row.id]) for row in session.scalars(select(MatterRow).order_by(MatterRow.id)))


def _one(session: Session, number: int) -> Matter:
    row = session.get(MatterRow, number)
    if row is None:
        raise DocgenError(NO_MATTER.format(number))
    query = select(StepRow).where(StepRow.matter_id == number).order_by(StepRow.place)
    return matter_of(row, session.scalars(query))


def _drafted(session: Session, there: Index, entry: Entry, who: str) -> int:
    """The number of the matter that ``entry`` is drafted for."""
    matter = there.open(entry.unit, entry.project, entry.identity)
    if matter is None:
        number = _new_row(session, entry.unit, entry.project, entry.identity, entry.basis, entry.letter.level, ()).id
        session.add(row_of(number, 1, Step(DRAFT, entry.letter.day, letter=entry.letter), who))
        return number
    if matter.draft != entry.letter:
        step = Step(DRAFT, entry.letter.day, letter=entry.letter)
        session.add(row_of(matter.number, len(matter.steps) + 1, step, who))
    return matter.number


def _new_row(
    session: Session, unit: str, project: str, identity: int, basis: str, level: str, demands: Sequence[str]
) -> MatterRow:
    row = MatterRow(unit=unit, project=project, project_id=identity, basis=basis, level=level, demands=list(demands))
    session.add(row)
    session.flush()
    return row
