"""LibreOffice run once, on whatever arguments, until it ends or its time is over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from docgen.soffice.office import Office, ending_on_signals


@dataclass(frozen=True)
class Outcome:
    """How a run ended: whether it was stopped, and the last line it said."""

    overran: bool
    last_words: str


def run(program: str, arguments: Sequence[str], folder: Path, environment: dict[str, str], seconds: int) -> Outcome:
    """Run LibreOffice with a profile of its own in ``folder`` until it ends or ``seconds`` are over.

    Whatever happens, neither it nor a child of it is left running. Runs in one folder share its profile.
    """
    with ending_on_signals(), Office(program, arguments, folder, environment) as office:
        overran = not office.wait(seconds)
    said = office.words()
    return Outcome(overran, said[-1] if said else "")
