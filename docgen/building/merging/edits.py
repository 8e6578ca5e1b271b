"""A person's edits of paragraphs, and which of them fit into a new version: three versions, no document.

An edit fits where docgen's new version leaves the paragraph as it was. Where both changed it, the person's words may
name figures that the ledger has since changed: the new version's paragraph stands, and the edit is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from docgen.building.merging.aligning import align
from docgen.building.merging.reading import Line

CHANGED, ADDED, REMOVED = "改", "增", "删"


@dataclass(frozen=True)
class Edit:
    """One edit of a paragraph.

    ``was`` is what docgen had written, ``hand`` what the person made of it, ``now`` what the new version says there;
    empty where there is no such paragraph. ``at`` is the new version's paragraph that is changed or removed, or the one
    that an added one follows (-1: it stands first). ``fits``: it goes into the new version; ``there``: the new version
    says so by itself. ``style`` is the added paragraph's.
    """

    kind: str
    was: str = ""
    hand: str = ""
    now: str = ""
    at: int = -1
    fits: bool = False
    there: bool = False
    style: str = ""


def edits(base: Sequence[Line], hand: Sequence[Line], new: Sequence[Line]) -> list[Edit]:
    """The edits that lead from docgen's former version to the person's, each placed in docgen's new version."""
    placed = dict((b, n) for b, n in align(_keys(base), _keys(new)) if b is not None and n is not None)
    fresh = {line.key for n, line in enumerate(new) if n not in placed.values()}
    found: list[Edit] = []
    pairs = align(_keys(base), _keys(hand))
    for index, (b, h) in enumerate(pairs):
        if b is None:
            found.append(_added(hand[h], _follows(pairs, index, placed), fresh))
        elif h is None or base[b].key != hand[h].key:
            found.append(_changed(base[b], None if h is None else hand[h], placed.get(b), new))
    return found


def _changed(was: Line, hand: Line | None, at: int | None, new: Sequence[Line]) -> Edit:
    now = None if at is None else new[at]
    kind = REMOVED if hand is None else CHANGED
    there = (hand.key if hand else None) == (now.key if now else None)
    fits = now is not None and now.key == was.key and not there
    words = hand.text if hand else ""
    return Edit(kind, was.text, words, now.text if now else "", -1 if at is None else at, fits, there)


def _added(hand: Line, at: int | None, fresh: set[str]) -> Edit:
    there = hand.key in fresh
    return Edit(ADDED, hand=hand.text, at=-1 if at is None else at, fits=at is not None and not there, there=there, style=hand.style)


def _follows(pairs: Sequence[tuple[int | None, int | None]], index: int, placed: dict[int, int]) -> int | None:
    """The new version's paragraph that an added one follows; None where its neighbours are gone on both sides."""
    before = next((b for b, _ in reversed(pairs[:index]) if b is not None), None)
    after = next((b for b, _ in pairs[index + 1 :] if b is not None), None)
    if before in placed:
        return placed[before]
    if after in placed:
        return placed[after] - 1
    return -1 if before is None and after is None else None


def _keys(lines: Sequence[Line]) -> list[str]:
    return [line.key for line in lines]
