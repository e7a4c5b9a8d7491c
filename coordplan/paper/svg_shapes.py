"""The shapes of pictures: what stands around a picture, its colours, letters and rules. Same values, same bytes."""

import textwrap
from collections.abc import Iterator, Sequence
from html import escape

from coordplan.text.language import language
from coordplan.text.writing import plain

PICTURE_WIDTH = 960
PHONE_WIDTH = 352  # what a page has room for on a phone 390 wide: a wide picture's letters would be a third as large
# On light paper, on a dark screen
COLOURS = {
    "paper": ("#ffffff", "#111827"),
    "ink": ("#111827", "#f3f4f6"),
    "dim": ("#4b5563", "#cbd5e1"),
    "grid": ("#d1d5db", "#374151"),
    "actual": ("#15803d", "#4ade80"),
    "planned": ("#1d4ed8", "#93c5fd"),
    "forecast": ("#15803d", "#4ade80"),
    "rest": ("#e5e7eb", "#374151"),
}
FONT = "'Segoe UI', 'Noto Sans', 'DejaVu Sans', Arial, sans-serif"
TYPE_SIZE = 14  # of letters
_LETTER = 0.56  # how wide a letter is at the most, on average, as a share of its size
LINE_HEIGHT = 20  # from one line of text to the next
MARGIN = 16


def is_narrow(width: int) -> bool:
    """Say whether a picture is laid out for a phone: small margins, nothing beside what has no room for it."""
    return width < 400


def margin_of(width: int) -> int:
    return 2 if is_narrow(width) else MARGIN


def framed_picture(body: Sequence[str], width: int, height: float, title: str, says: str, id_: str) -> Iterator[str]:
    """Yield the whole element, with its names for those who do not see it."""
    size = f'width="{width}" height="{short_number(height)}" viewBox="0 0 {width} {short_number(height)}"'
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" lang="{language()}" class="cp-picture" '
        f'aria-labelledby="{escape(id_)}-title {escape(id_)}-desc" font-family="{FONT}" font-size="{TYPE_SIZE}">\n'
    )
    yield f'<title id="{escape(id_)}-title">{picture_text(title)}</title>\n'
    yield f'<desc id="{escape(id_)}-desc">{picture_text(says)}</desc>\n'
    yield f"<style>{_style()}</style>\n"
    yield f'<rect class="cp-paper" width="{width}" height="{short_number(height)}" fill="{COLOURS["paper"][0]}"/>\n'
    yield from (f"{element}\n" for element in body)
    yield "</svg>\n"


def _style() -> str:
    """Return what makes it fit a narrow page and a dark screen; paper stays light."""
    # Office programs overlook the condition and would write white on white; they do not know :is() either
    dark = "".join(
        f":is(.cp-{name}){{fill:{colour}}}:is(.cp-{name}-line){{stroke:{colour}}}"
        for name, (_light, colour) in COLOURS.items()
    )
    return f".cp-picture{{max-width:100%;height:auto}}@media screen and (prefers-color-scheme:dark){{{dark}}}"


def rule_of(x1: float, y1: float, x2: float, y2: float, name: str, more: str = "") -> str:
    ends = f'x1="{short_number(x1)}" y1="{short_number(y1)}" x2="{short_number(x2)}" y2="{short_number(y2)}"'
    return f'<line class="cp-{name}-line" {ends} stroke="{COLOURS[name][0]}"{" " + more if more else ""}/>'


def text_of_picture(
    x: float, y: float, text: str, name: str, anchor: str = "start", size: int = TYPE_SIZE, bold: bool = False
) -> str:
    look = f'class="cp-{name}" fill="{COLOURS[name][0]}"'
    look += f' font-size="{size}"' if size != TYPE_SIZE else ""
    look += ' font-weight="bold"' if bold else ""
    look += f' text-anchor="{anchor}"' if anchor != "start" else ""
    return f'<text x="{short_number(x)}" y="{short_number(y)}" {look}>{picture_text(text)}</text>'


def picture_text(text: str) -> str:
    """Return text that an SVG shows as it is."""
    return escape(plain(text))


def wrapped_text(text: str, width: float, size: int = TYPE_SIZE) -> list[str]:
    """Return the lines that a text takes; without a font at hand, letters are taken to be wide."""
    return textwrap.wrap(plain(text), max(8, int(width / (size * _LETTER))))


def length_of_text(text: str) -> float:
    return len(text) * TYPE_SIZE * _LETTER


def short_number(number: float) -> str:
    """Return a number of the drawing in few digits, the same every time."""
    return f"{round(number, 1):g}"
