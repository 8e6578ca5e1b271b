"""Free stand-ins for the licensed fonts that the papers name, where a machine does not have them.

The papers always name 方正小标宋简体, 仿宋_GB2312, 楷体_GB2312, 黑体 and 宋体; only a rendering on a machine with
fontconfig (Linux) that lacks one of them is given another, by a fontconfig file of its own. Nothing that is
installed is touched, and an installed licensed font always wins.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element, ElementTree, SubElement

_SYSTEM = Path("/etc/fonts/fonts.conf")
_USUAL_DIRS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts")
_SERIF, _SANS = "Noto Serif CJK SC", "Noto Sans CJK SC"


@dataclass(frozen=True)
class Face:
    """A font that the papers name: its names in Word and WPS, its stand-ins in order, whether bold is wanted."""

    names: tuple[str, ...]
    stand_ins: tuple[str, ...]
    bold: bool = False


FACES = (
    Face(("方正小标宋简体", "方正小标宋_GBK", "FZXiaoBiaoSong-B05S"), ("FandolSong", _SERIF), bold=True),
    Face(("仿宋_GB2312", "仿宋", "FangSong_GB2312", "FangSong"), ("FandolFang", _SERIF)),
    Face(("楷体_GB2312", "楷体", "KaiTi_GB2312", "KaiTi"), ("FandolKai", _SERIF)),
    Face(("黑体", "SimHei"), ("FandolHei", _SANS)),
    Face(("宋体", "SimSun"), ("FandolSong", _SERIF)),
)


@dataclass(frozen=True)
class StandIn:
    """``used`` (family, with Bold where it is) stood in for ``wanted``, the font that the paper names."""

    wanted: str
    used: str

    def __str__(self) -> str:
        return f"{self.wanted}→{self.used}"


def font_folders() -> tuple[Path, ...]:
    """Where the Fandol fonts may lie outside the system's font folders: the user's own, then TeX Live's."""
    texmf = Path("/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol")
    return tuple(folder for folder in (user_fonts(), texmf) if folder.is_dir())


def user_fonts() -> Path:
    """The user's folder that docgen's set-up puts the stand-ins into."""
    data = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(data) / "fonts" / "docgen"


def environment(folder: Path) -> dict[str, str]:
    """Write a fontconfig file into ``folder`` and answer the variables that make a program use it.

    Empty where fonts are not found through fontconfig (Windows, macOS).
    """
    if sys.platform in ("win32", "darwin"):
        return {}
    file = folder / "fonts.conf"
    variables = {"FONTCONFIG_FILE": str(file)}
    _write(file, missing=frozenset())
    _write(file, missing=_missing(variables))
    return variables


def stand_ins_here() -> tuple[StandIn, ...]:
    """Which font stands in for which on this machine, when docgen makes a PDF."""
    with tempfile.TemporaryDirectory(prefix="docgen-") as folder:
        return stand_ins(environment(Path(folder)))


def stand_ins(variables: Mapping[str, str]) -> tuple[StandIn, ...]:
    """Which font stands in for which, as fontconfig decides with ``environment``'s variables; empty if it cannot tell."""
    found = []
    for face in FACES:
        family, style = _ask(variables, "fc-match", "-f", "%{family}\t%{style[0]}\t", face.names[0])[:2]
        first = family.split(",")[0]
        if family and face.names[0] not in family.split(","):
            found.append(StandIn(face.names[0], f"{first} Bold" if style == "Bold" else first))
    return tuple(found)


def _missing(variables: Mapping[str, str]) -> frozenset[str]:
    """The papers' fonts that this machine does not have."""
    installed = {name for line in _ask(variables, "fc-list", "-f", "%{family}\t") for name in line.split(",")}
    return frozenset(name for face in FACES for name in face.names if name not in installed)


def _ask(variables: Mapping[str, str], program: str, *arguments: str) -> list[str]:
    """The tab-separated answers of a fontconfig tool, padded so that two can always be taken."""
    if not variables or not shutil.which(program):
        return ["", ""]
    command = [program, *arguments]
    answer = subprocess.run(command, env={**os.environ, **variables}, capture_output=True, check=False, timeout=120)
    return answer.stdout.decode("utf-8", "replace").split("\t") + ["", ""]


def _write(file: Path, missing: frozenset[str]) -> None:
    root = Element("fontconfig")
    rules = _rules(missing)
    # The cache must be docgen's alone and come first: scan rules change what is cached about a font.
    SubElement(root, "cachedir").text = str(_cache())
    for element in (*_system(), *(_element("dir", str(folder)) for folder in font_folders()), *rules):
        root.append(element)
    with file.open("wb") as out:
        out.write(b'<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">\n')
        ElementTree(root).write(out, encoding="utf-8")


def _cache() -> Path:
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    with Path(__file__).open("rb") as source:  # another version's rules need another cache
        return Path(home) / "docgen" / f"fonts-{hashlib.file_digest(source, 'sha256').hexdigest()[:12]}"


def _system() -> list[Element]:
    """The system's font folders and rules, without its caches."""
    from defusedxml.ElementTree import ParseError, parse

    base = Path(os.environ.get("FONTCONFIG_FILE") or _SYSTEM)
    try:
        elements = list(parse(base).getroot())
    except (OSError, ParseError):
        return [_element("dir", folder) for folder in _USUAL_DIRS]
    kept = [element for element in elements if element.tag not in ("cachedir", "config", "description")]
    for element in kept:
        if element.tag == "include" and not element.get("prefix") and element.text:
            element.text = str(base.parent / element.text.strip())
    return kept


def _rules(missing: frozenset[str]) -> list[Element]:
    rules = [_reject("*/FandolHei-Bold.otf"), _true_bold()]
    for face in FACES:
        for name in face.names:
            rules.append(_alias(name, face, name in missing))
    return rules


def _true_bold() -> Element:
    """FandolSong Bold says of itself that its weight is regular; without this it is never found."""
    rule = _element("match", target="scan")
    rule.extend([_test("family", "FandolSong"), _test("style", "Bold")])
    rule.append(_edit("weight", "assign", ("const", "bold")))
    return rule


def _alias(name: str, face: Face, missing: bool) -> Element:
    """Stand-ins come after the font itself, so that an installed one wins, and hold as strongly as it does."""
    rule = _element("match", target="pattern")
    rule.append(_test("family", name))
    rule.append(_edit("family", "append", *(("string", stand_in) for stand_in in face.stand_ins), binding="same"))
    if face.bold and missing:
        rule.append(_edit("weight", "assign", ("const", "bold")))
    return rule


def _reject(glob: str) -> Element:
    rule = _element("selectfont")
    SubElement(SubElement(rule, "rejectfont"), "glob").text = glob
    return rule


def _test(name: str, value: str) -> Element:
    test = _element("test", name=name)
    SubElement(test, "string").text = value
    return test


def _edit(name: str, mode: str, *values: tuple[str, str], **attributes: str) -> Element:
    edit = _element("edit", name=name, mode=mode, **attributes)
    for tag, value in values:
        SubElement(edit, tag).text = value
    return edit


def _element(tag: str, text: str = "", **attributes: str) -> Element:
    element = Element(tag, attributes)
    element.text = text or None
    return element
