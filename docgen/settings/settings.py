"""All settings of one workspace."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from docgen.settings.circulars import Assessment, Groundbreaking, Inspection, Viewing
from docgen.settings.judging import Benchmark, Lag, Ranking
from docgen.settings.looks import Fonts, Layout
from docgen.settings.office import Calendar, Database, Office, Paths, Pdf, Reporting, Run
from docgen.settings.papers import (
    Adjustment,
    Briefing,
    Circular,
    Ladder,
    Letter,
    Notice,
    Publishing,
    Register,
)

FILE = "docgen.toml"


@dataclass(frozen=True)
class Settings:
    """All settings of one workspace; ``workspace`` is its folder, ``found`` whether it has a docgen.toml.

    ``file`` is the settings file where it is not the workspace's own, seen from the workspace.
    """

    workspace: Path = Path()
    found: bool = False
    file: str = ""
    office: Office = field(default_factory=Office)
    paths: Paths = field(default_factory=Paths)
    database: Database = field(default_factory=Database)
    reporting: Reporting = field(default_factory=Reporting)
    lag: Lag = field(default_factory=Lag)
    benchmark: Benchmark = field(default_factory=Benchmark)
    ranking: Ranking = field(default_factory=Ranking)
    circular: Circular = field(default_factory=Circular)
    inspection: Inspection = field(default_factory=Inspection)
    viewing: Viewing = field(default_factory=Viewing)
    groundbreaking: Groundbreaking = field(default_factory=Groundbreaking)
    assessment: Assessment = field(default_factory=Assessment)
    letter: Letter = field(default_factory=Letter)
    ladder: Ladder = field(default_factory=Ladder)
    notice: Notice = field(default_factory=Notice)
    adjustment: Adjustment = field(default_factory=Adjustment)
    briefing: Briefing = field(default_factory=Briefing)
    register: Register = field(default_factory=Register)
    publishing: Publishing = field(default_factory=Publishing)
    layout: Layout = field(default_factory=Layout)
    fonts: Fonts = field(default_factory=Fonts)
    calendar: Calendar = field(default_factory=Calendar)
    pdf: Pdf = field(default_factory=Pdf)
    run: Run = field(default_factory=Run)

    @property
    def database_url(self) -> str:
        """The URL with a relative SQLite path resolved against the workspace."""
        prefix = "sqlite:///"
        url = self.database.url
        if url.startswith(prefix) and url != prefix and not url.endswith(":memory:"):
            return prefix + str((self.workspace / url.removeprefix(prefix)).resolve())
        return url

    @property
    def place(self) -> str:
        """How a message names the settings file."""
        return str(self.workspace / (self.file or FILE))

    @property
    def outputs(self) -> Path:
        return self.workspace / self.paths.outputs
