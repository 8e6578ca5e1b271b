"""What is wrong with a tag, in Chinese words."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from typing import Any

from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.exceptions import SecurityError

from docgen.engine.sayings import computing_said, syntax_said


class BrokenTag(Exception):
    """A tag that cannot be read or evaluated; its text says in Chinese what is wrong with it."""


class Overgrown(TemplateSyntaxError):
    """A template that asks for more than the sandbox reads; its message is in Chinese."""


TROUBLES = (
    BrokenTag,
    TemplateError,
    ArithmeticError,
    TypeError,
    ValueError,
    AttributeError,
    LookupError,
    RecursionError,
    MemoryError,
)
"""All that a broken template may raise when it is compiled or rendered; ``said`` has the words for each."""

_UNNAMED = re.compile(r"No (filter|test) named '([^']*)'")
_EMPTY = "列表是空的，其中没有第一项、最后一项、最大项、最小项可取：请先用 if 判断"
_NEIGHBOURS = {
    "there is no previous item": "第一项前面没有上一项（loop.previtem）：请先用 if not loop.first 判断",
    "there is no next item": "最后一项后面没有下一项（loop.nextitem）：请先用 if not loop.last 判断",
}
_KINDS = {"filter": "过滤器", "test": "判断"}


class Unknown(StrictUndefined):
    """A name that the template uses and its context does not have; using it stops the rendering."""

    def _fail_with_undefined_error(self, *args: Any, **kwargs: Any) -> Any:
        if self._undefined_exception is SecurityError:
            raise BrokenTag(f"标记中有不允许的操作（{self._undefined_name}）：请删去")
        if self._undefined_name is None:
            raise BrokenTag(_NEIGHBOURS.get(str(self._undefined_hint), _EMPTY))
        raise BrokenTag(_unknown(self._undefined_name, self._undefined_obj))

    __str__ = __iter__ = __len__ = __bool__ = __eq__ = __ne__ = __hash__ = _fail_with_undefined_error
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = _fail_with_undefined_error
    __rtruediv__ = __floordiv__ = __rfloordiv__ = __mod__ = __rmod__ = __pow__ = __rpow__ = _fail_with_undefined_error
    __call__ = __getitem__ = __lt__ = __le__ = __gt__ = __ge__ = __int__ = __float__ = _fail_with_undefined_error
    __pos__ = __neg__ = __contains__ = __complex__ = _fail_with_undefined_error


def said(error: BaseException) -> str:
    """The trouble in Chinese words."""
    if isinstance(error, BrokenTag):
        return str(error)
    if isinstance(error, SecurityError):
        return f"标记中有不允许的操作（{error}）"
    if isinstance(error, RecursionError):
        return "标记层层相套过深，或宏、循环不断调用自身：请改写得简单一些"
    if isinstance(error, MemoryError):
        return "标记过于复杂，内存不足：请改写得简单一些"
    if isinstance(error, TemplateError) and (found := _UNNAMED.search(str(error.message))):
        return f"标记中没有“{found[2]}”这个{_KINDS[found[1]]}"
    if isinstance(error, TemplateSyntaxError):
        return f"标记写法有误（{error.message}）" if isinstance(error, Overgrown) else syntax_said(str(error.message))
    return computing_said(error)


def missing(error: BaseException) -> str:
    """The name of the filter or test for whose lack a rendering stopped; else empty."""
    found = _UNNAMED.search(str(error)) if isinstance(error, TemplateError) else None
    return found[2] if found else ""


def _unknown(name: str | int, owner: Any) -> str:
    from difflib import get_close_matches

    if isinstance(name, int) and isinstance(owner, list | tuple | str):
        return f"只有 {len(owner)} 项，没有 [{name}] 这一项（[0] 是第一项）"
    name = str(name)
    known = _names_of(owner)
    former = "；模板若是旧版本的，这个名称可能已取消，现有的名称见 README"
    near = get_close_matches(name, known, 1)
    if near:
        return f"标记中没有“{name}”这一项，是否为“{near[0]}”"
    listed = f"，可用的有：{'、'.join(known)}" if known else ""
    return f"标记中没有“{name}”这一项{listed}{former}"


def _names_of(owner: Any) -> list[str]:
    if isinstance(owner, Mapping):
        return [str(key) for key in owner][:200]
    if dataclasses.is_dataclass(owner):
        return [entry.name for entry in dataclasses.fields(owner)]
    return []
