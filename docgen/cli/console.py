"""What every command shares: UTF-8 output, messages, settings, the last stop for errors."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import Any

import click

from docgen.characters import clean, unprintable
from docgen.cli.chinese import speak_chinese
from docgen.problem import DocgenError, Problem, reason

DONE, LOOK, CANNOT = 0, 1, 2
"""Exit codes: done; done but something needs a person's eye; cannot do it."""

json_option = click.option("--json", "as_json", is_flag=True, help="以 JSON 输出，供程序读取。")
period_option = click.option("--period", "period", metavar="报告期", required=True, help="报告期，如 2021-03。")


def run(command: click.Command) -> int:
    """Run a click command and answer its exit code; errors become one Chinese message on stderr."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="replace")
    speak_chinese()
    try:
        _refuse_unprintable(sys.argv[1:])
        code = command(standalone_mode=False, prog_name="docgen")
        return code if isinstance(code, int) else DONE
    except DocgenError as error:
        show_error(error)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.Abort:
        click.echo("已中止。写好的文件都是完整的，没有写到的没有动；要接着做，请再运行一次。", err=True)
    except click.exceptions.NoArgsIsHelpError as asked:
        click.echo(asked.format_message())
        return DONE
    except click.ClickException as error:
        click.echo(f"错误：{_usage_words(error)}", err=True)
    except BrokenPipeError:
        return DONE
    except OSError as error:
        click.echo(f"错误：{error.filename or ''} 无法读写（{reason(error)}）：请检查文件夹是否存在、有无权限、磁盘是否已满", err=True)
    except Exception as error:  # the last stop: a user never meets a traceback
        _keep_traceback(error)
    return CANNOT


def _refuse_unprintable(arguments: list[str]) -> None:
    """What a person types goes into records and papers; a file's name may be as odd as it is."""
    for argument in arguments:
        if (codes := unprintable(argument)) and not os.path.lexists(argument):
            raise DocgenError(f"命令中的“{clean(argument)}”含有无法印出的字符（{'、'.join(codes)}），没有执行：请重新输入这一处")


def show_error(error: DocgenError) -> None:
    click.echo(f"错误：{error}", err=True)
    show_problems(error.problems)


def show_problems(problems: Iterable[Problem]) -> None:
    for problem in problems:
        click.echo(f"  {problem.level}　{problem}", err=True)


def echo_json(value: Any) -> None:
    """Print a value as JSON; a Decimal becomes a number."""
    import json
    from decimal import Decimal

    def plain(item: Any) -> Any:
        if isinstance(item, Decimal):
            return int(item) if item == item.to_integral_value() else float(item)
        return str(item)

    click.echo(json.dumps(value, ensure_ascii=False, indent=1, default=plain))


def settings_of(ctx: click.Context):
    """The settings of the workspace that the command was called with.

    ``--settings`` counts from the current folder, else from the workspace.
    """
    from docgen.settings import load

    workspace, file = ctx.find_root().obj
    if not workspace.is_dir():
        raise DocgenError(f"工作区 {workspace} 不存在：请先运行 docgen init {workspace}")
    if file and not file.exists() and (workspace / file).exists():
        file = workspace / file
    return load(workspace, file)


def _usage_words(error: click.ClickException) -> str:
    words = _complaint(error)
    if words.endswith("？") or "--help" in words or not isinstance(error, click.UsageError) or error.ctx is None:
        return words
    return f"{words}；运行 {error.ctx.command_path} --help 查看用法"


def _complaint(error: click.ClickException) -> str:
    if isinstance(error, click.NoSuchOption):
        near = f"，是否为 {error.possibilities[0]}？" if error.possibilities else ""
        return f"没有 {error.option_name} 这个选项{near}"
    if not isinstance(error, click.BadParameter) or error.param is None:
        return error.format_message()
    named = error.param.opts[0] if error.param.param_type_name == "option" else error.param.human_readable_name
    if isinstance(error, click.MissingParameter):
        return f"缺少{' ' if named.startswith('-') else ''}{named.rstrip('…')}"
    if isinstance(error.param.type, click.Choice):
        return f"{named} 只能是 {'、'.join(map(str, error.param.type.choices))} 之一"
    return f"{named}：{error.message}"


def _keep_traceback(error: Exception) -> None:
    import tempfile
    import traceback

    with tempfile.NamedTemporaryFile("w", prefix="docgen-", suffix=".log", delete=False, encoding="utf-8") as log:
        log.write("".join(traceback.format_exception(error)))
    click.echo(f"错误：docgen 内部出错（{type(error).__name__}: {error}），详情已存入 {log.name}，请交给维护人员", err=True)
