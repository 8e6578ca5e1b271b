"""Tables that a file defines: docgen's own ones against the records, an office's from 表格.toml as it would use them."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from docgen.figures.approvals import has_problem, is_done
from docgen.figures.starts import says_not_started
from docgen.layout.document import to_bytes
from docgen.layout.sheets.render import render_sheet
from docgen.layout.tables.render import render_table
from docgen.matters.matter import HAND_OVER, OPEN, RECEIVE, REPLY, SEND, SETTLE, Letter, Matter, Reply, Step
from docgen.papers.tables import TABLES, Facts
from docgen.papers.tables.defined.formula import Wrong, formula
from docgen.papers.tables.defined.reading import read_definitions
from docgen.problem import DocgenError
from docgen.proof.finding import FAIL
from docgen.proof.source import take
from docgen.proof.verify import verify
from docgen.settings import load
from docgen.settings.spelling import as_toml
from tests.support.office import ROOT, docgen
from tests.support.ooxml import errors

WHEN = date(2021, 3, 31)
OWN = """
[[表]]
名称 = “产业项目一览表”
标题 = "{地区}{报告期}产业项目一览表"
阶段 = ["在建"]
条件 = "总投资 >= 3000"
排序 = ["总投资 从大到小"]
分组 = "责任单位"
分组小计 = 是
合计 = true
注 = "注：总投资3000万元以上的在建项目。"
栏 = [
    "序号", "项目名称",
    "投资（万元）/总投资", "投资（万元）/{年}年计划投资", "完成率",
    { 栏目 = "总投资（亿元）", 算 = "(总投资 / 10000)|round(2)", 内容 = "金额" },
    { 栏目 = "环评", 取 = "手续/环评审批手续" },
    { 栏目 = "包联情况", 取 = "空白", 宽 = 6 },
]

[[表]]
名称 = "行业分析表"
行 = "行业"
合计 = true
栏 = ["名次", "行业", "项目数", "总投资", "投资完成率", "较时序进度"]
"""


def read(tmp_path: Path, text: str):
    path = tmp_path / "表格.toml"
    path.write_text(text, encoding="utf-8")
    return read_definitions(path, taken=TABLES)


def told(tmp_path: Path, text: str) -> str:
    with pytest.raises(DocgenError) as caught:
        read(tmp_path, text)
    return "\n".join(map(str, (caught.value, *caught.value.problems)))


@pytest.fixture(scope="module")
def office(sample_office: Path, tmp_path_factory) -> Path:
    """The sample office with two tables of its own, both made."""
    import shutil

    own = Path(shutil.copytree(sample_office, tmp_path_factory.mktemp("own") / "office"))
    (own / "表格.toml").write_text(OWN, encoding="utf-8")
    for name in ("产业项目一览表", "行业分析表"):
        done = docgen(own, "table", name, "--period", "2021-03")
        assert done.returncode == 0, done.stderr
    return own


class TestShipped:
    def test_the_list_of_what_has_not_started_is_what_the_records_say(self, march: Facts):
        table = TABLES["未开工项目清单"].build(march)
        assert {row["name"] for row in table.rows} == {report.name for report in march.reports if says_not_started(report)}
        assert table.total["total_investment"] == sum(row["total_investment"] for row in table.rows)
        late = {row["name"]: row["start_late"] for row in table.rows if row["start_late"]}
        assert late and all(months > 0 for months in late.values())

    def test_problems_are_listed_by_unit_with_room_for_causes_and_measures(self, march: Facts):
        table = TABLES["问题清单"].build(march)
        assert [row["name"] for row in table.rows if row["problems"]] == [row["name"] for row in table.rows]
        assert len(table.rows) == sum(has_problem(report) for report in march.reports)
        blank = [column.header[-1] for column in table.columns if all(row[column.key] == "" for row in table.rows)]
        assert {"问题原因", "解决措施", "解决时限"} <= set(blank)

    def test_causes_and_measures_are_told_where_the_ledger_or_a_reply_has_them(self, march: Facts):
        first, second, third, *_ = [report for report in march.reports if has_problem(report)]
        told = replace(first, extra=(("问题/原因分析", "征迁补偿未到位"), ("下步措施", "月底前兑付"), ("解决\n时限", "6月底")))
        figures = replace(march.figures, reports=tuple(told if each is first else each for each in march.reports))
        opened = Step(OPEN, date(2021, 3, 5), deadline=date(2021, 3, 20))
        answered = Step(REPLY, date(2021, 3, 18), reply=Reply(measures="增加两个班组", deadline="5月10日"))
        settled = Step(SETTLE, date(2021, 3, 25))
        matters = (Matter(1, second.unit, second.name, steps=(opened, answered)), Matter(2, third.unit, third.name, steps=(opened, answered, settled)))
        rows = {row["name"]: row for row in TABLES["问题清单"].build(replace(march, figures=figures, register=matters)).rows}
        found = [tuple(rows[each.name][key] for key in ("cause", "remedy", "remedy_by")) for each in (first, second, third)]
        assert found == [("征迁补偿未到位", "月底前兑付", "6月底"), ("", "增加两个班组", "5月10日"), ("", "", "")]

    def test_a_matter_of_a_project_has_the_problem_of_its_record_and_no_document_in_its_place(self, march: Facts):
        report = next(report for report in march.reports if report.problems)
        letter = Letter(HAND_OVER, "交办单", date(2021, 3, 5), date(2021, 3, 20), reason="第3次常务会议纪要", demands=("完成征迁",))
        matters = (Matter(1, report.unit, f"{report.name}：完成征迁", steps=(Step(SEND, date(2021, 3, 5), letter=letter),)),)
        [row] = TABLES["整改台账"].build(replace(march, register=matters)).rows
        assert (row["reason"], row["demands"]) == (report.problems, "完成征迁")

    def test_every_procedure_is_ticked_once_and_the_last_row_counts_the_ticks(self, march: Facts):
        table = TABLES["手续办理摸底表"].build(march)
        ticks = ("procedure_not_begun", "procedure_pending", "procedure_done", "procedure_not_needed")
        assert len(table.rows) == sum(len(report.approvals) for report in march.reports)
        assert all(sum(row[key] == "√" for key in ticks) <= 1 for row in table.rows)
        done = sum(is_done(approval) for report in march.reports for approval in report.approvals)
        assert table.total["procedure_done"] == done
        projects = sum(bool(report.approvals) for report in march.reports)
        assert table.total["name"] == f"合计（{projects}项）" and table.rows[-1]["number"] == projects

    def test_nodes_have_a_row_each_and_say_how_long_they_are_overdue(self, county: Facts):
        table = TABLES["节点计划表"].build(county)
        assert len(table.rows) == sum(len(report.milestones) for report in county.reports)
        first = table.rows[0]
        assert (first["node_when"], first["node_by"], first["node_late"]) == ("一季度", "3月31日", 275)
        assert {row["node_late"] for row in table.rows if row["node_when"] == "四季度"} == {""}

    def test_the_record_of_matters_tells_demand_answer_and_state_as_of_the_day(self, march: Facts):
        opened = Step(OPEN, date(2021, 3, 5), deadline=date(2021, 3, 20))
        answered = Step(REPLY, date(2021, 3, 18), reply=Reply(measures="增加两个班组", progress="已完成基础"))
        matters = (
            Matter(1, "曹镇乡", "甲项目", "第3次常务会议纪要", demands=("完成基础施工",), steps=(opened, Step(RECEIVE, date(2021, 3, 6)))),
            Matter(2, "曹镇乡", "乙项目", demands=("办结环评",), steps=(opened, answered, Step(SETTLE, date(2021, 3, 25)))),
            Matter(3, "曹镇乡", "丙项目", steps=(opened, Step(SETTLE, date(2021, 2, 25)))),
        )
        rows = TABLES["整改台账"].build(replace(march, register=matters)).rows
        assert [(row["name"], row["state"]) for row in rows] == [("甲项目", "逾期"), ("乙项目", "销号")]
        assert (rows[0]["demands"], rows[0]["begun"], rows[0]["deadline"]) == ("完成基础施工", "3月5日", "3月20日")
        assert (rows[1]["measures"], rows[1]["progress"], rows[1]["settled"]) == ("增加两个班组", "已完成基础", "3月25日")
        then = TABLES["整改台账"].build(replace(march, register=matters, as_of="3月19日")).rows
        assert [row["state"] for row in then] == ["已签收", "已回复"]

    def test_reports_tell_due_day_day_of_arrival_and_days_late(self, march: Facts):
        arrived = {"曹镇乡": date(2021, 3, 27), "高阳路街道": date(2021, 3, 24)}
        table = TABLES["报送时效表"].build(replace(march, report_day=25, arrived=arrived))
        rows = {row["group"]: row for row in table.rows}
        assert (rows["曹镇乡"]["due_day"], rows["曹镇乡"]["arrived"], rows["曹镇乡"]["late_days"]) == ("3月25日", "3月27日", 2)
        assert (rows["高阳路街道"]["filed"], rows["高阳路街道"]["late_days"]) == ("已报送", "")
        [missing] = march.figures.unreported
        assert rows[missing]["filed"] == "未报送" and rows[missing]["projects"] == "—"
        assert table.total["projects"] == len(march.reports)

    def test_ranks_stand_beside_those_of_the_month_before(self, march: Facts):
        rows = TABLES["名次变化表"].build(march).rows
        assert [(row["group"], row["rank"]) for row in rows][: len(march.figures.ranking)] == [
            (standing.unit, standing.rank) for standing in march.figures.ranking
        ]
        assert {row["group"]: row["former_rank"] for row in rows if row["rank"] != "—"} == {
            standing.unit: "—" if standing.former is None else standing.former for standing in march.figures.ranking
        }


    def test_word_and_excel_find_nothing_wrong_with_them(self, every_table, templates: Path, tmp_path: Path):
        files = []
        for name in ("手续办理摸底表", "节点计划表", "名次变化表"):
            files += [tmp_path / f"{name}.docx", tmp_path / f"{name}.xlsx"]
            files[-2].write_bytes(to_bytes(render_table(every_table[name], templates / f"{name}.docx"), WHEN))
            files[-1].write_bytes(render_sheet(every_table[name], templates / f"{name}.xlsx", WHEN))
        assert errors(*files) == []


class TestOwn:
    def test_word_and_excel_say_what_the_definition_asks_for(self, office: Path, march: Facts):
        folder = office / "outputs" / "2021-03"
        listed = [report for report in march.reports if report.stage == "在建" and (report.total_investment or 0) >= 3000]
        rows = Document(folder / "产业项目一览表.docx").tables[0].rows
        assert ["".join(cell.text.split()) for cell in rows[1].cells] == ["序号", "项目名称", "总投资", "2021年计划投资", "完成率", "总投资（亿元）", "环评", "包联情况"]
        names = [row.cells[1].text for row in rows[2:]]
        assert set(names) >= {report.name for report in listed}
        assert rows[2].cells[1].text.startswith("一、")
        total = [cell.text for cell in rows[-1].cells]
        assert total[1] == f"合计（{len(listed)}项）"
        assert Decimal(total[2]) == sum(report.total_investment for report in listed)
        sheet = openpyxl.load_workbook(folder / "产业项目一览表.xlsx").active
        assert sheet["A1"].value == "湛河区2021年3月份产业项目一览表"
        assert sheet["B5"].value.startswith("一、")

    def test_word_and_excel_find_nothing_wrong_with_it(self, office: Path):
        made = [path for path in (office / "outputs" / "2021-03").glob("产业项目一览表.*") if path.suffix in (".docx", ".xlsx")]
        assert len(made) == 2 and errors(*made, *(office / "templates" / "tables").glob("产业项目一览表.*")) == []

    def test_a_template_that_nobody_edited_follows_its_columns_and_an_edited_one_stays(self, office: Path, tmp_path: Path):
        import shutil

        own = Path(shutil.copytree(office, tmp_path / "office"))
        book = openpyxl.load_workbook(own / "templates" / "tables" / "行业分析表.xlsx")
        book.active["B3"] = "行业（门类）"
        book.save(own / "templates" / "tables" / "行业分析表.xlsx")
        (own / "表格.toml").write_text(OWN.replace('"较时序进度"]', '"较时序进度", "环比"]'), encoding="utf-8")
        assert docgen(own, "table", "行业分析表", "--period", "2021-03").returncode == 0
        folder = own / "outputs" / "2021-03"
        assert Document(folder / "行业分析表.docx").tables[0].rows[0].cells[-1].text == "环比"
        sheet = openpyxl.load_workbook(folder / "行业分析表.xlsx").active
        assert sheet["B3"].value == "行业（门类）" and sheet["G3"].value is None

    def test_an_edit_in_it_goes_back_into_the_ledger(self, office: Path, tmp_path: Path):
        import shutil

        own = Path(shutil.copytree(office, tmp_path / "office"))
        path = own / "outputs" / "2021-03" / "产业项目一览表.docx"
        document = Document(path)
        row = document.tables[0].rows[3]
        assert row.cells[6].text
        row.cells[6].paragraphs[0].runs[0].text = "正在办理"
        for run in (run for each in row.cells[6].paragraphs for run in each.runs[1:] + (each.runs if each is not row.cells[6].paragraphs[0] else [])):
            run.text = ""
        document.save(path)
        done = docgen(own, "pull", path, "--dry-run", "--json")
        told_of = json.loads(done.stdout)
        assert [(edit["field"], edit["name"]) for edit in told_of["edits"]] == [("approvals/环评审批手续", row.cells[1].text)]

    def test_it_measures_right_on_every_page_with_its_note_below(self, office: Path):
        settings = load(office)
        found = verify(take(office / "outputs" / "2021-03" / "产业项目一览表.docx", settings)).findings
        assert [finding for finding in found if finding.verdict == FAIL] == []

    def test_its_figures_are_traced_to_the_records(self, office: Path):
        for name in ("产业项目一览表", "行业分析表"):
            done = docgen(office, "trace", office / "outputs" / "2021-03" / f"{name}.docx", "--json")
            assert done.returncode == 0, done.stderr

    def test_a_draft_annexes_it_by_its_name(self, office: Path, tmp_path: Path):
        draft = tmp_path / "通知.md"
        draft.write_text("---\ntitle: 关于印发产业项目清单的通知\naddressees: [各单位]\ndate: 2021-04-06\nannexes: [行业分析表]\n---\n现予印发。\n", encoding="utf-8")
        done = docgen(office, "notice", draft, "--period", "2021-03")
        assert done.returncode == 0, done.stderr
        [path] = (Path(line) for line in done.stdout.splitlines())
        assert Document(path).tables[0].rows[0].cells[1].text == "行业"

    def test_list_and_columns_tell_of_it(self, office: Path):
        listed = {each["name"]: each for each in json.loads(docgen(office, "table", "--list", "--json").stdout)}
        assert listed["行业分析表"]["source"] == "表格.toml" and listed["排名表"]["source"] == "随 docgen 提供"
        columns = docgen(office, "table", "产业项目一览表", "--columns").stdout
        assert "投资（万元）／总投资　金额（万元）　台账的总投资　模板中写 row.total_investment" in columns

    def test_the_templates_commands_know_it(self, office: Path):
        assert docgen(office, "template", "check", office / "templates" / "tables" / "产业项目一览表.docx").returncode == 0
        assert "row" in docgen(office, "template", "names", "产业项目一览表").stdout

    def test_other_columns_of_the_ledger_may_be_shown(self, tmp_path: Path, march: Facts):
        from docgen.papers.tables.defined.making import kind_of

        [definition] = read(tmp_path, '[[表]]\n名称 = "甲"\n栏 = ["项目名称", { 栏目 = "级别", 取 = "其他/项目级别" }]')
        one = replace(march.reports[0], extra=(("项目级别", "省重点"),))
        table = kind_of(definition).build(replace(march, figures=replace(march.figures, reports=(one,))))
        assert table.rows[0]["column_2"] == "省重点" and table.fields["column_2"] == "extra/项目级别"


class TestMistakes:
    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ('[[表]]\n名称 = "甲"\n栏 = ["项目名称", "总投姿"]', "甲 第2栏“总投姿”：看不出这一栏取什么，是否为“总投资”"),
            ('[[表]]\n名称 = "甲"\n栏 = ["项目名称"]\n只列 = ["滞后了"]', "甲 只列：没有“滞后了”，是否为“滞后”"),
            ('[[表]]\n名称 = "甲"\n栏 = ["项目名称"]\n排列 = ["总投资"]', "没有“排列”这一项"),
            ('[[表]]\n名称 = "排名表"\n栏 = ["项目名称"]', "已有“排名表”这张表"),
            ('[[表]]\n名称 = "甲"\n行 = "行业类"\n栏 = ["行业"]', "行不能是“行业类”，是否为“行业”"),
            ('[[表]]\n名称 = "甲"\n栏 = ["项目名称"]\n条件 = "总投资 >"', "甲 条件：算式“总投资 >”有误"),
            ('[[表]]\n名称 = "甲"\n栏 = [{ 栏目 = "乙", 算 = "总投姿 / 2" }]', "第1栏“乙”：算式中没有“总投姿”可用，是否为“总投资”"),
            ('[[表]]\n名称 = "甲"\n标题 = "{地方}表"\n栏 = ["项目名称"]', "没有“{地方}”可填"),
            ('[[表]]\n名称 = "甲"\n横排 = "是"\n栏 = ["项目名称"]', "横排应为true 或 false"),
            ('[[表]]\n名称 = "甲/乙"\n栏 = ["项目名称"]', "不能作文件名"),
            ('[[表]]\n栏 = ["项目名称"]', "第1张表 名称：没有名称"),
            ('[[表]]\n名称 = "甲"', "没有栏目"),
            ('[[表]]\n名称 = "甲"\n栏 = ["项目名称"', "写法不对：每张表以 [[表]] 开头"),
            ('名称 = "甲"', "“名称”应写在 [[表]] 之下"),
        ],
    )
    def test_each_is_told_with_its_place_and_the_nearest_word(self, tmp_path: Path, text: str, said: str):
        assert said in told(tmp_path, text)

    def test_all_are_told_at_once(self, tmp_path: Path):
        said = told(tmp_path, '[[表]]\n名称 = "甲"\n栏 = ["总投姿", "形像进度"]\n[[表]]\n名称 = "乙"\n行 = "月"\n栏 = ["项目名称"]')
        assert all(word in said for word in ("甲 第1栏", "甲 第2栏", "乙 行"))

    def test_a_command_tells_them_and_makes_nothing(self, own_office: Path):
        (own_office / "表格.toml").write_text('[[表]]\n名称 = "甲"\n栏 = ["总投姿"]', encoding="utf-8")
        done = docgen(own_office, "table", "排名表", "--period", "2021-03")
        assert done.returncode == 2 and "表格.toml" in done.stderr and "是否为“总投资”" in done.stderr
        assert not (own_office / "outputs" / "2021-03").exists()

    @given(st.text(alphabet='总投资/+-*()"\' 1.5[]{}|_a', max_size=30))
    def test_any_formula_is_worked_out_or_refused_in_words(self, text: str):
        try:
            formula(text).of({"总投资": Decimal(12), "a": None})
        except Wrong as error:
            assert str(error)

    def test_a_formula_gets_no_further_than_its_row(self):
        with pytest.raises(Wrong, match="不允许"):
            formula("a.__class__").of({"a": "x"})
        with pytest.raises(Wrong, match="过大"):
            formula("range(10**9)|list").of({})
        assert formula("总投资 * 0.5").of({"总投资": Decimal("3")}) == Decimal("1.5")
        assert formula("总投资 * 0.5").of({"总投资": None}) is None
        assert formula("总投资 / 计划").of({"总投资": Decimal(1), "计划": Decimal(0)}) == "—"


class TestExamples:
    def test_those_of_the_docs_can_be_used_as_they_stand(self, tmp_path: Path):
        text = (ROOT / "docs" / "tables.md").read_text(encoding="utf-8")
        example = text.split("```toml\n")[1].split("```")[0]
        assert [definition.name for definition in read(tmp_path, example)] == ["产业项目一览表", "行业分析表"]

    def test_that_of_the_sample_file_can_be_used_without_its_marks(self, tmp_path: Path):
        lines = (ROOT / "表格.toml").read_text(encoding="utf-8").splitlines()
        example = "\n".join(line.removeprefix("# ") for line in lines[4:])
        assert [definition.name for definition in read(tmp_path, example)] == ["产业项目一览表"]
        assert read(tmp_path, "\n".join(lines)) == ()

    def test_those_of_the_docs_give_each_unit_one_group(self, tmp_path: Path, march: Facts):
        from docgen.papers.tables.defined.making import build

        text = (ROOT / "docs" / "tables.md").read_text(encoding="utf-8")
        [definition, _] = read(tmp_path, text.split("```toml\n")[1].split("```")[0])
        counted = {r.unit for r in march.reports if r.stage in ("在建", "新建") and (r.total_investment or 0) >= 3000}
        assert len(build(definition, march).subtotals) == len(counted)

    def test_docs_name_every_entry_and_every_word_that_the_reader_knows(self):
        from docgen.papers.tables.defined import reading
        from docgen.papers.tables.defined.sieve import OPEN as UNFINISHED
        from docgen.papers.tables.defined.sieve import OVERDUE, WORDS

        text = (ROOT / "docs" / "tables.md").read_text(encoding="utf-8")
        words = [*reading._TABLE, *reading._COLUMN, *reading.HOLDS, *WORDS, UNFINISHED, OVERDUE]
        assert [word for word in words if word not in text] == []

    def test_quotes_and_names_may_be_typed_as_chinese_keyboards_have_them(self):
        assert as_toml('名称 = “甲”，横排 = 是 # 注，=') == '"名称" = "甲","横排" = true # 注，='
