"""Which definitions are meant, and what they say: what `check`, `load` and `init` begin with."""

import os
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from coordplan.cli.session import Session
from coordplan.cli.speaking import show_problems
from coordplan.cli.working import working
from coordplan.definitions.reading import DefinitionsReading, neighbours, read_definitions
from coordplan.errors import CoordplanError, ProblemsFound
from coordplan.model import Definitions
from coordplan.store.definitions import stored_definitions
from coordplan.store.file import open_for_reading
from coordplan.text.language import mark
from coordplan.text.language import translate as _
from coordplan.text.shell import quoted_word

Paths = Annotated[
    list[str] | None, typer.Argument(metavar=mark("PATH"), help=mark("Files, or folders of them (plans/)"))
]


def paths_of(session: Session, paths: Sequence[str] | None) -> list[Path]:
    """Return where the definitions are: as typed, else ``plans/`` here, else beside the file."""
    here = Path("plans")
    if paths:
        return [Path(each) for each in paths]
    if here.exists():
        return [here]
    try:
        beside = session.path().parent / "plans"
    except CoordplanError:
        return [here]
    if not beside.is_dir():
        return [here]
    return [Path(os.path.relpath(beside)) if os.path.splitdrive(beside)[0] == "" else beside]


def definitions_in_file(session: Session) -> Definitions | None:
    """Return the definitions of the file, None where there is no file (or no program in it)."""
    try:
        connection = open_for_reading(session.path())
    except CoordplanError:
        return None
    with closing(connection):
        definitions = stored_definitions(connection).definitions
    return definitions if definitions.program is not None else None


MOST_SHOWN = 100  # problems


def read_sources(paths: Sequence[Path], known: Definitions | None, most: int = MOST_SHOWN) -> DefinitionsReading:
    """Return what the files define, beside what is known already (None: what lies beside them), with its problems."""
    with working(_("Reading definitions ...")):
        return read_definitions(paths, neighbours(paths) if known is None else known, most)


def check_all_line(paths: Sequence[Path]) -> str:
    """Return the command line that shows every problem of some definitions."""
    return " ".join(("coordplan check --all", *(quoted_word(str(each)) for each in paths)))


def has_errors(found: DefinitionsReading) -> bool:
    return any(not problem.warning for problem in found.problems) or found.hidden > 0


def read_sound(paths: Sequence[Path], known: Definitions | None) -> DefinitionsReading:
    """Return what the files define; raise ProblemsFound where anything in them is wrong. Warnings are shown."""
    found = read_sources(paths, known)
    if has_errors(found):
        raise ProblemsFound(found.problems, found.hidden, check_all_line(paths))
    if found.problems:
        show_problems(found.problems, found.hidden, sys.stderr, check_all_line(paths))
    return found
