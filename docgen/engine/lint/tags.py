"""The tags of a text, those among them that are written wrongly: half, in full-width signs, over several paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from docgen.engine.lint.text import END, Stream

VALUE, STATEMENT, COMMENT = "{{", "{%", "{#"
_CLOSERS = {VALUE: "}}", STATEMENT: "%}", COMMENT: "#}"}
_CLOSER = {
    VALUE: re.compile(r"[}｝][ \u3000]*[}｝]"),
    STATEMENT: re.compile(r"[%％][ \u3000]*[}｝]"),
    COMMENT: re.compile(r"#[}｝]"),
}
_OPENER = re.compile(r"[{｛][ \u3000]*[{｛%％]|\{#")
_STRAY = re.compile(r"[}｝]{2}|[%％][}｝]|#\}")
_SINGLE = re.compile(r"(?<!\{_)[{｛]\s*([^\W\d]\w*(?:\.\w+)*)\s*[}｝](?!_\})")
_RAW_END = re.compile(r"\{%[-+]?\s*endraw\s*[-+]?%\}")
_PREFIX = re.compile(r"(tr|tc|p|r)\s")
_SPACED = re.compile(r"[-+]?\s+(tr|tc|p|r)\s+(?=(?:for|if|elif|else|endfor|endif|set)\b)")
_GLUED = re.compile(r"[-+]?(tr|tc|p|r)(?=(?:for|if|elif|else|endfor|endif)\b)")
_FULL_WIDTH = str.maketrans("，（）＝＋－＞＜｜：！．［］＊／；＿＂＇　％｛｝", ",()=+-><|:!.[]*/;_\"' %{}")
_CURLY = str.maketrans("“”‘’", "\"\"''")
_ODD = re.compile("[，（）＝＋－＞＜｜：！．［］＊／；＿＂＇％｛｝「」『』、。\u3000]")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")

HALF, MISWRITTEN, SPLIT, SPACED, GLUED, PERCENT, WIDE, QUOTES = (
    "half", "miswritten", "split", "spaced", "glued", "percent", "wide", "quotes",
)  # fmt: skip


@dataclass(frozen=True)
class Flaw:
    """What is wrong with how a tag is written; ``detail`` are the signs concerned."""

    kind: str
    detail: str = ""


@dataclass(frozen=True)
class Tag:
    """A tag: its characters in a stream, docxtpl's prefix (tr, tc, p, r or none) and what stands in it.

    ``body`` is as Jinja would read it, misprints put right, so that one mistake is told once. ``dashed`` tags take the
    paragraph marks beside them away.
    """

    stream: Stream = field(repr=False, compare=False)
    kind: str
    prefix: str
    body: str
    start: int
    end: int
    dashed: bool = False
    flaws: tuple[Flaw, ...] = ()

    @property
    def source(self) -> str:
        """The tag as it is written."""
        return self.stream.text[self.start : self.end].replace(END, "")

    @property
    def order(self) -> tuple[int, int]:
        """By which the tags of all streams of a part are put in order."""
        piece = self.stream.at(self.start)
        return piece.order, self.start - piece.start

    def has(self, *kinds: str) -> bool:
        return any(flaw.kind in kinds for flaw in self.flaws)


@dataclass(frozen=True)
class Stray:
    """The end of a tag that has no beginning (``}}``), or a name in single braces (``{title}``: ``name`` is set)."""

    start: int
    end: int
    name: str = ""


def tags_in(stream: Stream, *, word: bool = True) -> Iterator[Tag]:
    """The tags of a stream in their order; ``word`` for docxtpl's dialect with its prefixes and mended quotes.

    What stands between ``raw`` and ``endraw`` is no tag.
    """
    text, at = stream.text, 0
    while opener := _OPENER.search(text, at):
        kind = _kind(opener[0])
        found = _whole(stream, kind, opener, word)
        if found is None:
            at = opener.end()
            continue
        yield found
        at = max(found.end, opener.end())
        if found.kind == STATEMENT and found.body.strip() == "raw":
            if end := _RAW_END.search(text, at):
                at = end.start()


def strays_in(stream: Stream, tags: list[Tag]) -> Iterator[Stray]:
    """What looks like a piece of a tag and stands outside of all ``tags``."""
    raw = [
        (tag.end, following.start)
        for tag, following in zip(tags, tags[1:], strict=False)
        if tag.kind == STATEMENT and tag.body.strip() == "raw"
    ]
    taken = sorted([(tag.start, tag.end) for tag in tags] + raw)
    starts = [begin for begin, _ in taken]
    for pattern in (_STRAY, _SINGLE):
        for match in pattern.finditer(stream.text):
            before = bisect_left(starts, match.end()) - 1
            if before < 0 or match.start() >= taken[before][1]:
                yield Stray(match.start(), match.end(), match[1] if pattern is _SINGLE else "")


def _kind(opener: str) -> str:
    return {"%": STATEMENT, "％": STATEMENT, "#": COMMENT}.get(opener[-1], VALUE)


def _whole(stream: Stream, kind: str, opener: re.Match[str], word: bool) -> Tag | None:
    """The tag that an opening begins; None where it is none after all (``{ {`` that nothing closes)."""
    text, begin = stream.text, opener.end()
    misspelt = opener[0] != kind
    last = text.find(END, begin)
    last = len(text) if last < 0 else last
    closer = _closing(text, kind, begin, last)
    flaws: list[Flaw] = []
    if closer is None:
        if misspelt:
            return None
        beyond = _closing_beyond(text, kind, begin)
        if beyond is not None:
            flaws.append(Flaw(SPLIT))
            closer = beyond
    if closer is None:
        inner, end, written = _half(text, kind, begin, last)
        flaws.append(Flaw(HALF, written))
    else:
        inner, end = text[begin : closer.start()].replace(END, " "), closer.end()
        if misspelt or closer[0] != _CLOSERS[kind]:
            flaws.append(Flaw(MISWRITTEN, opener[0] if misspelt else closer[0]))
    if kind == COMMENT:
        return Tag(stream, kind, "", inner, opener.start(), end, flaws=tuple(flaws))
    prefix, inner = _prefix(inner, flaws) if word else ("", inner)
    body, dashed = _undashed(inner)
    body = _set_right(body, flaws, word)
    if prefix and prefix != "r" and re.search(r"[%}]", inner) and not flaws:
        flaws.append(Flaw(PERCENT, "%" if "%" in inner else "}"))
    return Tag(stream, kind, prefix, body, opener.start(), end, dashed, tuple(flaws))


def _closing(text: str, kind: str, begin: int, last: int) -> re.Match[str] | None:
    """The tag's end within its paragraph: outside of quotes and braces, else the first there is before another tag."""
    pattern = _CLOSER[kind]
    if kind == COMMENT:
        return pattern.search(text, begin, last)
    if strict := _strict_closing(text, kind, begin, last):
        return strict
    following = _OPENER.search(text, begin, last)
    return pattern.search(text, begin, following.start() if following else last)


def _strict_closing(text: str, kind: str, begin: int, last: int) -> re.Match[str] | None:
    at, quote, depth = begin, "", 0
    pattern = _CLOSER[kind]
    while at < last:
        char = text[at]
        if quote:
            quote = "" if char == quote else quote
        elif not depth and (match := pattern.match(text, at, last)) and (match[0] == _CLOSERS[kind] or "{" not in text[begin:at]):
            return match
        elif char in "\"'":
            quote = char
        elif char == "{":
            if text[at : at + 2] in (VALUE, STATEMENT):
                return None
            depth += 1
        elif char == "}":
            depth -= 1
            if depth < 0:
                return None
        at += 1
    return None


def _closing_beyond(text: str, kind: str, begin: int) -> re.Match[str] | None:
    """The end of a tag that goes on in the next paragraph or the one behind it, where no other tag begins before."""
    limit, at = begin, begin
    for _ in range(3):
        at = text.find(END, limit)
        limit = len(text) if at < 0 else at + 1
    following = _OPENER.search(text, begin, limit)
    return _CLOSER[kind].search(text, begin, following.start() if following else limit)


def _half(text: str, kind: str, begin: int, last: int) -> tuple[str, int, str]:
    """What a tag without an end probably says: the words, where they end, what is written for the end."""
    following = _OPENER.search(text, begin, last)
    until = following.start() if following else last
    wrong = re.compile(r"[%％#]?[}｝]+|[%％]").search(text, begin, until)
    if wrong:
        return text[begin : wrong.start()], wrong.end(), wrong[0]
    ended = re.compile(r"[^\x00-\x7f]|$").search(text, begin, until)
    end = ended.start() if ended and kind == VALUE else until
    return text[begin:end], end, ""


def _prefix(inner: str, flaws: list[Flaw]) -> tuple[str, str]:
    if match := _PREFIX.match(inner):
        return match[1], inner[match.end() :]
    if match := _SPACED.match(inner):
        flaws.append(Flaw(SPACED, match[1]))
        return match[1], inner[match.end() :]
    if match := _GLUED.match(inner):
        flaws.append(Flaw(GLUED, match[1]))
        return match[1], inner[match.end() :]
    return "", inner


def _undashed(inner: str) -> tuple[str, bool]:
    dashed = inner[:1] in ("-", "+") or inner[-1:] in ("-", "+")
    return inner.removeprefix("-").removeprefix("+").removesuffix("-").removesuffix("+"), dashed


def _set_right(body: str, flaws: list[Flaw], word: bool) -> str:
    """The body with straight quotes and half-width signs; a flaw for what was put right."""
    if any(quote in body for quote in "“”‘’"):
        straight = body.translate(_CURLY)
        bare = _QUOTED.sub("", body)
        if any(quote in bare for quote in "“”‘’"):
            mended = word and straight.count('"') % 2 == 0 and _is_plain(straight)
            flaws.append(Flaw(QUOTES, "mended" if mended else "broken"))
            body = straight
        elif word and _QUOTED.sub("", straight) != bare:
            flaws.append(Flaw(QUOTES, "broken"))
    odd: list[str] = []

    def half(match: re.Match[str]) -> str:
        odd.append(match[0])
        return match[0].translate(_FULL_WIDTH)

    pieces, at = [], 0
    for quoted in _QUOTED.finditer(body):
        pieces += [_ODD.sub(half, body[at : quoted.start()]), quoted[0]]
        at = quoted.end()
    pieces.append(_ODD.sub(half, body[at:]))
    if odd and any(char != "\u3000" for char in odd):
        flaws.append(Flaw(WIDE, "".join(dict.fromkeys(odd))))
    elif odd:
        flaws.append(Flaw(WIDE, "全角空格"))
    return "".join(pieces)


def _is_plain(straight: str) -> bool:
    """Whether quotes are balanced and nothing Chinese stands outside of them that came out of a quoted quote."""
    return not any(quote in _QUOTED.sub("", straight) for quote in "\"'")
