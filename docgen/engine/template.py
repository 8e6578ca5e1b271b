"""docxtpl's own interface over the engine: scripts written for docxtpl need change only the import."""

from __future__ import annotations

import io
from collections.abc import Mapping
from os import PathLike, fspath
from pathlib import Path
from typing import IO, Any

from docx import Document
from docxtpl import DocxTemplate as _DocxTemplate

from docgen.engine.compiled import compile_template
from docgen.engine.fallback import fill
from docgen.problem import DocgenError

_MARKS = ("block_start_string", "block_end_string", "variable_start_string", "variable_end_string", "comment_start_string", "comment_end_string")


class DocxTemplate(_DocxTemplate):
    """A template that is rendered by the engine, and by docxtpl where its package was taken in hand before.

    ``new_subdoc``, ``build_url_id``, ``replace_pic`` and the other replacements, rendering many times and the names
    that a template uses work as docxtpl describes them. Values are always escaped and unknown names always refused.
    """

    def __init__(self, template_file: IO[bytes] | str | PathLike[str]) -> None:
        self._made: bytes | None = None
        self.pic_map: dict[str, Any] = {}
        self._document: Any = None
        super().__init__(template_file)

    @property
    def docx(self) -> Any:
        """The python-docx document: what was rendered last, once it is asked for."""
        if self._document is None and self._made is not None:
            self._document, self._made = Document(io.BytesIO(self._made)), None
        return self._document

    @docx.setter
    def docx(self, document: Any) -> None:
        self._document, self._made = document, None

    def render(self, context: Mapping[str, Any], jinja_env: Any = None, autoescape: bool = True) -> None:
        """Fills the template. Of ``jinja_env`` filters and globals are taken; sandbox and escaping are the engine's own.

        Raises DocgenError for what is no template, a broken tag or an unknown name, and for an environment that reads
        other marks than docxtpl's.
        """
        if jinja_env is not None:
            context = {**_own_globals(jinja_env), **context}
        compiled = compile_template(self._source(), _own_filters(jinja_env))
        self.pic_map = {}
        touched = self._document is not None and not self.is_rendered
        if touched:
            with compiled.told(context):
                fill(self, context, compiled.sandbox)
        else:
            self._document, self._made = None, compiled.render(context)
        self.is_rendered, self.is_saved = True, False

    def save(self, filename: IO[bytes] | str | PathLike[str], *args: Any, **kwargs: Any) -> None:
        replaced = self.crc_to_new_media or self.crc_to_new_embedded or self.zipname_to_replace or self.pics_to_replace
        if self._made is None or replaced:
            super().save(filename, *args, **kwargs)
            return
        if hasattr(filename, "write"):
            filename.write(self._made)
        else:
            Path(fspath(filename)).write_bytes(self._made)
        self.is_saved = True

    def get_undeclared_template_variables(self, jinja_env: Any = None, context: Mapping[str, Any] | None = None) -> set[str]:
        """The names that the template asks for, footnotes and properties among its parts, but for those of ``context``.

        Raises DocgenError for a broken tag.
        """
        names = compile_template(self._source(), _own_filters(jinja_env)).names
        return set(names) - set(_own_globals(jinja_env) if jinja_env is not None else ()) - set(context or ())

    def _source(self) -> bytes | Path:
        file = self.template_file
        if hasattr(file, "read"):
            file.seek(0)
            return file.read()
        return Path(fspath(file))


def _own_filters(env: Any) -> dict[str, Any]:
    """The filters of an environment that are not Jinja's."""
    from jinja2.filters import FILTERS

    return {name: made for name, made in env.filters.items() if FILTERS.get(name) is not made} if env else {}


def _own_globals(env: Any) -> dict[str, Any]:
    """The globals of an environment that are not Jinja's. Raises DocgenError for what would be read otherwise."""
    from jinja2 import Environment

    plain = Environment()
    if any(getattr(env, mark) != getattr(plain, mark) for mark in _MARKS) or env.extensions or env.tests.keys() - plain.tests.keys():
        raise DocgenError("docgen 只认 docxtpl 通常的标记：请从 Jinja 环境中去掉扩展、自定的定界符和判断，改用过滤器")
    return {name: made for name, made in env.globals.items() if name not in plain.globals}
