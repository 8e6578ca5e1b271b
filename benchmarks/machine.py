"""The machine in words, without its name or its paths."""

from __future__ import annotations

import os
import platform
import re
import subprocess
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from benchmarks import npm

PACKAGES = ("docxtpl", "python-docx", "Jinja2", "lxml", "XlsxWriter", "openpyxl", "python-calamine")


def described() -> list[tuple[str, str]]:
    """What, and its value."""
    peers = "，".join(f"{name} {said}" for name, said in npm.versions().items())
    return [
        ("处理器", f"{_processor()}，{os.cpu_count()} 核"),
        ("内存", _memory()),
        ("系统", f"{platform.system()} {platform.machine()}"),
        ("Python", platform.python_version()),
        ("Python 软件包", "，".join(f"{name} {_version(name)}" for name in PACKAGES)),
        ("Node", npm.node_version() or "没有"),
        ("npm 软件包", peers),
        ("LibreOffice", _office()),
        ("运行前的负载", _load()),
    ]


def _processor() -> str:
    told = Path("/proc/cpuinfo")
    found = told.exists() and re.search(r"model name\s*:\s*(.+)", told.read_text())
    return found[1] if found else platform.processor() or platform.machine()


def _memory() -> str:
    told = Path("/proc/meminfo")
    found = told.exists() and re.search(r"MemTotal:\s*(\d+)", told.read_text())
    return f"{int(found[1]) / 2**20:.0f} GB" if found else "—"


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "未安装"


def _office() -> str:
    from docgen import soffice
    from docgen.problem import DocgenError
    from docgen.settings import Settings

    try:
        program = soffice.find(Settings().pdf)
        told = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=60, check=False).stdout
    except (DocgenError, OSError, subprocess.TimeoutExpired):
        return "没有"
    found = re.search(r"LibreOffice ([\d.]+)", told)
    return found[1] if found else "没有"


def _load() -> str:
    return f"{os.getloadavg()[0]:.2f}" if hasattr(os, "getloadavg") else "—"
