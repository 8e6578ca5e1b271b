"""The wall chart as files: PDF with its fonts and selectable text, SVG, and a Word document that holds it as a picture."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.layout.charts.drawing import FONTS, WORDS, figure_of
from docgen.layout.charts.sheet import A1, A3, Sheet, pages
from docgen.layout.charts.typefaces import typefaces
from docgen.papers.charts.wall import WallChart

if TYPE_CHECKING:
    from matplotlib.figure import Figure

PDF, SVG, DOCX = FORMATS = ("pdf", "svg", "docx")
_DOTS_PER_INCH = {A3.name: 300, A1.name: 200}
_RC = {
    "pdf.fonttype": 42,  # text stays text, in fonts that the file holds
    "svg.fonttype": "path",  # no machine that shows it needs the fonts
    "svg.hashsalt": "docgen",
    "hatch.linewidth": 0.5,
    "path.simplify": False,
}


class Drawn:
    """A chart laid out on sheets, to be written in several formats; use as ``with drawn(chart, sheet) as made``."""

    def __init__(self, chart: WallChart, sheet: Sheet, fonts: dict[str, Path], missing: str) -> None:
        self.chart, self.sheet, self.missing = chart, sheet, missing
        self._fonts, self._pages = fonts, pages(chart, sheet)

    def pdf(self) -> bytes:
        """All sheets in one file, dated by the chart's day."""
        from matplotlib.backends.backend_pdf import PdfPages

        made, day = io.BytesIO(), datetime(self.chart.today.year, self.chart.today.month, self.chart.today.day, tzinfo=UTC)
        about = {"Title": self.chart.title, "Creator": "docgen", "Producer": "docgen", "CreationDate": day, "ModDate": day}
        with PdfPages(made, metadata=about) as file:
            for figure in self._figures():
                file.savefig(figure)
        return made.getvalue()

    def svgs(self) -> list[bytes]:
        """One file a sheet."""
        found = []
        for figure in self._figures():
            made = io.BytesIO()
            figure.savefig(made, format="svg", metadata={"Date": None, "Creator": "docgen", "Title": self.chart.title})
            found.append(made.getvalue())
        return found

    def docx(self) -> bytes:
        """A Word document of A3 pages, each a picture at print resolution: Word knows no page as large as A1."""
        from docgen.layout.charts.document import document_of

        return document_of(self.chart, list(self._pngs()))

    def _pngs(self) -> Iterator[bytes]:
        for figure in self._figures():
            made = io.BytesIO()
            figure.savefig(made, format="png", dpi=_DOTS_PER_INCH[self.sheet.name], metadata={"Software": None})
            yield made.getvalue()

    def _figures(self) -> Iterator[Figure]:
        for page in self._pages:
            yield figure_of(self.chart, page, self.sheet, self._fonts)


@contextmanager
def drawn(chart: WallChart, sheet: Sheet) -> Iterator[Drawn]:
    """The chart on its sheets, as long as its fonts are at hand. Raises DocgenError where there is no font for Chinese."""
    import matplotlib

    with tempfile.TemporaryDirectory(prefix="docgen-", ignore_cleanup_errors=True) as folder, matplotlib.rc_context(_RC):
        found = typefaces(FONTS, WORDS + _words(chart), Path(folder))
        missing = "".join(sorted({char for face in found.values() for char in face.missing}))
        yield Drawn(chart, sheet, {name: face.path for name, face in found.items()}, missing)


def _words(chart: WallChart) -> str:
    said = [chart.title, chart.maker, chart.as_of, *(group.name for group in chart.groups)]
    for row in chart.rows:
        said += [row.name, row.unit, row.level_words, row.plan, row.rate, row.told, *(mark.what for mark in row.nodes)]
    return "".join(said)
