"""A sample of the matrix, rendered and measured; ``python scripts/matrix.py`` measures it whole."""

from datetime import date
from pathlib import Path

import pytest

from docgen.layout.paper import lay_out
from docgen.proof.source import Source
from docgen.proof.verify import Verdict, verify
from tests.matrix.papers import SETTINGS, Shape, matrix, paper
from tests.support import ooxml
from tests.support.office import printed_together

WHOLE = tuple(matrix())


def spread() -> list[Shape]:
    """One shape of every format, number of issuers and of signers, sign-off and number of annexes, then every 15th."""
    seen: set[tuple] = set()
    kept = []
    for index, shape in enumerate(WHOLE):
        key = (shape.format, shape.issuers, shape.signers, shape.sign_off, min(shape.annexes, 1), min(shape.security, 1))
        if key not in seen or index % 40 == 0:
            seen.add(key)
            kept.append(shape)
    return kept


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("matrix")


def made(shape: Shape, folder: Path) -> Path:
    path = folder / f"{shape.name}.docx"
    if not path.exists():
        path.write_bytes(lay_out(paper(shape), SETTINGS, date(2018, 11, 8)))
    return path


def test_the_whole_matrix_has_at_least_150_papers_each_another():
    assert len(set(WHOLE)) == len(WHOLE) >= 150


@pytest.fixture(scope="module")
def verdicts(folder: Path) -> dict[Shape, Verdict]:
    contents = [made(shape, folder).read_bytes() for shape in spread()]
    papers = zip(contents, printed_together(contents), strict=True)
    return dict(zip(spread(), (verify(Source("paper.docx", pdf, docx)) for docx, pdf in papers), strict=True))


@pytest.mark.parametrize("shape", spread(), ids=lambda shape: shape.name)
def test_no_stated_clause_fails(shape: Shape, verdicts):
    found = verdicts[shape]
    assert [f"{f.clause.number} {f.clause.what}: {f.measured}" for f in found.failing if f.clause.strength == "stated"] == []


def test_every_paper_of_the_matrix_is_a_valid_word_file(folder: Path):
    assert ooxml.errors(*(made(shape, folder) for shape in WHOLE[::5])) == []
