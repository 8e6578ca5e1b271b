"""What only docxtpl itself can print, printed by docxtpl, in the same sandbox.

Pictures and sub-documents bring parts of their own into the package: docxtpl ties them to one of its templates, and
python-docx writes them. They are rare and dear at any rate; everything else is rendered by the engine.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from copy import copy
from functools import cache
from pathlib import Path
from typing import Any

from markupsafe import Markup

from docgen.engine.dialect import preprocessed
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
    try:
        # by the class, as the engine's own template would come back to the engine
        DocxTemplate.render(template, dict(context), env, autoescape=True)
    finally:
        del template.patch_xml
    for relation in template.docx.part.rels.values():
        if relation.reltype in (DocxTemplate.HEADER_URI, DocxTemplate.FOOTER_URI):
            for drawing in relation.target_part.element.iter(qn("wp:docPr")):
                template.docx_ids_index += 1
                drawing.set("id", str(template.docx_ids_index))


def _tying(template: Any, finalize: Any) -> Any:
    """Prints pictures into ``template``; a sub-document that is not its own is beyond it."""
    from docxtpl import InlineImage, RichText, RichTextParagraph, Subdoc

    def tied(value: Any) -> Any:
        if isinstance(value, InlineImage):
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
        return finalize(value) if finalize else value

    return tied


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
