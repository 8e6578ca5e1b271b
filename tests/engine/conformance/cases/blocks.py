"""Tags that stand for the paragraph or run that holds them, and lines joined with their neighbours."""

from __future__ import annotations

from tests.engine.conformance.cases import case
from tests.engine.conformance.word import document, p, run, split, tbl, tr

_BREAK = '<w:r><w:br w:type="page"/></w:r>'
_ITEMS = [{"title": "财政局", "parts": ["预算", "决算 & 审计"]}, {"title": "交通局", "parts": []}, {"title": "<住建局>", "parts": ["棚改"]}]

CASES = (
    case(
        "paragraphs on a condition",
        document(
            p("{%p if late %}"), p("进度滞后"), p("请抓紧"), p("{%p elif even %}"), p("持平"), p("{%p else %}"), p("超前"), p("{%p endif %}"), p("完")
        ),
        late=False,
        even=True,
    ),
    case(
        "paragraphs of a loop keep their look",
        document(
            p("{%p for item in items %}"),
            p("{{ item.title }}", properties='<w:pStyle w:val="1"/><w:keepNext/>'),
            p(run("共"), run("{{ item.parts|length }}", "<w:b/>"), run("项")),
            p("{%p endfor %}"),
        ),
        items=_ITEMS,
    ),
    case(
        "loops of paragraphs within each other, numbered by Word",
        document(
            p("{%p for item in items %}"),
            p("{{ loop.index }}.{{ item.title }}"),
            p("{%p if item.parts %}"),
            p("{%p for part in item.parts %}"),
            p("{{ part }}", properties='<w:pStyle w:val="a3"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'),
            p("{%p endfor %}"),
            p("{%p else %}"),
            p("无"),
            p("{%p endif %}"),
            p("{%p endfor %}"),
        ),
        items=_ITEMS,
    ),
    case(
        "tags of paragraphs that Word split and surrounded",
        document(
            p(split("{%", "p for", " item in ", "items", " %}"), properties='<w:rPr><w:b/></w:rPr>'),
            p('<w:bookmarkStart w:id="1" w:name="x"/>', "{{ item.title }}", '<w:bookmarkEnd w:id="1"/>'),
            p("", split("{", "%p", " endfor", "%", "}"), ""),
            p("完"),
        ),
        items=_ITEMS,
    ),
    case(
        "words beside a tag of a paragraph go with it",
        document(p("去掉{%p if yes %}也去掉"), p("留下"), p("{%p endif %}说明文字")),
        yes=True,
    ),
    case(
        "a page break in a loop, not after the last",
        document(p("{%p for item in items %}"), p("{{ item.title }}"), p("{%p if not loop.last %}"), p(_BREAK), p("{%p endif %}"), p("{%p endfor %}")),
        items=_ITEMS,
    ),
    case(
        "a whole table of a loop and of a condition",
        document(
            p("{%p for item in items %}"),
            tbl(tr("单位", "{{ item.title }}"), tr("项数", "{{ item.parts|length }}")),
            p(),
            p("{%p endfor %}"),
            p("{%p if not items %}"),
            tbl(tr("无", "")),
            p("{%p endif %}"),
            p(),
        ),
        items=_ITEMS,
    ),
    case(
        "comments that stand for a paragraph",
        document(p("前"), p("{#p 本段不印 #}"), p(split("{#", "p 拆开", "的 #}")), p("{# 本行留空 #}"), p("后")),
    ),
    case("variables that stand for a paragraph", document(p("前"), p("{{p block }}"), p("后{{ word }}")), block="", word="字"),
    case(
        "runs on a condition and in a loop",
        document(
            p("甲", run("{%r if yes %}"), run("乙", "<w:b/>"), run("{%r else %}"), run("丙", "<w:i/>"), run("{%r endif %}"), "丁"),
            p(run("{%r for item in items %}"), run("{{ item.title }}", "<w:u w:val='single'/>"), run("、"), run("{%r endfor %}")),
        ),
        yes=True,
        items=_ITEMS,
    ),
    case(
        "tags of runs with words around them in one run",
        document(p(run("前 {%r if yes %} 中 {%r endif %} 后", "<w:b/>"))),
        yes=True,
    ),
    case(
        "lines joined with those around",
        document(p("本县"), p("{%- if town -%}"), p("城区"), p("{%- else -%}"), p("乡镇"), p("{%- endif -%}"), p("的项目")),
        town=False,
    ),
    case(
        "lines joined over runs, breaks and looks",
        document(
            p(run("本县", "<w:b/>"), properties="<w:jc w:val='both'/>"),
            p(split("{%", "- for item in ", "items -%", "}")),
            p(run("\u00a0{{ item.title }}、", "<w:i/>")),
            p("{%- endfor -%}"),
            p("等"),
            p("甲", "<w:r><w:br/><w:t>上</w:t><w:br/><w:t>{%- if items -%}</w:t><w:br/><w:t>中</w:t><w:br/><w:t>{%- endif -%}</w:t><w:br/><w:t>下</w:t></w:r>"),
        ),
        items=_ITEMS,
    ),
    case(
        "joined on one side only",
        document(p("甲"), p("{%- if yes %}乙{% endif %}"), p("丙{% if yes -%}"), p("丁{% endif %}"), p("戊{{- word -}} 己")),
        yes=True,
        word="字",
    ),
    case(
        "a tag over paragraphs without p leaves their shells",
        document(p("甲{% if yes %}"), p("乙"), p("{% endif %}丙"), p("{% for item in items %}"), p("{{ item.title }}"), p("{% endfor %}")),
        yes=True,
        items=_ITEMS,
    ),
    case(
        "macros of paragraphs",
        document(
            p("{%p macro line(word) %}"), p("—{{ word }}—", properties="<w:jc w:val='right'/>"), p("{%p endmacro %}"), p("{{p line('甲') }}"), p("{{p line('A<B') }}")
        ),
    ),
    case(
        "a name set in a paragraph of its own",
        document(p("{%p set total = 7 %}"), p("共{{ total }}项"), p("{%p set words %}"), p("段"), p("{%p endset %}"), p("{{p words }}")),
    ),
    case(
        "sections that change within the body",
        document(
            p("{%p if yes %}"),
            p("纵向{{ word }}", properties='<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'),
            p("{%p endif %}"),
            p("横向{{ word }}"),
        ),
        yes=True,
        word="页",
    ),
)
