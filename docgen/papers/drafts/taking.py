"""What a draft says in its text instead of its front matter: its head, addressees, annexes, issuers, date, note, imprint.

Each is taken only where it is clear, and told.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from docgen.papers.drafts.closing import UNIT, Closing, take_closing
from docgen.papers.drafts.draft import Block
from docgen.papers.drafts.head import Tell, bare, mark_of, take_head

_LEADS_OVER = "(?!.*(?:如下|下列|以下|现将|要求|通知|特此|根据|按照))"
_COLON = r"\s*[：:﹕︰∶]"
_ADDRESSEES = re.compile(rf"{_LEADS_OVER}[^。；！？：:]*{UNIT}(?:（[^）]*）)?{_COLON}")
_PERHAPS = re.compile(rf"{_LEADS_OVER}[^。；！？：:]{{2,30}}{_COLON}")


def take(blocks: list[Block], front: Mapping[str, Any], tell: Tell, dated: bool = True) -> tuple[Closing, dict[str, Any]]:
    """The text without what was taken, the annexes that stand below it, and the values taken, as front matter has them.

    What ``front`` gives itself is not looked for; a text that a notice issues has no date (``dated``).
    """
    taken: dict[str, Any] = {}
    rest = take_head(blocks, front, taken, tell)
    rest = _take_addressees(rest, front, taken, tell)
    closing = take_closing(rest, front, taken, tell, dated and "date" not in taken)
    if "issuers" not in {**front, **taken} and (issuer := mark_of(blocks)):
        taken["issuers"] = [issuer]
        tell(f"发文机关取自文稿的红头：{issuer}", "")
    return closing, taken


def _take_addressees(blocks: list[Block], front: Mapping[str, Any], taken: dict[str, Any], tell: Tell) -> list[Block]:
    first = next(iter(blocks), None)
    if first is None or first.level or first.item or first.inset or len(blocks) < 2:
        return blocks
    if not _ADDRESSEES.fullmatch(bare(first)):
        if "addressees" not in front and _PERHAPS.fullmatch(bare(first)):
            tell(f"首行“{bare(first)}”没有当作主送机关：若是，请在开头写 主送，并从正文删去", first.place)
        return blocks
    text = bare(first)[:-1].strip()
    names = [name.strip() for name in re.split("[，,]", text) if name.strip()]
    if "addressees" not in front:
        taken["addressees"] = names
        tell(f"主送机关取自文稿：{text}", first.place)
    elif _run_on(front["addressees"]) != _run_on(names):
        tell(f"主送机关以开头的为准，文稿里的“{text}”没有印出", first.place)
    return blocks[1:]


def _run_on(names: Any) -> str:
    return re.sub(r"[\s，,、]", "", "，".join(map(str, names)) if isinstance(names, list | tuple) else str(names or ""))
