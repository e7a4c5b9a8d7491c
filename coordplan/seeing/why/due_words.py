"""Which due date is in force, and why: as defined, as amended, or by an extension."""

from datetime import date

from coordplan.seeing.history import HistoryEntry
from coordplan.seeing.listing import ListedOccurrence
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day


def due_in_force_words(
    row: ListedOccurrence, extension: HistoryEntry | None, from_on: date | None, amended_by: str
) -> str:
    """Return which due date is in force, and why."""
    if row.due is None:
        return _("No due date is defined.")
    if extension is None:
        words = "; ".join(filter(None, (row.deadline_text, amended_by)))
        sentence = _("The due date in force is {due}, as defined{words}.")
        if from_on is not None:
            sentence = _("The due date in force is {due}, as amended from {day}{words}.")
        words = f" ({words})" if words else ""
        return sentence.format(due=write_day(row.due), day=write_day(from_on), words=words)
    return _("The due date in force is {due}, by the extension granted on {day}; defined was {original}.").format(
        due=write_day(row.due), day=write_day(extension.entry.observed_on), original=write_day(row.original_due)
    )
