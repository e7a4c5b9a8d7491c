"""The README's picture: ``python -m tests.picture`` draws the demonstration's status into ``.readme/status.svg``.

The same bytes every time, and nothing in it refers outside.
"""

import io
import os
import re
import tempfile
from contextlib import chdir, redirect_stdout
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console

from coordplan.cli import run
from coordplan.cli.session import Session
from coordplan.paper.cells import Page
from coordplan.paper.screen import Screen
from coordplan.paper.terminal import height_at_terminal, show_at_terminal
from coordplan.seeing.filters import Filters
from coordplan.seeing.gather import EVERYTHING, status_report
from coordplan.seeing.opening import reading
from coordplan.seeing.status_screen import status_screen
from coordplan.setting_up.demo import AS_OF
from coordplan.text.language import language, use_language

PICTURE = Path(__file__).parent.parent / ".readme" / "status.svg"
WIDTH, LINES = 136, 40  # nothing is left out
CELL = 12.2  # how wide rich draws a letter
# Without the fonts and the remark that name outside addresses
FORMAT = re.sub(r"\s*(@font-face \{\{.*?\}\}|<!--.*?-->)", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL).replace(
    "font-family: Fira Code,", "font-family: 'Fira Code', 'DejaVu Sans Mono', Menlo, Consolas,"
)
TEXT = re.compile(
    r'(<text class="coordplan-r\d+" x=")([\d.]+)(" y="[\d.]+" textLength=")([\d.]+)("[^>]*>)([^<]*)(</text>)'
)
SPACE = "&#160;"


def drawn(folder: Path) -> str:
    """Return the picture, made in an empty folder."""
    spoken = language()
    before = dict(os.environ)
    os.environ |= {"COORDPLAN_TODAY": AS_OF.isoformat(), "COORDPLAN_BY": "lan"}
    try:
        with chdir(folder), redirect_stdout(io.StringIO()):
            assert run(["--lang", "vi", "init", "--demo"]) == 0
        console = Console(
            record=True,
            width=WIDTH,
            file=io.StringIO(),
            force_terminal=True,
            color_system="truecolor",
            no_color=False,
            highlight=False,
            markup=False,
            emoji=False,
        )
        show_at_terminal(first_screen(folder / "coordplan.db"), console)
    finally:
        use_language(spoken)
        os.environ.clear()
        os.environ.update(before)
    picture = console.export_svg(title="coordplan status", unique_id="coordplan", code_format=FORMAT)
    return TEXT.sub(without_spaces_around, picture)


def without_spaces_around(found: re.Match[str]) -> str:
    """Return a text placed where its first letter stands: some programs leave spaces at its beginning out."""
    head, x, middle, length, tail, text, end = found.groups()
    letters = text.replace(SPACE, " ")
    before, after = (len(letters) - len(stripped) for stripped in (letters.lstrip(" "), letters.rstrip(" ")))
    letters = letters.strip(" ")
    if not letters:
        return ""
    return (
        f"{head}{round(float(x) + before * CELL, 1):g}{middle}{round(float(length) - (before + after) * CELL, 1):g}"
        f"{tail}{letters.replace(' ', SPACE)}{end}"
    )


def first_screen(file: Path) -> Page:
    """Return what `coordplan status` shows at a terminal of that size."""
    with reading(Session(str(file), "always"), AS_OF.isoformat()) as opened:
        report = status_report(opened, Filters(), "plan", EVERYTHING)
    return status_screen(report, Screen(WIDTH, LINES, lambda page: height_at_terminal(page, WIDTH)))


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        picture = drawn(Path(folder))
    PICTURE.parent.mkdir(exist_ok=True)
    PICTURE.write_text(picture, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
