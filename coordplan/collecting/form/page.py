"""Forms that went out, as a page."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from coordplan.model import SentForm
from coordplan.paper.cells import Column, Page, Table, Tone
from coordplan.text.language import translate as _
from coordplan.text.language import translate_count
from coordplan.text.writing import write_day


class FormsMade(NamedTuple):
    """What `coordplan form` did."""

    period: str
    as_of: date
    folder: str
    forms: tuple[SentForm, ...]
    titles: Mapping[str, str]  # short, of the organizations
    change: int | None = None  # None: all of them went out before, just as they are
    new: tuple[str, ...] = ()  # the organizations whose form is another than the last


def forms_page(made: FormsMade) -> Page:
    """Return a row for each form: how much it asks for, and by when it comes back."""
    columns = (
        Column("organization", _("Organization"), "code"),
        Column("file", _("File"), "code"),
        Column("asked", _("To answer"), "count"),
        Column("not_due", _("Beside them"), "count", 1),
        Column("send_by", _("Send by"), "day"),
    )
    rows = [
        (
            made.titles.get(form.organization, form.organization),
            form.file_name,
            len(form.asked),
            len(form.not_due),
            form.send_by,
        )
        for form in made.forms
    ]
    sentence = translate_count(
        "{n} form for {period} in {folder}, with standings of {day}.",
        "{n} forms for {period} in {folder}, with standings of {day}.",
        len(made.forms),
    ).format(n=len(made.forms), period=made.period, folder=made.folder, day=write_day(made.as_of))
    notes: list[tuple[str, Tone]] = [(sentence, "strong"), (_kept(made), "")]
    if idle := [made.titles.get(form.organization, form.organization) for form in made.forms if not form.asked]:
        words = _("Nothing has to be answered by {bodies}; their forms are for news only.")
        notes.append((words.format(bodies=", ".join(idle)), ""))
    return Page("", tuple(notes), (Table(columns, rows),))


def _kept(made: FormsMade) -> str:
    if made.change is None:
        return _("They are those that went out before; nothing new is recorded.")
    if len(made.new) < len(made.forms):
        return _("New since they last went out: {bodies}. Change {number}.").format(
            bodies=", ".join(made.titles.get(id_, id_) for id_ in made.new), number=made.change
        )
    return _("That they went out is recorded. Change {number}.").format(number=made.change)
