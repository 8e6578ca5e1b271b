"""LibreOffice as a guest: found, run without a window, with a time limit, and never left running."""

from docgen.soffice.once import Outcome, run
from docgen.soffice.press import DONE, Printed, press
from docgen.soffice.program import NO_PDF, SAVE_AS_PDF, find
from docgen.soffice.start import FAILED, GREW, OVERRAN, Job, Limits

__all__ = [
    "DONE",
    "FAILED",
    "GREW",
    "NO_PDF",
    "OVERRAN",
    "SAVE_AS_PDF",
    "Job",
    "Limits",
    "Outcome",
    "Printed",
    "find",
    "press",
    "run",
]
