"""Reading a draft of any kind: Markdown, plain text, Word, OpenDocument, HTML, RTF, into the same blocks."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from docgen.characters import unprintable
from docgen.papers.drafts import front as fronts
from docgen.papers.drafts import issuing
from docgen.papers.drafts.attaching import annexes_with
from docgen.papers.drafts.blocks import Blocks
from docgen.papers.drafts.captions import captioned
from docgen.papers.drafts.closing import without_title
from docgen.papers.drafts.depths import raised, settle_depths
from docgen.papers.drafts.draft import Block, Draft
from docgen.papers.drafts.head import uncentred
from docgen.papers.drafts.inlines import LINE_SIGN
from docgen.papers.drafts.places import Lines, Places
from docgen.papers.drafts.sources import Source, source_of
from docgen.papers.drafts.taking import take
from docgen.papers.drafts.web import entitled, footless
from docgen.papers.drafts.word import CENTRED
from docgen.papers.insets import has_signs
from docgen.papers.tables import Kind, tables_of
from docgen.problem import REMINDER, DocgenError, Problem
from docgen.settings import Settings

Fill = Callable[[str], str]
"""What may be done to a draft's words before they are read: figures put in the place of expressions."""

_LINE = re.compile(r"[-—－–]{2,}")
_PARTING = re.compile(r"={3,}")
_RULE = re.compile(r"(?<=[^\n])\n(?=[ \t]*(?:=+|-+)[ \t]*(?:\n|$))")
_U, _BR = re.compile(r"<u>(.*?)</u>", re.IGNORECASE), re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"</?(?:div|center|p|span|font)(?:\s[^<>\n]*)?>", re.IGNORECASE)
"""Tags that only say how a page of the web looks."""
_HEADING = re.compile(r"(#{1,6})\s*(.*)")


@dataclass(frozen=True)
class _Found:
    """A source as read: the front matter as written, the blocks, their headings not yet settled, and who read them."""

    front: Mapping[str, Any]
    blocks: list[Block]
    reader: Blocks


def read_draft(path: Path, overrides: Mapping[str, Any] | None = None, settings: Settings | None = None, fill: Fill | None = None) -> Draft:
    """The draft that the file at ``path`` holds; ``overrides`` win over what its front matter says.

    ``fill`` is given the whole text of a .md or .txt, of any other the words of each paragraph. What stands below a
    line of ``===`` is the ``plan`` that the draft issues, with front matter of its own. ``reminders`` tell what was
    taken from the text and what could not be kept.
    Raises DocgenError, with the place, for a key or value that is wrong, a heading level that is skipped, a picture
    that is none, no title, no text, a file that cannot be read.
    """
    source = source_of(path, settings or Settings())
    tables = tables_of(settings or Settings())
    found = _read(source, path, fill)
    found = _with_issued(source, found[0], overrides or {}) if len(found) == 1 else found
    drafts = [_draft(source, each, {} if number else overrides or {}, path.name, tables, not number) for number, each in enumerate(found)]
    reminders = (*source.reminders, *drafts[0].reminders)
    return replace(drafts[0], plan=drafts[1] if len(drafts) > 1 else None, reminders=reminders)


def read_blocks(path: Path, settings: Settings | None = None, fill: Fill | None = None) -> tuple[tuple[Block, ...], tuple[Problem, ...]]:
    """The blocks of an annex's text, a file of any of the same kinds, and the reminders; its front matter counts for nothing.

    Raises DocgenError as :func:`read_draft` does.
    """
    source = source_of(path, settings or Settings())
    found = _read(source, path, fill)[0]
    kept = [uncentred(block) for block in without_title(captioned(found.blocks))]
    problems = found.reader.problems
    settled = settle_depths(kept if source.exact else raised(kept), path.name, found.reader.told, problems)
    if problems:
        raise DocgenError("附件有误，未生成公文", tuple(problems))
    return settled, (*source.reminders, *_told(found.reader, path.name))


def _with_issued(source: Source, found: _Found, overrides: Mapping[str, Any]) -> list[_Found]:
    """The draft, and what it issues where that follows below its date, as offices type both in one file."""
    parted = issuing.parted(found.blocks, str({**found.front, **overrides}.get("title", "")))
    if parted is None:
        return [found]
    notice, plan, title = parted
    return [replace(found, blocks=notice), _Found({"title": title}, plan, _reader(source, source.places))]


def _draft(source: Source, found: _Found, overrides: Mapping[str, Any], file: str, tables: Mapping[str, Kind], dated: bool = True) -> Draft:
    problems = found.reader.problems
    given = {**found.front, **overrides}
    reminders: list[Problem] = []

    def tell(what: str, place: str) -> None:
        reminders.append(Problem(what, file, cell=place, level=REMINDER))

    closing, taken = take(captioned(found.blocks), given, tell, dated)
    values = fronts.fields({**taken, **given}, file, problems, tables)

    # a title in the text has its level to itself: below # 标题 the first level of the text is ##
    exact = source.exact and "title" not in taken

    def settle(blocks: Sequence[Block]) -> tuple[Block, ...]:
        return settle_depths(blocks if exact else raised(blocks), file, found.reader.told, problems)

    settled = settle(closing.text)
    if closing.annexes:
        texts = {number: settle(blocks) for number, blocks in closing.annexes.items()}
        values["annexes"] = annexes_with(values.get("annexes", ()), texts, closing.titles, file, problems, tell)
    if not values.get("title"):
        problems.append(Problem(f"缺少标题：请{source.title_advice}", file=file))
    if not settled:
        problems.append(Problem("没有正文：请在标题之后写正文", file=file))
    if problems:
        raise DocgenError(fronts.WRONG, tuple(problems))
    return Draft(**values, blocks=settled, reminders=(*reminders, *_told(found.reader, file)))


def _read(source: Source, path: Path, fill: Fill | None) -> list[_Found]:
    """The draft, and what it issues where that stands below it."""
    _refuse_unprintable(source.text, path.name)
    beside = _beside(path)
    if source.is_text:
        parts = _text_parts(fill(source.text) if fill else source.text)
        return [_text_found(source, text, first, {} if number else beside, path.name) for number, (text, first) in enumerate(parts)]
    reader = _reader(source, source.places)
    tree = source.tree()
    blocks = reader.read(tree["blocks"])
    if fill:
        blocks = [_filled(block, fill) for block in blocks]
    for text in source.left_out(tree):
        reader.told.tell(f"“{text[:20]}”没有读入（可能在文本框或图形里），请核对", "")
    at = next((at for at, block in enumerate(blocks) if _PARTING.fullmatch(block.text)), len(blocks))
    front, first = _parted(blocks[:at], path.name)
    title = "" if "title" in {**beside, **front} else source.title(tree)
    if title and source.is_page:
        first = footless(entitled(first, title, reader.told.tell), reader.told.tell)
    elif title:
        first.insert(0, Block(0, f"{CENTRED}{title}", place="标题"))
    found = [_Found({**beside, **front}, first, reader)]
    if blocks[at + 1 :]:
        front, second = _parted(blocks[at + 1 :], path.name)
        found.append(_Found(front, second, _reader(source, source.places)))
    return found


def _text_found(source: Source, text: str, first: int, beside: Mapping[str, Any], file: str) -> _Found:
    given, body, below = fronts.parted(text)
    if not given:
        fronts.refuse_unfenced(body, file)
    front = fronts.read_front(given, file) if given else {}
    _refuse_unprintable_front(front, file)
    reader = _reader(source, Lines(body, first + below - 1))
    blocks = _plain(body, first + below - 1) if source.kind == "text" else reader.read(source.tree(_unruled(body))["blocks"])
    return _Found({**beside, **front}, blocks, reader)


def _reader(source: Source, places: Places) -> Blocks:
    return Blocks(source.file, places, source.find, source.breaks)


def _text_parts(text: str) -> list[tuple[str, int]]:
    """The draft and what it issues, each with the number of its first line."""
    lines = text.split("\n")
    at = next((at for at, line in enumerate(lines) if _PARTING.fullmatch(line.strip())), None)
    if at is None:
        return [(text, 1)]
    below = "\n".join(lines[at + 1 :])
    start = len(below) - len(below.lstrip("\n"))
    return [("\n".join(lines[:at]), 1), (below[start:], at + 2 + start)]


def _unruled(body: str) -> str:
    """What clerks write otherwise than pandoc reads: dashes below words are no heading, <u> and <br> mean what they mean."""
    return _TAG.sub("", _BR.sub(LINE_SIGN, _U.sub(r"[\1]{.underline}", _RULE.sub("\n\n", body))))


def _filled(block: Block, fill: Fill) -> Block:
    try:
        return replace(block, text=fill(block.text), runs=tuple(replace(run, text=fill(run.text)) for run in block.runs))
    except DocgenError as error:
        raise DocgenError(str(error), tuple(replace(problem, cell=block.place) for problem in error.problems)) from None


def _plain(text: str, first: int) -> list[Block]:
    """Plain text: a line is a paragraph, ``#`` a heading."""
    blocks = []
    for number, line in enumerate(map(str.strip, text.splitlines()), first):
        heading = _HEADING.fullmatch(line)
        if line:
            blocks.append(Block(len(heading[1]) if heading else 0, heading[2].strip() if heading else line, place=f"第{number}行"))
    return blocks


def _parted(blocks: list[Block], file: str) -> tuple[dict[str, Any], list[Block]]:
    """Front matter typed as the first paragraphs, between two of dashes, and the blocks without it."""
    if not blocks or not _LINE.fullmatch(blocks[0].text):
        fronts.refuse_unfenced(blocks[0].text if blocks else "", file)
        return {}, blocks
    end = next((at for at, block in enumerate(blocks[1:], 1) if _LINE.fullmatch(block.text)), None)
    if end is None:
        fronts.refuse_unfenced("\n".join(block.text for block in blocks[:2]), file)
        return {}, blocks
    lines = [re.sub(r"^([a-z_]+)\s*：", r"\1: ", f"- {block.text}" if block.item else block.text) for block in blocks[1:end]]
    return fronts.read_front("\n".join(lines), file), blocks[end + 1 :]


def _beside(path: Path) -> dict[str, Any]:
    """The front matter in a file beside the draft, NAME.yaml; empty where there is none."""
    for suffix in (".yaml", ".yml"):
        beside = path.with_suffix(suffix)
        if beside.is_file():
            try:
                text = beside.read_text(encoding="utf-8-sig")
            except (UnicodeDecodeError, OSError):
                raise DocgenError(f"{beside} 不是 UTF-8 编码的文字：请用记事本另存为 UTF-8 后再试") from None
            return fronts.read_front(text.strip().strip("-"), beside.name)
    return {}


def _told(reader: Blocks, file: str) -> list[Problem]:
    """What could not be kept, once each, with the places."""
    return [
        Problem(what, file, cell="、".join(filter(None, places[:5])) + ("等处" if len(places) > 5 else ""), level=REMINDER)
        for what, places in reader.told.found.items()
    ]


def _refuse_unprintable(text: str, file: str) -> None:
    """Raise DocgenError with the lines that hold characters no paper can print."""
    if not unprintable(text) and not has_signs(text):
        return
    problems = tuple(
        Problem(f"含有无法印出的字符（{'、'.join(codes)}）：请删去，若是造字请换成通用的字", file, cell=f"第{number}行")
        for number, line in enumerate(text.split("\n"), 1)
        if (codes := (*unprintable(line), *(f"U+{ord(char):X}" for char in line if has_signs(char))))
    )
    raise DocgenError(fronts.WRONG, problems)


def _refuse_unprintable_front(front: Mapping[str, Any], file: str) -> None:
    """An escape in YAML can make such a character too."""
    if unprintable(str(front)) or any(unprintable(str(value)) for value in front.values()):
        raise DocgenError(fronts.WRONG, (Problem("开头含有无法印出的字符：请删去", file),))
