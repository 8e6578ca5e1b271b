"""The main job on the sample ledgers: five periods read, the month's papers and tables made, paths printed.

Each step is a command as an office would type it, so that the demonstration is the manual. The checkout itself is
the workspace unless another is given: ``python scripts/demo.py [WORKSPACE]``.
"""

from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from docgen import soffice
from docgen.papers.tables import TABLES
from docgen.problem import DocgenError
from docgen.settings import load

CHECKOUT = Path(__file__).resolve().parent.parent
TOWN, COUNTY = "data/陈宅镇.toml", "data/栾川县.toml"
OWN_TABLES = {"清单表": (TOWN, "2020-03"), "目标任务分解一览表": (COUNTY, "2018")}
"""The tables that come from another office's ledger; all others are the district's of March 2021."""


@dataclass(frozen=True)
class Step:
    """One command: its words, the settings it uses (the workspace's own when empty)."""

    words: tuple[str, ...]
    settings: str = ""

    @property
    def line(self) -> list[str]:
        return [*(["--settings", self.settings] if self.settings else []), *self.words]


READING = (
    *(Step(("import", f"data/zhanhe/{month}", "--period", month)) for month in ("2021-01", "2021-02", "2021-03")),
    Step(("import", "data/chenzhai-2020-03.xlsx", "--period", "2020-03"), TOWN),
    Step(("import", "data/luanchuan-2018.xlsx", "--period", "2018"), COUNTY),
)
PAPERS = (
    Step(("circular", "--period", "2021-03", "--number", "9")),
    Step(("letter", "--period", "2021-03", "--all", "--number", "5")),
    Step(("notice", "--period", "2020-03", "--number", "3"), TOWN),
)
PRINTING = Step(("pdf", "outputs/2021-03", "outputs/2020-03", "outputs/2018"))
"""All at once: LibreOffice takes longer to start than to print."""


def main(workspace: Path) -> int:
    pdf = has_office(workspace)
    steps = [*READING, *PAPERS, *(table_step(name) for name, kind in TABLES.items() if kind.monthly), *([PRINTING] if pdf else [])]
    started = time.monotonic()
    failed = [step for number, step in enumerate(steps, 1) if not done(workspace, step, f"{number}/{len(steps)}")]
    print(f"\n用时 {time.monotonic() - started:.0f} 秒。成品：")
    for path in outputs(workspace):
        print(f"  {path}")
    if not pdf:
        print("没有 LibreOffice，未生成 PDF。")
    for step in failed:
        print(f"未完成：docgen {' '.join(step.line)}", file=sys.stderr)
    return 1 if failed else 0


def table_step(name: str) -> Step:
    settings, period = OWN_TABLES.get(name, ("", "2021-03"))
    return Step(("table", name, "--period", period), settings)


def done(workspace: Path, step: Step, count: str) -> bool:
    """Run one command as an office would; exit codes 0 and 1 are both done."""
    print(f"\n[{count}] docgen {' '.join(step.line)}", flush=True)
    return subprocess.run([sys.executable, "-m", "docgen", *step.line], cwd=workspace, check=False).returncode in (0, 1)


def has_office(workspace: Path) -> bool:
    try:
        return bool(soffice.find(load(workspace).pdf))
    except DocgenError:
        return False


def outputs(workspace: Path) -> list[Path]:
    """What lies in the outputs folder, relative to the workspace; docgen's own notes left out."""
    folder = load(workspace).outputs
    seen = sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    shown = [path for path in seen if not path.parts[0].startswith(".") and path.name != "README.md"]
    return [(folder / path).relative_to(workspace) for path in shown]


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve() if sys.argv[1:] else CHECKOUT))
