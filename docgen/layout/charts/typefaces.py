"""Fonts for drawing: the papers' own or their stand-ins, cut down to a text's characters and made TrueType, so that a PDF holds them.

matplotlib embeds no CFF outlines (Fandol's) as selectable text; fonttools turns them into quadratic ones.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import tempfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.export.fonts import FACES, environment
from docgen.problem import DocgenError

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

_ELSEWHERE = ("Source Han Serif SC", "Noto Serif CJK SC", "SimSun", "Songti SC", "Microsoft YaHei", "Noto Sans CJK SC", "PingFang SC")
_LARGEST_ERROR = 1 / 1000
"""Of an em: how far a quadratic outline may be from the cubic one."""


@dataclass(frozen=True)
class Typeface:
    """A font's file, made for one text; ``missing`` are characters that the font does not have."""

    path: Path
    missing: str


def typefaces(wanted: tuple[str, ...], text: str, folder: Path) -> dict[str, Typeface]:
    """For each font that a paper names, a TrueType file in ``folder`` with the characters of ``text``.

    Raises DocgenError where the machine has no font for Chinese.
    """
    made: dict[str, Typeface] = {}
    for name, (path, index) in _files(wanted).items():
        data, missing = truetype(path, index, text)
        file = folder / f"{hashlib.sha256(data).hexdigest()[:16]}.ttf"
        file.write_bytes(data)
        made[name] = Typeface(file, missing)
    return made


def truetype(path: Path, index: int, text: str) -> tuple[bytes, str]:
    """The font cut down to ``text``, with quadratic outlines; and the characters that it does not have."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    options = subset.Options(layout_features=[], hinting=False, notdef_outline=True, recalc_timestamp=False)
    with TTFont(path, fontNumber=index, lazy=True, recalcTimestamp=False) as font:
        known = font.getBestCmap()
        missing = "".join(sorted({char for char in text if ord(char) not in known and not char.isspace()}))
        cutter = subset.Subsetter(options)
        cutter.populate(text=text + " ")
        cutter.subset(font)
        if "CFF " in font:
            _make_quadratic(font)
        made = BytesIO()
        font.save(made, reorderTables=True)
    return made.getvalue(), missing


def _files(wanted: tuple[str, ...]) -> dict[str, tuple[Path, int]]:
    """Where each font lies, and its place in a collection: as fontconfig decides, elsewhere as matplotlib finds it."""
    with tempfile.TemporaryDirectory(prefix="docgen-") as folder:
        variables = environment(Path(folder))
        return {name: (variables and _by_fontconfig(name, variables)) or _by_matplotlib(name) for name in wanted}


def _by_fontconfig(name: str, variables: dict[str, str]) -> tuple[Path, int] | None:
    try:
        answer = subprocess.run(
            ["fc-match", "-f", "%{file}\t%{index}\t%{lang}", f"{name}:lang=zh-cn"],
            env={**os.environ, **variables}, capture_output=True, check=False, timeout=120,
        )  # fmt: skip
    except OSError:
        return None
    file, index, languages = [*answer.stdout.decode("utf-8", "replace").split("\t"), "", ""][:3]
    # a collection's number holds an instance of a variable font in its upper half
    return (Path(file), int(index or 0) & 0xFFFF) if file and "zh-cn" in languages.split("|") else None


def _by_matplotlib(name: str) -> tuple[Path, int]:
    from matplotlib.font_manager import FontProperties, findfont

    face = next(face for face in FACES if name in face.names)
    for family in (*face.names, *face.stand_ins, *_ELSEWHERE):
        try:
            return Path(findfont(FontProperties(family=family), fallback_to_default=False)), 0
        except ValueError:
            continue
    raise DocgenError("本机没有中文字体，不能绘图：请安装仿宋、黑体，或运行 docgen doctor 查看缺少的字体")


def _make_quadratic(font: TTFont) -> None:
    from fontTools.pens.cu2quPen import Cu2QuPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen
    from fontTools.ttLib import newTable

    order, outlines = font.getGlyphOrder(), font.getGlyphSet()
    glyphs = {}
    for name in order:
        pen = TTGlyphPen(None)
        outlines[name].draw(Cu2QuPen(pen, font["head"].unitsPerEm * _LARGEST_ERROR, reverse_direction=True))
        glyphs[name] = pen.glyph()
    font["loca"] = newTable("loca")
    font["glyf"] = table = newTable("glyf")
    table.glyphOrder, table.glyphs = order, glyphs
    for name in order:
        glyphs[name].recalcBounds(table)
        font["hmtx"][name] = (font["hmtx"][name][0], getattr(glyphs[name], "xMin", 0))
    for tag in ("CFF ", "VORG", "vhea", "vmtx"):
        if tag in font:
            del font[tag]
    most = font["maxp"]
    most.tableVersion = 0x00010000
    for field in ("maxZones", "maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs", "maxStackElements",
                  "maxSizeOfInstructions", "maxComponentElements", "maxPoints", "maxContours", "maxCompositePoints",
                  "maxCompositeContours", "maxComponentDepth"):  # fmt: skip
        setattr(most, field, 1 if field == "maxZones" else 0)
    font["post"].formatType = 3.0
    font.sfntVersion = "\x00\x01\x00\x00"
