"""A chart as SVG: of a page as a file of its own, alone as a part of another page.

Nothing in a picture refers outside or runs. Colours stand at the shapes, so that a program that knows no style sheet
shows them on white; a style sheet changes them where the reader's screen is dark, and never on paper. Lines differ by
their strokes and marks too. Same values, same bytes.
"""

from collections.abc import Iterator
from datetime import date

from coordplan.named_tuples import NamedTuple
from coordplan.paper.cells import Page
from coordplan.paper.charts import Chart, Line, LineName, ticks
from coordplan.paper.svg_shapes import (
    COLOURS,
    LINE_HEIGHT,
    MARGIN,
    PICTURE_WIDTH,
    TYPE_SIZE,
    framed_picture,
    is_narrow,
    length_of_text,
    margin_of,
    picture_text,
    rule_of,
    short_number,
    text_of_picture,
    wrapped_text,
)
from coordplan.text.writing import write_day, write_rate

_STROKES: dict[LineName, str] = {
    "planned": 'stroke-width="2" stroke-dasharray="7 4"',
    "actual": 'stroke-width="3"',
    "forecast": 'stroke-width="2.5" stroke-dasharray="1 6" stroke-linecap="round"',
}


class Box(NamedTuple):
    """The area between the axes."""

    left: float
    top: float
    width: float
    height: float

    def x(self, place: float) -> float:
        return self.left + place * self.width

    def y(self, rate: float) -> float:
        return self.top + (1 - rate) * self.height


def render_picture(page: Page, width: int = PICTURE_WIDTH) -> Iterator[str]:
    """Yield a file: the page's title and sentences over its chart, its notes below."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield from _picture(page, width, "curve")


def render_chart(chart: Chart, width: int = PICTURE_WIDTH, title: str = "", says: str = "", id_: str = "curve") -> str:
    """Return a chart alone as an element for a page: ``title`` and ``says`` are for those who do not see it.

    ``id_`` begins the ids in it; two pictures of one page need different ones.
    """
    return "".join(_picture(Page(chart=chart), width, id_, title, says))


def _picture(page: Page, width: int, id_: str, title: str = "", says: str = "") -> Iterator[str]:
    chart, y, margin = page.chart, float(MARGIN), margin_of(width)
    body: list[str] = []
    sentences, notes = ([text for text, _tone in texts] for texts in (page.sentences, page.notes))
    for line in wrapped_text(page.title, width - 2 * margin, TYPE_SIZE + 4):
        y += LINE_HEIGHT + 4
        body.append(text_of_picture(margin, y - 4, line, "ink", size=TYPE_SIZE + 4, bold=True))
    for sentence in sentences:
        for line in wrapped_text(sentence, width - 2 * margin):
            y += LINE_HEIGHT
            body.append(text_of_picture(margin, y, line, "ink"))
    if chart is not None:
        y += LINE_HEIGHT if y > MARGIN else 0
        box = Box(margin + 48, y + 44, width - 2 * margin - 48 - 68, max(200, round(width * 0.36)))
        body += _drawn(chart, box, margin)
        y = box.top + box.height + 30
        legend, y = _legend(chart, width, y)
        body += legend
    for note in notes:
        for line in wrapped_text(note, width - 2 * margin):
            y += LINE_HEIGHT
            body.append(text_of_picture(margin, y, line, "dim"))
    yield from framed_picture(body, width, y + MARGIN, title or page.title, says or " ".join((*sentences, *notes)), id_)


def _drawn(chart: Chart, box: Box, margin: int) -> Iterator[str]:
    yield text_of_picture(margin, box.top - 30, chart.title, "dim")
    for quarter in range(5):
        y = box.y(quarter / 4)
        yield rule_of(box.left, y, box.left + box.width, y, "dim" if quarter == 0 else "grid")
        yield text_of_picture(box.left - 8, y + 5, write_rate(quarter / 4, 0), "dim", anchor="end")
    yield from _days(chart, box)
    if chart.day is not None and chart.first <= chart.day <= chart.last:
        x = box.x(chart.place_of(chart.day))
        yield rule_of(x, box.top - 6, x, box.top + box.height, "dim", 'stroke-dasharray="4 4"')
        anchor = "start" if x < box.left + 60 else "end" if x > box.left + box.width - 60 else "middle"
        yield text_of_picture(x, box.top - 12, chart.day_title, "ink", anchor=anchor, bold=True)
    for line in sorted(chart.lines, key=lambda line: line.name == "actual"):  # what is known stands over the rest
        yield from _line(chart, line, box)
    yield from _ends(chart, box)


def _days(chart: Chart, box: Box) -> Iterator[str]:
    """Yield the labels of the axis of days, none over another."""
    y = box.top + box.height + 20
    yield text_of_picture(box.left, y, write_day(chart.first), "dim")
    yield text_of_picture(box.left + box.width, y, write_day(chart.last), "dim", anchor="end")
    edge = length_of_text(write_day(chart.first)) + 12
    for day, label in ticks(chart.first, chart.last, max(1, int(box.width // 80))):
        x = box.x(chart.place_of(day))
        yield rule_of(x, box.top + box.height, x, box.top + box.height + 5, "dim")
        if (
            box.left + edge < x - length_of_text(label) / 2
            and x + length_of_text(label) / 2 < box.left + box.width - edge
        ):
            yield text_of_picture(x, y, label, "dim", anchor="middle")


def _line(chart: Chart, line: Line, box: Box) -> Iterator[str]:
    """Yield a line with a mark on each point, which says its value where a pointer rests on it."""
    places = [(box.x(chart.place_of(day)), box.y(rate)) for day, rate in line.points]
    path = " ".join(f"{short_number(x)},{short_number(y)}" for x, y in places)
    colour = COLOURS[line.name][0]
    yield (
        f'<polyline class="cp-{line.name}-line" points="{path}" fill="none" stroke="{colour}" {_STROKES[line.name]}/>'
    )
    for (day, rate), (x, y) in zip(line.points, places, strict=True):
        yield _mark(line.name, x, y, _value_words(line.title, day, rate))


def _value_words(title: str, day: date, rate: float) -> str:
    return f"{title}, {write_day(day)}: {write_rate(rate)}"


def _mark(name: LineName, x: float, y: float, says: str = "") -> str:
    """Return the mark of a line: a disc, a hollow square, a small hollow ring."""
    title = f"<title>{picture_text(says)}</title>" if says else ""
    colour, paper = COLOURS[name][0], COLOURS["paper"][0]
    if name == "actual":
        place = f'cx="{short_number(x)}" cy="{short_number(y)}"'
        return f'<circle class="cp-actual" {place} r="3.5" fill="{colour}">{title}</circle>'
    shell = f'class="cp-paper cp-{name}-line" fill="{paper}" stroke="{colour}" stroke-width="1.5"'
    if name == "planned":
        return f'<rect {shell} x="{short_number(x - 3)}" y="{short_number(y - 3)}" width="6" height="6">{title}</rect>'
    return f'<circle {shell} cx="{short_number(x)}" cy="{short_number(y)}" r="2">{title}</circle>'


def _ends(chart: Chart, box: Box) -> Iterator[str]:
    """Yield the last value of each line beside it, none over another."""
    last = [(line, *line.points[-1]) for line in chart.lines]
    above = 0.0
    for line, day, rate in sorted(last, key=lambda each: -each[2]):
        x, y = box.x(chart.place_of(day)), box.y(rate)
        planned = chart.line("planned")
        if day == chart.last:
            above = max(y + 5, above + TYPE_SIZE + 2)
            yield text_of_picture(x + 8, above, write_rate(rate), line.name, bold=True)
        elif rate >= ((planned and planned.value_on(day)) or 0) and x > box.left + 80:  # on the side that is free
            yield text_of_picture(
                x - 8, max(y - 10, box.top + 14), write_rate(rate), line.name, anchor="end", bold=True
            )
        else:
            yield text_of_picture(x + 8, min(y + 23, box.top + box.height - 6), write_rate(rate), line.name, bold=True)


def _legend(chart: Chart, width: int, top: float) -> tuple[list[str], float]:
    """Return what each line is, in as many rows as it takes, and where the last one stands."""
    found: list[str] = []
    margin = margin_of(width)
    left = float(margin if is_narrow(width) else margin + 48)
    x, y = left, top + LINE_HEIGHT
    for line in chart.lines:
        if x > left and x + 44 + length_of_text(line.title) > width - margin:
            x, y = left, y + LINE_HEIGHT
        stroke = f'fill="none" stroke="{COLOURS[line.name][0]}" {_STROKES[line.name]}'
        found.append(f'<path class="cp-{line.name}-line" d="M{short_number(x)},{short_number(y - 5)}h36" {stroke}/>')
        found.append(_mark(line.name, x + 18, y - 5))
        found.append(text_of_picture(x + 44, y, line.title, "ink"))
        x += 44 + length_of_text(line.title) + 24
    return found, y
