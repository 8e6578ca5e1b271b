"""``docgen build``: which files of a period are made again, and what becomes of those that a person edited."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from docgen.building.due import due
from docgen.building.footing import Footing, Ground, digest, footing_of
from docgen.building.many import for_each
from docgen.building.merging.merge import Merge, compare, merge
from docgen.building.merging.sheets import compare_sheets
from docgen.building.order import XLSX
from docgen.building.packing import Shared
from docgen.building.producing import lay_out_work, without_records
from docgen.building.reasons import Former, is_edit_of_content, reasons
from docgen.building.record import Record, record_of, recorded, write_work
from docgen.building.work import Work
from docgen.export.files import Found, Written, look, remember
from docgen.papers.paper import Paper
from docgen.problem import DocgenError, Problem
from docgen.settings import Settings

MADE, AGAIN, MERGED, SAME, LEFT = "生成", "重新生成", "合并生成", "没有改动", "保留人工修改"
UNDUE, ELSEWHERE, FAILED, UNMADE, ISSUED = "不再需要", "另用设置", "未能写入", "未能生成", "已印发"
"""What became of a file."""

TO_MAKE = (MADE, AGAIN, MERGED)


@dataclass(frozen=True)
class Step:
    """One file and what is to become of it, why. ``work`` and ``footing`` are None where nothing can be made;
    ``record`` is what is remembered of the file, ``found`` what stands in its place, where a person's edits in that
    are to be merged."""

    relative: str
    state: str
    reasons: tuple[str, ...] = ()
    work: Work | None = None
    footing: Footing | None = None
    found: Found | None = None
    record: Record | None = None


@dataclass(frozen=True)
class Outcome:
    """What became of a file: where it was ``written``, with which edits of a person (``merge``), or the ``problem``:
    it could not be laid out, and ``merge`` is None, or not be written.

    ``base`` is the file without these edits. Once it is written, the bytes are let go.
    """

    step: Step
    merge: Merge | None
    base: bytes = b""
    written: Written | None = None
    problem: Problem | None = None

    @property
    def state(self) -> str:
        """The step's, but where the same bytes came out again, or the file could not be made or written."""
        if self.problem:
            return FAILED if self.merge else UNMADE
        return SAME if self.written and self.written.unchanged and self.step.state == AGAIN else self.step.state

    def let_go(self) -> Outcome:
        """The same without the files' bytes: of a thousand files nobody holds all."""
        step = replace(self.step, found=None)
        return replace(self, step=step, merge=self.merge and replace(self.merge, data=b""), base=b"")


def plan(
    ground: Ground, settings: Settings, former: Former, force: bool = False, issued: Mapping[str, object] | None = None
) -> list[Step]:
    """What is to become of every file of the period. ``former`` finds a record as it stood; ``force`` makes all, but
    those that are ``issued`` (name in the outputs folder → number): they are final."""
    issued = issued or {}
    period = str(ground.figures.period)
    owed = due(ground, recorded(settings, period), settings)
    steps = [_step(work, footing_of(work, ground, settings), look(settings, work.relative), former, force) for work in owed.works]
    steps += [Step(record.relative, UNMADE, _why(error), record=record) for record, error in owed.broken]
    for state, records in ((UNDUE, owed.undue), (ELSEWHERE, owed.elsewhere)):
        there = [record for record in records if look(settings, record.relative).content is not None]
        steps += [Step(record.relative, state, record=record) for record in there]
    return [_final(step, issued[step.relative]) if step.relative in issued else step for step in steps]


def prepare(steps: Sequence[Step], ground: Ground, settings: Settings) -> Iterator[Outcome]:
    """Lay out what is to be made, on the cores of the machine, a person's edits merged; nothing is written. A file
    that cannot be laid out does not stop the others."""
    bare = (replace(step, work=without_records(step.work), footing=None, record=None) for step in steps)
    for step, made in zip(steps, for_each(_prepared, bare, len(steps), Shared(settings, ground.figures)), strict=True):
        if isinstance(made, DocgenError):
            yield Outcome(step, None, problem=_problem(step, made))
        else:
            yield Outcome(step, *made)


def carry_out(outcomes: Iterable[Outcome], settings: Settings) -> Iterator[Outcome]:
    """Write what was prepared, one file after another; one that cannot be written does not stop the others."""
    for outcome in outcomes:
        try:
            yield (outcome if outcome.problem else _written(outcome, settings)).let_go()
        except DocgenError as error:
            yield replace(outcome, problem=_problem(outcome.step, error)).let_go()


def note_unchanged(steps: Iterable[Step], settings: Settings) -> None:
    """Let the records of files that stay as they are tell what these rest on now, so that a reason is told only once."""
    for step in steps:
        if step.state in (SAME, LEFT) and step.record.footing != step.footing:
            remember(settings, step.relative, replace(step.record, footing=_noted(step)).to_bytes())


def _why(error: DocgenError) -> tuple[str, ...]:
    return (str(error), *map(str, error.problems))


def _problem(step: Step, error: DocgenError) -> Problem:
    return Problem("；".join([str(error), *map(str, error.problems)]), file=step.relative)


def _final(step: Step, number: object) -> Step:
    return Step(step.relative, ISSUED, (f"{number}，已印发，未重新生成",), record=step.record)


def _noted(step: Step) -> Footing:
    # an edited file keeps the version that laid it out
    return replace(step.footing, version=step.record.footing.version)


def _step(work: Work, footing: Footing, found: Found, former: Former, force: bool) -> Step:
    record = record_of(found)
    step = Step(work.relative, SAME, (), work, footing, record=record)
    if found.content is None:
        return replace(step, state=MADE if found.memory is None else AGAIN, reasons=("首次生成" if found.memory is None else "文件不见了",))
    if record is None:
        return replace(step, state=AGAIN, reasons=("没有它的生成记录",))
    why = tuple(reasons(record.footing, footing, work, former))
    if not found.ours:
        changed = force or is_edit_of_content(record.footing, footing)
        if not changed:
            return replace(step, state=LEFT)
        return replace(step, state=MERGED, reasons=why or ("按 --force 重新生成",), found=found)
    if digest(found.content) != record.output:
        why = (*why, "上一次生成没有完成")
    elif force and not why:
        why = ("按 --force 重新生成",)
    return replace(step, state=AGAIN if why else SAME, reasons=why)


def _prepared(step: Step, settings: Settings) -> tuple[Merge, bytes]:
    base = lay_out_work(step.work, settings)
    return (_merged(step, base, settings) if step.state == MERGED else Merge(base)), base


def _merged(step: Step, data: bytes, settings: Settings) -> Merge:
    """The new file with the person's edits: paragraphs of papers are merged, tables compared."""
    work, former, hand = step.work, step.found.memory.base, step.found.content
    if isinstance(work.content, Paper):
        merged = merge(former, hand, lambda revise: lay_out_work(work, settings, revise))
    elif work.order.suffix == XLSX:
        merged = compare_sheets(former, hand, data)
    else:
        merged = compare(former, hand, data)
    return merged or Merge(data, beyond=("文件无法读出，其中的改动没有并入",))


def _written(outcome: Outcome, settings: Settings) -> Outcome:
    step, merged = outcome.step, outcome.merge
    instead = step.found.content if step.state == MERGED and merged.whole else None
    written = write_work(settings, step.work, merged.data, step.footing, outcome.base, instead)
    return replace(outcome, written=written)
