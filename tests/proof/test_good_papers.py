"""docgen's own papers under verify: recognised for what they are, and right in every clause."""

import pytest

from docgen.proof.clauses import STATED
from docgen.proof.finding import SKIP

KINDS = {
    "circular": "文件", "notice": "文件", "letter": "信函", "table": "附件表", "upward": "文件", "joint": "文件",
    "sealed": "文件", "minutes": "纪要", "order": "命令", "briefing": "简报", "reply": "信函", "foldout": "文件",
    "back": "文件",
}


@pytest.mark.parametrize("paper", KINDS)
class TestGoodPapers:
    def test_the_format_is_recognised(self, paper, verdicts):
        assert verdicts[paper].paper.kind == KINDS[paper]

    def test_no_stated_clause_fails(self, paper, verdicts):
        wrong = [one.as_json() for one in verdicts[paper].failing if one.clause.strength == STATED]
        assert not wrong

    def test_every_skipped_clause_says_why(self, paper, verdicts):
        assert all(one.note for one in verdicts[paper].findings if one.verdict == SKIP)

    def test_every_measured_length_has_its_place(self, paper, verdicts):
        measured = [one for one in verdicts[paper].findings if one.measured.endswith("毫米")]
        assert measured and all(one.page for one in measured)
