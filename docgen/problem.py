"""What is wrong with an input, told with its place, and the error that stops a command."""

from __future__ import annotations

from dataclasses import asdict, dataclass

ERROR = "错误"
REMINDER = "提醒"


@dataclass(frozen=True)
class Problem:
    """One thing wrong with an input.

    ``level`` is ``错误`` (the input is refused) or ``提醒`` (it is taken, a person should look).
    ``cell`` is an A1 reference or empty; ``message`` says what was found and what is wanted.
    """

    message: str
    file: str = ""
    sheet: str = ""
    cell: str = ""
    level: str = ERROR

    def __str__(self) -> str:
        place = " ".join(part for part in (self.file, self.sheet, self.cell) if part)
        return f"{place}：{self.message}" if place else self.message

    def as_json(self) -> dict[str, str]:
        return asdict(self)


class DocgenError(Exception):
    """A command cannot do what was asked; its text is one clear Chinese message.

    ``problems`` holds the single findings when there are several (a workbook with three bad cells).
    The command line prints it and exits with 2; nothing has been changed when it is raised.
    """

    def __init__(self, message: str, problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(message)
        self.problems = problems
