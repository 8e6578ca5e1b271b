"""Papers on several processes: the same bytes in the same order, and nobody's misfortune is another's."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from docgen.building.due import due
from docgen.building.footing import Ground, ground_of
from docgen.building.many import for_each
from docgen.building.packing import Packer, Shared, Unpacker
from docgen.building.producing import lay_out_work, produce, without_records
from docgen.building.record import recorded
from docgen.building.supervising import letter_orders
from docgen.building.work import works_of
from docgen.problem import DocgenError
from docgen.settings import Run, Settings, load
from tests.building.hand import PERIOD
from tests.support.office import DATA, docgen


@dataclass(frozen=True)
class Errand:
    """Something to do: what happens to who does it."""

    number: int
    fate: str = ""


def done(errand: Errand, _settings: Settings) -> int:
    if errand.fate == "refused":
        raise DocgenError(f"第{errand.number}份模板有误")
    if errand.fate == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    return errand.number


def sent_off(office: Path, workers: int, *fates: str, count: int = 12) -> list[int | DocgenError]:
    settings = replace(load(office), run=Run(workers))
    errands = [Errand(number, fates[number] if number < len(fates) else "") for number in range(count)]
    return list(for_each(done, errands, count, Shared(settings, ground_of(settings, PERIOD).figures)))


def letters(ground: Ground, settings: Settings):
    return list(works_of(letter_orders(ground.figures, settings, ground.past), ground.figures, settings, ground.past))


def test_every_kind_of_circular_can_be_handed_to_another_process(built: Path):
    sheets = {"督查通报": "督查问题样例.xlsx", "观摩通报": "评分样例.xlsx", "集中开工通报": "集中开工样例.csv", "考核通报": "考核打分样例.xlsx"}
    for kind, sheet in sheets.items():
        assert docgen(built, "circular", "--kind", kind, "--period", PERIOD, "--file", DATA / sheet).returncode in (0, 1)
    settings = load(built)
    ground = ground_of(settings, PERIOD)
    shared = Shared(settings, ground.figures)
    works = due(ground, recorded(settings, PERIOD), settings).works
    circulars = [without_records(work) for work in works if any(word in work.relative for word in ("督查", "观摩", "集中开工", "考核"))]
    packer, unpacker = Packer(shared), Unpacker(shared)
    assert len(circulars) == len(sheets)
    for work in circulars:
        assert lay_out_work(unpacker.unpack(packer.pack(work)), settings) == lay_out_work(work, settings), work.relative


def test_answers_come_in_order_however_many_work(built: Path):
    assert sent_off(built, 1) == sent_off(built, 2) == sent_off(built, 3, count=12) == list(range(12))


def test_an_error_is_answered_in_its_place_and_the_others_are_done(built: Path):
    for workers in (1, 2):
        answers = sent_off(built, workers, "", "refused", "")
        assert str(answers[1]) == "第1份模板有误" and [*answers[:1], *answers[2:]] == [0, *range(2, 12)]


def test_a_worker_that_dies_takes_only_its_paper_along(built: Path):
    answers = sent_off(built, 2, "", "", "", "killed", "", "", "", "", "killed")
    assert [number for number, answer in enumerate(answers) if answer != number] == [3, 8]
    assert all("意外中止" in str(answers[number]) and "workers" in str(answers[number]) for number in (3, 8))


def test_workers_that_are_renewed_after_many_papers_lose_none(built: Path):
    assert sent_off(built, 2, count=230) == list(range(230))


def test_letters_are_the_same_on_one_process_and_on_two_with_the_notes_of_their_making(built: Path, tmp_path: Path):
    settings = load(built)
    ground = ground_of(settings, PERIOD)
    made = {}
    for workers in (1, 2):
        office = tmp_path / str(workers)
        shutil.copytree(built, office, ignore=shutil.ignore_patterns("outputs"))
        own = replace(settings, workspace=office, run=Run(workers))
        assert [each.error for each in produce(letters(ground, own), 5, ground, own)] == [None] * 5
        made[workers] = {path.relative_to(office): path.read_bytes() for path in (office / "outputs").rglob("*") if path.is_file()}
    assert made[1] == made[2] and len(made[1]) >= 20


def test_a_paper_is_sent_without_the_records_that_all_share(built: Path):
    settings = load(built)
    ground = ground_of(settings, PERIOD)
    work = letters(ground, settings)[0]
    shared = Shared(settings, ground.figures)
    assert len(Packer(shared).pack((lay_out_work, without_records(work)))) < 30_000


def test_of_a_thousand_papers_only_those_are_there_that_keep_the_workers_busy(built: Path):
    settings = replace(load(built), run=Run(2))
    taken = []

    def errands():
        for number in range(200):
            taken.append(number)
            yield Errand(number)

    ahead = [len(taken) - done for done, _ in enumerate(for_each(done, errands(), 200, Shared(settings, ground_of(settings, PERIOD).figures)))]
    assert max(ahead) <= 2 * 2 + 1 and len(taken) == 200


def test_works_are_made_when_they_are_asked_for(built: Path):
    settings = load(built)
    ground = ground_of(settings, PERIOD)
    asked = []
    orders = (asked.append(order) or order for order in letter_orders(ground.figures, settings, ground.past))
    works = works_of(orders, ground.figures, settings, ground.past)
    assert not asked
    next(works)
    assert len(asked) == 1


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGKILL"])
def test_all_processes_end_with_docgen(built: Path, name: str):
    program = (
        "import sys, time; from pathlib import Path\n"
        "from tests.building.test_many import endlessly\n"
        "endlessly(Path(sys.argv[1]))\n"
    )
    with subprocess.Popen([sys.executable, "-c", program, str(built)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        workers = {int(process.stdout.readline()) for _ in range(4)}
        process.send_signal(getattr(signal, name))
        assert process.wait(timeout=60) != 0
    deadline = time.monotonic() + 10
    while any(map(alive, workers)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(alive, workers))


def test_workers_ended_while_they_hand_over_a_paper_are_not_waited_for(built: Path):
    program = (
        "import sys; from pathlib import Path\n"
        "from tests.building.test_many import given_up\n"
        "given_up(Path(sys.argv[1]))\n"
    )
    done = subprocess.run([sys.executable, "-c", program, str(built)], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0 and done.stdout == "stopped\n" * 3, done.stderr


def given_up(office: Path) -> None:
    """Stop three times while the workers are writing what does not fit into a pipe."""
    settings = replace(load(office), run=Run(2))
    shared = Shared(settings, ground_of(settings, PERIOD).figures)
    for _ in range(3):
        answers = for_each(heavily, [Errand(number) for number in range(100)], 100, shared)
        for _, _ in zip(range(3), answers, strict=False):
            pass
        answers.close()
        print("stopped", flush=True)


def heavily(_errand: Errand, _settings: Settings) -> bytes:
    return bytes(80_000_000)


def alive(number: int) -> bool:
    try:
        return Path(f"/proc/{number}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def endlessly(office: Path) -> None:
    settings = replace(load(office), run=Run(2))
    for answer in for_each(slowly, [Errand(number) for number in range(1000)], 1000, Shared(settings, ground_of(settings, PERIOD).figures)):
        print(answer, flush=True)


def slowly(_errand: Errand, _settings: Settings) -> int:
    time.sleep(0.1)
    return os.getpid()
