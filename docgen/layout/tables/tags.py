"""The tags of a table template (``{{ row.name }}``): their sandbox, their filters, their errors."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, meta
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from docgen.layout.tables.identity import Told
from docgen.numerals import plain

MARK = "\ue000"
"""A private-use character behind the text of a cell that joins equal cells below it."""
GROUP = "\ue001"
"""A private-use character behind the name of a group, in the row that heads its rows."""

_SINGLE = re.compile(r"\s*\{\{-?((?:(?!\{\{|\}\}).)*?)-?\}\}\s*", re.DOTALL)
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x0c\x0e-\x1f\ue000-\ue004\ufffe\uffff]")


class BrokenTag(Exception):
    """A tag that cannot be read or evaluated; its text says in Chinese what is wrong with it."""


@dataclass(frozen=True)
class Merged:
    """A value of a cell that joins equal cells below it."""

    value: Any

    def __str__(self) -> str:
        return f"{_printed(self.value)}{MARK}"


class _Unknown(StrictUndefined):
    """A name that the template uses and docgen does not know; using it stops the rendering."""

    def _fail_with_undefined_error(self, *args: Any, **kwargs: Any) -> Any:
        if self._undefined_exception is SecurityError:
            raise BrokenTag(f"标记中有不允许的操作（{self._undefined_name}）")
        raise BrokenTag(_unknown(str(self._undefined_name), self._undefined_obj))

    __str__ = __iter__ = __len__ = __bool__ = __eq__ = __ne__ = __hash__ = _fail_with_undefined_error
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = _fail_with_undefined_error
    __call__ = __getitem__ = __lt__ = __le__ = __gt__ = __ge__ = __int__ = __float__ = _fail_with_undefined_error


def environment(*, markup: bool = False) -> ImmutableSandboxedEnvironment:
    """The sandbox in which templates of tables run; ``markup`` escapes values for XML.

    Filters: ``merge`` joins equal cells downwards.
    """
    env = ImmutableSandboxedEnvironment(undefined=_Unknown, autoescape=markup, finalize=_printed)
    env.filters["merge"] = Merged
    return env


def names_in(env: ImmutableSandboxedEnvironment, text: str) -> set[str]:
    """The names that a cell's tags use (``row``, ``total``, ``title``); empty for plain words."""
    if not has_tag(text):
        return set()
    try:
        return meta.find_undeclared_variables(env.parse(text))
    except TemplateError as error:
        raise BrokenTag(said(error)) from None


def has_tag(text: object) -> bool:
    return isinstance(text, str) and ("{{" in text or "{%" in text)


def reader(env: ImmutableSandboxedEnvironment, text: str) -> Callable[[dict[str, Any]], Any]:
    """What a cell's text becomes in a context, read once and evaluated often.

    A cell that is one expression gives its value, number or text; any other gives text. Both raise BrokenTag.
    """
    try:
        if single := _SINGLE.fullmatch(text):
            expression = env.compile_expression(single[1].strip(), undefined_to_none=False)
            return _guarded(lambda context: _known(expression(**context)))
        words = env.from_string(text)
        return _guarded(lambda context: words.render(**context))
    except TemplateError as error:
        raise BrokenTag(said(error)) from None


def _guarded(evaluate: Callable[[dict[str, Any]], Any]) -> Callable[[dict[str, Any]], Any]:
    def guarded(context: dict[str, Any]) -> Any:
        try:
            return evaluate(context)
        except (TemplateError, ArithmeticError, TypeError, ValueError, AttributeError, LookupError) as error:
            raise BrokenTag(said(error)) from None

    return guarded


def _known(value: Any) -> Any:
    if isinstance(value.value if isinstance(value, Merged) else value, _Unknown):
        str(value)
    return value


def said(error: Exception) -> str:
    """A broken tag's trouble in Chinese words."""
    if isinstance(error, BrokenTag):
        return str(error)
    if isinstance(error, SecurityError):
        return f"标记中有不允许的操作（{error}）"
    if isinstance(error, TemplateSyntaxError):
        return f"标记写法有误（{error.message}）"
    return f"标记无法计算（{error}）"


def clean(text: str) -> str:
    """Text without characters that Office files cannot hold."""
    return _UNPRINTABLE.sub("", text.replace("\r\n", "\n"))


def _printed(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, Told):
        return value.marked
    return plain(value) if isinstance(value, Decimal) else value


def _unknown(name: str, owner: Any) -> str:
    from difflib import get_close_matches

    known = [str(key) for key in owner] if isinstance(owner, dict) else []
    former = "；模板若是旧版本的，这个名称可能已取消，现有的名称见 README"
    near = get_close_matches(name, known, 1)
    if near:
        return f"标记中没有“{name}”这一项，是否为“{near[0]}”"
    return f"标记中没有“{name}”这一项" + (f"，可用的有：{'、'.join(known)}" if known else former)
