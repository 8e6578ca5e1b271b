"""docgen build among matters: what is out stays, the rest is made, drafts open their matters."""

from __future__ import annotations

import json
from pathlib import Path

from docx import Document

from tests.support.office import docgen

FIRST, UNIT = "曹镇乡标准化厂房项目", "曹镇乡政府"


def names(office: Path) -> set[str]:
    return {path.name for path in (office / "outputs" / "2021-03").glob("*函（*.docx")}


def build(office: Path) -> dict[str, dict]:
    done = docgen(office, "build", "--period", "2021-03", "--json")
    assert done.returncode in (0, 1), done.stderr
    return {Path(each["path"]).name: each for each in json.loads(done.stdout)}


def test_a_letter_about_one_project_that_is_out_is_left_and_the_unit_s_other_projects_get_theirs(own_office: Path):
    docgen(own_office, "letter", "--period", "2021-03", "--project", FIRST)
    single = own_office / "outputs" / "2021-03" / f"督办函（{UNIT}，{FIRST}）.docx"
    assert docgen(own_office, "issue", single, "--date", "2021-04-06").returncode == 0
    before = single.read_bytes()
    told = build(own_office)
    assert single.read_bytes() == before and told[single.name]["state"] not in ("重新生成", "生成", "合并生成", "不再需要")
    together = "".join(p.text for p in Document(own_office / "outputs" / "2021-03" / f"督办函（{UNIT}）.docx").paragraphs)
    assert "4个项目推进滞后" in together and FIRST not in together
    matters = json.loads(docgen(own_office, "matters", "--json", "--date", "2021-04-06").stdout)
    assert {each["state"] for each in matters if each["project"] != FIRST} == {"拟稿"}
    assert len(names(own_office)) == 6
    assert docgen(own_office, "letter", "--period", "2021-03", "--all").returncode == 0
    assert len(names(own_office)) == 6 and single.read_bytes() == before


def test_after_a_letter_to_the_unit_is_out_build_changes_nothing_more(own_office: Path):
    docgen(own_office, "letter", "--period", "2021-03", "--all")
    letter = own_office / "outputs" / "2021-03" / f"督办函（{UNIT}）.docx"
    assert docgen(own_office, "issue", letter, "--date", "2021-04-06").returncode == 0
    before = letter.read_bytes()
    build(own_office)
    told = build(own_office)
    assert letter.read_bytes() == before
    assert not [each for each in told.values() if each["state"] in ("生成", "重新生成", "合并生成", "不再需要")]
    assert len(names(own_office)) == 5


def test_the_second_letter_is_made_again_by_build_as_it_was_ordered(own_office: Path):
    docgen(own_office, "letter", "--period", "2021-03", "--all")
    docgen(own_office, "matter", "sent", FIRST, "--date", "2021-04-06")
    docgen(own_office, "letter", "--period", "2021-03", "--all", "--date", "2021-04-20", "--number", "12")
    second = own_office / "outputs" / "2021-03" / f"再次督办函（{UNIT}）.docx"
    before = second.read_bytes()
    second.unlink()
    build(own_office)
    assert second.read_bytes() == before
