"""The commands by name. Each is imported when it is asked for, so that none slows the others down."""

import os
from collections.abc import Iterable, Sequence
from datetime import date
from importlib import import_module
from typing import Annotated, Any, Literal, cast

import typer
from typer.main import get_command

from coordplan.cli.net import INTERRUPTED, is_interrupt, notice_interrupts, say_failure, say_interrupted
from coordplan.cli.session import Session
from coordplan.cli.speaking import complain, say
from coordplan.cli.usage import Command, Group, usage_sentence
from coordplan.errors import UsageFault
from coordplan.text.language import LANGUAGES, mark
from coordplan.text.language import translate as _
from coordplan.text.shell import remember_options

# The headings of the help screen, each with the folder that its commands live in
HEADINGS = {
    "setting_up": mark("Set up"),
    "seeing": mark("See"),
    "writing": mark("Write"),
    "collecting": mark("Collect"),
    "sending": mark("Send out"),
    "keeping": mark("Keep"),
}
# Where each command lives, and its help in a line
COMMANDS = {
    "init": ("setting_up.init", mark("Make the file in this folder, load the definitions, show the status")),
    "check": ("setting_up.check", mark("Show what is wrong with definitions")),
    "load": ("setting_up.load", mark("Take definitions into the file")),
    "import": (
        "setting_up.annexes.commands",
        mark("Take an annex (Excel, Word, CSV) into a plan, or a file to review"),
    ),
    "next": ("setting_up.next.commands", mark("Write the definitions of the next program out of this one")),
    "export": ("setting_up.export", mark("Write the definitions out as YAML")),
    "schema": ("setting_up.export", mark("Print the JSON Schema of the definitions, for editors")),
    "status": ("seeing.commands", mark("Where the program stands: figures, and what needs attention")),
    "list": ("seeing.commands", mark("Occurrences, with their standing")),
    "due": ("seeing.commands", mark("What is overdue and what falls due soon, by date")),
    "why": ("seeing.why.commands", mark("What is behind a figure, or behind one standing")),
    "changes": ("seeing.changes.commands", mark("What changed since a date, a moment or a change")),
    "periods": ("seeing.periods_of_year", mark("Reporting periods of a year: their days, cut-offs and when to send")),
    "search": ("seeing.commands", mark("Occurrences by words, with diacritics or without")),
    "show": ("seeing.show", mark("One activity or occurrence, with its history")),
    "curve": (
        "seeing.curve.commands",
        mark("Planned and actual progress over the period, drawn; where it ends at this pace"),
    ),
    "report": (
        "sending.reports.commands",
        mark("The report of a period: what was done, what was not, what comes next"),
    ),
    "report issue": (
        "sending.reports.issued.commands",
        mark("Keep what is issued: its number, its day, its figures and file"),
    ),
    "report list": ("sending.reports.issued.commands", mark("What was issued")),
    "report verify": (
        "sending.reports.issued.commands",
        mark("Make issued reports again: whether they come out the same"),
    ),
    "report errata": (
        "sending.reports.issued.commands",
        mark("What an issued report said that has changed since"),
    ),
    "report withdraw": (
        "sending.reports.issued.commands",
        mark("Withdraw an issued report, with a reason; it stays on record"),
    ),
    "digest": ("sending.digest.commands", mark("What got done, what became overdue, what is due next: for a mail")),
    "calendar": ("sending.calendar.commands", mark("Due dates for a phone or Outlook, as an .ics file")),
    "mark": ("writing.mark", mark("Record progress: 60%, done, a value, suspended, resumed, cancelled")),
    "done": ("writing.mark", mark("Record several as done")),
    "extend": ("writing.mark", mark("Record a new due date that was granted")),
    "add": ("writing.add", mark("Add an activity by hand")),
    "edit": ("writing.edit", mark("Change what an activity says")),
    "retire": ("writing.retire", mark("Take an activity out of its plan from a day on")),
    "rate": ("writing.rate", mark("Rate a plan green, amber or red, with a reason")),
    "form": ("collecting.form.commands", mark("Write the forms that organizations fill in for a period")),
    "collect": ("collecting.collect.commands", mark("Take in what organizations sent back")),
    "returns": ("collecting.returns.commands", mark("Who has answered for a period, in time or late")),
    "chase": ("collecting.chase.commands", mark("Reminders to those who are late, or have something to correct")),
    "todo": ("collecting.todo.commands", mark("What is to be done now, each thing with its command")),
    "period": ("collecting.period", mark("Close a reporting period, open it again, list the closed ones")),
    "log": ("writing.log", mark("What was written: when, by whom, why")),
    "undo": ("writing.log", mark("Take a change back")),
    "doctor": ("keeping.doctor", mark("Check the file: its pages, its chain of changes, what is derived, its copies")),
    "backup": ("keeping.backup", mark("Make a checked copy of the file, while it is in use")),
    "restore": ("keeping.restore.commands", mark("Put a copy, or a file made from a dump, in the place of the file")),
    "merge": ("keeping.merge.commands", mark("Take over what was recorded in another copy")),
    "dump": ("keeping.dump", mark("Write out all that the file holds, as lines of JSON")),
}

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
        module_name, help_line = COMMANDS[cmd_name]
        module = import_module(f"coordplan.{module_name}")
        app = typer.Typer(add_completion=False, rich_markup_mode=None)
        function = getattr(module, f"{cmd_name.replace(' ', '_')}_command")
        app.command(cmd_name, cls=Command, help=help_line)(function)
        command: Any = get_command(app)
        command.beside = [(name, _(COMMANDS[name][1])) for name in _beside(cmd_name)]
        return command

    def command_groups(self) -> Iterable[tuple[str, list[tuple[str, str]]]]:
        for folder, heading in HEADINGS.items():
            yield (
                _(heading),
                [(name, _(line)) for name, (module, line) in COMMANDS.items() if module.startswith(folder)],
            )
        from coordplan.cli.programs_on_path import help_line, programs_on_path

        yield _("Of your own"), [(name, help_line(name)) for name in _own(programs_on_path())]


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


app = typer.Typer(cls=Commands, add_completion=False, rich_markup_mode=None, no_args_is_help=True)


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
        typer.Option(metavar="vi|en", help=mark("The language (COORDPLAN_LANG, else the program's, else vi)")),
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
) -> None:
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
    ctx.obj = Session(named[0] if named else None, color, tuple(ctx.obj or ()), several)


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
        from typer._completion_classes import completion_init

        completion_init()
    try:
        result = get_command(app).main([*given, *words], prog_name="coordplan", standalone_mode=False, obj=words)
    except _USAGE_ERROR as fault:
        if type(fault).__name__ == "NoArgsIsHelpError":
            say(str(fault))
            return 2
        from coordplan.cli.programs_on_path import programs_on_path

        sentence, way_out = usage_sentence(fault, [*COMMANDS, *programs_on_path()])
        complain(sentence, way_out)
        return 2
    except SystemExit:  # of Typer, when it has said what the shell asked for
        raise
    except BaseException as error:
        if completing:  # over the line that is being typed nothing is said
            return 1
        if is_interrupt(error):
            return say_interrupted()
        return say_failure(error, Session(dict(_pairs(given)).get("--db"), "auto").path)
    if result == INTERRUPTED:  # what Typer makes of Ctrl-C
        return say_interrupted()
    return result if isinstance(result, int) else 0


def _options_of(command: str, files: Sequence[str]) -> str:
    from coordplan.cli.file_options import file_options  # most answers print no command line

    return file_options(command, files, command in OF_SEVERAL_FILES) if files and command in COMMANDS else ""


def _pairs(given: Sequence[str]) -> Iterable[tuple[str, str]]:
    return zip(given[::2], given[1::2], strict=True)
