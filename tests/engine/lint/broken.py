"""Broken templates as an office makes them: what is typed, and what a person must be told of it.

Each expectation is the place in words and a piece of the message; there is nothing else to be told.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from docgen.engine.groups import grouped
from tests.engine.conformance.word import Package, document, p, run, split, tbl, tc, tr


@dataclass(frozen=True)
class Office:
    name: str
    region: str


NAMES = {
    "title": ("关于重点项目建设情况的通报",),
    "unit": ("曹镇乡",),
    "note": ("",),
    "count": (3,),
    "rate": (Decimal("0.157"),),
    "rows": ([{"name": "医院", "total": Decimal(5), "parts": [{"label": "一期"}]}, {"name": "学校", "total": None, "parts": []}],),
    "idle": ([],),
    "totals": ({"projects": 3, "annual_plan": Decimal(10)},),
    "office": (Office("湛河区政府办", "湛河区"),),
    "by_unit": ({"曹镇乡": {"projects": 2}, "北渡街道": {"projects": 1}},),
    "flag": (True,),
}


def percent(value: Decimal, places: int = 1) -> str:
    return f"{value * 100:.{places}f}%"


def against(value: Decimal, benchmark: Decimal) -> str:
    return f"{value - benchmark}"


def level(depth: int) -> str:
    if depth > 5:
        raise ValueError("层次只有1至5")
    return str(depth)


NAMES["level"] = (level,)
FILTERS = {"percent": percent, "against": against, "grouped": grouped}
ELSEWHERE = {"matters": "督办函"}


@dataclass(frozen=True)
class Broken:
    name: str
    content: bytes
    found: tuple[tuple[str, str], ...]


def broken(name: str, content: bytes | str, *found: tuple[str, str]) -> Broken:
    return Broken(name, document(p(content)) if isinstance(content, str) else content, found)


FIRST = "正文第1段"
ROW = "正文第1张表第1行第1格"


def cells(*rows: tuple[str, ...]) -> bytes:
    return document(tbl(*(tr(*row) for row in rows)))


def _header() -> bytes:
    package = Package(body=p("{{ title }}"))
    package.margin("header", p("{{ titel }}"))
    package.margin("footer", p("第{{ page }}页"))
    return package.bytes()


def _footnote() -> bytes:
    package = Package(body=p("{{ title }}"))
    package.notes("footnotes", p("{{ unti }}"))
    return package.bytes()


def _properties() -> bytes:
    return Package(body=p("{{ title }}"), properties={"dc:title": "{{ titel }}"}).bytes()


def _link(content: str) -> str:
    return f'<w:hyperlink w:anchor="节">{content}</w:hyperlink>'


def _inserted(content: str) -> str:
    return f'<w:ins w:id="1" w:author="张" w:date="2021-04-01T00:00:00Z">{content}</w:ins>'


def _deleted(text: str) -> str:
    return f'<w:del w:id="2" w:author="张" w:date="2021-04-01T00:00:00Z"><w:r><w:delText>{text}</w:delText></w:r></w:del>'


_PAGE = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
_PAGE_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def _box(text: str) -> str:
    return (
        '<w:r><w:pict><v:shape id="s1" type="#_x0000_t202"><v:textbox><w:txbxContent>'
        f"{p(text)}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )


BROKEN = (
    # names
    broken("a name mistyped", "{{ titel }}", (FIRST, "没有“titel”这个名称，是否为“title”")),
    broken("a name in capitals", "{{ Title }}", (FIRST, "是否为“title”")),
    broken("a name that there is not", "{{ 负责人 }}", (FIRST, "没有“负责人”这个名称")),
    broken("a name of another kind of paper", "{{ matters }}", (FIRST, "“matters”是督办函才有的名称")),
    broken("an attribute mistyped", "共{{ totals.project }}个", (FIRST, "“totals”没有“project”这一项，是否为“projects”")),
    broken("an attribute by key mistyped", "{{ totals['anual_plan'] }}", (FIRST, "是否为“annual_plan”")),
    broken("an attribute of a text", "{{ title.words }}", (FIRST, "“title”是一段文字，没有“words”这一项")),
    broken("an attribute of a list", "{{ rows.name }}", (FIRST, "“rows”是一列，没有“name”这一项，要用 for 逐项取")),
    broken("an attribute within a loop", "{% for row in rows %}{{ row.nmae }}{% endfor %}", (FIRST, "“row”没有“nmae”这一项，是否为“name”")),
    broken(
        "an attribute within a loop within a loop",
        "{% for row in rows %}{% for part in row.parts %}{{ part.lable }}{% endfor %}{% endfor %}",
        (FIRST, "“part”没有“lable”这一项，是否为“label”"),
    ),
    broken("a name within a condition", "{% if totls %}有{% endif %}", (FIRST, "没有“totls”这个名称，是否为“totals”")),
    broken("a loop's name behind the loop", "{% for row in rows %}{{ row.name }}{% endfor %}{{ row.name }}", (FIRST, "“row”只在 {% for row in rows %} 的循环里有")),
    broken("loop outside of a loop", "{{ loop.index }}", (FIRST, "“loop”只能用在")),
    broken("an attribute of loop", "{% for row in rows %}{{ loop.idnex }}{% endfor %}", (FIRST, "“loop”没有“idnex”这一项，是否为“index”")),
    broken("an attribute named in a filter", "{{ rows|map(attribute='nmae')|join }}", (FIRST, "没有“nmae”这一项，是否为“name”")),
    # loops
    broken("a loop over a text", "{% for row in title %}{{ row }}{% endfor %}", (FIRST, "“title”是一段文字，不是列表")),
    broken("a loop over a number", "{% for n in count %}{{ n }}{% endfor %}", (FIRST, "“count”是一个数，不是列表")),
    broken("a loop with of", "{% for row of rows %}甲{% endfor %}", (FIRST, "for 要写成")),
    # what is printed
    broken("a list printed", "责任单位：{{ rows }}", (FIRST, "“rows”是一列，不能直接印出")),
    broken("a record printed", "{% for row in rows %}{{ row }}{% endfor %}", (FIRST, "“row”是一组，不能直接印出")),
    broken("an object printed", "由{{ office }}负责", (FIRST, "“office”是一组，不能直接印出：请写出要印的一项")),
    broken("a list of names not joined", "{{ rows|map(attribute='name') }}", (FIRST, "“rows|map”是一列，不能直接印出：请用 |join('、')")),
    broken("some of a list printed", "{{ rows|selectattr('total') }}", (FIRST, "“rows|selectattr”是一列")),
    # filters
    broken("a filter mistyped", "{{ rate|precent }}", (FIRST, "没有“precent”这个过滤器，是否为“percent”")),
    broken("a filter written before its value", "{{ percent(rate) }}", (FIRST, "没有“percent”这个名称；过滤器要写在值的后面：值|percent")),
    broken("a length as Python has it", "{{ len(rows) }}", (FIRST, "过滤器要写在值的后面：值|length")),
    broken("a filter that wants more", "{{ rate|against }}", (FIRST, "过滤器“against”的参数不对：要写 benchmark")),
    broken("a filter that wants less", "{{ rate|percent(1, 2) }}", (FIRST, "过滤器“percent”的参数不对")),
    broken("a filter for another kind of value", "{{ title|percent }}", (FIRST, "过滤器“percent”不能用于“title”，它是一段文字")),
    broken("a refused argument", "{{ level(9) }}", (FIRST, "层次只有1至5")),
    broken("a field that no record has", "{% for group in rows|grouped('nmae') %}{{ group.name }}{% endfor %}", (FIRST, "nmae")),
    broken("an attribute of a group", "{% for group in rows|grouped('name') %}{{ group.nmae }}{{ group.total }}{% endfor %}", (FIRST, "“group”没有“nmae”这一项，是否为“name”")),
    broken("a test that there is not", "{% if count is evn %}双{% endif %}", (FIRST, "没有 is evn 这种判断，是否为“even”")),
    # blocks
    broken("if without its end", "{% if flag %}甲", (FIRST, "{% if flag %} 没有结束，缺少 {% endif %}")),
    broken("end without its if", "甲{% endif %}", (FIRST, "{% endif %} 前面没有与它对应的 {% if … %}")),
    broken("end before for", document(p("{%p endfor %}"), p("{{ unit }}"), p("{%p for row in rows %}")), (FIRST, "{%p endfor %} 前面没有"), ("正文第3段", "没有结束，缺少 {%p endfor %}")),
    broken("else without if", "甲{% else %}乙", (FIRST, "{% else %} 前面没有与它对应的")),
    broken("else twice", "{% if flag %}甲{% else %}乙{% else %}丙{% endif %}", (FIRST, "{% else %} 写在了 else 之后")),
    broken("elif behind else", "{% if flag %}甲{% else %}乙{% elif count %}丙{% endif %}", (FIRST, "{% elif count %} 写在了 else 之后")),
    broken("else twice in a loop", "{% for row in rows %}甲{% else %}乙{% else %}丙{% endfor %}", (FIRST, "{% else %} 写在了 else 之后")),
    broken("a call of no macro", "{% call title %}甲{% endcall %}", (FIRST, "call 后面要写宏的名称和括号，如 {% call 名称() %}")),
    broken("another end", "{% if flag %}甲{% endfor %}", (FIRST, "{% endfor %} 与前面的 {% if flag %} 不配对，该是 {% endif %}")),
    broken("ends crossed", "{% for row in rows %}{% if flag %}甲{% endfor %}{% endif %}", (FIRST, "{% if flag %} 没有结束"), (FIRST, "{% endif %} 前面没有")),
    broken("raw without its end", "{% raw %}{{ title }}", (FIRST, "{% raw %} 没有结束")),
    # where tags stand
    broken("a row's tag outside of tables", document(p("{%tr for row in rows %}"), p("{{ row.name }}"), p("{%tr endfor %}")), (FIRST, "{%tr 只能写在表格里"), ("正文第3段", "{%tr 只能写在表格里")),
    broken("a cell's tag outside of tables", "{%tc if flag %}甲{%tc endif %}", (FIRST, "{%tc 只能写在表格里"), (FIRST, "{%tc 只能写在表格里")),
    broken(
        "a loop that ends in another table",
        document(tbl(tr("{%tr for row in rows %}", ""), tr("{{ row.name }}", "")), p("其间"), tbl(tr("乙", ""), tr("{%tr endfor %}", ""))),
        ("正文第2张表第2行第1格", "{%tr endfor %} 与前面的 {%tr for row in rows %} 不在同一张表里"),
    ),
    broken("two control tags in a paragraph", "{%p if flag %}甲{%p endif %}", (FIRST, "一段里只能有一个 {%p … %}：{%p endif %} 要移到另一段")),
    broken("both ends in a row", cells(("{%tr for row in rows %}", "{%tr endfor %}")), ("正文第1张表第1行第2格", "一行里只能有一个 {%tr … %}")),
    broken(
        "a value in the row of the loop",
        cells(("{%tr for row in rows %}", "{{ row.name }}"), ("{%tr endfor %}", "")),
        ("正文第1张表第1行第2格", "{{ row.name }} 与 {%tr for row in rows %} 在同一行，生成时会一起去掉"),
    ),
    broken("a value in the paragraph of the condition", document(p("{%p if flag %}{{ unit }}"), p("甲"), p("{%p endif %}")), (FIRST, "{{ unit }} 与 {%p if flag %} 在同一段，生成时会一起去掉")),
    broken("ends written in two ways", document(p("{%p if flag %}"), p("甲"), p("{% endif %}")), ("正文第3段", "{% endif %} 与前面的 {%p if flag %} 写法不一")),
    broken("a condition from cell to cell", cells(("{% if flag %}甲", "乙{% endif %}")), ("正文第1张表第1行第2格", "不在同一个单元格里")),
    broken("a condition from a table to the text", document(tbl(tr("{% if flag %}甲", "乙")), p("丙{% endif %}")), (FIRST, "一个在表格里，一个在表格外")),
    broken("vm outside of tables", "{% for row in rows %}{% vm %}{{ row.name }}{% endfor %}", (FIRST, "{% vm %} 只能写在表格的单元格里")),
    broken("hm outside of loops", cells(("{% hm %}甲", "乙")), (ROW, "{% hm %} 要写在循环里")),
    broken("a colour by its name", cells(("{% cellbg 'red' %}甲", "乙")), (ROW, "cellbg 后面要写颜色，用六位十六进制、不带 #，如 'FFC000'，这里写的是 red")),
    broken("a colour with its sign", cells(("{% cellbg '#FF0000' if flag else 'FFFFFF' %}甲", "乙")), (ROW, "这里写的是 #FF0000")),
    broken("a span that is no number", cells(("{% colspan '两' %}甲", "乙")), (ROW, "colspan 后面要写列数（1、2……），这里写的是 两")),
    broken("two colours in a cell", cells(("{% cellbg 'FF0000' %}{% cellbg 'FFFF00' %}甲", "乙")), (ROW, "一格里只能有一个 {% cellbg %}")),
    # tags torn by Word
    broken("a tag in two paragraphs", document(p("{{ title"), p("}}")), (FIRST, "标记分在了几段里")),
    broken("a tag in two cells", cells(("{{ title", "}}")), (ROW, "标记分在了几个单元格里")),
    broken("a tag half within a link", document(p(run("{{ ti"), _link(run("tle }}")))), (FIRST, "标记被超链接切开")),
    broken("a tag half inserted", document(p(run("{{ title"), _inserted(run(" }}")))), (FIRST, "标记被修订（插入）切开")),
    broken("a tag that is deleted but there", document(p(run("{{ title }}"), _deleted("{{ unti }}"))), (FIRST, "没有“unti”这个名称，是否为“unit”"), (FIRST, "这个标记在修订中已删除")),
    broken("a tag half within a field", document(p(run("{{ ti"), _PAGE, run("tle }}"), _PAGE_END)), (FIRST, "标记被域（如页码、目录）切开")),
    # signs
    broken("full-width braces", "｛｛ title ｝｝", (FIRST, "“｛｛”写得不对：花括号和百分号要用半角")),
    broken("a full-width percent sign", "{％ if flag ％}甲{% endif %}", (FIRST, "花括号和百分号要用半角")),
    broken("a space between the braces", "{ { title } }", (FIRST, "花括号之间不能有空格")),
    broken("single braces", "共{ count }个", (FIRST, "花括号要写两个：{{ count }}")),
    broken("full-width brackets", "{{ rate|percent（2） }}", (FIRST, "标记里有全角符号（（））")),
    broken("a full-width equals sign", "{% if unit ＝＝ '曹镇乡' %}甲{% endif %}", (FIRST, "标记里有全角符号（＝）")),
    broken("a full-width comma", "{{ rows|join('，'，'name') }}", (FIRST, "标记里有全角符号（，）")),
    broken("curly quotes", "{% if unit == “曹镇乡” %}甲{% endif %}", (FIRST, "标记里用了中文引号")),
    broken("curly quotes within quotes", "{{ \"他说“好”\" }}", (FIRST, "标记里的中文引号要改为英文引号")),
    broken("brackets as quotes", "{% if unit == 「曹镇乡」 %}甲{% endif %}", (FIRST, "标记里有全角符号（「」）")),
    # tags not written to the end
    broken("a tag without its end", "{{ title 和其他", (FIRST, "标记没有写完，缺少 }}")),
    broken("a tag with half its end", "{{ title }的通报", (FIRST, "标记的末尾要写 }}，这里写的是 }")),
    broken("a statement that ends as a value", "{% if flag }}甲{% endif %}", (FIRST, "标记的末尾要写 %}，这里写的是 }}")),
    broken("an end alone", "title }}", (FIRST, "多了 }}")),
    broken("a tag within a tag", "{{ title {{ unit }} }}", (FIRST, "标记没有写完，缺少 }}"), (FIRST, "多了 }}")),
    # what stands in the tag
    broken("one equals sign", "{% if count = 3 %}甲{% endif %}", (FIRST, "比较是否相等要写两个等号（==）")),
    broken("else if", "{% if flag %}甲{% else if count %}乙{% endif %}", (FIRST, "else if 要写成 elif")),
    broken("a bracket missing", "{{ percent(rate }}", (FIRST, "括号不配对")),
    broken("a filter missing", "{{ rate| }}", (FIRST, "末尾缺名称")),
    broken("two names beside each other", "{{ unit title }}", (FIRST, "“title”是多余的")),
    broken("an empty tag", "甲{{ }}乙", (FIRST, "标记是空的")),
    broken("an if without a condition", "{% if %}甲{% endif %}", (FIRST, "if 后面要写条件")),
    broken("a word that is none", "{% iff flag %}甲{% endif %}", (FIRST, "没有 iff 这种标记，是否为 if")),
    broken("a space before the prefix", document(p("{% p if flag %}"), p("甲"), p("{%p endif %}")), (FIRST, "{% 与 p 之间不能有空格")),
    broken("no space behind the prefix", document(p("{%pif flag %}"), p("甲"), p("{%p endif %}")), (FIRST, "{%p 后面要空一格")),
    broken("a percent sign in a control tag", document(p("{%p if count % 2 %}"), p("甲"), p("{%p endif %}")), (FIRST, "{%p 开头的标记里不能再用 % 号")),
    broken("words beside a paragraph's tag", document(p("{%p if flag %}另附说明"), p("甲"), p("{%p endif %}")), (FIRST, "与 {%p if flag %} 在同一段的“另附说明”不会印出")),
    broken("words in a loop's row", cells(("{%tr for row in rows %}", "项目"), ("{{ row.name }}", "乙"), ("{%tr endfor %}", "")), (ROW, "与 {%tr for row in rows %} 在同一行的“项目”不会印出")),
    # what the sandbox forbids
    broken("a way out", "{{ title.__class__.__mro__ }}", (FIRST, "模板里不允许用“__class__”"), (FIRST, "模板里不允许用“__mro__”")),
    broken("another file", "{% include 'a.docx' %}", (FIRST, "模板里不允许用 include")),
    broken("a change of the data", "{{ rows.append(1) }}", (FIRST, "模板里不能改动数据")),
    broken("too long a loop", "{% for n in range(1000000000) %}甲{% endfor %}", (FIRST, "range 的数太大")),
    broken("too long a text", "{{ '甲' * 1000000000 }}", (FIRST, "算出来的内容过大")),
    # elsewhere than in the body
    broken("in header and footer", _header(), ("第1个页眉第1段", "是否为“title”"), ("第1个页脚第1段", "没有“page”这个名称")),
    broken("in a footnote", _footnote(), ("脚注第3段", "没有“unti”这个名称，是否为“unit”")),
    broken("in the properties", _properties(), ("文档属性", "是否为“title”")),
    broken("in a text box", document(p("甲"), p(run("乙"), _box("{{ titel }}"))), ("正文第2段的文本框", "是否为“title”")),
    broken("in a table within a table", document(tbl(tr(tc("甲", tbl(tr("{{ titel }}", "")), p("")), "乙"))), ("正文第2张表第1行第1格", "是否为“title”")),
    broken("in a tag that Word has split", document(p(split("{", "{ ti", "tel", " }", "}"))), (FIRST, "没有“titel”这个名称，是否为“title”")),
    # habits of other languages and hands
    broken("an end with a name", "{% for row in rows %}甲{% endfor row %}", (FIRST, "“row”是多余的")),
    broken("a loop with a Chinese comma", "{% for a，b in by_unit.items() %}甲{% endfor %}", (FIRST, "标记里有全角符号（，）")),
    broken("a row's loop that nothing ends", cells(("{%tr for row in rows %}", ""), ("{{ row.name }}", "")), (ROW, "没有结束，缺少 {%tr endfor %}")),
    broken("a column's loop that ends in another row", cells(("{%tc for row in rows %}", "{{ row.name }}"), ("{%tc endfor %}", "甲")), ("正文第1张表第2行第1格", "不在同一行里")),
    broken("a loop from a cell to the next", cells(("{% for row in rows %}{{ row.name }}", "{{ row.total }}{% endfor %}")), ("正文第1张表第1行第2格", "不在同一个单元格里")),
    broken("a loop from the text into a table", document(p("{%p for row in rows %}"), tbl(tr("{{ row.name }}", "{%p endfor %}"))), ("正文第1张表第1行第2格", "一个在表格里，一个在表格外")),
    broken("a colour without a colour", cells(("{% cellbg %}甲", "乙")), (ROW, "cellbg 后面要写颜色")),
    broken("half an end in full-width signs", "{{ title }｝", (FIRST, "“}｝”写得不对")),
    broken("an end with a space", "{{ title } }", (FIRST, "“} }”写得不对：花括号之间不能有空格")),
    broken("a Chinese stop for a dot", "{{ totals。projects }}", (FIRST, "标记里有全角符号（。）")),
    broken("a full-width pipe", "{{ rate｜percent }}", (FIRST, "标记里有全角符号（｜）")),
    broken("two pipes", "{{ rate||percent }}", (FIRST, "“|”前面缺名称")),
    broken("a colon behind a filter", "{{ rate|percent:2 }}", (FIRST, "“:”是多余的")),
    broken("a filter behind a dot", "{{ rate.percent }}", (FIRST, "“rate”是一个数，没有“percent”这一项")),
    broken("and as C has it", "{% if flag && count %}甲{% endif %}", (FIRST, "不能有 “&” 这个符号")),
    broken("not as C has it", "{% if !flag %}甲{% endif %}", (FIRST, "不能有 “!” 这个符号")),
    broken("a sign for at least", "{% if count ≥ 3 %}甲{% endif %}", (FIRST, "不能有 “≥” 这个符号")),
    broken("null", "{% if count == null %}甲{% endif %}", (FIRST, "没有“null”这个名称")),
    broken("empty", "{% if rows is empty %}甲{% endif %}", (FIRST, "没有 is empty 这种判断")),
    broken("a question mark", "{{ flag ? '是' : '否' }}", (FIRST, "不能有 “?” 这个符号")),
    broken("a macro without brackets", "{% macro line %}甲{% endmacro %}", (FIRST, "末尾缺“(”")),
    broken("a macro mistyped", "{% macro line(a) %}{{ a }}{% endmacro %}{{ lien(1) }}", (FIRST, "没有“lien”这个名称，是否为“line”")),
    broken("capitals", "{% FOR row in rows %}{{ row.name }}{% ENDFOR %}", (FIRST, "没有 FOR 这种标记，是否为 for"), (FIRST, "没有 ENDFOR 这种标记，是否为 endfor")),
    broken("a key without quotes", "{{ totals[projects] }}", (FIRST, "没有“projects”这个名称")),
    broken("a quote without its end", "{{ title|replace('a, 'b') }}", (FIRST, "标记写法有误")),
    # many at once
    broken(
        "everything at once",
        document(
            p("{{ titel }}和{{ totals.project }}"),
            p("{%p if flag %}"),
            p("截至{{ note }}，{{ rate|precent }}，{{ unit"),
            tbl(tr("名称", "投资"), tr("{%tr for row in rows %}", ""), tr("{{ row.nmae }}", "{{ row.total|against }}"), tr("{%tr endfro %}", "")),
            p("｛｛ title ｝｝完{% endif %}"),
        ),
        (FIRST, "是否为“title”"),
        (FIRST, "是否为“projects”"),
        ("正文第3段", "没有“precent”这个过滤器"),
        ("正文第3段", "标记没有写完"),
        ("正文第1张表第3行第1格", "是否为“name”"),
        ("正文第1张表第3行第2格", "过滤器“against”的参数不对"),
        ("正文第1张表第4行第1格", "没有 endfro 这种标记，是否为 endfor"),
        ("正文第4段", "花括号和百分号要用半角"),
        ("正文第4段", "{% endif %} 与前面的 {%p if flag %} 写法不一"),
    ),
)
