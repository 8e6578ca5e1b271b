"""A draft's pictures: found beside it or within it, checked to be pictures, their size in mm."""

from __future__ import annotations

import base64
import io
import re
import warnings
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import unquote, unquote_to_bytes

from docgen.papers.insets import PictureInset

Finder = Callable[[str], bytes]
"""Answers the bytes of the picture that a draft names; raises NoPicture with the reason."""

_LIMIT = 30 * 2**20
_PIXELS = 60_000_000
_DOTS_PER_INCH = 96
_LENGTH = re.compile(r"([\d.]+)\s*(in|cm|mm|pt|px|)")
_MM = {"in": 25.4, "cm": 10.0, "mm": 1.0, "pt": 25.4 / 72, "px": 25.4 / _DOTS_PER_INCH, "": 25.4 / _DOTS_PER_INCH}
_DATA = re.compile(r"data:image/[\w.+-]+(;base64)?,(.*)", re.DOTALL)


class NoPicture(Exception):
    """Why a picture cannot be taken, in Chinese, with what to do."""


def picture_inset(target: str, caption: str, attributes: Mapping[str, str], find: Finder) -> PictureInset:
    """The picture ``target``. ``attributes`` may give its width and height. Raises NoPicture."""
    data, pixels, dots = _checked(target, find(target))
    wide, high = (size / dot * 25.4 for size, dot in zip(pixels, dots, strict=True))
    asked = [_millimetres(attributes.get(side, "")) for side in ("width", "height")]
    if asked[0] and asked[1]:
        wide, high = asked
    elif asked[0] or asked[1]:
        scale = asked[0] / wide if asked[0] else asked[1] / high
        wide, high = wide * scale, high * scale
    return PictureInset(data, round(wide), round(high), caption)


def beside(folder: Path) -> Finder:
    """Finds pictures in the draft's own folder and below it, and those that the draft carries as data."""

    def find(target: str) -> bytes:
        if target.startswith("data:"):
            return _from_data(target)
        if re.match(r"[a-zA-Z][\w+.-]+:|//", target):
            raise NoPicture(f"图片 {_short(target)} 在网上，docgen 不下载：请把图片存到文稿所在的文件夹，改用文件名引用")
        path = (folder / unquote(target).replace("\\", "/")).resolve()
        if not path.is_relative_to(folder.resolve()):
            raise NoPicture(f"图片 {_short(target)} 不在文稿所在的文件夹里：请把图片复制过来，改用文件名引用")
        try:
            if path.stat().st_size > _LIMIT:
                raise NoPicture(f"图片 {_short(target)} 超过 {_LIMIT // 2**20} MB：请先压缩")
            return path.read_bytes()
        except OSError:
            raise NoPicture(f"找不到图片 {_short(target)}：请把图片放到文稿所在的文件夹，检查文件名") from None

    return find


def within(read: Callable[[str], bytes | None]) -> Finder:
    """Finds pictures in a package; ``read`` answers a part's bytes, None where there is none."""

    def find(target: str) -> bytes:
        data = read(unquote(target))
        if data is None:
            raise NoPicture(f"图片 {_short(target)} 不在文稿里（是链接的图片）：请在 Word 中改为插入图片")
        if len(data) > _LIMIT:
            raise NoPicture(f"图片 {_short(target)} 超过 {_LIMIT // 2**20} MB：请先压缩")
        return data

    return find


def nowhere(target: str) -> bytes:
    """No picture can be found, as in plain text."""
    raise NoPicture(f"这种文稿不能带图片 {_short(target)}：请改用 .docx 或 .md")


def _checked(target: str, data: bytes) -> tuple[bytes, tuple[int, int], tuple[float, float]]:
    """The picture as PNG or JPEG, its size in pixels and dots per inch. Raises NoPicture."""
    from PIL import Image, UnidentifiedImageError

    if re.match(rb"\s*(<\?xml|<svg|<!doctype svg)", data[:200], re.IGNORECASE):
        raise NoPicture(f"图片 {_short(target)} 是 SVG，Word 旧版本和 WPS 可能无法显示：请另存为 PNG")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP")) as picture:
                if picture.width * picture.height > _PIXELS:
                    raise NoPicture(f"图片 {_short(target)} 的像素过多：请先缩小")
                picture.load()
                dots = picture.info.get("dpi") or (_DOTS_PER_INCH, _DOTS_PER_INCH)
                size = picture.size
                kept = data if _is_plain(data) else _as_png(picture)
    except NoPicture:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise NoPicture(f"图片 {_short(target)} 的像素过多：请先缩小") from None
    except UnidentifiedImageError:
        raise NoPicture(f"{_short(target)} 不是图片（可用 PNG、JPG、GIF、BMP、TIFF、WebP）：请换成图片文件") from None
    except Exception:  # whatever a damaged picture makes the decoder raise
        raise NoPicture(f"图片 {_short(target)} 已损坏，无法打开：请换一个") from None
    return kept, size, tuple(float(dot) if 30 <= float(dot) <= 2400 else _DOTS_PER_INCH for dot in dots)


def _is_plain(data: bytes) -> bool:
    """Whether every word processor knows it as it is."""
    return data.startswith(b"\x89PNG") or (data.startswith(b"\xff\xd8\xff") and data[6:10] in (b"JFIF", b"Exif"))


def _as_png(picture) -> bytes:
    made = io.BytesIO()
    picture.convert("RGBA" if picture.mode in ("P", "LA", "PA") else "RGB" if picture.mode == "CMYK" else picture.mode).save(made, "PNG")
    return made.getvalue()


def _from_data(target: str) -> bytes:
    found = _DATA.match(target)
    try:
        if found and len(target) <= _LIMIT * 4 // 3:
            return base64.b64decode(found[2], validate=False) if found[1] else unquote_to_bytes(found[2])
    except ValueError:
        pass
    raise NoPicture("文稿里的图片已损坏，无法打开：请换成图片文件")


def _millimetres(text: str) -> float:
    """A length as pandoc writes it; 0 where it is none (a percentage)."""
    found = _LENGTH.fullmatch(text.strip())
    try:
        return float(found[1]) * _MM[found[2]] if found else 0.0
    except ValueError:
        return 0.0


def _short(target: str) -> str:
    return target if len(target) <= 60 else f"{target[:57]}……"
