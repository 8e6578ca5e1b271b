"""Supervision letters: one to each responsible unit with a lagging project, with facts, demands and a day."""

import json
from pathlib import Path

from docx import Document

from tests.support.office import docgen


def paragraphs(path: Path) -> list[str]:
    return [paragraph.text for paragraph in Document(path).paragraphs]


def test_each_responsible_unit_with_a_lagging_project_gets_one_letter_with_all_of_them(own_office: Path):
    lagging = json.loads(docgen(own_office, "lagging", "--period", "2021-03", "--json").stdout)
    done = docgen(own_office, "letter", "--period", "2021-03", "--all", "--number", "5")
    assert done.returncode == 0, done.stderr
    letters = [Path(line) for line in done.stdout.splitlines()]
    assert [path.name for path in letters] == [
        "督办函（曹镇乡政府）.docx",
        "督办函（九里山街道办事处）.docx",
        "督办函（轻工路街道办事处）.docx",
        "督办函（马庄街道办事处）.docx",
        "督办函（高阳路街道办事处）.docx",
    ]
    named = 0
    for number, path in enumerate(letters, 5):
        text = paragraphs(path)
        assert text[0] == f"平湛政督函〔2021〕{number}号"
        unit = path.stem[4:-1]
        assert text[2] == f"{unit.replace('乡政府', '乡人民政府')}："
        mine = [item["name"] for item in lagging if item["name"].startswith(unit[:3])]
        facts = "".join(text)
        assert all(name in facts for name in mine)
        assert f"你单位负责的{len(mine)}个项目推进滞后" in facts
        named += len(mine)
    assert named == len(lagging)


def test_a_letter_tells_plan_actual_gap_and_rule(own_office: Path):
    docgen(own_office, "letter", "--period", "2021-03", "--all")
    text = paragraphs(own_office / "outputs" / "2021-03" / "督办函（曹镇乡政府）.docx")
    assert (
        "2.曹镇乡标准化厂房项目。年度计划投资942万元，实际完成55.2万元，完成率5.9%，"
        "落后时序进度19.1个百分点，连续2个月无投资。属投资进度滞后、连续无投资情形。"
    ) in text


def test_the_reply_is_due_after_so_many_working_days_holidays_and_weekends_left_out(own_office: Path):
    # 2021-04-30 is a Friday; 1–5 May are off, Saturday 8 May is worked: the fifth working day is Tuesday 11 May
    docgen(own_office, "letter", "--period", "2021-03", "--all", "--date", "2021-04-30")
    text = "".join(paragraphs(own_office / "outputs" / "2021-03" / "督办函（曹镇乡政府）.docx"))
    assert "于2021年5月11日前报湛河区人民政府办公室" in text
    assert "联系人：张主任（区政府督查室），联系电话：5550100。" in text


def test_a_letter_about_one_project_speaks_of_one(own_office: Path):
    done = docgen(own_office, "letter", "--period", "2021-03", "--project", "曹镇乡高标准农田改造项目")
    assert done.returncode == 0, done.stderr
    path = Path(done.stdout.strip())
    assert path.name == "督办函（曹镇乡政府，曹镇乡高标准农田改造项目）.docx"
    text = paragraphs(path)
    assert "".join(text[1].split()) == "关于加快推进曹镇乡高标准农田改造项目建设的督办函"
    body = "".join(text)
    assert "你单位负责的曹镇乡高标准农田改造项目推进滞后（见附件1）。该项目年度计划投资1677万元" in body
    assert "逐一" not in body and "各项目" not in body and "恢复投资" not in body


def test_the_annexes_are_the_list_of_matters_and_the_form_for_the_reply(own_office: Path):
    docgen(own_office, "letter", "--period", "2021-03", "--all")
    document = Document(own_office / "outputs" / "2021-03" / "督办函（轻工路街道办事处）.docx")
    heads = [[cell.text.replace("\n", "") for cell in table.rows[0].cells] for table in document.tables]
    assert any("督办事项" in head and "完成率" in head for head in heads)
    assert any("整改措施" in head and "完成时限" in head for head in heads)


def test_an_unknown_project_is_refused_with_the_nearest_name(own_office: Path):
    done = docgen(own_office, "letter", "--period", "2021-03", "--project", "曹镇乡标准厂房项目")
    assert done.returncode == 2
    assert "曹镇乡标准化厂房项目" in done.stderr
    assert not (own_office / "outputs" / "2021-03").exists()


def test_a_project_that_does_not_lag_needs_no_letter(own_office: Path):
    done = docgen(own_office, "letter", "--period", "2021-03", "--project", "曹镇乡冷链物流园扩建项目")
    assert done.returncode == 2
    assert "没有触发滞后规则" in done.stderr


def test_one_of_project_and_all_has_to_be_chosen(sample_office: Path):
    done = docgen(sample_office, "letter", "--period", "2021-03")
    assert done.returncode == 2
    assert "--project" in done.stderr and "--all" in done.stderr
