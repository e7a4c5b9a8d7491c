"""The mail with which a form goes out: what it asks for, by when, and how it is filled in. Pure."""

from coordplan.collecting.form.values import Form, FormRow
from coordplan.dates.period_words import with_period
from coordplan.paper.cells import illustrative_sentence
from coordplan.paper.document import place_words
from coordplan.paper.mail import Attachment, MailDraft
from coordplan.text.language import translate as _
from coordplan.text.language import translate_count
from coordplan.text.writing import plain, write_counted, write_day

_MOST_NAMED = 5


def form_mail(form: Form, workbook: bytes, address: str, contact: str, leading_zero: bool | None) -> MailDraft:
    """Return the mail of a form, with its workbook, in the words that offices use."""
    asked = [row for row in form.rows if row.asked]
    dated = bool(asked) and form.send_by is not None
    subject = (
        _("Form of the progress report for {period}, to be sent back by {day} - {body}")
        if dated
        else _("Form of the progress report for {period} - {body}")
    )
    values = {
        "body": form.organization_title,
        "office": form.send_to or place_words(_("the office that asks")),
        "program": form.program_title,
        "period": form.period_title,
        "first": write_day(form.first),
        "last": write_day(form.last),
        "day": write_day(form.send_by),
    }
    opening = _("For {program}, {office} sends the form of the progress report for {period} ({first} to {last}).")
    request = (
        _("{body} is asked to fill it in and send it back by {day}.")
        if dated
        else _("{body} is asked to fill it in and send it back.")
        if asked
        else _("Nothing of {body} has to be reported in the period; the form is for news, if there is any.")
    )
    how = _(
        "How to fill it in: choose Finished where it is finished, with its day and the number and day of its "
        "document; where it is under way, write the percent or the value reached; where it is late, write why under "
        "Difficulties. Please delete no column and set no password."
    )
    parts = (
        *(words for words, _tone in illustrative_sentence(form.illustrative)),
        _("To: {body}").format(**values),
        f"{opening} {request}".format(**values),
        *_lists(form, asked, leading_zero),
        how,
        _("For any question: {contact}.").format(contact=contact),
        "\n".join(filter(None, (_("Yours sincerely,"), form.send_to))),
    )
    text = "\n\n".join(parts) + "\n"
    return MailDraft(address, subject.format(**values), text, (Attachment(form.file_name, workbook),))


def _lists(form: Form, asked: list[FormRow], leading_zero: bool | None) -> tuple[str, ...]:
    """Return what has to be answered, row by row or (of many) those overdue the longest, and how much stands beside."""
    found = []
    if asked:
        head = translate_count(
            "To be answered (yellow cells): {n} activity",
            "To be answered (yellow cells): {n} activities",
            len(asked),
        ).format(n=write_counted(len(asked), leading_zero))
        named = sorted(asked, key=lambda row: row.due_on or form.last)[:_MOST_NAMED]
        more = _("- and {n} more, in the form.").format(n=write_counted(len(asked) - len(named), leading_zero))
        found.append("\n".join((head, *map(_line, named), *([more] if len(named) < len(asked) else ()))))
    if beside := form.white:
        words = translate_count(
            "Only where there is news (white cells): {n} activity.",
            "Only where there is news (white cells): {n} activities.",
            beside,
        )
        found.append(words.format(n=write_counted(beside, leading_zero)))
    return tuple(f"{number}. {words}" for number, words in enumerate(found, 1))


def _line(row: FormRow) -> str:
    words = f"- {with_period(plain(row.title), row.occurrence)}"
    if row.due_on is not None:
        words += _(", due {day}").format(day=write_day(row.due_on))
    return words + (_(", recorded: {known}").format(known=row.known) if row.known else "") + "."
