"""Where the text of a paper ends, reckoned before any program has set it: every line is exact, so that it can be.

A ``Flow`` is what stands in the paper's own section, from the head to the text's last line, and what follows it as
one block: annex note, sign-off, note (附注). Lengths are twips.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from docgen.layout.lines import count_lines

DOUBT = 20
"""Twips by which programs may differ about what still fits a page."""


@dataclass(frozen=True)
class Piece:
    """A paragraph or a fixed height. ``line`` 0 takes the pitch; ``text`` is counted in lines of ``room`` characters,
    the first ``first`` shorter; without ``room`` its own breaks count. ``keep``: it stands with the next one's first line.
    """

    before: int = 0
    line: int = 0
    text: str = ""
    room: float = 0.0
    first: float = 0.0
    is_text: bool = False
    keep: bool = False

    def lines(self, hanging: bool, wider: float = 1.0) -> int:
        """How many lines; ``wider`` is how many times as many characters a line holds as usual."""
        if not self.room:
            return max(len(self.text.split("\n")), 1)
        return count_lines(self.text, self.room * wider, self.first, hanging)


@dataclass(frozen=True)
class Ending:
    """What stands where the text ends: its lines on the last page and how many of these the last paragraph has, how
    high the last page is filled, which page it is, all lines of the last paragraph."""

    lines: int
    own: int
    filled: float
    page: int
    last: int


@dataclass(frozen=True)
class Flow:
    """``pieces`` to the end of the text; ``tail`` what follows; ``first_room`` and ``room`` the heights of pages.

    ``foot`` is the imprint's height where it belongs on the same page, ``overhang`` what a seal takes below the last line,
    ``spare`` what its sign-off could stand closer to the text.
    """

    pieces: tuple[Piece, ...]
    tail: tuple[Piece, ...]
    first_room: int
    room: int
    foot: int = 0
    overhang: int = 0
    spare: int = 0
    _cache: dict = field(default_factory=dict, compare=False, repr=False)

    def ending(self, pitch: int, hanging: bool, wider: float = 1.0) -> Ending:
        """Where the text ends when its lines are ``pitch`` apart and hold ``wider`` times as many characters."""
        filled, room, page, on_page, own = 0.0, self.first_room, 1, 0, 0
        for at, piece in enumerate(self.pieces):
            filled += piece.before
            line = piece.line or pitch
            own = 0
            if piece.keep and filled + self._kept(at, pitch, hanging, wider) > room:
                filled, room, page, on_page = 0.0, self.room, page + 1, 0
            for _ in range(self._lines(piece, hanging, wider)):
                if filled + line > room:
                    filled, room, page, on_page, own = 0.0, self.room, page + 1, 0, 0
                filled += line
                on_page += piece.is_text
                own += 1
        last = self._lines(self.pieces[-1], hanging, wider) if self.pieces else 0
        return Ending(on_page, own, filled + self.room - room, page, last)

    def tail_height(self, pitch: int) -> int:
        """What follows the text, in twips."""
        return sum(piece.before + piece.lines(False) * (piece.line or pitch) for piece in self.tail)

    def _kept(self, at: int, pitch: int, hanging: bool, wider: float) -> int:
        """The height of a piece that is kept with the next, to the first line of the one that is not."""
        high = 0
        for piece in self.pieces[at:]:
            line = piece.line or pitch
            if not piece.keep:
                return high + piece.before + line
            high += self._lines(piece, hanging, wider) * line + (piece.before if high else 0)
        return high

    def _lines(self, piece: Piece, hanging: bool, wider: float) -> int:
        key = (piece, hanging, wider)
        if key not in self._cache:
            self._cache[key] = piece.lines(hanging, wider)
        return self._cache[key]
