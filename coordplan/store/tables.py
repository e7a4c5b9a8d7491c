"""The tables in which rows are added and ended, and how the values of ``model`` are written in them.

Every such table has ``row`` (a number of its own), the columns below, ``added_by`` and ``ended_by``. ``id`` names a
thing across its rows: at any moment at most one row of an id is in force. Lists and choices are kept as JSON text.
"""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

from coordplan.model import (
    Activity,
    CalendarDay,
    Content,
    Organization,
    Plan,
    Program,
    RatingLimits,
    RatingRules,
    Target,
)
from coordplan.store.collected_tables import COLLECTED
from coordplan.store.report_tables import OFFICES, PROFILES, REPORTS, office_of, profile_of
from coordplan.store.table import Row, Table, day_in, day_text, list_in, list_text, pairs_in, pairs_text

PROGRAMS = Table(
    "programs",
    {
        "id": str,
        "title": str,
        "start_on": str,
        "until_on": str,
        "short": str,
        "language": str,
        "signed_on": str,
        "sides": str,
        "basis": str,
        "cutoff_day": int,
        "send_within": int,
        "rating": str,
    },
    ("id", "title", "start_on", "until_on"),
)
CONTENTS = Table("contents", {"id": str, "title": str, "short": str, "order": int}, ("id", "title"))
ORGANIZATIONS = Table(
    "organizations",
    {
        "id": str,
        "title": str,
        "short": str,
        "family": str,
        "start_on": str,
        "until_on": str,
        "successors": str,
        "note": str,
    },
    ("id", "title"),
)
CALENDAR_DAYS = Table(
    "calendar_days", {"id": str, "off": int, "title": str, "tentative": int}, ("id", "off", "tentative")
)
PLANS = Table(
    "plans",
    {
        "id": str,
        "title": str,
        "partner": str,
        "short": str,
        "signed_on": str,
        "fields": str,
        "successors": str,
        "order": int,
        "retired_on": str,
        "cutoff_day": int,
        "send_within": int,
    },
    ("id", "title", "partner"),
)
ACTIVITIES = Table(
    "activities",
    {
        "id": str,
        "plan_id": str,
        "title": str,
        "contents": str,
        "lead": str,
        "partners": str,
        "every": str,
        "due_day": int,
        "due_on": str,
        "ongoing": int,
        "start_on": str,
        "until_on": str,
        "deadline_text": str,
        "output": str,
        "target": float,
        "unit": str,
        "baseline": float,
        "weight": float,
        "after": str,
        "successors": str,
        "note": str,
        "by_hand": int,  # made by `coordplan add`: a load that does not name it leaves it alone
        "retired_on": str,
        "folded": str,  # title, output and note without marks, for search
    },
    ("id", "plan_id", "title", "contents", "lead", "ongoing", "weight", "by_hand", "folded"),
)
OCCURRENCES = Table(
    "occurrences",
    {
        "id": str,
        "activity_id": str,
        "plan_id": str,
        "period": str,
        "start_on": str,
        "due_on": str,
        "until_on": str,
        "weight": float,
        "target": float,
        "baseline": float,
        "retired_on": str,
    },
    ("id", "activity_id", "plan_id", "start_on", "until_on", "weight"),
)
ENTRIES = Table(
    "entries",
    {
        "id": int,
        "occurrence_id": str,
        "observed_on": str,
        "kind": str,
        "percent": float,
        "value": float,
        "due_on": str,
        "note": str,
        "evidence": str,
    },
    ("id", "occurrence_id", "observed_on", "kind"),
)
RATINGS = Table(
    "ratings",  # what somebody rates a plan as, from a day on
    {
        "id": str,  # plan@day
        "plan_id": str,  # the program's id for the program as a whole
        "rated_on": str,
        "colour": str,  # green | amber | red, or computed: by the rules again
        "reason": str,
    },
    ("id", "plan_id", "rated_on", "colour", "reason"),
)
TABLES = (
    PROGRAMS,
    CONTENTS,
    ORGANIZATIONS,
    CALENDAR_DAYS,
    PLANS,
    ACTIVITIES,
    OCCURRENCES,
    ENTRIES,
    RATINGS,
    OFFICES,
    PROFILES,
    REPORTS,
    *COLLECTED,
)


def program_row(program: Program) -> dict[str, Any]:
    return {
        **program._asdict(),
        "start_on": day_text(program.start_on),
        "until_on": day_text(program.until_on),
        "signed_on": day_text(program.signed_on),
        "sides": list_text(program.sides),
        "basis": list_text(program.basis),
        "rating": program.rating
        and json.dumps({"amber": program.rating.amber._asdict(), "red": program.rating.red._asdict()}),
    }


def program_of(row: Row) -> Program:
    return Program(
        id=row["id"],
        title=row["title"],
        start_on=date.fromisoformat(row["start_on"]),
        until_on=date.fromisoformat(row["until_on"]),
        short=row["short"],
        language=row["language"],
        signed_on=day_in(row["signed_on"]),
        sides=list_in(row["sides"]),
        basis=list_in(row["basis"]),
        cutoff_day=row["cutoff_day"],
        send_within=row["send_within"],
        rating=_rating(row["rating"]),
    )


def _rating(text: str | None) -> RatingRules | None:
    if text is None:
        return None
    found = json.loads(text)
    return RatingRules(RatingLimits(**found["amber"]), RatingLimits(**found["red"]))


def content_row(content: Content) -> dict[str, Any]:
    return content._asdict()


def content_of(row: Row) -> Content:
    return Content(row["id"], row["title"], row["short"], row["order"])


def organization_row(organization: Organization) -> dict[str, Any]:
    return {
        **organization._asdict(),
        "start_on": day_text(organization.start_on),
        "until_on": day_text(organization.until_on),
        "successors": list_text(organization.successors),
    }


def organization_of(row: Row) -> Organization:
    return Organization(
        id=row["id"],
        title=row["title"],
        short=row["short"],
        family=row["family"],
        start_on=day_in(row["start_on"]),
        until_on=day_in(row["until_on"]),
        successors=list_in(row["successors"]),
        note=row["note"],
    )


def calendar_row(day: CalendarDay) -> dict[str, Any]:
    return {"id": day.day.isoformat(), "off": int(day.off), "title": day.title, "tentative": int(day.tentative)}


def calendar_of(row: Row) -> CalendarDay:
    return CalendarDay(date.fromisoformat(row["id"]), bool(row["off"]), row["title"], bool(row["tentative"]))


def plan_row(plan: Plan) -> dict[str, Any]:
    return {
        **plan._asdict(),
        "signed_on": day_text(plan.signed_on),
        "fields": list_text(plan.fields),
        "successors": pairs_text(plan.successors),
    }


def plan_of(row: Row) -> Plan:
    return Plan(
        id=row["id"],
        title=row["title"],
        partner=row["partner"],
        short=row["short"],
        signed_on=day_in(row["signed_on"]),
        fields=list_in(row["fields"]),
        successors=pairs_in(row["successors"]),
        order=row["order"],
        cutoff_day=row["cutoff_day"],
        send_within=row["send_within"],
    )


def activity_row(activity: Activity) -> dict[str, Any]:
    target = activity.target
    return {
        "id": activity.id,
        "plan_id": activity.plan,
        "title": activity.title,
        "contents": json.dumps(activity.contents),
        "lead": activity.lead,
        "partners": list_text(activity.partners),
        "every": activity.every,
        "due_day": activity.due_day,
        "due_on": day_text(activity.due_on),
        "ongoing": int(activity.ongoing),
        "start_on": day_text(activity.start_on),
        "until_on": day_text(activity.until_on),
        "deadline_text": activity.deadline_text,
        "output": activity.output,
        "target": target and target.value,
        "unit": target and target.unit,
        "baseline": target and target.baseline,
        "weight": activity.weight,
        "after": list_text(activity.after),
        "successors": pairs_text(activity.successors),
        "note": activity.note,
    }


def activity_of(row: Row) -> Activity:
    return Activity(
        id=row["id"],
        plan=row["plan_id"],
        title=row["title"],
        contents=list_in(row["contents"]),
        lead=row["lead"],
        partners=list_in(row["partners"]),
        every=row["every"],
        due_day=row["due_day"],
        due_on=day_in(row["due_on"]),
        ongoing=bool(row["ongoing"]),
        start_on=day_in(row["start_on"]),
        until_on=day_in(row["until_on"]),
        deadline_text=row["deadline_text"],
        output=row["output"],
        target=None if row["target"] is None else Target(row["target"], row["unit"], row["baseline"]),
        weight=row["weight"],
        after=list_in(row["after"]),
        successors=pairs_in(row["successors"]),
        note=row["note"],
    )


READ: dict[str, Callable[[Row], Any]] = {
    "programs": program_of,
    "contents": content_of,
    "organizations": organization_of,
    "calendar_days": calendar_of,
    "plans": plan_of,
    "activities": activity_of,
    "offices": office_of,
    "profiles": profile_of,
}
