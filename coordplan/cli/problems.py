"""Problems in the user's files, shown all together."""

from collections.abc import Sequence
from typing import TextIO

from coordplan.cli.speaking import tell
from coordplan.errors import Problem, write_problem
from coordplan.text.language import translate as _
from coordplan.text.language import translate_count


def show_problems(problems: Sequence[Problem], hidden: int, stream: TextIO) -> None:
    """Print every problem with its place, then how many there are."""
    for problem in problems:
        tell(write_problem(problem), stream)
    tell(count_sentence(problems, hidden), stream)


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
