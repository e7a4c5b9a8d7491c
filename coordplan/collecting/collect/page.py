"""What became of the files that came back, as a page, for programs, and as problems."""

from collections.abc import Iterator

from coordplan.collecting.collect.answers_beside import quoted
from coordplan.collecting.collect.own_marks import open_way_out
from coordplan.collecting.collect.values import CollectedFile, Collection, OursSince, ReturnedRow, ShortStanding
from coordplan.errors import Problem, write_problem
from coordplan.paper.cells import Column, Page, Table, Tone, illustrative_sentence, lean, table_of
from coordplan.paper.data import Data
from coordplan.progress import value_remark
from coordplan.text.language import mark
from coordplan.text.language import translate as _
from coordplan.text.writing import standing_words, write_day, write_number, write_percent

OUTCOME_WORDS = {
    "accepted": mark("accepted"),
    "partly": mark("partly accepted"),
    "blank": mark("left blank"),
    "sent_back": mark("sent back"),
    "conflict": mark("undecided"),
    "doubted": mark("to be confirmed"),
    "known": mark("already known"),
    "refused": mark("refused"),
}
ROW_WORDS = {
    "taken_in": mark("taken in"),
    "held_back": mark("right, not taken in"),
    "unchanged": mark("already known"),
    "ours": mark("kept as it is here"),
    "sent_back": mark("sent back"),
    "conflict": mark("undecided"),
    "doubted": mark("to be confirmed"),
}
_TONES: dict[str, Tone] = {
    "accepted": "good",
    "partly": "warn",
    "blank": "warn",
    "sent_back": "bad",
    "refused": "bad",
    "conflict": "warn",
    "doubted": "warn",
}


def collection_page(collection: Collection) -> Page:
    """Return a line for each file, and a row for each occurrence of which something is said: before and after."""
    sentences = [_sentence(file) for file in collection.files]
    notes: list[tuple[str, Tone]] = [(words, "dim") for file in collection.files for words in _remarks(file)]
    if collection.dry_run:
        notes.append((_("Nothing was written (--dry-run)."), "strong"))
    elif collection.change is not None:
        notes.append((_("Change {number}.").format(number=collection.change), "strong"))
    else:
        notes.append((_("Nothing was written."), "strong"))
    tables = [table for file in collection.files for table in (_table(file), _words_table(file)) if table is not None]
    asked = [request for file in collection.files for row in file.rows for request in row.requests]
    if asked:
        notes.append((_("Asked for, to be recorded once a document grants it:"), "strong"))
        for each in asked:
            notes += [(f"{each.sentence}: {quoted(each.words)}", ""), (f"  {each.command}", "strong")]
    return Page("", (*illustrative_sentence(collection.illustrative), *sentences), tuple(tables), tuple(notes))


def _sentence(file: CollectedFile) -> tuple[str, Tone]:
    words = _(OUTCOME_WORDS[file.outcome])
    if file.outcome == "refused":
        return f"{file.name}: {words}", "bad"
    head = f"{file.name} ({file.title}, {file.period}): {words}"
    if file.outcome == "known":
        sentence = (
            _("{head}; it came with change {number} ({by}), and another file here takes its place.")
            if file.replaced
            else _("{head}; it was taken in with change {number} ({by}).")
        )
        return sentence.format(head=head, number=file.known_change, by=file.known_by), ""
    counts = [
        (_("{n} taken in"), file.taken_in),
        (_("{n} already known"), file.count("unchanged")),
        (_("{n} kept as here"), file.count("ours")),
        (_("{n} sent back"), file.count("sent_back")),
        (_("{n} undecided"), file.count("conflict")),
        (_("{n} to be confirmed"), file.count("doubted")),
        (_("{n} left blank"), sum(row.answer == "blank" for row in file.rows)),
        (_("{n} missing"), len(file.missing)),
        (_("{n} not due"), sum(row.answer == "not_due" for row in file.rows)),
    ]
    parts = ", ".join(words.format(n=write_number(count)) for words, count in counts if count)
    sentence = f"{head}; {parts}." if parts else f"{head}."
    if contact := ", ".join(filter(None, (file.contact.answered_by, file.contact.telephone))):
        sentence += " " + _("Filled in by {contact}.").format(contact=contact)
    if file.marked:
        sentence += " " + _("With marks: {file}, with a letter: {letter}").format(file=file.marked, letter=file.letter)
    if file.drafted:
        sentence += " " + _("As a mail: {file}").format(file=file.drafted)
    return sentence, _TONES.get(file.outcome, "")


def _remarks(file: CollectedFile) -> Iterator[str]:
    for remark in file.remarks:
        yield write_problem(remark._replace(source=file.name))
    if file.missing:
        yield _("{file}: not answered, their rows are gone: {ids}").format(file=file.name, ids=", ".join(file.missing))


def _table(file: CollectedFile) -> Table | None:
    """Return a row for each occurrence that was answered; None where nothing was."""
    columns = (
        Column("occurrence", _("Occurrence"), "code"),
        Column("title", _("Activity"), "text", 1),
        Column("before", _("Before"), get=_before_words),
        Column("after", _("After"), get=_after_words),
        Column("evidence", _("Evidence"), "text", 2),
        Column("outcome", _("Outcome"), get=lambda row: _(ROW_WORDS[row.outcome])),
    )
    rows = [row for row in file.rows if row.outcome != "nothing"]
    if not rows:
        return None
    return lean(table_of(columns, rows, title=f"{file.title}, {file.period}", title_tone="strong"))


def _words_table(file: CollectedFile) -> Table | None:
    """Return what the body says stands in the way, and what it asks for; None where it says nothing."""
    columns = (
        Column("occurrence", _("Occurrence"), "code"),
        Column("difficulties", _("Difficulties"), "text"),
        Column("recommendations", _("Recommendations"), "text"),
    )
    rows = [row for row in file.rows if row.difficulties or row.recommendations]
    if not rows:
        return None
    title = _("{body}, {period}: difficulties and recommendations").format(body=file.title, period=file.period)
    return lean(table_of(columns, rows, title=title, title_tone="strong"))


def _before_words(row: ReturnedRow) -> str:
    words = _standing(row.before)
    return f"{words}; {ours_words(row)}" if row.ours else words


def _after_words(row: ReturnedRow) -> str:
    words = _standing(row.after) if row.outcome in ("taken_in", "held_back", "doubted") else ""
    return words or (said_words(row) if row.ours else "")


def _standing(standing: ShortStanding | None) -> str:
    """Return a standing in words, with how far it is, or the day it was done."""
    if standing is None:
        return ""
    words = standing_words(standing.standing)
    if standing.done_on is not None:
        words = f"{words} ({write_day(standing.done_on)})"
    elif standing.standing in ("in_progress", "in_progress_overdue", "ongoing", "suspended"):
        words = f"{words}, {write_percent(standing.percent)}"
    remark = value_remark(standing.done_on is not None, standing.value, standing.target)
    if remark:
        return f"{words}; {remark}"
    if standing.value is not None:
        unit = "" if standing.target is None else standing.target.unit
        words += f", {write_number(standing.value)} {unit}".rstrip()
    return words


def ours_words(row: ReturnedRow) -> str:
    """Return what was recorded here after the form went out, or observed after the day that it shows."""
    return "; ".join(map(_ours, row.ours))


def _ours(ours: OursSince) -> str:
    if ours.own_form is not None:
        form = _("its own answer in {file}, its form for {period}: {words} on {day} (change {number})")
        if ours.taken_back:
            form = _("its own answer in {file}, its form for {period}, taken back: {words} on {day} (change {number})")
        names = {"file": ours.own_file, "period": ours.own_form}
        return form.format(words=ours.words, day=write_day(ours.observed_on), number=ours.change, **names)
    form = (
        _("taken back here since: {words} on {day} ({by}, change {number})")
        if ours.taken_back
        else _("recorded here: {words} on {day} ({by}, change {number})")
    )
    return form.format(words=ours.words, day=write_day(ours.observed_on), by=ours.by, number=ours.change)


def said_words(row: ReturnedRow) -> str:
    """Return what a form says of an occurrence."""
    parts = [word for word in row.said.split() if word != "done"]
    if "done" in row.said.split():
        parts.append(_("done on {day}").format(day=write_day(row.done_on)))
    return ", ".join(parts) or _("a document: {evidence}").format(evidence=row.evidence)


def problems_of(file: CollectedFile) -> Iterator[Problem]:
    """Yield what is wrong with a file, cell by cell, and what has to be decided."""
    for fault in file.faults:
        message = fault.message.removeprefix(f"{file.name}: ").removeprefix(f"{file.name} ")
        yield fault._replace(source=file.name, message=message)
    for doubt in file.doubts:
        id_ = doubt.occurrence
        meant = _("What is meant: --sure {id}, or --sure all.").format(id=id_)
        message = _("to be confirmed: {id}: {doubt}").format(id=id_, doubt=doubt.message)
        yield doubt._replace(source=file.name, message=message, remedy=f"{open_way_out(doubt)} {meant}".strip())
    if file.outcome == "conflict":
        for row in file.rows:
            if row.outcome == "conflict":
                both = _("{ours}; the form says: {theirs}").format(ours=ours_words(row), theirs=said_words(row))
                way_out = _("Decide with --ours or --theirs.")
                yield Problem(f"{file.name}: {row.occurrence}", 0, 0, "conflict", both, way_out)


def collection_data(collection: Collection) -> Data:
    """Return ``coordplan/collect/1``; in CSV a row for each occurrence, or for a file of which none could be read."""
    columns = ["file", "period", "organization", "file_outcome", "occurrence", "answer", "outcome", "said", "done_on"]
    columns += ["evidence", "difficulties", "recommendations", "before", "after"]
    rows = []
    for file in collection.files:
        head = file.by_name() | {"file_outcome": file.outcome}
        for row in file.rows:
            standings = {"before": row.before and row.before.standing, "after": row.after and row.after.standing}
            rows.append(head | row.by_name() | standings)
        if not file.rows:
            rows.append(dict.fromkeys(columns) | {name: head[name] for name in columns[:4]})
    return Data("coordplan/collect/1", collection._asdict(), columns=columns, rows=rows)
