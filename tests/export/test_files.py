"""Writing what was made: whole or not at all, and never over a person's work."""

from __future__ import annotations

import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from docgen.export.files import write_beside, write_output
from docgen.problem import DocgenError
from docgen.settings import Paths, Settings

LETTER = "2021-03/督办函（曹镇乡政府）.docx"
FORK = multiprocessing.get_context("fork") if os.name == "posix" else multiprocessing.get_context()


@pytest.fixture
def office(tmp_path: Path) -> Settings:
    return Settings(workspace=tmp_path)


def visible(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))


def test_a_new_paper_lies_in_its_period(office):
    written = write_output(office, LETTER, b"one")
    assert written.path == office.outputs / LETTER and written.path.read_bytes() == b"one"
    assert not written.kept and not written.unchanged


def test_the_same_content_is_not_written_again(office):
    path = write_output(office, LETTER, b"one").path
    before = path.stat().st_mtime_ns
    assert write_output(office, LETTER, b"one").unchanged and path.stat().st_mtime_ns == before


def test_docgens_own_former_work_is_replaced_without_a_trace(office):
    write_output(office, LETTER, b"one")
    written = write_output(office, LETTER, b"two")
    assert written.kept is None and visible(written.path.parent) == [written.path.name]
    assert written.path.read_bytes() == b"two"


def test_an_edited_paper_is_kept_beside_the_new_one(office):
    path = write_output(office, LETTER, b"one").path
    path.write_bytes(b"edited by hand")
    written = write_output(office, LETTER, b"one")
    assert written.kept == path.with_name("督办函（曹镇乡政府）（人工修改1）.docx")
    assert written.kept.read_bytes() == b"edited by hand" and path.read_bytes() == b"one"


def test_every_edited_paper_finds_a_name_of_its_own(office):
    for hand in (b"first hand", b"second hand", b"third hand"):
        write_output(office, LETTER, b"one").path.write_bytes(hand)
    written = write_output(office, LETTER, b"one")
    kept = sorted(path.read_bytes() for path in written.path.parent.glob("*人工修改*"))
    assert kept == [b"first hand", b"second hand", b"third hand"]


def test_a_file_that_docgen_never_wrote_is_a_persons_file(office):
    path = office.outputs / LETTER
    path.parent.mkdir(parents=True)
    path.write_bytes(b"signed scan")
    assert write_output(office, LETTER, b"one").kept.read_bytes() == b"signed scan"


def test_a_deleted_paper_is_made_again(office):
    write_output(office, LETTER, b"one").path.unlink()
    written = write_output(office, LETTER, b"one")
    assert written.path.read_bytes() == b"one" and written.kept is None and not written.unchanged


def test_when_the_record_of_own_work_is_lost_nothing_is_overwritten(office):
    write_output(office, LETTER, b"one")
    for record in (office.outputs / ".docgen").iterdir():
        record.write_bytes(b"\xff garbage")
    assert write_output(office, LETTER, b"two").kept.read_bytes() == b"one"


def test_a_link_gives_way_and_what_it_points_to_is_untouched(office, tmp_path):
    elsewhere = tmp_path / "elsewhere.docx"
    elsewhere.write_bytes(b"another office's")
    path = office.outputs / LETTER
    path.parent.mkdir(parents=True)
    path.symlink_to(elsewhere)
    written = write_output(office, LETTER, b"one")
    assert elsewhere.read_bytes() == b"another office's" and written.kept.is_symlink()
    assert not path.is_symlink() and path.read_bytes() == b"one"


def test_a_folder_of_that_name_is_left_and_named(office):
    path = office.outputs / LETTER
    path.mkdir(parents=True)
    with pytest.raises(DocgenError, match="已是一个文件夹.*移走或改名"):
        write_output(office, LETTER, b"one")
    assert path.is_dir() and visible(path.parent) == [path.name]


def test_a_file_where_the_folder_belongs_is_left_and_named(office):
    office.outputs.mkdir()
    (office.outputs / "2021-03").write_text("a note", encoding="utf-8")
    with pytest.raises(DocgenError, match="同名文件占了文件夹的位置"):
        write_output(office, LETTER, b"one")
    assert (office.outputs / "2021-03").read_text(encoding="utf-8") == "a note"


@pytest.mark.parametrize("relative", ["../出界.docx", "/tmp/出界.docx", "2021-03/../../出界.docx", "", ".docgen/出界.docx"])
def test_nothing_is_written_outside_the_outputs_folder(office, relative):
    with pytest.raises(DocgenError, match="不是输出文件夹之内"):
        write_output(office, relative, b"one")
    assert not list(office.workspace.rglob("出界*"))


def message_as_nobody(workspace: Path) -> str:
    """What a user without rights to the folder is told."""
    if os.geteuid() == 0:
        os.setuid(65534)
    try:
        write_output(Settings(workspace=workspace), LETTER, b"one")
    except DocgenError as error:
        return str(error)
    return ""


def test_a_folder_without_write_permission_is_named_with_the_next_step(tmp_path):
    for folder in (tmp_path, *tmp_path.parents[:3]):
        folder.chmod(0o755)
    outputs = tmp_path / "outputs"
    outputs.mkdir()
    outputs.chmod(0o555)
    with ProcessPoolExecutor(1, mp_context=FORK) as other:
        message = other.submit(message_as_nobody, tmp_path).result()
    assert str(outputs) in message and "权限" in message and "[paths] outputs" in message
    assert visible(outputs) == []


def write_all(workspace: Path) -> int:
    """Twenty papers; answer how many were taken for a person's."""
    office = Settings(workspace=workspace)
    return sum(bool(write_output(office, f"2021-03/函{n}.docx", b"%d" % n).kept) for n in range(20))


def test_who_gathers_the_papers_finds_nothing_else(office):
    path = write_output(office, LETTER, b"one").path
    assert list(office.outputs.rglob("*.docx")) == [path]


def test_two_processes_at_once_never_take_each_others_work_for_a_persons(tmp_path):
    with ProcessPoolExecutor(4, mp_context=FORK) as others:
        assert sum(others.map(write_all, [tmp_path] * 4)) == 0
    assert len(visible(tmp_path / "outputs" / "2021-03")) == 20


def test_the_outputs_folder_may_be_elsewhere(tmp_path):
    office = Settings(workspace=tmp_path / "a", paths=Paths(outputs=str(tmp_path / "b")))
    assert write_output(office, LETTER, b"one").path == tmp_path / "b" / LETTER


def test_beside_a_users_document_only_own_work_is_replaced(tmp_path):
    path = tmp_path / "合同.pdf"
    path.write_bytes(b"signed by hand")
    assert write_beside(path, b"ours 1", lambda there: there.startswith(b"ours")).kept.read_bytes() == b"signed by hand"
    assert write_beside(path, b"ours 2", lambda there: there.startswith(b"ours")).kept is None
    assert path.read_bytes() == b"ours 2"
