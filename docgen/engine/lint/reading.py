"""One template text (a part, a cell) gone through from tag to tag: blocks opened and closed, names set, expressions read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from jinja2 import nodes

from docgen.engine.lint.blocks import Step
from docgen.engine.lint.expressions import Expressions, path_of
from docgen.engine.lint.scope import Loop, Names, Scope
from docgen.engine.lint.shapes import UNKNOWN, Shape, elements, words_for
from docgen.engine.lint.syntax import LOADING, Reading
from docgen.engine.records import is_record

Tell = Callable[[Reading, str, str], None]

_SCOPED = frozenset(("for", "macro", "call", "with", "filter", "block", "set"))
"""Blocks whose names end with them; those of ``if`` live on."""
_WALKED = frozenset(("map", "select", "reject", "selectattr", "rejectattr", "batch", "slice", "items", "unique"))
_WALKED_LISTS = frozenset(("reverse",))
"""Filters whose answer is gone through and cannot be printed; the second of lists only."""
_CELL_VALUES = {"colspan": (r"[1-9]\d{0,2}", "列数（1、2……）"), "cellbg": (r"[\da-fA-F]{6}|auto", "颜色，用六位十六进制、不带 #，如 'FFC000'")}
_IN_MACROS = ("caller", "varargs", "kwargs")


class Walk:
    """Goes through the steps of a text in their order."""

    def __init__(self, env: Any, names: Names, own: Mapping[str, Callable[..., Any]], tell: Tell) -> None:
        self._env, self._names, self._own, self._tell = env, names, own, tell
        self._scope = Scope(names, env)
        self._loops = 0

    @property
    def looping(self) -> bool:
        return self._loops > 0

    def take(self, step: Step) -> None:
        """Read one tag where it stands."""
        reading = step.reading
        if step.ends:
            self._end(step.opened)
        elif reading.word in LOADING:
            self._tell(reading, "forbidden", f"模板里不允许用 {reading.word} 引用别的文件")
        elif reading.nodes is not None:
            self._read(reading)
        elif reading.opens:
            self._open(reading.word)

    def _read(self, reading: Reading) -> None:
        expressions = Expressions(
            self._env, self._names, self._scope, lambda code, message: self._tell(reading, code, message), self._own
        )
        [node, *_] = reading.nodes.body or [None]
        way = getattr(self, f"_{reading.word}", None)
        if reading.word == "elif":
            expressions.of(node.elif_[0].test if node.elif_ else None)
        elif reading.word == "if":
            expressions.of(node.test)
        elif way:
            way(reading, node, expressions)
        elif reading.opens:
            self._open(reading.word)
        elif not reading.word:
            for child in getattr(node, "nodes", ()):
                self._printed(reading, child, expressions.of(child))
        elif reading.word in _CELL_VALUES:
            for child in getattr(node, "nodes", ()):
                expressions.of(child)
                for written in _constants(child):
                    self._check_cell(reading, str(written))

    def _check_cell(self, reading: Reading, written: str) -> None:
        pattern, wanted = _CELL_VALUES[reading.word]
        if not re.fullmatch(pattern, written):
            self._tell(reading, "cell", f"{reading.word} 后面要写{wanted}，这里写的是 {written}")

    def _printed(self, reading: Reading, node: nodes.Node, value: Shape) -> None:
        """What is printed must be a single value: of a list the paper would show Python's brackets."""
        walked = isinstance(node, nodes.Filter) and (node.name in _WALKED or node.name in _WALKED_LISTS and value.is_list)
        if walked or value.known and all(isinstance(each, list | tuple | dict | set) or is_record(each) for each in value.known):
            told = "是一列，不能直接印出：请用 |join('、') 连起来，或用 for 逐项取"
            if any(isinstance(each, dict) or is_record(each) for each in value.known):
                told = "是一组，不能直接印出：请写出要印的一项，如 名称.项"
            self._tell(reading, "rows", f"“{path_of(node)}”{told}")

    def _open(self, word: str, names: Mapping[str, Shape] | None = None) -> None:
        if word in _SCOPED:
            self._scope.push(names or {})
        self._loops += word == "for"

    def _end(self, opened: Reading | None) -> None:
        if opened is None:
            return
        self._loops -= opened.word == "for"
        if opened.word not in _SCOPED:
            return
        gone = self._scope.pop()
        if opened.word == "for":
            for name in gone:
                if name != "loop":
                    self._names.gone.setdefault(name, opened.tag.source)
        if opened.word == "set" and opened.nodes is not None:
            self._assign(opened.nodes.body[0].target, Shape(("文字",)))

    def _for(self, reading: Reading, node: nodes.For, expressions: Expressions) -> None:
        source = expressions.of(node.iter)
        if source.is_single:
            told = f"“{path_of(node.iter)}”是{words_for(source)}，不是列表，不能用 for 逐项取"
            self._tell(reading, "rows", told)
        self._open("for", {"loop": Shape((Loop(),))})
        self._assign(node.target, elements(source))
        if node.test is not None:
            expressions.of(node.test)

    def _set(self, reading: Reading, node: Any, expressions: Expressions) -> None:
        if isinstance(node, nodes.Assign):
            self._assign(node.target, expressions.of(node.node))
            return
        if getattr(node, "filter", None) is not None:
            expressions.of(node.filter)
        self._open("set")

    def _with(self, reading: Reading, node: nodes.With, expressions: Expressions) -> None:
        values = [expressions.of(value) for value in node.values]
        self._open("with")
        for target, value in zip(node.targets, values, strict=True):
            self._assign(target, value)

    def _macro(self, reading: Reading, node: nodes.Macro, expressions: Expressions) -> None:
        for default in node.defaults:
            expressions.of(default)
        self._scope.set(node.name, UNKNOWN)
        self._open("macro", dict.fromkeys((*_IN_MACROS, *(arg.name for arg in node.args)), UNKNOWN))

    def _call(self, reading: Reading, node: nodes.CallBlock, expressions: Expressions) -> None:
        expressions.of(node.call)
        self._open("call", dict.fromkeys((arg.name for arg in node.args), UNKNOWN))

    def _filter(self, reading: Reading, node: nodes.FilterBlock, expressions: Expressions) -> None:
        expressions.of(node.filter)
        self._open("filter")

    def _assign(self, target: Any, value: Shape) -> None:
        if isinstance(target, nodes.Name):
            self._scope.set(target.name, value)
        elif isinstance(target, nodes.Tuple):
            for at, each in enumerate(target.items):
                known = [sample[at] for sample in value.known if isinstance(sample, tuple | list) and len(sample) == len(target.items)]
                self._assign(each, Shape(tuple(known)))


def _constants(node: Any) -> Iterable[Any]:
    """What is written out of the values that an expression may have."""
    if isinstance(node, nodes.Const):
        yield node.value
    elif isinstance(node, nodes.CondExpr):
        yield from _constants(node.expr1)
        yield from _constants(node.expr2)


def asked_whether_there(readings: Iterable[Reading]) -> Iterable[str]:
    """Names that a template asks for by ``is defined``, so that it can do without them."""
    for reading in readings:
        if reading.nodes is not None:
            for test in reading.nodes.find_all(nodes.Test):
                if test.name in ("defined", "undefined"):
                    yield path_of(test.node)
