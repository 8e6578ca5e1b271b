"""The draft of any official paper: what its front matter says and the blocks of its text."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from docgen.papers.insets import Inset, Run
from docgen.papers.table import A4
from docgen.problem import Problem

FILE, LETTER, MINUTES, ORDER, BRIEFING = "文件", "信函", "纪要", "命令", "简报"
FORMATS = (FILE, LETTER, MINUTES, ORDER, BRIEFING)
"""The formats of GB/T 9704—2012 (7, 10.1, 10.3, 10.2) and the briefing of practice."""

SEALED, UNSEALED, SIGNED = "加盖印章", "不加盖印章", "加盖签名章"
SIGN_OFFS = (SEALED, UNSEALED, SIGNED)
"""7.3.5.1, 7.3.5.2, 7.3.5.3."""


MARKS = {"一、": 1, "（一）": 2, "1.": 3, "（1）": 4, "一是": 5}
"""What a heading may be marked with (7.3.3, and 一是…二是… within a text): the level that it is set and counted as."""

CHAPTER, SECTION, ARTICLE = "章", "节", "条"
"""What a paragraph of a 办法, 规定 or 章程 is marked as whose number is typed and stays: 第一章, 第一节, 第一条 and the text below it."""

LISTED = "名单"
"""What a person of a name list within the text is marked as."""


@dataclass(frozen=True)
class Block:
    """A paragraph (``level`` 0) or a heading of ``level`` 1–4 (一、 （一） 1. （1）, or as the draft's ``levels`` say).

    ``runs`` are the text in its emphases, where there are any; ``inset`` stands in the place of text. ``mark`` (of
    ``MARKS``) says which mark a heading has, whatever the ``levels``: the draft itself has it so; ``章``, ``节``, ``条`` with the number in the text. ``item`` is the depth
    (1–3) of an item of a list, numbered below the heading that it stands under, ``number`` the number from which to count.
    ``place`` is where it stands in the draft (第12行, 第3段).
    """

    level: int
    text: str
    runs: tuple[Run, ...] = ()
    inset: Inset | None = None
    mark: str = ""
    item: int = 0
    number: int = 0
    place: str = field(default="", compare=False)


@dataclass(frozen=True)
class Annex:
    """An annex: its title; its text, when it comes with the draft; whether it is bound with the paper.

    ``table`` is the ledger's table that it is, or ``file:`` (``roster:`` for a name list) and a file's name; ``paper`` is what
    a table of the ledger is printed on, ``as_of`` and ``note`` what it says above and below instead of its own words.
    """

    title: str
    blocks: tuple[Block, ...] = ()
    table: str = ""
    bound: bool = True
    paper: str = A4
    as_of: str = ""
    note: str = ""


@dataclass(frozen=True)
class Draft:
    """One draft. Empty fields are left to the settings.

    ``issuers`` the sponsor first; ``signers`` make it an upward document (上行文); ``secrecy`` 机密★1年;
    ``seals`` are pictures of the issuers' seals; ``office`` and ``signed_by`` stand in a signature seal's sign-off;
    ``present``, ``absent`` and ``attending`` are the 出席, 请假 and 列席 of minutes; ``series``, ``issue``, ``total`` (the
    count over all years), ``compiled_by`` and ``editor_note`` (按语) head a briefing, ``reports_to``, ``sends_to``, ``distributes`` and ``printed`` end it. ``levels``
    are the marks of the headings from the first level down, of ``MARKS``: 一、 1. instead of 一、 （一）. ``kind`` is
    the statutory kind (通知, 请示 …), ``caption`` the line below a title by which a 决议 was passed, ``issues`` the file of the text
    that the paper issues (印发), ``plan`` that text, read. ``reminders`` tell what was taken from the text and what of it could not be kept.
    """

    title: str = ""
    format: str = FILE
    issuers: tuple[str, ...] = ()
    number: str = ""
    addressees: tuple[str, ...] = ()
    date: date | None = None
    annexes: tuple[Annex, ...] = ()
    note: str = ""
    copies: tuple[str, ...] = ()
    issued_by: str = ""
    issued_on: date | None = None
    signers: tuple[str, ...] = ()
    secrecy: str = ""
    urgency: str = ""
    copy_number: str = ""
    sign_off: str = ""
    seals: tuple[str, ...] = ()
    office: str = ""
    signed_by: str = ""
    present: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    attending: tuple[str, ...] = ()
    series: str = ""
    issue: int | None = None
    total: int | None = None
    compiled_by: str = ""
    editor_note: str = ""
    reports_to: tuple[str, ...] = ()
    sends_to: tuple[str, ...] = ()
    distributes: tuple[str, ...] = ()
    printed: int | None = None
    levels: tuple[str, ...] = ()
    kind: str = ""
    caption: str = ""
    issues: str = ""
    plan: Draft | None = None
    blocks: tuple[Block, ...] = ()
    reminders: tuple[Problem, ...] = ()
