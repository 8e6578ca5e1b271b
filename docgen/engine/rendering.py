"""One part of a template: compiled, rendered in pieces, its errors told with their place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

from jinja2 import TemplateSyntaxError, meta, nodes

from docgen.engine.broken import TROUBLES, BrokenTag, Overgrown, missing, said
from docgen.engine.budget import LIMITS, Budget
from docgen.engine.dialect import source_of
from docgen.engine.finishing import finished
from docgen.engine.generation import Show, compiled
from docgen.engine.mending import mended
from docgen.engine.parts import BODY, PROPERTIES, PROPERTIES_FILLED, Part
from docgen.engine.places import Place, places_of
from docgen.engine.shape import rigid, well_formed
from docgen.engine.showing import mending
from docgen.engine.writing import in_chunks
from docgen.problem import ERROR, DocgenError, Problem


class CompiledPart:
    """A part ready to be rendered; nothing in it changes by rendering.

    ``names`` are those that its tags ask the context for. Raises DocgenError for a broken tag.
    """

    def __init__(self, part: Part, env: Any, show: Show | None, file: str) -> None:
        self.part, self._file = part, file
        self._source = source_of(part.xml)
        self._bookmarks = "<w:bookmark" in part.xml
        try:
            tree = env.parse(self._source.text, part.name)
            self.names = frozenset(meta.find_undeclared_variables(tree))
            self._stream = well_formed(tree) and (part.kind != BODY or rigid(self._source.text))
            named = ((node, env.filters if isinstance(node, nodes.Filter) else env.tests) for node in tree.find_all((nodes.Filter, nodes.Test)))
            self._missing = {node.name: node.lineno for node, known in named if node.name not in known}
            self._template = compiled(env, tree, part.name, show)
        except TROUBLES as error:
            raise self._found(error, env) or self._fault(error, getattr(error, "lineno", None)) from None

    def chunks(self, context: Mapping[str, Any], mend: bool = False) -> Iterator[str]:
        """The rendered part's XML in pieces; ``mend`` for values that bring XML of doubtful shape.

        Raises DocgenError with the place of the tag that failed, and what showing.py's values raise.
        """
        part = self.part
        texts: Iterable[str] = self._rendered(context)
        if part.kind != PROPERTIES:
            texts = finished(texts, body=part.kind == BODY, bookmarks=self._bookmarks)
        if mend or not self._stream:
            # page and paragraph breaks are elements by now: a tree cannot hold their signs
            texts = (mended(part, self._at_once(texts, context)),)
        yield part.head
        try:
            yield from texts
        except BrokenTag as error:
            raise self._fault(error, None) from None
        yield part.tail

    def _rendered(self, context: Mapping[str, Any]) -> Iterator[str]:
        try:
            names = self._template.new_context(dict(context))
            for chunk in in_chunks(self._template.root_render_func(names)):
                names.budget.look()
                yield chunk
        except TROUBLES as error:
            # what is missed within a condition Jinja tells when it comes there, from a line of no tag's
            raise self._fault(error, self._missing.get(missing(error)) or self._line(error.__traceback__)) from None

    def _at_once(self, texts: Iterable[str], context: Mapping[str, Any]) -> str:
        token = mending.set(True)
        try:
            return Budget(context, LIMITS).whole(texts)
        except BrokenTag as error:
            raise self._fault(error, None) from None
        finally:
            mending.reset(token)

    def _line(self, trace: TracebackType | None) -> int | None:
        """The line of the source that was being rendered."""
        found = None
        while trace is not None:
            if trace.tb_frame.f_code.co_filename == self._template.filename:
                found = trace.tb_lineno
            trace = trace.tb_next
        return None if found is None else self._template.get_corresponding_lineno(found)

    def _found(self, error: Exception, env: Any) -> DocgenError | None:
        """All that is wrong with how the part's tags are written: Jinja stops at one, seldom where it is."""
        from docgen.engine.lint.document import PartLint
        from docgen.engine.lint.scope import Names
        from docgen.engine.lint.text import read_part

        if not isinstance(error, TemplateSyntaxError) or isinstance(error, Overgrown):
            return None
        only = frozenset(PROPERTIES_FILLED) if self.part.kind == PROPERTIES else None
        lint = PartLint(read_part(self.part.name, self.part.whole.encode(), only), env, Names(None), {})
        problems = tuple(finding.as_problem(self._file) for finding in lint.findings() if finding.level == ERROR)
        return DocgenError(self._headline(), problems) if problems else None

    def _fault(self, error: Exception, line: int | None) -> DocgenError:
        place = self._place(line)
        around = f"，位置在“{place.around()}”附近" if place.text.strip() else ""
        return DocgenError(self._headline(), (Problem(f"{said(error)}{around}", file=self._file, cell=place.words),))

    def _headline(self) -> str:
        return f"模板 {Path(self._file).name} 有误，未生成公文" if self._file else "模板有误，未生成公文"

    def _place(self, line: int | None) -> Place:
        index = self._source.paragraph(line)
        places = places_of(self.part.name, self.part.whole) if index >= 0 else []
        return places[index] if 0 <= index < len(places) else Place(self.part.name)
