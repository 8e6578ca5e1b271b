"""What the engine makes of every template is what Word accepts."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

from docgen.engine.lint import check
from tests.engine.conformance.cases import blocks, objects, parts, tables, words
from tests.engine.conformance.sides import FILTERS, through_engine
from tests.engine.conformance.word import Package, document
from tests.support.ooxml import errors

_BODY = re.compile(r"<w:body(?: [^>]*)?>(.*)<w:sectPr.*?</w:sectPr></w:body>", re.DOTALL)
_WRONG_USE = {"rich text without r, as people write it", "rich text without r that brings paragraphs and pages"}
_LIKE_OTHERS = {"pictures in rows and loops", "a picture beside those of the template", "documents in cells of a loop", "pictures exchanged by content"}
"""They bring the same parts as their neighbours."""


def test_every_file_passes_the_validator_of_the_open_xml_sdk(tmp_path: Path) -> None:
    """Those that are a body and nothing else are shown to it as one, for it is slow to start."""
    cases = [case for module in (words, blocks, tables, parts, objects) for case in module.CASES if case.name not in _WRONG_USE | _LIKE_OTHERS]
    made = {case.name: through_engine(case) for case in cases}
    alone = {name: content for name, content in made.items() if not _is_body_only(content)}
    together = Package(body="".join(_body(content) for name, content in made.items() if name not in alone)).bytes()
    assert len(alone) < 22 < len(made) - len(alone)
    for name, content in {**alone, "together": together}.items():
        (tmp_path / f"{name}.docx").write_bytes(content)
    assert errors(*sorted(tmp_path.glob("*.docx"))) == []


def test_the_linter_finds_no_error_in_any_template() -> None:
    found = [(case.name, finding.message) for module in (words, blocks, tables, parts, objects) for case in module.CASES for finding in check(case.template, filters=FILTERS)]
    # which are told, and filled all the same
    assert {name for name, _ in found} == {"quotes that Word made curly", "words beside a tag of a paragraph go with it"}


def _is_body_only(package: bytes) -> bool:
    """Nothing but the body differs from an empty document, and no drawing in it has a number."""
    with zipfile.ZipFile(io.BytesIO(package)) as made, zipfile.ZipFile(io.BytesIO(document())) as plain:
        same = set(made.namelist()) == set(plain.namelist())
        rels = "word/_rels/document.xml.rels"
        return same and made.read(rels) == plain.read(rels) and not re.search(rb"wp:docPr", made.read("word/document.xml"))


def _body(package: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        found = _BODY.search(archive.read("word/document.xml").decode())
    assert found
    return found[1]
