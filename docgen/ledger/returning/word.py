"""A Word document's return copy: cells shaded and commented, the list on a page of its own before all else."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

from docgen.ledger.reading.checklist import CHECKLIST, is_checklist
from docgen.ledger.reading.formats.grid import Table, sheet_of
from docgen.ledger.reading.formats.word import DOCUMENT, tables_in
from docgen.ledger.reading.package import opened
from docgen.ledger.reading.text import raw, squeeze
from docgen.ledger.returning import place
from docgen.ledger.returning.checklist import BLANK, COLUMNS, Item, advice, head, legal, name_column, shortened
from docgen.ledger.returning.comments import AUTHOR
from docgen.ledger.returning.marking import by_weight, words
from docgen.ledger.returning.packing import packed
from docgen.ledger.returning.styles import RED, YELLOW
from docgen.problem import ERROR, Problem

_BOOKMARK = "docgen_"
_HEAD_ROWS = 30
_FILLS = {RED[2:], YELLOW[2:]}
_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W = f"{{{_NS}}}"
_BEHIND = "以下是报送的原文件。"
"""Ends in a full stop, so that a reader of tables takes the list and the table below it for two."""

_FIRST_BOOKMARK = 900_000


def marked_document(content: bytes, file: str, period: str, problems: Sequence[Problem], note: str = "") -> bytes:
    """The bytes of a ``.docx`` with its problems shaded, commented and listed on a first page.

    Sheets 表1, 表2 … are its tables as the import numbers them. Marks of a former return copy are taken off.
    Raises DocgenError when the document cannot be read.
    """
    import docx

    with opened(file, content) as package:
        package.root(DOCUMENT)  # refuses entities and damage before another library reads the part
    document = docx.Document(io.BytesIO(content))
    body = document.element.body
    tables = {f"表{number}": table for number, table in enumerate(tables_in(body), 1)}
    _take_off(document, file, tables)
    items: list[Item] = []
    marks: dict[int, tuple[object, list[tuple[int, Problem]]]] = {}
    for number, problem in enumerate(by_weight(problems), 1):
        table = tables.get(problem.sheet)
        element, value = _cell(table, problem.cell)
        project = _project(table, problem.cell) if element is not None else ""
        spot = _spot(table, problem.cell)
        items.append(Item(problem.level, problem.sheet, problem.cell, project, value, problem.message, element is not None, spot))
        if element is not None:
            marks.setdefault(id(element), (element, []))[1].append((number, problem))
    for element, found in marks.values():
        _mark(document, element, found)
    for position, block in enumerate(_list(head(file, period, items), advice(items, note), items)):
        body.insert(position, block)
    return _saved(document)


def _cell(table: Table | None, reference: str):
    """The cell that a reference means in a table, and what stands in it; None where it means none."""
    at = place.parse(reference) if table else None
    if table is None or at is None:
        return None, ""
    row, column = at[0] - 1 - len(table.lines), at[1] - 1
    for above in range(min(row, len(table.rows) - 1), -1, -1):
        for start, cell in table.rows[above].items():
            if start <= column < start + cell.columns and row < above + max(cell.rows, 1):
                return cell.element, shortened(squeeze(raw(cell.value))) or BLANK
    return None, ""


def _spot(table: Table | None, reference: str) -> str:
    """How a reader of Word counts: 第 2 行第 5 列 of the table itself, without the lines above it."""
    at = place.parse(reference) if table else None
    return f"第 {at[0] - len(table.lines)} 行第 {at[1]} 列" if table and at and at[0] > len(table.lines) else ""


def _project(table: Table, reference: str) -> str:
    """The project's name in a cell's row; empty in the header."""
    rows = [[raw(cells[column].value) if column in cells else "" for column in range(table.width)] for cells in table.rows[:_HEAD_ROWS]]
    header, column = name_column(rows)
    at = place.parse(reference)
    if not header or at is None or at[0] - len(table.lines) <= header:
        return ""
    name = _cell(table, place.name(at[0], column + 1))[1]
    return "" if name == BLANK else name


def _mark(document, cell, found: Sequence[tuple[int, Problem]]) -> None:
    from docx.oxml import OxmlElement
    from docx.text.paragraph import Paragraph

    worst = ERROR if any(problem.level == ERROR for _, problem in found) else found[0][1].level
    properties = cell.get_or_add_tcPr()
    for old in properties.findall(f"{_W}shd"):
        properties.remove(old)
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", (RED if worst == ERROR else YELLOW)[2:])):
        shade.set(f"{_W}{name}", value)
    later = [child for child in properties if child.tag in {f"{_W}{tag}" for tag in _AFTER_SHADE}]
    later[0].addprevious(shade) if later else properties.append(shade)
    paragraph = Paragraph(cell.findall(f".//{_W}p")[0], document)
    runs = paragraph.runs or [paragraph.add_run("")]
    comment = document.add_comment([runs[0], runs[-1]], words(found), author=AUTHOR, initials="dg")
    comment._comment_elm.attrib.pop(f"{_W}date", None)  # the same input gives the same bytes
    for number, _ in found:
        for tag in ("bookmarkStart", "bookmarkEnd"):
            mark = OxmlElement(f"w:{tag}")
            mark.set(f"{_W}id", str(_FIRST_BOOKMARK + number))
            if tag == "bookmarkStart":
                mark.set(f"{_W}name", f"{_BOOKMARK}{number}")
            paragraph._p.append(mark)


_AFTER_SHADE = ("noWrap", "tcMar", "textDirection", "tcFitText", "vAlign", "hideMark", "headers", "cellIns", "cellDel", "cellMerge", "tcPrChange")


def _take_off(document, file: str, tables: dict[str, Table]) -> None:
    """A return copy that came back: the former list, shades, comments and bookmarks go before new ones come."""
    body = document.element.body
    lists = [table for table in tables.values() if is_checklist(sheet_of(file, "表", table))]
    if not lists:
        return
    for table in lists:
        own = next(cell.element for row in table.rows for cell in row.values()).iterancestors(f"{_W}tbl")
        element = next(iter(own))
        behind = element.getnext()
        if behind is not None and _BEHIND in "".join(behind.itertext()):
            body.remove(behind)
        body.remove(element)
    for shade in list(body.iter(f"{_W}shd")):
        if shade.get(f"{_W}fill") in _FILLS and shade.getparent().tag == f"{_W}tcPr":
            shade.getparent().remove(shade)
    own = {comment.comment_id for comment in document.comments if comment.author == AUTHOR}
    for comment in [comment for comment in document.comments if comment.author == AUTHOR]:
        comment._comment_elm.getparent().remove(comment._comment_elm)
    for element in list(body.iter(f"{_W}commentRangeStart", f"{_W}commentRangeEnd", f"{_W}commentReference")):
        if int(element.get(f"{_W}id", "-1")) in own:
            element.getparent().remove(element)
    ids = set()
    for element in list(body.iter(f"{_W}bookmarkStart")):
        if element.get(f"{_W}name", "").startswith(_BOOKMARK):
            ids.add(element.get(f"{_W}id"))
            element.getparent().remove(element)
    for element in list(body.iter(f"{_W}bookmarkEnd")):
        if element.get(f"{_W}id") in ids:
            element.getparent().remove(element)


def _list(head_line: str, advice_line: str, items: Sequence[Item]) -> list:
    """The list's table, and the paragraph that ends its page."""
    from docx.oxml import parse_xml

    whole = sum(width for _, width in COLUMNS)
    shares = [5000 * width // whole for _, width in COLUMNS]
    rows = [
        _row([_joined(CHECKLIST, "center", 32, bold=True)]),
        _row([_joined(head_line, "left", 20)]),
        _row([_joined(advice_line, "left", 20)]),
        _row([_box(heading, share, "center", bold=True) for (heading, _), share in zip(COLUMNS, shares, strict=True)], repeated=True),
    ]
    for number, item in enumerate(items, 1):
        colour = (RED if item.level == ERROR else YELLOW)[2:]
        link = f"{_BOOKMARK}{number}" if item.linked else ""
        texts = (str(number), *item.texts)
        looks = ({"align": "center"}, {"align": "center", "fill": colour, "bold": True}, {"link": link}, {}, {}, {}, {})
        rows.append(_row([_box(text, share, **look) for text, share, look in zip(texts, shares, looks, strict=True)]))
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="7F7F7F"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    grid = "".join(f'<w:gridCol w:w="{share * 2}"/>' for share in shares)
    table = (
        f'<w:tbl xmlns:w="{_NS}"><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>{borders}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )
    end = f'<w:p xmlns:w="{_NS}">{_run(_BEHIND, 20)}<w:r><w:br w:type="page"/></w:r></w:p>'
    return [parse_xml(table), parse_xml(end)]


def _row(cells: Sequence[str], repeated: bool = False) -> str:
    return f'<w:tr><w:trPr><w:cantSplit/>{"<w:tblHeader/>" if repeated else ""}</w:trPr>{"".join(cells)}</w:tr>'


def _joined(text: str, align: str, size: int, bold: bool = False) -> str:
    span = f'<w:tcW w:w="5000" w:type="pct"/><w:gridSpan w:val="{len(COLUMNS)}"/>'
    return f"<w:tc><w:tcPr>{span}</w:tcPr>{_paragraph(_run(text, size, bold), align)}</w:tc>"


def _box(text: str, share: int, align: str = "left", fill: str = "", bold: bool = False, link: str = "") -> str:
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    run = _run(text, 20, bold, link=bool(link))
    if link:
        run = f'<w:hyperlink w:anchor="{link}">{run}</w:hyperlink>'
    return f'<w:tc><w:tcPr><w:tcW w:w="{share}" w:type="pct"/>{shade}<w:vAlign w:val="center"/></w:tcPr>{_paragraph(run, align)}</w:tc>'


def _paragraph(content: str, align: str) -> str:
    plain = '<w:spacing w:before="20" w:after="20" w:line="240" w:lineRule="auto"/><w:ind w:firstLine="0" w:firstLineChars="0"/>'
    return f'<w:p><w:pPr>{plain}<w:jc w:val="{align}"/></w:pPr>{content}</w:p>'


def _run(text: str, size: int, bold: bool = False, link: bool = False) -> str:
    look = '<w:rFonts w:ascii="宋体" w:hAnsi="宋体" w:eastAsia="宋体"/>' + ("<w:b/>" if bold else "")
    look += '<w:color w:val="0563C1"/>' if link else ""
    look += f'<w:sz w:val="{size}"/>' + ('<w:u w:val="single"/>' if link else "")
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{escape(legal(text))}</w:t></w:r>'


def _saved(document) -> bytes:
    written = io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as archive:
        return packed({entry.filename: archive.read(entry) for entry in archive.infolist()})
