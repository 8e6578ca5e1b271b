"""A text in tokens: a number with its unit is one, every other character one of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

_TOKEN = re.compile(r"\d+(?:[,，]\d{3}(?!\d))*(?:\.\d+)?(?:[%％]|亿元|万元)?|.", re.DOTALL)
_NUMBER = re.compile(r"[+\-]?\d+(?:\.\d+)?")


@dataclass(frozen=True)
class Token:
    """A stretch of a text: where it begins, what it says as written and as compared."""

    begin: int
    text: str

    @property
    def end(self) -> int:
        return self.begin + len(self.text)

    @property
    def number(self) -> bool:
        return self.text[0].isdigit()

    @property
    def plain(self) -> str:
        return plain(self.text)


def tokens(text: str) -> list[Token]:
    return [Token(found.start(), found[0]) for found in _TOKEN.finditer(text)]


def plain(text: str) -> str:
    """A number as it is compared: no separators of thousands, one kind of percent sign."""
    if not any(char.isdigit() for char in text):
        return text
    return re.sub(r"(?<=\d)[,，](?=\d{3}(?!\d))", "", text).replace("％", "%").replace("−", "-")


def value(text: str) -> Decimal | None:
    """The number that a text says, without its unit; None when it says none."""
    found = _NUMBER.search(plain(text))
    try:
        return Decimal(found[0].replace("+", "")) if found else None
    except InvalidOperation:
        return None


def around(text: str, begin: int, end: int, room: int = 10) -> str:
    """The words of a place with a few before and after, as a person needs to find it again."""
    left, right = max(begin - room, 0), min(end + room, len(text))
    return f"{'…' if left else ''}{text[left:right]}{'…' if right < len(text) else ''}"
