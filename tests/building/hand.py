"""What a clerk does to the papers and the ledger, and what ``docgen build`` answers."""

from __future__ import annotations

import json
import re
from pathlib import Path

from click.testing import CliRunner
from docx import Document
from docx.text.paragraph import Paragraph

from docgen.cli import cli
from docgen.cli.chinese import speak_chinese

PERIOD = "2021-03"
FACTORY = "曹镇乡标准化厂房项目"
LETTER = "督办函（曹镇乡政府）.docx"
CIRCULAR = "关于2021年3月份重点项目建设情况的通报.docx"


def output(office: Path, name: str) -> Path:
    return office / "outputs" / PERIOD / name


def command(office: Path, *words: str | Path) -> tuple[int, str, str]:
    """Run a command within this process: exit code, standard output, standard error."""
    speak_chinese()  # as a program of its own does first
    done = CliRunner().invoke(cli, ["--workspace", str(office), *map(str, words)], standalone_mode=False)
    if done.exception:
        raise done.exception
    return done.return_value, done.stdout, done.stderr


def build(office: Path, *options: str) -> tuple[int, dict[str, dict]]:
    """The exit code, and what became of each file by its name."""
    code, told, _ = command(office, "build", "--period", PERIOD, "--json", *options)
    return code, {Path(entry["path"]).name: entry for entry in json.loads(told)}


def correct(office: Path, *fields: str, project: str = FACTORY, period: str = PERIOD) -> None:
    """Correct a record in the ledger."""
    command(office, "set", project, *fields, "--period", period)


def restate(office: Path, number: int = 18) -> None:
    """Let the circular rest on another document (平湛政办〔2021〕…号): its first paragraph changes, and no other paper."""
    file = office / "docgen.toml"
    text = file.read_text(encoding="utf-8")
    [changed, *_] = [line for line in text.splitlines() if line.startswith("basis = ")]
    file.write_text(text.replace(changed, re.sub(r"〕\d+号", f"〕{number}号", changed), 1), encoding="utf-8")


def contents(office: Path) -> dict[str, bytes]:
    """Every file in the outputs folder, docgen's own notes too; the lock says nothing."""
    files = (path for path in (office / "outputs").rglob("*") if path.is_file() and path.name != ".lock")
    return {str(path.relative_to(office)): path.read_bytes() for path in files}


def texts(path: Path) -> list[str]:
    return [text for paragraph in Document(str(path)).paragraphs if (text := "".join(paragraph.text.split()))]


def paragraph(document: Document, words: str) -> Paragraph:
    [found] = [each for each in document.paragraphs if words in each.text]
    return found


def replaced(path: Path, *changes: tuple[str, str]) -> None:
    """Change words of paragraphs, as a person does in Word."""
    document = Document(str(path))
    for was, now in changes:
        there = paragraph(document, was)
        there.runs[0].text, rest = there.text.replace(was, now), there.runs[1:]
        for run in rest:
            run._r.getparent().remove(run._r)
    document.save(str(path))
