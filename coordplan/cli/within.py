"""How far ahead to look, as it is typed: ``7d``, ``2w``, ``3m``, or a date."""

import re
from datetime import date, timedelta

from coordplan.cli.session import day_of
from coordplan.dates.days import months_before
from coordplan.errors import UsageFault
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day

_DAYS = {"d": 1, "w": 7, "m": 31}
_MOST_DAYS = 36500


def day_away(span: str, day: date, ahead: bool) -> date:
    """Return the day so long after or before another: ``7d``, ``2w``, ``3m`` (by the calendar), or days alone."""
    number = int(span.rstrip("dwm")) * (1 if ahead else -1)
    if span.endswith("m"):
        return months_before(day, -number)
    return day + timedelta(days=number * _DAYS.get(span[-1], 1))


def last_day_within(text: str, as_of: date) -> date:
    """Return the last day that `--within` names, which is not before the day asked about; raise UsageFault."""
    if not re.fullmatch(r"\d+[dwm]?", text):
        last = day_of(text, "--within")
    elif int(text.rstrip("dwm")) * _DAYS.get(text[-1], 1) > _MOST_DAYS:
        raise UsageFault(_("--within: {span} is longer than any program.").format(span=text))
    else:
        last = day_away(text, as_of, ahead=True)
    if last < as_of:
        raise UsageFault(
            _("--within: {day} is before {as_of}.").format(day=write_day(last), as_of=write_day(as_of)),
            _("What is overdue is always listed; name how far ahead to look: 7d, 2w, 3m, or a later date."),
        )
    return last
