"""returns, chase: who has answered for a period, and reminders to those who have not."""

from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from coordplan.cli.options import AsOf, By, KnownAt, Organizations, OutputFormat, Reason
from coordplan.cli.output import print_lines
from coordplan.cli.placing import files_in_place
from coordplan.cli.session import Session
from coordplan.cli.speaking import remark, say
from coordplan.collecting.mailing import MAIL_ENDING, MailFolder, mail_files, unaddressed_words
from coordplan.collecting.returns.chase_page import (
    in_order_words,
    nothing_sentence,
    reminder_document,
    reminder_page,
    reminders_data,
    reminders_page,
)
from coordplan.collecting.returns.chase_words import reminder_mail, reminder_subject
from coordplan.collecting.returns.gather import answering_report, period_asked, reminders
from coordplan.collecting.returns.page import returns_data, returns_page
from coordplan.collecting.returns.values import Reminder, Reminders
from coordplan.errors import module_with_extra
from coordplan.model import Organization, Profile
from coordplan.paper.letterhead import letterhead_of
from coordplan.paper.markdown import render_markdown
from coordplan.paper.plain import render_text
from coordplan.seeing.answer import Answer, AskAll, command_of_files, show_answer
from coordplan.seeing.filters import find_id
from coordplan.seeing.opening import Reading, reading
from coordplan.seeing.profile import profile_in_force
from coordplan.store.correspondence import add_reminders
from coordplan.text.language import in_language, mark

if TYPE_CHECKING:
    from coordplan.paper.mail import MailDraft

Period = Annotated[
    str | None,
    typer.Argument(
        metavar=mark("PERIOD"),
        help=mark("2024, 2024-H1, 2024-9M, 2024-Q2, 2024-06, 2022..2023, program (that of the last form)"),
    ),
]
_ENDING = "don-doc"  # of the names of files: a reminder


def _returns(ask: AskAll, _options: Mapping[str, Any]) -> Answer:
    from coordplan.collecting.returns.together import returns_together  # one file does without

    return returns_together(ask)


@command_of_files(_returns)
def returns_command(reading: Reading, period: Period = None) -> Answer:
    report = answering_report(reading, period_asked(reading, period))
    return Answer(lambda: returns_page(report), lambda: returns_data(report), value=report)


def chase_command(
    ctx: typer.Context,
    period: Period = None,
    due: Annotated[
        bool,
        typer.Option(
            "--due", help=mark("Only whose turn it is: 3 days before the day, on it, every 5 working days after it")
        ),
    ] = False,
    org: Organizations = None,
    output: Annotated[
        str | None,
        typer.Option(
            "-o", "--output", metavar=mark("FOLDER"), help=mark("Write each reminder as text and Word into this folder")
        ),
    ] = None,
    mail: MailFolder = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    output_format: OutputFormat = None,
    by: By = None,
    reason: Reason = "",
) -> None:
    session: Session = ctx.obj
    with reading(session, as_of, known_at) as file:
        key = period_asked(file, period)
        bodies = [find_id("organization", each, file.definitions.organizations) for each in org or ()]
        with in_language(file.program.language):  # of the organizations
            found = reminders(file, key, due, bodies)
        profile, issuer = profile_in_force(file, (), None)
    writes = output is not None or mail is not None
    with in_language(file.program.language):
        pages = {each.answering.organization: reminder_page(found, each) for each in found.reminders}
        texts = {id_: "".join(f"{line}\n" for line in render_text(page, 100)) for id_, page in pages.items()}
        marked_down = ["\n".join(render_markdown(page)).rstrip("\n") for page in pages.values()]
        letters = _letters(found, profile, issuer) if writes else {}
        drafts = _drafts(found, letters) if mail is not None else {}
    stems = {each.answering.organization: _stem(found, each) for each in found.reminders}
    files: dict[str, tuple[str, ...]] = {}
    contents: dict[str, bytes] = {}
    for id_, letter in letters.items() if output is not None else ():
        files[id_] = (f"{stems[id_]}.txt", f"{stems[id_]}.docx")
        contents |= {files[id_][0]: texts[id_].encode(), files[id_][1]: letter}
    change = None
    with ExitStack() as places:
        for folder, written in ((output, contents), (mail, mail_files(drafts))):
            if folder is not None and written:
                places.enter_context(files_in_place(Path(folder), written))
        if writes and texts and known_at is None:
            change = _kept(session, found, by, reason)
    mails = {id_: f"{stems[id_]}{MAIL_ENDING}" for id_ in stems if mail is not None}
    data = output_format in ("json", "csv")
    if not texts and not data:
        say(" ".join(filter(None, (nothing_sentence(found), in_order_words(found)))))
    elif output_format == "md":
        print_lines("\n\n".join(marked_down).split("\n"))
    elif data or writes:
        answer = Answer(
            lambda: reminders_page(found, _and_mails(files, mails), change),
            lambda: reminders_data(found, texts, files, mails, change),
        )
        show_answer(session, answer, output_format, None)
    else:
        print_lines("\n\n".join(texts.values()).rstrip("\n").split("\n"))
    if texts and not writes and not data and (words := in_order_words(found)):
        remark(words)  # to whoever asks; the rest is sent away
    if mail is not None and (words := unaddressed_words(each.title for each in found.reminders if not each.email)):
        remark(words)


def _stem(found: Reminders, each: Reminder) -> str:
    return f"{found.report.period}_{each.answering.organization}_{_ENDING}"


def _and_mails(files: Mapping[str, tuple[str, ...]], mails: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    return {id_: (*files.get(id_, ()), *((mails[id_],) if id_ in mails else ())) for id_ in {**files, **mails}}


def _kept(session: Session, found: Reminders, by: str | None, reason: str) -> int | None:
    """Record who was reminded; return the change, or None where all of them were reminded today already."""
    with session.writing(by, reason) as change:
        add_reminders(change, map(found.sent_reminder, found.reminders))
    return change.number if change.rows else None


def _drafts(found: Reminders, letters: Mapping[str, bytes]) -> "dict[str, MailDraft]":
    """Return a mail for each reminder, with its letter."""
    from coordplan.paper.mail import Attachment, MailDraft

    drafts = {}
    for each in found.reminders:
        stem = _stem(found, each)
        letter = Attachment(f"{stem}.docx", letters[each.answering.organization])
        subject = f"{reminder_subject(found, each)} - {each.title}"
        drafts[stem] = MailDraft(each.email, subject, reminder_mail(found, each), (letter,))
    return drafts


def _letters(found: Reminders, profile: Profile, issuer: Organization | None) -> dict[str, bytes]:
    """Return each reminder as a Word file, in the formats of the office that asks."""
    from coordplan.paper.field_values import letter_values

    word = module_with_extra("coordplan.paper.word")
    head = letterhead_of(profile, issuer)
    letters = {}
    for each in found.reminders:
        document = reminder_document(found, each, head, profile)
        letters[each.answering.organization] = word.render_letter(document, letter_values(document), found.report.as_of)
    return letters
