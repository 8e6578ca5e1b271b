"""What can be said of a part before any value is known: that whatever is printed is well-formed, that its tables keep
their columns.

docxtpl mends broken XML and the grids of tables after each rendering, on the whole tree. Where a template cannot break
them there is nothing to mend, and the text can go straight into the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from jinja2 import nodes

Action = tuple[tuple[str, ...], tuple[str, ...]]
"""What a piece of XML does to the open elements: those it closes, innermost first, and those it then opens."""

_NOTHING: Action = ((), ())
_XML = re.compile(r"<!--.*?-->|<\?.*?\?>|<(/?)([^\s/>!?]+)[^>]*?(/?)>|[<>]", re.DOTALL)
_OUTSIDE = (nodes.Macro, nodes.AssignBlock)
"""What is printed here is a value elsewhere, looked at when it is shown."""


class _Unknown(Exception):
    """No statement can be made."""


def well_formed(tree: nodes.Template) -> bool:
    """Whether the template's own XML stays well-formed whatever branches are taken and however often loops turn."""
    try:
        return _action(tree.body) == _NOTHING
    except _Unknown:
        return False


def balanced(xml: str) -> bool:
    """Whether a piece of XML that a value brings closes what it opens, and leads back to the element it started in."""
    try:
        return _same(_reduced(xml), _NOTHING)
    except _Unknown:
        return False


def same_effect(one: str, other: str) -> bool:
    """Whether two pieces of XML close and open the same elements."""
    try:
        return _same(_reduced(one), _reduced(other))
    except _Unknown:
        return False


def _action(body: Iterable[nodes.Node]) -> Action:
    """The action of nodes in a row. Raises _Unknown."""
    text: list[str] = []
    done = _NOTHING

    for node in body:
        if isinstance(node, nodes.Output):
            text += [child.data if isinstance(child, nodes.TemplateData) else "x" for child in node.nodes]
        elif _plain(node):
            text.append("x")
        else:
            done = _after(done, _reduced("".join(text)))
            text.clear()
            done = _after(done, _of_statement(node))
    return _after(done, _reduced("".join(text)))


def _plain(node: nodes.Node) -> bool:
    """Whether a statement prints no tags of the template's: it may stand within an attribute."""
    if isinstance(node, nodes.CallBlock | nodes.FilterBlock):
        return False
    return isinstance(node, _OUTSIDE) or not any("<" in data.data or ">" in data.data for data in node.find_all(nodes.TemplateData))


def _of_statement(node: nodes.Node) -> Action:
    if isinstance(node, nodes.If):
        return _alike([_action(node.body), *(_action(other.body) for other in node.elif_), _action(node.else_)])
    if isinstance(node, nodes.For):
        return _alike([_action(node.body), _action(node.else_), _NOTHING])
    if isinstance(node, nodes.With | nodes.Scope | nodes.ScopedEvalContextModifier | nodes.Block):
        return _action(node.body)
    raise _Unknown


def _alike(actions: list[Action]) -> Action:
    """The one of several actions that asks most, if all come to the same."""
    if not all(_same(action, actions[0]) for action in actions):
        raise _Unknown
    return max(actions, key=lambda action: len(action[0]))


def _same(one: Action, other: Action) -> bool:
    return _shortest(one) == _shortest(other)


def _shortest(action: Action) -> Action:
    """Without what is closed only to be opened again."""
    closes, opens = action
    while closes and opens and closes[-1] == opens[0]:
        closes, opens = closes[:-1], opens[1:]
    return closes, opens


def _after(first: Action, second: Action) -> Action:
    closes, opens = first
    for at, name in enumerate(second[0]):
        if not opens:
            return closes + second[0][at:], second[1]
        if opens[-1] != name:
            raise _Unknown
        opens = opens[:-1]
    return closes, opens + second[1]


def _reduced(xml: str) -> Action:
    closes: list[str] = []
    opens: list[str] = []
    for tag in _XML.finditer(xml):
        name = tag[2]
        if name is None:
            if len(tag[0]) == 1:
                raise _Unknown
        elif tag[3]:
            continue
        elif not tag[1]:
            opens.append(name)
        elif not opens:
            closes.append(name)
        elif opens.pop() != name:
            raise _Unknown
    return tuple(closes), tuple(opens)


_GRID = re.compile(
    r"<(?P<end>/?)w:(?P<tag>tblGrid|tbl|tr|tc|gridCol|gridSpan)(?=[ />])(?P<rest>[^>]*)>"
    r"|\{%[-+]?\s*(?P<word>\w+)(?P<more>.*?)%\}|(?P<value>\{\{)",
    re.DOTALL,
)
_OPENING = frozenset(("for", "if", "macro", "call", "filter", "block", "raw", "with", "autoescape"))
_SPAN = re.compile(r'w:val="(\d+)"')


def rigid(source: str) -> bool:
    """Whether every table's rows have the grid's columns, whatever is printed of them.

    False where cells depend on statements, where values stand between cells or rows, where rows differ in length.
    """
    blocks: list[tuple[str, int]] = []
    branches = 0
    tables: list[_Table] = []
    for found in _GRID.finditer(source):
        if word := found["word"]:
            if word in _OPENING or word == "set" and "=" not in found["more"]:
                blocks.append((word, 0))
            elif word.startswith("end") and blocks:
                blocks.pop()
            elif word in ("else", "elif") and blocks:
                branches += 1
                blocks[-1] = (blocks[-1][0], branches)
        elif found["value"]:
            if tables and not tables[-1].in_cell:
                return False
        elif not _tabled(tables, found, tuple(blocks)):
            return False
    return not tables


def _tabled(tables: list[_Table], found: re.Match[str], blocks: tuple[tuple[str, int], ...]) -> bool:
    tag, ends = found["tag"], bool(found["end"])
    if tag == "tbl":
        if not ends:
            tables.append(_Table(blocks))
            return True
        if not tables:
            return False
        done = tables.pop()
        if tables:
            tables[-1].widest = max(tables[-1].widest, done.widest, done.columns)
        return done.fits(blocks)
    if not tables:
        return tag == "gridSpan"
    table = tables[-1]
    if tag == "gridCol":
        table.columns += not ends
    elif tag == "tr":
        return table.row(ends, blocks)
    elif tag == "tc":
        return table.cell(ends, blocks)
    elif tag == "gridSpan" and not ends:
        span = _SPAN.search(found["rest"])
        if span is None or not table.in_cell:
            return False
        table.cells += int(span[1]) - 1
    return True


class _Table:
    """A table on the way through it."""

    def __init__(self, blocks: tuple[tuple[str, int], ...]) -> None:
        self.columns = self.cells = self.widest = 0
        self.in_cell = False
        self._blocks, self._of_row = blocks, blocks
        self._even = True

    def row(self, ends: bool, blocks: tuple[tuple[str, int], ...]) -> bool:
        if ends:
            self._even = self._even and self.cells == self.columns
            return blocks == self._of_row
        self.cells, self._of_row = 0, blocks
        return True

    def cell(self, ends: bool, blocks: tuple[tuple[str, int], ...]) -> bool:
        self.in_cell = not ends
        self.cells += not ends
        return blocks == self._of_row

    def fits(self, blocks: tuple[tuple[str, int], ...]) -> bool:
        """Whether all rows were as long as the grid, and no table within was wider."""
        return self._even and self.widest <= self.columns and blocks == self._blocks
