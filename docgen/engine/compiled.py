"""A template read once, compiled once and rendered as often as one likes."""

from __future__ import annotations

import io
import zipfile
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Any, BinaryIO

from docgen.engine.dialect import Source, source_of
from docgen.engine.fallback import Beyond, bound, through_docxtpl
from docgen.engine.generation import Show, compiled
from docgen.engine.parts import Part, parts_of
from docgen.engine.writing import Copied, Writer, in_chunks
from docgen.problem import DocgenError

_MOST = 64
"""Compiled templates kept in a process."""

_kept: OrderedDict[Any, CompiledTemplate] = OrderedDict()
_lock = Lock()


def compile_template(
    source: Path | bytes,
    filters: Mapping[str, Callable[..., Any]] | None = None,
    prepare: Callable[[Any], None] | None = None,
    finalize: Callable[[Any], Any] | None = None,
) -> CompiledTemplate:
    """The template that a ``.docx`` in docxtpl's dialect is.

    Compiled templates are kept by content, ``filters`` and ``finalize`` (what is printed for a value; None prints
    nothing). ``prepare`` is shown the sandbox before it is used; such a template is not kept. Raises DocgenError for
    what is no template and for a broken tag.
    """
    data = source if isinstance(source, bytes) else source.read_bytes()
    file = "" if isinstance(source, bytes) else str(source)
    if prepare:
        return CompiledTemplate(data, file, filters, prepare, finalize)
    key = (sha256(data).digest(), tuple(sorted((filters or {}).items(), key=lambda item: item[0])), finalize)
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    made = CompiledTemplate(data, file, filters, None, finalize)
    with _lock:
        _kept[key] = made
        while len(_kept) > _MOST:
            _kept.popitem(last=False)
    return made


class CompiledTemplate:
    """Holds nothing that a rendering changes: safe among threads; among processes it is compiled anew."""

    def __init__(self, data: bytes, file: str, filters: Any, prepare: Any, finalize: Any) -> None:
        self.file, self.digest = file, sha256(data).hexdigest()
        self._made_of = (data, filters, None, finalize)
        members = _members(data)
        contents = {member.name: member for member in members}

        def read(name: str) -> bytes:
            return zipfile.ZipFile(io.BytesIO(data)).read(name)

        self._data, self._filters, self._prepare, self._finalize = data, filters, prepare, finalize
        env = self.sandbox()
        show = None if prepare else _show(env)
        self._parts = {part.name: _Compiled(part, env, show) for part in parts_of(read, tuple(contents))}
        self._members: tuple[Copied, ...] = tuple(members)
        self.names = frozenset().union(*(part.names for part in self._parts.values()))

    def render(self, context: Mapping[str, Any]) -> bytes:
        """The ``.docx`` of a context."""
        out = io.BytesIO()
        try:
            self._write(context, out)
        except Beyond as met:
            return through_docxtpl(self._data, context, self.sandbox, met.value)
        return out.getvalue()

    def sandbox(self) -> Any:
        """A new environment of Jinja with this template's filters, as docxtpl is given one."""
        env = _environment(self._filters, self._finalize)
        if self._prepare:
            self._prepare(env)
        return env

    def write(self, context: Mapping[str, Any], target: BinaryIO) -> None:
        """The ``.docx`` of a context, streamed; of one with pictures or sub-documents, written at once.

        The target must seek where a context may have such.
        """
        begin = target.tell() if target.seekable() else None
        try:
            self._write(context, target)
        except Beyond as met:
            if begin is None:
                raise DocgenError("含图片或子文档的公文不能边生成边发送：请先写入文件") from None
            target.seek(begin)
            target.truncate()
            target.write(through_docxtpl(self._data, context, self.sandbox, met.value))

    def _write(self, context: Mapping[str, Any], target: BinaryIO) -> None:
        writer = Writer(target)
        for member in self._members:
            if member.name in self._parts:
                writer.stream(member.name, self._parts[member.name].chunks(context))
            else:
                writer.copy(member)
        writer.close()

    def text(self, context: Mapping[str, Any], part: str = "word/document.xml") -> str:
        """A rendered part."""
        return "".join(self._parts[part].chunks(context))

    def __reduce__(self) -> tuple[Any, ...]:
        return compile_template, self._made_of


class _Compiled:
    """A part ready to be rendered."""

    def __init__(self, part: Part, env: Any, show: Show | None) -> None:
        from jinja2 import meta

        self.part = part
        self.source: Source = source_of(part.xml)
        tree = env.parse(self.source.text, part.name)
        self.names = frozenset(meta.find_undeclared_variables(tree))
        self._template = compiled(env, tree, part.name, show)

    def chunks(self, context: Mapping[str, Any]) -> Iterator[str]:
        yield from in_chunks(self._pieces(context))

    def _pieces(self, context: Mapping[str, Any]) -> Iterator[str]:
        yield self.part.head
        yield from self._template.root_render_func(self._template.new_context(dict(context)))
        yield self.part.tail


def _show(env: Any) -> Show:
    """Prints a value as XML text."""
    from markupsafe import escape

    finalize, beyond = env.finalize, bound()

    def show(value: Any) -> str:
        if type(value) is str:
            return escape(value)
        if isinstance(value, beyond):
            raise Beyond(value)
        return str(escape(finalize(value)))

    return show


def _environment(filters: Any, finalize: Any) -> Any:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    env = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True, finalize=finalize or _nothing_for_none)
    env.filters.update(filters or {})
    return env


def _nothing_for_none(value: Any) -> Any:
    return "" if value is None else value


def _members(data: bytes) -> list[Copied]:
    found = []
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for info in package.infolist():
            begin = info.header_offset + 30 + int.from_bytes(data[info.header_offset + 26 : info.header_offset + 28], "little")
            begin += int.from_bytes(data[info.header_offset + 28 : info.header_offset + 30], "little")
            found.append(Copied(info.filename, info.compress_type, info.CRC, info.file_size, data[begin : begin + info.compress_size]))
    return found
