"""The circulars that ``docgen circular --kind`` knows beside the monthly one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from docgen.forms.form import Field
from docgen.papers.circulars import assessment, batch, findings, groundbreaking, inspection, marks, points, viewing
from docgen.papers.paper import Paper


@dataclass(frozen=True)
class Kind:
    """One kind: ``make`` takes figures, settings, day, number, the sheet's rows (none without a sheet), the matters.

    ``sheet`` is what the clerk's sheet is called, ``fields`` its columns; ``needs_sheet`` whether nothing can be said
    without one.
    """

    name: str
    make: Callable[..., Paper]
    sheet: str
    fields: tuple[Field, ...]
    needs_sheet: bool = False


CIRCULARS = {
    kind.name: kind
    for kind in (
        Kind(inspection.KIND, inspection.inspection_circular, findings.WHAT, findings.FIELDS),
        Kind(viewing.KIND, viewing.viewing_circular, marks.WHAT, marks.FIELDS, needs_sheet=True),
        Kind(groundbreaking.KIND, groundbreaking.groundbreaking_circular, batch.WHAT, batch.FIELDS),
        Kind(assessment.KIND, assessment.assessment_circular, points.WHAT, points.FIELDS),
    )
}
"""Each by its name."""
