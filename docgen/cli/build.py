"""``docgen build``: the papers of a period whose records, templates or settings changed, and why."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from docgen.cli.console import CANNOT, DONE, LOOK, echo_json, json_option, period_option, settings_of
from docgen.cli.renewal import renew_templates

if TYPE_CHECKING:
    from docgen.building.build import Outcome, Step
    from docgen.building.footing import Ground
    from docgen.settings import Settings

_MOST_REASONS = 3


@click.command()
@period_option
@click.option("--pdf", is_flag=True, help="公文和表一律生成 PDF；不加时，只更新以前生成过的 PDF。")
@click.option("--force", is_flag=True, help="没有改动的也重新生成。")
@click.option("--dry-run", is_flag=True, help="只说明将要做什么，不写任何文件。")
@json_option
@click.pass_context
def build(ctx: click.Context, period: str, pdf: bool, force: bool, dry_run: bool, as_json: bool) -> int:
    """只重新生成台账、模板或设置有改动的公文和附件表，逐份说明原因。

    已编文号印发的公文不再重新生成。人工修改过的公文：内容没有改动的不动；有改动的，把人工修改的段落并入新稿，并不进去的另存原件，逐处说明。

    \b
    例：docgen build --period 2021-03
        docgen build --period 2021-03 --dry-run
    """
    from docgen.building.build import TO_MAKE, UNMADE, carry_out, note_unchanged, prepare
    from docgen.building.footing import ground_of
    from docgen.building.supervising import entries_of
    from docgen.cli.making import open_matters

    settings = settings_of(ctx)
    ground = ground_of(settings, period)
    if not dry_run:
        renew_templates(settings)
    steps = _planned(ground, settings, force)
    making = [step for step in steps if step.state in TO_MAKE]
    prepared = prepare(making, ground, settings)
    outcomes = []
    with click.progressbar(length=len(making), label="正在生成", file=sys.stderr, hidden=len(making) < 2) as bar:
        for outcome in prepared if dry_run else carry_out(prepared, settings):
            outcomes.append(outcome.let_go())
            bar.update(1)
    if not dry_run:
        note_unchanged(steps, settings)
        open_matters(settings, entries_of(outcome.step.work.content for outcome in outcomes if outcome.written))
    told = _told(steps, outcomes, settings)
    if as_json:
        echo_json(told)
    else:
        _show(told, dry_run)
    code = LOOK if any(entry["look"] for entry in told) else DONE
    if outcomes and all(outcome.state == UNMADE for outcome in outcomes):
        code = CANNOT
    return code if dry_run else max(code, _pdfs(settings, steps, outcomes, pdf, as_json))


def _planned(ground: Ground, settings: Settings, force: bool) -> list[Step]:
    from docgen.building.build import plan
    from docgen.ledger.store import Ledger
    from docgen.registry.outputs import issued_outputs

    issued = issued_outputs(settings)
    with Ledger.open(settings.database_url) as ledger:
        return plan(ground, settings, ledger.report_at, force, issued)


def _told(steps: Sequence[Step], outcomes: Sequence[Outcome], settings: Settings) -> list[dict[str, Any]]:
    """What became of each file, as ``--json`` prints it; ``look``: whether a person should look at it."""
    from docgen.building.telling import told

    by_name = {outcome.step.relative: outcome for outcome in outcomes}
    return [told(step, by_name.get(step.relative), settings) for step in steps]


def _show(told: Sequence[dict[str, Any]], dry_run: bool) -> None:
    from docgen.building.build import AGAIN, MADE, MERGED, SAME
    from docgen.cli.columns import padded

    for entry in told:
        lead, *more = ([] if entry["state"] == SAME else _shortened(entry["reasons"])) or [""]
        click.echo(f"{padded(entry['state'], 12)}  {entry['path']}　{lead}".rstrip())
        for reason in more:
            click.echo(f"{padded('', 12)}  {reason}")
        for note in entry["notes"]:
            click.echo(f"{padded('', 12)}  {note}", err=True)
    made = sum(entry["state"] in (MADE, AGAIN, MERGED) for entry in told)
    same = sum(entry["state"] == SAME for entry in told)
    click.echo(f"{'将' if dry_run else '共'}生成 {made} 份，没有改动 {same} 份，其他 {len(told) - made - same} 份。", err=True)


def _shortened(reasons: Sequence[str]) -> list[str]:
    if len(reasons) <= _MOST_REASONS + 1:
        return list(reasons)
    return [*reasons[:_MOST_REASONS], f"等共 {len(reasons)} 处，全部列出请加 --json"]


def _pdfs(settings: Settings, steps: Sequence[Step], outcomes: Sequence[Outcome], every: bool, quiet: bool) -> int:
    """Make the PDFs that are asked for, and those made before that lag behind their document."""
    from docgen.building.build import ELSEWHERE, UNDUE
    from docgen.building.pdfs import wants_printing
    from docgen.cli.making import make_pdfs
    from docgen.export.files import Written

    failed = {outcome.step.relative for outcome in outcomes if outcome.problem}
    names = [step.relative for step in steps if step.relative.endswith(".docx") and step.state not in (UNDUE, ELSEWHERE)]
    names = [name for name in names if name not in failed and wants_printing(settings, name, every)]
    return make_pdfs(settings, [Written(settings.outputs / name) for name in names], quiet=quiet) if names else DONE
