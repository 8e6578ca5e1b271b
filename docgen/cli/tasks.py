"""Papers from a table of tasks: 交办单 and 任务书 to each unit, the notice with the 攻坚任务清单."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.cli.console import DONE, LOOK, show_problems
from docgen.cli.putting import place_of, put_papers
from docgen.cli.renewal import renew_templates
from docgen.cli.written import echo_written

if TYPE_CHECKING:
    from docgen.matters.matter import Entry
    from docgen.papers.paper import Paper
    from docgen.papers.tasks.task import Task
    from docgen.settings import Settings

COMMITMENT, LIST = "任务书", "攻坚任务清单"


def papers_of_tasks(settings: Settings, kind: str, file: Path, issued: date | None, number: int | None, unit: str, pdf: bool) -> int:
    """Make the papers of a table of tasks, all units' or one's; answer the exit code. 交办单 open matters (拟稿)."""
    from docgen.cli.days import today
    from docgen.cli.making import make_pdfs
    from docgen.cli.who import person
    from docgen.forms.reading import read_tables
    from docgen.matters.store import Matters
    from docgen.papers.tasks.reading import FIELDS, tasks_of

    day = issued or today()
    tables, told = read_tables(file, FIELDS, settings, "任务表", day)
    tasks, found = tasks_of([row for rows in tables.values() for row in rows], day)
    show_problems([*told, *found])
    renew_templates(settings)
    papers, folder = list(_papers(settings, kind, tasks, day, number, unit)), f"{day:%Y-%m}"
    made = put_papers(settings, papers, folder, day)
    entries = [_placed(entry, place_of(folder, paper)) for paper in papers for entry in paper.opens]
    if entries:
        with Matters.open(settings.database_url) as register:
            register.draft(entries, person(settings))
    code = max([LOOK if told or found else DONE, *map(echo_written, made)])
    return max(code, make_pdfs(settings, made)) if pdf else code


def _papers(settings: Settings, kind: str, tasks: Sequence[Task], day: date, number: int | None, unit: str) -> Iterator[Paper]:
    from docgen.papers.tasks.announcing import announcement
    from docgen.papers.tasks.commitment import commitment
    from docgen.papers.tasks.handing import handing_over
    from docgen.papers.tasks.task import by_unit
    from docgen.problem import DocgenError

    units = by_unit(tasks)
    if unit and unit not in units:
        raise DocgenError(f"任务表里没有“{unit}”承担的任务；责任单位有：{'、'.join(units)}")
    if kind == LIST:
        yield announcement(units[unit] if unit else tasks, settings, day, number)
        return
    chosen = {unit: units[unit]} if unit else units
    for place, (name, mine) in enumerate(chosen.items()):
        if kind == COMMITMENT:
            yield commitment(name, mine, settings, day)
        else:
            yield handing_over(name, mine, settings, day, None if number is None else number + place)


def _placed(entry: Entry, relative: str) -> Entry:
    return replace(entry, letter=replace(entry.letter, file=relative))
