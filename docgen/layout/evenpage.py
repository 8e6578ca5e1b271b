"""Where the imprint's page begins: a portrait page behind a landscape one, an even page when the office wants one.

The standard puts the imprint on the last page; double-sided printing wants that page to be an even one. The blank
page that this may need is a page of its own and not left to a section that starts on an even page, for LibreOffice
gives such a section other margins.
"""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from io import BytesIO

from docx import Document as open_document
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from docgen.layout.document import to_bytes
from docgen.layout.finish import anchor_paragraph
from docgen.layout.imprint import find_imprint
from docgen.layout.page import style_id
from docgen.layout.styles import PAGE_ODD
from docgen.problem import DocgenError
from docgen.settings import Settings

_REFERENCES = (qn("w:headerReference"), qn("w:footerReference"))


def is_landscape(section) -> bool:
    """Whether a w:sectPr is of a page wider than high."""
    size = section.find(qn("w:pgSz"))
    return size is not None and int(size.get(qn("w:w"))) > int(size.get(qn("w:h")))


def begin_page(document: Document, like) -> None:
    """End the document's last section; what is appended now stands on a page of its own, ``like`` a w:sectPr."""
    body = document.element.body
    closing = anchor_paragraph(document)
    closing.get_or_add_pPr().append(deepcopy(body.sectPr))
    body.sectPr.addprevious(closing)
    body.sectPr.addprevious(anchor_paragraph(document))
    body.replace(body.sectPr, _plain(like))


def put_on_even_page(document: Document, settings: Settings, issued: date) -> None:
    """Move the imprint of a finished paper to an even page where it stands on an odd one.

    The pages are counted in the paper as LibreOffice prints it; raises DocgenError without LibreOffice.
    """
    imprint = find_imprint(document)
    if imprint is None or _count(document, settings, issued) % 2 == 0:
        return
    if _stands_alone(imprint):
        _leave_page_blank(document, imprint)
        return
    text_ends_odd = _count(_without_imprint(document, issued), settings, issued) % 2 == 1
    put_on_page_of_its_own(document)
    if not text_ends_odd:
        _leave_page_blank(document, imprint)


def put_on_page_of_its_own(document: Document) -> None:
    """Begin a page for the imprint behind the text."""
    imprint = find_imprint(document)
    tail = [imprint, imprint.getnext()]
    begin_page(document, next(document.element.body.iter(qn("w:sectPr"))))
    for element in tail:
        document.element.body.sectPr.addprevious(element)


def _plain(section):
    """A copy of a section without what its first page alone has, beginning a page."""
    copy = deepcopy(section)
    for child in list(copy):
        first = child.tag in _REFERENCES and child.get(qn("w:type")) == "first"
        if first or child.tag in (qn("w:titlePg"), qn("w:type")):
            copy.remove(child)
    return copy


def _leave_page_blank(document: Document, imprint) -> None:
    """Move an imprint that stands in a section of its own one page on; neither page is numbered (7.5)."""
    next_page = anchor_paragraph(document)
    next_page.get_or_add_pPr().get_or_add_pageBreakBefore()
    imprint.addprevious(next_page)
    last = document.element.body.sectPr
    for reference in last.findall(qn("w:footerReference")):
        last.remove(reference)
    section = document.sections[-1]
    for footer in (section.footer, section.even_page_footer):
        footer.is_linked_to_previous = False
        for child in list(footer._element):
            footer._element.remove(child)
        style = style_id(document.part, PAGE_ODD)
        footer._element.append(parse_xml(f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="{style}"/></w:pPr></w:p>'))


def _stands_alone(imprint) -> bool:
    """Whether the imprint's section holds nothing but it and what it hangs on."""
    anchor = imprint.getprevious()
    before = None if anchor is None else anchor.getprevious()
    if before is None or anchor.tag != qn("w:p") or before.tag != qn("w:p"):
        return False
    return not anchor.findall(f".//{qn('w:r')}") and before.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None


def _without_imprint(document: Document, issued: date) -> Document:
    bare = open_document(BytesIO(to_bytes(document, issued)))
    imprint = find_imprint(bare)
    imprint.getparent().remove(imprint)
    return bare


def _count(document: Document, settings: Settings, issued: date) -> int:
    """The pages of the document as LibreOffice prints it."""
    import pypdfium2

    from docgen.export.pdf import to_pdf

    try:
        pdf = to_pdf(to_bytes(document, issued), settings)
    except DocgenError as error:
        raise DocgenError(
            f"设置 [office] imprint_even 要求版记落在双页，须由 LibreOffice 数出页数，但未能数出（{error}）："
            "请先安装 LibreOffice，或把 imprint_even 改为 false，自行调整"
        ) from None
    found = pypdfium2.PdfDocument(pdf)
    try:
        return len(found)
    finally:
        found.close()
