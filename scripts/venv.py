"""Makes the virtual environment with nothing but the standard library, on a bare Debian too."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path


def main(folder: str) -> int:
    if sys.version_info < (3, 11):
        print(f"需要 Python 3.11 或更新的版本，现为 {sys.version.split()[0]}：请安装后再试，"
              "或用 make demo PYTHON=程序位置 指定", file=sys.stderr)
        return 1
    if made(folder) or lent(folder):
        return 0
    # Debian keeps a part of venv in a package of its own
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"正在安装 {package}……", flush=True)
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["apt-get", "update", "-q"], ["apt-get", "install", "-y", "-q", package]):
            subprocess.run(command, env=quiet, capture_output=True, check=False)
        if made(folder):
            return 0
    print(f"无法建立虚拟环境 {folder}：请先安装 {package}（apt-get install {package}）后再试", file=sys.stderr)
    return 1


def made(folder: str) -> bool:
    return tried(folder, [sys.executable, "-m", "venv", folder])


def lent(folder: str) -> bool:
    """Without venv's own pip, the system's pip can put one there."""
    return tried(
        folder,
        [sys.executable, "-m", "venv", "--without-pip", folder],
        [sys.executable, "-m", "pip", "--python", str(Path(folder) / "bin" / "python"), "install", "--quiet", "pip"],
    )


def tried(folder: str, *commands: list[str]) -> bool:
    if all(subprocess.run(command, capture_output=True, check=False).returncode == 0 for command in commands):
        return True
    shutil.rmtree(folder, ignore_errors=True)  # make would take half an environment for a whole one
    return False


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
