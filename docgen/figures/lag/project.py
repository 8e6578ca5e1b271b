"""How a project is known again from period to period."""

from __future__ import annotations

from docgen.ledger.report import Report

Project = tuple[str, int | str]
"""A project from month to month: its unit with its identity in the ledger, or with its name where it has none."""


def project_of(report: Report) -> Project:
    return report.unit, report.project or report.name
