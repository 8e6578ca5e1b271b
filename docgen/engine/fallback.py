"""What only docxtpl itself can print, printed by docxtpl, in the same sandbox.

Pictures and sub-documents bring parts of their own into the package: docxtpl ties them to one of its templates, and
python-docx writes them. They are rare and dear at any rate; everything else is rendered by the engine.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from copy import copy
from functools import cache, partial
from pathlib import Path
from typing import Any

from markupsafe import Markup

from docgen.engine.broken import BrokenTag
from docgen.engine.clean import without_strays, xml_text
from docgen.engine.dialect import preprocessed
from docgen.engine.mending import checked, torn, with_grids
from docgen.engine.ordering import in_order
from docgen.problem import DocgenError

_SPENT = "子文档只能用于一次生成：请在每次生成前用 new_subdoc() 重新建立"


class Beyond(Exception):
    """A value was met that the engine does not print: the rendering is to be begun anew by docxtpl."""

    def __init__(self, value: Any) -> None:
        super().__init__(type(value).__name__)
        self.value = value


@cache
def bound() -> tuple[type, ...]:
    """The types of docxtpl's whose values belong to one of its templates."""
    from docxtpl import InlineImage, Subdoc

    return InlineImage, Subdoc


def through_docxtpl(data: bytes, context: Mapping[str, Any], sandbox: Callable[[], Any], met: Any) -> bytes:
    """The ``.docx`` that docxtpl makes of a template's bytes; ``met`` is the value for whose sake it is asked.

    ``sandbox`` makes the environment, a new one each time. A sub-document lies in the package of the template that made
    it, so that one renders; a picture is put into whichever does. Raises DocgenError for a sub-document of another
    template or of a former rendering, and what Jinja raises.
    """
    from docxtpl import DocxTemplate, Subdoc

    template = met.tpl if isinstance(met, Subdoc) else DocxTemplate(io.BytesIO(data))
    if isinstance(met, Subdoc):
        _check_owner(data, met)
    try:
        fill(template, context, sandbox)
    except Beyond as other:
        if isinstance(met, Subdoc):
            raise DocgenError("所用子文档出自不同的模板对象：请用同一个模板对象的 new_subdoc() 建立全部子文档") from None
        return through_docxtpl(data, context, sandbox, other.value)
    out = io.BytesIO()
    DocxTemplate.save(template, out)
    return out.getvalue()


def fill(template: Any, context: Mapping[str, Any], sandbox: Callable[[], Any]) -> None:
    """Renders a template of docxtpl, as it is in memory. Raises Beyond for a sub-document of another one."""
    from docx.oxml.ns import qn
    from docxtpl import DocxTemplate

    env = sandbox()
    env.finalize = _tying(template, env.finalize)
    template.patch_xml = preprocessed
    template.render_properties = partial(_properties, template, sandbox)
    template.fix_tables = _repaired
    try:
        # by the class, as the engine's own template would come back to the engine
        DocxTemplate.render(template, dict(context), env, autoescape=True)
    finally:
        del template.patch_xml, template.render_properties, template.fix_tables
    _once(template.docx.element.body)
    for relation in template.docx.part.rels.values():
        if relation.reltype in (DocxTemplate.HEADER_URI, DocxTemplate.FOOTER_URI):
            for drawing in relation.target_part.element.iter(qn("wp:docPr")):
                template.docx_ids_index += 1
                drawing.set("id", str(template.docx_ids_index))


def _repaired(xml: str) -> Any:
    """The body as a tree. Raises DocgenError where docxtpl's repair would drop words without a word."""
    tree = with_grids(xml)
    checked("正文", xml, tree)
    return tree


def _properties(template: Any, sandbox: Callable[[], Any], context: Mapping[str, Any], _: Any = None) -> None:
    """The properties, which python-docx escapes when it writes them."""
    from docxtpl import DocxTemplate

    env = sandbox()
    template.current_rendering_part = None
    env.autoescape, env.finalize = False, _tying(template, env.finalize)
    DocxTemplate.render_properties(template, dict(context), env)


def _once(body: Any) -> None:
    """Each bookmark that a loop repeated stays once."""
    from docx.oxml.ns import qn

    seen = set()
    for mark in list(body.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"))):
        key = mark.tag, mark.get(qn("w:id"))
        if key in seen:
            mark.getparent().remove(mark)
        seen.add(key)


def _tying(template: Any, finalize: Any) -> Any:
    """Prints pictures into ``template``; a sub-document that is not its own is beyond it."""
    from docxtpl import InlineImage, RichText, RichTextParagraph, Subdoc

    def tied(value: Any) -> Any:
        if isinstance(value, InlineImage):
            if not hasattr(template.current_rendering_part, "new_pic_inline"):
                raise BrokenTag("图片不能放在脚注、文档属性里：请移到正文、页眉或页脚")
            value = copy(value)
            value.tpl = template
            return value
        if isinstance(value, Subdoc):
            if value.tpl is not template:
                raise Beyond(value)
            if value.docx is not template.docx:
                raise DocgenError(_SPENT)
            return value
        if isinstance(value, RichText | RichTextParagraph):
            return Markup(in_order(value.xml))
        printed = finalize(value) if finalize else value
        if type(printed) is Markup:
            return Markup(without_strays(xml_text(printed)))
        return xml_text(printed) if type(printed) is str else printed

    return tied


def trouble_said(error: Exception) -> str:
    """What only docxtpl meets, in Chinese words: a picture that cannot be read, a torn header; else empty."""
    from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError

    if isinstance(error, UnrecognizedImageError | InvalidImageStreamError | UnexpectedEndOfFileError):
        return "图片打不开：请换成 png、jpg、gif、bmp 或 tiff 格式的图片"
    if isinstance(error, OSError) and error.filename:
        return f"找不到或打不开图片、子文档 {error.filename}：请核对路径"
    return str(torn("页眉、页脚")) if isinstance(error, SyntaxError) else ""


def _check_owner(data: bytes, sub: Any) -> None:
    """Refuses a sub-document whose parts would not be in the file."""
    if sub.tpl.is_rendered or sub.docx is not sub.tpl.docx:
        raise DocgenError(_SPENT)
    file = sub.tpl.template_file
    if hasattr(file, "read"):
        file.seek(0)
        content = file.read()
    else:
        content = Path(file).read_bytes()
    if content != data:
        raise DocgenError("子文档属于另一个模板：请用本模板的 new_subdoc() 建立")
