"""What a department writes about a plan that no form asks about: to its own units, its equals, and who is above. Pure.

A body of the state urges neither the Party nor what is above it: it asks for results. Sharper words go to its own
units alone; which unit that is, the program does not know.
"""

from coordplan.collecting.chase.chase_words import basis_words, letter_terms, plans_of
from coordplan.collecting.chase.values import Reminder, Reminders
from coordplan.dates.period_words import occurrence_period
from coordplan.paper.document import place_words
from coordplan.text.language import translate as _
from coordplan.text.language import translate_count
from coordplan.text.writing import write_counted, write_day


def addressee_words(reminder: Reminder) -> str:
    """Return whom a letter is to; of the own units, a place to fill in."""
    return place_words(_("unit in charge")) if reminder.own_unit else reminder.title


def department_opening(reminders: Reminders, reminder: Reminder) -> tuple[str, ...]:
    """Return what a department's letter says before its list."""
    values = _terms(reminders, reminder)
    if reminder.kind == "provide":
        return (_asking_for_results(reminder).format(**values),)
    if reminder.before is not None:
        first = _(
            "On {before}, {office} sent letter No. {letter} about {subject}. By {day}, {office} has still not received "
            "the report of {to}. To be reported:"
        )
        return (first.format(**values),)
    form = ""
    if reminders.asked_for:
        form = (
            _("; by the form of the progress report for {period} of {asked_for}, to be sent by {asked_by}")
            if reminders.asked_by is not None
            else _("; to report on {period} to {asked_for}")
        )
    rest = translate_count(
        "{who} has {n} activity that is overdue and not finished:",
        "{who} has {n} activities that are overdue and not finished:",
        len(reminder.items),
    )
    return (("{basis_sentence}{form}, " + rest).format(**values | {"form": form.format(**values)}),)


def _asking_for_results(reminder: Reminder) -> str:
    if len(reminder.items) == 1:
        return _("{basis_sentence}, {office} asks {to}, for its figures for {period}, for the results of {item}.")
    return _("{basis_sentence}, {office} asks {to}, for its figures for {period}, for the results of these activities:")


def department_closing(reminders: Reminders, reminder: Reminder) -> tuple[str, ...]:
    """Return what a department's letter asks for, by when, and how it closes."""
    values = _terms(reminders, reminder)
    if reminder.kind == "provide":
        return (_("Please send them to {office} {by}. {office} thanks you for it.").format(**values),)
    if reminder.before is not None:
        asked = (
            _(
                "{office} requires {to} to report {by} and to explain the delay. After that, {office} looks at the "
                "responsibilities under its rules of work."
            )
            if reminder.own_unit
            else _("{office} asks {to} to report {by}. After that, {office} sums up by the figures it has.")
        )
        return (asked.format(**values),)
    first = translate_count(
        "1. Finish the activity named above without delay; where that cannot be, report the reasons and propose an "
        "extension, a suspension or that it is not carried out.",
        "1. Finish the activities named above without delay; where that cannot be, report the reasons and propose an "
        "extension, a suspension or that they are not carried out.",
        len(reminder.items),
    )
    second = (
        _(
            "2. Report the results, with numbers and dates of documents, to {office} (through {unit}) {by}, to be "
            "summed up and sent to {asked_for}."
        )
        if reminders.asked_for
        else _(
            "2. Report the results, with numbers and dates of documents, to {office} (through {unit}) {by}, to be "
            "summed up."
        )
    )
    last = (
        _("{to} is asked to carry this out strictly.")
        if reminder.own_unit
        else _("{office} thanks {to} for its cooperation.")
    )
    return tuple(each.format(**values) for each in (_("{office} asks {to}:"), first, second, last))


def _terms(reminders: Reminders, reminder: Reminder) -> dict[str, str]:
    basis = basis_words(reminders, plans_of(reminder), with_program=False)
    item = reminder.items[0]
    due = _("due {day}").format(day=write_day(item.due_on)) if item.due_on is not None else ""
    beside = "; ".join(filter(None, (occurrence_period(item.occurrence), due)))
    named = f"{item.title} ({beside})" if beside else item.title
    values = letter_terms(reminders, reminder)
    return values | {
        "to": addressee_words(reminder),
        "who": values["office"] if reminder.own_unit else reminder.title,
        "basis_sentence": _("Under {basis}").format(basis=basis),
        "asked_for": reminders.asked_for,
        "asked_by": write_day(reminders.asked_by),
        "unit": reminders.profile.unit or place_words(_("contact unit")),
        "n": write_counted(len(reminder.items), reminders.profile.leading_zero),
        "item": named,
    }
