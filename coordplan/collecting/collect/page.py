"""What became of the files that came back, as a page."""

from collections.abc import Iterator

from coordplan.collecting.collect.values import CollectedFile, CollectedRow, Collection, OursSince, Stands
from coordplan.paper.cells import Column, Page, Table, Tone, illustrative_sentence, lean, standing_words
from coordplan.text.language import mark
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day, write_number

OUTCOME_WORDS = {
    "accepted": mark("accepted"),
    "partly": mark("partly accepted"),
    "sent_back": mark("sent back"),
    "conflict": mark("undecided"),
    "known": mark("known already"),
    "refused": mark("refused"),
}
ROW_WORDS = {
    "taken_in": mark("taken in"),
    "held_back": mark("right, not taken in"),
    "unchanged": mark("known already"),
    "ours": mark("kept as it is here"),
    "sent_back": mark("sent back"),
    "conflict": mark("undecided"),
}
_TONES: dict[str, Tone] = {
    "accepted": "good",
    "partly": "warn",
    "sent_back": "bad",
    "refused": "bad",
    "conflict": "warn",
}


def collection_page(collection: Collection) -> Page:
    """Return a line for each file, and a row for each occurrence of which something is said: before and after."""
    sentences = [_sentence(file, collection) for file in collection.files]
    notes: list[tuple[str, Tone]] = [(words, "dim") for file in collection.files for words in _remarks(file)]
    if collection.dry_run:
        notes.append((_("Nothing was written (--dry-run)."), "strong"))
    elif collection.change is not None:
        notes.append((_("Change {number}.").format(number=collection.change), "strong"))
    else:
        notes.append((_("Nothing was written."), "strong"))
    tables = [table for file in collection.files if (table := _table(file)) is not None]
    return Page("", (*illustrative_sentence(collection.illustrative), *sentences), tuple(tables), tuple(notes))


def _sentence(file: CollectedFile, collection: Collection) -> tuple[str, Tone]:
    words = _(OUTCOME_WORDS[file.outcome])
    if file.outcome == "refused":
        return f"{file.name}: {words}", "bad"
    head = f"{file.name} ({file.title}, {file.period}): {words}"
    if file.outcome == "known":
        return _("{head}; it was taken in with change {number}.").format(head=head, number=file.known_change), ""
    counts = [
        (_("{n} taken in"), file.taken_in),
        (_("{n} known already"), file.count("unchanged")),
        (_("{n} kept as here"), file.count("ours")),
        (_("{n} sent back"), file.count("sent_back")),
        (_("{n} undecided"), file.count("conflict")),
        (_("{n} left blank"), sum(row.answer == "blank" for row in file.rows)),
        (_("{n} missing"), len(file.missing)),
        (_("{n} not due"), sum(row.answer == "not_due" for row in file.rows)),
    ]
    told = ", ".join(words.format(n=write_number(count)) for words, count in counts if count)
    sentence = f"{head}; {told}." if told else f"{head}."
    if file.marked:
        sentence += " " + _("With marks: {file}").format(file=file.marked)
    return sentence, _TONES.get(file.outcome, "")


def _remarks(file: CollectedFile) -> Iterator[str]:
    for remark in file.remarks:
        place = _("{file}, cell {place}").format(file=file.name, place=remark.place) if remark.place else file.name
        yield f"{place}: {remark.message}"
    if file.missing:
        yield _("{file}: not answered, their rows are gone: {ids}").format(file=file.name, ids=", ".join(file.missing))


def _table(file: CollectedFile) -> Table | None:
    """Return a row for each occurrence that was answered; None where nothing was."""
    columns = (
        Column("occurrence", _("Occurrence"), "code"),
        Column("title", _("Activity"), "text", 1),
        Column("before", _("Before")),
        Column("after", _("After")),
        Column("evidence", _("Evidence"), "text", 2),
        Column("outcome", _("Outcome")),
    )
    rows = []
    for row in file.rows:
        if row.outcome == "nothing":
            continue
        outcome = _(ROW_WORDS[row.outcome])
        before = stands_words(row.before) if row.before is not None else ""
        moves = row.after is not None and row.outcome in ("taken_in", "held_back")
        after = stands_words(row.after) if row.after is not None and moves else ""
        if row.ours:
            before = f"{before}; {ours_words(row)}"
            after = after or said_words(row)
        rows.append((row.occurrence, row.title, before, after, row.evidence, outcome))
    if not rows:
        return None
    return lean(Table(columns, rows, title=f"{file.title}, {file.period}", title_tone="strong"))


def stands_words(stands: Stands) -> str:
    """Return a standing in words, with how far it is, or the day it was done."""
    words = standing_words(stands.standing)
    if stands.done_on is not None:
        words = f"{words} ({write_day(stands.done_on)})"
    elif stands.standing in ("in_progress", "in_progress_overdue", "ongoing", "suspended"):
        words = f"{words}, {write_number(stands.percent)}%"
    if stands.value is not None:
        words += f", {write_number(stands.value)} {stands.unit}".rstrip()
    return words


def ours_words(row: CollectedRow) -> str:
    """Return what was recorded here after the form went out, or observed after the day that it shows."""
    return "; ".join(map(_ours, row.ours))


def _ours(ours: OursSince) -> str:
    form = (
        _("taken back here since: {words} on {day} ({by}, change {number})")
        if ours.taken_back
        else _("recorded here: {words} on {day} ({by}, change {number})")
    )
    return form.format(words=ours.words, day=write_day(ours.observed_on), by=ours.by, number=ours.change)


def said_words(row: CollectedRow) -> str:
    """Return what a form says of an occurrence."""
    parts = [word for word in row.said.split() if word != "done"]
    if "done" in row.said.split():
        parts.append(_("done on {day}").format(day=write_day(row.done_on)))
    return ", ".join(parts) or _("a document: {evidence}").format(evidence=row.evidence)


def conflict_words(row: CollectedRow) -> str:
    """Return both sides of a conflict."""
    return _("{ours}; the form says: {theirs}").format(ours=ours_words(row), theirs=said_words(row))
