"""A name list from whatever file an office keeps it in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from docgen.problem import ERROR, DocgenError, Problem, reason

if TYPE_CHECKING:
    from docgen.papers.paper import TextAnnex
    from docgen.papers.rosters.roster import Roster
    from docgen.settings import Settings

_TEXTS = (".md", ".markdown", ".txt", ".yaml", ".yml")


def roster_annex(path: Path, title: str, settings: Settings) -> tuple[TextAnnex, tuple[Problem, ...]]:
    """The annex that the name list in ``path`` is, and what a person should look at.

    Raises DocgenError with the places for a person listed twice, a role without anybody, a file that is no list.
    """
    from docgen.papers.paper import TextAnnex
    from docgen.papers.rosters.roster import blocks, check

    roster = read_roster(path, settings)
    problems = check(roster, path.name)
    if any(problem.level == ERROR for problem in problems):
        raise DocgenError("名单有误，未生成公文", problems)
    return TextAnnex(name=title, title=title, blocks=blocks(roster)), problems


def read_roster(path: Path, settings: Settings) -> Roster:
    """The name list in a text, YAML, Word, Excel or CSV file. Raises DocgenError."""
    from docgen.papers.rosters.reading import read_lines, read_rows

    if path.suffix.lower() in _TEXTS:
        try:
            return read_lines(path.read_text(encoding="utf-8-sig"), path.name)
        except FileNotFoundError:
            raise DocgenError(f"找不到名单 {path}：请检查路径") from None
        except UnicodeDecodeError:
            raise DocgenError(f"{path} 不是 UTF-8 编码的文字：请用记事本另存为 UTF-8 后再试") from None
    if path.suffix.lower() == ".docx" and (lines := _word_lines(path)):
        return read_lines("\n".join(lines), path.name)
    from docgen.ledger.reading.workbook import read_workbook

    sheet = read_workbook(path, path.name, settings.pdf).sheets[0]
    rows = [["" if value is None else str(value) for value in row] for row in sheet.rows]
    return read_rows(rows, path.name, sheet.name)


def _word_lines(path: Path) -> list[str]:
    """The paragraphs of a Word document that holds no table; empty where it holds one."""
    from docgen.archive.office import open_word

    try:
        document = open_word(path.name, path.read_bytes())
    except FileNotFoundError:
        raise DocgenError(f"找不到名单 {path}：请检查路径") from None
    except OSError as error:
        raise DocgenError(f"名单 {path} 无法读取（{reason(error)}）") from None
    return [] if document.tables else [paragraph.text for paragraph in document.paragraphs]
