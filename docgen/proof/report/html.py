"""The report as one HTML file that needs nothing else: each page as a picture, the measures drawn on it, the table beside."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path

from docgen.proof.finding import FAIL
from docgen.proof.ink import Ink
from docgen.proof.report.drawing import sheets
from docgen.proof.report.table import SIGNS, STRENGTHS, measured, summary
from docgen.proof.verify import Verdict

_DPI = 80
_TEMPLATE = "report.html.j2"


def as_html(verdict: Verdict) -> str:
    """The whole report; pictures are PNG at about 80 dots an inch, drawings SVG in mm."""
    from jinja2 import Environment, FileSystemLoader

    loader = FileSystemLoader(Path(__file__).parent)
    environment = Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    with Ink(verdict.source.pdf) as ink:
        pictures = {leaf.number: b64encode(ink.picture(leaf.number, _DPI)).decode() for leaf in verdict.paper.leaves}
    return environment.get_template(_TEMPLATE).render(
        title=verdict.source.name,
        summary=summary(verdict),
        sheets=sheets(verdict.paper, verdict.findings),
        pictures=pictures,
        findings=list(enumerate(verdict.findings, 1)),
        signs=SIGNS,
        strengths=STRENGTHS,
        measured=measured,
        FAIL=FAIL,
    )
