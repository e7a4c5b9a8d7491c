"""The file that a copy or a dump holds, made beside the place that it is to take: brought up to date and checked."""

import sqlite3
from contextlib import closing
from pathlib import Path

from coordplan.errors import CoordplanError, FileDamaged, FileUnusable, UnreadableFile
from coordplan.store.checking.file_findings import first_with_place
from coordplan.store.copies.making import copy_pages, faults_of_copy
from coordplan.store.damage import begins_as_database
from coordplan.store.dumps.rebuilding import fill_from_dump, is_dump
from coordplan.store.file import open_for_reading, translated_errors
from coordplan.store.file_rights import make_private
from coordplan.store.format import FORMAT
from coordplan.store.migrations import upgrade_file
from coordplan.text.language import translate as _


def prepare_file(source: Path, target: Path) -> None:
    """Make the file that a copy or a dump holds, under a name that is free; it is of this format, and sound.

    Raises FileUnusable or UnreadableFile where the source is damaged, newer, or neither of the two.
    """
    if not source.is_file():
        raise FileUnusable(
            _("There is no file {path}.").format(path=source)
            if not source.exists()
            else _("{path} is not a file.").format(path=source),
            _("Name a copy (coordplan backup makes one) or a dump."),
        )
    if not (is_dump(source) or begins_as_database(source)):
        raise UnreadableFile(
            _("{path} is neither a copy nor a dump.").format(path=source),
            _("Nothing was written.") + " " + _("Name another: a copy (coordplan backup makes one) or a dump."),
        )
    make_private(target)
    with closing(sqlite3.connect(target, isolation_level=None)) as connection:
        if is_dump(source):
            with translated_errors(target):
                fill_from_dump(source, connection)
        else:
            try:
                copy_pages(source, connection, target.parent)
            except FileDamaged as error:  # whose way out is of the file in use
                raise UnreadableFile(error.sentence, _("Nothing was written. Name another copy.")) from error
    _refuse_faulty(source, target)
    with closing(open_for_reading(target, any_format=True)) as connection:
        older = connection.execute("PRAGMA user_version").fetchone()[0] < FORMAT
    if older:
        with translated_errors(target):
            upgrade_file(target, lambda: None)
        _refuse_faulty(source, target)


def _refuse_faulty(source: Path, made: Path) -> None:
    """Raise UnreadableFile where what was made of a copy or a dump is not sound."""
    try:
        with translated_errors(made), closing(open_for_reading(made, any_format=True)) as connection:
            faults = faults_of_copy(connection)
            fault = first_with_place(faults).sentence if faults else ""
    except CoordplanError as error:
        fault = error.sentence
    if fault:
        raise UnreadableFile(
            _("{path} is damaged: {fault}").format(path=source, fault=fault),
            _("Nothing was written. Name another copy."),
        )
