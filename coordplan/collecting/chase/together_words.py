"""What one letter to several bodies says: who has not answered, by when all are to, and what each is asked. Pure."""

from collections.abc import Sequence

from coordplan.collecting.chase.chase_words import basis_words, item_title, letter_terms, plans_of
from coordplan.collecting.chase.values import Reminder, ReminderItem, Reminders
from coordplan.paper.cells import Column, Table, table_of
from coordplan.paper.official_letter import reported_to
from coordplan.text.language import translate as _
from coordplan.text.writing import write_counted


def together_table(group: Sequence[Reminder]) -> Table | None:
    """Return what each body is asked, a row for each occurrence."""
    rows: list[tuple[Reminder, ReminderItem]] = [(each, item) for each in group for item in each.items]
    if not rows:
        return None
    numbers = iter(range(1, len(rows) + 1))
    columns = (
        Column("number", _("No."), "number", get=lambda _row: next(numbers)),
        Column("body", _("Body that reports"), get=lambda row: row[0].title),
        Column("title", _("Activity"), get=lambda row: item_title(row[1])),
        Column("due", _("Due"), "day", get=lambda row: row[1].due_on),
    )
    return table_of(columns, rows)


def together_opening(reminders: Reminders, group: Sequence[Reminder]) -> tuple[str, ...]:
    """Return what stands before the list; the last sentence asks."""
    first = group[0]
    values = letter_terms(reminders, first) | {
        "n": write_counted(len(group), reminders.profile.leading_zero),
        "basis": basis_words(reminders, plans_of(*group)),
    }
    one_day = len({(each.answering.sent_on, each.answering.send_by) for each in group}) == 1
    superior = reported_to(reminders.profile)
    if first.kind == "ahead":
        opening = _(
            "Under {basis}, {office} sent out the form of the progress report for {period}. By {day} the reports of "
            "the {n} bodies named above have not arrived."
        )
        ask = _("{office} asks the bodies to send their reports {by}. What each is to report stands in this table:")
    elif first.before is not None:
        same = len({(each.before and (each.before.reminded_on, each.before.send_by)) for each in group}) == 1
        opening = (
            _(
                "On {before}, {office} sent letter No. {letter} about the {subject}. By {day}, {office} has still not "
                "received the reports of the {n} bodies named above."
            )
            if same
            else _("By {day}, {office} has still not received the reports of the {n} bodies named above.")
        )
        ask = _("{office} asks the bodies to send their reports without delay, {by}.")
        then = (
            _("After that, {office} sums up by the figures it has and tells {superior} which bodies have not reported.")
            if superior
            else _("After that, {office} sums up by the figures it has.")
        )
        ask = " ".join((ask, then, _("What each is to report stands in this table:")))
    else:
        sent = (
            _(
                "Under {basis}, {office} sent out the form of the progress report for {period} on {sent}; it was to be "
                "sent back by {send_by}."
            )
            if one_day
            else _("Under {basis}, {office} sent out the form of the progress report for {period}.")
        )
        opening = sent + " " + _("By {day}, {office} has not received the reports of the {n} bodies named above.")
        ask = _(
            "{office} asks the bodies to send their reports {by}, with the results, the reasons for delay and when "
            "what is open will be finished."
        )
        if superior:
            ask = _("So that it can be summed up and reported to {superior} in time, {request}").format(
                superior="{superior}", request=ask
            )
        ask += " " + _("What each is to report stands in this table:")
    return opening.format(**values), ask.format(**values)


def together_closing(reminders: Reminders, group: Sequence[Reminder], mailed: bool = False) -> tuple[str, ...]:
    """Return what stands after the list; ``mailed``: as a mail says it."""
    values = letter_terms(reminders, group[0])
    enclosed = "" if mailed else _("The forms of the report are enclosed with this letter.") + " "
    difficulties = _("Where there are difficulties, the bodies are asked to turn to {contact}.")
    thanks = _("{office} thanks the bodies for their cooperation.")
    return (enclosed + difficulties).format(**values), thanks.format(**values)
