"""What a reminder says, in the words of offices: its subject, what stands before its list and after it. Pure."""

from coordplan.collecting.returns.values import Reminder, ReminderItem, Reminders
from coordplan.dates.period_words import with_period
from coordplan.model import SentReminder
from coordplan.paper.cells import illustrative_sentence
from coordplan.paper.document import place_words
from coordplan.text.language import translate as _
from coordplan.text.language import translate_count
from coordplan.text.writing import plain, write_day, write_number


def reminder_subject(reminders: Reminders, reminder: Reminder) -> str:
    """Return the subject line of a reminder, with how many times it has been written."""
    if reminder.is_late and reminder.number > 1:
        words = _("Reminder {number}: progress report for {period}")
    elif reminder.is_late:
        words = _("Reminder: progress report for {period}")
    elif reminder.answering.state == "waiting":
        words = _("Progress report for {period}, to be sent by {day}")
    elif reminder.number > 1:
        words = _("Completing the progress report for {period}: request {number}")
    else:
        words = _("Completing the progress report for {period}")
    return words.format(
        period=reminders.period_title, number=reminder.number, day=write_day(reminder.answering.send_by)
    )


def reminder_opening(reminders: Reminders, reminder: Reminder) -> tuple[str, ...]:
    """Return what a reminder says before its list; the last sentence asks."""
    answering, report = reminder.answering, reminders.report
    values: dict[str, object] = {
        "office": reminders.asking or place_words(_("the office that asks")),
        "body": reminder.title,
        "period": reminders.period_title,
        "program": report.title,
        "sent": write_day(answering.sent_on),
        "send_by": write_day(answering.send_by),
        "received": write_day(answering.last_received_on),
        "day": write_day(report.as_of),
        "days": write_number(answering.days_late or 0),
        "answer_by": write_day(reminder.answer_by),
        "n": write_number(sum(item.state != "not_answered" for item in reminder.items)),
    }
    if (before := reminder.before) is not None:
        values |= {"before": write_day(before.reminded_on), "asked_by": write_day(before.send_by)}
    first, ask = _sentences(reminder)
    if reminder.is_late and answering.state == "blank":
        first += " " + _("The form that came on {received} has nothing filled in.")
    if reminder.in_place_of:
        first += " " + _("It was asked of {former}, whose work {body} leads by now.")
        values["former"] = reminder.in_place_of
    if not reminder.items:
        ask = ask.replace(":", ".")
    return first.format(**values), *_without_evidence(reminder), ask.format(**values)


def _sentences(reminder: Reminder) -> tuple[str, str]:
    """Return what there is to know, and what is asked."""
    state, several = reminder.answering.state, len(reminder.items) > 1
    soon = reminder.answer_by is None
    if state == "waiting" and not reminder.is_late:
        first = _(
            "For {program}, {office} sent the form of the progress report for {period} on {sent}; it is to be sent back"
            " by {send_by}. By {day} the report of {body} has not arrived."
        )
        ask = _("{office} asks {body} to send its report by {send_by}. It concerns:")
    elif reminder.is_late and reminder.before is not None:
        first = (
            _(
                "On {before}, {office} reminded {body} of the progress report for {period} and asked for it by "
                "{asked_by}. By {day} it has still not arrived: {days} days after {send_by}."
            )
            if reminder.before.send_by
            else _(
                "On {before}, {office} reminded {body} of the progress report for {period}. By {day} it has still not "
                "arrived: {days} days after {send_by}."
            )
        )
        ask = (
            _("{office} asks {body} to send the report without delay. It concerns:")
            if soon
            else _(
                "{office} asks {body} to send the report without delay, by {answer_by}. After that, {office} sums up "
                "by the figures it has and names to its superiors who has not reported. It concerns:"
            )
        )
    elif reminder.is_late:
        first = _(
            "For {program}, {office} sent the form of the progress report for {period} on {sent}; it was to be sent "
            "back by {send_by}. By {day}, {office} has not received the report of {body} (days late: {days})."
        )
        if soon:
            ask = _("{office} asks {body} to send its report soon. It concerns:")
        elif several:
            ask = _(
                "{office} asks {body} to send its report by {answer_by}, with results, reasons for delay and when the "
                "following activities will be finished:"
            )
        else:
            ask = _(
                "{office} asks {body} to send its report by {answer_by}, with results, reasons for delay and when the "
                "following activity will be finished:"
            )
    else:
        first = (
            _again_to_complete(reminder.before)
            if reminder.before is not None
            else _("On {received}, {office} received the form of {body} for {period}, with nothing filled in.")
            if state == "blank"
            else _(
                "On {received}, {office} received the progress report of {body} for {period}. What is listed below is "
                "still missing or has to be corrected."
            )
        )
        ask = (
            _("{office} asks {body} to complete it and send it again soon:")
            if soon
            else _("{office} asks {body} to complete it and send it again by {answer_by}:")
        )
    return first, ask


def _again_to_complete(before: SentReminder) -> str:
    """Return what there is to know where an answer was to be completed before, and is not."""
    asked = (
        _("On {before}, {office} asked {body} to complete its progress report for {period} by {asked_by}.")
        if before.send_by
        else _("On {before}, {office} asked {body} to complete its progress report for {period}.")
    )
    still = _("On {day}, what is listed below is still missing or has to be corrected.")
    return f"{asked} {still}"


def reminder_closing(reminders: Reminders, reminder: Reminder) -> tuple[str, ...]:
    """Return what a reminder says after its list."""
    values = {
        "office": reminders.asking or place_words(_("the office that asks")),
        "body": reminder.title,
        "contact": reminders.contact,
    }
    difficulties = _("Where there are difficulties, {body} is asked to turn to {contact}.")
    return difficulties.format(**values), _("{office} thanks {body} for its cooperation.").format(**values)


def _without_evidence(reminder: Reminder) -> tuple[str, ...]:
    """Return the sentence about what is done and has no document, where there is any."""
    if not (ids := reminder.answering.without_evidence):
        return ()
    sentence = translate_count(
        "Of what is done, {n} has no document yet; please send its number and date: {ids}.",
        "Of what is done, {n} have no document yet; please send their numbers and dates: {ids}.",
        len(ids),
    )
    return (sentence.format(n=write_number(len(ids)), ids=", ".join(ids)),)


def item_title(item: ReminderItem) -> str:
    """Return the title of an occurrence with its period, as papers name it: they have no ids."""
    return with_period(plain(item.title), item.occurrence)


def needed_words(item: ReminderItem) -> str:
    """Return what is needed of an occurrence."""
    if item.state == "not_answered":
        return _("whether it is finished; number and date of the document; reasons for delay")
    if item.state == "blank":
        return _("an answer; the row was left blank")
    return item.fault or _("right as it was; to be sent again with the rest")


def reminder_mail(reminders: Reminders, reminder: Reminder) -> str:
    """Return the text of a mail that reminds."""
    lines = [words for words, _tone in illustrative_sentence(reminders.report.illustrative)]
    lines += [_("To: {body}").format(body=reminder.title), ""]
    for sentence in reminder_opening(reminders, reminder):
        lines += [sentence, ""]
    for number, item in enumerate(reminder.items, 1):
        due = "" if item.due_on is None else _(", due {day}").format(day=write_day(item.due_on))
        lines.append(f"{number}. {item_title(item)}{due}: {needed_words(item)}")
    lines += ["", *(line for sentence in reminder_closing(reminders, reminder) for line in (sentence, ""))]
    return "\n".join([*lines, reminders.asking or place_words(_("the office that asks"))]) + "\n"
