"""Papers of every kind from drafts: their heads, addressees and closings; a plan issued by its notice; figures quoted; annexes."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook

from docgen.cli.drafts import Wanted, paper_of_draft
from docgen.layout.paper import lay_out
from docgen.papers.drafts.kinds import KINDS
from docgen.problem import ERROR, DocgenError
from docgen.proof.clauses import STATED
from docgen.proof.source import Source
from docgen.proof.verify import verify
from docgen.settings import load
from tests.building.hand import command
from tests.support.office import DATA, printed_together
from tests.support.ooxml import errors

SAMPLES = ("方案样例.md", "请示样例.md", "意见样例.md")

FRONT = {
    "决议": "caption: 2021年3月5日湛河区第五届人民代表大会第六次会议通过",
    "公报": "caption: 2021年3月5日中共湛河区委五届八次全会通过",
    "请示": "addressees: [市人民政府]\nsigners: [周志明]",
    "报告": "addressees: [市人民政府]\nsigners: [周志明]",
    "议案": "addressees: [区人大常委会]\nsigners: [周志明]",
    "批复": "addressees: [区发改委]",
    "命令": "signed_by: 周志明\noffice: 区长\nnumber: 第3号",
    "纪要": "present: [周志明]",
}
CLOSING = {"请示": "妥否，请批示。", "议案": "请予审议。"}


@pytest.fixture(scope="module")
def office(sample_office: Path, tmp_path_factory) -> Path:
    return Path(shutil.copytree(sample_office, tmp_path_factory.mktemp("kinds") / "office"))


def draft(folder: Path, title: str, front: str = "", text: str = "正文说明有关事项。", name: str = "文稿.md") -> Path:
    file = folder / name
    file.write_text(f"---\ntitle: {title}\ndate: 2021-04-06\n{front}\n---\n{text}\n", encoding="utf-8")
    return file


def made(office: Path, file: Path, **wanted):
    """The paper of a draft, its bytes, what a person should look at."""
    settings = load(office)
    paper, day, problems = paper_of_draft(settings, file, Wanted(**wanted))
    return paper, lay_out(paper, settings, day), problems


def refused(office: Path, file: Path, **wanted) -> list[tuple[str, str]]:
    with pytest.raises(DocgenError) as error:
        paper_of_draft(load(office), file, Wanted(**wanted))
    return [(problem.message, problem.cell) for problem in error.value.problems if problem.level == ERROR]


def stated_faults(name: str, pdf: bytes, data: bytes) -> list:
    """The clauses of the standard's own words that a printed paper does not keep to."""
    return [one.as_json() for one in verify(Source(f"{name}.docx", pdf, data)).failing if one.clause.strength == STATED]


@pytest.fixture(scope="module")
def files(office, tmp_path_factory) -> dict[str, bytes]:
    """A paper of each kind."""
    folder = tmp_path_factory.mktemp("fifteen")
    found = {}
    for name in KINDS:
        text = f"正文说明有关事项。\n\n{CLOSING.get(name, '请认真贯彻执行。')}"
        found[name] = made(office, draft(folder, f"关于重点项目建设的{name}", FRONT.get(name, ""), text), kind=name)[1]
    assert len(found) == 15
    return found


@pytest.fixture(scope="module")
def papers(office) -> dict[str, bytes]:
    """The sample drafts."""
    return {name: made(office, DATA / name, period="2021-03")[1] for name in SAMPLES}


class TestTheFifteenKinds:
    def test_each_measures_as_the_standard_says(self, files):
        for (name, data), pdf in zip(files.items(), printed_together(list(files.values())), strict=True):
            assert stated_faults(name, pdf, data) == []

    def test_each_is_valid(self, files, tmp_path):
        paths = [tmp_path / f"{name}.docx" for name in files]
        for path, data in zip(paths, files.values(), strict=True):
            path.write_bytes(data)
        assert errors(*paths) == []

    def test_who_is_not_written_to_has_no_addressees(self, office, tmp_path):
        for name in ("公告", "通告", "公报", "决议"):
            paper, _, _ = made(office, draft(tmp_path, f"关于重点项目建设的{name}", FRONT.get(name, "")))
            assert paper.context["addressees"] == "", name
        assert made(office, draft(tmp_path, "关于重点项目建设的通知"))[0].context["addressees"].startswith("曹镇乡人民政府")

    def test_what_a_meeting_passed_says_so_below_its_title_and_bears_no_sign_off(self, office, tmp_path):
        _, data, _ = made(office, draft(tmp_path, "关于批准计划的决议", FRONT["决议"]))
        (tmp_path / "决议.docx").write_bytes(data)
        words = [p.text for p in Document(str(tmp_path / "决议.docx")).paragraphs]
        assert words[words.index("关于批准计划的决议") + 1] == "（2021年3月5日湛河区第五届人民代表大会第六次会议通过）"
        assert "2021年4月6日" not in words

    @pytest.mark.parametrize(
        "title, front, kind, words",
        [
            ("关于增加指标的请示", "addressees: [市政府, 市发改委]\nsigners: [周志明]", "", "请示只能有一个主送机关"),
            ("关于增加指标的通知", "", "请示", "不以“请示”结尾"),
            ("关于批准计划的决议", "", "", "何时何会通过"),
            ("关于有关事项的公告", "addressees: [各单位]", "", "公告不写主送机关"),
            ("关于有关事项的通知", "", "通之", "没有“通之”这个文种；可用的有决议、决定"),
        ],
    )
    def test_what_would_have_to_be_withdrawn_is_not_made(self, office, tmp_path, title, front, kind, words):
        found = refused(office, draft(tmp_path, title, front), kind=kind)
        assert any(words in message for message, _ in found)

    def test_a_closing_and_signers_that_are_missing_are_reminded_of(self, office, tmp_path):
        _, _, problems = made(office, draft(tmp_path, "关于增加指标的请示", "addressees: [市政府]"))
        assert ["签发人" in p.message or "结语" in p.message for p in problems] == [True, True]


class TestSamples:
    def test_measure_as_the_standard_says(self, papers):
        for (name, data), pdf in zip(papers.items(), printed_together(list(papers.values())), strict=True):
            assert stated_faults(name, pdf, data) == []

    def test_the_plan_follows_its_notice_with_its_own_annexes(self, papers, tmp_path):
        (tmp_path / "方案.docx").write_bytes(papers["方案样例.md"])
        words = [p.text.replace("\n", "") for p in Document(str(tmp_path / "方案.docx")).paragraphs]
        order = ["关于印发《湛河区2021年重点项目建设攻坚行动方案》的通知", "2021年4月12日", "（此件主动公开）", "湛河区2021年重点项目建设攻坚行动方案", "附件1", "附件2"]
        assert [word for word in words if word in order] == order

    def test_figures_are_quoted_as_the_circular_has_them(self, papers, tmp_path):
        (tmp_path / "方案.docx").write_bytes(papers["方案样例.md"])
        text = "".join(p.text for p in Document(str(tmp_path / "方案.docx")).paragraphs)
        assert "重点项目88个，总投资220.5亿元" in text and "投资完成率15.7%，低于时序进度（25.0%）9.3个百分点" in text


class TestQuotedFigures:
    @pytest.mark.parametrize(
        "text, words, place",
        [
            ("一句。\n\n共{{ figures.totals.project }}个。", "是否为“projects”", "第8行"),
            ("{% if %}", "标记写法有误", "第6行"),
            ("{{ ().__class__.__mro__ }}", "不允许的操作", "第6行"),
            ("去年{{ figures.last_year }}。", "这个数台账里没有", "第6行"),
        ],
    )
    def test_a_wrong_one_is_told_with_its_line(self, office, tmp_path, text, words, place):
        [(message, cell)] = refused(office, draft(tmp_path, "关于有关事项的通知", text=text), period="2021-03")
        assert words in message and cell == place

    def test_without_a_period_there_are_none(self, office, tmp_path):
        [(message, _)] = refused(office, draft(tmp_path, "关于有关事项的通知", text="共{{ figures.totals.projects }}个。"))
        assert "--period" in message


class TestIssuing:
    PLAN = "---\ntitle: 湛河区项目攻坚方案\n---\n# 目标\n\n完成任务。\n"

    def test_a_plan_alone_gets_its_notice(self, office, tmp_path):
        paper, _, _ = made(office, draft(tmp_path, "湛河区项目攻坚方案"), issue=True, approved="区政府第12次常务会议")
        assert paper.title == "关于印发《湛河区项目攻坚方案》的通知"
        assert [block["text"] for block in paper.context["body"]] == ["《湛河区项目攻坚方案》已经区政府第12次常务会议研究同意，现印发给你们，请结合实际认真贯彻执行。"]
        assert paper.issued.title == "湛河区项目攻坚方案"

    def test_a_plan_may_stand_in_a_file_of_its_own(self, office, tmp_path):
        (tmp_path / "方案.md").write_text(self.PLAN, encoding="utf-8")
        paper, _, _ = made(office, draft(tmp_path, "关于印发《湛河区项目攻坚方案》的通知", "issues: 方案.md"))
        assert paper.issued.title == "湛河区项目攻坚方案"

    @pytest.mark.parametrize(("title", "reminded"), [("关于印发项目攻坚方案的通知", False), ("关于印发有关文件的通知", True)])
    def test_a_title_may_name_the_plan_without_its_marks(self, office, tmp_path, title, reminded):
        (tmp_path / "方案.md").write_text(self.PLAN, encoding="utf-8")
        _, _, problems = made(office, draft(tmp_path, title, "issues: 方案.md"))
        assert any("写明所印发的文件" in str(problem) for problem in problems) == reminded

    def test_names_that_differ_are_refused(self, office, tmp_path):
        (tmp_path / "方案.md").write_text(self.PLAN, encoding="utf-8")
        [(message, _)] = refused(office, draft(tmp_path, "关于印发《湛河区项目提速方案》的通知", "issues: 方案.md"))
        assert "不一致" in message

    def test_annexes_belong_to_the_plan(self, office, tmp_path):
        (tmp_path / "方案.md").write_text(self.PLAN, encoding="utf-8")
        [(message, _)] = refused(office, draft(tmp_path, "关于印发《湛河区项目攻坚方案》的通知", "issues: 方案.md\nannexes: [名单]"))
        assert "请把 annexes 写在它的开头" in message


class TestAnnexes:
    def test_a_workbook_becomes_a_table(self, office, tmp_path):
        book = Workbook()
        for row in (["项目计划表", "", ""], ["序号", "项目", "投资（万元）"], [1, "甲项目", 1200], [2, "乙项目", 300]):
            book.active.append(row)
        book.active.merge_cells("A1:C1")
        book.save(tmp_path / "计划.xlsx")
        _, data, problems = made(office, draft(tmp_path, "关于有关事项的通知", "annexes: [{title: 项目计划表, file: 计划.xlsx}]"))
        (tmp_path / "出.docx").write_bytes(data)
        table = next(t for t in Document(str(tmp_path / "出.docx")).tables if "甲项目" in t.rows[1].cells[1].text)
        assert [[re.sub(r"\s", "", cell.text) for cell in row.cells] for row in table.rows] == [["序号", "项目", "投资（万元）"], ["1", "甲项目", "1200"], ["2", "乙项目", "300"]]
        assert problems == []

    def test_one_named_and_not_given_is_reminded_of_one_given_and_not_named_refused(self, office, tmp_path):
        _, _, problems = made(office, draft(tmp_path, "关于有关事项的通知", "annexes: [分工表]"))
        assert [p.message for p in problems] == ["附件“分工表”没有随文稿给出，请另行附上"]
        [(message, place)] = refused(office, draft(tmp_path, "关于有关事项的通知", "annexes: [分工表]", "一句。\n\n分工见附件2。"))
        assert "正文提到附件2" in message and place == "第8行"


def test_entries_given_by_the_command_win(office, tmp_path):
    file = draft(tmp_path, "关于有关事项的通知", "note: 此件公开发布")
    code, said, _ = command(office, "notice", file, "--set", "note=此件发至乡科级", "--set", "addressees=甲单位、乙单位")
    assert code == 0
    words = [p.text for p in Document(said.strip().splitlines()[-1]).paragraphs]
    assert "（此件发至乡科级）" in words and "甲单位，乙单位：" in words
    with pytest.raises(DocgenError) as error:
        command(office, "notice", file, "--set", "notes=此件发至乡科级")
    assert "没有“notes”这一项" in str(error.value.problems[0])
