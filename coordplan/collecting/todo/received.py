"""Files that departments sent back: where they lie, which of them were not taken in, and which rows of them wait."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from coordplan.collecting.returns.values import Answering
from coordplan.collecting.todo.values import Task
from coordplan.errors import CoordplanError
from coordplan.office_files.containers import read_bytes
from coordplan.seeing.opening import Reading
from coordplan.store.changes import find_change
from coordplan.store.correspondence import StoredReturn, stored_returns
from coordplan.text.language import in_language
from coordplan.text.language import translate as _
from coordplan.text.shell import path_from_here, quoted_word


class Received(NamedTuple):
    """The folders that returns are put into, as the shell takes them, and the files in each by their SHA-256."""

    folders: dict[str, dict[str, str]]

    @property
    def command(self) -> str:
        """The command that takes in what comes."""
        return f"coordplan collect {' '.join(self.folders)}"

    def path_of(self, stored: StoredReturn) -> str:
        """Return where the file of a return lies; where it is there no more, where it would."""
        for files in self.folders.values():
            if path := files.get(stored.head.file_digest):
                return quoted_word(path)
        return quoted_word(f"{next(iter(self.folders))}/{stored.head.file_name}")


def received_files(reading: Reading, named: Sequence[str], look: bool) -> Received:
    """Return the files in the folders that are named, else in the one beside the data file that is meant for them.

    None of them where nobody is to ``look``.
    """
    with in_language(reading.program.language):
        folders = list(map(Path, named)) or [reading.path.parent / _("returned")]
    return Received({quoted_word(path_from_here(each)): _files_in(each) if look else {} for each in folders})


def _files_in(folder: Path) -> dict[str, str]:
    files = {}
    for path in _workbooks_in(folder):
        with suppress(CoordplanError):  # it is locked, or too large: collecting says so
            files[hashlib.sha256(read_bytes(path)).hexdigest()] = Path(path_from_here(path)).as_posix()
    return files


def _workbooks_in(folder: Path) -> Iterator[Path]:
    try:
        found = sorted(folder.iterdir())
    except OSError:
        return
    yield from (each for each in found if each.suffix.lower() == ".xlsx" and each.name[:1] not in (".", "~"))


def files_to_collect(reading: Reading, received: Received) -> Iterator[Task]:
    """Yield for each folder the files in it that were not taken in, or are not decided on."""
    stored = stored_returns(reading.connection, reading.up_to_change)
    known = {each.head.file_digest for each in stored}
    for folder, files in received.folders.items():
        if news := tuple(path for digest, path in files.items() if digest not in known):
            yield Task("collect", f"coordplan collect {folder}", files=news)


def rows_that_wait(reading: Reading, period: str, expected: Iterable[Answering], received: Received) -> Iterator[Task]:
    """Yield of each body what is to be confirmed in its last return, and what is to be sent back for correction."""
    stored = {each.head.organization: each for each in stored_returns(reading.connection, reading.up_to_change, period)}
    copies = _("sent-back")
    with in_language(reading.program.language):
        confirm = _("please confirm: {doubt}").partition("{")[0]
    for each in expected:
        latest = stored.get(each.organization)
        wrong = [row for row in each.rows if row.wrong]
        if latest is None or not wrong:
            continue
        doubted = tuple(row.occurrence for row in wrong if confirm in row.fault)
        faulty = tuple(row.occurrence for row in wrong if confirm not in row.fault)
        path, day = received.path_of(latest), latest.head.received_on
        if doubted:
            sure = " ".join(f"--sure {id_}" for id_ in doubted)
            yield Task("confirm", f"coordplan collect {path} {sure}", period, (each.organization,), doubted, day=day)
        if faulty and not is_marked(reading, latest):
            command = f"coordplan collect {path} --mark-up {copies}"
            yield Task("send_back", command, period, (each.organization,), faulty, day=day)


def is_marked(reading: Reading, stored: StoredReturn) -> bool:
    """Say whether a copy with marks was made of a return when it was collected."""
    return "--mark-up" in find_change(reading.connection, stored.change).command
