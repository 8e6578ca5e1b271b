"""One start of LibreOffice on a row of documents: how far it came, and whether it is over."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from docgen.soffice.office import PROFILE, Office

FAILED, OVERRAN, GREW = "failed", "overran", "grew"
"""How a start is over: it ended, a paper took too long, it took too much memory."""

_UNREADABLE, _READ = "could not be loaded", "convert "
_WEIGHING = 1.0


@dataclass(frozen=True)
class Job:
    """A document (a copy that nobody else touches) and LibreOffice's word for how to convert it."""

    document: Path
    way: str


@dataclass(frozen=True)
class Limits:
    """``seconds`` for one paper, ``memory`` (bytes) for one LibreOffice, how many of them work ``at_once``."""

    seconds: float
    memory: int
    at_once: int = 1


class Start:
    """LibreOffice on the documents of a ``row``, numbered jobs of one way; as a context it is ended in the end."""

    def __init__(
        self, program: str, row: Sequence[tuple[int, Job]], folder: Path, environment: dict[str, str], limits: Limits
    ) -> None:
        self._row, self._folder, self._limits = list(row), folder, limits
        self._skipped: list[int] = []
        self.single = len(row) == 1
        self.has_finished = False
        self._out = folder / "out"
        self._out.mkdir(parents=True, exist_ok=True)
        arguments = ["--convert-to", row[0][1].way, "--outdir", str(self._out), *(str(job.document) for _, job in row)]
        self._office = Office(program, arguments, folder, environment)
        self._since = self._weighed = time.monotonic()

    def __enter__(self) -> Start:
        return self

    def __exit__(self, *_: object) -> None:
        self._office.end()

    def finished(self) -> Iterator[tuple[int, Path]]:
        """The jobs that were finished since it was last asked, with their PDFs."""
        while (position := self._next_output()) is not None:
            self._skipped += [number for number, _ in self._row[:position]]
            number, job = self._row[position]
            del self._row[: position + 1]
            self._since, self.has_finished = time.monotonic(), True
            yield number, self._pdf(job)

    def over(self) -> str | None:
        """How it is over; None while it goes on. Ask before ``finished``: what has ended finishes nothing more."""
        now = time.monotonic()
        if self._office.ended:
            return FAILED
        if now - self._since > self._limits.seconds:
            return OVERRAN
        if now - self._weighed > _WEIGHING:
            self._weighed = now
            if self._office.memory() > self._limits.memory:
                return GREW
        return None

    def end(self) -> None:
        """End it. What was ended in the middle may have left its profile in any state, so the next gets a new one."""
        self._office.end()
        if self._row:
            shutil.rmtree(self._folder / PROFILE, ignore_errors=True)

    @property
    def without_output(self) -> list[int]:
        return [*self._skipped, *(number for number, _ in self._row)]

    def doubted(self) -> tuple[list[int], list[int]]:
        """The jobs without output: those that it went past or could not read, and those from where it stood on."""
        unread = 0
        for line in reversed(self._office.words()):
            if line.startswith(_READ):
                break
            unread += _UNREADABLE in line
        row = [number for number, _ in self._row]
        return [*self._skipped, *row[:unread]], row[unread:]

    def last_words(self) -> str:
        """The last line that it said; empty when it said nothing."""
        return next(reversed(self._office.words()), "")

    def _next_output(self) -> int | None:
        """The position in the rest of the row of the next document whose PDF is there, whole."""
        names = {path.name for path in self._out.iterdir()}
        for position, (_, job) in enumerate(self._row):
            if self._pdf(job).name in names and _whole(self._pdf(job)):
                return position
        return None

    def _pdf(self, job: Job) -> Path:
        return self._out / f"{job.document.stem}.pdf"


def _whole(pdf: Path) -> bool:
    with pdf.open("rb") as file:
        begins = file.read(5) == b"%PDF-"
        file.seek(max(pdf.stat().st_size - 64, 0))
        return begins and b"%%EOF" in file.read()
