"""The net at the edge: whatever a command raises becomes one sentence, a way out and an exit code; never a traceback.

What the program expects raises a failure of its own, with its sentence. Anything else is a foreign file that is not
what it should be, a row that no longer says what it said, or a fault of ours: the sentence names what was being read,
as far as the frames of the failure know it. ``COORDPLAN_DEBUG=1`` shows those frames too.
"""

import os
import signal
import sqlite3
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType, TracebackType
from typing import Any

from coordplan.cli.session import begun_changes
from coordplan.cli.speaking import complain, remark
from coordplan.errors import CoordplanError, ProblemsFound, UnreadableRow
from coordplan.text.language import translate as _

INTERRUPTED = 130
_PACKAGE = Path(__file__).parents[1]
_FOREIGN = (
    "office_files",
    "setting_up",
    "collecting",
    "definitions",
)  # whose fault is likely that of a file from elsewhere


class _Interrupts:
    """Whether Ctrl-C was typed: a library may make another failure of the one that it raises."""

    typed = False


def notice_interrupts() -> None:
    """Take Ctrl-C from here on, so that it is known whatever becomes of it on its way up."""
    _Interrupts.typed = False
    begun_changes.clear()
    try:
        if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
            signal.signal(signal.SIGINT, _interrupt)
    except ValueError:  # not in the main thread: a test
        pass


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    _Interrupts.typed = True
    raise KeyboardInterrupt


def is_interrupt(error: BaseException) -> bool:
    """Say whether a command ended because somebody stopped it: Ctrl-C, or the end of what could be answered."""
    return _Interrupts.typed or isinstance(error, KeyboardInterrupt | EOFError) or type(error).__name__ == "Abort"


def say_interrupted() -> int:
    """Say what the file has of the command that was stopped; return the exit code."""
    if _Interrupts.typed:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever types it twice has been heard
    if written := change_written():
        complain(_("Stopped; change {number} is written.").format(number=written), _("To take it back: coordplan undo"))
    else:
        complain(_("Stopped; nothing was written."))
    return INTERRUPTED


def change_written() -> int | None:
    """Return the number of the last change of this command that is in the file, None where none is."""
    from contextlib import closing

    from coordplan.store.file import open_for_reading

    for path, number, command in reversed(begun_changes):
        try:
            with closing(open_for_reading(path, wait=0.2)) as connection:
                row = connection.execute("SELECT command FROM changes WHERE id = ?", (number,)).fetchone()
        except (CoordplanError, OSError, sqlite3.Error):
            continue
        if row is not None and row[0] == command:
            return number
    return None


def say_failure(error: BaseException, file: Callable[[], Path | None]) -> int:
    """Say why a command cannot go on, whatever it raised; return the exit code.

    ``file`` finds the coordplan file that is meant, None where there is none.
    """
    known = failure_of(error, file)
    failed = error.__cause__ or error
    foreseen = isinstance(failed, CoordplanError | OSError | MemoryError)
    if not foreseen and (number := change_written()) is not None:  # no word of what failed after it may deny it
        known = CoordplanError(
            _("Change {number} is written; what came after it was not expected: {reason}.").format(
                number=number, reason=_reason(failed)
            ),
            _("What is in the file: coordplan log"),
        )
    if isinstance(known, ProblemsFound):
        from coordplan.cli.speaking import show_problems

        show_problems(known.problems, known.hidden, sys.stderr, known.to_see_all)
    else:
        complain(known.sentence, known.way_out)
    if known.topic and sys.stderr.isatty():
        from coordplan.text.topics import topic_line

        remark(topic_line(known.topic))
    show_frames(error, known)
    return known.exit_code


def show_frames(error: BaseException, known: CoordplanError) -> None:
    """Show the frames of what became a failure, to who asks for them with ``COORDPLAN_DEBUG``."""
    if os.environ.get("COORDPLAN_DEBUG") and (error is not known or error.__cause__ is not None):
        import traceback

        sys.stderr.write("".join(traceback.format_exception(error)))


def failure_of(error: BaseException, file: Callable[[], Path | None]) -> CoordplanError:
    if isinstance(error, CoordplanError):
        return error
    if isinstance(error, OSError):
        return CoordplanError(_("The system refuses: {reason}.").format(reason=": ".join(_parts(error))))
    if isinstance(error, MemoryError):
        return CoordplanError(
            _("There is not enough memory for this."), _("Close other programs, or take less at a time.")
        )
    path = _path_of(file)
    if path is not None and (found := _said_of_the_file(path, error)) is not None:
        return found
    if foreign := _foreign_file(error.__traceback__):
        return CoordplanError(
            _("{file} cannot be understood: {reason}.").format(file=foreign, reason=_reason(error)),
            _("Open it in the program that it comes from and save it anew.") + " " + _where_to_send(),
        )
    sentence = _("This was not expected: {reason}.").format(reason=_reason(error))
    whole = _("To check the file: coordplan doctor") if path is not None else ""
    return CoordplanError(sentence, " ".join(filter(None, (_where_to_send(), whole))))


def _said_of_the_file(path: Path, error: BaseException) -> CoordplanError | None:
    """Return what an exception says of the coordplan file: SQLite failed, or a row does not hold what it should."""
    from coordplan.store.file import translated_errors

    row = _row_behind(error.__traceback__)
    if row is not None and isinstance(error, ValueError | TypeError | LookupError | AttributeError | RecursionError):
        error = error if isinstance(error, UnreadableRow) else UnreadableRow(row, error)
    try:
        with translated_errors(path):
            raise error
    except CoordplanError as found:
        return found
    except BaseException:
        return None  # neither SQLite's nor of a row


def _path_of(file: Callable[[], Path | None]) -> Path | None:
    try:
        return file()
    except (CoordplanError, OSError, ValueError):
        return None


def _parts(error: OSError) -> list[str]:
    from coordplan.cli.placing import system_words

    return [str(part) for part in (error.filename, system_words(error)[0]) if part]


def _reason(error: BaseException) -> str:
    words = " ".join(str(error).split())
    return f"{type(error).__name__} {words[:160]}".strip().rstrip(".")


def _where_to_send() -> str:
    return _(
        "If it keeps happening, send this sentence, and what COORDPLAN_DEBUG=1 adds to it, to whoever "
        "gave you coordplan."
    )


def _frames(traceback: TracebackType | None) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Yield the frames of a failure, the innermost first: the file of the code, and what it held."""
    found: list[tuple[Path, dict[str, Any]]] = []
    while traceback is not None:
        found.append((Path(traceback.tb_frame.f_code.co_filename), traceback.tb_frame.f_locals))
        traceback = traceback.tb_next
    yield from reversed(found)


def _row_behind(traceback: TracebackType | None) -> sqlite3.Row | None:
    for _code, values in _frames(traceback):
        for value in values.values():
            if isinstance(value, sqlite3.Row):
                return value
    return None


def _foreign_file(traceback: TracebackType | None) -> str:
    """Return the name of the file from elsewhere that was being read; empty where none was."""
    for code, values in _frames(traceback):
        if code.is_relative_to(_PACKAGE) and code.relative_to(_PACKAGE).parts[0] in _FOREIGN:
            for name in ("path", "container", "file", "source"):
                value = values.get(name)
                value = getattr(value, "path", value)
                if isinstance(value, Path | str) and str(value):
                    return str(value)
    return ""
