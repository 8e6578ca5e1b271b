"""The ladder's other papers: a reminder first, blanks to be filled by hand, the second yellow in a row, criticism."""

from __future__ import annotations

import json
from pathlib import Path

from docx import Document

from tests.support import ooxml
from tests.support.office import docgen

FIRST, UNIT = "曹镇乡标准化厂房项目", "曹镇乡政府"


def text(path: Path) -> str:
    return "\n".join(paragraph.text for paragraph in Document(path).paragraphs)


def holds(office: Path, paper: Path) -> None:
    """The standard's clauses and Word's own rules."""
    assert ooxml.errors(paper) == []
    told = json.loads(docgen(office, "verify", paper, "--json").stdout)
    assert [each for each in told if each["verdict"] not in ("pass", "skip")] == []


def made(office: Path, *words: str) -> dict[str, Path]:
    done = docgen(office, "letter", *words)
    assert done.returncode == 0, done.stderr
    return {Path(line).name: Path(line) for line in done.stdout.splitlines()}


def test_an_office_that_begins_with_reminders_sends_one_first_and_a_letter_to_who_lags_again(own_office: Path):
    head, ladder = (own_office / "docgen.toml").read_text(encoding="utf-8").split("[ladder]")
    begun = ladder.replace('yellow = "督办"', 'yellow = "提醒"', 1)
    (own_office / "docgen.toml").write_text(f"{head}[ladder]{begun}", encoding="utf-8")
    first = made(own_office, "--period", "2021-01", "--all")
    reminders = [path for name, path in first.items() if name.startswith("提醒函")]
    assert reminders and "将再次督办" not in text(reminders[0]) and "将发函督办" in text(reminders[0])
    holds(own_office, reminders[0])
    done = docgen(own_office, "letter", "--period", "2021-03", "--project", FIRST)
    assert done.stdout.strip().endswith(f"督办函（{UNIT}，{FIRST}）.docx") and "期滞后，由提醒升为督办，出督办函" in done.stderr


def test_the_second_yellow_in_a_row_raises_though_the_first_letter_was_answered(own_office: Path):
    made(own_office, "--period", "2021-02", "--project", FIRST)
    assert docgen(own_office, "matter", "sent", FIRST, "--number", "平湛政督函〔2021〕3号", "--date", "2021-03-08").returncode == 0
    assert docgen(own_office, "reply", FIRST, "--text", "已增加班组", "--date", "2021-03-12").returncode == 0
    done = docgen(own_office, "letter", "--period", "2021-03", "--project", FIRST)
    assert "2021年2月份由督办函（平湛政督函〔2021〕3号）督办，虽已回复，2021年3月份仍然滞后，连续2期，出再次督办函" in done.stderr
    words = text(Path(done.stdout.strip()))
    assert "尚未落实的要求：分解剩余投资任务、赶上时序进度" in words and "按时回复" not in words


def test_a_talk_without_time_place_or_host_leaves_blanks_and_still_measures_right(own_office: Path):
    made(own_office, "--period", "2021-03", "--all")
    docgen(own_office, "matter", "sent", FIRST, "--date", "2021-04-06")
    made(own_office, "--period", "2021-03", "--all", "--date", "2021-04-20")
    docgen(own_office, "matter", "sent", FIRST, "--date", "2021-04-20")
    papers = made(own_office, "--period", "2021-03", "--all", "--date", "2021-04-30")
    talk = papers[f"约谈通知（{UNIT}）.docx"]
    words = text(talk)
    assert "时间：2021年　　月　　日　　时" in words and "5.曹镇乡新材料生产线二期项目。" in words
    assert words.count("至今逾期4天未回复") == 1, "what is the same for all is said once"
    assert words.count("已先后发出2021年4月6日的督办函、2021年4月20日的再次督办函。") == 1
    holds(own_office, talk)


def test_after_a_talk_without_effect_the_next_circular_criticises_and_no_letter_is_made(own_office: Path):
    about = ("--period", "2021-03", "--project", FIRST)
    for day in ("2021-04-06", "2021-04-20", "2021-04-30"):
        made(own_office, *about, "--date", day)
        assert docgen(own_office, "matter", "sent", FIRST, "--date", day).returncode == 0
    done = docgen(own_office, "letter", *about, "--date", "2021-05-20")
    assert done.returncode == 0 and not done.stdout and "按督办阶梯应予通报批评，由下一期通报点名" in done.stderr
    circular = Path(docgen(own_office, "circular", "--period", "2021-03", "--date", "2021-05-20").stdout.strip())
    words = text(circular)
    assert f"对约谈后仍未落实的{UNIT}（{FIRST}），予以通报批评。" in words
    assert "逾期未回复1件，占100.0%。逾期的事项是：曹镇乡标准化厂房项目（曹镇乡政府，应于2021年5月" in words
    holds(own_office, circular)
