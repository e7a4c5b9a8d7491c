"""Gathers the report of a period: the status with the same filters, and the rows that stand behind its sentences."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from types import MappingProxyType

from coordplan.cli.session import Session
from coordplan.cli.speaking import remark
from coordplan.dates.periods import Period, ReportingDays, period_before, period_to_come, reporting_days
from coordplan.definitions.shipped import shipped_profile
from coordplan.errors import CoordplanError
from coordplan.model import DONE, OPEN, OVERDUE, ReportChoices
from coordplan.paper.letterhead import Letterhead, complete_profile, letterhead_of
from coordplan.seeing.curve.commands import curve_of
from coordplan.seeing.filters import Filters, find_id, question_of, remarks_on_ceased, undated_in
from coordplan.seeing.gather import status_report
from coordplan.seeing.opening import Reading, reading, reading_at
from coordplan.seeing.period_meant import period_meant
from coordplan.seeing.profile import profile_in_force
from coordplan.seeing.values import NO_GROUP, StatusGroup
from coordplan.seeing.windows import asked_in, period_named, refuse_not_begun
from coordplan.sending.reports.bases import papers_of, with_cited_work
from coordplan.sending.reports.comparisons import with_comparisons
from coordplan.sending.reports.office_texts import office_texts
from coordplan.sending.reports.report_rows import RowWords, on_one_line, report_rows, words_of_rows
from coordplan.sending.reports.sample import sample_reports
from coordplan.sending.reports.speaker import body_in_sentence, refuse_nobody, refuse_not_yet_there, speaker_of
from coordplan.sending.reports.values import PeriodReport, ReportPeriod, ReportRow, Statement
from coordplan.store.correspondence import Obstacle, difficulties_of, occurrence_plans
from coordplan.store.entries import last_recorded
from coordplan.store.questions import Question
from coordplan.text.language import translate as _


def period_report(
    session: Session,
    key: str | None,
    filters: Filters,
    profile: str | None = None,
    as_of: str | None = None,
    known_at: str | None = None,
    drawn: bool = False,
    texts: Mapping[str, str] = MappingProxyType({}),
) -> PeriodReport:
    """Return the report of a period, as of its last day (of one that has not ended, of today) or the day asked for.

    Of the plans and leads of some filters; with the curve, where it is to be drawn; ``texts`` were written for it
    alone. Raises UsageFault where the key is no period, Refused where it lies outside the program or has not begun, or
    where nobody speaks, UnknownId for a plan.
    """
    with reading(session, as_of, known_at) as current:
        plans = question_of(current, filters)[0].plans
        period, days = period_meant(current, key, "report", "ended"), reporting_days(current.definitions, *plans)
        each_day = (reporting_days(current.definitions, id_) for id_ in plans or current.plan_titles)
        refuse_not_begun(period, days, current.as_of, each_day)
        if as_of is None:
            current = reading_at(current, min(days.window(period)[1], current.as_of), current.up_to_change)
        refuse_not_yet_there(current, _leads(current, filters))
        for sentence in remarks_on_ceased(current, filters):
            remark(sentence)
        report = report_at(current, period.key, filters, profile, drawn, texts)
        refuse_nobody(current, report.speaker, report.profile, plans)  # what was issued before that is made again
        return report


def report_at(
    reading: Reading,
    key: str,
    filters: Filters,
    profile: str | None = None,
    drawn: bool = False,
    texts: Mapping[str, str] = MappingProxyType({}),
) -> PeriodReport:
    """Return the report of a period as of the two moments of a reading; raise as ``period_report`` does."""
    report = _report(reading, period_named(reading, key, _("PERIOD")), filters, profile)
    own = reading.definitions.office if _is_own(reading, report) else None
    report = report._replace(texts=office_texts(own, texts))
    if not drawn:
        return report
    ratings = status_report(reading, filters, "plan", most=0).ratings  # of all their work, whatever the period
    return report._replace(curve=curve_of(reading, filters, "quarter"), ratings=ratings)


def _is_own(reading: Reading, report: PeriodReport) -> bool:
    """Whether the office itself speaks, and no other body in its own paper."""
    office, issuer = reading.definitions.office, report.profile.issuer
    if office is None or report.profile.id != office.profile:
        return False
    return report.speaker.body == (reading.lead_in_force(issuer, None, "") if issuer else "")


def blank_reports(session: Session, profile: str | None, filters: Filters) -> tuple[PeriodReport, ...]:
    """Return made-up reports in the formats that are asked for, with who issues and signs where a file says so.

    The formats are those of a report with some filters, by the choices of the office.

    Between them every part has something.
    """
    own, head, choices = shipped_profile(profile or "party"), Letterhead(), ReportChoices()
    try:
        with reading(session) as current:
            question, leads = question_of(current, filters)[0], _leads(current, filters)
            own, issuer = profile_in_force(current, question.plans, profile, leads)
            head, choices = letterhead_of(own, issuer), _choices(current)
    except CoordplanError:
        if filters.plans or filters.leads:
            raise
        own = complete_profile(None, own)  # where there is no file yet, its places stay blank
    return tuple(
        each._replace(letterhead=head, choices=choices._replace(overdue_rows=1)) for each in sample_reports(own)
    )


def _choices(current: Reading) -> ReportChoices:
    office = current.definitions.office
    return office.report if office is not None else ReportChoices()


def _leads(current: Reading, filters: Filters) -> tuple[str, ...]:
    bodies = current.definitions.organizations
    return tuple(dict.fromkeys(find_id("organization", each, bodies) for each in filters.leads))


def _report(reading: Reading, period: Period, filters: Filters, wanted: str | None) -> PeriodReport:
    filters = filters._replace(period=period.key)
    status = status_report(reading, filters, "plan", most=0)
    if period.is_long:  # which has no year before: by_year shows how it went
        status = status._replace(compared=None)
    filters = filters._replace(this_file_alone=True)  # the status alone is compared
    question, _words = question_of(reading, filters)
    days = reporting_days(reading.definitions, *question.plans)
    following = period_to_come(period, days)
    coming = None
    if following is not None:
        coming = asked_in(reading, question, following)._replace(standings=OPEN)
    elif reading.as_of >= reading.program.until_on:  # what is left of the program beside what is overdue
        coming = question._replace(standings=tuple(each for each in OPEN if each not in OVERDUE))
    leads = _leads(reading, filters)
    profile, issuer = profile_in_force(reading, question.plans, wanted, leads)
    titles = {plan.id: plan.title for plan in reading.definitions.plans} | {reading.program.id: reading.program.title}
    plans_of = occurrence_plans(reading.connection, reading.up_to_change)
    # Returns come in after the figures have closed: what they say of the period counts as soon as it is known
    obstacles = [
        each
        for each in difficulties_of(reading.connection, period.key, reading.up_to_change)
        if not question.plans or plans_of.get(each.occurrence) in question.plans
        if not leads or each.organization in leads
    ]
    speaker = speaker_of(reading, question.plans, leads, profile, issuer)
    words = words_of_rows(reading, speaker, obstacles)
    worked_in = tuple(group.id for group in status.groups if group.figures.total)
    choices = _choices(reading)
    due = report_rows(reading, words, question)
    report = PeriodReport(
        status=status,
        plans=tuple((id_, titles.get(id_, id_)) for id_ in question.plans),
        leads=tuple((id_, body_in_sentence(reading.body_title(id_))) for id_ in leads),
        period=ReportPeriod(period.key, *days.window(period)),
        next_period=None if following is None else ReportPeriod(following.key, *days.window(following)),
        known=reading.up_to_change,
        basis=reading.program.basis,
        by_content=status_report(reading, filters, "content", most=0).groups,
        by_field=_by_field(reading, filters),
        papers=papers_of(reading, question.plans or ((worked_in or ("",)) if leads else ())),
        finished=tuple(
            sorted(
                report_rows(reading, words, question._replace(standings=DONE, by_day_done=True)),
                key=lambda row: (row.work.done_on or date.max, row.work.occurrence),
            )
        ),
        overdue=tuple(
            sorted(
                (row for row in due if row.work.standing in OVERDUE),
                key=lambda row: (row.work.due or date.max, row.work.occurrence),
            )
        ),
        overdue_before=report_rows(reading, words, _before(question)._replace(standings=OVERDUE), "due"),
        held=tuple(row for row in due if row.work.standing in ("suspended", "cancelled")),
        coming=report_rows(reading, words, coming, "due") if coming is not None else (),
        annex=due,
        difficulties=_statements(reading, words, ((each, each.difficulties) for each in obstacles)),
        recommendations=_statements(reading, words, ((each, each.recommendations) for each in obstacles)),
        letterhead=letterhead_of(profile, issuer),
        profile=profile,
        by_year=status_report(reading, filters, "year", most=0).groups if period.is_long else (),
        ongoing=_ongoing(reading, words, filters, period) if period.is_whole_years else (),
        own_cutoffs=tuple(
            (reading.plan_titles[each.plan], each.due_from, each.due_until)
            for each in question.own_cutoffs
            if len(question.plans) != 1 and (not question.plans or each.plan in question.plans)
            if each.due_from is not None and each.due_until is not None
        ),
        previous=_previous(period, days),
        speaker=speaker,
        choices=choices,
        contents=tuple((each.id, each.short or each.title) for each in reading.definitions.contents),
        extended=report_rows(reading, words, question._replace(moved=True), "due"),
    )
    cited: dict[str, list[str]] = {}
    for row in report.annex:
        cited.setdefault(row.work.plan, []).extend(row.work.basis)
    report = report._replace(papers=with_cited_work(report.papers, cited))
    return with_comparisons(reading, report, filters, period)


def _previous(period: Period, days: ReportingDays) -> ReportPeriod | None:
    before = period_before(period)
    return ReportPeriod(before.key, *days.window(before)) if before is not None and days.holds(before) else None


def _by_field(reading: Reading, filters: Filters) -> tuple[StatusGroup, ...]:
    """Return the figures of each field of work; none where no activity has any."""
    groups = status_report(reading, filters, "field", most=0).groups
    return () if [group.id for group in groups] == [NO_GROUP] else groups


def _statements(reading: Reading, words: RowWords, obstacles: Iterable[tuple[Obstacle, str]]) -> tuple[Statement, ...]:
    """Return what organizations say, the same of several occurrences once."""
    about: dict[tuple[str, str], list[str]] = {}
    for each, text in obstacles:
        if text:
            about.setdefault((each.organization, on_one_line(text)), []).append(each.occurrence)
    return tuple(
        Statement(
            organization,
            reading.body_title(organization),
            f"{text} ({', '.join(ids)})",
            text,
            words.names_of(ids),
        )
        for (organization, text), ids in about.items()
    )


def _before(question: Question) -> Question:
    """Return a question about a period as one about all that was due before it."""
    day = timedelta(days=1)
    assert question.due_from is not None
    return question._replace(
        due_from=date.min,
        due_until=question.due_from - day,
        own_cutoffs=tuple(
            each._replace(due_from=date.min, due_until=each.due_from - day) if each.due_from is not None else each
            for each in question.own_cutoffs
        ),
    )


def _ongoing(reading: Reading, words: RowWords, filters: Filters, period: Period) -> tuple[ReportRow, ...]:
    rows = report_rows(reading, words, undated_in(reading, filters, period))
    days = last_recorded(reading.connection, [row.work.occurrence for row in rows], reading.as_of, reading.up_to_change)
    return tuple(row._replace(recorded_on=days.get(row.work.occurrence)) for row in rows)
