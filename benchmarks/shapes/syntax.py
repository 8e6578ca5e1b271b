"""How each program writes a value and a repeated row or paragraph; all else of a template is the same for all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Syntax:
    """One program's way to mark a template.

    ``value(name)`` marks a single value. ``repeated(loop, names, unit)`` answers the rows of cells (a paragraph is a
    row of one cell) that stand for a repetition; ``unit`` is ``tr`` or ``p``.
    """

    value: Callable[[str], str]
    repeated: Callable[[str, Sequence[str], str], list[list[str]]]


def _jinja(loop: str, names: Sequence[str], unit: str) -> list[list[str]]:
    blank = [""] * (len(names) - 1)
    return [
        [f"{{%{unit} for one in {loop} %}}", *blank],
        [f"{{{{ one.{name} }}}}" for name in names],
        [f"{{%{unit} endfor %}}", *blank],
    ]


def _carbone(loop: str, names: Sequence[str], unit: str) -> list[list[str]]:
    return [[f"{{d.{loop}[{at}].{name}}}" for name in names] for at in ("i", "i+1")]


def _mustache(loop: str, names: Sequence[str], unit: str) -> list[list[str]]:
    cells = [f"{{{name}}}" for name in names]
    if unit == "p":
        return [[f"{{#{loop}}}"], cells, [f"{{/{loop}}}"]]
    cells[0] = f"{{#{loop}}}{cells[0]}"
    cells[-1] += f"{{/{loop}}}"
    return [cells]


def _marked(loop: str, names: Sequence[str], unit: str) -> list[list[str]]:
    return [[f"@@{loop}.{name}@@" for name in names]]


SYNTAXES = {
    "jinja": Syntax(lambda name: f"{{{{ {name} }}}}", _jinja),
    "carbone": Syntax(lambda name: f"{{d.{name}}}", _carbone),
    "mustache": Syntax(lambda name: f"{{{name}}}", _mustache),
    "marked": Syntax(lambda name: f"@@{name}@@", _marked),
}
"""By name; ``marked`` is for what has no template language of its own."""
