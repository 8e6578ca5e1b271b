"""What became of a file, in words: why it was made or not, and every place where a person's edits met docgen's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docgen.building.build import ELSEWHERE, LEFT, UNDUE, UNMADE, Outcome, Step
from docgen.building.merging.cells import CellEdit
from docgen.building.merging.edits import ADDED, CHANGED, Edit
from docgen.settings import Settings

_FIRST_WORDS = 20
_PULL = "其中改动的格子，可用 docgen pull {file} 收回台账"
_STANDING = {
    LEFT: "人工修改过，台账、模板和设置没有改动，未动",
    UNDUE: "台账中已没有应列入的内容，不再需要这份文件；文件未动，请自行取舍",
    ELSEWHERE: "是用设置 {file} 生成的，请加 --settings {file} 另行生成",
}


def told(step: Step, outcome: Outcome | None, settings: Settings) -> dict[str, Any]:
    """One file: its ``path``, ``state``, the ``reasons``, the ``edits`` of paragraphs and ``cells`` of a person's, where their
    file was ``kept``, the ``notes`` that a person reads, and whether they should ``look``."""
    merge = outcome.merge if outcome else None
    kept = outcome.written.kept if outcome and outcome.written else None
    notes = list(_notes(step, outcome))
    reasons = step.reasons or tuple(filter(None, [_standing(step)]))
    return {
        "path": str(settings.outputs / step.relative),
        "state": outcome.state if outcome else step.state,
        "reasons": list(reasons) or ["台账、模板和设置没有改动"],
        "kept": str(kept) if kept else None,
        "edits": [_edit(edit) for edit in merge.edits] if merge else [],
        "cells": [{"row": cell.row, "was": cell.was, "hand": cell.hand} for cell in merge.cells] if merge else [],
        "notes": notes,
        "look": bool(notes) or step.state in (UNDUE, UNMADE),
    }


def _standing(step: Step) -> str:
    return _STANDING.get(step.state, "").format(file=step.record.footing.file or "docgen.toml" if step.record else "")


def _notes(step: Step, outcome: Outcome | None) -> Iterator[str]:
    if outcome is None:
        return
    if outcome.problem:
        yield f"错误：{outcome.problem}"
    if outcome.merge is None:
        return
    merge, kept = outcome.merge, outcome.written.kept if outcome.written else None
    yield from (_words(edit) for edit in merge.edits)
    if merge.cells:
        yield from (_cell(cell) for cell in merge.cells[:5])
        if len(merge.cells) > 5:
            yield f"等共 {len(merge.cells)} 格"
    yield from (f"没有并入：{words}" for words in merge.beyond)
    if kept:
        yield f"人工修改的原件已改名保留为 {kept}，请核对后取舍"
        if merge.cells:
            yield _PULL.format(file=kept)


def _words(edit: Edit) -> str:
    if edit.kind == ADDED:
        what = f"增加的段落“{_short(edit.hand)}”"
    elif edit.kind == CHANGED:
        what = f"“{_short(edit.was)}”一段，人工改为“{_difference(edit.was, edit.hand)}”"
    else:
        what = f"删去的段落“{_short(edit.was)}”"
    if edit.there:
        return f"新稿已是如此：{what}"
    if edit.fits:
        return f"已并入：{what}"
    now = f"，新稿为“{_difference(edit.was, edit.now)}”" if edit.now else ""
    return f"没有并入：{what}{now}"


def _cell(cell: CellEdit) -> str:
    return f"没有并入：表中“{_short(cell.row)}”一行，“{_short(cell.was)}”改为“{_short(cell.hand)}”"


def _edit(edit: Edit) -> dict[str, Any]:
    state = "already" if edit.there else "merged" if edit.fits else "unmerged"
    return {"kind": edit.kind, "state": state, "was": edit.was, "hand": edit.hand, "now": edit.now}


def _short(text: str) -> str:
    text = "".join(text.split())
    return text if len(text) <= _FIRST_WORDS else text[:_FIRST_WORDS] + "…"


def _difference(was: str, now: str) -> str:
    """The words around the first place where ``now`` differs from ``was``."""
    was, now = "".join(was.split()), "".join(now.split())
    first = next((n for n, (a, b) in enumerate(zip(was, now)) if a != b), min(len(was), len(now)))
    begin = max(first - 6, 0)
    return ("…" if begin else "") + now[begin : begin + 30] + ("…" if begin + 30 < len(now) else "")
