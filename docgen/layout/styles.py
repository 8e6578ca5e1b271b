"""The named paragraph styles that every template shares, built from the standard's numbers.

An office edits a style in Word once and the whole paper follows. Every font slot of a style names the
Chinese font, or quotes and dashes fall to a Latin one; no theme attribute, for it would win over the name.
"""

from __future__ import annotations

from dataclasses import dataclass

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from docgen.layout import standard as gb

BODY = "公文正文"
COPY_NUMBER, SECRECY, URGENCY = "份号", "密级", "紧急程度"
HEAD_ANCHOR = "版头定位"
MARK, JOINT_MARK, NUMBER = "发文机关标志", "联合发文机关标志", "发文字号"
SIGNERS, UPWARD_NUMBER = "签发人", "上行文发文字号"
MINUTES_MARK, ORDER_MARK, ORDER_NUMBER = "纪要标志", "命令标志", "令号"
BRIEFING_MARK, BRIEFING_ISSUE, BRIEFING_LINE = "简报报头", "简报期号", "简报编印"
LETTER_MARK, LETTER_NUMBER, LETTER_SECRECY, LETTER_URGENCY = "信函标志", "信函字号", "信函密级字号", "信函紧急程度"
TITLE, LETTER_TITLE, ADDRESSEES = "公文标题", "信函标题", "主送机关"
ORDER_BODY = "命令正文首段"
CAPTION = "题注"
LEVELS = ("一级标题", "二级标题", "三级标题", "四级标题")
CHAPTER, SECTION = "章标题", "节标题"
"""Of texts in chapters and articles (practice, no clause): centred, 黑体 and 楷体."""
ANNEX_ONLY, ANNEX_FIRST, ANNEX_NEXT = "附件说明", "附件说明首项", "附件说明续项"
ISSUER, JOINT_ISSUERS, SIGNATURE = "发文机关署名", "联合发文机关署名", "签名章"
DATE, SIGNED_DATE, NOTE = "成文日期", "签名章日期", "附注"
ATTENDANCE = "出席人员"
ROSTER = "名单"
ANNEX_LABEL, ANNEX_TITLE = "附件序号", "附件标题"
ANCHOR = "版记定位"
MAIN_TO, COPIES, ISSUED = "版记主送", "版记抄送", "版记印发"
PAGE_ODD, PAGE_EVEN = "页码单页", "页码双页"
TABLE_TEXT, TABLE_HEAD, TABLE_UNIT, TABLE_NOTE = "表格文字", "表格表头", "表格单位", "表格附注"


@dataclass(frozen=True)
class Look:
    """One style. ``size`` in points, the other lengths in twips.

    ``line`` is an exact line (0: single); ``first`` the first line's indent against ``left`` (negative hangs).
    """

    key: str
    name: str
    font: str = gb.BODY_FONT
    size: float = gb.SIZE_3
    align: str = "both"
    line: int = gb.LINE
    before: int = 0
    first: int = 0
    left: int = 0
    right: int = 0
    spacing: int = gb.CHARACTER_SPACING
    color: str = ""
    keep_next: bool = False
    keep_lines: bool = False
    outline: int | None = None
    right_tab: int = 0


def looks() -> tuple[Look, ...]:
    """Every style of the house, in the order of a paper from head to imprint."""
    char, line, four = gb.CHARACTER, gb.LINE, gb.SIZE_4 * 20
    title = {"font": gb.TITLE_FONT, "size": gb.SIZE_2, "align": "center", "line": gb.TITLE_LINE, "spacing": 0}
    page = {"font": gb.DIGIT_FONT, "size": gb.SIZE_4, "line": gb.PAGE_NUMBER_LINE, "spacing": 0}
    small = {"size": gb.SIZE_4, "line": gb.IMPRINT_LINE, "spacing": 0}
    return (
        Look("Body", BODY, first=gb.INDENT),
        Look("CopyNumber", COPY_NUMBER, align="left", keep_next=True),
        Look("Secrecy", SECRECY, gb.HEI_FONT, align="left", keep_next=True),
        Look("Urgency", URGENCY, gb.HEI_FONT, align="left", keep_next=True),
        Look("HeadAnchor", HEAD_ANCHOR, size=1, line=20, spacing=0, keep_next=True),
        Look("JointMark", JOINT_MARK, gb.TITLE_FONT, gb.JOINT_MARK_LARGEST, "distribute",
             round(gb.JOINT_MARK_LARGEST * 20 * gb.JOINT_MARK_PITCH), spacing=0, color=gb.RED, keep_next=True),
        Look("Mark", MARK, gb.TITLE_FONT, gb.MARK_LARGEST, "center", gb.MARK_LARGEST * 20,
             before=gb.twips(gb.MARK_BELOW_TYPE_AREA - gb.MARK_INK_BELOW_LINE), spacing=0, color=gb.RED, keep_next=True),
        Look("Number", NUMBER, align="center", line=gb.SIZE_3 * 20, before=gb.NUMBER_BELOW_MARK_LINES * line + gb.NUMBER_LEAD,
             keep_next=True),
        Look("Signers", SIGNERS, align="left", first=char, keep_next=True),
        Look("UpwardNumber", UPWARD_NUMBER, align="left", first=char, line=gb.SIZE_3 * 20, keep_next=True),
        Look("MinutesMark", MINUTES_MARK, gb.TITLE_FONT, gb.MARK_LARGEST, "center", gb.MARK_LARGEST * 20,
             before=gb.twips(gb.MARK_BELOW_TYPE_AREA - gb.MARK_INK_BELOW_LINE), spacing=0, color=gb.RED, keep_next=True),
        Look("OrderMark", ORDER_MARK, gb.TITLE_FONT, gb.MARK_LARGEST, "center", gb.MARK_LARGEST * 20,
             before=gb.twips(gb.ORDER_MARK_BELOW_TYPE_AREA - gb.MARK_INK_BELOW_LINE), spacing=0, color=gb.RED,
             keep_next=True),
        Look("OrderNumber", ORDER_NUMBER, align="center", line=gb.SIZE_3 * 20,
             before=gb.ORDER_NUMBER_BELOW_LINES * line + gb.NUMBER_LEAD, keep_next=True),
        Look("OrderBody", ORDER_BODY, first=gb.INDENT, before=gb.ORDER_TEXT_BELOW_LINES * line - gb.NUMBER_LEAD),
        Look("BriefingMark", BRIEFING_MARK, gb.TITLE_FONT, gb.BRIEFING_MARK_SIZE, "center", gb.BRIEFING_MARK_SIZE * 20,
             before=gb.twips(gb.BRIEFING_MARK_BELOW), spacing=0, color=gb.RED, keep_next=True),
        Look("BriefingIssue", BRIEFING_ISSUE, align="center", keep_next=True),
        Look("BriefingLine", BRIEFING_LINE, align="left", line=gb.SIZE_3 * 20, before=line - gb.SIZE_3 * 20 + 100,
             first=char, right_tab=gb.twips(gb.TYPE_WIDTH) - char, keep_next=True),
        Look("LetterSecrecy", LETTER_SECRECY, align="left", line=gb.SIZE_3 * 20,
             before=gb.twips(gb.LETTER_NUMBER_BEFORE), right_tab=gb.twips(gb.TYPE_WIDTH), keep_next=True),
        Look("LetterUrgency", LETTER_URGENCY, gb.HEI_FONT, align="left", keep_next=True),
        Look("LetterMark", LETTER_MARK, gb.TITLE_FONT, gb.LETTER_MARK_SIZE, "center",
             gb.LETTER_MARK_SIZE * 20, spacing=0, color=gb.RED),
        Look("LetterNumber", LETTER_NUMBER, align="right", line=gb.SIZE_3 * 20,
             before=gb.twips(gb.LETTER_NUMBER_BEFORE), keep_next=True),
        Look("Title", TITLE, before=gb.TITLE_BELOW_RULE_LINES * line - gb.TITLE_LEAD, keep_next=True, outline=0, **title),
        Look("LetterTitle", LETTER_TITLE, before=gb.LETTER_TITLE_BELOW_LINES * line - gb.TITLE_LEAD, keep_next=True,
             outline=0, **title),
        Look("Caption", CAPTION, gb.KAI_FONT, align="center", keep_next=True),
        Look("Addressees", ADDRESSEES, before=line, keep_next=True),
        Look("Level1", LEVELS[0], gb.HEI_FONT, first=gb.INDENT, keep_next=True, outline=1),
        Look("Level2", LEVELS[1], gb.KAI_FONT, first=gb.INDENT, keep_next=True, outline=2),
        Look("Level3", LEVELS[2], first=gb.INDENT, outline=3),
        Look("Level4", LEVELS[3], first=gb.INDENT, outline=4),
        Look("Chapter", CHAPTER, gb.HEI_FONT, align="center", keep_next=True, outline=1),
        Look("Section", SECTION, gb.KAI_FONT, align="center", keep_next=True, outline=2),
        Look("AnnexOnly", ANNEX_ONLY, before=line, left=5 * char, first=-3 * char, align="left", keep_next=True),
        Look("AnnexFirst", ANNEX_FIRST, before=line, left=6 * char, first=-4 * char, align="left", keep_next=True),
        Look("AnnexNext", ANNEX_NEXT, left=6 * char, first=-char, align="left", keep_next=True),
        Look("Issuer", ISSUER, align="right", before=2 * line, right=gb.DATE_FROM_RIGHT_SEALED * char, keep_next=True),
        Look("IssueDate", DATE, align="right", right=gb.DATE_FROM_RIGHT_SEALED * char, keep_next=True),
        Look("JointIssuers", JOINT_ISSUERS, align="left", before=2 * line, keep_next=True),
        Look("Signature", SIGNATURE, align="right", before=gb.SIGNATURE_BELOW_LINES * line,
             right=gb.DATE_FROM_RIGHT_SEALED * char, keep_next=True),
        Look("SignedDate", SIGNED_DATE, align="right", before=line, right=gb.DATE_FROM_RIGHT_SEALED * char, keep_next=True),
        Look("Attendance", ATTENDANCE, left=5 * char, first=-3 * char, align="left"),
        Look("Roster", ROSTER, align="left", keep_lines=True),
        Look("Note", NOTE, first=gb.INDENT, keep_next=True),
        Look("AnnexLabel", ANNEX_LABEL, gb.HEI_FONT, align="left", keep_next=True),
        Look("AnnexTitle", ANNEX_TITLE, before=line, keep_next=True, outline=0, **title),
        Look("Anchor", ANCHOR, size=1, line=20, spacing=0),
        Look("MainTo", MAIN_TO, align="both", right=four, left=4 * four, first=-3 * four, **small),
        Look("Copies", COPIES, align="both", right=four, left=4 * four, first=-3 * four, **small),
        Look("Issued", ISSUED, align="left", left=four, right=four, right_tab=gb.twips(gb.TYPE_WIDTH) - four, **small),
        Look("PageOdd", PAGE_ODD, align="right", right=gb.PAGE_NUMBER_INDENT, **page),
        Look("PageEven", PAGE_EVEN, align="left", left=gb.PAGE_NUMBER_INDENT, **page),
        Look("TableText", TABLE_TEXT, size=gb.SIZE_5, align="center", line=0, spacing=0),
        Look("TableHead", TABLE_HEAD, gb.HEI_FONT, gb.SIZE_5, "center", 0, spacing=0, keep_next=True),
        Look("TableUnit", TABLE_UNIT, align="right", keep_next=True, **small),
        Look("TableNote", TABLE_NOTE, align="left", **small),
    )


def add_styles(document: Document) -> None:
    """Make plain text look as clause 5.2.2 says and add the house's styles."""
    styles = document.styles.element
    defaults = styles.find(qn("w:docDefaults"))
    styles.replace(defaults, parse_xml(_DEFAULTS.format(ns=nsdecls("w"), fonts=fonts_xml(gb.BODY_FONT))))
    normal = document.styles["Normal"].element
    styles.replace(normal, parse_xml(_NORMAL.format(
        ns=nsdecls("w"), fonts=fonts_xml(gb.BODY_FONT), half_points=gb.SIZE_3 * 2, breaking=_BREAKING)))
    for look in looks():
        styles.append(parse_xml(style_xml(look)))


def fonts_xml(font: str) -> str:
    """A w:rFonts that names ``font`` in every slot."""
    slots = " ".join(f'w:{slot}="{font}"' for slot in ("ascii", "hAnsi", "eastAsia", "cs"))
    return f'<w:rFonts w:hint="eastAsia" {slots}/>'


def set_run_font(run, font: str) -> None:
    """Name ``font`` in every slot of one run."""
    properties = run._r.get_or_add_rPr()
    for found in properties.findall(qn("w:rFonts")):
        properties.remove(found)
    properties.insert(0, parse_xml(fonts_xml(font).replace("<w:rFonts", f"<w:rFonts {nsdecls('w')}", 1)))


def style_xml(look: Look) -> str:
    """The w:style of a look, its children in the schema's order."""
    half_points = round(look.size * 2)
    line = f'w:line="{look.line}" w:lineRule="exact"' if look.line else 'w:line="240" w:lineRule="auto"'
    first = f'w:hanging="{-look.first}"' if look.first < 0 else f'w:firstLine="{look.first}"'
    tab = f'<w:tabs><w:tab w:val="right" w:pos="{look.right_tab}"/></w:tabs>' if look.right_tab else ""
    outline = "" if look.outline is None else f'<w:outlineLvl w:val="{look.outline}"/>'
    return (
        f'<w:style {nsdecls("w")} w:type="paragraph" w:customStyle="1" w:styleId="{look.key}">'
        f'<w:name w:val="{look.name}"/><w:basedOn w:val="Normal"/><w:qFormat/>'
        f'<w:pPr>{"<w:keepNext/>" if look.keep_next else ""}{"<w:keepLines/>" if look.keep_lines else ""}<w:widowControl w:val="0"/>{tab}{_BREAKING}'
        f'<w:spacing w:before="{look.before}" w:after="0" {line}/>'
        f'<w:ind w:left="{look.left}" w:right="{look.right}" {first}/>'
        f'<w:jc w:val="{look.align}"/>{outline}</w:pPr>'
        f'<w:rPr>{fonts_xml(look.font)}'
        f'{f"""<w:color w:val="{look.color}"/>""" if look.color else ""}'
        f'<w:spacing w:val="{look.spacing}"/><w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/></w:rPr>'
        f"</w:style>"
    )


_DEFAULTS = (
    "<w:docDefaults {ns}><w:rPrDefault><w:rPr>{fonts}"
    '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
    "<w:pPrDefault/></w:docDefaults>"
)

# Each style says it for itself: LibreOffice does not take these from the style that a style is based on.
# overflowPunct: 1 is Word's default, and the value with which LibreOffice 7.4 (it reads it the wrong way round)
# keeps punctuation within the type area. The gap between Chinese and digits stays Word's default too, because
# LibreOffice cannot be told otherwise: so lines break alike in both. No grid: it would override the exact lines.
_BREAKING = '<w:overflowPunct w:val="1"/><w:snapToGrid w:val="0"/>'

# No widow control: 5.2.3 fixes 22 lines.
_NORMAL = (
    '<w:style {ns} w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
    '<w:pPr><w:widowControl w:val="0"/>{breaking}<w:jc w:val="both"/></w:pPr>'
    '<w:rPr>{fonts}<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/></w:rPr></w:style>'
)
