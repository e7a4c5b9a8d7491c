"""Bars below a table of a workbook, as a chart of its own kind over the cells of the table."""

from typing import Any

from openpyxl.chart import BarChart, Reference, Series
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties
from openpyxl.drawing.text import Font as LetterFont

from coordplan.paper.cells import Table
from coordplan.paper.charts import PIECES
from coordplan.paper.document import StackedBars
from coordplan.text.writing import plain

_LINE = "595959"
_POINTS_OF_A_CM = 72 / 2.54


def draw_bars(sheet: Any, row: int, header: int, table: Table, bars: StackedBars, width: float, face: str) -> float:
    """Draw a bar for each row of a table, so many centimetres wide; return how high it is, in points."""
    names = [column.name for column in table.columns]
    chart: Any = BarChart()
    chart.type, chart.grouping, chart.overlap, chart.gapWidth = "bar", "stacked", 100, 60
    chart.title, chart.legend.position = plain(bars.title), "b"
    chart.title.tx.rich.p[0].pPr = ParagraphProperties(defRPr=_letters(face, 12, bold=True))
    last = header + len(table.rows)
    for name, tone in bars.columns:
        column = names.index(name) + 1
        piece = Series(Reference(sheet, min_col=column, min_row=header, max_row=last), title_from_data=True)
        line = LineProperties(solidFill=_LINE, w=6350)
        piece.graphicalProperties = GraphicalProperties(solidFill=PIECES[tone], ln=line)
        chart.series.append(piece)
    chart.set_categories(Reference(sheet, min_col=1, min_row=header + 1, max_row=last))
    chart.x_axis.scaling.orientation = "maxMin"  # the first row on top
    chart.y_axis.crosses = "max"  # and the numbers below
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.numFmt, chart.y_axis.scaling.min = "0", 0  # or the axis begins where the shortest bar ends
    for written in (chart.x_axis, chart.y_axis, chart.legend):
        written.txPr = RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=_letters(face, 11)), endParaRPr=None)])
    chart.width, chart.height = width, 4 + 0.75 * len(table.rows)
    sheet.add_chart(chart, f"A{row}")
    return float(chart.height) * _POINTS_OF_A_CM


def _letters(face: str, size: float, bold: bool = False) -> CharacterProperties:
    return CharacterProperties(sz=round(size * 100), b=bold, latin=LetterFont(typeface=face))
