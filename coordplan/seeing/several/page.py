"""How several files are named in tables, and what is said of those that do not count."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from coordplan.cli.session import local_moment
from coordplan.paper.cells import Column, Page, Table, Tone, filter_sentence, illustrative_sentence
from coordplan.seeing.several.values import FileCopy, FilesAsked, OfficeFile
from coordplan.text.language import translate as _
from coordplan.text.language import translate_count
from coordplan.text.shell import quoted_word
from coordplan.text.writing import write_number

_GOES_FIRST = 9  # where offices alone tell files apart, a table has no need of their names


def file_columns(files: FilesAsked[Any], get: Callable[[Any], OfficeFile], fresh: bool = False) -> tuple[Column, ...]:
    """Return the columns that say of which office and file a row is, and (``fresh``) when that was last written to."""
    columns = (
        Column("office", _("Office"), "remark", get=lambda row: get(row).office),
        Column("file", _("File"), "code", _GOES_FIRST if files.named_by_office else 0, get=lambda row: get(row).label),
    )
    if not fresh:
        return columns
    return (*columns, Column("known_at", _("Last change"), "remark", get=lambda row: last_change(get(row))))


def short_file_columns(files: FilesAsked[Any]) -> tuple[Column, ...]:
    """Return the one column that tells files apart: the offices where they do, else the names of the files."""
    office, file = file_columns(files, lambda file: file)
    return (office,) if files.named_by_office else (file,)


def last_change(file: OfficeFile) -> str:
    """Return when a file was last written to, as far as it is known by the moment asked about."""
    return local_moment(file.known_at) if file.known_at else ""


def files_table(files: FilesAsked[Any], columns: Sequence[Column], rows: Iterable[Sequence[Any]], total: Any) -> Table:
    """Return a row for each file, with cells of one's own, and the total."""
    own = file_columns(files, lambda file: file, fresh=True)
    names = [[column.get(file) for column in own if column.get] for file in files.files]
    return Table(
        (*own, *columns),
        [[*cells, *row] for cells, row in zip(names, rows, strict=True)],
        [_("Total"), "", "", *total],
        title=_("Files"),
        title_tone="strong",
    )


def page_of_files(
    files: FilesAsked[Any],
    sentences: Iterable[tuple[str, Tone]],
    filters: tuple[str, ...],
    tables: Iterable[Table],
    notes: Iterable[tuple[str, Tone]] = (),
) -> Page:
    """Return a page about several files; what does not count, and what could not be read, is said below it."""
    return Page(
        title_of_files(files),
        (*illustrative_sentence(files.illustrative), *filter_sentence(filters), *sentences),
        tuple(tables),
        (*notes, *files_notes(files)),
    )


def title_of_files(files: FilesAsked[Any]) -> str:
    """Return the title of the program, where it is the same in all files, with how many files are answered for."""
    count = translate_count("{n} file", "{n} files", len(files.asked)).format(n=write_number(len(files.asked)))
    if files.unread:
        together = len(files.asked) + len(files.unread)
        count = _("{count} of {all}").format(
            count=write_number(len(files.asked)),
            all=translate_count("{n} file", "{n} files", together).format(n=write_number(together)),
        )
    return f"{files.title} ({count})" if files.title else count


def files_notes(files: FilesAsked[Any]) -> tuple[tuple[str, Tone], ...]:
    """Return what is to be known of the files: which were not read, which are copies, whose figures are made up."""
    notes: list[tuple[str, Tone]] = []
    if files.unread:
        sentence = _("Not counted, since they could not be read: {files}")
        notes.append((sentence.format(files=", ".join(each.file for each in files.unread)), "bad"))
    notes += [(copy_sentence(each), "warn") for each in files.copies]
    for each in files.carried:
        sentence = translate_count(
            "{n} occurrence of {file} was carried over and counts in {others} alone.",
            "{n} occurrences of {file} were carried over and count in {others} alone.",
            len(each.occurrences),
        )
        words = {"file": each.label, "others": ", ".join(each.counted_in)}
        notes.append((sentence.format(n=write_number(len(each.occurrences)), **words), "dim"))
    illustrative = [file.label for file in files.files if file.illustrative]
    if illustrative and len(illustrative) < len(files.files):
        notes.append((_("Illustrative are the figures of: {files}").format(files=", ".join(illustrative)), "warn"))
    return tuple(notes)


def copy_sentence(copy: FileCopy) -> str:
    """Return which file does not count, for which other one, and what that one lacks."""
    if not copy.known_at:
        return _("{file} is the same file as {other}; it counts once.").format(file=copy.label, other=copy.of_label)
    sentence = _("{file} is a copy of {other}, last written to on {moment}; the newest alone counts, {other}.").format(
        file=copy.label, other=copy.of_label, moment=local_moment(copy.known_at)
    )
    if copy.parted:
        sentence += " " + _("It holds changes that {other} does not: coordplan --db {of} merge {path}").format(
            other=copy.of_label, of=quoted_word(copy.of), path=quoted_word(copy.file)
        )
    return sentence
