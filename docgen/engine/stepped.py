"""Jinja's code with a rendering's budget in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame, find_undeclared, optimizeconst

_TOGETHER = 16
"""Values printed at once: each may be as long as the limits let it."""


class BoundedCode(CodeGenerator):
    """Jinja's code with the budget's steps in its loops, and its sizes where texts and lists are made."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._around: dict[int, tuple[str, str]] = {}

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
        self.writeline("from itertools import compress as _walk")
        super().visit_Template(node, frame)

    def write_commons(self) -> None:
        super().write_commons()
        self.writeline("concat = context.captured")

    def visit_For(self, node: nodes.For, frame: Frame) -> None:
        asks = node.recursive or "loop" in find_undeclared(node.iter_child_nodes(only=("body",)), ("loop",))
        self._around[id(node.iter)] = ("context.sized_walk(", ")") if asks else ("_walk(", ", context.budget.steps)")
        super().visit_For(node, frame)

    def visit(self, node: nodes.Node, *args: Any, **kwargs: Any) -> Any:
        around = self._around.pop(id(node), None)
        if around is None:
            return super().visit(node, *args, **kwargs)
        self.write(around[0])
        super().visit(node, *args, **kwargs)
        self.write(around[1])

    @optimizeconst
    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:
        self.write("environment.joined(context, (")
        for piece in node.nodes:
            self.visit(piece, frame)
            self.write(", ")
        self.write("))")

    @optimizeconst
    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:
        if not isinstance(node.arg, nodes.Slice):
            super().visit_Getitem(node, frame)
            return
        self.write("environment.sliced(context, ")
        self.visit(node.node, frame)
        for end in (node.arg.start, node.arg.stop, node.arg.step):
            self.write(", ")
            if end is None:
                self.write("None")
            else:
                self.visit(end, frame)
        self.write(")")

    @optimizeconst
    def visit_Compare(self, node: nodes.Compare, frame: Frame) -> None:
        operands = [node.expr, *(operand.expr for operand in node.ops)]
        for left, right in zip(operands, operands[1:], strict=False):
            if not isinstance(left, nodes.Const) and not isinstance(right, nodes.Const):
                self._around[id(left)] = ("environment.comparable(context, ", ")")
        for operand in node.ops:
            if operand.op in ("in", "notin") and not isinstance(operand.expr, nodes.Const):
                self._around[id(operand.expr)] = ("environment.searched(context, ", ")")
        super().visit_Compare(node, frame)

    def visit_Dict(self, node: nodes.Dict, frame: Frame) -> None:
        for pair in node.items:
            if not isinstance(pair.key, nodes.Const):
                self._around[id(pair.key)] = ("environment.comparable(context, ", ")")
        self._gathered(super().visit_Dict, node, frame)

    def visit_List(self, node: nodes.List, frame: Frame) -> None:
        self._gathered(super().visit_List, node, frame)

    def visit_Tuple(self, node: nodes.Tuple, frame: Frame) -> None:
        if node.ctx == "load":
            self._gathered(super().visit_Tuple, node, frame)
        else:
            super().visit_Tuple(node, frame)

    def _gathered(self, visit: Callable[..., None], node: nodes.Expr, frame: Frame) -> None:
        if all(isinstance(child, nodes.Const) for child in node.iter_child_nodes()):
            visit(node, frame)
            return
        self.write("environment.gathered(context, ")
        visit(node, frame)
        self.write(")")

    def _refuse(self, node: nodes.Node, frame: Frame) -> None:
        self.fail("模板不能引入别的模板（include、import、extends）：请把内容写在这份模板里", node.lineno)

    visit_Include = visit_Import = visit_FromImport = visit_Extends = _refuse


def part_long_outputs(tree: nodes.Template) -> None:
    """Long outputs in several pieces, so that no more than some values are held at once."""
    for node in [tree, *tree.find_all(nodes.Stmt)]:
        for field, value in node.iter_fields():
            if isinstance(value, list) and any(isinstance(one, nodes.Output) and len(one.nodes) > _TOGETHER for one in value):
                setattr(node, field, [piece for one in value for piece in _pieces(one)])


def _pieces(node: nodes.Node) -> list[nodes.Node]:
    if not isinstance(node, nodes.Output) or len(node.nodes) <= _TOGETHER:
        return [node]
    starts = range(0, len(node.nodes), 2 * _TOGETHER)
    return [nodes.Output(node.nodes[at : at + 2 * _TOGETHER], lineno=node.lineno) for at in starts]
