"""The project that a person may have meant, where the name typed is not in the ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from docgen.ledger.reading.text import half_width, squeeze

_LEAST, _OF_THE_BEST = 0.4, 0.75


def key(name: str) -> str:
    """What of a name matters when it is looked for: no white space, half-width brackets and digits."""
    return half_width(squeeze(name))


def nearest(name: str, known: Iterable[str], most: int = 3) -> tuple[str, ...]:
    """The names nearest to ``name``, the best first, none that is far behind the best."""
    wanted = key(name)
    scored = sorted(((_likeness(wanted, key(other)), other) for other in dict.fromkeys(known)), key=lambda pair: -pair[0])
    best = scored[0][0] if scored else 0.0
    return tuple(other for score, other in scored[:most] if score >= max(_LEAST, best * _OF_THE_BEST))


def _likeness(wanted: str, name: str) -> float:
    """From 0 to 1. Half is how much of what was typed stands in the name in this order: people leave words out;
    a quarter how many of its pairs of characters do, wherever: people turn words round; a quarter the whole."""
    from rapidfuzz import fuzz
    from rapidfuzz.distance import LCSseq

    if not wanted or not name:
        return 0.0
    pairs = _pairs(wanted)
    in_order = LCSseq.similarity(wanted, name) / len(wanted)
    in_pairs = (pairs & _pairs(name)).total() / max(1, pairs.total())
    return 0.5 * in_order + 0.25 * in_pairs + 0.25 * fuzz.ratio(wanted, name) / 100


def _pairs(text: str) -> Counter[str]:
    return Counter(map("".join, zip(text, text[1:])))
