"""``make demo``'s main job in an office of its own: five ledgers in, every paper and table out, twice the same."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

from docgen.papers.tables import TABLES
from tests.support import ooxml
from tests.support.office import ROOT, docgen

PAPERS = {
    "2021-03/关于2021年3月份重点项目建设情况的通报",
    "2020-03/关于建立2020年度重大项目推进机制的通知",
    *(f"2021-03/督办函（{unit}）" for unit in ("曹镇乡政府", "九里山街道办事处", "轻工路街道办事处", "马庄街道办事处", "高阳路街道办事处")),
}
ELSEWHERE = {"清单表": "2020-03", "目标任务分解一览表": "2018"}


def demonstrate(workspace: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "scripts" / "demo.py"), str(workspace)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=600)


def digests(workspace: Path) -> dict[str, str]:
    files = (path for path in (workspace / "outputs").rglob("*") if path.is_file())
    return {str(path.relative_to(workspace / "outputs")): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture(scope="module")
def office(tmp_path_factory) -> Path:
    """An office after the main job."""
    workspace = tmp_path_factory.mktemp("demo") / "office"
    assert docgen(ROOT, "init", workspace).returncode == 0
    done = demonstrate(workspace)
    assert done.returncode == 0, done.stdout + done.stderr
    return workspace


def test_every_paper_and_table_is_made(office):
    made = {name for name in digests(office) if not name.startswith(".")}
    monthly = [name for name, kind in TABLES.items() if kind.monthly]
    papers = {f"{paper}.{suffix}" for paper in PAPERS for suffix in ("docx", "pdf")}
    tables = {f"{ELSEWHERE.get(table, '2021-03')}/{table}.{suffix}" for table in monthly for suffix in ("docx", "pdf", "xlsx")}
    assert made == papers | tables


def test_word_and_excel_would_object_to_nothing(office):
    files = [path for path in (office / "outputs").rglob("*") if path.suffix in (".docx", ".xlsx")]
    assert ooxml.errors(*files) == []


def test_the_second_run_ends_in_the_same_files_byte_for_byte(office):
    before = digests(office)
    done = demonstrate(office)
    assert done.returncode == 0 and "人工修改" not in done.stdout + done.stderr
    assert digests(office) == before


def test_another_office_gets_the_same_bytes_from_the_same_ledgers(office, tmp_path):
    other = tmp_path / "another"
    assert docgen(ROOT, "init", other).returncode == 0
    docgen(other, "import", other / "data" / "chenzhai-2020-03.xlsx", "--period", "2020-03")
    docgen(other, "--settings", other / "data" / "陈宅镇.toml", "notice", "--period", "2020-03", "--number", "3", "--pdf")
    ours, theirs = digests(office), digests(other)
    same = [name for name in theirs if not name.startswith(".")]
    assert len(same) == 2 and all(theirs[name] == ours[name] for name in same)
