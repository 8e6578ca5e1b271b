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

    A copy of another version's template that nobody edited gives way to this version's. Raises DocgenError when there
    is neither.
    """
    own, shipped = _own(settings) / kind / name, root() / "templates" / kind / name
    if shipped.is_file() and (not own.is_file() or _is_former(own, shipped)):
        return shipped
    if own.is_file():
        return own
    raise DocgenError(f"找不到模板 {own}：请运行 docgen template build 重建，或检查设置 [paths] templates")


def renew_templates(settings: Settings) -> list[Path]:
    """Put this version's templates in the place of copies of another version's that nobody edited; answer which.

    An office that edits one later starts from what is in use. A copy that cannot be written stays, unused.
    """
    from docgen.export.files import write_file

    renewed = []
    for shipped in sorted((root() / "templates").glob("*/*")):
        own = _own(settings) / shipped.parent.name / shipped.name
        if not own.is_file() or not _is_former(own, shipped):
            continue
        try:
            renewed.append(write_file(own, shipped.read_bytes()))
        except DocgenError:
            continue
    return renewed


def _own(settings: Settings) -> Path:
    return settings.workspace / settings.paths.templates


def _is_former(own: Path, shipped: Path) -> bool:
    """Whether the copy is as another version of docgen built it."""
    from docgen.export.signature import is_untouched

    try:
        content = own.read_bytes()
    except OSError:
        return False
    return content != shipped.read_bytes() and is_untouched(content)
