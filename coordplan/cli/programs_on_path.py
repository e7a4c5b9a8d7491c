"""Programs of an office's own: ``coordplan-NAME`` on PATH runs as ``coordplan NAME``.

It is told by its environment which file, language and day are meant: COORDPLAN_DB, COORDPLAN_LANG, COORDPLAN_AS_OF. A
command of coordplan itself always wins, and PATH is looked at only for a word that is none.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import typer
from typer.main import get_command

from coordplan.cli.session import Session
from coordplan.cli.usage import Command
from coordplan.errors import FileUnusable, Refused, UsageFault
from coordplan.text.language import language
from coordplan.text.language import translate as _
from coordplan.text.patterns import pattern

PREFIX = "coordplan-"
_NAME = pattern(r"\w[\w.-]*")


def program_named(name: str) -> str | None:
    """Return the path of the program that a command of this name would run; None where there is none."""
    return shutil.which(PREFIX + name) if _NAME.fullmatch(name) else None


def programs_on_path() -> list[str]:
    """Return the names of all such programs, sorted; a folder of PATH that cannot be read has none."""
    found: set[str] = set()
    for folder in os.get_exec_path():
        try:
            files = [each.name for each in os.scandir(folder or ".") if each.name.lower().startswith(PREFIX)]
        except OSError:
            continue
        found.update(filter(None, map(_name_of, files)))
    return sorted(name for name in found if program_named(name))


def _name_of(file: str) -> str:
    """Return by which name a file is run as a program; on Windows its ending says whether it is one."""
    name = file[len(PREFIX) :]
    if os.name != "nt":
        return name
    endings = os.environ.get("PATHEXT", "").lower().split(os.pathsep)
    return next((name.lower().removesuffix(each) for each in endings if name.lower().endswith(each)), "")


def command_of_program(name: str, path: str) -> Any:
    """Return the command that hands its words to a program and ends with the code of that."""
    program = typer.Typer(add_completion=False, rich_markup_mode=None)

    # Whatever stands after the name is for the program, --help too
    settings = {"ignore_unknown_options": True, "allow_extra_args": True, "help_option_names": []}

    def run(ctx: typer.Context) -> int:
        session: Session = ctx.obj
        words, as_of = _without_day(session.words[1:])
        environment = os.environ | {
            "COORDPLAN_LANG": language(),
            "COORDPLAN_AS_OF": session.day(as_of, "--as-of").isoformat(),
        }
        try:
            environment["COORDPLAN_DB"] = str(session.path().absolute())
        except FileUnusable:  # it may be what makes one
            environment.pop("COORDPLAN_DB", None)
        return run_program(path, words, environment)

    program.command(name, cls=Command, context_settings=settings)(run)
    return get_command(program)


def _without_day(words: tuple[str, ...]) -> tuple[list[str], str | None]:
    """Return the words but for ``--as-of DAY``, and that day as typed."""
    rest: list[str] = []
    days: list[str] = []
    each = iter(words)
    for word in each:
        if word == "--":
            rest += [word, *each]
        elif word == "--as-of":
            days.append(next(each, ""))
        elif word.startswith("--as-of="):
            days.append(word.partition("=")[2])
        else:
            rest.append(word)
    if len(days) > 1:
        raise UsageFault(_("{option} is given twice.").format(option="--as-of"))
    return rest, days[0] if days else None


def run_program(path: str, words: list[str], environment: dict[str, str]) -> int:
    """Run a program and return its exit code, of one that a signal ended 128 and more; raise Refused where it fails."""
    sys.stdout.flush()
    sys.stderr.flush()
    try:
        code = subprocess.run([path, *words], env=environment, check=False).returncode  # noqa: S603  as was typed
    except OSError as error:
        raise Refused(
            _("The system does not run {path}.").format(path=path),
            _("Check that it runs on this system, and that what runs it (see its first line) is installed."),
        ) from error
    return code if code >= 0 else 128 - code


def help_line(name: str) -> str:
    """Return what the help says of such a program: where it is."""
    return _("{path}, a program of your own").format(path=Path(program_named(name) or PREFIX + name))
