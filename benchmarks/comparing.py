"""Many programs, one piece of work: each fills the same template in its own syntax, and all must say the same."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks import npm
from benchmarks.racing import Competitor, Failed, Outcome, Runner, race


@dataclass(frozen=True)
class Peer:
    """A program: what it is called, what its templates are written in, and its module in ``peers`` or name in Node."""

    name: str
    syntax: str
    module: str
    node: bool = False


@dataclass(frozen=True)
class Shape:
    """A piece of work.

    ``template(syntax)`` is the template's bytes; ``contexts`` what is filled in, a document each; ``said`` reads from
    a document what must be the same for all; ``difference`` tells where two such readings part, or nothing.
    """

    template: Callable[[str], bytes]
    contexts: Sequence[dict[str, Any]]
    said: Callable[[bytes], list]
    suffix: str = ".docx"


DOCGEN, BARE = "docgen", "裸写极限"


def compare(shape: Shape, peers: Sequence[Peer], folder: Path, rounds: int) -> dict[str, Outcome]:
    """The outcome of each peer by its name; who says something else than the first gets a ``problem``."""
    there: dict[str, Competitor] = {}
    outcomes: dict[str, Outcome] = {}
    reference: list | None = None
    for peer in peers:
        try:
            one = competitor(peer, shape, folder)
            said = _said(one, folder / peer.module, shape)
        except (Failed, OSError, ValueError, KeyError) as problem:
            outcomes[peer.name] = Outcome(peer.name, problem=str(problem))
            continue
        reference = said if reference is None else reference
        unlike = difference(reference, said)
        if unlike:
            outcomes[peer.name] = Outcome(peer.name, problem=f"内容与 {next(iter(there))} 的不同：{unlike}")
        else:
            there[peer.name] = one
    outcomes |= race(list(there.values()), rounds)
    return {peer.name: outcomes[peer.name] for peer in peers}


def competitor(peer: Peer, shape: Shape, folder: Path) -> Competitor:
    """The command of one peer; its template and contexts are written into ``folder``. Raises Failed."""
    template, contexts = folder / f"{peer.syntax}{shape.suffix}", folder / "contexts.json"
    if not template.exists():
        template.write_bytes(shape.template(peer.syntax))
    if not contexts.exists():
        contexts.write_text(json.dumps(shape.contexts, ensure_ascii=False), encoding="utf-8")
    if not peer.node:
        return Competitor(peer.name, (sys.executable, "-m", "benchmarks.worker", peer.module, str(template), str(contexts)))
    node, packages = npm.installed()
    return Competitor(peer.name, (node, str(npm.NODE / "driver.cjs"), peer.module, str(template), str(contexts), str(packages)))


def difference(one: list, other: list) -> str:
    """Where two documents' contents first part, in words for the report; empty when they do not."""
    if one == other:
        return ""
    for number, (left, right) in enumerate(zip(one, other, strict=False), 1):
        if left != right:
            return f"第{number}处为“{str(left)[:60]}”“{str(right)[:60]}”"
    return f"多少不同：{len(one)}、{len(other)}"


def _said(one: Competitor, folder: Path, shape: Shape) -> list:
    """What the documents of a competitor say, made in a process of its own: keeping them is not measured."""
    folder.mkdir()
    runner = Runner(one)
    try:
        runner.ask(f"keep {folder}")
    finally:
        runner.end()
    return [said for number in range(len(shape.contexts)) for said in shape.said((folder / str(number)).read_bytes())]
