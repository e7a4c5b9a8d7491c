"""An occurrence as a letter names it: title and period, what is wrong with its answer, the last that is recorded."""

import re
from collections.abc import Mapping
from datetime import date

from coordplan.collecting.chase.values import ReminderItem
from coordplan.collecting.form.gather import Answerable
from coordplan.collecting.form.known_words import known_amount
from coordplan.collecting.returns.values import RowState
from coordplan.dates.period_words import with_period
from coordplan.errors import CoordplanError
from coordplan.model import STANDINGS
from coordplan.seeing.opening import Reading
from coordplan.store.door.which import find_occurrence
from coordplan.store.entries import latest_progress
from coordplan.text.language import translate as _
from coordplan.text.writing import plain, write_day

_ID = re.compile(r"[\w.-]+@\d{4}[\w.-]*\b")


def letter_item(
    reading: Reading, found: Mapping[str, Answerable], occurrence: str, state: RowState, fault: str = ""
) -> ReminderItem:
    """Return an occurrence with the last that is recorded of it, as letters name them: without ids."""
    title, due = _titled(reading, occurrence)
    each = found.get(occurrence)
    entry = latest_progress(reading.connection, occurrence, reading.as_of, reading.up_to_change)
    known = ""
    if each is not None and entry is not None and each.asked:
        known = _("{amount}, on {day}").format(amount=known_amount(each.row, entry), day=write_day(entry.observed_on))
    late = (reading.as_of - due).days if due is not None else 0
    fault = _ID.sub(lambda id_: with_period(_titled(reading, id_[0])[0], id_[0]), fault)
    return ReminderItem(
        occurrence,
        title,
        due,
        state,
        fault,
        plan="" if each is None else each.row["plan_id"],
        known=known,
        days_overdue=late if late > 0 else None,
    )


def _titled(reading: Reading, occurrence: str) -> tuple[str, date | None]:
    try:
        known = find_occurrence(reading.connection, occurrence, reading.as_of, reading.as_of, STANDINGS)
    except CoordplanError:  # retired since
        query = "SELECT title FROM activities WHERE id = ? ORDER BY row DESC LIMIT 1"
        row = reading.connection.execute(query, (occurrence.partition("@")[0],)).fetchone()
        return plain(row["title"]) if row is not None else occurrence, None
    due = known.standing["due_on"]
    return plain(known.activity.title), due and date.fromisoformat(due)
