"""Reminders: each as a letter (whom it asks, what for, and by when), all as a page and for programs."""

from collections.abc import Mapping

from coordplan.collecting.returns.values import Answering, Reminder, ReminderItem, Reminders
from coordplan.dates.period_words import write_long_period
from coordplan.model import Profile
from coordplan.paper.cells import Column, Page, Table, Tone, illustrative_sentence, lean, table_of
from coordplan.paper.data import Data
from coordplan.paper.document import Document, Paragraph, Part
from coordplan.paper.letterhead import Letterhead
from coordplan.text.language import translate as _
from coordplan.text.language import translate_count
from coordplan.text.writing import write_day, write_number


def reminder_subject(reminders: Reminders, reminder: Reminder) -> str:
    """Return the subject line of a reminder."""
    form = (
        _("Reminder: progress report for {period}")
        if reminder.answering.state == "waiting"
        else _("Completing the progress report for {period}")
    )
    return form.format(period=reminders.period_title)


def paragraphs_of(reminders: Reminders, reminder: Reminder) -> tuple[str, ...]:
    """Return what a reminder says before its list."""
    answering, report = reminder.answering, reminders.report
    values = {
        "period": reminders.period_title,
        "sent": write_day(answering.sent_on),
        "send_by": write_day(answering.send_by),
        "received": write_day(answering.last_received_on),
        "day": write_day(report.as_of),
        "days": answering.days_late or 0,
        "program": report.title,
    }
    if answering.state == "waiting":
        first = _(
            "The form for the progress report for {period} ({program}) was made on {sent}; the report was to be sent "
            "by {send_by}. By {day} it has not arrived (days late: {days})."
        )
    elif answering.state == "sent_back":
        first = _(
            "The progress report for {period} ({program}) arrived on {received}. It could not be taken in: some cells "
            "have to be corrected."
        )
    elif answering.state == "blank":
        first = _("The progress report for {period} ({program}) arrived on {received} with nothing filled in.")
    else:
        first = _(
            "The progress report for {period} ({program}) arrived on {received}. What is listed below is still missing "
            "or has to be corrected."
        )
    if reminder.in_place_of:
        first += " " + _("It was asked of {body}, whose work {lead} leads by now.")
        values |= {"body": reminder.in_place_of, "lead": reminder.title}
    dated = reminders.answer_by is not None
    if reminder.items:
        ask = _("Please send it by {day}. It concerns:") if dated else _("Please send it soon. It concerns:")
    else:
        ask = _("Please send it by {day}.") if dated else _("Please send it soon.")
    return first.format(**values), *_without_evidence(answering), ask.format(day=write_day(reminders.answer_by))


def _without_evidence(answering: Answering) -> tuple[str, ...]:
    """Return the sentence about what is done and has no document, where there is any."""
    if not (ids := answering.without_evidence):
        return ()
    sentence = translate_count(
        "Of what is done, {n} has no document yet; please send its number and date: {ids}.",
        "Of what is done, {n} have no document yet; please send their numbers and dates: {ids}.",
        len(ids),
    )
    return (sentence.format(n=write_number(len(ids)), ids=", ".join(ids)),)


def items_table(reminder: Reminder) -> Table:
    """Return what is still to be answered, a row for each occurrence."""
    numbers = iter(range(1, len(reminder.items) + 1))
    columns = (
        Column("number", _("No."), "number", get=lambda _item: next(numbers)),
        Column("occurrence", _("Id"), "code"),
        Column("title", _("Activity")),
        Column("due", _("Due"), "day", get=lambda item: item.due_on),
        Column("missing", _("What is needed"), get=_needed),
    )
    return table_of(columns, reminder.items)


def _needed(item: ReminderItem) -> str:
    if item.state == "not_answered":
        return _("an answer")
    if item.state == "blank":
        return _("an answer; the row was left blank")
    return item.fault or _("right as it was; to be sent again with the rest")


def reminder_page(reminders: Reminders, reminder: Reminder) -> Page:
    """Return a reminder as a page of text."""
    sentences: list[tuple[str, Tone]] = [
        *illustrative_sentence(reminders.report.illustrative),
        (_("To: {body}").format(body=reminder.title), "strong"),
        *((words, "") for words in paragraphs_of(reminders, reminder)),
    ]
    notes: list[tuple[str, Tone]] = [(reminders.asking, "")] if reminders.asking else []
    tables = (items_table(reminder),) if reminder.items else ()
    return Page(reminder_subject(reminders, reminder), tuple(sentences), tables, tuple(notes))


def reminder_document(reminders: Reminders, reminder: Reminder, letterhead: Letterhead, profile: Profile) -> Document:
    """Return a reminder as a document in the formats of an office: a notice to the organization, with its list."""
    *first, ask = paragraphs_of(reminders, reminder)
    to = Paragraph(_("To: {body}").format(body=reminder.title), "strong")
    table = items_table(reminder) if reminder.items else None
    parts = (
        Part("opening", None, (to, *map(Paragraph, first))),
        Part("overdue", None, (Paragraph(ask),), table),
    )
    warning = "".join(sentence for sentence, _tone in illustrative_sentence(reminders.report.illustrative))
    head = letterhead._replace(recipients=(reminder.title,))
    subject = (reminder_subject(reminders, reminder),)
    numbered = profile._replace(number_form=profile.number_form.replace("BC", "TB"))  # a notice, no report
    return Document(_("NOTICE"), subject, warning, parts, "", (), head, numbered)


def reminders_page(reminders: Reminders, files: Mapping[str, tuple[str, ...]]) -> Page:
    """Return a row for each reminder, with the files it was written to."""
    columns = (
        Column("title", _("Organization")),
        Column("why", _("Why"), get=_why),
        Column("days_late", _("Days late"), "count", 1, "bad", get=lambda each: each.answering.days_late),
        Column("items", _("Items"), "count", get=lambda each: len(each.items)),
        Column(
            "without_evidence",
            _("Done, no document"),
            "count",
            1,
            "warn",
            lambda each: len(each.answering.without_evidence) or None,
        ),
        Column("files", _("Files"), "text", 1, get=lambda each: ", ".join(files.get(each.answering.organization, ()))),
    )
    notes: list[tuple[str, Tone]] = [(words, "warn")] if (words := in_order_words(reminders)) else []
    return Page(tables=(lean(table_of(columns, reminders.reminders)),), notes=tuple(notes))


def in_order_words(reminders: Reminders) -> str:
    """Return who is reminded of nothing and has done what no document is recorded for; empty where nobody is."""
    found = [
        f"{each.title} ({write_number(len(each.without_evidence))})" for each in reminders.in_order_without_evidence
    ]
    sentence = _("Otherwise in order, but with work done that no document is recorded for: {bodies}.")
    return sentence.format(bodies=", ".join(found)) if found else ""


def _why(reminder: Reminder) -> str:
    if reminder.answering.state == "waiting":
        return _("has not answered")
    words = {"sent_back": _("sent back"), "blank": _("left blank")}
    return words.get(reminder.answering.state, _("not complete"))


def nothing_sentence(reminders: Reminders) -> str:
    return _("Nobody has to be reminded for {period} on {day}.").format(
        period=write_long_period(reminders.report.period), day=write_day(reminders.report.as_of)
    )


_NAMES = ("organization", "title", "state", "send_by", "received_on", "days_late")


def reminders_data(reminders: Reminders, texts: Mapping[str, str], files: Mapping[str, tuple[str, ...]]) -> Data:
    """Return ``coordplan/chase/1``, with the text of each reminder; in CSV a row for each item of each."""
    report = reminders.report
    found, rows = [], []
    for each in reminders.reminders:
        head = each.answering.by_name() | {"title": each.title}
        id_ = each.answering.organization
        values = {name: head[name] for name in _NAMES}
        values |= {"files": files.get(id_, ()), "items": each.items, "text": texts[id_]}
        found.append(values | {"without_evidence": each.answering.without_evidence})
        rows += [head | item.by_name() | {"state": head["state"], "item_state": item.state} for item in each.items]
    columns = ["organization", "state", "send_by", "received_on", "days_late", "occurrence", "title", "due"]
    return Data(
        "coordplan/chase/1",
        {
            "program": report.program,
            "period": report.period,
            "as_of": report.as_of,
            "known_at": report.known_at or None,
            "illustrative": report.illustrative,
            "answer_by": reminders.answer_by,
            "reminders": found,
            "in_order_without_evidence": [
                {"organization": each.organization, "without_evidence": each.without_evidence}
                for each in reminders.in_order_without_evidence
            ],
        },
        columns=[*columns, "item_state", "fault"],
        rows=rows,
    )
