"""A workbook's package opened to be marked: every part stays byte for byte unless it is changed."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator

from lxml import etree

from docgen.archive.members import UNREADABLE
from docgen.ledger.reading.package import UNPACKED_LIMIT
from docgen.ledger.returning.packing import packed
from docgen.problem import DocgenError

TYPES = "[Content_Types].xml"
_CONTENT = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"


class Package:
    """Parts by name (``xl/workbook.xml``), as bytes or, once asked for, as an XML tree. Raises DocgenError when it is none."""

    def __init__(self, content: bytes) -> None:
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                entries = [entry for entry in archive.infolist() if not entry.is_dir()]
                if sum(entry.file_size for entry in entries) > UNPACKED_LIMIT:
                    raise DocgenError("解开后过大")
                self._parts = {entry.filename: archive.read(entry) for entry in entries}
        except UNREADABLE as error:
            raise DocgenError("文件已损坏，无法解开") from error
        self._trees: dict[str, etree._Element] = {}
        self.workbook = self._main_part()
        self.main = etree.QName(self.tree(self.workbook)).namespace or ""
        office = "http://purl.oclc.org/ooxml/officeDocument" if self.main == _STRICT else None
        self.rel = f"{office or 'http://schemas.openxmlformats.org/officeDocument/2006'}/relationships"

    def __contains__(self, part: str) -> bool:
        return part in self._parts or part in self._trees

    def names(self) -> list[str]:
        return [*self._parts, *(name for name in self._trees if name not in self._parts)]

    def bytes(self, part: str) -> bytes:
        return self._parts[part]

    def opened(self, part: str) -> bool:
        """Whether the part was asked for as a tree."""
        return part in self._trees

    def put(self, part: str, content: bytes) -> None:
        self._parts[part] = content

    def drop(self, part: str) -> None:
        """Remove a part with its own relations and its content type."""
        relations = _relations_of(part)
        for name in (part, relations):
            self._parts.pop(name, None)
            self._trees.pop(name, None)
        for override in list(self.tree(TYPES)):
            if override.get("PartName") == f"/{part}":
                self.tree(TYPES).remove(override)

    def tree(self, part: str) -> etree._Element:
        """The part as a tree; changes to it are written. Entities and DTDs are refused."""
        if part not in self._trees:
            parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
            try:
                root = etree.fromstring(self._parts[part], parser)
            except (etree.XMLSyntaxError, KeyError, ValueError) as error:
                raise DocgenError(f"{part} 已损坏，无法读取") from error
            if root.getroottree().docinfo.doctype:
                raise DocgenError(f"{part} 中含有不允许的 XML 声明（DTD 或实体）")
            self._trees[part] = root
        return self._trees[part]

    def add(self, part: str, root: etree._Element, content_type: str) -> None:
        """A new XML part with its content type."""
        self._trees[part] = root
        self.override(part, content_type)

    def override(self, part: str, content_type: str) -> None:
        etree.SubElement(self.tree(TYPES), f"{{{_CONTENT}}}Override", PartName=f"/{part}", ContentType=content_type)

    def default(self, extension: str, content_type: str) -> None:
        """The content type of parts by their extension, unless it is told already."""
        types = self.tree(TYPES)
        if not any(child.get("Extension", "").lower() == extension for child in types):
            types.insert(0, etree.Element(f"{{{_CONTENT}}}Default", Extension=extension, ContentType=content_type))

    def relations(self, part: str) -> Iterator[tuple[str, str, str]]:
        """Id, last word of the type (``comments``) and part of each internal relation."""
        name = _relations_of(part)
        if name in self:
            for relation in self.tree(name):
                if relation.get("TargetMode") != "External":
                    target = posixpath.normpath(posixpath.join("/", posixpath.dirname(part), relation.get("Target", "")))
                    yield relation.get("Id", ""), relation.get("Type", "").rpartition("/")[2], target.lstrip("/")

    def related(self, part: str, kind: str) -> str:
        """The first part of a kind that a part relates to; empty when there is none."""
        return next((target for _, found, target in self.relations(part) if found == kind and target in self), "")

    def relate(self, part: str, kind: str, target: str) -> str:
        """A new relation from a part to another; its id."""
        name = _relations_of(part)
        if name not in self:
            self._trees[name] = etree.Element(f"{{{_RELATIONS}}}Relationships", nsmap={None: _RELATIONS})
        root = self.tree(name)
        used = {relation.get("Id") for relation in root}
        identity = next(f"rIdDocgen{number}" for number in range(1, len(used) + 2) if f"rIdDocgen{number}" not in used)
        away = posixpath.relpath("/" + target, "/" + posixpath.dirname(part))
        etree.SubElement(root, f"{{{_RELATIONS}}}Relationship", Id=identity, Type=f"{self.rel}/{kind}", Target=away)
        return identity

    def unrelate(self, part: str, target: str) -> None:
        for identity, _, found in list(self.relations(part)):
            if found == target:
                root = self.tree(_relations_of(part))
                root[:] = [relation for relation in root if relation.get("Id") != identity]

    def free(self, pattern: str) -> str:
        """The first part name of a pattern (``xl/comments{}.xml``) that nothing bears, whatever its case."""
        taken = {name.lower() for name in self.names()}
        return next(name for n in range(1, len(taken) + 2) if (name := pattern.format(n)).lower() not in taken)

    def packed(self) -> bytes:
        """The package again, parts in their order, new ones behind."""
        for part, root in self._trees.items():
            self._parts[part] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        return packed(self._parts)

    def _main_part(self) -> str:
        found = self.related("", "officeDocument")
        if not found:
            raise DocgenError("不是 Excel 工作簿")
        return found


def _relations_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")
