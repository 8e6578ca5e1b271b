"""A chart of Word's own (DrawingML): its part and the workbook that holds its data, so that Word and WPS can edit it.

Bars are grey with a black edge and lines are told apart by dashes and markers, so that black and white suffices.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from xml.sax.saxutils import escape, quoteattr

from docx.document import Document
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.oxml import parse_xml

from docgen.layout.charts.book import SHEET, workbook_of
from docgen.layout.standard import BODY_FONT, SIZE_5
from docgen.papers.insets import BARS, DASHED_LINE, ChartInset, ChartSeries

_CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_BOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CATEGORIES, _VALUES = 111111111, 222222222


def add_chart(document: Document, inset: ChartInset) -> str:
    """Put the chart's part and its workbook into the package; answer the relation by which the text names it."""
    package = document.part.package
    name = package.next_partname("/word/charts/chart%d.xml")
    chart = XmlPart(name, _CHART_TYPE, parse_xml(chart_xml(inset)), package)
    number = name.baseURI and name.filename.removeprefix("chart").removesuffix(".xml")
    book = Part(PackURI(f"/word/embeddings/Microsoft_Excel_Worksheet{number}.xlsx"), _BOOK_TYPE, workbook_of(inset), package)
    data = chart.relate_to(book, f"{_RELATIONS}/package")
    external = parse_xml(f'<c:externalData {_NS} r:id="{data}"><c:autoUpdate val="0"/></c:externalData>')
    chart.element.append(external)
    return document.part.relate_to(chart, f"{_RELATIONS}/chart")


_NS = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    f'xmlns:r="{_RELATIONS}"'
)


def chart_xml(inset: ChartInset) -> str:
    """The chart's part, but for where its workbook is."""
    numbered = list(enumerate(inset.series))
    bars = [(number, series) for number, series in numbered if series.shown_as == BARS]
    lines = [(number, series) for number, series in numbered if series.shown_as != BARS]
    axes = f'<c:axId val="{_CATEGORIES}"/><c:axId val="{_VALUES}"/>'
    plots = ""
    if bars:
        inner = "".join(_series(inset, number, series) for number, series in bars)
        plots += f'<c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:varyColors val="0"/>{inner}<c:gapWidth val="80"/>{axes}</c:barChart>'
    if lines:
        inner = "".join(_series(inset, number, series) for number, series in lines)
        plots += f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{inner}<c:marker val="1"/>{axes}</c:lineChart>'
    return (
        f'<c:chartSpace {_NS}><c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>'
        f'{plots}{_category_axis(inset.downwards)}{_value_axis(inset)}<c:spPr><a:noFill/></c:spPr></c:plotArea>'
        f'<c:legend><c:legendPos val="t"/><c:overlay val="0"/>{_font()}</c:legend>'
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f'<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{_font()}</c:chartSpace>'
    )


def _series(inset: ChartInset, number: int, series: ChartSeries) -> str:
    column = chr(ord("B") + number)
    rows = len(inset.categories) + 1
    about = (
        f'<c:idx val="{number}"/><c:order val="{number}"/>'
        f"<c:tx><c:strRef><c:f>{SHEET}!${column}$1</c:f><c:strCache><c:ptCount val=\"1\"/><c:pt idx=\"0\"><c:v>{escape(series.name)}</c:v></c:pt></c:strCache></c:strRef></c:tx>"
    )
    words = _points((escape(name) for name in inset.categories), len(inset.categories))
    values = _points((None if value is None else str(value) for value in series.values), len(series.values))
    data = (
        f"<c:cat><c:strRef><c:f>{SHEET}!$A$2:$A${rows}</c:f><c:strCache>{words}</c:strCache></c:strRef></c:cat>"
        f"<c:val><c:numRef><c:f>{SHEET}!${column}$2:${column}${rows}</c:f><c:numCache><c:formatCode>{escape(number_format(inset))}</c:formatCode>{values}</c:numCache></c:numRef></c:val>"
    )
    if series.shown_as == BARS:
        fill = '<c:spPr><a:solidFill><a:srgbClr val="BFBFBF"/></a:solidFill><a:ln w="9525"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln></c:spPr>'
        return f'<c:ser>{about}{fill}<c:invertIfNegative val="0"/>{_labels(inset, series, "outEnd")}{data}</c:ser>'
    dashed = series.shown_as == DASHED_LINE
    line = f'<c:spPr><a:ln w="19050" cap="flat"><a:solidFill><a:srgbClr val="000000"/></a:solidFill><a:prstDash val="{"dash" if dashed else "solid"}"/><a:round/></a:ln></c:spPr>'
    return f'<c:ser>{about}{line}{_marker("none" if dashed else "circle")}{_labels(inset, series, "r")}{data}<c:smooth val="0"/></c:ser>'


def _points(values: Iterator[str | None], count: int) -> str:
    return f'<c:ptCount val="{count}"/>' + "".join(
        f'<c:pt idx="{place}"><c:v>{value}</c:v></c:pt>' for place, value in enumerate(values) if value is not None
    )


def _marker(symbol: str) -> str:
    if symbol == "none":
        return '<c:marker><c:symbol val="none"/></c:marker>'
    black = '<a:solidFill><a:srgbClr val="000000"/></a:solidFill>'
    return f'<c:marker><c:symbol val="{symbol}"/><c:size val="6"/><c:spPr>{black}<a:ln w="9525">{black}</a:ln></c:spPr></c:marker>'


def _labels(inset: ChartInset, series: ChartSeries, place: str) -> str:
    shown, turned = int(series.labelled), _UPRIGHT if inset.upright and series.shown_as == BARS else ""
    form = f'<c:numFmt formatCode={quoteattr(number_format(inset))} sourceLinked="0"/><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{_font(turned)}<c:dLblPos val="{place}"/>'
    return (
        f'<c:dLbls>{form if shown else ""}<c:showLegendKey val="0"/><c:showVal val="{shown}"/><c:showCatName val="0"/>'
        '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
    )


def _category_axis(down: bool) -> str:
    return (
        f'<c:catAx><c:axId val="{_CATEGORIES}"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/>'
        '<c:axPos val="b"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="low"/>{_AXIS_LINE}{_font(_DOWNWARDS if down else "")}<c:crossAx val="{_VALUES}"/>'
        '<c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:tickLblSkip val="1"/><c:noMultiLvlLbl val="1"/></c:catAx>'
    )


def _value_axis(inset: ChartInset) -> str:
    axis = f'0"{inset.unit}"' if inset.unit else "0"
    least = min((value for series in inset.series for value in series.values if value is not None), default=Decimal(0))
    floor = '<c:min val="0"/>' if least >= 0 else ""
    ceiling = f'<c:max val="{inset.ceiling}"/>' if inset.ceiling else ""
    return (
        f'<c:valAx><c:axId val="{_VALUES}"/><c:scaling><c:orientation val="minMax"/>{ceiling}{floor}</c:scaling><c:delete val="0"/>'
        '<c:axPos val="l"/><c:majorGridlines><c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="D9D9D9"/></a:solidFill></a:ln></c:spPr></c:majorGridlines>'
        f'<c:numFmt formatCode={quoteattr(axis)} sourceLinked="0"/><c:majorTickMark val="out"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="nextTo"/>{_AXIS_LINE}{_font()}<c:crossAx val="{_CATEGORIES}"/><c:crosses val="autoZero"/>'
        '<c:crossBetween val="between"/></c:valAx>'
    )


_AXIS_LINE = '<c:spPr><a:ln w="9525"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln></c:spPr>'


_DOWNWARDS, _UPRIGHT = ' rot="0" vert="eaVert"', ' rot="-5400000" vert="horz"'


def _font(turned: str = "") -> str:
    """In the text's own font, 五号."""
    fonts = "".join(f'<a:{slot} typeface="{BODY_FONT}"/>' for slot in ("latin", "ea", "cs"))
    return (
        f'<c:txPr><a:bodyPr{turned}/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{round(SIZE_5 * 100)}" b="0">'
        f'<a:solidFill><a:srgbClr val="000000"/></a:solidFill>{fonts}</a:defRPr></a:pPr><a:endParaRPr lang="zh-CN"/></a:p></c:txPr>'
    )


def number_format(inset: ChartInset) -> str:
    """Excel's format of the values: they are rounded already, so that it prints what the text prints."""
    form = "0." + "0" * inset.places if inset.places else "0"
    return f'{form}"{inset.unit}"' if inset.unit else form
