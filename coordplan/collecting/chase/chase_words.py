"""What a letter says to who owes an answer: its subject, what stands before its list and after it. Pure."""

import re
from collections.abc import Sequence
from string import ascii_uppercase
from typing import Any

from coordplan.collecting.chase.values import Reminder, ReminderItem, Reminders, SignedTitle
from coordplan.collecting.collect.to_correct import asked_on_paper
from coordplan.collecting.form.values import COLUMNS, HEADER_ROW
from coordplan.dates.period_words import with_period
from coordplan.paper.document import place_words
from coordplan.paper.official_letter import earlier_number_words, reported_to
from coordplan.text.language import translate as _
from coordplan.text.language import translate_count
from coordplan.text.writing import write_counted, write_day, write_number

_COLUMN_HEADINGS = {letter: column.heading for letter, column in zip(ascii_uppercase, COLUMNS, strict=False)}
_MOST_PLANS = 2  # named in a sentence
_MOST_NAMED = 5  # that no document proves
_CELL = re.compile(r"(?:^|(?<=; ))([A-Z]{1,3})(\d+): ")


def reminder_subject(reminders: Reminders, reminder: Reminder) -> str:
    """Return what a letter is about, in the middle of a sentence, with how many times it has been written."""
    words = {
        "late": _("overdue progress report for {period}"),
        "ahead": _("progress report for {period}"),
        "complete": _("completing the progress report for {period}"),
        "provide": _("request for the results of {what}, {period}"),
        "carry_out": _("overdue work under {what}, {period}"),
    }[reminder.kind]
    words = words.format(period=reminders.period_title, what=what_words(reminders, reminder))
    return (
        words if reminder.number == 1 else _("{subject} (no. {number})").format(subject=words, number=reminder.number)
    )


def what_words(reminders: Reminders, reminder: Reminder) -> str:
    """Return what a letter of a department is about, without its titles."""
    plans = plans_of(reminder)
    if not set(plans) <= reminders.plans.keys():
        return _("the coordination program")
    return _("the coordination plan") if len(plans) == 1 else _("the coordination plans")


def plans_of(*letters: Reminder) -> tuple[str, ...]:
    """Return the plans that letters are about, each once."""
    return tuple(dict.fromkeys(item.plan for each in letters for item in each.items if item.plan))


def basis_words(reminders: Reminders, plans: Sequence[str], with_program: bool = True) -> str:
    """Return what a letter rests on: the program and plans, with the days on which they were signed."""
    known = [signed for id_, signed in reminders.plans.items() if id_ in plans]
    if not known or set(plans) - reminders.plans.keys():
        with_program = True
    signed = [reminders.program] if with_program else []
    if len(known) > _MOST_PLANS:
        days = {each.signed_on for each in known}
        known = [SignedTitle(_("the coordination plans"), signed_on=days.pop() if len(days) == 1 else None)]
        if known[0].signed_on is None:  # each has a day of its own: the letter names none of them
            return f"{_signed_words(signed)}, {known[0].title}" if signed else known[0].title
    return _signed_words([*signed, *known])


def _signed_words(signed: Sequence[SignedTitle]) -> str:
    titles = [
        _("{title} No. {number}").format(title=each.title, number=each.number) if each.number else each.title
        for each in signed
    ]
    day = signed[0].signed_on
    if len(signed) > 1 and day is not None and all(each.signed_on == day for each in signed):
        joined = ", ".join(titles)
        return _("{titles} (all signed on {day})").format(titles=joined, day=write_day(day))
    parts = [
        _("{title}, signed on {day}").format(
            title=title,
            day=write_day(each.signed_on) if each.signed_on is not None else place_words(_("day of signing")),
        )
        for title, each in zip(titles, signed, strict=True)
    ]
    return "; ".join(parts)


def letter_terms(reminders: Reminders, reminder: Reminder) -> dict[str, Any]:
    """Return what the sentences of a letter are filled in with."""
    answering, report = reminder.answering, reminders.report
    before = reminder.before
    values: dict[str, Any] = {
        "office": reminders.asking or place_words(_("the office that asks")),
        "body": reminder.title,
        "period": reminders.period_title,
        "sent": write_day(answering.sent_on),
        "send_by": write_day(answering.send_by),
        "received": write_day(answering.received_on),  # the first that counts, as in `returns`
        "day": write_day(report.as_of),
        "days": write_number(answering.days_late or 0),
        "by": by_words(reminder),
        "superior": reported_to(reminders.profile),
        "basis": basis_words(reminders, plans_of(reminder)),
        "former": reminder.in_place_of,
        "contact": reminders.contact,
        "letter": earlier_number_words(reminders.letterhead, reminders.profile),
        "subject": reminder_subject(reminders, reminder._replace(number=1)),
    }
    if before is not None:
        values |= {"before": write_day(before.reminded_on), "asked_by": write_day(before.send_by)}
    return values


def by_words(reminder: Reminder) -> str:
    """Return by when an answer is asked for: what stands in bold in a letter."""
    if reminder.answer_by is None:
        return _("as soon as possible")
    return _("by {day} at the latest").format(day=write_day(reminder.answer_by))


def reminder_opening(reminders: Reminders, reminder: Reminder) -> tuple[str, ...]:
    """Return what a letter to who owes an answer says before its list; the last sentence asks."""
    values = letter_terms(reminders, reminder)
    if reminder.kind == "complete":
        first, ask = _to_complete(reminders, reminder)
    elif reminder.kind == "ahead":
        first, ask = (
            _(
                "Under {basis}, {office} sent out the form of the progress report for {period} on {sent}; it is to be "
                "sent back by {send_by}. By {day} the report of {body} has not arrived."
            ),
            _("{office} asks {body} to send its report {by}. To be reported:"),
        )
    else:
        first, ask = _late(reminders, reminder)
    if reminder.kind == "late" and reminder.answering.state == "blank":
        first += " " + _("The form that came on {received} has nothing filled in.")
    if reminder.in_place_of:
        first += " " + _("It was asked of {former}, whose work {body} now leads.")
    return first.format(**values), ask.format(**values)


def _late(reminders: Reminders, reminder: Reminder) -> tuple[str, str]:
    superior = reported_to(reminders.profile)
    if reminder.before is not None:
        first = (
            _(
                "On {before}, {office} sent letter No. {letter} about the {subject} and asked {body} for it by "
                "{asked_by}. By {day}, {office} has still not received the report: {days} days after {send_by}."
            )
            if reminder.before.send_by
            else _(
                "On {before}, {office} sent letter No. {letter} about the {subject}. By {day}, {office} has still not "
                "received the report of {body}: {days} days after {send_by}."
            )
        )
        then = (
            _("After that, {office} sums up by the figures it has and tells {superior} which bodies have not reported.")
            if superior
            else _("After that, {office} sums up by the figures it has.")
        )
        ask = _("{office} asks {body} to send its report without delay, {by}.")
        return first, " ".join((ask, then, _("To be reported:")))
    first = _(
        "Under {basis}, {office} sent out the form of the progress report for {period} on {sent}; it was to be sent "
        "back by {send_by}. By {day}, {office} has not received the report of {body}."
    )
    ask = (
        _(
            "{office} asks {body} to send its report {by}, with the results, the reasons for delay and the day on "
            "which the following activity will be finished:"
        )
        if len(reminder.items) == 1
        else _(
            "{office} asks {body} to send its report {by}, with the results, the reasons for delay and the days on "
            "which the following activities will be finished:"
        )
    )
    if superior:
        ask = _("So that it can be summed up and reported to {superior} in time, {request}").format(
            superior="{superior}", request=ask
        )
    return first, ask


def _to_complete(reminders: Reminders, reminder: Reminder) -> tuple[str, str]:
    state, before = reminder.answering.state, reminder.before
    ask = _("{office} asks {body} to complete its report and send it again {by}:")
    if before is not None:
        first = (
            _("On {before}, {office} asked {body} to complete its progress report for {period} by {asked_by}.")
            if before.send_by
            else _("On {before}, {office} asked {body} to complete its progress report for {period}.")
        )
        still = _("On {day}, what is listed below is still missing or has to be corrected.")
        return f"{first} {still}", ask
    if state == "blank":
        came = _(
            "Under {basis}, {office} received the form of {body} for {period} on {received}, with nothing filled in."
        )
        return came, ask
    came = _("Under {basis}, {office} received the progress report of {body} for {period} on {received}.")
    number = sum(not _is_right(item) for item in reminder.items)
    if not number:  # what is wrong with it is no single row
        useless = _("On review, it cannot be used as it is.")
        return f"{came} {useless}", ask
    wrong = translate_count(
        "On review, {n} item has to be completed or corrected, as listed below.",
        "On review, {n} items have to be completed or corrected, as listed below.",
        number,
    ).format(n=write_counted(number, reminders.profile.leading_zero))
    return f"{came} {wrong}", ask


def reminder_closing(reminders: Reminders, reminder: Reminder, mailed: bool = False) -> tuple[str, ...]:
    """Return what a letter to who owes an answer says after its list; ``mailed``: as a mail says it."""
    values = letter_terms(reminders, reminder)
    enclosed = ""
    if not mailed and reminder.kind == "late":
        enclosed = _("The form of the report is enclosed with this letter.") + " "
    elif not mailed and reminder.kind == "complete" and reminder.marked:
        enclosed = (
            _("The form that came, with what is to be corrected marked in it, is enclosed with this letter.") + " "
        )
    difficulties = _("Where there are difficulties, {body} is asked to turn to {contact}.")
    thanks = _("{office} thanks {body} for its cooperation.")
    found = [*_without_evidence(reminders, reminder), enclosed + difficulties, thanks]
    return tuple(each.format(**values) for each in found)


def _without_evidence(reminders: Reminders, reminder: Reminder) -> tuple[str, ...]:
    """Return the sentence about what is done and has no document, where there is any."""
    if not (done := reminder.undocumented):
        return ()
    zero = reminders.profile.leading_zero
    names = "; ".join(map(item_title, done[:_MOST_NAMED])).replace("{", "{{").replace("}", "}}")
    sentence = translate_count(
        "Of what is done, {n} has no document yet; please send its number and date: {names}.",
        "Of what is done, {n} have no document yet; please send their numbers and dates: {names}.",
        len(done),
    ).format(n=write_counted(len(done), zero), names=names)
    if len(done) > _MOST_NAMED:
        more = _("{n} more stand in the form.").format(n=write_counted(len(done) - _MOST_NAMED, zero))
        sentence = f"{sentence} {more}"
    return (sentence,)


def item_title(item: ReminderItem) -> str:
    """Return the title of an occurrence with its period, as papers name it: they have no ids."""
    return with_period(item.title, item.occurrence)


def needed_words(item: ReminderItem) -> str:
    """Return what is needed of an occurrence."""
    if item.state in ("not_answered", "blank"):
        words = (
            _("whether it is finished; number and date of the document; reasons for delay")
            if item.days_overdue
            else _("whether it is finished; number and date of the document")
        )
        last = _("last recorded: {known}").format(known=item.known)
        if item.state == "blank":
            words = _("the row was left blank; to be filled in: {needed}").format(needed=words[:1].lower() + words[1:])
        return f"{words} ({last})" if item.known else words
    if _is_right(item):
        return _("right as it was; to be sent again with the rest")
    return asked_on_paper(_CELL.sub(lambda cell: _place_in_form(cell[1], int(cell[2])), item.fault))


def _is_right(item: ReminderItem) -> bool:
    """Say whether an answer came back for the others alone."""
    return item.state == "sent_back" and not item.fault


def _place_in_form(column: str, row: int) -> str:
    """Return a cell of a form as people find it there: by the number of its row and the heading of its column."""
    heading = _COLUMN_HEADINGS.get(column, "")
    if not heading or row <= HEADER_ROW:
        return _("cell {cell}: ").format(cell=f"{column}{row}")
    return _('row {row}, column "{column}": ').format(row=row - HEADER_ROW, column=_(heading))
