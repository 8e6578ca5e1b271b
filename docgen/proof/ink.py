"""The ink of a page, seen as a person sees it: rendered to dots, so that a picture counts like a character."""

from __future__ import annotations

from functools import lru_cache

from docgen.proof.leaf import Box

_DPI = 300


class Ink:
    """A PDF whose pages can be asked where the ink is. A context manager; pages count from 1, lengths are mm."""

    def __init__(self, pdf: bytes) -> None:
        import pypdfium2

        self._document = pypdfium2.PdfDocument(pdf)
        self._patch = lru_cache(maxsize=32)(self._render)

    def __enter__(self) -> Ink:
        return self

    def __exit__(self, *_: object) -> None:
        self._patch.cache_clear()
        self._document.close()

    def box(self, page: int, x0: float, top: float, x1: float, bottom: float) -> Box | None:
        """The smallest box around any ink within the rectangle; None where it is blank."""
        return self._around(page, x0, top, x1, bottom, lambda dots: (dots < 160).any(axis=2))

    def red_box(self, page: int, x0: float, top: float, x1: float, bottom: float) -> Box | None:
        """The smallest box around red ink within the rectangle; None where there is none."""
        return self._around(page, x0, top, x1, bottom, _red)

    def picture(self, page: int, dpi: int) -> bytes:
        """The page as a PNG."""
        from io import BytesIO

        leaf = self._document[page - 1]
        out = BytesIO()
        leaf.render(scale=dpi / 72).to_pil().convert("P", palette=1, colors=32).save(out, "PNG", optimize=True)
        leaf.close()
        return out.getvalue()

    def _around(self, page: int, x0: float, top: float, x1: float, bottom: float, choose) -> Box | None:
        import numpy

        corner_x, corner_y, dots = self._patch(page, *(round(side, 2) for side in (x0, top, x1, bottom)))
        if not dots.size:
            return None
        mask = choose(dots)
        rows, columns = numpy.where(mask.any(axis=1))[0], numpy.where(mask.any(axis=0))[0]
        if not len(rows):
            return None
        per_mm = _DPI / 25.4
        return Box(
            corner_x + float(columns[0]) / per_mm, corner_y + float(rows[0]) / per_mm,
            corner_x + float(columns[-1] + 1) / per_mm, corner_y + float(rows[-1] + 1) / per_mm,
        )

    def _render(self, page: int, x0: float, top: float, x1: float, bottom: float):
        """The dots of a rectangle, and where it really starts (whole dots of the page)."""
        import numpy

        leaf = self._document[page - 1]
        width, height = leaf.get_size()
        points = 72 / 25.4
        left, upper = max(x0 * points, 0), max(top * points, 0)
        right, lower = max(width - x1 * points, 0), max(height - bottom * points, 0)
        if left + right >= width - 0.5 or upper + lower >= height - 0.5:
            return x0, top, numpy.empty((0, 0, 3), dtype="uint8")
        dots = numpy.array(leaf.render(scale=_DPI / 72, crop=(left, lower, right, upper)).to_pil().convert("RGB"))
        leaf.close()
        return left / points, upper / points, dots


def _red(dots):
    return (dots[:, :, 0] > 150) & (dots[:, :, 1] < 120) & (dots[:, :, 2] < 120)
