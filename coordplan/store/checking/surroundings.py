"""What lies around the rows: the journal, the calendar, the last copy, what dead processes left behind."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from sqlite3 import Connection

from coordplan.dates.workdays import years_without_days_off
from coordplan.file_names import leftovers_in
from coordplan.model import ProofFile
from coordplan.store.checking.file_findings import FileFinding
from coordplan.store.copies.copy_place import CopyPlace
from coordplan.store.definitions import calendar
from coordplan.store.door.proof_files import proof_state
from coordplan.store.finding import command_for
from coordplan.store.format import FORMAT
from coordplan.store.lookalikes import surprises_of
from coordplan.store.schema import ENTRIES
from coordplan.store.writer_note import note_path, who_writes
from coordplan.text.language import translate as _
from coordplan.text.language import translate_count
from coordplan.text.shell import path_from_here
from coordplan.text.writing import write_day

DAYS_WITHOUT_COPY = 7


def journal_findings(connection: Connection) -> Iterator[FileFinding]:
    """Yield that another program set the file's journal to one that leaves files beside it at every reading."""
    mode = connection.execute("PRAGMA journal_mode").fetchone()[0]
    if mode == "wal":
        sentence = _("Another program set the journal to {mode}: reading leaves files beside this one.")
        yield FileFinding(
            "journal", sentence.format(mode=mode.upper()), remark=True, repairable=True, moves_figures=False
        )


def place_findings(path: Path) -> Iterator[FileFinding]:
    """Yield what is worth knowing of where the file lies."""
    for each in surprises_of(path):
        yield FileFinding(each.rule, each.sentence, remark=True, moves_figures=False, way_out=each.way_out)


def calendar_findings(connection: Connection, today: date) -> Iterator[FileFinding]:
    """Yield the years of the program, and the coming one, of which no day off is known."""
    program = connection.execute("SELECT start_on, until_on FROM programs WHERE ended_by IS NULL").fetchone()
    if program is None:
        return
    first, last = (date.fromisoformat(day).year for day in program)
    if missing := years_without_days_off(calendar(connection), {*range(first, last + 1), today.year + 1}):
        sentence = _("No days off are known for {years}: Tết and holidays count there as working days.")
        yield FileFinding(
            "calendar",
            sentence.format(years=", ".join(map(str, missing))),
            "calendar_days",
            remark=True,
            moves_figures=False,
            way_out=_("Add them to calendar.yaml and load it: coordplan load plans"),
        )


def copy_findings(connection: Connection, place: CopyPlace) -> Iterator[FileFinding]:
    """Yield that the last copy is older than the last change by more than a week, or that there is none."""
    row = connection.execute("SELECT at FROM changes ORDER BY id DESC LIMIT 1").fetchone()
    if row is None:
        return
    today, copies = place.at.date(), place.copies()
    if not copies:
        sentence = _("There is no copy of the file in {folder}.").format(folder=path_from_here(place.folder))
    else:
        last = max(copies, key=lambda copy: (copy.day, copy.time))
        days = (today - last.day).days
        number = connection.execute("SELECT max(id) FROM changes").fetchone()[0]
        if days <= DAYS_WITHOUT_COPY or last.change >= number:
            return
        sentence = translate_count(
            "The last copy is of {day}, {n} day ago; the file was written to since.",
            "The last copy is of {day}, {n} days ago; the file was written to since.",
            days,
        ).format(day=write_day(last.day), n=days)
    yield FileFinding(
        "backup",
        sentence,
        remark=True,
        moves_figures=False,
        way_out=_("Make one: {command}").format(command="coordplan backup"),
    )


def recorded_files(connection: Connection, after_change: int = 0) -> list[ProofFile]:
    """Return the files that entries rest on which are in force, each once; those recorded after a change."""
    rows = connection.execute(
        "SELECT * FROM entries WHERE files IS NOT NULL AND ended_by IS NULL AND added_by > ? ORDER BY id",
        (after_change,),
    )
    return list(dict.fromkeys(file for row in rows for file in ENTRIES.value_of(row).files))


def evidence_findings(connection: Connection, path: Path) -> Iterator[FileFinding]:
    """Yield the files that prove what is recorded and are not there any more, or not as they were.

    Those that were recorded for the same day later take the place of the ones before.
    """
    rows = connection.execute(
        """
        SELECT *
        FROM entries AS e
        WHERE files IS NOT NULL AND ended_by IS NULL
          AND NOT EXISTS (
              SELECT 1
              FROM entries AS later
              WHERE later.occurrence_id = e.occurrence_id AND later.observed_on = e.observed_on
                AND later.files IS NOT NULL AND later.ended_by IS NULL
                AND (later.recorded, later.id) > (e.recorded, e.id)
          )
        ORDER BY occurrence_id, observed_on, id"""
    )
    for row in rows:
        for file in ENTRIES.value_of(row).files:
            state = proof_state(file, path)
            if state == "same":
                continue
            sentence = (
                _("{file}, which proves {id}, is not as it was when it was recorded.")
                if state == "changed"
                else _("{file}, which proves {id}, is not found.")
            )
            yield FileFinding(
                "evidence",
                sentence.format(file=file.path, id=row["occurrence_id"]),
                "entries",
                row["row"],
                row["added_by"],
                remark=True,
                moves_figures=False,
                way_out=_(
                    "Put back the file that was recorded, or record the fact again with another one: --on {day} --file"
                ).format(day=write_day(date.fromisoformat(row["observed_on"]))),
            )


def format_findings(connection: Connection, path: Path) -> Iterator[FileFinding]:
    """Yield that a file is of an earlier format, of which not all can be checked."""
    if connection.execute("PRAGMA user_version").fetchone()[0] < FORMAT:
        yield FileFinding(
            "format",
            _("The file is of an earlier format, without digests: its rows cannot be checked."),
            remark=True,
            moves_figures=False,
            way_out=_("It is brought up to date, with a copy made first: {command}").format(
                command=command_for(path, "init")
            ),
        )


def leftover_findings(path: Path) -> Iterator[FileFinding]:
    """Yield the files that processes left behind which are gone, a note of who writes too."""
    for each in leftovers_in(path.absolute().parent):
        if each.kind != "issued":  # it waits for its report to be recorded
            yield _left_behind(each.path.name)
    if note_path(path).is_file() and who_writes(path) is None:
        yield _left_behind(note_path(path).name)


def _left_behind(name: str) -> FileFinding:
    sentence = _("{name} was left behind by a process that is gone.")
    return FileFinding("leftovers", sentence.format(name=name), remark=True, repairable=True, moves_figures=False)
