"""Numbers are given once and without a gap, whoever else is issuing and whoever is killed while at it."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from pathlib import Path

from docgen.registry.paper import IssuablePaper
from docgen.registry.register import SOUND, Register
from docgen.settings import Settings
from tests.building.hand import command
from tests.registry.conftest import LETTER
from tests.support.office import ROOT

PAPERS, CLERKS, KILLS = 400, 16, 12


def clerk(office: Path, papers: list[Path], *options: str) -> subprocess.Popen:
    words = [sys.executable, "-m", "tests.registry.clerk", *options, str(office), *map(str, papers)]
    return subprocess.Popen(words, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def number_in(paper: Path) -> int | None:
    return IssuablePaper(paper.name, paper.read_bytes()).facts().number


def hold_register_against(settings: Settings, papers: list[Path]) -> list[int]:
    """The numbers of the register, which must be those that the files bear, each once, from 1 on."""
    with Register.open(settings) as register:
        entries = register.entries()
    assert [entry.number.number for entry in entries] == list(range(1, len(entries) + 1))
    assert {entry.state for entry in entries} <= {SOUND}
    borne = {paper.name: number for paper in papers if (number := number_in(paper))}
    assert borne == {entry.place: entry.number.number for entry in entries}
    return [entry.number.number for entry in entries]


def test_sixteen_processes_some_killed_give_each_of_400_papers_its_number(office: Path, settings: Settings, many):
    papers, dice = many(PAPERS), random.Random(5)
    shares = [papers[first::CLERKS] for first in range(CLERKS)]
    at_work = {clerk(office, share): share for share in shares}
    for _ in range(KILLS):
        time.sleep(dice.uniform(0, 0.4))
        victim = dice.choice(list(at_work))
        share = at_work.pop(victim)
        victim.kill()
        victim.communicate()
        at_work[clerk(office, share)] = share
    for process in at_work:
        _, complaint = process.communicate(timeout=120)
        assert process.returncode == 0, complaint.decode()
    assert len(hold_register_against(settings, papers)) == PAPERS
    assert not list(office.glob(".*发文")), "nothing is left lying about beside the papers"


def test_a_process_killed_at_any_touch_of_a_file_leaves_a_register_that_agrees_with_the_papers(office: Path, settings: Settings, many):
    papers = many(40)
    for moment, paper in enumerate(papers, 1):
        process = clerk(office, [paper], "--die-at", str(moment))
        process.communicate(timeout=60)
        given = hold_register_against(settings, papers)
        if process.returncode == 0:
            break
    else:
        raise AssertionError("an issue touches fewer files than that")
    assert moment > 6, "it was killed at each of several moments"
    left = [each for each in papers if number_in(each) is None]
    assert clerk(office, left).communicate(timeout=60)[1] == b""
    assert len(hold_register_against(settings, papers)) == len(papers) > len(given)


def test_one_paper_issued_by_several_at_once_gets_one_number(office: Path, settings: Settings):
    rivals = [clerk(office, [office / LETTER]) for _ in range(6)]
    for rival in rivals:
        _, complaint = rival.communicate(timeout=60)
        assert rival.returncode == 0, complaint.decode()
    code, out, _ = command(office, "register", "--json")
    assert code == 0
    assert [entry["number"] for entry in json.loads(out)] == ["平湛政督函〔2021〕1号"]
    assert number_in(office / LETTER) == 1


def test_a_letter_issued_by_a_process_killed_before_it_could_tell_so_is_known_as_sent(office: Path):
    assert {matter["state"] for matter in matters(office)} == {"拟稿"}
    clerk(office, [office / LETTER]).communicate(timeout=60)
    sent = [matter for matter in matters(office) if matter["state"] != "拟稿"]
    assert sent and {matter["unit"] for matter in sent} == {"曹镇乡政府"}


def matters(office: Path) -> list[dict]:
    return json.loads(command(office, "matters", "--date", "2021-04-07", "--json")[1])
