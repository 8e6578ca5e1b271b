"""``docgen build``: what changed is made again, and only that; each file is told why."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import openpyxl

from docgen.building.build import TO_MAKE, carry_out, plan, prepare
from docgen.building.footing import ground_of
from docgen.papers.tables import TABLES
from docgen.settings import load
from tests.building.hand import (
    CIRCULAR,
    FACTORY,
    LETTER,
    PERIOD,
    build,
    command,
    contents,
    correct,
    output,
    replaced,
    texts,
)

UNITS = ("曹镇乡政府", "九里山街道办事处", "轻工路街道办事处", "马庄街道办事处", "高阳路街道办事处")


def made(told: dict[str, dict]) -> set[str]:
    return {name for name, entry in told.items() if entry["state"] in ("生成", "重新生成", "合并生成")}


def edit_settings(office: Path, was: str, now: str) -> None:
    file = office / "docgen.toml"
    text = file.read_text(encoding="utf-8")
    assert was in text
    file.write_text(text.replace(was, now), encoding="utf-8")


def test_the_first_build_makes_everything_that_the_period_calls_for(built_once: Path):
    names = {path.name for path in (built_once / "outputs" / PERIOD).iterdir()}
    with_rows = {name for name, kind in TABLES.items() if kind.monthly} - {"目标任务分解一览表"}
    tables = {f"{name}.{suffix}" for name in with_rows for suffix in ("docx", "xlsx")}
    assert names == {CIRCULAR, *(f"督办函（{unit}）.docx" for unit in UNITS), *tables}


def test_a_second_build_changes_no_byte_and_says_so(built: Path):
    before = contents(built)
    code, told = build(built)
    assert code == 0 and {entry["state"] for entry in told.values()} == {"没有改动"}
    assert contents(built) == before


def test_a_correction_remakes_the_papers_that_say_it_and_names_project_field_and_values(built: Path):
    before = contents(built)
    correct(built, "年度完成投资=255.2")
    code, told = build(built)
    assert code == 0
    assert made(told) >= {CIRCULAR, LETTER, "在建项目进展情况表.docx", "排名表.xlsx", "督办事项清单.docx"}
    assert {told[name]["reasons"][0] for name in made(told)} == {f"台账有改动：曹镇乡 {FACTORY}的年度完成投资（55.2 → 255.2）"}
    others = [name for name in told if name not in made(told)]
    assert "督办函（马庄街道办事处）.docx" in others and "前期项目谋划表.docx" in others
    after = contents(built)
    assert all(before[f"outputs/{PERIOD}/{name}"] == after[f"outputs/{PERIOD}/{name}"] for name in others)


def test_what_no_paper_says_remakes_nothing(built: Path):
    correct(built, "备注=已现场核实")
    code, told = build(built)
    assert code == 0 and made(told) == set()


def test_the_text_on_the_screen_says_of_each_why(built: Path):
    correct(built, "形象进度=封顶")
    _, shown, _ = command(built, "build", "--period", PERIOD)
    [line] = [line for line in shown.splitlines() if "在建项目进展情况表.xlsx" in line]
    assert line.startswith("重新生成") and f"{FACTORY}的形象进度（主体施工 → 封顶）" in line
    assert sum(line.startswith("没有改动") for line in shown.splitlines()) > 15


def test_single_commands_are_remembered_with_their_number_and_date(built: Path):
    assert command(built, "circular", "--period", PERIOD, "--number", "9", "--date", "2021-04-08")[0] == 0
    assert command(built, "table", "排名表", "--period", PERIOD, "--note", "注：试行。")[0] == 0
    assert made(build(built)[1]) == set()
    correct(built, "年度完成投资=255.2")
    build(built)
    assert {"平湛政办〔2021〕9号", "2021年4月8日"} <= set(texts(output(built, CIRCULAR)))
    assert "注：试行。" in texts(output(built, "排名表.docx"))


def test_an_edited_template_remakes_what_is_made_from_it(built: Path):
    assert command(built, "templates", "build")[0] == 0
    assert made(build(built)[1]) == set()
    template = built / "templates" / "tables" / "排名表.xlsx"
    book = openpyxl.load_workbook(template)
    book.active["B3"] = "乡镇（街道）"
    book.save(template)
    _, told = build(built)
    assert made(told) == {"排名表.xlsx"} and told["排名表.xlsx"]["reasons"] == ["模板 排名表.xlsx 已修改"]


def test_a_changed_setting_is_named_with_its_section(built: Path):
    edit_settings(built, 'contact_person = "张主任"', 'contact_person = "李主任"')
    _, told = build(built)
    assert made(told) == {f"督办函（{unit}）.docx" for unit in UNITS}
    assert told[LETTER]["reasons"] == ["设置 [office] 已修改：contact_person"]


def test_a_file_that_is_gone_is_made_again(built: Path):
    output(built, LETTER).unlink()
    code, told = build(built)
    assert made(told) == {LETTER} and told[LETTER]["reasons"] == ["文件不见了"] and code == 0


def test_a_letter_that_is_no_longer_due_is_told_and_left(built: Path):
    edit_settings(built, "yellow = 10", "yellow = 90")
    edit_settings(built, "red = 30", "red = 90")
    edit_settings(built, "idle_months = 2", "idle_months = 120")
    gone = "督办函（九里山街道办事处）.docx"
    before = output(built, gone).read_bytes()
    code, told = build(built)
    assert code == 1 and told[gone]["state"] == "不再需要" and "自行取舍" in told[gone]["reasons"][0]
    assert output(built, gone).read_bytes() == before
    output(built, gone).unlink()
    assert gone not in build(built)[1]


def test_a_month_before_that_was_corrected_is_named(built: Path):
    correct(built, "本月完成投资=20", period="2021-02")
    _, told = build(built)
    assert CIRCULAR in made(told)
    assert {entry["reasons"][0] for entry in told.values() if entry["reasons"]} == {"以前的报告期有改动：2021-02", "台账、模板和设置没有改动"}


def test_an_upgrade_of_docgen_lays_out_anew(built: Path):
    for record in (built / "outputs" / ".docgen" / "records").iterdir():
        record.write_text(record.read_text(encoding="utf-8").replace('"version":"', '"version":"0.0.'), encoding="utf-8")
    code, told = build(built)
    assert code == 0 and all("docgen 已升级（0.0." in entry["reasons"][0] for entry in told.values())
    assert {entry["state"] for entry in told.values()} == {"没有改动"}, "the same bytes came out"


def test_dry_run_tells_the_same_and_writes_nothing(built: Path):
    correct(built, "年度完成投资=255.2")
    before = contents(built)
    _, foretold = build(built, "--dry-run")
    assert contents(built) == before
    _, told = build(built)
    assert {name: entry["reasons"] for name, entry in foretold.items()} == {name: entry["reasons"] for name, entry in told.items()}


def test_force_makes_all_and_the_same_bytes_come_out(built: Path):
    before = contents(built)
    code, told = build(built, "--force")
    assert code == 0 and all(entry["reasons"] == ["按 --force 重新生成"] for entry in told.values())
    assert contents(built) == before


def test_papers_of_other_settings_are_left_to_these(built: Path):
    shutil.copy(built / "docgen.toml", built / "别的.toml")
    edit_settings(built, "湛河区人民政府办公室文件", "湛河区人民政府文件")
    assert command(built, "--settings", built / "别的.toml", "circular", "--period", PERIOD)[0] == 0
    before = output(built, CIRCULAR).read_bytes()
    _, told = build(built)
    assert told[CIRCULAR]["state"] == "另用设置" and "--settings 别的.toml" in told[CIRCULAR]["reasons"][0]
    assert output(built, CIRCULAR).read_bytes() == before


def test_a_broken_template_costs_its_own_file_only_which_stays_as_it_was(built: Path):
    assert command(built, "templates", "build")[0] == 0
    correct(built, "年度完成投资=255.2")
    template = built / "templates" / "tables" / "排名表.xlsx"
    book = openpyxl.load_workbook(template)
    book.active["B4"] = "{{ row.unti }}"
    book.save(template)
    code, told = build(built)
    before = contents(built)
    [failed] = [name for name, entry in told.items() if entry["state"] == "未能生成"]
    assert code == 1 and failed == "排名表.xlsx" and told[CIRCULAR]["state"] == "重新生成"
    assert any("排名表.xlsx" in note and "unit" in note for note in told[failed]["notes"])
    assert [entry["state"] for entry in build(built)[1].values()].count("没有改动") == len(told) - 1
    assert contents(built) == before


def test_a_file_that_cannot_be_written_is_named_and_the_others_are_made(built: Path):
    correct(built, "年度完成投资=255.2")
    settings = load(built)
    ground = ground_of(settings, PERIOD)
    steps = plan(ground, settings, lambda ref: None)
    prepared = prepare([step for step in steps if step.state in TO_MAKE], ground, settings)
    output(built, LETTER).unlink()
    output(built, LETTER).mkdir()
    outcomes = {Path(outcome.step.relative).name: outcome for outcome in carry_out(prepared, settings)}
    assert [name for name, outcome in outcomes.items() if outcome.state == "未能写入"] == [LETTER]
    assert "已是一个文件夹" in str(outcomes[LETTER].problem) and outcomes[CIRCULAR].written.path.is_file()


def test_after_a_crash_in_the_midst_docgens_own_file_is_not_taken_for_a_persons(built: Path):
    notes = built / "outputs" / ".docgen"
    old = {path: path.read_bytes() for path in (*notes.glob("records/*"), *notes.glob("bases/*"))}
    correct(built, "年度完成投资=255.2")
    build(built)
    after = contents(built)
    for path, content in old.items():  # the files had their names, the records were not yet written
        path.write_bytes(content)
    code, told = build(built)
    assert code == 0 and not any(entry["kept"] for entry in told.values())
    assert contents(built) == after


def test_a_damaged_record_costs_a_new_layout_and_nothing_else(built: Path):
    before = contents(built)
    for record in (built / "outputs" / ".docgen" / "records").iterdir():
        record.write_bytes(record.read_bytes()[:100])
    code, _ = build(built)
    assert code == 0
    correct(built, "形象进度=封顶")
    _, told = build(built)
    assert not any(entry["kept"] for entry in told.values())
    assert set(contents(built)) == set(before)


def test_two_builds_at_once_end_as_one(built: Path):
    correct(built, "年度完成投资=255.2")
    command = [sys.executable, "-m", "docgen", "--workspace", str(built), "build", "--period", PERIOD]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(2)]
    assert [process.communicate() and process.returncode for process in both] == [0, 0]
    assert not list((built / "outputs").rglob("*人工修改*"))
    assert made(build(built)[1]) == set()


def test_a_pdf_made_before_follows_its_document(built: Path):
    printed = output(built, "排名表.pdf")
    assert command(built, "pdf", output(built, "排名表.docx"))[0] == 0
    first = printed.read_bytes()
    correct(built, "年度完成投资=255.2")
    build(built)
    second = printed.read_bytes()
    assert second != first
    build(built)
    assert printed.read_bytes() == second
    assert [path.name for path in printed.parent.glob("*.pdf")] == [printed.name]


def test_the_pdf_of_a_paper_that_a_person_edited_shows_the_edit(built: Path):
    from tests.support.pdf import text

    assert command(built, "pdf", output(built, LETTER))[0] == 0
    replaced(output(built, LETTER), ("查明原因，制定措施。", "查明原因，挂图作战。"))
    build(built)
    assert "挂图作战" in text(output(built, LETTER).with_suffix(".pdf").read_bytes())
