"""Which form it is that came back: for which period, of whom, with which rows; or why it is none of this file's."""

from collections.abc import Iterator
from datetime import date

from coordplan.collecting.collect.returned_form import ReturnedForm
from coordplan.collecting.form.gather import forms_for
from coordplan.collecting.form.known_words import words_of_target
from coordplan.collecting.form.values import FormRow, Stamp, stamp_of
from coordplan.dates.periods import Period
from coordplan.errors import CoordplanError, Refused, unknown_id
from coordplan.model import STANDINGS, SentForm, Target
from coordplan.named_tuples import NamedTuple
from coordplan.seeing.opening import Reading, reading_at
from coordplan.seeing.windows import period_named
from coordplan.store.correspondence import forms_sent, other_names
from coordplan.store.door.which import FoundOccurrence, find_occurrence
from coordplan.text.language import in_language
from coordplan.text.language import translate as _
from coordplan.text.writing import plain, write_day


class RecognizedForm(NamedTuple):
    """A form that came back, with what the file knows of its going out."""

    period: Period
    sent: SentForm | None  # None: it is not among the forms that went out
    form: ReturnedForm


def recognize(reading: Reading, returned: ReturnedForm, received_on: date) -> RecognizedForm:
    """Return which form came back on a day; raise Refused where it cannot be one of this file's."""
    stamp = returned.stamp
    forms = forms_sent(reading.connection, reading.up_to_change, stamp.period)
    sent = next((form for form in forms if form.checksum == stamp.checksum), None)
    period = _period_of(reading, stamp, received_on, sent is not None)
    if not stamp.rows:  # the hidden sheet that names them is gone
        if sent is None:
            raise Refused(
                _("its hidden sheet is missing, and no such form is known to have gone out."),
                _("Write the form again with `coordplan form`, and ask for the answers in it."),
            )
        rows = _rows_as_sent(reading, period, sent) or tuple(_rows_of(reading, sent))
        returned = returned._replace(stamp=stamp._replace(rows=rows))
    elif sent is not None:
        returned = _as_called_now(reading, returned, sent)
    return RecognizedForm(period, sent, returned)


def _as_called_now(reading: Reading, returned: ReturnedForm, sent: SentForm) -> ReturnedForm:
    """Return a form with its occurrences as they are called by now, where copies were merged since it went out."""
    there = {*sent.asked, *sent.not_due}
    names = other_names(reading.connection, reading.up_to_change)
    now: dict[str, str] = {}
    for row in returned.stamp.rows:
        activity, at, period = row.occurrence.partition("@")
        called = [f"{name}{at}{period}" for name in names.get(activity, ()) if f"{name}{at}{period}" in there]
        if row.occurrence not in there and len(called) == 1:
            now[row.occurrence] = called[0]
    if not now:
        return returned
    rows = tuple(row._replace(occurrence=now.get(row.occurrence, row.occurrence)) for row in returned.stamp.rows)
    cells = {
        number: {
            key: cell._replace(value=now.get(str(cell.value), cell.value)) if key == "occurrence" else cell
            for key, cell in row.items()
        }
        for number, row in returned.rows.items()
    }
    return returned._replace(stamp=returned.stamp._replace(rows=rows), rows=cells)


def _period_of(reading: Reading, stamp: Stamp, received_on: date, is_known: bool) -> Period:
    if stamp.program != reading.program.id:
        raise Refused(
            _('it is a form of another program, "{program}"; this file holds "{own}".').format(
                program=plain(stamp.program), own=reading.program.id
            ),
            _("Name the file of that program with --db PATH."),
        )
    if stamp.organization not in reading.organizations:
        raise Refused(f"{unknown_id('organization', plain(stamp.organization))}.")
    if stamp.seen > reading.up_to_change and not is_known:  # one that came with a merge counts by other numbers
        raise Refused(
            _("it was made by another copy of this file, which had more changes ({seen}).").format(seen=stamp.seen),
            _("Collect it with that copy."),
        )
    period = period_named(reading, stamp.period, _("PERIOD"))
    if received_on < stamp.made_on:
        raise Refused(
            _("it was made on {made}, after the day given for its arrival, {received}.").format(
                made=write_day(stamp.made_on), received=write_day(received_on)
            ),
            _("Name the day with --received."),
        )
    return period


def _rows_as_sent(reading: Reading, period: Period, sent: SentForm) -> tuple[FormRow, ...]:
    """Return the rows of a form that went out, made again as they were; none where it comes out otherwise by now."""
    try:
        forms = forms_for(reading_at(reading, sent.made_on, sent.seen), period, (sent.organization,))
    except CoordplanError:
        return ()
    return next((form.rows for form in forms if stamp_of(form).checksum == sent.checksum), ())


def _rows_of(reading: Reading, sent: SentForm) -> Iterator[FormRow]:
    """Yield the rows of a form that went out, as far as its ids tell them."""
    for id_ in (*sent.asked, *sent.not_due):
        try:
            activity = occurrence_now(reading, id_).activity
        except CoordplanError:
            continue
        unit = unit_words(reading, activity.target)
        yield FormRow(id_, plain(activity.title), None, "", "", "", unit, id_ in sent.asked)


def occurrence_now(reading: Reading, id_: str) -> FoundOccurrence:
    """Return an occurrence as it stands today; raise CoordplanError where there is none by now."""
    found = find_occurrence(reading.connection, id_, reading.as_of, reading.as_of, STANDINGS)
    if found.id != id_:
        raise Refused(_("{id} recurs now; it was to be done once.").format(id=id_))
    return found


def unit_words(reading: Reading, target: Target | None) -> str:
    """Return a target as a form shows it, in the language of the program."""
    with in_language(reading.program.language):
        return words_of_target(target)
