"""The findings as a table in the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from docgen.proof.clauses import DERIVED, LEDGER, PRACTICE, STATED, Clause
from docgen.proof.finding import FAIL, PASS, SKIP, Finding
from docgen.proof.verify import Verdict

SIGNS = {PASS: "✓", FAIL: "✗", SKIP: "–"}
STRENGTHS = {STATED: "明文", DERIVED: "推定", PRACTICE: "惯例", LEDGER: "台账"}


_PLACES = 8
_MOST = 17
"""Characters of a cell that a terminal has room for; what fails is told in full below the table."""


def header() -> tuple[str, ...]:
    return ("", "条款", "项目", "实测", "要求", "依据", "页")


def rows(findings: Sequence[Finding]) -> list[tuple[str, ...]]:
    """A row a clause: a fault found in many places once; a skipped clause shows its reason in the measure's place."""
    shown = {(one.clause, one.verdict): one for one in reversed(findings)}
    return [
        (
            SIGNS[one.verdict], one.clause.number, one.clause.what, _clipped(measured(one)),
            _clipped(one.clause.required), STRENGTHS[one.clause.strength], str(one.page or ""),
        )
        for one in findings
        if shown[one.clause, one.verdict] is one
    ]


def faults(findings: Sequence[Finding]) -> list[str]:
    """What fails, in full: a line a clause, then a line a place, of which the first few are shown."""
    groups: dict[Clause, list[Finding]] = {}
    for one in findings:
        if one.verdict == FAIL:
            groups.setdefault(one.clause, []).append(one)
    lines = []
    for clause, group in groups.items():
        lines.append(f"✗ {clause.number}　{clause.what}（{STRENGTHS[clause.strength]}）应为：{clause.required}")
        for one in group[:_PLACES]:
            lines.append(f"    实测：{measured(one)}" + (f"　第{one.page}页" if one.page else ""))
        if len(group) > _PLACES:
            lines.append(f"    另有{len(group) - _PLACES}处，见 --html 或 --json")
    return lines


def _clipped(text: str) -> str:
    return text if len(text) <= _MOST else f"{text[: _MOST - 1]}…"


def measured(finding: Finding) -> str:
    """The measure, with what a person needs besides; the reason of a skip."""
    if finding.verdict == SKIP:
        return f"未检查：{finding.note}"
    if finding.note and (finding.verdict == FAIL or not finding.note.startswith("共")):
        return f"{finding.measured}（{finding.note}）" if finding.measured else finding.note
    return finding.measured


def summary(verdict: Verdict) -> str:
    """One sentence: what the document was taken for and how it came out."""
    findings = verdict.findings
    counts = {kind: sum(one.verdict == kind for one in findings) for kind in (PASS, FAIL, SKIP)}
    stated = sum(one.verdict == FAIL and one.clause.strength == STATED for one in findings)
    said = f"{verdict.source.name}：按{verdict.paper.kind}核验，共{len(verdict.paper.leaves)}页。"
    said += f"符合 {counts[PASS]} 项，不符 {counts[FAIL]} 项"
    said += f"（其中标准明文规定的 {stated} 项）" if counts[FAIL] else ""
    return f"{said}，不适用 {counts[SKIP]} 项。"
