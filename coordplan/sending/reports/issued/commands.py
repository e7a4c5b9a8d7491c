"""report issue, verify, errata, list, withdraw: what left the office, and whether it still holds."""

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import typer

from coordplan.cli.completion import complete_issued, complete_period
from coordplan.cli.options import (
    AsOf,
    By,
    IsSure,
    KnownAt,
    Leads,
    Output,
    OutputFormat,
    Plans,
    ProfileName,
    Reason,
    Width,
)
from coordplan.cli.output import write_bytes
from coordplan.cli.placing import refuse_source
from coordplan.cli.session import Session, local_moment
from coordplan.cli.speaking import say
from coordplan.cli.unplaced import finish_unplaced, recorded_file
from coordplan.errors import FileUnusable, Refused, UsageFault
from coordplan.model import IssuedReport
from coordplan.paper.issued_words import report_words
from coordplan.paper.template_line import template_line
from coordplan.seeing.answer import Answer, show_answer
from coordplan.seeing.filters import Filters
from coordplan.seeing.opening import opened, reading
from coordplan.seeing.period_meant import period_missing
from coordplan.sending.reports.commands import (
    ReportFile,
    TemplateFile,
    TextsFile,
    read_template,
    remark_not_compared,
    remark_places_left,
    remark_without_place,
)
from coordplan.sending.reports.formats import DRAWN, ending_of, render_report
from coordplan.sending.reports.gather import period_report
from coordplan.sending.reports.issued.gather import errata_of, find_issued, issued_file_again, verification, with_number
from coordplan.sending.reports.issued.page import (
    IssuedRow,
    errata_data,
    errata_page,
    issued_data,
    issued_page,
    verification_data,
    verification_page,
)
from coordplan.sending.reports.issued.recording import record_of_report, refuse_taken_number
from coordplan.sending.reports.issued.values import doubt_not_ended, figures_text
from coordplan.sending.reports.office_texts import read_texts
from coordplan.store.checking.examining import refuse_damaged
from coordplan.store.issued_reports import add_report, issued_reports, paper_key, withdraw
from coordplan.store.kept_rows import keep_rows
from coordplan.store.schema import REPORTS
from coordplan.text.language import mark
from coordplan.text.language import translate as _
from coordplan.text.writing import plain, write_day

ReportNumber = Annotated[
    str,
    typer.Argument(
        metavar=mark("REPORT_NUMBER"), autocompletion=complete_issued, help=mark("The number of an issued report")
    ),
]


def report_issue_command(
    ctx: typer.Context,
    period: Annotated[
        str | None,
        typer.Argument(
            metavar=mark("PERIOD"),
            autocompletion=complete_period,
            help=mark("2024, 2024-H1, 2024-9M, 2024-Q2, 2024-06, 2022..2023 or program"),
        ),
    ] = None,
    *,
    number: Annotated[
        str,
        typer.Option("--number", metavar=mark("NUMBER_AND_CODE"), help=mark("The number on the paper, as 45-BC/BTGTU")),
    ],
    signed_on: Annotated[str, typer.Option("--signed-on", metavar=mark("DATE"), help=mark("The day on the paper"))],
    plan: Plans = None,
    lead: Leads = None,
    profile: ProfileName = None,
    template: TemplateFile = None,
    text: TextsFile = None,
    as_of: AsOf = None,
    output: ReportFile = None,
    sure: IsSure = False,
    by: By = None,
    reason: Reason = "",
) -> None:
    session: Session = ctx.obj
    day = session.day(signed_on, "--signed-on")
    if not plain(number).strip():
        raise UsageFault(_("{option} is empty.").format(option="--number"))
    if period is None:
        with reading(session, as_of) as file:
            raise UsageFault(*period_missing(file, "report issue"))
    ending = ending_of(output)
    refuse_source(output, template, text)
    texts = {} if text is None else read_texts(text)
    source = None if template is None else read_template(template, ending, template_line(profile, False, lead or ()))
    refuse_damaged(session.path())
    filters = Filters(plan or (), leads=lead or ())
    report = period_report(session, period, filters, profile, as_of, drawn=ending in DRAWN, texts=texts)
    report = with_number(report, " ".join(plain(number).split()), day)
    if day < report.as_of:
        raise Refused(
            _("Signed on {day}, it would give the figures of a later day, {as_of}.").format(
                day=write_day(day), as_of=write_day(report.as_of)
            ),
            _("Name an earlier day of the figures with --as-of, or the right day of signing."),
        )
    remark_not_compared(report)
    remark_without_place(report, texts)
    if not sure and (doubt := doubt_not_ended(report, session.today())) is not None:
        session.settle([doubt])
    made = None if ending is None else render_report(report, ending, source)
    finish_unplaced(session.path())
    with ExitStack() as files:
        put_in_place = None
        if made is not None and output is not None:
            put_in_place = files.enter_context(recorded_file(session.path(), Path(output), made))
        with session.writing(by, reason) as change:
            refuse_taken_number(
                issued_reports(change.connection, change.number), paper_key(report.letterhead.number, day.year)
            )
            issued = record_of_report(change.next_id(REPORTS), report, output, made, source, texts)
            add_report(change, issued)
            keep_rows(change, f"report:{issued.id}", figures_text(report))
        if put_in_place is not None:  # on record by now: no paper with a number that nothing knows
            _place(put_in_place, issued, change.number)
    sentence = _("{report} is issued.").format(report=report_words(issued))
    if output is not None:
        sentence += " " + _("Wrote {path}.").format(path=output)
    remark_places_left(report)
    say(sentence + " " + _("Change {number}.").format(number=change.number))


def _place(put_in_place: Callable[[], Path], issued: IssuedReport, number: int) -> None:
    try:
        put_in_place()
    except FileUnusable as fault:
        sentence = _("{report} is issued.").format(report=report_words(issued))
        raise FileUnusable(
            f"{sentence} {fault.sentence}",
            _("To write its file again: coordplan report verify {id} --write FILE").format(id=issued.id),
        ) from fault


def report_list_command(
    ctx: typer.Context,
    known_at: KnownAt = None,
    output_format: OutputFormat = None,
    output: Output = None,
    width: Width = None,
) -> int:
    finish_unplaced(ctx.obj.path())
    with reading(ctx.obj, None, known_at) as current:
        title = current.program.title
        rows = tuple(
            IssuedRow(each.report, each.change, local_moment(each.change.at), each.withdrawn_by)
            for each in issued_reports(current.connection, current.up_to_change)
        )
    answer = Answer(lambda: issued_page(title, rows), lambda: issued_data(rows))
    return show_answer(ctx.obj, answer, output_format, output, width)


def report_verify_command(
    ctx: typer.Context,
    report: Annotated[
        str | None,
        typer.Argument(
            metavar=mark("REPORT_NUMBER"),
            autocompletion=complete_issued,
            help=mark("The number of an issued report (all)"),
        ),
    ] = None,
    file: Annotated[
        str | None,
        typer.Option(
            "--file", metavar=mark("FILE"), help=mark("A file in hand: whether it is the one that was issued")
        ),
    ] = None,
    write: Annotated[
        str | None,
        typer.Option(
            "--write", metavar=mark("FILE"), help=mark("Write the file of the report again, as it was issued")
        ),
    ] = None,
    template: TemplateFile = None,
    known_at: KnownAt = None,
    output_format: OutputFormat = None,
    output: Output = None,
    width: Width = None,
) -> int:
    for option, wanted in (("--file", file), ("--write", write)):
        if wanted is not None and report is None:
            sentence = _("{option} needs the number of a report.").format(option=option)
            raise UsageFault(sentence, _("`coordplan report list` lists them."))
    refuse_source(write, file, template)
    refuse_source(output, file, template)
    in_hand = None if file is None else _read(file)
    source = None if template is None else read_template(template, ".docx", template_line(None, False))
    finish_unplaced(ctx.obj.path())
    if write is not None:
        return _write_again(ctx.obj, str(report), known_at, source, write)
    found = verification(ctx.obj, report, known_at, source, in_hand)
    exit_code = 0 if found.holds else 1
    answer = Answer(lambda: verification_page(found), lambda: verification_data(found), exit_code=exit_code)
    return show_answer(ctx.obj, answer, output_format, output, width)


def _write_again(session: Session, wanted: str, known_at: str | None, template: bytes | None, path: str) -> int:
    issued, data = issued_file_again(session, wanted, known_at, template)
    write_bytes(Path(path), [data])
    say(_("Wrote {path}: the file of report {id}, as it was issued.").format(path=path, id=issued.id))
    return 0


def _read(name: str) -> bytes:
    from coordplan.office_files.containers import read_bytes

    return read_bytes(Path(name))


def report_errata_command(
    ctx: typer.Context,
    report: ReportNumber,
    known_at: KnownAt = None,
    output_format: OutputFormat = None,
    output: Output = None,
    width: Width = None,
) -> int:
    errata = errata_of(ctx.obj, report, known_at)
    answer = Answer(lambda: errata_page(errata), lambda: errata_data(errata))
    return show_answer(ctx.obj, answer, output_format, output, width)


def report_withdraw_command(
    ctx: typer.Context,
    report: ReportNumber,
    reason: Annotated[
        str, typer.Option("--reason", metavar=mark("REASON"), help=mark("Why; it stays beside the report"))
    ],
    by: By = None,
) -> None:
    session: Session = ctx.obj
    if not plain(reason).strip():
        raise UsageFault(_("{option} is empty.").format(option="--reason"))
    with opened(session) as (connection, known):
        find_issued(issued_reports(connection, known), report)  # before anybody waits for the file
    with session.writing(by, reason) as change:
        found = find_issued(issued_reports(change.connection, change.number), report).report
        if found.withdrawn_on is not None:
            raise Refused(
                _("{report} is withdrawn already.").format(report=report_words(found)),
                _("To bring it back, take the withdrawal back: coordplan undo CHANGE"),
            )
        withdraw(change, found, session.today(), " ".join(plain(reason).split()))
    sentence = _("{report} is withdrawn; it stays on record.").format(report=report_words(found))
    say(sentence + " " + _("Change {number}.").format(number=change.number))
