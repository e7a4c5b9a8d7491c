"""The tables of reports: the office that issues them, the profiles of its documents, and what was issued."""

from datetime import date
from typing import Any

from coordplan.model import IssuedReport, Office, Profile
from coordplan.store.table import Row, Table, day_in, day_text, list_in, list_text

OFFICES = Table("offices", {"id": str, "title": str, "profile": str}, ("id", "profile"))
PROFILES = Table(
    "profiles",
    {
        name: float if Profile.__annotations__[name] == float | None else str  # lists as text, as everywhere
        for name in Profile._fields
    },
    ("id",),
)
REPORTS = Table(
    "reports",  # what was issued: how to make it again, and digests that tell whether it comes out the same
    {
        "id": int,
        "number": str,
        "signed_on": str,
        "period": str,
        "plans": str,
        "profile": str,
        "language": str,
        "as_of": str,
        "known": int,  # the last change that counted
        "figures": str,  # SHA-256 of the figures
        "file_name": str,
        "file_digest": str,  # SHA-256 of the bytes
        "template_digest": str,
        "made_by": str,  # the version of coordplan
        "withdrawn_on": str,
        "withdrawn_reason": str,
    },
    ("id", "number", "signed_on", "period", "profile", "language", "as_of", "known", "figures", "made_by"),
)


def office_row(office: Office) -> dict[str, Any]:
    return office._asdict()


def office_of(row: Row) -> Office:
    return Office(*(row[name] for name in Office._fields))


def profile_row(profile: Profile) -> dict[str, Any]:
    return {**profile._asdict(), "recipients": list_text(profile.recipients)}


def profile_of(row: Row) -> Profile:
    return Profile(**{name: row[name] for name in Profile._fields} | {"recipients": list_in(row["recipients"])})


def report_row(report: IssuedReport) -> dict[str, Any]:
    return {
        **report._asdict(),
        "signed_on": day_text(report.signed_on),
        "plans": list_text(report.plans),
        "as_of": day_text(report.as_of),
        "withdrawn_on": day_text(report.withdrawn_on),
    }


def report_of(row: Row) -> IssuedReport:
    values = {name: row[name] for name in IssuedReport._fields}
    return IssuedReport(
        **{
            **values,
            "signed_on": date.fromisoformat(row["signed_on"]),
            "plans": list_in(row["plans"]),
            "as_of": date.fromisoformat(row["as_of"]),
            "withdrawn_on": day_in(row["withdrawn_on"]),
        }
    )
