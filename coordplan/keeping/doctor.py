"""doctor: whether the file is sound, what is to be done where it is not, and putting right what is derived."""

import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any

import typer

from coordplan.cli.options import Output, OutputFormat, Width
from coordplan.cli.placing import clear_leftovers
from coordplan.cli.session import Session, local_moment
from coordplan.cli.working import working
from coordplan.named_tuples import NamedTuple
from coordplan.paper.cells import Column, Page, Tone, lean, table_of
from coordplan.paper.data import Data
from coordplan.seeing.answer import Answer, show_answer
from coordplan.store.checking.examining import Examination, examined
from coordplan.store.checking.file_findings import FileFinding
from coordplan.store.damage import way_back
from coordplan.store.file import translated_errors
from coordplan.store.finding import command_for
from coordplan.store.writer_note import note_path, who_writes
from coordplan.text.language import mark, translate_count
from coordplan.text.language import translate as _
from coordplan.text.shell import of_file
from coordplan.text.writing import write_number

NAMES = ("rule", "severity", "table", "row", "change", "sentence", "way_out", "repairable", "put_right")


class Diagnosis(NamedTuple):
    """What `coordplan doctor` says."""

    path: Path
    examination: Examination  # as the file is now
    put_right: tuple[FileFinding, ...] = ()

    @property
    def errors(self) -> int:
        return sum(not each.remark for each in self.examination.findings)

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The findings under their names in ``coordplan/doctor/1``, what is wrong first, then what was put right."""
        found = sorted(self.examination.findings, key=lambda each: each.remark)
        return [self._row(each, False) for each in found] + [self._row(each, True) for each in self.put_right]

    def _row(self, finding: FileFinding, put_right: bool) -> dict[str, Any]:
        values = (
            finding.rule,
            "remark" if finding.remark else "error",
            finding.table or None,
            finding.row,
            finding.change,
            finding.sentence,
            None if put_right else self._way_out(finding),
            finding.repairable,
            put_right,
        )
        return dict(zip(NAMES, values, strict=True))

    def _way_out(self, finding: FileFinding) -> str:
        if finding.way_out:
            return of_file(finding.way_out)
        if finding.repairable:
            return command_for(self.path, "doctor --repair")
        return way_back(self.path, self.examination.sound_copy).partition("\n")[2]


def doctor_command(
    ctx: typer.Context,
    repair: Annotated[
        bool, typer.Option("--repair", help=mark("Put right what is derived or left over; no recorded row is touched"))
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help=mark("Print nothing where all is well: for cron"))] = False,
    strict: Annotated[bool, typer.Option("--strict", help=mark("Exit with 1 for remarks too"))] = False,
    output_format: OutputFormat = None,
    output: Output = None,
    width: Width = None,
) -> int:
    session: Session = ctx.obj
    with working(_("Checking ...")):
        diagnosis = _diagnosis(session, session.path(), repair)
    code = int(bool(diagnosis.errors or (strict and diagnosis.examination.findings)))
    if quiet and code == 0:
        return 0
    answer = Answer(lambda: doctor_page(diagnosis), lambda: doctor_data(diagnosis), exit_code=code)
    return show_answer(session, answer, output_format, output, width)


def _diagnosis(session: Session, path: Path, repair: bool) -> Diagnosis:
    def look() -> Examination:
        return examined(path, session.today(), session.copies_of(path))

    before = look()
    if not repair or not any(each.repairable for each in before.findings):
        return Diagnosis(path, before)
    if any(each.rule == "leftovers" for each in before.findings):
        clear_leftovers(path.absolute().parent)
        if who_writes(path) is None:
            with suppress(OSError):
                note_path(path).unlink(missing_ok=True)
    after = before
    for _round in range(2):  # more may be found where the header is right again
        if any(each.repairable and each.rule != "leftovers" for each in after.findings):
            from coordplan.store.checking.repair import repair_file

            with translated_errors(path), suppress(sqlite3.DatabaseError):  # what stays is found again
                repair_file(path, after.findings)
        after = look()
    there = {(each.rule, each.sentence) for each in after.findings}
    gone = tuple(each for each in before.findings if each.repairable and (each.rule, each.sentence) not in there)
    return Diagnosis(path, after, gone)


def doctor_page(diagnosis: Diagnosis) -> Page:
    """Return whether the file is sound, then what is wrong, worth knowing, or was put right, a row each."""
    file = diagnosis.examination
    rows = diagnosis.rows
    if diagnosis.errors:
        sentence = translate_count(
            "{path} is damaged: {n} finding.", "{path} is damaged: {n} findings.", diagnosis.errors
        )
        if all(each.remark or each.repairable for each in file.findings):
            sentence = translate_count(
                "{path}: {n} finding; what was recorded is whole.",
                "{path}: {n} findings; what was recorded is whole.",
                diagnosis.errors,
            )
        sentence = sentence.format(path=diagnosis.path, n=write_number(diagnosis.errors))
    elif file.changes:
        sentence = _("{path} is sound: {changes} changes, the last one of {at}; all of it was checked.").format(
            path=diagnosis.path, changes=write_number(file.changes), at=local_moment(file.last_change_at)
        )
    else:
        sentence = _("{path} is sound; nothing was recorded in it yet.").format(path=diagnosis.path)
    tone: Tone = "bad" if diagnosis.errors else "good"
    columns = (
        Column("kind", _("Kind"), "remark", get=_kind_words),
        Column("table", _("Table"), "code", 2, get=lambda row: row["table"]),
        Column("row", _("Row"), "number", 2, get=lambda row: row["row"]),
        Column("finding", _("Finding"), "text", get=lambda row: row["sentence"]),
    )
    tables = (lean(table_of(columns, rows)),) if rows else ()
    # Below the table, each once: a command that stands in a cell is broken where it is pasted
    ways_out = dict.fromkeys(row["way_out"] for row in rows if row["way_out"])
    return Page(sentences=((sentence, tone),), tables=tables, notes=tuple((each, "") for each in ways_out))


def _kind_words(row: dict[str, Any]) -> str:
    if row["put_right"]:
        return _("put right")
    return _("error") if row["severity"] == "error" else _("remark")


def doctor_data(diagnosis: Diagnosis) -> Data:
    """Return ``coordplan/doctor/1``; in CSV a row for each finding."""
    file = diagnosis.examination
    return Data(
        "coordplan/doctor/1",
        {
            "file": str(diagnosis.path),
            "sound": diagnosis.errors == 0,
            "changes": file.changes,
            "last_change_at": file.last_change_at or None,
            "sound_copy": None if file.sound_copy is None else str(file.sound_copy),
            "findings": diagnosis.rows,
        },
        columns=NAMES,
        rows=diagnosis.rows,
    )
