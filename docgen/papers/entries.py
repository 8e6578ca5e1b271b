"""What a paper of the ladder leaves in the register of matters: an entry for each project that it asks about."""

from __future__ import annotations

from datetime import date

from docgen.figures.lag import LEVELS
from docgen.figures.summary import Figures
from docgen.matters.matter import Entry, Letter
from docgen.papers.cases import ANSWER, MEASURES, Case, Due, demands_of
from docgen.settings import Settings


def entries(
    due: Due, figures: Figures, title: str, issued: date, reply: date, number: str | None, settings: Settings
) -> tuple[Entry, ...]:
    """One entry a case that is not out yet; the place of the file is added when it is known."""
    return tuple(
        Entry(
            unit=due.unit,
            project=case.name,
            letter=Letter(
                step=due.step,
                title=title,
                day=issued,
                deadline=reply,
                period=str(figures.period),
                number=number or "",
                level=LEVELS[case.item.level] if case.item else "",
                reason=case.decision.why or (case.item.reason if case.item else ""),
                demands=_demands(case),
            ),
            identity=case.identity,
            basis=settings.letter.basis,
        )
        for case in due.cases
        if not case.decision.standing
    )


def _demands(case: Case) -> tuple[str, ...]:
    if case.item:
        return demands_of(case.item)
    letters, matter = case.decision.letters, case.decision.matter
    return (letters[-1].demands if letters else matter.demands if matter else ()) or (MEASURES, ANSWER)
