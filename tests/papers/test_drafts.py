"""``docgen notice DRAFT``: front matter and text become a paper; what is wrong is told with its place."""

from pathlib import Path

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH

from docgen.proof.source import Source
from docgen.proof.verify import verify
from tests.support.office import DATA, docgen, printed
from tests.support.pdf import pages

DRAFT = """---
title: 关于开展重点项目督查的通知
issuers: [中共栾川县委办公室, 栾川县人民政府办公室]
number: 栾办发〔2018〕12号
addressees: [各乡镇党委、人民政府, 县直各单位]
date: 2018-04-08
annexes: [督查工作方案, 督查人员名单]
note: 此件发至乡科级
copies: [县人大常委会办公室, 县政协办公室]
secrecy: 机密★1年
urgency: 特急
copy_number: "000007"
---
现就有关事项通知如下：
# 督查内容
项目进展。
## 前期项目。重点看手续办理。
### 手续
# 督查方式
实地查看。
"""


def write(folder: Path, text: str = DRAFT, name: str = "文稿.md") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def texts(path: Path) -> list[str]:
    return [paragraph.text for paragraph in Document(path).paragraphs]


def test_head_text_and_end_are_those_of_the_draft(own_office: Path):
    done = docgen(own_office, "notice", write(own_office))
    assert done.returncode == 1, "two annexes are named and did not come along"
    assert "督查工作方案" in done.stderr and "督查人员名单" in done.stderr
    path = Path(done.stdout.strip())
    assert path.name == "关于开展重点项目督查的通知.docx" and path.parent.name == "2018-04"
    found = texts(path)
    assert found[:3] == ["000007", "机密★1年", "特急"]
    assert "栾办发〔2018〕12号" in found
    body = found[found.index("各乡镇党委、人民政府，县直各单位：") :]
    assert body[1:9] == [
        "现就有关事项通知如下：",
        "一、督查内容",
        "项目进展。",
        "（一）前期项目。重点看手续办理。",
        "1.手续",
        "二、督查方式",
        "实地查看。",
        "附件：1.督查工作方案",
    ]
    assert "\t中共栾川县委办公室\t栾川县人民政府办公室" in found and "（此件发至乡科级）" in found
    mark = Document(path).tables[0]
    assert [row.cells[0].text for row in mark.rows] == ["中共栾川县委办公室", "栾川县人民政府办公室"]


def test_made_twice_it_is_the_same_byte_for_byte(own_office: Path):
    path = Path(docgen(own_office, "notice", write(own_office)).stdout.strip())
    first = path.read_bytes()
    path.unlink()
    docgen(own_office, "notice", own_office / "文稿.md")
    assert path.read_bytes() == first


def test_an_annex_in_a_file_comes_bound_and_one_not_bound_stands_alone_under_the_number(own_office: Path):
    write(own_office, "# 总体安排\n分两步。\n", "方案.md")
    bound = "annexes: [{title: 督查工作方案, file: 方案.md}, {title: 督查人员名单, file: 方案.md, bound: false}]"
    draft = write(own_office, DRAFT.replace("annexes: [督查工作方案, 督查人员名单]", bound))
    done = docgen(own_office, "notice", draft)
    assert done.returncode == 0, done.stderr
    paper, loose = map(Path, done.stdout.split())
    found = texts(paper)
    assert found[found.index("附件1") + 1] == "督查工作方案" and "附件2" not in found
    assert texts(loose)[:2] == ["栾办发〔2018〕12号附件2", "督查人员名单"]


def test_a_table_of_the_ledger_comes_as_an_annex_under_the_drafts_name(own_office: Path):
    annex = "annexes: [{title: 三月份排名, table: 排名表}]"
    draft = write(own_office, DRAFT.replace("annexes: [督查工作方案, 督查人员名单]", annex))
    assert "--period" in docgen(own_office, "notice", draft).stderr
    done = docgen(own_office, "notice", draft, "--period", "2021-03")
    assert done.returncode == 0, done.stderr
    found = texts(Path(done.stdout.strip()))
    assert "附件：三月份排名" in found
    assert found[found.index("附件") + 1] == "三月份排名"


def test_a_table_that_asks_for_a3_is_a_fold_out_and_the_imprint_stands_on_a4_behind_it(own_office: Path):
    annexes = "annexes: [排名表, {table: 在建项目进展情况表, paper: a3}]"
    draft = write(own_office, DRAFT.replace("annexes: [督查工作方案, 督查人员名单]", annexes))
    done = docgen(own_office, "notice", draft, "--period", "2021-03")
    assert done.returncode == 0, done.stderr
    found = pages(printed(Path(done.stdout.strip())))
    sizes = [(round(page.width), round(page.height)) for page in found]
    first = sizes.index((420, 297))
    assert set(sizes[:first]) == {(210, 297)} and set(sizes[first:-1]) == {(420, 297)} and sizes[-1] == (210, 297)
    assert "附件2" in found[first].text and "在建项目进展情况表" in found[first].text
    assert "印发" in found[-1].text
    numbers = ["".join(c.text for c in page.chars if c.base > 264 and c.text.isdigit()) for page in found]
    assert numbers == [str(page.number) for page in found]


@pytest.mark.parametrize(
    ("item", "told"),
    [
        ("{table: 排名表, paper: A5}", "应为 A4 或 A3，现为“A5”"),
        ("{title: 方案, file: 方案.md, paper: A3}", "A3 只用于台账中的表"),
        ("{table: 排名表, papper: A3}", "没有“papper”这一项"),
        ("{paper: A3}", "没有 title"),
    ],
)
def test_an_annex_asked_for_wrongly_is_told(own_office: Path, item: str, told: str):
    draft = write(own_office, DRAFT.replace("[督查工作方案, 督查人员名单]", f"[{item}]"))
    done = docgen(own_office, "notice", draft, "--period", "2021-03")
    assert done.returncode == 2 and told in done.stderr, done.stderr


def test_sixty_addressees_go_to_the_imprint(own_office: Path):
    many = ", ".join(f"第{number}乡人民政府" for number in range(1, 61))
    draft = write(own_office, DRAFT.replace("各乡镇党委、人民政府, 县直各单位", many))
    path = Path(docgen(own_office, "notice", draft).stdout.strip())
    document = Document(path)
    assert not any(text.startswith("第1乡人民政府") for text in texts(path))
    imprint = document.tables[-1]
    assert imprint.rows[0].cells[0].text.startswith("主送：第1乡人民政府，") and imprint.rows[0].cells[0].text.endswith("。")
    assert imprint.rows[1].cells[0].text.startswith("抄送：")
    # verify knows an imprint of many lines from its first rule to its last
    found = verify(Source("paper.docx", printed(path.read_bytes()), path.read_bytes()))
    assert not [finding.clause.what for finding in found.failing if finding.clause.number.startswith("7.4")]


def test_five_issuers_leave_their_addressees_on_the_first_page_and_twelve_annexes_stand_under_their_own_names(own_office: Path):
    issuers = "湛河区人民政府办公室, 湛河区发展和改革委员会, 湛河区财政局, 湛河区自然资源和规划局, 湛河区住房和城乡建设局"
    annexes = ", ".join(f"重点项目建设要素保障专项行动第{number}项任务责任分解和完成时限一览表" for number in range(1, 13))
    draft = write(own_office, DRAFT.replace("中共栾川县委办公室, 栾川县人民政府办公室", issuers).replace("督查工作方案, 督查人员名单", annexes))
    path = Path(docgen(own_office, "notice", draft).stdout.strip())
    assert "各乡镇党委、人民政府，县直各单位：" in texts(path)
    found = verify(Source("paper.docx", printed(path.read_bytes()), path.read_bytes()))
    assert not [finding.clause.what for finding in found.failing if finding.clause.number in ("7.3.2", "7.3.3", "7.3.4")]


def test_a_wrong_seal_is_told_with_its_file(own_office: Path):
    draft = write(own_office, DRAFT.replace("urgency: 特急", "seals: [文稿.md]"))
    done = docgen(own_office, "notice", draft)
    assert done.returncode == 2 and "印章图片" in done.stderr and "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("title:", "titel:"), "是否为“title”"),
        (("date: 2018-04-08", "date: 2018-13-08"), "date（成文日期）应为日期"),
        (("date: 2018-04-08\n", ""), "没有成文日期"),
        (("# 督查内容", "##### 督查内容"), "标题最多四级"),
        (("### 手续", "#### 手续\n"), "从2级跳到4级"),
        (("urgency: 特急", "format: 公函"), "format（格式）应为文件、信函、纪要、命令、简报之一"),
        (("copy_number: \"000007\"", "copies: : ["), "用引号括起来"),
        (("title: 关于开展重点项目督查的通知\n", ""), "缺少标题"),
        (("---\ntitle:", "标题："), "标题、主送等项要写在两行 --- 之间"),
        (("---\ntitle:", "title："), "标题、主送等项要写在两行 --- 之间"),
        (("\n---\n", "\n"), "请在这几项的上面和下面各写一行 ---"),
        (("督查人员名单]", "{名称: 督查人员名单, 纸: A3}]"), "可用的有：title（名称）、file（文件）"),
    ],
)
def test_a_wrong_draft_is_refused_with_its_place_and_nothing_is_written(own_office: Path, change, told: str):
    draft = write(own_office, DRAFT.replace(*change))
    done = docgen(own_office, "notice", draft)
    assert done.returncode == 2
    assert told in done.stderr and "文稿.md" in done.stderr and "Traceback" not in done.stderr
    assert not (own_office / "outputs").exists()


def test_a_draft_that_is_not_there_and_one_that_is_no_text_are_told(own_office: Path):
    assert "找不到文稿" in docgen(own_office, "notice", own_office / "无.md").stderr
    done = docgen(own_office, "notice", DATA / "chenzhai-2020-03.xlsx")
    assert done.returncode == 2 and "Markdown" in done.stderr


def test_an_order_whose_number_is_not_given_yet_is_no_fault(own_office: Path):
    draft = write(own_office, "---\ntitle: 防汛令\nkind: 命令\ndate: 2021-07-01\nissuers: [湛河区人民政府]\noffice: 区长\nsigned_by: 张三\n---\n请立即上岗。\n")
    path = Path(docgen(own_office, "notice", draft).stdout.strip())
    found = verify(Source("paper.docx", printed(path.read_bytes()), path.read_bytes()))
    assert not [finding.clause.what for finding in found.failing if finding.clause.number == "10.2"]


def test_a_workbook_of_many_columns_is_annexed_on_turned_pages_and_the_imprint_stands_upright(own_office: Path):
    columns = [f"栏目{number}" for number in range(1, 13)]
    rows = "\n".join(",".join([f"第{number}号城市更新改造及配套设施项目", *columns[1:]]) for number in range(1, 31))
    (own_office / "清单.csv").write_text(",".join(columns) + "\n" + rows, encoding="utf-8")
    draft = write(own_office, DRAFT.replace("[督查工作方案, 督查人员名单]", "[{title: 项目清单, file: 清单.csv}]"))
    path = Path(docgen(own_office, "notice", draft).stdout.strip())
    found = pages(printed(path.read_bytes()))
    shapes = [leaf.width > leaf.height for leaf in found]
    assert not shapes[0] and not shapes[-1] and sum(shapes) >= 2
    assert "抄送" in found[-1].text
    assert all("栏目12" in leaf.text for leaf in found if leaf.width > leaf.height)


def test_issuer_and_date_stay_together_where_all_of_a_short_text_stands_on_page_1_and_the_note_does_not(own_office: Path):
    front = "标题：关于报送材料的通知\n日期：2021-04-08\n发文机关：重点办\n主送：各单位\n附注：联系人：张三　电话：1234567\n附件：[重点项目清单, 联络员名单, 报送要求]\n"
    path = Path(docgen(own_office, "notice", write(own_office, f"---\n{front}---\n请于4月底前报送。\n")).stdout.strip())
    found = verify(Source("paper.docx", printed(path.read_bytes()), path.read_bytes()))
    assert not [finding.clause.what for finding in found.failing if finding.clause.number.startswith("7.3")]
    note = next(paragraph for paragraph in Document(path).paragraphs if "联系人" in paragraph.text)
    assert note.alignment == WD_ALIGN_PARAGRAPH.LEFT
