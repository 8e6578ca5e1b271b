"""Jinja's and Python's complaints of a tag, in Chinese words."""

from __future__ import annotations

import re
from collections.abc import Iterable

_QUOTES = "'\""
_ENDS = {
    "name": "名称",
    "string": "引号里的文字",
    "integer": "数字",
    "float": "数字",
    "begin of comment": "{#",
}
_SYNTAX = (
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
    (r"[Uu]nexpected end of template.*innermost block that needs to be closed is '(\w+)'.*", "有一处 {0:bare} 没有结束，缺少 end{0:bare}"),
    (r"[Uu]nexpected end of template.*", "没有写完"),
    (r"Encountered unknown tag '(end\w+|else|elif)'.*innermost block that needs to be closed is '(\w+)'.*", "前面的 {1:bare} 还没有结束，这里不能写 {0:bare}"),
    (r"Encountered unknown tag 'end(\w+)'.*", "end{0:bare} 前面没有与它对应的 {0:bare}"),
    (r"Encountered unknown tag '(else|elif)'.*", "{0:bare} 前面没有与它对应的 if"),
    (r"Encountered unknown tag '(tr|tc|p|r)'.*", "{{%{0:bare} 站不住：它要独占一{0:unit}，标记里也不能有 % 和 }}"),
    (r"Encountered unknown tag '(vm|hm|colspan|cellbg)'.*", "{0:bare} 只能写在表格的单元格里，一格一个"),
    (r"Encountered unknown tag '(.+?)'.*", "没有 {0:bare} 这种标记；值要写在 {{{{ }}}} 里"),
    (r"expected call", "call 后面要写宏的名称和括号，如 {{% call 名称() %}}"),
    (r"tag name expected", "标记是空的，花括号中要写 if、for 等"),
    (r"Missing end of comment tag", "说明没有写完，缺少 #}}"),
    (r"Missing end of raw directive", "raw 没有结束，缺少 endraw"),
    (r"block '(.+)' defined twice", "名为{0}的 block 只能有一个"),
    (r"[Cc]an't assign to .*", "这里的名称不能用来赋值，请另取一个"),
    (r"invalid syntax for function call expression", "调用的参数写法不对"),
    (r"non-default argument follows default argument", "有默认值的参数要写在后面"),
)
_NOT_THESE = "参数的个数不对"
_COMPUTING = (
    (r"can only concatenate str \(not \"(.+)\"\) to str", "文字与{0}不能相加，请用 ~ 连接"),
    (r"can only concatenate \w+ \(not \"(.+)\"\) to \w+", "一列只能与一列相加，不能加{0}"),
    (r"unsupported operand type\(s\) for (\S+).*: '(.+)' and '(.+)'", "{1}与{2}不能用 {0:sign} 计算"),
    (r"'(\S+)' not supported between instances of '(.+)' and '(.+)'", "{1}与{2}不能比大小"),
    (r"can't multiply sequence by non-int of type '(.+)'", "文字或列表不能乘以{0}"),
    (r"bad operand type for .*: '(.+)'", "{0}不能这样计算"),
    (r"type (\w+) doesn't define __round__ method", "{0}不能四舍五入"),
    (r"'(.+)' object is not iterable", "{0}不是列表，不能逐项取"),
    (r"cannot unpack non-iterable (.+) object", "{0}不能分成几个名称"),
    (r"not enough values to unpack \(expected (?:at least )?(\d+), got (\d+)\)", "写了{0:count}个名称，每项只有{1:count}个值"),
    (r"too many values to unpack \(expected (\d+).*\)", "写了{0:count}个名称，每项的值比这多"),
    (r"argument of type '(.+)' is not .*", "在{0}里不能用 in 查找"),
    (r"'in <string>' requires string as left operand, not (.+)", "在文字里只能查找文字，不能查找{0}"),
    (r"'(.+)' object is not callable", "{0}后面不能带括号"),
    (r"object of type '(.+)' has no len\(\)", "{0}不是列表或文字，没有长度"),
    (r"'(.+)' object cannot be interpreted as an integer", "这里要写整数，不能写{0}"),
    (r"optional arg must be an integer", "位数要写整数"),
    (r"could not convert string to float: (.+)", "{0:word}不是数"),
    (r"invalid literal for int\(\) with base \d+: (.+)", "{0:word}不是整数"),
    (r"%\w format: a real number is required, not (.+)", "这种格式只能用于数，不能用于{0}"),
    (r"%\w format: an integer is required, not (.+)", "这种格式只能用于整数，不能用于{0}"),
    (r"Unknown format code '(.+)' for object of type '(.+)'", "格式 {0:as it is} 不能用于{1}"),
    (r"Cannot specify .* with '.*'\.?", "这种格式不能用于这样的值：带逗号、小数的格式只能用于数"),
    (r"[Ii]nvalid format s.*|unsupported format character .*|incomplete format.*", "格式的写法不对"),
    (r"not (?:all arguments converted during|enough arguments for) (?:string )?format.*|Replacement index .* out of range .*", "格式中要填的处数与值的个数不一"),
    (r".*missing \d+ required .*|.*takes .* but \d+ w.*|macro .* takes not more than .*|.*expected (?:at (?:least|most) )?\d+ argument.*", _NOT_THESE),
    (r".*unexpected keyword argument '(.+)'|macro .* takes no keyword argument '(.+)'|'(.+)' is an invalid keyword argument .*", "没有叫{0:word}的参数"),
    (r"'(.+)' object has no attribute '(.+)'", "{0}没有{1:word}这一项"),
    (r"cannot assign attribute on non-namespace object", "只有用 namespace() 起的名称，才能改其中的一项"),
    (r"invalid width \S+ \(must be > 0\)", "宽度要大于 0"),
)
_TYPES = {
    "str": "文字",
    "Markup": "文字",
    "int": "数",
    "float": "数",
    "Decimal": "数",
    "decimal.Decimal": "数",
    "bool": "是或否",
    "NoneType": "空值",
    "list": "一列",
    "tuple": "一列",
    "set": "一列",
    "range": "一列",
    "generator": "一列",
    "dict": "一组",
    "date": "日期",
    "datetime.date": "日期",
    "datetime": "日期",
    "datetime.datetime": "日期",
    "method": "方法",
    "function": "函数",
    "builtin_function_or_method": "方法",
}
_UNITS = {"tr": "行", "tc": "格", "p": "段", "r": "块文字"}
_EMPTY = "；空值可先用 |default(0, true) 换成 0"


def syntax_said(message: str) -> str:
    """Jinja's complaint of how a tag is written."""
    found = _found(_SYNTAX, message, _Token)
    return f"标记写法有误：{found}" if found else f"标记写法有误（{message}）"


def computing_said(error: BaseException) -> str:
    """Python's complaint of what a tag computes; a message that is Chinese already stays."""
    message = str(error)
    if isinstance(error, ZeroDivisionError) or "DivisionUndefined" in message:
        return "标记无法计算：除数是 0，请先用 if 判断"
    found = _found(_COMPUTING, message, _Type)
    if found is None:
        return f"标记无法计算（{message}）"
    return f"标记无法计算：{found}{_EMPTY if '空值' in found and '不能' in found else ''}"


def _found(sayings: Iterable[tuple[str, str]], message: str, kind: type[str]) -> str | None:
    for pattern, words in sayings:
        if match := re.fullmatch(pattern, message, re.DOTALL):
            return words.format(*(kind(group) for group in match.groups() if group is not None))
    return None


class _Token(str):
    """A word of Jinja's as a person would call it."""

    def __format__(self, how: str) -> str:
        if how == "unit":
            return _UNITS[self]
        if how == "bare":
            return str(self)
        return _ENDS.get(self) or f"“{self[1:-1] if self[:1] in _QUOTES and len(self) > 2 else str(self)}”"


class _Type(str):
    """A type of Python's as a person would call it; other pieces of a message as ``how`` says."""

    def __format__(self, how: str) -> str:
        if how == "sign":
            return str(self).rstrip(":")
        if how in ("count", "as it is"):
            return str(self)
        if how == "word":
            return f"“{self.strip(_QUOTES)}”"
        return _TYPES.get(self, str(self))
