"""Where answers go: a terminal, a pipe, or a file that is written whole or not at all."""

import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from errno import EISDIR
from pathlib import Path

from coordplan.cli.session import Session
from coordplan.errors import FileUnusable, Refused, UsageFault
from coordplan.paper.cells import Page
from coordplan.text.language import translate as _

Lines = Iterable[str]
_DATABASE = b"SQLite format 3\x00"  # how such a file begins
MOST_ROWS_DRAWN = 100  # rich draws about a row a millisecond


def show_page(session: Session, page: Page, width: int | None = None) -> None:
    """Show a page: in colour at a terminal, as plain text anywhere else."""
    terminal = sys.stdout.isatty()
    dumb = os.environ.get("TERM") == "dumb"
    drawn = session.colour == "always" or (terminal and not dumb)
    if width is None and (terminal or drawn):
        width = shutil.get_terminal_size((80, 24)).columns
    if not drawn or any(len(table.rows) > MOST_ROWS_DRAWN for table in page.tables):
        from coordplan.paper.plain import render_text

        print_lines(render_text(page, width))
        return
    from coordplan.paper.terminal import console_for, show_at_terminal

    colour = session.colour == "always" or (session.colour == "auto" and not os.environ.get("NO_COLOR"))
    with _until_nobody_reads():
        show_at_terminal(page, console_for(width or 80, colour))


def print_lines(lines: Lines) -> None:
    """Print lines to stdout; silent where whoever was reading has gone."""
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
    except (BrokenPipeError, SystemExit):  # rich ends the program where Python raises
        # What is still in the buffer must not be complained of when the interpreter ends
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def make_folder(path: Path) -> None:
    """Make a folder, with those above it; raise FileUnusable where that cannot be."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(path, error) from error


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


def write_bytes(path: Path, chunks: Iterator[bytes]) -> None:
    """Write a file whole or not at all: beside it first, then in its place. ``-`` is standard output."""
    if str(path) == "-":
        sys.stdout.flush()
        with _until_nobody_reads():
            sys.stdout.buffer.writelines(chunks)
            sys.stdout.buffer.flush()
        return
    target = path.resolve()  # behind a link, the file that it names
    _refuse_database(path)
    temporary = None
    try:
        temporary = _prepared(target, chunks)
        temporary.replace(target)
    except OSError as error:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
        raise unwritable(path, error) from error


def _refuse_database(path: Path) -> None:
    """Refuse to put an answer in the place of a coordplan file: a slip of the hand would cost all that is in it."""
    try:
        with path.open("rb") as file:
            beginning = file.read(len(_DATABASE))
    except OSError:
        return  # whether it can be written is seen when it is
    if beginning == _DATABASE:
        raise Refused(
            _("{path} is a database, perhaps the coordplan file itself; it is not written over.").format(path=path),
            _("Name another file."),
        )


def keep_rights(temporary: Path, path: Path) -> None:
    """Give the new file the rights of the one it replaces, or those of any new file."""
    if path.exists():
        shutil.copymode(path, temporary)
        return
    mask = os.umask(0)
    os.umask(mask)
    temporary.chmod(0o666 & ~mask)


def system_words(error: OSError) -> tuple[str, str]:
    """Return why the system refused, and a way out, in the language in use."""
    import errno

    elsewhere = _("Name another place.")
    words = {
        errno.ENOENT: (_("there is no such folder"), _("Make the folder first, or name another place.")),
        errno.ENOTDIR: (_("a part of its path is not a folder"), elsewhere),
        errno.EISDIR: (_("it is a folder"), _("Name a file in it.")),
        errno.EACCES: (_("it may not be written"), _("Close it where it is open, or name another place.")),
        errno.EPERM: (_("it may not be written"), _("Close it where it is open, or name another place.")),
        errno.EROFS: (_("the disk is read-only"), elsewhere),
        errno.ENOSPC: (_("the disk is full"), _("Make room and try again.")),
    }
    return words.get(error.errno or 0, (str(error.strerror or error), elsewhere))


def unwritable(path: Path, error: OSError) -> FileUnusable:
    sentence, way_out = system_words(error)
    return FileUnusable(
        _("{path} cannot be written: {reason}.").format(path=path, reason=sentence),
        _("What was there before is untouched.") + " " + way_out,
    )


@contextmanager
def files_in_place(folder: Path, files: Mapping[str, bytes]) -> Iterator[None]:
    """Write files into a folder, which is made where it is missing; where the block raises, all is as it was before.

    Raises FileUnusable where one of them cannot be written; then none is.
    """
    made = _made_with(folder)
    prepared: dict[Path, Path] = {}
    before: dict[Path, Path | None] = {}
    spot, done = folder, False
    try:
        try:
            for name, data in files.items():
                spot = folder / name
                prepared[spot] = _prepared(spot, [data])
            for spot, temporary in prepared.items():
                before[spot] = _set_aside(spot)
                temporary.replace(spot)
        except OSError as error:
            raise unwritable(spot, error) from error
        yield
        done = True
    finally:
        if not done:
            _put_back(before)
        for path in (*prepared.values(), *(aside for aside in before.values() if aside is not None)):
            with suppress(OSError):
                path.unlink(missing_ok=True)
        for path in [] if done else made:
            with suppress(OSError):  # somebody else has put something there
                path.rmdir()


def _put_back(before: Mapping[Path, Path | None]) -> None:
    for spot, aside in before.items():
        with suppress(OSError):
            if aside is None:
                spot.unlink(missing_ok=True)
            else:
                aside.replace(spot)


def _made_with(folder: Path) -> list[Path]:
    """Make a folder, with those above it; return the ones that were missing, the deepest first."""
    missing = []
    for each in (folder, *folder.parents):
        if each.exists():
            break
        missing.append(each)
    make_folder(folder)
    return missing


def _prepared(path: Path, chunks: Iterable[bytes]) -> Path:
    """Return a file written beside another one, to be put in its place."""
    if path.is_dir():
        raise IsADirectoryError(EISDIR, os.strerror(EISDIR))
    temporary = _file_beside(path)
    try:
        with temporary.open("wb") as file:
            file.writelines(chunks)
            file.flush()
            os.fsync(file.fileno())
        keep_rights(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _file_beside(path: Path) -> Path:
    from tempfile import mkstemp  # here: most commands write no file

    handle, name = mkstemp(prefix=f".{path.name}.", dir=path.parent)
    os.close(handle)
    return Path(name)


def _set_aside(path: Path) -> Path | None:
    """Keep what is there under another name until all is done; None where nothing is."""
    if not path.exists():
        return None
    aside = _file_beside(path)
    path.replace(aside)
    return aside
