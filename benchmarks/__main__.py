"""Measures everything, prints it section by section, writes ``docs/benchmarks.md``: ``python -m benchmarks``.

Exit 0: every line of the targets is met; 1: measured, but a line is not met or could not be compared.
"""

from __future__ import annotations

import argparse
import importlib
import sys
import time
from collections.abc import Sequence

from benchmarks import machine, report
from benchmarks.racing import ROOT
from benchmarks.report import MET, Line, Section
from benchmarks.scale import FULL, QUICK, Scale

SECTIONS = ("documents", "workbooks", "printing", "months", "starting", "reading")
PAGE = ROOT / "docs" / "benchmarks.md"


def main(arguments: Sequence[str] | None = None) -> int:
    words = argparse.ArgumentParser(prog="python -m benchmarks", description="与其他程序比较性能，写出 docs/benchmarks.md")
    words.add_argument("--only", nargs="+", choices=SECTIONS, help="只测这几项，不写 docs/benchmarks.md")
    words.add_argument("--quick", action="store_true", help="用很小的数量试一试，不写 docs/benchmarks.md")
    chosen = words.parse_args(arguments)
    told = machine.described()
    begun = time.monotonic()
    sections = [section for name in chosen.only or SECTIONS for section in measured(name, QUICK if chosen.quick else FULL)]
    lines = [line for section in sections for line in section.lines]
    print(report.printed(report.TARGETS, [line.cells() for line in lines]))
    print(f"\n用时 {(time.monotonic() - begun) / 60:.1f} 分钟。")
    if not chosen.only and not chosen.quick:
        PAGE.write_text(report.document(told, sections), encoding="utf-8")
        print(PAGE.relative_to(ROOT))
    return 0 if all(line.verdict == MET for line in lines) else 1


def measured(name: str, scale: Scale) -> list[Section]:
    """A module's sections, printed as they come; one that breaks is told and does not stop the others."""
    try:
        sections = importlib.import_module(f"benchmarks.sections.{name}").measure(scale)
    except Exception as problem:  # a report with a gap is better than none
        why = f"{type(problem).__name__}：{problem}"[:200]
        sections = [Section(name, ("未测",), [[why]], (Line(name, 0, None),))]
    for section in sections:
        print(f"{section.title}\n{report.printed(section.head, section.rows)}\n", flush=True)
    return sections


if __name__ == "__main__":
    sys.exit(main())
