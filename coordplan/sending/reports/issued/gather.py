"""Issues reports, makes issued ones again, and gathers what is known otherwise since."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import coordplan
from coordplan.cli.session import Session, local_moment
from coordplan.errors import Refused, UnknownId, UsageFault
from coordplan.model import IssuedReport
from coordplan.seeing.gather import listed_rows
from coordplan.seeing.opening import Reading, reading
from coordplan.sending.reports.formats import DRAWN, rendered
from coordplan.sending.reports.gather import period_report
from coordplan.sending.reports.issued.values import (
    Errata,
    Verification,
    Verified,
    differing,
    figures_digest,
    occurrences_in,
    told_of,
)
from coordplan.sending.reports.values import PeriodReport
from coordplan.store.changes import moment_of_change
from coordplan.store.issued_reports import IssueRecord, changes_behind, issued_reports
from coordplan.store.questions import Question
from coordplan.text.language import language, use_language
from coordplan.text.language import translate as _


def digest_of(data: bytes) -> str:
    return sha256(data).hexdigest()


def numbered(text: str) -> int:
    """Return the number of an issued report as typed; raise UsageFault where it is none."""
    word = text.removeprefix("#")
    if not word.isdecimal() or len(word) > 9:
        raise UsageFault(
            _('"{word}" is no number of an issued report.').format(word=text), _("`coordplan report list` lists them.")
        )
    return int(word)


def find_issued(reports: list[IssueRecord], wanted: str) -> IssueRecord:
    """Return the issued report of a number, or of the number on its paper; raise UnknownId where there is none."""
    on_paper = [each for each in reports if each.report.number.casefold() == wanted.strip().casefold()]
    if on_paper:
        return on_paper[-1]
    number = numbered(wanted)
    for each in reports:
        if each.report.id == number:
            return each
    raise UnknownId("issued report", wanted, {}, _("`coordplan report list` lists them."))


def made_again(session: Session, issued: IssuedReport, known: int | None = None) -> PeriodReport:
    """Return an issued report as it was, or (``known``) as it would be with what is known by another change."""
    ending = Path(issued.file_name).suffix.lower()
    report = period_report(
        session,
        issued.period,
        issued.plans,
        issued.profile,
        issued.as_of.isoformat(),
        str(issued.known if known is None else known),
        drawn=ending in DRAWN,
    )
    return signed(report, issued.number, issued.signed_on)


def signed(report: PeriodReport, number: str, day: date) -> PeriodReport:
    """Return a report with the number and the day that it was issued under."""
    return report._replace(letterhead=report.letterhead._replace(number=number, signed_on=day))


def verification(
    session: Session, wanted: str | None, known_at: str | None, template: bytes | None, given: bytes | None
) -> Verification:
    """Return whether issued reports (one, or all) come out the same; and whether a file in hand is the one issued."""
    with reading(session, None, known_at) as file:
        title, reports = file.program.title, issued_reports(file.connection, file.up_to_change)
    meant = reports if wanted is None else [find_issued(reports, wanted)]
    return Verification(
        title,
        coordplan.__version__,
        tuple(_verified(session, each.report, template, given) for each in meant),
    )


def _verified(session: Session, issued: IssuedReport, template: bytes | None, given: bytes | None) -> Verified:
    with _speaking(issued.language):
        report = made_again(session, issued)
        state = "none"
        if issued.file_digest:
            if issued.template_digest and (template is None or digest_of(template) != issued.template_digest):
                state = "template"
            else:
                source = template if issued.template_digest else None
                data = rendered(report, Path(issued.file_name).suffix.lower(), source)
                state = "same" if digest_of(data) == issued.file_digest else "other"
    return Verified(
        issued,
        figures_digest(report) == issued.figures,
        state,
        None if given is None else digest_of(given) == issued.file_digest,
    )


@contextmanager
def _speaking(wanted: str) -> Iterator[None]:
    """Speak the language of a report while it is made again."""
    before = language()
    use_language(wanted)
    try:
        yield
    finally:
        use_language(before)


# Where what is told of an occurrence comes from
_FACTS = ("entries", "occurrences")
_SOURCES = {
    "due": (*_FACTS, "activities"),
    "original_due": ("occurrences", "activities"),
    "standing": (*_FACTS, "activities"),
    "percent": (*_FACTS, "activities"),
    "value": ("entries",),
    "done_on": (*_FACTS, "activities"),
    "evidence": ("entries",),
    "note": ("entries",),
    "occurrence": ("occurrences", "activities"),
}


def errata_of(session: Session, wanted: str, known_at: str | None) -> Errata:
    """Return what an issued report said that is known otherwise now, with the changes that told it."""
    with reading(session, None, known_at) as file:
        title, known, at = file.program.title, file.up_to_change, file.known_at
        issued = find_issued(issued_reports(file.connection, file.up_to_change), wanted).report
    if known < issued.known:
        raise Refused(_("Report {number} was not issued by then.").format(number=issued.id))
    then, now = made_again(session, issued), made_again(session, issued, known)
    ids = dict.fromkeys((*occurrences_in(then), *occurrences_in(now)))
    day = issued.as_of.isoformat()
    with reading(session, day, str(issued.known)) as file:
        said = _told(file, ids)
    with reading(session, day, str(known)) as file:
        told = _told(file, ids)
        found = []
        for each in differing(ids, said, told):
            changes: tuple[int, ...] = ()
            for tables in (_SOURCES.get(each.what, ("activities",)), ("organizations", "plans", "programs")):
                changes = changes or changes_behind(
                    file.connection, tables, each.occurrence, issued.as_of, issued.known, known
                )
            found.append(each._replace(changes=changes))
        numbers = {number for each in found for number in each.changes}
        moments = {number: local_moment(moment_of_change(file.connection, number)) for number in sorted(numbers)}
        shorts = {body.id: body.short or body.title for body in file.definitions.organizations}
    return Errata(title, issued, known, at, then, now, tuple(found), moments, shorts)


def _told(file: Reading, ids: dict[str, None]) -> dict[str, dict[str, Any]]:
    """Return what is told of occurrences on the day that is asked about, by their ids."""
    activities = tuple(dict.fromkeys(id_.partition("@")[0] for id_ in ids))
    asked = Question(file.as_of, file.up_to_change, activities=activities)
    return {
        work.occurrence: told_of(work) | {"output": row["output"] or None}
        for row, work in listed_rows(file, asked)
        if work.occurrence in ids
    }
