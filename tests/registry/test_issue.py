"""docgen issue: what the paper says afterwards, and when it is refused; register and paper are then as they were."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.papers.frame import document_number
from docgen.problem import DocgenError
from docgen.registry.number import Number
from docgen.registry.paper import IssuablePaper
from tests.building.hand import PERIOD, build, command
from tests.registry.conftest import CIRCULAR, LETTER, all_words, retold, words_of


def register(office: Path, *options: str) -> list[dict]:
    return json.loads(command(office, "register", "--json", *options)[1])


def numbers(office: Path) -> list[str]:
    return [entry["number"] for entry in register(office)]


def refused(office: Path, *words: str | Path) -> str:
    """What the command says when it refuses; papers and register must be as before."""
    before = {path: path.read_bytes() for path in office.rglob("*.docx")}, register(office)
    with pytest.raises(DocgenError) as error:
        command(office, *words)
    assert before == ({path: path.read_bytes() for path in office.rglob("*.docx")}, register(office))
    assert not list(office.rglob("*发文"))
    return str(error.value)


class TestTheNumber:
    def test_goes_on_from_what_the_settings_say_was_used_and_stands_in_the_paper(self, office: Path):
        code, out, err = command(office, "issue", office / CIRCULAR, "--who", "张三")
        assert (code, out.split("　")[0]) == (0, "平湛政办〔2021〕9号")
        assert "docgen close 2021-03" in err
        assert "平湛政办〔2021〕9号" in words_of(office / CIRCULAR)
        (entry,) = register(office)
        assert entry["path"] == CIRCULAR.as_posix() and entry["title"] == "关于2021年3月份重点项目建设情况的通报"
        assert (entry["date"], entry["who"], entry["state"]) == ("2021-04-06", "张三", "一致")
        assert entry["sha256"] == hashlib.sha256((office / CIRCULAR).read_bytes()).hexdigest()

    def test_nothing_but_the_number_changes(self, office: Path):
        before = words_of(office / CIRCULAR)
        command(office, "issue", office / CIRCULAR)
        assert [(was, now) for was, now in zip(before, words_of(office / CIRCULAR), strict=True) if was != now] == [
            ("平湛政办〔2021〕　号", "平湛政办〔2021〕9号")
        ]

    def test_is_counted_on_its_own_for_letters_and_for_each_year(self, office: Path):
        letters = sorted((office / LETTER).parent.glob("督办函*.docx"))
        command(office, "issue", office / CIRCULAR)
        command(office, "issue", *letters[:2])
        command(office, "issue", letters[2], "--date", "2022-01-10")
        assert numbers(office) == ["平湛政办〔2021〕9号", "平湛政督函〔2021〕1号", "平湛政督函〔2021〕2号", "平湛政督函〔2022〕1号"]
        assert "平湛政督函〔2022〕1号" in words_of(letters[2])

    def test_of_a_new_series_may_begin_where_a_person_says_and_goes_on_from_there(self, office: Path, many):
        first, second = many(2)
        assert command(office, "issue", first, "--number", "31")[0] == 0
        assert "下一个是 32 号，不能编 40 号" in refused(office, "issue", second, "--number", "40")
        command(office, "issue", second)
        assert numbers(office) == ["平湛政督函〔2021〕31号", "平湛政督函〔2021〕32号"]

    def test_that_a_person_wrote_in_already_must_be_the_next_one(self, office: Path):
        right = retold(office / CIRCULAR, office / "九.docx", "　号", "09号")
        wrong = retold(office / CIRCULAR, office / "十二.docx", "　号", "12号")
        assert "下一个是 9 号，不能编 12 号" in refused(office, "issue", wrong)
        command(office, "issue", right)
        assert "平湛政办〔2021〕9号" in words_of(right)

    def test_is_written_right_into_a_line_that_a_person_typed_otherwise(self, office: Path):
        paper = retold(office / CIRCULAR, office / "改.docx", "平湛政办〔2021〕　号", "平湛政办[2021]第  号")
        command(office, "issue", paper)
        assert "平湛政办〔2021〕9号" in words_of(paper)

    def test_can_be_of_another_series_of_the_office(self, office: Path):
        toml = office / "docgen.toml"
        toml.write_text(toml.read_text(encoding="utf-8").replace("series = []\n# 启用", 'series = ["平湛政重办"]\n# 启用'), encoding="utf-8")
        command(office, "issue", office / CIRCULAR, "--series", "平湛政重办")
        assert "平湛政重办〔2021〕1号" in words_of(office / CIRCULAR)
        assert "机关代字" in refused(office, "issue", office / LETTER, "--series", "市政办")

    @given(st.integers(1, 99999), st.integers(1949, 2999))
    def test_is_read_as_it_is_written_in_any_brackets(self, number: int, year: int):
        written = Number("平湛政办", year, number)
        assert str(written) == document_number("平湛政办", year, number)
        for left, right in ("〔〕", "[]", "（）", "【】", "［］"):
            assert Number.parse(str(written).replace("〔", left).replace("〕", right)) == written


class TestThePaper:
    def test_that_a_person_edited_keeps_the_edits(self, office: Path):
        from docx import Document

        document = Document(str(office / CIRCULAR))
        line = next(p for p in document.paragraphs if p.text.startswith("截至3月底"))
        line.add_run("请各单位高度重视。")
        document.save(str(office / CIRCULAR))
        edited = words_of(office / CIRCULAR)
        command(office, "issue", office / CIRCULAR)
        after = words_of(office / CIRCULAR)
        assert [now for was, now in zip(edited, after, strict=True) if was != now] == ["平湛政办〔2021〕9号"]
        assert any("请各单位高度重视。" in words for words in after)

    def test_dated_by_hand_with_gaps_gets_the_day_in_sign_off_and_imprint(self, office: Path):
        paper = retold(office / CIRCULAR, office / "空.docx", "2021年4月6日", "2021年　月　日")
        command(office, "issue", paper, "--date", "2021-04-09")
        assert all_words(paper).count("2021年4月9日") == 2
        assert "　月" not in all_words(paper)

    def test_dated_anew_reckons_its_limits_anew(self, office: Path):
        assert "2021年4月13日" in all_words(office / LETTER)
        code, _, err = command(office, "issue", office / LETTER, "--date", "2021-04-08")
        assert code == 0 and "2021-04-15" in err, "the matter is owed a reply by the day that the letter names"
        text = all_words(office / LETTER)
        assert "2021年4月15日" in text and "2021年4月13日" not in text and "2021年4月6日" not in text

    def test_edited_and_dated_anew_is_dated_and_its_limits_are_told_to_be_looked_at(self, office: Path):
        retold(Path(shutil.copy(office / LETTER, office / "底稿.docx")), office / LETTER, "现就你单位", "现对你单位")
        code, _, err = command(office, "issue", office / LETTER, "--date", "2021-04-08")
        assert code == 1 and "推算的时限没有改" in err
        text = all_words(office / LETTER)
        assert "现对你单位" in text and "2021年4月13日" in text and "2021年4月8日" in text

    def test_dated_before_the_one_before_it_is_issued_with_a_reminder(self, office: Path, many):
        first, second = many(2)
        command(office, "issue", first)
        code, _, err = command(office, "issue", second, "--date", "2021-04-01")
        assert code == 1 and "早于" in err and "2021-04-06" in err
        assert len(numbers(office)) == 2

    def test_with_a_date_still_to_come_is_told(self, office: Path):
        later = date.today() + timedelta(days=40)
        code, _, err = command(office, "issue", office / LETTER, "--date", later.isoformat())
        assert code == 1 and "还没有到" in err

    def test_once_issued_is_final(self, office: Path):
        command(office, "issue", office / CIRCULAR)
        final = (office / CIRCULAR).read_bytes()
        command(office, "set", "曹镇乡标准化厂房项目", "年度完成投资=155.2", "--period", PERIOD)
        _, told = build(office, "--force")
        assert told[CIRCULAR.name]["reasons"] == ["平湛政办〔2021〕9号，已印发，未重新生成"]
        assert told[LETTER.name]["state"] == "重新生成"
        code, _, err = command(office, "circular", "--period", PERIOD)
        assert code == 1 and "已印发" in err
        assert (office / CIRCULAR).read_bytes() == final


class TestRefused:
    def test_is_a_paper_issued_already_wherever_it_lies(self, office: Path):
        draft = Path(shutil.copy(office / CIRCULAR, office / "底稿.docx"))
        command(office, "issue", office / CIRCULAR)
        copy = Path(shutil.copy(office / CIRCULAR, office / "副本.docx"))
        for paper in (office / CIRCULAR, draft, copy):
            assert "平湛政办〔2021〕9号" in refused(office, "issue", paper)

    def test_is_an_issued_paper_edited_since(self, office: Path):
        command(office, "issue", office / CIRCULAR)
        edited = retold(office / CIRCULAR, office / "改.docx", "总体进展", "总体情况")
        shutil.copy(edited, office / CIRCULAR)
        assert "已印发" in refused(office, "issue", office / CIRCULAR)
        assert "已用于" in refused(office, "issue", edited)

    def test_is_a_series_that_is_not_the_office_s(self, office: Path):
        paper = retold(office / CIRCULAR, office / "外.docx", "平湛政办〔2021〕　号", "市政办〔2021〕　号")
        assert "市政办" in refused(office, "issue", paper)

    def test_is_a_paper_without_a_number_line(self, office: Path):
        paper = retold(office / CIRCULAR, office / "无.docx", "平湛政办〔2021〕　号", "内部资料")
        assert "没有发文字号一行" in refused(office, "issue", paper)

    def test_is_a_day_on_no_calendar(self, office: Path):
        paper = retold(office / CIRCULAR, office / "日.docx", "2021年4月6日", "2021年4月31日")
        assert "不是日历上的日子" in refused(office, "issue", paper)

    @pytest.mark.parametrize("sign", ["~${0}", ".~lock.{0}#", "~${1}"])
    def test_is_a_paper_that_is_open_in_word_or_libreoffice(self, office: Path, sign: str):
        (office / CIRCULAR.parent / sign.format(CIRCULAR.name, CIRCULAR.name[2:])).write_bytes(b"")
        assert "打开" in refused(office, "issue", office / CIRCULAR)

    def test_is_what_is_no_sound_word_document(self, office: Path):
        broken, other = office / "坏.docx", office / "表.xlsx"
        broken.write_bytes((office / CIRCULAR).read_bytes()[:2000])
        other.write_bytes(b"PK")
        assert "不是完好的 Word 文档" in refused(office, "issue", broken)
        assert "不是 Word 文档" in refused(office, "issue", other)
        assert "找不到" in refused(office, "issue", office / "没有.docx")

    def test_is_a_paper_whose_place_cannot_be_written(self, office: Path, many):
        (paper,) = many(1)
        # a folder in the place of the file made ready: no system lets it be written, whoever asks
        from docgen.registry.place import digest

        entry = Number("平湛政督函", 2021, 1)
        data = IssuablePaper(paper.name, paper.read_bytes()).filled(entry, date(2021, 4, 6))
        ready = office / f".{digest(paper.name.encode())[:16]}-{digest(data)[:16]}.发文"
        ready.mkdir()
        with pytest.raises(DocgenError, match="文件夹"):
            command(office, "issue", paper)
        assert register(office) == []
        ready.rmdir()
        command(office, "issue", paper)
        assert numbers(office) == ["平湛政督函〔2021〕1号"]

    def test_does_not_stop_the_other_papers(self, office: Path, many):
        good, bad = many(2)[0], office / "无.docx"
        code, out, err = command(office, "issue", bad, good)
        assert code == 2 and "找不到" in err and "平湛政督函〔2021〕1号" in out

    def test_settings_that_name_no_number_are_told_with_their_place(self, office: Path):
        toml = office / "docgen.toml"
        toml.write_text(toml.read_text(encoding="utf-8").replace("平湛政办〔2021〕8号\"]", "平湛政办8号\"]"), encoding="utf-8")
        assert "[register] used" in refused(office, "issue", office / CIRCULAR)


class TestUnfinished:
    def test_what_a_person_wrote_into_the_draft_meanwhile_is_kept_beside(self, office: Path, many):
        (paper,) = many(1)
        draft = paper.read_bytes()
        command(office, "issue", paper)
        issued = paper.read_bytes()
        # as a process killed between its two transactions leaves it, and a person who goes on writing
        from docgen.registry.place import digest, make_ready

        edited = retold(paper, office / "改.docx", "现就你单位", "现对你单位").read_bytes()
        paper.write_bytes(edited)
        make_ready(paper, issued)
        with sqlite3.connect(office / "data" / "docgen.db") as database:
            database.execute("UPDATE numbers SET written = 0, former = ?", (digest(draft),))
        assert [entry["state"] for entry in register(office)] == ["一致"]
        assert paper.read_bytes() == issued
        assert (office / f"{paper.stem}（人工修改1）.docx").read_bytes() == edited
