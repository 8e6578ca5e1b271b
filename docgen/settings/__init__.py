"""The office's settings, read from ``docgen.toml`` in the workspace."""

from docgen.settings.circulars import Assessment, Groundbreaking, Inspection, Viewing
from docgen.settings.judging import Benchmark, Lag, Ranking
from docgen.settings.looks import COMPENSATED_PITCH, DEFAULT_PITCH, KAI_TAILS, STANDARD_LEVELS, Fonts, Layout
from docgen.settings.office import DICTIONARY, MONEY_UNITS, Calendar, Database, Office, Paths, Pdf, Reporting, Run
from docgen.settings.papers import (
    CRITICISE,
    NATIVE_CHARTS,
    NO_CHARTS,
    PICTURE_CHARTS,
    REMIND,
    STEPS,
    SUPERVISE,
    SUPERVISE_AGAIN,
    TALK,
    Adjustment,
    Briefing,
    Circular,
    Ladder,
    Letter,
    Notice,
    Publishing,
    Register,
)
from docgen.settings.reading import load
from docgen.settings.settings import FILE, Settings

__all__ = [
    "COMPENSATED_PITCH", "CRITICISE", "DEFAULT_PITCH", "DICTIONARY", "FILE", "KAI_TAILS", "MONEY_UNITS", "NATIVE_CHARTS", "NO_CHARTS", "PICTURE_CHARTS", "REMIND", "STANDARD_LEVELS", "STEPS",
    "SUPERVISE", "SUPERVISE_AGAIN", "TALK",
    "Adjustment", "Assessment", "Benchmark", "Briefing", "Calendar", "Circular", "Database", "Fonts", "Groundbreaking", "Inspection", "Ladder", "Lag", "Layout", "Letter", "Notice", "Office", "Paths", "Pdf",
    "Publishing", "Ranking", "Register", "Reporting", "Run", "Settings", "Viewing", "load",
]  # fmt: skip
