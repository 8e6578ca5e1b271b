"""Templates as Word writes them: the parts of a package and the habits of its hand (rsids, spelling marks, split tags)."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": W,
        "r": R,
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
    }.items()
) + ' mc:Ignorable="w14"'
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_SPELLING = '<w:proofErr w:type="spellStart"/>', '<w:proofErr w:type="spellEnd"/>'


def t(text: str) -> str:
    """A text element; spaces at its ends kept as Word keeps them."""
    kept = ' xml:space="preserve"' if text != text.strip() else ""
    return f"<w:t{kept}>{escape(text)}</w:t>"


def run(text: str, properties: str = "") -> str:
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r w:rsidRPr="00A1B2C3">{look}{t(text)}</w:r>'


def split(*pieces: str, properties: str = "") -> str:
    """A text that Word has cut into runs, with spelling marks and a bookmark between them."""
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    runs = [f'<w:r w:rsidR="00C0FF{number:02X}">{look}{t(piece)}</w:r>' for number, piece in enumerate(pieces)]
    return "".join(_SPELLING[number % 2] * bool(number) + one for number, one in enumerate(runs)) + _SPELLING[len(runs) % 2] * (len(runs) % 2 == 0)


def p(*content: str, properties: str = "") -> str:
    """A paragraph of runs; what is no XML becomes a run."""
    look = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    inside = "".join(piece if piece.startswith("<") else run(piece) for piece in content)
    return f'<w:p w:rsidR="00D1E2F3" w:rsidRDefault="00D1E2F3">{look}{inside}</w:p>'


def tc(*content: str, properties: str = "", width: int = 2000) -> str:
    """A cell; what is no block becomes a paragraph."""
    blocks = "".join(piece if piece.startswith(("<w:p", "<w:tbl", "<w:sdt")) else p(piece) for piece in content or ("",))
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{properties}</w:tcPr>{blocks}</w:tc>'


def tr(*cells: str, properties: str = "") -> str:
    look = f"<w:trPr>{properties}</w:trPr>" if properties else ""
    return f'<w:tr w:rsidR="00D1E2F3">{look}{"".join(cell if cell.startswith("<w:tc>") else tc(cell) for cell in cells)}</w:tr>'


def tbl(*rows: str, columns: int | Sequence[int] = 2) -> str:
    widths = [2000] * columns if isinstance(columns, int) else columns
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    look = '<w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblLook w:val="04A0"/></w:tblPr>'
    return f"<w:tbl>{look}<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def picture(relation: str, *, number: int = 1, name: str = "", title: str = "", description: str = "") -> str:
    """A run with an inline picture of 1 cm."""
    told = (f' title="{title}"' if title else "") + (f' descr="{description}"' if description else "")
    size = 'cx="360000" cy="360000"'
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/><wp:docPr id="{number}" name="图片 {number}"{told}/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
        f'<pic:cNvPr id="{number}" name="{name or f"图片{number}.png"}"{told}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{relation}"/>'
        f'<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )


def png(red: int, green: int, blue: int, *, side: int = 4) -> bytes:
    """A square of one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + bytes((red, green, blue)) * side) * side
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


@dataclass
class Package:
    """A .docx in the making; parts are added, ``bytes`` closes it."""

    body: str = ""
    section: str = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1800" w:bottom="1440" w:left="1800" w:header="851" w:footer="992" w:gutter="0"/>'
    properties: dict[str, str] = field(default_factory=dict)
    parts: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    _relations: dict[str, list[str]] = field(default_factory=dict)
    _references: str = ""

    def relate(self, kind: str, target: str, *, part: str = "document", outside: bool = False) -> str:
        """A relation of ``word/PART.xml``; its id."""
        of_part = self._relations.setdefault(part, [])
        mode = ' TargetMode="External"' if outside else ""
        kind = kind if kind.startswith("http") else f"{R}/{kind}"
        of_part.append(f'<Relationship Id="rId{len(of_part) + 1}" Type="{kind}" Target="{escape(target)}"{mode}/>')
        return f"rId{len(of_part)}"

    def part(self, name: str, kind: str, content: bytes | str) -> None:
        """A part under word/, of a content type (the short word of Word's own, or whole)."""
        whole = kind if "/" in kind else f"{_TYPES}{kind}+xml"
        self.parts[f"word/{name}"] = (whole, content.encode() if isinstance(content, str) else content)

    def margin(self, kind: str, blocks: str, which: str = "default") -> str:
        """A header or footer (``kind``) for the first, even or other pages; its part's name without suffix."""
        name = f"{kind}{sum(1 for part in self.parts if kind in part) + 1}"
        tag = "hdr" if kind == "header" else "ftr"
        self.part(f"{name}.xml", kind, f"{_DECLARATION}<w:{tag} {NAMESPACES}>{blocks}</w:{tag}>")
        self._references += f'<w:{kind}Reference w:type="{which}" r:id="{self.relate(kind, f"{name}.xml")}"/>'
        return name

    def notes(self, kind: str, *blocks: str) -> None:
        """Footnotes or endnotes (``kind`` with s), numbered from 1."""
        one = kind.removesuffix("s")
        separators = f'<w:{one} w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:{one}><w:{one} w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:{one}>'
        inside = "".join(f'<w:{one} w:id="{number}">{block}</w:{one}>' for number, block in enumerate(blocks, 1))
        self.part(f"{kind}.xml", kind, f"{_DECLARATION}<w:{kind} {NAMESPACES}>{separators}{inside}</w:{kind}>")
        self.relate(kind, f"{kind}.xml")

    def media(self, name: str, data: bytes, *, part: str = "document") -> str:
        """A picture related to a part; the relation's id."""
        self.parts[f"word/media/{name}"] = ("image/png", data)
        return self.relate("image", f"media/{name}", part=part)

    def bytes(self) -> bytes:
        self.part("styles.xml", "styles", STYLES)
        self.relate("styles", "styles.xml")
        self.part("numbering.xml", "numbering", NUMBERING)
        self.relate("numbering", "numbering.xml")
        section = f"<w:sectPr>{self._references}{self.section}</w:sectPr>"
        self.part("document.xml", "document.main", f"{_DECLARATION}<w:document {NAMESPACES}><w:body>{self.body}{section}</w:body></w:document>")
        core = "".join(f"<{tag}>{escape(value)}</{tag}>" for tag, value in {"dc:title": "", **self.properties}.items())
        answer = io.BytesIO()
        with zipfile.ZipFile(answer, "w", zipfile.ZIP_DEFLATED) as archive:
            kinds = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, (kind, _) in self.parts.items() if not name.endswith((".png", ".bin")))
            archive.writestr(
                "[Content_Types].xml",
                f'{_DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
                'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
                '<Default Extension="png" ContentType="image/png"/><Default Extension="bin" ContentType="application/vnd.openxmlformats-officedocument.oleObject"/>'
                f'{kinds}<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>',
            )
            package = "http://schemas.openxmlformats.org/package/2006/relationships"
            archive.writestr(
                "_rels/.rels",
                f'{_DECLARATION}<Relationships xmlns="{package}"><Relationship Id="rId1" Type="{R}/officeDocument" Target="word/document.xml"/>'
                f'<Relationship Id="rId2" Type="{package}/metadata/core-properties" Target="docProps/core.xml"/></Relationships>',
            )
            archive.writestr(
                "docProps/core.xml",
                f'{_DECLARATION}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
                f'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{core}'
                '<dcterms:modified xsi:type="dcterms:W3CDTF">2021-04-02T08:00:00Z</dcterms:modified></cp:coreProperties>',
            )
            for part, relations in self._relations.items():
                archive.writestr(f"word/_rels/{part}.xml.rels", f'{_DECLARATION}<Relationships xmlns="{package}">{"".join(relations)}</Relationships>')
            for name, (_, data) in self.parts.items():
                archive.writestr(name, data)
        return answer.getvalue()


def document(*blocks: str) -> bytes:
    """A package that is nothing but its body."""
    return Package(body="".join(blocks)).bytes()


STYLES = f"""{_DECLARATION}<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="32"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
<w:style w:type="character" w:default="1" w:styleId="a0"><w:name w:val="Default Paragraph Font"/></w:style>
<w:style w:type="table" w:default="1" w:styleId="a1"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="a3"><w:name w:val="List Bullet"/><w:basedOn w:val="a"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="character" w:styleId="a4"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
</w:styles>"""
NUMBERING = f"""{_DECLARATION}<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="hybridMultilevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>
<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/><w:lvlJc w:val="left"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"""
