"""The tags of a sheet's cells, read once: a line's values for a context, numbers as numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from jinja2 import Undefined, nodes

from docgen.engine.budget import Budget
from docgen.engine.sandbox import TROUBLES, Exceeded, Sandbox
from docgen.engine.sheet.lines import Spot

_SINGLE = re.compile(r"\s*\{\{-?((?:(?!\{\{|\}\}).)*?)-?\}\}\s*", re.DOTALL)

_SHARING = 1000
"""Rows that share a budget: to begin one takes as long as to reckon a row."""


class BadSpot(Exception):
    """A cell whose tags cannot be read or evaluated; ``error`` is what went wrong."""

    def __init__(self, spot: Spot, error: Exception) -> None:
        super().__init__(str(error))
        self.spot, self.error = spot, error


@dataclass(frozen=True)
class Tag:
    """What a cell's text asks for.

    ``names`` are the names it uses, ``asked`` those of which it asks attributes, with the attributes. ``key`` is set where
    it is one field of ``row`` and nothing else. ``merges`` tells that equal cells below be joined to it.
    """

    spot: Spot
    names: frozenset[str]
    asked: Mapping[str, tuple[str, ...]]
    key: str
    merges: bool
    body: tuple[nodes.Node, ...]
    single: bool


def read_tag(env: Sandbox, spot: Spot) -> Tag:
    """Read one tagged cell; raise BadSpot for a tag that is written wrongly."""
    from jinja2 import meta

    try:
        tree = env.parse(spot.text)
        names = frozenset(meta.find_undeclared_variables(env.parse(spot.text)))
    except TROUBLES as error:
        raise BadSpot(spot, error) from None
    asked: dict[str, list[str]] = {}
    for node in tree.find_all((nodes.Getattr, nodes.Getitem)):
        if isinstance(node.node, nodes.Name):
            asked.setdefault(node.node.name, []).append(_attribute(node))
    merges = any(each.name == "merge" for each in tree.find_all(nodes.Filter))
    told = {name: tuple(keys) for name, keys in asked.items()}
    single = _SINGLE.fullmatch(spot.text) is not None and len(tree.body) == 1
    expression = _expression(tree) if single else None
    return Tag(spot, names, told, _key(expression), merges, tuple(tree.body), expression is not None)


class LineTags:
    """The tags of one line, compiled together: their values in the order of the line's tagged cells."""

    def __init__(self, env: Sandbox, tags: Sequence[Tag]) -> None:
        self._env, self.tags = env, tuple(tags)
        self.names = frozenset(name for tag in tags for name in tag.names)
        self._plain = [place for place, tag in enumerate(tags) if tag.key]
        self._reckoned = [place for place, tag in enumerate(tags) if not tag.key]
        self._fields = _getter([tags[place].key for place in self._plain])
        self._all = _compiled(env, [tags[place] for place in self._reckoned]) if self._reckoned else None

    @property
    def merging(self) -> list[int]:
        """The places of the tags whose equal cells are joined downwards."""
        return [place for place, tag in enumerate(self.tags) if tag.merges]

    def asked_of(self, name: str) -> tuple[str, ...]:
        """The attributes that the line asks of a name, as ``category`` of ``group``."""
        return tuple(key for tag in self.tags for key in tag.asked.get(name, ()))

    def values(self, context: Mapping[str, Any], budget: Budget | None = None) -> list[Any]:
        """The values for a context; raise BadSpot where one cannot be had, or where ``budget`` does not last."""
        try:
            return self._values(context, budget)
        except TROUBLES as error:
            raise self._first_bad(context, error) from None

    def of_rows(self, context: dict[str, Any]) -> Callable[[Any], list[Any]]:
        """The values for a ``row`` within a context, as a function: what does not change is looked at once.

        Rows share what a rendering may take, so that a tag is bounded however many there are; it is given anew for
        every thousand, for nobody knows how many come.
        """
        fields = self._fields
        if self._all is None and fields is not None:

            def quick(row: Any) -> list[Any]:
                try:
                    return list(fields(row))
                except (KeyError, TypeError, IndexError):
                    return self.values({**context, "row": row})

            return quick
        budget, left = Budget(context, self._env.limits), _SHARING

        def reckoned(row: Any) -> list[Any]:
            nonlocal budget, left
            left -= 1
            if not left:
                budget, left = Budget(context, self._env.limits), _SHARING
            return self.values({**context, "row": row}, budget)

        return reckoned

    def _values(self, context: Mapping[str, Any], budget: Budget | None = None) -> list[Any]:
        found: list[Any] = [None] * len(self.tags)
        if self._fields is not None:
            for place, value in zip(self._plain, self._fields(context["row"]), strict=True):
                found[place] = value
        if self._all is not None:
            for place, value in zip(self._reckoned, self._all(context, budget), strict=True):
                found[place] = value
        return found

    def _first_bad(self, context: Mapping[str, Any], error: Exception) -> BadSpot:
        if isinstance(error, Exceeded):
            return BadSpot(next(tag.spot for tag in self.tags if not tag.key), error)
        for tag in self.tags:
            try:
                _compiled(self._env, [tag])(context)
            except TROUBLES as own:
                return BadSpot(tag.spot, own)
        return BadSpot(self.tags[0].spot, error)


def _getter(keys: list[str]) -> Callable[[Any], tuple[Any, ...]] | None:
    if not keys:
        return None
    if len(keys) == 1:
        key = keys[0]
        return lambda row: (row[key],)
    return itemgetter(*keys)


def _compiled(env: Sandbox, tags: Sequence[Tag]) -> Callable[..., list[Any]]:
    """All the tags as one template that sets a name a cell; called with a context it answers their values."""
    names = [f"_cell{place}" for place in range(len(tags))]
    body: list[nodes.Node] = []
    for name, tag in zip(names, tags, strict=True):
        parsed = env.parse(tag.spot.text)
        target = nodes.Name(name, "store", lineno=1)
        if tag.single:
            body.append(nodes.Assign(target, _expression(parsed), lineno=1))
        else:
            body.append(nodes.AssignBlock(target, None, parsed.body, lineno=1))
    tree = nodes.Template(body, lineno=1)
    tree.set_environment(env)
    template = env.template_class.from_code(env, env.compile(tree), env.make_globals(None))

    def evaluate(context: Mapping[str, Any], budget: Budget | None = None) -> list[Any]:
        made = template.new_context(dict(context))
        if budget:
            made.budget = budget
            budget.tick()
        for _ in template.root_render_func(made):
            pass
        values = [made.vars[name] for name in names]
        for value in values:
            if isinstance(value, Undefined):
                str(value)
        return values

    return evaluate


def _expression(tree: nodes.Template) -> nodes.Expr | None:
    """The one expression that a cell is; None where it is text around tags, or several."""
    [output] = tree.body
    if not isinstance(output, nodes.Output):
        return None
    told = [node for node in output.nodes if not (isinstance(node, nodes.TemplateData) and not node.data.strip())]
    return told[0] if len(told) == 1 and isinstance(told[0], nodes.Expr) and not isinstance(told[0], nodes.TemplateData) else None


def _key(expression: nodes.Expr | None) -> str:
    """The field of ``row`` that an expression is, joined downwards or not; empty for any other."""
    if isinstance(expression, nodes.Filter) and expression.name == "merge" and not expression.args:
        expression = expression.node
    if isinstance(expression, nodes.Getattr | nodes.Getitem) and isinstance(expression.node, nodes.Name):
        return _attribute(expression) if expression.node.name == "row" else ""
    return ""


def _attribute(node: nodes.Node) -> str:
    if isinstance(node, nodes.Getattr):
        return node.attr
    arg = getattr(node, "arg", None)
    return arg.value if isinstance(arg, nodes.Const) and isinstance(arg.value, str) else ""
