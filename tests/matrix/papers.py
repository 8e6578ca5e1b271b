"""Papers of every shape: format × issuers × signers × sign-off × annexes × where the text ends.

Each is a draft made here, so that the matrix can be as large as wanted; ``matrix()`` is the whole, in a fixed order.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import product

from docgen.papers.drafts.draft import (
    BRIEFING,
    FILE,
    LETTER,
    MINUTES,
    ORDER,
    SEALED,
    SIGNED,
    UNSEALED,
    Annex,
    Block,
    Draft,
)
from docgen.papers.drafts.official import official, text_annex
from docgen.papers.paper import Paper
from docgen.settings import Office, Settings

SETTINGS = Settings(
    office=Office(
        name="栾川县人民政府办公室",
        mark="栾川县人民政府办公室文件",
        letter_mark="栾川县人民政府办公室",
        region="栾川县",
        whole="全县",
        code="栾政办",
        letter_code="栾政办函",
        issued_by="栾川县人民政府办公室",
        addressees=("各乡镇人民政府", "县直各单位"),
    )
)
_DAY = date(2018, 11, 8)
_ISSUERS = ("栾川县发展和改革委员会", "栾川县财政局", "栾川县自然资源局", "栾川县交通运输局")
_SIGNERS = ("陈晓东", "李明", "张国强", "王建军")
_TITLES = (
    "关于报送重点项目进展的通知",
    "关于进一步完善重点项目推进机制强化要素保障的实施意见",
    "栾川县人民政府办公室关于建立健全重点项目建设联席会议和督查通报制度加快推进项目建设的若干意见",
)
_SENTENCE = "各责任单位要对照年度目标任务，逐月分解投资计划，落实建设条件，及时报告存在的问题。"


@dataclass(frozen=True)
class Shape:
    """One cell of the matrix; ``lines`` is about how many lines of text there are."""

    format: str = FILE
    issuers: int = 1
    signers: int = 0
    sign_off: str = SEALED
    annexes: int = 0
    lines: int = 12
    security: int = 0
    title: int = 0
    note: str = ""
    levels: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        parts = [self.format, f"{self.issuers}家", f"签发{self.signers}", self.sign_off, f"附件{self.annexes}"]
        parts += [f"{self.lines}行", f"密{self.security}", f"题{self.title}"]
        return "-".join([*parts, *(["附注"] if self.note else []), *self.levels])


def matrix() -> Iterator[Shape]:
    """At least 150 shapes."""
    for issuers, sign_off, annexes, lines in product((1, 2, 3, 4), (SEALED, UNSEALED), (0, 1, 3), (6, 11, 16, 21)):
        yield Shape(FILE, issuers, 0, sign_off, annexes, lines, title=(issuers + lines) % 3)
    for signers, annexes, lines in product((1, 2, 3, 4), (0, 2), (9, 14)):
        yield Shape(FILE, 1, signers, UNSEALED, annexes, lines, title=1)
    for security, issuers, lines in product((1, 2, 3), (1, 2), (8, 19)):
        yield Shape(FILE, issuers, 0, SEALED, 0, lines, security)
    for security, annexes, lines in product((0, 1, 3), (0, 2), (7, 13, 18, 24)):
        yield Shape(LETTER, 1, 0, SEALED, annexes, lines, security, title=annexes // 2)
    for lines, annexes in product((5, 10, 15, 20), (0, 1)):
        yield Shape(MINUTES, lines=lines, annexes=annexes)
    for lines in (4, 9, 14, 19):
        yield Shape(ORDER, sign_off=SIGNED, lines=lines)
    for lines, annexes in product((5, 11, 17, 23), (0, 1)):
        yield Shape(BRIEFING, lines=lines, annexes=annexes)
    for lines in range(1, 23):
        yield Shape(FILE, lines=lines + 22)
    for format, security in product((ORDER, BRIEFING), (1, 2, 3)):
        yield Shape(format, sign_off=SIGNED if format == ORDER else SEALED, lines=7, security=security)
    for signers, issuers, lines in ((1, 1, 8), (2, 1, 15), (0, 2, 8), (0, 3, 15)):
        yield Shape(FILE, issuers, signers, SEALED, 0, lines, note="联系人：王明，联系电话：0379—66812345转重点项目办公室")
    for levels in (("一、", "1."), ("一、", "（一）", "一是"), ("一、", "1.", "一是")):
        yield Shape(FILE, lines=18, levels=levels)
    for annexes, lines in product((1, 3), range(22, 33, 2)):
        yield Shape(FILE, annexes=annexes, lines=lines)


def paper(shape: Shape) -> Paper:
    """The paper of one shape, with its annexes bound."""
    annexes = tuple(
        Annex(title, (Block(1, "总体安排"), Block(0, _SENTENCE * (2 + 9 * index))))
        for index, title in enumerate(("重点项目报送要求", "重点项目建设领导小组及其办公室组成人员名单和职责分工一览", "联系表")[: shape.annexes])
    )
    security = (("000001", "机密★1年", "特急") + ("",) * 3)[: shape.security]
    copy_number, secrecy, urgency = {1: ("", "", "加急"), 2: ("", "秘密", "特急")}.get(len(security), (*security, "", "", "")[:3])
    minutes = {"present": _SIGNERS * 3, "absent": ("郑华",), "attending": ("周涛", "吴刚")} if shape.format == MINUTES else {}
    draft = Draft(
        title=_TITLES[shape.title].replace("栾川县人民政府办公室" if shape.issuers > 1 else "\0", ""),
        format=shape.format,
        issuers=_ISSUERS[: shape.issuers] if shape.issuers > 1 else (),
        number="第8号" if shape.format == ORDER else "栾政办〔2018〕8号",
        addressees=("栾川县人民政府",) if shape.signers else (),
        date=_DAY,
        annexes=annexes,
        copies=("县委办公室", "县人大常委会办公室", "县政协办公室", "县纪委监委", "县法院", "县检察院"),
        signers=_SIGNERS[: shape.signers],
        sign_off=shape.sign_off,
        copy_number=copy_number,
        secrecy=secrecy,
        urgency=urgency,
        office="县长" if shape.sign_off == SIGNED else "",
        signed_by="王明" if shape.sign_off == SIGNED else "",
        series="栾川县重点项目建设简报" if shape.format == BRIEFING else "",
        issue=3 if shape.format == BRIEFING else None,
        reports_to=("县委", "县政府"),
        sends_to=("各乡镇", "县直各单位"),
        printed=80,
        note=shape.note,
        levels=shape.levels,
        blocks=tuple(block for block in _text(shape.lines) if block.level <= (len(shape.levels) or 4)),
        **minutes,
    )
    return official(draft, SETTINGS, _DAY, [text_annex(annex) for annex in annexes])


def _text(lines: int) -> Iterator[Block]:
    """Text of about so many lines: headings of all levels and paragraphs of one to three lines."""
    yield Block(0, "为加快重点项目建设，现将有关事项通知如下：")
    left = lines - 1
    if left >= 8:
        yield from (Block(1, "总体要求"), Block(2, "工作目标"), Block(3, "压实责任"), Block(4, "按月报送"))
        left -= 4
    while left > 0:
        take = min(left, 3)
        yield Block(0, (_SENTENCE * 3)[: 28 * take - 4].rstrip("，、。") + "。")
        left -= take
