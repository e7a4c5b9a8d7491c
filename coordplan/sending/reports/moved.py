"""What was given more time, suspended or cancelled, in the sentences of a report."""

import re
from collections.abc import Sequence
from datetime import date

from coordplan.dates.period_words import write_short_period
from coordplan.model import DONE, OVERDUE
from coordplan.sending.reports.occurrence_names import count_of, counted, name_with_period
from coordplan.sending.reports.reasons import known_reason, leads_itself, reason_place
from coordplan.sending.reports.values import PeriodReport, ReportRow
from coordplan.sending.reports.works import occurrences_and_others
from coordplan.text.folding import fold
from coordplan.text.language import language
from coordplan.text.language import translate as _
from coordplan.text.writing import standing_words, write_day

_MOVED_ROWS = 3
_HELD_ROWS = 4
_HELD = ("suspended", "cancelled")
_UNDER_WAY = ("in_progress", "not_started", "upcoming")
_STANDING = re.compile(r"^(?:xin )?(?:tạm hoãn|tạm dừng|hủy bỏ|hủy|suspended|cancelled)\b[:,]?\s*", re.IGNORECASE)
_CONNECTIVES = {"do", "vi", "theo", "de", "boi", "nham", "sau", "cho", "khi"}  # with which a reason may begin


def extensions(report: PeriodReport) -> list[ReportRow]:
    """Return what was given more time; what was brought forward was not."""
    return [
        row
        for row in report.extended
        if row.work.due and row.work.original_due and row.work.original_due < row.work.due
    ]


def moved_out(report: PeriodReport) -> list[ReportRow]:
    """Return what was due in the period until its due date was moved out of it: it lessens what is counted."""
    due_in_it = {row.work.occurrence for row in report.annex}
    return [row for row in extensions(report) if row.work.occurrence not in due_in_it]


def moved_out_by_month(report: PeriodReport) -> bool:
    """Say whether so many were moved out that the annex alone names them."""
    return len(moved_out(report)) > _MOVED_ROWS


def extension_words(report: PeriodReport) -> str:
    """Return how many were given more time, and what became of them; empty where none was."""
    rows, out = extensions(report), moved_out(report)
    rest = [row for row in rows if row not in out]
    groups = [
        (_("done by the new date"), _of(rest, "done_on_time"), False),
        (_("done after the new date"), _of(rest, "done_late"), False),
        (_("not done, overdue"), _of(rest, *OVERDUE), False),
        (_("suspended or cancelled"), _of(rest, *_HELD), False),
        (_("under way until the new date"), _of(rest, *_UNDER_WAY), True),
        (_("with a new date after {period}").format(period=write_short_period(report.period.key)), out, True),
    ]
    groups = [group for group in groups if group[1]]
    count = counted(report, "{n} occurrence", "{n} occurrences", len(rows))
    if not groups:
        return ""
    if len(rows) == 1:
        text = _("{count}, namely {name}").format(count=count, name=_extension(rows[0]))
        return f"{text}, {_not_counted() if out else groups[0][0]}."
    pieces = []
    for outcome, found, are_named in groups:
        piece = _("{n} {outcome}").format(n=count_of(report, len(found)), outcome=outcome)
        if len(groups) == 1:
            piece = _("{count}, all {outcome}").format(count=count, outcome=outcome)
        if found is out:
            piece = f"{piece}, {_not_counted()}"
        pieces.append(f"{piece}: {_named(report, found)}" if are_named else piece)
    return "; ".join(pieces if len(groups) == 1 else (count, *pieces)) + "."


def _of(rows: Sequence[ReportRow], *standings: str) -> list[ReportRow]:
    return [row for row in rows if row.work.standing in standings]


def _not_counted() -> str:
    return _("and not counted as due")


def _named(report: PeriodReport, rows: Sequence[ReportRow]) -> str:
    """Return some by name with the days that they were moved between; more by the months alone."""
    if len(rows) <= _MOVED_ROWS:
        return "; ".join(map(_extension, rows))
    days = [(row.work.original_due, row.work.due) for row in rows if row.work.original_due and row.work.due]
    before, after = (_months(each) for each in zip(*days, strict=True))
    return _("first due in {before}, extended to {after} (annex)").format(before=before, after=after)


def _months(days: Sequence[date]) -> str:
    first, last = (write_short_period(f"{day:%Y-%m}") for day in (min(days), max(days)))
    return first if first == last else _("{first} to {last}").format(first=first, last=last)


def _extension(row: ReportRow) -> str:
    words = _("{name} (extended from {first} to {last}").format(
        name=name_with_period(row), first=write_day(row.work.original_due), last=write_day(row.work.due)
    )
    if row.work.standing in DONE and row.work.done_on:
        words += ", " + _("done on {day}").format(day=write_day(row.work.done_on))
    return f"{words})"


def suspension_head(report: PeriodReport) -> str:
    """Return the head of the point about what was suspended or cancelled."""
    standings = {row.work.standing for row in report.held}
    if standings == {"suspended"}:
        return _("Suspended work")
    return _("Cancelled work") if standings == {"cancelled"} else _("Suspended or cancelled work")


def suspension_words(report: PeriodReport) -> str:
    """Return what was suspended or cancelled, those of one reason together; empty where nothing was."""
    groups: dict[tuple[str, str], list[ReportRow]] = {}
    for standing in _HELD:
        for row in _of(report.held, standing):
            groups.setdefault((standing, _held_reason(report, row)), []).append(row)
    alike = len({standing for standing, _reason in groups}) == 1  # which the head of the point says
    pieces = [
        _held_group(report, "" if alike else standing_words(standing), reason, rows)
        for (standing, reason), rows in groups.items()
    ]
    return "; ".join(pieces) + "." if pieces else ""


def _held_group(report: PeriodReport, standing: str, reason: str, rows: Sequence[ReportRow]) -> str:
    sentence = _("{n} {standing}: {reason} ({names})") if reason else _("{n} {standing} ({names})")
    if not standing:
        sentence = _("{n}, {reason} ({names})") if reason else _("{n} ({names})")
    text = sentence.format(
        n=count_of(report, len(rows)) if standing else counted(report, "{n} occurrence", "{n} occurrences", len(rows)),
        standing=standing,
        reason=reason,
        names=occurrences_and_others(report, list(map(name_with_period, rows)), _HELD_ROWS),
    )
    if reason or not any(leads_itself(report, row) for row in rows):
        return text
    leads = list(dict.fromkeys(row.lead_title for row in rows if leads_itself(report, row)))
    body = leads[0] if len(leads) == 1 else _("the leading body")
    return f"{text} {reason_place(body)}"


def _held_reason(report: PeriodReport, row: ReportRow) -> str:
    """Return why something is held as it follows its standing: without saying that again, with "do" before a noun."""
    words = _STANDING.sub("", known_reason(report, row)).split()
    if language() == "vi" and words and fold(words[0]) not in _CONNECTIVES:
        return f"do {' '.join(words)}"
    return " ".join(words)
