"""All checks of a package; for a PDF they are skipped with the reason."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from docgen.proof.clauses import PRACTICE, Clause
from docgen.proof.finding import Finding, judged, skipped
from docgen.proof.package.contents import Contents, words
from docgen.proof.source import Source
from docgen.proof.typeface import faces

NAMED = Clause("文件", "文件指定的字体", "小标宋、仿宋、楷体、黑体、宋体", PRACTICE)
STOOD_IN = Clause("文件", "本机代用的字体", "列出即可，不影响 docx", PRACTICE)
THEME = Clause("文件", "主题字体", "不用主题字体（它会盖过写明的字体）", PRACTICE)
SLOTS = Clause("文件", "引号、破折号的字体", "西文字体栏也填中文字体，引号、破折号、省略号才是全角", PRACTICE)
GRID = Clause("文件", "文档网格", "不用“指定行和字符网格”（它会盖过固定行距）", PRACTICE)
EMPTY = Clause("文件", "用空行调间距", "没有空段落，间距由段前段后设定", PRACTICE)
FIELDS = Clause("文件", "域", "页码用域，没有会自行变化的日期、时间域", PRACTICE)
REVISIONS = Clause("文件", "修订和批注", "没有遗留的修订、批注", PRACTICE)
ALL = (NAMED, STOOD_IN, THEME, SLOTS, GRID, EMPTY, FIELDS, REVISIONS)

_HAN = re.compile(r"[\u3400-\u9fff]")
_QUOTES = re.compile(r"[“”‘’…—]")
_VOLATILE = re.compile(r"^\s*(DATE|TIME|SAVEDATE|PRINTDATE|CREATEDATE)\b")
_SMALLEST = 40
"""An exact line of up to two points is an anchor, not a spacing."""


def check_package(source: Source) -> Iterator[Finding]:
    """What the document's parts say."""
    if source.docx is None:
        yield from (skipped(clause, "PDF 里没有这些内容，请核验 docx") for clause in ALL)
        return
    contents = Contents(source.docx)
    yield from _fonts(contents)
    yield _grid(contents)
    yield _empty(contents)
    yield _fields(contents)
    yield _revisions(contents)


def _fonts(contents: Contents) -> Iterator[Finding]:
    from docx.oxml.ns import qn

    named: Counter[str] = Counter()
    themed: list[str] = []
    mixed: list[str] = []
    for paragraph in contents.paragraphs():
        for run in paragraph.iter(qn("w:r")):
            text = words(run)
            if not text.strip():
                continue
            fonts = contents.fonts(paragraph, run)
            name, theme = fonts["eastAsia"]
            if _HAN.search(text):
                named[name] += len(text)
                if theme:
                    themed.append(text)
            latin = fonts["hAnsi"][0] or fonts["ascii"][0]
            if _QUOTES.search(text) and latin != name and not faces(latin) and not contents.hints_chinese(paragraph, run):
                mixed.append(f"“{text[:10]}”用 {latin or '西文字体'}")
    yield _named(named, bool(themed))
    yield _stood_in()
    yield judged(THEME, not themed, f"{len(themed)}处，如“{themed[0][:10]}”" if themed else "没有")
    yield judged(SLOTS, not mixed, f"{len(mixed)}处，如{mixed[0]}" if mixed else "没有西文字体的引号、破折号")


def _named(named: Counter[str], themed: bool) -> Finding:
    if not named:
        return skipped(NAMED, "没有汉字")
    odd = [name for name in named if not faces(name) and not (themed and "or" in name)]
    said = "、".join(name or "未指定" for name in named)
    return judged(NAMED, not odd, said, note=f"不是公文字体：{'、'.join(name or '未指定' for name in odd)}" if odd else "")


def _stood_in() -> Finding:
    from docgen.export.fonts import stand_ins_here

    found = stand_ins_here()
    return judged(STOOD_IN, True, "、".join(map(str, found)) or "没有，公文字体齐全")


def _grid(contents: Contents) -> Finding:
    from docx.oxml.ns import qn

    kinds = {grid.get(qn("w:type")) for grid in contents.body.iter(qn("w:docGrid"))}
    bad = kinds & {"linesAndChars", "snapToChars"}
    return judged(GRID, not bad, "指定了行和字符网格" if bad else "没有")


def _empty(contents: Contents) -> Finding:
    """Paragraphs of the text with nothing in them; the one that must follow a last table is none."""
    from docx.oxml.ns import qn

    children = [child for child in contents.body if child.tag != qn("w:sectPr")]
    found = []
    for index, child in enumerate(children):
        if child.tag != qn("w:p") or _has_content(child) or _is_anchor(contents, child):
            continue
        last = index == len(children) - 1
        if last and index and children[index - 1].tag == qn("w:tbl"):
            continue
        before = next((words(other) for other in reversed(children[:index]) if other.tag == qn("w:p") and words(other)), "")
        found.append(before)
    said = f"{len(found)}个空段落" + (f"，第一个在“{found[0][:10]}”之后" if found and found[0] else "")
    return judged(EMPTY, not found, said if found else "没有空段落")


def _has_content(paragraph) -> bool:
    from docx.oxml.ns import qn

    if words(paragraph).strip():
        return True
    telling = ("w:drawing", "w:pict", "w:object", "w:br", "w:fldChar", "w:sectPr", "w:instrText", "w:bookmarkStart")
    return any(paragraph.find(f".//{qn(tag)}") is not None for tag in telling)


def _is_anchor(contents: Contents, paragraph) -> bool:
    from docx.oxml.ns import qn
    from docx.text.paragraph import Paragraph

    own = Paragraph(paragraph, contents.document)
    for format in (own.paragraph_format, own.style.paragraph_format if own.style is not None else None):
        line = format._element.find(f"{qn('w:pPr')}/{qn('w:spacing')}") if format is not None else None
        if line is not None and line.get(qn("w:lineRule")) == "exact":
            return int(float(line.get(qn("w:line"), "240"))) <= _SMALLEST
    return False


def _fields(contents: Contents) -> Finding:
    codes = [code for root in (contents.body, *contents.margins) for code in _codes(root)]
    volatile = [code for code in codes if _VOLATILE.match(code)]
    typed = [words(root) for root in contents.margins if re.search(r"\d", words(root)) and not any(_codes(root))]
    if volatile:
        return judged(FIELDS, False, f"有会自行变化的域：{volatile[0].strip()}")
    if typed:
        return judged(FIELDS, False, f"页眉页脚里的数字是打字打上去的：{typed[0].strip()[:12]}")
    kinds = Counter(code.split()[0] for code in codes if code.split())
    return judged(FIELDS, True, "、".join(kinds) or "没有域")


def _codes(root) -> list[str]:
    from docx.oxml.ns import qn

    found = [code.text or "" for code in root.iter(qn("w:instrText"))]
    return found + [field.get(qn("w:instr")) or "" for field in root.iter(qn("w:fldSimple"))]


def _revisions(contents: Contents) -> Finding:
    from docx.oxml.ns import qn

    tags = {"修订": ("w:ins", "w:del", "w:moveFrom", "w:moveTo"), "批注": ("w:commentReference",)}
    found = {
        name: sum(1 for tag in group for _ in contents.body.iter(qn(tag))) for name, group in tags.items()
    }
    said = "、".join(f"{name}{count}处" for name, count in found.items() if count)
    return judged(REVISIONS, not said, said or "没有")
