"""An iCalendar file (RFC 5545) of due dates, for phones and Outlook.

Every event lies on a day, in no zone. ``SEQUENCE`` and the moments come from the last change that says something of
it, so a calendar that takes the file in again alters what changed, strikes out what is cancelled, and leaves the rest.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from coordplan.sending.calendar.values import ALARM_HOUR, Event, EventCalendar, State

STATUSES: dict[State, str] = {
    "open": "CONFIRMED",
    "done": "CONFIRMED",
    "suspended": "TENTATIVE",
    "cancelled": "CANCELLED",
}
LONGEST_LINE = 75  # octets
REFRESHED = "P1D"  # how often a subscribed calendar is to look
# The standard wants one component at least: where there is no event, the zone of the office
_ZONE = (
    "BEGIN:VTIMEZONE",
    "TZID:Asia/Ho_Chi_Minh",
    "BEGIN:STANDARD",
    "DTSTART:19750613T000000",
    "TZOFFSETFROM:+0700",
    "TZOFFSETTO:+0700",
    "END:STANDARD",
    "END:VTIMEZONE",
)


def render_ics(calendar: EventCalendar) -> Iterator[str]:
    """Yield the lines of the file without the LF at their ends; they end in CR LF and are folded at 75 octets."""
    return (f"{_folded(line)}\r" for line in _lines(calendar))


def _lines(calendar: EventCalendar) -> Iterator[str]:
    yield "BEGIN:VCALENDAR"
    yield "PRODID:-//coordplan//coordplan//VI"
    yield "VERSION:2.0"
    yield "CALSCALE:GREGORIAN"
    yield "METHOD:PUBLISH"
    yield f"REFRESH-INTERVAL;VALUE=DURATION:{REFRESHED}"  # RFC 7986
    yield f"X-PUBLISHED-TTL:{REFRESHED}"  # the same for Outlook
    yield f"X-WR-CALNAME:{_text(calendar.title)}"
    if calendar.remark:
        yield f"X-WR-CALDESC:{_text(calendar.remark)}"
    none = True
    for event in calendar.events:
        none = False
        yield from _event_lines(event)
    if none:
        yield from _ZONE
    yield "END:VCALENDAR"


def _event_lines(event: Event) -> Iterator[str]:
    moment = f"{event.changed_at:%Y%m%dT%H%M%SZ}"
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(event.uid)}"
    yield f"DTSTAMP:{moment}"
    yield f"LAST-MODIFIED:{moment}"
    yield f"SEQUENCE:{event.sequence}"
    yield f"DTSTART;VALUE=DATE:{_day(event.day)}"
    yield f"DTEND;VALUE=DATE:{_day(event.day + timedelta(days=1))}"
    yield f"SUMMARY:{_text(event.summary)}"
    yield f"DESCRIPTION:{_text(chr(10).join(event.lines))}"
    yield f"CATEGORIES:{_text(event.category)}"
    yield f"STATUS:{STATUSES[event.state]}"
    yield "TRANSP:TRANSPARENT"  # a deadline takes no time of the day
    for alarm in event.alarms:
        yield "BEGIN:VALARM"
        yield "ACTION:DISPLAY"
        yield f"TRIGGER:{_before(24 * alarm.days_before - ALARM_HOUR)}"
        yield f"DESCRIPTION:{_text(alarm.words)}"
        yield "END:VALARM"
    yield "END:VEVENT"


def _day(day: date) -> str:
    return day.isoformat().replace("-", "")


def _before(hours: int) -> str:
    """Return a duration of so many hours before the day begins, or after it."""
    sign, (days, rest) = "-" if hours > 0 else "", divmod(abs(hours), 24)
    return f"{sign}P" + (f"{days}D" if days else "") + (f"T{rest}H" if rest else "")


def _text(text: str) -> str:
    """Return a value of the kind TEXT, in which four signs are written otherwise."""
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> str:
    """Return a line in pieces of at most 75 octets, no letter torn; each further one begins with a space."""
    octets = line.encode()
    if len(octets) <= LONGEST_LINE:
        return line
    pieces, begin, room = [], 0, LONGEST_LINE
    while begin < len(octets):
        end = begin + room
        while end < len(octets) and octets[end] & 0xC0 == 0x80:  # within a letter
            end -= 1
        pieces.append(octets[begin:end].decode())
        begin, room = end, LONGEST_LINE - 1
    return "\r\n ".join(pieces)
