"""The report as one HTML file that needs nothing else: each page as a picture, the measures drawn on it, the table beside."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path

from docgen.proof.finding import FAIL, SKIP, Finding
from docgen.proof.ink import Ink
from docgen.proof.report.drawing import sheets
from docgen.proof.report.table import SIGNS, STRENGTHS, measured, summary
from docgen.proof.verify import Verdict

_DPI = 110
_TEMPLATE = "report.html.j2"


def as_html(verdict: Verdict) -> str:
    """The whole report; pictures are PNG at about 110 dots an inch, drawings SVG in mm."""
    from jinja2 import Environment, FileSystemLoader

    loader = FileSystemLoader(Path(__file__).parent)
    environment = Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    with Ink(verdict.source.pdf) as ink:
        pictures = {leaf.number: b64encode(ink.picture(leaf.number, _DPI)).decode() for leaf in verdict.paper.leaves}
    numbered = list(enumerate(verdict.findings, 1))
    return environment.get_template(_TEMPLATE).render(
        title=verdict.source.name,
        summary=summary(verdict),
        sheets=sheets(verdict.paper, verdict.findings),
        pictures=pictures,
        findings=numbered,
        faults=[(number, one) for number, one in numbered if one.verdict == FAIL],
        skipped=[(number, one) for number, one in numbered if one.verdict == SKIP],
        place=_place,
        signs=SIGNS,
        strengths=STRENGTHS,
        measured=measured,
        SKIP=SKIP,
    )


def _place(number: int, finding: Finding) -> str:
    """Where a finding's link leads: its box on the page, the page where it has none."""
    return f"b{number}" if finding.where and finding.verdict != SKIP else f"p{finding.page}"
