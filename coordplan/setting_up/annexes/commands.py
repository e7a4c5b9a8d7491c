"""import: an annex (workbook, Word document, CSV) into a plan, or into a plan file to be reviewed."""

import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Annotated, Literal

import typer

from coordplan.cli.asking import a_deadline, say_trial
from coordplan.cli.completion import complete_content, complete_lead, complete_plan
from coordplan.cli.options import By, Reason, Reopen, SureIds, sure_of
from coordplan.cli.output import format_meant, print_lines, show_page, write_file
from coordplan.cli.placing import refuse_source
from coordplan.cli.session import Session
from coordplan.cli.speaking import remark, say, show_problems, working
from coordplan.definitions.writer import write_definitions
from coordplan.errors import CoordplanError, DoubtedInFile, Problem, ProblemsFound, Refused, UsageFault
from coordplan.model import Definitions
from coordplan.seeing.difference_lines import difference_lines
from coordplan.seeing.filters import find_id, plan_named
from coordplan.setting_up.annexes.annex_files import read_grids
from coordplan.setting_up.annexes.dialogue import ask_choices
from coordplan.setting_up.annexes.findings import Finding, ImportChoices
from coordplan.setting_up.annexes.headings import FIELDS
from coordplan.setting_up.annexes.layout import tables_in
from coordplan.setting_up.annexes.marked import letters_remarks
from coordplan.setting_up.annexes.outcomes import Outcome, Outcomes, outcomes
from coordplan.setting_up.annexes.page import (
    ImportReport,
    change_words,
    count_words,
    file_words,
    import_data,
    import_page,
)
from coordplan.store.changes import Writing
from coordplan.store.definitions import apply, free_ids, stored_definitions
from coordplan.store.differences import StoredDefinitions
from coordplan.store.door.commit import trial
from coordplan.store.door.defining import doubt_other_activity
from coordplan.store.door.moves import pass_moves
from coordplan.store.file import open_for_reading
from coordplan.text.folding import same_name_key
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
    dry_run: Annotated[bool, typer.Option("--dry-run", help=mark("Only show what it would bring"))] = False,
    update: Annotated[
        bool, typer.Option("--update", help=mark("Take over what differs in activities that are there"))
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
    refuse_source(output, file)
    if output is not None and not force and not dry_run and Path(output).exists():
        raise Refused(
            _("{path} is there already.").format(path=output), _("Name another file, or replace it with --force.")
        )
    with closing(open_for_reading(session.path())) as connection:
        definitions = stored_definitions(connection).definitions
    plan = plan_named(definitions, plan)
    choices = _choices(definitions, content, lead, due, year, answer)._replace(hidden=hidden)
    with working(_("Reading the annex ...")):
        read = read_grids(Path(file), sheet or ())
        tables = tables_in(read.grids, _mapping(columns), read.choose_one)
    if session.at_terminal() and not dry_run:
        choices, words = ask_choices(tables, definitions, plan, choices)
        session = session._replace(words=(*session.words, *words))  # the log keeps what was answered
    with closing(open_for_reading(session.path())) as connection:  # anew: nobody waits for the annex, or an answer
        held = stored_definitions(connection)
        definitions = held.definitions
        found = outcomes(tables, held, plan, choices, free_ids(connection, plan, definitions))
    found = found._replace(
        remarks=(*read.remarks, *dict.fromkeys(letters_remarks(read.grids)), *tables.remarks(), *found.remarks)
    )
    report = ImportReport(definitions, plan, Path(file).name, found)
    if dry_run:
        _show(session, report, output_format, _("Nothing was written."))
        if found.errors:
            return 3
        with trial(session.path(), sure_of(sure)) as change:
            _write(change, held, found, session, update)
            say_trial(change)
        return 0
    _refuse_errors(found)
    if output is not None:
        write_file(Path(output), iter([_plan_text(report, replace)]))
        report = report._replace(written=output)
        _show(session, report, output_format, file_words(report, replace))
        return 0
    with session.writing(
        by, reason, sure=sure_of(sure), reopen=reopen, failure=DoubtedInFile, before="import"
    ) as change:
        held = stored_definitions(change.connection)
        ids = free_ids(change.connection, plan, held.definitions)
        found = outcomes(tables, held, plan, choices, ids)._replace(remarks=found.remarks)
        _refuse_errors(found)
        _write(change, held, found, session, update)
        number = change.number if change.rows else None
    report = report._replace(definitions=held.definitions, outcomes=found, change=number)
    _show(session, report, output_format, change_words(report, update))
    return 0


# what was said


def _mapping(columns: Sequence[str] | None) -> dict[str, str]:
    mapping = {}
    for each in columns or ():
        column, equals, field = each.rpartition("=")
        if not equals or field not in FIELDS:
            raise UsageFault(
                _('--map: "{text}" does not say COLUMN=FIELD.').format(text=each),
                _("Fields are: {fields}").format(fields=", ".join(FIELDS)),
            )
        mapping[column.strip()] = field
    return mapping


def _choices(
    definitions: Definitions,
    contents: Sequence[str] | None,
    lead: str | None,
    due: str | None,
    year: int | None,
    answers: Sequence[str] | None,
) -> ImportChoices:
    meanings = {}
    for each in answers or ():
        words, equals, meaning = each.rpartition("=")
        if not equals or not words.strip() or not meaning.strip():
            raise UsageFault(
                _('--answer: "{text}" does not say WORDS=ANSWER.').format(text=each),
                _('For example: --answer "Ban TG=btg"'),
            )
        meanings[same_name_key(words)] = meaning.strip()
    try:
        due = a_deadline(due, without_year=True) if due else ""
    except CoordplanError as fault:
        raise UsageFault(f"--due: {fault.sentence}") from fault
    ids = [part.strip() for each in contents or () for part in each.split(",") if part.strip()]
    return ImportChoices(
        meanings,
        tuple(find_id("content", each, definitions.contents) for each in ids),
        "" if lead is None else find_id("organization", lead, definitions.organizations),
        due,
        year,
    )


# what comes of it


def _refuse_errors(found: Outcomes) -> None:
    if found.errors:
        for sentence in found.remarks:
            remark(sentence)
        raise ProblemsFound(*_shown_problems(found.findings))


def _show(session: Session, report: ImportReport, output_format: str, closing_words: str) -> None:
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
    say(f"{count_words(report)}. {closing_words}")


def _shown_problems(findings: Sequence[Finding]) -> tuple[list[Problem], int]:
    """Return the problems to show, at most so many, and how many more there are; errors outlast warnings."""
    first = sorted(range(len(findings)), key=lambda number: (findings[number].warning, number))[:MOST_SHOWN]
    return [findings[number].problem() for number in sorted(first)], len(findings) - len(first)


def _write(change: Writing, held: StoredDefinitions, found: Outcomes, session: Session, update: bool) -> None:
    """Add what is new as `add` does; with ``update`` change what differs as `edit` does."""
    new = [row for row in found.rows if row.old is None]
    _apply(change, held, new, session, by_hand=True)
    if update:
        differing = [row for row in found.rows if row.old is not None and row.difference is not None]
        for by_hand in (False, True):
            _apply(change, held, [r for r in differing if (r.activity.id in held.by_hand) == by_hand], session, by_hand)
        for row in differing:
            if row.old is not None:
                change.doubt(doubt_other_activity(change, row.old, row.activity))
    pass_moves(change, session.today())


def _apply(change: Writing, held: StoredDefinitions, rows: Sequence[Outcome], session: Session, by_hand: bool) -> None:
    if rows:
        wanted = Definitions(activities=tuple(row.activity for row in rows))
        what = [row.difference for row in rows if row.difference is not None]
        apply(change, held, wanted, what, session.today(), by_hand=by_hand, edits=True)


def _plan_text(report: ImportReport, replace: bool) -> str:
    """Return the plan's file: what it had, with the annex's values, then what is new."""
    definitions = report.definitions
    taken = {row.activity.id: row.activity for row in report.outcomes.rows}
    before = [each for each in definitions.activities if each.plan == report.plan and (each.id in taken or not replace)]
    activities = tuple(({each.id: each for each in before} | taken).values())
    program = definitions.program
    assert program is not None
    if report.plan == program.id:
        return write_definitions(Definitions(program, definitions.contents, activities=activities))["program.yaml"]
    plans = tuple(each for each in definitions.plans if each.id == report.plan)
    files = write_definitions(Definitions(program, plans=plans, activities=activities))
    return next(text for name, text in files.items() if name != "program.yaml")
