"""What has to be corrected in a form that came back, cell by cell, and the letter that asks for it. Pure."""

import re
from collections.abc import Sequence
from datetime import date

from coordplan.collecting.collect.own_marks import CORRECTION_SHEET
from coordplan.named_tuples import NamedTuple
from coordplan.paper.document import place_words
from coordplan.paper.mail import MailDraft
from coordplan.text.language import language, translate_count
from coordplan.text.language import translate as _
from coordplan.text.writing import write_counted, write_day

_NEEDED = re.compile(r"\bCần (?=ghi|chọn|kiểm tra|xem|bỏ|giữ|để|xóa|gửi|đặt|sửa|đánh dấu|nêu)")
_MOST_TOLD = 10  # in the letter; the sheet has them all


class Correction(NamedTuple):
    """A cell that has to be corrected or confirmed; without a place the file as a whole."""

    place: str  # F12
    row: str  # the number of its row on the form; empty elsewhere
    title: str  # of the activity, with its period
    column: str  # its heading
    stands: str  # what stands there
    asked: str  # what is wrong, and what is wanted


class CorrectionTerms(NamedTuple):
    """Whom a letter about corrections goes to, about which form, and by when it is to come back."""

    organization: str  # its name
    period: str  # in words
    received_on: date
    answer_by: date
    asking: str  # the body that asks; empty where nobody says which
    taken_in: bool  # what is right is recorded already
    contact: str  # whom to ask
    leading_zero: bool | None = None  # counts below ten: 01


def by_when_words(terms: CorrectionTerms) -> str:
    """Return what is asked of the whole file."""
    sentence = _("Please correct it in this file and send it back by {day}.")
    return sentence.format(day=write_day(terms.answer_by))


def correction_mail(corrections: Sequence[Correction], terms: CorrectionTerms) -> MailDraft:
    """Return the letter that goes with a marked copy; whoever sends it has to add whom to ask."""
    count = len(corrections)
    subject = translate_count(
        "Correcting the progress report for {period} ({n} cell) - {body}",
        "Correcting the progress report for {period} ({n} cells) - {body}",
        count,
    ).format(period=terms.period, n=write_counted(count, terms.leading_zero), body=terms.organization)
    opening = translate_count(
        "{office} received the progress report for {period} on {day}. {n} cell has to be corrected. It is coloured, "
        "and a note on it says why:",
        "{office} received the progress report for {period} on {day}. {n} cells have to be corrected. They are coloured"
        ", and a note on each says why:",
        count,
    ).format(
        office=terms.asking or place_words(_("the office that asks")),
        period=terms.period,
        day=write_day(terms.received_on),
        n=write_counted(count, terms.leading_zero),
    )
    lines = [f"{number}. {_line(each)}" for number, each in enumerate(corrections[:_MOST_TOLD], 1)]
    if count > _MOST_TOLD:
        lines.append(
            _('... and {n} more, on the sheet "{sheet}".').format(n=count - _MOST_TOLD, sheet=_(CORRECTION_SHEET))
        )
    rest = (
        _("The other rows are recorded.")
        if terms.taken_in
        else _("The other rows need no correction and are recorded when the corrected form comes.")
    )
    asked = _("{body} is asked to correct it in the file that comes with this letter and to send it back by {day}.")
    parts = [
        _("To: {body}").format(body=terms.organization),
        opening,
        "\n".join(lines),
        f"{rest} {asked.format(body=terms.organization, day=write_day(terms.answer_by))}",
        _("For any question: {contact}.").format(contact=terms.contact),
        "\n".join(filter(None, (_("Yours sincerely,"), terms.asking))),
    ]
    return MailDraft("", subject, "\n\n".join(parts) + "\n")


def letter_text(mail: MailDraft) -> str:
    """Return a mail as a text to be copied: its subject, the files that go with it, and what it says."""
    attached = ", ".join(each.name for each in mail.attachments)
    head = (_("Subject: {subject}").format(subject=mail.subject), _("Attached: {file}").format(file=attached))
    return "\n".join(head) + "\n\n" + mail.text


def _line(each: Correction) -> str:
    where = (
        _('Row {row}, column "{column}": {title}.').format(row=each.row, column=each.column, title=each.title)
        if each.row and each.column
        else _("Row {row}: {title}.").format(row=each.row, title=each.title)
        if each.row
        else _("Cell {cell}.").format(cell=each.place)
        if each.place
        else ""
    )
    stands = _('It says "{text}".').format(text=each.stands) if each.stands and each.stands not in each.asked else ""
    return " ".join(filter(None, (where, stands, each.asked)))


def asked_on_paper(text: str) -> str:
    """Return a way out as a paper to another body has it: there it is asked for, and at a terminal it is needed."""
    return _NEEDED.sub("Đề nghị ", text) if language() == "vi" else text
