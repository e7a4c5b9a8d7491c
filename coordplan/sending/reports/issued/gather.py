"""Makes issued reports again, and gathers what has changed since."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import coordplan
from coordplan.cli.session import Session, local_moment
from coordplan.errors import Refused, UnknownId, UsageFault
from coordplan.model import IssuedReport
from coordplan.seeing.filters import Filters
from coordplan.seeing.lister import listed_rows
from coordplan.seeing.opening import Reading, reading, reading_at
from coordplan.seeing.values import is_made_up
from coordplan.sending.reports.formats import DRAWN, render_report
from coordplan.sending.reports.gather import report_at
from coordplan.sending.reports.issued.values import (
    Errata,
    Verification,
    VerifiedReport,
    comparison_kept,
    errata_between,
    facts_kept,
    facts_of,
    figures_digest,
    figures_kept,
    occurrences_in,
    parted_by_rules,
    sha256_of,
    year_before_erratum,
)
from coordplan.sending.reports.values import PeriodReport
from coordplan.store.changes import moment_of_change
from coordplan.store.demonstration import is_illustrative
from coordplan.store.issued_reports import (
    IssueRecord,
    changes_behind,
    is_from_copy,
    issued_reports,
    near_numbers,
    with_number_on_paper,
)
from coordplan.store.kept_rows import KeptRows, kept_rows_of
from coordplan.store.questions import Question
from coordplan.text.language import language, use_language
from coordplan.text.language import translate as _


def find_issued(reports: list[IssueRecord], wanted: str) -> IssueRecord:
    """Return the issued report of a number, or of the number on its paper.

    Raises UsageFault where that is no number at all, UnknownId where no report has it.
    """
    on_paper = with_number_on_paper(reports, wanted)
    if on_paper is not None:
        return on_paper
    way_out = near_numbers(reports, wanted)
    word = wanted.removeprefix("#")
    if not word.isdecimal() or len(word) > 9:
        raise UsageFault(_('"{word}" is not the number of an issued report.').format(word=wanted), way_out)
    for each in reports:
        if each.report.id == int(word):
            return each
    raise UnknownId("issued report", wanted, {}, way_out)


def report_again(current: Reading, issued: IssuedReport, known: int | None = None) -> PeriodReport:
    """Return an issued report as it was, or (``known``) as it would be with what is known by another change."""
    ending = Path(issued.file_name).suffix.lower()
    then = reading_at(current, issued.as_of, issued.known if known is None else known)
    then = then._replace(illustrative=is_illustrative(then.connection, then.up_to_change))
    kept = kept_rows_of(current.connection, f"report:{issued.id}", current.up_to_change) if known is None else None
    before = comparison_kept(kept.values) if kept is not None and kept.intact else None
    filters = Filters(issued.plans, leads=issued.leads, this_file_alone=before is not None)
    report = report_at(then, issued.period, filters, issued.profile, ending in DRAWN, dict(issued.texts))
    if before is not None:
        made_up = is_made_up(then.illustrative, report.status.totals, before)
        report = report._replace(status=report.status._replace(compared=before, illustrative=made_up))
    return with_number(report, issued.number, issued.signed_on)


def with_number(report: PeriodReport, number: str, day: date) -> PeriodReport:
    """Return a report with the number and the day that it was issued under."""
    return report._replace(letterhead=report.letterhead._replace(number=number, signed_on=day))


def verification(
    session: Session, wanted: str | None, known_at: str | None, template: bytes | None, in_hand: bytes | None
) -> Verification:
    """Return whether issued reports (one, or all) come out the same; and whether a file in hand is the one issued."""
    with reading(session, None, known_at) as current:
        reports = issued_reports(current.connection, current.up_to_change)
        chosen = reports if wanted is None else [find_issued(reports, wanted)]
        again = [_made_again(current, each.report) for each in chosen]
    rows = tuple(_verified(*each, template, in_hand) for each in again)
    return Verification(current.program.title, coordplan.__version__, rows)


def _made_again(current: Reading, issued: IssuedReport) -> tuple[IssuedReport, PeriodReport, KeptRows | None, bool]:
    """Return an issued report with its values as they come out now, what was kept, and if it is another copy's."""
    with _speaking(issued.language):
        report = report_again(current, issued)
    kept = kept_rows_of(current.connection, f"report:{issued.id}", current.up_to_change)
    return issued, report, kept, is_from_copy(current.connection, issued.id)


def _verified(
    issued: IssuedReport,
    report: PeriodReport,
    kept: KeptRows | None,
    from_copy: bool,  # what was known there at one moment is not known here at one: what was kept alone can tell
    template: bytes | None,
    in_hand: bytes | None,
) -> VerifiedReport:
    with _speaking(issued.language):
        state, _data = _file_again(report, issued, template)
    if from_copy and state == "other":
        state = "elsewhere"
    intact = kept is None or (kept.intact and kept.digest == issued.figures)
    return VerifiedReport(
        issued,
        intact and (from_copy or figures_digest(report) == issued.figures),
        state,
        None if in_hand is None else sha256_of(in_hand) == issued.file_digest,
        kept is not None and intact and kept.by_earlier_rules,
    )


def issued_file_again(
    session: Session, wanted: str, known_at: str | None, template: bytes | None
) -> tuple[IssuedReport, bytes]:
    """Return an issued report with its file made again; raise Refused where that is not the file that was issued."""
    with reading(session, None, known_at) as current:
        issued = find_issued(issued_reports(current.connection, current.up_to_change), wanted).report
        with _speaking(issued.language):
            report = report_again(current, issued)
    with _speaking(issued.language):
        state, data = _file_again(report, issued, template)
    if state == "none":
        raise Refused(
            _("Report {id} was issued without a file.").format(id=issued.id),
            _("To print it: coordplan report {period}").format(period=issued.period),
        )
    if state == "template":
        raise Refused(
            _("Report {id} was made in a template, which must be the same.").format(id=issued.id),
            _("Name it: --template FILE"),
        )
    if state == "other":
        raise Refused(
            _("The file of report {id} does not come out as it was issued; it is not written.").format(id=issued.id),
            _("See why: coordplan report errata {id}").format(id=issued.id),
        )
    return issued, data


def _file_again(report: PeriodReport, issued: IssuedReport, template: bytes | None) -> tuple[str, bytes]:
    """Return how the file of an issued report comes out, and its bytes where it can be made."""
    if not issued.file_digest:
        return "none", b""
    if issued.template_digest and (template is None or sha256_of(template) != issued.template_digest):
        return "template", b""
    source = template if issued.template_digest else None
    data = render_report(report, Path(issued.file_name).suffix.lower(), source)
    return "same" if sha256_of(data) == issued.file_digest else "other", data


@contextmanager
def _speaking(wanted: str) -> Iterator[None]:
    """Speak the language of a report while it is made again."""
    before = language()
    use_language(wanted)
    try:
        yield
    finally:
        use_language(before)


# Where what is said of an occurrence comes from
_OBSERVED = ("entries", "occurrences")
_SOURCES = {
    "due": (*_OBSERVED, "activities"),
    "original_due": ("occurrences", "activities"),
    "standing": (*_OBSERVED, "activities"),
    "percent": (*_OBSERVED, "activities"),
    "value": ("entries",),
    "done_on": (*_OBSERVED, "activities"),
    "evidence": ("entries",),
    "note": ("entries",),
    "occurrence": ("occurrences", "activities"),
}


def errata_of(session: Session, wanted: str, known_at: str | None) -> Errata:
    """Return what an issued report said that has changed since, with the changes behind it."""
    with reading(session, None, known_at) as current:
        connection, known = current.connection, current.up_to_change
        issued = find_issued(issued_reports(connection, known), wanted).report
        if known < issued.known:
            raise Refused(_("Report {number} was not issued by then.").format(number=issued.id))
        then, now = report_again(current, issued), report_again(current, issued, known)
        ids = dict.fromkeys((*occurrences_in(then), *occurrences_in(now)))
        kept = kept_rows_of(connection, f"report:{issued.id}", known)
        values = kept.values if kept is not None and kept.intact else None
        if values is not None:
            then = then._replace(status=then.status._replace(totals=figures_kept(values)))
            ids |= dict.fromkeys(facts_kept(values))
        today = reading_at(current, issued.as_of, known)
        at_issue, facts = _facts(reading_at(current, issued.as_of, issued.known), ids), _facts(today, ids)
        if values is not None and is_from_copy(connection, issued.id):
            at_issue = at_issue | facts_kept(values)
        said = at_issue if values is None else at_issue | facts_kept(values)
        errata, by_rules = parted_by_rules(errata_between(ids, said, facts), at_issue, facts)
        of_year_before = year_before_erratum(then.status.compared, now.status.compared)
        found = [] if of_year_before is None else [of_year_before]
        for each in errata:
            changes: tuple[int, ...] = ()
            for tables in (_SOURCES.get(each.what, ("activities",)), ("organizations", "plans", "programs")):
                changes = changes or changes_behind(
                    connection, tables, each.occurrence, issued.as_of, issued.known, known
                )
            found.append(each._replace(changes=changes))
        numbers = sorted({number for each in found for number in each.changes})
        moments = {number: local_moment(moment_of_change(connection, number)) for number in numbers}
        shorts = {body.id: body.short or body.title for body in today.definitions.organizations}
        return Errata(
            title=current.program.title,
            report=issued,
            known=known,
            known_at=current.known_at,
            then=then,
            now=now,
            errata=tuple(found),
            by_rules=by_rules,
            moments=moments,
            lead_titles=shorts,
        )


def _facts(then: Reading, ids: dict[str, None]) -> dict[str, dict[str, Any]]:
    """Return what is said of occurrences on the day that is asked about, by their ids."""
    activities = tuple(dict.fromkeys(id_.partition("@")[0] for id_ in ids))
    question = Question(then.as_of, then.up_to_change, activities=activities)
    return {
        work.occurrence: facts_of(work) | {"output": row["output"] or None}
        for row, work in listed_rows(then, question)
        if work.occurrence in ids
    }
