"""What an annex would bring to a plan, or has brought: as a page, in sentences, and as JSON."""

from collections.abc import Iterator, Sequence
from typing import Any

from coordplan.dates.deadline_words import schedule_words
from coordplan.model import Activity, Definitions, Organization, Program
from coordplan.named_tuples import NamedTuple
from coordplan.paper.cells import Column, Page, table_of
from coordplan.paper.data import Data, bare
from coordplan.seeing.history import activity_by_name
from coordplan.setting_up.annexes.annex import Proposal
from coordplan.setting_up.annexes.findings import Finding, excerpt
from coordplan.setting_up.annexes.outcomes import Outcome, Outcomes
from coordplan.text.language import mark, translate_count
from coordplan.text.language import translate as _
from coordplan.text.shell import of_file, quoted_word
from coordplan.text.writing import write_number

ROW_WORDS = {"new": mark("new"), "same": mark("already there"), "different": mark("differs")}
_KEYS = {"due_on": "due", "start_on": "start", "until_on": "until"}
_MOST_IDS = 12


class ImportReport(NamedTuple):
    """What came of reading an annex, and what became of that."""

    definitions: Definitions
    plan: str
    file: str
    outcomes: Outcomes
    change: int | None = None
    written: str | None = None  # the plan file
    beside: str | None = None  # the file of bodies that the answers define
    bodies: tuple[Organization, ...] = ()  # that come in with the rows

    def count(self, what: str) -> int:
        return sum(row.what == what for row in self.outcomes.rows)


def import_page(report: ImportReport) -> Page:
    """Return a row for each activity that the annex names, in its order."""
    definitions, rows = report.definitions, report.outcomes.rows
    shorts = {body.id: body.short or body.title for body in definitions.organizations}
    several = len({row.grid.whole for row in rows}) > 1
    columns = (
        Column("what", _("Row is"), "code", get=lambda row: _(ROW_WORDS[row.what])),
        Column("id", _("Id"), "code", get=lambda row: row.activity.id),
        Column("title", _("Activity"), get=lambda row: row.activity.title),
        Column("lead", _("Lead"), "code", 1, get=lambda row: shorts.get(row.activity.lead, row.activity.lead)),
        Column("due", _("Due"), "text", 1, get=lambda row: deadline_words(row.activity)),
        Column("place", _("Where"), "code", 2, get=lambda row: _where(row, several)),
    )
    title = next((plan.title for plan in definitions.plans if plan.id == report.plan), "")
    return Page(f"{report.file} -> {title or _program(report).title}", (), (table_of(columns, rows),) if rows else ())


def _program(report: ImportReport) -> Program:
    assert report.definitions.program is not None  # every file has one
    return report.definitions.program


def deadline_words(activity: Activity) -> str:
    """Return when an activity is due: its date, its words, or both."""
    days = schedule_words(activity)
    words = activity.deadline_text
    return f"{days} ({words})" if activity.due_on is not None and words else words or days


def _where(row: Outcome, several: bool) -> str:
    words = _("row {row}").format(row=row.proposal.row.number)
    return ", ".join(filter(None, (row.grid.whole.within() if several else "", words)))


def count_words(report: ImportReport) -> str:
    """Return how many rows are new, already there and different."""
    new, same, different = (report.count(what) for what in ROW_WORDS)
    words = [
        translate_count("{n} new", "{n} new", new).format(n=write_number(new)),
        translate_count("{n} already there", "{n} already there", same).format(n=write_number(same)),
        translate_count("{n} differs", "{n} differ", different).format(n=write_number(different)),
    ]
    return ", ".join(words)


def file_words(report: ImportReport, replace: bool) -> str:
    """Return what is said of a plan file that was written."""
    path, missing = report.written or "", report.outcomes.missing
    quoted = " ".join(quoted_word(each) for each in (path, report.beside) if each)
    words = of_file(_("Wrote {path}; look at it, then: coordplan load {quoted}"))
    words = words.format(path=" + ".join(filter(None, (path, report.beside))), quoted=quoted)
    if not missing:
        return words
    ids = _first_ids([activity.id for activity in missing])
    sentence = (
        translate_count(
            "{n} activity of the plan is not in the annex and left out, so that loading retires it: {ids}",
            "{n} activities of the plan are not in the annex and left out, so that loading retires them: {ids}",
            len(missing),
        )
        if replace
        else translate_count(
            "{n} activity of the plan is not in the annex and stays: {ids} (--replace leaves it out)",
            "{n} activities of the plan are not in the annex and stay: {ids} (--replace leaves them out)",
            len(missing),
        )
    )
    return words + "\n" + sentence.format(n=len(missing), ids=ids)


def _first_ids(ids: Sequence[str]) -> str:
    return ", ".join(ids[:_MOST_IDS]) + (", ..." if len(ids) > _MOST_IDS else "")


def change_words(report: ImportReport, update: bool) -> str:
    """Return what is said of rows that were taken into the file."""
    number = report.change
    words = _("Nothing was written.") if number is None else _("Change {number}.").format(number=number)
    if report.count("different") and not update:
        words += " " + _("What differs stayed as it was; --update takes it over.")
    return words


def new_bodies_words(report: ImportReport) -> Iterator[str]:
    """Yield which organizations are defined, where any are."""
    if report.bodies:
        names = "; ".join(f"{body.id} ({body.short}, {body.title})" for body in report.bodies)
        yield _("New organizations: {names}").format(names=names)


def other_schedules(report: ImportReport) -> Iterator[str]:
    """Yield what is to be known of rows whose titles are there with other deadlines, before one decides."""
    rows = report.outcomes.rows
    if others := [row.activity.id for row in rows if row.of_another_year]:
        sentence = translate_count(
            "{n} row has the title of an activity of other years ({ids}): --new takes it as a new one, --update "
            "changes the one that is there.",
            "{n} rows have the titles of activities of other years ({ids}): --new takes them as new ones, --update "
            "changes those that are there.",
            len(others),
        )
        yield sentence.format(n=write_number(len(others)), ids=_first_ids(others))
    for row in rows:
        if row.old is not None and row.moves_recurrence:
            sentence = _('{id} recurs ({before}); the annex says "{after}". {way_out}')
            yield sentence.format(
                id=row.old.id,
                before=deadline_words(row.old),
                after=deadline_words(row.activity),
                way_out=later_line(row),
            )


def left_words(report: ImportReport, line: str) -> Iterator[str]:
    """Yield which rows were left, and the line that takes them in later, where something is left to be said."""
    faults = [fault for proposal in report.outcomes.left for fault in proposal.faults]
    for sentence in left_rows(report):
        yield sentence
        if all(fault.question is None for fault in faults):
            yield _("They come in once the annex is corrected: {line}").format(line=line)
            continue
        yield _("To take them in later: {line}").format(line=line)


def left_rows(report: ImportReport) -> Iterator[str]:
    """Yield which rows are left, where any are."""
    left = report.outcomes.left
    if left and not report.outcomes.errors:
        sentence = translate_count(
            "{n} row is left for later: {rows}", "{n} rows are left for later: {rows}", len(left)
        )
        rows = ", ".join(_left_row(proposal) for proposal in left[:_MOST_IDS]) + (", ..." * (len(left) > _MOST_IDS))
        yield sentence.format(n=write_number(len(left)), rows=rows)


def _left_row(proposal: Proposal) -> str:
    words = _("row {row}").format(row=proposal.row.number)
    return f"{words} ({excerpt(proposal.title)})" if proposal.title else words


def later_line(row: Outcome) -> str:
    """Return how the deadline of a row comes in without taking the past of an activity with its title away."""
    words = _("As a new activity: --new.")
    if row.old is None or row.old.every is None or row.activity.every is None:
        return words
    fields = row.proposal.fields
    due = quoted_word(str(fields.get("due") or fields.get("deadline_text") or fields.get("every") or ""))
    line = f"coordplan edit {row.old.id} --due {due}"
    if row.of_another_year and "until" in fields:  # it ended before
        line += f" --until {fields['until']}"
    if "start" in fields:
        line += f" --from {fields['start']}"
    return f"{words} " + _("From a day on: {line}").format(line=line)


def import_data(report: ImportReport) -> Data:
    """Return ``coordplan/import/1``."""
    outcomes = report.outcomes
    problems = [problem for finding in outcomes.findings for problem in _problems(finding)]
    warnings = sum(problem["warning"] for problem in problems)
    return Data(
        "coordplan/import/1",
        {
            "program": _program(report).id,
            "plan": report.plan,
            "file": report.file,
            "change": report.change,
            "written": report.written,
            **{what: report.count(what) for what in ROW_WORDS},
            "errors": len(problems) - warnings,
            "warnings": warnings,
            "activities": [_row(row) for row in outcomes.rows],
            "missing": [activity.id for activity in outcomes.missing],
            "problems": problems,
            "remarks": outcomes.remarks,
            "left": [_left(row) for row in outcomes.left],
            "organizations": [{"id": body.id, "short": body.short, "title": body.title} for body in report.bodies],
        },
    )


# What import/1 promises of an activity
_ACTIVITY_NAMES = (
    *("id", "title", "contents", "lead", "partners", "every", "due", "ongoing", "start", "until"),
    *("deadline_text", "output", "target", "unit", "note"),
    *("due_day", "due_month", "start_month", "due_on"),
)


def _row(row: Outcome) -> dict[str, Any]:
    activity = activity_by_name(row.activity)
    differing = () if row.difference is None else row.difference.fields
    return {
        "what": row.what,
        **{name: activity[name] for name in _ACTIVITY_NAMES},
        **row.grid.whole.table_names(),
        "row": row.proposal.row.number,
        "fields": [
            {"field": _KEYS.get(name, name), "before": _bare(before), "after": _bare(after)}
            for name, before, after in differing
        ],
    }


def _left(proposal: Proposal) -> dict[str, Any]:
    """Return a row that is not taken in; what is wrong with it stands among the problems."""
    row = proposal.row
    return {"title": proposal.title, **row.grid.whole.table_names(), "row": row.number}


def _bare(value: Any) -> Any:
    return bare(value) if isinstance(value, float) else value


def _problems(finding: Finding) -> Iterator[dict[str, Any]]:
    """Yield a finding once for each of its cells; row 0 means the whole sheet or table."""
    for place in (finding.place, *finding.more):
        yield {
            **place.table_names(),
            "row": place.row,
            "column": place.column,
            "cell": None if place.kind == "table" else place.cell or None,
            "rule": finding.rule,
            "message": finding.message,
            "remedy": finding.remedy or None,
            "warning": finding.warning,
        }
