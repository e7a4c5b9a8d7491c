"""The marked copies of files that came back, each with the text of the letter that goes with it."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import count
from pathlib import Path

from coordplan.cli.placing import is_same_file
from coordplan.cli.speaking import remark
from coordplan.collecting.collect.returned_form import ReturnedFile
from coordplan.collecting.collect.to_correct import CorrectionTerms, correction_mail, letter_text
from coordplan.collecting.collect.values import CollectedFile
from coordplan.collecting.form.asking_office import asking_body, contact_words, leading_zero_of
from coordplan.collecting.mailing import MAIL_ENDING
from coordplan.dates.period_words import write_period
from coordplan.dates.workdays import WorkingDays
from coordplan.paper.mail import Attachment, MailDraft
from coordplan.seeing.opening import Reading
from coordplan.store.definitions import calendar
from coordplan.text.language import in_language
from coordplan.text.language import translate as _

_ENDINGS = (".xlsx", ".txt")
_WORKING_DAYS = 2  # to correct a form in, where the program does not say within how many a report is sent


def marked_copies(
    reading: Reading, came: Sequence[ReturnedFile], collected: Sequence[CollectedFile], folder: Path, received_on: date
) -> tuple[list[CollectedFile], dict[str, bytes]]:
    """Return the files, those with faults in their cells with where their copies go; and what is written, by name.

    Copies and letters are in the language of the program, which is that of the form.
    """
    from coordplan.collecting.collect.mark_up import render_marked
    from coordplan.office_files.containers import read_bytes

    found: list[CollectedFile] = []
    written: dict[str, bytes] = {}
    sources = [each.path for each in came]
    for source, file in zip(came, collected, strict=True):
        if file.outcome not in ("sent_back", "partly", "doubted") or not (file.faults or file.doubts):
            found.append(file)
            continue
        with in_language(reading.program.language):
            terms = _terms(reading, file, received_on)
            data = read_bytes(source.path)
            copy = render_marked(source.path, data, file.faults_for_sender, file.doubts_for_sender, terms)
            purpose = _("to-correct")
            names = _names(f"{source.path.stem}_{purpose}")
            stem = next(
                stem
                for stem in names
                if f"{stem}.xlsx" not in written
                and not any(is_same_file(folder / f"{stem}{ending}", each) for each in sources for ending in _ENDINGS)
            )
            mail = correction_mail(copy.corrections, terms)
            address = reading.organizations[file.organization].email
            mail = mail._replace(to=address, attachments=(Attachment(f"{stem}.xlsx", copy.data),))
            written |= {f"{stem}.xlsx": copy.data, f"{stem}.txt": letter_text(mail).encode()}
        marked, letter = ((folder / f"{stem}{ending}").as_posix() for ending in _ENDINGS)
        found.append(file._replace(marked=marked, letter=letter, mail=mail))
        if copy.incomplete:
            remark(_("{file}: pictures and charts in it are not in the marked copy.").format(file=file.name))
    return found, written


def mailed(
    collected: Sequence[CollectedFile], folder: Path, marked: bool
) -> tuple[list[CollectedFile], dict[str, MailDraft]]:
    """Return the files with where the drafts of their mails go, and these; ``marked``: their copies are written too."""
    found: list[CollectedFile] = []
    drafts = {}
    for file in collected:
        if file.mail is not None:
            stem = Path(file.marked).stem
            drafts[stem] = file.mail
            file = file._replace(drafted=(folder / f"{stem}{MAIL_ENDING}").as_posix())
            file = file if marked else file._replace(marked="", letter="")
        found.append(file)
    return found, drafts


def _names(stem: str) -> Iterator[str]:
    return (stem if number == 1 else f"{stem}-{number}" for number in count(1))


def _terms(reading: Reading, file: CollectedFile, received_on: date) -> CorrectionTerms:
    """Return whom the letter goes to, and by when the form is to come back."""
    days = WorkingDays(calendar(reading.connection, reading.up_to_change))
    within = reading.program.send_within or _WORKING_DAYS
    return CorrectionTerms(
        organization=reading.body_title(file.organization),
        period=write_period(file.period),
        received_on=received_on,
        answer_by=days.after(max(reading.as_of, received_on), within),
        asking=asking_body(reading),
        taken_in=file.outcome == "partly",
        contact=contact_words(reading),
        leading_zero=leading_zero_of(reading),
    )
