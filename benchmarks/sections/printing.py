"""PDF: many letters of two pages, against one start of LibreOffice each."""

from __future__ import annotations

import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from benchmarks.profiling import profile
from benchmarks.racing import Failed
from benchmarks.report import NOT_MET, Line, Section, seconds
from benchmarks.scale import Scale
from benchmarks.shapes import letters

HEAD = ("办法", "每份（中位）", "共")
PAGES = 2


def measure(scale: Scale) -> list[Section]:
    """docgen prints all of them; of the cold starts a few are measured and reckoned up, in turn with docgen's."""
    from docgen import soffice
    from docgen.export.pdf import convert
    from docgen.settings import Settings

    settings = Settings()
    title = f"{scale.printed} 份两页的函印成 PDF"
    work = f"PDF，{scale.printed} 份两页的函，对每份启动一次 LibreOffice"
    papers = _papers(scale.printed)
    warm: list[float] = []
    cold: list[float] = []
    try:
        program = soffice.find(settings.pdf)
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
            folder = Path(name)
            # the first start sets up the profile, which a second one finds
            _cold(program, folder, papers[0])
            for turn in range(2):
                begun = time.perf_counter()
                made = list(convert(papers, settings))
                warm.append(time.perf_counter() - begun)
                for paper, printed in list(zip(papers, made, strict=True))[turn * scale.cold : (turn + 1) * scale.cold]:
                    took, pdf = _cold(program, folder, paper)
                    cold.append(took)
                    _compare(pdf, printed.pdf)
            at_once = _at_once(program, folder, papers)
        for one in made:
            if one.pdf is None or len(_pages(one.pdf)) != PAGES:
                raise Failed(f"有一份不是 {PAGES} 页：{one.problem or ''}")
    except Exception as problem:  # whatever it is: the other sections are measured all the same
        return [Section(title, HEAD, [["未测", "—", "—"]], (Line(work, 1 / 6, None, said="1/6"),), (f"未测：{problem}",))]
    all_warm, all_cold = median(warm), median(cold) * scale.printed
    rows = [
        ["docgen", seconds(all_warm / scale.printed), seconds(all_warm)],
        ["LibreOffice 一次启动印全部", seconds(at_once / scale.printed), seconds(at_once)],
        ["每份启动一次 LibreOffice", seconds(median(cold)), f"{seconds(all_cold)}（由 {len(cold)} 份推算）"],
    ]
    note = (
        f"docgen 印两遍，另一边每遍之后印 {scale.cold} 份，各取中位数；两边的 PDF 逐页文字相同，都是 {PAGES} 页。"
        "冷启动用现成的用户配置，首次建立配置的那一遍不计。“一次启动印全部”是把所有文件交给一个 LibreOffice，"
        "不看哪份卡住，PDF 的字节也随次序而变，只作参照。"
    )
    line = Line(work, 1 / 6, all_warm / all_cold, said="1/6")
    watched = profile(lambda: list(convert(papers, settings))) if line.verdict == NOT_MET else ()
    return [Section(title, HEAD, rows, (line,), (note,), watched)]


def _papers(count: int) -> list[bytes]:
    from docgen.engine.compiled import compile_template

    template = compile_template(letters.template("jinja", PAGES))
    return [template.render(context) for context in letters.contexts(count)]


def _cold(program: str, folder: Path, paper: bytes) -> tuple[float, bytes]:
    """Seconds from the start of LibreOffice to its end, and the PDF. Raises Failed."""
    source, out = folder / "letter.docx", folder / "letter.pdf"
    source.write_bytes(paper)
    out.unlink(missing_ok=True)
    took = _printed(program, folder, [source])
    return took, out.read_bytes()


def _at_once(program: str, folder: Path, papers: Sequence[bytes]) -> float:
    """Seconds of one LibreOffice that is given all papers in one command."""
    sources = [folder / f"{number}.docx" for number in range(len(papers))]
    for source, paper in zip(sources, papers, strict=True):
        source.write_bytes(paper)
    return _printed(program, folder, sources)


def _printed(program: str, folder: Path, sources: Sequence[Path]) -> float:
    """Seconds from the start of LibreOffice to its end. Raises Failed."""
    home = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, home, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *map(str, sources)]
    begun = time.perf_counter()
    subprocess.run(command, capture_output=True, check=False, timeout=60 + 10 * len(sources))
    took = time.perf_counter() - begun
    if not all(source.with_suffix(".pdf").is_file() for source in sources):
        raise Failed("LibreOffice 没有印出 PDF")
    return took


def _compare(one: bytes, other: bytes | None) -> None:
    if other is None or _pages(one) != _pages(other):
        raise Failed("两边的 PDF 文字不同")


def _pages(pdf: bytes) -> Sequence[str]:
    """The text of each page, blanks left out: where a line ends is the fonts' business."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        return ["".join(page.get_textpage().get_text_range().split()) for page in document]
    finally:
        document.close()
