"""Forms that went out, as a page and for programs."""

from coordplan.collecting.form.values import FormsMade
from coordplan.dates.period_words import write_long_period
from coordplan.paper.cells import Column, Page, Tone, table_of
from coordplan.paper.data import Data
from coordplan.text.language import translate as _
from coordplan.text.language import translate_count
from coordplan.text.writing import write_day


def forms_page(made: FormsMade) -> Page:
    """Return a row for each form: how much it asks for, and by when it comes back."""
    columns = (
        Column("organization", _("Organization"), "code", get=made.title_of),
        Column("file", _("File"), "code", get=lambda form: form.file_name),
        Column("asked", _("To answer"), "count", get=lambda form: len(form.asked)),
        Column("not_due", _("Beside them"), "count", 1, get=lambda form: len(form.not_due)),
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
        }
        for form in made.forms
    ]
    values = {"period": made.period, "as_of": made.as_of, "change": made.change, "forms": forms}
    return Data("coordplan/form/1", values, columns=tuple(forms[0]), rows=forms)
