"""Which field a person means by a word: a field's name, its Chinese word, any heading that offices use for it."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.ledger.editing import PARTED, TOUCHED
from docgen.ledger.reading.dictionary import STANDARD, Dictionary
from docgen.ledger.reading.heading import plain_header
from docgen.ledger.reading.synonyms import CHINESE, HEADING_ONLY
from docgen.ledger.reading.text import squeeze
from docgen.ledger.record import FIELDS
from docgen.ledger.report import Report
from docgen.problem import DocgenError

_FIELD = {word: field for field, word in (HEADING_ONLY | CHINESE).items()}


def path_named(word: str, report: Report, dictionary: Dictionary = STANDARD) -> str:
    """The path of the field of ``report`` that ``word`` means: 形象进度, progress, 用地审批手续, milestones/一季度.

    Raises DocgenError with the nearest words when there is none.
    """
    word = squeeze(word)
    group, slash, part = word.partition("/")
    if slash and part:
        field = _FIELD.get(group) or (group if group in FIELDS else dictionary.group_of(plain_header(group)))
        if field in (*PARTED, "extra"):
            return f"{field}/{part}"
    if field := word if word in (*FIELDS, *TOUCHED) else _FIELD.get(word):
        return field
    for path in _parts(report):
        if squeeze(path.partition("/")[2]) == word:
            return path
    if field := dictionary.field_of(plain_header(word)):
        return field
    raise DocgenError(f"没有“{word}”这个栏目{_nearest(word, report, dictionary)}")


def _parts(report: Report) -> Iterator[str]:
    """The paths below the fields that hold several things by name."""
    yield from (f"approvals/{approval.procedure}" for approval in report.approvals)
    yield from (f"milestones/{milestone.when}" for milestone in report.milestones)
    yield from (f"extra/{label}" for label, _ in report.extra)


def _nearest(word: str, report: Report, dictionary: Dictionary) -> str:
    from difflib import get_close_matches

    usual = [told for field, told in CHINESE.items() if field not in (*PARTED, "extra", "name")]
    own = [path.partition("/")[2] for path in _parts(report)]
    near = get_close_matches(word, [*usual, *own, *FIELDS, *dictionary.words], 3, 0.5)
    if near:
        return f"，是否为{'、'.join(f'“{found}”' for found in dict.fromkeys(near))}？"
    return f"：可用的有{'、'.join([*usual, *own])}"
