"""TOML as a clerk types it: Chinese names without quotes, quotation marks and commas of a Chinese keyboard."""

from __future__ import annotations

import re

_PIECE = re.compile(
    r'"""[\s\S]*?"""' r"|'''[\s\S]*?'''" r'|"(?:\\.|[^"\\\n])*"' r"|'[^'\n]*'" r"|#[^\n]*"
    r"|“(?P<said>[^”\n]*)”" r"|(?P<mark>[，＝【】｛｝])" r"|(?P<name>[\w-]*[\u4e00-\u9fff][\w-]*)"
)
_MARKS = {"，": ",", "＝": "=", "【": "[", "】": "]", "｛": "{", "｝": "}"}
_TRUE = {"是": "true", "否": "false"}


def as_toml(text: str) -> str:
    """The text as TOML proper; what stands within quotes or behind # is left as it is.

    >>> as_toml('名称 = “问题清单”，横排 = 是')
    '"名称" = "问题清单","横排" = true'
    """
    return _PIECE.sub(_put_right, text)


def _put_right(found: re.Match[str]) -> str:
    if (said := found["said"]) is not None:
        return f'"{said}"'.replace("\\", "\\\\")
    if mark := found["mark"]:
        return _MARKS[mark]
    if name := found["name"]:
        return _TRUE.get(name) or f'"{name}"'
    return found[0]
