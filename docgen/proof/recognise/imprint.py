"""The imprint (版记): its lines and rules, wherever they have ended up."""

from __future__ import annotations

import re
from collections.abc import Sequence

from docgen.proof.leaf import Box, Leaf, Rule
from docgen.proof.line import Line, long_rules
from docgen.proof.recognise.paper import Imprint

COPIES = re.compile(r"^(?:抄送|主送|抄报|分送)[:：]")
SENT = re.compile(r"^(?:报|送|发)[:：]")
ISSUED = re.compile(r"(?:[12]\d{3}年|[一二][〇○零一二三四五六七八九]{3}年).*印发$")
PRINTED = re.compile(r"共印\s*\d+\s*份|^[（(]共印")


def find_imprint(
    leaves: Sequence[Leaf], lines: dict[int, list[Line]], tables: dict[int, list[Box]]
) -> Imprint | None:
    """The last imprint of the paper, or None. ``lines`` are without tables, from the top down."""
    for leaf in reversed(leaves):
        telling = [line for line in lines[leaf.number] if _tells(line)]
        if not telling:
            continue
        ruled = long_rules(leaf, red=False, tables=tables[leaf.number], least=40)
        telling = _last_group(telling, ruled)
        rules = _rules(ruled, telling)
        top = min([rule.top for rule in rules] + [line.top for line in telling]) - 0.5
        bottom = max([rule.bottom for rule in rules] + [telling[-1].base + 12])
        own = [line for line in lines[leaf.number] if top <= line.base <= bottom and 11 < line.size < 17.5]
        return Imprint(leaf.number, tuple(own), tuple(rules))
    return None


def _tells(line: Line) -> bool:
    return any(pattern.search(line.text) for pattern in (COPIES, SENT, ISSUED, PRINTED))


def _last_group(telling: list[Line], rules: list[Rule]) -> list[Line]:
    """Those lines that belong together at the end: a 抄送 far above is a sentence of the text, unless a rule stands on it."""
    group = [telling[-1]]
    for line in reversed(telling[:-1]):
        ruled = line.size < 15 and any(-2 <= line.top - rule.top <= 14 for rule in rules)
        if group[0].base - line.base > 60 and not ruled:
            break
        group.insert(0, line)
    return group


def _rules(rules: list[Rule], telling: list[Line]) -> list[Rule]:
    """The rules just above the first telling line, between, and just below the last."""
    top, bottom = telling[0].top, telling[-1].base
    return [rule for rule in rules if top - 14 <= rule.top <= bottom + 14]
