"""Puts built templates into a folder."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path


def write_all(folder: Path, files: Iterable[tuple[str, bytes]]) -> list[Path]:
    """Write named contents into ``folder``, made where it is missing; answer the paths."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, content in files:
        path = folder / name
        path.write_bytes(content)
        written.append(path)
    return written
