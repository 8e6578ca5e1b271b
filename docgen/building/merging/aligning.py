"""Which paragraph of one version is which of another: equal ones first, then the likest between them, in their order."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

_LIKE = 0.4
_MOST = 4000
"""Beyond so many pairs to weigh in one stretch, paragraphs are paired by their order."""

Pair = tuple[int | None, int | None]


def align(first: Sequence[str], second: Sequence[str]) -> list[Pair]:
    """Pairs of indexes in the order of both; None where a paragraph has no partner: it was added or removed."""
    pairs: list[Pair] = []
    for kind, a1, a2, b1, b2 in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        if kind == "equal":
            pairs += zip(range(a1, a2), range(b1, b2))
        else:
            pairs += [
                (None if a is None else a + a1, None if b is None else b + b1)
                for a, b in _likest(first[a1:a2], second[b1:b2])
            ]
    return pairs


def _likest(first: Sequence[str], second: Sequence[str]) -> list[Pair]:
    """The pairing of two stretches with the greatest likeness in all, none that is below the least."""
    if len(first) * len(second) > _MOST:
        return _by_order(len(first), len(second))
    from rapidfuzz import fuzz

    best = [[0.0] * (len(second) + 1) for _ in range(len(first) + 1)]
    like = [[fuzz.ratio(a, b) / 100 for b in second] for a in first]
    for a in reversed(range(len(first))):
        for b in reversed(range(len(second))):
            paired = like[a][b] + best[a + 1][b + 1] if like[a][b] >= _LIKE else 0.0
            best[a][b] = max(paired, best[a + 1][b], best[a][b + 1])
    pairs: list[Pair] = []
    a = b = 0
    while a < len(first) and b < len(second):
        if like[a][b] >= _LIKE and best[a][b] == like[a][b] + best[a + 1][b + 1]:
            pairs.append((a, b))
            a, b = a + 1, b + 1
        elif best[a][b] == best[a + 1][b]:
            pairs.append((a, None))
            a += 1
        else:
            pairs.append((None, b))
            b += 1
    return pairs + [(rest, None) for rest in range(a, len(first))] + [(None, rest) for rest in range(b, len(second))]


def _by_order(first: int, second: int) -> list[Pair]:
    both = min(first, second)
    return [(n, n) for n in range(both)] + [(n, None) for n in range(both, first)] + [(None, n) for n in range(both, second)]
