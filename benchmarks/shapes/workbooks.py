"""A styled sheet of 22 columns: a joined title, a heading row, a row a record; widths, frozen panes, print titles."""

from __future__ import annotations

import io
from typing import Any

HEADER = (
    "序号", "项目名称", "行业领域", "总投资", "本月完成投资", "累计完成投资", "年度完成投资", "年度计划投资", "完成率", "形象进度", "存在问题",
    "责任单位", "责任人", "牵头领导", "开工时间", "建设内容", "项目单位", "备注", "用地审批手续", "环评批复", "规划许可", "施工许可",
)  # fmt: skip
NAMES = tuple(f"field{at}" for at in range(len(HEADER)))
WIDTHS = (6, 24, 10, 12, 12, 12, 12, 12, 8, 20, 14, 12, 10, 10, 10, 24, 18, 10, 16, 12, 16, 10)
NUMBER, PERCENT = "#,##0.00", "0.0%"
FORMATS = tuple(PERCENT if at == 8 else NUMBER if 3 <= at <= 7 else "General" for at in range(len(HEADER)))
TITLE, FONT, SIZE = "在建项目进展情况表", "仿宋", 10


def values(number: int) -> list:
    """A record's 22 cells: numbers, texts, one left empty."""
    return [
        number, f"第{number}号标准化厂房建设项目", ("工业", "农业", "交通")[number % 3], 1000 + number, 10.5, 50.25 + number % 10,
        30 + number % 9, 100 + number % 7, 0.375, f"主体施工到第{number % 30}层，安装门窗", "无", "区发改委", f"张{number % 50}", "李四",
        "2020.4", f"新建厂房{number}平方米及配套设施", "某某建设有限公司", None, "已办结", "正在办理", f"豫规〔2020〕{number}号", "/",
    ]  # fmt: skip


def contexts(count: int) -> list[dict[str, Any]]:
    """The one workbook's context."""
    return [{"title": TITLE, "rows": [dict(zip(NAMES, values(number), strict=True)) for number in range(1, count + 1)]}]


def template(syntax: str) -> bytes:
    """The ``.xlsx``; the third row is the record's: docgen's tags, or empty styled cells for who writes by hand."""
    import openpyxl
    from openpyxl.styles import Alignment, Border, Font, Side
    from openpyxl.utils import get_column_letter

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "附件"
    edge = Border(*[Side("thin")] * 4)
    sheet.append([TITLE])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(HEADER))
    sheet["A1"].font = Font(name="黑体", size=16)
    sheet["A1"].alignment = Alignment(horizontal="center")
    sheet.append(HEADER)
    sheet.append([f"{{{{ row.{name} }}}}" if syntax == "jinja" else None for name in NAMES])
    for column, (width, pattern) in enumerate(zip(WIDTHS, FORMATS, strict=True), 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
        for row in (2, 3):
            cell = sheet.cell(row, column)
            cell.font, cell.border = Font(name="黑体" if row == 2 else FONT, size=SIZE), edge
            cell.alignment = Alignment(horizontal="center" if row == 2 else None, vertical="center", wrap_text=True)
            cell.number_format = pattern
    sheet.freeze_panes = "C3"
    sheet.print_title_rows = "1:2"
    sheet.page_setup.orientation = "landscape"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
