"""Looking a template over before it is used: every error at once, each with its place."""

from docgen.engine.lint.finding import Finding
from docgen.engine.lint.looking import check, check_package
from docgen.engine.lint.scope import Names
from docgen.engine.lint.shapes import Shape

__all__ = ["Finding", "Names", "Shape", "check", "check_package"]
