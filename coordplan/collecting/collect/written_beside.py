"""What stands in a form that came back outside its table: beside its rows, below them, above them, on other sheets.

Only what is written there is found here, with its place; what of it may be an answer is for ``answers_beside``.
"""

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from coordplan.collecting.collect.form_table import MOST_ROWS, text_in_cell
from coordplan.collecting.collect.own_marks import CORRECTION_COLUMNS, is_correction_sheet, words_of_sender
from coordplan.collecting.form.instructions import FORMER_INSTRUCTIONS, INSTRUCTIONS
from coordplan.collecting.form.values import COLUMNS, HEADER_ROW, SHARED_COLUMNS, SHARED_SHEET, STAMP_SHEET
from coordplan.named_tuples import NamedTuple
from coordplan.office_files.comments import comments_of
from coordplan.office_files.containers import Container
from coordplan.text.folding import fold
from coordplan.text.language import LANGUAGES, in_language
from coordplan.text.language import translate as _
from coordplan.text.writing import write_day, write_number

_MOST_TOLD = 1_000  # cells of other sheets


class WrittenBeside(NamedTuple):
    """Something that somebody wrote outside the table."""

    place: str  # Q7; of another sheet: Trang 2!B3
    text: str
    row: int = 0  # of the table's sheet; 0: it stands elsewhere
    line: str = ""  # all that stands in its row, of another sheet
    heading: str = ""  # of its column, of what stands beside the table
    comment: bool = False
    number: bool = False  # or a day: no words
    of_table: bool = False  # in one of its columns


def written_beside(
    workbook: Any, sheet: Any, columns: Mapping[str, int], first: int, container: Container
) -> Iterator[WrittenBeside]:
    """Yield what stands on the sheet of the table, in it too, and on other sheets, but for what went out there."""
    yield from _on_the_sheet(sheet, columns, first)
    yield from islice(_on_other_sheets(workbook, sheet, container), _MOST_TOLD)


def _on_the_sheet(sheet: Any, columns: Mapping[str, int], first: int) -> Iterator[WrittenBeside]:
    own, keys = set(columns.values()), {column.key for column in COLUMNS}
    for cell in _cells_of(sheet):
        text = _shown(cell)
        if not text:
            continue
        if cell.row in range(first, first + MOST_ROWS):
            heading = "" if cell.column in own else text_in_cell(sheet.cell(max(1, first - 1), cell.column).value)
            of_table = cell.column in own
            number = not isinstance(cell.value, str)
            yield WrittenBeside(cell.coordinate, text, cell.row, heading=heading, number=number, of_table=of_table)
        elif cell.row < min(first - 1, HEADER_ROW) and cell.coordinate != "A1" and text not in keys:
            yield WrittenBeside(cell.coordinate, text, cell.row)  # A1: the title of the program


def _on_other_sheets(workbook: Any, sheet: Any, container: Container) -> Iterator[WrittenBeside]:
    sent = {fold(text_in_cell(cell.value)) for cell in _cells_of(sheet)} | _instructions()
    for other in workbook.worksheets:
        if other is sheet or other.title.casefold() == STAMP_SHEET:
            continue
        locked = len(SHARED_COLUMNS) if other.title.casefold() in _shared_titles() else 0  # columns that are no answer
        locked = CORRECTION_COLUMNS if is_correction_sheet(other.title) else locked
        lines: dict[int, list[str]] = {}
        for cell in _cells_of(other):
            lines.setdefault(cell.row, []).append(_shown(cell))
        for cell in _cells_of(other):
            text = "" if cell.column <= locked else _shown(cell)
            if text and fold(text).lstrip("0123456789. ") not in sent and fold(text) not in sent:
                line = " | ".join(filter(None, lines[cell.row]))
                yield WrittenBeside(
                    f"{other.title}!{cell.coordinate}", text, line=line, number=not isinstance(cell.value, str)
                )
        for comment in comments_of(container, other):
            if text := words_of_sender(comment.text, comment.author):
                yield WrittenBeside(f"{other.title}!{comment.place}", text, comment=True)


def _shared_titles() -> set[str]:
    """Return the names of the sheet of what the organization takes part in, in every language."""
    found = set()
    for language in LANGUAGES:
        with in_language(language):
            found.add(_(SHARED_SHEET).casefold())
    return found


def _instructions() -> set[str]:
    """Return the lines of the sheet that says how to fill it in, in every language, without their numbers."""
    found = set(map(fold, FORMER_INSTRUCTIONS))
    for language in LANGUAGES:
        with in_language(language):
            found |= {fold(_(line)) for line in INSTRUCTIONS} | {fold(_("How to fill it in"))}
    return found


def _cells_of(sheet: Any) -> list[Any]:
    """Return the cells that are there, row by row; its rows would make the others."""
    cells = [cell for cell in list(sheet._cells.values()) if cell.value is not None]
    return sorted(cells, key=lambda cell: (cell.row, cell.column))


def _shown(cell: Any) -> str:
    """Return what stands in a cell as people read it; of what is computed, nothing."""
    value = cell.value
    if cell.data_type in ("f", "e") or isinstance(value, bool):
        return ""
    if isinstance(value, int | float):
        return write_number(value * 100) + "%" if "%" in str(cell.number_format) else write_number(value)
    return write_day(value.date() if hasattr(value, "date") else value) if cell.is_date else text_in_cell(value)
