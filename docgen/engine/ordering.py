"""Properties of cells and runs in the order that the schema demands (ISO/IEC 29500-1, 17.4.69 and 17.3.2.27).

docxtpl writes them as they come: the colour of a cell before its width, the weight of a text behind its size. Word's
own validator refuses such a file.
"""

from __future__ import annotations

import re
from functools import lru_cache

_CELL = "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark headers cellIns cellDel cellMerge tcPrChange"
_RUN = (
    "ins del moveFrom moveTo rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish "
    "webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath rPrChange"
)
_ORDERS = {"tcPr": {name: at for at, name in enumerate(_CELL.split())}, "rPr": {name: at for at, name in enumerate(_RUN.split())}}
_PROPERTIES = re.compile(r"(<w:(tcPr|rPr)(?: [^>]*)?>)(.*?)(</w:\2>)", re.DOTALL)
_VALUE = r'(?:\{\{.*?\}\}|\{%.*?%\}|[^"])*'
_CHILD = re.compile(rf'<w:(?P<name>\w+)(?:\s+[\w:]+="{_VALUE}")*\s*(?:/>|>.*?</w:(?P=name)>)', re.DOTALL)
_BARE_SHADE = "<w:shd w:fill="


def in_order(xml: str) -> str:
    """XML, or source with tags in its attributes, whose properties stand in the schema's order.

    Where anything else stands between the properties they are left as they are.
    """
    return _PROPERTIES.sub(lambda found: found[1] + _ordered(found[2], found[3]) + found[4], xml)


def told_in_order(source: str) -> str:
    """Source whose cells have the properties that tags gave them in the schema's order; what Word wrote is not touched."""
    return _PROPERTIES.sub(lambda found: found[1] + _ordered(found[2], found[3]) + found[4] if "{" in found[3] else found[0], source)


@lru_cache(1024)
def _ordered(kind: str, properties: str) -> str:
    children = list(_CHILD.finditer(properties))
    if "".join(child[0] for child in children) != properties:
        return properties
    places = _ORDERS[kind]
    children.sort(key=lambda child: places.get(child["name"], len(places)))
    return "".join(child[0] for child in children).replace(_BARE_SHADE, '<w:shd w:val="clear" w:fill=')
