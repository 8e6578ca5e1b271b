"""``docgen notice DRAFT``: any draft in the official layout."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.cli.console import DONE, LOOK, show_problems
from docgen.cli.issued import refuse_if_issued
from docgen.cli.renewal import renew_templates
from docgen.cli.written import echo_written
from docgen.problem import DocgenError, Problem

if TYPE_CHECKING:
    from docgen.papers.drafts.draft import Annex, Draft
    from docgen.papers.paper import TextAnnex
    from docgen.papers.table import Table
    from docgen.settings import Settings


def lay_out_draft(settings: Settings, path: Path, period: str | None, issued: date | None, pdf: bool) -> int:
    """Read a draft, lay it out, write it under the month of its date; answer the exit code."""
    from docgen.cli.papers import make_pdfs
    from docgen.export.files import write_output
    from docgen.export.names import safe_name
    from docgen.layout.paper import lay_out, lay_out_loose
    from docgen.papers.drafts.official import official
    from docgen.papers.drafts.reading import read_draft

    draft = read_draft(path, settings=settings)
    if issued:
        from dataclasses import replace

        draft = replace(draft, date=issued)
    if draft.date is None:
        raise DocgenError("文稿有误，未生成公文", (Problem("没有成文日期：请写上 date: 2021-04-06，或加 --date", path.name),))
    renew_templates(settings)
    attached, loose, missing, problems = _annexes(settings, draft, path.parent, period)
    paper = official(draft, settings, draft.date, attached, loose)
    folder = f"{draft.date:%Y-%m}"
    documents = [(paper.file_name, lay_out(paper, settings, draft.date)), *lay_out_loose(paper, settings, draft.date)]
    refuse_if_issued(settings, f"{folder}/{safe_name(paper.file_name, '.docx')}")
    made = [write_output(settings, f"{folder}/{safe_name(name, '.docx')}", data) for name, data in documents]
    code = max(map(echo_written, made))
    problems = [*draft.reminders, *problems]
    problems += [Problem(f"附件“{title}”没有随文稿给出，请另行附上", path.name, level="提醒") for title in missing]
    if not settings.found:
        problems.append(Problem("工作区没有 docgen.toml，文稿没有写明的各项用了占位文字", level="提醒"))
    show_problems(problems)
    code = max(code, LOOK if problems else DONE)
    return max(code, make_pdfs(settings, made)) if pdf else code


def _annexes(
    settings: Settings, draft: Draft, folder: Path, period: str | None
) -> tuple[list[Table | TextAnnex], list[Table | TextAnnex], list[str], list[Problem]]:
    """The annexes bound with the paper, those that are not, the titles of those that did not come along, reminders."""
    attached: list[Table | TextAnnex] = []
    loose: list[Table | TextAnnex] = []
    missing: list[str] = []
    problems: list[Problem] = []
    for annex in draft.annexes:
        content = _content(settings, draft, annex, folder, period, problems)
        if content is None:
            missing.append(annex.title)
        else:
            (attached if annex.bound else loose).append(content)
    return attached, loose, missing, problems


def _content(
    settings: Settings, draft: Draft, annex: Annex, folder: Path, period: str | None, problems: list[Problem]
) -> Table | TextAnnex | None:
    from dataclasses import replace

    from docgen.papers.drafts.official import text_annex
    from docgen.papers.drafts.reading import read_blocks

    if annex.table.startswith("file:"):
        path = folder / annex.table.removeprefix("file:")
        levels = draft.levels or settings.layout.levels
        blocks, found = read_blocks(path, settings)
        problems += found
        return text_annex(replace(annex, blocks=blocks), levels)
    if annex.table.startswith("roster:"):
        from docgen.cli.rosters import roster_annex

        content, found = roster_annex(folder / annex.table.removeprefix("roster:"), annex.title, settings)
        problems += found
        return content
    if not annex.table:
        return None
    if not period:
        raise DocgenError(f"附件“{annex.title}”是台账中的表：请加 --period 指明报告期")
    from docgen.figures.loading import figures_of
    from docgen.papers.tables import Facts, kind

    figures = figures_of(settings, period)
    return replace(kind(annex.table).build(Facts(figures, settings.office.region)), title=annex.title, paper=annex.paper)
