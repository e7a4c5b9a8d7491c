"""Workbooks and Word documents opened safely: the only module that knows openpyxl.

What comes out are openpyxl's own workbooks and an XML tree of the document. Cells hold the values that the office
program stored last: formulas are not computed, macros not run, links to other files not followed. A Word document needs
no library: its main part is one piece of XML.
"""

import re
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any, TypeVar
from xml.etree import ElementTree
from zipfile import ZipFile

from coordplan.errors import CoordplanError, UnreadableFile, module_with_extra
from coordplan.named_tuples import NamedTuple
from coordplan.office_files.containers import (
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_LETTERS,
    MOST_PART_TAGS,
    MOST_TABLE_ROWS,
    Container,
    ContainerKind,
    damaged,
    open_container,
    too_many_cells,
)
from coordplan.office_files.packages import is_sheet_part, readable_package
from coordplan.office_files.shown_runs import package_with_signs
from coordplan.text.language import translate as _

MOST_BLANK_ROWS = 500  # after so many in a row a sheet is at its end, whatever it claims
MOST_MERGED_CELLS = 200_000  # all merged areas of a sheet together

_REF = rb'\b[^>]*?\bref="([A-Z]{1,3}\d{1,7}):([A-Z]{1,3}\d{1,7})"'
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell" + _REF)
_SPREAD = re.compile(rb"<(?:\w+:)?(?:mergeCell|hyperlink)" + _REF)  # openpyxl makes an object of each cell under them
_ROW_OR_COLUMNS = re.compile(rb"<(?:\w+:)?(row|col)\b([^<>]*)>")
_SAYING = re.compile(rb"""\b(\w+)=["']([^"'<>]*)["']""")
_T = TypeVar("_T")


class Area(NamedTuple):
    """A rectangle of cells, rows and columns from 1, both ends in it."""

    top: int
    left: int
    bottom: int
    right: int


def open_workbook(file: Path | Container, whole: bool = False, runs: bool = False) -> Any:
    """Return an openpyxl workbook with stored values only (``data_only``); close it when done.

    It is read row by row (``read_only``), with ``runs`` so that ``runs_of_text`` knows the looks of texts; with
    ``whole`` it may be changed and saved, and formulas stay formulas, but then a much smaller file is too large. Raises
    UnreadableFile in one sentence, and MissingExtra.
    """
    container = _container(file, "workbook")
    openpyxl = _openpyxl()
    if whole:
        _check_whole(container)

    def load() -> Any:
        package = readable_package(container)
        book = openpyxl.load_workbook(
            BytesIO(package_with_signs(package) if runs else package),
            read_only=not whole,
            data_only=not whole,
            keep_links=False,
            keep_vba=False,
        )
        if whole:
            for sheet in book.worksheets:
                amount = _Amount(container.path, sheet.title)
                amount.add(cell.value for cell in sheet._cells.values())
        return book

    return read_or_refuse(container.path, load)


class _Amount:
    """How much a table holds: its cells and their letters, each cell counted, however few texts they share."""

    def __init__(self, path: Path, table: str) -> None:
        self._path = path
        self._table = table
        self._cells = self._letters = 0

    def add(self, values: Iterable[Any]) -> None:
        """Count some cells; raise UnreadableFile where the table holds more than one of activities could."""
        for value in values:
            if value is not None:
                self._cells += 1
                self._letters += len(value) if isinstance(value, str) else 1
        if self._cells > MOST_CELLS or self._letters > MOST_LETTERS:
            raise too_many_cells(self._path, self._table)


def open_document(file: Path | Container) -> ElementTree.Element:
    """Return the root of a Word document's text (``w:document``); raise UnreadableFile in one sentence."""
    container = _container(file, "document")
    with ZipFile(BytesIO(container.data)) as archive:
        text = archive.read(container.main)
    try:
        return ElementTree.fromstring(text)  # noqa: S314  looked through by container_of
    except ElementTree.ParseError as fault:
        raise damaged(container.path) from fault


def _container(file: Path | Container, kind: ContainerKind) -> Container:
    return file if isinstance(file, Container) else open_container(file, kind)


def rows_of(path: Path, sheet: Any) -> Iterator[tuple[int, Sequence[Any]]]:
    """Yield the rows of a sheet that was opened row by row, numbered from 1, as cells (``value``, ``number_format``).

    The sheet's own word on its size is not taken: it ends after ``MOST_BLANK_ROWS`` empty rows. Raises UnreadableFile
    where it has more than ``MOST_TABLE_ROWS`` rows or cannot be understood.
    """
    sheet.reset_dimensions()
    rows = iter(sheet.iter_rows(max_col=MOST_COLUMNS))
    number = blank = 0
    amount = _Amount(path, sheet.title)
    while (row := read_or_refuse(path, lambda: next(rows, None))) is not None:
        number += 1
        amount.add(cell.value for cell in row)
        blank = 0 if any(cell.value is not None for cell in row) else blank + 1
        if blank >= MOST_BLANK_ROWS:
            return
        if number > MOST_TABLE_ROWS and not blank:
            raise UnreadableFile(
                _('{path}: the sheet "{sheet}" has more than {most} rows.').format(
                    path=path, sheet=sheet.title, most=MOST_TABLE_ROWS
                ),
                _("Copy the table alone into a new file."),
            )
        yield number, row


def merged_areas(workbook: Any, sheet: Any) -> list[Area]:
    """Return the merged areas of a sheet that was opened row by row; openpyxl tells them of whole workbooks only."""
    with workbook._archive.open(sheet._worksheet_path) as stream:
        text = stream.read()
    return sorted(_area(*found.groups()) for found in _MERGED.finditer(text))


class HiddenParts(NamedTuple):
    """The rows and columns of a sheet that are not to be seen, from 1."""

    rows: frozenset[int]
    columns: frozenset[int]


def hidden_parts(workbook: Any, sheet: Any) -> HiddenParts:
    """Return what is hidden of a sheet that was opened row by row, also by having no height or width."""
    rows: set[int] = set()
    columns: set[int] = set()
    number = 0
    with workbook._archive.open(sheet._worksheet_path) as stream:
        text = stream.read()
    for found in _ROW_OR_COLUMNS.finditer(text):
        said = {name.decode(): value.decode("ascii", "replace") for name, value in _SAYING.findall(found[2])}
        if found[1] == b"row":
            number = _counted(said.get("r", ""), number + 1)
            if _is_hidden(said, "ht") and number <= MOST_TABLE_ROWS:
                rows.add(number)
        elif _is_hidden(said, "width"):
            last = min(_counted(said.get("max", ""), 0), MOST_COLUMNS)
            columns.update(range(_counted(said.get("min", ""), last + 1), last + 1))
    return HiddenParts(frozenset(rows), frozenset(columns))


def _counted(text: str, default: int) -> int:
    return int(text) if text.isdecimal() and len(text) < 8 else default


def _is_hidden(said: Mapping[str, str], size: str) -> bool:
    return said.get("hidden") in ("1", "true") or re.fullmatch(r"0(?:\.0*)?", said.get(size, "")) is not None


def _area(first: bytes, last: bytes) -> Area:
    from openpyxl.utils.cell import coordinate_to_tuple

    return Area(*coordinate_to_tuple(first.decode()), *coordinate_to_tuple(last.decode()))


def read_or_refuse(path: Path, read: Callable[[], _T]) -> _T:
    """Return what openpyxl reads; whatever it stumbles over in a file is UnreadableFile."""
    try:
        return read()
    except (CoordplanError, MemoryError):
        raise
    except Exception as fault:  # KeyError, TypeError, ValueError ... for whatever the library did not expect
        raise UnreadableFile(
            _("{path} cannot be understood: {reason}.").format(path=path, reason=_reason(fault)),
            _("Open it in Excel and save it anew as .xlsx."),
        ) from fault


def _reason(fault: Exception) -> str:
    line = " ".join(str(fault.__cause__ or fault).split())
    return f"{type(fault.__cause__ or fault).__name__} {line[:120]}".strip().rstrip(".")


def _openpyxl() -> Any:
    openpyxl = module_with_extra("openpyxl")
    # It remarks on what it leaves out (drop-downs of newer kinds, headers): nothing that is read here
    warnings.filterwarnings("ignore", category=UserWarning, module=r"openpyxl\.")
    return openpyxl


def _check_whole(container: Container) -> None:
    """Refuse what would fill the memory where every cell becomes an object: too many cells, vast merged areas."""
    with ZipFile(BytesIO(container.data)) as archive:
        for name in archive.namelist():
            if not is_sheet_part(archive, name):
                continue
            text = archive.read(name)
            cells = 0
            for found in _SPREAD.finditer(text):
                area = _area(*found.groups())
                cells += (area.right - area.left + 1) * (area.bottom - area.top + 1)
            if cells > MOST_MERGED_CELLS or text.count(b"<") > MOST_PART_TAGS:
                raise too_many_cells(container.path, name)
