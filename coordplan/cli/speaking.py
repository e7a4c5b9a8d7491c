"""Sentences to the user: answers on stdout, what is wrong on stderr; at a terminal wrapped between words."""

import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, ClassVar, TextIO, TypeVar

from coordplan.cli.piping import let_go, reader_is_gone
from coordplan.cli.working import wipe_line
from coordplan.errors import Problem, write_problem
from coordplan.text.language import translate as _
from coordplan.text.language import translate_count
from coordplan.text.shell import of_file
from coordplan.text.writing import plain


class _Said:
    """What has been said, and what of it is not said again by a command that begins anew."""

    lines: ClassVar[list[str]] = []
    again: ClassVar[list[str]] = []


@contextmanager
def saying_once() -> Iterator[Callable[[], None]]:
    """Give what is called where a command begins anew: of what it has said, nothing is said twice."""

    def begin_again() -> None:
        _Said.lines, _Said.again = [], [*_Said.lines]

    _Said.lines = []
    try:
        yield begin_again
    finally:
        _Said.again = []


def somebody_is_there() -> bool:
    """Say whether questions can be asked and answered: standard input and error are both a terminal."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr))


_Answer = TypeVar("_Answer")


def say(text: str) -> None:
    """Print an answer."""
    _print(text, sys.stdout)


def remark(text: str) -> None:
    """Print what accompanies an answer, or a question, to stderr."""
    _print(of_file(text), sys.stderr)


_remarked: set[str] = set()
_answered: dict[str, Any] = {}


def remark_once(text: str) -> None:
    """Print what accompanies an answer, where this command line has not said it yet."""
    if text not in _remarked:
        _remarked.add(text)
        remark(text)


def once(question: str, ask: Callable[[], _Answer]) -> _Answer:
    """Return what was answered to a question, which is asked once in a command line, however often that is run."""
    if question not in _answered:
        _answered[question] = ask()
    answer: _Answer = _answered[question]
    return answer


def begin_remarks() -> None:
    """Forget what the command line before has said, and was answered."""
    _remarked.clear()
    _answered.clear()


def complain(sentence: str, way_out: str = "") -> None:
    """Print what is wrong, and a way out, to stderr."""
    _print(f"coordplan: {of_file(sentence)}", sys.stderr)
    if way_out:
        _print(of_file(way_out), sys.stderr)


def offer(rows: Sequence[tuple[str, ...]], most: int | None = None, beside: int = 0) -> int:
    """Print numbered choices to stderr, each wrapped at the width of the terminal; return how many.

    With a ``most`` no more than that, and no more than the screen has lines for with those that stand ``beside``.
    """
    import textwrap

    width, height = shutil.get_terminal_size((80, 24))
    rows = rows[:most]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]) - 1)] if rows else []
    under = " " * min(6 + sum(each + 2 for each in widths), width // 2)
    printed = 0
    for number, row in enumerate(rows, 1):
        cells = [*(cell.ljust(each) for cell, each in zip(row, widths, strict=False)), row[-1]]
        line = plain(f"{number:>4}  {'  '.join(cells)}")
        lines = textwrap.wrap(line, width, subsequent_indent=under, break_on_hyphens=False)
        printed += len(lines)
        if most is not None and number > 1 and printed > height - beside:
            return number - 1
        print("\n".join(lines), file=sys.stderr)  # noqa: T201
    return len(rows)


def tell(text: str, stream: TextIO) -> None:
    """Print lines as they are, with nothing that a terminal would obey: what was typed may come back in them."""
    wipe_line()
    lines = (line if line.isprintable() else _inert(line) for line in text.split("\n"))
    try:
        print("\n".join(lines), file=stream)
    except OSError as error:
        if not reader_is_gone(error):
            raise
        let_go(stream)  # nobody listens; what was asked for is done all the same


def _inert(line: str) -> str:
    """Return a line without controls; the spaces before it stay."""
    return line[: len(line) - len(line.lstrip(" "))] + plain(line)


def _print(text: str, stream: TextIO) -> None:
    if text in _Said.again:
        _Said.again.remove(text)
        return
    _Said.lines.append(text)
    if stream.isatty():
        import textwrap

        width = shutil.get_terminal_size((80, 24)).columns
        text = "\n".join(
            line for part in text.split("\n") for line in (textwrap.wrap(part, width, break_on_hyphens=False) or [""])
        )
    tell(text, stream)


def show_problems(problems: Sequence[Problem], hidden: int, stream: TextIO, to_see_all: str = "") -> None:
    """Print every problem with its place, then how many there are; ``to_see_all``: the line that shows the others."""
    for problem in problems:
        tell(write_problem(problem._replace(remedy=of_file(problem.remedy))), stream)
    tell(count_sentence(problems, hidden), stream)
    if hidden:
        way_out = _("They are shown once these are put right.")
        tell(of_file(_("All of them: {command}").format(command=to_see_all) if to_see_all else way_out), stream)


def count_sentence(problems: Sequence[Problem], hidden: int) -> str:
    """Return how many problems and warnings there are, and how many more are not shown."""
    errors = sum(not problem.warning for problem in problems)
    warnings = len(problems) - errors
    parts = []
    if errors:
        parts.append(translate_count("{n} problem", "{n} problems", errors).format(n=errors))
    if warnings:
        parts.append(translate_count("{n} warning", "{n} warnings", warnings).format(n=warnings))
    sentence = ", ".join(parts) or _("no problems")
    if hidden:
        sentence += "; " + translate_count("{n} more is not shown", "{n} more are not shown", hidden).format(n=hidden)
    return sentence + "."
