"""Pictures as SVG: a page's chart as a file of its own, a chart and bars of groups as parts of another page.

Nothing in a picture refers outside or runs. Colours stand at the shapes, so that a program that knows no style sheet
shows them on white; a style sheet changes them where the reader's screen is dark, and never on paper. Lines differ by
their strokes and marks too. Same values, same bytes.
"""

import textwrap
from collections.abc import Iterator, Sequence
from datetime import date
from html import escape
from typing import NamedTuple

from coordplan.paper.cells import Page
from coordplan.paper.charts import Bar, Chart, Line, LineName, length_of, ticks
from coordplan.text.language import language
from coordplan.text.language import translate as _
from coordplan.text.writing import NOTHING, plain, write_day, write_rate

PICTURE_WIDTH = 960
# On light paper, on a dark screen
_COLOURS = {
    "paper": ("#ffffff", "#111827"),
    "ink": ("#111827", "#f3f4f6"),
    "dim": ("#4b5563", "#cbd5e1"),
    "grid": ("#d1d5db", "#374151"),
    "actual": ("#15803d", "#4ade80"),
    "planned": ("#1d4ed8", "#93c5fd"),
    "forecast": ("#15803d", "#4ade80"),
    "rest": ("#e5e7eb", "#374151"),
}
_STROKES: dict[LineName, str] = {
    "planned": 'stroke-width="2" stroke-dasharray="7 4"',
    "actual": 'stroke-width="3"',
    "forecast": 'stroke-width="2.5" stroke-dasharray="1 6" stroke-linecap="round"',
}
_FONT = "'Segoe UI', 'Noto Sans', 'DejaVu Sans', Arial, sans-serif"
_SIZE = 14  # of letters
_LETTER = 0.56  # how wide a letter is at the most, on average, as a share of its size
_LINE = 20  # from one line of text to the next
_MARGIN = 16


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
    chart, y = page.chart, float(_MARGIN)
    body: list[str] = []
    sentences, notes = ([text for text, _tone in texts] for texts in (page.sentences, page.notes))
    for line in _wrapped(page.title, width - 2 * _MARGIN, _SIZE + 4):
        y += _LINE + 4
        body.append(_text(_MARGIN, y - 4, line, "ink", size=_SIZE + 4, bold=True))
    for sentence in sentences:
        for line in _wrapped(sentence, width - 2 * _MARGIN):
            y += _LINE
            body.append(_text(_MARGIN, y, line, "ink"))
    if chart is not None:
        y += _LINE if y > _MARGIN else 0
        box = Box(_MARGIN + 48, y + 44, width - 2 * _MARGIN - 48 - 68, round(width * 0.36))
        body += _drawn(chart, box)
        y = box.top + box.height + 30
        legend, y = _legend(chart, width, y)
        body += legend
    for note in notes:
        for line in _wrapped(note, width - 2 * _MARGIN):
            y += _LINE
            body.append(_text(_MARGIN, y, line, "dim"))
    yield from _framed(body, width, y + _MARGIN, title or page.title, says or " ".join((*sentences, *notes)), id_)


def _framed(body: Sequence[str], width: int, height: float, title: str, says: str, id_: str) -> Iterator[str]:
    """Yield the whole element, with its names for those who do not see it."""
    size = f'width="{width}" height="{_n(height)}" viewBox="0 0 {width} {_n(height)}"'
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" lang="{language()}" class="cp-picture" '
        f'aria-labelledby="{escape(id_)}-title {escape(id_)}-desc" font-family="{_FONT}" font-size="{_SIZE}">\n'
    )
    yield f'<title id="{escape(id_)}-title">{_inert(title)}</title>\n'
    yield f'<desc id="{escape(id_)}-desc">{_inert(says)}</desc>\n'
    yield f"<style>{_style()}</style>\n"
    yield f'<rect class="cp-paper" width="{width}" height="{_n(height)}" fill="{_COLOURS["paper"][0]}"/>\n'
    yield from (f"{element}\n" for element in body)
    yield "</svg>\n"


def _style() -> str:
    """Return what makes it fit a narrow page and a dark screen; paper stays light."""
    # Office programs overlook the condition and would write white on white; they do not know :is() either
    dark = "".join(
        f":is(.cp-{name}){{fill:{colour}}}:is(.cp-{name}-line){{stroke:{colour}}}"
        for name, (_light, colour) in _COLOURS.items()
    )
    return f".cp-picture{{max-width:100%;height:auto}}@media screen and (prefers-color-scheme:dark){{{dark}}}"


def _drawn(chart: Chart, box: Box) -> Iterator[str]:
    yield _text(_MARGIN, box.top - 30, chart.title, "dim")
    for quarter in range(5):
        y = box.y(quarter / 4)
        yield _rule(box.left, y, box.left + box.width, y, "dim" if quarter == 0 else "grid")
        yield _text(box.left - 8, y + 5, write_rate(quarter / 4, 0), "dim", anchor="end")
    yield from _days(chart, box)
    if chart.day is not None and chart.first <= chart.day <= chart.last:
        x = box.x(chart.place_of(chart.day))
        yield _rule(x, box.top - 6, x, box.top + box.height, "dim", 'stroke-dasharray="4 4"')
        anchor = "start" if x < box.left + 60 else "end" if x > box.left + box.width - 60 else "middle"
        yield _text(x, box.top - 12, chart.day_title, "ink", anchor=anchor, bold=True)
    for line in sorted(chart.lines, key=lambda line: line.name == "actual"):  # what is known stands over the rest
        yield from _line(chart, line, box)
    yield from _ends(chart, box)


def _days(chart: Chart, box: Box) -> Iterator[str]:
    """Yield the labels of the axis of days, none over another."""
    y = box.top + box.height + 20
    yield _text(box.left, y, write_day(chart.first), "dim")
    yield _text(box.left + box.width, y, write_day(chart.last), "dim", anchor="end")
    edge = _long(write_day(chart.first)) + 12
    for day, label in ticks(chart.first, chart.last, max(1, int(box.width // 80))):
        x = box.x(chart.place_of(day))
        yield _rule(x, box.top + box.height, x, box.top + box.height + 5, "dim")
        if box.left + edge < x - _long(label) / 2 and x + _long(label) / 2 < box.left + box.width - edge:
            yield _text(x, y, label, "dim", anchor="middle")


def _line(chart: Chart, line: Line, box: Box) -> Iterator[str]:
    """Yield a line with a mark on each point, which says its value where a pointer rests on it."""
    places = [(box.x(chart.place_of(day)), box.y(rate)) for day, rate in line.points]
    path = " ".join(f"{_n(x)},{_n(y)}" for x, y in places)
    colour = _COLOURS[line.name][0]
    yield (
        f'<polyline class="cp-{line.name}-line" points="{path}" fill="none" stroke="{colour}" {_STROKES[line.name]}/>'
    )
    for (day, rate), (x, y) in zip(line.points, places, strict=True):
        yield _mark(line.name, x, y, _value_words(line.title, day, rate))


def _value_words(title: str, day: date, rate: float) -> str:
    return f"{title}, {write_day(day)}: {write_rate(rate)}"


def _mark(name: LineName, x: float, y: float, says: str = "") -> str:
    """Return the mark of a line: a disc, a hollow square, a small hollow ring."""
    title = f"<title>{_inert(says)}</title>" if says else ""
    colour, paper = _COLOURS[name][0], _COLOURS["paper"][0]
    if name == "actual":
        return f'<circle class="cp-actual" cx="{_n(x)}" cy="{_n(y)}" r="3.5" fill="{colour}">{title}</circle>'
    shell = f'class="cp-paper cp-{name}-line" fill="{paper}" stroke="{colour}" stroke-width="1.5"'
    if name == "planned":
        return f'<rect {shell} x="{_n(x - 3)}" y="{_n(y - 3)}" width="6" height="6">{title}</rect>'
    return f'<circle {shell} cx="{_n(x)}" cy="{_n(y)}" r="2">{title}</circle>'


def _ends(chart: Chart, box: Box) -> Iterator[str]:
    """Yield the last value of each line beside it, none over another."""
    last = [(line, *line.points[-1]) for line in chart.lines]
    above = 0.0
    for line, day, rate in sorted(last, key=lambda each: -each[2]):
        x, y = box.x(chart.place_of(day)), box.y(rate)
        planned = chart.line("planned")
        if day == chart.last:
            above = max(y + 5, above + _SIZE + 2)
            yield _text(x + 8, above, write_rate(rate), line.name, bold=True)
        elif rate >= ((planned and planned.value_on(day)) or 0) and x > box.left + 80:  # on the side that is free
            yield _text(x - 8, max(y - 10, box.top + 14), write_rate(rate), line.name, anchor="end", bold=True)
        else:
            yield _text(x + 8, min(y + 23, box.top + box.height - 6), write_rate(rate), line.name, bold=True)


def _legend(chart: Chart, width: int, top: float) -> tuple[list[str], float]:
    """Return what each line is, in as many rows as it takes, and where the last one stands."""
    found: list[str] = []
    x, y = float(_MARGIN + 48), top + _LINE
    for line in chart.lines:
        if x > _MARGIN + 48 and x + 44 + _long(line.title) > width - _MARGIN:
            x, y = float(_MARGIN + 48), y + _LINE
        stroke = f'fill="none" stroke="{_COLOURS[line.name][0]}" {_STROKES[line.name]}'
        found.append(f'<path class="cp-{line.name}-line" d="M{_n(x)},{_n(y - 5)}h36" {stroke}/>')
        found.append(_mark(line.name, x + 18, y - 5))
        found.append(_text(x + 44, y, line.title, "ink"))
        x += 44 + _long(line.title) + 24
    return found, y


def render_bars(
    bars: Sequence[Bar], width: int = PICTURE_WIDTH, title: str = "", says: str = "", id_: str = "bars"
) -> str:
    """Return a bar for each group as an element for a page: what is done, an upright where the plan is, both in words.

    ``title`` and ``says`` are for those who do not see it; without ``says`` the rows are named in words.
    """
    left = round(width * 0.34)
    numbers = 142
    length = width - 2 * _MARGIN - left - numbers
    body: list[str] = []
    y = float(_MARGIN)
    for bar in bars:
        lines = _wrapped(bar.title, left - 12)
        height = max(1, len(lines)) * _LINE
        for number, line in enumerate(lines):
            body.append(_text(_MARGIN, y + 15 + number * _LINE, line, "ink"))
        body += _bar(bar, _MARGIN + left, y + height / 2 - 7, length)
        body.append(_text(width - _MARGIN, y + height / 2 + 5, _shares(bar), "ink", anchor="end"))
        y += height + 10
    body += _bars_legend(_MARGIN + left, y + 15)
    says = says or " ".join(f"{bar.title}: {_shares(bar)}." for bar in bars)
    return "".join(_framed(body, width, y + _LINE + _MARGIN, title, says, id_))


def _shares(bar: Bar) -> str:
    return f"{write_rate(bar.done, 1)} / {write_rate(bar.planned, 1)}" if bar.done is not None else NOTHING


def _bar(bar: Bar, x: float, y: float, length: float) -> Iterator[str]:
    yield _block(x, y, length, "rest")
    if bar.done is not None:
        yield _block(x, y, length_of(bar.done, length), "actual")
    if bar.planned is not None:
        yield _upright(x + length_of(bar.planned, length), y)


def _block(x: float, y: float, length: float, name: str) -> str:
    size = f'x="{_n(x)}" y="{_n(y)}" width="{_n(length)}" height="14"'
    return f'<rect class="cp-{name}" {size} fill="{_COLOURS[name][0]}"/>'


def _upright(x: float, y: float) -> str:
    return _rule(x, y - 4, x, y + 18, "ink", 'stroke-width="3"')


def _bars_legend(x: float, y: float) -> Iterator[str]:
    done, planned = _("Progress"), _("Planned")
    yield _block(x, y - 12, 24, "actual")
    yield _text(x + 32, y, done, "ink")
    x += 32 + _long(done) + 24
    yield _upright(x + 6, y - 12)
    yield _text(x + 18, y, planned, "ink")


def _rule(x1: float, y1: float, x2: float, y2: float, name: str, more: str = "") -> str:
    ends = f'x1="{_n(x1)}" y1="{_n(y1)}" x2="{_n(x2)}" y2="{_n(y2)}"'
    return f'<line class="cp-{name}-line" {ends} stroke="{_COLOURS[name][0]}"{" " + more if more else ""}/>'


def _text(
    x: float, y: float, text: str, name: str, anchor: str = "start", size: int = _SIZE, bold: bool = False
) -> str:
    look = f'class="cp-{name}" fill="{_COLOURS[name][0]}"'
    look += f' font-size="{size}"' if size != _SIZE else ""
    look += ' font-weight="bold"' if bold else ""
    look += f' text-anchor="{anchor}"' if anchor != "start" else ""
    return f'<text x="{_n(x)}" y="{_n(y)}" {look}>{_inert(text)}</text>'


def _inert(text: str) -> str:
    """Return text that an SVG shows as it is."""
    return escape(plain(text))


def _wrapped(text: str, width: float, size: int = _SIZE) -> list[str]:
    """Return the lines that a text takes; without a font at hand, letters are taken to be wide."""
    return textwrap.wrap(plain(text), max(8, int(width / (size * _LETTER))))


def _long(text: str) -> float:
    return len(text) * _SIZE * _LETTER


def _n(number: float) -> str:
    """Return a number of the drawing in few digits, the same every time."""
    return f"{round(number, 1):g}"
