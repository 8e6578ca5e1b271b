"""A new office, PDFs on demand, the official templates: the tools as a clerk calls them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from docgen.problem import DocgenError
from docgen.resources import NOTICES, TABLES, template_path
from docgen.settings import load
from tests.support import pdf as ruler
from tests.support.office import ROOT, docgen

WORKBOOKS = 19


@pytest.fixture(scope="module")
def new_office(tmp_path_factory) -> Path:
    workspace = tmp_path_factory.mktemp("new") / "区政府办"
    done = docgen(ROOT, "init", workspace)
    assert done.returncode == 0, done.stderr
    return workspace


@pytest.fixture
def office(new_office, tmp_path) -> Path:
    return Path(shutil.copytree(new_office, tmp_path / "office"))


def test_a_new_office_has_settings_templates_and_sample_ledgers(new_office):
    assert load(new_office).office.name == "湛河区人民政府办公室"
    assert len(list((new_office / "data").rglob("*.xlsx"))) == WORKBOOKS
    for name in ("月通报.docx", "督办函.docx", "通知.docx"):
        assert (new_office / "templates" / NOTICES / name).is_file()
    for folder in (NOTICES, TABLES):
        ours = sorted(path.name for path in (ROOT / "templates" / folder).glob("*.??[cs]x"))
        assert sorted(path.name for path in (new_office / "templates" / folder).iterdir()) == ours


def test_a_new_office_can_work_at_once(new_office):
    done = docgen(new_office, "import", new_office / "data" / "zhanhe" / "2021-03", "--period", "2021-03")
    assert done.returncode in (0, 1), done.stderr


def test_what_is_there_already_is_left_and_named(office):
    settings, template = office / "docgen.toml", office / "templates" / NOTICES / "通知.docx"
    settings.write_text('[office]\nname = "本单位"\n', encoding="utf-8")
    template.unlink()
    done = docgen(office, "init", office)
    assert done.returncode == 1 and f"{settings} 已存在，未作改动" in done.stderr
    assert load(office).office.name == "本单位" and template.is_file()


def test_an_office_is_not_made_in_a_file(tmp_path):
    (tmp_path / "甲").write_text("乙", encoding="utf-8")
    done = docgen(tmp_path, "init", tmp_path / "甲")
    assert done.returncode == 2 and "是一个文件" in done.stderr


def test_the_offices_own_template_comes_first(office):
    own = office / "templates" / NOTICES / "通知.docx"
    assert template_path(load(office), NOTICES, "通知.docx") == own
    own.unlink()
    assert template_path(load(office), NOTICES, "通知.docx") == ROOT / "templates" / NOTICES / "通知.docx"
    with pytest.raises(DocgenError, match="找不到模板.*无此模板.docx.*templates build"):
        template_path(load(office), NOTICES, "无此模板.docx")


def test_rebuilding_the_templates_gives_those_that_come_along(tmp_path):
    done = docgen(ROOT, "templates", "build", "--into", tmp_path)
    assert done.returncode == 0, done.stderr
    for path in sorted((ROOT / "templates").rglob("*.??[cs]x")):
        assert (tmp_path / path.relative_to(ROOT / "templates")).read_bytes() == path.read_bytes(), path.name


def test_rebuilding_keeps_an_edited_template(office):
    edited = office / "templates" / NOTICES / "通知.docx"
    shutil.copy(office / "templates" / NOTICES / "月通报.docx", edited)
    content = edited.read_bytes()
    done = docgen(office, "templates", "build")
    kept = edited.with_name("通知（人工修改1）.docx")
    assert done.returncode == 1 and str(kept) in done.stderr and kept.read_bytes() == content
    assert edited.read_bytes() != content


def test_overwriting_the_templates_must_be_asked_for(office):
    edited = office / "templates" / NOTICES / "通知.docx"
    edited.write_bytes(b"no longer wanted")
    assert docgen(office, "templates", "build", "--overwrite").returncode == 0
    assert edited.read_bytes() != b"no longer wanted" and not list(edited.parent.glob("*人工修改*"))


def test_a_folder_of_papers_becomes_pdfs_beside_them_with_progress(office):
    folder = office / "outputs" / "2021-03"
    folder.mkdir(parents=True)
    for name in ("通知.docx", "督办函.docx"):
        shutil.copy(office / "templates" / NOTICES / name, folder)
    (folder / "~$通知.docx").write_bytes(b"Word's own")
    done = docgen(office, "pdf", folder)
    assert done.returncode == 0, done.stderr
    assert "1/2" in done.stderr and "2/2" in done.stderr
    assert done.stdout.split() == [str(folder / "督办函.pdf"), str(folder / "通知.pdf")]
    assert ruler.pages((folder / "通知.pdf").read_bytes())[0].width == pytest.approx(210, abs=0.5)


def test_an_empty_folder_has_nothing_to_convert(office):
    done = docgen(office, "pdf", office / "outputs")
    assert done.returncode == 2 and "没有 docx 文件" in done.stderr
