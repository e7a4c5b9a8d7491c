"""Charts as Word's own: DrawingML of a chart as a text, with the values in it, so that it needs no workbook beside it.

Letters are those of the document, of nine points at least; lines and pieces differ in grey too.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from xml.sax.saxutils import escape, quoteattr

from coordplan.paper.charts import PIECES, Chart, DrawnChart, PieceBars

_POINTS = 10.0
_LINES = {
    "actual": ("1F3864", "solid", 28_575),
    "planned": ("7F7F7F", "sysDash", 19_050),
    "forecast": ("1F3864", "sysDot", 19_050),
}
_EDGE = '<a:ln w="6350"><a:solidFill><a:srgbClr val="595959"/></a:solidFill></a:ln>'
_GRID = (
    '<c:majorGridlines><c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="D9D9D9"/></a:solidFill></a:ln></c:spPr>'
    "</c:majorGridlines>"
)
_FIRST_DAY = date(1899, 12, 30)  # that days are counted from


def chart_part(drawn: DrawnChart, font: str) -> str:
    """Return the part of a chart, as a package holds it."""
    plot = "".join(_bars(drawn.values) if isinstance(drawn.values, PieceBars) else _lines(drawn.values))
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
        ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        '<c:date1904 val="0"/><c:roundedCorners val="0"/><c:chart>'
        f"{_title(drawn.title, font)}"
        f'<c:autoTitleDeleted val="0"/><c:plotArea><c:layout/>{plot}</c:plotArea>'
        '<c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend>'
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
        f"<c:txPr><a:bodyPr/><a:p><a:pPr>{_letters('defRPr', font, _POINTS)}</a:pPr>"
        '<a:endParaRPr lang="vi-VN"/></a:p></c:txPr></c:chartSpace>'
    )


def _letters(tag: str, font: str, size: float, bold: bool = False) -> str:
    face = quoteattr(font)
    return (
        f'<a:{tag} sz="{round(size * 100)}" b="{int(bold)}"><a:solidFill><a:srgbClr val="000000"/></a:solidFill>'
        f"<a:latin typeface={face}/><a:cs typeface={face}/></a:{tag}>"
    )


def _title(words: str, font: str) -> str:
    run = f"<a:r>{_letters('rPr', font, _POINTS + 1, bold=True)}<a:t>{escape(words)}</a:t></a:r>"
    paragraph = f"<a:p><a:pPr>{_letters('defRPr', font, _POINTS + 1, bold=True)}</a:pPr>{run}</a:p>"
    return f'<c:title><c:tx><c:rich><a:bodyPr/>{paragraph}</c:rich></c:tx><c:overlay val="0"/></c:title>'


def _bars(bars: PieceBars) -> Iterator[str]:
    """Yield a bar for each group, in pieces."""
    yield '<c:barChart><c:barDir val="bar"/><c:grouping val="stacked"/><c:varyColors val="0"/>'
    for number, (title, tone) in enumerate(bars.pieces):
        values = [counts[number] for counts in bars.counts]
        colour = f'<a:solidFill><a:srgbClr val="{PIECES[tone]}"/></a:solidFill>'
        labels = "".join(
            f'<c:dLbl><c:idx val="{at}"/><c:delete val="1"/></c:dLbl>' for at, value in enumerate(values) if not value
        )
        white = '<a:srgbClr val="FFFFFF"/>' if tone == "bad" else '<a:srgbClr val="000000"/>'
        yield (
            f'<c:ser>{_series(number, title)}<c:spPr>{colour}{_EDGE}</c:spPr><c:invertIfNegative val="0"/>'
            f"<c:dLbls>{labels}<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr><c:txPr><a:bodyPr/><a:p><a:pPr>"
            f'<a:defRPr sz="900"><a:solidFill>{white}</a:solidFill></a:defRPr></a:pPr>'
            '<a:endParaRPr lang="vi-VN"/></a:p></c:txPr><c:showLegendKey val="0"/><c:showVal val="1"/>'
            '<c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>'
            "</c:dLbls>"
            f"<c:cat>{_texts(bars.titles)}</c:cat><c:val>{_numbers(values, '0')}</c:val></c:ser>"
        )
    yield '<c:gapWidth val="45"/><c:overlap val="100"/><c:axId val="1"/><c:axId val="2"/></c:barChart>'
    yield (
        '<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="maxMin"/></c:scaling><c:delete val="0"/>'
        '<c:axPos val="l"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        '<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:crossAx val="2"/><c:crosses val="autoZero"/>'
        '<c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:tickLblSkip val="1"/>'
        '<c:noMultiLvlLbl val="0"/></c:catAx>'
        '<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/><c:min val="0"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="b"/>{_GRID}<c:numFmt formatCode="0" sourceLinked="0"/>'
        '<c:majorTickMark val="out"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:crossAx val="1"/>'
        '<c:crosses val="max"/><c:crossBetween val="between"/></c:valAx>'
    )


def _lines(chart: Chart) -> Iterator[str]:
    """Yield a line for each rate over the days."""
    days = sorted({day for line in chart.lines for day, _value in line.points})
    yield '<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>'
    for number, line in enumerate(chart.lines):
        colour, dash, width = _LINES[line.name]
        yield (
            f'<c:ser>{_series(number, line.title)}<c:spPr><a:ln w="{width}" cap="rnd"><a:solidFill>'
            f'<a:srgbClr val="{colour}"/></a:solidFill><a:prstDash val="{dash}"/><a:round/></a:ln></c:spPr>'
            '<c:marker><c:symbol val="none"/></c:marker>'
            f"<c:cat>{_days(days)}</c:cat>"
            f'<c:val>{_numbers([line.value_on(day) for day in days], "0%")}</c:val><c:smooth val="0"/></c:ser>'
        )
    months = max(1, round((chart.last - chart.first).days / 30.4 / 8))
    yield (
        '<c:marker val="1"/><c:axId val="1"/><c:axId val="2"/></c:lineChart>'
        '<c:dateAx><c:axId val="1"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/>'
        '<c:axPos val="b"/><c:numFmt formatCode="mm/yyyy" sourceLinked="0"/><c:majorTickMark val="out"/>'
        '<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:crossAx val="2"/><c:crosses val="autoZero"/>'
        f'<c:auto val="0"/><c:lblOffset val="100"/><c:baseTimeUnit val="days"/><c:majorUnit val="{months}"/>'
        '<c:majorTimeUnit val="months"/></c:dateAx>'
        '<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/><c:max val="1"/><c:min val="0"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="l"/>{_GRID}<c:numFmt formatCode="0%" sourceLinked="0"/>'
        '<c:majorTickMark val="out"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:crossAx val="1"/>'
        '<c:crosses val="autoZero"/><c:crossBetween val="midCat"/><c:majorUnit val="0.25"/></c:valAx>'
    )


def _series(number: int, title: str) -> str:
    return f'<c:idx val="{number}"/><c:order val="{number}"/><c:tx><c:v>{escape(title)}</c:v></c:tx>'


def _texts(texts: tuple[str, ...]) -> str:
    points = "".join(f'<c:pt idx="{at}"><c:v>{escape(text)}</c:v></c:pt>' for at, text in enumerate(texts))
    return f'<c:strLit><c:ptCount val="{len(texts)}"/>{points}</c:strLit>'


def _days(days: Sequence[date]) -> str:
    """Return days as an axis of days wants them; LibreOffice takes bare numbers for numbers, whatever their format."""
    points = "".join(f'<c:pt idx="{at}"><c:v>{(day - _FIRST_DAY).days}</c:v></c:pt>' for at, day in enumerate(days))
    cache = f'<c:formatCode>mm/yyyy</c:formatCode><c:ptCount val="{len(days)}"/>{points}'
    return f"<c:numRef><c:f>days</c:f><c:numCache>{cache}</c:numCache></c:numRef>"


def _numbers(numbers: list[int] | list[float | None], number_format: str) -> str:
    points = "".join(
        f'<c:pt idx="{at}"><c:v>{number:.6g}</c:v></c:pt>' for at, number in enumerate(numbers) if number is not None
    )
    return f'<c:numLit><c:formatCode>{number_format}</c:formatCode><c:ptCount val="{len(numbers)}"/>{points}</c:numLit>'
