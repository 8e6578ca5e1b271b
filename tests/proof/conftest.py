"""Good papers of every format, made from the real ledgers and from drafts: the ones that are verified and spoilt."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.proof.drafts import ANNEX, BACK, DRAFTS, FOLDOUT
from tests.proof.spoiling import seal, verified
from tests.support.office import DATA, ROOT, docgen


@pytest.fixture(scope="session")
def papers(sample_office: Path, tmp_path_factory) -> dict[str, Path]:
    """Each paper by its kind: circular, letter, notice, table, and a draft of each format."""
    office = Path(shutil.copytree(sample_office, tmp_path_factory.mktemp("proof") / "office"))
    town = office / "town.toml"
    settings = (DATA / "陈宅镇.toml").read_text(encoding="utf-8")
    town.write_text(settings.replace("copies = []", 'copies = ["县委办公室", "县政府办公室"]'), encoding="utf-8")
    found = {
        "circular": made(docgen(office, "circular", "--period", "2021-03", "--number", "9")),
        "letter": made(docgen(office, "letter", "--period", "2021-03", "--project", "曹镇乡标准化厂房项目", "--number", "5")),
        "table": made(docgen(office, "table", "排名表", "--period", "2021-03", "--format", "docx")),
    }
    ledger = DATA / "chenzhai-2020-03.xlsx"
    assert docgen(office, "--settings", town, "import", ledger, "--period", "2020-03").returncode in (0, 1)
    found["notice"] = made(docgen(office, "--settings", town, "notice", "--period", "2020-03", "--number", "3"))
    (office / "seal.png").write_bytes(seal("red"))
    for name, text in DRAFTS.items():
        draft = office / f"{name}.md"
        draft.write_text(text, encoding="utf-8")
        found[name] = made(docgen(office, "notice", draft))
    (office / "foldout.md").write_text(FOLDOUT, encoding="utf-8")
    found["foldout"] = made(docgen(office, "notice", office / "foldout.md", "--period", "2021-03"))
    found["back"] = made(docgen(office, "--settings", _even(office), "notice", _back(office)))
    return found


def _even(office: Path) -> Path:
    """The office's settings when it wants the imprint on the back of the last sheet."""
    settings = office / "even.toml"
    text = (office / "docgen.toml").read_text(encoding="utf-8")
    settings.write_text(text.replace("imprint_even = false", "imprint_even = true"), encoding="utf-8")
    return settings


def _back(office: Path) -> Path:
    (office / "联系表.md").write_text(ANNEX, encoding="utf-8")
    draft = office / "back.md"
    draft.write_text(BACK, encoding="utf-8")
    return draft


def made(done) -> Path:
    """The one paper that a command says it wrote."""
    assert done.returncode in (0, 1), done.stderr
    [path] = done.stdout.split("\n")[:-1]
    return ROOT / path


@pytest.fixture(scope="session")
def verdicts(papers: dict[str, Path]):
    """What verify finds in each good paper."""
    return dict(zip(papers, verified([path.read_bytes() for path in papers.values()], [name == "back" for name in papers])))
