"""The notice that sets up the mechanism, with the town's project list as its annex."""

from pathlib import Path

import pytest
from docx import Document

from tests.support.office import DATA, docgen

NAME = "关于建立2020年度重大项目推进机制的通知.docx"


@pytest.fixture(scope="module")
def notice(tmp_path_factory) -> Path:
    office = tmp_path_factory.mktemp("town")
    assert docgen(office, "import", DATA / "chenzhai-2020-03.xlsx", "--period", "2020-03").returncode == 0
    done = docgen(
        office, "--settings", DATA / "陈宅镇.toml", "notice", "--period", "2020-03", "--number", "3", "--date", "2020-03-23"
    )
    assert done.returncode == 0, done.stderr
    return office / "outputs" / "2020-03" / NAME


def test_it_counts_the_list_by_category_and_by_start(notice: Path):
    text = "\n".join(paragraph.text for paragraph in Document(notice).paragraphs)
    assert "共列入项目16个，其中工业（服务业）4个、农业+旅游5个、基础设施类（1）6个、基础设施类（2）1个（见附件）" in text
    assert "计划开工的项目，1月1个、3月1个、4月2个、5月2个、6月4个、7月1个；已开工1个；尚未明确开工时间4个。" in text
    assert text.index("陈党政办〔2020〕3号") < text.index("机关各职能办（中心）：") < text.index("一、实行清单管理")
    assert "附件：陈宅镇2020年度重点项目清单表" in text
    assert "2020年3月23日" in text


def test_the_list_has_nine_columns_with_number_and_category_merged_downwards(notice: Path):
    document = Document(notice)
    table = next(t for t in document.tables if len(t.columns) == 9)
    assert ["".join(cell.text.split()) for cell in table.rows[0].cells] == [
        "序号", "项目类别", "项目名称", "建设内容", "牵头领导", "责任科室", "开工时间", "进展情况", "存在问题"
    ]  # fmt: skip
    assert len(table.rows) == 17
    categories = [row.cells[1]._tc for row in table.rows[1:]]
    assert len({id(tc) for tc in categories}) == 4
    leaders = [row.cells[4].text for row in table.rows[1:]]
    assert "周广威（工程建设）\n倪卓君（业态培育）" in leaders
    assert "杨\u3000洋" in leaders
    from docx.oxml.ns import qn

    assert table.rows[0]._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None


def test_a_period_without_a_project_list_is_refused(sample_office: Path):
    done = docgen(sample_office, "notice", "--period", "2021-03")
    assert done.returncode == 2
    assert "清单表" in done.stderr
