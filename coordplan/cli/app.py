"""The commands by name. Each is imported when it is asked for, so that none slows the others down."""

import os
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date
from importlib import import_module
from typing import Annotated, Any, Literal, cast

import typer
from typer.main import get_command

from coordplan.cli.colours import colour_wanted
from coordplan.cli.command_table import COMMANDS
from coordplan.cli.completion_of_words import complete_language
from coordplan.cli.net import (
    INTERRUPTED,
    change_written,
    is_interrupt,
    notice_interrupts,
    say_failure,
    say_interrupted,
)
from coordplan.cli.session import Session
from coordplan.cli.speaking import complain, remark, say
from coordplan.cli.usage import Command, Group, usage_sentence
from coordplan.errors import CoordplanError, UsageFault
from coordplan.text.language import LANGUAGES, mark
from coordplan.text.language import translate as _
from coordplan.text.shell import remember_options

# What says itself how to take it back, or begins a file
_OWN_WAY_BACK = ("undo", "merge", "init", "period", "report", "restore")
# What answers for several files together: --db several times, or a folder
OF_SEVERAL_FILES = ("status", "list", "due", "search", "returns")


def _beside(name: str) -> list[str]:
    """Return the commands whose first word is a command of its own."""
    return [each for each in COMMANDS if each.startswith(f"{name} ")]


class Commands(Group):
    def list_commands(self, ctx: Any) -> list[str]:
        from coordplan.cli.programs_on_path import programs_on_path

        return [*(name for name in COMMANDS if " " not in name), *_own(programs_on_path())]

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command that is meant; some are called by two words, of which the first alone is another.

        What such a first word takes is a period, so that a second word that is neither that nor a command is a slip.
        """
        if _beside(args[0]) and len(args) > 1 and (" ".join(args[:2]) in COMMANDS or not _may_be_period(args[1])):
            args = [" ".join(args[:2]), *args[2:]]
        return super().resolve_command(ctx, args)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in COMMANDS:
            from coordplan.cli.programs_on_path import command_of_program, program_named

            path = program_named(cmd_name)
            return command_of_program(cmd_name, path) if path else None
        listed = COMMANDS[cmd_name]
        module = import_module(f"coordplan.{listed.module}")
        app = typer.Typer(add_completion=False, rich_markup_mode=None)
        function = getattr(module, f"{cmd_name.replace(' ', '_')}_command")
        app.command(cmd_name, cls=Command, help=listed.help_line)(function)
        command: Any = get_command(app)
        command.beside = [(name, _(COMMANDS[name].help_line)) for name in _beside(cmd_name)]
        command.example, command.topic = listed.example, listed.topic
        return command

    def first_screen(self, ctx: Any) -> Iterable[str]:
        from coordplan.cli.help_screen import first_screen

        return first_screen(ctx)

    def programs(self) -> list[tuple[str, str]]:
        """Return the programs of the office's own on PATH, each with its help."""
        from coordplan.cli.programs_on_path import help_line, programs_on_path

        return [(name, help_line(name)) for name in _own(programs_on_path())]


def _own(names: Iterable[str]) -> list[str]:
    """Return the programs that a command of coordplan does not take the place of."""
    return [name for name in names if name not in COMMANDS]


def _may_be_period(word: str) -> bool:
    """Say whether a word may name a period; what begins with no letter is left to the command to judge."""
    from coordplan.dates.periods import parse_period

    try:
        return not word[:1].isalpha() or bool(parse_period(word, date(2000, 1, 1)))
    except ValueError:
        return False


def _say_version(wanted: bool) -> None:
    if wanted:
        from coordplan import __version__

        say(f"coordplan {__version__}")
        raise typer.Exit


def _install_completion(wanted: bool) -> None:
    if wanted:
        from coordplan.cli.completion_scripts import install_completion  # once in the life of a machine

        install_completion()


def _show_completion(shell: str | None) -> None:
    if shell:
        from coordplan.cli.completion_scripts import show_completion

        show_completion(shell)


app = typer.Typer(
    cls=Commands,
    add_completion=False,
    rich_markup_mode=None,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback(
    help=mark(
        "Keeps track of a coordination program and its plans: what is planned, due, done or late, with which evidence."
    )
)
def _globals(
    ctx: typer.Context,
    db: Annotated[
        list[str] | None,
        typer.Option(
            metavar=mark("PATH"),
            help=mark(
                "The file (COORDPLAN_DB, else the nearest coordplan.db at or above this folder); "
                "status, list, due, search and returns take several, and folders"
            ),
        ),
    ] = None,
    lang: Annotated[
        str | None,
        typer.Option(
            metavar="vi|en",
            autocompletion=complete_language,
            help=mark("The language (COORDPLAN_LANG, else the program's, else vi)"),
        ),
    ] = None,
    color: Annotated[
        Literal["auto", "always", "never"], typer.Option(help=mark("Colour: auto, always or never"))
    ] = "auto",
    version: Annotated[
        bool, typer.Option("--version", callback=_say_version, is_eager=True, help=mark("Print the version"))
    ] = False,
    install_completion: Annotated[
        bool,
        typer.Option(
            "--install-completion",
            callback=_install_completion,
            is_eager=True,
            help=mark("Set up completion for this shell"),
        ),
    ] = False,
    show_completion: Annotated[
        Literal["bash", "zsh", "fish", "powershell", "pwsh"] | None,
        typer.Option(
            "--show-completion",
            callback=_show_completion,
            is_eager=True,
            help=mark("Print the completion script of a shell"),
        ),
    ] = None,
) -> int:
    if lang is not None and lang not in LANGUAGES:
        raise typer.BadParameter(f"'{lang}' is not one of 'vi', 'en'.", param_hint="--lang")
    named = tuple(db or ())
    together = ctx.invoked_subcommand in OF_SEVERAL_FILES
    if len(named) > 1 and not together:
        raise UsageFault(
            _("{option} is given twice.").format(option="--db"),
            _("One command, one file; only these answer for several: {commands}").format(
                commands=", ".join(OF_SEVERAL_FILES)
            ),
        )
    several = named if len(named) > 1 or (together and named and _is_folder(named[0])) else ()
    ctx.obj = Session(named[0] if named else None, colour_wanted(color, os.environ), tuple(ctx.obj or ()), several)
    if ctx.invoked_subcommand is not None:
        return 0
    look: Any = import_module("coordplan.seeing.morning").look
    return int(look(ctx.obj))


def _is_folder(name: str) -> bool:
    from coordplan.store.finding import is_folder  # most command lines name no file

    return is_folder(name)


# What Typer calls every error of usage; it exports only this heir of it
_USAGE_ERROR = cast(type[Exception], typer.BadParameter.__mro__[2])


def run_app(given: Sequence[str], words: Sequence[str]) -> int:
    """Run the command line; return its exit code. The one place where failures become text."""
    notice_interrupts()
    remember_options(lambda command: _options_of(command, [each for name, each in _pairs(given) if name == "--db"]))
    completing = "_COORDPLAN_COMPLETE" in os.environ  # the shell asks what to offer after Tab
    if completing:
        from coordplan.cli.completion_scripts import begin_completing

        begin_completing()
    try:
        result = get_command(app).main([*given, *words], prog_name="coordplan", standalone_mode=False, obj=words)
    except _USAGE_ERROR as fault:
        from coordplan.cli.programs_on_path import programs_on_path

        sentence, way_out = usage_sentence(fault, [*COMMANDS, *programs_on_path()])
        complain(sentence, way_out)
        _say_pasted(words)
        return 2
    except SystemExit:  # of Typer, when it has said what the shell asked for
        raise
    except BaseException as error:
        if completing:  # over the line that is being typed nothing is said
            return 1
        if is_interrupt(error):
            return say_interrupted()
        code = say_failure(error, Session(dict(_pairs(given)).get("--db"), "auto").path)
        _say_pasted(words)
        return code
    if result == INTERRUPTED:  # what Typer makes of Ctrl-C
        return say_interrupted()
    _say_way_back(" ".join(words[:1]))
    _say_where_the_file_lies(given)
    return result if isinstance(result, int) else 0


def _say_pasted(words: Sequence[str]) -> None:
    """Say of a line that failed that a word processor has been at it, where it has."""
    if all(word.isascii() for word in words):
        return
    from coordplan.cli.pasted_words import pasted_signs

    if signs := pasted_signs(words):
        sentence = _('The line has signs that a word processor makes: {signs}. Type straight quotes "..." and --.')
        remark(sentence.format(signs=signs))


def _say_way_back(command: str) -> None:
    """Say to somebody at a terminal how to take back what was written."""
    if command in _OWN_WAY_BACK or not sys.stderr.isatty():
        return
    if command == "log" and sys.stdout.isatty():
        remark(_("To take back the last change: coordplan undo"))
    elif (number := change_written()) is not None:
        remark(_("If this was a slip: coordplan undo {number}").format(number=number))


def _say_where_the_file_lies(given: Sequence[str]) -> None:
    """Say once, to somebody at a terminal, what is worth knowing of the place of the file."""
    if not sys.stderr.isatty():
        return
    from coordplan.cli.said_once import say_surprises_once

    with suppress(CoordplanError):  # there is none
        say_surprises_once(Session(dict(_pairs(given)).get("--db"), "auto").path())


def _options_of(command: str, files: Sequence[str]) -> str:
    if command == "help":  # is about no file
        return ""
    from coordplan.cli.file_options import file_options  # most answers print no command line

    return file_options(command, files, command in OF_SEVERAL_FILES) if files and command in COMMANDS else ""


def _pairs(given: Sequence[str]) -> Iterable[tuple[str, str]]:
    return zip(given[::2], given[1::2], strict=True)
