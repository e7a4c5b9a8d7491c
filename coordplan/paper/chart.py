"""A chart drawn in signs, for terminals and plain text: the lines of it, in pieces that say how loud they are.

Actual progress is an area of full blocks, the forecast a lighter one, what is planned a row of dots: without colour
they can still be told apart. A column is a day, a block is in eighths.
"""

from collections.abc import Iterator
from math import ceil

from coordplan.paper.cells import Pieces, Tone
from coordplan.paper.charts import Chart, Line, length_of, ticks
from coordplan.text.writing import display_width, plain, write_day, write_rate

CHART_WIDTH = 80
_LABEL = 5  # columns of "100% " before the axis
_EIGHTHS = " ▁▂▃▄▅▆▇"
_FULL, _LIGHT, _DOT, _UPRIGHT, _ARROW = "█", "░", "•", "│", "▲"
SIGNS: dict[str, str] = {"actual": _FULL, "planned": _DOT, "forecast": _LIGHT}
TONES: dict[str, Tone] = {"actual": "good", "planned": "strong", "forecast": "dim"}
_DAY_TONE: Tone = "warn"

Grid = list[Pieces]  # from the bottom row up, a sign for each column


def draw(chart: Chart, width: int = CHART_WIDTH) -> Iterator[Pieces]:
    """Yield the lines of a chart in a width (of 40 columns or more), with its axes and a legend in words."""
    rows = 12 if width < 100 else 16 if width < 160 else 20
    columns = max(24, width - _LABEL - 1)  # two days side by side under the axis
    grid = _grid(chart, rows, columns)
    yield [(plain(chart.title), "dim")]
    for row in reversed(range(rows)):
        # A label stands at the row whose top it names
        labelled = (row + 1) % (rows // 4) == 0
        label = write_rate((row + 1) / rows, 0) if labelled else ""
        yield [(f"{label:>{_LABEL - 1}} ", ""), ("┤" if labelled else "│", "dim"), *_joined(grid[row])]
    yield from _axis(chart, columns)
    yield []
    yield from _legend(chart, width)


def _grid(chart: Chart, rows: int, columns: int) -> Grid:
    """Return the signs of the area between the axes."""
    grid: Grid = [[(" ", "") for _column in range(columns)] for _row in range(rows)]
    today = _column_of_day(chart, columns)
    for column in range(columns):
        day = chart.day if column == today and chart.day is not None else chart.day_at(column / max(1, columns - 1))
        values = {line.name: line.value_on(day) for line in chart.lines}
        if column == today:
            for row in range(rows):
                grid[row][column] = (_UPRIGHT, _DAY_TONE)
        actual, planned, forecast = (values.get(name) for name in ("actual", "planned", "forecast"))
        if actual is not None:
            eighths = ceil(round(length_of(actual, rows * 8), 6))
            for row in range(ceil(eighths / 8)):
                sign = _FULL if eighths >= (row + 1) * 8 else _EIGHTHS[eighths % 8]
                grid[row][column] = (sign, TONES["actual"])
        elif forecast is not None:
            for row in range(round(length_of(forecast, rows))):
                grid[row][column] = (_LIGHT, TONES["forecast"])
        if planned is not None:
            row = min(rows - 1, max(0, ceil(round(planned * rows, 6)) - 1))
            grid[row][column] = (_DOT, TONES["planned"])
    return grid


def _column_of_day(chart: Chart, columns: int) -> int | None:
    if chart.day is None or not chart.first <= chart.day <= chart.last:
        return None
    return round(chart.place_of(chart.day) * (columns - 1))


def _joined(signs: Pieces) -> Pieces:
    """Return the signs of a row with neighbours of one tone in one piece."""
    joined: Pieces = []
    for sign, tone in signs:
        if joined and joined[-1][1] == tone:
            joined[-1] = (joined[-1][0] + sign, tone)
        else:
            joined.append((sign, tone))
    return joined


def _axis(chart: Chart, columns: int) -> Iterator[Pieces]:
    """Yield the axis of days, its labels, and the marked day under it."""
    most = max(1, columns // 12)
    line, labels = ["─"] * columns, [" "] * columns
    first, last = write_day(chart.first), write_day(chart.last)
    labels[: len(first)] = first
    labels[columns - len(last) :] = last
    for day, label in ticks(chart.first, chart.last, most):
        column = round(chart.place_of(day) * (columns - 1))
        line[column] = "┴"
        begin = column - len(label) // 2
        room = range(begin - 1, begin + len(label) + 1)
        if room[0] >= 0 and room[-1] < columns and all(labels[place] == " " for place in room):
            labels[begin : begin + len(label)] = label
    margin = " " * (_LABEL + 1)
    yield [(f"{write_rate(0, 0):>{_LABEL - 1}} ", ""), ("└" + "".join(line), "dim")]
    yield [(margin + "".join(labels), "")]
    column_of_day = _column_of_day(chart, columns)
    if column_of_day is not None:
        words = f"{_ARROW} {plain(chart.day_title)}"
        if column_of_day + display_width(words) > columns:
            words = f"{plain(chart.day_title)} {_ARROW}"
            column_of_day = max(0, column_of_day + 1 - display_width(words))
        yield [(margin + " " * column_of_day, ""), (words, _DAY_TONE)]


def _legend(chart: Chart, width: int) -> Iterator[Pieces]:
    """Yield what each mark means, in as many lines as it takes."""

    def entry(line: Line) -> Pieces:
        return [(SIGNS[line.name] * 2, TONES[line.name]), (f" {plain(line.title)}", "")]

    entries = [entry(line) for line in chart.lines]
    if _column_of_day(chart, width) is not None:
        entries.append([(_UPRIGHT, _DAY_TONE), (f" {plain(chart.day_means)}", "")])
    pieces: Pieces = []
    taken = 0
    for each in entries:
        needed = sum(display_width(text) for text, _tone in each)
        if taken and taken + 3 + needed > width:
            yield pieces
            pieces, taken = [], 0
        if taken:
            pieces.append(("   ", ""))
            taken += 3
        pieces += each
        taken += needed
    yield pieces
