"""``docgen verify`` as a person and as a program call it."""

import json
import re
from pathlib import Path

from tests.proof.spoiling import spoilt
from tests.proof.spoilings import number_with_di
from tests.support.office import docgen, printed

NAMES = {"clause", "what", "verdict", "measured", "required", "strength", "page", "where", "note"}


class TestTable:
    def test_a_good_paper_passes_with_exit_0(self, papers, tmp_path: Path):
        done = docgen(tmp_path, "verify", papers["upward"])
        assert done.returncode == 0, done.stdout
        assert "按文件核验，共2页" in done.stdout and "不符 0 项" in done.stdout
        assert "✗" not in done.stdout

    def test_what_does_not_apply_is_listed_with_all(self, papers, tmp_path: Path):
        assert "–" not in docgen(tmp_path, "verify", papers["upward"]).stdout
        assert "不是信函（文件）" in docgen(tmp_path, "verify", papers["upward"], "--all").stdout

    def test_a_fault_is_told_with_place_and_remedy_and_exit_1(self, papers, tmp_path: Path):
        bad = tmp_path / "通知.docx"
        bad.write_bytes(spoilt(papers["notice"].read_bytes(), number_with_di))
        done = docgen(tmp_path, "verify", bad)
        assert done.returncode == 1
        told = done.stdout.split("\n\n")[-1]
        assert "✗ 7.2.5　发文字号的写法（明文）" in told and "陈党政办〔2020〕第3号" in told and "第1页" in told
        assert "不符 1 项（其中标准明文规定的 1 项）" in told


class TestJson:
    def test_every_finding_has_the_promised_names(self, papers, tmp_path: Path):
        done = docgen(tmp_path, "verify", papers["upward"], "--json")
        findings = json.loads(done.stdout)
        assert all(set(one) == NAMES for one in findings)
        assert {one["verdict"] for one in findings} == {"pass", "skip"}
        assert {one["strength"] for one in findings} <= {"stated", "derived", "practice", "ledger"}

    def test_places_are_millimetres_on_the_page(self, papers, tmp_path: Path):
        findings = json.loads(docgen(tmp_path, "verify", papers["circular"], "--json").stdout)
        [rule] = [one for one in findings if one["what"] == "红色分隔线的宽度"]
        assert rule["page"] == 1
        x0, top, x1, bottom = rule["where"]
        assert (round(x0), round(x1)) == (28, 184) and 100 < top < bottom < 125

    def test_a_pdf_measures_like_its_document(self, papers, tmp_path: Path):
        pdf = tmp_path / "请示.pdf"
        pdf.write_bytes(printed(papers["upward"]))
        seen = [
            {(one["what"], one["measured"]) for one in json.loads(docgen(tmp_path, "verify", file, "--json").stdout)
             if one["clause"] != "文件"}
            for file in (papers["upward"], pdf)
        ]
        assert seen[0] == seen[1]


class TestReport:
    def test_it_needs_nothing_else_and_shows_each_page_with_its_measures(self, papers, tmp_path: Path):
        bad = tmp_path / "通知.docx"
        bad.write_bytes(spoilt(papers["notice"].read_bytes(), number_with_di))
        report = tmp_path / "报告.html"
        done = docgen(tmp_path, "verify", bad, "--html", report)
        assert str(report) in done.stderr
        html = report.read_text(encoding="utf-8")
        assert not re.search(r"""(?:src|href)=["'](?!#|data:)""", html)
        assert html.count("data:image/png;base64,") == html.count("<svg") == 4
        assert ">156.0</text>" in html and ">35." in html
        assert html.count('class="box bad"') == 1
        top = html[: html.index("<main>")]
        assert "不符之处（1）" in top and "发文字号的写法" in top and "陈党政办〔2020〕第3号" in top

    def test_every_link_leads_somewhere_within_it(self, papers, tmp_path: Path):
        report = tmp_path / "报告.html"
        assert docgen(tmp_path, "verify", papers["upward"], "--html", report).returncode == 0
        html = report.read_text(encoding="utf-8")
        ids = re.findall(r' id="([^"]+)"', html)
        assert len(ids) == len(set(ids))
        assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ids)
        assert "适用的条款都符合" in html and "不适用的" in html
