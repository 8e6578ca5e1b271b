"""A command that is interrupted says what is left behind, and nothing that is not so."""

from __future__ import annotations

import click

from docgen.cli.console import CANNOT, run


def test_what_was_written_before_an_interrupt_is_not_denied(capsys, monkeypatch):
    @click.command()
    def letters() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("sys.argv", ["docgen"])
    assert run(letters) == CANNOT
    told = capsys.readouterr().err
    assert "已中止" in told and "未作改动" not in told and "再运行一次" in told
