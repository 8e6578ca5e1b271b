"""``docgen export``: a paper for the website."""

from __future__ import annotations

from pathlib import Path

import click

from docgen.cli.console import DONE, LOOK, echo_json, json_option, settings_of, show_problems
from docgen.cli.written import echo_written

FOLDER = "网站"


@click.command()
@click.argument("file", metavar="公文.docx", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--to", type=click.Choice(["html", "txt", "md"]), default="html", metavar="html|txt|md", help="网页（默认）、纯文本、Markdown。")
@click.option("--internal", is_flag=True, help="内部使用：不略去任何内容，标有密级、不公开的也导出。")
@json_option
@click.pass_context
def export(ctx: click.Context, file: Path, to: str, internal: bool, as_json: bool) -> int:
    """把公文导出为网页、文本，供上网公开；电话、联系人等略去，并列出略去了什么。

    docgen 出的、在 Word 或 WPS 里改过的、别处来的 .docx 都可以。成品在 outputs/网站/。略去哪些，由设置 [publishing] 定。

    \b
    例：docgen export outputs/2021-03/关于2021年3月份重点项目建设情况的通报.docx
        docgen export outputs/2021-03/在建项目进展情况表.docx --to txt
    """
    from docgen.export.files import write_output
    from docgen.export.names import safe_name
    from docgen.publishing.publishing import publish

    settings = settings_of(ctx)
    published = publish(file, to, settings, internal)
    code, paths = DONE, []
    for name, text in published.files.items():
        suffix = Path(name).suffix
        written = write_output(settings, f"{FOLDER}/{safe_name(name.removesuffix(suffix), suffix)}", text.encode("utf-8"))
        paths.append(str(written.path))
        code = max(code, DONE if as_json else echo_written(written))
    if as_json:
        echo_json(
            {
                "files": paths,
                "withheld": [{"what": each.what, "place": each.place, "count": each.count} for each in published.withheld],
                "problems": [problem.as_json() for problem in published.problems],
            }
        )
    elif published.withheld:
        click.echo(f"略去 {sum(each.count for each in published.withheld)} 处：")
        for each in published.withheld:
            click.echo(f"  {each.place}：{each.what} {each.count} 处")
    if not as_json:
        show_problems(list(published.problems))
    return max(code, LOOK if published.problems else DONE)
