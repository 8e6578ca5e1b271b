"""An office at work: the command line as a clerk calls it, and its papers as LibreOffice prints them."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from docgen.export.pdf import to_pdf
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
