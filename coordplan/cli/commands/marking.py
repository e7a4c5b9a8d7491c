"""mark, done, extend."""

import sqlite3
from datetime import date
from typing import Annotated, Any, NamedTuple

import typer

from coordplan.cli.asking import ask
from coordplan.cli.completing import complete_activity
from coordplan.cli.gather import unknown_activity
from coordplan.cli.options import By, Evidence, Note, On, Reason
from coordplan.cli.session import Session, day_of
from coordplan.cli.speaking import offer, say
from coordplan.errors import CoordplanError, Refused, UsageFault
from coordplan.model import OPEN, Activity, Entry, Program
from coordplan.progress import parse_progress, write_target
from coordplan.store import questions
from coordplan.store.changes import Writing, latest_change, writing
from coordplan.store.definitions import find_activity, frame
from coordplan.store.entries import add_entries, held_on
from coordplan.store.file import open_for_reading
from coordplan.store.questions import Question
from coordplan.tables.cells import standing_words
from coordplan.text.language import mark
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day, write_number

Id = Annotated[
    str | None, typer.Argument(metavar="ID", autocompletion=complete_activity, help=mark("Activity or occurrence"))
]


def mark_command(
    ctx: typer.Context,
    id_: Id = None,
    progress: Annotated[
        str | None,
        typer.Argument(
            metavar=mark("PROGRESS"), help=mark("60%, done, a value of the target, suspended, resumed, cancelled")
        ),
    ] = None,
    on: On = None,
    note: Note = "",
    evidence: Evidence = "",
    by: By = None,
    reason: Reason = "",
) -> None:
    session: Session = ctx.obj
    path = session.path()
    if id_ is None or progress is None:
        id_, progress, evidence = _answers(session, id_, progress, evidence)
    day = _observed_on(session, on)
    with writing(path, command=f"mark {id_} {progress}", by=session.by(by), now=session.now(), reason=reason) as change:
        marked = _mark(change, session, id_, progress, day, on is not None, note, evidence)
    say(marked + " " + _number(change))


def done_command(
    ctx: typer.Context,
    ids: Annotated[
        list[str],
        typer.Argument(metavar="ID", autocompletion=complete_activity, help=mark("Activities or occurrences")),
    ],
    on: On = None,
    note: Note = "",
    evidence: Evidence = "",
    by: By = None,
    reason: Reason = "",
) -> None:
    session: Session = ctx.obj
    day = _observed_on(session, on)
    command = f"done {' '.join(ids)}"
    with writing(session.path(), command=command, by=session.by(by), now=session.now(), reason=reason) as change:
        marked = [
            _mark(change, session, id_, "done", day, on is not None, note, evidence) for id_ in dict.fromkeys(ids)
        ]
    for sentence in marked:
        say(sentence)
    say(_number(change))


def extend_command(
    ctx: typer.Context,
    id_: Annotated[
        str, typer.Argument(metavar="ID", autocompletion=complete_activity, help=mark("Activity or occurrence"))
    ],
    due: Annotated[str, typer.Argument(metavar=mark("DATE"), help=mark("The new due date"))],
    evidence: Annotated[
        str,
        typer.Option(
            "--evidence", metavar=mark("TEXT"), help=mark("The document that grants it: number, date, subject")
        ),
    ],
    on: Annotated[
        str | None, typer.Option("--on", metavar=mark("DATE"), help=mark("The day it was granted (today)"))
    ] = None,
    note: Note = "",
    by: By = None,
    reason: Reason = "",
) -> None:
    session: Session = ctx.obj
    day, new_due = _observed_on(session, on), day_of(due, _("the new due date"))
    if not evidence.strip():
        raise UsageFault(
            _("--evidence is empty: an extension rests on a document."),
            _('For example: --evidence "12-CV/BTGTU, 5/6/2024"'),
        )
    with writing(
        session.path(), command=f"extend {id_} {due}", by=session.by(by), now=session.now(), reason=reason
    ) as change:
        found = _occurrence_meant(change.connection, id_, day)
        now = found.standing
        _refuse_before_program(found.program, day)
        if now["due_on"] is None:
            raise Refused(_("{id} is ongoing and has no due date to extend.").format(id=found.id))
        if now["standing"] in ("done_on_time", "done_late"):
            raise Refused(
                _("{id} was already done on {day}.").format(
                    id=found.id, day=write_day(date.fromisoformat(now["done_on"]))
                )
            )
        before = date.fromisoformat(now["due_on"])
        if new_due <= before:
            raise Refused(
                _("{new} is no extension: {id} is due on {due}.").format(
                    new=write_day(new_due), id=found.id, due=write_day(before)
                ),
                _(
                    "Name a later day; what was planned wrongly is put right with `coordplan edit {id} --due ...`."
                ).format(id=found.activity.id),
            )
        add_entries(change, [Entry(found.id, day, "extended", due_on=new_due, note=note, evidence=evidence.strip())])
    say(
        _("{id} ({title}): due {new} instead of {old}, granted on {day}.").format(
            id=found.id, title=found.activity.title, new=write_day(new_due), old=write_day(before), day=write_day(day)
        )
        + " "
        + _number(change)
    )


class Meant(NamedTuple):
    """The occurrence that an id means, and how it stands on the day in question."""

    id: str
    activity: Activity
    standing: sqlite3.Row
    program: Program


def _number(change: Writing) -> str:
    return _("Change {number}.").format(number=change.number)


def _observed_on(session: Session, on: str | None) -> date:
    today = session.today()
    day = today if on is None else day_of(on, "--on")
    if day > today:
        raise Refused(
            _("{day} is still to come; only what has been observed is recorded.").format(day=write_day(day)),
            _("Today is {today}; leave --on out, or name a day up to it.").format(today=write_day(today)),
        )
    return day


def _refuse_before_program(program: Program, day: date) -> None:
    if day < program.start_on:
        raise Refused(
            _("{day} is before the program, which begins on {start}.").format(
                day=write_day(day), start=write_day(program.start_on)
            ),
            _("See whether the year is right."),
        )


def _occurrence_meant(connection: sqlite3.Connection, wanted: str, day: date) -> Meant:
    """Return the occurrence of an id; of a recurring activity's plain id, its earliest open one on a day."""
    program = frame(connection).program
    found = find_activity(connection, wanted.partition("@")[0])
    if found is None or program is None:
        raise unknown_activity(connection, wanted)
    activity, retired_on = found
    question = Question(day, latest_change(connection), activity=activity.id)
    rows = questions.standings_of(connection, question)
    if retired_on is not None and retired_on <= day:
        raise Refused(
            _("{id} was retired on {day}.").format(id=activity.id, day=write_day(retired_on)),
            _("`coordplan log {id}` says why; `coordplan undo` takes it back.").format(id=activity.id),
        )
    if "@" in wanted:
        for row in rows:
            if row["id"] == wanted:
                return Meant(wanted, activity, row, program)
        raise Refused(
            _("{activity} has no occurrence {id}.").format(activity=activity.id, id=wanted),
            _("It has: {ids}").format(
                ids=", ".join(row["id"] for row in rows[:12]) + (" ..." if len(rows) > 12 else "")
            ),
        )
    if activity.every is None and rows:
        return Meant(rows[0]["id"], activity, rows[0], program)
    for row in rows:
        if row["standing"] in OPEN:
            return Meant(row["id"], activity, row, program)
    raise Refused(
        _("{id} has no open occurrence on {day}.").format(id=activity.id, day=write_day(day)),
        _("Name the one you mean, for example {example}; `coordplan show {id}` lists them.").format(
            example=rows[-1]["id"] if rows else f"{activity.id}@2024-Q2", id=activity.id
        ),
    )


def _mark(
    change: Writing,
    session: Session,
    id_: str,
    text: str,
    day: date,
    day_given: bool,
    note: str,
    evidence: str,
) -> str:
    """Record one observation and return the sentence that says so."""
    connection = change.connection
    found = _occurrence_meant(connection, id_, day)
    _refuse_before_program(found.program, day)
    progress = parse_progress(text, found.activity.target)
    already_done = found.standing["done_on"] is not None and found.standing["standing"].startswith("done")
    if progress.kind == "done" and already_done and not day_given:
        # A document that arrives later must not make the work late
        day = date.fromisoformat(found.standing["done_on"])
        if not note and not evidence:
            raise Refused(
                _("{id} was already done on {day}.").format(id=found.id, day=write_day(day)),
                _("To correct the day, name it with --on; to add its document, give --evidence."),
            )
    _refuse_where_held(connection, found, progress.kind, day)
    before = found.standing
    add_entries(change, [Entry(found.id, day, progress.kind, progress.percent, progress.value, None, note, evidence)])
    question = Question(day, change.number, activity=found.activity.id)
    after = next(row for row in questions.standings_of(connection, question) if row["id"] == found.id)
    parts = [
        f"{found.id} ({found.activity.title}):",
        _("{now} on {day}").format(now=_in_words(after), day=write_day(day)) + ",",
        _("before: {before}.").format(before=_in_words(before)),
    ]
    if progress.kind == "value" and found.activity.target is not None:
        assert progress.value is not None
        parts.append(
            _("{value} of {target}.").format(
                value=write_number(progress.value), target=write_target(found.activity.target)
            )
        )
    today = session.today()
    latest = next(
        row for row in questions.standings_of(connection, question._replace(as_of=today)) if row["id"] == found.id
    )
    if day < today and (latest["standing"], latest["percent"]) != (after["standing"], after["percent"]):
        parts.append(_("Today it stands otherwise: {now}.").format(now=_in_words(latest)))
    return " ".join(parts)


def _in_words(row: Any) -> str:
    words = standing_words(row["standing"])
    if row["standing"] in ("in_progress", "in_progress_overdue", "ongoing", "suspended"):
        return f"{words}, {write_number(row['percent'])}%"
    return words


def _refuse_where_held(connection: sqlite3.Connection, found: Meant, kind: str, day: date) -> None:
    held = held_on(connection, found.id, day)
    if held is None:
        if kind == "resumed":
            raise Refused(
                _("{id} is neither suspended nor cancelled on {day}.").format(id=found.id, day=write_day(day))
            )
        return
    since = write_day(date.fromisoformat(held[1]))
    if kind == held[0] or kind not in ("resumed", "suspended", "cancelled"):
        sentence = (
            _("{id} has been suspended since {day}.") if held[0] == "suspended" else _("{id} was cancelled on {day}.")
        )
        raise Refused(
            sentence.format(id=found.id, day=since),
            _("First: coordplan mark {id} resumed").format(id=found.id),
        )


def _answers(session: Session, id_: str | None, progress: str | None, evidence: str) -> tuple[str, str, str]:
    """Ask at a terminal for what was left out; raise UsageFault where nobody is there to answer."""
    if not session.at_terminal():
        raise UsageFault(
            _("ID and PROGRESS are missing.") if id_ is None else _("PROGRESS is missing."),
            _("For example: coordplan mark gddt-04 60%"),
        )
    connection = open_for_reading(session.path())
    try:
        today = session.today()
        if id_ is None:
            question = Question(today, latest_change(connection), standings=OPEN)
            rows = questions.soonest(connection, question, 15)
            choices: list[tuple[str, str, str]] = [
                (row["id"], write_day(date.fromisoformat(row["due_on"])), row["title"]) for row in rows
            ]

            def known(word: str) -> str:
                if word.isdigit() and 1 <= int(word) <= len(choices):
                    return choices[int(word) - 1][0]
                return _occurrence_meant(connection, word, today).id

            offer(choices)
            id_ = ask(_("Which one (number or id)"), known)
        found = _occurrence_meant(connection, id_, today)
        target = found.activity.target

        def understood(word: str) -> str:
            if not word:
                raise CoordplanError(
                    _("Write 60%, done, suspended, resumed, cancelled, or the value reached as a number.")
                )
            parse_progress(word, target)
            return word

        shown = f" ({write_target(target)})" if target else ""
        if progress is None:
            progress = ask(_("Progress: 60%, done, ...") + shown, understood)
        if not evidence and parse_progress(progress, target).kind == "done":
            evidence = ask(_("Evidence (number, date, subject; Enter for none)"), lambda word: word)
    finally:
        connection.close()
    return id_, progress, evidence
