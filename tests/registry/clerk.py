"""A clerk's process: ``python -m tests.registry.clerk WORKSPACE PAPER…`` issues papers one after another until it is killed.

With ``--die-at N`` it kills itself just before the N-th time that it opens a file to write, renames or removes one, once
the register is open: so every moment of an issue can be the last.
"""

from __future__ import annotations

import os
import signal
import sys
from datetime import date
from pathlib import Path

from docgen.problem import DocgenError
from docgen.registry.issuing import issue
from docgen.registry.register import Register
from docgen.settings import load

TOUCHES = ("os.rename", "os.remove", "open")


def main(arguments: list[str]) -> int:
    die_at = int(arguments[1]) if arguments[0] == "--die-at" else 0
    workspace, *papers = map(Path, arguments[2:] if die_at else arguments)
    settings = load(workspace)
    with Register.open(settings) as register:
        if die_at:
            die_at_touch(die_at)
        for paper in papers:
            try:
                print(issue(register, settings, paper, who="张三", day=date(2021, 4, 6)).entry.number, flush=True)
            except DocgenError as error:
                if "已印发" not in str(error):
                    raise
    return 0


def die_at_touch(count: int) -> None:
    """Die before the ``count``-th touch of a file from now on."""
    left = count

    def hook(event: str, details: tuple) -> None:
        nonlocal left
        if event not in TOUCHES or (event == "open" and not writes(details)):
            return
        left -= 1
        if not left:
            os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))

    sys.addaudithook(hook)


def writes(details: tuple) -> bool:
    path, mode, flags = details
    return bool(flags & (os.O_WRONLY | os.O_RDWR)) and not str(path).endswith(".pyc")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
