"""GB/T 9704—2012 as requirements: clause, what, what it must measure, how strong it is.

Written from the standard and from nothing that docgen lays papers out with, so that a wrong number there shows.
Lengths are mm. Where the standard gives a tolerance it is taken; else a ruler's: 0.5 for rules, 1 for text.
"""

from __future__ import annotations

from dataclasses import dataclass

STATED, DERIVED, PRACTICE, LEDGER = "stated", "derived", "practice", "ledger"
"""How strong a requirement is: the standard says it, it follows from it, it is practice; LEDGER: the office's own records say it."""

# 5.1, 5.2: the paper and its type area
PAPER_WIDTH, PAPER_HEIGHT = 210.0, 297.0
LEFT, TOP, RIGHT, BOTTOM = 28.0, 37.0, 184.0, 262.0
AREA_WIDTH, AREA_HEIGHT = 156.0, 225.0
A3_WIDTH = 420.0
FOLD_WIDTH = AREA_WIDTH + A3_WIDTH - PAPER_WIDTH
"""The type area of a fold-out: an A4 page wider than an A4 page's. The standard speaks of A4 only; a fold-out is
bound at the same edge and as high, so its edges follow from the A4 page's."""
LINES, CHARACTERS = 22, 28
SIZE_2, SIZE_3, SIZE_4 = 22.0, 16.0, 14.0
EM = 16 * 25.4 / 72
"""一字: the width of one 3号 character, 5.64 mm."""
EM_4 = 14 * 25.4 / 72
LINE = EM * 15 / 8
"""一行: the height of a 3号 character and 7/8 of it, 10.58 mm."""
PITCH = AREA_HEIGHT / LINES


@dataclass(frozen=True)
class Clause:
    """One requirement. ``required`` is what a person reads; ``low``/``high`` bound a measured length in mm."""

    number: str
    what: str
    required: str
    strength: str = STATED
    low: float | None = None
    high: float | None = None

    def holds(self, measured: float) -> bool:
        """Whether a measured length is within the bounds, seen to a tenth of a millimetre."""
        low = self.low is None or round(measured, 1) >= self.low
        return low and (self.high is None or round(measured, 1) <= self.high)


def length(number: str, what: str, value: float, tolerance: float, strength: str = STATED, words: str = "") -> Clause:
    """A length that must be ``value`` within ``tolerance``."""
    said = words or f"{value:g}±{tolerance:g} 毫米"
    return Clause(number, what, said, strength, round(value - tolerance, 2), round(value + tolerance, 2))


def between(number: str, what: str, low: float, high: float, words: str, strength: str = STATED) -> Clause:
    return Clause(number, what, words, strength, low, high)


PAPER = Clause("5.1", "用纸", "A4，210×297 毫米；折叠装订的附表可用 A3")

LEFT_MARGIN = length("5.2.1", "订口（左边距）", LEFT, 1)
TOP_MARGIN = length("5.2.1", "天头（上边距）", TOP, 1)
AREA_ACROSS = length("5.2.1", "版心宽度", AREA_WIDTH, 1.2, words="156 毫米")
FOLDOUT_LEFT = length("5.2.1", "A3 折页的订口（左边距）", LEFT, 1, DERIVED)
FOLDOUT_TOP = length("5.2.1", "A3 折页的天头（上边距）", TOP, 1, DERIVED)
INSIDE = Clause("5.2.1", "文字不出版心", "正文文字都在版心之内", DERIVED)
BODY_SIZE = Clause("5.2.2", "正文字号", "3号（16 磅）")
BODY_FONT = Clause("5.2.2", "正文字体", "仿宋")
BODY_COLOUR = Clause("5.2.2", "文字颜色", "黑色（发文机关标志、红线除外）")
LINE_PITCH = between("5.2.3", "行距（每面22行）", 10.1, 10.5, "22行撑满版心，行距 10.2—10.5 毫米")
FULL_PAGE = Clause("5.2.3", "满页的行数", "22行")
FULL_LINE = Clause("5.2.3", "满行的字数", "28字")

FOLIO_FORM = Clause("7.5", "页码的样子", "半角数字，左右各一条一字线，如 — 3 —")
FOLIO_SIZE = Clause("7.5", "页码字号", "4号（14 磅）")
FOLIO_FONT = Clause("7.5", "页码字体", "宋体")
FOLIO_HEIGHT = length("7.5", "页码一字线距版心下边缘", 7, 1)
FOLIO_ODD = between("7.5", "单页码右空一字", 4.2, 6.4, "居右，右空一字（4.9—5.6 毫米）")
FOLIO_EVEN = between("7.5", "双页码左空一字", 4.2, 6.4, "居左，左空一字（4.9—5.6 毫米）")
FOLIO_RUN = Clause("7.5", "页码连续", "逐页连续编排，附件与正文连编")
FOLIO_BLANK = Clause("7.5", "空白页和其后的版记页无页码", "版记页前有空白页的，两页都不编页码")
FOLIO_FOLDOUT = Clause(
    "7.5", "A3 折页的页码", "与竖排页一致：字头朝上，版心下 7 毫米，单页右空一字、双页左空一字", DERIVED
)
FOLIO_TURNED = Clause("8", "横排页的页码", "与竖排页的页码位置一致（左侧订口方向，字头朝右）")

COPY_NUMBER = Clause("7.2.1", "份号", "6位数字，3号，顶格编排在版心左上角第一行")
SECRECY = Clause("7.2.2", "密级和保密期限", "3号黑体，顶格编排在份号下一行；密级与期限之间用★")
URGENCY = Clause("7.2.3", "紧急程度", "3号黑体，顶格编排；自上而下为份号、密级、紧急程度，各占一行")

MARK_TOP = length("7.2.4", "发文机关标志上边缘距版心上边缘", 35, 1)
MARK_RED = Clause("7.2.4", "发文机关标志的颜色", "红色")
MARK_CENTRED = length("7.2.4", "发文机关标志居中的偏差", 0, 1.5, words="居中（偏差不超过 1.5 毫米）")
MARK_FONT = Clause("7.2.4", "发文机关标志的字体", "小标宋", PRACTICE)
MARK_ONE_LINE = Clause("7.2.4", "发文机关标志排成一行", "单一机关的标志不回行，左右不出版心")
MARK_JOINT = Clause("7.2.4", "联合行文的标志", "机关名称上下排列，“文件”二字在右侧，上下居中")
NUMBER_FORM = Clause("7.2.5", "发文字号的写法", "年份4位，用六角括号〔〕；序号不编虚位、不加“第”，如 ×政办〔2021〕9号")
NUMBER_GAP = between("7.2.5", "发文字号与标志之间", 19.0, 27.0, "空二行（20.4—26 毫米）")
NUMBER_CENTRED = length("7.2.5", "发文字号居中的偏差", 0, 1.5, words="居中（偏差不超过 1.5 毫米）")
NUMBER_FONT = Clause("7.2.5", "发文字号的字体字号", "3号仿宋", DERIVED)
NUMBER_UPWARD = length("7.2.5", "上行文的发文字号居左空一字", EM, 1, words="左空一字（5.6 毫米）")
NUMBER_ROW = length("7.2.5", "上行文的发文字号与最后一个签发人同行", 0, 0.8, words="在同一行")
SIGNER_PLACE = length("7.2.6", "签发人居右空一字", EM, 1.2, words="右空一字（5.6 毫米）")
SIGNER_FONTS = Clause("7.2.6", "签发人的字体", "“签发人”三字3号仿宋，姓名3号楷体")
SIGNER_ROWS = Clause("7.2.6", "多个签发人的排列", "每行两个姓名，回行与首个姓名对齐")
RULE_GAP = length("7.2.7", "红色分隔线在发文字号之下", 4, 0.8)
RULE_WIDTH = length("7.2.7", "红色分隔线的宽度", AREA_WIDTH, 0.8)
RULE_PLACE = length("7.2.7", "红色分隔线居中的偏差", 0, 0.8, words="与版心等宽，左右与版心对齐")

TITLE_GAP = between("7.3.1", "标题与红色分隔线之间", 19.0, 27.0, "空二行（20.4—26 毫米）")
TITLE_SIZE = Clause("7.3.1", "标题字号", "2号（22 磅）")
TITLE_FONT = Clause("7.3.1", "标题字体", "小标宋")
TITLE_CENTRED = length("7.3.1", "标题居中的偏差", 0, 2, words="居中（偏差不超过 2 毫米）")
TITLE_SHAPE = Clause("7.3.1", "标题回行的形状", "梯形或菱形，不用上下长、中间短的沙漏形")
TITLE_WORDS = Clause("7.3.1", "标题回行处词意完整", "不拆开数字、年月、书名号内的短语，不以标点、“的”字开头", DERIVED)
ADDRESSEES_GAP = between("7.3.2", "主送机关在标题之下", 9.0, 17.0, "空一行（10.2—16 毫米）")
ADDRESSEES_LEFT = length("7.3.2", "主送机关顶格，回行也顶格", 0, 1.2, words="与版心左边缘对齐")
ADDRESSEES_COLON = Clause("7.3.2", "主送机关末尾的标点", "全角冒号：")
BODY_ON_PAGE_1 = Clause("7.3.3", "首页显示正文", "第1页有正文")
INDENT = length("7.3.3", "自然段左空二字", 2 * EM, 1.2, words="左空二字（11.3 毫米）")
TURNED = length("7.3.3", "回行顶格", 0, 1.2, words="回行与版心左边缘对齐")
LEVEL_FONTS = tuple(
    Clause("7.3.3", f"{name}标题的字体", face)
    for name, face in (("一级（一、）", "黑体"), ("二级（（一））", "楷体"), ("三级（1.）", "仿宋"), ("四级（（1））", "仿宋"))
)
NOTE_GAP = between("7.3.4", "附件说明在正文之下", 19.4, 22.0, "空一行（与正文末行相距两倍行距）")
NOTE_INDENT = length("7.3.4", "附件说明左空二字", 2 * EM, 1.2, words="左空二字（11.3 毫米）")
NOTE_NUMBERS = Clause("7.3.4", "附件说明的序号", "多个附件用 1. 2. 依次编号，一个附件不编号；“附件”后加全角冒号")
NOTE_STOPS = Clause("7.3.4", "附件名称后的标点", "不加标点")
NOTE_TURNED = length("7.3.4", "附件名称回行对齐", 0, 1.8, words="与名称首字对齐")
SEALED_DATE = length("7.3.5.1", "加盖印章：成文日期右空四字", 4 * EM, 2.4, words="右空四字（22.6 毫米）")
SEALED_CENTRE = length("7.3.5.1", "加盖印章：署名以成文日期为准居中", 0, 2.9, words="署名与日期的中线重合（半字以内）")
SEAL_RED = Clause("7.3.5.1", "印章的颜色", "红色")
SEAL_OVER = Clause("7.3.5.1", "印章下压署名和日期", "端正、居中下压，署名和日期在印章中心偏下")
SEAL_TEXT = between("7.3.5.1", "印章顶端与上面的文字", -99, round(LINE + 2, 1), "一行之内（10.6 毫米，自文字所在行的下边缘量起）")
SEALS_APART = Clause("7.3.5.1", "联合行文的印章", "最后一个印章压在日期上，互不相交相切，两端不出版心")
UNSEALED_RIGHT = length("7.3.5.2", "不加盖印章：署名右空二字", 2 * EM, 1.6, words="右空二字（11.3 毫米）")
UNSEALED_DATE = length("7.3.5.2", "不加盖印章：日期首字比署名首字右移二字", 2 * EM, 1.8, words="右移二字（11.3 毫米）")
UNSEALED_LONG = length("7.3.5.2", "不加盖印章：长日期右空二字", 2 * EM, 1.6, words="右空二字（11.3 毫米），署名相应左移")
UNSEALED_GAP = between("7.3.5.2", "不加盖印章：署名在正文之下", 19.4, 22.0, "空一行（与上文相距两倍行距）")
SIGNED_DATE = length("7.3.5.3", "加盖签名章：成文日期右空四字", 4 * EM, 2.4, words="右空四字（22.6 毫米）")
SIGNED_GAP = between("7.3.5.3", "签名章在正文之下", 29.5, 32.5, "空二行（与上文相距三倍行距）")
SIGNED_BELOW = between("7.3.5.3", "签名章：成文日期在签名章之下", 19.4, 22.0, "空一行（相距两倍行距）")
DATE_BELOW = length("7.3.5", "成文日期在署名之下", PITCH, 0.8, DERIVED, "下一行")
DATE_FORM = Clause("7.3.5.4", "成文日期的写法", "阿拉伯数字，年份写全，月、日不编虚位，如 2021年4月6日")
NOT_ALONE = Clause("7.3.5.5", "落款不独占一页", "落款所在页有正文（或附件说明）")
NOTE_BELOW = Clause("7.3.6", "附注", "居左空二字加圆括号，在成文日期下一行")
ANNEX_PAGE = Clause("7.3.7", "附件另面编排", "另起一页，在版记之前")
ANNEX_LABEL = Clause("7.3.7", "附件序号的位置和字体", "“附件”及序号3号黑体，顶格编排在版心左上角第一行")
ANNEX_TITLE = between("7.3.7", "附件标题居中编排在第三行", 1.7 * PITCH, 2.75 * PITCH, "与附件序号相距二行（20.4 毫米）")
ANNEX_CENTRED = length("7.3.7", "附件标题居中的偏差", 0, 2, words="居中（偏差不超过 2 毫米）")
ANNEX_AGREES = Clause("7.3.7", "附件序号、标题与附件说明一致", "与附件说明逐一相同")
TABLES_INSIDE = Clause("5.2.1", "表格不出版心", "表格的左、右、下边线都在版心之内", DERIVED)

IMPRINT_BOTTOM = length("7.4.1", "版记末条分隔线与版心下边缘重合", BOTTOM, 0.8, words="最后一页 y=262 毫米")
IMPRINT_WIDTH = length("7.4.1", "版记分隔线的宽度", AREA_WIDTH, 0.8)
IMPRINT_THICK = length("7.4.1", "版记首末条分隔线的粗细", 0.35, 0.06, words="0.35 毫米")
IMPRINT_THIN = length("7.4.1", "版记中间分隔线的粗细", 0.25, 0.06, words="0.25 毫米")
IMPRINT_LAST = Clause("7.4.1", "版记在最后一面", "最后一页")
IMPRINT_SIZE = Clause("7.4.2", "版记字体字号", "4号仿宋")
COPIES_LEFT = length("7.4.2", "抄送机关左空一字", EM_4, 1.2, words="左空一字（4.9 毫米）")
COPIES_RIGHT = between("7.4.2", "抄送机关右空一字", 3.7, 999, "右空一字（不少于 4.9 毫米）")
COPIES_TURNED = length("7.4.2", "抄送机关回行对齐", 0, 1.5, words="与冒号后首字对齐")
COPIES_STOP = Clause("7.4.2", "抄送机关末尾的标点", "句号。")
MAIN_ABOVE = Clause("7.4.2", "移到版记的主送机关", "在抄送机关上一行，其间不加分隔线")
ISSUED_FORM = Clause("7.4.3", "印发日期的写法", "年月日用阿拉伯数字，不编虚位，后加“印发”")
ISSUED_LEFT = length("7.4.3", "印发机关左空一字", EM_4, 1.2, words="左空一字（4.9 毫米）")
ISSUED_RIGHT = length("7.4.3", "印发日期右空一字", EM_4, 1.2, words="右空一字（4.9 毫米）")
IMPRINT_EVEN = Clause("—", "版记在双数页", "双面印刷时版记在双数页（由单位自定）", PRACTICE)

LETTER_MARK = length("10.1", "信函标志上边缘距上页边", 30, 1)
LETTER_MARK_WORDS = Clause("10.1", "信函标志的写法", "机关全称或规范化简称，不加“文件”二字")
LETTER_RULE_GAP = length("10.1", "信函上线在标志之下", 4, 0.8)
LETTER_RULE_WIDTH = length("10.1", "信函双线的长度", 170, 0.8)
LETTER_RULE_PLACE = length("10.1", "信函双线居中的偏差", 0, 0.8, words="左右居中")
LETTER_UPPER = Clause("10.1", "信函上线", "红色双线，上粗下细")
LETTER_LOWER = Clause("10.1", "信函下线", "红色双线，上细下粗")
LETTER_LOWER_AT = length("10.1", "信函下线距下页边", 20, 1)
LETTER_NUMBER_RIGHT = length("10.1", "信函的发文字号居右顶格", 0, 1.2, words="与版心右边缘对齐")
LETTER_NUMBER_GAP = length("10.1", "信函的发文字号在上线之下", 7 / 8 * EM, 1, words="3号字高的 7/8（4.9±1 毫米）")
LETTER_LEFT_GAP = length("10.1", "信函的份号、密级、紧急程度在上线之下", 7 / 8 * EM, 1, words="3号字高的 7/8（4.9±1 毫米）")
LETTER_TITLE_GAP = between("10.1", "信函标题与版头最后要素之间", 19.0, 27.0, "空二行（20.4—26 毫米）")
LETTER_NO_FOLIO = Clause("10.1", "信函首页不显示页码", "第1页没有页码")
LETTER_IMPRINT = Clause("10.1", "信函的版记", "不加印发机关和印发日期、分隔线")
LETTER_IMPRINT_AT = between("10.1", "信函的版记在最后一页版心底端", 252, 263.5, "抄送机关末行在版心最下一行")

ORDER_MARK = length("10.2", "命令标志上边缘距版心上边缘", 20, 1)
ORDER_NUMBER = between("10.2", "令号在标志之下", 19.0, 27.0, "空二行（20.4—26 毫米）")
ORDER_NUMBER_CENTRED = length("10.2", "令号居中的偏差", 0, 1.5, words="居中（偏差不超过 1.5 毫米）")
ORDER_BODY = between("10.2", "正文在令号之下", 19.0, 27.0, "空二行（20.4—26 毫米）")
ORDER_NUMBER_FORM = Clause("10.2", "令号的写法", "第×号，不编虚位")

MINUTES_MARK = length("10.3", "纪要标志上边缘距版心上边缘", 35, 1)
MINUTES_PEOPLE = Clause("10.3", "出席、请假、列席人员", "左空二字3号黑体标注，姓名3号仿宋，回行与冒号后首字对齐")

BRIEF_NUMBER = Clause("简报惯例", "期号", "“第×期”，不编虚位，在报头下居中", PRACTICE)
BRIEF_ROW = Clause("简报惯例", "编发单位和日期", "在红线之上，单位居左、日期居右", PRACTICE)
BRIEF_RULE = length("简报惯例", "报头红线的宽度", AREA_WIDTH, 0.8, PRACTICE)
BRIEF_SENT = Clause("简报惯例", "报、送、发", "末页底端两条横线之间依次列报、送、发，右侧注印数", PRACTICE)
