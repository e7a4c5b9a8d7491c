"""import: an annex (workbook, Word document, CSV) into a plan, or into a plan file to be reviewed."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal

import typer

from coordplan.cli.asking import a_deadline
from coordplan.cli.completion import complete_content, complete_lead, complete_plan
from coordplan.cli.options import By, Reason
from coordplan.cli.output import write_file
from coordplan.cli.session import Session
from coordplan.cli.speaking import remark, working
from coordplan.definitions.writer import write_definitions
from coordplan.errors import CoordplanError, ProblemsFound, Refused, UsageFault
from coordplan.model import Definitions
from coordplan.seeing.filters import find_id, plan_named
from coordplan.setting_up.annexes.files import read_grids
from coordplan.setting_up.annexes.findings import Choices
from coordplan.setting_up.annexes.headings import FIELDS
from coordplan.setting_up.annexes.outcomes import Outcome, Outcomes, asked, outcomes
from coordplan.setting_up.annexes.report import (
    import_report,
    left_aside,
    show_import,
    shown_problems,
    taken_words,
    written_words,
)
from coordplan.setting_up.annexes.tables import tables_in
from coordplan.store.changes import Writing
from coordplan.store.definitions import apply, free_ids, stored_definitions
from coordplan.store.differences import StoredDefinitions
from coordplan.store.file import open_for_reading
from coordplan.text.folding import same_name_key
from coordplan.text.language import mark
from coordplan.text.language import translate as _

File = Annotated[str, typer.Argument(metavar=mark("FILE"), help=mark("The annex: .xlsx, .docx or .csv"))]
PlanId = Annotated[
    str,
    typer.Option(
        "--plan", metavar="ID", help=mark("The plan it belongs to, or the program"), autocompletion=complete_plan
    ),
]
Sheets = Annotated[
    list[str] | None,
    typer.Option(
        "--sheet", metavar=mark("NAME"), help=mark("Only this sheet, or Word table by its number (repeatable)")
    ),
]
Columns = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        metavar=mark("COLUMN=FIELD"),
        help=mark("Which field a column holds, by its heading, letter or number (repeatable)"),
    ),
]
OfAllContents = Annotated[
    list[str] | None,
    typer.Option(
        "--content",
        metavar="ID",
        help=mark("The content of rows that name none (repeatable)"),
        autocompletion=complete_content,
    ),
]
OfAllLead = Annotated[
    str | None,
    typer.Option("--lead", metavar="ID", help=mark("Who leads where no cell says it"), autocompletion=complete_lead),
]
OfAllDue = Annotated[
    str | None,
    typer.Option("--due", metavar=mark("DEADLINE"), help=mark("When rows are due whose cell is empty")),
]
Year = Annotated[
    int | None,
    typer.Option("--year", metavar=mark("YEAR"), min=1900, help=mark("The year of deadlines that leave it out")),
]
Answers = Annotated[
    list[str] | None,
    typer.Option(
        "--answer",
        metavar=mark("WORDS=ANSWER"),
        help=mark("What words of a cell mean: an organization, contents, a deadline (repeatable)"),
    ),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help=mark("Only show what it would bring"))]
Update = Annotated[bool, typer.Option("--update", help=mark("Take over what differs in activities that are there"))]
Replace = Annotated[
    bool,
    typer.Option("--replace", help=mark("With -o: leave out what the annex does not name")),
]
PlanFile = Annotated[
    str | None,
    typer.Option("-o", "--output", metavar=mark("FILE"), help=mark("Write the plan as YAML for review")),
]
Force = Annotated[bool, typer.Option("--force", help=mark("Replace the file of that name"))]
Form = Annotated[Literal["table", "json"], typer.Option("--format", "-f", help=mark("table or json"))]


def import_command(
    ctx: typer.Context,
    file: File,
    plan: PlanId,
    sheet: Sheets = None,
    columns: Columns = None,
    content: OfAllContents = None,
    lead: OfAllLead = None,
    due: OfAllDue = None,
    year: Year = None,
    answer: Answers = None,
    dry_run: DryRun = False,
    update: Update = False,
    output: PlanFile = None,
    replace: Replace = False,
    force: Force = False,
    form: Form = "table",
    by: By = None,
    reason: Reason = "",
) -> int:
    session: Session = ctx.obj
    if replace and output is None:
        raise UsageFault(_("--replace goes with -o: what would be retired is reviewed first."))
    if output is not None and not force and not dry_run and Path(output).exists():
        raise Refused(
            _("{path} is there already.").format(path=output), _("Name another file, or replace it with --force.")
        )
    connection = open_for_reading(session.path())
    try:
        held = stored_definitions(connection)
        known = held.definitions
        plan = plan_named(known, plan)
        choices = _choices(known, content, lead, due, year, answer)
        with working(_("Reading the annex ...")):
            read = read_grids(Path(file), sheet or ())
            tables = tables_in(read.grids, _mapping(columns), read.choose_one)
        if session.at_terminal() and not dry_run:
            choices, more = asked(tables, known, plan, choices)
            session = session._replace(words=(*session.words, *more))  # the log keeps what was answered
        found = outcomes(tables, held, plan, choices, free_ids(connection, plan, known))
    finally:
        connection.close()
    found = found._replace(remarks=(*read.remarks, *left_aside(tables), *found.remarks))
    if dry_run:
        show_import(session, import_report(known, plan, file, found), found, form, _("Nothing was written."))
        return 3 if found.errors else 0
    _refuse_errors(found)
    if output is not None:
        text = _plan_text(known, plan, found, replace)
        write_file(Path(output), iter([text]))
        report = import_report(known, plan, file, found)._replace(written=output)
        return show_import(session, report, found, form, written_words(report, replace))
    with session.writing(by, reason) as change:
        held = stored_definitions(change.connection)
        ids = free_ids(change.connection, plan, held.definitions)
        found = outcomes(tables, held, plan, choices, ids)._replace(remarks=found.remarks)
        _refuse_errors(found)
        _write(change, held, found, session, update)
        number = change.number if change.rows else None
    report = import_report(held.definitions, plan, file, found)._replace(change=number)
    return show_import(session, report, found, form, taken_words(report, update))


# what was said


def _mapping(given: Sequence[str] | None) -> dict[str, str]:
    mapping = {}
    for each in given or ():
        column, equals, field = each.rpartition("=")
        if not equals or field not in FIELDS:
            raise UsageFault(
                _('--map: "{text}" does not say COLUMN=FIELD.').format(text=each),
                _("Fields are: {fields}").format(fields=", ".join(FIELDS)),
            )
        mapping[column.strip()] = field
    return mapping


def _choices(
    known: Definitions,
    contents: Sequence[str] | None,
    lead: str | None,
    due: str | None,
    year: int | None,
    given: Sequence[str] | None,
) -> Choices:
    answers = {}
    for each in given or ():
        words, equals, meaning = each.rpartition("=")
        if not equals or not words.strip() or not meaning.strip():
            raise UsageFault(
                _('--answer: "{text}" does not say WORDS=ANSWER.').format(text=each),
                _('For example: --answer "Ban TG=btg"'),
            )
        answers[same_name_key(words)] = meaning.strip()
    try:
        due = a_deadline(due, without_year=True) if due else ""
    except CoordplanError as fault:
        raise UsageFault(f"--due: {fault.sentence}") from fault
    ids = [part.strip() for each in contents or () for part in each.split(",") if part.strip()]
    return Choices(
        answers,
        tuple(find_id("content", each, known.contents) for each in ids),
        "" if lead is None else find_id("organization", lead, known.organizations),
        due,
        year,
    )


# what comes of it


def _refuse_errors(found: Outcomes) -> None:
    if found.errors:
        for sentence in found.remarks:
            remark(sentence)
        raise ProblemsFound(*shown_problems(found.findings))


def _write(change: Writing, held: StoredDefinitions, found: Outcomes, session: Session, update: bool) -> None:
    """Add what is new as `add` does; with ``update`` change what differs as `edit` does."""
    new = [row for row in found.rows if row.old is None]
    _apply(change, held, new, session, by_hand=True)
    if update:
        differing = [row for row in found.rows if row.old is not None and row.difference is not None]
        for by_hand in (False, True):
            _apply(change, held, [r for r in differing if (r.activity.id in held.by_hand) == by_hand], session, by_hand)


def _apply(change: Writing, held: StoredDefinitions, rows: Sequence[Outcome], session: Session, by_hand: bool) -> None:
    if rows:
        wanted = Definitions(activities=tuple(row.activity for row in rows))
        what = [row.difference for row in rows if row.difference is not None]
        apply(change, held, wanted, what, session.today(), by_hand=by_hand)


def _plan_text(known: Definitions, plan: str, found: Outcomes, replace: bool) -> str:
    """Return the plan's file: what it had, with the annex's values, then what is new."""
    taken = {row.activity.id: row.activity for row in found.rows}
    kept = [taken.get(each.id, each) for each in known.activities if each.plan == plan]
    if replace:
        kept = [each for each in kept if each.id in taken]
    of_plan = {each.id for each in kept}
    activities = (*kept, *(each for id_, each in taken.items() if id_ not in of_plan))
    program = known.program
    assert program is not None
    if plan == program.id:
        return write_definitions(Definitions(program, known.contents, activities=activities))["program.yaml"]
    plans = tuple(each for each in known.plans if each.id == plan)
    files = write_definitions(Definitions(program, plans=plans, activities=activities))
    return next(text for name, text in files.items() if name != "program.yaml")
