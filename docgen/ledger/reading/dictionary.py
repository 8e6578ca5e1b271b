"""Which field a heading means: the words that docgen knows and those that an office adds in a file of its own (词典.toml)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docgen.ledger.reading.heading import plain_header
from docgen.ledger.reading.synonyms import APPROVAL_GROUPS, CHINESE, FIELDS, HEADING_ONLY, MILESTONE_GROUPS, called
from docgen.problem import DocgenError, reason

OTHERS = "extra"
"""The field of headings that an office knows and wants kept as they are (其他栏目)."""

_TYPED = str.maketrans("“”，＝", '"",=')
_BARE_NAME = re.compile(r"^([ \t]*)([^\s\"'#=\[\]][^\"'#=\[\]]*?)([ \t]*=)", re.MULTILINE)
_RANK = re.compile(r"^(?:市或县|市、县|市县|省市|[省市县区镇乡])级?")


@dataclass(frozen=True, eq=False)
class Dictionary:
    """Plain heading word → field; ``own`` are the words that the office added, ``file`` where it did.

    A word may be a path (投资/完成): it then counts below that group heading only, and before single words.
    """

    words: Mapping[str, str]
    own: frozenset[str] = frozenset()
    file: str = ""

    def field_of(self, word: str) -> str:
        """The field that a plain word means, or an empty text; 市、县级 … in front do not matter."""
        return self.words.get(word) or self.words.get(_RANK.sub("", word), "")

    def group_of(self, word: str) -> str:
        """``approvals`` or ``milestones`` for a group heading whose columns are one procedure or node each."""
        if self.words.get(word) in ("approvals", "milestones"):
            return self.words[word]
        if word in APPROVAL_GROUPS:
            return "approvals"
        return "milestones" if word in MILESTONE_GROUPS else ""

    def is_own(self, word: str) -> bool:
        return word in self.own or _RANK.sub("", word) in self.own

    def words_of(self, field: str) -> Iterator[str]:
        return (word for word, meant in self.words.items() if meant == field)

    def __repr__(self) -> str:
        return f"Dictionary({len(self.words)} words, {len(self.own)} of {self.file or 'no file'})"


STANDARD = Dictionary({word: field for field, known in FIELDS.items() for word in known})
"""The words that docgen knows by itself."""


def load_dictionary(path: Path) -> Dictionary:
    """The standard words with an office's own; the standard alone when there is no file.

    Raises DocgenError naming file and entry when the file is no TOML, an entry names no field, is no list of words,
    or gives one word two meanings.
    """
    if not path.exists():
        return STANDARD
    entries = _entries(path)
    own: dict[str, str] = {}
    for name, words in entries.items():
        field = _field_named(path, name)
        for word in _words(path, name, words):
            plain = "/".join(map(plain_header, word.split("/")))
            if not plain.strip("/"):
                raise DocgenError(f"{path} “{name}”：“{word}”去掉括号、单位后没有文字：请写栏目的名称")
            if own.get(plain, field) != field:
                raise DocgenError(f"{path} “{name}”：“{word}”已写在“{called(own[plain])}”中：同一栏目只能有一种意思，请删去一处")
            own[plain] = field
    return Dictionary({**STANDARD.words, **own}, frozenset(own), path.name)


def _entries(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(_as_toml(path.read_text(encoding="utf-8-sig")))
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        where = f"第 {found[1]} 行" if found else "末尾"
        raise DocgenError(f"{path}：词典{where}写法不对：每行应写成 总投资 = [\"投资盘子\", \"总盘子\"]，中文叫法加英文引号") from None
    except UnicodeDecodeError:
        raise DocgenError(f"{path}：词典不是 UTF-8 编码：请在记事本中另存，编码选 UTF-8") from None
    except OSError as error:
        raise DocgenError(f"{path}：词典无法读取（{reason(error)}）") from None


def _as_toml(text: str) -> str:
    """Chinese names need no quotes, and quotes and commas may be those of a Chinese keyboard."""
    return _BARE_NAME.sub(r'\1"\2"\3', text.translate(_TYPED))


def _field_named(path: Path, name: str) -> str:
    chinese = {told: field for field, told in (HEADING_ONLY | CHINESE).items()}
    if name in FIELDS or name in CHINESE:
        return name
    if field := chinese.get(name) or STANDARD.field_of(plain_header(name)):
        return field
    from difflib import get_close_matches

    near = get_close_matches(name, [*chinese, *STANDARD.words], 1, 0.5)
    hint = f"，是否为“{near[0]}”" if near else f"；可用的有：{'、'.join(chinese)}"
    raise DocgenError(f"{path}：没有“{name}”这一项{hint}")


def _words(path: Path, name: str, words: Any) -> list[str]:
    if isinstance(words, str):
        return [words]
    if isinstance(words, list) and all(isinstance(word, str) for word in words):
        return words
    raise DocgenError(f"{path} “{name}”：应为加引号的叫法组成的列表，如 {name} = [\"叫法一\", \"叫法二\"]，现为 {words!r}")
