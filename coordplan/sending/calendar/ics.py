"""An iCalendar file (RFC 5545) of due dates, for phones and Outlook. The one place that knows icalendar.

Every event lies on a day, in no zone. ``SEQUENCE`` and the moments come from the last change that says something of
it, so a calendar that takes the file in again alters what changed, strikes out what is cancelled, and leaves the rest.
"""

from datetime import timedelta
from typing import Any

import icalendar

from coordplan.sending.calendar.values import ALARM_HOUR, Event, EventCalendar, State

STATUSES: dict[State, str] = {
    "open": "CONFIRMED",
    "done": "CONFIRMED",
    "suspended": "TENTATIVE",
    "cancelled": "CANCELLED",
}


def render_ics(calendar: EventCalendar) -> str:
    """Return the whole file; its lines end in CR LF and are folded at 75 octets."""
    whole = icalendar.Calendar()
    whole.add("prodid", "-//coordplan//coordplan//VI")
    whole.add("version", "2.0")
    whole.add("calscale", "GREGORIAN")
    whole.add("method", "PUBLISH")
    whole.add("x-wr-calname", icalendar.vText(calendar.title))
    if calendar.remark:
        whole.add("x-wr-caldesc", icalendar.vText(calendar.remark))
    for event in calendar.events:
        whole.add_component(_component(event))
    text: bytes = whole.to_ical(sorted=False)
    return text.decode()


def _component(event: Event) -> Any:
    component = icalendar.Event()
    component.add("uid", event.uid)
    component.add("dtstamp", event.changed_at)
    component.add("last-modified", event.changed_at)
    component.add("sequence", event.sequence)
    component.add("dtstart", event.day)
    component.add("dtend", event.day + timedelta(days=1))
    component.add("summary", event.summary)
    component.add("description", "\n".join(event.lines))
    component.add("categories", [event.category])
    component.add("status", STATUSES[event.state])
    component.add("transp", "TRANSPARENT")  # a deadline takes no time of the day
    for alarm in event.alarms:
        reminder = icalendar.Alarm()
        reminder.add("action", "DISPLAY")
        reminder.add("trigger", timedelta(days=-alarm.days_before, hours=ALARM_HOUR))
        reminder.add("description", alarm.words)
        component.add_component(reminder)
    return component
