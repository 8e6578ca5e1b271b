"""``docgen issue``: a paper gets the next number of its series and year, written into the file and into the register."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from docgen.papers.dates import spoken
from docgen.problem import DocgenError
from docgen.registry.number import Number, year_of
from docgen.registry.paper import Facts, IssuablePaper
from docgen.registry.place import digest, place_of, read_paper
from docgen.registry.register import Entry, Register, Request
from docgen.settings import Settings

Redate = Callable[[bytes, date], bytes | None]
"""Makes what stands in a file anew for another day; None where it cannot."""


@dataclass(frozen=True)
class Issued:
    """A number given; ``reminders`` are what a person should look at."""

    entry: Entry
    reminders: tuple[str, ...]


def issue(
    register: Register,
    settings: Settings,
    path: Path,
    *,
    who: str = "",
    day: date | None = None,
    series: str = "",
    number: int | None = None,
    redate: Redate | None = None,
) -> Issued:
    """Give the paper at ``path`` the next number of its series in the year of its date, and write it into the file.

    ``day`` dates the paper, else its own date, else today; ``series`` is its own unless named; ``number`` must be the
    next one, or opens a series of which nothing was issued yet. ``redate`` may make the paper anew for another day than
    its own, with what its text reckons from it; else only sign-off and imprint are dated. Raises DocgenError, file and register as they were,
    for what is no Word document or has no number line, an unknown series, a paper issued before, another number
    than the next, a file that cannot be written.
    """
    content = read_paper(path)
    name = path.name
    facts = IssuablePaper(name, content).facts()
    if not facts.series:
        raise DocgenError(f"{path} 没有发文字号一行，不能编号：请在红线上方（信函在右上方）写上 {_example(settings)}，简报写“第　期”、令写“第　号” 后再试")
    series = (series or facts.series) if facts.own_series else _known(series or facts.series, settings, name)
    dated = day or facts.dated or date.today()
    year = facts.year or year_of(dated, facts.unit)
    carried = Number(facts.series, year, facts.number, facts.unit) if facts.number else None
    request = Request(
        series=series,
        place=place_of(path, settings),
        path=path.resolve(),
        title=facts.title or path.stem,
        dated=dated,
        former=digest(content),
        who=who,
        wanted=number,
        carried=carried,
        unit=facts.unit,
    )
    again = redate(content, dated) if redate and facts.dated not in (None, dated) else None
    # a paper is filled in once only, so each attempt at a number starts from the file as it was
    entry = register.enter(request, lambda given: IssuablePaper(name, again or content).filled(given, dated))
    return Issued(entry, tuple(_reminders(register, facts, entry, day if again is None else None)))


def series_of(settings: Settings) -> tuple[str, ...]:
    """The office's 机关代字: of its documents, of its letters, and those that the settings add."""
    return tuple(dict.fromkeys((settings.office.code, settings.office.letter_code, *settings.register.series)))


def _known(series: str, settings: Settings, name: str) -> str:
    known = series_of(settings)
    if series not in known:
        raise DocgenError(
            f"{name}：“{series}”不是本单位的发文机关代字，没有编号。现有 {'、'.join(known)}；"
            f"另有代字的，请写进设置 docgen.toml 的 [register] series"
        )
    return series


def _example(settings: Settings) -> str:
    return f"“{settings.office.code}〔{date.today().year}〕　号”"


def _reminders(register: Register, facts: Facts, entry: Entry, day: date | None) -> Iterator[str]:
    number, dated = entry.number, entry.dated
    last = register.last_date(number.series, number.year, number.number)
    if last and dated < last:
        yield f"成文日期 {dated} 早于 {number.so_far}前面的号（{last}），请核对"
    if dated > date.today():
        yield f"成文日期 {dated} 还没有到，请核对"
    if facts.own_series and number.number == 1 and not any(entry.number.year != number.year for entry in register.entries(number.series)):
        yield f"“{number.series}”以前没有编过号，从 1 编起；以前编过的，请作废后在设置 [register] used 中写明再编"
    if not facts.has_date:
        yield f"文中没有找到成文日期一行，登记簿按 {dated} 登记"
    elif day and facts.dated and day != facts.dated:
        yield (
            f"落款和印发日期已改为{spoken(day)}；正文中按原日期{spoken(facts.dated)}推算的时限没有改，请核对"
            "（手工改过的，或生成之后台账又有改动的，不重新推算）"
        )
    if facts.series != number.series or (facts.year is not None and number.year and facts.year != number.year):
        yield f"文中原为 {facts.series}{f'〔{facts.year}〕' if facts.year else ''}，已改为 {number}"
    if facts.marks:
        yield f"文中还有未处理的{'、'.join(facts.marks)}，请核对是否定稿"
