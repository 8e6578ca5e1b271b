"""Templates of the workspace after an upgrade of docgen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from docgen.settings import Settings

_MOST = 5


def renew_templates(settings: Settings) -> None:
    """Bring copies of another version's templates that nobody edited to this version, and say so."""
    from docgen.papers.tables import OWN_FILE
    from docgen.resources import renew_templates as renew

    if (settings.workspace / OWN_FILE).exists():
        from docgen.templates.own import settle_own

        if made := settle_own(settings):
            click.echo(f"已按 {OWN_FILE} 的栏目建好模板，可在 Word、Excel 中修改：{'、'.join(path.name for path in made)}", err=True)
    renewed = renew(settings)
    if renewed:
        names = "、".join(path.name for path in renewed[:_MOST]) + (f"等{len(renewed)}个" if len(renewed) > _MOST else "")
        click.echo(f"docgen 换了版本，工作区中没有改动过的模板已换成本版自带的：{names}；改动过的照用不变。", err=True)
