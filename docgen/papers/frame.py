"""What every paper has around its text: number, issuer, date, annex note, imprint, and how annexes are called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from docgen.figures.lag import in_plain_form
from docgen.papers.dates import spoken
from docgen.papers.table import Table
from docgen.settings import Settings

BLANK_NUMBER = "\u3000"
"""Stands for the number of a draft, to be filled in when it is issued."""


def document_number(code: str, year: int, number: int | None) -> str:
    """发文字号 (7.2.5): 平湛政办〔2021〕9号; a draft's number is left blank."""
    return f"{code}〔{year}〕{BLANK_NUMBER if number is None else number}号"


def frame(
    settings: Settings, title: str, issued: date, number: int | None, annexes: Sequence[Table], *, letter: bool = False
) -> dict[str, Any]:
    """The values that every template may use."""
    office = settings.office
    return {
        "office": office,
        "mark": office.letter_mark if letter else office.mark,
        "number": document_number(office.letter_code if letter else office.code, issued.year, number),
        "title": title,
        "addressees": "，".join(office.addressees),
        "issuer": office.name,
        "issuers": [office.name],
        "mark_word": "",
        "copy_number": "",
        "secrecy": "",
        "urgency": "",
        "security": [],
        "signer_rows": [],
        "sign_off": "加盖印章" if office.seal else "不加盖印章",
        "sign_office": "",
        "signed_by": "",
        "main_to": "",
        "date": spoken(issued),
        "note": office.note,
        "annexes": [table.title for table in annexes],
        "annex": annex_caller(annexes),
        "copies": "，".join(() if letter else office.copies),
        "issued_by": office.issued_by,
        "issued_on": spoken(issued),
        "lag": in_plain_form(settings.lag),
    }


@dataclass(frozen=True)
class AnnexCaller:
    """``annex("排名表")`` in a template: 附件1, or 附件 when there is only one, or nothing when it is not annexed.

    A value, for a paper is handed to other processes to be laid out.
    """

    names: tuple[str, ...]

    def __call__(self, name: str) -> str:
        if name not in self.names:
            return ""
        return "附件" if len(self.names) == 1 else f"附件{self.names.index(name) + 1}"


def annex_caller(annexes: Sequence[Table]) -> AnnexCaller:
    """What ``annex`` is in the templates of a paper with these annexes."""
    return AnnexCaller(tuple(table.name for table in annexes))
