"""Files that departments sent back: where they lie, which of them were not taken in, and which rows of them wait."""

import hashlib
import os
import shlex
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

from coordplan.collecting.requests import requests_in
from coordplan.collecting.returns.gather import copy_was_made
from coordplan.collecting.returns.values import Answering
from coordplan.collecting.todo.values import Task
from coordplan.errors import CoordplanError
from coordplan.model import ReturnRow
from coordplan.named_tuples import NamedTuple
from coordplan.office_files.containers import read_bytes
from coordplan.seeing.opening import Reading
from coordplan.store.changes import find_change
from coordplan.store.correspondence import StoredReturn, stored_returns
from coordplan.store.entries import entries_of
from coordplan.text.language import LANGUAGES, in_language, mark
from coordplan.text.language import translate as _
from coordplan.text.shell import path_from_here, quoted_word


class Received(NamedTuple):
    """The folders that returns are put into, as the shell takes them, and the files in each by their SHA-256."""

    folders: dict[str, dict[str, str]]
    copies: str  # the folder for copies with marks
    marked: tuple[str, ...]  # the names of those that are in it
    mailed: str = ""  # the option that drafts mails to go with them, where an address is known
    news: tuple[str, ...] = ()  # the files that were not taken in, or are not decided on
    is_there: bool = True  # whether there is a folder yet

    @property
    def first_folder(self) -> str:
        """The folder that what comes is put into, as the shell takes it."""
        return next(iter(self.folders))

    def has_news_of(self, period: str, each: Answering) -> bool:
        """Say whether a file that was not taken in bears the name of a body's form for a period, or of its last one."""
        names = {f"{period}_{each.organization}", Path(each.file).stem if each.file else ""} - {""}
        return any(Path(path).name.startswith(tuple(names)) for path in self.news)

    def command_of(self, paths: str) -> str:
        """Return the command that takes files in, with copies of what is to be corrected."""
        return f"coordplan collect {paths} --mark-up {self.copies}{self.mailed}"

    def path_of(self, stored: StoredReturn, command: str = "") -> str:
        """Return where the file of a return lies: in a folder for them, else where it came from, else where it may."""
        for files in self.folders.values():
            if path := files.get(stored.head.file_digest):
                return quoted_word(path)
        for named in _named_in(command):
            for place in (named, named / stored.head.file_name):
                if _digest(place) == stored.head.file_digest:
                    return quoted_word(place.as_posix())
        return f"{self.first_folder}/{quoted_word(stored.head.file_name)}"


class FilesBeside(NamedTuple):
    """What lies in the folders for returns and for copies, read before the data file is opened: nobody waits for it."""

    folders: dict[Path, dict[str, str]]
    marked: tuple[str, ...] = ()


def files_beside(path: Path, named: Sequence[str]) -> FilesBeside:
    """Return the files in the folders that are named, else in those beside the data file that are meant for them."""
    folders = list(map(Path, named)) or _beside(path, mark("returned"))
    marked = (copy.name for folder in _beside(path, mark("sent-back")) for copy in _workbooks_in(folder))
    return FilesBeside({folder: _files_in(folder) for folder in folders}, tuple(marked))


def _beside(path: Path, name: str) -> list[Path]:
    """Return the folders that are there beside a file under a name, in whichever language."""
    names = []
    for each in LANGUAGES:
        with in_language(each):
            names.append(_(name))
    return [folder for word in names if (folder := path.parent / word).is_dir()]


def received_files(reading: Reading, beside: FilesBeside) -> Received:
    """Return what came, as todo speaks of it; folders that are not there yet bear the program's words."""
    with in_language(reading.program.language):
        folders = beside.folders or {reading.path.parent / _("returned"): {}}
        copies = quoted_word(path_from_here(reading.path.parent / _("sent-back")))
    files = {quoted_word(path_from_here(folder)): found for folder, found in folders.items()}
    known = {each.head.file_digest for each in stored_returns(reading.connection, reading.up_to_change)}
    news = tuple(path for found in files.values() for digest, path in found.items() if digest not in known)
    mailed = mail_option(reading, reading.organizations)
    return Received(files, copies, beside.marked, mailed, news, bool(beside.folders))


def mail_option(reading: Reading, organizations: Iterable[str]) -> str:
    """Return the option that drafts mails, where an address of one of some bodies is known."""
    folder, known = _("mails"), reading.organizations
    return f" --mail {folder}" if any(known[id_].email for id_ in organizations if id_ in known) else ""


def _files_in(folder: Path) -> dict[str, str]:
    files = {}
    for path in _workbooks_in(folder):
        with suppress(CoordplanError):  # it is locked, or too large: collecting says so
            files[hashlib.sha256(read_bytes(path)).hexdigest()] = Path(path_from_here(path)).as_posix()
    return files


def _named_in(command: str) -> Iterator[Path]:
    """Yield what a line that was typed may name."""
    with suppress(ValueError):  # a quotation mark without another
        yield from map(Path, shlex.split(command, posix=os.name != "nt")[1:])


def _digest(path: Path) -> str:
    with suppress(CoordplanError, OSError):
        return hashlib.sha256(read_bytes(path)).hexdigest() if path.is_file() else ""
    return ""


def _workbooks_in(folder: Path) -> Iterator[Path]:
    try:
        found = sorted(folder.iterdir())
    except OSError:
        return
    yield from (each for each in found if each.suffix.lower() == ".xlsx" and each.name[:1] not in (".", "~"))


def files_to_collect(received: Received) -> Iterator[Task]:
    """Yield for each folder the files in it that were not taken in, or are not decided on.

    Beside others that came before they are named one by one: a corrected form lies beside the one that it replaces.
    """
    for folder, files in received.folders.items():
        if news := tuple(path for path in files.values() if path in received.news):
            paths = folder if len(news) == len(files) else " ".join(map(quoted_word, news))
            yield Task("collect", received.command_of(paths), files=news)


def rows_that_wait(reading: Reading, period: str, each: Answering, received: Received) -> Iterator[Task]:
    """Yield what is to be confirmed in the last return of a body, and what is to be sent back to it, or was."""
    returns = stored_returns(reading.connection, reading.up_to_change, period, reading.as_of)
    latest = next((one for one in reversed(returns) if one.head.organization == each.organization), None)
    wrong = [row for row in each.rows if row.wrong]
    if latest is None or not wrong:
        return
    with in_language(reading.program.language):
        confirm, ending = _("please confirm: {doubt}").partition("{")[0], _("to-correct")
    doubted = tuple(row.occurrence for row in wrong if confirm in row.fault)
    faulty = tuple(row.occurrence for row in wrong if confirm not in row.fault)
    command = find_change(reading.connection, latest.change).command
    path, day = received.path_of(latest, command), latest.head.received_on
    if doubted:
        sure = " ".join(f"--sure {id_}" for id_ in doubted)
        yield Task("confirm", f"coordplan collect {path} {sure}", period, (each.organization,), doubted, day=day)
    copy = f"{Path(latest.head.file_name).stem}_{ending}"
    if faulty and (copy_was_made(reading, latest) or any(name.startswith(copy) for name in received.marked)):
        yield Task("waiting", "", period, (each.organization,), faulty, day=day)
    elif faulty:
        yield Task("send_back", received.command_of(path), period, (each.organization,), faulty, day=day)


_ANSWERS = ("extended", "suspended", "resumed", "cancelled")  # kinds of entries that decide on what was asked for


def requests_to_answer(reading: Reading, period: str, due_days: Mapping[str, date | None]) -> Iterator[Task]:
    """Yield what bodies ask for in their returns of a period, each with the line that records it.

    ``due_days``: of what is open. What was decided on since they came is answered; what is refused has no line, and is
    asked for until the period is closed.
    """
    latest: dict[tuple[str, str], tuple[StoredReturn, ReturnRow]] = {}
    for stored in stored_returns(reading.connection, reading.up_to_change, period, reading.as_of):
        for row in stored.rows:
            latest[stored.head.organization, row.occurrence] = stored, row
    for (organization, id_), (stored, row) in latest.items():
        if id_ not in due_days or not (row.recommendations or row.difficulties):
            continue
        recorded = entries_of(reading.connection, id_, reading.up_to_change)
        if any(each.entry.kind in _ANSWERS and each.change.id > stored.change for each in recorded):
            continue
        day = stored.head.received_on
        for asked in requests_in(id_, row.recommendations, row.difficulties, due_days[id_], day):
            yield Task("request", asked.command, period, (organization,), (id_,), day=day, words=asked.sentence)
