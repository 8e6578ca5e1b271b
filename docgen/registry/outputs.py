"""Which of the office's outputs are issued: such a paper is final, nothing makes it again."""

from __future__ import annotations

from docgen.registry.number import Number
from docgen.registry.place import place_of
from docgen.registry.register import Register
from docgen.settings import Settings


def issued_outputs(settings: Settings) -> dict[str, Number]:
    """Name within the outputs folder → the number that stands, of every issued paper there."""
    folder = place_of(settings.outputs, settings) + "/"
    with Register.open(settings) as register:
        return {place.removeprefix(folder): number for place, number in register.issued().items() if place.startswith(folder)}
