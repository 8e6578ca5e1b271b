"""Many documents printed: each LibreOffice stays warm for many papers, and every paper is watched by itself.

LibreOffice takes a second to start and a tenth of one to print a letter. So a start is given a row of documents, which
it converts in their order; the output of each gets its name only when it is finished, so that by what lies in the
folder one sees where it stands. One that takes too long for a paper, breaks down or grows too large is ended, and the
rest given to a new start. A paper that found no output among others is tried once alone, which also tells the reason.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from docgen.soffice.office import ending_on_signals
from docgen.soffice.start import FAILED, GREW, Job, Limits, Start

DONE = "done"

_PAPERS_A_START = 40
_WORTH_A_START = 6
"""From how many papers on a further LibreOffice pays: it starts in the time in which another prints these."""
_MOST_AT_ONCE = 4
_PAUSE = 0.02


@dataclass(frozen=True)
class Printed:
    """What became of the job with this ``number``: the ``pdf``'s path when its ``state`` is DONE, else what
    LibreOffice said last (``words``)."""

    number: int
    state: str
    pdf: Path | None = None
    words: str = ""


def press(program: str, jobs: Sequence[Job], folder: Path, environment: dict[str, str], limits: Limits) -> Iterator[Printed]:
    """Print all jobs; each is answered once, as it is done, nearly in their order.

    ``folder`` gets the profiles and the outputs; the PDFs stay there until they are taken away. No LibreOffice is
    left running, whether the iteration ends, is given up or is interrupted.
    """
    count = max(1, min(limits.at_once, _MOST_AT_ONCE, len(jobs) // _WORTH_A_START))
    places = [folder / f"desk{number}" for number in range(count)]
    tray = _Tray(jobs, count)
    starts: dict[Path, Start] = {}
    with ending_on_signals(), ExitStack() as stack:
        while starts or tray.waits:
            moved = False
            for place in places:
                if place not in starts and tray.waits:
                    starts[place] = stack.enter_context(Start(program, tray.take(), place, environment, limits))
                if place in starts:
                    for printed in _looked_at(starts, place, tray):
                        moved = True
                        yield printed
            if not moved:
                time.sleep(_PAUSE)


def _looked_at(starts: dict[Path, Start], place: Path, tray: _Tray) -> Iterator[Printed]:
    """What the start at ``place`` brought forth since the last look; one that is over is ended."""
    start = starts[place]
    over = start.over()
    for number, pdf in start.finished():
        yield Printed(number, DONE, pdf)
    if over:
        start.end()
        del starts[place]
        yield from tray.put_back(start, over)


class _Tray:
    """The jobs that wait: most for the next start, some to be tried alone."""

    def __init__(self, jobs: Sequence[Job], count: int) -> None:
        self._jobs, self._count = jobs, count
        self._waiting = list(range(len(jobs)))
        self._alone: list[int] = []

    @property
    def waits(self) -> bool:
        return bool(self._waiting or self._alone)

    def take(self) -> list[tuple[int, Job]]:
        """The row of a next start: one that shall be alone, or jobs of one way, every ``count``-th, so that starts
        that work at the same time keep the same pace."""
        if self._alone:
            row = [self._alone.pop(0)]
        else:
            way = self._jobs[self._waiting[0]].way
            row = [number for number in self._waiting if self._jobs[number].way == way]
            row = row[: _PAPERS_A_START * self._count : self._count]
            taken = set(row)
            self._waiting = [number for number in self._waiting if number not in taken]
        return [(number, self._jobs[number]) for number in row]

    def put_back(self, start: Start, over: str) -> Iterator[Printed]:
        """What a start that is over did not finish: whose fault it was is answered, or tried alone; the rest waits."""
        if start.single and start.without_output:
            yield Printed(start.without_output[0], over, words=start.last_words())
            return
        doubted, rest = start.doubted()
        if over == GREW and start.has_finished:
            # grown by what came before: the paper at which it stood begins the next start
            self._alone += doubted
        elif over == FAILED:
            self._alone += [*doubted, *rest[:1]]
            rest = rest[1:]
        else:
            self._alone += doubted
            yield from (Printed(number, over) for number in rest[:1])
            rest = rest[1:]
        self._waiting = sorted([*rest, *self._waiting])
