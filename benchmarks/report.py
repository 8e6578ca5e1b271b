"""What was measured, as it is printed and as it is kept in ``docs/benchmarks.md``."""

from __future__ import annotations

import sys
import tempfile
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.racing import ROOT, Outcome

MET, NOT_MET, UNKNOWN = "达到", "未达到", "无从比较"


@dataclass(frozen=True)
class Line:
    """One line of the targets: a ratio (or megabytes) ``measured`` against ``most``; None where nothing could be compared."""

    work: str
    most: float
    measured: float | None
    unit: str = "倍"
    said: str = ""
    """The limit in words, such as 1/12; empty where the number says it."""

    @property
    def verdict(self) -> str:
        if self.measured is None:
            return UNKNOWN
        return MET if self.measured <= self.most else NOT_MET

    def cells(self) -> list[str]:
        measured = "—" if self.measured is None else f"{number(self.measured)} {self.unit}"
        return [self.work, self.said or f"{number(self.most)} {self.unit}", measured, self.verdict]


@dataclass(frozen=True)
class Section:
    """One piece of work: a table, its lines of the targets, remarks, and a profile of docgen's part of it."""

    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    lines: Sequence[Line] = ()
    notes: Sequence[str] = ()
    profile: Sequence[str] = ()
    """Where docgen's time goes; only where a line was not met."""


TARGETS = ("工作", "至多", "测得", "结论")


def outcomes(found: Mapping[str, Outcome], against: str) -> list[list[str]]:
    """A row a competitor: median, first run, spread, times ``against``, memory, size."""
    base = found[against].median if against in found else None
    rows = []
    for name, one in found.items():
        if one.median is None:
            rows.append([name, "—", "—", "—", "—", "—", f"未测：{one.problem}"])
            continue
        runs = one.seconds or [one.first]
        rows.append([
            name, seconds(one.median), seconds(one.first), f"{seconds(min(runs))}–{seconds(max(runs))}（{len(runs)}次）",
            f"{one.median / base:.2f}" if base else "—", "—" if one.megabytes is None else f"{one.megabytes:.0f} MB", f"{one.size / 1000:,.0f} kB",
        ])  # fmt: skip
    return rows


def head(against: str) -> tuple[str, ...]:
    return ("程序", "中位", "首次", "最快–最慢", f"为 {against} 的倍数", "内存峰值", "成品")


def ratio(found: Mapping[str, Outcome], one: str, other: str) -> float | None:
    """How many times the median of ``other`` the median of ``one`` is."""
    ours, theirs = (found[name].median if name in found else None for name in (one, other))
    return None if ours is None or not theirs else ours / theirs


def seconds(value: float) -> str:
    return f"{value * 1000:.1f} 毫秒" if value < 0.1 else f"{value:.3f} 秒" if value < 10 else f"{value:.1f} 秒"


def number(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".") if value < 10 else f"{value:.0f}"


def printed(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table for the terminal, where a Chinese character is two columns wide."""
    table = [list(head), *map(list, rows)]
    widths = [max(_width(row[at]) for row in table) for at in range(len(head))]
    return "\n".join("  ".join(cell + " " * (widths[at] - _width(cell)) for at, cell in enumerate(row)).rstrip() for row in table)


def document(machine: Sequence[tuple[str, str]], sections: Sequence[Section]) -> str:
    """The page: the targets first, then the machine, then each section."""
    parts = [_OPENING, "## 结论\n", marked(TARGETS, [line.cells() for one in sections for line in one.lines])]
    parts += ["\n## 机器\n", marked(("", ""), machine)]
    for one in sections:
        parts += [f"\n## {one.title}\n", marked(one.head, one.rows)]
        parts += [f"\n{note}" for note in one.notes]
        if one.profile:
            parts += ["\n未达到的原因见 docgen 一侧用时最多的函数（cProfile，自身用时、次数、位置）：\n", "```", *one.profile, "```"]
    return _without_places("\n".join(parts)) + "\n"


def _without_places(text: str) -> str:
    """What a program said of its failure may name folders of this machine."""
    for folder in (ROOT, Path(sys.prefix), Path(tempfile.gettempdir()), Path.home()):
        if folder != folder.parent:
            text = text.replace(str(folder), "…")
    return text


def marked(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """The same table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(str(cell).replace("|", "｜") for cell in line) + " |" for line in lines)


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


_OPENING = """# 性能比较

本页由 `make bench` 写成，不要手改。同一次运行中，各程序做同一件事，轮流各做一遍（甲乙丙、甲乙丙……），取中位数；各成品的文字逐段（逐格）相同，才算数。秒数随机器而变，只看倍数。

各程序是一个常驻的进程，启动和载入软件包不计；Node 上的程序也是如此，不计 Node 的启动。“首次”是进程里的第一遍（含编译模板、预热），不计入中位数；“内存峰值”是整个进程做完第一遍时的。
"""
