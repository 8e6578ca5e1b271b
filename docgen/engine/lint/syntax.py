"""A tag read by itself: what it does, its expressions, what is wrong with how they are written."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from docgen.engine.lint.tags import COMMENT, VALUE, Tag

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
        return None, said(error.message or "")
    except (RecursionError, ValueError, OverflowError):
        return None, "标记写得过于复杂，请拆成几个"


_QUOTES = "'\""
_ENDS = {
    "name": "名称",
    "string": "引号里的文字",
    "integer": "数字",
    "float": "数字",
    "begin of comment": "{#",
}
_SAYINGS = (
    (r"unexpected char (.+) at \d+", "不能有 {0} 这个符号，或引号没有成对"),
    (r"expected token 'end of .*', got '='", "比较是否相等要写两个等号（==）"),
    (r"expected token 'end of .*', got '(.+)'", "{0}是多余的，或它前面缺符号"),
    (r"expected token '(.+)', got 'end of .*'", "末尾缺{0}"),
    (r"expected token '(.+)', got '(.+)'", "{1}前面缺{0}"),
    (r"Expected an expression, got 'end of .*'", "末尾缺名称或值"),
    (r"Expected an expression, got '(.+)'", "{0}前面缺名称或值"),
    (r"expected name or number", "点的后面要写名称，点只能有一个"),
    (r"unexpected '(.+)', expected '(.+)'", "括号不配对，在{0}的地方该是{1}"),
    (r"unexpected 'end of .*'", "没有写完，末尾缺名称或值"),
    (r"unexpected '(.+)'", "{0}写得不是地方，或括号不配对"),
    (r"unexpected end of template.*", "没有写完"),
    (r"[Cc]an't assign to .*", "这里的名称不能用来赋值，请另取一个"),
    (r"invalid syntax for function call expression", "调用的参数写法不对"),
    (r"non-default argument follows default argument", "有默认值的参数要写在后面"),
)


def said(message: str) -> str:
    """Jinja's complaint in Chinese."""
    for pattern, words in _SAYINGS:
        if match := re.fullmatch(pattern, message):
            return "标记写法有误：" + words.format(*map(_named, match.groups()))
    return f"标记写法有误（{message}）"


def _named(token: str) -> str:
    return _ENDS.get(token) or f"“{token[1:-1] if token[:1] in _QUOTES and len(token) > 2 else token}”"
