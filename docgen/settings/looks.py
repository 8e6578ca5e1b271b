"""How the papers look, as far as the standard leaves it to the office."""

from __future__ import annotations

from dataclasses import dataclass, field

DEFAULT_PITCH, COMPENSATED_PITCH = "默认", "补偿"
KAI_TAILS, PLAIN_TAILS = "楷体", "仿宋"
STANDARD_LEVELS = ("一、", "（一）", "1.", "（1）")


@dataclass(frozen=True)
class Layout:
    """``line_pitch``: 默认 (22 equal lines in the type area) or 补偿 (the first line's characters begin at its top).

    ``levels``: the marks of a draft's headings from the first level down. ``tails``: the font of a paragraph's last bracket
    that says who does it (（县工信局牵头，各乡镇负责）).
    """

    line_pitch: str = field(default=DEFAULT_PITCH, metadata={"choices": (DEFAULT_PITCH, COMPENSATED_PITCH)})
    levels: tuple[str, ...] = field(default=STANDARD_LEVELS, metadata={"choices": (*STANDARD_LEVELS, "一是")})
    tails: str = field(default=KAI_TAILS, metadata={"choices": (KAI_TAILS, PLAIN_TAILS)})


@dataclass(frozen=True)
class Fonts:
    """The fonts that the office has; the papers name these."""

    title: str = "方正小标宋简体"
    body: str = "仿宋_GB2312"
    kai: str = "楷体_GB2312"
    hei: str = "黑体"
    digits: str = "宋体"
