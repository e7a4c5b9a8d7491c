"""Reminders: each as a letter (whom it asks, what for, and by when), all as a page and for programs."""

from collections.abc import Mapping

from coordplan.collecting.returns.chase_words import (
    item_title,
    needed_words,
    reminder_closing,
    reminder_opening,
    reminder_subject,
)
from coordplan.collecting.returns.values import Reminder, Reminders
from coordplan.dates.period_words import write_long_period
from coordplan.model import Profile
from coordplan.paper.cells import Column, Page, Table, Tone, illustrative_sentence, lean, table_of
from coordplan.paper.data import Data
from coordplan.paper.document import Document, Paragraph, Part
from coordplan.paper.letterhead import Letterhead
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day, write_number


def items_table(reminder: Reminder) -> Table:
    """Return what is still to be answered, a row for each occurrence."""
    numbers = iter(range(1, len(reminder.items) + 1))
    columns = (
        Column("number", _("No."), "number", get=lambda _item: next(numbers)),
        Column("occurrence", _("Id"), "code"),
        Column("title", _("Activity"), get=item_title),
        Column("due", _("Due"), "day", get=lambda item: item.due_on),
        Column("missing", _("What is needed"), get=needed_words),
    )
    return table_of(columns, reminder.items)


def reminder_page(reminders: Reminders, reminder: Reminder) -> Page:
    """Return a reminder as a page of text."""
    sentences: list[tuple[str, Tone]] = [
        *illustrative_sentence(reminders.report.illustrative),
        (_("To: {body}").format(body=reminder.title), "strong"),
        *((words, "") for words in reminder_opening(reminders, reminder)),
    ]
    notes: list[tuple[str, Tone]] = [(words, "") for words in reminder_closing(reminders, reminder)]
    notes += [(reminders.asking, "")] if reminders.asking else []
    tables = (items_table(reminder),) if reminder.items else ()
    return Page(reminder_subject(reminders, reminder), tuple(sentences), tables, tuple(notes))


def reminder_document(reminders: Reminders, reminder: Reminder, letterhead: Letterhead, profile: Profile) -> Document:
    """Return a reminder as a document in the formats of an office: a notice to the organization, with its list."""
    *first, ask = reminder_opening(reminders, reminder)
    to = Paragraph(_("To: {body}").format(body=reminder.title), "strong")
    table = items_table(reminder) if reminder.items else None
    parts = (
        Part("opening", None, (to, *map(Paragraph, first))),
        Part("overdue", None, (Paragraph(ask),), table, tuple(map(Paragraph, reminder_closing(reminders, reminder)))),
    )
    warning = "".join(sentence for sentence, _tone in illustrative_sentence(reminders.report.illustrative))
    head = letterhead._replace(recipients=(reminder.title,))
    subject = (reminder_subject(reminders, reminder),)
    numbered = profile._replace(number_form=profile.number_form.replace("BC", "TB"))  # a notice, no report
    return Document(_("NOTICE"), subject, warning, parts, "", (), head, numbered)


def reminders_page(reminders: Reminders, files: Mapping[str, tuple[str, ...]], change: int | None) -> Page:
    """Return a row for each reminder, with the files it was written to."""
    columns = (
        Column("title", _("Organization")),
        Column("why", _("Why"), get=_why),
        Column("days_late", _("Days late"), "count", 1, "bad", get=lambda each: each.answering.days_late),
        Column("items", _("Items"), "count", get=lambda each: len(each.items)),
        Column("number", _("Time"), "count", 1, get=lambda each: each.number if each.number > 1 else None),
        Column("answer_by", _("Send by"), "day", 1),
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
    if reminders.reminders:
        kept = _("That they were reminded is recorded. Change {number}.").format(number=change)
        notes.append(
            (kept if change is not None else _("They were reminded today already; nothing new is recorded."), "")
        )
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
        return _("has not answered") if reminder.is_late else _("has to answer soon")
    words = {"sent_back": _("sent back"), "blank": _("left blank")}
    return words.get(reminder.answering.state, _("not complete"))


def nothing_sentence(reminders: Reminders) -> str:
    return _("Nobody has to be reminded for {period} on {day}.").format(
        period=write_long_period(reminders.report.period), day=write_day(reminders.report.as_of)
    )


_NAMES = ("organization", "title", "state", "send_by", "received_on", "days_late")


def reminders_data(
    reminders: Reminders,
    texts: Mapping[str, str],
    files: Mapping[str, tuple[str, ...]],
    mails: Mapping[str, str],
    change: int | None,
) -> Data:
    """Return ``coordplan/chase/1``, with the text of each reminder; in CSV a row for each item of each."""
    report = reminders.report
    found, rows = [], []
    for each in reminders.reminders:
        head = each.answering.by_name() | {"title": each.title}
        id_ = each.answering.organization
        values = {name: head[name] for name in _NAMES}
        values |= {"files": files.get(id_, ()), "items": each.items, "text": texts[id_]}
        found.append(
            values
            | {
                "without_evidence": each.answering.without_evidence,
                "number": each.number,
                "turn": each.turn,
                "answer_by": each.answer_by,
                "reminders": each.answering.reminders,
                "reminded_on": each.answering.reminded_on,
                "email": each.email or None,
                "mail": mails.get(id_),
            }
        )
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
            "change": change,
        },
        columns=[*columns, "item_state", "fault"],
        rows=rows,
    )
