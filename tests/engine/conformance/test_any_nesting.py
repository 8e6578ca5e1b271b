"""Any nesting of the dialect's tags, cut into runs anywhere and filled with any words, reads as docxtpl reads it."""

from __future__ import annotations

from random import Random
from typing import Any

from docxtpl import Listing, RichText, RichTextParagraph
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engine.conformance.cases import Case
from tests.engine.conformance.compare import parts_of
from tests.engine.conformance.sides import through_docxtpl, through_engine
from tests.engine.conformance.word import document, p, run, tbl, tc, tr

_LOOKS = ("", "<w:b/>", "<w:i/>", '<w:sz w:val="28"/>')
_WORDS = ("", "甲", " 乙 ", "丙&<丁>", "50 ", "\u00a0", "“引”", "{_{ 括 }_}", "{# 说明 #}", "{_% 号 %_}")
_VALUES = st.text(st.one_of(st.sampled_from("\n\t\a\f &<>\"'{}%#甲"), st.characters(categories=("L", "N", "P", "Zs", "S"))), max_size=8)
_BLOCKS = "paragraph paragraph both both if loop rows columns table joined wide split runs rich remark macro".split()
_LINES = "words words shown shown both if loop".split()


class _Template:
    """Blocks and lines drawn by chance; ``names`` are those that a tag at hand may use."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)

    def blocks(self, names: tuple[str, ...], depth: int) -> str:
        kind = self.chance.choice(_BLOCKS) if depth else "paragraph"
        rowed = (*names, "row.name", "loop.index")
        if kind == "both":
            return self.blocks(names, depth - 1) + self.blocks(names, depth - 1)
        if kind == "if":
            return p(f"{{%p if {self.question()} %}}") + self.blocks(names, depth - 1) + p(self.cut("{%p else %}")) + self.blocks(names, depth - 1) + p("{%p endif %}")
        if kind == "loop":
            return p(self.cut("{%p for row in rows %}")) + self.blocks(rowed, depth - 1) + p("{%p endfor %}")
        if kind == "rows":
            return tbl(tr("{%tr for row in rows %}", ""), tr(self.cell(rowed, depth), "末"), tr("", tc(p(self.cut("{%tr endfor %}"))))) + p()
        if kind == "columns":
            return tbl(tr("首", tc(p(self.cut("{%tc for row in rows %}"))), self.cell(rowed, depth), "{%tc endfor %}")) + p()
        if kind == "table":
            return tbl(tr(self.cell(names, depth), self.cell(names, depth)), tr("", "{% cellbg 'FF0000' %}" + self.line(names, 1))) + p()
        if kind == "joined":
            return tbl(tr("{%tr for row in rows %}", ""), tr("{% vm %}" + self.line(rowed, 1), tc(p(self.cut(self.line(rowed, 1))))), tr("{%tr endfor %}", "")) + p()
        if kind == "wide":
            one = tc("{% hm %}" + self.line(rowed, 1)) if self.chance.random() < 0.5 else tc("{% colspan 2 %}" + self.line(rowed, 1))
            return tbl(tr(tc(p(self.cut("{%tc for row in rows %}"))), one, tc(p(self.cut("{%tc endfor %}"))), "末")) + p()
        if kind == "split":
            return p(self.line(names, 1) or "首") + p(self.cut(f"{{%- if {self.question()} -%}}")) + p(self.cut(self.line(names, 1) or "中")) + p("{%- endif -%}") + p("末")
        if kind == "runs":
            return p(run("{%r for row in rows %}"), self.cut(self.line(rowed, 1)), run("、", "<w:i/>"), run("{%r endfor %}"), self.cut(self.line(names, 1)))
        if kind == "rich":
            return p(self.cut("前{{r rich }}后"), run("{{ listing }}", self.chance.choice(_LOOKS))) + p("{{p block }}")
        if kind == "remark":
            return p(self.cut("{#p 说明 #}")) + tbl(tr("{#tr 说明 #}", ""), tr("{#tc 说明 #}", self.cell(names, depth), "末")) + p()
        if kind == "macro":
            return p("{%p macro box(word) %}") + self.blocks(("word",), depth - 1) + p("{%p endmacro %}") + p(f"{{{{p box({self.chance.choice(names)}) }}}}")
        return p(self.cut(self.line(names, 2)))

    def cell(self, names: tuple[str, ...], depth: int) -> str:
        return tc(self.blocks(names, depth - 1), *([p()] if depth > 1 else []))

    def line(self, names: tuple[str, ...], depth: int) -> str:
        kind = self.chance.choice(_LINES) if depth else self.chance.choice(_LINES[:4])
        if kind == "words":
            return self.chance.choice(_WORDS)
        if kind == "shown":
            return f"{{{{ {self.chance.choice(names)}{self.chance.choice(('', '', '|string|upper'))} }}}}"
        if kind == "both":
            return self.line(names, depth - 1) + self.line(names, depth - 1)
        if kind == "if":
            return f"{{% if {self.question()} %}}{self.line(names, depth - 1)}{{% else %}}{self.line(names, depth - 1)}{{% endif %}}"
        return f"{{% for one in rows %}}{self.line((*names, 'one.name'), depth - 1)}{{% endfor %}}"

    def question(self) -> str:
        return self.chance.choice(("yes", "no", "rows", "word", "rows|length > 1", "word|string < 'm'"))

    def cut(self, line: str) -> str:
        """A line in runs cut anywhere, each of some look."""
        places = sorted({0, len(line), *(self.chance.randrange(len(line) + 1) for _ in range(self.chance.randrange(4)))})
        look = self.chance.choice(_LOOKS)
        pieces = [line[begin:end] for begin, end in zip(places, places[1:], strict=False)]
        return "".join(run(piece, self.chance.choice((look, look, *_LOOKS))) for piece in pieces) or run("")


def _rich(word: str) -> dict[str, Any]:
    rich = RichText(word, bold=True, size=28)
    rich.add("<尾>", italic=True)
    return {"rich": rich, "block": RichTextParagraph(rich, parastyle="1")}


@settings(max_examples=80, deadline=None, derandomize=True)
@given(seed=st.integers(0, 1 << 32), word=_VALUES, names=st.lists(_VALUES, max_size=3))
def test_reads_as_docxtpl_reads_it(seed: int, word: str, names: list[str]) -> None:
    filling = {"word": word, "yes": True, "no": False, "rows": [{"name": name} for name in names], "listing": Listing(word), **_rich(word)}
    case = Case("any", document(_Template(seed).blocks(("word", "yes"), 3), p()), lambda template: filling)
    assert parts_of(through_engine(case)) == parts_of(through_docxtpl(case))
