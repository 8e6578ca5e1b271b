"""``docgen doctor``: everything looked at, in the order in which a person would put it right."""

from __future__ import annotations

from pathlib import Path

from docgen.problem import DocgenError
from docgen.proof.doctor import machine
from docgen.proof.doctor.check import Check
from docgen.proof.doctor.workspace import broken_settings, workspace
from docgen.settings import Settings, load


def examine(folder: Path, file: Path | None) -> list[Check]:
    """Every check of the machine and of the workspace in ``folder``, whose settings may be broken."""
    try:
        settings = load(folder, file)
        state = list(workspace(settings))
    except DocgenError as error:
        settings, state = Settings(workspace=folder), [broken_settings(error)]
    return [*state, *machine.office(settings), *machine.fonts(), *machine.libraries(), *machine.validators()]
