"""The lag rules (滞后规则) as an office writes them in its settings: what can be measured, how it is judged, who is exempt."""

from docgen.rules.exemption import Exemption
from docgen.rules.levels import CONSEQUENCES, LEVELS, ORANGE, RED, WATCH, YELLOW
from docgen.rules.measure import MEASURES, Measure
from docgen.rules.rule import Rule

__all__ = ["CONSEQUENCES", "LEVELS", "MEASURES", "ORANGE", "RED", "WATCH", "YELLOW", "Exemption", "Measure", "Rule"]
