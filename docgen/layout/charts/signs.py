"""The signs of the wall chart: each told apart by its shape, filling or hatching, so that none needs its colour."""

from __future__ import annotations

from dataclasses import dataclass

from docgen.papers.charts.wall import FINISHED, OVERDUE, PLANNED, UNTOLD
from docgen.rules.levels import ORANGE, RED, WATCH, YELLOW

INK, GREY, PALE, TRACK, TODAY = "#000000", "#7f7f7f", "#e4e4e4", "#cfcfcf", "#c00000"


@dataclass(frozen=True)
class Sign:
    """``shape`` in matplotlib's letters, ``edge`` and ``fill`` colours."""

    shape: str
    edge: str
    fill: str


@dataclass(frozen=True)
class Tone:
    """How a level's bar is filled: its colour and its hatching; ``shape`` is the level's own sign."""

    shape: str
    colour: str
    hatch: str


NODES = {
    PLANNED: Sign("o", INK, "#ffffff"),
    FINISHED: Sign("o", INK, INK),
    OVERDUE: Sign("^", TODAY, TODAY),
    UNTOLD: Sign("^", TODAY, "#ffffff"),
}
ACTUAL = Sign("D", INK, INK)
START_TOLD, START_PLANNED = Sign(">", INK, INK), Sign(">", INK, "#ffffff")
FINISH = Sign("s", INK, "#ffffff")

LEVELS = {
    RED: Tone("s", "#c00000", "////"),
    ORANGE: Tone("D", "#e36c09", "xxxx"),
    YELLOW: Tone("^", "#f2b800", "...."),
    WATCH: Tone("o", "#2e75b6", "----"),
}
ON_COURSE = Tone("", "#a8c6a0", "")
