"""form: what each organization answers for in a period, as workbooks to be filled in."""

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coordplan.cli.completion import complete_period
from coordplan.cli.options import AsOf, By, Organizations, OutputFormat, Reason
from coordplan.cli.placing import files_in_place
from coordplan.cli.session import Session, day_ahead_of
from coordplan.cli.speaking import remark, somebody_is_there
from coordplan.cli.working import working
from coordplan.collecting.form.asking_office import contact_words, leading_zero_of, office_itself
from coordplan.collecting.form.gather import asked_of_nobody, forms_for, own_words
from coordplan.collecting.form.page import forms_data, forms_page, own_data, own_page
from coordplan.collecting.form.values import Form, FormsMade, OwnRecorded, sent_form
from coordplan.collecting.mailing import MAIL_ENDING, MailFolder, mail_files, unaddressed_words
from coordplan.dates.periods import Period
from coordplan.dates.workdays import WorkingDays
from coordplan.errors import Refused, UsageFault, module_with_extra
from coordplan.long_work import counting
from coordplan.model import SentForm
from coordplan.seeing.answer import Answer, show_answer
from coordplan.seeing.filters import find_id
from coordplan.seeing.opening import Reading, reading
from coordplan.seeing.period_meant import period_meant
from coordplan.store.correspondence import add_forms, forms_sent
from coordplan.store.definitions import calendar
from coordplan.text.language import in_language, mark
from coordplan.text.language import translate as _
from coordplan.text.shell import quoted_word
from coordplan.text.writing import write_day

if TYPE_CHECKING:
    from coordplan.paper.mail import MailDraft

Folder = Annotated[
    str | None,
    typer.Option("-o", "--output", metavar=mark("FOLDER"), help=mark("Where the files go; all of them or none")),
]


def form_command(
    ctx: typer.Context,
    period: Annotated[
        str | None,
        typer.Argument(
            metavar=mark("PERIOD"),
            autocompletion=complete_period,
            help=mark("2024, 2024-H1, 2024-9M, 2024-Q2, 2024-06, 2022..2023 or program (the one that closes next)"),
        ),
    ] = None,
    output: Folder = None,
    org: Organizations = None,
    own: Annotated[
        bool,
        typer.Option(
            "--own",
            help=mark("What this office leads itself: asked here, one row after another; with -o as a workbook"),
        ),
    ] = False,
    partners: Annotated[
        bool, typer.Option("--partners", help=mark("Add a sheet of what each takes part in, for information"))
    ] = False,
    send_by: Annotated[
        str | None,
        typer.Option(
            "--send-by",
            metavar=mark("DATE"),
            help=mark("By when they are to be sent; of several forms the last counts"),
        ),
    ] = None,
    mail: MailFolder = None,
    as_of: AsOf = None,
    output_format: OutputFormat = None,
    by: By = None,
    reason: Reason = "",
) -> None:
    session: Session = ctx.obj
    named = "" if period is None else f" {quoted_word(period)}"
    if own and (org or mail is not None or (as_of and output is None)):
        raise UsageFault(
            _("--own cannot be used with {option}.").format(option="--org" if org else "--mail" if mail else "--as-of"),
            _("For example: {command}").format(command=f"coordplan form{named} --own"),
        )
    if own and output is None:
        show_answer(session, _own_answer(session, period, by, reason), output_format, None)
        return
    if output is None and mail is None:
        raise UsageFault(
            _("-o FOLDER is missing."),
            _("For example: {command}").format(command=f"coordplan form{named} -o forms"),
        )
    with reading(session, as_of) as file:
        asked = period_meant(file, period, "form", "next")
        granted = _granted(send_by, file)
        bodies = _own_body(file) if own else _bodies(file, asked, org or ())
        forms = forms_for(file, asked, bodies, partners, granted)
        if not own:
            for sentence in asked_of_nobody(file, asked):
                remark(sentence)
        if not forms:
            raise Refused(*_nothing_words(file, asked))
        of_the_office = "" if own else own_words(file, asked)
        last = {sent.organization: sent for sent in forms_sent(file.connection, file.up_to_change, asked.key)}
        titles = {each.organization: file.body_short(each.organization) for each in forms}
        language = file.program.language
        with in_language(language):
            contact = contact_words(file)
        zero = leading_zero_of(file)
        addresses = {each.organization: file.organizations[each.organization].email for each in forms}
    sent = tuple(map(sent_form, forms))
    new = [form for form in sent if not _is_same(last.get(form.organization), form)]
    before = {id_: form.send_by for id_, form in last.items() if form.send_by is not None}
    made = FormsMade(forms[0].period, forms[0].made_on, output or mail or "", sent, titles, before=before, own=own)
    made = made._replace(white={form.organization: form.white for form in forms})
    books = _rendered(forms, language)
    drafts = _drafts(forms, books, addresses, contact, zero, language) if mail is not None else {}
    with ExitStack() as places:
        for folder, files in ((output, books), (mail, mail_files(drafts))):
            if folder is not None:
                places.enter_context(files_in_place(Path(folder), files))
        if new:
            with session.writing(by, reason) as change:
                add_forms(change, new)
            made = made._replace(change=change.number, new=tuple(form.organization for form in new))
    if drafts:
        made = made._replace(mails={each.organization: f"{Path(each.file_name).stem}{MAIL_ENDING}" for each in forms})
    show_answer(session, Answer(lambda: forms_page(made), lambda: forms_data(made)), output_format, None)
    if of_the_office:
        remark(of_the_office)
    if drafts and (words := unaddressed_words(titles[id_] for id_, address in addresses.items() if not address)):
        remark(words)


def _drafts(
    forms: Sequence[Form],
    books: Mapping[str, bytes],
    addresses: Mapping[str, str],
    contact: str,
    zero: bool | None,
    language: str,
) -> "dict[str, MailDraft]":
    """Return the mail of each form, by the name of its file without the ending."""
    from coordplan.collecting.form.form_mail import form_mail

    with in_language(language):
        return {
            Path(each.file_name).stem: form_mail(
                each, books[each.file_name], addresses[each.organization], contact, zero
            )
            for each in forms
        }


def _granted(text: str | None, file: Reading) -> date | None:
    """Return the day of --send-by; refuse one before the day of the forms, and say where it is a day off."""
    if text is None:
        return None
    granted = day_ahead_of(text, "--send-by", file.as_of)
    if granted < file.as_of:
        raise UsageFault(
            _("--send-by: {day} is before the day of the forms, {made_on}.").format(
                day=write_day(granted), made_on=write_day(file.as_of)
            ),
            _("Name a day from then on."),
        )
    if (next_day := WorkingDays(calendar(file.connection, file.up_to_change)).next_working_day(granted)) != granted:
        remark(_("That is a day off; the next working day is {day}.").format(day=write_day(next_day)))
    return granted


def _is_same(last: SentForm | None, form: SentForm) -> bool:
    """Say whether a form says what the last one did, and by the same day."""
    return last is not None and (last.checksum, last.send_by) == (form.checksum, form.send_by)


def _own_answer(session: Session, period: str | None, by: str | None, reason: str) -> Answer:
    """Return what became of the questions about what the office leads itself."""
    from coordplan.collecting.form.own import own_answers, record_own

    with reading(session, None) as file:
        asked = period_meant(file, period, "form", "next")
        with in_language(file.program.language):
            rows = [row for form in forms_for(file, asked, _own_body(file)) for row in form.rows if row.asked]
    if rows and not somebody_is_there():
        raise UsageFault(
            _("There is nobody here to ask."),
            _("As a workbook: coordplan form {period} --own -o forms").format(period=asked.key),
        )
    answers = own_answers(session, rows)
    number, recorded = record_own(session, answers, by, reason) if answers else (None, [])
    made = OwnRecorded(asked.key, tuple(row.occurrence for row in rows), tuple(recorded), number)
    return Answer(lambda: own_page(made), lambda: own_data(made))


def _own_body(file: Reading) -> tuple[str, ...]:
    """Return the office itself; raise Refused where nobody says which body that is."""
    if not (office := office_itself(file)):
        raise Refused(
            _("The program does not say which body keeps this file."),
            _("Name it first under sides: in program.yaml, then: coordplan load"),
        )
    return (office,)


def _bodies(file: Reading, period: Period, wanted: Sequence[str]) -> tuple[str, ...]:
    known = file.definitions.organizations
    found = tuple(dict.fromkeys(find_id("organization", each, known) for each in wanted))
    if found and office_itself(file) in found:
        raise Refused(
            _("{body} keeps this file and sends itself no form.").format(body=file.body_title(office_itself(file))),
            _("What it leads itself is asked with: coordplan form {period} --own").format(period=period.key),
        )
    return found


def _nothing_words(file: Reading, period: Period) -> tuple[str, str]:
    if words := own_words(file, period):
        sentence = _("No other body leads anything due in {period} or overdue from before: there is no form to send.")
        return sentence.format(period=period.key), words
    sentence = _("Nothing is due in {period}, and nothing is overdue from before: there is no form to send.")
    way_out = _("`coordplan list --period PERIOD` shows what falls due in a period.")
    return sentence.format(period=period.key), way_out


def _rendered(forms: Sequence[Form], language: str) -> dict[str, bytes]:
    workbook = module_with_extra("coordplan.collecting.form.form_workbook")
    with working(_("Drawing ...")), in_language(language):
        return {each.file_name: workbook.render_form(each) for each in counting(forms)}
