"""The two that are compared: docxtpl itself, escaping always on, and docgen's engine."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import Any

from docgen.layout.tables.tags import environment
from tests.engine.conformance.cases import Case


def wan(amount: int | Decimal, unit: str = "万元") -> str:
    """A filter as an office would have its own."""
    return f"{amount:,}{unit}"


FILTERS = {"wan": wan}


def through_docxtpl(case: Case) -> bytes:
    from docxtpl import DocxTemplate

    template = DocxTemplate(io.BytesIO(case.template))
    sandbox: Any = environment(markup=True)
    sandbox.filters.update(FILTERS)
    case.before(template)
    template.render(dict(case.context(template)), sandbox, autoescape=True)
    answer = io.BytesIO()
    template.save(answer)
    return answer.getvalue()


def through_engine(case: Case) -> bytes:
    from docgen.engine.template import DocxTemplate

    template = DocxTemplate(io.BytesIO(case.template))
    sandbox: Any = environment(markup=True)
    sandbox.filters.update(FILTERS)
    case.before(template)
    template.render(dict(case.context(template)), sandbox)
    answer = io.BytesIO()
    template.save(answer)
    return answer.getvalue()
