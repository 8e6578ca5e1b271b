"""Renders the whole matrix of papers and measures each: which clause of strength 「规定」 fails, and where.

``python scripts/matrix.py [FOLDER]`` keeps the papers that fail in FOLDER. Exit 1 when any does.
"""

from __future__ import annotations

import os
import sys
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.matrix.papers import SETTINGS, Shape, matrix, paper  # noqa: E402


def failing(shape: Shape, folder: Path) -> list[str]:
    """What fails in one paper, a line each; the paper is kept in ``folder`` when something does."""
    from docgen.layout.paper import lay_out
    from docgen.proof.source import take
    from docgen.proof.verify import verify

    path = folder / f"{shape.name}.docx"
    path.write_bytes(lay_out(paper(shape), SETTINGS, date(2018, 11, 8)))
    found = [f for f in verify(take(path, SETTINGS)).failing if f.clause.strength == "stated"]
    if not found:
        path.unlink()
    return [f"{f.clause.number} {f.clause.what}｜{f.measured}｜第{f.page}页" for f in found]


def main() -> int:
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "outputs/matrix")
    folder.mkdir(parents=True, exist_ok=True)
    shapes = list(matrix())
    bad = 0
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for shape, lines in zip(shapes, pool.map(failing, shapes, [folder] * len(shapes))):
            bad += bool(lines)
            for line in lines:
                print(f"{shape.name}：{line}", flush=True)
    print(f"共 {len(shapes)} 份，{len(shapes) - bad} 份没有不合规定的条款，{bad} 份有")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
