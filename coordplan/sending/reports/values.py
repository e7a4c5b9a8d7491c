"""The report of a period as values, with no format: what Word, workbooks, pages and mails are all made of.

Its figures are those of the status with the same filters and ``--period``; they are in it as they are, so that no
format can count otherwise.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any

from coordplan.model import DONE, Profile, ProofFile, ReportChoices
from coordplan.named_tuples import NamedTuple
from coordplan.paper.data import Data
from coordplan.paper.letterhead import Letterhead
from coordplan.seeing.curve.values import Curve
from coordplan.seeing.figures import Figures
from coordplan.seeing.history import DOCUMENT_NAMES, cited_values
from coordplan.seeing.listing import ListedOccurrence
from coordplan.seeing.rating import Rating
from coordplan.seeing.values import Comparison, StatusGroup, StatusReport, group_title
from coordplan.sending.reports.bases import SignedPaper
from coordplan.sending.reports.speaker import Speaker

_LATELY = 90  # days


class ReportPeriod(NamedTuple):
    """A period with the days between which its figures lie, both in it."""

    key: str
    first: date
    last: date


class Statement(NamedTuple):
    """What an organization says of itself in its return: a difficulty, or a recommendation."""

    organization: str
    title: str  # the organization's name in force
    text: str  # with the occurrences it is about
    words: str = ""  # as it was said
    about: tuple[str, ...] = ()  # each activity with its periods, as a sentence has them

    def by_name(self) -> dict[str, str]:
        """Return what JSON says of it: in no language but that in which it was said."""
        return {"organization": self.organization, "title": self.title, "text": self.text, "words": self.words}


class ReportRow(NamedTuple):
    """An occurrence with the words that a reader needs beside it; names of bodies are those in force."""

    work: ListedOccurrence
    plan_title: str
    content_titles: tuple[str, ...]
    lead_title: str  # short, as tables have it
    partner_titles: tuple[str, ...]  # short
    output: str
    difficulty: str = ""  # as its lead says in a return
    recommendation: str = ""
    files: tuple[ProofFile, ...] = ()  # that prove what is done
    recorded_on: date | None = None  # of what is ongoing: the last day of which anything is recorded
    schedule: str = ""  # how often it falls due, where nothing is printed that says it
    short: str = ""  # a short title, for sentences; empty where there is none
    every: str = ""  # how often it recurs; empty: once, or ongoing
    weight: float = 1.0
    place: int = 0  # of its activity among all, in their order

    @property
    def time_by_the_plan(self) -> str:
        """When it is due, as the annex says it, or how often."""
        return self.work.deadline_text or self.schedule

    @property
    def without_evidence(self) -> bool:
        """Whether it is done, and neither a document nor a file proves it."""
        return self.work.standing in DONE and not (self.work.evidence or self.files)

    def by_name(self) -> dict[str, Any]:
        """Return what JSON says of it: the occurrence as in a list, its output, fields of work and basis."""
        further = {"output": self.output or None, "fields": self.work.fields, "basis": self.work.basis}
        document = dict(zip(DOCUMENT_NAMES, cited_values(self.work.evidence), strict=True))
        proof = {"files": self.files, "without_evidence": self.without_evidence}
        return self.work.shared_by_name() | further | document | proof


class PeriodReport(NamedTuple):
    """What `coordplan report` says."""

    status: StatusReport  # by plan: what `status --period` says, with the same period of the year before
    plans: tuple[tuple[str, str], ...]  # (id, full title) of those asked for; none: the whole program
    period: ReportPeriod
    next_period: ReportPeriod | None  # whose work comes next; None where the program ends before
    known: int  # the number of the last change that counts
    basis: tuple[str, ...]  # as typed
    by_content: tuple[StatusGroup, ...]
    finished: tuple[ReportRow, ...]  # done within the window, whenever due; in the order of the day done
    overdue: tuple[ReportRow, ...]  # of what was due in the period; the longest overdue first
    overdue_before: tuple[ReportRow, ...]  # and still overdue from before
    held: tuple[ReportRow, ...]  # suspended or cancelled, of what is due in the period
    coming: tuple[ReportRow, ...]  # open, and due in the next period; by due date
    annex: tuple[ReportRow, ...]  # all that is due in the period, by plan
    difficulties: tuple[Statement, ...]
    recommendations: tuple[Statement, ...]
    letterhead: Letterhead
    profile: Profile  # every format in it has a value
    own_cutoffs: tuple[
        tuple[str, date, date], ...
    ] = ()  # titles of plans whose figures close on another day, and theirs
    papers: tuple[SignedPaper, ...] = ()  # the program, then the plans that are reported on
    by_field: tuple[StatusGroup, ...] = ()  # where an activity has any
    by_year: tuple[StatusGroup, ...] = ()  # of a period longer than a year
    leads: tuple[tuple[str, str], ...] = ()  # (id, title) of those whose own work it is about; none: everybody's
    curve: Curve | None = None  # of the whole program period, with the same plans; where it is drawn
    ongoing: tuple[ReportRow, ...] = ()  # of a year, or longer: what went on in it without a due date
    speaker: Speaker = Speaker()
    texts: Mapping[str, str] = MappingProxyType({})  # what a person wrote, by the name of its place
    choices: ReportChoices = ReportChoices()
    so_far: StatusReport | None = None  # from the program's first day to that of the figures, with a year before
    by_lead: tuple[StatusGroup, ...] = ()
    plans_before: Comparison | None = None  # of a year: by plan, the year before
    contents_before: Comparison | None = None  # and by content
    quarters: tuple[StatusGroup, ...] = ()  # of a year
    quarters_before: tuple[StatusGroup, ...] = ()
    extended: tuple[ReportRow, ...] = ()  # whose due date was, or is, in the period and was moved; by the old one
    recorded_until: date | None = None  # the last day of which anything is recorded, in all of the program
    ongoing_count: int = 0  # activities without a due date that are counted nowhere
    long: bool = False  # every row in the body, as before
    previous: ReportPeriod | None = None  # the period of the same kind before; None where the program begins later
    last_figures: Figures | None = None  # as they stood on the last day of which anything is recorded
    so_far_by_lead: tuple[StatusGroup, ...] = ()  # of a department's paper
    contents: tuple[tuple[str, str], ...] = ()  # (id, title) of all that the program has
    ratings: Mapping[str, Rating] = MappingProxyType({})  # of plans, by all of their work; where it is drawn

    @property
    def as_of(self) -> date:
        return self.status.as_of

    @property
    def has_ended(self) -> bool:
        return self.as_of >= self.period.last

    @property
    def recorded_lately(self) -> bool:
        """Whether anything is recorded of the 90 days before its own: without it, its figures say little."""
        return self.recorded_until is not None and (self.as_of - self.recorded_until).days < _LATELY


def report_data(report: PeriodReport) -> Data:
    """Return ``coordplan/report/1``; two reports that say the same are equal in it."""
    status, head = report.status, report.letterhead
    return Data(
        "coordplan/report/1",
        {
            "program": status.program,
            "title": status.title,
            "plans": [id_ for id_, _title in report.plans],
            "period": report.period,
            "next_period": report.next_period,
            "otherwise": [{"title": title, "first": first, "last": last} for title, first, last in report.own_cutoffs],
            "as_of": status.as_of,
            "known_at": status.known_at or None,
            "change": report.known,
            "illustrative": status.illustrative,
            "basis": report.basis,
            "totals": status.totals,
            "year_before": _compared(status),
            "by_plan": _groups(report, status.groups),
            "by_content": _groups(report, report.by_content),
            "by_field": _groups(report, report.by_field),
            "papers": report.papers,
            "finished": report.finished,
            "overdue": report.overdue,
            "overdue_before": report.overdue_before,
            "held": report.held,
            "coming": report.coming,
            "annex": report.annex,
            "difficulties": report.difficulties,
            "recommendations": report.recommendations,
            "letterhead": {"profile": report.profile.id, **head.by_name()},
            "leads": [id_ for id_, _title in report.leads],
            "by_year": _groups(report, report.by_year),
            "ongoing": [row.by_name() | {"recorded_on": row.recorded_on} for row in report.ongoing],
            "texts": dict(report.texts),
            "reported_on": report.speaker.what,
            "so_far": None if report.so_far is None else report.so_far.totals,
            "by_lead": _groups(report, report.by_lead),
            "extended": report.extended,
            "recorded_until": report.recorded_until,
        },
    )


def _compared(status: StatusReport) -> dict[str, Any] | None:
    then = status.compared
    return None if then is None or then.totals is None else {"as_of": then.as_of, **then.totals.by_name()}


def _groups(report: PeriodReport, groups: Sequence[StatusGroup]) -> list[dict[str, Any]]:
    return [{"id": group.id, "title": group_title(report.status, group), **group.figures.by_name()} for group in groups]
