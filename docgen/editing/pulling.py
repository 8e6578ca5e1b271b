"""A file that came back from a person: its edits found, and written into the ledger."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from docgen.editing.comparing import Comparison, compare
from docgen.editing.found import Found
from docgen.editing.paths import SHIPPED, paths_of
from docgen.ledger.change import Change
from docgen.ledger.doubts import doubts
from docgen.ledger.reading.package import FILE_LIMIT
from docgen.ledger.schema import PULLED
from docgen.ledger.store import Ledger
from docgen.papers.tables import TABLES, Kind
from docgen.problem import ERROR, DocgenError, Problem, reason

_ZIP = b"PK\x03\x04"
_OLD = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True)
class Pull:
    """What one file amounts to; ``sha256`` of its bytes goes into the ledger with its edits."""

    path: Path
    sha256: str
    comparison: Comparison


def read_back(ledger: Ledger, path: Path, tables: Mapping[str, Kind] = TABLES) -> Pull:
    """Find what a person edited in a file that docgen made. Reading changes nothing.

    ``tables`` are the kinds of tables that it may hold.

    Raises DocgenError when the file cannot be read, was not made by docgen, or from another ledger.
    """
    content = _content(path)
    found = _found(ledger, path.name, content, tables)
    if not found.tables:
        raise DocgenError(
            f"{path.name} 中没有认出 docgen 生成的附件表：请给出 docgen 生成、只改了内容的 .docx 或 .xlsx；"
            "单位报送的工作簿请用 docgen import 导入"
        )
    refs = {ref for cell in found.cells for ref in cell.refs}
    standings = ledger.standings(refs)
    if refs and not standings:
        raise DocgenError(f"{path.name} 不是用本台账生成的，没有回填：请检查 --workspace，或用本台账重新生成表再改")
    comparison = compare(found, standings)
    if strange := len(refs - standings.keys()):
        message = f"有 {strange} 个项目不出自本台账，没有回填：请用本台账重新生成表再改"
        problems = (*comparison.problems, Problem(message, path.name, level=ERROR))
        comparison = Comparison(comparison.edits, comparison.conflicts, problems, comparison.records)
    return Pull(path, hashlib.sha256(content).hexdigest(), comparison)


def doubts_of(ledger: Ledger, pull: Pull) -> tuple[Problem, ...]:
    """What the records would contradict with the edits written, to be looked at before they are."""
    return tuple(found for period, records in sorted(pull.comparison.records.items()) for found in doubts(ledger, period, records))


def write_back(ledger: Ledger, pull: Pull, who: str = "", note: str = "", reopen: bool = False) -> tuple[Change, ...]:
    """Write the edits into the ledger, all of a period in one transaction.

    Raises DocgenError when a record changed since it was read, or the period is closed, unless ``reopen``.
    """
    return tuple(
        ledger.amend(period, records, who, PULLED, pull.path.name, note, reopen, pull.sha256)
        for period, records in sorted(pull.comparison.records.items())
    )


def _found(ledger: Ledger, file: str, content: bytes, tables: Mapping[str, Kind]) -> Found:
    if content.startswith(_OLD):
        raise DocgenError(f"{file} 是旧格式（.doc、.xls、.wps、.et）或加了密码：请另存为 .docx 或 .xlsx 后再试")
    if not content.startswith(_ZIP):
        raise DocgenError(f"{file} 不是 Word 文档或 Excel 工作簿：请给出 docgen 生成、编辑后另存的 .docx 或 .xlsx")
    try:
        if b"xl/workbook.xml" in content:
            from docgen.editing.excel import read_book

            return read_book(file, content, lambda refs: _names(ledger, refs))
        from docgen.editing.word import read_document

        return read_document(file, content, SHIPPED if tables is TABLES else paths_of(tables))
    except DocgenError as error:
        raise DocgenError(f"{file} 没有回填", error.problems) from None
    except (ArithmeticError, AssertionError, AttributeError, LookupError, SyntaxError, TypeError, ValueError):
        raise DocgenError(f"{file} 已损坏，没有回填：请在 Word、Excel 或 WPS 中打开并另存一份后再试") from None


def _names(ledger: Ledger, refs: Iterable[str]) -> Mapping[str, str]:
    return {ref: standing.base.name for ref, standing in ledger.standings(refs).items()}


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > FILE_LIMIT:
            raise DocgenError(f"{path} 超过 {FILE_LIMIT // 2**20} MB，不予读取：请检查是否给错了文件")
        return path.read_bytes()
    except OSError as error:
        raise DocgenError(f"{path} 读不出来（{reason(error)}）：请检查路径，并先在 Word、Excel 或 WPS 中关闭该文件") from None
