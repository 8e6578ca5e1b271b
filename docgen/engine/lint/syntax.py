"""A tag read by itself: what it does, its expressions, what is wrong with how they are written."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from docgen.engine.lint.tags import COMMENT, VALUE, Tag
from docgen.engine.sayings import syntax_said

OPENERS = frozenset(("for", "if", "macro", "call", "filter", "with", "raw", "autoescape", "block"))
MIDDLES = frozenset(("elif", "else"))
CLOSERS = frozenset(f"end{word}" for word in (*OPENERS, "set"))
CELL = frozenset(("vm", "hm", "colspan", "cellbg"))
"""docxtpl's own: what they do to the cell of a table that they stand in."""
LOADING = frozenset(("include", "import", "from", "extends"))
KNOWN = OPENERS | MIDDLES | CLOSERS | CELL | LOADING | {"set"}
_ELSEWHERE = frozenset(("do", "break", "continue", "trans", "endtrans", "pluralize", "debug"))
"""Words of Jinja's extensions, which are not in use."""
_LOOPING = ("vm", "hm")


@dataclass(frozen=True)
class Reading:
    """What a tag is: ``word`` its keyword (empty for a value), ``nodes`` Jinja's tree of it (None where there is none).

    ``opens`` tells whether an end is to follow; ``fault`` says in Chinese why it cannot be read.
    """

    tag: Tag
    word: str = ""
    nodes: Any = None
    opens: bool = False
    fault: str = ""


def read(tag: Tag, env: Any) -> Reading:
    """A tag's reading; of one that is flawed already a fault is not told again."""
    if tag.kind == COMMENT:
        return Reading(tag)
    body = tag.body.strip()
    if tag.kind == VALUE:
        tree, fault = _parsed(env, f"{{{{ {body} }}}}" if body else "", "标记是空的，花括号中要写名称" if not body else "")
        return Reading(tag, "", tree, False, fault)
    word = _word(body)
    if word in CELL:
        return _of_cell(tag, word, body, env)
    if word not in KNOWN:
        return _misspelt(tag, word, body, env)
    source, opens = _completed(word, body)
    tree, fault = _parsed(env, source, _emptied(word, body))
    return Reading(tag, word, tree, opens, fault)


def _word(body: str) -> str:
    match = re.match(r"[^\W\d]\w*", body)
    return match[0] if match else ""


def _completed(word: str, body: str) -> tuple[str, bool]:
    """Source that Jinja can read by itself, and whether the tag opens a block."""
    statement = f"{{% {body} %}}"
    if word == "else":
        return f"{{% if 1 %}}{statement}{{% endif %}}", False
    if word == "elif":
        return f"{{% if 1 %}}{statement}{{% endif %}}", False
    if word == "raw":
        return "", True
    if word in CLOSERS:
        opening = {"endif": "if 1", "endfor": "for a in b", "endset": "set a", "endmacro": "macro a()", "endcall": "call a()"}
        rest = {"endfilter": "filter upper", "endwith": "with", "endblock": "block a", "endautoescape": "autoescape true"}
        begin = {**opening, **rest}.get(word, "")
        return (f"{{% {begin} %}}{statement}" if begin else ""), False
    if word == "set":
        opens = "=" not in re.sub(r"\"[^\"]*\"|'[^']*'|\([^)]*\)", "", body)
        return statement + ("{% endset %}" if opens else ""), opens
    if word in OPENERS:
        return f"{statement}{{% end{word} %}}", True
    return statement, False


def _emptied(word: str, body: str) -> str:
    if word == "if" and body == "if" or word == "elif" and body == "elif":
        return f"{word} 后面要写条件"
    if word == "for" and not re.search(r"\sin\s", body):
        return "for 要写成 {% for 名称 in 列表 %}"
    if word == "else" and body.startswith("else if"):
        return "else if 要写成 elif"
    return ""


def _of_cell(tag: Tag, word: str, body: str, env: Any) -> Reading:
    rest = body.removeprefix(word).strip()
    if word in _LOOPING:
        return Reading(tag, word, None, False, f"{{% {word} %}} 后面不能再写别的" if rest else "")
    if not rest:
        return Reading(tag, word, None, False, f"{word} 后面要写" + ("列数" if word == "colspan" else "颜色"))
    tree, fault = _parsed(env, f"{{{{ {rest} }}}}", "")
    return Reading(tag, word, tree, False, fault)


def _misspelt(tag: Tag, word: str, body: str, env: Any) -> Reading:
    """A word that there is not, read on as the nearest one that there is, so that the blocks are paired by it."""
    from difflib import get_close_matches

    near = get_close_matches(word.lower(), sorted(KNOWN), 1, 0.7) if word not in _ELSEWHERE else []
    if not near:
        return Reading(tag, word, None, False, _unknown(word))
    meant = read(replace(tag, body=near[0] + body.removeprefix(word)), env)
    return Reading(tag, meant.word, meant.nodes, meant.opens, f"没有 {word} 这种标记，是否为 {near[0]}")


def _unknown(word: str) -> str:
    if not word:
        return "标记是空的，花括号中要写 if、for 等"
    if word in ("tr", "tc", "p", "r"):
        return f"{{%{word} 后面要空一格，再写 if、for 等"
    if word in _ELSEWHERE:
        return f"不支持 {word} 这种标记"
    return f"没有 {word} 这种标记；值要写在 {{{{ }}}} 里"


def _parsed(env: Any, source: str, told: str) -> tuple[Any, str]:
    from jinja2 import TemplateSyntaxError

    if told:
        return None, told
    if not source:
        return None, ""
    try:
        return env.parse(source), ""
    except TemplateSyntaxError as error:
        return None, syntax_said(error.message or "")
    except (RecursionError, ValueError, OverflowError):
        return None, "标记写得过于复杂，请拆成几个"
