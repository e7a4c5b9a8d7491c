"""chase: letters to those who are late, or have something to complete; on the screen, as files and as mails."""

from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coordplan.cli.options import AsOf, By, KnownAt, Organizations, OutputFormat, Plans, ProfileName, Reason
from coordplan.cli.output import print_lines
from coordplan.cli.placing import files_in_place
from coordplan.cli.session import Session
from coordplan.cli.speaking import remark, say
from coordplan.collecting.chase.gather import Wanted, reminders
from coordplan.collecting.chase.letters_to import BodyLetter, letter_mail_text, letters_of
from coordplan.collecting.chase.page import (
    Written,
    asked_once_words,
    in_order_words,
    nothing_sentence,
    reminders_data,
    reminders_page,
)
from coordplan.collecting.chase.values import Reminders
from coordplan.collecting.mailing import MAIL_ENDING, MailFolder, mail_files, unaddressed_words
from coordplan.collecting.returns.commands import AskedPeriod
from coordplan.errors import module_with_extra
from coordplan.paper.markdown import render_markdown
from coordplan.paper.official_letter import blocks_of_letter, letter_page
from coordplan.paper.plain import render_text, render_text_blocks
from coordplan.seeing.answer import Answer, show_answer
from coordplan.seeing.filters import find_id, plan_named
from coordplan.seeing.opening import reading
from coordplan.seeing.period_meant import period_meant
from coordplan.store.correspondence import add_reminders
from coordplan.text.language import in_language, mark

if TYPE_CHECKING:
    from coordplan.paper.mail import MailDraft


def chase_command(
    ctx: typer.Context,
    period: AskedPeriod = None,
    due: Annotated[
        bool,
        typer.Option(
            "--due", help=mark("Only whose turn it is: 3 days before the day, on it, every 5 working days after it")
        ),
    ] = False,
    org: Organizations = None,
    plan: Plans = None,
    together: Annotated[
        bool, typer.Option("--together", help=mark("One letter to all who have not answered, instead of one each"))
    ] = False,
    profile: ProfileName = None,
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
        bodies = tuple(find_id("organization", each, file.definitions.organizations) for each in org or ())
        plans = tuple(plan_named(file.definitions, each) for each in plan or ())
        found = reminders(file, period_meant(file, period, "chase", "asked"), Wanted(due, bodies, plans, profile))
        language = file.program.language  # of the organizations
    writes = output is not None or mail is not None
    with in_language(language):
        letters = letters_of(found, together)
        pages = [letter_page(each.letter) for each in letters]
        texts = [_lines(render_text_blocks(blocks_of_letter(each.letter))) for each in letters]
        marked_down = ["\n".join(render_markdown(page)).rstrip("\n") for page in pages]
        word = [_word(found, each) for each in letters] if writes else []
        drafts = _drafts(letters, word) if mail is not None else {}
    contents: dict[str, bytes] = {}
    for each, text, document in zip(letters, texts, word, strict=True) if output is not None else ():
        contents |= {f"{each.stem}.txt": text.encode(), f"{each.stem}.docx": document}
    change = None
    with ExitStack() as places:
        for folder, files in ((output, contents), (mail, mail_files(drafts))):
            if folder is not None and files:
                places.enter_context(files_in_place(Path(folder), files))
        if writes and letters and known_at is None and found.office:
            change = _kept(session, found, by, reason)
    written = {
        one.answering.organization: Written(
            text,
            (f"{each.stem}.txt", f"{each.stem}.docx") if output is not None else (),
            f"{each.stem}{MAIL_ENDING}" if mail is not None else None,
        )
        for each, text in zip(letters, texts, strict=True)
        for one in each.reminders
    }
    data = output_format in ("json", "csv")
    if not letters and not data:
        say(" ".join(filter(None, (nothing_sentence(found), in_order_words(found)))))
    elif output_format == "md":
        print_lines("\n\n".join(marked_down).split("\n"))
    elif data or writes:
        answer = Answer(lambda: reminders_page(found, written, change), lambda: reminders_data(found, written, change))
        show_answer(session, answer, output_format, None)
    else:
        with in_language(language):
            shown = [_lines(render_text(page, 100)) for page in pages]
        print_lines("\n\n".join(shown).rstrip("\n").split("\n"), paged=True)
    if letters and not writes and not data and (words := in_order_words(found)):
        remark(words)  # to whoever asks; the rest is sent away
    if words := asked_once_words(found):
        remark(words)
    others = (each for each in found.reminders if not each.own_unit)
    if mail is not None and (words := unaddressed_words(each.title for each in others if not each.email)):
        remark(words)


def _lines(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _kept(session: Session, found: Reminders, by: str | None, reason: str) -> int | None:
    """Record who was reminded; return the change, or None where all of them were reminded today already."""
    with session.writing(by, reason) as change:
        add_reminders(change, map(found.sent_reminder, found.reminders))
    return change.number if change.rows else None


def _word(found: Reminders, each: BodyLetter) -> bytes:
    """Return a letter as a Word file."""
    rendered: bytes = module_with_extra("coordplan.paper.word").render_letter(each.letter, found.report.as_of)
    return rendered


def _drafts(letters: Sequence[BodyLetter], word: Sequence[bytes]) -> "dict[str, MailDraft]":
    """Return a mail for each letter, with the letter as a Word file."""
    from coordplan.paper.mail import Attachment, MailDraft

    drafts = {}
    for each, document in zip(letters, word, strict=True):
        addresses = ", ".join(one.email for one in each.reminders if one.email)
        attached = (Attachment(f"{each.stem}.docx", document),)
        drafts[each.stem] = MailDraft(addresses, each.mail_subject, letter_mail_text(each), attached)
    return drafts
