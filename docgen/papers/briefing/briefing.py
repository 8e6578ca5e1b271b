"""One issue of a briefing (简报): its head, what is in it, the editor's note, item after item, to whom it goes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from docgen.papers.drafts.draft import BRIEFING, Draft
from docgen.papers.drafts.official import official
from docgen.papers.paper import Paper
from docgen.problem import ERROR, REMINDER, DocgenError, Problem
from docgen.settings import Settings

_HEAD = ("series", "issue", "total", "compiled_by", "editor_note", "reports_to", "sends_to", "distributes", "printed", "secrecy", "copy_number")
"""What of an issue's head and end any of its items may say; the first that does is taken."""


def briefing(items: Sequence[Draft], settings: Settings, issued: date) -> tuple[Paper, tuple[Problem, ...]]:
    """The issue of these items, in their order, and what a person should look at.

    Its number is left blank where no item gives it; docgen issue counts it. Raises DocgenError for an item that is
    there twice, or items that name different series or numbers.
    """
    problems = [*_twice(items), *_contradicting(items)]
    head = _head(items, settings)
    if any(problem.level == ERROR for problem in problems):
        raise DocgenError("简报有误，未生成", tuple(problems))
    problems += _lacking(head)
    lead = official(replace(head, title=items[0].title, blocks=items[0].blocks), settings, issued)
    bodies = [official(replace(item, format=BRIEFING), settings, issued).context["body"] for item in items]
    context = lead.context | {
        "items": [{"title": item.title, "body": body} for item, body in zip(items, bodies, strict=True)],
        "contents": [item.title for item in items] if len(items) > 1 else [],
        "total": head.total or ("\u3000" if settings.briefing.total and not head.issue else ""),
    }
    name = f"{head.series}第{head.issue}期" if head.issue else f"{head.series}（{issued:%Y-%m-%d}）"
    return replace(lead, title=name, file_name=name, context=context), tuple(problems)


def _head(items: Sequence[Draft], settings: Settings) -> Draft:
    """The head as the items say it, else the settings."""
    said = {name: next((getattr(item, name) for item in items if getattr(item, name)), None) for name in _HEAD}
    own = settings.briefing
    fallback = {
        "series": own.series or f"{settings.office.name}简报",
        "compiled_by": own.compiled_by,
        "reports_to": own.reports_to,
        "sends_to": own.sends_to,
        "distributes": own.distributes,
        "printed": own.printed or None,
    }
    values = {name: value if value is not None else fallback.get(name) for name, value in said.items()}
    return Draft(format=BRIEFING, **{name: value for name, value in values.items() if value is not None})


def _twice(items: Sequence[Draft]) -> Iterator[Problem]:
    seen: set[str] = set()
    for item in items:
        if item.title in seen:
            yield Problem(f"“{item.title}”在这一期里有两篇：请删去一篇，或改标题")
        seen.add(item.title)


def _contradicting(items: Sequence[Draft]) -> Iterator[Problem]:
    for name, called in (("series", "简报名称 series"), ("issue", "期号 issue")):
        said = dict.fromkeys(str(getattr(item, name)) for item in items if getattr(item, name))
        if len(said) > 1:
            yield Problem(f"各篇写的{called}不一致：{'、'.join(said)}，请只留一个")


def _lacking(head: Draft) -> Iterator[Problem]:
    if not (head.reports_to or head.sends_to or head.distributes):
        yield Problem("没有写明报、送、发的单位：请写在设置 [briefing] 或文稿开头（reports_to、sends_to、distributes）", level=REMINDER)
    if not head.printed:
        yield Problem("没有注明印数：请写在设置 [briefing] printed 或文稿开头 printed", level=REMINDER)
