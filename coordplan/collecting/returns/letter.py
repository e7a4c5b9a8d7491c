"""A reminder as a letter: whom it asks, what for, and by when."""

from coordplan.collecting.returns.reminders import Reminder, ReminderItem, Reminders
from coordplan.model import Profile
from coordplan.paper.cells import Column, Page, Table, Tone, illustrative_sentence, lean
from coordplan.paper.document import Document, Paragraph, Part
from coordplan.paper.letterhead import Letterhead
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day


def subject_of(reminders: Reminders, reminder: Reminder) -> str:
    """Return the subject line of a reminder."""
    form = (
        _("Reminder: progress report for {period}")
        if reminder.state == "waiting"
        else _("Completing the progress report for {period}")
    )
    return form.format(period=reminders.period_title)


def paragraphs_of(reminders: Reminders, reminder: Reminder) -> tuple[str, ...]:
    """Return what a reminder says before its list."""
    values = {
        "period": reminders.period_title,
        "sent": write_day(reminder.sent_on),
        "send_by": write_day(reminder.send_by),
        "received": write_day(reminder.last_received_on),
        "day": write_day(reminders.as_of),
        "days": reminder.days_late or 0,
        "program": reminders.title,
    }
    if reminder.state == "waiting":
        first = _(
            "The form for the progress report for {period} ({program}) was made on {sent}; the report was to be sent "
            "by {send_by}. By {day} it has not arrived (days late: {days})."
        )
    elif reminder.state == "sent_back":
        first = _(
            "The progress report for {period} ({program}) arrived on {received}. It could not be taken in: some cells "
            "have to be corrected."
        )
    else:
        first = _(
            "The progress report for {period} ({program}) arrived on {received}. What is listed below is still missing "
            "or has to be corrected."
        )
    dated = reminders.answer_by is not None
    if reminder.items:
        ask = _("Please send it by {day}. It concerns:") if dated else _("Please send it soon. It concerns:")
    else:
        ask = _("Please send it by {day}.") if dated else _("Please send it soon.")
    return first.format(**values), ask.format(day=write_day(reminders.answer_by))


def items_table(reminder: Reminder) -> Table:
    """Return what is still to be answered, a row for each occurrence."""
    columns = (
        Column("number", _("No."), "number"),
        Column("occurrence", _("Id"), "code"),
        Column("title", _("Activity")),
        Column("due", _("Due"), "day"),
        Column("missing", _("What is needed")),
    )
    rows = [
        (number, item.occurrence, item.title, item.due_on, _needed(item))
        for number, item in enumerate(reminder.items, 1)
    ]
    return Table(columns, rows)


def _needed(item: ReminderItem) -> str:
    if item.state == "not_answered":
        return _("an answer")
    if item.state == "blank":
        return _("an answer; the row was left blank")
    return item.fault or _("right as it was; to be sent again with the rest")


def reminder_page(reminders: Reminders, reminder: Reminder) -> Page:
    """Return a reminder as a page of text."""
    sentences: list[tuple[str, Tone]] = [
        *illustrative_sentence(reminders.illustrative),
        (_("To: {body}").format(body=reminder.title), "strong"),
        *((words, "") for words in paragraphs_of(reminders, reminder)),
    ]
    notes: list[tuple[str, Tone]] = [(reminders.asking, "")] if reminders.asking else []
    tables = (items_table(reminder),) if reminder.items else ()
    return Page(subject_of(reminders, reminder), tuple(sentences), tables, tuple(notes))


def reminder_document(reminders: Reminders, reminder: Reminder, letterhead: Letterhead, profile: Profile) -> Document:
    """Return a reminder as a document in the formats of an office: a notice to the organization, with its list."""
    first, ask = paragraphs_of(reminders, reminder)
    to = Paragraph(_("To: {body}").format(body=reminder.title), "strong")
    table = items_table(reminder) if reminder.items else None
    parts = (
        Part("opening", None, (to, Paragraph(first))),
        Part("overdue", None, (Paragraph(ask),), table),
    )
    warning = "".join(sentence for sentence, _tone in illustrative_sentence(reminders.illustrative))
    head = letterhead._replace(recipients=(reminder.title,))
    subject = (subject_of(reminders, reminder),)
    numbered = profile._replace(number_form=profile.number_form.replace("BC", "TB"))  # a notice, no report
    return Document(_("NOTICE"), subject, warning, parts, "", (), head, numbered)


def reminders_page(reminders: Reminders, files: dict[str, tuple[str, ...]]) -> Page:
    """Return a row for each reminder, with the files it was written to."""
    columns = (
        Column("title", _("Organization")),
        Column("why", _("Why")),
        Column("days_late", _("Days late"), "count", 1, "bad"),
        Column("items", _("Items"), "count"),
        Column("files", _("Files"), "text", 1),
    )
    rows = [
        (each.title, _why(each), each.days_late, len(each.items), ", ".join(files.get(each.organization, ())))
        for each in reminders.organizations
    ]
    return Page(tables=(lean(Table(columns, rows)),))


def _why(reminder: Reminder) -> str:
    if reminder.state == "waiting":
        return _("has not answered")
    return _("sent back") if reminder.state == "sent_back" else _("not complete")


def nothing_sentence(reminders: Reminders) -> str:
    return _("Nobody has to be reminded for {period} on {day}.").format(
        period=reminders.period, day=write_day(reminders.as_of)
    )
