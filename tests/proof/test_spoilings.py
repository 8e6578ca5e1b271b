"""Papers spoilt on purpose: verify names each fault by its clause, and nothing else."""

from pathlib import Path

import pytest

from tests.proof.spoiling import failing, spoilt, verified
from tests.proof.spoilings import ALL


@pytest.fixture(scope="module")
def found(papers: dict[str, Path]) -> dict[str, set[tuple[str, str]]]:
    """What fails in each spoilt paper, by the spoiling's name."""
    documents = [spoilt(papers[one.paper].read_bytes(), one.how) for one in ALL]
    return {one.how.__name__: failing(verdict) for one, verdict in zip(ALL, verified(documents, [one.paper == "back" for one in ALL]))}


def test_there_are_many_spoilings_over_every_format():
    assert len(ALL) >= 80
    assert {one.paper for one in ALL} >= {"circular", "notice", "letter", "upward", "joint", "order", "minutes", "briefing", "foldout", "back"}


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.how.__name__)
def test_a_fault_is_named_and_nothing_else(one, found, verdicts):
    new = found[one.how.__name__] - failing(verdicts[one.paper])
    assert (one.clause, one.what) in new
    assert {clause for clause, _ in new} - set(one.also) == {one.clause}
