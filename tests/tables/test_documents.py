"""Tables in Word: the grid that Word and WPS read, and that an edited template is obeyed."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn

from docgen.layout import standard as gb
from docgen.layout.document import to_bytes
from docgen.layout.tables.render import render_table
from docgen.layout.tables.tags import MARK
from docgen.problem import DocgenError

FONTS = ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs")


def rows(document) -> list[list[str]]:
    """The texts of every row, a joined cell once for each column that it covers."""
    return [[cell.text for cell in row.cells] for row in document.tables[0].rows]


def grid(document) -> list[int]:
    return [int(column.get(qn("w:w"))) for column in document.tables[0]._tbl.tblGrid]


def edited(template: Path, folder: Path, edit) -> Path:
    """A copy of a template that a person has changed."""
    document = Document(template)
    edit(document)
    copy = folder / template.name
    document.save(copy)
    return copy


@pytest.fixture(scope="module")
def documents(every_table, templates) -> dict:
    return {name: render_table(table, templates / f"{name}.docx") for name, table in every_table.items()}


def test_every_table_fills_the_type_area_exactly(documents, every_table):
    for name, document in documents.items():
        wanted = gb.twips(gb.TYPE_HEIGHT if every_table[name].landscape else gb.TYPE_WIDTH)
        assert sum(grid(document)) == wanted, name
        properties = document.tables[0]._tbl.tblPr
        assert int(properties.find(qn("w:tblW")).get(qn("w:w"))) == wanted
        assert properties.find(qn("w:tblLayout")).get(qn("w:type")) == "fixed"


def test_grid_and_cells_agree_on_every_width(documents):
    for name, document in documents.items():
        widths = grid(document)
        for row in document.tables[0]._tbl.tr_lst:
            column = 0
            for cell in row.tc_lst:
                assert cell.width.twips == sum(widths[column : column + cell.grid_span]), name
                column += cell.grid_span
            assert column == len(widths), name


def test_header_rows_repeat_on_every_page_and_no_row_is_parted(documents):
    for name, document in documents.items():
        head = [row for row in document.tables[0]._tbl.tr_lst if row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None]
        two = name in ("在建项目进展情况表", "新建（竣工）项目情况表", "目标任务分解一览表", "报送情况表", "手续办理摸底表", "评分表")
        assert len(head) == (2 if two else 1), name
        assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in document.tables[0]._tbl.tr_lst)


def test_every_record_stands_in_the_table_with_its_figures(documents, every_table):
    from docgen.numerals import plain

    table = every_table["在建项目进展情况表"]
    printed = rows(documents["在建项目进展情况表"])
    assert len(printed) == 2 + len(table.rows) + 1
    for record, line in zip(table.rows, printed[2:], strict=False):
        assert line[0] == str(record["number"])
        assert line[1] == record["name"]
        assert line[6:10] == [
            plain(record[key])
            for key in ("total_investment", "month_investment", "cumulative_investment", "year_investment")
        ]
        assert line[11].replace("〕\n", "〕") == record["land"]
    assert printed[-1][1] == f"合计（{len(table.rows)}项）"


def test_rates_have_one_decimal_and_gaps_their_sign(documents):
    lines = {line[1]: line for line in rows(documents["排名表"])}
    assert lines["高阳路街道"][5:] == ["18.0%", "-7.0"]
    assert lines["北渡街道"] == ["未报送", "北渡街道", "—", "—", "—", "—", "—"]


def test_number_and_category_are_joined_downwards_and_no_mark_remains(documents):
    document = documents["清单表"]
    merges = [row.tc_lst[1].vMerge for row in document.tables[0]._tbl.tr_lst[1:]]
    continued = "continue"
    expected = ["restart", *[continued] * 3, "restart", *[continued] * 4, "restart", *[continued] * 5, None]
    assert merges == expected
    assert [row.tc_lst[0].vMerge for row in document.tables[0]._tbl.tr_lst[1:]] == expected
    for each in documents.values():
        assert MARK not in each.element.xml


def test_two_leaders_stand_in_one_cell_and_short_names_are_spread(documents):
    lines = {line[2]: line for line in rows(documents["清单表"])}
    assert lines["石壁湖村精品村工程建设管理"][4] == "周广威（工程建设）\n倪卓君（业态培育）"
    assert lines["重点镇属资源盘查清理"][4] == "杨　洋"


def test_every_font_slot_is_chinese_and_no_theme_wins_over_it(documents):
    for name, document in documents.items():
        for part in (document.element, document.styles.element):
            for fonts in part.iter(qn("w:rFonts")):
                names = {fonts.get(qn(slot)) for slot in FONTS}
                assert len(names) == 1 and names != {None}, name
                assert not [key for key in fonts.attrib if "Theme" in key], name


def test_an_annex_has_its_number_above_the_title_and_a_lone_table_has_none(every_table, templates):
    table, template = every_table["排名表"], templates / "排名表.docx"
    alone = [paragraph.text for paragraph in render_table(table, template).paragraphs]
    assert "".join(alone[0].split()) == table.title
    annex = render_table(table, template, number="附件1").paragraphs
    assert (annex[0].text, annex[0].style.name) == ("附件1", "附件序号")


def test_a_long_title_is_broken_on_a_portrait_page_and_kept_whole_on_a_landscape_one(documents, every_table):
    long = documents["排名表"].paragraphs[0].text.split("\n")
    assert len(long) == 2
    assert "".join(long) == every_table["排名表"].title
    assert documents["目标任务分解一览表"].paragraphs[0].text == "栾川县2018年重点项目目标任务分解一览表"


def test_numbers_are_never_wider_than_their_column(documents, every_table):
    """The widest number of a column fits at half an em a digit, as 仿宋_GB2312 sets them."""
    for name, document in documents.items():
        table = document.tables[0]._tbl
        padding = sum(
            int(table.tblPr.find(f"{qn('w:tblCellMar')}/{qn('w:' + side)}").get(qn("w:w"))) for side in ("left", "right")
        )
        for row in table.tr_lst:
            for cell in row.tc_lst:
                size = max((int(size.get(qn("w:val"))) for size in cell.iter(qn("w:sz"))), default=0) * 10
                for text in cell.iter(qn("w:t")):
                    if (text.text or "").replace(".", "").isdigit():
                        assert len(text.text) * size / 2 + padding <= cell.width.twips, (name, text.text)


def test_the_same_table_gives_the_same_bytes(every_table, templates):
    from datetime import date

    table = every_table["清单表"]
    first, second = (to_bytes(render_table(table, templates / "清单表.docx"), date(2020, 3, 30)) for _ in range(2))
    assert first == second


def test_columns_that_an_office_removed_stay_so_and_the_rest_fills_the_page(every_table, templates, tmp_path):
    def edit(document):
        for row in document.tables[0]._tbl.tr_lst:
            cells = row.tc_lst
            if len(cells) == 1:
                cells[0].grid_span = 7
            else:
                for cell in cells[7:]:
                    row.remove(cell)
        for column in list(document.tables[0]._tbl.tblGrid)[7:]:
            document.tables[0]._tbl.tblGrid.remove(column)
        document.tables[0].rows[0].cells[4].paragraphs[0].runs[0].text = "挂点领导"

    table = every_table["清单表"]
    document = render_table(table, edited(templates / "清单表.docx", tmp_path, edit))
    assert ["".join(text.split()) for text in rows(document)[0]] == ["序号", "项目类别", "项目名称", "建设内容", "挂点领导", "责任科室", "开工时间"]  # fmt: skip
    assert rows(document)[1][2] == table.rows[0]["name"]
    assert sum(grid(document)) == gb.twips(gb.TYPE_WIDTH)


def test_words_that_an_office_added_survive(every_table, templates, tmp_path):
    def edit(document):
        document.tables[0]._tbl.addnext(document.add_paragraph("本表{{ count }}个单位，由督查室汇总。")._p)

    document = render_table(every_table["排名表"], edited(templates / "排名表.docx", tmp_path, edit))
    assert "本表6个单位，由督查室汇总。" in [paragraph.text for paragraph in document.paragraphs]


def test_text_with_markup_and_tags_is_printed_as_it_is(every_table, templates):
    table = every_table["排名表"]
    odd = '<甲>&"乙" {{ title }} {% if %}'
    document = render_table(replace(table, rows=({**table.rows[0], "unit": odd},)), templates / "排名表.docx")
    assert rows(document)[1][1] == odd


def test_a_broken_tag_is_told_with_its_template(every_table, templates, tmp_path):
    def edit(document):
        document.tables[0].rows[2].cells[1].paragraphs[0].runs[0].text = "{{ row.unti }}"

    template = edited(templates / "排名表.docx", tmp_path, edit)
    with pytest.raises(DocgenError) as caught:
        render_table(every_table["排名表"], template)
    [problem] = caught.value.problems
    assert problem.file == str(template)
    assert "没有“unti”这一项，是否为“unit”" in problem.message


def test_a_table_of_very_long_texts_lets_its_rows_be_parted(every_table, templates):
    table = every_table["清单表"]
    long = replace(table, rows=({**table.rows[0], "progress": "工程进展顺利，各项工作按计划推进。" * 200}, *table.rows[1:]))
    body = render_table(long, templates / "清单表.docx").tables[0]._tbl.tr_lst
    assert body[1].find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is None
    assert body[2].find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None


def test_built_templates_are_the_committed_ones(templates, tmp_path):
    from docgen.layout.sheets.build import sheets
    from docgen.layout.tables.build import tables

    built = dict([*sheets(), *tables()])
    assert set(built) == {path.name for path in templates.iterdir()}
    assert [name for name, data in built.items() if (templates / name).read_bytes() != data] == []


def test_a_rendered_document_opens_again(documents):
    for document in documents.values():
        buffer = BytesIO()
        document.save(buffer)
        assert Document(BytesIO(buffer.getvalue())).tables
