"""The habits of those who fill in ledgers, each a change to a plain workbook and to the truth that it holds.

A habit's slots name what it touches: two habits with a slot in common are not put on the same workbook.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from tests.corpus.book import Book, Column, Row

ANY = object()
"""A value that is not laid down: a message about the cell counts."""

MONEY = ("total_investment", "month_investment", "cumulative_investment", "year_investment", "annual_plan")


@dataclass(frozen=True)
class Habit:
    """A habit by its name; ``slots`` are what it touches."""

    name: str
    slots: frozenset[str]
    apply: Callable[[Book], None]


HABITS: list[Habit] = []


def habit(name: str, *slots: str) -> Callable[[Callable[[Book], None]], Callable[[Book], None]]:
    def keep(apply: Callable[[Book], None]) -> Callable[[Book], None]:
        HABITS.append(Habit(name, frozenset(slots), apply))
        return apply

    return keep


def _rename(book: Book, **words: str) -> None:
    for key, word in words.items():
        column = book.column(key)
        unit = "（万元）" if column.path[-1].endswith("（万元）") else ""
        column.path = (*column.path[:-1], word + unit)


def _cell(book: Book, number: int, key: str, typed: Any, **truth: Any) -> Row:
    row = book.projects[number]
    row.cells[key] = typed
    row.truth.update(truth)
    return row


def _sum(book: Book, key: str) -> Any:
    return sum((row.cells[key] for row in book.projects if isinstance(row.cells[key], int | float)), 0)


# --- above the table ------------------------------------------------------------------------------


@habit("表头上方有四行标题", "above")
def _(book: Book) -> None:
    book.above = ["附件3", "湛河区2021年在建项目进展情况表", "（2021年3月）", "填报单位：曹镇乡政府（盖章）"]


@habit("标题拆成两行", "above")
def _(book: Book) -> None:
    book.above = ["湛河区2021年重点建设项目", "在建项目进展情况表"]


@habit("单位与标题同在一行", "unit-line")
def _(book: Book) -> None:
    book.unit_beside_title = True


@habit("单位写在表头里", "unit-line")
def _(book: Book) -> None:
    book.unit_line = ""
    for key in MONEY:
        column = book.column(key)
        column.path = (*column.path[:-1], column.path[-1] + "（万元）")


@habit("单位写作金额单位：人民币万元", "unit-line")
def _(book: Book) -> None:
    book.unit_line = "金额单位：人民币万元"


@habit("单位行是亿元", "unit-line", "total", "total-unit", "plan", "total-last", "total-first")
def _(book: Book) -> None:
    book.unit_line = "单位：亿元"
    for row in book.projects:
        for key in MONEY:
            if isinstance(row.cells[key], int | float) and row.cells[key]:
                row.cells[key] = float(Decimal(str(row.cells[key])) / 10000)


@habit("哪里都没有写金额单位", "unit-line")
def _(book: Book) -> None:
    book.unit_line = ""
    book.refuse(None, "total_investment")
    book.refuse(None, "month_investment")


@habit("表格从第三列开始", "left")
def _(book: Book) -> None:
    book.left = 2


# --- the header -----------------------------------------------------------------------------------


@habit("表头换了叫法", "words")
def _(book: Book) -> None:
    _rename(
        book, name="建设项目名称", industry="所属行业", content="主要建设内容", years="建设起止年限", site="项目实施地点",
        total_investment="计划总投资", progress="工程形象进度", leaders="包保领导", units="牵头单位", owner="业主单位",
    )


@habit("表头有换行和空格", "spaces")
def _(book: Book) -> None:
    for column in book.columns:
        word = column.path[-1]
        middle = len(word) // 2
        column.path = (*column.path[:-1], f"{word[:middle]}\n  {word[middle:]} ")


@habit("表头里写年份月份", "dated")
def _(book: Book) -> None:
    _rename(book, annual_plan="2021年计划完成投资", month_investment="3月份完成投资", year_investment="1-3月完成投资")


@habit("旧表头写着去年", "dated")
def _(book: Book) -> None:
    _rename(book, annual_plan="2020年计划完成投资")
    book.tell(None, "annual_plan")


@habit("两行表头", "depth")
def _(book: Book) -> None:
    _approvals(book, "联审联批手续")


@habit("三行表头", "depth")
def _(book: Book) -> None:
    _approvals(book, "联审联批手续")
    for key in ("month_investment", "cumulative_investment", "year_investment"):
        column = book.column(key)
        column.path = ("投资完成情况", "完成投资", column.path[-1])


@habit("四行表头", "depth")
def _(book: Book) -> None:
    for key in ("month_investment", "cumulative_investment", "year_investment"):
        column = book.column(key)
        column.path = ("项目推进情况", "投资完成情况", "完成投资", column.path[-1])


@habit("表头没有合并单元格", "depth")
def _(book: Book) -> None:
    _approvals(book, "联审联批手续")
    book.joined_header = False


def _approvals(book: Book, group: str) -> None:
    at = book.columns.index(book.column("progress")) + 1
    added = {"land": "用地审批手续", "environment": "环评审批手续"}
    book.columns[at:at] = [Column(key, (group, word)) for key, word in added.items()]
    for number, row in enumerate(book.projects):
        row.cells |= {"land": "已办结" if number % 2 else "正在办理", "environment": "未办"}
        row.truth["approvals"] = {"用地审批手续": "已办结" if number % 2 else "正在办理", "环评审批手续": "未办理"}


@habit("中间重复一遍表头", "rows-middle")
def _(book: Book) -> None:
    book.rows.insert(book.rows.index(book.projects[3]), Row({column.key: column.path[-1] for column in book.columns}))


@habit("多出不认识的栏目", "extra")
def _(book: Book) -> None:
    book.columns.append(Column("other", ("是否省重点",)))
    for row in book.projects:
        row.cells["other"] = "是"
        row.truth["extra"] = {"是否省重点": "是"}


@habit("有完成率一栏", "extra")
def _(book: Book) -> None:
    book.columns.append(Column("other", ("投资完成率",)))
    for row in book.projects:
        row.cells["other"] = "129%"
        row.truth["extra"] = {"投资完成率": "129%"}


@habit("栏目名有错字", "typo")
def _(book: Book) -> None:
    _rename(book, cumulative_investment="累计己完成投资额")
    for row in book.projects:
        row.truth["cumulative_investment"] = None
    book.tell(None, "cumulative_investment")


# --- rows that are no projects --------------------------------------------------------------------


@habit("合计在第一行并写明项数", "total-first")
def _(book: Book) -> None:
    book.rows.insert(0, Row({"serial": f"合计（{len(book.projects)}项）"} | {key: _sum(book, key) for key in MONEY}))


@habit("合计和其中在前", "total-first")
def _(book: Book) -> None:
    book.rows[0:0] = [
        Row({"name": f"合计（{len(book.projects)}项）"} | {key: _sum(book, key) for key in MONEY}),
        Row({"name": "其中：在建5项"}),
    ]


@habit("合计在最后", "total-last")
def _(book: Book) -> None:
    book.rows.append(Row({"name": "合计"} | {key: _sum(book, key) for key in MONEY}))


@habit("合计是没有保存结果的公式", "total-last")
def _(book: Book) -> None:
    book.rows.append(Row({"name": "合 计"} | dict.fromkeys(MONEY, "=SUM(A1:A2)")))


@habit("合计与各项之和不符", "total-last")
def _(book: Book) -> None:
    row = Row({"name": "合计", "total_investment": 1})
    book.rows.append(row)
    book.tell(row, "total_investment")


@habit("按类别分组", "groups")
def _(book: Book) -> None:
    for at, title in ((3, "二、产业项目（2项）"), (0, "一、交通及民生项目（3项）")):
        book.rows.insert(book.rows.index(book.projects[at]), Row({"serial": title}))
    for number, row in enumerate(book.projects):
        row.truth["category"] = "交通及民生项目" if number < 3 else "产业项目"


@habit("中间有空行", "rows-blank")
def _(book: Book) -> None:
    book.rows.insert(book.rows.index(book.projects[2]), Row({}))


@habit("底部有注和签字", "below")
def _(book: Book) -> None:
    book.below = ["注：本表于每月25日前报送。", "填表人：王芳　　联系电话：0375-7012345", "单位负责人（签字）：", "2021年3月25日"]


@habit("备注行有编号", "below")
def _(book: Book) -> None:
    book.below = ["备注：1.总投资以批复为准；", "2.年度计划以年初下达为准。"]


# --- numbers --------------------------------------------------------------------------------------


@habit("金额是带千分号的文字", "total", "total-unit")
def _(book: Book) -> None:
    _cell(book, 2, "total_investment", "54,583.00")


@habit("金额是全角数字", "total", "total-unit")
def _(book: Book) -> None:
    _cell(book, 2, "total_investment", "５４５８３．０")


@habit("金额带单位亿元", "total", "total-unit")
def _(book: Book) -> None:
    _cell(book, 2, "total_investment", "5.4583亿元")


@habit("金额写约", "total", "total-unit")
def _(book: Book) -> None:
    book.tell(_cell(book, 2, "total_investment", "约54583万元"), "total_investment")


@habit("相邻两栏单位不同", "total-unit")
def _(book: Book) -> None:
    _rename(book, total_investment="总投资（亿元）")
    for row in book.projects:
        value = row.cells["total_investment"]
        if isinstance(value, int):
            row.cells["total_investment"] = float(Decimal(value) / 10000)


@habit("没有的填斜杠", "month")
def _(book: Book) -> None:
    _cell(book, 3, "month_investment", "/", month_investment=None)


@habit("没有的填破折号", "month")
def _(book: Book) -> None:
    _cell(book, 3, "month_investment", "——", month_investment=None)


@habit("没有的空着", "month")
def _(book: Book) -> None:
    _cell(book, 3, "month_investment", None, month_investment=None)


@habit("金额是文字说明", "month")
def _(book: Book) -> None:
    book.refuse(_cell(book, 3, "month_investment", "正在统计"), "month_investment")


@habit("金额是负数", "month")
def _(book: Book) -> None:
    book.refuse(_cell(book, 3, "month_investment", -20), "month_investment")


@habit("金额成了日期", "year")
def _(book: Book) -> None:
    book.refuse(_cell(book, 1, "year_investment", datetime(2021, 3, 4)), "year_investment")


@habit("金额成了公式错误", "year")
def _(book: Book) -> None:
    book.refuse(_cell(book, 1, "year_investment", "#REF!"), "year_investment")


@habit("金额是没有保存结果的公式", "year")
def _(book: Book) -> None:
    book.refuse(_cell(book, 1, "year_investment", "=H5+1"), "year_investment")


@habit("金额成了是否", "year")
def _(book: Book) -> None:
    book.refuse(_cell(book, 1, "year_investment", True), "year_investment")


@habit("金额栏里写百分数", "year")
def _(book: Book) -> None:
    book.refuse(_cell(book, 1, "year_investment", "20%"), "year_investment")


@habit("金额里有两个小数点", "plan")
def _(book: Book) -> None:
    book.refuse(_cell(book, 0, "annual_plan", "4.200.5"), "annual_plan")


@habit("金额填成元", "plan")
def _(book: Book) -> None:
    book.tell(_cell(book, 0, "annual_plan", 42000000, annual_plan=Decimal(42000000)), "annual_plan")


# --- names and serials ----------------------------------------------------------------------------


@habit("序号带圆点", "serial")
def _(book: Book) -> None:
    for number, row in enumerate(book.projects, 1):
        row.cells["serial"] = f"{number}●"


@habit("序号空着", "serial")
def _(book: Book) -> None:
    for row in book.projects:
        row.cells["serial"] = None


@habit("序号是公式", "serial")
def _(book: Book) -> None:
    for row in book.projects:
        row.cells["serial"] = "=ROW()-3"


@habit("名称前有星号", "name-mark")
def _(book: Book) -> None:
    book.projects[0].cells["name"] = "★" + book.projects[0].cells["name"]


@habit("名称里有空格换行", "name-mark")
def _(book: Book) -> None:
    book.projects[0].cells["name"] = " 河滨路 北延\n道路工程 "


@habit("两行重名", "name-twice")
def _(book: Book) -> None:
    row = book.projects[4]
    row.cells["name"] = book.projects[1].cells["name"]
    book.refuse(row, "name")


@habit("有数而无名称", "name-none")
def _(book: Book) -> None:
    row = book.projects[3]
    row.cells["name"] = None
    book.refuse(row, "name")


# --- dates ----------------------------------------------------------------------------------------


@habit("开工时间打成数 2020.1", "start")
def _(book: Book) -> None:
    book.tell(_cell(book, 0, "start", 2020.1, start=date(2020, 10, 1)), "start")


@habit("开工时间打成数 2020.04", "start")
def _(book: Book) -> None:
    _cell(book, 0, "start", 2020.04, start=date(2020, 4, 1))


@habit("开工时间是序列值", "start")
def _(book: Book) -> None:
    _cell(book, 0, "start", 43922, start=date(2020, 4, 1))


@habit("开工时间是日期格", "start")
def _(book: Book) -> None:
    _cell(book, 0, "start", datetime(2020, 4, 18), start=date(2020, 4, 18))


@habit("开工时间写已开工或待定", "start")
def _(book: Book) -> None:
    _cell(book, 0, "start", "已开工", start="已开工")
    _cell(book, 1, "start", "待定", start="待定")


@habit("开工时间写六月底", "start")
def _(book: Book) -> None:
    _cell(book, 0, "start", "6月底", start=date(2021, 6, 1))


@habit("开工时间没有这个月", "start")
def _(book: Book) -> None:
    book.tell(_cell(book, 0, "start", "2020年13月", start=None), "start")


@habit("年限用全角连接号", "years")
def _(book: Book) -> None:
    _cell(book, 2, "years", "2020－2022", years="2020－2022")


# --- people ---------------------------------------------------------------------------------------


@habit("一格几位领导各带分工", "leaders")
def _(book: Book) -> None:
    _cell(book, 0, "leaders", "赵立新（工程建设）\n李 玮（征地拆迁）", leaders=[("赵立新", "工程建设"), ("李玮", "征地拆迁")])


@habit("分工单独占一行", "leaders")
def _(book: Book) -> None:
    _cell(book, 0, "leaders", "赵立新\n（工程建设）\n李玮\n（征地拆迁）", leaders=[("赵立新", "工程建设"), ("李玮", "征地拆迁")])


@habit("两字姓名中间有空格", "leaders")
def _(book: Book) -> None:
    _cell(book, 0, "leaders", "李　玮", leaders=[("李玮", "")])


@habit("电话紧跟姓名", "contact")
def _(book: Book) -> None:
    _cell(book, 0, "contact", "王经理13800001949", contact="王经理", phone="13800001949")


@habit("电话少一位", "contact")
def _(book: Book) -> None:
    row = _cell(book, 0, "contact", "王经理1380000194", contact=ANY, phone=ANY)
    book.tell(row, "contact")


@habit("单位与责任人在一格", "units")
def _(book: Book) -> None:
    _rename(book, units="责任单位及责任人")
    book.columns.remove(book.column("responsible_person"))
    for row in book.projects:
        row.cells["units"] = "曹镇乡政府　王建国"


# --- other rows and sheets ------------------------------------------------------------------------


@habit("子项没有序号", "children")
def _(book: Book) -> None:
    at = book.rows.index(book.projects[2]) + 1
    book.rows[at:at] = [
        Row({"name": "其中：安置房工程", "progress": "主体施工"}),
        Row({"name": "（1）配套道路", "progress": "路基施工"}),
    ]
    book.projects[2].truth |= {"progress": ANY, "content": ANY}
    book.tell(book.rows[at], "name")


@habit("类别合并向下", "category")
def _(book: Book) -> None:
    _categories(book)
    for start, rows in ((0, 3), (3, 2)):
        first = book.rows.index(book.projects[start])
        if book.rows.index(book.projects[start + rows - 1]) == first + rows - 1:
            book.merges.append((first, "category", rows))


@habit("类别只写第一行", "category")
def _(book: Book) -> None:
    _categories(book)


def _categories(book: Book) -> None:
    book.columns.insert(1, Column("category", ("项目类别",)))
    for number, row in enumerate(book.projects):
        row.truth["category"] = "城建类" if number < 3 else "产业类"
        row.cells["category"] = {0: "城建类", 3: "产业类"}.get(number)


@habit("筛选后隐藏了一行", "hidden-row")
def _(book: Book) -> None:
    row = book.projects[1]
    row.hidden = True
    book.tell(row, "name")


@habit("有隐藏的旧表", "sheets")
def _(book: Book) -> None:
    book.sheets.append(_stale_sheet)


@habit("有空的 Sheet2", "sheets")
def _(book: Book) -> None:
    book.sheets.append(lambda workbook: workbook.create_sheet("Sheet2"))


@habit("另有填表说明一页", "sheets")
def _(book: Book) -> None:
    def add(workbook: Any) -> None:
        sheet = workbook.create_sheet("填表说明")
        sheet["A1"] = "填表说明"
        sheet["A2"] = "一、本表按月填报。"

    book.sheets.append(add)


@habit("同样的项目按行业又列一遍", "sheets")
def _(book: Book) -> None:
    book.sheets.append(_again)
    book.tell(book.projects[0], "name")


def _stale_sheet(workbook: Any) -> None:
    sheet = workbook.create_sheet("上月")
    sheet.append(["序号", "项目名称", "总投资", "本月完成投资"])
    sheet.append([1, "早已竣工的旧项目", 1, 2])
    sheet.sheet_state = "hidden"


def _again(workbook: Any) -> None:
    first = workbook.worksheets[0]
    copied = workbook.copy_worksheet(first)
    copied.title = "按行业"
