"""Who is written to, with the files of the letters: as a page and for programs."""

from collections.abc import Mapping

from coordplan.collecting.chase.values import Reminder, Reminders
from coordplan.dates.period_words import write_long_period
from coordplan.named_tuples import NamedTuple
from coordplan.paper.cells import Column, Page, Tone, lean, table_of
from coordplan.paper.data import Data
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day, write_number


class Written(NamedTuple):
    """What a letter says, and the files that it was written to."""

    text: str
    files: tuple[str, ...] = ()
    mail: str | None = None


def reminders_page(reminders: Reminders, written: Mapping[str, Written], change: int | None) -> Page:
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
        Column("files", _("Files"), "text", 1, get=lambda each: _files_words(written[each.answering.organization])),
    )
    notes: list[tuple[str, Tone]] = [(words, "warn")] if (words := in_order_words(reminders)) else []
    if reminders.reminders:
        kept = (
            _("That they were reminded is recorded. Change {number}.").format(number=change)
            if change is not None
            else _("They were reminded today already; nothing new is recorded.")
            if reminders.office
            else _("Nothing is recorded: by office.yaml (issuer), this file is not that of {office}.").format(
                office=reminders.asking
            )
        )
        notes.append((kept, ""))
    return Page(tables=(lean(table_of(columns, reminders.reminders)),), notes=tuple(notes))


def _files_words(letter: Written) -> str:
    return ", ".join((*letter.files, *([letter.mail] if letter.mail else ())))


def in_order_words(reminders: Reminders) -> str:
    """Return who is reminded of nothing and has done what no document is recorded for; empty where nobody is."""
    found = [
        f"{each.title} ({write_number(len(each.without_evidence))})" for each in reminders.in_order_without_evidence
    ]
    sentence = _("Otherwise in order, but with work done that no document is recorded for: {bodies}.")
    return sentence.format(bodies=", ".join(found)) if found else ""


def _why(reminder: Reminder) -> str:
    if reminder.kind in ("provide", "carry_out"):
        return _("leads work that is not finished")
    if reminder.answering.state == "waiting":
        return _("has not answered") if reminder.is_late else _("has to answer soon")
    words = {"sent_back": _("sent back"), "blank": _("left blank")}
    return words.get(reminder.answering.state, _("not complete"))


def asked_once_words(reminders: Reminders) -> str:
    """Return who was asked before and gets no second letter; empty where nobody is."""
    found = [_("{body}, on {day}").format(body=body, day=write_day(day)) for body, day in reminders.asked_once]
    sentence = _("Asked by letter already, and not to be urged by another: {bodies}. Ask there by telephone.")
    return sentence.format(bodies="; ".join(found)) if found else ""


def nothing_sentence(reminders: Reminders) -> str:
    return _("Nobody has to be reminded for {period} on {day}.").format(
        period=write_long_period(reminders.report.period), day=write_day(reminders.report.as_of)
    )


_NAMES = ("organization", "title", "state", "send_by", "received_on", "days_late")


def reminders_data(reminders: Reminders, written: Mapping[str, Written], change: int | None) -> Data:
    """Return ``coordplan/chase/1``, with the text of each reminder; in CSV a row for each item of each."""
    report = reminders.report
    found, rows = [], []
    for each in reminders.reminders:
        head = each.answering.by_name() | {"title": each.title}
        letter = written[each.answering.organization]
        values = {name: head[name] for name in _NAMES}
        values |= {"files": letter.files, "items": each.items, "text": letter.text}
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
                "mail": letter.mail,
                "kind": each.kind,
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
