"""Rules of merging that hold for any hand: nothing that a person wrote is lost, and docgen's own words stand."""

from __future__ import annotations

from copy import deepcopy
from io import BytesIO

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docgen.building.footing import ground_of
from docgen.building.merging.aligning import align
from docgen.building.merging.edits import edits
from docgen.building.merging.merge import merge
from docgen.building.merging.reading import Line, key, read, reading_of
from docgen.building.order import CIRCULAR, LETTER, Order
from docgen.building.producing import lay_out_work
from docgen.building.work import work_of
from docgen.settings import load

WORDS = st.text(alphabet="政府办公室督查限期整改落实责任一二三四，。", min_size=4, max_size=30)
EDITS = st.lists(st.tuples(st.sampled_from(("改", "插", "删", "换")), st.integers(0, 60), WORDS), min_size=1, max_size=6)


@pytest.fixture(scope="module")
def office(sample_office):
    own = load(sample_office)
    return own, ground_of(own, "2021-03").figures


@pytest.fixture(scope="module")
def letter(office):
    """Lays out the letter to 曹镇乡 of a number and a date."""
    own, figures = office

    def lay(number: int, revise=None, issued: str = "2021-04-06") -> bytes:
        return lay_out_work(work_of(Order(LETTER, "曹镇乡政府", number=number, issued=issued), figures, own), own, revise)

    return lay


@pytest.fixture(scope="module")
def former(letter) -> bytes:
    return letter(5)


def by_hand(data: bytes, changes: list[tuple[str, int, str]]) -> tuple[bytes, list[str]]:
    """The document with paragraphs changed, inserted and deleted, and the words that a person put in."""
    document = Document(BytesIO(data))
    written = []
    for number, (what, place, words) in enumerate(changes):
        lines = [p for p in document.paragraphs if key(p.text)]
        line, words = lines[place % len(lines)], f"{words}甲{number}"
        if what == "删":
            if line._p.find(".//{*}sectPr") is None:
                line._p.getparent().remove(line._p)
            continue
        written.append(words)
        if what == "插":
            new = deepcopy(line._p)
            for section in new.findall(".//{*}sectPr"):
                section.getparent().remove(section)
            line._p.addprevious(new)
            line = next(p for p in document.paragraphs if p._p is new)
        if not line.runs:
            line.add_run("")
        line.runs[0].text = words if what in ("插", "换") else line.runs[0].text + words
        for run in line.runs[1:] if what in ("插", "换") else ():
            run._r.getparent().remove(run._r)
    saved = BytesIO()
    document.save(saved)
    final = "".join(key(p.text) for p in Document(BytesIO(saved.getvalue())).paragraphs)
    return saved.getvalue(), [words for words in written if key(words) in final]


def said(data: bytes) -> str:
    return "\n".join(line.key for line in read(data).lines)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(changes=EDITS, issued=st.sampled_from(("2021-04-06", "2021-04-08")))
def test_every_word_of_a_hand_is_in_the_new_paper_or_the_paper_is_not_called_whole(letter, former, changes, issued):
    hand, written = by_hand(former, changes)
    merged = merge(former, hand, lambda revise: letter(8, revise, issued))
    missing = [words for words in written if key(words) not in said(merged.data)]
    assert not (missing and merged.whole), missing
    told = "".join(key(edit.hand) for edit in merged.edits if not edit.fits)
    assert all(key(words) in told for words in missing), "what is not merged is told"


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(changes=EDITS)
def test_what_docgen_changed_is_in_the_merged_paper_and_merging_again_gives_the_same_bytes(letter, former, changes):
    hand, _ = by_hand(former, changes)
    merged = merge(former, hand, lambda revise: letter(8, revise))
    assert "平湛政督函〔2021〕8号" in said(merged.data)
    assert merge(former, hand, lambda revise: letter(8, revise)).data == merged.data


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(changes=EDITS)
def test_where_docgen_changed_nothing_every_edit_of_plain_text_is_merged(letter, former, changes):
    hand, _ = by_hand(former, changes)
    merged = merge(former, hand, lambda revise: letter(5, revise))
    assert [edit for edit in merged.edits if not edit.fits] == []
    assert said(merged.data) == "\n".join(line.key for line in read(hand).lines)


def test_a_hand_that_did_nothing_leaves_docgens_bytes(letter, former):
    merged = merge(former, former, lambda revise: letter(8, revise))
    assert merged.untouched and merged.data == letter(8)


@pytest.mark.parametrize("order", [Order(CIRCULAR, number=9), Order(LETTER, "轻工路街道办事处", number=5)])
def test_the_layout_changes_no_words(office, order):
    """The words before the layout are settled are those of the finished paper: they may be compared."""
    own, figures = office
    before: list[str] = []
    data = lay_out_work(work_of(order, figures, own), own, lambda document: before.extend(line.key for line in reading_of(document).lines))
    assert before == [line.key for line in read(data).lines]


LINES = st.lists(st.text(alphabet="甲乙丙丁", min_size=1, max_size=6), max_size=12)


@given(LINES, LINES)
def test_aligning_leaves_nothing_out_and_keeps_the_order(first, second):
    pairs = align(first, second)
    assert [a for a, _ in pairs if a is not None] == list(range(len(first)))
    assert [b for _, b in pairs if b is not None] == list(range(len(second)))


@given(LINES, LINES, LINES)
def test_every_edit_is_told_whatever_the_three_versions(base, hand, new):
    def lines(texts: list[str]) -> list[Line]:
        return [Line(text, text, "公文正文", ()) for text in texts]

    found = edits(lines(base), lines(hand), lines(new))
    told = sorted(edit.hand for edit in found if edit.hand)
    untouched = [hand[b] for a, b in align(base, hand) if a is not None and b is not None and base[a] == hand[b]]
    assert sorted(told + untouched) == sorted(hand)
    assert all(0 <= edit.at < len(new) for edit in found if edit.fits and edit.kind != "增")
