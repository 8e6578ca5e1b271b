"""The register of document numbers (发文登记簿): who opens it finds every number given once, none left out, each with its paper."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import Engine, and_, event, func, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from docgen.ledger.closing import local, now
from docgen.ledger.database import WRITES, connect, explained
from docgen.problem import DocgenError
from docgen.registry.number import Number, year_of
from docgen.registry.place import bring, content_of, digest, discard_ready, make_ready, path_of
from docgen.registry.schema import REGISTRY, NumberRow
from docgen.registry.used import total_before, used_before
from docgen.settings import Settings

_WAIT_MILLISECONDS = 60_000
_ATTEMPTS = 20

SOUND, CHANGED, GONE, PENDING, VOIDED = "一致", "改动过", "不在了", "未写入", "已作废"
"""How a number's paper stands now, held against what was issued."""


@dataclass(frozen=True)
class Entry:
    """One number of the register: its paper, when and by whom it was given, and how the paper stands now (``state``).

    ``place`` is seen from the workspace; ``sha256`` is the issued file's. ``voided`` is None while the number stands.
    """

    number: Number
    dated: date
    title: str
    place: str
    sha256: str
    who: str
    at: datetime
    state: str
    voided: datetime | None = None
    voided_by: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Request:
    """What is to be entered: ``fill`` makes the file of a number, ``place`` and ``path`` are where it goes, ``former``
    the digest of what stands there. ``wanted`` is the sequence that the number must have, None for any;
    ``carried`` the number that the paper bears already; ``unit`` what a series of its own counts (期 号 次)."""

    series: str
    place: str
    path: Path
    title: str
    dated: date
    former: str
    who: str
    wanted: int | None = None
    carried: Number | None = None
    unit: str = ""


class Register:
    """The numbers given. Open it with :meth:`open`, which finishes what a killed process began."""

    def __init__(self, engine: Engine, settings: Settings) -> None:
        self._engine, self._settings = engine, settings

    @classmethod
    def open(cls, settings: Settings) -> Register:
        """Open the register in the database that the settings name, its tables made where they are missing."""
        engine = connect(settings.database_url, REGISTRY)
        if engine.url.get_backend_name() == "sqlite":
            event.listen(engine, "connect", _wait_long)
            engine.dispose()
        register = cls(engine, settings)
        register._finish_what_was_begun()
        return register

    def close(self) -> None:
        self._engine.dispose()

    def __enter__(self) -> Register:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def entries(self, series: str | None = None, year: int | None = None) -> tuple[Entry, ...]:
        """What was issued and voided, by series, year and number."""
        wanted = select(NumberRow).order_by(NumberRow.series, NumberRow.year, NumberRow.number)
        if series is not None:
            wanted = wanted.where(NumberRow.series == series)
        if year is not None:
            wanted = wanted.where(NumberRow.year == year)
        with explained(self._engine), Session(self._engine) as session:
            rows = session.scalars(wanted).all()
        return tuple(self._entry(row) for row in rows)

    def issued(self) -> dict[str, Number]:
        """Place → number of every paper whose number stands."""
        with explained(self._engine), Session(self._engine) as session:
            rows = session.scalars(select(NumberRow).where(NumberRow.voided_at.is_(None))).all()
            return {row.place: _number(row) for row in rows}

    def voided(self) -> tuple[Entry, ...]:
        """The numbers that do not stand any more."""
        with explained(self._engine), Session(self._engine) as session:
            rows = session.scalars(select(NumberRow).where(NumberRow.voided_at.is_not(None))).all()
        return tuple(self._entry(row) for row in rows)

    def given(self, number: Number) -> tuple[date, str]:
        """The date of the paper that bears the number, and who gave it."""
        with explained(self._engine), Session(self._engine) as session:
            row = session.scalars(_of(number)).one()
            return row.dated, row.who

    def enter(self, request: Request, fill) -> Entry:
        """Give the next number and put the paper that ``fill(number)`` makes in its place: both, or neither.

        Raises DocgenError, register and paper as they were, when the paper was issued before, when it bears or is
        to bear another number than the next, or when it cannot be written.
        """
        for attempt in range(_ATTEMPTS):
            try:
                key = self._reserve(request, fill)
                return self._complete(key, request.path)
            except IntegrityError:
                # on a database without SQLite's one lock another process took the number in between
                if attempt == _ATTEMPTS - 1:
                    raise DocgenError("同时编号的人太多，没有编号：请稍后再试") from None
        raise AssertionError("the loop returns or raises")

    def void(self, number: Number, why: str, who: str) -> Entry:
        """Void a number for a reason; it is kept and never given again."""
        if not why.strip():
            raise DocgenError("作废须用 --reason 写明原因，登记簿没有改动")
        with self._writing() as session:
            row = session.scalar(_of(number))
            if row is None:
                raise DocgenError(f"登记簿里没有 {number}{self._last_words(session, number)}，不能作废")
            if row.voided_at:
                raise DocgenError(f"{number} 已由{row.voided_by or '经办人'}于 {local(row.voided_at):%Y-%m-%d %H:%M} 作废（{row.reason}），不必再作废")
            if not row.written:
                discard_ready(path_of(row.place, self._settings))
            row.voided_at, row.voided_by, row.reason = now(), who, why.strip()
            session.flush()
            session.expunge(row)
        return self._entry(row)

    def last_date(self, series: str, year: int, before: int) -> date | None:
        """The latest date of the numbers of this series and year below ``before``."""
        with explained(self._engine), Session(self._engine) as session:
            return session.scalar(
                select(func.max(NumberRow.dated)).where(
                    NumberRow.series == series, NumberRow.year == year, NumberRow.number < before, NumberRow.voided_at.is_(None)
                )
            )

    def _reserve(self, request: Request, fill) -> int:
        with self._writing(integrity=True) as session:
            for row in session.scalars(_unwritten()).all():
                self._finish(row)
            row = self._same_paper(session, request)
            if row is not None and row.written:
                raise DocgenError(
                    f"{request.path.name} 已印发：{_number(row)}，{row.dated}，{row.place}；没有另编号。"
                    f"要重新印发的，先用 docgen void \"{_number(row)}\" --reason 原因 作废"
                )
            number = _number(row) if row is not None else self._next(session, request)
            data = fill(number)
            make_ready(request.path, data)
            if row is None:
                row = NumberRow(series=number.series, year=number.year, number=number.number, written=False, place=request.place, unit=number.unit, total=number.total)
                session.add(row)
            row.title, row.dated, row.former, row.sha256 = request.title, request.dated, request.former, digest(data)
            row.who, row.at = request.who, now()
            session.flush()
            return row.id

    def _complete(self, key: int, path: Path) -> Entry:
        """Bring the paper to its place. Where that fails the number is taken back, unless a later one was given already."""
        failure: DocgenError | None = None
        with self._writing() as session:
            row = session.get_one(NumberRow, key)
            if row.voided_at:
                raise DocgenError(f"{_number(row)} 刚给出就已被{row.voided_by or '他人'}作废，{path} 没有编号")
            try:
                done = row.written or bring(path, row.former, row.sha256)
            except DocgenError as error:
                done, failure = False, error
            if done:
                row.written = True
            elif self._is_last(session, row):
                session.delete(row)
                discard_ready(path)
                failure = DocgenError(f"{failure or f'{path} 没有写成'}；没有编号，登记簿没有改动")
            else:
                failure = DocgenError(
                    f"{failure or f'{path} 没有写成'}；{_number(row)} 已留给这份公文，其后的号已有人用：请排除障碍后再运行一次同一命令"
                )
            session.flush()
            session.expunge_all()
        if failure:
            raise failure
        return self._entry(row)

    def _finish_what_was_begun(self) -> None:
        with explained(self._engine), Session(self._engine) as session:
            begun = session.scalar(select(func.count()).select_from(NumberRow).where(NumberRow.written.is_(False), NumberRow.voided_at.is_(None)))
        if begun:
            with self._writing() as session:
                for row in session.scalars(_unwritten()).all():
                    self._finish(row)

    def _finish(self, row: NumberRow) -> None:
        """What cannot be finished now (the file is open, the folder away) stays as it is, and is told as 未写入."""
        try:
            row.written = bring(path_of(row.place, self._settings), row.former, row.sha256)
        except DocgenError:
            row.written = False

    def _same_paper(self, session: Session, request: Request) -> NumberRow | None:
        """The number that this paper has: by place and title, by the draft it was made from, by the file that was issued."""
        placed = and_(NumberRow.place == request.place, NumberRow.title == request.title)
        alike = or_(placed, NumberRow.former == request.former, NumberRow.sha256 == request.former)
        rows = session.scalars(select(NumberRow).where(alike, NumberRow.voided_at.is_(None)).order_by(NumberRow.id)).all()
        return next(iter(sorted(rows, key=lambda row: row.place != request.place)), None)

    def _next(self, session: Session, request: Request) -> Number:
        """The number after the last of the series and year; raise DocgenError where the paper is to bear another."""
        series, year = request.series, year_of(request.dated, request.unit)
        highest = session.scalar(select(func.max(NumberRow.number)).where(NumberRow.series == series, NumberRow.year == year))
        begun = highest is not None
        following = Number(
            series, year, (highest if begun else used_before(self._settings, series, year)) + 1, request.unit,
            self._given(session, series) + total_before(self._settings, series) + 1 if request.unit else 0,
        )  # fmt: skip
        carried = request.carried
        if carried and (carried.series, carried.year) == (series, year):
            row = session.scalar(_of(carried))
            if row is not None and row.voided_at:
                carried = None
            elif row is not None:
                raise DocgenError(f"{request.path.name} 文中的 {carried} 已用于《{row.title}》（{row.place}），没有编号：请把文中的序号删去再编号")
        else:
            carried = None
        wanted = request.wanted or (carried.number if carried else None)
        if wanted is None or wanted == following.number:
            return following
        if request.wanted and not begun and wanted > following.number:
            return replace(following, number=wanted)
        if begun:
            way = "不写 --number 即按顺序编号" if request.wanted else "请把文中的序号删去再编号"
        else:
            way = f"启用登记之前已用到 {wanted - 1} 号的，加 --number {wanted} 从这一号起登记，或在设置 [register] used 中写明"
        raise DocgenError(f"{following.so_far}下一个是 {following.number} 号，不能编 {wanted} 号，登记簿没有改动：{way}")

    def _given(self, session: Session, series: str) -> int:
        """How many numbers of a series were given in all years."""
        return session.scalar(select(func.count()).select_from(NumberRow).where(NumberRow.series == series))

    def _is_last(self, session: Session, row: NumberRow) -> bool:
        later = select(NumberRow.id).where(NumberRow.series == row.series, NumberRow.year == row.year, NumberRow.number > row.number)
        return session.scalar(later.limit(1)) is None

    def _last_words(self, session: Session, number: Number) -> str:
        highest = session.scalar(
            select(func.max(NumberRow.number)).where(NumberRow.series == number.series, NumberRow.year == number.year)
        )
        return f"（{number.so_far}已编到 {highest} 号）" if highest else f"（{number.so_far}还没有编过号）"

    def _entry(self, row: NumberRow) -> Entry:
        return Entry(
            number=_number(row), dated=row.dated, title=row.title, place=row.place, sha256=row.sha256, who=row.who,
            at=local(row.at), state=self._state(row), voided=local(row.voided_at) if row.voided_at else None,
            voided_by=row.voided_by or "", reason=row.reason or "",
        )  # fmt: skip

    def _state(self, row: NumberRow) -> str:
        if row.voided_at:
            return VOIDED
        if not row.written:
            return PENDING
        there = content_of(path_of(row.place, self._settings))
        return GONE if there is None else SOUND if digest(there) == row.sha256 else CHANGED

    @contextmanager
    def _writing(self, *, integrity: bool = False) -> Iterator[Session]:
        """One transaction that holds the write lock from its start. ``integrity``: a number taken by another is let through."""
        engine = self._engine.execution_options(**{WRITES: True})
        with explained(engine):
            try:
                with Session(engine, expire_on_commit=False) as session, session.begin():
                    yield session
                return
            except IntegrityError:
                if not integrity:
                    raise
        raise IntegrityError("number taken", None, Exception())


def _wait_long(connection, _record) -> None:
    # sixteen clerks at once queue here; SQLite's waiting is not fair
    connection.execute(f"PRAGMA busy_timeout = {_WAIT_MILLISECONDS}")


def _unwritten():
    return select(NumberRow).where(NumberRow.written.is_(False), NumberRow.voided_at.is_(None))


def _of(number: Number):
    return select(NumberRow).where(
        NumberRow.series == number.series, NumberRow.year == number.year, NumberRow.number == number.number
    )


def _number(row: NumberRow) -> Number:
    return Number(row.series, row.year, row.number, row.unit, row.total)
