"""What an annex would bring to a plan, or has brought, as a page."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from coordplan.model import Activity
from coordplan.paper.cells import Column, Page, Table, Tone
from coordplan.paper.data import bare, render_json
from coordplan.text.language import mark, translate_count
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day, write_number


class ImportedRow(NamedTuple):
    """A row of an annex as an activity: new, the same as one that is there, or different from it."""

    what: str  # new | same | different
    activity: Activity
    sheet: str | None  # of a workbook
    table: int | None  # of a Word document
    row: int
    fields: tuple[tuple[str, Any, Any], ...] = ()  # of what is different: name, before, after


class ImportProblem(NamedTuple):
    """Something wrong or to be looked at, with its cell; row 0 means the whole sheet or table."""

    sheet: str | None
    table: int | None
    row: int
    column: int
    cell: str | None  # as a spreadsheet names it
    rule: str
    message: str
    remedy: str
    warning: bool


class ImportReport(NamedTuple):
    """What came of reading an annex."""

    program: str
    plan: str
    plan_title: str
    file: str
    rows: tuple[ImportedRow, ...]
    missing: tuple[Activity, ...]  # activities of the plan that the annex does not name
    problems: tuple[ImportProblem, ...]
    remarks: tuple[str, ...]
    body_shorts: dict[str, str]  # by id
    change: int | None = None
    written: str | None = None  # the plan file

    def count(self, what: str) -> int:
        return sum(row.what == what for row in self.rows)


WHAT = {"new": mark("new"), "same": mark("already there"), "different": mark("differs")}
_TONES: dict[str, Tone] = {"new": "good", "same": "dim", "different": "warn"}


def import_page(report: ImportReport) -> Page:
    """Return a row for each activity that the annex names, in its order."""
    columns = (
        Column("what", _("Row is"), "code"),
        Column("id", _("Id"), "code"),
        Column("title", _("Activity")),
        Column("lead", _("Lead"), "code", 1),
        Column("due", _("Due"), "text", 1),
        Column("place", _("Where"), "code", 2),
    )
    several = len({(row.sheet, row.table) for row in report.rows}) > 1
    rows = [
        (
            _(WHAT[row.what]),
            row.activity.id,
            row.activity.title,
            report.body_shorts.get(row.activity.lead, row.activity.lead),
            due_words(row.activity),
            _where(row, several),
        )
        for row in report.rows
    ]
    table = (Table(columns, rows),) if rows else ()
    return Page(f"{report.file} -> {report.plan_title}", (), table)


def due_words(activity: Activity) -> str:
    """Return when an activity is due: its date, its words, or both."""
    words = activity.deadline_text or (_("ongoing") if activity.ongoing else activity.every or "")
    if activity.due_on is None:
        return words
    return f"{write_day(activity.due_on)} ({words})" if words else write_day(activity.due_on)


def _where(row: ImportedRow, several: bool) -> str:
    words = _("row {row}").format(row=row.row)
    if several and row.table is not None:
        return _("table {number}").format(number=row.table) + f", {words}"
    return f"{row.sheet}, {words}" if several and row.sheet else words


def count_words(report: ImportReport) -> str:
    """Return how many rows are new, already there and different."""
    new, same, different = (report.count(what) for what in ("new", "same", "different"))
    words = [
        translate_count("{n} new", "{n} new", new).format(n=write_number(new)),
        translate_count("{n} already there", "{n} already there", same).format(n=write_number(same)),
        translate_count("{n} differs", "{n} differ", different).format(n=write_number(different)),
    ]
    return ", ".join(words)


def import_json(report: ImportReport) -> Iterator[str]:
    """Yield ``coordplan/import/1``."""
    warnings = sum(problem.warning for problem in report.problems)
    yield from render_json(
        {
            "schema": "coordplan/import/1",
            "program": report.program,
            "plan": report.plan,
            "file": report.file,
            "change": report.change,
            "written": report.written,
            "new": report.count("new"),
            "same": report.count("same"),
            "different": report.count("different"),
            "errors": len(report.problems) - warnings,
            "warnings": warnings,
            "activities": [_row(row) for row in report.rows],
            "missing": [activity.id for activity in report.missing],
            "problems": [problem._asdict() | {"remedy": problem.remedy or None} for problem in report.problems],
            "remarks": list(report.remarks),
        }
    )


def _row(row: ImportedRow) -> dict[str, Any]:
    activity = row.activity
    target = activity.target
    return {
        "what": row.what,
        "id": activity.id,
        "title": activity.title,
        "contents": list(activity.contents),
        "lead": activity.lead,
        "partners": list(activity.partners),
        "every": activity.every,
        "due": activity.due_on and activity.due_on.isoformat(),
        "ongoing": activity.ongoing,
        "start": activity.start_on and activity.start_on.isoformat(),
        "until": activity.until_on and activity.until_on.isoformat(),
        "deadline_text": activity.deadline_text or None,
        "output": activity.output or None,
        "target": target and bare(target.value),
        "unit": target and target.unit,
        "note": activity.note or None,
        "sheet": row.sheet,
        "table": row.table,
        "row": row.row,
        "fields": [
            {"field": name, "before": _plain(before), "after": _plain(after)} for name, before, after in row.fields
        ],
    }


def _plain(value: Any) -> Any:
    """Return a field's value as JSON has it."""
    if hasattr(value, "_asdict"):
        return value._asdict()
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, float):
        return bare(value)
    return value.isoformat() if hasattr(value, "isoformat") else value
