"""Asks several files the same question, one after the other.

A file that cannot be read does not stop the others; of copies of one file the newest counts. What a name means is each
file's own affair: an id that only some files have narrows those, one that none has is refused.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from coordplan.cli.net import failure_of, show_frames
from coordplan.cli.session import Session
from coordplan.cli.working import working
from coordplan.errors import CoordplanError, FileUnusable, IdKind, NothingHere, UnknownId, UsageFault
from coordplan.named_tuples import NamedTuple
from coordplan.seeing.filters import KINDS_OF_NAMES, Filters, find_id, things_named
from coordplan.seeing.office import office_of
from coordplan.seeing.opening import Reading, reading
from coordplan.seeing.several.carried_over import ProgramFile, counted_elsewhere, program_file
from coordplan.seeing.several.values import CarriedOver, FileCopy, FilesAsked, OfficeFile, UnreadFile
from coordplan.store.changes import change_number
from coordplan.store.file import open_for_reading
from coordplan.store.finding import FileMarks, file_marks, files_below, has_change, is_folder
from coordplan.store.format import NAME
from coordplan.text.language import translate as _

Part = TypeVar("Part")
_Name = tuple[IdKind, str]  # as typed
_Titles = Mapping[IdKind, Mapping[str, str]]


class _NamedFile(NamedTuple):
    """A file as it was named or found."""

    path: Path
    name: str  # as it was named, or the folder that was named and where it lies below it
    label: str  # how a table calls it


class _AskedFile(NamedTuple, Generic[Part]):
    """What one file says, and what tells it from the others."""

    file: OfficeFile
    named: _NamedFile
    part: Part | None = None  # None: it has nothing of what is asked for
    marks: FileMarks = FileMarks()
    known: frozenset[_Name] = frozenset()  # which of the names asked for it has
    titles: _Titles = MappingProxyType({})
    nothing: NothingHere | None = None  # why it has nothing
    program: ProgramFile | None = None  # None: it holds none


def ask_files(
    session: Session,
    as_of: str | None,
    known_at: str | None,
    filters: Filters,
    ask: Callable[[Reading, Filters], Part],
) -> FilesAsked[Part]:
    """Return what each of the session's files says.

    Raises UsageFault where a change is named (each file has its own numbers), UnknownId for a name that no file has,
    NothingHere where no file has anything of what is asked for, FileUnusable where none can be read.
    """
    _refuse_change_number(known_at)
    day = session.day(as_of, "--as-of")
    as_of = day.isoformat()  # one day for all of them: each by itself might have another today
    named, same, unread = _files_named(session.several)
    found: list[_AskedFile[Part]] = []
    with working(_("Reading the files ...")):
        for each in named:
            try:
                found.append(_ask_file(session, each, as_of, known_at, filters, ask))
            except UsageFault:
                raise
            except Exception as error:  # of whatever kind: it does not stop the others
                unread.append(_unread(each, error))
    if not found:
        raise _none_read(unread)
    answered, copies = _without_copies(found)
    programs = [each.program for each in answered]
    elsewhere = counted_elsewhere(programs, day)
    for number, other in enumerate(elsewhere):
        if other.ids or other.has_predecessor:
            narrowed = filters._replace(
                elsewhere=lambda day, number=number: counted_elsewhere(programs, day)[number].ids,  # type: ignore[misc]
                this_file_alone=other.has_predecessor,
            )
            answered[number] = _ask_file(session, answered[number].named, as_of, known_at, narrowed, ask)
    if not unread:
        _refuse_unknown(filters, answered)
    if all(each.nothing is not None for each in answered) and answered[0].nothing is not None:
        raise answered[0].nothing
    return FilesAsked(
        day,
        tuple((each.file, each.part) for each in answered),
        (*same, *copies),
        tuple(unread),
        tuple(
            CarriedOver(
                each.file.file, each.file.label, tuple(answered[into].file.label for into in other.into), other.ids
            )
            for each, other in zip(answered, elsewhere, strict=True)
            if other.ids
        ),
    )


def _refuse_change_number(known_at: str | None) -> None:
    if known_at is not None and change_number(known_at) is not None:
        raise UsageFault(
            _("--known-at: {text} is the number of a change, and each file has numbers of its own.").format(
                text=known_at
            ),
            _("With several files, name a day or a moment: --known-at 2024-06-30 or --known-at 2024-06-30T17:00"),
        )


def _files_named(names: Sequence[str]) -> tuple[list[_NamedFile], list[FileCopy], list[UnreadFile]]:
    """Return the files that are named or lie below a folder, each once; those named again; what cannot be looked into.

    A table calls a file that was found by its folder below the one that was named, where that tells it from the others.
    """
    found: dict[object, _NamedFile] = {}
    same: list[FileCopy] = []
    unread: list[UnreadFile] = []
    for name in names:
        below = [_NamedFile(Path(name), name, name)]
        if is_folder(name):
            below = [_found_below(name, path) for path in files_below(Path(name), partial(_unread_folder, unread))]
            if not below:
                sentence = _("There is no {name} in {folder} or below it.").format(name=NAME, folder=name)
                unread.append(UnreadFile(name, sentence, _("Name another folder, or a file: --db PATH")))
        for each in below:
            first = found.setdefault(_identity(each.path), each)
            if first is not each:
                same.append(FileCopy(each.name, each.label, first.name, first.label, "", parted=False))
    labels = Counter(each.label for each in found.values())
    files = [each if labels[each.label] == 1 else each._replace(label=each.name) for each in found.values()]
    return files, same, unread


def _found_below(folder: str, path: Path) -> _NamedFile:
    below = path.relative_to(folder).parent.as_posix()
    return _NamedFile(path, path.as_posix(), NAME if below == "." else below)


def _unread_folder(unread: list[UnreadFile], error: OSError) -> None:
    unread.append(_unread(_NamedFile(Path(error.filename), str(error.filename), ""), error))


def _identity(path: Path) -> object:
    """Return what is the same for two names of one file."""
    try:
        status = path.stat()
    except OSError:
        return path
    return (status.st_dev, status.st_ino)


def _ask_file(
    session: Session,
    named: _NamedFile,
    as_of: str | None,
    known_at: str | None,
    filters: Filters,
    ask: Callable[[Reading, Filters], Part],
) -> _AskedFile[Part]:
    try:
        with reading(session.of_file(named.path), as_of, known_at) as opened:
            file = OfficeFile(
                file=named.name,
                label=named.label,
                office=office_of(opened),
                program=opened.program.id,
                title=opened.program.title,
                known_at=opened.known_at,
                illustrative=opened.illustrative,
            )
            narrowed, known, titles = _narrowed(filters, opened)
            asked: _AskedFile[Part] = _AskedFile(
                file, named, None, file_marks(opened.connection), known, titles, program=program_file(opened)
            )
            try:
                return asked if narrowed is None else asked._replace(part=ask(opened, narrowed))
            except NothingHere as error:
                return asked._replace(nothing=error)
    except NothingHere as error:  # it held no program yet
        return _AskedFile(OfficeFile(named.name, named.label, "", "", "", ""), named, nothing=error)


def _narrowed(filters: Filters, opened: Reading) -> tuple[Filters | None, frozenset[_Name], _Titles]:
    """Return the filters with the names that a file has (None: of one kind it has none), these names, its titles."""
    known: set[_Name] = set()
    titles: dict[IdKind, Mapping[str, str]] = {}
    narrowed: Filters | None = filters
    for field, kind in KINDS_OF_NAMES.items():
        names = getattr(filters, field)
        if not names:
            continue
        things = things_named(kind, opened)
        titles[kind] = {each.id: each.title for each in things}
        here = []
        for name in names:
            with suppress(UnknownId):
                find_id(kind, name, things)
                here.append(name)
        known |= {(kind, name) for name in here}
        changed: dict[str, Any] = {field: here}
        narrowed = narrowed._replace(**changed) if narrowed is not None and here else None
    return narrowed, frozenset(known), titles


def _refuse_unknown(filters: Filters, files: Sequence[_AskedFile[Part]]) -> None:
    known = frozenset().union(*(each.known for each in files))
    for field, kind in KINDS_OF_NAMES.items():
        for name in getattr(filters, field):
            if (kind, name) not in known:
                titles = {id_: title for each in files for id_, title in each.titles.get(kind, {}).items()}
                raise UnknownId(kind, name, titles)


def _without_copies(found: Sequence[_AskedFile[Part]]) -> tuple[list[_AskedFile[Part]], list[FileCopy]]:
    """Return the files that count, in their order, and of each file that is there in several copies the older ones."""
    of_mark: dict[str, list[_AskedFile[Part]]] = defaultdict(list)
    for each in found:
        of_mark[each.marks.first or f"only {each.file.file}"].append(each)
    newest = {mark: max(copies, key=lambda each: each.marks.last_at) for mark, copies in of_mark.items()}
    older = [
        FileCopy(
            file=each.file.file,
            label=each.file.label,
            of=newest[mark].file.file,
            of_label=newest[mark].file.label,
            known_at=each.marks.last_at,
            parted=_has_parted(each.marks.last, newest[mark].file.file),
        )
        for mark, copies in of_mark.items()
        for each in copies
        if each is not newest[mark]
    ]
    return [each for each in found if any(each is one for one in newest.values())], older


def _has_parted(last_mark: str, newest: str) -> bool:
    """Say whether a copy was told something that the newest was not."""
    with suppress(CoordplanError), closing(open_for_reading(Path(newest))) as connection:
        return not has_change(connection, last_mark)
    return False


def _unread(file: _NamedFile, error: Exception) -> UnreadFile:
    """Return a file that could not be read; its name stands in the sentence."""
    failure = failure_of(error, lambda: file.path)
    show_frames(error, failure)
    named = file.name in failure.sentence or str(file.path) in failure.sentence
    return UnreadFile(file.name, failure.sentence if named else f"{file.name}: {failure.sentence}", failure.way_out)


def _none_read(unread: Sequence[UnreadFile]) -> FileUnusable:
    ways_out = dict.fromkeys(each.way_out for each in unread if each.way_out)
    return FileUnusable("\n".join(each.reason for each in unread), "\n".join(ways_out))
