"""A page at a terminal, in colour and fitted to its width. The one place that knows rich."""

from collections.abc import Iterator

from coordplan.later_modules import stand_ins
from coordplan.paper.cells import Page, Pieces, Tone, illustrative_sentence
from coordplan.paper.plain import page_lines
from coordplan.text.language import translate as _

# rich's data classes bring it along (29 million instructions, a bare Python takes 40), and none of them needs it
with stand_ins({"inspect": ()}, {}):
    from rich.console import Console
    from rich.segment import Segment, Segments

STYLES: dict[Tone, str] = {
    "": "",
    "good": "green",
    "bad": "bold red",
    "warn": "yellow",
    "dim": "bright_black",
    "strong": "bold",
    "title": "bold cyan",
}


def show_at_terminal(page: Page, console: Console, way_out: bool = False) -> None:
    """Print a page on a console; where columns are left out and there is a way out, with what shows them."""
    styles = {tone: console.get_style(style) for tone, style in STYLES.items()}
    segments: list[Segment] = []
    for line in _lines(page, console.width, way_out):
        segments += (Segment(text, styles[tone]) for text, tone in line)
        segments.append(Segment.line())
    # The terminal itself breaks what is to be pasted whole
    console.print(Segments(segments), soft_wrap=True, end="")


def height_at_terminal(page: Page, width: int) -> int:
    """Return how many lines a page takes on a console of a width."""
    return sum(1 for _line in _lines(page, width, way_out=True))


def _lines(page: Page, width: int, way_out: bool) -> Iterator[Pieces]:
    return page_lines(_in_short(page), width, ruled=False, way_out=way_out)


def _in_short(page: Page) -> Page:
    """Return the page with the remark that its figures are illustrative in its title."""
    remark = illustrative_sentence(True)[0]
    if not page.title or remark not in page.sentences:
        return page
    words = _("illustrative figures").lower()
    # Never two brackets in a row
    title = f"{page.title[:-1]}; {words})" if page.title.endswith(")") else f"{page.title} ({words})"
    return page._replace(title=title, sentences=tuple(each for each in page.sentences if each != remark))


def console_for(width: int, colour: bool) -> Console:
    """Return a console of a width; rich obeys a width at a dumb terminal only where a height is given too."""
    return Console(
        width=width,
        height=25,
        force_terminal=True,
        color_system="standard" if colour else None,
        no_color=not colour,  # or NO_COLOR would outrank what was asked for
        highlight=False,
        markup=False,
        emoji=False,
    )
