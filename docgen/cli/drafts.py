"""From a draft on the disk to its paper in the outputs folder."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.cli.console import DONE, LOOK, show_problems
from docgen.cli.putting import put_papers
from docgen.cli.renewal import renew_templates
from docgen.cli.written import echo_written
from docgen.problem import ERROR, REMINDER, DocgenError, Problem

if TYPE_CHECKING:
    from docgen.papers.drafts.draft import Annex, Draft
    from docgen.papers.paper import Paper, TextAnnex
    from docgen.papers.table import Table
    from docgen.settings import Settings

_WRONG = "文稿有误，未生成公文"


@dataclass(frozen=True)
class Wanted:
    """What the command line asks of a draft: the period of its figures and tables, its day and kind, entries of the front
    matter (``note=此件主动公开``); ``issue``: a notice shall issue it (印发), ``approved`` by whom it was approved."""

    period: str | None = None
    issued: date | None = None
    kind: str = ""
    given: tuple[str, ...] = ()
    pdf: bool = False
    issue: bool = False
    approved: str = ""


def lay_out_draft(settings: Settings, path: Path, wanted: Wanted) -> int:
    """Read a draft, lay it out, write it under the month of its date; answer the exit code."""
    from docgen.cli.making import make_pdfs

    renew_templates(settings)
    paper, day, problems = paper_of_draft(settings, path, wanted)
    made = put_papers(settings, [paper], f"{day:%Y-%m}", day)
    code = max(map(echo_written, made))
    if not settings.found:
        problems.append(Problem("工作区没有 docgen.toml，文稿没有写明的各项用了占位文字", level=REMINDER))
    show_problems(problems)
    code = max(code, LOOK if problems else DONE)
    return max(code, make_pdfs(settings, made)) if wanted.pdf else code


def paper_of_draft(settings: Settings, path: Path, wanted: Wanted) -> tuple[Paper, date, list[Problem]]:
    """The paper that a draft asks for, its day, and what a person should look at. Raises DocgenError with the places."""
    from docgen.papers.drafts.kinds import check, check_references, in_form, kind_of
    from docgen.papers.drafts.official import official

    draft = _read(settings, path, wanted)
    draft = in_form(draft, kind_of(draft, path.name, wanted.kind))
    if draft.date is None:
        raise DocgenError(_WRONG, (Problem("没有成文日期：请写上 成文日期: 2021-04-06，或加 --date 2021-04-06", path.name),))
    problems = [*draft.reminders, *check(draft, path.name)]
    if draft.plan:
        from docgen.papers.drafts.issuing import check_issued

        problems += [*draft.plan.reminders, *check_issued(draft, draft.plan, path.name)]
    problems += check_references(draft.plan or draft, path.name)
    if any(problem.level == ERROR for problem in problems):
        raise DocgenError(_WRONG, tuple(problems))
    attached, loose, missing, found = annexes_of(settings, draft, path.parent, wanted)
    problems += found
    problems += [Problem(f"附件“{title}”没有随文稿给出，请另行附上", path.name, level=REMINDER) for title in missing]
    return official(draft, settings, draft.date, attached, loose), draft.date, problems


def _read(settings: Settings, path: Path, wanted: Wanted) -> Draft:
    """The draft with what it issues, both as the command line wants them."""
    from docgen.papers.drafts.issuing import issued_by_notice
    from docgen.papers.drafts.reading import read_draft

    fill = filler(settings, wanted, path)
    draft = read_draft(path, overrides(wanted.given), settings, fill)
    if draft.issues and draft.plan is None:
        draft = replace(draft, plan=read_draft(path.parent / draft.issues, {}, settings, fill))
    elif wanted.issue and draft.plan is None:
        draft = issued_by_notice(draft, wanted.approved)
    return replace(draft, date=wanted.issued) if wanted.issued else draft


def filler(settings: Settings, wanted: Wanted, path: Path) -> Callable[[str], str]:
    """Puts the period's figures into a draft's words; the figures are had only when a draft asks for them."""
    from docgen.papers.drafts.filling import fill, has_tags

    known: dict[str, object] = {}

    def filled(text: str) -> str:
        if not has_tags(text):
            return text
        if not wanted.period:
            raise DocgenError(_WRONG, (Problem("文稿引用了台账里的数（{{ }}）：请加 --period 指明报告期", path.name),))
        if not known:
            from docgen.figures.loading import figures_of
            from docgen.papers.circular import circular

            known.update(circular(figures_of(settings, wanted.period), settings, wanted.issued).context)
        return fill(text, known, path.name)

    return filled


def overrides(given: tuple[str, ...]) -> dict[str, object]:
    """``note=…`` as the front matter would have it; a list where the entry holds several."""
    import re

    from docgen.papers.drafts.front import holds_several
    from docgen.papers.drafts.keys import field_named

    found: dict[str, object] = {}
    for pair in given:
        key, mark, value = pair.partition("=")
        if not mark:
            raise DocgenError(f"--set 应写成 项=值，如 --set note=此件主动公开，现为“{pair}”")
        key = field_named(key.strip())
        found[key] = [part.strip() for part in re.split("[、,，;；]", value) if part.strip()] if holds_several(key) else value.strip()
    return found


def annexes_of(
    settings: Settings, draft: Draft, folder: Path, wanted: Wanted
) -> tuple[list[Table | TextAnnex], list[Table | TextAnnex], list[str], list[Problem]]:
    """The annexes bound with the paper, those that are not, the titles of those that did not come along, reminders."""
    attached: list[Table | TextAnnex] = []
    loose: list[Table | TextAnnex] = []
    missing: list[str] = []
    problems: list[Problem] = []
    for annex in (draft.plan or draft).annexes:
        content = _content(settings, draft, annex, folder, wanted, problems)
        if content is None:
            missing.append(annex.title)
        else:
            (attached if annex.bound else loose).append(content)
    return attached, loose, missing, problems


def _content(
    settings: Settings, draft: Draft, annex: Annex, folder: Path, wanted: Wanted, problems: list[Problem]
) -> Table | TextAnnex | None:
    if annex.blocks:
        from docgen.papers.drafts.official import text_annex

        return text_annex(annex, (draft.plan or draft).levels or draft.levels or settings.layout.levels)
    source, _, name = annex.table.partition(":")
    if source == "file" and name:
        return _file_annex(settings, draft, annex, folder / name, wanted, problems)
    if source == "roster" and name:
        from docgen.cli.rosters import roster_annex

        content, found = roster_annex(folder / name, annex.title, settings)
        problems += found
        return content
    if not annex.table:
        return None
    if not wanted.period:
        raise DocgenError(f"附件“{annex.title}”是台账中的表：请加 --period 指明报告期")
    from docgen.building.footing import ground_of
    from docgen.building.work import facts_of
    from docgen.papers.tables import kind

    ground = ground_of(settings, wanted.period)
    facts = facts_of(ground.figures, settings, ground.past, annex.as_of, annex.note)
    return replace(kind(annex.table, settings).build(facts), title=annex.title, paper=annex.paper)


def _file_annex(
    settings: Settings, draft: Draft, annex: Annex, path: Path, wanted: Wanted, problems: list[Problem]
) -> TextAnnex:
    """An annex from a file of its own: running text, or the sheet of a workbook as a table."""
    from docgen.cli.sheets import is_workbook, sheet_block
    from docgen.papers.drafts.official import text_annex
    from docgen.papers.drafts.reading import read_blocks

    if is_workbook(path):
        return text_annex(replace(annex, blocks=(sheet_block(path, settings),)))
    blocks, found = read_blocks(path, settings, filler(settings, wanted, path))
    problems += found
    return text_annex(replace(annex, blocks=blocks), (draft.plan or draft).levels or draft.levels or settings.layout.levels)
