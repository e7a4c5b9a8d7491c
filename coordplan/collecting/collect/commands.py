"""collect: what organizations sent back, taken in or sent back with marks."""

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import typer

from coordplan.cli.asking import is_meant
from coordplan.cli.options import By, OutputFormat, Reason, Reopen, SureIds, sure_of
from coordplan.cli.placing import files_in_place
from coordplan.cli.proving import copied
from coordplan.cli.session import Session
from coordplan.cli.speaking import remark, somebody_is_there
from coordplan.cli.usage import missing
from coordplan.cli.working import working
from coordplan.collecting.collect.choices import Choices
from coordplan.collecting.collect.judge import take_in_files
from coordplan.collecting.collect.marked_copies import mailed, marked_copies
from coordplan.collecting.collect.naming import form_named, remarks_by_id
from coordplan.collecting.collect.page import collection_data, collection_page, problems_of
from coordplan.collecting.collect.returned_form import ReturnedFile, read_returned
from coordplan.collecting.collect.values import CollectedFile, Collection
from coordplan.collecting.mailing import MailFolder, mail_files, unaddressed_words
from coordplan.errors import Doubt, ProblemsFound, Refused, UsageFault
from coordplan.seeing.answer import Answer, show_answer
from coordplan.seeing.opening import Reading, reading_of
from coordplan.store.changes import Writing
from coordplan.store.intake import Side
from coordplan.text.folding import same_name_key
from coordplan.text.language import mark
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day


class _DoubtedError(Exception):
    """Takes everything back: what is doubted is asked about while nothing is open."""

    def __init__(self, doubts: Sequence[Doubt]) -> None:
        super().__init__()
        self.doubts = doubts


def collect_command(
    ctx: typer.Context,
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar=mark("FILE"), help=mark("Forms that came back; folders and *.xlsx too")),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=mark("Show what would be taken in, and write nothing"))
    ] = False,
    received: Annotated[
        str | None, typer.Option("--received", metavar=mark("DATE"), help=mark("The day they came (today)"))
    ] = None,
    accept_partial: Annotated[
        bool,
        typer.Option("--accept-partial", help=mark("Take in what is right of a file that is not all right")),
    ] = False,
    ours: Annotated[
        bool,
        typer.Option("--ours", help=mark("Keep what was recorded here since the form went out, where it differs")),
    ] = False,
    theirs: Annotated[
        bool, typer.Option("--theirs", help=mark("Take what the form says, where what was recorded here since differs"))
    ] = False,
    mark_up: Annotated[
        str | None,
        typer.Option(
            "--mark-up",
            metavar=mark("FOLDER"),
            help=mark("Copies of what is sent back or doubted, its cells coloured and commented"),
        ),
    ] = None,
    mail: MailFolder = None,
    remarks: Annotated[
        list[str] | None,
        typer.Option(
            "--remark",
            metavar=mark("ID=TEXT"),
            help=mark("Send a row back with words of this office (repeatable)"),
        ),
    ] = None,
    form: Annotated[
        str | None,
        typer.Option(
            "--form",
            metavar=mark("ORG@PERIOD"),
            help=mark("Of a table copied into another workbook: whose form it is, so-yte@2024-Q2"),
        ),
    ] = None,
    keep: Annotated[
        bool, typer.Option("--keep", help=mark("Copy files sent along into coordplan-evidence/ beside the data file"))
    ] = False,
    reopen: Reopen = False,
    sure: SureIds = None,
    output_format: OutputFormat = None,
    by: By = None,
    reason: Reason = "",
) -> None:
    session: Session = ctx.obj
    if not files:
        raise missing("collect", _("FILE"))
    choices = _choices(session, received, ours, theirs, accept_partial)._replace(copies={} if keep else None)
    with working(_("Reading the files ...")):
        came, passed_over = read_returned(files)
    for name in passed_over:
        remark(_("{file} is not a workbook and is passed over.").format(file=name))
    if not came:
        raise Refused(
            _("No workbook is in {files}.").format(files=", ".join(files)), _("Name the forms that came back.")
        )
    if form is not None and len(came) > 1:
        raise UsageFault(
            _("--form says of one file whose form it is; here are {n}.").format(n=len(came)),
            _("Collect that one by itself."),
        )

    def taken_in(meant: frozenset[str] | None) -> Collection:
        with ExitStack() as copies, session.writing(by, reason, sure=sure_of(sure), reopen=reopen) as change:
            reading = reading_of(change.connection, session.path(), session.today(), change.number - 1)
            said = choices._replace(
                remarks=remarks_by_id(remarks or (), came), vouched=None if form is None else form_named(reading, form)
            )
            collected = _settled(change, reading, came, said, meant)
            if idle := sorted(sure_of(sure).ids - change.meant - {"all"}):
                remark(_("--sure {ids}: nothing in these files is doubted under that id.").format(ids=", ".join(idle)))
            if (folder := mark_up or mail) is not None:
                collected, marked = marked_copies(reading, came, collected, Path(folder), said.received_on)
                if marked and mark_up is not None:
                    copies.enter_context(files_in_place(Path(mark_up), marked))
            if mail is not None:
                collected, drafts = mailed(collected, Path(mail), mark_up is not None)
                if drafts:
                    copies.enter_context(files_in_place(Path(mail), mail_files(drafts)))
            if said.copies and not dry_run:
                copies.enter_context(copied(_of_what_is_taken_in(said.copies, collected), session.path()))
            if dry_run:
                change.rows = 0  # nothing of it is recorded
            number = change.number if change.rows else None
        return Collection(said.received_on, dry_run, reading.illustrative, number, tuple(collected))

    asks = somebody_is_there() and not (dry_run or accept_partial)
    try:
        collection = taken_in(None if asks else frozenset())
    except _DoubtedError as doubted:
        ids = (doubt.id for doubt in doubted.doubts)
        collection = taken_in(frozenset(ids) if is_meant(doubted.doubts) else frozenset())
    answer = Answer(lambda: collection_page(collection), lambda: collection_data(collection))
    show_answer(session, answer, output_format, None)
    if mail is not None and (words := unaddressed_words(each.title for each in collection.files if each.lacks_address)):
        remark(words)
    if problems := [problem for file in collection.files for problem in problems_of(file)]:
        raise ProblemsFound(problems)


def _of_what_is_taken_in(copies: Mapping[str, Path], collected: Sequence[CollectedFile]) -> dict[str, Path]:
    """Return the copies of files that rows name which are taken in."""
    rows = (row for file in collected for row in file.rows if row.outcome == "taken_in")
    names = {same_name_key(name) for row in rows for name in row.file_names}
    return {name: path for name, path in copies.items() if same_name_key(path.name) in names}


def _settled(
    change: Writing, reading: Reading, came: Sequence[ReturnedFile], choices: Choices, meant: frozenset[str] | None
) -> list[CollectedFile]:
    """Take the files in, with what is doubted and meant; None: raise _DoubtedError where that is to be asked about.

    The doubts of all files are one list and one question. What is not meant waits.
    """
    change.sure = change.sure._replace(ids=change.sure.ids | (meant or frozenset()))
    collected = take_in_files(change, reading, came, choices)
    if meant is None and (doubts := [doubt for file in collected for row in file.rows for doubt in row.doubts]):
        raise _DoubtedError(doubts)
    return collected


def _choices(session: Session, received: str | None, ours: bool, theirs: bool, partial: bool) -> Choices:
    if ours and theirs:
        raise UsageFault(_("--ours and --theirs exclude each other."), _("Give one of them, or neither."))
    today = session.today()
    received_on = session.day(received, "--received")
    if received_on > today:
        raise UsageFault(
            _("--received: {day} is still to come.").format(day=write_day(received_on)),
            _("Today is {today}.").format(today=write_day(today)),
        )
    side: Side = "ours" if ours else "theirs" if theirs else ""
    return Choices(received_on, side, partial)
