"""Where answers go: a terminal, a pipe, or a file that is written whole or not at all."""

import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from coordplan.cli.piping import let_go, reader_is_gone, remark_on_reader
from coordplan.cli.session import Session
from coordplan.cli.speaking import remark
from coordplan.cli.working import wipe_line, working
from coordplan.errors import UsageFault
from coordplan.paper.cells import Page
from coordplan.paper.screen import Screen
from coordplan.text.language import translate as _

Lines = Iterable[str]


def screen_of(session: Session, width: int | None = None, asked: str = "") -> Screen | None:
    """Return what the terminal has room for; None where there is none, and all is to be said."""
    if not sys.stdout.isatty():
        return None
    from coordplan.cli.paging import screen_height

    columns = width or shutil.get_terminal_size((80, 24)).columns
    return Screen(columns, screen_height(), lambda page: _height(session, page, columns), asked)


def _height(session: Session, page: Page, width: int) -> int:
    if is_drawn(session):
        from coordplan.paper.terminal import height_at_terminal

        return height_at_terminal(page, width)
    from coordplan.paper.plain import render_text

    return sum(1 for _line in render_text(page, width))


def is_drawn(session: Session) -> bool:
    """Say whether an answer is drawn as at a terminal; a dumb one obeys no codes."""
    return session.colour == "always" or (sys.stdout.isatty() and os.environ.get("TERM") != "dumb")


def is_coloured(session: Session) -> bool:
    """Say whether what is drawn is drawn in colour."""
    return session.colour != "never"


def show_page(session: Session, page: Page, width: int | None = None, paged: bool = False) -> None:
    """Show a page: in colour at a terminal, as plain text anywhere else; through the pager where that is wanted."""
    terminal = sys.stdout.isatty()
    drawn = is_drawn(session)
    if width is None and (terminal or drawn):
        width = shutil.get_terminal_size((80, 24)).columns
    if not drawn:
        from coordplan.paper.plain import render_text

        print_lines(render_text(page, width), paged)
        return
    from coordplan.paper.terminal import console_for, show_at_terminal

    console = console_for(width or 80, is_coloured(session))
    if console.legacy_windows:  # colours are no codes there
        with _until_nobody_reads():
            show_at_terminal(page, console, way_out=paged)
        return
    with working(_("Drawing ...")), console.capture() as captured:
        show_at_terminal(page, console, way_out=paged)
    print_lines(captured.get().splitlines(), paged)


def print_lines(lines: Lines, paged: bool = False) -> None:
    """Print lines to stdout, if need be through the pager; silent where whoever was reading has gone."""
    if paged and sys.stdout.isatty():
        from coordplan.cli.paging import page_through

        with working(_("Drawing ...")):
            lines = list(lines)
        if page_through(lines):
            return
    if sentence := remark_on_reader():
        remark(sentence)
    wipe_line()
    write = sys.stdout.write
    with _until_nobody_reads():
        for line in lines:
            write(line)
            write("\n")
        sys.stdout.flush()


@contextmanager
def _until_nobody_reads() -> Iterator[None]:
    try:
        yield
    except SystemExit:  # rich ends the program where Python raises
        let_go(sys.stdout)
    except OSError as error:
        if not reader_is_gone(error):
            raise
        let_go(sys.stdout)


# What the ending of a file's name says of its format
ENDINGS = {".txt": "table", ".md": "md", ".json": "json", ".csv": "csv"}


def format_meant(output: str | None, output_format: str | None, endings: Iterable[str] = tuple(ENDINGS)) -> str:
    """Return the format of an answer: as --format says, else as the file's name ends, else a table.

    A format that only an ending names is called by it (``.svg``). Raises UsageFault where the ending is none of those
    that are known, or says something else than --format.
    """
    ending = Path(output).suffix.lower() if output is not None else ""
    if not ending:
        return output_format or "table"
    if ending not in endings:
        raise UsageFault(
            _('{path}: this command writes no file that ends in "{ending}".').format(path=output, ending=ending),
            _("It writes {endings}.").format(endings=", ".join(endings)),
        )
    named = ENDINGS.get(ending, ending)
    if output_format is not None and named != output_format:
        raise UsageFault(
            _("{path} is to be {format} by its name, and {other} by --format.").format(
                path=output, format=named.removeprefix("."), other=output_format
            ),
            _("Leave --format out, or give the file another ending."),
        )
    return named


def write_file(path: Path, chunks: Iterator[str]) -> None:
    """Write a file of text whole or not at all."""
    write_bytes(path, (chunk.encode("utf-8", errors="replace") for chunk in chunks))


def write_bytes(path: Path, chunks: Iterable[bytes], mode: int = 0o666) -> None:
    """Write a file whole or not at all: beside it first, then in its place. ``-`` is standard output.

    A new one is made with a mode, of which the umask takes away; what goes out needs none of its own.
    """
    from coordplan.cli.placing import is_standard_output, made_beside  # most answers are printed

    if is_standard_output(path):
        sys.stdout.flush()
        with _until_nobody_reads():
            sys.stdout.buffer.writelines(chunks)
            sys.stdout.buffer.flush()
        return
    with working(_("Writing {path} ...").format(path=path.name)), made_beside(path, chunks, mode=mode) as put_in_place:
        put_in_place()
