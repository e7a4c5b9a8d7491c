"""The forms that came back, as cells: which files they are, whose form each is, and what stands in its rows.

Columns are found by the hidden row of keys, or else by their headings, wherever they have been moved; rows are found by
the id in them, so they may be sorted, filtered or hidden. What the cells mean is for ``answers``.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from coordplan.collecting.form.values import (
    COLUMNS,
    FILLED,
    STAMP_PROPERTY,
    STAMP_SHEET,
    Stamp,
    parse_stamp_cells,
    parse_stamp_line,
)
from coordplan.errors import CoordplanError, Refused, UnreadableFile
from coordplan.office_files.containers import container_of, read_bytes
from coordplan.office_files.readers import open_workbook
from coordplan.text.folding import fold, nfc
from coordplan.text.language import LANGUAGES, in_language
from coordplan.text.language import translate as _

MOST_ROWS = 5_000
_WORKBOOKS = {".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".et"}
_SEARCHED_ROWS = 60  # the headings stand among the first
_LEAST_KEYS = 4
_MOST_STAMP_CELLS = 100_000


class FormCell(NamedTuple):
    """What stands in a cell: text without spaces around it, a number, a day, yes or no; None where nothing does."""

    value: str | float | date | bool | None
    place: str  # F12
    percent: bool = False  # it is shown as a percent: 0.6 is 60%
    formula: bool = False  # or an error; it has no value of its own


RowCells = Mapping[str, FormCell]  # by the key of the column


class ReturnedForm(NamedTuple):
    """A form that came back: which it is, and its rows with something in them, by their numbers."""

    stamp: Stamp
    rows: Mapping[int, RowCells]


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
        yield from found or [path]
    else:
        yield path


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
    stamp = _stamp(workbook, path)
    sheet, columns, first = find_table(workbook, path)
    return ReturnedForm(stamp, dict(_rows(sheet, columns, first, path)))


def _stamp(workbook: Any, path: Path) -> Stamp:
    for sheet in workbook.worksheets:
        if sheet.title.casefold() == STAMP_SHEET:
            cells = [[_text(value) for value in row] for row in sheet.iter_rows(max_col=9, values_only=True)]
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


def find_table(workbook: Any, path: Path) -> tuple[Any, dict[str, int], int]:
    """Return the sheet that holds the table, the number of each column by its key, and the first row below the head.

    Raises Refused where no sheet holds it, or several do with other answers.
    """
    sheets = (sheet for sheet in workbook.worksheets if sheet.title.casefold() != STAMP_SHEET)
    found = [(sheet, *columns) for sheet in sheets if (columns := _columns(sheet)) is not None]
    if not found:
        raise Refused(
            _("{path}: the table of the form is not found; its headings have been changed.").format(path=path),
            _("Ask for it with the headings as they went out."),
        )
    answered = [each for each in found if any(_answers(*each))] or found[:1]
    if len({tuple(sorted(_answers(*each))) for each in answered}) > 1:
        raise Refused(
            _("{path}: several sheets hold answers: {sheets}.").format(
                path=path, sheets=", ".join(f'"{sheet.title}"' for sheet, _columns, _first in answered)
            ),
            _("Ask which one counts, and for the file with that one alone."),
        )
    return answered[0]


def _columns(sheet: Any) -> tuple[dict[str, int], int] | None:
    """Return the columns of a sheet by their keys, and the first row below; None where it holds no such table."""
    keys = {column.key: column.key for column in COLUMNS}
    headings: dict[str, str] = {}
    for language in LANGUAGES:
        with in_language(language):
            headings |= {fold(_(column.heading)): column.key for column in COLUMNS}
    best: dict[str, int] = {}
    first = 0
    for number, row in enumerate(sheet.iter_rows(max_row=_SEARCHED_ROWS, values_only=True), 1):
        texts = [fold(_text(value)) for value in row]
        by_key, by_heading = _places(texts, keys), _places(texts, headings)
        if by_key and not best:
            best, first = by_key, number + 1
        elif by_heading:  # they stand below the keys
            return best or by_heading, number + 1
    return (best, first) if best else None


def _places(texts: Sequence[str], names: Mapping[str, str]) -> dict[str, int]:
    """Return where the columns stand in a row, by their keys; nothing where the row is no head of the table."""
    found: dict[str, int] = {}
    for place, text in enumerate(texts, 1):
        if text in names:
            found.setdefault(names[text], place)
    return found if "occurrence" in found and len(found) >= _LEAST_KEYS else {}


def _answers(sheet: Any, columns: Mapping[str, int], first: int) -> Iterator[tuple[str, str, str]]:
    """Yield what is filled in: id, column, value."""
    for row in range(first, min(sheet.max_row, MOST_ROWS) + 1):
        for key in FILLED:
            if key in columns and (value := _text(sheet.cell(row, columns[key]).value)):
                yield _text(sheet.cell(row, columns["occurrence"]).value), key, value


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
            cells[key] = _form_cell(sheet.cell(*origin))
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


def _form_cell(cell: Any) -> FormCell:
    value, place = cell.value, cell.coordinate
    if cell.data_type in ("f", "e") or type(value).__name__ in ("ArrayFormula", "DataTableFormula"):
        return FormCell(None, place, formula=True)
    if isinstance(value, datetime):
        return FormCell(value.date(), place)
    if isinstance(value, bool | date):
        return FormCell(value, place)
    if isinstance(value, int | float):
        return FormCell(float(value), place, percent="%" in str(cell.number_format))
    text = _text(value)
    return FormCell(text or None, place)


def _text(value: Any) -> str:
    """Return what is written in a cell, composed letters, without the spaces around it (no-break ones too)."""
    if value is None:
        return ""
    lines = (" ".join(line.split()) for line in nfc(str(value)).replace("\u200b", "").splitlines())
    return "\n".join(line for line in lines if line)
