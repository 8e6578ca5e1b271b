"""An expression read against the names that there are: what it stands for, and every name, filter and test it gets wrong."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from jinja2 import nodes
from jinja2.defaults import DEFAULT_FILTERS

from docgen.engine.broken import BrokenTag
from docgen.engine.lint.scope import Names, Scope
from docgen.engine.lint.shapes import UNKNOWN, NoSuch, Shape, elements, entries, member, pairs, shape, union, words_for

Tell = Callable[[str, str], None]
"""Told a code and a message in Chinese for each thing wrong."""

_SAME = frozenset(("sort", "list", "reverse", "unique", "select", "reject", "selectattr", "rejectattr", "tojson"))
_ONE = frozenset(("first", "last", "random", "max", "min"))
_BY_POSITION = {"selectattr": 0, "rejectattr": 0, "groupby": 0}
_BY_KEYWORD = frozenset(("map", "sort", "sum", "unique", "max", "min", "groupby", "join"))
_MOST_ROUNDS = 100_000
_MUTATING = frozenset(("append", "extend", "insert", "pop", "remove", "clear", "update", "add", "popitem", "setdefault"))


_LIKE_PYTHON = {"len": "length", "str": "string"}


class Expressions:
    """Reads the expressions of one tag in a scope."""

    def __init__(self, env: Any, names: Names, scope: Scope, tell: Tell, checked: Mapping[str, Callable[..., Any]]) -> None:
        self._env, self._names, self._scope, self._tell, self._own = env, names, scope, tell, checked

    def of(self, node: nodes.Node | None) -> Shape:
        """What an expression stands for; what is wrong in it is told."""
        if node is None:
            return UNKNOWN
        way = getattr(self, f"_{type(node).__name__.lower()}", None)
        if way:
            return way(node)
        for child in node.iter_child_nodes():
            self.of(child)
        return UNKNOWN

    def _name(self, node: nodes.Name) -> Shape:
        if node.ctx != "load":
            return UNKNOWN
        found = self._scope.find(node.name)
        if found is None and not self._names.tolerates(node.name):
            told = self._names.unknown(node.name, self._scope)
            filter_ = _LIKE_PYTHON.get(node.name, node.name)
            self._tell("name", f"没有“{node.name}”这个名称；过滤器要写在值的后面：值|{filter_}" if filter_ in self._env.filters else told)
        return found or UNKNOWN

    def _const(self, node: nodes.Const) -> Shape:
        return Shape((node.value,))

    def _list(self, node: nodes.List) -> Shape:
        shapes = [self.of(item) for item in node.items]
        return Shape(([value for each in shapes for value in (each.samples or (None,))],))

    _tuple = _list

    def _dict(self, node: nodes.Dict) -> Shape:
        for pair in node.items:
            self.of(pair.key)
            self.of(pair.value)
        return UNKNOWN

    def _getattr(self, node: nodes.Getattr) -> Shape:
        return self._member(node, node.attr)

    def _getitem(self, node: nodes.Getitem) -> Shape:
        if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str | int):
            return self._member(node, node.arg.value)
        owner = self.of(node.node)
        self.of(node.arg)
        return owner if isinstance(node.arg, nodes.Slice) else entries(owner)

    def _member(self, node: Any, name: str | int) -> Shape:
        owner = self.of(node.node)
        if isinstance(name, str) and name.startswith("_"):
            self._tell("forbidden", f"模板里不允许用“{name}”")
            return UNKNOWN
        if isinstance(name, str) and owner.is_list and name in _MUTATING and not isinstance(owner.known[0], Mapping):
            self._tell("forbidden", f"模板里不能改动数据（“{path_of(node)}”）")
            return UNKNOWN
        if self._names.tolerates(path_of(node)):
            return UNKNOWN
        try:
            return member(owner, name)
        except NoSuch as missing:
            self._tell("name", _no_such(path_of(node.node), name, owner, missing.known))
            return UNKNOWN

    def _call(self, node: nodes.Call) -> Shape:
        self._arguments(node)
        if isinstance(node.node, nodes.Getattr) and node.node.attr in ("items", "keys", "values"):
            return self._of_mapping(node.node)
        called = self.of(node.node)
        if isinstance(node.node, nodes.Name) and node.node.name == "range":
            self._check_range(node)
            return Shape(([0],))
        functions = [value for value in called.known if callable(value)]
        if called.known and not functions:
            self._tell("call", f"“{path_of(node.node)}”是{words_for(called)}，后面不能带括号")
        elif len(functions) == 1 and (fault := _misfit(functions[0], node, 0)):
            self._tell("arguments", f"“{path_of(node.node)}”的参数不对：{fault}")
        else:
            return self._called(node, functions)
        return UNKNOWN

    def _of_mapping(self, method: nodes.Getattr) -> Shape:
        owner = self.of(method.node)
        if not owner.known or not all(isinstance(value, Mapping) for value in owner.known):
            if owner.known and owner.is_single:
                self.of(method)
            return UNKNOWN
        if method.attr == "items":
            return Shape((list(pairs(owner).samples),))
        return Shape(tuple(list(getattr(value, method.attr)()) for value in owner.known))

    def _check_range(self, node: nodes.Call) -> None:
        bounds = [arg.value for arg in node.args if isinstance(arg, nodes.Const) and isinstance(arg.value, int)]
        if bounds and len(bounds) == len(node.args):
            try:
                rounds = len(range(*bounds[:3]))
            except (ValueError, OverflowError):
                rounds = _MOST_ROUNDS + 1
            if rounds > _MOST_ROUNDS:
                self._tell("forbidden", f"range 的数太大，最多 {_MOST_ROUNDS} 次")

    def _pow(self, node: nodes.Pow) -> Shape:
        return self._growing(node, lambda left, right: abs(right) * len(str(abs(left))) > 10_000)

    def _mul(self, node: nodes.Mul) -> Shape:
        return self._growing(
            node, lambda left, right: any(isinstance(each, str) for each in (left, right)) and _times(left, right) > 1_000_000
        )

    def _growing(self, node: Any, too_much: Callable[[Any, Any], bool]) -> Shape:
        self.of(node.left)
        self.of(node.right)
        if isinstance(node.left, nodes.Const) and isinstance(node.right, nodes.Const):
            try:
                if too_much(node.left.value, node.right.value):
                    self._tell("forbidden", "算出来的内容过大，模板里不允许")
            except TypeError:
                return UNKNOWN
        return UNKNOWN

    def _condexpr(self, node: nodes.CondExpr) -> Shape:
        self.of(node.test)
        return union(self.of(node.expr1), self.of(node.expr2) if node.expr2 is not None else UNKNOWN)

    def _or(self, node: nodes.Or) -> Shape:
        return union(self.of(node.left), self.of(node.right))

    def _test(self, node: nodes.Test) -> Shape:
        if node.name not in ("defined", "undefined"):
            self.of(node.node)
        self._arguments(node)
        if node.name not in self._env.tests:
            near = _near(node.name, self._env.tests)
            self._tell("test", f"没有 is {node.name} 这种判断{near}")
        return UNKNOWN

    def _filter(self, node: nodes.Filter) -> Shape:
        self._arguments(node)
        if node.name in ("default", "d") and isinstance(node.node, nodes.Name | nodes.Getattr | nodes.Getitem):
            with self._names.tolerating(path_of(node.node)):
                return union(self.of(node.node), UNKNOWN)
        source = self.of(node.node)
        if node.name not in self._env.filters:
            self._tell("filter", f"没有“{node.name}”这个过滤器{_near(node.name, self._env.filters)}")
            return UNKNOWN
        if node.node is not None and (fault := _misfit(self._as_written(node.name), node, 1)):
            self._tell("arguments", f"过滤器“{node.name}”的参数不对：{fault}")
            return UNKNOWN
        self._check_attribute(node, source)
        return self._filtered(node, source)

    def _as_written(self, name: str) -> Any:
        """The filter as its author wrote it: the sandbox wraps Jinja's own."""
        return self._own.get(name) or DEFAULT_FILTERS.get(name) or self._env.filters[name]

    def _check_attribute(self, node: nodes.Filter, source: Shape) -> None:
        """Names that a filter is given as words: ``|selectattr("rank")``, ``|map(attribute="unit")``."""
        words = None
        if node.name in _BY_POSITION and node.args:
            words = node.args[_BY_POSITION[node.name]]
        elif node.name in _BY_KEYWORD:
            words = next((each.value for each in node.kwargs if each.key == "attribute"), None)
        if not isinstance(words, nodes.Const) or not isinstance(words.value, str) or not source.is_list:
            return
        found = elements(source)
        for name in words.value.split(","):
            self._walk(found, name.strip())

    def _walk(self, found: Shape, path: str) -> Shape:
        for name in path.split("."):
            try:
                found = member(found, int(name) if name.isdigit() else name)
            except NoSuch as missing:
                self._tell("name", _no_such("", name, found, missing.known))
                return UNKNOWN
        return found

    def _filtered(self, node: nodes.Filter, source: Shape) -> Shape:
        if node.name in _SAME:
            return source if source.is_list or node.name != "list" else UNKNOWN
        if node.name in _ONE and source.is_list:
            return elements(source)
        if node.name == "dictsort" and source.known:
            return Shape((list(pairs(source).samples),))
        given = _constants(node)
        if node.name not in self._own or given is None or hasattr(self._own[node.name], "jinja_pass_arg"):
            return UNKNOWN
        return self._tried(node, source, given)

    def _tried(self, node: nodes.Filter, source: Shape, given: tuple[Any, ...]) -> Shape:
        """A filter of the project's own, tried on the samples: what it gives, or that it takes no such value."""
        made, failed = [], None
        for value in source.known:
            try:
                made.append(self._own[node.name](value, *given))
            except Exception as error:
                failed = error
        if failed is not None and not made:
            told = f"过滤器“{node.name}”不能用于“{path_of(node.node)}”，它是{words_for(source)}"
            self._tell("filter", str(failed) if isinstance(failed, BrokenTag) else told)
        return shape(made) if len(made) == len(source.samples) else UNKNOWN

    def _called(self, node: nodes.Call, functions: list[Any]) -> Shape:
        """A function of the project's own with constants for its arguments, tried; one that refuses says why."""
        given = _constants(node)
        if given is None or not functions or any(inspect.isbuiltin(each) or isinstance(each, type) for each in functions):
            return UNKNOWN
        made, refused = [], ""
        for function in functions:
            try:
                made.append(function(*given))
            except (BrokenTag, ValueError) as error:
                refused = str(error)
            except Exception:  # it needs other data than the samples'
                return UNKNOWN
        if refused and not made:
            self._tell("arguments", refused)
        return shape(made)

    def _arguments(self, node: Any) -> None:
        for each in (*(node.args or ()), *(node.kwargs or ()), node.dyn_args, node.dyn_kwargs):
            if each is not None:
                self.of(each.value if isinstance(each, nodes.Keyword) else each)


def path_of(node: Any) -> str:
    """An expression's way from name to name, as it is written: figures.totals.projects."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        return f"{path_of(node.node)}.{node.attr}"
    if isinstance(node, nodes.Getitem):
        return f"{path_of(node.node)}[{node.arg.value if isinstance(node.arg, nodes.Const) else '…'}]"
    if isinstance(node, nodes.Call):
        return f"{path_of(node.node)}(…)"
    if isinstance(node, nodes.Filter) and node.node is not None:
        return f"{path_of(node.node)}|{node.name}"
    if isinstance(node, nodes.Const):
        return str(node.value)
    return "…"


def _no_such(path: str, name: str | int, owner: Shape, known: list[str]) -> str:
    subject = f"“{path}”" if path else "各项"
    if owner.is_list and not isinstance(owner.known[0], Mapping) and isinstance(name, str):
        return f"{subject}是一列，没有“{name}”这一项，要用 for 逐项取，或写 {path}[0].{name} 取第一项"
    if not known:
        return f"{subject}是{words_for(owner)}，没有“{name}”这一项"
    near = _near(str(name), known)
    listed = "" if near or len(known) > 12 else f"，可用的有：{'、'.join(known)}"
    return f"{subject}没有“{name}”这一项{near}{listed}"


def _near(name: str, known: Iterable[str]) -> str:
    from docgen.engine.lint.scope import nearest

    found = nearest(name, known)
    return f"，是否为“{found}”" if found else ""


def _times(left: Any, right: Any) -> int:
    text, count = (left, right) if isinstance(left, str) else (right, left)
    return len(text) * int(count)


def _constants(node: Any) -> tuple[Any, ...] | None:
    """A call's arguments where all are constants."""
    if node.kwargs or node.dyn_args is not None or node.dyn_kwargs is not None:
        return None
    values = tuple(each.value for each in node.args if isinstance(each, nodes.Const))
    return values if len(values) == len(node.args) else None


def _misfit(function: Any, node: Any, given: int) -> str:
    """Why a call's arguments do not fit; empty where they do or nothing is known of the function."""
    if node.dyn_args is not None or node.dyn_kwargs is not None:
        return ""
    try:
        signature = inspect.signature(function)
    except (TypeError, ValueError):
        return ""
    # what Jinja wraps for its asynchronous mode is marked as given more than it takes
    passed = 1 if hasattr(inspect.unwrap(function), "jinja_pass_arg") else 0
    keywords = {each.key: None for each in node.kwargs}
    try:
        signature.bind(*[None] * (given + passed + len(node.args)), **keywords)
        return ""
    except TypeError:
        taken = [each for each in signature.parameters.values() if each.kind in (each.POSITIONAL_ONLY, each.POSITIONAL_OR_KEYWORD)]
        names = [each.name if each.default is each.empty else f"{each.name}（可不写）" for each in taken[given + passed :]]
        written = len(node.args) + len(keywords)
        strange = [key for key in keywords if key not in signature.parameters]
        if strange:
            return f"没有叫“{strange[0]}”的参数" + (f"，可用的有：{'、'.join(names)}" if names else "")
        return f"要写 {'、'.join(names)}，实际写了 {written} 个" if names else f"不带参数，实际写了 {written} 个"
