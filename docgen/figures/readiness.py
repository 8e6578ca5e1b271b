"""How many projects have signed (签约) and are cleared for building (拆迁), of those that say anything of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from docgen.ledger.report import Report

_NOT_NEEDED = re.compile(r"不涉及|未涉及|无需|不需|无拆迁|无征迁|净地")
_NOT_YET = re.compile(r"未|正在|尚|待|拟|洽谈|协商|进行中|部分|启动|剩余|[1-9]?\d(\.\d+)?[%％]")
_SIGNED = re.compile(r"已.{0,4}签|签约完成|完成签约|签订")
_CLEARED = re.compile(r"已.{0,4}(完成|拆|征|清)|(拆迁|征迁|征收|拆除|清表)(工作)?(已|全部|均)?(完成|完毕|结束)|完成.{0,4}(拆|征)|全部完成|100[%％]|^完成")
_ALL = re.compile(r"100[%％]")
_BLANK = re.compile(r"[\s/／—\-－。.]*")


@dataclass(frozen=True)
class Readiness:
    """``done`` of the ``told`` projects that say how it stands; those that say it is not needed, or nothing, do not count."""

    done: int
    told: int


def signing(reports: Iterable[Report]) -> Readiness:
    """签约情况."""
    return _count((report.signing for report in reports), _SIGNED)


def demolition(reports: Iterable[Report]) -> Readiness:
    """拆迁进展."""
    return _count((report.demolition for report in reports), _CLEARED)


def _count(texts: Iterable[str], done: re.Pattern[str]) -> Readiness:
    told = [text for text in texts if not _BLANK.fullmatch(text) and not _NOT_NEEDED.search(text)]
    return Readiness(sum(bool(done.search(text)) and not _NOT_YET.search(_ALL.sub("", text)) for text in told), len(told))
