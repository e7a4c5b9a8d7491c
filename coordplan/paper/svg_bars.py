"""Bars of groups as a picture: what is done, and an upright where the plan is."""

from collections.abc import Iterator, Sequence

from coordplan.paper.charts import Bar, length_of
from coordplan.paper.svg_shapes import (
    COLOURS,
    LINE_HEIGHT,
    MARGIN,
    PICTURE_WIDTH,
    framed_picture,
    is_narrow,
    length_of_text,
    margin_of,
    rule_of,
    short_number,
    text_of_picture,
    wrapped_text,
)
from coordplan.text.language import translate as _
from coordplan.text.writing import NOTHING, write_rate


def render_bars(
    bars: Sequence[Bar], width: int = PICTURE_WIDTH, title: str = "", says: str = "", id_: str = "bars"
) -> str:
    """Return a bar for each group as an element for a page: what is done, an upright where the plan is, both in words.

    ``title`` and ``says`` are for those who do not see it; without ``says`` the rows are named in words.
    """
    narrow, margin = is_narrow(width), margin_of(width)
    left = 0 if narrow else round(width * 0.34)  # room for titles beside the bars
    numbers = 142
    length = width - 2 * margin - left - numbers
    body: list[str] = []
    y = float(MARGIN)
    for bar in bars:
        lines = wrapped_text(bar.title, width - 2 * margin if narrow else left - 12)
        height = max(1, len(lines)) * LINE_HEIGHT
        for number, line in enumerate(lines):
            body.append(text_of_picture(margin, y + 15 + number * LINE_HEIGHT, line, "ink"))
        middle = y + height + LINE_HEIGHT / 2 + 3 if narrow else y + height / 2
        body += _bar(bar, margin + left, middle - 7, length)
        body.append(text_of_picture(width - margin, middle + 5, _shares(bar), "ink", anchor="end"))
        y += height + (LINE_HEIGHT + 3 if narrow else 0) + 10
    body += _bars_legend(margin + left, y + 15)
    says = says or " ".join(f"{bar.title}: {_shares(bar)}." for bar in bars)
    return "".join(framed_picture(body, width, y + LINE_HEIGHT + MARGIN, title, says, id_))


def _shares(bar: Bar) -> str:
    return f"{write_rate(bar.done, 1)} / {write_rate(bar.planned, 1)}" if bar.done is not None else NOTHING


def _bar(bar: Bar, x: float, y: float, length: float) -> Iterator[str]:
    yield _block(x, y, length, "rest")
    if bar.done is not None:
        yield _block(x, y, length_of(bar.done, length), "actual")
    if bar.planned is not None:
        yield _upright(x + length_of(bar.planned, length), y)


def _block(x: float, y: float, length: float, name: str) -> str:
    size = f'x="{short_number(x)}" y="{short_number(y)}" width="{short_number(length)}" height="14"'
    return f'<rect class="cp-{name}" {size} fill="{COLOURS[name][0]}"/>'


def _upright(x: float, y: float) -> str:
    return rule_of(x, y - 4, x, y + 18, "ink", 'stroke-width="3"')


def _bars_legend(x: float, y: float) -> Iterator[str]:
    done, planned = _("Progress"), _("Planned")
    yield _block(x, y - 12, 24, "actual")
    yield text_of_picture(x + 32, y, done, "ink")
    x += 32 + length_of_text(done) + 24
    yield _upright(x + 6, y - 12)
    yield text_of_picture(x + 18, y, planned, "ink")
