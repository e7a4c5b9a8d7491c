"""import: an annex (workbook, Word document, CSV) into a plan, or into a plan file to be reviewed."""

import sqlite3
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Annotated, Literal

import typer

from coordplan.cli.asking import say_trial
from coordplan.cli.completion import complete_content, complete_lead, complete_plan
from coordplan.cli.options import By, Reason, Reopen, SureIds, sure_of
from coordplan.cli.output import format_meant, print_lines, show_page, write_file
from coordplan.cli.placing import refuse_source
from coordplan.cli.session import Session
from coordplan.cli.speaking import remark, say, show_problems, working
from coordplan.errors import DoubtedInFile, Problem, ProblemsFound, Refused, UsageFault
from coordplan.seeing.difference_lines import difference_lines
from coordplan.seeing.filters import plan_named
from coordplan.setting_up.annexes.annex_files import read_grids
from coordplan.setting_up.annexes.bringing_in import bring_in, plan_files
from coordplan.setting_up.annexes.dialogue import ask_choices
from coordplan.setting_up.annexes.findings import Finding, ImportChoices
from coordplan.setting_up.annexes.import_options import ImportOptions, choices_of, mapping_of
from coordplan.setting_up.annexes.layout import tables_in
from coordplan.setting_up.annexes.marked import letters_remarks
from coordplan.setting_up.annexes.new_bodies import with_bodies
from coordplan.setting_up.annexes.outcomes import ImportMode, Outcomes, outcomes
from coordplan.setting_up.annexes.page import (
    ImportReport,
    change_words,
    count_words,
    file_words,
    import_data,
    import_page,
    left_words,
    other_schedules,
)
from coordplan.store.definitions import free_ids, stored_definitions
from coordplan.store.differences import StoredDefinitions
from coordplan.store.door.commit import trial
from coordplan.store.file import open_for_reading
from coordplan.text.language import mark
from coordplan.text.language import translate as _

MOST_SHOWN = 100


def import_command(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar=mark("FILE"), help=mark("The annex: .xlsx, .docx or .csv"))],
    plan: Annotated[
        str,
        typer.Option(metavar="ID", help=mark("The plan it belongs to, or the program"), autocompletion=complete_plan),
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
            metavar="ID",
            help=mark("The content of rows that name none (repeatable)"),
            autocompletion=complete_content,
        ),
    ] = None,
    lead: Annotated[
        str | None,
        typer.Option(metavar="ID", help=mark("Who leads where no cell says it"), autocompletion=complete_lead),
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
        bool, typer.Option("--hidden/--no-hidden", help=mark("Whether hidden rows count (they do)"))
    ] = True,
    convert: Annotated[
        bool, typer.Option("--convert", help=mark("Let LibreOffice convert a .doc, .xls, .odt or .ods first"))
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=mark("Only show what it would bring"))] = False,
    update: Annotated[
        bool, typer.Option("--update", help=mark("Take over what differs in activities that are there"))
    ] = False,
    as_new: Annotated[
        bool, typer.Option("--new", help=mark("Take what differs from the activity of its title as a new one"))
    ] = False,
    accept_partial: Annotated[
        bool,
        typer.Option("--accept-partial", help=mark("Take the rows that are clear, and leave the others for later")),
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
        raise UsageFault(_("--replace goes with -o: what would be retired is reviewed first."))
    if as_new and update:
        raise UsageFault(
            _("--new and --update exclude each other."),
            _("What differs is another activity (--new), or changes the one that is there (--update)."),
        )
    refuse_source(output, file)
    if output is not None and not force and not dry_run and Path(output).exists():
        raise Refused(
            _("{path} is there already.").format(path=output), _("Name another file, or replace it with --force.")
        )
    options = ImportOptions(columns or (), content or (), lead, due, year, answer or ())
    with closing(open_for_reading(session.path())) as connection:
        definitions = stored_definitions(connection).definitions
    plan = plan_named(definitions, plan)
    choices = choices_of(options, definitions)._replace(hidden=hidden)
    with working(_("Reading the annex ...")):
        read = read_grids(Path(file), sheet or (), convert)
        tables = tables_in(read.grids, mapping_of(options), read.choose_one)
    asks = session.at_terminal() and not dry_run
    mode = ImportMode(as_new, accept_partial or asks)
    if asks:
        choices, words = ask_choices(tables, definitions, plan, choices)
        session = session._replace(words=(*session.words, *words))  # the log keeps what was answered
    remarks = (*read.remarks, *dict.fromkeys(letters_remarks(read.grids)), *tables.remarks())

    def understood(connection: sqlite3.Connection) -> tuple[StoredDefinitions, ImportReport]:
        held = stored_definitions(connection)
        found = outcomes(tables, held, plan, choices, free_ids(connection, plan, held.definitions), mode)
        found = found._replace(remarks=(*remarks, *found.remarks))
        return held, ImportReport(with_bodies(held.definitions, choices.bodies), plan, Path(file).name, found)

    with closing(open_for_reading(session.path())) as connection:  # anew: nobody waits for the annex, or an answer
        held, report = understood(connection)
    if dry_run:
        _show(session, report, output_format, _("Nothing was written."), update)
        if report.outcomes.errors:
            return 3
        with trial(session.path(), sure_of(sure)) as change:
            bring_in(change, held, report.outcomes, choices, session.today(), update)
            say_trial(change)
        return _code(report)
    _refuse_errors(report.outcomes)
    if output is not None:
        report = _write_files(Path(output), report, choices, replace, force)
        _show(session, report, output_format, file_words(report, replace), update)
        return _code(report)
    with session.writing(
        by, reason, sure=sure_of(sure), reopen=reopen, failure=DoubtedInFile, before="import"
    ) as change:
        held, report = understood(change.connection)
        _refuse_errors(report.outcomes)
        bring_in(change, held, report.outcomes, choices, session.today(), update)
        number = change.number if change.rows else None
    report = report._replace(change=number)
    _show(session, report, output_format, change_words(report, update), update)
    return _code(report)


def again_line(session: Session) -> str:
    """Return the command line as it takes the same annex in once more."""
    words = [word for word in session.words if word not in ("--accept-partial", "--dry-run")]
    return f"coordplan {session._replace(words=tuple(words)).command}"


def _code(report: ImportReport) -> int:
    return 3 if report.outcomes.left else 0


def _write_files(path: Path, report: ImportReport, choices: ImportChoices, replace: bool, force: bool) -> ImportReport:
    """Write the plan's file, and beside it one of the bodies that the answers define."""
    text, organizations = plan_files(report, choices, replace)
    beside = path.with_name(f"{path.stem}-organizations{path.suffix}")
    if organizations:
        if beside.exists() and not force:
            raise Refused(
                _("{path} is there already.").format(path=beside), _("Name another file, or replace it with --force.")
            )
        write_file(beside, iter([organizations]))
    write_file(path, iter([text]))
    return report._replace(written=str(path), beside=str(beside) if organizations else None)


# what comes of it


def _refuse_errors(found: Outcomes) -> None:
    if found.errors:
        for sentence in found.remarks:
            remark(sentence)
        raise ProblemsFound(*_shown_problems(found.findings))


def _show(session: Session, report: ImportReport, output_format: str, closing_words: str, update: bool) -> None:
    """Show what the annex brings: remarks and problems beside it, then its rows, what differs, and how many."""
    if output_format == "json":
        print_lines(import_data(report).json())
        return
    found = report.outcomes
    for sentence in found.remarks:
        remark(sentence)
    if found.findings:
        show_problems(*_shown_problems(found.findings), sys.stderr)
    show_page(session, import_page(report))
    print_lines(difference_lines([row.difference for row in found.rows if row.old is not None and row.difference]))
    if not update:
        for sentence in other_schedules(report):
            remark(sentence)
    for sentence in left_words(report, again_line(session)):
        remark(sentence)
    say(f"{count_words(report)}. {closing_words}")


def _shown_problems(findings: Sequence[Finding]) -> tuple[list[Problem], int]:
    """Return the problems to show, at most so many, and how many more there are; errors outlast warnings."""
    first = sorted(range(len(findings)), key=lambda number: (findings[number].warning, number))[:MOST_SHOWN]
    return [findings[number].problem() for number in sorted(first)], len(findings) - len(first)
