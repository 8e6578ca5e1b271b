"""What comes with docgen: templates, sample ledgers, the sample settings; the workspace's own come first."""

from __future__ import annotations

from pathlib import Path

from docgen.problem import DocgenError
from docgen.settings import Settings

NOTICES, TABLES = "notices", "tables"
"""The two kinds of templates: papers and attachment tables."""

_PACKAGE = Path(__file__).resolve().parent


def root() -> Path:
    """The folder that holds ``templates``, ``data`` and ``docgen.toml``: within a wheel, or the checkout."""
    installed = _PACKAGE / "shipped"
    return installed if installed.is_dir() else _PACKAGE.parent


def template_path(settings: Settings, kind: str, name: str) -> Path:
    """The template ``name`` (月通报.docx) of ``kind``: the workspace's own copy, else the one that comes along.

    Raises DocgenError when there is neither.
    """
    for folder in (settings.workspace / settings.paths.templates, root() / "templates"):
        path = folder / kind / name
        if path.is_file():
            return path
    own = settings.workspace / settings.paths.templates / kind
    raise DocgenError(f"找不到模板 {own / name}：请运行 docgen templates build 重建，或检查设置 [paths] templates")
