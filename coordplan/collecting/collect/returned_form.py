"""The forms that came back, as cells: which files they are, whose form each is, and what stands in its rows.

Rows are found by the id in them, so they may be sorted, filtered or hidden; columns by ``form_table``. What stands
beside the cells comes along: comments, columns that are none of the form's, the lines above the table. What all of it
means is for ``answers``.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from coordplan.collecting.collect.contact import Contact, contact_of
from coordplan.collecting.collect.form_table import MOST_ROWS, StrayColumn, find_table, stray_columns, text_in_cell
from coordplan.collecting.collect.own_marks import words_of_sender
from coordplan.collecting.collect.written_beside import WrittenBeside, written_beside
from coordplan.collecting.form.values import (
    ADDED_LATER,
    FILLED,
    HEADER_ROW,
    STAMP_PROPERTY,
    STAMP_SHEET,
    Stamp,
    parse_stamp_cells,
    parse_stamp_line,
)
from coordplan.errors import CoordplanError, FileUnusable, Refused, UnreadableFile
from coordplan.named_tuples import NamedTuple
from coordplan.office_files.comments import CellComment, comments_of
from coordplan.office_files.containers import container_of, read_bytes
from coordplan.office_files.readers import open_workbook, read_or_refuse
from coordplan.text.language import translate as _

_WORKBOOKS = {".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".et"}
_MOST_STAMP_CELLS = 100_000
_NO_STAMP = Stamp("", "", "", date.min, 0, "")


class FormCell(NamedTuple):
    """What stands in a cell: text without spaces around it, a number, a day, yes or no; None where nothing does."""

    value: str | float | date | bool | None
    place: str  # F12
    percent: bool = False  # it is shown as a percent: 0.6 is 60%
    formula: bool = False  # or an error; it has no value of its own


RowCells = Mapping[str, FormCell]  # by the key of the column


class ReturnedForm(NamedTuple):
    """A form that came back: which it is, its rows with something in them by their numbers, and what is beside them."""

    stamp: Stamp
    rows: Mapping[int, RowCells]
    comments: tuple[CellComment, ...] = ()
    lost: tuple[str, ...] = ()  # keys of the columns to be filled in that are not found
    strays: tuple[StrayColumn, ...] = ()
    head: Mapping[str, str] = {}  # the lines above the table, by their cells
    beside: tuple[WrittenBeside, ...] = ()  # outside the table and on other sheets, but for comments on its sheet
    contact: Contact = Contact()
    unstamped: CoordplanError | None = None  # why it does not say itself whose form it is; its stamp is empty then


class ReturnedFile(NamedTuple):
    """A file that came back; where it could not be read, ``failure`` says why."""

    path: Path
    digest: str  # SHA-256 of its bytes; empty where there are none
    form: ReturnedForm | None
    failure: CoordplanError | None = None

    @property
    def name(self) -> str:
        return self.path.as_posix()


def read_returned(words: Sequence[str]) -> tuple[list[ReturnedFile], list[str]]:
    """Return the files that words name, each read, and the names in folders that were passed over as no workbooks.

    A folder stands for the workbooks in it; what is no file is a pattern (``*.xlsx``), which some shells leave to us.
    """
    passed_over: list[str] = []
    paths: dict[Path, Path] = {}
    for word in words:
        for path in _paths_of(word, passed_over):
            paths.setdefault(path.resolve(), path)
    return [_read(path) for path in paths.values()], passed_over


def _paths_of(word: str, passed_over: list[str]) -> Iterator[Path]:
    path = Path(word)
    if path.is_dir():
        for each in sorted(path.iterdir()):
            if each.is_file() and not each.name.startswith((".", "~$")):
                if each.suffix.lower() in _WORKBOOKS:
                    yield each
                else:
                    passed_over.append(each.as_posix())
    elif not path.exists() and any(sign in word for sign in "*?["):
        root = Path(path.anchor) if path.anchor else Path()
        found = [each for each in sorted(root.glob(word[len(path.anchor) :])) if not each.name.startswith("~$")]
        if not found:
            raise _no_file(path)
        yield from found
    elif not path.exists():
        raise _no_file(path)
    else:
        yield path


def _no_file(path: Path) -> FileUnusable:
    return FileUnusable(
        _("There is no file {path}.").format(path=path), _("Look at the spelling of its name, and where it is.")
    )


def _read(path: Path) -> ReturnedFile:
    digest = ""
    try:
        data = read_bytes(path)
        digest = hashlib.sha256(data).hexdigest()
        return ReturnedFile(path, digest, read_form(path, data))
    except MemoryError:
        failure: CoordplanError = UnreadableFile(
            _("{path} would unpack to more than a table of activities could hold.").format(path=path),
            _("Copy the table alone into a new file, without pictures."),
        )
    except CoordplanError as error:
        failure = error
    return ReturnedFile(path, digest, None, failure)


def read_form(path: Path, data: bytes) -> ReturnedForm:
    """Return what came back; raise UnreadableFile or Refused, in one sentence, where it is no form that can be read."""
    container = container_of(path, data, "workbook")
    if container.macros:
        raise UnreadableFile(
            _("{path} holds macros, which no form does.").format(path=path),
            _("They were not run. Ask for it as .xlsx, without macros."),
        )
    if container.linked:
        raise UnreadableFile(
            _("{path} refers to other files (external links), which no form does.").format(path=path),
            _("They were not opened. Ask for it with values in place of the links."),
        )
    workbook = open_workbook(container, whole=True)
    stamp, unstamped = _NO_STAMP, None
    try:
        stamp = _stamp(workbook, path)
    except Refused as failure:
        unstamped = failure
    try:
        sheet, columns, first = find_table(workbook, path)
    except Refused as failure:
        raise unstamped or failure from None
    beside = tuple(read_or_refuse(path, lambda: list(written_beside(workbook, sheet, columns, first, container))))
    rows = dict(_rows(sheet, columns, first, path))
    head = _head(sheet, first)
    contact = contact_of(head)
    return ReturnedForm(
        stamp,
        rows,
        comments=tuple(_comments(read_or_refuse(path, lambda: comments_of(container, sheet)))),
        lost=tuple(key for key in FILLED if key not in (*columns, *ADDED_LATER)),
        strays=tuple(stray_columns(sheet, columns, first)),
        head=head,
        beside=tuple(each for each in beside if each.place not in contact.places),
        contact=contact,
        unstamped=unstamped,
    )


def _comments(found: Iterable[CellComment]) -> Iterator[CellComment]:
    """Yield the comments of whoever filled the form in, without the words of a marked copy."""
    for comment in found:
        if text := words_of_sender(comment.text, comment.author):
            yield comment._replace(text=text)


def _head(sheet: Any, first: int) -> dict[str, str]:
    """Return the lines above the table, each by its cell."""
    found = {}
    for row in sheet.iter_rows(max_row=max(1, min(first - 2, HEADER_ROW))):
        for cell in row:
            if text := text_in_cell(cell.value):
                found[cell.coordinate] = text
    return found


def _stamp(workbook: Any, path: Path) -> Stamp:
    for sheet in workbook.worksheets:
        if sheet.title.casefold() == STAMP_SHEET:
            rows = sheet.iter_rows(max_row=min(sheet.max_row, _MOST_STAMP_CELLS), max_col=9, values_only=True)
            cells = [[text_in_cell(value) for value in row] for row in rows]
            stamp = parse_stamp_cells(cells) if sum(map(len, cells)) < _MOST_STAMP_CELLS else None
            if stamp is None:
                raise Refused(
                    _("{path}: its hidden sheet was altered, so it is not known which form it is.").format(path=path),
                    _("Write the form again with `coordplan form`, and ask for the answers in it."),
                )
            return stamp
    for name in workbook.custom_doc_props.names:
        if name == STAMP_PROPERTY and (stamp := parse_stamp_line(str(workbook.custom_doc_props[name].value))):
            return stamp
    raise Refused(
        _("{path} is not a form that `coordplan form` wrote: its hidden stamp is missing.").format(path=path),
        _("Ask for the answers in the form itself; copied into another file they cannot be read."),
    )


def _rows(sheet: Any, columns: Mapping[str, int], first: int, path: Path) -> Iterator[tuple[int, RowCells]]:
    if sheet.max_row > MOST_ROWS + first:
        raise UnreadableFile(
            _('{path}: the sheet "{sheet}" has more than {most} rows.').format(
                path=path, sheet=sheet.title, most=MOST_ROWS
            ),
            _("Copy the table alone into a new file."),
        )
    spread = _spread(sheet, set(columns.values()), first)
    for number in range(first, sheet.max_row + 1):
        cells = {}
        for key, column in columns.items():
            origin = spread.get((number, column), (number, column))
            cells[key] = form_cell(sheet.cell(*origin))
        if any(cell.value is not None or cell.formula for cell in cells.values()):
            yield number, cells


def _spread(sheet: Any, columns: set[int], first: int) -> dict[tuple[int, int], tuple[int, int]]:
    """Return, for each cell below the first of a merged area, where its value stands: it is said of all its rows."""
    found = {}
    for area in sheet.merged_cells.ranges:
        if area.min_col in columns and area.max_row >= first:
            for row in range(max(first, area.min_row), area.max_row + 1):
                found[row, area.min_col] = (area.min_row, area.min_col)
    return found


def form_cell(cell: Any) -> FormCell:
    """Return what stands in a cell of a workbook."""
    value, place = cell.value, cell.coordinate
    if cell.data_type in ("f", "e") or type(value).__name__ in ("ArrayFormula", "DataTableFormula"):
        return FormCell(None, place, formula=True)
    if isinstance(value, datetime):
        return FormCell(value.date(), place)
    if isinstance(value, bool | date):
        return FormCell(value, place)
    if isinstance(value, int | float):
        return FormCell(float(value), place, percent="%" in str(cell.number_format))
    text = text_in_cell(value)
    return FormCell(text or None, place)
