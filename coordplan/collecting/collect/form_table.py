"""The table of a form in a workbook that came back: which sheet holds it, and which column is which.

Columns are found by the hidden row of keys, or else by their headings, wherever they have been moved.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from coordplan.collecting.collect.own_marks import is_correction_sheet
from coordplan.collecting.form.values import COLUMNS, FILLED, FORMER_HEADINGS, STAMP_SHEET
from coordplan.errors import Refused
from coordplan.named_tuples import NamedTuple
from coordplan.office_files.containers import MOST_COLUMNS
from coordplan.text.folding import fold, nfc
from coordplan.text.language import LANGUAGES, in_language
from coordplan.text.language import translate as _

MOST_ROWS = 5_000
_SEARCHED_ROWS = 60  # the headings stand among the first
_LEAST_KEYS = 4


class StrayColumn(NamedTuple):
    """A column with something in the rows of the form that is none of its own, by its heading."""

    place: str  # of the heading
    heading: str
    again: bool  # it has the heading of another one


def find_table(workbook: Any, path: Path) -> tuple[Any, dict[str, int], int]:
    """Return the sheet that holds the table, the number of each column by its key, and the first row below the head.

    Raises Refused where no sheet holds it, or several do with other answers.
    """
    sheets = (sheet for sheet in workbook.worksheets if not _is_ours(sheet.title))
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


def _is_ours(title: str) -> bool:
    """Say whether a sheet is one that holds no answers: the stamp, or what a marked copy lists."""
    return title.casefold() == STAMP_SHEET or is_correction_sheet(title)


def _headings() -> dict[str, str]:
    """Return the keys of the columns by their headings, in every language."""
    found = {fold(heading): key for key, heading in FORMER_HEADINGS}
    for language in LANGUAGES:
        with in_language(language):
            found |= {fold(_(column.heading)): column.key for column in COLUMNS}
    return found


def _columns(sheet: Any) -> tuple[dict[str, int], int] | None:
    """Return the columns of a sheet by their keys, and the first row below; None where it holds no such table."""
    keys = {column.key: column.key for column in COLUMNS}
    headings = _headings()
    best: dict[str, int] = {}
    first = 0
    for number, row in enumerate(sheet.iter_rows(max_row=_SEARCHED_ROWS, values_only=True), 1):
        texts = [fold(text_in_cell(value)) for value in row]
        by_key, by_heading = _places(texts, keys), _places(texts, headings)
        if by_key and not best:
            best, first = by_key, number + 1
        elif by_heading:  # they stand below the keys, and are all that is left of a column that was made anew
            own = set(best.values())
            return {key: place for key, place in by_heading.items() if place not in own} | best, number + 1
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
            if key in columns and (value := text_in_cell(sheet.cell(row, columns[key]).value)):
                yield text_in_cell(sheet.cell(row, columns["occurrence"]).value), key, value


def stray_columns(sheet: Any, columns: Mapping[str, int], first: int) -> Iterator[StrayColumn]:
    """Yield the columns that hold something in rows with an id, and are none that the form is read by."""
    known, own = _headings(), set(columns.values())
    rows = [
        number
        for number in range(first, min(sheet.max_row, MOST_ROWS + first) + 1)
        if text_in_cell(sheet.cell(number, columns["occurrence"]).value)
    ]
    for column in range(1, min(sheet.max_column, MOST_COLUMNS) + 1):
        if column not in own and any(text_in_cell(sheet.cell(row, column).value) for row in rows):
            head = sheet.cell(max(1, first - 1), column)
            heading = text_in_cell(head.value)
            yield StrayColumn(head.coordinate, heading, fold(heading) in known)


def text_in_cell(value: Any) -> str:
    """Return what is written in a cell, composed letters, without the spaces around it (no-break ones too)."""
    if value is None:
        return ""
    lines = (" ".join(line.split()) for line in nfc(str(value)).replace("\u200b", "").splitlines())
    return "\n".join(line for line in lines if line)
