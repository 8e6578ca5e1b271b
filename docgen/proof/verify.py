"""``docgen verify``: a file in, a finding for every clause out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from docgen.problem import DocgenError
from docgen.proof.finding import FAIL, Finding
from docgen.proof.ink import Ink
from docgen.proof.legible import refuse_illegible
from docgen.proof.measure.annexes import measure_annexes
from docgen.proof.measure.body import measure_body
from docgen.proof.measure.ending import measure_annex_note, measure_remark, measure_sign_off
from docgen.proof.measure.folios import measure_folios
from docgen.proof.measure.head import measure_head
from docgen.proof.measure.imprint import measure_imprint
from docgen.proof.measure.letter import measure_letter
from docgen.proof.measure.others import measure_briefing, measure_minutes, measure_order
from docgen.proof.measure.page import measure_page
from docgen.proof.measure.seal import find_seals, measure_seals
from docgen.proof.measure.title import measure_addressees, measure_title
from docgen.proof.opening import read
from docgen.proof.package.checks import check_package
from docgen.proof.recognise.paper import Paper
from docgen.proof.recognise.reading import recognise
from docgen.proof.source import Source
from docgen.proof.wording.checks import check_wording


@dataclass(frozen=True)
class Verdict:
    """A document's findings in the order of the standard, and the paper they were measured on."""

    source: Source
    paper: Paper
    findings: tuple[Finding, ...]

    @property
    def failing(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.verdict == FAIL)


def verify(source: Source, even: bool = False) -> Verdict:
    """Measure the document: page, head, body, end, imprint, other formats, then wording, then package.

    ``even``: the office wants the imprint on an even page.
    """
    try:
        leaves = read(source.pdf)
    except Exception as error:  # pdfminer raises whatever a broken page makes it stumble over
        raise DocgenError(f"{source.name}：PDF 的页面内容无法读取（{type(error).__name__}），请重新生成") from None
    if not leaves:  # a damaged list of pages is mended by PDFium, not by pdfminer
        raise DocgenError(f"{source.name}：PDF 已损坏，读不出一页，请重新生成或重新取得原件")
    refuse_illegible(source.name, leaves)
    with Ink(source.pdf) as ink:
        paper = recognise(leaves, ink)
        found = tuple(_measured(paper, ink, even))
    findings = (*found, *check_wording(paper), *check_package(source))
    return Verdict(source, paper, findings)


def _measured(paper: Paper, ink: Ink, even: bool) -> Iterator[Finding]:
    yield from measure_page(paper)
    yield from measure_head(paper, ink)
    yield from measure_title(paper, ink)
    yield from measure_addressees(paper)
    yield from measure_body(paper)
    yield from measure_annex_note(paper)
    seals = find_seals(paper, ink)
    yield from measure_sign_off(paper, bool(seals))
    yield from measure_seals(paper, seals)
    yield from measure_remark(paper)
    yield from measure_annexes(paper)
    yield from measure_imprint(paper, even)
    yield from measure_folios(paper, ink)
    yield from measure_letter(paper, ink)
    yield from measure_order(paper, ink)
    yield from measure_minutes(paper)
    yield from measure_briefing(paper)
