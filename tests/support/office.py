"""An office at work: the command line as a clerk calls it, and its papers as LibreOffice prints them."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from docgen import soffice
from docgen.export import fonts
from docgen.export.pdf import OPTIONS, WRITER, to_pdf
from docgen.settings import Settings

ROOT = Path(__file__).parents[2]
DATA = ROOT / "data"
MONTHS = ("2021-01", "2021-02", "2021-03")

_printed: dict[str, bytes] = {}


def docgen(workspace: Path, *words: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run ``docgen --workspace WORKSPACE words…`` as a program of its own."""
    command = [sys.executable, "-m", "docgen", "--workspace", str(workspace), *map(str, words)]
    variables = {**os.environ, **environment}
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=300, env=variables)


def printed(document: Path | bytes) -> bytes:
    """The PDF of a paper; each content is converted once in a test run."""
    content = document.read_bytes() if isinstance(document, Path) else document
    key = hashlib.sha256(content).hexdigest()
    if key not in _printed:
        _printed[key] = to_pdf(document, Settings())
    return _printed[key]


def printed_together(documents: Sequence[bytes]) -> list[bytes]:
    """The PDFs of many papers from one start of LibreOffice, which takes longer than printing a paper.

    They look as :func:`printed` shows them; their fonts are numbered on from paper to paper.
    """
    keys = [hashlib.sha256(document).hexdigest() for document in documents]
    fresh = {key: document for key, document in zip(keys, documents, strict=True) if key not in _printed}
    if fresh:
        settings = Settings()
        with tempfile.TemporaryDirectory(prefix="docgen-", ignore_cleanup_errors=True) as name:
            folder = Path(name)
            for key, document in fresh.items():
                (folder / f"{key}.docx").write_bytes(document)
            arguments = ["--convert-to", f"pdf:{WRITER}:{json.dumps(OPTIONS)}", "--outdir", name]
            arguments += [str(folder / f"{key}.docx") for key in fresh]
            soffice.run(soffice.find(settings.pdf), arguments, folder, fonts.environment(folder), 60 + 10 * len(fresh))
            _printed.update({key: (folder / f"{key}.pdf").read_bytes() for key in fresh})
    return [_printed[key] for key in keys]
