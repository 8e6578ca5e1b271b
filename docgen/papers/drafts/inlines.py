"""A line of pandoc's tree as runs: emphasis that a paper keeps, everything else as plain words or told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from docgen.papers.insets import Run, merged

BREAK = "\n"
"""A line that the draft itself begins."""
LINE_SIGN = "\U0010f02f"
"""Stands for such a break where the draft's own sign means nothing to pandoc."""

_KEPT = {"Strong": "bold", "Underline": "underline", "Superscript": "superscript", "Subscript": "subscript"}
_PLAIN = ("Emph", "SmallCaps")
_QUOTES = {"SingleQuote": "‘’", "DoubleQuote": "“”"}


@dataclass
class Told:
    """What of a draft cannot be kept, once each: what it is and where it stands first."""

    found: dict[str, list[str]] = field(default_factory=dict)

    def tell(self, what: str, place: str) -> None:
        places = self.found.setdefault(what, [])
        if place not in places:
            places.append(place)


@dataclass
class Line:
    """The runs of one line; ``pictures`` stand where they were found, as pandoc's elements, in the order of the text."""

    runs: list[Run]
    pictures: list[Any]

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


class Inlines:
    """Reads inline elements. ``breaks``: a line's end in the source is one (Markdown); ``blocks`` reads a note's blocks as text."""

    def __init__(self, told: Told, breaks: bool, blocks: Callable[[list[Any]], str]) -> None:
        self._told, self._breaks, self._blocks = told, breaks, blocks

    def lines(self, elements: list[Any], place: str) -> list[Line]:
        """The lines of a paragraph, each without blanks around; empty ones without a picture are left out."""
        lines = [Line([], [])]
        for piece in self._pieces(elements, Run(""), place):
            if isinstance(piece, dict):
                lines[-1].pictures.append(piece)
            elif piece.text == BREAK:
                lines.append(Line([], []))
            else:
                lines[-1].runs.append(piece)
        kept = [Line(list(_stripped(_joined(line.runs))), line.pictures) for line in lines]
        return [line for line in kept if line.text or line.pictures]

    def text(self, elements: list[Any], place: str) -> str:
        """The words alone, a line feed where a line begins."""
        return BREAK.join(line.text for line in self.lines(elements, place))

    def _pieces(self, elements: list[Any], looks: Run, place: str) -> Iterator[Run | dict[str, Any]]:
        for element in elements:
            kind, content = element["t"], element.get("c")
            if kind == "Str":
                for index, words in enumerate(content.split(LINE_SIGN)):
                    if index:
                        yield Run(BREAK)
                    yield replace(looks, text=words)
            elif kind == "Space":
                yield replace(looks, text=" ")
            elif kind == "SoftBreak":
                yield Run(BREAK) if self._breaks else replace(looks, text="\r")
            elif kind == "LineBreak":
                yield Run(BREAK)
            elif kind in _KEPT:
                yield from self._pieces(content, replace(looks, **{_KEPT[kind]: True}), place)
            elif kind in _PLAIN:
                self._told.tell("斜体没有保留：公文正文不用斜体" if kind == "Emph" else "小型大写字母没有保留", place)
                yield from self._pieces(content, looks, place)
            elif kind == "Strikeout":
                self._told.tell(f"划去的文字“{_short(self.text(content, place))}”没有印出", place)
            elif kind == "Quoted":
                opening, closing = _QUOTES[content[0]["t"]]
                yield replace(looks, text=opening)
                yield from self._pieces(content[1], looks, place)
                yield replace(looks, text=closing)
            elif kind == "Link":
                yield from self._link(content, looks, place)
            elif kind == "Image":
                yield {"attributes": content[0], "caption": content[1], "target": content[2][0]}
            elif kind == "Note":
                self._told.tell("脚注改为正文中的（注：……）", place)
                yield replace(looks, text=f"（注：{self._blocks(content)}）")
            elif kind in ("Code", "Math"):
                if kind == "Math":
                    self._told.tell("公式按原来的写法印出，请核对", place)
                yield replace(looks, text=content[1])
            elif kind in ("Span", "Cite"):
                yield from self._pieces(content[1], looks, place)
            elif kind == "RawInline" and content[1].strip():
                self._told.tell(f"“{_short(content[1])}”没有印出", place)

    def _link(self, content: list[Any], looks: Run, place: str) -> Iterator[Run | dict[str, Any]]:
        target = content[2][0]
        words = self.text(content[1], place)
        if words.strip() and not target.startswith("#") and target.removeprefix("mailto:").rstrip("/") != words.rstrip("/"):
            self._told.tell(f"链接“{_short(words)}”只印文字，网址没有印出", place)
        yield from self._pieces(content[1], looks, place)


def _joined(runs: list[Run]) -> list[Run]:
    """Without the ends of lines of a source that means nothing by them: nothing between Chinese, else a blank."""
    joined: list[Run] = []
    for index, run in enumerate(runs):
        if run.text == "\r":
            before = joined[-1].text[-1:] if joined else ""
            after = next((later.text[:1] for later in runs[index + 1 :] if later.text != "\r"), "")
            run = replace(run, text=" " if before.isascii() and after.isascii() and before and after else "")
        if run.text:
            joined.append(replace(run, text=run.text.replace("\u00a0", " ")))
    return joined


def _stripped(runs: list[Run]) -> Iterator[Run]:
    """Without blanks at the line's start and end."""
    while runs and not runs[0].text.strip():
        runs = runs[1:]
    while runs and not runs[-1].text.strip():
        runs = runs[:-1]
    for index, run in enumerate(runs):
        text = run.text.lstrip() if index == 0 else run.text
        yield replace(run, text=text.rstrip() if index == len(runs) - 1 else text)


def emphasised(line: Line) -> tuple[Run, ...]:
    """The line's runs, empty where nothing is emphasised."""
    return merged(line.runs)


def _short(text: str) -> str:
    return text if len(text) <= 20 else f"{text[:20]}……"
