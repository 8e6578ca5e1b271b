"""A template read once, compiled once and rendered as often as one likes."""

from __future__ import annotations

import io
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Any, BinaryIO

from docgen.engine.broken import TROUBLES, said
from docgen.engine.clean import xml_text
from docgen.engine.fallback import Beyond, through_docxtpl, trouble_said
from docgen.engine.package import Package, damaged, not_words, open_package
from docgen.engine.parts import Part, parts_of
from docgen.engine.rendering import CompiledPart
from docgen.engine.sandbox import environment
from docgen.engine.showing import NeedsTree, shower, tracing
from docgen.engine.writing import Copied, Writer
from docgen.problem import DocgenError, Problem

_MOST = 64
"""Compiled templates kept in a process."""

Filters = Mapping[str, Callable[..., Any]]
_kept: OrderedDict[Any, CompiledTemplate] = OrderedDict()
_lock = Lock()


def compile_template(
    source: Path | bytes | Package,
    filters: Filters | None = None,
    prepare: Callable[[Any], None] | None = None,
    finalize: Callable[[Any], Any] | None = None,
) -> CompiledTemplate:
    """The template that a ``.docx`` in docxtpl's dialect is.

    Compiled templates are kept by content, ``filters`` and ``finalize`` (what is printed for a value that is no text;
    by default nothing for None). ``prepare`` is shown the sandbox before it is used; such a template is not kept.
    Raises DocgenError for what is no template and for a broken tag, with its place.
    """
    if prepare:
        return CompiledTemplate(source, filters, finalize, prepare)
    key = (*_identity(source), tuple(sorted((filters or {}).items())), finalize)
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    made = CompiledTemplate(source, filters, finalize)
    with _lock:
        _kept[key] = made
        while len(_kept) > _MOST:
            _kept.popitem(last=False)
    return made


def _identity(source: Path | bytes | Package) -> tuple[str, str]:
    """The content's digest and the file. Raises DocgenError for a file that cannot be read."""
    if isinstance(source, Package):
        return source.digest, source.file
    if isinstance(source, bytes):
        return sha256(source).hexdigest(), ""
    try:
        return sha256(source.read_bytes()).hexdigest(), str(source)
    except OSError:
        package = open_package(source)  # tells why it cannot be read
        return package.digest, package.file


class CompiledTemplate:
    """Holds nothing that a rendering changes: safe among threads. Sent to another process, it is compiled there anew."""

    def __init__(
        self,
        source: Path | bytes | Package,
        filters: Filters | None = None,
        finalize: Callable[[Any], Any] | None = None,
        prepare: Callable[[Any], None] | None = None,
    ) -> None:
        package = source if isinstance(source, Package) else open_package(source)
        self.file, self.digest = package.file, package.digest
        self._filters, self._finalize = filters, finalize
        members = tuple(package.member(name) for name in package.names)
        self._members = tuple(Copied(one.name, one.method, one.crc, one.size, one.compressed) for one in members)
        self._data = source if isinstance(source, bytes) else source.read_bytes() if isinstance(source, Path) else None
        env = self.sandbox()
        if prepare:
            prepare(env)
        show = None if prepare else shower(env.finalize, xml_text)
        parts = rendered_parts(package)
        self._parts = _compiled(parts, env, show, self.file)
        self.main = parts[0].name
        self.names: frozenset[str] = frozenset().union(*(part.names for part in self._parts.values()))

    def sandbox(self) -> Any:
        """A new environment as this template's, for who renders by other means."""
        return environment(filters=self._filters, finalize=self._finalize)

    def render(self, context: Mapping[str, Any]) -> bytes:
        """The ``.docx`` of a context. Raises DocgenError for what a tag cannot do, with its place."""
        out = io.BytesIO()
        self.write(context, out)
        return out.getvalue()

    def write(self, context: Mapping[str, Any], target: BinaryIO) -> None:
        """Write the ``.docx`` of a context to ``target`` as it is rendered; memory does not grow with the text.

        Where a value calls for more than text, ``target`` is begun anew: it must seek and truncate, else the document
        is rendered into memory first. Raises DocgenError as ``render`` does; the target is then incomplete.
        """
        if not _begun_anew(target):
            target.write(self.render(context))
            return
        begin = target.tell()
        try:
            self._write(context, target)
        except NeedsTree:
            _rewind(target, begin, context)
            self._write(context, target, mend=True)
        except Beyond as met:
            _rewind(target, begin, context)
            with self.told(context):
                made = through_docxtpl(self._bytes(), context, self.sandbox, met.value)
            target.write(made)

    @contextmanager
    def told(self, context: Mapping[str, Any]) -> Iterator[None]:
        """What fails within while docxtpl renders a context, told as the engine would: DocgenError, with the tag's place."""
        try:
            yield
        except (DocgenError, Beyond):
            raise
        except Exception as error:
            words = trouble_said(error) or isinstance(error, TROUBLES) and said(error)
            if not words:
                raise
            token = tracing.set(True)
            try:
                for part in self._parts.values():
                    for _ in part.chunks(context, mend=True):
                        pass
            finally:
                tracing.reset(token)
            name = f"模板 {Path(self.file).name} 有误" if self.file else "模板有误"
            raise DocgenError(f"{name}，未生成公文", (Problem(words, file=self.file),)) from None

    def text(self, context: Mapping[str, Any], part: str = "") -> str:
        """One rendered part's XML, by default the body's; a part without tags as it is."""
        rendered = self._parts.get(part or self.main)
        if rendered is None:
            raise KeyError(part)
        try:
            return "".join(rendered.chunks(context))
        except NeedsTree:
            return "".join(rendered.chunks(context, mend=True))

    def _write(self, context: Mapping[str, Any], target: BinaryIO, mend: bool = False) -> None:
        """Rendered parts stand behind the others, the body first, as docxtpl renders it: what its tags count goes on
        in headers and footers.
        """
        writer = Writer(target)
        for member in self._members:
            if member.name not in self._parts:
                writer.copy(member)
        for name, part in self._parts.items():
            writer.stream(name, part.chunks(context, mend))
        writer.close()

    def _bytes(self) -> bytes:
        if self._data is not None:
            return self._data
        out = io.BytesIO()
        writer = Writer(out)
        for member in self._members:
            writer.copy(member)
        writer.close()
        return out.getvalue()

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (self._bytes(), self.file, self._filters, self._finalize)


def _compiled(parts: tuple[Part, ...], env: Any, show: Any, file: str) -> dict[str, CompiledPart]:
    """The parts compiled, by their names. Raises DocgenError with what is wrong in all of them."""
    made: dict[str, CompiledPart] = {}
    faults: list[DocgenError] = []
    for part in parts:
        try:
            made[part.name] = CompiledPart(part, env, show, file)
        except DocgenError as error:
            faults.append(error)
    if faults:
        raise DocgenError(str(faults[0]), tuple(problem for fault in faults for problem in fault.problems))
    return made


def rendered_parts(package: Package) -> tuple[Part, ...]:
    """The parts to be rendered. Raises DocgenError where one is damaged or the document has no body."""
    from lxml.etree import XMLSyntaxError

    asked = ""

    def read(name: str) -> bytes:
        nonlocal asked
        asked = name
        return package.read(name)

    try:
        return parts_of(read, package.names)
    except XMLSyntaxError:
        raise damaged(package.file, asked) from None
    except KeyError:
        raise not_words(package.file) from None


def _again(data: bytes, file: str, filters: Filters | None, finalize: Any) -> CompiledTemplate:
    return compile_template(open_package(data, file), filters, finalize=finalize)


def _begun_anew(target: BinaryIO) -> bool:
    return hasattr(target, "truncate") and hasattr(target, "seekable") and target.seekable()


def _rewind(target: BinaryIO, begin: int, context: Mapping[str, Any]) -> None:
    """Begin the target anew. Raises DocgenError where the context was used up by the first attempt."""
    spent = [name for name, value in context.items() if isinstance(value, Iterator)]
    if spent:
        raise DocgenError(f"{'、'.join(spent)}只能读一遍，而含有图片、子文档的公文要读两遍：请换成列表")
    target.seek(begin)
    target.truncate()
