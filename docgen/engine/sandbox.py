"""The sandbox in which templates run: no way out, strict names, and bounds of time and memory.

Loops take their steps from the rendering's ``Budget``; calls, operators and filters that can make much out of little
reckon what they would make before they make it. Nothing is kept between renderings: the budget hangs on the context.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from jinja2 import Template, nodes
from jinja2.runtime import Context, LoopContext, Macro, Undefined, markup_join, str_join
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from docgen.engine.bounded import bounded_filters, bounded_globals, bounded_tests, reckoned
from docgen.engine.broken import TROUBLES, BrokenTag, Overgrown, Unknown, said
from docgen.engine.budget import LIMITS, Budget, Exceeded, Limits, too_much, weight
from docgen.engine.methods import check_call, formatted
from docgen.engine.records import is_record
from docgen.engine.stepped import BoundedCode, part_long_outputs

__all__ = ["LIMITS", "TROUBLES", "BrokenTag", "Exceeded", "Limits", "Sandbox", "Unknown", "environment", "said"]

_CONTAINERS = (list, tuple, dict, set, frozenset)
_INNARDS = (type, types.ModuleType, types.FunctionType, types.MethodType, types.CodeType, types.FrameType, types.GeneratorType)


def environment(
    *,
    filters: Mapping[str, Callable[..., Any]] | None = None,
    limits: Limits = LIMITS,
    finalize: Callable[[Any], Any] | None = None,
    autoescape: bool = True,
) -> Sandbox:
    """A sandbox with ``filters`` added to Jinja's own (which are bounded); ``finalize`` says what is printed
    for a value (by default nothing for None).

    What it refuses raises one of ``TROUBLES``; ``said`` tells it in Chinese.
    """
    sandbox = Sandbox(limits, finalize, autoescape)
    sandbox.filters.update(filters or {})
    return sandbox


class BoundedContext(Context):
    """The names of one rendering, and what it may still take."""

    def __getattr__(self, name: str) -> Any:
        if name != "budget":
            raise AttributeError(name)
        self.budget = Budget(self.parent, self.environment.limits)
        return self.budget

    def sized_walk(self, items: Any) -> Any:
        """For ``loop.length``: what has a length keeps it."""
        return _Walk(items, self.budget) if hasattr(type(items), "__len__") else self.budget.walk(items)

    def captured(self, pieces: list[str]) -> str:
        return self.budget.buffer(pieces)

    def derived(self, locals: dict[str, Any] | None = None) -> Context:
        context = super().derived(locals)
        context.budget = self.budget
        return context


class _Walk:
    def __init__(self, items: Any, budget: Budget) -> None:
        self._items, self._budget = items, budget

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Any:
        return self._budget.walk(self._items)


class BoundedTemplate(Template):
    def render(self, *args: Any, **kwargs: Any) -> str:
        context = self.new_context(dict(*args, **kwargs))
        try:
            return context.budget.whole(self.root_render_func(context))
        except Exception:
            self.environment.handle_exception()


class Sandbox(ImmutableSandboxedEnvironment):
    code_generator_class = BoundedCode
    context_class = BoundedContext
    template_class = BoundedTemplate
    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "**", "%"})

    def __init__(self, limits: Limits, finalize: Callable[[Any], Any] | None, autoescape: bool) -> None:
        super().__init__(undefined=Unknown, autoescape=autoescape, finalize=_printable(finalize, limits))
        self.limits = limits
        self._safe: dict[tuple[type, str], bool] = {}
        self.filters = bounded_filters()
        self.tests = bounded_tests()
        self.globals.update(bounded_globals(limits))
        for name in ("lipsum",):
            del self.globals[name]

    def concat(self, pieces: Iterable[str]) -> str:
        """A block asked for by ``self.name()``."""
        kept, left = [], self.limits.block
        for piece in pieces:
            kept.append(piece)
            left -= len(piece)
            if left < 0:
                raise too_much("标记块产生的文字")
        return "".join(kept)

    def call(self, context: Any, called: Any, /, *args: Any, **kwargs: Any) -> Any:
        budget = context.budget
        budget.tick()
        if type(called) is LoopContext and args:
            args = (budget.walk(args[0]), *args[1:])
        else:
            check_call(budget, called, args, kwargs)
        return reckoned(budget, super().call(context, called, *args, **kwargs))

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        from docgen.engine.operators import OPERATORS, as_written

        return OPERATORS[operator](context.budget, *as_written(left, right))

    def gathered(self, context: Any, made: Any) -> Any:
        context.budget.kept(made)
        return made

    def joined(self, context: Any, pieces: tuple[Any, ...]) -> str:
        budget, length = context.budget, 0
        for piece in pieces:
            if isinstance(piece, str):
                length += len(piece)
            elif isinstance(piece, _CONTAINERS):
                budget.weigh(piece)
        budget.text(length)
        return markup_join(pieces) if context.eval_ctx.autoescape else str_join(pieces)

    def sliced(self, context: Any, value: Any, start: Any, stop: Any, step: Any) -> Any:
        if type(value) is Markup and "&" in value and "<" not in value:
            return reckoned(context.budget, escape(value.unescape()[start:stop:step]))
        return reckoned(context.budget, value[start:stop:step])

    def comparable(self, context: Any, value: Any) -> Any:
        """Lists within lists are compared member by member."""
        if isinstance(value, _CONTAINERS):
            context.budget.weigh(value)
        return value

    def searched(self, context: Any, value: Any) -> Any:
        if isinstance(value, list | tuple | str):
            context.budget.worked(len(value))
        return value

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        asked = type(obj), attr  # nothing else decides
        safe = self._safe.get(asked)
        if safe is None:
            safe = self._safe[asked] = not isinstance(obj, _INNARDS) and super().is_safe_attribute(obj, attr, value)
        return safe

    def unsafe_undefined(self, obj: Any, attribute: str) -> Undefined:
        raise BrokenTag(f"标记中有不允许的操作（{attribute}）：请删去")

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:
        return formatted(self, value)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tags = source.count("{{") + source.count("{%")
        if tags > self.limits.tags:
            raise Overgrown(f"标记有 {tags} 处，过多（最多 {self.limits.tags} 处）：请用循环代替重复的标记", 1)
        tree = _guarded(super()._parse, source, name, filename)
        part_long_outputs(tree)
        return tree

    def _generate(self, *args: Any, **kwargs: Any) -> str:
        return _guarded(super()._generate, *args, **kwargs)

    def _compile(self, source: str, filename: str) -> Any:
        return _guarded(super()._compile, source, filename)


def _guarded(work: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    try:
        return work(*args, **kwargs)
    except (RecursionError, MemoryError, SyntaxError, OverflowError):
        raise Overgrown("括号或标记层层相套过深，请改写得简单一些", 1) from None


def _nothing_for_none(value: Any) -> Any:
    return "" if value is None else value


def _printable(finalize: Callable[[Any], Any] | None, limits: Limits) -> Callable[[Any], Any]:
    """What is printed for a value; lists within lists no longer than one text."""
    print_, most = finalize or _nothing_for_none, limits.text

    def printable(value: Any) -> Any:
        value = print_(value)
        if isinstance(value, str):
            return value
        if isinstance(value, _CONTAINERS) or type(value).__name__ == "Namespace":
            weight(value, most)
        elif isinstance(value, Undefined):
            str(value)
        elif unprinted := _unprintable(value):
            raise BrokenTag(unprinted)
        return value

    return printable


def _unprintable(value: Any) -> str:
    """Why a value is no text: Python would print where it lies in memory, another place in every run."""
    if isinstance(value, LoopContext):
        return "“loop”后面要写点和名称，如 loop.index"
    if hasattr(value, "__html__"):
        return ""
    if isinstance(value, Iterator):
        return "这里是一列，不能直接印出：请用 |join('、') 连起来，或用 for 逐项取"
    if isinstance(value, Macro | type | types.BuiltinMethodType | types.FunctionType | types.MethodType):
        return "这里要写括号，如 upper()：写的是方法或宏，不是值"
    if is_record(value):
        return "这里是一组，不能直接印出：请写出要印的一项，如 名称.项"
    return ""
