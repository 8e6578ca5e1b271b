"""Variables, expressions, conditions and loops within a paragraph."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from markupsafe import Markup, escape

from tests.engine.conformance.cases import case
from tests.engine.conformance.word import document, p, run, split, t, tbl, tr

_PROJECT = {"name": "县医院迁建", "total": 12500, "leaders": ["张三", "李四"], "plan": {"this year": 3000, "明年": 4500}}
_PROJECTS = [{"name": "医院", "amount": 3, "parts": ["门诊楼", "住院楼"]}, {"name": "学校", "amount": 5, "parts": []}, {"name": "公路", "amount": 8, "parts": ["一标"]}]

CASES = (
    case(
        "a variable takes the look of its run",
        document(p("兹将", run("{{ name }}", "<w:b/><w:color w:val='FF0000'/>"), "一事通报如下")),
        name="春耕",
    ),
    case(
        "a tag that Word split over runs",
        document(p(split("关于", "{", "{ na", "me }", "}", "的通知"), split("{", "% if", " name ", "%", "}是{% end", "if %}", properties="<w:i/>"))),
        name="春耕",
    ),
    case(
        "a tag split by a bookmark, a comment range and a revision mark of the spelling",
        document(
            p(
                run("{{ na"),
                '<w:bookmarkStart w:id="3" w:name="_GoBack"/><w:bookmarkEnd w:id="3"/>',
                run("me"),
                '<w:proofErr w:type="gramStart"/>',
                '<w:r w:rsidRPr="00AA00AA"><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve"> }} 完</w:t></w:r>',
            )
        ),
        name="春耕",
    ),
    case(
        "attributes, items and places in a list",
        document(p("{{ project.name }} {{ project['total'] }} {{ project.leaders[0] }} {{ project.leaders[-1] }} {{ project.plan['this year'] }} {{ project.plan.明年 }}")),
        project=_PROJECT,
    ),
    case(
        "quotes that Word made curly",
        document(p("{{ project[“name”] }}{{ project[‘total’] }}", split("{% if project.name == ", "“县医院", "迁建” %}对{% endif %}")), p("“{{ project.name }}”不变")),
        project=_PROJECT,
    ),
    case(
        "characters that XML would read",
        document(p("{{ text }}"), p("{{ text|e }}"), p("{{ text|upper }}"), tbl(tr("{{ text }}", "{{ text|length }}"))),
        text="A & B < C > D \"E\" 'F' &amp; 𠀀 😀 é",
    ),
    case(
        "text that was escaped beforehand stays as it is",
        document(p("{{ text }} {{ markup }}")),
        text=escape("甲 & 乙 <丙>"),
        markup=Markup("1 &lt; 2"),
    ),
    case(
        "values of every kind",
        document(p("{{ whole }}|{{ part }}|{{ money }}|{{ yes }}|{{ day }}|{{ several }}|{{ empty }}|")),
        whole=7,
        part=0.25,
        money=Decimal("12500.50"),
        yes=True,
        day=date(2021, 4, 2),
        several=["甲", "乙"],
        empty="",
    ),
    case(
        "filters of Jinja",
        document(
            p("{{ names|join('、') }} {{ names|length }} {{ names|first }} {{ names|last }} {{ names|sort|join(',') }} {{ number|round(1) }}"),
            p("{{ word|upper }} {{ word|title }} {{ word|replace('o', '0') }} {{ nothing|default('无') }} {{ '%.2f'|format(number) }} {{ number|int }}"),
            p("{{ rows|map(attribute='name')|join('；') }} {{ rows|selectattr('amount', 'gt', 3)|map(attribute='name')|join }} {{ rows|sum(attribute='amount') }}"),
            p("{% for key, group in rows|groupby('amount') %}{{ key }}:{{ group|length }} {% endfor %}"),
        ),
        names=["丙", "甲", "乙"],
        number=3.14159,
        word="hello world",
        nothing="",
        rows=_PROJECTS,
    ),
    case(
        "the office's own filter",
        document(p("{{ amount|wan }}，{{ amount|wan('元') }}"), tbl(tr("{{ amount|wan }}"), columns=1)),
        amount=12500,
    ),
    case(
        "expressions with signs that XML escapes",
        document(
            p("{% if a < b %}小{% endif %}{% if b > a and a <= 1 %}大{% endif %}{% if 'x' in text and a != b %}有{% endif %}"),
            p("{{ a + b * 2 - 1 }} {{ b // 2 }} {{ b % 2 }} {{ b ** 2 }} {{ a ~ '·' ~ b }} {{ '是' if a < b else '否' }} {{ [a, b]|max }} {{ not a }}"),
            p(split("{{ '小' if a ", "< b", " else '大' }}"), "{% if text is string and a is odd and missing is not defined %}测{% endif %}"),
        ),
        a=1,
        b=3,
        text="xyz",
    ),
    case(
        "if, elif and else in a line",
        document(*(p(f"{{% if {name} > 2 %}}多{{% elif {name} == 2 %}}二{{% else %}}少{{% endif %}}于此") for name in ("a", "b", "c"))),
        a=1,
        b=2,
        c=3,
    ),
    case(
        "a condition over runs of different look",
        document(p("完成率", run("{% if good %}"), run("较高", "<w:b/>"), run("{% else %}"), run("较低", "<w:i/>"), run("{% endif %}"), "，请知悉")),
        good=False,
    ),
    case(
        "a loop in a line and what it knows of itself",
        document(
            p("{% for one in rows %}{{ loop.index }}/{{ loop.length }}.{{ one.name }}{% if not loop.last %}，{% endif %}{% endfor %}。"),
            p("{% for one in rows %}{{ loop.index0 }}{{ loop.revindex }}{{ loop.first }}{{ loop.cycle('单', '双') }}{{ loop.previtem.name if loop.previtem is defined }}{% endfor %}"),
            p("{% for one in rows if one.amount > 3 %}{{ one.name }}{% else %}无{% endfor %}；{% for one in rows if one.amount > 30 %}{{ one.name }}{% else %}无{% endfor %}"),
            p("{% for one in rows %}{% if loop.changed(one.amount > 4) %}变{% endif %}{% endfor %}"),
        ),
        rows=_PROJECTS,
    ),
    case(
        "loops within loops",
        document(p("{% for one in rows %}{% set outer = loop %}{{ one.name }}（{% for part in one.parts %}{{ outer.index }}.{{ loop.index }}{{ part }}{% else %}—{% endfor %}）{% endfor %}")),
        rows=_PROJECTS,
    ),
    case(
        "dictionaries and tuples walked through",
        document(p("{% for key, value in plan.items() %}{{ key }}{{ value }}；{% endfor %}{% for a, b in pairs %}{{ a }}{{ b }}{% endfor %}{% for key in plan %}{{ plan[key] }}{% endfor %}")),
        plan={"土地": 1, "资金": 2},
        pairs=[("甲", 1), ("乙", 2)],
    ),
    case(
        "names set in the template",
        document(
            p("{% set total = 3 %}{{ total }}{% set words %}共{{ total }}项{% endset %}{{ words }}"),
            p("{% with total = 5 %}{{ total }}{% endwith %}{{ total }}"),
            p("{% set sum = namespace(value=0) %}{% for one in rows %}{% set sum.value = sum.value + one.amount %}{% endfor %}{{ sum.value }}"),
        ),
        rows=_PROJECTS,
    ),
    case(
        "macros and calls",
        document(
            p("{% macro unit(name, mark='局') %}{{ name }}{{ mark }}{{ caller() if caller is defined }}{% endmacro %}{{ unit('财政') }}{{ unit('交通', '<委>') }}"),
            p("{% call unit('住建') %}（{{ word }}）{% endcall %}"),
        ),
        word="A&B",
    ),
    case(
        "blocks of filters, raw words and comments",
        document(
            p("{% filter upper %}abc{{ word }}{% endfilter %}"),
            p("{% raw %}{{ word }} {% if %}{% endraw %}"),
            p("前{# 这是说明 #}后", split("{", "# 拆开的", "说明 #", "}"), "{#不留空格#}"),
        ),
        word="d e",
    ),
    case(
        "marks that are to be printed, not obeyed",
        document(p("{_{ name }_} {_% if %_} {{ '{{' }} {{ word }}"), p(split("{_", "{ name }", "_}"))),
        word="{ 值 }",
    ),
    case(
        "tags without spaces and with many",
        document(p("{{name}}{%if name%}有{%endif%}{{   name   }}{%   for x in name   %}{{x}}，{%   endfor %}")),
        name="春耕",
    ),
    case(
        "spaces at the ends of texts, and unbreakable ones",
        document(
            p(run("  前 "), "{{ name }}", run(" 后  ")),
            p('<w:r><w:t>紧{{ name }}接</w:t></w:r><w:r><w:t xml:space="preserve"> 空 {{ name }} 格 </w:t></w:r>'),
            p("{{\u00a0name\u00a0}}{% if\u00a0name %}\u00a0是\u00a0{% endif %}"),
        ),
        name=" 春 耕 ",
    ),
    case(
        "tabs and line breaks of the template",
        document(
            p(f"<w:r>{t('一')}<w:tab/>{t('{{ name }}')}<w:br/>{t('二')}</w:r>", "{% if name %}", "<w:r><w:tab/></w:r>", "三{% endif %}"),
            p(f"<w:r>{t('{{ na')}</w:r><w:r>{t('me }}')}<w:tab/>{t('四')}</w:r>"),
        ),
        name="春耕",
    ),
    case(
        "newlines, tabs, paragraphs and pages in a value",
        document(
            p("前{{ lines }}后", properties="<w:jc w:val='center'/>"),
            p(run("前{{ lines }}后", "<w:b/>"), "{{ tabs }}"),
            tbl(tr("{{ paragraphs }}", "{{ lines }}")),
            p(run("{{ paragraphs }}", "<w:i/>"), properties="<w:pStyle w:val='a3'/>"),
            p("{{ pages }}"),
        ),
        lines="一\n二\n\n三",
        tabs="甲\t乙\t\t丙",
        paragraphs="首段\a次段 & <末>\a",
        pages="上页\f下页\n行\t格",
    ),
    case(
        "values that look like tags",
        document(p("{{ word }}"), p("{% for one in words %}{{ one }}{% endfor %}")),
        word="{{ name }} {% if %} }} {# x #}",
        words=["{%", "%}", "{{r x }}", "{%p if %}"],
    ),
    case("words without any tag", document(p("照旧。", run("{ 单括号 } 50% #1 }{", "<w:b/>")), tbl(tr("甲", "乙")))),
    case("an empty body", document()),
)
