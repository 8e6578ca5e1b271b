"""The workspace: settings, templates, database, outputs. Nothing is made or changed by looking."""

from __future__ import annotations

import os
import tempfile
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from docgen.problem import DocgenError
from docgen.proof.doctor.check import MISSING, NOTE, OK, Check
from docgen.settings import FILE, Settings

WORKSPACE = "工作区"
_MOST = 5
_TEMPLATES = (".docx", ".xlsx")


def workspace(settings: Settings) -> Iterator[Check]:
    """How the workspace stands."""
    yield _settings(settings)
    yield _templates(settings)
    yield _database(settings)
    yield _outputs(settings)


def broken_settings(error: DocgenError) -> Check:
    """The settings cannot be read at all."""
    return Check(WORKSPACE, "设置", MISSING, str(error), "改正后再运行 docgen doctor")


def _settings(settings: Settings) -> Check:
    place = (settings.workspace / FILE).resolve()
    if settings.found:
        return Check(WORKSPACE, "设置", OK, str(place))
    advice = f"请运行 docgen init {settings.workspace}，再在 {FILE} 中填写本单位的信息"
    return Check(WORKSPACE, "设置", MISSING, f"没有 {place}，公文里的单位用占位文字", advice)


def _templates(settings: Settings) -> Check:
    from docgen.resources import root

    own, shipped = settings.workspace / settings.paths.templates, root() / "templates"
    names = [path.relative_to(shipped) for path in sorted(shipped.rglob("*")) if path.suffix in _TEMPLATES]
    states: dict[str, list[str]] = {"same": [], "older": [], "edited": [], "absent": [], "broken": []}
    for name in names:
        states[_template(own / name, shipped / name)].append(name.name)
    if states["broken"]:
        advice = f"请恢复 {own} 中的这些文件，或删去它们以改用自带的模板"
        return Check(WORKSPACE, "模板", MISSING, f"打不开：{_listed(states['broken'])}", advice)
    said = [f"共{len(names)}个"]
    said += [f"未改动{len(states['same'])}个"] * bool(states["same"])
    said += [f"别的版本自带、未改动{len(states['older'])}个"] * bool(states["older"])
    said += [f"本单位改过{len(states['edited'])}个（{_listed(states['edited'])}）"] * bool(states["edited"])
    said += [f"工作区没有、用自带的{len(states['absent'])}个"] * bool(states["absent"])
    if states["older"]:
        return Check(WORKSPACE, "模板", NOTE, "，".join(said), "别的版本的模板没有改动过，不再使用，出公文时自动换成本版的")
    return Check(WORKSPACE, "模板", OK, "，".join(said))


def _template(own: Path, shipped: Path) -> str:
    """How the workspace's own template stands to the one that comes along."""
    from docgen.export.signature import is_untouched

    try:
        content = own.read_bytes() if own.exists() else None
    except OSError:
        return "broken"
    if content is None:
        return "absent"
    if content == shipped.read_bytes():
        return "same"
    if not zipfile.is_zipfile(BytesIO(content)):
        return "broken"
    return "older" if is_untouched(content) else "edited"


def _listed(names: list[str]) -> str:
    return "、".join(names[:_MOST]) + (f"等{len(names)}个" if len(names) > _MOST else "")


def _database(settings: Settings) -> Check:
    from sqlalchemy import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        url = make_url(settings.database_url)
    except ArgumentError:
        return Check(WORKSPACE, "台账数据库", MISSING, "设置 [database] url 不是数据库地址", "请写成 sqlite:///data/docgen.db 的样子")
    shown = url.database if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=True)
    if url.get_backend_name() == "sqlite" and url.database and not Path(url.database).exists():
        return Check(WORKSPACE, "台账数据库", NOTE, f"还没有 {shown}", "第一次运行 docgen import 时自动建立")
    from docgen.ledger.store import Ledger

    try:
        with Ledger.open(settings.database_url) as ledger:
            periods = ledger.periods()
    except DocgenError as error:
        return Check(WORKSPACE, "台账数据库", MISSING, str(error), "请检查 [database] url，或从备份恢复")
    held = f"有{len(periods)}个报告期，最近为{periods[-1].label}" if periods else "可用，还没有读入台账"
    return Check(WORKSPACE, "台账数据库", OK, f"{shown}，{held}")


def _outputs(settings: Settings) -> Check:
    folder = settings.outputs
    place = next((path for path in (folder, *folder.resolve().parents) if path.exists()), Path("."))
    shown = folder.resolve()
    if not place.is_dir() or not _writable(place, folder.exists()):
        return Check(WORKSPACE, "成品文件夹", MISSING, f"{shown} 不能写入", "请检查权限和磁盘，或在设置 [paths] outputs 中另指文件夹")
    return Check(WORKSPACE, "成品文件夹", OK, f"{shown}，可以写入" if folder.exists() else f"{shown}，生成公文时自动建立")


def _writable(place: Path, is_outputs: bool) -> bool:
    """Asked by writing, for permissions say little on Windows; a folder above is only asked."""
    if not is_outputs:
        return os.access(place, os.W_OK)
    try:
        with tempfile.TemporaryFile(dir=place):
            return True
    except OSError:
        return False
