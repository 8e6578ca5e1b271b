"""A voided letter was never sent: its matters take a step back, which their history keeps."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from docgen.registry.number import Number
from docgen.registry.register import Register
from docgen.settings import load
from tests.building.hand import FACTORY, command
from tests.registry.conftest import LETTER

NUMBER = "平湛政督函〔2021〕1号"
REASON = "附件有误，重新印发"


def matter(office: Path, day: str = "2021-04-30") -> dict:
    return json.loads(command(office, "matter", "show", FACTORY, "--date", day, "--json")[1])


def void(office: Path, number: str = NUMBER) -> str:
    code, _, said = command(office, "void", number, "--reason", REASON, "--who", "李四")
    assert code == 0
    return said


def killed_between(office: Path) -> None:
    """The register says voided, the matters were not told."""
    with Register.open(load(office)) as register:
        register.void(Number.parse(NUMBER), REASON, "李四")


@pytest.fixture
def sent(office: Path) -> Path:
    """The letter to one unit is issued on 6 April, and received."""
    assert command(office, "issue", office / LETTER, "--date", "2021-04-06")[0] == 0
    assert command(office, "receive", FACTORY, "--date", "2021-04-07")[0] == 0
    assert matter(office)["state"] == "逾期"
    return office


def test_its_matters_are_drafts_again_on_any_day_and_the_command_says_so(sent: Path):
    said = void(sent)
    drafted = json.loads(command(sent, "matters", "--state", "拟稿", "--json")[1])
    assert f"的函（{NUMBER}）已作废，视为没有发出，状态为拟稿" in said
    for day in ("2021-04-06", "2021-04-30", "2099-01-01"):
        assert matter(sent, day)["state"] == "拟稿"
    told = said.split("督办事项 ")[1].split(" 的函")[0].split("、")
    assert len(told) == 5 and set(told) <= {str(each["number"]) for each in drafted}
    assert not json.loads(command(sent, "matters", "--state", "逾期", "--date", "2021-04-30", "--json")[1])


def test_the_history_keeps_who_when_and_why(sent: Path):
    void(sent)
    steps = matter(sent)["steps"]
    assert [step["step"] for step in steps] == ["拟稿", "发出", "签收", "作废"]
    assert steps[-1]["who"] == "李四" and steps[-1]["note"] == REASON and steps[-1]["recorded"]
    assert steps[-1]["letter"]["number"] == NUMBER
    assert REASON in command(sent, "matter", "show", FACTORY)[1]


def test_issued_anew_it_is_sent_from_that_day(sent: Path):
    void(sent)
    code, said, _ = command(sent, "issue", sent / LETTER, "--date", "2021-04-08")
    assert "平湛政督函〔2021〕2号" in said and code in (0, 1)
    now = matter(sent, "2021-04-09")
    assert (now["state"], now["document"]) == ("已发", "平湛政督函〔2021〕2号")
    assert matter(sent, "2021-04-07")["state"] == "拟稿"
    assert command(sent, "receive", FACTORY, "--date", "2021-04-09")[0] == 0
    assert matter(sent, "2021-04-09")["state"] == "已签收"


def test_nothing_can_be_replied_to_it(sent: Path):
    void(sent)
    with pytest.raises(Exception, match="还没有发出，不能回复"):
        command(sent, "reply", FACTORY, "--text", "已办", "--date", "2021-04-10")


def test_a_process_killed_in_between_is_made_good_by_the_next(sent: Path):
    killed_between(sent)
    code, _, said = command(sent, "matters")
    assert code == 0 and "视为没有发出，状态为拟稿" in said
    assert matter(sent)["state"] == "拟稿"
    step = matter(sent)["steps"][-1]
    assert (step["step"], step["who"], step["note"]) == ("作废", "李四", REASON)
    assert "视为没有发出" not in command(sent, "matters")[2]


def test_a_second_letter_voided_leaves_the_first_standing_and_the_reply(sent: Path):
    again = ("letter", "--period", "2021-03", "--project", FACTORY, "--date", "2021-04-20")
    assert command(sent, *again)[0] in (0, 1)
    [second] = (sent / LETTER).parent.glob("再次督办函*.docx")
    assert command(sent, "issue", second)[0] in (0, 1)
    assert matter(sent, "2021-04-20")["state"] == "已发"
    said = void(sent, "平湛政督函〔2021〕2号")
    assert "状态为逾期" in said
    assert matter(sent, "2021-04-20")["state"] == "逾期" and matter(sent, "2021-04-20")["document"] == NUMBER
    assert command(sent, "reply", FACTORY, "--text", "已办", "--date", "2021-04-21")[0] in (0, 1)
    assert matter(sent)["state"] == "已回复"


def test_a_circular_voided_touches_no_matter(sent: Path):
    from tests.registry.conftest import CIRCULAR

    code, number, _ = command(sent, "issue", sent / CIRCULAR)
    assert code in (0, 1)
    before = matter(sent)
    assert "督办事项" not in void(sent, number.split("\u3000")[0])
    assert matter(sent) == before
