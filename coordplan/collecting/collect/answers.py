"""What a form that came back says, as answers, and what in it cannot be understood, cell by cell.

People write the same thing in many ways: ``60``, ``0,6`` and ``60%``; ``x``, ``có`` and ``xong``; days as text. What
could mean two things is asked about, and never guessed. Pure: nothing here knows what the file says by now, but for the
targets and the days on which things were finished, which are given.
"""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from coordplan.collecting.collect.answer_rows import Answer, Fault, Known, RowReader
from coordplan.collecting.collect.cells import (
    NOTHING,
    parse_written_day,
)
from coordplan.collecting.collect.returned_form import Given, Returned, ReturnedRow
from coordplan.collecting.form.values import FILLED, FormRow
from coordplan.dates.days import parse_day
from coordplan.text.folding import fold, same_name_key
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day, write_number


class Answers(NamedTuple):
    """All that a form says."""

    answers: tuple[Answer, ...]
    faults: tuple[Fault, ...]
    remarks: tuple[Fault, ...]  # worth telling, and no obstacle
    missing: tuple[str, ...]  # asked for, and in no row that came back


def answers_of(returned: Returned, known: Mapping[str, Known], gone: Mapping[str, str], received_on: date) -> Answers:
    """Return what a form says. ``known`` has what the file still has, ``gone`` why it has the other occurrences not."""
    form_rows = {row.occurrence: row for row in returned.stamp.rows}
    by_id = {fold(id_): id_ for id_ in form_rows}
    found: dict[str, Answer] = {}
    faults: list[Fault] = []
    remarks: list[Fault] = []
    first_place: dict[str, str] = {}
    for row in returned.rows:
        place = row.cells["occurrence"].place
        written = str(row.cells["occurrence"].value or "")
        occurrence = by_id.get(fold(written))
        if occurrence is None:
            _strange(row, written, faults, remarks)
        elif occurrence in first_place:
            faults.append(
                Fault(
                    occurrence,
                    place,
                    _("{id} stands here again, after {place}").format(id=occurrence, place=first_place[occurrence]),
                    _("Keep one row for each activity."),
                )
            )
        else:
            first_place[occurrence] = place
            form_row = form_rows[occurrence]
            if occurrence not in known:
                if any(row.cells[key].value is not None for key in FILLED if key in row.cells):
                    faults.append(Fault(occurrence, place, gone.get(occurrence, ""), _("Leave the row blank.")))
            elif _check_locked(row, form_row, faults, remarks):
                reader = RowReader(row, form_row, known[occurrence], received_on)
                answer = reader.answer()
                faults += reader.faults
                remarks += reader.remarks
                if not reader.faults:
                    found[occurrence] = answer
    missing = tuple(row.occurrence for row in returned.stamp.rows if row.asked and row.occurrence not in first_place)
    return Answers(tuple(found.values()), tuple(faults), tuple(remarks), missing)


def _strange(row: ReturnedRow, written: str, faults: list[Fault], remarks: list[Fault]) -> None:
    """Tell of a row that is not of the form: an answer in it belongs nowhere; a note or a signature is passed over."""
    cell = row.cells["occurrence"]
    if (written and "@" in written) or (written and " " not in written and any(map(str.isdigit, written))):
        faults.append(
            Fault(
                "",
                cell.place,
                _('"{id}" is not in the form that went out').format(id=written),
                _("An activity that is missing from it is added by the office, and comes with the next form."),
            )
        )
        return
    for key in ("done", "progress", "done_on"):
        given = row.cells.get(key)
        if given is not None and _is_answer(key, given):
            faults.append(
                Fault(
                    "",
                    given.place,
                    _("this row has no id, so it is not known what the answer is about"),
                    _("Write the answer in the row of its activity."),
                )
            )
            return
    remarks.append(
        Fault("", cell.place, _("row {number} is not of the form and is passed over").format(number=row.number))
    )


def _is_answer(key: str, given: Given) -> bool:
    if isinstance(given.value, str):
        if key == "done":
            return fold(given.value) not in NOTHING and len(given.value) < 15
        if key == "done_on":
            try:
                parse_day(given.value)
            except ValueError:
                return False
            return True
        return given.value[:1].isdigit()
    return given.value is not None or given.formula


def _check_locked(row: ReturnedRow, form_row: FormRow, faults: list[Fault], remarks: list[Fault]) -> bool:
    """Compare the locked cells with what went out. Another title is a fault: the answers may stand in the wrong row."""
    title = row.cells.get("title")
    if title is not None and same_name_key(str(title.value or "")) != same_name_key(form_row.title):
        faults.append(
            Fault(
                form_row.occurrence,
                title.place,
                _('the activity of {id} is no longer the one that went out ("{title}")').format(
                    id=form_row.occurrence, title=form_row.title
                ),
                _("See that the answers stand in the right row, and put the locked cells back as they were."),
            )
        )
        return False
    if not form_row.standing:
        return True  # what went out is known by its ids alone
    for key, sent in (
        ("due", form_row.due_on),
        ("deadline_text", form_row.deadline_text),
        ("standing", form_row.standing),
        ("known", form_row.known),
        ("unit", form_row.unit),
    ):
        given = row.cells.get(key)
        if given is not None and not _same(given, sent):
            words = write_day(sent) if isinstance(sent, date) else sent or "-"
            remarks.append(
                Fault(
                    form_row.occurrence,
                    given.place,
                    _("a locked cell was changed, from {before} to {after}; that is not taken over").format(
                        before=words, after=_shown(given)
                    ),
                )
            )
    return True


def _same(given: Given, sent: date | str | None) -> bool:
    if isinstance(sent, date):
        try:
            return parse_written_day(given) == sent
        except ValueError:
            return False
    text = "" if given.value is None else _shown(given)
    return same_name_key(text) == same_name_key(sent or "")


def _shown(given: Given) -> str:
    if isinstance(given.value, bool):
        return "TRUE" if given.value else "FALSE"
    if isinstance(given.value, float):
        return write_number(given.value)
    if isinstance(given.value, date):
        return write_day(given.value)
    return given.value or "-"
