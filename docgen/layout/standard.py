"""GB/T 9704—2012 in numbers: every length of the standard stands here once, beside its clause.

Lengths are mm unless a name says twips or points. 1 mm = 1440/25.4 twips. What LibreOffice needs to
reach a length (a character spacing of −5 twips, a line of 579) stands here too, with the reason.
"""

from __future__ import annotations

from fractions import Fraction

TWIPS_PER_MM = Fraction(1440, 254) * 10
EMU_PER_MM = 36000


def twips(mm: float) -> int:
    """Millimetres to whole twips (1/20 pt)."""
    return round(mm * TWIPS_PER_MM)


def emu(mm: float) -> int:
    """Millimetres to English Metric Units."""
    return round(mm * EMU_PER_MM)


def mm(twip: float) -> float:
    """Twips to millimetres."""
    return float(twip / TWIPS_PER_MM)


# 5.1 paper
PAPER_WIDTH, PAPER_HEIGHT = 210.0, 297.0

# 5.2.1 margins and type area (版心)
TOP, LEFT = 37.0, 28.0
TYPE_WIDTH, TYPE_HEIGHT = 156.0, 225.0
RIGHT = PAPER_WIDTH - LEFT - TYPE_WIDTH
BOTTOM = PAPER_HEIGHT - TOP - TYPE_HEIGHT

# 5.2.2 the character sizes, in points
SIZE_2, SIZE_3, SIZE_4, SIZE_SMALL_4, SIZE_5, SIZE_SMALL_5, SIZE_6 = 22, 16, 14, 12, 10.5, 9, 7.5

# 5.2.3 twenty-two lines of twenty-eight characters
LINES, CHARACTERS = 22, 28
# 225 mm / 22 lines is 579.8 twips; a whole 580 would leave room for 21 lines only.
LINE = 579
# The other convention: 21 pitches and one character of 16 pt make the 225 mm; so much of what is left lies above.
COMPENSATED_LINE, INK_ABOVE_SHARE = 592, 0.75
# 28 × 16 pt is 448 pt but the type area is 442.2 pt wide: each character gives up 5 twips.
CHARACTER_SPACING = -5
CHARACTER = SIZE_3 * 20 + CHARACTER_SPACING
INDENT = 2 * CHARACTER
ONE_CHARACTER = mm(CHARACTER)
# Between Chinese and a digit or letter Word leaves 0.25 and LibreOffice 0.22 of a character.
AUTO_SPACE = 0.22

# 7.2.4 issuer mark: the top of its ink below the top of the type area, and its largest useful size in points
MARK_BELOW_TYPE_AREA = 35.0
# The ink starts about this much below the top of its exact line.
MARK_INK_BELOW_LINE = 0.2
MARK_LARGEST, MARK_SMALLEST = 62, 26
# 7.2.4 joint issue: the stacked names are smaller; a row is so many times their size
JOINT_MARK_LARGEST, JOINT_MARK_PITCH, JOINT_MARK_GAP = 36, 1.35, 0.5
# and all together so high at most, or page 1 would have no room for text (7.3.3)
JOINT_MARK_HIGHEST = 50.0
# the ink of the first name starts so many sizes below the top of its row
JOINT_INK_BELOW_LINE = 0.30
# 7.2.5 the document number stands two lines below the mark; its own line is as high as its characters,
# so that the rule below it lies where it should: this much makes up for the room that a line has above its ink.
NUMBER_BELOW_MARK_LINES, NUMBER_LEAD = 2, 57
# 7.2.7 red rule, below the document number
RULE_BELOW_NUMBER = 4.0
# The rule is the number's lower border: what is left of the 4 mm below the line's own room, in whole points.
RULE_EIGHTHS, RULE_SPACE_POINTS = 12, 11
# 7.3.1 the title stands two lines below the rule
TITLE_BELOW_RULE_LINES, TITLE_LEAD = 2, 57

# The title's own line, a little over its 22 pt; what it has above its ink counts towards the two lines.
TITLE_LINE = 640

# 7.3.5.1: a seal is 42 mm across (practice); side by side none touches its neighbour
SEAL, SEAL_GAP = 42.0, 3.0
# 7.3.5.1: issuer and date lie below the seal's middle; where a seal has no date below its issuer, by so much
SEAL_ABOVE_ISSUER = 4.0
# 7.3.5.3 the signature seal stands two lines below the text, the office two characters left of it
SIGNATURE_BELOW_LINES, OFFICE_LEFT_OF_SIGNATURE = 2, 2

# 7.3.5.1 / 7.3.5.2 sign-off, in characters from the right
DATE_FROM_RIGHT_SEALED = 4
ISSUER_FROM_RIGHT = 2
DATE_AFTER_ISSUER = 2

# 7.4.1 imprint rules, in eighths of a point: 0.35 mm is 7.9, 0.25 mm is 5.7
IMPRINT_THICK, IMPRINT_THIN = 8, 6
# 7.4.2 one character in at both sides, in twips: a 4号 line indents by one 4号 character
IMPRINT_INDENT = SIZE_4 * 20
IMPRINT_LINE = 480

# 7.5 page number: the dash below the type area; one character in
PAGE_NUMBER_BELOW = 7.0
# A footer 1447 twips above the paper's edge with an exact line of 280 puts the dash at y 269.0 in LibreOffice.
FOOTER_DISTANCE, PAGE_NUMBER_LINE = 1447, 280
PAGE_NUMBER_INDENT = SIZE_4 * 20

# 10.1 letter format
LETTER_MARK_FROM_EDGE = 30.0
LETTER_RULE_BELOW_MARK = 4.0
LETTER_RULE_FROM_BOTTOM = 20.0
LETTER_RULE_WIDTH = 170.0
LETTER_NUMBER_BELOW_RULE = mm(SIZE_3 * 20) * 7 / 8
LETTER_TITLE_BELOW_LINES = 2
# What reaches these places: the header's distance and the frame's top in mm, the border's space in points.
LETTER_HEADER_DISTANCE = LETTER_MARK_FROM_EDGE - 0.4
LETTER_LOWER_RULE_TOP = PAPER_HEIGHT - LETTER_RULE_FROM_BOTTOM - 2.0
LETTER_NUMBER_BEFORE = LETTER_NUMBER_BELOW_RULE - 0.04
LETTER_RULE_EIGHTHS, LETTER_RULE_SPACE_POINTS = 24, 11
LETTER_MARK_SIZE = 44

# 10.2 order: the mark below the top of the type area, number and text two lines below each other
ORDER_MARK_BELOW_TYPE_AREA, ORDER_NUMBER_BELOW_LINES, ORDER_TEXT_BELOW_LINES = 20.0, 2, 2

# Briefing (practice, no clause): its masthead's size in points and place below the top of the type area
BRIEFING_MARK_SIZE, BRIEFING_MARK_BELOW = 48, 10.0

RED = "FF0000"

# The fonts by part.
BODY_FONT = "仿宋_GB2312"
TITLE_FONT = "方正小标宋简体"
KAI_FONT = "楷体_GB2312"
HEI_FONT = "黑体"
DIGIT_FONT = "宋体"
