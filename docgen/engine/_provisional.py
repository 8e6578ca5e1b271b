"""Stands in for engine/sandbox.py and engine/clean.py until they are there."""

from __future__ import annotations

import re
from typing import Any

from docgen.layout.tables.tags import BrokenTag, said
from docgen.layout.tables.tags import environment as tabular

__all__ = ["BrokenTag", "environment", "said", "xml_text"]

_NOT_XML = re.compile("[\x00-\x06\x08\x0b\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def environment(filters: Any, finalize: Any) -> Any:
    env = tabular(markup=True)
    env.filters.update(filters or {})
    if finalize:
        env.finalize = finalize
    return env


def xml_text(text: str) -> str:
    return _NOT_XML.sub("", text)
