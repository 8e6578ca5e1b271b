"""From a draft to a paper: the values that the format's template uses (clauses 7 and 10)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from typing import Any

from docgen.papers.dates import spoken
from docgen.papers.drafts.draft import (
    BRIEFING,
    FILE,
    LETTER,
    MINUTES,
    ORDER,
    SEALED,
    SIGNED,
    Annex,
    Block,
    Draft,
)
from docgen.papers.drafts.kinds import KINDS
from docgen.papers.drafts.levels import marked
from docgen.papers.frame import BLANK_NUMBER, annex_caller, document_number
from docgen.papers.insets import signed
from docgen.papers.paper import IssuedText, Paper, TextAnnex
from docgen.papers.table import Table
from docgen.settings import Settings

TEMPLATES = {FILE: "公文", LETTER: "信函", MINUTES: "纪要", ORDER: "命令", BRIEFING: "简报"}
"""The template of each format."""

CAPTIONED = "题注"
"""The sign-off of a paper that a meeting passed: the line below its title says by whom and when."""

_NAME_LENGTH = 2
_GAP = "\u3000"


@dataclass(frozen=True)
class Signers:
    """One row of signers: the label in the first row, up to two names (7.2.6)."""

    label: str
    first: str
    second: str = ""


def official(
    draft: Draft,
    settings: Settings,
    issued: date,
    annexes: Sequence[Table | TextAnnex] = (),
    loose: Sequence[Table | TextAnnex] = (),
) -> Paper:
    """The paper of a draft, dated ``issued`` where the draft gives no date.

    ``annexes`` are those that come along bound with the paper, ``loose`` those that are not bound with it.
    """
    day = draft.date or issued
    return Paper(
        kind=TEMPLATES[draft.format],
        title=draft.title,
        file_name=draft.title,
        context=_context(draft, settings, day, annexes),
        annexes=tuple(annexes),
        loose=tuple(loose),
        issued=_issued(draft, settings),
        seals=draft.seals,
        sealed=draft.sign_off == SEALED if draft.sign_off else settings.office.seal,
    )


def _context(draft: Draft, settings: Settings, day: date, annexes: Sequence[Table | TextAnnex]) -> dict[str, Any]:
    office = settings.office
    issuers = draft.issuers or (office.name,)
    letter = draft.format == LETTER
    security = [text for text in (draft.copy_number, draft.secrecy, draft.urgency) if text]
    unaddressed = draft.format in (MINUTES, ORDER, BRIEFING) or draft.kind in KINDS and KINDS[draft.kind].addressees == 0
    addressees = draft.addressees or (() if unaddressed else office.addressees)
    body = _blocks(marked(draft.blocks, draft.levels or settings.layout.levels))
    return {
        "office": office,
        "mark": _mark(draft, settings),
        "mark_word": "" if letter else "文件",
        "number": draft.number or _blank_number(draft, settings, day),
        "issuers": list(issuers),
        "issuer": issuers[0],
        "copy_number": draft.copy_number,
        "secrecy": draft.secrecy,
        "urgency": draft.urgency,
        "security": security,
        "signer_rows": _signer_rows(draft.signers),
        "title": draft.title,
        "addressees": _joined(addressees),
        "main_to": "",
        "body": body,
        "annexes": [annex.title for annex in draft.annexes],
        "annex": annex_caller(annexes),
        "caption": draft.caption.strip("（）()"),
        "sign_off": CAPTIONED if draft.caption else draft.sign_off or (SIGNED if draft.format == ORDER else SEALED),
        "sign_office": draft.office,
        "signed_by": _spaced(draft.signed_by),
        "date": spoken(day),
        "note": draft.note.strip("（）()"),
        "attendance": _attendance(draft),
        "copies": _joined(draft.copies),
        "issued_by": draft.issued_by or office.issued_by,
        "issued_on": spoken(draft.issued_on or day),
        "series": draft.series or f"{office.name}简报",
        "issue": draft.issue or BLANK_NUMBER,
        "total": draft.total or "",
        "contents": [],
        "editor_note": draft.editor_note,
        "items": [{"title": draft.title, "body": body}],
        "compiled_by": draft.compiled_by or office.name,
        "reports_to": _joined(draft.reports_to),
        "sends_to": _joined(draft.sends_to),
        "distributes": _joined(draft.distributes),
        "printed": draft.printed,
        "lag": settings.lag,
    }


def _issued(draft: Draft, settings: Settings) -> IssuedText | None:
    """The text that the draft's paper issues, its headings marked as it says."""
    plan = draft.plan
    if plan is None:
        return None
    blocks = marked(plan.blocks, plan.levels or draft.levels or settings.layout.levels)
    return IssuedText(plan.title, tuple(_blocks(blocks)), tuple(annex.title for annex in plan.annexes))


def _mark(draft: Draft, settings: Settings) -> str:
    """The issuer mark: the settings' own for the settings' office, else the issuer's name with 文件."""
    own = not draft.issuers or draft.issuers == (settings.office.name,)
    if draft.format == FILE:
        return settings.office.mark if own else f"{draft.issuers[0]}文件"
    if draft.format == LETTER:
        return settings.office.letter_mark if own else draft.issuers[0]
    if draft.series:
        return draft.series
    name = settings.office.name if own else draft.issuers[0]
    return {MINUTES: f"{name}会议纪要", ORDER: f"{name}令", BRIEFING: f"{name}简报"}[draft.format]


def _blank_number(draft: Draft, settings: Settings, day: date) -> str:
    """The number of a draft, its sequence left blank: an order's is 第　号, minutes' 〔2021〕　号 (10.2.2, 10.3)."""
    if draft.format == ORDER:
        return f"第{BLANK_NUMBER}号"
    code = {LETTER: settings.office.letter_code, MINUTES: ""}.get(draft.format, settings.office.code)
    return document_number(code, day.year, None)


def _signer_rows(signers: Sequence[str]) -> list[Signers]:
    names = [_spaced(name) for name in signers]
    return [
        Signers("签发人：" if start == 0 else "", names[start], names[start + 1] if start + 1 < len(names) else "")
        for start in range(0, len(names), 2)
    ]


def _blocks(blocks: Sequence[Block]) -> list[dict[str, Any]]:
    return [_block(block, below) for block, below in zip_longest(blocks, blocks[1:])]


def _block(block: Block, below: Block | None) -> dict[str, Any]:
    """A heading that runs on into its text is parted: the heading's own font ends at its first full stop.

    One with nothing ``below`` it is no heading but a sentence (a decision of minutes), and keeps its stop.
    """
    text = signed(block.runs) if block.runs else block.text
    head, rest = text, ""
    if block.level in (1, 2) and "。" in block.text.rstrip("。"):
        cut = text.index("。") + 1
        head, rest = text[:cut], text[cut:]
    elif block.level:
        heads = below is not None and (not below.level or below.level > block.level)
        head = text.rstrip("。") if block.level in (1, 2) and heads else text
    return {"level": block.level, "text": text, "head": head, "rest": rest, "number": block.number, "inset": block.inset}


def _attendance(draft: Draft) -> list[dict[str, str]]:
    """出席, 请假, 列席 with their names, those that there are (10.3)."""
    groups = (("出席", draft.present), ("请假", draft.absent), ("列席", draft.attending))
    return [{"label": label, "names": _GAP.join(map(_spaced, names))} for label, names in groups if names]


def _joined(names: Sequence[str]) -> str:
    return "，".join(names).rstrip("。；，")


def _spaced(name: str) -> str:
    """A name of two characters is set as wide as one of three: 杨　洋."""
    return _GAP.join(name) if len(name) == _NAME_LENGTH and all("\u4e00" <= c <= "\u9fff" for c in name) else name


def text_annex(annex: Annex, levels: Sequence[str] = ()) -> TextAnnex:
    """An annex of running text, its headings marked as ``levels`` say."""
    blocks = marked(annex.blocks, levels)
    return TextAnnex(name=annex.title, title=annex.title, blocks=tuple(_blocks(blocks)))
