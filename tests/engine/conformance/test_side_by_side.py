"""Many letters at once, from one template that all share: the same bytes as one after the other."""

from __future__ import annotations

import io
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from hashlib import sha256
from multiprocessing import get_context

from docxtpl import InlineImage, RichText

from docgen.engine.compiled import compile_template
from docgen.engine.template import DocxTemplate
from tests.engine.conformance.compare import text_of
from tests.engine.conformance.word import Package, p, png, split, tbl, tr

_LETTERS = range(200)


def _template() -> bytes:
    rows = tbl(tr("{%tr for row in rows %}", ""), tr("{{ loop.index }}", "{{ row }}"), tr("{%tr endfor %}", ""))
    package = Package(body=p(split("致{{ u", "nit }}")) + p("{{r rich }}") + p("{% set ns = namespace(n=number) %}{% set ns.n = ns.n + 1 %}{{ ns.n }}{{ lines }}") + rows + p())
    package.margin("header", p("第{{ number }}号"))
    return package.bytes()


def _filling(number: int) -> dict[str, object]:
    return {"number": number, "unit": f"单位{number} & <{number}>", "rich": RichText(f"粗{number}", bold=True), "lines": f"一\n{number}\t二", "rows": [f"{number}-{one}" for one in range(number % 7)]}


def _digest(number: int) -> str:
    return sha256(compile_template(_template()).render(_filling(number))).hexdigest()


def _digests(numbers: Iterable[int]) -> list[str]:
    return [_digest(number) for number in numbers]


def test_on_four_threads_and_on_four_processes_as_on_one() -> None:
    alone = _digests(_LETTERS)
    assert len(set(alone)) == len(_LETTERS)
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(_digest, _LETTERS)) == alone
    with ProcessPoolExecutor(4, mp_context=get_context("spawn")) as processes:
        shares = list(processes.map(_digests, [_LETTERS[start::4] for start in range(4)]))
    assert [shares[number % 4][number // 4] for number in _LETTERS] == alone


def test_pictures_and_words_side_by_side_do_not_mix() -> None:
    """What falls to docxtpl, which keeps its state in the template, has a template of its own each time."""
    template = _template()
    owner = DocxTemplate(io.BytesIO(template))

    def letter(number: int) -> str:
        filling = _filling(number)
        if number % 3 == 0:
            filling["lines"] = InlineImage(owner, io.BytesIO(png(number, 0, 0)))
        return text_of(compile_template(template).render(filling))

    alone = [letter(number) for number in range(24)]
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(letter, range(24))) == alone
