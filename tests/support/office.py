"""An office at work: the command line as a clerk calls it, and its papers as LibreOffice prints them."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
import tempfile
import threading
import warnings
from collections.abc import Sequence
from pathlib import Path

from docgen.export.pdf import convert, to_pdf
from docgen.settings import Run, Settings

ROOT = Path(__file__).parents[2]
DATA = ROOT / "data"
MONTHS = ("2021-01", "2021-02", "2021-03")

ONE_AT_A_TIME = Settings(run=Run(workers=1))
"""The tests themselves are on all cores already."""

PRINTED = Path(tempfile.gettempdir()) / f"docgen-tests-{os.environ.get('PYTEST_XDIST_TESTRUNUID') or os.getpid()}"
"""The PDFs of this run by the digest of their documents: its processes print many of the same papers."""


def docgen(workspace: Path, *words: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run ``docgen --workspace WORKSPACE words…`` and answer exit code, output and messages.

    It runs within this process, as ``docgen.cli.main`` does: to start and import takes longer than most commands. With
    variables of its own, or beside other threads, it runs as a program of its own.
    """
    given = ["--workspace", str(workspace), *map(str, words)]
    if environment or threading.current_thread() is not threading.main_thread():
        command, variables = [sys.executable, "-m", "docgen", *given], {**os.environ, **environment}
        return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=300, env=variables)
    return within_this_process(given)


def within_this_process(words: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """Run ``docgen words…`` here: what it prints, with the warnings that Python would show a user."""
    from docgen.cli import cli
    from docgen.cli.console import run

    streams = [io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2)]
    were = sys.argv, sys.stdin, sys.stdout, sys.stderr
    with warnings.catch_warnings():
        warnings.resetwarnings()
        for quiet in (DeprecationWarning, PendingDeprecationWarning, ImportWarning, ResourceWarning):
            warnings.simplefilter("ignore", quiet)
        warnings.showwarning = _shown
        sys.argv, sys.stdin = ["docgen", *words], io.StringIO()
        sys.stdout, sys.stderr = streams
        try:
            code = run(cli)
        finally:
            sys.argv, sys.stdin, sys.stdout, sys.stderr = were
    output, messages = (stream.buffer.getvalue().decode("utf-8") for stream in streams)
    return subprocess.CompletedProcess(["docgen", *words], code, output, messages)


def _shown(message, category, filename, lineno, file=None, line=None) -> None:
    sys.stderr.write(warnings.formatwarning(message, category, filename, lineno, line))


def printed(document: Path | bytes) -> bytes:
    """The PDF of a paper; each content is converted once in a test run."""
    content = document.read_bytes() if isinstance(document, Path) else document
    key = hashlib.sha256(content).hexdigest()
    if (pdf := _kept(key)) is None:
        pdf = _keep(key, to_pdf(document, Settings()))
    return pdf


def printed_together(documents: Sequence[bytes]) -> list[bytes]:
    """The PDFs of many papers, as :func:`printed` gives them: LibreOffice takes longer to start than to print a paper."""
    keys = [hashlib.sha256(document).hexdigest() for document in documents]
    found = {key: _kept(key) for key in keys}
    fresh = {key: document for key, document in zip(keys, documents, strict=True) if found[key] is None}
    for key, result in zip(fresh, convert(list(fresh.values()), ONE_AT_A_TIME), strict=True):
        assert result.pdf, result.problem
        found[key] = _keep(key, result.pdf)
    return [found[key] for key in keys]


def _kept(key: str) -> bytes | None:
    """A PDF that this run has already, in whichever of its processes it was printed."""
    file = PRINTED / f"{key}.pdf"
    return file.read_bytes() if file.exists() else None


def _keep(key: str, pdf: bytes) -> bytes:
    PRINTED.mkdir(exist_ok=True)
    beside = PRINTED / f"{key}.{os.getpid()}"
    beside.write_bytes(pdf)
    beside.replace(PRINTED / f"{key}.pdf")
    return pdf
