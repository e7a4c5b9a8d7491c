"""`list`, `due` and `search` over several files: the rows of all, each with its file and office."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from coordplan.named_tuples import NamedTuple
from coordplan.paper.cells import Column, Page, lean, table_of
from coordplan.paper.data import Data
from coordplan.paper.rows_aside import kept
from coordplan.seeing.answer import Answer, AskAll
from coordplan.seeing.listing import (
    LEAN_COLUMNS,
    ListedOccurrence,
    Listing,
    due_columns,
    due_until,
    list_columns,
    list_data,
)
from coordplan.seeing.several.answering import answer_of_files
from coordplan.seeing.several.page import file_columns, files_table, page_of_files
from coordplan.seeing.several.values import FilesAsked, OfficeFile
from coordplan.text.language import translate as _
from coordplan.text.language import translate_count
from coordplan.text.writing import write_day, write_number


class PlacedOccurrence(NamedTuple):
    """An occurrence with the file it is in; equal ids of two files are two things."""

    file: OfficeFile
    row: ListedOccurrence
    lead_title: str

    def by_name(self) -> dict[str, Any]:
        return {**self.file.beside_row(), **self.row.by_name()}


class ListingOfFiles(NamedTuple):
    """What `list`, `due` and `search` say of several files."""

    files: FilesAsked[Listing]
    rows: Sequence[PlacedOccurrence]
    filters: tuple[str, ...]


def lists_together(ask: AskAll, nothing: str) -> Answer:
    """Return the rows of all files, in the order of the files."""
    files = ask()
    found = _placed(files)
    return answer_of_files(files, lambda: _list_page(found, list_columns, nothing), lambda: _data(found))


def dues_together(ask: AskAll, last_day: Callable[[date], date], nothing: str) -> Answer:
    """Return what is overdue and falls due in all files, the earliest first."""
    files = ask()
    found = _placed(files)
    found = found._replace(
        rows=tuple(sorted(found.rows, key=lambda each: (each.row.due or date.max, each.row.occurrence))),
        filters=(*found.filters, due_until(last_day(found.files.as_of))),
    )
    return answer_of_files(files, lambda: _list_page(found, due_columns, nothing), lambda: _data(found))


def _placed(asked: FilesAsked[Answer]) -> ListingOfFiles:
    """Return the rows of all files, those of one file after those of the one before."""
    files: FilesAsked[Listing] = asked.parts(lambda answer: answer.value())
    said = files.said
    return ListingOfFiles(
        files=files,
        rows=kept(
            PlacedOccurrence(file, row, listing.lead_titles.get(row.lead, row.lead))
            for file, listing in said
            for row in listing.rows
        ),
        filters=tuple(dict.fromkeys(words for _file, listing in said for words in listing.filters)),
    )


def _list_page(
    found: ListingOfFiles, columns_of: Callable[[Mapping[str, str]], tuple[Column, ...]], nothing: str
) -> Page:
    counts = [0 if listing is None else len(kept(listing.rows)) for _file, listing in found.files.asked]
    count = translate_count("{n} occurrence on {day}", "{n} occurrences on {day}", len(found.rows)).format(
        n=write_number(len(found.rows)), day=write_day(found.files.as_of)
    )
    having = _("{n} of {all} files have some").format(
        n=write_number(sum(map(bool, counts))), all=write_number(len(counts))
    )
    sentence = f"{count}; {having}" if found.rows else nothing.format(day=write_day(found.files.as_of))
    if found.filters:
        sentence += f" ({'; '.join(found.filters)})"
    columns = [_of_placed(column) for column in columns_of({})]
    # Of which office a file is says the table of the files
    file = [each for each in file_columns(found.files, lambda placed: placed.file) if each.name == "file"]
    table = table_of((*columns, *(each._replace(kind="remark", rank=0) for each in file)), found.rows)
    listed = Column("listed", _("Occurrences"), "count")
    return page_of_files(
        found.files,
        [(sentence, "strong")],
        (),
        [
            *([lean(table, *LEAN_COLUMNS)] if found.rows else []),
            files_table(found.files, [listed], [[each] for each in counts], [sum(counts)]),
        ],
    )


def _of_placed(column: Column) -> Column:
    """Return a column of a list for rows that stand beside their files."""
    if column.name == "lead":
        return column._replace(get=lambda placed: placed.lead_title)
    get, name = column.get, column.name
    return column._replace(get=lambda placed: getattr(placed.row, name) if get is None else get(placed.row))


def _data(found: ListingOfFiles) -> Data:
    """Return ``coordplan/list/1`` with the files, each row with its own; in CSV with how fresh that is."""
    listing = Listing("", found.files.as_of, found.files.known_at, (), {}, found.files.illustrative)
    data = list_data(listing)
    return data._replace(
        values={**data.values, **found.files.by_name(), "occurrences": found.rows},
        columns=("file", "office", "known_at", *data.columns),
        rows=(placed.by_name() | {"known_at": placed.file.known_at or None} for placed in found.rows),
    )
