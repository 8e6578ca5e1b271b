"""``docgen doctor``: everything looked at, in the order in which a person would put it right."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from docgen.problem import DocgenError
from docgen.proof.doctor import machine
from docgen.proof.doctor.check import Check
from docgen.proof.doctor.workspace import broken_settings, workspace
from docgen.settings import Settings, load


def examine(folder: Path, file: Path | None, untouched: Mapping[str, Callable[[bytes], bool]]) -> list[Check]:
    """Every check of the machine and of the workspace in ``folder``, whose settings may be broken.

    ``untouched`` tells by suffix (.docx, .xlsx) whether a template is as docgen built it.
    """
    try:
        settings = load(folder, file)
        state = list(workspace(settings, untouched))
    except DocgenError as error:
        settings, state = Settings(workspace=folder), [broken_settings(error)]
    return [*state, *machine.office(settings), *machine.fonts(), *machine.libraries(), *machine.validators()]
