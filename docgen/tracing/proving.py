"""The figures of a paper under proof: against the ledger where it has the period, else against each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from docgen.problem import DocgenError
from docgen.proof.clauses import LEDGER, Clause
from docgen.proof.finding import FAIL, PASS, SKIP, Finding
from docgen.proof.verify import Verdict
from docgen.proof.wording.stretches import stretches
from docgen.settings import Settings
from docgen.tracing.agreement import agree
from docgen.tracing.comparing import Compared, Figure
from docgen.tracing.expression import Change, Count, Expression, Gap, Rank, Ratio, Sum
from docgen.tracing.given import Given, read_given
from docgen.tracing.placing import Pages
from docgen.tracing.trace import likeliest
from docgen.tracing.which import Known

_LEAST = 0.5
"""A paper that has less than this share of what docgen would say is another paper of that title."""

FIGURES = Clause("台账", "数与台账一致", "每个数都是台账记录算得的数", LEDGER)
_KINDS: tuple[tuple[tuple[type, ...], str], ...] = (
    ((Count,), "个数与台账、附件一致"),
    ((Sum,), "合计等于各项目之和"),
    ((Ratio, Change), "比率等于其分子除以分母"),
    ((Gap,), "差距等于两率之差"),
    ((Rank,), "名次与完成率一致"),
)


def with_figures(verdict: Verdict, path: Path | None, settings: Settings) -> Verdict:
    """The verdict with what was found on the paper's figures."""
    return replace(verdict, findings=(*verdict.findings, *check_figures(verdict, path, settings)))


def check_figures(verdict: Verdict, path: Path | None, settings: Settings) -> Iterator[Finding]:
    """Compare with the ledger a paper of docgen's; of any other the parts with the whole."""
    given = _given(verdict)
    found, reason = _in_ledger(given, path, settings) if verdict.source.docx else (None, "PDF 不能同台账逐数核对，请核验 docx")
    pages = Pages(verdict.paper)
    if found is None:
        yield Finding(FIGURES, SKIP, note=reason)
        yield from agree(given, pages)
        return
    yield from against_ledger(given, *found, pages)


def against_ledger(given: Given, known: Known, compared: Compared, pages: Pages) -> Iterator[Finding]:
    """A finding for each figure that is not as the ledger has it; one in all where every figure is."""
    if not compared.differing:
        told = sum(figure.expression is not None for figure in compared.figures)
        yield Finding(FIGURES, PASS, f"{told}个数，与{known.period.label}台账全部一致")
    for figure in compared.differing:
        yield _finding(figure, given, pages)


def _given(verdict: Verdict) -> Given:
    """What a document says; of a PDF the text only."""
    if verdict.source.docx:
        return read_given(verdict.source.docx, verdict.source.name)
    return Given(tuple("".join(stretch.text.split()) for stretch in stretches(verdict.paper)), ())


def _in_ledger(given: Given, path: Path | None, settings: Settings) -> tuple[tuple[Known, Compared] | None, str]:
    """What the paper is by the ledger, else why it is not compared with it."""
    from docgen.ledger.store import Ledger

    if not _is_there(settings):
        return None, "工作区没有台账，只核对文内的数"
    try:
        with Ledger.open(settings.database_url) as ledger:
            found = likeliest(given, path, settings, ledger)
    except DocgenError as error:
        return None, f"没有同台账核对：{error}"
    if found is None or found[1].alike < _LEAST:
        return None, "不是本台账所记各期的通报、督办函、通知或附件表，只核对文内的数"
    return found, ""


def _is_there(settings: Settings) -> bool:
    """Whether there is a ledger; looking makes none."""
    from sqlalchemy import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        address = make_url(settings.database_url)
    except ArgumentError:
        return False
    return address.get_backend_name() != "sqlite" or bool(address.database) and Path(address.database).is_file()


def _finding(figure: Figure, given: Given, pages: Pages) -> Finding:
    made = figure.expression
    why = f"（{made.words}）" if made is not None else ""
    clause = Clause("台账", _what(made), f"{figure.expected or '没有这一行'}{why}", LEDGER)
    place = figure.place
    if place.table:
        page, box = pages.of_cell(place.annex, place.cells, figure.found)
    else:
        page, box = pages.of_text(given.texts[place.paragraph], place.begin, place.end)
    return Finding(clause, FAIL, figure.found or "缺这一行", page, box, place.said)


def _what(made: Expression | None) -> str:
    return next((what for kinds, what in _KINDS if isinstance(made, kinds)), FIGURES.what)


