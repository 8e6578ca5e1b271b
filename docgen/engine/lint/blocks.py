"""Which tag ends which: every block without an end, every end without a beginning, every pair that is torn apart.

The ends are found as a person would pair them: one wrong word is one finding, and what stands behind it is paired as if
the word were right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from docgen.engine.lint.syntax import CLOSERS, MIDDLES, Reading
from docgen.engine.lint.tags import STATEMENT

Tell = Callable[[Reading, str, str], None]

_ELSE = ("if", "for")


@dataclass(frozen=True)
class Step:
    """What a tag does to the blocks: ``opened`` is the tag whose block it goes on with or ends, None for none."""

    reading: Reading
    opened: Reading | None = None
    ends: bool = False


def paired(readings: Sequence[Reading], tell: Tell) -> Iterator[Step]:
    """Each tag in order with the block that it belongs to."""
    open_: list[Reading] = []
    parted: set[int] = set()
    steps: list[Step] = []
    for at, reading in enumerate(readings):
        if reading.tag.kind != STATEMENT:
            steps.append(Step(reading))
        elif reading.word in CLOSERS:
            steps += _closed(readings, at, open_, tell)
        elif reading.word in MIDDLES:
            steps.append(Step(reading, _parted(reading, open_, parted, tell)))
        else:
            steps.append(Step(reading))
            if reading.opens:
                open_.append(reading)
    for reading in open_:
        tell(reading, "unclosed", f"{_shown(reading)} 没有结束，缺少 {_end(reading)}")
    yield from steps


def _parted(reading: Reading, open_: list[Reading], parted: set[int], tell: Tell) -> Reading | None:
    """The block that an ``else`` or ``elif`` parts; ``parted`` are those that had their ``else``."""
    wanted = _ELSE if reading.word == "else" else ("if",)
    found = next((each for each in reversed(open_) if each.word in (*_ELSE, "macro", "call")), None)
    if found is None or found.word not in wanted:
        tell(reading, "misplaced", f"{_shown(reading)} 前面没有与它对应的 {{% if … %}}")
        return None
    if id(found) in parted:
        tell(reading, "misplaced", f"{_shown(reading)} 写在了 else 之后：{_shown(found)} 的 else 只能有一个，并在最后")
    elif reading.word == "else":
        parted.add(id(found))
    return found


def _closed(readings: Sequence[Reading], at: int, open_: list[Reading], tell: Tell) -> list[Step]:
    """What an end ends; blocks left open within are told."""
    reading = readings[at]
    word = reading.word.removeprefix("end")
    if open_ and open_[-1].word == word:
        return [Step(reading, open_.pop(), True)]
    there = any(each.word == word for each in open_)
    if open_ and _stands_for_another(readings, at, open_, there):
        top = open_.pop()
        tell(reading, "mismatched", f"{_shown(reading)} 与前面的 {_shown(top)} 不配对，该是 {_end(top)}")
        return [Step(reading, top, True)]
    if not there:
        tell(reading, "misplaced", f"{_shown(reading)} 前面没有与它对应的 {{% {word} … %}}，是多余的，或写在了前头")
        return [Step(reading)]
    ended: list[Step] = []
    while open_[-1].word != word:
        left = open_.pop()
        tell(left, "unclosed", f"{_shown(left)} 没有结束，缺少 {_end(left)}")
        ended.append(Step(reading, left, True))
    return [*ended, Step(reading, open_.pop(), True)]


def _stands_for_another(readings: Sequence[Reading], at: int, open_: list[Reading], there: bool) -> bool:
    """Whether the end is the innermost block's with a wrong word: that block has no other end to come, while all that
    the word could end have theirs."""
    if _has_end(readings, at, open_[-1].word):
        return False
    return not there or _has_end(readings, at, readings[at].word.removeprefix("end"))


def _has_end(readings: Sequence[Reading], at: int, word: str) -> bool:
    """Whether behind a place there is an end of a kind of block that was open there."""
    depth = 0
    for reading in readings[at + 1 :]:
        if reading.opens and reading.word == word:
            depth += 1
        elif reading.word == f"end{word}":
            if not depth:
                return True
            depth -= 1
    return False


def _shown(reading: Reading) -> str:
    return reading.tag.source


def _end(reading: Reading) -> str:
    prefix = f"{reading.tag.prefix} " if reading.tag.prefix else " "
    return f"{{%{prefix}end{reading.word} %}}"
