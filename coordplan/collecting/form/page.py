"""Forms that went out, as a page and for programs."""

from coordplan.collecting.form.values import FormsMade, OwnRecorded
from coordplan.dates.period_words import write_long_period
from coordplan.paper.cells import Column, Page, Tone, table_of
from coordplan.paper.data import Data
from coordplan.text.language import translate as _
from coordplan.text.language import translate_count
from coordplan.text.shell import quoted_word
from coordplan.text.writing import write_day


def forms_page(made: FormsMade) -> Page:
    """Return a row for each form: how much it asks for, and by when it comes back."""
    columns = (
        Column("organization", _("Organization"), "code", get=made.title_of),
        Column("file", _("File"), "code", get=lambda form: form.file_name),
        Column("asked", _("To answer"), "count", get=lambda form: len(form.asked)),
        Column("white", _("White rows"), "count", 1, get=lambda form: made.white.get(form.organization)),
        Column("send_by", _("Send by"), "day"),
    )
    sentence = translate_count(
        "{n} form for {period} in {folder}, with standings of {day}.",
        "{n} forms for {period} in {folder}, with standings of {day}.",
        len(made.forms),
    ).format(n=len(made.forms), period=write_long_period(made.period), folder=made.folder, day=write_day(made.as_of))
    notes: list[tuple[str, Tone]] = [(sentence, "strong"), (_recorded(made), "")]
    if idle := [made.title_of(form) for form in made.forms if not form.asked]:
        words = _("Nothing has to be answered by {bodies}; their forms are for news only.")
        notes.append((words.format(bodies=", ".join(idle)), ""))
    for form in made.forms:
        before = made.before.get(form.organization)
        if form.send_by is not None and before is not None and form.send_by != before:
            words = _("{body}: to be sent by {day}, no longer by {before}.").format(
                body=made.title_of(form), day=write_day(form.send_by), before=write_day(before)
            )
            notes.append((words, ""))
    return Page("", tuple(notes), (table_of(columns, made.forms),))


def _recorded(made: FormsMade) -> str:
    if made.change is None:
        return _("They are those that went out before; nothing new is recorded.")
    if len(made.new) < len(made.forms):
        return _("New since they last went out: {bodies}. Change {number}.").format(
            bodies=", ".join(made.title_of(form) for form in made.forms if form.organization in made.new),
            number=made.change,
        )
    if made.own:
        return _("Filled in, it is taken in with: coordplan collect {folder}. Change {number}.").format(
            folder=quoted_word(made.folder), number=made.change
        )
    return _("That they went out is recorded. Change {number}.").format(number=made.change)


def forms_data(made: FormsMade) -> Data:
    """Return ``coordplan/form/1``; in CSV a row for each form."""
    forms = [
        {
            "period": form.period,
            "organization": form.organization,
            "file": form.file_name,
            "as_of": form.made_on,
            "seen": form.seen,
            "send_by": form.send_by,
            "new": form.organization in made.new,
            "asked": form.asked,
            "not_due": form.not_due,
            "send_by_before": made.before.get(form.organization),
            "mail": made.mails.get(form.organization),
        }
        for form in made.forms
    ]
    values = {"period": made.period, "as_of": made.as_of, "change": made.change, "forms": forms}
    return Data("coordplan/form/1", values, columns=tuple(forms[0]), rows=forms)


def own_page(made: OwnRecorded) -> Page:
    """Return what was recorded of what the office leads itself, and what is left for later."""
    period = write_long_period(made.period)
    if not made.asked:
        words = _("Nothing that the office leads itself is due in {period} and open, nor overdue from before.")
        return Page("", ((words.format(period=period), ""),))
    if made.change is None:
        return Page("", ((_("Nothing was recorded."), "strong"),))
    words = translate_count(
        "{n} of {all} occurrence that the office leads itself is recorded. Change {number}.",
        "{n} of {all} occurrences that the office leads itself are recorded. Change {number}.",
        len(made.asked),
    )
    notes: list[tuple[str, Tone]] = [
        (words.format(n=len(made.recorded), all=len(made.asked), number=made.change), "strong")
    ]
    if later := [id_ for id_ in made.asked if id_ not in made.recorded]:
        words = _("Left for later: {ids}. To go on: coordplan form {period} --own")
        notes.append((words.format(ids=", ".join(later), period=made.period), ""))
    notes.append((_("To take it back: coordplan undo {number}").format(number=made.change), "dim"))
    return Page("", tuple(notes))


def own_data(made: OwnRecorded) -> Data:
    """Return ``coordplan/form/1`` of what the office said itself: no forms; in CSV a row for each occurrence."""
    rows = [{"period": made.period, "own": id_, "recorded": id_ in made.recorded} for id_ in made.asked]
    values = {"period": made.period, "as_of": None, "change": made.change, "forms": [], "own": rows}
    return Data("coordplan/form/1", values, columns=("period", "own", "recorded"), rows=rows)
