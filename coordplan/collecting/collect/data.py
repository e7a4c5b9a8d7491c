"""JSON and CSV of forms and returns."""

from collections.abc import Iterator
from typing import Any

from coordplan.collecting.collect.values import CellFault, CollectedFile, CollectedRow, Collection, Stands
from coordplan.collecting.form.page import FormsMade
from coordplan.model import SentForm
from coordplan.paper.data import bare, render_csv, render_json


def _form(form: SentForm, made: FormsMade) -> dict[str, Any]:
    return {
        "period": form.period,
        "organization": form.organization,
        "file": form.file_name,
        "as_of": form.made_on.isoformat(),
        "seen": form.seen,
        "send_by": form.send_by and form.send_by.isoformat(),
        "new": form.organization in made.new,
        "asked": list(form.asked),
        "not_due": list(form.not_due),
    }


def forms_json(made: FormsMade) -> Iterator[str]:
    """Yield ``coordplan/form/1``."""
    yield from render_json(
        {
            "schema": "coordplan/form/1",
            "period": made.period,
            "as_of": made.as_of.isoformat(),
            "change": made.change,
            "forms": [_form(form, made) for form in made.forms],
        }
    )


def forms_csv(made: FormsMade) -> Iterator[str]:
    """Yield a row for each form; of several occurrences, with a semicolon between."""
    rows = [_form(form, made) for form in made.forms]
    header = ["period", "organization", "file", "as_of", "seen", "send_by", "new", "asked", "not_due"]
    cells = (["; ".join(value) if isinstance(value, list) else value for value in row.values()] for row in rows)
    yield from render_csv(header, cells)


def _stands(stands: Stands | None) -> dict[str, Any] | None:
    if stands is None:
        return None
    return {
        "standing": stands.standing,
        "percent": bare(stands.percent),
        "value": bare(stands.value),
        "done_on": stands.done_on and stands.done_on.isoformat(),
    }


def _row(row: CollectedRow) -> dict[str, Any]:
    return {
        "occurrence": row.occurrence,
        "title": row.title,
        "answer": row.answer,
        "outcome": row.outcome,
        "said": row.said or None,
        "done_on": row.done_on and row.done_on.isoformat(),
        "evidence": row.evidence or None,
        "difficulties": row.difficulties or None,
        "recommendations": row.recommendations or None,
        "before": _stands(row.before),
        "after": _stands(row.after),
        "ours": [
            {
                "words": ours.words,
                "observed_on": ours.observed_on.isoformat(),
                "by": ours.by,
                "change": ours.change,
                "taken_back": ours.taken_back,
            }
            for ours in row.ours
        ],
    }


def _fault(fault: CellFault) -> dict[str, Any]:
    return {
        "cell": fault.place or None,
        "occurrence": fault.occurrence or None,
        "message": fault.message,
        "way_out": fault.way_out or None,
    }


def _file(file: CollectedFile) -> dict[str, Any]:
    return {
        "file": file.name,
        "sha256": file.digest or None,
        "period": file.period or None,
        "organization": file.organization or None,
        "outcome": file.outcome,
        "known_change": file.known_change,
        "rows": len(file.rows),
        "taken_in": file.taken_in,
        "sent_back": file.count("sent_back"),
        "marked": file.marked or None,
        "occurrences": [_row(row) for row in file.rows],
        "problems": [_fault(fault) for fault in file.faults],
        "remarks": [_fault(remark) for remark in file.remarks],
        "not_answered": list(file.missing),
    }


def collection_json(collection: Collection) -> Iterator[str]:
    """Yield ``coordplan/collect/1``."""
    yield from render_json(
        {
            "schema": "coordplan/collect/1",
            "received_on": collection.received_on.isoformat(),
            "dry_run": collection.dry_run,
            "illustrative": collection.illustrative,
            "change": collection.change,
            "files": [_file(file) for file in collection.files],
        }
    )


def collection_csv(collection: Collection) -> Iterator[str]:
    """Yield a row for each occurrence of each file; of a file that could not be read, one row without an occurrence."""
    header = ["file", "period", "organization", "file_outcome", "occurrence", "answer", "outcome", "said", "done_on"]
    header += ["evidence", "difficulties", "recommendations", "before", "after"]
    rows = []
    for file in collection.files:
        head = [file.name, file.period or None, file.organization or None, file.outcome]
        for row in file.rows:
            values = _row(row)
            said = [values[name] for name in header[4:12]]
            stands = [None if each is None else each.standing for each in (row.before, row.after)]
            rows.append([*head, *said, *stands])
        if not file.rows:
            rows.append([*head, *[None] * (len(header) - len(head))])
    yield from render_csv(header, rows)
