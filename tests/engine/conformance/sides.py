"""The two that are compared: docxtpl itself, escaping always on, and docgen's engine."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import Any

from docgen.engine.sandbox import environment
from tests.engine.conformance.cases import Case


def wan(amount: int | Decimal, unit: str = "万元") -> str:
    """A filter as an office would have its own."""
    return f"{amount:,}{unit}"


FILTERS = {"wan": wan}


def through_docxtpl(case: Case) -> bytes:
    from docxtpl import DocxTemplate

    return _saved(DocxTemplate(io.BytesIO(case.template)), case, environment(filters=FILTERS))


def through_engine(case: Case) -> bytes:
    """As an office's own script would do it: docxtpl's class by another import, filters in an environment of Jinja."""
    from jinja2 import Environment

    from docgen.engine.template import DocxTemplate

    office = Environment()
    office.filters.update(FILTERS)
    return _saved(DocxTemplate(io.BytesIO(case.template)), case, office)


def _saved(template: Any, case: Case, env: Any) -> bytes:
    case.before(template)
    template.render(dict(case.context(template)), env, autoescape=True)
    answer = io.BytesIO()
    template.save(answer)
    return answer.getvalue()
