"""import: an annex (workbook, Word document, CSV) into a plan, or into a plan file to be reviewed."""

from contextlib import closing
from pathlib import Path
from typing import Annotated, Literal

import typer

from coordplan.cli.asked_line import until_settled
from coordplan.cli.asking import say_trial
from coordplan.cli.completion import complete_content, complete_lead, complete_plan
from coordplan.cli.options import By, Reason, Reopen, SureIds, sure_of
from coordplan.cli.output import format_meant, write_file
from coordplan.cli.placing import refuse_source
from coordplan.cli.session import Session
from coordplan.cli.speaking import remark, somebody_is_there
from coordplan.cli.working import working
from coordplan.errors import DoubtedInFile, Refused, UsageFault
from coordplan.seeing.filters import plan_to_write
from coordplan.setting_up.annexes.annex_files import read_grids
from coordplan.setting_up.annexes.answer_set import with_known_answers
from coordplan.setting_up.annexes.bringing_in import bring_in, plan_files
from coordplan.setting_up.annexes.dialogue import open_questions
from coordplan.setting_up.annexes.import_options import ImportOptions, choices_of, mapping_of
from coordplan.setting_up.annexes.import_run import ImportRun
from coordplan.setting_up.annexes.import_shown import again_line, refuse_errors, show_end, show_rows
from coordplan.setting_up.annexes.kept_answers import given_by_options, kept_answers
from coordplan.setting_up.annexes.layout import tables_in
from coordplan.setting_up.annexes.marked import letters_remarks
from coordplan.setting_up.annexes.outcomes import ImportMode
from coordplan.setting_up.annexes.page import ImportReport, change_words, file_words
from coordplan.store.changes import Sure
from coordplan.store.definitions import stored_definitions
from coordplan.store.differences import StoredDefinitions
from coordplan.store.door.commit import trial
from coordplan.store.file import open_for_reading
from coordplan.text.language import mark
from coordplan.text.language import translate as _


def import_command(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar=mark("FILE"), help=mark("The annex: .xlsx, .docx or .csv"))],
    plan: Annotated[
        str,
        typer.Option(
            metavar=mark("ID"), help=mark("The plan it belongs to, or the program"), autocompletion=complete_plan
        ),
    ],
    sheet: Annotated[
        list[str] | None,
        typer.Option(metavar=mark("NAME"), help=mark("Only this sheet, or Word table by its number (repeatable)")),
    ] = None,
    columns: Annotated[
        list[str] | None,
        typer.Option(
            "--map",
            metavar=mark("COLUMN=FIELD"),
            help=mark("Which field a column holds, by its heading, letter or number (repeatable)"),
        ),
    ] = None,
    content: Annotated[
        list[str] | None,
        typer.Option(
            metavar=mark("ID"),
            help=mark("The content of rows that name none (repeatable)"),
            autocompletion=complete_content,
        ),
    ] = None,
    lead: Annotated[
        str | None,
        typer.Option(metavar=mark("ID"), help=mark("Who leads where no cell says it"), autocompletion=complete_lead),
    ] = None,
    due: Annotated[
        str | None, typer.Option(metavar=mark("DEADLINE"), help=mark("When rows are due whose cell is empty"))
    ] = None,
    year: Annotated[
        int | None,
        typer.Option(metavar=mark("YEAR"), min=1900, help=mark("The year of deadlines that leave it out")),
    ] = None,
    answer: Annotated[
        list[str] | None,
        typer.Option(
            metavar=mark("WORDS=ANSWER"),
            help=mark("What words of a cell mean: an organization, contents, a deadline (repeatable)"),
        ),
    ] = None,
    hidden: Annotated[
        bool, typer.Option("--hidden/--no-hidden", help=mark("Whether hidden rows are imported (they are)"))
    ] = True,
    convert: Annotated[
        bool, typer.Option("--convert", help=mark("Let LibreOffice convert a .doc, .xls, .odt or .ods first"))
    ] = False,
    answers: Annotated[
        str | None,
        typer.Option(
            metavar=mark("FILE"),
            help=mark("A file of answers, read where it is there, and written with the new ones (.yaml)"),
        ),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=mark("Only show what would be imported"))] = False,
    update: Annotated[
        bool, typer.Option("--update", help=mark("Change the activities that are there where the annex differs"))
    ] = False,
    as_new: Annotated[
        bool, typer.Option("--new", help=mark("Import what differs from the activity of its title as a new one"))
    ] = False,
    accept_partial: Annotated[
        bool,
        typer.Option("--accept-partial", help=mark("Import the rows that are clear, and leave the others for later")),
    ] = False,
    output: Annotated[
        str | None,
        typer.Option("-o", "--output", metavar=mark("FILE"), help=mark("Write the plan as YAML for review")),
    ] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help=mark("With -o: leave out what the annex does not name"))
    ] = False,
    force: Annotated[bool, typer.Option("--force", help=mark("Replace the file of that name"))] = False,
    output_format: Annotated[
        Literal["table", "json"], typer.Option("--format", "-f", help=mark("table or json"))
    ] = "table",
    sure: SureIds = None,
    reopen: Reopen = False,
    by: By = None,
    reason: Reason = "",
) -> int:
    session: Session = ctx.obj
    format_meant(output, None, [".yaml", ".yml"])
    if replace and output is None:
        raise UsageFault(_("--replace needs -o: what would be retired is reviewed first."))
    if as_new and update:
        raise UsageFault(
            _("--new and --update exclude each other."),
            _("What differs is another activity (--new), or changes the one that is there (--update)."),
        )
    refuse_source(output, file)
    if output is not None and answers is not None:
        refuse_source(output, answers)
    if output is not None and not force and not dry_run and Path(output).exists():
        raise Refused(
            _("{path} is there already.").format(path=output), _("Name another file, or replace it with --force.")
        )
    options = ImportOptions(columns or (), content or (), lead, due, year, answer or ())
    with closing(open_for_reading(session.path())) as connection:
        definitions = stored_definitions(connection).definitions
    plan = plan_to_write(definitions, plan)
    choices = choices_of(options, definitions)._replace(hidden=hidden)
    mapping = mapping_of(options)
    with working(_("Reading the annex ...")):
        read = read_grids(Path(file), sheet or (), convert)
        kept = kept_answers(answers, Path(file), definitions)
        tables = tables_in(read.grids, {**kept.columns_in(read.grids), **mapping}, read.choose_one)
    asks = somebody_is_there() and not dry_run
    run = ImportRun(
        session,
        tables,
        (*read.remarks, *dict.fromkeys(letters_remarks(read.grids)), *tables.remarks()),
        plan,
        with_known_answers(choices, kept.known, kept.digest, definitions),
        ImportMode(as_new, accept_partial or asks, asks),
        kept,
        tuple(given_by_options(options, definitions)),
        mapping,
    )
    shows = output_format != "json"
    before = run
    if asks:
        run = run.asked(update, output is not None, shows)
        shows = shows and output is not None
    with closing(open_for_reading(session.path())) as connection:  # anew: nobody waits for the annex, or an answer
        held, report = run.understood(connection)
    if dry_run:
        return _tried_out(run, report, held, output_format, sure_of(sure), update)
    answers = run.keep_answers(report)
    refuse_errors(report.outcomes)
    again = again_line(session, answers)
    if output is not None:
        report = _write_files(Path(output), report, replace, force)
        closing_words = file_words(report, replace)
    else:

        def brought_in(session: Session) -> tuple[ImportReport, int | None]:
            with session.writing(
                by, reason, sure=sure_of(sure), reopen=reopen, failure=DoubtedInFile, before="import"
            ) as change:
                held, report = run.understood(change.connection)
                refuse_errors(report.outcomes)
                bring_in(change, held, report.outcomes, run.choices, session.today(), update)
            return report, change.number if change.rows else None

        with run.keeping(before, answers):
            report, number = until_settled(run.session, brought_in)
        report = report._replace(change=number)
        closing_words = change_words(report, update)
    if shows or (asks and output_format != "json" and report.change is None):
        show_rows(session, report, update)
    show_end(report, output_format, closing_words, again)
    if asks and report.change is not None and output_format != "json":
        remark(_("See how it stands: coordplan status"))
        remark(_("If the annex was the wrong one: coordplan undo {number}").format(number=report.change))
    return 3 if report.outcomes.left else 0


def _tried_out(
    run: ImportRun, report: ImportReport, held: StoredDefinitions, output_format: str, sure: Sure, update: bool
) -> int:
    """Show what would come of it, and what would be asked about, without writing; return the exit code."""
    if output_format != "json":
        show_rows(run.session, report, update)
    show_end(report, output_format, _("Nothing was written."), again_line(run.session))
    if somebody_is_there() and open_questions(report.outcomes.findings):
        remark(_("To be asked about it: {line}").format(line=again_line(run.session)))
    clear = tuple(row for row in report.outcomes.rows if not row.proposal.faults)
    with trial(run.session.path(), "import", sure) as change:
        bring_in(change, held, report.outcomes._replace(rows=clear), run.choices, run.session.today(), update)
        say_trial(change)
    return 3 if report.outcomes.left or report.outcomes.errors else 0


def _write_files(path: Path, report: ImportReport, replace: bool, force: bool) -> ImportReport:
    """Write the plan's file, and beside it one of the bodies that the answers define."""
    text, organizations = plan_files(report, replace)
    beside = path.with_name(f"{path.stem}-organizations{path.suffix}")
    if organizations:
        if beside.exists() and not force:
            raise Refused(
                _("{path} is there already.").format(path=beside), _("Name another file, or replace it with --force.")
            )
        write_file(beside, iter([organizations]))
    write_file(path, iter([text]))
    return report._replace(written=str(path), beside=str(beside) if organizations else None)
