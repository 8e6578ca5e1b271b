"""Rows, columns, spans, colours and joined cells."""

from __future__ import annotations

from tests.engine.conformance.cases import case
from tests.engine.conformance.word import document, p, run, split, tbl, tc, tr

_SPAN = '<w:gridSpan w:val="2"/>'
_SHADE = '<w:shd w:val="clear" w:color="auto" w:fill="FFFF00"/>'
_ROWS = [{"name": "医院", "cells": ["一", "二", "三"]}, {"name": "学校 & 幼儿园", "cells": ["四", "五", "六"]}, {"name": "<公路>", "cells": ["七", "八", "九"]}]
_HEADS = ["一月", "二月", "三月"]
_GROUPS = [{"unit": "财政局", "items": [{"name": "甲", "sum": 1}, {"name": "乙", "sum": 2}]}, {"unit": "交通局", "items": [{"name": "丙", "sum": 3}]}]

CASES = (
    case(
        "a row a record",
        document(tbl(tr("序号", "名称", properties="<w:tblHeader/>"), tr(tc("{%tr for row in rows %}", properties=_SPAN)), tr("{{ loop.index }}", "{{ row.name }}", properties="<w:cantSplit/>"), tr(tc("{%tr endfor %}", properties=_SPAN)), tr("合计", "{{ rows|length }}"))),
        rows=_ROWS,
    ),
    case(
        "tags at the ends of the row itself",
        document(tbl(tr("{%tr for row in rows %}", ""), tr("{{ row.name }}", "{{ row.cells|join }}"), tr("", "{%tr endfor %}"))),
        rows=_ROWS,
    ),
    case("no record, no row", document(tbl(tr("序号", "名称"), tr("{%tr for row in rows %}", ""), tr("{{ row.name }}", ""), tr("{%tr endfor %}", ""))), rows=[]),
    case(
        "an empty list has its own row",
        document(tbl(tr("{%tr for row in rows %}", ""), tr("{{ row.name }}", ""), tr("{%tr else %}", ""), tr(tc("无", properties=_SPAN)), tr("{%tr endfor %}", ""))),
        rows=[],
    ),
    case(
        "rows on a condition",
        document(tbl(tr("甲", "1"), tr("{%tr if yes %}", ""), tr("乙", "2"), tr("{%tr elif no %}", ""), tr("丙", "3"), tr("{%tr else %}", ""), tr("丁", "4"), tr("{%tr endif %}", ""))),
        yes=False,
        no=False,
    ),
    case(
        "rows in groups with their subtotals",
        document(
            tbl(
                tr("{%tr for group in groups %}", ""),
                tr(tc(p(run("{{ group.unit }}", "<w:b/>")), properties=_SPAN)),
                tr("{%tr for item in group['items'] %}", ""),
                tr("{{ item.name }}", "{{ item.sum }}"),
                tr("{%tr endfor %}", ""),
                tr("小计", "{{ group['items']|sum(attribute='sum') }}"),
                tr("{%tr endfor %}", ""),
            )
        ),
        groups=_GROUPS,
    ),
    case(
        "columns as many as the record has",
        document(
            tbl(
                tr("名称", "{%tc for head in heads %}", "{{ head }}", "{%tc endfor %}"),
                tr("{%tr for row in rows %}", "", "", ""),
                tr("{{ row.name }}", "{%tc for cell in row.cells %}", "{{ cell }}", "{%tc endfor %}"),
                tr("{%tr endfor %}", "", "", ""),
                columns=4,
            )
        ),
        heads=_HEADS,
        rows=_ROWS,
    ),
    case(
        "more columns than the table was drawn with",
        document(tbl(tr("名称", "{%tc for head in heads %}", "{{ head }}", "{%tc endfor %}"), columns=[3000, 500])),
        heads=_HEADS * 3,
    ),
    case(
        "fewer columns than the table was drawn with",
        document(tbl(tr("名称", "{%tc for head in heads %}", "{{ head }}", "{%tc endfor %}", "末"), columns=[1000, 900, 800, 700, 605])),
        heads=[],
    ),
    case(
        "columns on a condition",
        document(tbl(tr("甲", "{%tc if yes %}", "乙", "{%tc else %}", "丙", tc("{%tc endif %}"), tc("{%tc if yes %}"), "丁", "{%tc endif %}"), columns=3)),
        yes=True,
    ),
    case(
        "a cell that spans as many columns as it is told",
        document(tbl(tr(tc("{% colspan heads|length %}各月"), "末"), tr("{%tc for head in heads %}", "{{ head }}", "{%tc endfor %}", "合计"), columns=4)),
        heads=_HEADS,
    ),
    case(
        "a told span replaces the drawn one",
        document(tbl(tr(tc(p(split("{% col", "span wide", " %}"), run("宽", "<w:b/>")), properties=_SPAN), "末"), tr("甲", "乙", "丙"), columns=3)),
        wide=2,
    ),
    case(
        "cells coloured by their value",
        document(
            tbl(
                tr("{%tr for row in rows %}", ""),
                tr(tc("{% cellbg 'FF0000' if loop.first else '00FF00' %}{{ row.name }}"), tc("{%cellbg colour%}{{ loop.index }}", properties=_SHADE)),
                tr("{%tr endfor %}", ""),
            )
        ),
        rows=_ROWS,
        colour="0000FF",
    ),
    case(
        "a colour in a run of its own",
        document(tbl(tr(tc(p("{% cellbg colour %}", run("{{ word }}", "<w:b/>"))), tc(p(split("{% cell", "bg ", "colour %}", "{{ word }}")))))),
        colour="ABCDEF",
        word="字",
    ),
    case(
        "span and colour in one cell",
        document(tbl(tr(tc("{% colspan 2 %}{% cellbg colour %}{{ word }}")), tr("甲", "乙"))),
        colour="ABCDEF",
        word="字",
    ),
    case(
        "cells joined downwards over a loop",
        document(tbl(tr("{%tr for row in rows %}", ""), tr("共{% vm %}同", "{{ row.name }}"), tr("{%tr endfor %}", ""))),
        rows=_ROWS,
    ),
    case(
        "cells joined downwards within groups",
        document(
            tbl(
                tr("{%tr for group in groups %}", "", ""),
                tr("{%tr for item in group['items'] %}", "", ""),
                tr("{{ group.unit }}{% vm %}", tc(p(run("{% vm %}{{ group['items']|length }}项", "<w:b/>"))), "{{ item.name }}"),
                tr("{%tr endfor %}", "", ""),
                tr("{%tr endfor %}", "", ""),
                columns=3,
            )
        ),
        groups=_GROUPS,
    ),
    case(
        "cells joined sideways over a loop",
        document(tbl(tr("甲", "{%tc for head in heads %}", "{% hm %}全年{{ heads|length }}月", "{%tc endfor %}"), tr("乙", "{%tc for head in heads %}", "{{ head }}", "{%tc endfor %}"), columns=2)),
        heads=_HEADS,
    ),
    case(
        "cells joined sideways that were wide before",
        document(
            tbl(
                tr("甲", "{%tc for head in heads %}", tc("{% hm %}全年", properties=_SPAN), "{%tc endfor %}"),
                tr("乙", "{%tc for head in heads %}", "{{ head }}", "数", "{%tc endfor %}"),
                columns=3,
            )
        ),
        heads=_HEADS,
    ),
    case(
        "joined downwards and sideways in one table",
        document(
            tbl(
                tr("{%tr for row in rows %}", "", ""),
                tr("{% vm %}单位", "{%tc for cell in row.cells %}", "{% hm %}{{ row.name }}", "{%tc endfor %}"),
                tr("{%tr endfor %}", "", ""),
                columns=2,
            )
        ),
        rows=_ROWS,
    ),
    case(
        "a table within a cell, with rows of its own",
        document(
            tbl(
                tr("{%tr for row in rows %}", ""),
                tr("{{ row.name }}", tc(tbl(tr("{%tr for cell in row.cells %}"), tr("{{ cell }}"), tr("{%tr endfor %}"), columns=1), p())),
                tr("{%tr endfor %}", ""),
            )
        ),
        rows=_ROWS,
    ),
    case(
        "paragraphs and lines of a loop within a cell",
        document(tbl(tr("单位", tc(p("{%p for row in rows %}"), p("{{ row.name }}", properties='<w:pStyle w:val="a3"/>'), p("{%p endfor %}"), p("完"))), tr("行", "{% for row in rows %}{{ row.name }};{% endfor %}"))),
        rows=_ROWS,
    ),
    case(
        "comments that stand for a row and a cell",
        document(tbl(tr("{#tr 此行不印 #}", ""), tr("甲", "{#tc 此格不印 #}", "乙"), tr("丙", "{# 此格留空 #}"))),
    ),
    case(
        "tags of rows that Word split",
        document(tbl(tr(tc(p(split("{%", "tr", " for row in ro", "ws %}"))), ""), tr(tc(p(split("{{ ro", "w.name }", "}"))), ""), tr(tc(p(split("{%tr en", "dfor %", "}"))), ""))),
        rows=_ROWS,
    ),
    case(
        "rows of content controls and of drawn spans",
        document(
            tbl(
                tr("{%tr for row in rows %}", "", ""),
                tr(tc("{{ row.name }}", properties=_SPAN + "<w:vAlign w:val='center'/>"), tc('<w:sdt><w:sdtPr><w:id w:val="5"/></w:sdtPr><w:sdtContent>' + p("{{ loop.index }}") + "</w:sdtContent></w:sdt>")),
                tr("{%tr endfor %}", "", ""),
                columns=3,
            )
        ),
        rows=_ROWS,
    ),
    case(
        "two tables, the second as wide as its record",
        document(tbl(tr("甲", "乙")), p("间"), tbl(tr("{%tc for head in heads %}", "{{ head }}", "{%tc endfor %}"), columns=1)),
        heads=_HEADS,
    ),
)
