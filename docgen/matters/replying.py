"""Replies as they come in: words, a filled-in 反馈表, or any other file; each found its matter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from docgen.ledger.nearest import key, nearest
from docgen.matters.feedback import Answer, answers, blank, is_table, of_file
from docgen.matters.finding import find
from docgen.matters.matter import Matter, Reply
from docgen.problem import REMINDER, DocgenError, Problem
from docgen.settings import Pdf


@dataclass(frozen=True)
class Replies:
    """What each matter is answered, and the rows of the form that tell nothing."""

    replies: tuple[tuple[Matter, Reply], ...]
    problems: tuple[Problem, ...] = ()


def replies_of(
    matters: Sequence[Matter], wanted: str, unit: str | None, text: str, file: Path | None, office: Pdf
) -> Replies:
    """The reply to the matter ``wanted``, or without it to every matter that the form names.

    Raises DocgenError for an unknown matter, a file that cannot be read, a row that was left blank.
    """
    if not text.strip() and file is None:
        raise DocgenError("请用 --text 写明回复内容，或用 --file 指明回复的文件")
    if not wanted:
        if file is None:
            raise DocgenError("请写明是哪一件督办事项（编号或项目名称），或用 --file 给出填好的反馈表")
        return _of_form(matters, unit, text, file, office)
    matter = find(matters, wanted, unit)
    if file is None:
        return Replies(((matter, Reply(text=text.strip())),))
    if not is_table(file):
        return Replies(((matter, of_file(file, text.strip())),))
    try:
        rows = answers(file, office)
    except DocgenError:
        if text.strip() and file.exists():
            return Replies(((matter, of_file(file, text.strip())),))
        raise
    return Replies(((matter, replace(_row_of(matter, rows, file), text=text.strip())),))


def _of_form(matters: Sequence[Matter], unit: str | None, text: str, file: Path, office: Pdf) -> Replies:
    waiting = [matter for matter in matters if matter.begun and not matter.settled]
    found, problems = [], []
    for answer in answers(file, office):
        if blank(answer.reply):
            problems.append(Problem(f"“{answer.project}”一行没有填，没有登记回复", file=file.name, level=REMINDER))
            continue
        found.append((find(waiting, answer.project, unit), replace(answer.reply, text=text.strip())))
    if not found:
        raise DocgenError(f"{file} 的反馈表没有填写，没有登记回复：请退回单位填写", tuple(problems))
    return Replies(tuple(found), tuple(problems))


def _row_of(matter: Matter, rows: Sequence[Answer], file: Path) -> Reply:
    row = next((row for row in rows if key(row.project) == key(matter.project)), None)
    if row is None:
        near = nearest(matter.project, [row.project for row in rows])
        hint = f"表中有{'、'.join(f'“{name}”' for name in near)}" if near else "请核对文件"
        raise DocgenError(f"{file} 的反馈表里没有“{matter.project}”：{hint}")
    if blank(row.reply):
        raise DocgenError(f"{file} 的反馈表里“{matter.project}”一行没有填，没有登记回复：请退回单位填写")
    return row.reply
