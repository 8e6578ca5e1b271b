"""Which projects lag (滞后), by which rule, how far."""

from docgen.figures.lag.defaults import in_plain_form, rules_of
from docgen.figures.lag.filings import Filings
from docgen.figures.lag.hit import Exempted, Hit, Lagging, LateUnit
from docgen.figures.lag.judging import Judgement, judge, levels
from docgen.figures.lag.project import Project, project_of
from docgen.figures.lag.resting import months_without_investment
from docgen.figures.lag.standings import LevelThen, level_courses, levels_of
from docgen.rules.levels import CONSEQUENCES, LEVELS, ORANGE, RED, WATCH, YELLOW
from docgen.rules.measure import BEHIND, FALLEN_BEHIND, IDLE, NODE, NOT_REALLY, NOT_STARTED, PROCEDURE

__all__ = [
    "BEHIND", "CONSEQUENCES", "FALLEN_BEHIND", "IDLE", "LEVELS", "NODE", "NOT_REALLY", "NOT_STARTED", "ORANGE", "PROCEDURE", "RED", "WATCH", "YELLOW",
    "Exempted", "Filings", "Hit", "Judgement", "Lagging", "LateUnit", "LevelThen", "Project",
    "in_plain_form", "judge", "level_courses", "levels", "levels_of", "months_without_investment", "project_of", "rules_of",
]  # fmt: skip
