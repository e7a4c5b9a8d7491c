"""Which period is meant where a command line names none, and what is said of it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Literal

from coordplan.cli.speaking import remark_once
from coordplan.dates.periods import Period, reporting_days
from coordplan.dates.rhythms import period_closing_next, period_ended_last
from coordplan.errors import NothingHere
from coordplan.seeing.opening import Reading
from coordplan.seeing.windows import period_named
from coordplan.store.closed_periods import closings_in_force
from coordplan.store.correspondence import forms_sent
from coordplan.store.issued_reports import issued_reports
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day

# Of what no period is named for: what is to come in next, what has ended, or what was asked for last
Choice = Literal["next", "ended", "asked"]


def period_meant(reading: Reading, key: str | None, command: str, choice: Choice) -> Period:
    """Return the period that is named, else the one that a command is about on this day; that is said."""
    period, sentence = period_chosen(reading, key, command, choice)
    if sentence:
        remark_once(sentence)
    return period


def period_chosen(reading: Reading, key: str | None, command: str, choice: Choice) -> tuple[Period, str]:
    """Return the period that is named, else the one that a command is about on this day, with what is said of it.

    Raises NothingHere where there is none, with the line that names one.
    """
    if key is not None:
        return period_named(reading, key, _("PERIOD")), ""
    sentence, period = _chosen(reading, choice)
    if period is None:
        raise NothingHere(
            _("On {day} no period of the program is at hand, so one has to be named.").format(
                day=write_day(reading.as_of)
            ),
            _("For example: {command}").format(command=f"coordplan {command} {reading.program.until_on.year}"),
        )
    first, last = reporting_days(reading.definitions).window(period)
    return period, sentence.format(period=period.key, first=write_day(first), last=write_day(last))


def asked_period(reading: Reading, key: str | None, command: str, choice: Choice) -> tuple[str, Callable[[str], str]]:
    """Return the key of the period that is proposed to whoever is asked for one, and what takes their answer."""
    try:
        usual = period_chosen(reading, key, command, choice)[0].key
    except NothingHere:
        usual = ""

    def named(word: str) -> str:
        return period_named(reading, word, _("PERIOD")).key

    return usual, named


def _chosen(reading: Reading, choice: Choice) -> tuple[str, Period | None]:
    """Return the period that is meant, with the sentence that says so."""
    as_of, days, known = reading.as_of, reporting_days(reading.definitions), reading.up_to_change
    handled = periods_handled(reading)
    if choice == "asked" and (forms := forms_sent(reading.connection, known, as_of=as_of)):
        sentence = _("Period {period} ({first} to {last}), for which forms went out last; to see another, name it.")
        return sentence, period_named(reading, forms[-1].period, _("PERIOD"))
    ended = None if choice == "next" else period_ended_last(as_of, days, handled)
    period = period_closing_next(as_of, days, handled) if ended is None else ended
    if period is not None and days.window(period)[1] == as_of:
        return _("Period {period} ({first} to {last}), whose figures close today; to see another, name it."), period
    if ended is not None:
        return _("Period {period} ({first} to {last}), the last that has ended; to see another, name it."), ended
    sentence = _("Period {period} ({first} to {last}), whose figures close next; to see another, name it.")
    return sentence, period


def periods_handled(reading: Reading) -> set[str]:
    """Return the keys of the periods for which forms went out, that were closed, or whose report was issued."""
    connection, known, as_of = reading.connection, reading.up_to_change, reading.as_of
    closed = {each.period for each in closings_in_force(connection, known) if each.closed_on <= as_of}
    reports = [each.report for each in issued_reports(connection, known) if each.report.withdrawn_on is None]
    asked = {form.period for form in forms_sent(connection, known, as_of=as_of)}
    return {*closed, *(each.period for each in reports if each.signed_on <= as_of), *asked}


def period_missing(reading: Reading, command: str) -> tuple[str, str]:
    """Return the sentence about a period that has to be named, and the way out with the last one that has ended."""
    before = reading.as_of - timedelta(days=1)  # what ends today is still going on
    ended = period_ended_last(before, reporting_days(reading.definitions), periods_handled(reading))
    key = "2024-Q2" if ended is None else ended.key
    way_out = _("For example: {command}") if ended is None else _("The last that has ended: {command}")
    return _("PERIOD is missing."), way_out.format(command=f"coordplan {command} {key}")
