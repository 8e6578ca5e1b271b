"""The command line: thin, in Chinese, each command loaded only when it is called."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from docgen import __version__
from docgen.cli.chinese import OPTIONS, in_chinese

GROUPS: dict[str, dict[str, str]] = {
    "每月五步": {
        "import": "docgen.cli.importing:import_",
        "status": "docgen.cli.ledger:status",
        "lagging": "docgen.cli.lagging:lagging",
        "circular": "docgen.cli.papers:circular",
        "letter": "docgen.cli.papers:letter",
    },
    "台账": {
        "records": "docgen.cli.ledger:records",
        "set": "docgen.cli.editing:set_",
        "pull": "docgen.cli.editing:pull",
        "diff": "docgen.cli.history:diff",
        "history": "docgen.cli.history:history",
        "rename": "docgen.cli.steps:rename",
        "undo": "docgen.cli.steps:undo",
        "close": "docgen.cli.steps:close",
    },
    "指标": {"figures": "docgen.cli.figures:figures"},
    "公文": {
        "build": "docgen.cli.build:build",
        "notice": "docgen.cli.drafting:notice",
        "opinion": "docgen.cli.drafting:opinion",
        "plan": "docgen.cli.drafting:plan",
        "adjust": "docgen.cli.adjust:adjust",
        "minutes": "docgen.cli.minutes:minutes",
        "briefing": "docgen.cli.briefing:briefing",
        "table": "docgen.cli.tables:table",
        "chart": "docgen.cli.chart:chart",
        "issue": "docgen.cli.registry:issue",
        "void": "docgen.cli.registry:void",
        "register": "docgen.cli.registry:register_",
    },
    "督办": {
        "matters": "docgen.cli.matters:matters",
        "matter": "docgen.cli.matters:matter",
        "receive": "docgen.cli.following:receive",
        "reply": "docgen.cli.following:reply",
        "extend": "docgen.cli.following:extend",
        "settle": "docgen.cli.following:settle",
        "due": "docgen.cli.agenda:due",
    },
    "工具": {
        "init": "docgen.cli.tools:init",
        "pdf": "docgen.cli.tools:pdf",
        "export": "docgen.cli.export:export",
        "verify": "docgen.cli.proof:verify",
        "trace": "docgen.cli.tracing:trace",
        "doctor": "docgen.cli.proof:doctor",
        "template": "docgen.cli.template:template",
    },
}
"""Help groups in the order shown: command name → where it lives."""

FORMER = {"templates": "template"}
"""Names that commands had in former versions, which still work and are not shown."""

SUMMARIES: dict[str, str] = {
    "import": "读入各单位报送的工作簿",
    "status": "查看各单位报送情况",
    "lagging": "列出滞后项目及所触发的规则",
    "circular": "生成月通报及其附件",
    "letter": "生成督办函，按阶梯出再次督办函、约谈通知",
    "records": "列出台账中的项目",
    "set": "修改一个项目的数据",
    "pull": "把附件表中改过的内容回填台账",
    "diff": "比较两个报告期，或一期的前后两个样子",
    "history": "一个项目历次报送的数和每一次改动",
    "rename": "确认项目更名：前后两个名称是同一项目",
    "undo": "撤销一个单位最近一次导入或修改",
    "close": "封存一个报告期，通报印发之后用",
    "figures": "计算一个报告期的指标",
    "build": "只重新生成有改动的公文和附件表",
    "notice": "把文稿排成公文；不给文稿时，出建立推进机制的通知",
    "opinion": "把文稿排成意见，可联合行文",
    "plan": "印发方案：通知和方案合为一份公文",
    "adjust": "生成重点项目调入调出的通知",
    "minutes": "排出会议纪要，议定事项登记为督办事项",
    "briefing": "编一期简报：文稿一篇一篇，加台账生成的进展",
    "table": "单独生成一张附件表",
    "chart": "生成挂图作战图：节点、进展、滞后等级",
    "issue": "给公文编发文字号，记入发文登记簿",
    "void": "作废一个发文字号",
    "register": "查看、导出发文登记簿，核对文件",
    "matters": "列出督办事项：逾期、临近期限、各到了哪一步",
    "matter": "登记、查看一件督办事项，记下函已发出",
    "receive": "记下单位已签收",
    "reply": "记下单位的回复，读填好的反馈表",
    "extend": "延长一件事项的期限",
    "settle": "销号",
    "due": "近几天该办的事：报送、会议、到期的事项、通报印发",
    "init": "建立一个新的工作区",
    "pdf": "把 docx 转为 PDF",
    "export": "把公文导出为网页、文本，供上网公开",
    "verify": "按国家标准逐条核验一份公文，数同台账核对",
    "trace": "追溯公文里的每个数：公式、记录、单元格",
    "doctor": "检查本机的字体、LibreOffice 和工作区",
    "template": "检查、放入、重建公文和附件表的模板",
}


class LazyGroup(click.Group):
    """Loads a command's module when the command runs, so that help starts at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [name for names in GROUPS.values() for name in names]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        from importlib import import_module

        cmd_name = FORMER.get(cmd_name, cmd_name)
        for names in GROUPS.values():
            if cmd_name in names:
                module, attribute = names[cmd_name].split(":")
                return in_chinese(getattr(import_module(module), attribute))
        return None

    def resolve_command(self, ctx: click.Context, args: list[str]):
        name = args[0] if args else ""
        if name and not name.startswith("-") and name not in (*self.list_commands(ctx), *FORMER):
            raise click.UsageError(f"没有“{name}”这个命令{_nearest(name, self.list_commands(ctx))}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for title, names in GROUPS.items():
            with formatter.section(title):
                formatter.write_dl([(name, SUMMARIES[name]) for name in names])


def _nearest(word: str, known: list[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(word, known, 1)
    return f"，是否为“{near[0]}”？" if near else "；运行 docgen --help 查看全部命令"


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    options_metavar=OPTIONS,
    subcommand_metavar="命令 [选项]…",
)
@click.option(
    "--workspace",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("."),
    metavar="文件夹",
    help="工作区（含 docgen.toml、templates、data、outputs），默认为当前文件夹。",
)
@click.option(
    "--settings",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="文件",
    help="另用一份设置文件，默认为工作区的 docgen.toml；从当前文件夹找起，没有时再到工作区找。",
)
@click.version_option(__version__, message="docgen %(version)s", help="显示版本。")
@click.pass_context
def cli(ctx: click.Context, workspace: Path, settings: Path | None) -> None:
    """由项目台账生成月通报、督办函、通知和附件表（GB/T 9704—2012 版式）。"""
    ctx.obj = (workspace, settings)


def main() -> None:
    """Run the command line: exit 0 done, 1 done but look, 2 cannot do it. No traceback reaches a user."""
    from docgen.cli.console import run

    sys.exit(run(cli))


if __name__ == "__main__":
    main()
