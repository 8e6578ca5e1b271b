"""The circular says what the units' workbooks say: its sentences against sums made here from the truth files."""

import json
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
from docx import Document

from tests.support.office import DATA, docgen

NAME = "关于2021年3月份重点项目建设情况的通报.docx"


def told(month: str, table: str) -> list[dict]:
    """The rows of one table of every unit's truth file."""
    found = []
    for path in sorted((DATA / "zhanhe" / month).glob("*.truth.json")):
        truth = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal, parse_int=Decimal)
        found += [row | {"unit": truth["unit"]} for row in truth[table]]
    return found


def total(rows: list[dict], key: str) -> Decimal:
    return sum((row[key] for row in rows), Decimal(0))


def tenth(value: Decimal) -> str:
    return str(value.quantize(Decimal("0.1"), ROUND_HALF_UP))


@pytest.fixture(scope="module")
def paper(sample_office: Path, tmp_path_factory) -> Path:
    import shutil

    office = Path(shutil.copytree(sample_office, tmp_path_factory.mktemp("circular") / "office"))
    done = docgen(office, "circular", "--period", "2021-03", "--number", "9")
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip().endswith(NAME)
    return office / "outputs" / "2021-03" / NAME


@pytest.fixture(scope="module")
def text(paper: Path) -> str:
    return "\n".join(paragraph.text for paragraph in Document(paper).paragraphs)


def test_the_head_names_issuer_number_and_addressees(text: str):
    lines = text.splitlines()
    assert lines[0] == "湛河区人民政府办公室文件"
    assert lines[1] == "平湛政办〔2021〕9号"
    assert lines[2] == "关于2021年3月份重点项目建设情况的通报"
    assert lines[3] == "曹镇乡人民政府，各街道办事处，区人民政府各部门："


def test_overall_figures_are_the_truth_files_sums(text: str):
    building, planning, new = (told("2021-03", table) for table in ("building", "planning", "new"))
    everything = total(building, "total") + total(planning, "total") + total(new, "total")
    assert f"共报送重点项目{len(building) + len(planning) + len(new)}个，总投资{tenth(everything / 10000)}亿元" in text
    assert f"前期项目{len(planning)}个，新建项目{len(new)}个，在建项目{len(building)}个" in text
    plan, year, month = total(building, "plan"), total(building, "year"), total(building, "month")
    assert f"年度计划投资{tenth(plan / 10000)}亿元" in text
    assert f"3月份完成投资{tenth(month / 10000)}亿元" in text
    assert f"1—3月累计完成投资{tenth(year / 10000)}亿元" in text
    rate = year / plan * 100
    assert f"投资完成率{tenth(rate)}%，低于时序进度（25.0%）{tenth(25 - rate)}个百分点" in text


def test_the_change_against_last_month_is_over_the_units_that_reported_both(text: str):
    now = told("2021-03", "building")
    units = {row["unit"] for row in now}
    before = [row for row in told("2021-02", "building") if row["unit"] in units]
    change = (total(now, "month") / total(before, "month") - 1) * 100
    word = "增长" if change > 0 else "下降"
    assert f"按两期均报送的单位同口径计算，3月份完成投资比2月份{word}{tenth(abs(change))}%" in text


def test_units_are_ranked_by_their_completion_rate(text: str):
    rates = {}
    building = told("2021-03", "building")
    for unit in {row["unit"] for row in building}:
        rows = [row for row in building if row["unit"] == unit]
        rates[unit] = total(rows, "year") / total(rows, "plan") * 100
    ranked = sorted(rates, key=rates.get, reverse=True)
    best = "、".join(f"{unit}（{tenth(rates[unit])}%）" for unit in ranked[:3])
    last = "、".join(f"{unit}（{tenth(rates[unit])}%）" for unit in ranked[3:])
    assert f"居前三位的是{best}；居后两位的是{last}。" in text


def test_the_unit_that_did_not_report_is_named_and_asked(text: str):
    assert "北渡街道未报送，其项目未纳入统计。" in text
    assert "（一）个别单位未按要求报送\n北渡街道未报送3月份重点项目进展情况（见附件4）。" in text
    assert "北渡街道要于4月9日前补报3月份进展情况" in text


def test_lagging_projects_are_counted_as_the_truth_files_have_them(text: str):
    building = told("2021-03", "building")
    behind = [row for row in building if row["year"] / row["plan"] * 100 < 15]
    share = Decimal(len(behind)) / len(building) * 100
    assert f"共有{len(behind)}个项目滞后，占在建项目的{tenth(share)}%" in text
    idle_before = {row["name"] for row in told("2021-02", "building") if row["month"] == 0}
    idle = [row["name"] for row in building if row["month"] == 0 and row["name"] in idle_before]
    sentence = next(line for line in text.splitlines() if "连续两个月以上没有完成投资" in line)
    assert sentence.startswith(f"{len(idle)}个项目")
    assert all(name in sentence for name in idle)


def test_annex_note_and_annexes_agree_in_number_and_title(paper: Path):
    document = Document(paper)
    texts = [paragraph.text for paragraph in document.paragraphs]
    start = next(i for i, line in enumerate(texts) if line.startswith("附件：1."))
    noted = ["".join(line.replace("附件：", "").split()) for line in texts[start : start + 4]]
    labels = [i for i, line in enumerate(texts) if line in ("附件1", "附件2", "附件3", "附件4")]
    annexed = [f"{number}.{''.join(texts[i + 1].split())}" for number, i in enumerate(labels, 1)]
    assert noted == annexed


def test_no_tag_no_blank_list_and_no_double_punctuation_is_left(text: str):
    assert not any(mark in text for mark in ("{{", "{%", "None", "：。", "，。", "、。", "；。", "。。", "（）", "0个单位"))


def test_made_again_the_paper_is_the_same_byte_for_byte(paper: Path):
    before = paper.read_bytes()
    office = paper.parents[2]
    paper.unlink()
    assert docgen(office, "circular", "--period", "2021-03", "--number", "9").returncode == 0
    assert paper.read_bytes() == before


def test_a_month_in_which_all_report_names_no_unit_as_missing(own_office: Path):
    assert docgen(own_office, "circular", "--period", "2021-02").returncode == 0
    document = Document(own_office / "outputs" / "2021-02" / "关于2021年2月份重点项目建设情况的通报.docx")
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "未报送" not in text and "补报" not in text
    assert "6个单位共报送重点项目112个" in text
    assert "同口径" not in text


def test_a_year_with_plans_only_states_the_plan_and_computes_no_rate(own_office: Path):
    docgen(own_office, "import", DATA / "luanchuan-2018.xlsx", "--period", "2018")
    assert docgen(own_office, "circular", "--period", "2018").returncode == 0
    document = Document(own_office / "outputs" / "2018" / "关于2018年重点项目建设情况的通报.docx")
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "1个单位报送重点项目99个，总投资287.2亿元" in text
    assert "年度计划投资133.4亿元，本期未填报年度完成投资，不计算投资完成率。" in text
    assert "排名" not in text and "—" not in text
    assert "按体系分，现代创新体系11个，年度计划投资130400万元；" in text
    assert "补报年度完成投资，于2019年12月25日前报送2019年全年进展情况" in text
    # a section of one part needs no heading of its own
    assert "（一）" not in text


@pytest.mark.parametrize(
    ("settings", "ledger", "period", "whole", "annex"),
    [
        ("陈宅镇", "chenzhai-2020-03.xlsx", "2020-03", "截至3月底，全镇共有重点项目16个（见附件）。", "陈宅镇2020年度重点项目清单表"),
        (
            "栾川县",
            "luanchuan-2018.xlsx",
            "2018",
            "截至12月底，全县共有重点项目99个，总投资287.2亿元（见附件）。",
            "栾川县2018年重点项目目标任务分解一览表",
        ),
    ],
)
def test_an_office_with_a_ledger_of_its_own_reports_to_nobody(tmp_path: Path, settings, ledger, period, whole, annex):
    """One list of the whole town or county: no unit has reported it, and its projects are what is worth annexing."""
    (tmp_path / "docgen.toml").write_text((DATA / f"{settings}.toml").read_text(encoding="utf-8"), encoding="utf-8")
    assert docgen(tmp_path, "import", DATA / ledger, "--period", period).returncode == 0
    assert docgen(tmp_path, "circular", "--period", period).returncode == 0
    [file] = (tmp_path / "outputs" / period).glob("关于*通报.docx")
    lines = [paragraph.text for paragraph in Document(file).paragraphs]
    text = "\n".join(lines)
    assert whole in lines and f"附件：{annex}" in lines
    assert "1个单位" not in text and "各单位" not in text and "报送情况表" not in text
    assert "各责任单位要于" in text


def test_a_list_without_money_says_so_and_is_told_by_category(own_office: Path):
    docgen(own_office, "import", DATA / "chenzhai-2020-03.xlsx", "--period", "2020-03", "--unit", "陈宅镇")
    assert docgen(own_office, "circular", "--period", "2020-03").returncode == 0
    document = Document(own_office / "outputs" / "2020-03" / "关于2020年3月份重点项目建设情况的通报.docx")
    lines = [paragraph.text for paragraph in document.paragraphs]
    assert "本期未填报总投资、年度计划投资，不计算投资完成率。" in lines
    assert "按类别分，工业（服务业）4个，农业+旅游5个，基础设施类（1）6个，基础设施类（2）1个。" in lines
    assert "补报年度完成投资" not in "".join(lines)
    # the list tells no stage: how many are in each form is unknown, not 0
    filings = [[cell.text for cell in row.cells][1:] for table in document.tables for row in table.rows]
    assert ["陈宅镇", "已报送", "—", "—", "—", "16"] in filings


def test_a_paper_that_a_person_edited_is_kept_beside_the_new_one(own_office: Path):
    assert docgen(own_office, "circular", "--period", "2021-03").returncode == 0
    path = own_office / "outputs" / "2021-03" / NAME
    document = Document(path)
    document.paragraphs[5].runs[0].text = "领导改过的一句话。"
    document.save(path)
    edited = path.read_bytes()
    done = docgen(own_office, "circular", "--period", "2021-03", "--number", "9")
    assert done.returncode == 1
    kept = [other for other in path.parent.glob("*.docx") if other.read_bytes() == edited]
    assert len(kept) == 1 and kept[0] != path
    assert kept[0].name in done.stderr
    assert "平湛政办〔2021〕9号" in [p.text for p in Document(path).paragraphs]


def test_a_period_without_records_says_which_there_are(sample_office: Path):
    done = docgen(sample_office, "circular", "--period", "2021-05")
    assert done.returncode == 2
    assert "2021-03" in done.stderr and "docgen import" in done.stderr


def test_outputs_that_cannot_be_written_are_told(own_office: Path):
    (own_office / "outputs").write_text("一个同名文件", encoding="utf-8")
    done = docgen(own_office, "circular", "--period", "2021-03")
    assert done.returncode == 2
    assert "outputs" in done.stderr and "Traceback" not in done.stderr
