"""Gathers what a leader reads of a digest, by the names that papers have: what is overdue, due next, newly done."""

from datetime import date, timedelta

from coordplan.model import DONE, OPEN, OVERDUE, Organization, Profile
from coordplan.seeing.filters import Filters, find_id, question_of
from coordplan.seeing.opening import Reading
from coordplan.seeing.profile import profile_in_force
from coordplan.sending.digest.bulletin import Bulletin
from coordplan.sending.digest.values import Digest
from coordplan.sending.reports.report_rows import report_rows, words_of_rows
from coordplan.sending.reports.speaker import Speaker, names_in_papers


def bulletin_of(reading: Reading, filters: Filters, digest: Digest) -> Bulletin:
    """Return the digest of a reading as its leaders get it."""
    question, _words = question_of(reading, filters)
    profile, issuer = _who_issues(reading, filters)
    words = words_of_rows(reading, Speaker(names=names_in_papers(reading, issuer, profile)), ())
    done = {row.occurrence for row in digest.done}
    activities = tuple(sorted({id_.partition("@")[0] for id_ in done}))
    finished = report_rows(reading, words, question._replace(standings=DONE, activities=activities), "due")
    day = timedelta(days=1)
    until = reading.as_of + timedelta(days=digest.days)
    beyond = question._replace(standings=OPEN, within=(until + day, date.max))
    further = report_rows(reading, words, beyond, "due") if not digest.due_soon else ()
    places = {body.id: place for place, body in enumerate(reading.definitions.organizations)}
    return Bulletin(
        digest=digest,
        profile=profile,
        office="" if issuer is None else issuer.title,
        overdue=report_rows(reading, words, question._replace(standings=OVERDUE), "due"),
        due_soon=report_rows(reading, words, question._replace(within=(reading.as_of, until)), "due"),
        nearest=tuple(row for row in further if row.work.due == further[0].work.due),
        done=tuple(
            sorted(
                (row for row in finished if row.work.occurrence in done),
                key=lambda row: (places.get(row.work.lead, len(places)), row.work.done_on or date.max),
            )
        ),
    )


def with_leading_zero(reading: Reading, filters: Filters) -> bool | None:
    """Say whether counts below ten have a nought in what the office issues."""
    return _who_issues(reading, filters)[0].leading_zero


def _who_issues(reading: Reading, filters: Filters) -> tuple[Profile, Organization | None]:
    leads = tuple(find_id("organization", each, reading.definitions.organizations) for each in filters.leads)
    return profile_in_force(reading, question_of(reading, filters)[0].plans, None, leads)
