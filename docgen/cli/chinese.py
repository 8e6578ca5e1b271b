"""click's own words in Chinese: headings of the help, notes on options, complaints about what was typed."""

from __future__ import annotations

import gettext
import sys

import click

from docgen.cli.columns import width

OPTIONS = "[选项]"

WORDS: dict[str, str] = {
    "Usage:": "用法:",
    "Options": "选项",
    "Positional arguments": "参数",
    "Commands": "命令",
    "required": "必填",
    "default: {default}": "默认：{default}",
    "env var: {var}": "环境变量：{var}",
    "(dynamic)": "（视情况而定）",
    "deprecated": "已停用",
    "DeprecationWarning: The command {name!r} is deprecated.{extra_message}": "提醒：{name} 命令即将停用。{extra_message}",
    "DeprecationWarning: The {param_type} {name!r} is deprecated.{extra_message}": "提醒：{name} 即将停用。{extra_message}",
    "Show this message and exit.": "显示本说明。",
    "Show the version and exit.": "显示版本。",
    "%(prog)s, version %(version)s": "%(prog)s %(version)s",
    "Do you want to continue?": "要继续吗？",
    "Confirm the action without prompting.": "不再询问，直接执行。",
    "Aborted!": "已中止。",
    "Error: {message}": "错误：{message}",
    "Try '{command} {option}' for help.": "运行 {command} {option} 查看用法。",
    "Missing command.": "没有写要运行哪个命令",
    "No such command {name!r}.": "没有“{name}”这个命令",
    "No such option {name!r}.": "没有 {name} 这个选项",
    "(Did you mean one of: {possibilities}?)": "（是否为 {possibilities}？）",
    "Got unexpected extra arguments ({args})": "多写了 {args}：含空格的名称请用引号括起来",
    "Option {name!r} does not take a value.": "{name} 后面不能带内容",
    "Option {name!r} requires {nargs} arguments.": "{name} 后面没有写内容",
    "Argument {name!r} takes {nargs} values.": "{name} 应有 {nargs} 项",
    "Takes {nargs} values but {len} were given.": "应有 {nargs} 项，写了 {len} 项",
    "{len_type} values are required, but {len_value} were given.": "应有 {len_type} 项，写了 {len_value} 项",
    "Value must be an iterable.": "应为若干项",
    "Invalid start character for option ({option})": "选项的写法不对（{option}）",
    "Invalid value: {message}": "{message}",
    "Invalid value for {param_hint}: {message}": "{param_hint}：{message}",
    "Missing argument": "缺少参数",
    "Missing option": "缺少选项",
    "Missing parameter": "缺少内容",
    "Missing {param_type}": "缺少 {param_type}",
    "Missing parameter: {param_name}": "缺少 {param_name}",
    "Choose from:\n\t{choices}": "可选：{choices}",
    "Choice({choices})": "{choices}",
    "{value!r} is not one of {choices}.": "“{value}”不在可选之列：{choices}",
    "{value!r} does not match the formats {formats}.": "“{value}”应写成 {formats} 的样子",
    "{value!r} is not a valid {number_type}.": "“{value}”不是整数",
    "{value} is not in the range {range}.": "{value} 不在范围之内，应{range}",
    "{value!r} is not a valid boolean. Recognized values: {states}": "“{value}”应为 {states} 之一",
    "{value!r} is not a valid UUID.": "“{value}”不是 UUID",
    "file": "文件",
    "directory": "文件夹",
    "path": "路径",
    "{name} {filename!r} does not exist.": "{name} {filename} 不存在",
    "{name} {filename!r} is a file.": "{filename} 是一个文件，应为文件夹",
    "{name} {filename!r} is a directory.": "{filename} 是一个文件夹，应为文件",
    "{name} {filename!r} is not readable.": "{name} {filename} 没有读取权限",
    "{name} {filename!r} is not writable.": "{name} {filename} 没有写入权限",
    "{name} {filename!r} is not executable.": "{name} {filename} 没有运行权限",
    "Could not open file {filename!r}: {message}": "{filename} 打不开：{message}",
    "unknown error": "原因不明",
}
"""click's word → ours; of a pair for one and for several, the one for several."""


def speak_chinese() -> None:
    """Let click find its words here, whatever the language of the system.

    Each module of click looks its words up by the names ``_`` and ``ngettext``; a catalogue for gettext would be a file
    to read at every start, and would be found only under a Chinese locale.
    """
    for name, module in list(sys.modules.items()):
        if name.startswith("click."):
            if getattr(module, "_", None) is gettext.gettext:
                module._ = _said
            if getattr(module, "ngettext", None) is gettext.ngettext:
                module.ngettext = _said_of_several
    click.formatting.term_len = width
    click.IntRange._describe_range = click.FloatRange._describe_range = _range


def in_chinese(command: click.Command) -> click.Command:
    """The command, and those below it, with ``[选项]`` in its line of usage."""
    if command.options_metavar:
        command.options_metavar = OPTIONS
    for below in getattr(command, "commands", {}).values():
        in_chinese(below)
    return command


def _said(word: str) -> str:
    return WORDS.get(word, word)


def _said_of_several(one: str, several: str, count: int) -> str:
    return _said(several)


def _range(kind) -> str:
    """``不小于 1`` for what click writes as ``x>=1``."""
    least = "" if kind.min is None else f"{'大于' if kind.min_open else '不小于'} {kind.min}"
    most = "" if kind.max is None else f"{'小于' if kind.max_open else '不大于'} {kind.max}"
    return "、".join(filter(None, (least, most)))
