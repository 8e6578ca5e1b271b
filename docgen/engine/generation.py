"""From Jinja's syntax tree to Python that prints fast.

Jinja writes one ``yield`` a piece and two calls a value. Here all that stands between two statements is one ``yield``
of one joined text, a value costs one call, and an entry of a plain dict is taken without a detour. What a template
means is not touched: names, scopes, loops and filters are Jinja's own, the sandbox's checks stay.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jinja2 import Environment, Template, nodes
from jinja2.compiler import CodeGenerator, Frame, optimizeconst

from docgen.engine.dialect import unescaped

Show = Callable[[Any], str]
"""A value as XML text, escaped unless it is XML by its own account."""

_OF_DICTS = frozenset(dir(dict))


def compiled(env: Environment, tree: nodes.Template, name: str, show: Show | None) -> Template:
    """The template that a syntax tree is; ``show`` prints its values.

    Without ``show`` the environment prints as Jinja does, so that who has changed its ways is asked for everything.
    """
    for data in tree.find_all(nodes.TemplateData):
        data.data = unescaped(data.data)
    if show is not None and not issubclass(env.code_generator_class, _Quick):
        env.code_generator_class = _quick(env.code_generator_class)
    code = env.compile(tree, name, f"<{name}>")
    namespace = {"environment": env, "__file__": code.co_filename, "_show": show, "_of": _taker(env)}
    exec(code, namespace)
    return Template._from_namespace(env, namespace, env.make_globals(None))


def _taker(env: Environment) -> Callable[[Any, str], Any]:
    """An entry of a plain dict at once, anything else by way of the sandbox."""
    get = env.getattr

    def of(owner: Any, name: str) -> Any:
        if type(owner) is dict and name in owner:
            return owner[name]
        return get(owner, name)

    return of


_made: dict[type, type] = {}


def _quick(base: type[CodeGenerator]) -> type[CodeGenerator]:
    """A generator of quick code on top of the sandbox's own."""
    if base not in _made:
        _made[base] = type("QuickCodeGenerator", (_Quick, base), {})
    return _made[base]


class _Quick(CodeGenerator):
    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:
        if frame.require_output_check or frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super().visit_Output(node, frame)
            return
        pieces = self._pieces(node, frame)
        if not pieces:
            return
        self.writeline("yield (" if frame.buffer is None else f"{frame.buffer}.append(", node)
        joined = len(pieces) > 1
        self.write("''.join((" if joined else "")
        for piece in pieces:
            if isinstance(piece, str):
                self.write(repr(piece))
            else:
                self.newline(piece)  # so that an error knows its tag
                self.write("_show(")
                self.visit(piece, frame)
                self.write(")")
            self.write(", " if joined else "")
        self.write(")))" if joined else ")")

    def _pieces(self, node: nodes.Output, frame: Frame) -> list[str | nodes.Expr]:
        """Constant texts, adjacent ones merged, and what must be evaluated."""
        pieces: list[str | nodes.Expr] = []
        finalize = self._make_finalize()
        for child in node.nodes:
            try:
                if not finalize.const and not isinstance(child, nodes.TemplateData):
                    raise nodes.Impossible
                text = str(self._output_child_to_const(child, frame, finalize))
            except Exception:  # what cannot be reckoned now fails, or not, when it is printed
                pieces.append(child)
                continue
            if pieces and isinstance(pieces[-1], str):
                pieces[-1] += text
            elif text:
                pieces.append(text)
        return pieces

    @optimizeconst
    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        if node.attr in _OF_DICTS or node.attr.startswith("_"):
            super().visit_Getattr(node, frame)
            return
        self.write("_of(")
        self.visit(node.node, frame)
        self.write(f", {node.attr!r})")
