"""The sign-off never alone on a page, the page before it well filled: line pitch and character spacing (7.3.5.5).

Where what follows the text (annex note, sign-off, seal, note, imprint) finds no room below it, the standard has the
spacing of lines or characters adjusted. How far is 5.2.3's to say: 22 lines and 28 characters are the rule, a particular
case may depart from it suitably; here by two lines a page and one character a line at most. The setting nearest to the
usual one is taken with which the text's end falls well: all that follows it on the same page, and at least two lines
of the text there. Both ways of counting lines (Word lets a stop hang beyond a line's end) must agree on it. The sign-off
itself keeps its lines, so that seal, issuer and date lie as they should.

An imprint for which alone there is no room may go to a page of its own. Where nothing helps, and below all this for
programs that count otherwise, ``w:keepNext`` holds the last paragraph and the sign-off together.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from docx.document import Document
from docx.shared import Twips

from docgen.layout import standard as gb
from docgen.layout.evenpage import put_on_page_of_its_own
from docgen.layout.flow import DOUBT, Flow
from docgen.layout.marks import space_characters
from docgen.layout.reckoning import CLOSE_BELOW_TEXT, SCALED, TEXT, grown_last, length, paragraphs_of_paper, reckon
from docgen.layout.styles import ISSUER

FEWEST_LINES = 2
"""Lines of text that stand with the sign-off where there is a page before."""

MOST_LINES, MOST_CHARACTERS = 2, 1
"""By so many lines a page and characters a line the setting may depart from the rule."""

_A_CHARACTER, _AN_IMPRINT_APART, _A_SEAL_IN_THE_WAY, _A_SEAL_CLOSER = 0.7, 1.0, 0.4, 0.3
_A_BLANK_FOOT = 1.5
"""What else a typist would do, weighed in lines a page."""


@dataclass(frozen=True)
class Remedy:
    """The pitch in twips, the characters a line, whether the imprint stands on a page of its own.

    ``seal_free``: the seal's lower part, which reaches below the date, keeps within the type area and off the imprint.
    ``closer``: the seal stands close below the text, where it otherwise stands at most a line below it (7.3.5.1).
    """

    pitch: int
    characters: int = gb.CHARACTERS
    imprint_apart: bool = False
    seal_free: bool = True
    closer: bool = False

    @property
    def wider(self) -> float:
        return self.characters / gb.CHARACTERS

    @property
    def spacing(self) -> int:
        """The spacing of characters in twips with which so many fill a line."""
        return gb.twips(gb.TYPE_WIDTH) // self.characters - gb.SIZE_3 * 20


def settle_ending(document: Document, *, sealed: bool, pitch: int = gb.LINE) -> float:
    """Adjust a finished paper set in ``pitch`` twips so that its sign-off stands with text and leaves no hole before it.

    Answers how many times as many characters as usual a line of the text holds by now.
    """
    flow = reckon(document, sealed)
    if flow is None:
        return 1.0
    remedy = next((each for each in _remedies(flow, pitch) if _falls_well(flow, each)), None)
    if remedy is None:
        _grow(document, flow, pitch)
        if flow.ending(pitch, False).page == 1 and _is_one_piece(flow):
            # all of page 1 would be kept together and so be parted anywhere, issuer from date
            _let_turn(document)
        return 1.0
    _set(document, remedy, pitch)
    if _last_paragraph_turns(flow, remedy):
        _let_turn(document)
    return remedy.wider


def _grow(document: Document, flow: Flow, pitch: int) -> None:
    """Let a last row that is filled in by hand be so high that it goes over to the page of the sign-off."""
    caster, below = grown_last(document), flow.tail_height(pitch) + flow.foot + flow.overhang
    if caster is None or flow.ending(pitch, False).filled + below <= flow.room - DOUBT:
        return
    without = Flow(flow.pieces[:-1], (), flow.first_room, flow.room).ending(pitch, False)
    high = max(flow.room - without.filled + pitch, caster.heights[-1])
    if high + below <= flow.room:
        caster.lattice.rows[-1].least = round(high)
        caster.heights = (*caster.heights[:-1], float(round(high)))


def _remedies(flow: Flow, usual: int) -> list[Remedy]:
    """Every setting within the limits, the usual one first, the lesser departure before the greater."""
    pitches = range(flow.room // (gb.LINES + MOST_LINES), flow.room // (gb.LINES - MOST_LINES) + 1)
    characters = range(gb.CHARACTERS - MOST_CHARACTERS, gb.CHARACTERS + MOST_CHARACTERS + 1)
    aparts = (False, True) if flow.foot else (False,)
    settings = product(pitches, characters, aparts, (True, False), (False, True) if flow.spare else (False,))
    whole = flow.ending(usual, False).page > 2
    return sorted((Remedy(*setting) for setting in settings), key=lambda remedy: _departure(remedy, flow.room, usual, whole))


def _departure(remedy: Remedy, room: int, usual: int, whole: bool) -> float:
    """How far a setting is from the usual one, in lines a page; where there are ``whole`` pages, also what stays blank
    at their feet, for 22 lines are to fill the page."""
    lines = abs(room / remedy.pitch - room / usual) + whole * _A_BLANK_FOOT * (room % remedy.pitch) / remedy.pitch
    characters = abs(remedy.characters - gb.CHARACTERS) * _A_CHARACTER
    seal = (not remedy.seal_free) * _A_SEAL_IN_THE_WAY + remedy.closer * _A_SEAL_CLOSER
    return lines + characters + remedy.imprint_apart * _AN_IMPRINT_APART + seal


def _falls_well(flow: Flow, remedy: Remedy) -> bool:
    foot = 0 if remedy.imprint_apart else flow.foot
    below = flow.tail_height(remedy.pitch) + foot + (flow.overhang if remedy.seal_free else 0)
    below -= flow.spare if remedy.closer else 0
    for hanging in (False, True):
        ending = flow.ending(remedy.pitch, hanging, remedy.wider)
        if ending.filled + below > flow.room - DOUBT:
            return False
        if ending.page > 1 and ending.lines < FEWEST_LINES:
            return False
    return True


def _last_paragraph_turns(flow: Flow, remedy: Remedy) -> bool:
    ending = flow.ending(remedy.pitch, False, remedy.wider)
    return FEWEST_LINES <= ending.own < ending.last


def _is_one_piece(flow: Flow) -> bool:
    """Whether no paragraph of the text may stand on the page before when the last one goes over with the sign-off."""
    return all(piece.keep or not piece.is_text for piece in flow.pieces[:-1])


def _let_turn(document: Document) -> None:
    """Let the last paragraph begin on the page before: LibreOffice never parts one that is kept with the next."""
    for paragraph in reversed(list(paragraphs_of_paper(document))):
        if paragraph.style.name in TEXT:
            paragraph.paragraph_format.keep_with_next = False
            return


def _set(document: Document, remedy: Remedy, usual: int) -> None:
    for paragraph in list(paragraphs_of_paper(document)):
        if remedy.closer and paragraph.style.name == ISSUER:
            paragraph.paragraph_format.space_before = Twips(CLOSE_BELOW_TEXT)
        if paragraph.style.name not in SCALED:
            continue
        if remedy.pitch != usual and length(paragraph, "line_spacing") == usual:
            paragraph.paragraph_format.line_spacing = Twips(remedy.pitch)
        if remedy.characters != gb.CHARACTERS and paragraph.style.name in TEXT:
            for run in paragraph.runs:
                space_characters(run, remedy.spacing)
    if remedy.imprint_apart:
        put_on_page_of_its_own(document)
