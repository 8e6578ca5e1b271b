"""From a Word document to what the website may show, and the list of what it may not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from docgen.problem import REMINDER, DocgenError, Problem
from docgen.publishing.publication import Publication
from docgen.publishing.reading import read_publication
from docgen.publishing.withholding import Withheld, withhold
from docgen.settings import Settings

HTML, TEXT, MARKDOWN = "html", "txt", "md"
_UNNUMBERED = re.compile(r"[〕\])]\s*号")
"""A document number of which only the year is there."""
FORMATS = (HTML, TEXT, MARKDOWN)


@dataclass(frozen=True)
class Published:
    """The files by name (``….html``), what was left out of them, what a person should look at."""

    files: dict[str, str]
    withheld: tuple[Withheld, ...]
    problems: tuple[Problem, ...]


def publish(path: Path, to: str, settings: Settings, internal: bool = False) -> Published:
    """The paper in ``path`` as ``to`` (one of FORMATS). ``internal``: for the office itself, nothing is left out.

    Raises DocgenError for a paper that is not for everybody, unless ``internal``, and for one without a text.
    """
    publication = read_publication(path)
    if not any(part.elements for part in publication.parts):
        raise DocgenError(f"{path} 里没有正文，未生成网页")
    if publication.restrictions and not internal:
        raise DocgenError(
            f"{path} 标有{'、'.join(publication.restrictions)}，不能上网公开；确需在内部网站使用的，加 --internal"
        )
    problems = [Problem(f"{word}没有导出", path.name, level=REMINDER) for word in publication.omitted]
    withheld: tuple[Withheld, ...] = ()
    if not internal:
        public = withhold(publication, settings.publishing)
        publication, withheld = public.publication, public.withheld
        problems += [
            Problem(f"附件表中略去的“{name}”在文中别处还有，请核对是否可以公开；可以公开的写入设置 [publishing] keep", path.name, level=REMINDER)
            for name in public.elsewhere
        ]
        if _UNNUMBERED.search(publication.number):
            told = f"发文字号“{publication.number}”里还没有编号：请用 docgen issue 编号，重新导出后再上网"
            problems.append(Problem(told, path.name, level=REMINDER))
        if not publication.note:
            problems.append(Problem("公文没有附注（如“此件公开发布”），请确认可以公开", path.name, level=REMINDER))
    return Published(_files(publication, path.stem, to), withheld, tuple(problems))


def _files(publication: Publication, stem: str, to: str) -> dict[str, str]:
    if to == HTML:
        from docgen.publishing.html import as_html

        return {f"{stem}.html": as_html(publication)}
    if to == TEXT:
        from docgen.publishing.text import as_text

        return {f"{stem}.txt": as_text(publication)}
    from docgen.publishing.markdown import as_markdown

    return {f"{stem}{'-' if name else ''}{name}.md": text for name, text in as_markdown(publication).items()}
