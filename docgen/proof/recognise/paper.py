"""A printed paper with its elements found; every element may be missing, for any document may come."""

from __future__ import annotations

from dataclasses import dataclass, field

from docgen.proof import clauses as gb
from docgen.proof.leaf import Box, Leaf, Rule
from docgen.proof.line import Line

OFFICE, LETTER, MINUTES, ORDER, BRIEFING = "文件", "信函", "纪要", "命令", "简报"
ANNEX, PLAIN = "附件表", "文稿"


@dataclass(frozen=True)
class Area:
    """The type area of the portrait pages as it was found, in mm from the page's top left corner."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2


@dataclass(frozen=True)
class Foldout:
    """An A3 page: the edges in mm that its label and its table show (None: nothing shows it), and the type area.

    The area has the measured edges, and the standard's where nothing was measured.
    """

    left: float | None
    top: float | None
    area: Area


@dataclass(frozen=True)
class Mark:
    """The issuer mark: where its ink is, its lines, and ``文件`` at the side when it has one of several names."""

    box: Box
    lines: tuple[Line, ...] = ()
    red: bool = True
    side: Line | None = None

    @property
    def text(self) -> str:
        return "".join(line.text for line in self.lines) + (self.side.text if self.side else "")


@dataclass(frozen=True)
class Head:
    """What stands above the title on page 1, or above the text where there is no title."""

    mark: Mark | None = None
    number: Line | None = None
    copy_number: Line | None = None
    secrecy: Line | None = None
    urgency: Line | None = None
    signers: tuple[Line, ...] = ()
    rule: Rule | None = None
    upper: tuple[Rule, ...] = ()
    lower: tuple[Rule, ...] = ()
    row: tuple[Line, ...] = ()

    @property
    def bottom(self) -> float:
        """Where the head ends, in mm: what follows is title or text."""
        lines = [line for line in (self.number, self.copy_number, self.secrecy, self.urgency, *self.signers) if line]
        edges = [line.base for line in lines] + [rule.lower_edge for rule in (*self.upper, self.rule) if rule]
        return max([*edges, self.mark.box.bottom if self.mark else 0.0])


@dataclass(frozen=True)
class Annex:
    """An annex as it lies in the paper: its label's line, its title's lines, its pages."""

    label: Line
    title: tuple[Line, ...]
    first: bool
    pages: tuple[int, ...]

    @property
    def name(self) -> str:
        return "".join(line.text for line in self.title)


@dataclass(frozen=True)
class AnnexItem:
    """One entry of the annex note: its number (0 without), its name, its lines, where the name starts in mm."""

    number: int
    name: str
    lines: tuple[Line, ...]
    starts: float


@dataclass(frozen=True)
class End:
    """What follows the text: annex note, sign-off, note."""

    note_lines: tuple[Line, ...] = ()
    items: tuple[AnnexItem, ...] = ()
    issuers: tuple[Line, ...] = ()
    date: Line | None = None
    remark: Line | None = None
    remark_text: str = ""
    people: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Imprint:
    """The imprint: its page, its lines, its rules from the top down."""

    page: int
    lines: tuple[Line, ...]
    rules: tuple[Rule, ...]


@dataclass(frozen=True)
class Folio:
    """A page's number as printed: its words, its box, whether it is turned with the page."""

    page: int
    text: str
    box: Box
    size: float
    font: str
    turned: bool

    @property
    def value(self) -> int | None:
        digits = "".join(char for char in self.text if char.isdigit())
        return int(digits) if digits else None


@dataclass(frozen=True)
class Paper:
    """All that was recognised."""

    kind: str
    leaves: tuple[Leaf, ...]
    area: Area
    head: Head
    title: tuple[Line, ...] = ()
    addressees: tuple[Line, ...] = ()
    body: tuple[Line, ...] = ()
    end: End = field(default_factory=End)
    annexes: tuple[Annex, ...] = ()
    imprint: Imprint | None = None
    folios: tuple[Folio, ...] = ()
    tables: dict[int, list[Box]] = field(default_factory=dict)
    lines: dict[int, list[Line]] = field(default_factory=dict)
    measured_area: frozenset[str] = frozenset()
    foldouts: dict[int, Foldout] = field(default_factory=dict)

    @property
    def leaf_1(self) -> Leaf:
        return self.leaves[0]

    def area_of(self, page: int) -> Area:
        """The type area of a page; a landscape page is a portrait one turned clockwise."""
        if page in self.foldouts:
            return self.foldouts[page].area
        if self.leaves[page - 1].landscape:
            return Area(gb.PAPER_HEIGHT - gb.BOTTOM, gb.LEFT, gb.PAPER_HEIGHT - gb.TOP, gb.RIGHT)
        return self.area

    def middle(self, page: int) -> float:
        """The x of the type area's middle."""
        return self.area_of(page).centre

    @property
    def blank_before_imprint(self) -> int:
        """The page without a word before the imprint's, 0 where there is none."""
        if self.imprint is None or self.imprint.page < 2:
            return 0
        before = self.leaves[self.imprint.page - 2]
        folio = next((folio for folio in self.folios if folio.page == before.number), None)
        words = len(before.text) - (len(folio.text) if folio else 0)
        return before.number if words <= 0 and not before.pictures and not before.rules else 0

    @property
    def has_head(self) -> bool:
        return self.head.mark is not None
