"""What to say of a tag that is written wrongly."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.engine.lint import tags as kinds
from docgen.engine.lint.tags import COMMENT, VALUE, Tag
from docgen.problem import ERROR, REMINDER

_ENDS = {VALUE: "}}", COMMENT: "#}"}


def written(tag: Tag) -> Iterator[tuple[str, str, str]]:
    """Code, message and level of each flaw of a tag, but for those of its place (``standing.py``)."""
    end = _ENDS.get(tag.kind, "%}")
    for flaw in tag.flaws:
        if flaw.kind == kinds.HALF and flaw.detail:
            yield "unfinished", f"标记的末尾要写 {end}，这里写的是 {flaw.detail}", ERROR
        elif flaw.kind == kinds.HALF:
            yield "unfinished", f"标记没有写完，缺少 {end}", ERROR
        elif flaw.kind == kinds.MISWRITTEN:
            advice = "花括号之间不能有空格" if " " in flaw.detail and flaw.detail.isascii() else "花括号和百分号要用半角（英文状态下输入）"
            yield "signs", f"“{flaw.detail}”写得不对：{advice}", ERROR
        elif flaw.kind == kinds.SPACED:
            yield "prefix", f"{tag.kind} 与 {flaw.detail} 之间不能有空格，要写成 {tag.kind}{flaw.detail} ", ERROR
        elif flaw.kind == kinds.GLUED:
            yield "prefix", f"{tag.kind}{flaw.detail} 后面要空一格", ERROR
        elif flaw.kind == kinds.PERCENT:
            yield "percent", f"{tag.kind}{tag.prefix} 开头的标记里不能再用 {flaw.detail} 号，请先用 {{% set … %}} 算好再写", ERROR
        elif flaw.kind == kinds.WIDE:
            yield "signs", f"标记里有全角符号（{flaw.detail}），要用半角（英文状态下输入）", ERROR
        elif flaw.kind == kinds.QUOTES and flaw.detail == "mended":
            yield "quotes", "标记里用了中文引号，生成时按英文引号处理，宜改为英文引号", REMINDER
        elif flaw.kind == kinds.QUOTES:
            yield "quotes", "标记里的中文引号要改为英文引号（半角）", ERROR
