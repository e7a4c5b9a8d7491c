"""Files of what is recorded, on their way to their place: never there before the record, and there soon after it.

An issued report's file is made beside its place first, then the report is recorded, then the file takes its place. A
note beside the coordplan file says which file waits for which record. Where the command died in between, the next one
puts the file in its place if it was recorded, and else takes it away.
"""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from coordplan.cli.placing import made_beside, place_of_file
from coordplan.cli.speaking import remark
from coordplan.file_names import leftover_of, leftovers_in, move, name_beside
from coordplan.text.language import translate as _


@contextmanager
def recorded_file(database: Path, path: Path, data: bytes) -> Iterator[Callable[[], Path]]:
    """Make a file beside its place; give what puts it there, to be called once it is on record."""
    place = place_of_file(path)
    note = name_beside(database.absolute(), "issued")
    said = {"place": str(place), "beside": str(name_beside(place, "issued")), "digest": sha256(data).hexdigest()}
    note.unlink(missing_ok=True)
    handle = os.open(note, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(json.dumps(said))
            file.flush()
            os.fsync(file.fileno())
        with made_beside(path, [data], "issued") as put_in_place:
            yield put_in_place
    finally:
        with suppress(OSError):
            note.unlink(missing_ok=True)


def finish_unplaced(database: Path) -> None:
    """Put in its place what a command that died had recorded and not put there; take away what it had not recorded."""
    database = database.absolute()
    for each in leftovers_in(database.parent):
        if each.kind == "issued" and each.name == database.name:
            try:
                said = json.loads(each.path.read_text(encoding="utf-8"))
                place, beside, digest = Path(said["place"]), Path(said["beside"]), str(said["digest"])
            except (OSError, ValueError, KeyError, TypeError):
                said = {}
            if not said or _finished(database, place, beside, digest):
                with suppress(OSError):
                    each.path.unlink(missing_ok=True)


def _finished(database: Path, place: Path, beside: Path, digest: str) -> bool:
    """Deal with one file; say whether there is nothing left to be done with it."""
    found = leftover_of(beside)
    if found is None or found.kind != "issued" or beside.parent != place.parent:
        return True  # another file is not touched, whatever a note says
    try:
        if sha256(beside.read_bytes()).hexdigest() == digest and (number := _recorded(database, digest)):
            move(beside, place)
            sentence = _("{path} is in its place: the file of report {number}, of a command that was stopped.")
            remark(sentence.format(path=place, number=number))
        else:
            beside.unlink()
    except FileNotFoundError:
        return True  # it took its place
    except OSError:
        remark(_("{path} is not in its place yet; it waits as {beside}.").format(path=place, beside=beside.name))
        return False
    return True


def _recorded(database: Path, digest: str) -> Any:
    """Return the number of the report whose file has this digest, None where there is none."""
    from coordplan.store.file import open_for_reading, translated_errors

    with closing(open_for_reading(database)) as connection, translated_errors(database):
        row = connection.execute(
            "SELECT id FROM reports WHERE ended_by IS NULL AND file_digest = ? ORDER BY id DESC", (digest,)
        ).fetchone()
    return None if row is None else row[0]
