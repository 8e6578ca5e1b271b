"""Makes the pictures in ``docs/formats``: one paper of each format, its pages side by side.

``python scripts/gallery.py`` (needs LibreOffice and the test tools).
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from docgen.export.pdf import to_pdf  # noqa: E402
from docgen.layout.paper import lay_out  # noqa: E402
from docgen.papers.drafts.draft import BRIEFING, FILE, LETTER, MINUTES, ORDER, SIGNED, UNSEALED  # noqa: E402
from tests.matrix.papers import SETTINGS, Shape, paper  # noqa: E402

SHAPES = {
    "文件": Shape(FILE, annexes=1, lines=14, security=3, title=1),
    "联合发文": Shape(FILE, issuers=3, lines=14),
    "上行文": Shape(FILE, signers=3, sign_off=UNSEALED, lines=14, title=1),
    "信函": Shape(LETTER, lines=16, security=2),
    "纪要": Shape(MINUTES, lines=12),
    "命令": Shape(ORDER, sign_off=SIGNED, lines=6),
    "简报": Shape(BRIEFING, lines=12),
}
_SCALE = 38 / 72


def main() -> None:
    folder = ROOT / "docs" / "formats"
    folder.mkdir(parents=True, exist_ok=True)
    for name, shape in SHAPES.items():
        pdf = to_pdf(lay_out(paper(shape), SETTINGS, date(2018, 11, 8)), SETTINGS)
        _sheet(pdf).save(folder / f"{name}.png", optimize=True)
        print(folder / f"{name}.png")


def _sheet(pdf: bytes):
    import pypdfium2
    from PIL import Image

    document = pypdfium2.PdfDocument(pdf)
    pages = [page.render(scale=_SCALE).to_pil().convert("RGB") for page in document]
    sheet = Image.new("RGB", (sum(p.width + 6 for p in pages), max(p.height for p in pages) + 6), "#888888")
    across = 3
    for page in pages:
        sheet.paste(page, (across, 3))
        across += page.width + 6
    return sheet.quantize(64)


if __name__ == "__main__":
    main()
