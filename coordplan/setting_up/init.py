"""init: the file made, the definitions loaded, the status shown."""

import os
from pathlib import Path
from typing import Annotated

import typer

from coordplan.cli.options import By
from coordplan.cli.output import screen_of, show_page
from coordplan.cli.placing import clear_leftovers
from coordplan.cli.session import Session
from coordplan.cli.speaking import remark, say, somebody_is_there
from coordplan.cli.working import working
from coordplan.definitions.reading import DefinitionsReading, read_definitions
from coordplan.definitions.shipped import shipped_plans
from coordplan.definitions.writer import write_definitions
from coordplan.errors import Refused, UsageFault
from coordplan.file_names import name_beside
from coordplan.seeing.beginning import is_over_unrecorded, with_first_steps
from coordplan.seeing.filters import Filters
from coordplan.seeing.gather import EVERYTHING, status_report
from coordplan.seeing.opening import reading
from coordplan.seeing.page import planned_page
from coordplan.seeing.predecessor import NotAtHand, predecessor
from coordplan.seeing.status_screen import status_shown
from coordplan.setting_up.demo import demo_entries
from coordplan.setting_up.empty_program import ProgramWords, empty_program
from coordplan.setting_up.program_questions import asked_words, assumed_lines, program_words, shipped_lines
from coordplan.setting_up.sources import read_sound
from coordplan.setting_up.written_sets import write_set
from coordplan.store.applying import apply
from coordplan.store.changes import writing
from coordplan.store.copies.ensuring import ensure_copy
from coordplan.store.definitions import stored_definitions
from coordplan.store.differences import differences
from coordplan.store.entries import add_entries
from coordplan.store.file import open_for_writing, release, translated_errors
from coordplan.store.migrations import make_file
from coordplan.text.language import mark, translate_count
from coordplan.text.language import translate as _
from coordplan.text.shell import of_file, quoted_word
from coordplan.text.writing import write_day, write_number

# What may lie in a folder of definitions that nobody has written yet
_ANNEXES = (".xlsx", ".xls", ".docx", ".doc", ".csv", ".pdf")
_NO_DEFINITIONS = ("desktop.ini", "thumbs.db")


def init_command(
    ctx: typer.Context,
    folder: Annotated[
        str | None,
        typer.Argument(
            metavar=mark("DIR"),
            help=mark("The definitions (plans/, written out from the shipped set where it is missing)"),
        ),
    ] = None,
    demo: Annotated[
        bool, typer.Option("--demo", help=mark("Add made-up entries until 30/6/2024, marked as such everywhere"))
    ] = False,
    empty: Annotated[
        bool,
        typer.Option("--empty", help=mark("Begin with the program and its plans, and no activities")),
    ] = False,
    title: Annotated[str | None, typer.Option(metavar=mark("NAME"), help=mark("With --empty: its title"))] = None,
    first: Annotated[
        str | None,
        typer.Option("--from", metavar=mark("DATE"), help=mark("With --empty: its first day, or its first year")),
    ] = None,
    last: Annotated[
        str | None,
        typer.Option("--until", metavar=mark("DATE"), help=mark("With --empty: its last day, or its last year")),
    ] = None,
    sides: Annotated[
        list[str] | None,
        typer.Option("--side", metavar=mark("NAME"), help=mark("With --empty: a body that signs it (repeatable)")),
    ] = None,
    plans: Annotated[
        list[str] | None,
        typer.Option(
            "--plan", metavar=mark("NAME"), help=mark("With --empty: a body with which there is a plan (repeatable)")
        ),
    ] = None,
    contents: Annotated[
        list[str] | None,
        typer.Option(
            "--content", metavar=mark("NAME"), help=mark("With --empty: what it is about, in order (repeatable)")
        ),
    ] = None,
    by: By = None,
) -> None:
    if empty and demo:
        raise UsageFault(_("--empty has no activities, --demo is of all of them: choose one."))
    words = program_words(title, first, last, sides, plans, contents)
    if words != ProgramWords() and not empty:
        raise UsageFault(
            _("--title, --from, --until, --side, --plan and --content describe a program that begins with --empty."),
            _('For example: coordplan init --empty --title "..." --from 2026 --until 2030'),
        )
    path = ctx.obj.path_for_new()
    session: Session = ctx.obj.of_file(path)  # not of another one above this folder
    definitions = Path(folder or "plans")
    if folder is not None and not empty:
        _refuse_missing(definitions)
    _refuse_no_place_for_files(path.absolute().parent)
    if path.exists():
        _use_what_is_there(session, path, demo, empty)
    else:
        if empty:
            _write_empty(session, path, definitions, words)
        elif folder is None:
            _write_shipped(definitions)
        _make(session, path, definitions, demo, by)
    with reading(session) as file:
        report = status_report(file, Filters(), "plan", EVERYTHING)
        screen = screen_of(session)
        over = is_over_unrecorded(file)
        page = with_first_steps(file, lambda: planned_page(report) if over else status_shown(report, screen))()
    say("")
    show_page(session, page)


def _make(session: Session, path: Path, folder: Path, demo: bool, by: str | None) -> None:
    found = read_sound([folder], None)
    unfinished = name_beside(path)
    try:
        with translated_errors(path):
            make_file(unfinished)
        with working(_("Making the file ...")):
            _fill(session, unfinished, found, folder, demo, by)
        _put_in_place(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)
        clear_leftovers(path.absolute().parent)
    with reading(session) as file, predecessor(file) as before:
        if isinstance(before, NotAtHand):
            remark(before.reason + " " + _("Put it beside this one, or correct previous: in program.yaml and load it."))
        made_up = file.illustrative
    activities, plans = found.definitions.activities, found.definitions.plans
    sentence = translate_count(
        "Made {path}: {activities} activity in the program and its plans ({plans}).",
        "Made {path}: {activities} activities in the program and its plans ({plans}).",
        len(activities),
    )
    ids = ", ".join(plan.id for plan in plans) or _("none yet")
    if not activities:  # nobody has seen these ids before
        plans = tuple(sorted(plans, key=lambda plan: plan.order))
        ids = ", ".join(plan.id for plan in plans) or ids
    say(sentence.format(path=path, activities=write_number(len(activities)), plans=ids))
    for plan in () if activities else plans:
        say(f"  {plan.id}  {plan.title}")
    if made_up:
        sentence = _("A demonstration: the figures are illustrative; for every command here, today is {day}.")
        say(sentence.format(day=write_day(session.today())))


def _fill(session: Session, path: Path, found: DefinitionsReading, folder: Path, demo: bool, by: str | None) -> None:
    who, now = session.by(by), session.now()
    definitions = found.definitions
    with writing(path, command=f"init {folder.as_posix()}", by=who, now=now) as change:
        held = stored_definitions(change.connection)
        apply(change, held, definitions, differences(held, definitions, whole=True), session.today())
    if demo:
        assert definitions.program is not None
        with writing(path, command="init --demo", by=who, now=now, illustrative=True) as change:
            add_entries(change, demo_entries(definitions.activities, definitions.program))


def _put_in_place(unfinished: Path, path: Path) -> None:
    """Give the finished file its name, unless another has it by now."""
    try:
        os.link(unfinished, path)
    except FileExistsError:
        raise Refused(
            _("{path} has appeared in the meantime.").format(path=path), _("See what it is: coordplan status")
        ) from None
    except OSError:
        unfinished.rename(path)  # a file system without links


def _use_what_is_there(session: Session, path: Path, demo: bool, empty: bool) -> None:
    """Bring an existing file up to date; it is never made again, and nothing made up is mixed into it."""
    if demo:
        raise Refused(
            _("{path} is here already; made-up entries are not mixed into it.").format(path=path),
            _("Make the demonstration in a folder of its own:\nmkdir demo\ncd demo\ncoordplan init --demo"),
        )
    if empty:
        raise Refused(
            _("{path} is here already; another program has a file of its own.").format(path=path),
            _("In a folder of its own: coordplan --db new/coordplan.db init new/plans --empty"),
        )
    copies = session.copies_of(path)
    with working(_("Bringing the file up to date ...")):
        connection = open_for_writing(
            path, "init", session.by(None), before_upgrade=lambda: ensure_copy(path, copies, "upgrade")
        )
        release(path, connection)
    say(of_file(_("{path} is here already. To take new definitions in: coordplan load").format(path=path)))


def _refuse_no_place_for_files(folder: Path) -> None:
    """Refuse a folder of the system, or one in which nothing can be written, before anything is begun."""
    windows = os.environ.get("SYSTEMROOT")
    if windows and folder.is_relative_to(windows):
        sentence = _("{folder} is a folder of Windows itself; no file was made.")
    elif folder.is_dir() and not os.access(folder, os.W_OK):
        sentence = _("There is no right to write in {folder}; no file was made.")
    else:
        return
    way_out = _("Go to a folder of your own first: {command}").format(command=f"cd {quoted_word(str(Path.home()))}")
    raise Refused(sentence.format(folder=folder), way_out)


def _refuse_missing(folder: Path) -> None:
    """Refuse a folder that is named and not there: whose definitions it should have held, nobody else can say."""
    if folder.exists():
        return
    here = _("the shipped set: coordplan init")
    raise Refused(
        _("There is no folder {folder}; no file was made.").format(folder=folder),
        "\n".join(
            (
                _("Name the folder that holds the definitions, or begin with one of these:"),
                _("the next program, out of the file of this one: coordplan next {folder}").format(
                    folder=quoted_word(str(folder))
                ),
                _("a program without activities: coordplan init {folder} --empty").format(
                    folder=quoted_word(str(folder))
                ),
                here,
            )
        ),
    )


def _is_free(folder: Path) -> bool:
    """Say whether a folder is missing, or holds nothing that could be meant as definitions."""
    try:
        return all(
            each.name.startswith(".") or each.name.lower() in _NO_DEFINITIONS or each.suffix.lower() in _ANNEXES
            for each in folder.iterdir()
        )
    except FileNotFoundError:
        return True
    except OSError:
        return False  # a file, or what cannot be looked into


def _write_shipped(folder: Path) -> None:
    """Write the shipped set into a folder that is missing, or has no definitions."""
    if not _is_free(folder):
        return
    write_set(folder, {file.name: file.read_text(encoding="utf-8") for file in sorted(shipped_plans().glob("*.yaml"))})
    say(_("Wrote the shipped definitions into {folder}; replace them with the signed annexes.").format(folder=folder))


def _write_empty(session: Session, path: Path, folder: Path, words: ProgramWords) -> None:
    """Write a program without activities into a folder that is free; what nobody said is asked for at a terminal."""
    if not _is_free(folder):
        raise Refused(
            _("{folder} is here already; --empty writes one anew.").format(folder=folder),
            _("Name a new folder, or take what is in it: coordplan init {folder}").format(
                folder=quoted_word(str(folder))
            ),
        )
    shipped, today = read_definitions([shipped_plans()]).definitions, session.today()
    if asked := somebody_is_there():
        words = asked_words(shipped, words, today)
    found = empty_program(shipped, words, today)
    write_set(folder, write_definitions(found))
    sentence = _("Wrote a program without activities into {folder}; replace its words with those of the signed one.")
    say(sentence.format(folder=folder))
    if not asked:
        for line in assumed_lines(found, words, folder, path):
            say(line)
    for line in shipped_lines(found, words, folder):
        say(line)
