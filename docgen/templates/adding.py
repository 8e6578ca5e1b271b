"""A template put into a workspace: looked over, tried on sample papers, only then in its place."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from docgen.problem import DocgenError
from docgen.settings import Settings
from docgen.templates.kinds import WITHIN, Kind, kinds
from docgen.templates.samples import Samples

_MOST = 3


def try_template(data: bytes, kind: Kind, suffix: str, settings: Settings, samples: Samples) -> int:
    """Lay out sample papers of a kind with a template, as any command would; answer how many.

    The office's settings are used, its ledger and its outputs are not touched. Raises DocgenError where a paper cannot
    be made.
    """
    from docgen.layout.attachment import lay_out_table
    from docgen.layout.paper import lay_out
    from docgen.papers.table import Table

    of = kinds()["公文"] if kind.name in WITHIN else kind
    tried = samples.of(of)[:_MOST]
    with tempfile.TemporaryDirectory(prefix="docgen-", ignore_cleanup_errors=True) as folder:
        place = Path(folder) / "templates" / kind.file(suffix)
        place.parent.mkdir(parents=True)
        place.write_bytes(data)
        bench = replace(settings, workspace=Path(folder), paths=replace(settings.paths, templates="templates"))
        for sample in tried:
            try:
                if isinstance(sample.content, Table):
                    lay_out_table(sample.content, suffix.removeprefix("."), bench, sample.day)
                else:
                    lay_out(sample.content, bench, sample.day)  # type: ignore[arg-type]
            except DocgenError as error:
                problems = tuple(replace(problem, file="") for problem in error.problems)
                message = str(error).replace(str(place), place.name)
                raise DocgenError(message, problems) from None
    return len(tried)
