"""The findings of one file while it is read: all of them are kept, so that a person corrects them in one go."""

from __future__ import annotations

from dataclasses import dataclass, field

from docgen.problem import ERROR, REMINDER, DocgenError, Problem


@dataclass
class Findings:
    """Collects errors and reminders about one file, in the order found."""

    file: str
    problems: list[Problem] = field(default_factory=list)

    def error(self, message: str, sheet: str = "", cell: str = "") -> None:
        self.problems.append(Problem(message, self.file, sheet, cell, ERROR))

    def remind(self, message: str, sheet: str = "", cell: str = "") -> None:
        self.problems.append(Problem(message, self.file, sheet, cell, REMINDER))

    @property
    def errors(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem.level == ERROR)

    def refuse_if_wrong(self) -> None:
        """Raise DocgenError with every error found so far, if there is one."""
        if self.errors:
            raise DocgenError(f"{self.file} 有 {len(self.errors)} 处错误，没有导入；请改正后重新导入", self.errors)


def refusal(file: str, message: str, sheet: str = "", cell: str = "") -> DocgenError:
    """The error for a file that cannot be read at all."""
    problem = Problem(message, file, sheet, cell)
    return DocgenError(f"{file} 没有导入", (problem,))


class NoTable(DocgenError):
    """A document without a table: no report, most likely the letter that came with one."""


def no_table(file: str, message: str) -> NoTable:
    """The error for a document that holds no table."""
    return NoTable(f"{file} 没有导入", (Problem(message, file),))
