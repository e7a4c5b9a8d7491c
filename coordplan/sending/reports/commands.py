"""report: the paper of a period, in the format that its file's name ends in; what a template of it may use."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from coordplan.cli.completion import complete_report
from coordplan.cli.options import AsOf, KnownAt, Leads, Plans, ProfileName
from coordplan.cli.output import print_lines, show_page, write_bytes
from coordplan.cli.placing import refuse_source
from coordplan.cli.session import Session
from coordplan.cli.speaking import remark, say
from coordplan.cli.working import working
from coordplan.errors import FileUnusable, UnreadableFile, UsageFault
from coordplan.paper.template_line import template_line, template_options
from coordplan.seeing.beginning import first_steps
from coordplan.seeing.filters import Filters
from coordplan.seeing.opening import reading
from coordplan.sending.reports.formats import DRAWN, ending_of, pieces_of_report, text_of
from coordplan.sending.reports.gather import blank_reports, period_report
from coordplan.sending.reports.office_texts import read_texts
from coordplan.sending.reports.page import report_document
from coordplan.sending.reports.values import PeriodReport
from coordplan.text.language import mark, translate_count
from coordplan.text.language import translate as _
from coordplan.text.shell import quoted_word
from coordplan.text.writing import write_number

ReportFile = Annotated[
    str | None,
    typer.Option(
        "-o", "--output", metavar=mark("FILE"), help=mark("Write to this file; its ending says in which format")
    ),
]
TemplateFile = Annotated[
    str | None,
    typer.Option("--template", metavar=mark("FILE"), help=mark("A Word file to fill in, instead of the profile's own")),
]

TextsFile = Annotated[
    str | None,
    typer.Option(
        "--text",
        metavar=mark("FILE"),
        help=mark("A file of words for this report alone, by the places that office.yaml names under texts"),
    ),
]


def report_command(
    ctx: typer.Context,
    period: Annotated[
        str | None,
        typer.Argument(
            metavar=mark("PERIOD"),
            autocompletion=complete_report,
            help=mark("2024, 2024-H1, 2024-9M, 2024-Q2, 2024-06, 2022..2023 or program (the last that ended)"),
        ),
    ] = None,
    plan: Plans = None,
    lead: Leads = None,
    profile: ProfileName = None,
    template: TemplateFile = None,
    text: TextsFile = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    output: ReportFile = None,
    write_template: Annotated[
        str | None,
        typer.Option(
            "--write-template", metavar=mark("FILE"), help=mark("Write the profile's own template, to change")
        ),
    ] = None,
    long: Annotated[
        bool, typer.Option("--long", help=mark("Name every occurrence in the body, not in the annex alone"))
    ] = False,
    list_fields: Annotated[
        bool, typer.Option("--list-fields", help=mark("Show what a template may use, with examples"))
    ] = False,
) -> None:
    session: Session = ctx.obj
    if list_fields:
        from coordplan.sending.reports.template_fields import fields_page

        show_page(session, fields_page(blank_reports(session, profile, Filters())), paged=True)
        return
    if write_template is not None:
        if output is not None:
            raise UsageFault(
                _("{option} cannot be used with {other}.").format(option="--write-template", other="-o"),
                _("A template is a file of its own, to be named with --write-template."),
            )
        blank = blank_reports(session, profile, Filters(plan or (), leads=lead or ()))[0]
        options = template_options(profile, lead or (), long, plan or ())
        _write_template(write_template, blank._replace(long=long), options)
        return
    output = None if output == "-" else output
    ending = ending_of(output)
    refuse_source(output, template, text)
    texts = {} if text is None else read_texts(text)
    source = None if template is None else read_template(template, ending, template_line(profile, long, lead or ()))
    filters = Filters(plan or (), leads=lead or ())
    report = period_report(session, period, filters, profile, as_of, known_at, drawn=ending in DRAWN, texts=texts)
    report = report._replace(long=long)
    remark_not_compared(report)
    remark_without_place(report, texts)
    with reading(session, as_of, known_at) as file:
        for sentence, _tone in first_steps(file):
            remark(sentence)
    if output is None or ending is None:
        with working(_("Drawing the report ...")):
            text = text_of(report).decode()
        print_lines(text.splitlines(), paged=True)
        return
    with working(_("Drawing the report ...")):
        write_bytes(Path(output), pieces_of_report(report, ending, source))
    say(_("Wrote {path}.").format(path=output))


def remark_not_compared(report: PeriodReport) -> None:
    """Say why a report has no year before, where the file that should answer does not."""
    compared = report.status.compared
    if compared is not None and compared.missing:
        sentence = _("The report says nothing of the year before: {reason}").format(reason=compared.missing)
        remark(sentence + " " + _("Put it beside this one, or correct previous: in program.yaml and load it."))


def remark_without_place(report: PeriodReport, texts: Mapping[str, str]) -> None:
    """Say which words of a file stand nowhere, since this kind of report has no place for them."""
    if not texts:
        return
    shown = {"direction" if part.name == "leading" else part.name for part in report_document(report).parts}
    if names := [name for name in texts if report.long or name not in shown]:
        remark(_("This report has no place for these words: {names}.").format(names=", ".join(names)))


def remark_places_left(report: PeriodReport) -> None:
    """Say how many places of a report a person has still to write: it is about to be signed."""
    places = sum(
        paragraph.kind == "place" or bool(paragraph.place)
        for part in report_document(report).parts
        for paragraph in (*part.sentences, *part.remarks)
    )
    if places:
        remark(
            translate_count(
                "{n} place of this report is still to be written: look for [ ] in it.",
                "{n} places of this report are still to be written: look for [ ] in it.",
                places,
            ).format(n=write_number(places))
        )


def read_template(name: str, ending: str | None, line: str) -> bytes:
    """Return the bytes of a template; raise UsageFault where no Word file is written, FileUnusable.

    ``line`` is the command that gives one.
    """
    if ending != ".docx":
        raise UsageFault(
            _("--template is for Word files."), _("Name one to write: -o {file}").format(file="bao-cao.docx")
        )
    from coordplan.office_files.containers import read_bytes

    try:
        return read_bytes(Path(name))
    except UnreadableFile as error:
        raise FileUnusable(
            _("The template {path} cannot be read.").format(path=name) + " " + error.sentence,
            _("Look at the spelling of the name, or start again: {line}").format(line=line),
        ) from error


def _write_template(path: str, report: PeriodReport, options: str) -> None:
    """Write the template, and say with which options a report is made of it."""
    if ending_of(path) != ".docx":
        raise UsageFault(_("A template is a Word file."), _("End its name in .docx."))
    from coordplan.sending.reports.formats import word_template_of

    write_bytes(Path(path), iter([word_template_of(report)]))
    say(
        _(
            "Wrote {path}. Change it in Word, then: coordplan report PERIOD{options} --template {quoted} -o FILE.docx"
        ).format(path=path, options=options, quoted=quoted_word(path))
    )
