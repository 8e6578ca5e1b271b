"""How long reading a ledger takes, against calamine alone, and how much memory: ``python benchmarks/reading.py``.

The workbook is made here: 10,000 projects under a header of 22 columns, with formulas, merged cells and hidden rows.
Both are measured in one process, the best of several runs each, so that the ratio says something on any machine;
memory is that of a fresh process that reads the workbook and nothing else.
"""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

HEADER = (
    "序号", "项目名称", "行业领域", "总投资", "本月完成投资", "累计完成投资", "年度完成投资", "2021年计划完成投资", "形象进度", "存在问题",
    "责任单位", "责任人", "牵头领导", "开工时间", "建设内容", "项目单位", "备注", "用地审批手续", "环评批复", "规划许可", "施工许可", "其他说明",
)  # fmt: skip
ROWS, COLUMNS = 10_000, len(HEADER)
MOST_TIMES, MOST_MEGABYTES = 3.0, 300.0
"""What reading may take: times the time of calamine alone; megabytes of memory."""


def make(path: Path, rows: int = ROWS) -> Path:
    """Write the workbook as Excel does: texts shared, a formula a row, a merged title, some rows hidden."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["湛河区2021年在建项目进展情况表"])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=COLUMNS)
    sheet.append(["填报单位：曹镇乡", *[None] * 6, "单位：万元"])
    sheet.append(HEADER)
    for number in range(1, rows + 1):
        sheet.append(_project(number))
        sheet.cell(number + 3, COLUMNS, f"=D{number + 3}*2")
        if number % 1000 == 0:
            sheet.row_dimensions[number + 3].hidden = True
    book.save(path)
    return path


def _project(number: int) -> list:
    return [
        number, f"第{number}号标准化厂房建设项目", ("工业", "农业", "交通")[number % 3], 1000 + number, 10.5, 50.25, 30, 100 + number % 7,
        f"主体施工到第{number % 30}层，安装门窗", "无", "区发改委", f"张{number % 50}", "李四", "2020.4", f"新建厂房{number}平方米及配套设施",
        "某某建设有限公司", None, "已办结", "正在办理", f"豫规〔2020〕{number}号", "/",
    ]  # fmt: skip


def ratio(path: Path, runs: int = 5) -> tuple[float, float]:
    """Seconds for ``read_workbook`` and for calamine alone, the best of ``runs`` each, taken in turn."""
    import python_calamine as calamine

    from docgen.ledger.reading.workbook import read_workbook

    content = path.read_bytes()

    def alone() -> None:
        with calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            for name in book.sheet_names:
                book.get_sheet_by_name(name).to_python(skip_empty_area=False)

    pairs = [(_seconds(lambda: read_workbook(path, path.name)), _seconds(alone)) for _ in range(runs)]
    return min(ours for ours, _ in pairs), min(theirs for _, theirs in pairs)


def megabytes(path: Path) -> float:
    """The most memory that a fresh process took that read the workbook (Linux).

    Of the two counts that Linux keeps, ``ru_maxrss`` begins with what the starting process had; VmHWM does not.
    """
    program = (
        "import re, sys; from pathlib import Path; from docgen.ledger.reading.workbook import read_workbook;"
        "read_workbook(Path(sys.argv[1]), 'x');"
        "print(int(re.search(r'VmHWM:\\s*(\\d+)', Path('/proc/self/status').read_text())[1]) / 1024)"
    )
    done = subprocess.run([sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True)
    return float(done.stdout)


def whole_import(path: Path) -> float:
    """Seconds from the file to the reports of one unit."""
    from docgen.ledger.period import Period
    from docgen.ledger.reading.submission import read_submission

    return _seconds(lambda: read_submission(path, Period.parse("2021-03"), "曹镇乡"))


def _seconds(work: Callable[[], object]) -> float:
    """Of the processor: what else the machine does is not counted."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        path = make(Path(folder) / "曹镇乡.xlsx")
        ours, theirs = ratio(path)
        memory = megabytes(path)
        print(f"{ROWS} rows × {COLUMNS} columns, {path.stat().st_size / 2**20:.1f} MB")
        print(f"calamine alone   {theirs:.3f} s")
        print(f"read_workbook    {ours:.3f} s   {ours / theirs:.2f} times, at most {MOST_TIMES:g}")
        print(f"read_submission  {whole_import(path):.3f} s")
        print(f"memory           {memory:.0f} MB   at most {MOST_MEGABYTES:g}")
    return 0 if ours <= MOST_TIMES * theirs and memory < MOST_MEGABYTES else 1


if __name__ == "__main__":
    sys.exit(main())
