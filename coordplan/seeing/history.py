"""The entries of an occurrence as they were recorded: their words, and their names in JSON and CSV."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from coordplan.model import Activity, Amendment, Entry, ProofState, Target
from coordplan.named_tuples import NamedTuple
from coordplan.paper.data import bare, bare_percent
from coordplan.progress import is_falling, write_value
from coordplan.text.language import mark
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day, write_number, write_percent

ENTRY_WORDS = {
    "percent": mark("progress"),
    "value": mark("value"),
    "done": mark("done"),
    "suspended": mark("suspended"),
    "resumed": mark("resumed"),
    "cancelled": mark("cancelled"),
    "extended": mark("extended"),
}


_OBSERVED = ("observed_on", "kind", "percent", "value", "due", "evidence", "note")
DOCUMENT_NAMES = ("document_number", "document_on", "document_subject")
HISTORY_NAMES = (
    *("entry", "occurrence", *_OBSERVED, "change", "at", "by", "reason", "taken_back_by"),
    *(*DOCUMENT_NAMES, "files"),
)
EXPLAINED_NAMES = ("entry", *_OBSERVED, "change", "role", "taken_back_by")  # of ``coordplan/why-standing/1``


STATE_WORDS: dict[ProofState, str] = {
    "same": mark("unchanged"),
    "changed": mark("changed since it was recorded"),
    "missing": mark("not found"),
}


class ShownFile(NamedTuple):
    """A file that proves an entry; the names are those of its JSON, and in a CSV it is its words."""

    path: str
    name: str
    size: int
    sha256: str
    state: ProofState | None = None  # None: nobody looked

    def __str__(self) -> str:
        return proof_words(self)


class HistoryEntry(NamedTuple):
    """An entry with the change that recorded it, and the one that took it back."""

    number: int
    entry: Entry
    change: int
    taken_back_by: int | None = None
    at: str = ""  # UTC, ISO 8601
    by: str = ""
    reason: str = ""
    recorded: str = ""  # sorts entries in the order that counts
    file_states: tuple[ProofState, ...] = ()  # of the entry's files now, where they were looked at

    def by_name(self) -> dict[str, Any]:
        """Return the values under their names in ``coordplan/show/1``."""
        entry = self.entry
        values = (
            self.number,
            entry.occurrence,
            entry.observed_on,
            entry.kind,
            bare_percent(entry.percent),
            bare(entry.value),
            entry.due_on,
            entry.evidence or None,
            entry.note or None,
            self.change,
            self.at,
            self.by,
            self.reason or None,
            self.taken_back_by,
            *cited_values(entry.evidence),
            self.files,
        )
        return dict(zip(HISTORY_NAMES, values, strict=True))

    @property
    def files(self) -> tuple[ShownFile, ...]:
        states = self.file_states or (None,) * len(self.entry.files)
        return tuple(ShownFile(*file, state) for file, state in zip(self.entry.files, states, strict=True))


@lru_cache(8192)  # one letter often proves several things, and reading one takes longer than all else of its row
def cited_values(evidence: str | None) -> tuple[str | None, date | None, str | None]:
    """Return what could be read of the document that stands as evidence, in the order of ``DOCUMENT_NAMES``."""
    from coordplan.dates.cited_documents import parse_document  # its patterns take time, and a table wants none of it

    document = parse_document(evidence or "")
    return document.number or None, document.day, document.subject or None


def proof_words(file: ShownFile) -> str:
    """Return where a file lies, and what became of it since it was recorded."""
    return file.path if file.state is None else f"{file.path} ({_(STATE_WORDS[file.state])})"


def entry_words(entry: Entry, target: Target | None = None) -> str:
    """Return what was observed, in words; of a falling target what is left of it."""
    words = _(ENTRY_WORDS[entry.kind])
    if entry.kind == "percent" and entry.percent is not None:
        return write_percent(entry.percent)
    if entry.kind == "value" and entry.value is not None:
        if target is not None and is_falling(target):
            return write_value(entry.value, target)
        if target is not None and target.sums:
            return f"{'+' if entry.value >= 0 else ''}{write_number(entry.value)} {target.unit}".strip()
        return f"{words} {write_number(entry.value)}"
    if entry.kind == "extended":
        return _("extended to {day}").format(day=write_day(entry.due_on))
    return words


def taking_back_words(number: int | None) -> str:
    """Return by which change something was taken back; empty where it was not."""
    return "" if number is None else _("taken back by {number}").format(number=number)


def activity_by_name(activity: Activity) -> dict[str, Any]:
    """Return what an activity is defined as, under the names of JSON: all of them, of which a schema takes its own."""
    target = activity.target
    return {
        "id": activity.id,
        "plan": activity.plan,
        "title": activity.title,
        "contents": activity.contents,
        "lead": activity.lead,
        "partners": activity.partners,
        "every": activity.every,
        "due_day": activity.due_day,
        "due": activity.due_on,
        "ongoing": activity.ongoing,
        "start": activity.start_on,
        "until": activity.until_on,
        "deadline_text": activity.deadline_text or None,
        "output": activity.output or None,
        "target": target and bare(target.value),
        "unit": target and target.unit,
        "baseline": target and bare(target.baseline),
        "targets": {str(year): bare(value) for year, value in target.by_year} if target and target.by_year else None,
        "sums": target and target.sums,
        "weight": bare(activity.weight),
        "after": activity.after,
        "successors": dict(activity.successors),
        "note": activity.note or None,
        "amended": [_amendment_by_name(each) for each in activity.amended],
        "continues": activity.continues or None,
        "fields": activity.fields,
        "basis": activity.basis,
        "basis_documents": documents_by_name(activity.basis),
        "due_month": activity.due_month,
        "start_month": activity.start_month,
        "due_on": activity.due_days,
        "short": activity.short or None,
    }


def _amendment_by_name(amendment: Amendment) -> dict[str, Any]:
    """Return what an amendment names, under the names of the activity."""
    target = amendment.target
    values = {
        "from": amendment.from_on,
        "every": amendment.every,
        "due": amendment.due_on,
        "ongoing": amendment.ongoing or None,
        "due_day": amendment.due_day,
        "start": amendment.start_on,
        "until": amendment.until_on,
        "deadline_text": amendment.deadline_text or None,
        "target": target and bare(target.value),
        "targets": {str(year): bare(value) for year, value in target.by_year} if target and target.by_year else None,
        "unit": target and target.unit,
        "baseline": target and bare(target.baseline),
        "sums": (target and target.sums) or None,
        "weight": bare(amendment.weight),
        "basis": amendment.basis or None,
        "basis_documents": documents_by_name([amendment.basis]) if amendment.basis else None,
        "due_month": amendment.due_month,
        "start_month": amendment.start_month,
        "due_on": amendment.due_days or None,
    }
    return {name: value for name, value in values.items() if value is not None}


def documents_by_name(cited: Sequence[str]) -> list[dict[str, Any]]:
    """Return documents as they are cited with number and code, day and subject apart; null where it is not read."""
    from coordplan.dates.cited_documents import parse_document

    read = [parse_document(each) for each in cited]
    return [{"number": each.number or None, "day": each.day, "subject": each.subject or None} for each in read]
