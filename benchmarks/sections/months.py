"""A whole month as an office types it, with few and with very many projects; each command a process of its own."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from benchmarks import ledgers
from benchmarks.commands import LONGEST, Took, run
from benchmarks.profiling import of_command
from benchmarks.racing import Failed
from benchmarks.report import NOT_MET, Line, Section, seconds
from benchmarks.scale import Scale

PERIOD = "2021-03"
ANNEXES = ("前期项目谋划表", "新建（竣工）项目情况表", "在建项目进展情况表", "排名表", "滞后项目清单", "报送情况表")
MOST = 11.0
STEPS = {
    "import": [("import", f"报送/{PERIOD}")],
    "figures": [("figures", "--period", PERIOD, "--json")],
    "circular": [("circular", "--period", PERIOD)],
    "全部附件表": [("table", name, "--period", PERIOD, "--format", "docx") for name in ANNEXES],
}

Month = dict[tuple[str, ...], Took]
"""What each command of a month took."""


def measure(scale: Scale) -> list[Section]:
    """The small ledgers several times; the largest once, between them: it takes the longest and varies the least."""
    found: dict[int, list[Month]] = {size: [] for size in scale.projects}
    problems: list[str] = []
    few, many = scale.projects[-2:]
    turns = min(3, scale.rounds)
    with tempfile.TemporaryDirectory() as name:
        for turn in range(turns):
            for size in scale.projects:
                if size != many or turn == turns // 2:
                    try:
                        found[size].append(_month(_place(name, size, turn), size))
                    except (Failed, OSError, ValueError, KeyError) as problem:
                        problems.append(f"{size:,} 个项目未测完：{problem}")
        times = _seconds(found[many]) / _seconds(found[few]) if found[few] and found[many] else None
        line = Line(f"整月，{many:,} 个在建项目对 {few:,} 个", MOST, times)
        worst = _worst(found[few], found[many]) if line.verdict == NOT_MET else ()
        profile = of_command(["--workspace", ".", *worst], _place(name, many, turns // 2), LONGEST) if worst else ()
    head = ("步骤", *(f"{size:,} 个在建项目" for size in scale.projects), "后两者之比")
    notes = [
        f"每步是 docgen 的命令，含启动；附件表为{'、'.join(ANNEXES)}，一张一条命令，都出 docx。"
        "处理器时间是各核、各子进程合计，机器忙时比钟表时间可靠；内存是各命令自身进程中最多的一个。",
        *problems,
        *([f"增长最多的一步是 docgen {' '.join(worst)}。"] if worst else []),
    ]
    return [Section("整月的公文", head, _rows(list(found.values())), (line,), notes, profile)]


def _place(folder: str, size: int, turn: int) -> Path:
    return Path(folder) / f"{size}-{turn}"


def _month(workspace: Path, size: int) -> Month:
    """One month in a fresh workspace. Raises Failed where a command fails, or the ledger does not hold the projects."""
    run(workspace.parent, ["init", str(workspace)])
    (workspace / "docgen.toml").write_text(ledgers.settings(size), encoding="utf-8")
    ledgers.make(workspace / "报送", size, (PERIOD,))
    month = {command: run(workspace, ["--workspace", str(workspace), *command]) for step in STEPS.values() for command in step}
    held = json.loads(month[STEPS["figures"][0]].printed)["projects"]
    if held < size:
        raise Failed(f"台账里只有 {held} 个项目")
    return month


def _seconds(months: Sequence[Month], commands: Sequence[tuple[str, ...]] = ()) -> float:
    """Of some commands, of all when none are named; the median of several months."""
    return median(sum(took.seconds for command, took in month.items() if not commands or command in commands) for month in months)


def _worst(few: Sequence[Month], many: Sequence[Month]) -> tuple[str, ...]:
    """The command that took most beyond its share."""
    return max(many[0], key=lambda command: _seconds(many, [command]) - MOST * _seconds(few, [command]))


def _rows(sizes: Sequence[Sequence[Month]]) -> list[list[str]]:
    rows = [_row(step, [_seconds(months, commands) if months else None for months in sizes]) for step, commands in STEPS.items()]
    rows.append(_row("整月", [_seconds(months) if months else None for months in sizes]))
    rows.append(_row("整月（处理器时间）", [median(sum(took.processor for took in month.values()) for month in months) if months else None for months in sizes]))
    most = [max((took.megabytes or 0 for month in months for took in month.values()), default=0) for months in sizes]
    rows.append(["内存峰值", *(f"{memory:.0f} MB" if memory else "—" for memory in most), ""])
    return rows


def _row(step: str, medians: Sequence[float | None]) -> list[str]:
    *_, few, many = medians
    return [step, *("—" if value is None else seconds(value) for value in medians), f"{many / few:.2f}" if few and many else "—"]
